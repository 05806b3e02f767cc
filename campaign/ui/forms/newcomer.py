"""*Thêm công dân*: a new person in three fields, with likely duplicates side by side before anything is saved.

What is wrong is said under the field it is about; what was typed stays until the person is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.duplicates import Match
from campaign.domain.vocabulary import Consent, Sex
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.services import people
from campaign.services.people import EnrolCitizen, Enrolled
from campaign.services.people_rules import is_child
from campaign.ui import actions, cards, state
from campaign.ui.forms import board as boards
from campaign.ui.forms import consent, lookalikes, names, receipt, style
from campaign.ui.forms.receipt import Receipt

if TYPE_CHECKING:
    import uuid

    from campaign.services.call import Call
    from campaign.services.likeness import Candidate
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.forms.board import Board, Unit

_READS: Final = {
    "name": names.NEW_NAME,
    "birth": names.NEW_BIRTH,
    "phone": names.NEW_PHONE,
    "sex": names.NEW_SEX,
    "personal_id": names.NEW_ID,
    "guardian": names.NEW_GUARDIAN,
    "consent": names.NEW_CONSENT,
    "reason": names.NEW_REASON,
}
_EMPTY: Final = {
    names.NEW_NAME: "",
    names.NEW_BIRTH: "",
    names.NEW_PHONE: "",
    names.NEW_SEX: None,
    names.NEW_ID: "",
    names.NEW_GUARDIAN: "",
    names.NEW_CONSENT: None,
    names.NEW_REASON: "",
}
# Which field an error is about, by the beginning of its code; whatever else is refused stands above the form.
_FIELDS: Final = {
    "name_": names.NEW_NAME,
    "birth_": names.NEW_BIRTH,
    "phone_": names.NEW_PHONE,
    "id_": names.NEW_ID,
    "consent_": names.NEW_CONSENT,
    "distinct_": names.NEW_REASON,
}
# True for everybody whose year alone is known; saying so after each save is noise.
_QUIET_NOTES: Final = frozenset({"birth_year_only"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a look at the form found: who is alike, and at which field something is wrong ("" is the whole form).

    `tried` says that "Lưu" was pressed and refused: then the reason stands above the button as well.
    """

    tried: bool = False
    found: tuple[Candidate, ...] = ()
    field: str = ""
    problem: CampaignError | None = None


def draw(board: Board, unit: Unit) -> None:
    """Draw the form, what is wrong with it, who may be meant, and "Lưu"."""
    st.button(_("‹ List"), key=names.BACK, type="tertiary", on_click=boards.open_list)
    style.title(_("Add citizen"))
    st.markdown(f"{_('Lives in')} **{cards.plain(unit.name)}**")
    values = state.snapshot(_READS)
    look = _look(board, unit, values)
    _fields(board, look, values)
    if look.found:
        lookalikes.draw(values, look.found, place=unit.name, same=_take_candidate)
    consent.ask(board, key=names.NEW_CONSENT)
    with st.bottom, st.container(key=names.BAR):
        if look.tried and look.problem is not None:
            st.error(cards.plain(board.explain(look.problem)))
        _save(board, unit, look.found)


def start(typed: str) -> None:
    """Begin with the name that was searched in vain (in a callback); another name is another person."""
    actions.dismiss(names.FORM_NEW)
    if any(letter.isalpha() for letter in typed) and typed != state.widget_value(names.NEW_NAME):
        _clear()
        state.put_widget(names.NEW_NAME, typed)
    boards.open_view(boards.VIEW_NEW)


def _look(board: Board, unit: Unit, values: Values) -> Look:
    """Check what was typed so far; what is merely missing is not held against anybody before the first "Lưu"."""
    refused = actions.outcome(names.FORM_NEW)
    error = refused.error if refused is not None else None
    if not (values["name"] or "").strip() and error is None:
        return Look()
    try:
        found = people.candidates(call=board.call, command=_enrol(board, unit, values, state.token(names.FORM_NEW)))
    except CampaignError as problem:
        return Look(tried=error is not None, problem=problem, field=_field(problem))
    if error is None:
        return Look(found=found)
    field = _field(error)
    still = {
        names.NEW_CONSENT: not values["consent"] or error.code == "consent_refused",
        names.NEW_REASON: bool(found),
        names.NEW_ID: any(candidate.match is Match.ID_TAKEN for candidate in found),
    }
    # A field that was put right since the refusal is not blamed any longer.
    if field and not still.get(field, False):
        return Look(found=found)
    return Look(tried=True, found=found, problem=error, field=field)


def _field(error: CampaignError) -> str:
    return next((field for start_, field in _FIELDS.items() if error.code.startswith(start_)), "")


