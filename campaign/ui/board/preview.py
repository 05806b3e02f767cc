"""What everybody sees of the campaign, or would see: its totals, how much is hidden, and where it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from campaign.i18n import _, current_language, day, number, percent
from campaign.reports.board_code import board_address, code_png, code_svg
from campaign.ui import cards, tables
from campaign.ui.board import names
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from campaign.services.board_settings import BoardSettings
    from campaign.services.public_board import PublicBoard


def draw_address(found: BoardSettings) -> None:
    """Draw the address, the QR code and the screen for the hall; nothing while the board is closed."""
    if not found.is_open or found.draft:
        return
    parts = urlsplit(st.context.url or "")
    site = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    address = board_address(site, campaign=found.campaign)
    st.html(tables.page(tables.heading(_("Address"))))
    cards.link(board_address("", campaign=found.campaign), _("Open the board as everybody sees it"))
    cards.link(board_address("", campaign=found.campaign, hall=True), _("Open the screen for the hall"))
    st.caption(_("The screen for the hall turns its pages by itself. Press F11 for the full screen."))
    st.code(address, language=None, wrap_lines=True)
    title = _("QR code of the public board")
    with st.container(horizontal=True, gap="small", key=names.CODE):
        for label, key, ending, mime in (
            (_("QR code for printing (SVG)"), names.CODE_SVG, "svg", "image/svg+xml"),
            (_("QR code as a picture (PNG)"), names.CODE_PNG, "png", "image/png"),
        ):
            data = code_svg(address, title=title) if ending == "svg" else code_png(address)
            name = f"qr-{found.campaign}.{ending}"
            st.download_button(label, data, file_name=name, mime=mime, key=key, on_click="ignore")


def draw_numbers(found: BoardSettings) -> None:
    """Draw the totals of the whole campaign as the board has them, and how many numbers stay hidden."""
    board = found.preview.root
    head = _("What everybody sees") if found.is_open else _("What everybody would see")
    told = _("{shown} numbers are shown and {hidden} are hidden, of {places} places.").format(
        shown=number(found.preview.shown), hidden=number(found.preview.hidden), places=number(len(found.preview.places))
    )
    st.html(
        tables.page(
            tables.heading(head, below=told),
            tables.table(columns=_columns(), rows=_rows(board), caption=_caption(board)),
        )
    )
    st.markdown(
        "\n".join(
            f"- {cards.plain(line)}"
            for line in (
                _("Hidden are numbers of one to four people, and those that would give them away. 0 is shown."),
                _("Places, coming outreach days (where and when, never who), support points, hotline, mailbox, note."),
                _("No name, no telephone number and no list of citizens is ever on it."),
                _("The numbers are those of the end of yesterday."),
            )
        )
    )


def _caption(board: PublicBoard) -> str:
    return _("{place}, as of the end of {day}").format(place=board.here.name, day=day(board.as_of))


def _columns() -> tuple[Column, ...]:
    return (
        Column(title=_("Indicator")),
        Column(title=_("Done by the campaign"), number=True),
        Column(title=_("Had it before"), number=True),
        Column(title=_("Target"), number=True),
        Column(title=_("Of the target"), number=True),
    )


def _rows(board: PublicBoard) -> list[tuple[Cell, ...]]:
    language = current_language()
    return [
        (
            Cell(text=indicator.name(language)),
            Cell(text=_number(told.result, hidden=told.result_hidden)),
            Cell(text=_number(told.already_had, hidden=told.already_had_hidden)),
            Cell(text=number(told.target)),
            Cell(text=percent(told.rate)),
        )
        for indicator, told in zip(board.indicators, board.here.numbers, strict=True)
    ]


def _number(value: int | None, *, hidden: bool) -> str:
    return _("hidden") if hidden else number(value)
