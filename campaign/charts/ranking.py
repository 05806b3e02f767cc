"""Who is ahead and who needs help: places by their share of the target, or of those who may, with rank and ties."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from campaign.charts.canvas import box, cut, described, filled, px, rows, words
from campaign.charts.palette import ACCENT, GREY, INK, PALE, PAPER, SIGNS
from campaign.charts.theme import Chart
from campaign.i18n import _, current_language, ngettext, number, percent
from campaign.i18n.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import altair as alt

    from campaign.services.progress_charts import RankingLine

# More lines than this nobody reads; then the top, the bottom and the place itself are drawn.
MOST_LINES: Final = 24
_TOP: Final = 10
_BOTTOM: Final = 8
_ROW: Final = 24
_HEAD: Final = 22
_MIDDLE: Final = f"{_HEAD} + datum.i * {_ROW} + {_ROW / 2}"
# A bar that runs further than the target by this much is cut; its number is not.
_LONGEST: Final = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """One line with the rank and the share that this ranking is about."""

    line: RankingLine
    rank: int | None
    ranked: int
    share: float | None


def ranking_chart(*, lines: Sequence[RankingLine], by_eligible: bool, here: str | None = None) -> Chart:
    """Return the places as bars in the order of their ranks, those without a rank at the end.

    `by_eligible` ranks by the share of those who may instead of the target. `here` is the code of the place in view,
    which stands out. Of more than 24 places the first 10, the last 8 and the place in view are drawn.
    """
    places = _ordered(lines, by_eligible=by_eligible)
    title, subtitle = _finding(places, here=here, by_eligible=by_eligible), _subtitle(by_eligible=by_eligible)
    shown = list(_shown(places, here=here))
    description = _("Bars in the order of rank. {finding} {detail}").format(finding=f"{title}.", detail=_ends(places))
    longest = max((place.share or 0 for place in places), default=0)
    lines_drawn: list[dict[str, Any]] = []
    gaps: list[dict[str, Any]] = []
    for i, place in enumerate(shown):
        if isinstance(place, int):
            words = ngettext("… {n} more place …", "… {n} more places …", place).format(n=number(place))
            gaps.append({"i": i, "word": words})
        else:
            lines_drawn.append(_row(i, place, here=here, by_eligible=by_eligible))
    spec = filled(
        _drawing(current_language(), by_eligible),
        data={
            "rows": lines_drawn,
            "gaps": gaps,
            "target": [{"word": _("Target")}] if any(place.share is not None for place in places) else [],
        },
        params={
            "names": "clamp(width * 0.52, 150, 320)",
            "room": "width - names",
            "top": min(longest or 1.0, _LONGEST) if by_eligible else min(max(longest, 1.0), _LONGEST),
        },
        description=description.strip(),
        height=_HEAD + _ROW * max(1, len(shown)),
    )
    return Chart(title=title, subtitle=subtitle, description=description.strip(), spec=spec)


# ------------------------------------------------------------------------------------------------- order
def _ordered(lines: Sequence[RankingLine], *, by_eligible: bool) -> tuple[_Place, ...]:
    places = [
        _Place(line=line, rank=line.eligible_rank, ranked=line.eligible_ranked, share=line.eligible_rate)
        if by_eligible
        else _Place(line=line, rank=line.rank, ranked=line.ranked, share=line.rate)
        for line in lines
    ]
    return tuple(sorted(places, key=lambda place: (place.rank is None, place.rank or 0)))


def _shown(places: Sequence[_Place], *, here: str | None) -> Iterator[_Place | int]:
    """Yield the lines that are drawn, and a number for those left out between them."""
    if len(places) <= MOST_LINES:
        yield from places
        return
    ranked = sum(place.rank is not None for place in places)
    keep = {*range(_TOP), *range(max(_TOP, ranked - _BOTTOM), ranked)}
    keep |= {i for i, place in enumerate(places) if place.line.code == here}
    for drawn, some in itertools.groupby(range(len(places)), key=keep.__contains__):
        found = [places[i] for i in some]
        # The line that says "one more" can as well be that one.
        if drawn or len(found) == 1:
            yield from found
        else:
            yield len(found)


def _row(i: int, place: _Place, *, here: str | None, by_eligible: bool) -> dict[str, Any]:
    line, sign = place.line, SIGNS[place.line.pace]
    missing = _("no data") if by_eligible or line.target else _("no target assigned")
    done = line.result if by_eligible else line.toward_target
    whole = line.eligible if by_eligible else line.target
    return {
        "i": i,
        "p": cut(line.name),
        "k": "–" if place.rank is None else f"{number(place.rank)}/{number(place.ranked)}",
        "v": place.share,
        "w": missing if place.share is None else percent(place.share),
        "s": sign.shape,
        "c": sign.colour,
        "h": line.code == here,
        "t": f"{cut(line.name)}: {number(done)}/{number(whole)}, {label(line.pace).lower()}",
    }


# ------------------------------------------------------------------------------------------------- words
def _finding(places: Sequence[_Place], *, here: str | None, by_eligible: bool) -> str:
    """Return the rank of the place in view, or who is first and who last; the title."""
    ranked = [place for place in places if place.rank is not None]
    if not ranked:
        return _("No place can be ranked yet")
    mine = next((place for place in ranked if place.line.code == here), None)
    if mine is not None:
        equal = sum(place.rank == mine.rank for place in ranked) - 1
        text = (
            _("{place}: rank {rank}/{ranked}, {share} of those who may")
            if by_eligible
            else _("{place}: rank {rank}/{ranked}, {share} of the target")
        ).format(place=mine.line.name, rank=number(mine.rank), ranked=number(mine.ranked), share=percent(mine.share))
        if not equal:
            return text
        tie = ngettext("level with {n} other place", "level with {n} other places", equal).format(n=number(equal))
        return f"{text}, {tie}"
    first, last = ranked[0], ranked[-1]
    if first.share == last.share:
        return _("All places are level: {share}").format(share=percent(first.share))
    return _("First: {first} ({best}); last: {last} ({worst})").format(
        first=_several(ranked, first),
        best=percent(first.share),
        last=_several(ranked, last),
        worst=percent(last.share),
    )


def _several(ranked: Sequence[_Place], place: _Place) -> str:
    others = sum(other.rank == place.rank for other in ranked) - 1
    if not others:
        return place.line.name
    return ngettext("{place} and {n} other", "{place} and {n} others", others).format(
        place=place.line.name, n=number(others)
    )


def _subtitle(*, by_eligible: bool) -> str:
    if by_eligible:
        return _("Share of the eligible people; places that are equal share a rank.")
    return _("Share of the target; places that are equal share a rank.")


def _ends(places: Sequence[_Place]) -> str:
    """Return the first three and the last three in words."""
    ranked = [place for place in places if place.rank is not None]
    kept = ranked if len(ranked) <= 6 else [*ranked[:3], *ranked[-3:]]  # noqa: PLR2004 - three and three
    return "; ".join(f"{place.rank}. {place.line.name} {percent(place.share)}" for place in kept)


# ------------------------------------------------------------------------------------------------- drawing
@lru_cache(maxsize=4)
def _drawing(language: str, by_eligible: bool) -> str:  # noqa: FBT001 - lru_cache keeps positional arguments apart
    """Return the bars without their numbers, as JSON."""
    gaps = words(53, _MIDDLE, "datum.word", fill=GREY)
    layers = [rows("rows", *_drawn_rows()), rows("gaps", gaps)]
    if not by_eligible:
        line = "names + room / top"
        layers.append(
            rows(
                "target",
                box(line, f"{line} + 1", _HEAD - 4, "height", fill=INK),
                words(line, _HEAD - 12, "datum.word", align="center"),
            )
        )
    return described(*layers, language=language)


def _drawn_rows() -> list[alt.Chart]:
    """Return a line of the ranking: rank, sign, name, bar and share."""
    end = "names + room * min(datum.v, top) / top"
    # Inside a long bar its number is out of the way of the target's line.
    inside = "isValid(datum.v) && room * min(datum.v, top) / top > 58"
    weight = px("datum.h ? 'bold' : 'normal'")
    return [
        words(34, _MIDDLE, "datum.k", align="right", fill=GREY, fontSize=11),
        words(44, _MIDDLE, "datum.s", align="center", fill=px("datum.c"), fontSize=11),
        words(
            53,
            _MIDDLE,
            "datum.p",
            limit=px("names - 58"),
            fontSize=px("names < 180 ? 11 : 12"),
            fontWeight=weight,
            tooltip=px("datum.t"),
        ),
        box(
            "names",
            f"isValid(datum.v) ? {end} : names",
            f"{_MIDDLE} - 7",
            f"{_MIDDLE} + 7",
            fill=px(f"datum.h ? '{ACCENT}' : '{PALE}'"),
            tooltip=px("datum.t"),
        ),
        words(
            f"isValid(datum.v) ? {inside} ? {end} - 5 : {end} + 5 : names",
            _MIDDLE,
            "datum.w + (isValid(datum.v) && datum.v > top ? ' »' : '')",
            align=px(f"{inside} ? 'right' : 'left'"),
            fill=px(f"isValid(datum.v) ? {inside} && datum.h ? '{PAPER}' : '{INK}' : '{GREY}'"),
            fontWeight=weight,
        ),
    ]
