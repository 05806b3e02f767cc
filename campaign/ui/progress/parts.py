"""What the parts of the fourth question draw: one chart with its finding, or tables; cached as plain data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from campaign.charts.comparison import comparison_chart
from campaign.charts.curves import curves_chart
from campaign.charts.point_map import point_map_chart
from campaign.charts.ranking import ranking_chart
from campaign.domain.vocabulary import PeriodKind
from campaign.errors import CampaignError
from campaign.i18n import N_, _, day, number
from campaign.i18n.errors import error_text
from campaign.i18n.labels import label
from campaign.services.progress_comparison import compare_campaigns, compare_periods
from campaign.ui import tables
from campaign.ui.progress import kinds, order, place_tables, tiles
from campaign.ui.progress.address import Links
from campaign.ui.progress.screen import reading
from campaign.ui.tables import Cell, Column, Html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.charts.theme import Chart
    from campaign.services.progress_charts import ComparedPlace, Comparison, RankingLine
    from campaign.services.progress_models import PlaceLine, ProgressView, UnitsView
    from campaign.ui.context import Context
    from campaign.ui.progress.address import Asked

_MOST_ROWS: Final = 150
# What can be compared with the period before: the whole campaign has none.
PERIODS: Final = (PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH)
_NOW: Final[Mapping[PeriodKind, str]] = {
    PeriodKind.DAY: N_("Day in view"),
    PeriodKind.WEEK: N_("Week in view"),
    PeriodKind.MONTH: N_("Month in view"),
}
_THEN: Final[Mapping[PeriodKind, str]] = {
    PeriodKind.DAY: N_("Day before it"),
    PeriodKind.WEEK: N_("Week before it"),
    PeriodKind.MONTH: N_("Month before it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part as it is drawn: what is found, the chart (None where there is nothing to draw), a table below it."""

    head: Html
    spec: dict[str, Any] | None = None
    below: Html | None = None


def peers(units: UnitsView, *, place: str) -> dict[str, str]:
    """Return the groups that are ranked apart, as {code: title}: the commune groups, else the kinds of places.

    The one of the place in view comes first, because that is where it wants to be seen.
    """
    lines = sorted(units.ranking, key=lambda line: line.code != place)
    return {_peer(line): line.group or label(line.kind) for line in lines}


def write_tables(_here: Context, *, asked: Asked) -> Part:
    """Write down the tables of places, by kind and in a province by commune group, and that of the steps."""
    page = reading(asked)
    view = page.view
    links = Links(campaign=view.campaign, place=view.place_code, asked=asked)
    ranking = {line.code: line for line in page.units.ranking}
    place = order.codes(view, asked.order)
    lines = kinds.first(sorted(view.lines, key=lambda line: place.get(line.code, len(place))), every=asked.every)
    found: list[str] = []
    for title, group in _grouped(lines, ranking).items():
        found += [
            tables.heading(title, level=3),
            place_tables.places(group, view=view, ranking=ranking, order=asked.order, links=links),
        ]
    found.append(place_tables.rest(len(view.lines), shown=len(lines), links=links))
    if view.steps:
        title = _("Steps in {place}").format(place=view.place_name)
        found += [tables.heading(title, level=3), place_tables.steps(view, links=links)]
    return Part(head=tables.page(*found))


def draw_ranking(_here: Context, *, asked: Asked, peer: str, by_eligible: bool, place: str) -> Part:
    """Draw one group of places in the order of their ranks; `place` is the one that stands out."""
    lines = [line for line in reading(asked).units.ranking if _peer(line) == peer]
    return _charted(ranking_chart(lines=lines, by_eligible=by_eligible, here=place))


def draw_curves(_here: Context, *, asked: Asked) -> Part:
    """Draw a small curve for each place."""
    page = reading(asked)
    return _charted(curves_chart(curves=page.units.curves, unit=tiles.unit(page.view)))


def draw_map(_here: Context, *, asked: Asked) -> Part:
    """Draw the places that have coordinates as points."""
    found = reading(asked).units.point_map
    chart = point_map_chart(point_map=found)
    return _charted(chart) if found.points else Part(head=_heading(chart))


