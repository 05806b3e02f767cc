"""Seeing one person's numbers whole: only with a reason, each look in the log, and not for longer than it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.permissions import Action, allowed
from campaign.domain.phone import format_phone
from campaign.i18n import _
from campaign.services import person_file
from campaign.services.person_file import Reveal
from campaign.ui import actions, cards, state
from campaign.ui.citizens import names

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.person_file import PersonFile
    from campaign.services.shown_numbers import ShownNumbers
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

# A screen that somebody walked away from must not go on showing numbers.
_SHOWN_FOR: Final = timedelta(minutes=2)
_MAX_REASON: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The numbers of one look, and when it was."""

    numbers: ShownNumbers
    at: datetime


def draw(here: Context, slug: str, file: PersonFile) -> None:
    """Draw the way to the whole numbers, or the numbers while the look lasts; nothing for whoever has no right."""
    viewer = here.call.viewer
    may = allowed(role=viewer.role, action=Action.REVEAL, scope=viewer.scope, path=None)
    if not may or not (file.numbers.phone or file.numbers.personal_id):
        return
    form = names.form_reveal(file.card.id)
    found = actions.outcome(form)
    seen: Seen | None = found.result if found is not None and found.done else None
    if seen is not None and here.call.moment.now - seen.at < _SHOWN_FOR:
        _draw_numbers(form, seen)
        return
    if seen is not None:
        actions.dismiss(form)
    with st.expander(_("Show the full numbers"), key=names.REVEAL, expanded=found is not None and not found.done):
        st.caption(_("Say why. The log keeps who looked, when and why."))
        _draw_form(slug, file, form)


def _draw_form(slug: str, file: PersonFile, form: str) -> None:
    found = actions.outcome(form)
    if found is not None and found.error is not None:
        cards.refusal(found.error)
    st.text_input(
        _("Reason"),
        key=names.REVEAL_REASON,
        max_chars=_MAX_REASON,
        placeholder=_("For example: call to arrange a visit"),
    )

    def command(values: Values, _token: UUID) -> Reveal:
        return Reveal(
            campaign=slug,
            commune_id=file.card.commune_id,
            citizen_id=file.card.id,
            reason=values["reason"] or "",
        )

    clicked = actions.on_click(
        form=form,
        command=command,
        write=_write,
        reads={"reason": names.REVEAL_REASON},
        resets={names.REVEAL_REASON: ""},
    )
    st.button(_("Show the numbers"), key=names.REVEAL_SHOW, **clicked)


def _write(call: Call, wanted: Reveal) -> Seen:
    return Seen(numbers=person_file.reveal(call=call, wanted=wanted), at=call.moment.now)


def _draw_numbers(form: str, seen: Seen) -> None:
    phone, personal_id = seen.numbers.phone, seen.numbers.personal_id
    with st.container(border=True):
        told = [
            f"{_('Phone')}: **{cards.plain(format_phone(phone))}**" if phone else "",
            f"{_('Personal ID')}: **{cards.plain(personal_id)}**" if personal_id else "",
        ]
        st.markdown("  \n".join(part for part in told if part))
        st.caption(_("This look is in the log."))
        st.button(_("Hide"), key=names.REVEAL_HIDE, on_click=_hide, args=(form,))


def _hide(form: str) -> None:
    actions.dismiss(form)
    state.put_widget(names.REVEAL, value=False)
