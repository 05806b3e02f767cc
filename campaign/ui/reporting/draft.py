"""What somebody typed into the cells of a day and has not saved yet, beside what is stored.

A draft belongs to the account, not to the tab, so that neither a reload nor a dropped line loses it. Each cell
remembers the version that its author saw: a number that somebody else changed meanwhile is never overwritten unseen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.reporting import Move, RatioCheck, after, ratio_check
from campaign.domain.vocabulary import ReportStatus
from campaign.errors import CampaignError
from campaign.services.reporting_entry import ReportEntry
from campaign.ui.reporting import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from campaign.domain.indicators import Indicator
    from campaign.services.reporting_models import ReportedNumber, ReportingDay, ReportingUnit
    from campaign.ui.context import Context
    from campaign.ui.reporting.cells import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class CellId:
    """One number: its day, unit and indicator."""

    day: date
    place_id: int
    indicator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The text as typed, and the version of the number that stood there (0: none)."""

    text: str
    version: int


@dataclass(slots=True)
class Draft:
    """The unsaved cells of one account in one campaign."""

    typed: dict[CellId, Typed] = field(default_factory=dict)

    def put(self, cell: CellId, text: str, *, version: int) -> None:
        """Keep what was typed. A cell typed twice keeps the version that was seen first."""
        known = self.typed.get(cell)
        self.typed[cell] = Typed(text=text, version=known.version if known else version)

    def saved(self, stored: Iterable[tuple[CellId, Typed]]) -> None:
        """Drop what was stored, unless it was typed over meanwhile."""
        for cell, typed in stored:
            if self.typed.get(cell) == typed:
                del self.typed[cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a day: what is stored there, and what was typed over it."""

    id: CellId
    unit: ReportingUnit
    indicator: Indicator
    stored: ReportedNumber | None
    typed: Typed | None

    @property
    def text(self) -> str:
        """What the cell shows."""
        return self.typed.text if self.typed else cells.text_of(self.stored)

    @property
    def version(self) -> int:
        """The version that is stored now, 0 for a missing number."""
        return self.stored.version if self.stored else 0

    @property
    def editable(self) -> bool:
        """Whether the number is still the unit's own affair."""
        return after(Move.SAVE, self.stored.status if self.stored else None) is not None

    @property
    def reading(self) -> Reading:
        """What the cell says."""
        return cells.read(self.text, self.indicator)

    @property
    def changed(self) -> bool:
        """Whether something was typed that is not stored."""
        return self.typed is not None and self.reading != cells.read(cells.text_of(self.stored), self.indicator)

    @property
    def overtaken(self) -> bool:
        """Whether somebody else changed the number after it was typed over."""
        return self.changed and self.typed is not None and self.typed.version != self.version

    @property
    def check(self) -> RatioCheck | None:
        """What is to be said of a ratio as it is typed; None for everything else."""
        found = self.reading
        if found.n is None or found.denominator is None:
            return None
        return ratio_check(n=found.n, denominator=found.denominator, published=found.published)

    @property
    def problem(self) -> CampaignError | None:
        """Why what was typed cannot be saved, before anybody asks the service; None for what can."""
        if not self.changed or self.overtaken:
            return None
        if not self.editable and self.stored is not None:
            return CampaignError(
                "report_status_refused",
                place=self.unit.name,
                indicator=self.indicator.key,
                day=self.id.day,
                report_status=self.stored.status.value,
            )
        if not self.reading.readable:
            return CampaignError("report_unreadable", place=self.unit.name, value=self.text)
        return None

    def entry(self, *, again: bool) -> ReportEntry | None:
        """Return what is to be saved; `again` hands in what is stored as a draft and was not touched."""
        if not self.editable:
            return None
        if self.changed and self.typed is not None:
            found = self.reading
            return ReportEntry(
                place_id=self.id.place_id,
                indicator=self.indicator.key,
                day=self.id.day,
                expected_version=self.typed.version,
                n=found.n,
                denominator=found.denominator,
                published=found.published,
                note=self.stored.note if self.stored else "",
            )
        if not again or self.stored is None:
            return None
        return ReportEntry(
            place_id=self.id.place_id,
            indicator=self.indicator.key,
            day=self.id.day,
            expected_version=self.stored.version,
            n=self.stored.n,
            denominator=self.stored.denominator,
            published=self.stored.published,
            note=self.stored.note,
        )


def cells_of(board: ReportingDay, draft: Draft, units: Sequence[ReportingUnit]) -> tuple[Cell, ...]:
    """Return the cells of some units, unit by unit."""
    found = []
    for unit in units:
        for indicator in board.indicators:
            own = CellId(day=board.day, place_id=unit.place_id, indicator=indicator.key)
            stored = board.numbers.get((unit.place_id, indicator.key))
            found.append(Cell(id=own, unit=unit, indicator=indicator, stored=stored, typed=draft.typed.get(own)))
    return tuple(found)


def sendable(cell: Cell, *, returned: bool) -> bool:
    """Whether an untouched cell is sent along: drafts are, returned numbers only where their reasons are in view."""
    if cell.stored is None:
        return False
    return cell.stored.status is ReportStatus.DRAFT or (returned and cell.stored.status is ReportStatus.RETURNED)


def draft_of(here: Context, slug: str) -> Draft:
    """Return the draft of the account in front of the screen for a campaign."""
    return _drafts().setdefault((here.call.store.url, here.call.viewer.account_id, slug), Draft())


@st.cache_resource(show_spinner=False)
def _drafts() -> dict[tuple[str, int | None, str], Draft]:
    """Return the drafts of this process; small, and empty once saved."""
    return {}
