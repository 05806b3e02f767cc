"""Writing down what came of a day: who came, who gave what, what was asked, what is left to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from campaign.domain.vocabulary import OutreachKind, OutreachStatus, SupportKind
from campaign.i18n import _, day, number
from campaign.i18n.labels import label
from campaign.services import outreach_holding
from campaign.services.outreach_holding import DayReport, Question, Support
from campaign.ui import actions, cards, state, tables
from campaign.ui.outreach import names, opened

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from campaign.services.call import Call
    from campaign.services.outreach_view import DayView
    from campaign.ui.actions import Outcome, Values

_FIELDS: Final = ("attendance", "notes", "left", "supports", "questions")
_SUPPORT: Final = ("partner", "kind", "amount", "note")
_QUESTION: Final = ("question", "answer", "answered_on")
_TEXT: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What is written down about a day."""

    attendance: int | None
    notes: str
    left_to_do: str
    supports: tuple[Support, ...]
    questions: tuple[Question, ...]


def noted_from(view: DayView) -> Noted:
    """Return what is stored about a day."""
    found = view.day
    return Noted(
        attendance=found.attendance,
        notes=found.notes,
        left_to_do=found.left_to_do,
        supports=view.supports,
        questions=view.questions,
    )


def draw(view: DayView, *, today: date) -> None:
    """Draw the form of a day that is not cancelled."""
    own = view.day.id
    form = names.form_of(names.FORM_HOLD, own)
    stored = noted_from(view)
    began = opened.opened(names.FORM_HOLD, own, version=view.day.version, stored=stored)
    keys = {name: names.field(names.FORM_HOLD, name, began.stamp) for name in _FIELDS}
    first = began.at_first
    st.number_input(
        _("People who came"), 0, 1_000_000, first.attendance, key=keys["attendance"], persist_state="session"
    )
    _supports(keys["supports"], first)
    if view.day.kind is OutreachKind.DIALOGUE or first.questions:
        _questions(keys["questions"], first)
    for title, value, name in (
        (_("What happened"), first.notes, "notes"),
        (_("What is left to do"), first.left_to_do, "left"),
    ):
        st.text_area(title, value, key=keys[name], max_chars=_TEXT, height=100, persist_state="session")
    if began.version != view.day.version:
        yours = read(first, state.snapshot(keys))
        opened.draw_conflict(names.FORM_HOLD, own, version=view.day.version, stored=stored, rows=_rows(stored, yours))
    _outcome(form)
    _buttons(view, began, keys, held_possible=view.day.day <= today)


def _buttons(view: DayView, began: opened.Opened[Noted], keys: Mapping[str, str], *, held_possible: bool) -> None:
    own = view.day.id

    def command(values: Values, *, held: bool) -> DayReport:
        noted = read(began.at_first, values)
        return DayReport(
            id=own,
            campaign=view.campaign.slug,
            version=began.version,
            attendance=noted.attendance,
            notes=noted.notes,
            left_to_do=noted.left_to_do,
            supports=noted.supports,
            questions=noted.questions,
            held=held,
        )

    def clicked(*, held: bool) -> actions.OnClick:
        return actions.on_click(
            form=names.form_of(names.FORM_HOLD, own),
            command=lambda values, _token: command(values, held=held),
            write=_write,
            reads=keys,
            after=partial(_after, own),
        )

    with st.container(horizontal=True, gap="small"):
        if view.day.status is OutreachStatus.HELD:
            st.button(_("Save"), key=names.SAVE_HELD, type="primary", **clicked(held=True))
            return
        if held_possible:
            st.button(_("Mark as held"), key=names.SAVE_HELD, type="primary", **clicked(held=True))
        st.button(_("Save, not held yet"), key=names.SAVE_NOTES, **clicked(held=False))


def _supports(key: str, first: Noted) -> None:
    # Nothing is "required" here: the browser would keep an unfinished row to itself, and it would be lost unseen.
    kinds = {kind.value: label(kind) for kind in SupportKind}
    rows: dict[str, list[Any]] = {name: [getattr(given, name) for given in first.supports] for name in _SUPPORT}
    st.markdown(f"**{_('What partners give, in kind and number')}**")
    st.data_editor(
        tables.rows_to_edit(rows),
        key=key,
        column_config={
            "partner": st.column_config.TextColumn(_("Partner"), max_chars=200),
            "kind": st.column_config.SelectboxColumn(
                _("What is given"),
                options=list(kinds),
                format_func=lambda kind: kinds.get(str(kind), str(kind)),
            ),
            "amount": st.column_config.NumberColumn(_("How many"), min_value=1, step=1),
            "note": st.column_config.TextColumn(_("Note"), max_chars=200),
        },
        num_rows="dynamic",
        hide_index=True,
        alt=_("Partners and what they give"),
    )


