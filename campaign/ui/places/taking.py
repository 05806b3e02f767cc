"""Former communes whose villages wait for the commune of today: what they have, and one button that takes it over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.i18n import _, ngettext, number
from campaign.services.boundaries import communes
from campaign.ui import actions, cards
from campaign.ui.places import carried, names

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.boundaries.communes import Changed, TakeOver
    from campaign.services.call import Call
    from campaign.services.place_directory import Directory
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

FORM: Final = "places-take-over"
_REASON_LIMIT: Final = 500


def draw(here: Context, found: Directory) -> None:
    """Draw what waits in former communes; nothing where nothing does."""
    waiting = communes.former_communes(call=here.call, commune_id=found.id)
    told = actions.outcome(FORM) is not None
    if not waiting.villages and not told:
        return
    n = len(waiting.villages)
    with st.expander(_("Former communes"), expanded=told):
        if n:
            text = ngettext(
                "{n} village, school or agency still stands in {communes}, which went into {place}.",
                "{n} villages, schools and agencies still stand in {communes}, which went into {place}.",
                n,
            )
            former = ", ".join(place.name for place in waiting.communes)
            st.markdown(cards.plain(text.format(n=number(n), communes=former, place=found.name)))
            carried.draw_effects(waiting.effects, on=waiting.commune.valid_from)
            st.text_input(
                _("Ground"),
                key=names.TAKE_OVER_REASON,
                max_chars=_REASON_LIMIT,
                placeholder=_("For example: resolution no. 12/NQ-HĐND"),
            )
            st.button(_("Take over"), key=names.TAKE_OVER, **_click(found.id))
        carried.draw_outcome(FORM)


def _click(commune_id: int) -> actions.OnClick:
    def command(values: Values, token: UUID) -> TakeOver:
        return communes.TakeOver(id=token, commune_id=commune_id, reason=values["reason"] or "")

    return actions.on_click(form=FORM, command=command, write=_write, reads={"reason": names.TAKE_OVER_REASON})


def _write(call: Call, command: TakeOver) -> Changed:
    return communes.take_over(call=call, command=command)
