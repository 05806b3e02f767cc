"""Asking for consent, or saying why it need not be asked: by the campaign's legal basis, never by default.

Silence is not consent (Luật 91/2025/QH15 Art. 9.4 d): the question has no answer until somebody gives one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import Consent, LegalBasis
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.ui import cards

if TYPE_CHECKING:
    from campaign.ui.forms.board import Board

YES: Final = "yes"
NO: Final = "no"


def ask(board: Board, *, key: str, many: bool = False) -> None:
    """Draw the question of a campaign that rests on consent, or the sentence of one that rests on a duty."""
    campaign = board.campaign
    if campaign.legal_basis is LegalBasis.DUTY:
        plan = f" ({campaign.plan_number})" if campaign.plan_number else ""
        text = _("The data is processed for a duty of the state authority{plan}; consent is not asked.")
        st.caption(cards.plain(text.format(plan=plan)))
        return
    notice = _(
        "Notice on personal data: in the campaign “{campaign}”, {place} keeps the person's name, birth year, phone and "
        "the steps done, to guide them and to count results. Nothing is given to others. The person may see and "
        "correct the data, withdraw the consent, and have the data deleted."
    )
    st.markdown(cards.plain(notice.format(campaign=campaign.name, place=campaign.place_name)))
    question = (
        _("Was everybody told this, and does everybody agree?")
        if many
        else _("Was the person told this, and does the person agree?")
    )
    st.pills(question, (YES, NO), format_func=_answer, key=key, persist_state="session")


def answer(board: Board, given: object) -> Consent | None:
    """Return the consent to store; None leaves it to the service, which knows whether it had to be asked.

    Raises `consent_refused`: whoever says no is not written down at all.
    """
    if board.campaign.legal_basis is LegalBasis.DUTY:
        return None
    if given == NO:
        raise CampaignError("consent_refused")
    return Consent.GIVEN if given == YES else None


def _answer(value: str) -> str:
    return _("Yes, agrees") if value == YES else _("No, does not agree")
