"""Asking for consent, or saying why it need not be asked: by the campaign's legal basis, never by default.

Silence is not consent (Luật 91/2025/QH15 Art. 9.4 d): the question has no answer until somebody gives one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import Consent, ConsentMeans, LegalBasis
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.services import people_upkeep
from campaign.services.people_upkeep import ConsentAnswer
from campaign.ui import actions, cards, state
from campaign.ui.forms import names, receipt
from campaign.ui.forms.receipt import Receipt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.services.call import Call
    from campaign.services.search import PersonCard
    from campaign.ui.actions import Outcome
    from campaign.ui.forms.board import Board

YES: Final = "yes"
NO: Final = "no"
_NO_MORE: Final = frozenset({Consent.REFUSED, Consent.WITHDRAWN})


def ask(board: Board, *, key: str, many: bool = False) -> None:
    """Draw the question of a campaign that rests on consent, or the sentence of one that rests on a duty."""
    campaign = board.campaign
    if campaign.legal_basis is LegalBasis.DUTY:
        plan = f" ({campaign.plan_number})" if campaign.plan_number else ""
        text = _("The data is processed for a duty of the state authority{plan}; consent is not asked.")
        st.caption(cards.plain(text.format(plan=plan)))
        return
    _notice(board)
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


def is_lacking(board: Board, card: PersonCard) -> bool:
    """Tell whether nothing may be done with a person's data: they said no, or were never asked."""
    if card.consent in _NO_MORE:
        return True
    return board.campaign.legal_basis is LegalBasis.CONSENT and card.consent is not Consent.GIVEN


def is_unasked(board: Board, card: PersonCard) -> bool:
    """Tell whether the question comes before everything else."""
    return is_lacking(board, card) and card.consent not in _NO_MORE


def ask_later(board: Board, card: PersonCard) -> None:
    """Draw the question for somebody who is in the list already; `save_later` draws its button."""
    _notice(board)
    _question(card, [*ConsentMeans, NO])


def ask_again(board: Board, card: PersonCard) -> None:
    """Say that a person said no, and let them think better of it."""
    st.warning(_("This person has not agreed to the processing of their data: nothing may be done with it yet."))
    with st.expander(_("The person agrees now"), key=names.CONSENT_AGAIN, on_change="rerun") as folded:
        if folded.open:
            _notice(board)
            _question(card, [*ConsentMeans])
            save_later(board, card)


def save_later(board: Board, card: PersonCard) -> None:
    """Draw the button that records the answer, and why it was refused."""
    key = names.consent_answer(card.id)
    clicked = actions.on_click(
        form=names.form_consent(card.id),
        command=lambda values, _token: _later(board, card, values["answer"]),
        write=_write,
        reads={"answer": key},
        resets={key: None},
        after=lambda outcome: _answered(board.slug, card, outcome),
    )
    receipt.refused(board, names.form_consent(card.id))
    st.button(_("Save the answer"), key=names.CONSENT_SAVE, type="primary", width="stretch", **clicked)


def withdraw(board: Board, card: PersonCard) -> None:
    """Draw the button by which a person takes the consent back; asking again undoes it."""
    clicked = actions.on_click(
        form=names.form_consent(card.id),
        command=lambda _values, _token: _command(board, card, Consent.WITHDRAWN, None),
        write=_write,
        after=lambda outcome: _answered(board.slug, card, outcome),
    )
    receipt.refused(board, names.form_consent(card.id))
    st.button(_("The person withdraws the consent"), key=names.CONSENT_WITHDRAW, type="tertiary", **clicked)


def _notice(board: Board) -> None:
    campaign = board.campaign
    notice = _(
        "Notice on personal data: in the campaign “{campaign}”, {place} keeps the person's name, birth year, phone and "
        "the steps done, to guide them and to count results. Nothing is given to others. The person may see and "
        "correct the data, withdraw the consent, and have the data deleted."
    )
    st.markdown(cards.plain(notice.format(campaign=campaign.name, place=campaign.place_name)))


def _question(card: PersonCard, answers: Sequence[str]) -> None:
    st.pills(
        _("Was the person told this, and does the person agree?"),
        answers,
        format_func=_later_answer,
        key=names.consent_answer(card.id),
        persist_state="session",
    )


def _later(board: Board, card: PersonCard, chosen: object) -> ConsentAnswer:
    if chosen is None:
        raise CampaignError("consent_unanswered")
    if chosen == NO:
        return _command(board, card, Consent.REFUSED, None)
    return _command(board, card, Consent.GIVEN, ConsentMeans(str(chosen)))


def _command(board: Board, card: PersonCard, answer_: Consent, how: ConsentMeans | None) -> ConsentAnswer:
    return ConsentAnswer(
        campaign=board.slug,
        commune_id=card.commune_id,
        citizen_id=card.id,
        expected=card.consent,
        answer=answer_,
        how=how,
    )


def _write(call: Call, command: ConsentAnswer) -> Consent:
    return people_upkeep.answer_consent(call=call, command=command)


def _answered(campaign: str, card: PersonCard, outcome: Outcome) -> None:
    if not outcome.done:
        return
    state.put_widget(names.CONSENT_AGAIN, value=False)
    receipt.keep(
        Receipt(
            kind="agreed" if outcome.result is Consent.GIVEN else "declined",
            campaign=campaign,
            commune_id=card.commune_id,
            full_name=card.full_name,
        )
    )


def _later_answer(value: str) -> str:
    words = {
        ConsentMeans.VERBAL.value: _("Agrees, by word"),
        ConsentMeans.WRITTEN.value: _("Agrees, in writing"),
        NO: _("No, does not agree"),
    }
    return words[value]


def _answer(value: str) -> str:
    return _("Yes, agrees") if value == YES else _("No, does not agree")
