"""Deciding about two entries: one person, with the entry that is kept, or two people, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.clock import local_time
from campaign.domain.vocabulary import DuplicateState
from campaign.i18n import N_, _, day
from campaign.services import duplicates, merging
from campaign.ui import actions, cards, state
from campaign.ui.citizens import names, receipt
from campaign.ui.citizens.receipt import Receipt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.duplicates import PairLine, PairSide
    from campaign.ui.actions import OnClick, Outcome, Values

ONE: Final = "one"
TWO: Final = "two"
_ANSWERS: Final[Mapping[str, str]] = {ONE: N_("It is one person"), TWO: N_("Another person")}
_MAX_REASON: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """One press of "merge"."""

    commune_id: int
    kept_id: UUID
    gone_id: UUID
    merge_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """One press of "two people"; `reason` None asks again about two that were kept apart."""

    commune_id: int
    first_id: UUID
    second_id: UUID
    reason: str | None


def draw(line: PairLine) -> None:
    """Draw what may be decided about a pair, or what was and the way back."""
    for form in (_of("merge", line), _of("apart", line)):
        found = actions.outcome(form)
        if found is not None and found.error is not None:
            cards.refusal(found.error)
    if line.state is not DuplicateState.OPEN:
        _draw_decided(line)
        return
    # The form stands below its choice and not in a window, which has no room at the end of a screen.
    chosen = st.segmented_control(
        _("What is it?"),
        list(_ANSWERS),
        format_func=lambda answer: _(_ANSWERS[answer]),
        key=_of("answer", line),
        label_visibility="collapsed",
    )
    if chosen == ONE:
        _draw_merge(line)
    elif chosen == TWO:
        _draw_apart(line)


def _draw_merge(line: PairLine) -> None:
    sides = {side.id.hex: side for side in (line.first, line.second)}
    kept = _of("kept", line)
    if state.widget_value(kept) not in sides:
        state.put_widget(kept, line.suggested_id.hex)
    st.radio(
        _("Which entry is kept?"),
        list(sides),
        format_func=lambda own: _who(sides[own]),
        key=kept,
    )
    st.caption(
        _(
            "It keeps its own details; what is empty there is filled from the other one. The steps of both count once, "
            "each with its earliest day. You can undo this."
        )
    )
    st.text_input(_("Reason (optional)"), key=_of("merge-reason", line), max_chars=_MAX_REASON)
    st.button(_("Merge into one person"), key=_of("merge", line), type="primary", **_merge(line))


def _draw_apart(line: PairLine) -> None:
    st.text_input(
        _("Why are they two people?"),
        key=_of("apart-reason", line),
        max_chars=_MAX_REASON,
        placeholder=_("For example: same name, other house"),
    )
    st.caption(_("They will not be shown again as possible duplicates."))
    st.button(_("Remember as two people"), key=_of("apart", line), type="primary", **_apart(line, again=False))


def _draw_decided(line: PairLine) -> None:
    told = [_decided(line)]
    if line.reason:
        told.append(_("Reason: {reason}").format(reason=line.reason))
    st.markdown(cards.plain(" · ".join(told)))
    if line.state is DuplicateState.DISTINCT:
        st.button(_("Decide again"), key=_of("apart", line), **_apart(line, again=True))
    elif line.merge_id is not None:
        clicked = receipt.separate(form=_of("merge", line), commune_id=line.commune_id, merge_id=line.merge_id)
        st.button(_("Separate again"), key=_of("merge", line), **clicked)


def _decided(line: PairLine) -> str:
    at = day(local_time(line.decided_at).date()) if line.decided_at else ""
    if line.state is DuplicateState.DISTINCT:
        what = _("Two people")
    else:
        kept = line.first if line.kept_id == line.first.id else line.second
        what = _("Merged; kept: {name}").format(name=_who(kept))
    return " · ".join(part for part in (what, line.decided_by, at) if part)


def _who(side: PairSide) -> str:
    born = day(side.birth_date) if side.birth_date else str(side.birth_year or "")
    return " · ".join(part for part in (side.full_name, born, side.place_name) if part)


def _of(name: str, line: PairLine) -> str:
    return names.of_pair(name, line.first.id, line.second.id)


def _merge(line: PairLine) -> OnClick:
    sides = {side.id.hex: side for side in (line.first, line.second)}

    def command(values: Values, token: UUID) -> Merge:
        kept = sides.get(values["kept"] or "", sides[line.suggested_id.hex])
        gone = line.second if kept is line.first else line.first
        return Merge(
            commune_id=line.commune_id,
            kept_id=kept.id,
            gone_id=gone.id,
            merge_id=token,
            reason=values["reason"] or "",
        )

    def after(outcome: Outcome) -> None:
        if outcome.done and isinstance(outcome.result, merging.Merged):
            done = outcome.result
            receipt.keep(
                Receipt(
                    kind="merged",
                    commune_id=line.commune_id,
                    first_id=done.kept_id,
                    second_id=done.gone_id,
                    first=sides[done.kept_id.hex].full_name,
                    second=sides[done.gone_id.hex].full_name,
                    merge_id=done.merge_id,
                )
            )

    return actions.on_click(
        form=_of("merge", line),
        command=command,
        write=_write_merge,
        reads={"kept": _of("kept", line), "reason": _of("merge-reason", line)},
        after=after,
    )


def _write_merge(call: Call, wanted: Merge) -> merging.Merged:
    return merging.merge(
        call=call,
        commune_id=wanted.commune_id,
        kept_id=wanted.kept_id,
        gone_id=wanted.gone_id,
        merge_id=wanted.merge_id,
        reason=wanted.reason,
    )


def _apart(line: PairLine, *, again: bool) -> OnClick:
    def command(values: Values, _token: UUID) -> Apart:
        reason = None if again else values["reason"] or ""
        return Apart(commune_id=line.commune_id, first_id=line.first.id, second_id=line.second.id, reason=reason)

    def after(outcome: Outcome) -> None:
        if outcome.done:
            receipt.keep(
                Receipt(
                    kind="reconsidered" if again else "apart",
                    commune_id=line.commune_id,
                    first_id=line.first.id,
                    second_id=line.second.id,
                    first=line.first.full_name,
                    second=line.second.full_name,
                )
            )

    return actions.on_click(
        form=_of("apart", line),
        command=command,
        write=_write_apart,
        reads={"reason": _of("apart-reason", line)},
        after=after,
    )


def _write_apart(call: Call, wanted: Apart) -> duplicates.Decided:
    if wanted.reason is None:
        return duplicates.reconsider(
            call=call, commune_id=wanted.commune_id, first_id=wanted.first_id, second_id=wanted.second_id
        )
    return duplicates.keep_apart(
        call=call,
        commune_id=wanted.commune_id,
        first_id=wanted.first_id,
        second_id=wanted.second_id,
        reason=wanted.reason,
    )
