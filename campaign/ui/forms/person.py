"""One person: what is left as large switches, what is there already, and "Lưu" under the thumb.

Switches answer at once on a weak phone, and their values travel with the save.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from campaign.domain.vocabulary import StepStatus
from campaign.errors import CampaignError
from campaign.i18n import _, day
from campaign.services import records, search
from campaign.services.records import SaveSteps
from campaign.ui import actions, cards
from campaign.ui.forms import board as boards
from campaign.ui.forms import consent, correction, drafts, marks, names, receipt, settings, style, switches, upkeep
from campaign.ui.forms.receipt import Receipt

if TYPE_CHECKING:
    import uuid
    from datetime import date

    from campaign.domain.vocabulary import Channel
    from campaign.services.call import Call
    from campaign.services.search import PersonCard, StepMark
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.forms.board import Board


def draw(board: Board, *, commune_id: int, citizen_id: uuid.UUID) -> bool:
    """Draw a person; False (and why) when there is nobody to draw."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="xsmall"):
        st.button(_("‹ List"), key=names.BACK, type="tertiary", on_click=_back)
        settings.draw_when(board)
    try:
        card = search.person(call=board.call, slug=board.slug, commune_id=commune_id, citizen_id=citizen_id)
    except CampaignError as error:
        style.title(_("Record"))
        st.error(cards.plain(board.explain(error)))
        return False
    receipt.draw(board)
    _head(board, card)
    if consent.is_unasked(board, card):
        consent.ask_later(board, card)
        upkeep.draw(board, card)
        with st.bottom, st.container(key=names.BAR):
            consent.save_later(board, card)
        return True
    if consent.is_lacking(board, card):
        consent.ask_again(board, card)
    open_marks = [mark for mark in card.marks if marks.is_open(mark)]
    switches.draw(board, card, open_marks)
    _settled(board, card)
    correction.draw(board, card)
    upkeep.draw(board, card)
    if open_marks:
        with st.bottom, st.container(key=names.BAR):
            receipt.refused(board, names.form_person(card.id))
            _save(board, card, open_marks)
    return bool(open_marks)


def _head(board: Board, card: PersonCard) -> None:
    born = day(card.birth_date) if card.birth_date else str(card.birth_year or "")
    numbers = [
        f"{word} …{digits}"
        for word, digits in ((_("Phone"), card.phone_last), (_("ID card"), card.personal_id_last))
        if digits
    ]
    guardian = f"{_('Legal representative')}: {card.guardian_name}" if card.guardian_name else ""
    lines = (" · ".join(part for part in (born, card.place_name) if part), " · ".join(numbers), guardian)
    about = "  \n".join(cards.plain(line) for line in lines if line)
    style.title(card.full_name)
    st.markdown(about)
    if board.unit is not None and not board.unit.is_residence:
        st.caption(_("Counts for {place}").format(place=cards.plain(board.unit.name)))


def _settled(board: Board, card: PersonCard) -> None:
    """Say what the person has already, and what age does not allow and why."""
    lines = [
        f":small[{marks.state_text(mark)}: {cards.plain(board.names.get(mark.step, mark.step))}]"
        for mark in card.marks
        if marks.is_settled(mark)
    ]
    lines += [
        f":small[✕ {marks.age_rule(mark)}: {cards.plain(board.names.get(mark.step, mark.step))}]"
        for mark in card.marks
        if marks.is_barred(mark)
    ]
    if lines:
        st.markdown("  \n".join(lines))


def _save(board: Board, card: PersonCard, open_marks: list[StepMark]) -> None:
    steps = [mark.step for mark in open_marks]
    outcomes = {step: names.step_outcome(card.id, step) for step in steps}
    toggles = {step: names.step_toggle(card.id, step) for step in steps}
    day_, channel, place_id = settings.chosen_day(board), settings.chosen_channel(board), settings.record_place(board)
    outreach_id = settings.record_outreach(board)
    clicked = actions.on_click(
        form=names.form_person(card.id),
        command=lambda values, token: _command(
            board, card, values, token, day_chosen=day_, channel=channel, place_id=place_id, outreach_day_id=outreach_id
        ),
        write=_write,
        reads={f"toggle:{step}": key for step, key in toggles.items()}
        | {f"outcome:{step}": key for step, key in outcomes.items()},
        resets=dict.fromkeys(toggles.values(), False) | dict.fromkeys(outcomes.values(), None) | {names.SEARCH: ""},
        after=lambda outcome: _saved(board.slug, card, outcome),
    )
    with st.container(horizontal=True, gap="xsmall"):
        st.button(_("Save"), key=names.SAVE, type="primary", width="stretch", **clicked)
        st.button(
            _("Done only") if switches.asks_all() else _("Other results"),
            key=names.OTHER_OUTCOMES,
            on_click=switches.switch_outcomes,
            args=(card.id, steps),
        )


def _command(
    board: Board,
    card: PersonCard,
    values: Values,
    token: uuid.UUID,
    *,
    day_chosen: date,
    channel: Channel,
    place_id: int | None,
    outreach_day_id: uuid.UUID | None,
) -> SaveSteps:
    steps: dict[str, StepStatus] = {}
    for mark in card.marks:
        outcome = values.get(f"outcome:{mark.step}")
        if outcome is not None:
            steps[mark.step] = StepStatus(outcome)
        elif values.get(f"toggle:{mark.step}"):
            steps[mark.step] = StepStatus.COMPLETED
    if not steps:
        raise CampaignError("nothing_chosen")
    return SaveSteps(
        save_id=token,
        campaign=board.slug,
        commune_id=card.commune_id,
        citizen_id=card.id,
        steps=steps,
        day=day_chosen,
        channel=channel,
        place_id=place_id,
        outreach_day_id=outreach_day_id,
    )


def _write(call: Call, save: SaveSteps) -> records.SaveResult:
    return records.save_steps(call=call, save=save)


def _saved(campaign: str, card: PersonCard, outcome: Outcome) -> None:
    """Go on to the next person once the write is stored; a refusal stays beside what was ticked."""
    if not outcome.done:
        return
    result: Any = outcome.result
    drafts.drop(campaign, card.id)
    steps = len(result.unchanged) if result.repeated else len(result.saved)
    receipt.keep(
        Receipt(
            kind="saved",
            campaign=campaign,
            commune_id=card.commune_id,
            full_name=result.full_name,
            steps=steps,
            save_id=outcome.token if steps else None,
        )
    )
    boards.open_list()


def _back() -> None:
    receipt.forget()
    boards.open_list()
