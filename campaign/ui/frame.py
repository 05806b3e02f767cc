"""What stands around every screen: the campaign in view, who is signed in, the language, and plain warnings."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.config import settings
from campaign.domain.vocabulary import CampaignStatus
from campaign.i18n import N_, _
from campaign.i18n.labels import label
from campaign.services import own_account
from campaign.ui import actions, cards, context, keys, looking, state
from campaign.ui.tables import Html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.services.call import Call
    from campaign.services.campaigns import CampaignSummary
    from campaign.ui.context import Context

_OTHER_LANGUAGE = {"vi": ("en", "English"), "en": ("vi", "Tiếng Việt")}
# Samples that stand around numbers which the press did publish say which those are.
_PUBLISHED: Final[Mapping[str, str]] = {
    "ea-yong-2023": N_(
        "Only five numbers here were published by the press: 20 villages, 8 schools, 60 days, the target of 1,000, "
        "and more than 7,850 people. Every person and every day's number is made up."
    ),
    "dak-lak-44-ngay": N_(
        "Published: the dates, the 11 targets, and the groups of six communes. The groups of the other 96 are assumed; "
        "all results are made up."
    ),
    "krong-pac-mot-cua": N_(
        "One number here was published, by another office for 2018: 71,893 of 78,663 files as 93.39%, which computes "
        "to 91.39%. All others are made up."
    ),
}
_CHOOSER = 480
# Native folding needs no script and no message to the server.
_STYLE = """<style>
.ct-aside{display:flex;gap:.75rem;align-items:center;justify-content:flex-end;line-height:1.35}
.ct-badge{background:#fff3e6;padding:.125rem .375rem;border-radius:.25rem;font-size:.8125rem;max-width:8.5rem}
.ct-aside details{position:relative}
.ct-aside summary{cursor:pointer;border:1px solid #82919b;border-radius:.375rem;padding:.5rem .75rem;font-size:.875rem}
.ct-aside details>div{position:absolute;right:0;z-index:99;background:#fff;border:1px solid #82919b;padding:.5rem 1rem;
border-radius:.375rem;box-shadow:0 4px 16px #0003;min-width:15rem}
</style>"""
_LANGUAGE_FORM = "language"


def draw(here: Context) -> None:
    """Draw the frame above the page: one line on a laptop, two on a phone."""
    looking.draw_banner(here)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        _campaign(here)
        _language(here)
        st.html(_aside(here))
    if here.campaign is not None and here.campaign.synthetic and here.campaign.slug in _PUBLISHED:
        st.caption(cards.plain(_(_PUBLISHED[here.campaign.slug])))
    asked = state.param(keys.Param.CAMPAIGN)
    if here.campaign is None and here.campaigns and asked:
        text = _("There is no campaign “{slug}” in your area. Choose another one.")
        st.warning(cards.plain(text.format(slug=asked)))
    refused = actions.outcome(_LANGUAGE_FORM)
    if refused is not None and refused.error is not None:
        cards.refusal(refused.error)


def _campaign(here: Context) -> None:
    """Draw the chooser, or just the name when there is nothing to choose."""
    names = {campaign.slug: _name(campaign) for campaign in here.campaigns}
    if here.campaign is not None and len(names) == 1:
        st.markdown(f"**{cards.plain(_name(here.campaign))}**", width="stretch")
        return
    if not names:
        return
    state.put_widget(keys.SHELL_CAMPAIGN, here.campaign.slug if here.campaign else None)
    st.selectbox(
        _("Campaign"),
        list(names),
        index=0 if here.campaign else None,
        format_func=lambda slug: names.get(slug, slug),
        key=keys.SHELL_CAMPAIGN,
        on_change=_take_campaign,
        placeholder=_("Choose a campaign"),
        label_visibility="collapsed",
        filter_mode=None,
        # On a phone it takes a line of its own, so that two campaigns with the same first words are told apart.
        width=_CHOOSER,
    )


def _name(campaign: CampaignSummary) -> str:
    """Return a campaign's name; a draft says that it is one."""
    if campaign.status is not CampaignStatus.DRAFT:
        return campaign.name
    return f"{campaign.name} · {label(campaign.status)}"


def _take_campaign() -> None:
    slug = state.widget_value(keys.SHELL_CAMPAIGN)
    if slug:
        context.choose_campaign(slug)


def _language(here: Context) -> None:
    other, name = _OTHER_LANGUAGE[here.language]
    clicked = actions.on_click(
        form=_LANGUAGE_FORM, command=lambda _values, _token: other, write=_set_language, after=_forget_asked
    )
    st.button(name, key=keys.SHELL_LANGUAGE, type="tertiary", **clicked)


def _set_language(call: Call, language: str) -> None:
    own_account.set_language(call=call, language=language)


def _forget_asked(chosen: actions.Outcome) -> None:
    """Take the language out of the address once another one was chosen: it would win."""
    if chosen.done:
        state.set_params({keys.Param.LANG: None})


def _aside(here: Context) -> Html:
    """Return who is signed in, folded away, and that figures are a sample: one element, sent at every rerun."""
    viewer = here.call.viewer
    note = _("Trial installation") if settings().demo else ""
    if here.campaign is not None and here.campaign.synthetic:
        note = _("Sample figures, not real")
    badge = f'<span class="ct-badge">◆ {escape(note)}</span>' if note else ""
    own = (
        cards.link_html("/doi-mat-khau", _("Change password")),
        cards.link_html("/dang-xuat-moi-noi", _("Sign out everywhere")),
    )
    # The password and the devices of somebody who is only looked at are theirs.
    links = (*(() if viewer.seen_by else own), cards.link_html("/dang-xuat", _("Sign out")))
    # The same short word for everybody: names are too long for a phone.
    return Html(
        f'{_STYLE}<div class="ct-aside">{badge}<details><summary>{escape(_("Account"))}</summary><div>'
        f"<p><b>{escape(viewer.full_name)}</b><br>{escape(label(viewer.role))} · {escape(viewer.username)}</p>"
        f"{''.join(links)}</div></details></div>"
    )
