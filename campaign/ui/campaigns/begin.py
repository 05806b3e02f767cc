"""The first two steps of a new campaign: from which template, and where; then there is a draft to come back to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.campaign_names import usual_name
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.services import campaign_places, drafts, templates
from campaign.services.drafts import Details, NewDraft
from campaign.ui import actions, cards, choosers, state
from campaign.ui.campaigns import names, parts, route, words
from campaign.ui.campaigns.route import Step, View
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call
    from campaign.services.campaign_places import Place
    from campaign.services.templates import TemplateCard
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.context import Context

_USUAL: Final = "digital_citizen_2026"


def draw(here: Context) -> None:
    """Draw the step of the address: the template, or the place once a template is chosen."""
    cards_ = {card.template.key: card for card in templates.list_templates(call=here.call)}
    chosen = cards_.get(state.param(Param.TEMPLATE) or _USUAL) or next(iter(cards_.values()))
    if route.step(default=Step.TEMPLATE) is Step.PLACE:
        _draw_place(here, chosen)
    else:
        _draw_template(cards_, chosen)


def _draw_template(found: dict[str, TemplateCard], chosen: TemplateCard) -> None:
    st.title(_("New campaign"), anchor=False)
    st.caption(_("Step {n} of {all}: {title}").format(n=1, all=len(Step), title=_(route.TITLES[Step.TEMPLATE])))
    state.put_widget(names.TEMPLATE, chosen.template.key)
    st.radio(
        _("What kind of campaign is it?"),
        list(found),
        format_func=lambda key: words.template_name(found[key].template) if key in found else key,
        captions=[_about(card) for card in found.values()],
        key=names.TEMPLATE,
        on_change=_take_template,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        route.bar(back_to=(View.LIST, None), key=names.BACK)
        st.button(
            _("Continue"),
            key=names.NEXT,
            type="primary",
            on_click=route.go,
            args=(View.NEW, Step.PLACE),
            kwargs={"template": chosen.template.key},
        )
        st.button(_("Templates"), key=names.TEMPLATES, type="tertiary", on_click=route.go, args=(View.TEMPLATES,))
    with st.expander(_("What this template counts")):
        st.html(parts.indicators_table(chosen.template.indicators))


def _about(card: TemplateCard) -> str:
    text = words.counted(card.template)
    if not card.own:
        return text
    where = card.place_name or _("the whole country")
    return f"{text} · {_('own template of {place}, version {n}').format(place=where, n=card.template.version)}"


def _take_template() -> None:
    state.set_params({Param.TEMPLATE: state.widget_value(names.TEMPLATE)})


def _draw_place(here: Context, card: TemplateCard) -> None:
    st.title(_("New campaign"), anchor=False)
    st.caption(_("Step {n} of {all}: {title}").format(n=2, all=len(Step), title=_(route.TITLES[Step.PLACE])))
    st.markdown(f"**{cards.plain(words.template_name(card.template))}** · {cards.plain(words.counted(card.template))}")
    place = choose_place(here, chosen=None)
    parts.refusal(names.FORM_START)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        route.bar(back_to=(View.NEW, Step.TEMPLATE), key=names.BACK, template=card.template.key)
        st.button(
            _("Begin the draft"),
            key=names.NEXT,
            type="primary",
            disabled=place is None,
            **actions.on_click(
                form=names.FORM_START,
                command=lambda _values, token: _command(here, card, place, token),
                write=_write,
                after=_begun,
            ),
        )
    st.caption(_("The draft is kept from now on: it can be left and resumed at any step, by other officials too."))


def choose_place(here: Context, *, chosen: str | None) -> Place | None:
    """Draw the choice of a province or commune, and return it; a country is searched by name first."""
    text = state.param(Param.TEXT) or ""
    found = campaign_places.find_places(call=here.call, text=text)
    if found.more or text:
        choosers.find(
            _("Name or code of the place"),
            key=names.PLACE_TEXT,
            param=Param.TEXT,
            placeholder=_("For example: ea phe, or 24502"),
        )
    if not found.places:
        st.warning(cards.plain(_("No commune or province of your area has this name. Check the spelling.")))
        return None
    by_code = {place.code: place for place in found.places}
    own = next((p.code for p in found.places if p.id == here.call.viewer.place_id), found.places[0].code)
    asked = state.param(Param.PLACE) or chosen or own
    choosers.choose(
        _("Where does the campaign run?"),
        [(code, words.place_title(place)) for code, place in by_code.items()],
        chosen=asked if asked in by_code else own if own in by_code else next(iter(by_code)),
        key=names.PLACE,
        param=Param.PLACE,
    )
    if found.more:
        st.caption(_("There are more places than are shown here: search by name."))
    return by_code.get(state.widget_value(names.PLACE) or "")


def _command(here: Context, card: TemplateCard, place: Place | None, token: UUID) -> NewDraft:
    if place is None:
        raise CampaignError("place_not_chosen")
    today = here.call.moment.today
    return NewDraft(
        request=token,
        template=card.template.key,
        place_code=place.code,
        details=Details(
            name=usual_name(template=card.template.name_vi, place=place.name),
            starts_on=today,
            ends_on=today + timedelta(days=card.template.days - 1),
        ),
    )


def _write(call: Call, wanted: NewDraft) -> CampaignDefinition:
    return drafts.start_draft(call=call, wanted=wanted)


def _begun(outcome: Outcome) -> None:
    if outcome.done:
        route.go(View.SET_UP, Step.DATES, campaign=outcome.result.slug)


def draw_moved(here: Context, draft: CampaignDefinition) -> None:
    """Draw the place of a draft that is there already, to be changed as long as it has no targets."""
    place = choose_place(here, chosen=draft.place_code)
    parts.refusal(names.FORM_MOVE)

    def command(_values: Values, _token: UUID) -> str:
        if place is None:
            raise CampaignError("place_not_chosen")
        return place.code

    def write(call: Call, code: str) -> CampaignDefinition:
        return drafts.move_draft(call=call, slug=draft.slug, place_code=code)

    def after(outcome: Outcome) -> None:
        if outcome.done:
            route.go(View.SET_UP, Step.DATES)

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        route.bar(back_to=(View.SET_UP, Step.TEMPLATE), key=names.BACK)
        st.button(
            _("Save and continue"),
            key=names.NEXT,
            type="primary",
            disabled=place is None,
            **actions.on_click(form=names.FORM_MOVE, command=command, write=write, after=after),
        )
