"""Writing down what the leader chose, taking it back, and withdrawing a registration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.services import commendation
from campaign.services.commendation import Choice, Withdrawal
from campaign.ui import actions, outcomes
from campaign.ui.commendation import names
from campaign.ui.initiatives import address

if TYPE_CHECKING:
    from datetime import date

    from campaign.services.call import Call
    from campaign.services.commendation import StoredCommendation
    from campaign.ui.actions import Outcome, Values


def draw_choice(slug: str, stored: StoredCommendation, *, today: date) -> None:
    """Draw day, who chose and the number of the decision; for one that is chosen, the way back."""
    form = names.form_of(names.FORM_CHOICE, stored.id)
    # The version is in the keys: after a change the fields show what is stored.
    keys = {name: names.field(f"choice-{name}", f"{stored.id.hex[-8:]}-{stored.version}") for name in _FIELDS}
    with st.container(width=760):
        left, right = st.columns([1, 2])
        left.date_input(
            _("Chosen on"),
            stored.chosen_on or today,
            key=keys["on"],
            min_value=stored.registered_on,
            max_value=today,
            format="DD/MM/YYYY",
            persist_state="session",
        )
        right.text_input(
            _("Who chose: name and office"), stored.chosen_by, key=keys["by"], max_chars=200, persist_state="session"
        )
        st.text_input(
            _("Number of the decision, if there is one"),
            stored.decision_number,
            key=keys["number"],
            max_chars=120,
            persist_state="session",
        )
    outcomes.draw_refusal(form)

    def command(values: Values, _token: object) -> Choice:
        if values["on"] is None:
            raise CampaignError("initiative_day_missing")
        return Choice(
            id=stored.id,
            campaign=slug,
            version=stored.version,
            on=values["on"],
            by=values["by"] or "",
            decision_number=values["number"] or "",
        )

    clicked = actions.on_click(form=form, command=command, write=_choose, reads=keys)
    st.button(_("Write down the choice"), key=names.SAVE_CHOICE, type="primary", **clicked)
    if stored.chosen_on is not None:
        _draw_way_back(slug, stored)


def _draw_way_back(slug: str, stored: StoredCommendation) -> None:
    form = names.form_of(names.FORM_UNCHOOSE, stored.id)
    st.text_input(_("Why the choice is taken back"), key=names.UNCHOOSE_REASON, max_chars=500, persist_state="session")
    outcomes.draw_refusal(form)
    clicked = actions.on_click(
        form=form,
        command=lambda values, _token: _withdrawal(slug, stored, values),
        write=lambda call, command: commendation.take_choice_back(call=call, command=command),
        reads={"reason": names.UNCHOOSE_REASON},
        resets={names.UNCHOOSE_REASON: ""},
    )
    st.button(_("Take the choice back"), key=names.SAVE_UNCHOOSE, **clicked)


def draw_withdrawal(slug: str, stored: StoredCommendation) -> None:
    """Draw the reason and the button that takes a registration back."""
    form = names.form_of(names.FORM_WITHDRAW, stored.id)
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
        command=lambda values, _token: _withdrawal(slug, stored, values),
        write=lambda call, command: commendation.withdraw_commendation(call=call, command=command),
        reads={"reason": names.REASON},
        resets={names.REASON: ""},
        after=_gone,
    )
    st.button(_("Withdraw the registration"), key=names.SAVE_WITHDRAW, **clicked)


def _withdrawal(slug: str, stored: StoredCommendation, values: Values) -> Withdrawal:
    return Withdrawal(id=stored.id, campaign=slug, version=stored.version, reason=values["reason"] or "")


def _choose(call: Call, command: Choice) -> bool:
    return commendation.choose_commendation(call=call, command=command)


def _gone(outcome: Outcome) -> None:
    if outcome.done:
        address.open_list()


_FIELDS = ("on", "by", "number")
