"""From the unsaved cells to stored targets: what stands in the way, the reason, the button, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import TargetKind
from campaign.i18n import _, day, ngettext, number
from campaign.i18n.errors import error_text
from campaign.i18n.labels import label
from campaign.services import targets
from campaign.ui import actions, cards, keys, state, tables
from campaign.ui.tables import Cell, Column
from campaign.ui.targets import cells, conflicts, overview, sheet, words
from campaign.ui.targets.draft import edits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.target_grid import TargetGrid, TargetRow
    from campaign.services.targets import TargetChange
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.targets.draft import CellId, Draft, Edit, Step, Typed

FORM: Final = "targets"
MAX_REASON: Final = 500
MAX_PROBLEMS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """Everything that one press of the button asks for."""

    slug: str
    changes: tuple[TargetChange, ...]
    typed: Mapping[CellId, Typed]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """How many targets really changed, and the cells that need not be kept any more."""

    count: int
    typed: Mapping[CellId, Typed]


def draw(*, call: Call, grid: TargetGrid, rows: Sequence[TargetRow], draft: Draft, changes: Sequence[Edit]) -> None:
    """Draw everything between the grid and the database; `rows` are the grid's as they would stand after saving."""
    blocked = [edit for edit in changes if edit.problem is not None]
    overtaken = [edit for edit in changes if edit.problem is None and edit.overtaken]
    _draw_problems(blocked)
    conflicts.draw(call=call, grid=grid, draft=draft, overtaken=overtaken)
    _draw_step(draft)
    _draw_unequal(rows, changes)
    _draw_outcome(changes)
    _draw_reason(draft, changes)
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Save targets"),
            key=keys.TARGETS_SAVE,
            type="primary",
            disabled=bool(blocked or overtaken),
            **_click(grid, draft),
        )
        if changes:
            st.button(_("Drop unsaved cells"), key=keys.TARGETS_DISCARD, on_click=_discard, args=(grid, draft))
    _draw_state(grid, draft, changes)


def _draw_unequal(rows: Sequence[TargetRow], changes: Sequence[Edit]) -> None:
    """Name what does not add up among the columns that are about to be saved; it may be saved all the same."""
    touched = {edit.indicator.key: edit.indicator for edit in changes}
    told = [text for indicator in touched.values() if (text := overview.unequal(rows, indicator))]
    if told:
        told.append(_("It can be saved all the same; say why in the reason."))
        st.warning(cards.plain(" ".join(told)))


def _draw_reason(draft: Draft, changes: Sequence[Edit]) -> None:
    suggested = _("First assignment of targets") if changes and all(e.version_now == 0 for e in changes) else ""
    state.put_widget(keys.TARGETS_REASON, suggested if draft.reason is None else draft.reason)
    st.text_input(
        _("Reason"),
        key=keys.TARGETS_REASON,
        max_chars=MAX_REASON,
        placeholder=_("For example: changed by plan number …"),
        on_change=_take_reason,
        args=(draft,),
    )


def _take_reason(draft: Draft) -> None:
    draft.reason = state.widget_value(keys.TARGETS_REASON) or ""


def _draw_state(grid: TargetGrid, draft: Draft, changes: Sequence[Edit]) -> None:
    """Say what is unsaved, here and under other due days, so that nobody leaves it behind."""
    n = len(changes)
    if n:
        title = ngettext("{n} cell is not saved yet", "{n} cells are not saved yet", n).format(n=number(n))
        with st.expander(title):
            st.html(_changes_table(changes, caption=title))
    elsewhere = sorted({cell.due_on for cell in draft.typed if cell.due_on != grid.due_on})
    if elsewhere:
        days = ", ".join(day(due) for due in elsewhere)
        text = _("There are unsaved cells under {days} as well; they are saved there.")
        st.caption(cards.plain(text.format(days=days)))


def _changes_table(changes: Sequence[Edit], *, caption: str) -> str:
    columns = (
        Column(title=_("Place")),
        Column(title=_("Indicator")),
        Column(title=_("Stored"), number=True),
        Column(title=_("After saving"), number=True),
    )
    lines = [
        [
            Cell(text=words.place_name(edit.row)),
            Cell(text=words.short(edit.indicator)),
            Cell(text=cells.text_of_cell(edit.now) or "–"),
            Cell(text=(cells.text_of_cell(edit.effect) or "–") if edit.problem is None else edit.typed.text),
        ]
        for edit in changes
    ]
    return tables.table(columns=columns, rows=lines, caption=caption)


