"""Adding one person: a small form above the list; the one-time password is shown once, with its slip to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.people_lists import username_stem
from campaign.domain.vocabulary import Role
from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.services import rosters, workplaces
from campaign.services.account_rules import roles_to_give
from campaign.services.passwords import one_time_password
from campaign.services.rosters import NewPerson
from campaign.ui import actions, cards, state
from campaign.ui.accounts import names, slips

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.rosters import Slip
    from campaign.services.workplaces import Place
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.context import Context

# Made before the click, as ids are elsewhere: two clicks are one person with one password.
_secret: Final[state.Slot[str]] = state.Slot("account-new-secret", one_time_password)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The person to be made at a place, and from which day they work."""

    place_code: str
    person: NewPerson
    starts_on: date


def draw(here: Context, home: Place | None) -> None:
    """Draw the slip of whoever was just made, else the folded form."""
    if slips.draw(form=names.FORM_NEW, today=here.call.moment.today):
        return
    if home is None:
        return
    with st.expander(_("Add one person"), key=names.NEW, on_change="rerun") as folded:
        if folded.open:
            _form(here, home)


def _form(here: Context, home: Place) -> None:
    units = {unit.place.code: unit.place.name for unit in workplaces.workplaces(call=here.call, place_code=home.code)}
    left, right = st.columns(2)
    left.text_input(_("Full name"), key=names.NEW_NAME, max_chars=200)
    right.text_input(_("User name"), key=names.NEW_USERNAME, max_chars=64, placeholder=_("Empty: made from the name"))
    roles = list(roles_to_give(here.call.viewer))
    left.selectbox(_("Role"), roles, index=roles.index(Role.VOLUNTEER), format_func=label, key=names.NEW_ROLE)
    right.selectbox(
        _("Village"),
        ["", *units],
        format_func=lambda code: units.get(code, _("None: {place}").format(place=home.name)),
        key=names.NEW_VILLAGE,
    )
    refused = actions.outcome(names.FORM_NEW)
    if refused is not None and refused.error is not None:
        cards.refusal(refused.error)
    secret, today = _secret.get(), here.call.moment.today

    def command(values: Values, _token: UUID) -> Command:
        name = " ".join(str(values["name"] or "").split())
        person = NewPerson(
            username=str(values["username"] or "").strip().lower() or username_stem(name),
            full_name=name,
            role=values["role"] or Role.VOLUNTEER,
            village_code=values["village"] or None,
            team_id=None,
            password=secret,
        )
        return Command(place_code=home.code, person=person, starts_on=today)

    clicked = actions.on_click(
        form=names.FORM_NEW,
        command=command,
        write=_write,
        reads={
            "name": names.NEW_NAME,
            "username": names.NEW_USERNAME,
            "role": names.NEW_ROLE,
            "village": names.NEW_VILLAGE,
        },
        resets={names.NEW_NAME: "", names.NEW_USERNAME: ""},
        after=_made,
    )
    st.button(_("Make the account"), key=names.NEW_SAVE, type="primary", **clicked)


def _write(call: Call, command: Command) -> tuple[Slip, ...]:
    return rosters.add_people(
        call=call,
        place_code=command.place_code,
        people=[command.person],
        starts_on=command.starts_on,
        ends_on=None,
    )


def _made(outcome: Outcome) -> None:
    if outcome.done:
        slips.keep(names.FORM_NEW, outcome.result)
        actions.dismiss(names.FORM_NEW)
        _secret.clear()
