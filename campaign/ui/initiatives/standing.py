"""What becomes of a model or initiative: its recognition written down or taken back, or its withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.services import initiatives
from campaign.services.initiatives import Recognition, Withdrawal
from campaign.ui import actions, outcomes
from campaign.ui.initiatives import fields, names

if TYPE_CHECKING:
    from datetime import date

    from campaign.services.call import Call
    from campaign.services.initiatives_view import InitiativeView
    from campaign.ui.actions import Values


def draw_recognition(view: InitiativeView, *, today: date) -> None:
    """Draw the day and the authority of the recognition, and the way back."""
    one = view.one
    form = names.form_of(names.FORM_RECOGNISE, one.id)
    # The version is in the keys: after a change the fields show what is stored.
    keys = {
        "on": f"{names.RECOGNISED_ON}-{one.id.hex[-8:]}-{one.version}",
        "by": f"{names.RECOGNISED_BY}-{one.id.hex[-8:]}-{one.version}",
    }
    with st.container(width=fields.WIDTH):
        left, right = st.columns([1, 2])
        left.date_input(
            _("Recognised on"),
            one.recognised_on or today,
            key=keys["on"],
            min_value=one.started_on,
            max_value=today,
            format="DD/MM/YYYY",
            persist_state="session",
        )
        right.text_input(
            _("Recognised by"),
            one.recognised_by,
            key=keys["by"],
            max_chars=200,
            placeholder=_("For example: the people’s committee of the commune"),
            persist_state="session",
        )
    outcomes.draw_refusal(form)

    def command(values: Values, _token: object) -> Recognition:
        if values["on"] is None:
            raise CampaignError("initiative_day_missing")
        return Recognition(
            id=one.id, campaign=view.campaign.slug, version=one.version, on=values["on"], by=values["by"] or ""
        )

    with st.container(horizontal=True, gap="small"):
        clicked = actions.on_click(form=form, command=command, write=_recognise, reads=keys)
        st.button(_("Write down the recognition"), key=names.SAVE_RECOGNISE, type="primary", **clicked)
        if one.recognised_on is not None:
            back = actions.on_click(
                form=form,
                command=lambda _values, _token: Recognition(
                    id=one.id, campaign=view.campaign.slug, version=one.version, on=None
                ),
                write=_recognise,
            )
            st.button(_("Take the recognition back"), key=names.UNRECOGNISE, **back)


def _recognise(call: Call, command: Recognition) -> bool:
    return initiatives.recognise_initiative(call=call, command=command)


def draw_withdrawal(view: InitiativeView) -> None:
    """Draw the reason and the button that takes it out of the register."""
    one = view.one
    form = names.form_of(names.FORM_WITHDRAW, one.id)
    st.text_input(
        _("Reason"),
        key=names.REASON,
        max_chars=500,
        placeholder=_("For example: registered twice"),
        persist_state="session",
    )
    outcomes.draw_refusal(form)
    clicked = actions.on_click(
        form=form,
        command=lambda values, _token: Withdrawal(
            id=one.id, campaign=view.campaign.slug, version=one.version, reason=values["reason"] or ""
        ),
        write=_withdraw,
        reads={"reason": names.REASON},
        resets={names.REASON: ""},
    )
    st.button(_("Withdraw from the register"), key=names.SAVE_WITHDRAW, **clicked)


def _withdraw(call: Call, command: Withdrawal) -> bool:
    return initiatives.withdraw_initiative(call=call, command=command)
