"""From the sheets of a file to tables of people: which columns they have, where people stand, what is no person.

Owns the shapes of the lists that communes keep, sheet by sheet. Refuses to look at what is not collected: cells of
ethnicity, religion and poverty stop here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from campaign.domain.imports.columns import Field, SourceTable
from campaign.domain.imports.header import HeaderFinder, text_of
from campaign.domain.imports.headings import Dictionary, StepNames
from campaign.domain.imports.issues import RowIssue
from campaign.domain.imports.legacy import detect, to_unicode
from campaign.domain.imports.sheets import Cell, RawFile, RawSheet, TextEncoding
from campaign.domain.imports.tables import Reader
from campaign.errors import CampaignError

_NO_MAPPING: Final[Mapping[str, str]] = {}
_SAID_AS: Final[Mapping[str, str]] = {
    Field.BIRTH_MALE: Field.BIRTH_DATE,
    Field.BIRTH_FEMALE: Field.BIRTH_DATE,
    Field.SEX_MALE: Field.SEX,
    Field.SEX_FEMALE: Field.SEX,
}
# No column of ours comes from these.
_UNSAID: Final = frozenset({Field.NUMBER, Field.IGNORED, Field.SENSITIVE, Field.JOINED, Field.GUARDIAN_PHONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A file as understood: its tables, the dropped columns as issues, the headings that nobody knows.

    `without_header` names the sheets that were left out because no header was found in them.
    """

    tables: tuple[SourceTable, ...] = ()
    issues: tuple[RowIssue, ...] = ()
    unknown: tuple[str, ...] = ()
    without_header: tuple[str, ...] = ()

    def columns(self) -> dict[str, tuple[str, ...]]:
        """Return our column names with the headings of the file that feed them, over all sheets."""
        found: dict[str, dict[str, None]] = {}
        for heading in (heading for table in self.tables for heading in table.headings):
            said = heading.step or heading.feeds or heading.field
            if said and said not in _UNSAID:
                found.setdefault(str(_SAID_AS.get(said, said)), {})[heading.title] = None
        return {name: tuple(titles) for name, titles in found.items()}


def tables_of(
    *, file: RawFile, steps: Sequence[StepNames], mapping: Mapping[str, str] = _NO_MAPPING, encoding: str = "auto"
) -> Layout:
    """Return the tables of a file; `mapping` says by folded heading what a column holds, and wins over what is known.

    A value of the mapping is a `Field`, a step's key, or a step's key with ":day" behind it for the column of its day.
    `encoding` is auto, unicode, tcvn3 or vni.

    Raises:
        CampaignError: "header_missing" when no sheet has a header with a column of names.
    """
    words = Dictionary.of(steps=steps, mapping=mapping)
    sheets = [_Sheet.of(sheet, encoding) for sheet in file.sheets]
    found = [sheet.tables(words) for sheet in sheets]
    if not any(found):
        found = [sheet.tables(words, nameless=True) for sheet in sheets]
    tables = [table for of_sheet in found for table in of_sheet]
    if not tables:
        raise CampaignError("header_missing", name=file.name, needed="Họ và tên")
    unknown = [h.title for table in tables for h in table.headings if h.field is None and h.step is None]
    without = [sheet.name for sheet, own in zip(file.sheets, found, strict=True) if not own and _holds_something(sheet)]
    return Layout(
        tables=tuple(tables),
        issues=tuple(_dropped(tables)),
        unknown=tuple(dict.fromkeys(unknown)),
        without_header=tuple(name for name in without if name),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet whose letters are Unicode: its rows, and which of them were not."""

    raw: RawSheet
    how: TextEncoding
    rows: Sequence[Sequence[Cell]]
    converted: frozenset[int]

    @classmethod
    def of(cls, raw: RawSheet, said: str) -> _Sheet:
        how = _encoding(raw, said)
        return cls(raw, how, *_in_unicode(raw, how))

    def tables(self, words: Dictionary, *, nameless: bool = False) -> tuple[SourceTable, ...]:
        finder = HeaderFinder.of(rows=self.rows, sheet=self.raw, words=words, nameless=nameless)
        reader = Reader(sheet=self.raw, rows=self.rows, finder=finder, converted=self.converted)
        return tuple(replace(table, encoding=self.how) for table in reader.tables())


def _holds_something(sheet: RawSheet) -> bool:
    return any(text_of(cell) for row in sheet.rows for cell in row)


def _encoding(sheet: RawSheet, said: str) -> TextEncoding:
    if said != "auto":
        return TextEncoding(said)
    return detect((cell for row in sheet.rows for cell in row if isinstance(cell, str)), sheet.fonts)


def _in_unicode(sheet: RawSheet, how: TextEncoding) -> tuple[Sequence[Sequence[Cell]], frozenset[int]]:
    """Return the rows of a sheet in Unicode, and which of them were not."""
    if how is TextEncoding.UNICODE:
        return sheet.rows, frozenset()
    known: dict[str, str] = {}
    rows: list[list[Cell]] = []
    converted: set[int] = set()
    for number, row in enumerate(sheet.rows):
        cells = list(row)
        for position, cell in enumerate(cells):
            if isinstance(cell, str) and not cell.isascii():
                text = known.get(cell) or known.setdefault(cell, to_unicode(cell, encoding=how))
                if text != cell:
                    cells[position] = text
                    converted.add(number)
        rows.append(cells)
    return rows, frozenset(converted)


def _dropped(tables: Sequence[SourceTable]) -> Iterator[RowIssue]:
    """Yield the columns that are not collected, once a header."""
    for table in tables:
        for heading in table.headings:
            if heading.field is Field.SENSITIVE:
                yield RowIssue(table.sheet, table.header_row, heading.title, "column_dropped")
