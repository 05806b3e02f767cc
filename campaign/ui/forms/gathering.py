"""Who belongs to the group: people searched and taken in, or a pasted list matched with the people who are there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _, ngettext
from campaign.services import people, search
from campaign.ui import actions, cards, context, state
from campaign.ui.forms import consent, names, receipt, roster, sheet
from campaign.ui.forms.roster import Found, Line
from campaign.ui.keys import Screen, key

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Mapping, Sequence

    from campaign.services.call import Call
    from campaign.services.people import EnrolCitizen
    from campaign.services.search import PersonCard
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.forms.board import Board, Unit
    from campaign.ui.forms.sheet import Sheet

_PAUSE = "300ms"
_lines: Final[state.Slot[tuple[Line, ...]]] = state.Slot("record-group-lines", tuple)
_problem: Final[state.Slot[CampaignError | None]] = state.Slot("record-group-problem", lambda: None)


def draw(board: Board, unit: Unit, shown: Sheet) -> None:
    """Draw both ways of gathering people, folded away once there is a group."""
    if state.widget_value(names.GROUP_CHOOSE) is None:
        state.put_widget(names.GROUP_CHOOSE, value=not shown.cards)
    with st.expander(_("Choose people"), key=names.GROUP_CHOOSE, on_change="rerun") as folded:
        if folded.open:
            _choose(board, unit, shown)
    with st.expander(_("Paste a list of names"), key=names.GROUP_PASTE, on_change="rerun") as folded:
        if folded.open:
            _paste(board, unit)


def fold() -> None:
    """Fold both ways away (in a callback): the group is complete."""
    state.put_widget(names.GROUP_CHOOSE, value=False)
    state.put_widget(names.GROUP_PASTE, value=False)


def _choose(board: Board, unit: Unit, shown: Sheet) -> None:
    text = st.text_input(
        _("Name, or last digits of phone or ID"),
        key=names.GROUP_FIND,
        type="search",
        live=_PAUSE,
        placeholder=_("Type a name, without accents if you like"),
        on_change=sheet.redraw,
        args=(board.slug,),
        persist_state="session",
    )
    taken = {card.id for card in shown.cards}
    found = search.search(call=board.call, slug=board.slug, text=(text or "").strip(), place_id=unit.id)
    fresh = {card.id: card for card in found.cards if card.id not in taken}
    if not fresh:
        st.caption(_("Nobody else found."))
    else:
        st.pills(
            _("Tap to take into the group"),
            list(fresh),
            format_func=_labels(fresh).__getitem__,
            key=names.GROUP_FOUND,
            on_change=_take_in,
            args=(board.slug, fresh),
        )
    with st.container(horizontal=True, gap="xsmall"):
        if fresh:
            all_text = ngettext("Take in {n} person", "Take in all {n}", len(fresh)).format(n=len(fresh))
            st.button(all_text, key=names.GROUP_ALL, on_click=_take_all, args=(board.slug, tuple(fresh.values())))
        if shown.cards:
            st.button(_("Empty the group"), key=names.GROUP_EMPTY, type="tertiary", on_click=_empty, args=(board.slug,))


def _labels(fresh: Mapping[uuid.UUID, PersonCard]) -> dict[uuid.UUID, str]:
    """Return a label for each person, no two alike: pills with one label would be one choice."""
    found: dict[uuid.UUID, str] = {}
    for citizen_id, card in fresh.items():
        label = f"{cards.plain(card.full_name)} {card.birth_year or ''}".strip()
        tail = card.phone_last or card.personal_id_last
        if label in found.values() and tail:
            label = f"{label} …{tail}"
        found[citizen_id] = _distinct(label, found.values())
    return found


def _distinct(label: str, taken: Collection[str]) -> str:
    number = 2
    free = label
    while free in taken:
        free, number = f"{label} ({number})", number + 1
    return free


def _paste(board: Board, unit: Unit) -> None:
    st.text_area(
        _("One person a line: full name; birth year"),
        key=names.GROUP_LIST,
        height=140,
        placeholder=_("H’Maryam Niê; 1990"),
        persist_state="session",
    )
    st.button(_("Match the list"), key=names.GROUP_MATCH, on_click=_match, args=(board, unit))
    problem = _problem.get()
    if problem is not None:
        st.error(cards.plain(board.explain(problem)))
    lines = _lines.get()
    if not lines:
        return
    matched = sum(line.found is Found.MATCHED for line in lines)
    new = [line for line in lines if line.found is Found.NEW]
    st.markdown(_("In the list: {matched} of {all}.").format(matched=matched, all=len(lines)))
    for line in lines:
        if line.found is Found.WRONG and line.error is not None:
            st.markdown(f"✕ {cards.plain(line.text)}: {cards.plain(board.explain(line.error))}")
        elif line.found is Found.UNSURE:
            _which(board, line)
    if new:
        _enrol(board, unit, new)


def _which(board: Board, line: Line) -> None:
    """Ask which of the people alike a line means."""
    options: dict[str, str] = {}
    for one in line.candidates:
        parts = (one.full_name, one.birth_year, one.place_name, f"…{one.phone_last}" if one.phone_last else None)
        label = cards.plain(" · ".join(str(part) for part in parts if part))
        options[str(one.id)] = _distinct(label, options.values())
    st.pills(
        _("Who is “{text}”?").format(text=cards.plain(line.text)),
        list(options),
        format_func=options.__getitem__,
        key=key(Screen.RECORD, "group-which", line.id.hex),
        on_change=_decide,
        args=(board.slug, line),
    )


def _enrol(board: Board, unit: Unit, new: Sequence[Line]) -> None:
    """Offer to add everybody of the list who is not there, in one transaction."""
    st.markdown("\n".join([f"**{_('Not in the list yet')}**\n", *(f"- {cards.plain(line.text)}" for line in new)]))
    consent.ask(board, key=names.GROUP_CONSENT, many=True)
    receipt.refused(board, names.FORM_GROUP_ENROL)

    def command(values: Values, _token: uuid.UUID) -> tuple[EnrolCitizen, ...]:
        answer = consent.answer(board, values["consent"])
        return tuple(line.enrol(board, unit, answer) for line in new)

    clicked = actions.on_click(
        form=names.FORM_GROUP_ENROL,
        command=command,
        write=_write,
        reads={"consent": names.GROUP_CONSENT},
        resets={names.GROUP_CONSENT: None},
        after=lambda outcome: _enrolled(board.slug, outcome),
    )
    text = ngettext("Add {n} new citizen", "Add {n} new citizens", len(new)).format(n=len(new))
    st.button(text, key=names.GROUP_ENROL, **clicked)


def _write(call: Call, commands: Sequence[EnrolCitizen]) -> tuple[people.Enrolled, ...]:
    return people.enrol_many(call=call, commands=commands)


def _enrolled(campaign: str, outcome: Outcome) -> None:
    if not outcome.done:
        return
    added = {made.id for made in outcome.result}
    _lines.set(tuple(replace(line, found=Found.MATCHED) if line.id in added else line for line in _lines.get()))
    _load(campaign, [(made.commune_id, made.id) for made in outcome.result])


def _match(board: Board, unit: Unit) -> None:
    """Match the pasted list (in a callback) and take whoever is there into the group."""
    _problem.clear()
    actions.dismiss(names.FORM_GROUP_ENROL)
    text = state.widget_value(names.GROUP_LIST) or ""
    try:
        fresh = replace(board, call=context.call())
        lines = roster.match_lines(fresh, unit, text)
        _lines.set(lines)
        _load(board.slug, [(line.commune_id, line.id) for line in lines if line.found is Found.MATCHED])
    except CampaignError as error:
        _problem.set(error)


def _decide(campaign: str, line: Line) -> None:
    """Take the person that a line means into the group (in a callback)."""
    chosen = state.widget_value(key(Screen.RECORD, "group-which", line.id.hex))
    candidate = next((one for one in line.candidates if str(one.id) == chosen), None)
    if candidate is None:
        return
    decided = replace(line, found=Found.MATCHED, id=candidate.id, commune_id=candidate.commune_id)
    _lines.set(tuple(decided if one.id == line.id else one for one in _lines.get()))
    _load(campaign, [(candidate.commune_id, candidate.id)])


def _load(campaign: str, wanted: Sequence[tuple[int, uuid.UUID]]) -> None:
    """Read people and put them behind those who are in the group."""
    call = context.call()
    known = sheet.current(campaign).cards
    there = {card.id for card in known}
    added = [
        search.person(call=call, slug=campaign, commune_id=commune_id, citizen_id=citizen_id)
        for commune_id, citizen_id in wanted
        if citizen_id not in there
    ]
    sheet.redraw(campaign, cards=[*known, *added])


def _take_in(campaign: str, fresh: dict[uuid.UUID, PersonCard]) -> None:
    card = fresh.get(state.widget_value(names.GROUP_FOUND))
    if card is not None:
        sheet.redraw(campaign, cards=[*sheet.current(campaign).cards, card])
    state.put_widget(names.GROUP_FOUND, None)


def _take_all(campaign: str, found: Sequence[PersonCard]) -> None:
    sheet.redraw(campaign, cards=[*sheet.current(campaign).cards, *found])
    fold()


def _empty(campaign: str) -> None:
    _lines.clear()
    sheet.redraw(campaign, cards=[], ticks=frozenset())
    state.put_widget(names.GROUP_CHOOSE, value=True)
