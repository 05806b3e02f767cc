"""Texts of an old font before and after they were turned: somebody who reads Vietnamese says whether it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _
from campaign.ui import cards, state, tables
from campaign.ui.importing import names
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from campaign.ui.importing.held import Held


def draw(held: Held) -> bool:
    """Draw the samples and the question; returns whether the import may go on."""
    if not held.letters:
        if held.encoding == "unicode":
            st.button(
                _("Turn the letters of old fonts after all"), key=names.LETTERS_TURN, on_click=_say, args=(held, "auto")
            )
        return True
    with st.container(border=True):
        font = {letters.encoding.value.upper() for letters in held.letters}
        told = _("This file is written with an old font ({font}). Compare, then say that the right side reads well.")
        st.markdown(cards.plain(told.format(font=", ".join(sorted(font)))))
        rows = [[Cell(text=pair.before), Cell(text=pair.after)] for pair in held.letters]
        columns = (Column(title=_("In the file")), Column(title=_("As it is imported")))
        st.html(tables.table(columns=columns, rows=rows, caption=_("Samples of the texts that were turned")))
        agreed = st.checkbox(_("The letters on the right are correct"), key=names.LETTERS_AGREE)
        st.button(_("Keep the letters of the file"), key=names.LETTERS_KEEP, on_click=_say, args=(held, "unicode"))
    return agreed


def _say(held: Held, encoding: str) -> None:
    """Read the file in another way (callback)."""
    held.encoding = encoding
    held.look_again()
    state.put_widget(names.LETTERS_AGREE, value=False)
