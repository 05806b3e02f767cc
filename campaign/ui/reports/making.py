"""A document that is made when it is asked for, and then lies ready with its name and its size.

Two taps instead of one: the second shows what will be loaded, which on a telephone's line is worth knowing, and what
went wrong is said where it was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _, number
from campaign.ui import cards, context, state
from campaign.ui.reports import names

if TYPE_CHECKING:
    from collections.abc import Callable

    from campaign.services.call import Call

MIME: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}
_KILO: Final = 1_000
_MEGA: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document that may be asked for: its key, what it is called, its file's name, and what makes it.

    `stamp` changes with everything that it is made from; what was made under another stamp is made anew.
    """

    key: str
    title: str
    told: str
    file_name: str
    stamp: str
    make: Callable[[Call], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    stamp: str
    content: bytes


@st.fragment
def offer(document: Document) -> None:
    """Draw the way to one document: the button that makes it, or the one that fetches what was made."""
    slot: state.Slot[_Made | None] = state.Slot(f"document:{document.key}", lambda: None)
    made = slot.get()
    with st.container(border=True):
        st.markdown(f"**{cards.plain(document.title)}**  \n{cards.plain(document.told)}")
        if made is not None and made.stamp == document.stamp:
            _fetch(document, made.content)
            return
        if not st.button(_("Make the file"), key=names.make(document.key), width="stretch"):
            return
        try:
            with st.spinner(_("The file is being made")):
                # The session is looked up again: it may have ended since the button was drawn.
                content = document.make(context.call())
        except CampaignError as error:
            cards.refusal(error)
            return
        slot.set(_Made(stamp=document.stamp, content=content))
        st.rerun(scope="app" if context.in_full_run() else "fragment")


def _fetch(document: Document, content: bytes) -> None:
    ending = document.file_name[document.file_name.rindex(".") :]
    st.download_button(
        _("Download ({size})").format(size=size(len(content))),
        content,
        file_name=document.file_name,
        mime=MIME[ending],
        key=names.fetch(document.key),
        on_click="ignore",
        type="primary",
        width="stretch",
    )
    st.caption(cards.plain(document.file_name))


def size(n: int) -> str:
    """Return how large a file is, in the units of telephones: kB and MB of thousands."""
    if n >= _MEGA:
        return f"{number(n / _MEGA, digits=1)} MB"
    return f"{number(max(1, round(n / _KILO)))} kB"
