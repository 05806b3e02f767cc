"""One person: who it is, how far they are, and everything that was ever recorded for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.clock import local_time
from campaign.domain.vocabulary import CampaignStatus
from campaign.i18n import _, day, ngettext, number
from campaign.i18n.labels import label
from campaign.ui import cards
from campaign.ui.citizens import history, names, receipt, reveal, route, sheet, words
from campaign.ui.keys import Param, Screen

if TYPE_CHECKING:
    from campaign.services.campaigns import CampaignSummary
    from campaign.services.person_file import PersonFile
    from campaign.ui.context import Context
    from campaign.ui.tables import Html


def draw(here: Context, campaign: CampaignSummary, file: PersonFile) -> None:
    """Draw a person of the viewer's area; an entry that was merged away leads to the one that was kept."""
    st.button(_("‹ List"), key=names.BACK, type="tertiary", on_click=route.close_person)
    st.title(cards.plain(file.card.full_name), anchor=False)
    if file.asked_id != file.card.id:
        st.info(cards.plain(_("The entry that you opened was merged into this one.")))
    receipt.draw()
    if file.pairs:
        _draw_pairs(file)
    left, right = st.columns(2, gap="large")
    with left:
        st.html(_facts(file))
        reveal.draw(here, campaign.slug, file)
        _draw_links(campaign, file)
    with right:
        if file.in_campaign:
            st.html(_steps(file))
        else:
            st.caption(cards.plain(_("This person lives outside the area of the campaign in view.")))
    history.draw(file)


def _draw_pairs(file: PersonFile) -> None:
    text = ngettext(
        "△ {n} other entry may be the same person.", "△ {n} other entries may be the same person.", file.pairs
    )
    st.warning(cards.plain(text.format(n=number(file.pairs))))
    params = {Param.VIEW: route.DUPLICATES, Param.PERSON: None}
    cards.link(route.address(params=params), _("Compare possible duplicates"))


def _facts(file: PersonFile) -> Html:
    card = file.card
    facts = [
        (_("Born"), words.born(card)),
        (_("Sex"), label(card.sex) if card.sex else "–"),
        (_("Lives in"), f"{card.place_name} · {card.place_code}"),
        (_("Phone"), file.numbers.phone or "–"),
        (_("Personal ID"), file.numbers.personal_id or "–"),
        *([(_("Legal representative"), card.guardian_name)] if card.guardian_name else []),
        (_("Consent"), label(card.consent)),
        (_("In the list since"), day(local_time(file.created_at).date())),
    ]
    return sheet.facts(facts, caption=_("Details"))


def _steps(file: PersonFile) -> Html:
    named = words.full_names(file.steps)
    lines = [(named.get(mark.step, mark.step), words.mark_text(mark)) for mark in file.card.marks]
    return sheet.facts(lines, caption=_("Steps of this campaign: {n}").format(n=words.have(file.card)))


def _draw_links(campaign: CampaignSummary, file: PersonFile) -> None:
    """Draw the way on: recording and correcting stand on the record screen."""
    card = file.card
    if file.in_campaign and campaign.status is CampaignStatus.OPEN:
        record = route.person_address(card.commune_id, card.id, screen=Screen.RECORD)
        cards.link(record, _("Record a step or correct the details"))
