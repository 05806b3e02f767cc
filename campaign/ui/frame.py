"""What stands around every screen: the campaign in view, who is signed in, the language, and plain warnings."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import N_, _
from campaign.i18n.labels import label
from campaign.services import own_account
from campaign.ui import actions, cards, context, keys, state

if TYPE_CHECKING:
    from campaign.services.call import Call
    from campaign.ui.context import Context

_OTHER_LANGUAGE = {"vi": ("en", "English"), "en": ("vi", "Tiếng Việt")}
_CHOOSER, _BADGE = 480, 132
_LANGUAGE_FORM = "language"
_SAMPLE = N_("Sample figures, not real")


def draw(here: Context) -> None:
    """Draw the frame above the page: one line on a laptop, two on a phone."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        _campaign(here)
        # Widths of their own keep the three together: on a phone they share the second line.
        with st.container(horizontal=True, vertical_alignment="center", width="content", gap="xsmall"):
            if here.campaign is not None and here.campaign.synthetic:
                st.markdown(f":orange-background[:small[◆ {_(_SAMPLE)}]]", width=_BADGE)
            _language(here)
            _account(here)
    asked = state.param(keys.Param.CAMPAIGN)
    if here.campaign is None and here.campaigns and asked:
        text = _("There is no campaign “{slug}” in your area. Choose another one.")
        st.warning(cards.plain(text.format(slug=asked)))
    refused = actions.outcome(_LANGUAGE_FORM)
    if refused is not None and refused.error is not None:
        cards.refusal(refused.error)


def _campaign(here: Context) -> None:
    """Draw the chooser, or just the name when there is nothing to choose."""
    names = {campaign.slug: campaign.name for campaign in here.campaigns}
    if here.campaign is not None and len(names) == 1:
        st.markdown(f"**{cards.plain(here.campaign.name)}**", width="stretch")
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


def _take_campaign() -> None:
    slug = state.widget_value(keys.SHELL_CAMPAIGN)
    if slug:
        context.choose_campaign(slug)


def _language(here: Context) -> None:
    other, name = _OTHER_LANGUAGE[here.language]
    clicked = actions.on_click(form=_LANGUAGE_FORM, command=lambda _values, _token: other, write=_set_language)
    st.button(name, key=keys.SHELL_LANGUAGE, type="tertiary", **clicked)


def _set_language(call: Call, language: str) -> None:
    own_account.set_language(call=call, language=language)


def _account(here: Context) -> None:
    viewer = here.call.viewer
    # The same short word for everybody: names are too long for a phone.
    with st.popover(_("Account"), key=keys.SHELL_ACCOUNT, width="content"):
        who = f"<p><b>{escape(viewer.full_name)}</b><br>{escape(label(viewer.role))} · {escape(viewer.username)}</p>"
        links = (
            cards.link_html("/doi-mat-khau", _("Change password")),
            cards.link_html("/dang-xuat-moi-noi", _("Sign out everywhere")),
            cards.link_html("/dang-xuat", _("Sign out")),
        )
        st.html(who + "".join(links))
