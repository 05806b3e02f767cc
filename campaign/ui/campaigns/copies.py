"""Copying a campaign to other places: where, when, what stays the same, and what came of each place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.copying import CopyWay
from campaign.errors import CampaignError
from campaign.i18n import N_, _, current_language, number
from campaign.i18n.errors import error_text
from campaign.services import campaign_places, campaigns, copying
from campaign.services.copying import CopyResult, CopyWish
from campaign.ui import actions, cards, choosers, state, tables
from campaign.ui.campaigns import names, parts, route, words
from campaign.ui.campaigns.route import View
from campaign.ui.keys import Param
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

_WAYS: Final[Mapping[CopyWay, str]] = {
    CopyWay.SAME_TOTAL: N_("The same total at every place"),
    CopyWay.SAME_SHARE: N_("The same share of the people there"),
}


def draw(here: Context) -> None:
    """Draw the form, and below it what came of the last copying."""
    if here.campaign is None:
        st.title(_("Copy to other places"), anchor=False)
        cards.empty(_("This campaign is not in your area"), _("Choose a campaign from the list."))
        return
    source = campaigns.campaign(call=here.call, slug=here.campaign.slug)
    st.title(_("Copy to other places"), anchor=False)
    st.markdown(f"**{cards.plain(source.name)}**")
    st.caption(_("Steps, rules and settings are copied; targets are split anew over the villages there, as drafts."))
    keys = _draw_form(here, source)
    parts.refusal(names.FORM_COPY)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("‹ Back"),
            key=names.BACK,
            type="tertiary",
            on_click=route.go,
            args=(View.CAMPAIGN,),
        )
        st.button(_("Make the drafts"), key=names.NEXT, type="primary", **_click(source, keys))
    found = actions.outcome(names.FORM_COPY)
    if found is not None and found.done:
        st.html(_results(found.result, source))
        st.button(_("All campaigns"), key=names.LIST, on_click=route.go, args=(View.LIST,))


def _draw_form(here: Context, source: CampaignDefinition) -> dict[str, str]:
    keys = {
        name: f"{key}-{source.slug}"
        for name, key in (
            ("places", names.COPY_TO),
            ("start", names.COPY_START),
            ("end", names.COPY_END),
            ("way", names.COPY_WAY),
            ("plan", names.COPY_PLAN),
        )
    }
    text = state.param(Param.TEXT) or ""
    found = campaign_places.find_places(call=here.call, text=text)
    if found.more or text:
        choosers.find(
            _("Name or code of the place"),
            key=names.COPY_TEXT,
            param=Param.TEXT,
            placeholder=_("For example: ea phe, or 24502"),
        )
    titles = {place.code: words.place_title(place) for place in found.places}
    # What was chosen under another search text stays chosen.
    kept = [code for code in state.widget_value(keys["places"]) or [] if code not in titles]
    st.multiselect(
        _("Places"),
        [*titles, *kept],
        format_func=lambda code: titles.get(code, code),
        key=keys["places"],
        placeholder=_("Choose communes or wards"),
        persist_state="session",
    )
    _draw_settings(here, source, keys)
    return keys


def _draw_settings(here: Context, source: CampaignDefinition, keys: dict[str, str]) -> None:
    today = here.call.moment.today
    left, right = st.columns(2)
    with left:
        st.date_input(_("First day"), today, key=keys["start"], format="DD/MM/YYYY", persist_state="session")
    with right:
        st.date_input(
            _("Last day"),
            today + (source.ends_on - source.starts_on),
            key=keys["end"],
            format="DD/MM/YYYY",
            persist_state="session",
        )
    st.radio(
        _("Targets"),
        list(_WAYS),
        format_func=lambda way: _(_WAYS[way]) if way in _WAYS else way,
        key=keys["way"],
        persist_state="session",
    )
    st.text_input(_("Number of the plan or decision"), key=keys["plan"], max_chars=120, persist_state="session")


def _click(source: CampaignDefinition, keys: dict[str, str]) -> actions.OnClick:
    def command(values: Values, token: UUID) -> CopyWish:
        if values["start"] is None or values["end"] is None:
            raise CampaignError("days_missing")
        return CopyWish(
            request=token,
            slug=source.slug,
            place_codes=tuple(values["places"] or ()),
            starts_on=values["start"],
            ends_on=values["end"],
            way=CopyWay(values["way"]),
            plan_number=values["plan"] or None,
            reason=_("Copied from “{name}”").format(name=source.name),
        )

    def write(call: Call, wish: CopyWish) -> tuple[CopyResult, ...]:
        return copying.copy_campaign(call=call, wish=wish)

    return actions.on_click(form=names.FORM_COPY, command=command, write=write, reads=keys, resets={keys["places"]: []})


def _results(found: Sequence[CopyResult], source: CampaignDefinition) -> str:
    labels = {i.key: i.name(current_language()) for i in source.indicators}
    columns = (Column(title=_("Place")), Column(title=_("What came of it")), Column(title=_("Targets"), number=True))
    rows = [
        (
            Cell(
                text=f"{one.place_name} ({one.place_code})",
                href=f"/campaigns?campaign={one.slug}&view=set_up" if one.slug else "",
            ),
            Cell(text=_told(one), sub=_untold(one, labels)),
            Cell(text=number(one.targets) if one.slug else "–"),
        )
        for one in found
    ]
    return tables.table(columns=columns, rows=rows, caption=_("The drafts, place by place"))


def _told(one: CopyResult) -> str:
    if one.error is not None:
        return _("Not made: {why}").format(why=error_text(one.error))
    return _("Was made before") if one.repeated else _("Draft made")


def _untold(one: CopyResult, labels: Mapping[str, str]) -> str:
    if not one.untold:
        return ""
    named = ", ".join(labels.get(key, key) for key in one.untold)
    return _("Without targets, because nobody has counted the people: {indicators}").format(indicators=named)
