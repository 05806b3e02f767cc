"""Frozen data for charts, made from a few numbers; the pace words follow from the rate."""

from datetime import date, timedelta

from campaign.domain.vocabulary import Pace, PlaceKind
from campaign.services.progress_charts import (
    ComparedSeries,
    Comparison,
    Curve,
    Curves,
    Funnel,
    FunnelStep,
    HeatCell,
    HeatColumn,
    HeatMap,
    HeatRow,
    PlacePoint,
    PointMap,
    RankingLine,
)

START = date(2026, 11, 8)
# A name that ends in ê̆ (U+00EA, U+0306), one with H’ (U+2019), and one that would be markup.
NAMES = ("Buôn Kê̆", "Buôn H’Đrát", "Thôn <b>&1</b>", "Tổ dân phố Đông Ư", "Buôn Jung")


def name(i: int) -> str:
    """Return a name of its own for every number."""
    return NAMES[i] if i < len(NAMES) else f"{NAMES[i % len(NAMES)]} {i}"


def pace(rate: float | None) -> Pace:
    """Return a pace word for a share of the target."""
    if rate is None:
        return Pace.NO_TARGET
    return Pace.DONE if rate >= 1 else Pace.ON_TRACK if rate >= 0.5 else Pace.BEHIND


def cell(done: int | None, target: int | None) -> HeatCell:
    """Return a cell; a target of 0 is none, None done is no data."""
    rate = done / target if target and done is not None else None
    word = Pace.NOT_STARTED if target and done is None else pace(rate)
    return HeatCell(result=done, toward_target=done, target=target, eligible=target, rate=rate, pace=word)


def heat_map(*rows: tuple[tuple[int | None, int | None], ...], long: str = "") -> HeatMap:
    """Return places x steps from (done, target) pairs."""
    columns = tuple(
        HeatColumn(
            key=f"s{i}", name_vi=f"Bước dài {i}", name_en=f"Long step {i}", short_vi=f"Bước {i}", short_en=f"S{i}"
        )
        for i in range(len(rows[0]) if rows else 0)
    )
    return HeatMap(
        columns=columns,
        rows=tuple(
            HeatRow(code=str(i), name=name(i) + long, kind=PlaceKind.VILLAGE, cells=tuple(cell(*pair) for pair in row))
            for i, row in enumerate(rows)
        ),
    )


def step(
    key: str, *, completed: int, had: int = 0, eligible: int | None = 100, requires: tuple[str, ...] = ()
) -> FunnelStep:
    """Return one step of a funnel, named by its key."""
    return FunnelStep(
        key=key,
        name_vi=f"Bước {key}",
        name_en=f"Step {key}",
        short_vi=key.upper(),
        short_en=key.upper(),
        required=True,
        requires=requires,
        completed=completed,
        already_had=had,
        assisted=0,
        eligible=eligible,
    )


def funnel(*steps: FunnelStep) -> Funnel:
    """Return a funnel of steps."""
    return Funnel(steps=steps, reached=70, all_steps=7)


def ranking(*pairs: tuple[int, int | None]) -> tuple[RankingLine, ...]:
    """Return places ranked by (done, target); of those who may, twice the target are eligible."""
    rates = [done / target if target else None for done, target in pairs]
    known = [rate for rate in rates if rate is not None]
    return tuple(
        RankingLine(
            code=str(i),
            name=name(i),
            kind=PlaceKind.VILLAGE,
            group="",
            result=done,
            toward_target=done,
            target=target,
            eligible=target * 2 if target else None,
            rate=rate,
            eligible_rate=None if rate is None else rate / 2,
            rank=None if rate is None else 1 + sum(other > rate for other in known),
            ranked=len(known),
            eligible_rank=None if rate is None else 1 + sum(other > rate for other in known),
            eligible_ranked=len(known),
            pace=pace(rate),
        )
        for i, ((done, target), rate) in enumerate(zip(pairs, rates, strict=True))
    )


def curves(*places: tuple[tuple[int, ...], int | None], days: int = 60, on: int = 10) -> Curves:
    """Return curves of cumulative numbers from the first day on, each with its target, seen on day number `on`."""
    return Curves(
        starts_on=START,
        ends_on=START + timedelta(days=days - 1),
        as_of=START + timedelta(days=on - 1),
        curves=tuple(
            Curve(
                code=str(i),
                name=name(i),
                kind=PlaceKind.VILLAGE,
                points=tuple((START + timedelta(days=offset), value) for offset, value in enumerate(values)),
                target=target,
                rate=values[-1] / target if target and values else None,
                pace=pace(values[-1] / target if target and values else None),
            )
            for i, (values, target) in enumerate(places)
        ),
    )


def point(i: int, *, latitude: float, longitude: float, done: int | None = 30, target: int | None = 100) -> PlacePoint:
    """Return a place on the map."""
    rate = done / target if target and done is not None else None
    return PlacePoint(
        code=str(i),
        name=name(i),
        kind=PlaceKind.VILLAGE,
        latitude=latitude,
        longitude=longitude,
        result=done,
        target=target,
        rate=rate,
        pace=pace(rate),
    )


def point_map(*points: PlacePoint, without: tuple[str, ...] = ()) -> PointMap:
    """Return a map of points."""
    return PointMap(points=points, without=without)


def series(label: str, *values: int, target: int | None = None) -> ComparedSeries:
    """Return one side of a comparison from its cumulative numbers, day 1 first."""
    return ComparedSeries(
        name=label,
        first=START,
        last=START + timedelta(days=max(0, len(values) - 1)),
        points=tuple(enumerate(values, start=1)),
        total=values[-1] if values else 0,
        target=target,
    )


def comparison(now: ComparedSeries, then: ComparedSeries) -> Comparison:
    """Return two sides by one indicator."""
    return Comparison(indicator="all_steps", now=now, then=then, places=())
