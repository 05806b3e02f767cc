"""*Nhập danh sách*: a file, its columns, a dry run, the import, and the way back."""

from __future__ import annotations

import streamlit as st

from campaign.i18n import _


def main() -> None:
    """Draw the screen."""
    st.title(_("Import a list"), anchor=False)


main()
