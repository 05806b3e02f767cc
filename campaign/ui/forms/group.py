"""*Ghi cả nhóm*: a family or a class as a grid of people and steps, saved in one go with a result for every row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _, ngettext
from campaign.services import records, search
from campaign.ui import actions, cards, state
from campaign.ui.forms import board as boards
from campaign.ui.forms import gathering, marks, names, receipt, settings, sheet, style
from campaign.ui.forms.receipt import Receipt

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from campaign.services.call import Call
    from campaign.services.records import RowResult, SaveSteps
    from campaign.services.search import StepMark
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.forms.board import Board, Unit
    from campaign.ui.forms.sheet import Sheet

_NAME_WIDTH: Final = 150
_STEP_WIDTH: Final = 104
_HAVE_WIDTH: Final = 64
_ROW_HEIGHT: Final = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How one row of the last save ended."""

    full_name: str
    steps: int
    error: CampaignError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """A cell that somebody tried to change and that only the person's own panel changes."""

    full_name: str
    mark: StepMark


_locked: Final[state.Slot[Locked | None]] = state.Slot("record-group-locked", lambda: None)
_rows: Final[state.Slot[tuple[Row, ...]]] = state.Slot("record-group-rows", tuple)


def draw(board: Board, unit: Unit) -> bool:
    """Draw the group: who is in it, the grid, and "Lưu"; False while there is nobody to save."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="xsmall"):
        st.button(_("‹ List"), key=names.BACK, type="tertiary", on_click=_back)
        settings.draw_when(board, also=lambda: sheet.redraw(board.slug))
    style.title(_("Record a group"))
    receipt.draw(board)
    sheet.restore(board.slug)
    shown = _fresh(board)
    _results(board)
    gathering.draw(board, unit, shown)
    if not shown.cards:
        return False
    _columns(board, shown)
    _grid(board, shown)
    with st.bottom, st.container(key=names.BAR):
        receipt.refused(board, names.FORM_GROUP)
        _save(board, shown)
    return True


def _fresh(board: Board) -> Sheet:
    """Return the sheet, with its people read again after a save."""
    found = sheet.current(board.slug)
    if found.stale:
        people = [
            search.person(call=board.call, slug=board.slug, commune_id=card.commune_id, citizen_id=card.id)
            for card in found.cards
        ]
        found = replace(found, cards=tuple(people), stale=False)
        sheet.keep(found)
    return found


def _columns(board: Board, shown: Sheet) -> None:
    """Offer to tick a step for everybody at once: a class does one thing together."""
    st.pills(
        _("Tick for the whole group"),
        list(shown.steps),
        format_func=board.short,
        key=names.GROUP_COLUMN,
        on_change=_take_column,
        args=(board.slug,),
        wrap=False,
    )
    locked = _locked.get()
    if locked is not None:
        st.warning(cards.plain(_locked_text(board, locked)))
    else:
        st.caption(_("Ticks that were there stay; to change one, open the person."))


def _grid(board: Board, shown: Sheet) -> None:
    config = {
        step: st.column_config.CheckboxColumn(
            board.short(step), help=cards.plain(board.names.get(step, step)), width=_STEP_WIDTH
        )
        for step in shown.steps
    }
    st.data_editor(
        shown.columns(),
        key=shown.key,
        column_config={
            "person": st.column_config.TextColumn(_("Citizen"), pinned=True, width=_NAME_WIDTH),
            "have": st.column_config.TextColumn(_("Has"), help=_("Steps that are there already"), width=_HAVE_WIDTH),
            **config,
        },
        disabled=["person", "have"],
        hide_index=True,
        num_rows="fixed",
        row_height=_ROW_HEIGHT,
        on_change=_take_edit,
        args=(board.slug,),
        alt=_("People and steps; a tick says done"),
    )


def _save(board: Board, shown: Sheet) -> None:
    day, channel, place_id = settings.chosen_day(board), settings.chosen_channel(board), settings.record_place(board)
    outreach_day_id = settings.record_outreach(board)

    def command(values: Values, token: uuid.UUID) -> tuple[SaveSteps, ...]:
        made = sheet.saves(
            shown,
            values["edits"],
            token=token,
            day=day,
            channel=channel,
            place_id=place_id,
            outreach_day_id=outreach_day_id,
        )
        if not made:
            raise CampaignError("nothing_chosen")
        return made

    clicked = actions.on_click(
        form=names.FORM_GROUP,
        command=command,
        write=_write,
        reads={"edits": shown.key},
        after=lambda outcome: _saved(board.slug, outcome),
    )
    st.button(_("Save the group"), key=names.GROUP_SAVE, type="primary", width="stretch", **clicked)


def _write(call: Call, made: Sequence[SaveSteps]) -> tuple[RowResult, ...]:
    return records.save_group(call=call, saves=made)


def _saved(campaign: str, outcome: Outcome) -> None:
    """Keep the result of every row; ticks of refused rows stay, the others are now recorded."""
    if not outcome.done:
        # The screen may have been locked meanwhile, and a grid that is not drawn forgets its edits.
        sheet.redraw(campaign)
        if receipt.is_shown() and outcome.error is not None and outcome.error.code == "nothing_chosen":
            # The second tap of a double tap met the grid as it was after the first: everything is stored.
            actions.dismiss(names.FORM_GROUP)
        return
    results: tuple[Any, ...] = outcome.result
    shown = sheet.current(campaign)
    people = {card.id: card for card in shown.cards}
    _rows.set(tuple(_row(people[result.citizen_id].full_name, result) for result in results))
    refused = {result.citizen_id for result in results if result.error is not None}
    ticks = shown.ticked(state.widget_value(shown.key))
    _locked.clear()
    sheet.redraw(campaign, ticks=frozenset(tick for tick in ticks if tick[0] in refused))
    sheet.keep(replace(sheet.current(campaign), stale=True))
    gathering.fold()
    stored = [result.result for result in results if result.result is not None]
    communes = {people[result.citizen_id].commune_id for result in results}
    receipt.keep(
        Receipt(
            kind="group",
            campaign=campaign,
            commune_id=min(communes),
            people=len(stored),
            steps=sum(len(result.saved) or len(result.unchanged) for result in stored),
            save_id=outcome.token if stored and len(communes) == 1 else None,
        )
    )


def _row(full_name: str, result: RowResult) -> Row:
    steps = len(result.result.saved) if result.result else 0
    return Row(full_name=full_name, steps=steps, error=result.error)


def _results(board: Board) -> None:
    """Draw the result of every row: what was refused and why first, then what was stored."""
    rows = sorted(_rows.get(), key=lambda row: row.error is None)
    if not rows:
        return
    lines = []
    for row in rows:
        if row.error is not None:
            said = f"✕ **{cards.plain(row.full_name)}**: {cards.plain(board.explain(row.error))}"
        else:
            steps = ngettext("{n} step", "{n} steps", row.steps).format(n=row.steps)
            said = f"✓ {cards.plain(row.full_name)}: {steps}"
        lines.append(f"- {said}")
    refused = sum(row.error is not None for row in rows)
    heading = (
        ngettext("{n} row was not saved", "{n} rows were not saved", refused).format(n=refused)
        if refused
        else _("Every row was saved")
    )
    with st.expander(heading, expanded=bool(refused)):
        st.markdown("\n".join(lines))


def _take_column(campaign: str) -> None:
    step = state.widget_value(names.GROUP_COLUMN)
    if step:
        shown = sheet.current(campaign)
        sheet.redraw(campaign, ticks=sheet.whole_column(shown, state.widget_value(shown.key), step))
    state.put_widget(names.GROUP_COLUMN, None)


def _take_edit(campaign: str) -> None:
    """Bring a tick to safety; a cell that is locked is put back, and named."""
    found = sheet.remember(campaign)
    _locked.set(None if found is None else Locked(full_name=found[0].full_name, mark=found[1]))


def _locked_text(board: Board, locked: Locked) -> str:
    step, mark = board.short(locked.mark.step), locked.mark
    if marks.is_settled(mark):
        text = _("{name}, “{step}”: {state}. Open the person to correct it.")
        return text.format(name=locked.full_name, step=step, state=marks.state_text(mark))
    return _("{name}, “{step}”: {rule}.").format(name=locked.full_name, step=step, rule=marks.age_rule(mark))


def _back() -> None:
    _locked.clear()
    receipt.forget()
    boards.open_list()