def draw_periods(here: Context, *, asked: Asked, kind: PeriodKind) -> Part:
    """Draw a period against the one before; where there is none, say so."""
    view = reading(asked).view
    try:
        found = compare_periods(
            call=here.call,
            slug=view.campaign,
            kind=kind,
            place_code=asked.place,
            indicator=asked.indicator,
            as_of=asked.as_of,
        )
    except CampaignError as error:
        return _refused(error)
    named = replace(found, now=replace(found.now, name=_(_NOW[kind])), then=replace(found.then, name=_(_THEN[kind])))
    return _compared(named, view=view, asked=asked)


def draw_campaigns(here: Context, *, asked: Asked, against: str) -> Part:
    """Draw the campaign against another one by the number of the day; where they cannot be compared, say why."""
    view = reading(asked).view
    try:
        found = compare_campaigns(
            call=here.call,
            slug=view.campaign,
            other=against,
            place_code=asked.place,
            indicator=asked.indicator,
            as_of=asked.as_of,
        )
    except CampaignError as error:
        return _refused(error)
    return _compared(found, view=view, asked=asked)


def _charted(chart: Chart) -> Part:
    return Part(head=_heading(chart), spec=chart.spec)


def _heading(chart: Chart) -> Html:
    return tables.page(tables.heading(chart.title, below=chart.subtitle, level=3))


def _refused(error: CampaignError) -> Part:
    return Part(head=tables.page(tables.heading(error_text(error), level=3)))


def _compared(found: Comparison, *, view: ProgressView, asked: Asked) -> Part:
    chart = comparison_chart(comparison=found, unit=tiles.unit(view))
    # A line needs two days.
    drawn = (found.now.points or found.then.points) and found.now.first < found.now.last
    below = _compared_places(found, view=view, asked=asked) if found.places else None
    return Part(head=_heading(chart), spec=chart.spec if drawn else None, below=below)


def _compared_places(found: Comparison, *, view: ProgressView, asked: Asked) -> Html:
    """Write down what each place did on both sides, what fell most first."""
    links = Links(campaign=view.campaign, place=view.place_code, asked=asked)
    columns = (
        Column(title=_("Place")),
        Column(title=found.now.name, number=True),
        Column(title=found.then.name, number=True),
        Column(title=_("Difference"), number=True),
    )
    lines = kinds.sorted_rows(sorted(found.places, key=lambda line: _change(line) or 0))
    rows = [
        (
            Cell(text=line.name, href=links.to(place=line.code)),
            Cell(text=number(line.now)),
            Cell(text=number(line.then)),
            Cell(text=_signed(_change(line))),
        )
        for line in lines[:_MOST_ROWS]
    ]
    caption = _("{unit}, {first} to {last} against {before} to {until}").format(
        unit=tiles.unit(view).capitalize(),
        first=day(found.now.first),
        last=day(found.now.last),
        before=day(found.then.first),
        until=day(found.then.last),
    )
    more = place_tables.more(len(lines) - len(rows))
    return tables.page(tables.table(columns=columns, rows=rows, caption=caption), more)


def _change(line: ComparedPlace) -> int | None:
    return None if line.now is None or line.then is None else line.now - line.then


def _signed(change: int | None) -> str:
    """Return "▲ 5": the direction by its shape."""
    if not change:
        return number(change)
    return f"{'▲' if change > 0 else '▼'} {number(abs(change))}"


def _grouped(lines: Sequence[PlaceLine], ranking: Mapping[str, RankingLine]) -> dict[str, list[PlaceLine]]:
    """Return places under the heading of their kind, and of their commune group where there is one."""
    found: dict[str, list[PlaceLine]] = {}
    for line in lines:
        ranked = ranking.get(line.code)
        group = ranked.group if ranked else ""
        found.setdefault(" · ".join(filter(None, (kinds.title(line), group))), []).append(line)
    return found


def _peer(line: RankingLine) -> str:
    return line.group or line.kind.value
