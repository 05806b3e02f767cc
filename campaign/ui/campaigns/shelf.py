"""The templates: the program's own and those of one's own, made from one, changed in versions, taken out of use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _, clock_time
from campaign.services import campaign_places, templates
from campaign.ui import actions, cards, state, tables
from campaign.ui.campaigns import names, parts, route, shelf_editor, words
from campaign.ui.campaigns.route import View
from campaign.ui.keys import Param
from campaign.ui.tables import LogLine

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.templates import TemplateCard
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.context import Context


def draw_list(here: Context) -> None:
    """Draw all templates, each with the way to look at it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(_("Templates"), anchor=False, width="stretch")
        st.button(_("All campaigns"), key=names.LIST, type="tertiary", on_click=route.go, args=(View.LIST,))
    st.caption(_("A template says what a kind of campaign counts. A campaign keeps the version that it began with."))
    for card in templates.list_templates(call=here.call, retired=True):
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            lines = (
                f"**{cards.plain(words.template_name(card.template))}**",
                cards.plain(words.counted(card.template)),
                f":small[{cards.plain(about(card))}]",
            )
            st.markdown("  \n".join(lines), width="stretch")
            st.button(
                _("Open"),
                key=f"{names.SHELF_OPEN}-{card.template.key}",
                on_click=route.go,
                args=(View.TEMPLATE,),
                kwargs={"template": card.template.key},
            )


def about(card: TemplateCard) -> str:
    """Return whose a template is, its key and its version."""
    owner = _("of the program")
    if card.own:
        owner = _("own template of {place}").format(place=card.place_name or _("the whole country"))
    found = [owner, _("{key}, version {n}").format(key=card.template.key, n=card.template.version)]
    if card.retired:
        found.append(_("out of use"))
    return " · ".join(found)


def draw_one(here: Context) -> None:
    """Draw one template: to look at, to copy, and where it is one's own to change."""
    try:
        card = templates.template_card(call=here.call, key=state.param(Param.TEMPLATE) or "")
    except CampaignError as error:
        st.title(_("Templates"), anchor=False)
        cards.refusal(error)
        st.button(_("All templates"), key=names.LIST, on_click=route.go, args=(View.TEMPLATES,))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(words.template_name(card.template), anchor=False, width="stretch")
        st.button(_("All templates"), key=names.LIST, type="tertiary", on_click=route.go, args=(View.TEMPLATES,))
    st.caption(cards.plain(about(card)))
    if card.own and card.editable and not card.retired:
        shelf_editor.draw(card)
    else:
        st.html(parts.indicators_table(card.template.indicators))
    _draw_copy(here, card)
    if card.own:
        if card.editable:
            _draw_retire(card)
        _draw_versions(here, card)


# -------------------------------------------------------------------------------------------- a copy
@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """A template to be made from another."""

    key: str
    base: str
    place_code: str | None


def _draw_copy(here: Context, card: TemplateCard) -> None:
    viewer = here.call.viewer
    place_code = None
    if viewer.place_id is not None:
        found = campaign_places.find_places(call=here.call).places
        place_code = next((place.code for place in found if place.id == viewer.place_id), None)
        if place_code is None:
            return
    key = templates.next_key(call=here.call, base=card.template.key, place_code=place_code)
    copy = _Copy(key=key, base=card.template.key, place_code=place_code)
    parts.refusal(names.FORM_SHELF + "-copy")

    def write(call: Call, wanted: _Copy) -> TemplateCard:
        return templates.copy_template(call=call, key=wanted.key, base=wanted.base, place_code=wanted.place_code)

    def after(outcome: Outcome) -> None:
        if outcome.done:
            route.go(View.TEMPLATE, template=outcome.result.template.key)

    st.button(
        _("Make a template of one's own from it"),
        key=names.SHELF_COPY,
        type="secondary" if card.editable else "primary",
        **actions.on_click(
            form=names.FORM_SHELF + "-copy", command=lambda _values, _token: copy, write=write, after=after
        ),
    )


# -------------------------------------------------------------------------------- out of use, history
@dataclass(frozen=True, slots=True, kw_only=True)
class _Retire:
    """Taking a template out of use, or back."""

    back: bool
    reason: str


def _draw_retire(card: TemplateCard) -> None:
    title = _("Take back into use") if card.retired else _("Take out of use")
    with st.expander(title):
        st.caption(_("Campaigns that were made from it stay as they are."))
        key = f"{names.SHELF_RETIRE_REASON}-{card.template.key}"
        st.text_input(_("Reason"), key=key, max_chars=500, persist_state="session")
        parts.refusal(names.FORM_RETIRE)

        def command(values: Values, _token: UUID) -> _Retire:
            return _Retire(back=card.retired, reason=values["reason"] or "")

        def write(call: Call, wanted: _Retire) -> TemplateCard:
            return templates.retire_template(call=call, key=card.template.key, reason=wanted.reason, back=wanted.back)

        st.button(
            title,
            key=names.SHELF_RETIRE,
            **actions.on_click(
                form=names.FORM_RETIRE, command=command, write=write, reads={"reason": key}, resets={key: ""}
            ),
        )


def _draw_versions(here: Context, card: TemplateCard) -> None:
    with st.expander(_("Versions")):
        lines = [
            LogLine(
                when=clock_time(one.created_at) if one.created_at else "–",
                who=one.created_by or _("The system"),
                what=_("version {n}").format(n=one.template.version),
                details=(one.reason or _("made from {base}").format(base=one.based_on),),
            )
            for one in templates.versions(call=here.call, key=card.template.key)
        ]
        st.html(tables.log(lines=lines))
