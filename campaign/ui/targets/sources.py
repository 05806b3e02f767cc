"""Where targets may be copied from: another due day, another indicator, another campaign of the same place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from campaign.domain.vocabulary import IndicatorKind
from campaign.i18n import _, day
from campaign.services import target_grid
from campaign.ui.targets import words

if TYPE_CHECKING:
    from campaign.domain.indicators import Indicator
    from campaign.services.call import Call
    from campaign.services.target_grid import TargetCell, TargetGrid
    from campaign.ui.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A column of some grid: its campaign, due day (None: the campaign's last) and indicator."""

    slug: str
    due_on: date | None
    indicator: str
    title: str


def offered(here: Context, grid: TargetGrid, indicator: Indicator) -> tuple[Source, ...]:
    """Return what can be copied into a column of the grid, the nearest first."""
    found = [
        Source(slug=grid.campaign, due_on=due, indicator=indicator.key, title=_("Due by {day}").format(day=day(due)))
        for due in grid.due_days
        if due != grid.due_on
    ]
    given = {key for row in grid.rows for key in row.cells}
    found += [
        Source(slug=grid.campaign, due_on=grid.due_on, indicator=other.key, title=words.short(other))
        for other in grid.indicators
        if other.key in given and other.key != indicator.key and _alike(other, indicator)
    ]
    own = next((c for c in here.campaigns if c.slug == grid.campaign), None)
    found += [
        Source(slug=campaign.slug, due_on=None, indicator=indicator.key, title=campaign.name)
        for campaign in here.campaigns
        if own is not None and campaign.slug != own.slug and campaign.place_path == own.place_path
    ]
    return tuple(found)


def cells_of(call: Call, source: Source) -> dict[int, TargetCell]:
    """Return the targets of a source by place id; none when its campaign has no such indicator."""
    grid = target_grid.target_grid(call=call, slug=source.slug, due_on=source.due_on)
    return {row.place_id: row.cells[source.indicator] for row in grid.rows if source.indicator in row.cells}


def _alike(one: Indicator, other: Indicator) -> bool:
    """Whether a target of one can be one of the other: a ratio's percentage is no number of people."""
    return (one.kind is IndicatorKind.RATIO) == (other.kind is IndicatorKind.RATIO)
