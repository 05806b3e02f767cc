"""Exports as people read them: headings and words in the reader's language, and names of files that say what they are.

The contract's columns, for other programs, stand in `campaign.services.exports`; here they only get other words, and a
list with these words can be imported again.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final

from campaign.i18n import N_, _, day
from campaign.i18n.labels import word
from campaign.reports.sheets import Cell, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from campaign.services.exports import Table

_HEADS: Final[Mapping[str, str]] = {
    # By this word the importer knows the entry again, whatever else was changed in the row.
    "id": N_("ID"),
    "full_name": N_("Full name"),
    "birth_date": N_("Date of birth"),
    "birth_year": N_("Born in"),
    "sex": N_("Sex"),
    "phone": N_("Phone"),
    "personal_id": N_("Personal id"),
    "place_code": N_("Code of the place"),
    "place_name": N_("Village"),
    "village_local_code": N_("Local code"),
    "guardian_name": N_("Legal representative"),
    "consent": N_("Consent"),
    "created_at": N_("Listed since"),
}
_WORDS: Final = {"sex": "Sex", "consent": "Consent"}
_DAYS: Final = frozenset({"birth_date", "created_at"})
_ISO_DAY: Final = len("2026-11-22")
_NOT_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST: Final = 120


def spoken_citizens(*, table: Table, steps: Mapping[str, str]) -> Sheet:
    """Return an export of people in the current language; `steps` gives the label of each step's key."""
    heads = [_(_HEADS[head]) if head in _HEADS else steps.get(head, head) for head in table.heads]
    return Sheet(name=_("List of people"), heads=heads, rows=_spoken_rows(table))


def file_name(*, title: str, place: str, on: date, ending: str) -> str:
    """Return a name such as "Danh sách công dân - Buôn Jung - 22-11-2026.xlsx", which every system can store."""
    parts = (title, place, f"{on:%d-%m-%Y}")
    name = " - ".join(" ".join(_NOT_IN_NAMES.sub(" ", part).split()) for part in parts if part)
    return unicodedata.normalize("NFC", name)[:_LONGEST].strip(" .") + ending


def _spoken_rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    known: dict[tuple[str, Cell], Cell] = {}
    for row in table.rows:
        yield tuple(
            _said(head, cell, known) if cell and head not in _AS_THEY_ARE else cell
            for head, cell in zip(table.heads, row, strict=True)
        )


_AS_THEY_ARE: Final = frozenset(_HEADS) - set(_WORDS) - _DAYS


def _said(head: str, cell: Cell, known: dict[tuple[str, Cell], Cell]) -> Cell:
    """Return a stored word in the reader's; every word is looked up once."""
    if head in _DAYS:
        return day(date.fromisoformat(str(cell)[:_ISO_DAY]))
    if (head, cell) not in known:
        known[head, cell] = word(_WORDS.get(head, "StepStatus"), str(cell)) or cell
    return known[head, cell]