def _questions(key: str, first: Noted) -> None:
    rows: dict[str, list[Any]] = {name: [getattr(asked, name) for asked in first.questions] for name in _QUESTION}
    st.markdown(f"**{_('What people asked')}**")
    st.data_editor(
        tables.rows_to_edit(rows),
        key=key,
        column_config={
            "question": st.column_config.TextColumn(_("Question"), max_chars=1000),
            "answer": st.column_config.TextColumn(_("Answer"), max_chars=1000),
            "answered_on": st.column_config.DateColumn(_("Answered on"), format="DD/MM/YYYY"),
        },
        num_rows="dynamic",
        hide_index=True,
        alt=_("Questions and answers"),
    )
    st.caption(_("Without an answer a question is outstanding; an answer without a day was given there."))


def read(first: Noted, values: Mapping[str, Any]) -> Noted:
    """Return what was typed over what the form began with."""
    supports = [{name: getattr(given, name) for name in _SUPPORT} for given in first.supports]
    questions = [{name: getattr(asked, name) for name in _QUESTION} for asked in first.questions]
    attendance = values["attendance"]
    return Noted(
        attendance=None if attendance is None else int(attendance),
        notes=values["notes"] or "",
        left_to_do=values["left"] or "",
        supports=tuple(_support(row) for row in _edited(supports, values["supports"])),
        questions=tuple(_question(row) for row in _edited(questions, values["questions"])),
    )


def _edited(rows: Sequence[dict[str, Any]], edits: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Return the rows of a grid with what was edited, added and deleted; rows without a word are none."""
    found = [dict(row) for row in rows]
    made = edits or {}
    for index, changed in made.get("edited_rows", {}).items():
        if int(index) < len(found):
            found[int(index)].update(changed)
    gone = set(made.get("deleted_rows", ()))
    kept = [row for index, row in enumerate(found) if index not in gone]
    return kept + [dict(row) for row in made.get("added_rows", ()) if any(row.values())]


def _support(row: Mapping[str, Any]) -> Support:
    kind = row.get("kind")
    return Support(
        partner=row.get("partner") or "",
        kind=SupportKind(kind) if kind else SupportKind.OTHER,
        amount=int(row.get("amount") or 0),
        note=row.get("note") or "",
    )


def _question(row: Mapping[str, Any]) -> Question:
    on = row.get("answered_on")
    return Question(
        question=row.get("question") or "",
        answer=row.get("answer") or "",
        answered_on=date.fromisoformat(on[:10]) if isinstance(on, str) and on else on or None,
    )


def _rows(stored: Noted, yours: Noted) -> list[tuple[str, str, str]]:
    def texts(noted: Noted) -> tuple[str, ...]:
        return (
            number(noted.attendance),
            "; ".join(f"{given.partner}: {number(given.amount)} {label(given.kind)}" for given in noted.supports),
            "; ".join(f"{q.question} → {q.answer or '–'} {day(q.answered_on)}" for q in noted.questions),
            noted.notes,
            noted.left_to_do,
        )

    heads = (
        _("People who came"),
        _("What partners give, in kind and number"),
        _("What people asked"),
        _("What happened"),
        _("What is left to do"),
    )
    return list(zip(heads, texts(stored), texts(yours), strict=True))


def _write(call: Call, report: DayReport) -> bool:
    return outreach_holding.hold_outreach(call=call, report=report)


def _after(own: uuid.UUID, outcome: Outcome) -> None:
    if outcome.done:
        opened.renew(names.FORM_HOLD, own)
    # A refusal is read beside what was typed, even when the day was marked as held by somebody else meanwhile.
    state.put_widget(names.HOLD, value=not outcome.done)


def _outcome(form: str) -> None:
    found = actions.outcome(form)
    if found is None:
        return
    if found.error is not None:
        cards.refusal(found.error)
    else:
        st.success(_("Saved.") if found.result else _("Nothing to save: it stands like this already."))
