"""Registering a new model or initiative: the fields, and one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _
from campaign.services import initiatives, initiatives_view
from campaign.services.initiatives import NewInitiative
from campaign.ui import actions, cards, state
from campaign.ui.initiatives import address, fields, names
from campaign.ui.initiatives.fields import Filled

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.campaigns import CampaignSummary
    from campaign.services.initiatives import Registered
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.context import Context


def draw(here: Context, campaign: CampaignSummary) -> None:
    """Draw the form, or why there is none for this reader."""
    st.button(_("‹ List"), key=names.BACK, type="tertiary", on_click=address.open_list)
    st.title(_("Register a model or an initiative"), anchor=False)
    found = initiatives_view.list_initiatives(call=here.call, slug=campaign.slug)
    if not found.to_register:
        cards.empty(
            _("You cannot register models here"),
            _("The officials and team leaders of the commune register them."),
        )
        return
    # A form that was stored begins anew.
    keys = fields.keys_of(names.FORM_REGISTER, state.token(names.FORM_REGISTER).hex[-8:])
    with st.container(width=fields.WIDTH):
        fields.draw(
            keys=keys,
            at_first=Filled(place_id=found.to_register[0].id),
            places=found.to_register,
            today=here.call.moment.today,
        )
        refused = actions.outcome(names.FORM_REGISTER)
        if refused is not None and refused.error is not None:
            cards.refusal(refused.error)
        clicked = actions.on_click(
            form=names.FORM_REGISTER,
            command=lambda values, token: _command(campaign.slug, values, token),
            write=_write,
            reads=keys,
            after=_after,
        )
        st.button(_("Register"), key=names.REGISTER, type="primary", **clicked)


def _command(slug: str, values: Values, token: UUID) -> NewInitiative:
    return NewInitiative(id=token, campaign=slug, place_id=fields.place_of(values), fields=fields.read(values))


def _write(call: Call, command: NewInitiative) -> Registered:
    return initiatives.register_initiative(call=call, command=command)


def _after(outcome: Outcome) -> None:
    if outcome.done:
        address.open_list()
