"""Who may be the person being typed, side by side with what was typed, before anything is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.duplicates import Match
from campaign.i18n import _, day, ngettext
from campaign.ui import cards
from campaign.ui.forms import names
from campaign.ui.keys import Screen, key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from campaign.services.likeness import Candidate
    from campaign.ui.actions import Values

# More than these are not compared by eye on a phone.
_SHOWN = 3
_LAST = 4


def draw(values: Values, found: Sequence[Candidate], *, place: str, same: Callable[[Candidate], None]) -> None:
    """Draw each candidate beside what was typed, and what to do about it: it is this person, or say why not.

    `same` is called, as a callback, with the candidate that it is.
    """
    n = len(found)
    heading = ngettext("{n} person in the list looks the same", "{n} people in the list look the same", n)
    st.markdown(f"**△ {heading.format(n=n)}**")
    for index, candidate in enumerate(found[:_SHOWN]):
        with st.container(border=True, gap="xsmall"):
            if not candidate.full_name:
                st.markdown(
                    _("One of them lives in {place}, outside your area: ask the official.").format(
                        place=cards.plain(candidate.place_name)
                    )
                )
                continue
            st.markdown(_table(values, candidate, place))
            if candidate.match is Match.ID_TAKEN:
                st.markdown(_("The same personal ID stands with another name: look at the card again."))
            st.button(
                _("It is this person"),
                key=key(Screen.RECORD, "same", index),
                on_click=same,
                args=(candidate,),
                width="stretch",
            )
    if can_differ(found):
        st.text_input(
            _("If it is another person: why?"),
            key=names.NEW_REASON,
            max_chars=200,
            placeholder=_("For example: same name, other house"),
            persist_state="session",
        )


def can_differ(found: Sequence[Candidate]) -> bool:
    """Tell whether it may be another person all the same: never with somebody's own personal id."""
    return not any(candidate.same_id or candidate.match is Match.ID_TAKEN for candidate in found)


def _table(values: Values, candidate: Candidate, place: str) -> str:
    """Return the two people as a Markdown table, which stays side by side on a narrow screen."""
    born = day(candidate.birth_date) if candidate.birth_date else str(candidate.birth_year or "–")
    rows = [
        ("", _("Typed now"), _("In the list")),
        (":--", ":--", ":--"),
        (_("Full name"), values["name"], candidate.full_name),
        (_("Born"), values["birth"], born),
        (_("Lives in"), place, candidate.place_name),
        (_("Phone"), _tail(values["phone"]), _dots(candidate.phone_last)),
    ]
    if candidate.personal_id_last or values["personal_id"]:
        rows.append((_("Personal ID"), _tail(values["personal_id"]), _dots(candidate.personal_id_last)))
    return "\n".join(
        "| " + " | ".join(cell if row in rows[:2] else cards.plain(str(cell or "–")) for cell in row) + " |"
        for row in rows
    )


def _tail(text: object) -> str:
    digits = "".join(letter for letter in str(text or "") if letter.isdigit())
    return _dots(digits[-_LAST:])


def _dots(digits: str | None) -> str:
    return f"…{digits}" if digits else "–"
