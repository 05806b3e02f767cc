"""The group being recorded: its people, and what is ticked for whom. Draws nothing.

The grid keeps its edits under a key of its own; a change of rows takes them over into a new sheet, and what was ticked
is remembered beside it, so that no tick is lost, also when the grid was not drawn for a while.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from campaign.domain.names import name_fold
from campaign.domain.vocabulary import StepStatus
from campaign.services.records import SaveSteps
from campaign.ui import state
from campaign.ui.forms import marks, names

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Mapping
    from datetime import date

    from campaign.domain.vocabulary import Channel
    from campaign.services.search import PersonCard, StepMark

Tick = tuple["uuid.UUID", str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """People in their order, the ticks with which the grid was drawn, and a number that makes its key new.

    `stale` asks for the people to be read again before they are drawn.
    """

    campaign: str = ""
    number: int = 0
    cards: tuple[PersonCard, ...] = ()
    ticks: frozenset[Tick] = frozenset()
    stale: bool = False

    @property
    def key(self) -> str:
        """The key of the grid."""
        return f"{names.GROUP_GRID}-{self.number}"

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that at least one of them may still record, in order."""
        if not self.cards:
            return ()
        return tuple(
            mark.step
            for index, mark in enumerate(self.cards[0].marks)
            if any(marks.is_open(card.marks[index]) for card in self.cards)
        )

    def open_steps(self, card: PersonCard) -> tuple[str, ...]:
        """The steps that may be recorded for one of them."""
        return tuple(mark.step for mark in card.marks if marks.is_open(mark))

    def columns(self) -> dict[str, list[Any]]:
        """Return the grid's data: a name, how many steps are there, and for each step whether it is done or ticked."""
        shared = Counter(name_fold(card.full_name) for card in self.cards)
        data: dict[str, list[Any]] = {
            "person": [_name(card, year=shared[name_fold(card.full_name)] > 1) for card in self.cards],
            "have": [_have(card) for card in self.cards],
        }
        for step in self.steps:
            data[step] = [
                any(mark.step == step and marks.is_settled(mark) for mark in card.marks)
                or (card.id, step) in self.ticks
                for card in self.cards
            ]
        return data

    def ticked(self, edits: Mapping[str, Any] | None) -> frozenset[Tick]:
        """Return what is ticked now: the ticks of the drawing with the edits made since."""
        ticks = set(self.ticks)
        for row, changes in (edits or {}).get("edited_rows", {}).items():
            if int(row) >= len(self.cards):
                continue
            for step, value in changes.items():
                tick = (self.cards[int(row)].id, str(step))
                if value:
                    ticks.add(tick)
                else:
                    ticks.discard(tick)
        return frozenset(ticks)

    def locked(self, edits: Mapping[str, Any] | None) -> tuple[tuple[PersonCard, StepMark], ...]:
        """Return the edited cells that nobody changes here: what somebody has, and what age keeps them from."""
        return tuple(
            (self.cards[int(row)], mark)
            for row, changes in (edits or {}).get("edited_rows", {}).items()
            if int(row) < len(self.cards)
            for mark in self.cards[int(row)].marks
            if mark.step in changes and not marks.is_open(mark)
        )


_sheet: Final[state.Slot[Sheet]] = state.Slot("record-sheet", Sheet)
# What is ticked by now: a grid that is not drawn (the phone's Back key) forgets its edits.
_ticked: Final[state.Slot[frozenset[Tick]]] = state.Slot("record-sheet-ticked", frozenset)


def current(campaign: str) -> Sheet:
    """Return the sheet of a campaign; another campaign's people do not come along."""
    found = _sheet.get()
    return found if found.campaign == campaign else Sheet(campaign=campaign, number=found.number + 1)


def keep(sheet: Sheet) -> None:
    """Remember a sheet as it is."""
    _sheet.set(sheet)


def remember(campaign: str) -> tuple[PersonCard, StepMark] | None:
    """Take note of an edit (in a callback); return the cell that may not be changed here, if it was one.

    A grid locks whole columns only. So a step that somebody has is ticked again at once, and one that age keeps them
    from is unticked.
    """
    sheet = current(campaign)
    edits = state.widget_value(sheet.key)
    locked = sheet.locked(edits)
    ticks = sheet.ticked(edits) - {(card.id, mark.step) for card, mark in locked}
    _ticked.set(ticks)
    if not locked:
        return None
    redraw(campaign, ticks=ticks)
    return locked[-1]


def restore(campaign: str) -> None:
    """Draw the grid with what was ticked before it was away; nothing to do while it is on the screen."""
    sheet = current(campaign)
    if sheet.cards and state.widget_value(sheet.key) is None and _ticked.get() != sheet.ticks:
        redraw(campaign, ticks=_ticked.get())


def redraw(campaign: str, *, cards: Iterable[PersonCard] | None = None, ticks: frozenset[Tick] | None = None) -> None:
    """Begin a new drawing with other people or ticks; the edits made so far are taken over."""
    sheet = current(campaign)
    now = sheet.ticked(state.widget_value(sheet.key)) if ticks is None else ticks
    people = sheet.cards if cards is None else tuple({card.id: card for card in cards}.values())
    _ticked.set(now)
    keep(replace(sheet, number=sheet.number + 1, cards=people, ticks=now))


def saves(
    sheet: Sheet,
    edits: Mapping[str, Any] | None,
    *,
    token: uuid.UUID,
    day: date,
    channel: Channel,
    place_id: int | None,
    outreach_day_id: uuid.UUID | None,
) -> tuple[SaveSteps, ...]:
    """Return one save for each person with a new tick; steps that somebody has already are left alone."""
    ticks = sheet.ticked(edits)
    found = []
    for card in sheet.cards:
        steps = {
            mark.step: StepStatus.COMPLETED
            for mark in card.marks
            if (card.id, mark.step) in ticks and not marks.is_settled(mark)
        }
        if steps:
            found.append(
                SaveSteps(
                    save_id=token,
                    campaign=sheet.campaign,
                    commune_id=card.commune_id,
                    citizen_id=card.id,
                    steps=steps,
                    day=day,
                    channel=channel,
                    place_id=place_id,
                    outreach_day_id=outreach_day_id,
                )
            )
    return tuple(found)


def whole_column(sheet: Sheet, edits: Mapping[str, Any] | None, step: str) -> frozenset[Tick]:
    """Return the ticks with a step ticked for everybody who may have it; unticked again if it was for all."""
    ticks = sheet.ticked(edits)
    column = frozenset((card.id, step) for card in sheet.cards if step in sheet.open_steps(card))
    return ticks - column if column <= ticks else ticks | column


def _name(card: PersonCard, *, year: bool) -> str:
    """Return the name for a narrow column; the year is added only where it tells namesakes apart."""
    return f"{card.birth_year} {card.full_name}" if year and card.birth_year else card.full_name


def _have(card: PersonCard) -> str:
    n = sum(marks.is_settled(mark) for mark in card.marks)
    return f"✓ {n}" if n else "–"
