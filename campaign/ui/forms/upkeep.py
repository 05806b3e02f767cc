"""*Sửa thông tin*: who a person in the list is, put right; numbers by their last digits, until a new one is typed.

What was typed stays until it is stored or dropped on purpose, also when somebody else was faster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from campaign.domain.vocabulary import Consent, Sex
from campaign.errors import CampaignError
from campaign.i18n import _, day
from campaign.i18n.errors import error_text
from campaign.i18n.labels import label
from campaign.services import people_upkeep
from campaign.services.people_rules import is_child
from campaign.services.people_upkeep import MendCitizen
from campaign.ui import actions, cards, state
from campaign.ui.forms import consent, names, receipt
from campaign.ui.forms.receipt import Receipt

if TYPE_CHECKING:
    import uuid

    from campaign.services.call import Call
    from campaign.services.people_upkeep import Mended
    from campaign.services.search import PersonCard
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.forms.board import Board

_FIELDS: Final = (
    "name", "birth", "sex", "guardian", "place", "phone", "drop_phone", "personal_id", "drop_id", "reason",
)  # fmt: skip


def draw(board: Board, card: PersonCard) -> None:
    """Draw the form, folded."""
    with st.expander(_("Correct the details"), key=names.MEND, on_change="rerun") as folded:
        if folded.open:
            _form(board, card)


def _keys(card: PersonCard) -> dict[str, str]:
    return {field: names.mend_field(card.id, field) for field in _FIELDS}


def _shown_version(citizen_id: uuid.UUID) -> state.Slot[int | None]:
    """Return which version of the entry the form was filled with; None while there is nothing in it."""
    return state.Slot(f"record-mend:{citizen_id.hex}", lambda: None)


def _fill(card: PersonCard) -> None:
    """Put the stored entry into the form, unless somebody is at it already."""
    if _shown_version(card.id).get() is not None:
        return
    stored = {
        "name": card.full_name,
        "birth": day(card.birth_date) if card.birth_date else str(card.birth_year or ""),
        "sex": card.sex,
        "guardian": card.guardian_name or "",
        "place": card.place_id,
        "phone": "",
        "drop_phone": False,
        "personal_id": "",
        "drop_id": False,
        "reason": "",
    }
    for field, key in _keys(card).items():
        state.put_widget(key, stored[field])
    _shown_version(card.id).set(card.version)
    actions.dismiss(names.form_mend(card.id))


def _form(board: Board, card: PersonCard) -> None:
    _fill(card)
    keys = _keys(card)
    _text(_("Full name"), keys["name"])
    _text(_("Birth year, or day/month/year"), keys["birth"], digits=True)
    if card.guardian_name or is_child(state.widget_value(keys["birth"]), today=board.call.moment.today):
        _text(_("Legal representative (under 16)"), keys["guardian"])
    st.segmented_control(_("Sex"), list(Sex), format_func=label, key=keys["sex"], persist_state="session")
    _place(board, card, keys["place"])
    _number(_("New mobile phone"), card.phone_last, keys["phone"], keys["drop_phone"])
    if card.personal_id_last and not board.may_correct_any:
        st.caption(
            _("Personal ID …{digits}: only the team leader or the official changes it.").format(
                digits=card.personal_id_last
            )
        )
    else:
        _number(_("New personal ID"), card.personal_id_last, keys["personal_id"], keys["drop_id"])
    _save(board, card, keys)
    if card.consent is Consent.GIVEN:
        consent.withdraw(board, card)


def _text(text: str, key: str, *, digits: bool = False, placeholder: str = "") -> None:
    st.text_input(
        text,
        key=key,
        max_chars=200,
        type="phone" if digits else "default",
        icon="" if digits else None,
        placeholder=placeholder,
        autocomplete="off",
        persist_state="session",
    )


def _place(board: Board, card: PersonCard, key: str) -> None:
    """Offer the villages in reach; somebody who only works in one cannot move anybody."""
    known = {card.place_id: card.place_name} | {
        unit.id: unit.name for unit in board.units if unit.commune_id == card.commune_id
    }
    if len(known) > 1:
        st.selectbox(
            _("Lives in"),
            list(known),
            format_func=lambda place_id: known.get(place_id, ""),
            key=key,
            persist_state="session",
            help=_("What was recorded before stays counted where it was done."),
        )


def _number(text: str, last: str | None, key: str, drop: str) -> None:
    """Ask for a new number; an empty field keeps the one that is there."""
    _text(text, key, digits=True, placeholder=_("Empty: …{digits} stays").format(digits=last) if last else "")
    if last:
        st.checkbox(_("Take …{digits} away").format(digits=last), key=drop, persist_state="session")


def _save(board: Board, card: PersonCard, keys: dict[str, str]) -> None:
    form = names.form_mend(card.id)
    version = _shown_version(card.id).get() or card.version
    refused = actions.outcome(form)
    error = refused.error if refused is not None else None
    if error is not None:
        if error.code == "possible_duplicate" or state.widget_value(keys["reason"]):
            _text(_("If it is another person: why?"), keys["reason"])
        st.error(cards.plain(_explain(board, error)))
    clicked = actions.on_click(
        form=form,
        command=lambda values, _token: _command(board, card, values, version),
        write=_write,
        reads=keys,
        after=lambda outcome: _mended(board.slug, card, outcome),
    )
    with st.container(horizontal=True, gap="xsmall"):
        st.button(_("Save the details"), key=names.MEND_SAVE, **clicked)
        st.button(_("Drop my changes"), key=names.MEND_DROP, type="tertiary", on_click=_drop, args=(card.id,))


def _command(board: Board, card: PersonCard, values: Values, version: int) -> MendCitizen:
    return MendCitizen(
        campaign=board.slug,
        commune_id=card.commune_id,
        citizen_id=card.id,
        expected_version=version,
        place_id=values["place"] or card.place_id,
        full_name=values["name"] or "",
        birth=(values["birth"] or "").strip(),
        sex=Sex(values["sex"]) if values["sex"] else None,
        phone=_typed(values["phone"], drop=values["drop_phone"]),
        personal_id=_typed(values["personal_id"], drop=values["drop_id"]),
        guardian_name=values["guardian"] or "",
        distinct_reason=values["reason"] or "",
    )


def _typed(text: str | None, *, drop: object) -> str | None:
    """Return the number to store: a new one, none ("") or, None, the one that is there."""
    return (text or "").strip() or ("" if drop else None)


def _write(call: Call, command: MendCitizen) -> Mended:
    return people_upkeep.mend_citizen(call=call, command=command)


def _mended(campaign: str, card: PersonCard, outcome: Outcome) -> None:
    error = outcome.error
    if error is not None:
        if error.code == "citizen_changed_meanwhile":
            # Both are on the screen now: the entry above, what was typed below. Saving again is meant.
            _shown_version(card.id).set(int(str(error.details["version"])))
        return
    result: Any = outcome.result
    receipt.keep(
        Receipt(
            kind="mended",
            campaign=campaign,
            commune_id=card.commune_id,
            full_name=result.full_name,
            steps=len(result.changed),
            notes=tuple(note for note in result.notes if note != "birth_year_only") if result.changed else (),
        )
    )
    _drop(card.id)


def _drop(citizen_id: uuid.UUID) -> None:
    """Forget what was typed (in a callback); the form is filled anew when it is opened."""
    _shown_version(citizen_id).clear()
    actions.dismiss(names.form_mend(citizen_id))
    state.put_widget(names.MEND, value=False)


def _explain(board: Board, error: CampaignError) -> str:
    fields = {
        "full_name": _("Full name"),
        "birth": _("Birth"),
        "sex": _("Sex"),
        "place": _("Lives in"),
        "phone": _("Phone"),
        "personal_id": _("Personal ID"),
        "guardian_name": _("Legal representative"),
    }
    return error_text(error, names=fields) if "fields" in error.details else board.explain(error)