def _draw_problems(blocked: Sequence[Edit]) -> None:
    """Say in one box which cells cannot be saved, and why."""
    lines = [
        f"**{cards.plain(words.title(edit.row, edit.indicator))}**: {cards.plain(error_text(edit.problem))}"
        for edit in blocked
        if edit.problem
    ]
    if len(lines) > MAX_PROBLEMS:
        more = len(lines) - MAX_PROBLEMS
        lines[MAX_PROBLEMS:] = [cards.plain(ngettext("And {n} more.", "And {n} more.", more).format(n=number(more)))]
    if lines:
        st.error("\n\n".join(lines))


# --------------------------------------------------------------------------------- steps and outcome
def _draw_step(draft: Draft) -> None:
    """Say what the last step did to many cells, and offer to take it back."""
    if draft.step is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(cards.plain(_told(draft.step)), width="stretch")
        st.button(_("Undo"), key=f"{keys.TARGETS_DISCARD}-undo", on_click=draft.undo)


def _told(step: Step) -> str:
    n, group = number(step.places), label(step.group) if step.group else ""
    if step.way == "discard":
        return ngettext("{n} unsaved cell was dropped.", "{n} unsaved cells were dropped.", step.places).format(n=n)
    if step.way == "sum":
        return _("The target of the whole is now {total}, the sum of all places.").format(total=number(step.total))
    if step.way == "copy":
        told = _("{n} targets were copied; look at them, then save.").format(n=n)
        left = _("Left out, because they are shares of another group: {places}.")
    else:
        told = _told_given(step, n, group)
        left = _("Left out, because nobody has counted there: {places}.")
    return f"{told} {left.format(places=', '.join(step.without))}" if step.without else told


def _told_given(step: Step, n: str, group: str) -> str:
    """Say how a total was split, or what every place was given."""
    if step.way == "split" and step.group is None:
        text = _("{total} are split over {n} places in equal parts; look at it, then save.")
    elif step.way == "split":
        text = _("{total} people are split over {n} places by population {group}; look at it, then save.")
    elif step.share and step.group is None:
        text = _("{n} places have {share}; look at it, then save.")
    elif step.share:
        text = _("{n} places have {share} of their people {group}; look at it, then save.")
    else:
        text = _("{n} places have {total} each; look at it, then save.")
    share = cells.text_of(kind=TargetKind.PERCENT, amount=step.total) if step.share else ""
    return text.format(total=number(step.total), n=n, group=group, share=share)


def draw_refusal() -> None:
    """Draw why the last save was refused, where the grid itself is gone (the campaign was closed meanwhile)."""
    found = actions.outcome(FORM)
    if found is not None and found.error is not None:
        cards.refusal(found.error)


def _draw_outcome(changes: Sequence[Edit]) -> None:
    found = actions.outcome(FORM)
    if found is None:
        return
    if found.done and changes:
        # What was saved is no news any more, and must not come back when these cells are gone.
        actions.dismiss(FORM)
        return
    if found.error is not None:
        if changes and found.error.code != "target_changed_meanwhile":
            cards.refusal(found.error)
        return
    n = found.result.count
    if n == 0:
        st.info(cards.plain(_("Nothing to save: the targets stand as the grid shows them.")))
    else:
        st.success(cards.plain(ngettext("{n} target saved.", "{n} targets saved.", n).format(n=number(n))))


# ------------------------------------------------------------------------------------------- writing
def _click(grid: TargetGrid, draft: Draft) -> actions.OnClick:
    def command(values: Values, _token: UUID) -> Save:
        # The last cell may have arrived together with the click.
        sheet.take(grid.campaign, draft)
        found = edits(grid, draft)
        for edit in found:
            if edit.problem is not None:
                raise edit.problem
        return Save(
            slug=grid.campaign,
            changes=tuple(edit.command for edit in found),
            typed={edit.cell: edit.typed for edit in found},
            reason=values["reason"] or "",
        )

    def after(outcome: Outcome) -> None:
        if outcome.done:
            draft.saved(outcome.result.typed)
            sheet.saved(grid.campaign)

    return actions.on_click(
        form=FORM, command=command, write=_write, reads={"reason": keys.TARGETS_REASON}, after=after
    )


def _write(call: Call, save: Save) -> Saved:
    count = (
        targets.set_targets(call=call, slug=save.slug, changes=save.changes, reason=save.reason) if save.changes else 0
    )
    return Saved(count=count, typed=save.typed)


def _discard(grid: TargetGrid, draft: Draft) -> None:
    sheet.take(grid.campaign, draft)
    draft.discard(due_on=grid.due_on)
    actions.dismiss(FORM)
