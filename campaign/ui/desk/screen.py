"""Drawing the desk: where we stand in a line, what to do first, a card for each matter, and what needs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.charts.palette import SIGNS
from campaign.domain.vocabulary import CampaignStatus
from campaign.i18n import _, current_language, day, ngettext, number, percent
from campaign.i18n.labels import label
from campaign.services import campaigns
from campaign.services.desk_reach import DAYS, USUAL_DAYS
from campaign.ui import cards as plain_cards
from campaign.ui import state
from campaign.ui.choosers import choose
from campaign.ui.desk import cards, matters, names, reminder
from campaign.ui.desk.pace_cards import SILENT
from campaign.ui.keys import Param, Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.services.campaigns import CampaignSummary
    from campaign.services.desk_models import DeskNumbers
    from campaign.ui.context import Context
    from campaign.ui.desk.cards import Card

# Two cards beside each other on a laptop; on a phone each has the whole width.
_CARD = 548
_OTHERS = 4


def silent_days() -> int:
    """Return after how many days without a record a unit is silent: the address, else seven."""
    asked = state.param_number(Param.SILENT, default=USUAL_DAYS)
    return asked if asked in DAYS else USUAL_DAYS


def head(numbers: DeskNumbers, *, days: int, narrowed: bool) -> None:
    """Draw the title, the choices behind a button that says what they are, and where the place stands."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Desk"), anchor=False, width="stretch")
        says = ngettext("Silent from {n} day", "Silent from {n} days", days).format(n=number(days))
        panel = st.popover(says, key=names.FILTERS, width="content", on_change="rerun")
        if panel.open:
            with panel:
                _filters(numbers, days)
    if narrowed:
        st.button(f"‹ {_('The whole desk')}", key=names.UP, type="tertiary", on_click=_widen)
    st.markdown(plain_cards.plain(standing(numbers)))


def standing(numbers: DeskNumbers) -> str:
    """Return the place, the day and how far it is, in one line."""
    own = ngettext("{n} place of yours", "{n} places of yours", numbers.places).format(n=number(numbers.places))
    parts = [numbers.place_name or own]
    reading = numbers.reading
    if numbers.status is CampaignStatus.DRAFT:
        parts.append(_("a draft, not yet open"))
    elif numbers.status is not CampaignStatus.OPEN:
        parts.append(_("the campaign is closed"))
    elif numbers.day == 0:
        parts.append(_("begins on {day}").format(day=day(numbers.starts_on)))
    elif reading is None and numbers.behind is None:
        parts.append(_("ended on {day}").format(day=day(numbers.ends_on)))
    else:
        parts.append(_("day {day} of {days}").format(day=numbers.day, days=numbers.days))
    if reading is not None and reading.target:
        unit = numbers.unit_en if current_language() == "en" else numbers.unit_vi
        sign = SIGNS[reading.pace]
        parts += [
            _("{n} of {target} {unit}").format(
                n=number(reading.toward_target), target=number(reading.target), unit=unit
            ),
            percent(reading.rate),
            f"{sign.shape} {label(reading.pace)}",
        ]
    return " · ".join(parts)


def draw(found: Sequence[Card], *, numbers: DeskNumbers, campaign: CampaignSummary) -> None:
    """Draw the matters that are open, the most pressing first, and fold the others into one calm line."""
    open_ones = [card for card in found if card.total]
    calm = [card.calm for card in found if not card.total]
    if open_ones:
        lead = ngettext("{n} matter needs you. First: {what}", "{n} matters need you. First: {what}", len(open_ones))
        st.html(
            cards.summary(lead=lead.format(n=number(len(open_ones)), what=open_ones[0].headline), cards=open_ones[1:])
        )
    elif found:
        plain_cards.empty(_("Nothing needs a decision today"))
    with st.container(horizontal=True, gap="small"):
        for card in open_ones:
            with st.container(border=True, width=_CARD, key=f"{names.CARD}-{card.key}"):
                st.html(cards.drawn(card))
                if card.key == SILENT:
                    _draw_reminder(numbers, campaign)
    if calm:
        st.caption(plain_cards.plain(_("Nothing to do: {matters}.").format(matters=", ".join(calm))))


def draw_others(here: Context, campaign: CampaignSummary, *, days: int) -> None:
    """Draw a line with the other open campaigns and how many matters each has on its own desk."""
    running = [c for c in here.campaigns if c.status is CampaignStatus.OPEN and c.slug != campaign.slug]
    if not running:
        return
    found = []
    for other in running[:_OTHERS]:
        n = _open_matters(here, other, days=days)
        text = ngettext("{name}: {n} matter", "{name}: {n} matters", n).format(name=other.name, n=number(n))
        found.append((text, cards.address(Screen.DESK, other.slug)))
    st.html(cards.links(title=_("Other open campaigns:"), found=found))
    if len(running) > _OTHERS:
        text = _("and {n} more, in the list of campaigns above").format(n=number(len(running) - _OTHERS))
        st.caption(plain_cards.plain(text))


def _open_matters(here: Context, other: CampaignSummary, *, days: int) -> int:
    revision = campaigns.revision(call=here.call, slug=other.slug)
    numbers = matters.numbers_of(slug=other.slug, revision=revision, place=None, indicator=None, days=days)
    today = matters.today_of(numbers, place=None, days=days)
    return sum(1 for card in matters.matters(numbers, today, days=days) if card.total)


def _draw_reminder(numbers: DeskNumbers, campaign: CampaignSummary) -> None:
    """Draw the text to copy beside the card of who is silent."""
    # Drawn when it is opened: few mornings need it.
    panel = st.popover(_("Reminder for Zalo"), key=names.REMINDER, width="content", on_change="rerun")
    if not panel.open:
        return
    with panel:
        st.caption(_("Copy it and paste it into the group of your teams."))
        st.code(reminder.for_records(numbers, campaign=campaign.name), language=None, wrap_lines=True)


def _filters(numbers: DeskNumbers, days: int) -> None:
    options = [
        ("" if n == USUAL_DAYS else str(n), ngettext("{n} day", "{n} days", n).format(n=number(n))) for n in DAYS
    ]
    choose(
        _("Silent means no record for"),
        options,
        chosen="" if days == USUAL_DAYS else str(days),
        key=names.DAYS,
        param=Param.SILENT,
        panel=names.FILTERS,
    )
    if not numbers.indicators:
        return
    english = current_language() == "en"
    choose(
        _("Indicator"),
        [(key, name_en if english else name_vi) for key, name_vi, name_en in numbers.indicators],
        chosen=numbers.indicator,
        key=names.INDICATOR,
        param=Param.INDICATOR,
        panel=names.FILTERS,
    )


def _widen() -> None:
    state.set_params({Param.PLACE: None})
