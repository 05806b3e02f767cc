"""What is wrong with the rows of a file, by sheet, row and column, in a clerk's words; narrowed, paged, as a file."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import Severity
from campaign.i18n import _, number
from campaign.i18n.issues import issue_text
from campaign.reports.sheets import Sheet, write_sheet
from campaign.ui import choosers, downloads, state, tables
from campaign.ui.importing import names
from campaign.ui.keys import Param
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.domain.imports.issues import RowIssue
    from campaign.services.call import Call

PAGE_SIZE: Final = 50
MARKS: Final = {Severity.ERROR: "✕", Severity.WARNING: "▲", Severity.NOTICE: "i"}
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What the address asks of the issues; "" asks for all."""

    severity: Severity | None
    code: str
    sheet: str


def narrowed() -> Narrowed:
    """Return the filters of the address."""
    asked = state.param(Param.SEVERITY)
    return Narrowed(
        severity=Severity(asked) if asked in set(Severity) else None,
        code=state.param(Param.CODE) or "",
        sheet=state.param(Param.SHEET) or "",
    )


def draw(issues: Sequence[RowIssue], *, file_name: str) -> None:
    """Draw all issues of a file that is in memory."""
    if not issues:
        st.markdown(_("✓ Nothing is wrong with any row."))
        return
    wanted = narrowed()
    draw_filters(
        Counter(issue.severity for issue in issues),
        Counter(i.code for i in issues if wanted.severity in {None, i.severity}),
        sheets=tuple(dict.fromkeys(i.sheet for i in issues if i.sheet)),
    )
    found = [
        i
        for i in issues
        if wanted.severity in {None, i.severity}
        and wanted.code in {"", i.code}
        and (not wanted.sheet or wanted.sheet == i.sheet)
    ]
    # What keeps a row out comes first; inside that, the order of the file.
    found.sort(key=lambda issue: list(Severity).index(issue.severity))
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(state.param_number(Param.PAGE, default=1), pages)
    draw_page(found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], total=len(found), page=page)
    _draw_download(issues, file_name)


def draw_filters(severities: Counter[Severity], codes: Counter[str], *, sheets: Sequence[str] = ()) -> None:
    """Draw the choices that narrow the issues, each with how many there are."""
    wanted = narrowed()
    with st.container(horizontal=True, gap="small"):
        every = ("", _("All ({n})").format(n=number(sum(severities.values()))))
        choosers.choose(
            _("Severity"),
            [every, *((s.value, f"{_severity(s)} ({number(severities[s])})") for s in Severity if severities[s])],
            chosen=wanted.severity.value if wanted.severity else "",
            key=names.SEVERITY,
            param=Param.SEVERITY,
        )
        told = [(code, f"{issue_text(code=code, value='…')} ({number(n)})") for code, n in codes.most_common()]
        choosers.choose(
            _("What it is"),
            [("", _("All remarks")), *told],
            chosen=wanted.code if wanted.code in codes else "",
            key=names.CODE,
            param=Param.CODE,
        )
        if len(sheets) > 1:
            choosers.choose(
                _("Sheet"),
                [("", _("All sheets")), *((sheet, sheet) for sheet in sheets)],
                chosen=wanted.sheet if wanted.sheet in sheets else "",
                key=names.ISSUE_SHEET,
                param=Param.SHEET,
            )


def draw_page(shown: Sequence[RowIssue], *, total: int, page: int) -> None:
    """Draw one page of issues and the way to the others."""
    columns = (
        Column(title=_("Row in Excel")),
        Column(title=_("Column")),
        Column(title=_("In the cell")),
        Column(title=_("What to know"), wide=True, prose=True),
    )
    rows = []
    for issue in shown:
        told = issue_text(code=issue.code, value=issue.value)
        mark = f"{MARKS[issue.severity]} {_severity(issue.severity)}"
        rows.append(
            [
                Cell(
                    text=number(issue.row) if issue.row else "–",
                    tail=f" · {mark}",
                    sub=issue.sheet or "",
                    phone=told,
                ),
                Cell(text=issue.heading or "–"),
                Cell(text=issue.value or "–"),
                Cell(text=mark, sub=told),
            ]
        )
    st.html(tables.table(columns=columns, rows=rows, caption=_("{n} remarks").format(n=number(total))))
    choosers.turn_pages(pages=max(1, -(-total // PAGE_SIZE)), shown=page, key=names.PAGE)


def _severity(severity: Severity) -> str:
    """Return what a remark does to its row, in two words that are true before and after the import."""
    told = {Severity.ERROR: _("not taken"), Severity.WARNING: _("to be checked"), Severity.NOTICE: _("to know")}
    return told[severity]


def _draw_download(issues: Sequence[RowIssue], file_name: str) -> None:
    """Draw the button that fetches all remarks as a sheet; made only when it is asked for."""

    def made(_call: Call) -> bytes:
        return _workbook(issues)

    st.download_button(
        _("Download the remarks"),
        downloads.later(made),
        file_name=f"{_('remarks')}-{Path(file_name).stem}.xlsx",
        mime=_XLSX,
        key=names.DOWNLOAD,
        on_click="ignore",
    )


def _workbook(issues: Sequence[RowIssue]) -> bytes:
    heads = (_("Sheet"), _("Row in Excel"), _("Column"), _("In the cell"), _("Severity"), _("What to know"))
    rows = (
        (i.sheet or "", i.row, i.heading, i.value, _severity(i.severity), issue_text(code=i.code, value=i.value))
        for i in issues
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "remarks.xlsx"
        write_sheet(sheet=Sheet(name=_("remarks"), heads=heads, rows=rows), path=path)
        return path.read_bytes()
