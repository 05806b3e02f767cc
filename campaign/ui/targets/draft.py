"""What somebody typed into the grid and has not saved yet, and what the grid says with it.

A draft belongs to the account, not to the tab, so that neither a reload nor a dropped line loses it. Each cell
remembers the version that its author saw: a target that somebody else set meanwhile is never overwritten unseen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from campaign.domain.pace import percentage_target
from campaign.domain.vocabulary import IndicatorKind, PopulationGroup, TargetKind
from campaign.errors import CampaignError
from campaign.services.target_grid import TargetCell
from campaign.services.targets import WHOLE, TargetChange
from campaign.ui.targets import cells

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from campaign.domain.indicators import Indicator
    from campaign.services.target_grid import TargetGrid, TargetRow
    from campaign.ui.context import Context
    from campaign.ui.targets.cells import Reading

_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellId:
    """One cell of one due day."""

    due_on: date
    place_id: int
    indicator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The text as typed, and the version of the target that stood there (0: none)."""

    text: str
    version: int


Way = Literal["split", "share", "sum", "copy", "discard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step that moved many cells at once: what it did, in numbers, so that it can be told and taken back.

    `total` is people, where it is a `share` hundredths of a percent; without a `group` it is a split in equal parts,
    a number for each, or a ratio's percentage. `without` are the places that were left out.
    """

    way: Way
    places: int
    total: int = 0
    group: PopulationGroup | None = None
    share: bool = False
    without: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """The unsaved cells of one account in one campaign, and the reason begun for them (None: not touched).

    `step` is the last step that moved many cells, while it can be taken back to `before`.
    """

    typed: dict[CellId, Typed] = field(default_factory=dict)
    reason: str | None = None
    step: Step | None = None
    before: Mapping[CellId, Typed] = field(default_factory=dict)

    def put(self, cell: CellId, text: str, *, version: int) -> None:
        """Keep what was typed. A cell typed twice keeps the version that was seen first."""
        known = self.typed.get(cell)
        self.typed[cell] = Typed(text=text, version=known.version if known else version)
        # Taking a step back would now lose this cell.
        self.step = None

    def fill(self, grid: TargetGrid, indicator: str, texts: Mapping[int, str], step: Step) -> None:
        """Put texts into a column of a grid, by place id, as if they had been typed."""
        before = dict(self.typed)
        for row in grid.rows:
            if row.place_id in texts:
                cell = CellId(due_on=grid.due_on, place_id=row.place_id, indicator=indicator)
                self.put(cell, texts[row.place_id], version=row.versions.get(indicator, 0))
        self.step, self.before = step, before

    def discard(self, *, due_on: date) -> None:
        """Drop the cells of a due day."""
        self.before, self.typed = self.typed, {c: typed for c, typed in self.typed.items() if c.due_on != due_on}
        self.step = Step(way="discard", places=len(self.before) - len(self.typed))

    def undo(self) -> None:
        """Take back the last `fill` or `discard`."""
        if self.step is not None:
            self.typed, self.step = dict(self.before), None

    def saved(self, stored: Mapping[CellId, Typed]) -> None:
        """Drop what was stored, unless it was typed over meanwhile."""
        self.typed = {cell: typed for cell, typed in self.typed.items() if stored.get(cell) != typed}
        self.reason = self.step = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One typed cell beside what is stored; `now` is None where no target stands."""

    cell: CellId
    row: TargetRow
    indicator: Indicator
    typed: Typed
    now: TargetCell | None

    @property
    def reading(self) -> Reading:
        """What the text means."""
        return cells.read(self.typed.text)

    @property
    def group(self) -> PopulationGroup:
        """The group that a share is a share of: the stored target's own, else the indicator's."""
        stored = self.now.population_group if self.now else None
        return stored or self.indicator.population_group or PopulationGroup.ALL

    @property
    def of_ratio(self) -> bool:
        """Whether the target is that of a ratio: a percentage of no group."""
        return self.indicator.kind is IndicatorKind.RATIO

    @property
    def version_now(self) -> int:
        """The version that stands there now."""
        return self.row.versions.get(self.cell.indicator, 0)

    @property
    def changes_nothing(self) -> bool:
        """Whether the stored target says the same."""
        reading = self.reading
        if not reading.readable or self.now is None or reading.amount is None:
            return reading.readable and self.now is None and reading.amount is None
        return (reading.kind, reading.amount) == (self.now.kind, self.now.amount)

    @property
    def overtaken(self) -> bool:
        """Whether somebody else set this target after it was typed over."""
        return self.typed.version != self.version_now

    @property
    def effect(self) -> TargetCell | None:
        """The cell as it would stand; what cannot be read leaves the stored one."""
        reading = self.reading
        if not reading.readable:
            return self.now
        if reading.amount is None:
            return None
        share = reading.kind is TargetKind.PERCENT and not self.of_ratio
        population = self.row.population.get(self.group) if share else None
        people = None if reading.kind is TargetKind.PERCENT else reading.amount
        if population is not None:
            people = percentage_target(hundredths=reading.amount, population=population[0])
        return TargetCell(
            kind=reading.kind,
            amount=reading.amount,
            people=people,
            population_group=self.group if share else None,
            population=population[0] if population else None,
            population_as_of=population[1] if population else None,
            version=self.typed.version,
            # Nobody has set it yet.
            set_by="",
            set_at=_NEVER,
            reason="",
        )

    @property
    def problem(self) -> CampaignError | None:
        """Why this cell cannot be saved, before anybody asks the service; None for one that can."""
        reading, place = self.reading, self.row.name
        if not reading.readable:
            return CampaignError("target_unreadable", value=self.typed.text)
        if (reading.amount or 0) < 0:
            return CampaignError("target_negative", place=place)
        if reading.kind is not TargetKind.PERCENT:
            wrong = self.of_ratio and reading.amount is not None
            return CampaignError("target_of_ratio", place=place) if wrong else None
        if (reading.amount or 0) > WHOLE:
            return CampaignError("target_over_hundred", place=place)
        known = self.of_ratio or self.group in self.row.population
        return None if known else CampaignError("population_missing", place=place)

    @property
    def command(self) -> TargetChange:
        """The change that the service is asked for."""
        reading = self.reading
        return TargetChange(
            place_id=self.cell.place_id,
            indicator=self.cell.indicator,
            kind=reading.kind,
            amount=reading.amount,
            expected_version=self.typed.version,
            due_on=self.cell.due_on,
            population_group=self.group if reading.kind is TargetKind.PERCENT and not self.of_ratio else None,
        )


def draft_of(here: Context) -> Draft:
    """Return the draft of the account in front of the screen for the campaign in view; raises KeyError without one."""
    if here.campaign is None:
        raise KeyError(here.campaign)
    owner = (here.call.store.url, here.call.viewer.account_id, here.campaign.slug)
    return _drafts().setdefault(owner, Draft())


@st.cache_resource(show_spinner=False)
def _drafts() -> dict[tuple[str, int | None, str], Draft]:
    """Return the drafts of this process; small, and empty once saved."""
    return {}


def edits(grid: TargetGrid, draft: Draft) -> tuple[Edit, ...]:
    """Return the unsaved cells of a grid in its order, after dropping from the draft those that change nothing."""
    indicators = {indicator.key: indicator for indicator in grid.indicators}
    found = []
    for row in grid.rows:
        for key, indicator in indicators.items():
            cell = CellId(due_on=grid.due_on, place_id=row.place_id, indicator=key)
            if (typed := draft.typed.get(cell)) is None:
                continue
            edit = Edit(cell=cell, row=row, indicator=indicator, typed=typed, now=row.cells.get(key))
            if edit.changes_nothing:
                # Otherwise it would come back as a change as soon as somebody else sets this target.
                draft.typed.pop(cell, None)
                continue
            found.append(edit)
    return tuple(found)


def applied(grid: TargetGrid, changes: tuple[Edit, ...]) -> tuple[TargetRow, ...]:
    """Return the rows as they would stand after saving."""
    effects: dict[int, dict[str, TargetCell | None]] = {}
    for edit in changes:
        effects.setdefault(edit.row.place_id, {})[edit.cell.indicator] = edit.effect
    return tuple(
        replace(row, cells={k: c for k, c in {**row.cells, **effects[row.place_id]}.items() if c is not None})
        if row.place_id in effects
        else row
        for row in grid.rows
    )
