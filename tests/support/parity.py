"""Whether the screen *Tiến độ* says the numbers of `campaign progress --json`, in every one of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from campaign.services.progress import progress_report
from campaign.services.progress_units import progress_page

if TYPE_CHECKING:
    from datetime import date

    from campaign.services.call import Call
    from campaign.services.progress_models import ProgressPage

_CELL = ("result", "toward_target", "target", "eligible", "rate", "pace")


def same_numbers(
    call: Call, slug: str, *, place_code: str | None = None, indicator: str | None = None, as_of: date | None = None
) -> int:
    """Compare every number of the page with the row of the report; return how many numbers that were."""
    report = progress_report(call=call, slug=slug, as_of=as_of).as_json()
    told = {(row["place_code"], row["indicator"]): row for row in report["rows"]}
    page = progress_page(call=call, slug=slug, place_code=place_code, indicator=indicator, as_of=as_of)
    assert (page.view.day, page.view.days, page.view.as_of.isoformat()) == (
        report["day"],
        report["days"],
        report["as_of"],
    )
    return _here(page, told) + _cells(page, told) + _below(page, told)


def _here(page: ProgressPage, told: dict[tuple[str, str], dict[str, Any]]) -> int:
    """The place in view: reading, steps, overview, funnel, tiles, the last point of the burn-up."""
    view, compared = page.view, 0
    own = told[view.place_code, view.indicator]
    names = ("target", "rate", "planned_today", "needed_per_day", "forecast_total")
    for name in names:
        known = own["result"] is not None or name in {"target", "planned_today", "needed_per_day"}
        assert not known or getattr(view.reading, name) == own[name], (view.place_code, view.indicator, name)
    assert view.reading.pace == own["pace"]
    drawn = [point.actual for point in view.burn_up.points if point.actual is not None]
    assert not drawn or drawn[-1] == own["toward_target"]
    for step in view.steps:
        row = told[view.place_code, step.key]
        for name in ("result", "already_had", "assisted", "eligible", "target", "rate"):
            assert getattr(step, name) == row[name], (step.key, name)
            compared += 1
    for line in view.overview:
        row = told[view.place_code, line.key]
        assert (line.result, line.reading.target, line.reading.pace) == (row["result"], row["target"], row["pace"])
        assert row["result"] is None or line.reading.rate == row["rate"]
        compared += 4
    if view.funnel is not None:
        for stage in view.funnel.steps:
            row = told[view.place_code, stage.key]
            found = (stage.completed, stage.already_had, stage.assisted, stage.eligible)
            assert found == (row["result"], row["already_had"], row["assisted"], row["eligible"]), stage.key
            compared += 4
        every = told[view.place_code, "all_steps"]
        assert (view.funnel.all_steps, view.funnel.all_steps_already_had) == (every["result"], every["already_had"])
        assert view.tiles.all_steps == every["result"]
        assert view.funnel.reached == view.tiles.reached == told[view.place_code, "reached"]["result"]
    return compared + len(names)


def _cells(page: ProgressPage, told: dict[tuple[str, str], dict[str, Any]]) -> int:
    heat, compared = page.view.heat_map, 0
    for row in heat.rows:
        for column, cell in zip(heat.columns, row.cells, strict=True):
            wanted = told[row.code, column.key]
            for name in _CELL:
                assert getattr(cell, name) == wanted[name], (row.code, column.key, name)
                compared += 1
    return compared


def _below(page: ProgressPage, told: dict[tuple[str, str], dict[str, Any]]) -> int:
    """The places below by the chosen indicator: table, ranking, curves, map."""
    view, units, compared = page.view, page.units, 0
    ranks = {line.code: (line.rank, line.ranked) for line in units.ranking}
    for place in view.lines:
        row = told[place.code, view.indicator]
        assert (place.result, place.eligible, place.reading.target) == (row["result"], row["eligible"], row["target"])
        end = place.reading.forecast_end
        assert (end.isoformat() if end else None) == row["forecast_end"]
        assert ranks[place.code] == (place.rank, place.ranked)
        compared += 6
    for line in units.ranking:
        row = told[line.code, view.indicator]
        for name in _CELL:
            assert getattr(line, name) == row[name], (line.code, name)
            compared += 1
    for curve in units.curves.curves:
        row = told[curve.code, view.indicator]
        assert not curve.points or curve.points[-1][1] == row["toward_target"]
        assert (curve.rate, curve.pace) == (row["rate"], row["pace"])
        compared += 3
    for point in units.point_map.points:
        row = told[point.code, view.indicator]
        assert (point.result, point.rate, point.pace) == (row["result"], row["rate"], row["pace"])
        compared += 3
    return compared