def _say(board: Board, look: Look, field: str) -> None:
    if look.problem is not None and look.field == field:
        st.error(cards.plain(board.explain(look.problem)))


def _fields(board: Board, look: Look, values: Values) -> None:
    st.text_input(_("Full name"), key=names.NEW_NAME, max_chars=200, autocomplete="off", persist_state="session")
    _say(board, look, names.NEW_NAME)
    st.text_input(
        _("Birth year, or day/month/year"),
        key=names.NEW_BIRTH,
        max_chars=40,
        # The keypad of digits: most people know the year, and 31121980 is read as well.
        type="phone",
        icon="",
        placeholder=_("1980 or 31/12/1980"),
        autocomplete="off",
        persist_state="session",
    )
    _say(board, look, names.NEW_BIRTH)
    if is_child(values["birth"], today=board.call.moment.today):
        st.text_input(
            _("Legal representative (under 16)"),
            key=names.NEW_GUARDIAN,
            max_chars=200,
            autocomplete="off",
            persist_state="session",
        )
    st.text_input(
        _("Mobile phone (optional)"),
        key=names.NEW_PHONE,
        type="phone",
        icon="",
        placeholder="",
        max_chars=40,
        autocomplete="off",
        persist_state="session",
    )
    _say(board, look, names.NEW_PHONE)
    _numbers(board, look)


def _numbers(board: Board, look: Look) -> None:
    """Draw what few people have at hand, folded unless it is wrong."""
    wrong_id = look.problem is not None and look.field == names.NEW_ID
    with st.expander(_("Sex, personal ID (optional)"), key=names.NEW_MORE, expanded=wrong_id):
        st.segmented_control(_("Sex"), list(Sex), format_func=label, key=names.NEW_SEX, persist_state="session")
        st.text_input(
            _("Personal ID"),
            key=names.NEW_ID,
            type="phone",
            icon="",
            placeholder="",
            max_chars=40,
            autocomplete="off",
            persist_state="session",
        )
        _say(board, look, names.NEW_ID)


def _save(board: Board, unit: Unit, found: tuple[Candidate, ...]) -> None:
    another = bool(found) and lookalikes.can_differ(found)
    clicked = actions.on_click(
        form=names.FORM_NEW,
        command=lambda values, token: _command(board, unit, values, token, another=another),
        write=_write,
        reads=_READS,
        resets=_EMPTY,
        after=lambda outcome: _added(board.slug, outcome),
    )
    text = _("Save as another person") if another else _("Save")
    st.button(text, key=names.NEW_SAVE, type="primary", width="stretch", **clicked)


def _command(board: Board, unit: Unit, values: Values, token: uuid.UUID, *, another: bool) -> EnrolCitizen:
    if another and not (values["reason"] or "").strip():
        raise CampaignError("distinct_reason_missing")
    return _enrol(board, unit, values, token, answer=consent.answer(board, values["consent"]))


def _enrol(
    board: Board, unit: Unit, values: Values, token: uuid.UUID, *, answer: Consent | None = Consent.NOT_REQUIRED
) -> EnrolCitizen:
    """Return the command; `answer` is left aside while only looking for duplicates, where nothing is stored."""
    return EnrolCitizen(
        id=token,
        campaign=board.slug,
        place_id=unit.id,
        full_name=values["name"] or "",
        birth=(values["birth"] or "").strip(),
        sex=Sex(values["sex"]) if values["sex"] else None,
        phone=values["phone"] or "",
        personal_id=values["personal_id"] or "",
        guardian_name=(values["guardian"] or "") if is_child(values["birth"], today=board.call.moment.today) else "",
        consent=answer,
        distinct_reason=values["reason"] or "",
    )


def _write(call: Call, command: EnrolCitizen) -> Enrolled:
    return people.enrol(call=call, command=command)


def _added(campaign: str, outcome: Outcome) -> None:
    """Go straight on to the new person's steps."""
    if not outcome.done or not isinstance(outcome.result, Enrolled):
        return
    made = outcome.result
    receipt.keep(
        Receipt(
            kind="enrolled",
            campaign=campaign,
            commune_id=made.commune_id,
            full_name=made.full_name,
            notes=tuple(note for note in made.notes if note not in _QUIET_NOTES),
        )
    )
    state.put_widget(names.SEARCH, "")
    boards.open_person(made.commune_id, made.id)


def _take_candidate(candidate: Candidate) -> None:
    """Open the person that it is; what was typed about them is of no more use."""
    actions.dismiss(names.FORM_NEW)
    _clear()
    boards.open_person(candidate.commune_id, candidate.id)


def _clear() -> None:
    for key, value in _EMPTY.items():
        state.put_widget(key, value)
