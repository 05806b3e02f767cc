"""One-time passwords just made: shown once as a table, with the sheet to print; then they are gone for good."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from campaign.i18n import _, ngettext
from campaign.i18n.labels import label
from campaign.reports.sheets import Sheet, write_sheet
from campaign.reports.slips import sheet_html
from campaign.ui import cards, state, tables
from campaign.ui.accounts import names
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from campaign.services.rosters import Slip

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SIGN_IN = "/dang-nhap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The slips of one write, as long as they are on the screen."""

    slips: tuple[Slip, ...]


def keep(form: str, slips: Sequence[Slip]) -> None:
    """Show these slips beside a form until somebody puts them away (in a callback)."""
    _slot(form).set(Made(slips=tuple(slips)))


def forget(form: str) -> None:
    """Put the slips away: nobody can bring the passwords back."""
    _slot(form).clear()


def draw(*, form: str, today: date) -> bool:
    """Draw the slips of a form, False when there are none."""
    made = _slot(form).get()
    if made is None:
        return False
    n = len(made.slips)
    with st.container(border=True, key=names.slips("box", form)):
        done = ngettext("{n} account has its one-time password", "{n} accounts have their one-time passwords", n)
        st.markdown(f"**✓ {cards.plain(done.format(n=n))}**")
        st.warning(
            _("The passwords are shown this once and stored nowhere. Print the sheet now; a lost one is reset."),
        )
        st.html(_table(made.slips))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                _("Sheet to print"),
                _sheet_file(made.slips, site_address(), today),
                file_name=f"dang-nhap-lan-dau-{today}.html",
                mime="text/html",
                key=names.slips("sheet", form),
                on_click="ignore",
                type="primary",
            )
            st.download_button(
                _("List without passwords"),
                _list_file(made.slips),
                file_name=f"danh-sach-tai-khoan-{today}.xlsx",
                mime=_XLSX,
                key=names.slips("list", form),
                on_click="ignore",
            )
            st.button(_("Printed, hide the passwords"), key=names.slips("hide", form), on_click=forget, args=(form,))
    return True


def site_address() -> str:
    """Return where people sign in, as this browser reaches the site; "" when it does not say."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{_SIGN_IN}" if parts.netloc else ""


def _slot(form: str) -> state.Slot[Made | None]:
    return state.Slot(f"slips:{form}", lambda: None)


def _table(slips: Sequence[Slip]) -> str:
    columns = (
        Column(title=_("Full name")),
        Column(title=_("User name")),
        Column(title=_("One-time password")),
        Column(title=_("Place"), wide=True),
    )
    rows = [
        (
            Cell(text=slip.full_name, sub=label(slip.role)),
            Cell(text=slip.username),
            Cell(text=slip.password),
            Cell(text=slip.place_name),
        )
        for slip in slips
    ]
    return tables.page(tables.table(columns=columns, rows=rows, caption=_("Accounts with their first passwords")))


def _sheet_file(slips: Sequence[Slip], address: str, today: date) -> Callable[[], bytes]:
    """Return what makes the sheet when the button is pressed; made now, in the language of this run."""
    document = sheet_html(slips=slips, address=address, made_on=today).encode()
    return lambda: document


def _list_file(slips: Sequence[Slip]) -> Callable[[], bytes]:
    heads = (_("Full name"), _("User name"), _("Role"), _("Place"))
    rows = [(slip.full_name, slip.username, label(slip.role), slip.place_name) for slip in slips]
    name = _("Accounts")

    def made() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "list.xlsx"
            write_sheet(sheet=Sheet(name=name, heads=heads, rows=rows), path=path)
            return path.read_bytes()

    return made
