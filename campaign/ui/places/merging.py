"""Places of a commune that become one: which, under what name, since when, on what ground; what follows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.place_codes import LETTERS, MAX_NAME
from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.services.boundaries import units
from campaign.ui import actions, cards, state
from campaign.ui.places import carried, names

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.boundaries.units import Changed
    from campaign.services.call import Call
    from campaign.services.place_directory import Directory
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

FORM: Final = "places-merge"
_REASON_LIMIT: Final = 500
_MOST: Final = 12


def draw(here: Context, found: Directory) -> None:
    """Draw the form; the preview stands below as soon as two places are chosen."""
    st.markdown(f"**{_('Merge places into one')}**")
    there = {row.id: row for row in found.units if not row.ended}
    st.multiselect(
        _("Places that become one"),
        list(there),
        format_func=lambda own: there[own].name if own in there else "",
        key=names.MERGE_PLACES,
        placeholder=_("Choose at least two"),
        # Without an end the widget offers to choose every place at once, which nobody wants to merge.
        max_selections=_MOST,
    )
    chosen = [own for own in state.widget_value(names.MERGE_PLACES) or () if own in there]
    left, right = st.columns(2, gap="medium")
    with left:
        st.text_input(
            _("Name of the new place"),
            key=names.MERGE_NAME,
            max_chars=MAX_NAME,
            help=_("It may be the name of one of them."),
        )
        usual = Counter(there[own].kind for own in chosen).most_common(1)
        kinds = list(LETTERS)
        st.selectbox(
            _("Kind"),
            kinds,
            index=kinds.index(usual[0][0]) if usual else 0,
            format_func=label,
            key=names.MERGE_KIND,
        )
    with right:
        draw_when_and_why(here, day_key=names.MERGE_DAY, reason_key=names.MERGE_REASON)
    if len(chosen) >= units.FEWEST:
        day = state.widget_value(names.MERGE_DAY) or here.call.moment.today
        try:
            looked = units.preview(call=here.call, place_ids=chosen, day=day)
            carried.draw_effects(looked.effects, on=day)
        except CampaignError as error:
            cards.refusal(error)
    st.button(_("Merge these places"), key=names.MERGE, type="primary", **_click())
    carried.draw_outcome(FORM)


def draw_when_and_why(here: Context, *, day_key: str, reason_key: str) -> None:
    """Draw the first day of the new places and the decision that it rests on."""
    today = here.call.moment.today
    st.date_input(_("In force from"), value=today, max_value=today, key=day_key, format="DD/MM/YYYY", width=180)
    st.text_input(
        _("Ground"),
        key=reason_key,
        max_chars=_REASON_LIMIT,
        placeholder=_("For example: resolution no. 12/NQ-HĐND"),
    )


def _click() -> actions.OnClick:
    def command(values: Values, token: UUID) -> units.MergeUnits:
        return units.MergeUnits(
            id=token,
            place_ids=tuple(values["places"] or ()),
            name=values["name"] or "",
            kind=values["kind"],
            effective_on=values["day"],
            reason=values["reason"] or "",
        )

    return actions.on_click(
        form=FORM,
        command=command,
        write=_write,
        reads={
            "places": names.MERGE_PLACES,
            "name": names.MERGE_NAME,
            "kind": names.MERGE_KIND,
            "day": names.MERGE_DAY,
            "reason": names.MERGE_REASON,
        },
        resets={names.MERGE_PLACES: [], names.MERGE_NAME: "", names.MERGE_REASON: ""},
    )


def _write(call: Call, command: units.MergeUnits) -> Changed:
    return units.merge_units(call=call, command=command)
