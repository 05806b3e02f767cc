"""The numbers of the public board as files for other programs: one CSV, and a dictionary that says what stands in it.

The columns are Vietnamese words without marks, the same in both languages: a program that reads them never breaks.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import IndicatorKind
from campaign.i18n import N_, _
from campaign.i18n.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from campaign.services.public_board import WholeBoard
    from campaign.services.public_board_models import BoardIndicator, BoardNumber, BoardPlace

# Excel knows by this mark that the file is UTF-8.
_MARK: Final = "\ufeff"
_RUN_BY_SPREADSHEETS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name in the file, what it means, its unit, and the rule or table that it comes from."""

    name: str
    meaning: str
    unit: str
    source: str


_COUNTED = N_("Records of the campaign, added up by day and place (roll-ups, recounted by the program’s check)")
_RULE = N_("Rule of the public board: 1 to 4 people are never told, nor what would give them away (ADR 0020)")
COLUMNS: Final = (
    Column(name="ngay", meaning=N_("Day to whose end the numbers are counted"), unit="YYYY-MM-DD", source=N_("Board")),
    Column(name="chien_dich", meaning=N_("Short name of the campaign"), unit="", source=N_("Campaign")),
    Column(name="ma_dia_ban", meaning=N_("Code of the place"), unit="", source=N_("List of places")),
    Column(name="ten_dia_ban", meaning=N_("Name of the place"), unit="", source=N_("List of places")),
    Column(name="loai_dia_ban", meaning=N_("Kind of the place"), unit="", source=N_("List of places")),
    Column(name="ma_cap_tren", meaning=N_("Code of the place above"), unit="", source=N_("List of places")),
    Column(name="ma_chi_tieu", meaning=N_("Key of the indicator"), unit="", source=N_("Campaign")),
    Column(name="ten_chi_tieu", meaning=N_("Name of the indicator"), unit="", source=N_("Campaign")),
    Column(name="don_vi", meaning=N_("Unit of the result"), unit="", source=N_("Campaign")),
    Column(
        name="ket_qua",
        meaning=N_("Done by the campaign so far; empty where hidden or not known"),
        unit=N_("as in don_vi"),
        source=_COUNTED,
    ),
    Column(name="ket_qua_an", meaning=N_("1: the result is hidden; 0: it is not"), unit="0/1", source=_RULE),
    Column(
        name="da_co_tu_truoc",
        meaning=N_("People who had it before the campaign; empty where hidden or not known"),
        unit=N_("people"),
        source=_COUNTED,
    ),
    Column(name="da_co_tu_truoc_an", meaning=N_("1: this number is hidden; 0: it is not"), unit="0/1", source=_RULE),
    Column(
        name="mau_so",
        meaning=N_("Denominator of a ratio: what was handled so far"),
        unit=N_("as in don_vi"),
        source=N_("Numbers reported and approved"),
    ),
    Column(
        name="chi_tieu",
        meaning=N_("Target for the campaign’s last day; of a ratio, the share asked of what was handled"),
        unit=N_("as in don_vi"),
        source=N_("Targets of the campaign’s plan"),
    ),
    Column(
        name="ty_le_dat",
        meaning=N_("Share of the target; those who had it before count where the target is a percentage of people"),
        unit=N_("fraction, 1 = 100%"),
        source=N_("ket_qua, da_co_tu_truoc and chi_tieu of the same row"),
    ),
)


def numbers_file(board: WholeBoard, *, language: str, place_code: str | None = None) -> bytes:
    """Return the numbers of a place and everything below it (default: the whole campaign), one row an indicator."""
    root = board.at(place_code).here
    rows = (
        _row(board, place, indicator, number, language)
        for place in board.places.values()
        if place.path.startswith(root.path)
        for indicator, number in zip(board.root.indicators, place.numbers, strict=True)
    )
    return _written([column.name for column in COLUMNS], rows)


def dictionary_file() -> bytes:
    """Return what the columns mean, in the reader's language."""
    heads = [_("Column"), _("Meaning"), _("Unit"), _("Where it comes from")]
    rows: Iterator[list[object]] = ([c.name, _(c.meaning), _(c.unit) if c.unit else "", _(c.source)] for c in COLUMNS)
    return _written(heads, rows)


def _row(
    board: WholeBoard, place: BoardPlace, indicator: BoardIndicator, number: BoardNumber, language: str
) -> list[object]:
    return [
        board.root.as_of.isoformat(),
        board.root.campaign,
        place.code,
        place.name,
        label(place.kind),
        place.parent,
        indicator.key,
        indicator.name(language),
        indicator.unit(language),
        number.result,
        int(number.result_hidden),
        number.already_had,
        int(number.already_had_hidden),
        number.denominator if indicator.kind is IndicatorKind.RATIO else None,
        number.target,
        None if number.rate is None else round(number.rate, 6),
    ]


def _written(heads: list[str], rows: Iterable[list[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(_harmless(row) for row in rows)
    return (_MARK + out.getvalue()).encode()


def _harmless(row: list[object]) -> Iterator[object]:
    """Yield the cells of a row; a text that a spreadsheet would run gets a quote before it, as text has there."""
    for cell in row:
        yield f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUN_BY_SPREADSHEETS) else cell
