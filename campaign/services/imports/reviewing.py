"""What an official looks over before an import: the file's headings with what each holds, and old letters turned."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from campaign.domain.imports.columns import Field
from campaign.domain.imports.grids import titles_of
from campaign.domain.imports.headings import DAY_SUFFIX, heading_key
from campaign.domain.imports.place_tables import COLUMNS
from campaign.domain.imports.sheets import TextEncoding
from campaign.domain.imports.target_columns import TargetField
from campaign.domain.vocabulary import ImportKind
from campaign.services.imports.lists import ListDryRun
from campaign.services.imports.reader import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from campaign.domain.imports.columns import Heading, SourceTable
    from campaign.domain.imports.place_tables import PlaceRow
    from campaign.domain.imports.sheets import RawFile
    from campaign.domain.imports.target_tables import TargetRow
    from campaign.domain.indicators import Indicator
    from campaign.services.imports.citizens import DryRun

    AnyList = ListDryRun[PlaceRow] | ListDryRun[TargetRow]
    Looked = DryRun | AnyList

_SAMPLES: Final = 5
# What nobody chooses by hand: the running number, a column put together from several, what is never collected.
_NOT_OFFERED: Final = frozenset({Field.NUMBER, Field.IGNORED, Field.SENSITIVE, Field.JOINED, Field.STATUS_DAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnUse:
    """One heading of a file. `column` is our column, "" for one that is not used, None for one that nobody knows.

    `locked`: it is never collected, whatever a clerk says.
    """

    title: str
    column: str | None
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """A text of an old font before and after it was turned into Unicode."""

    before: str
    after: str
    encoding: TextEncoding


def column_uses(found: Looked) -> tuple[ColumnUse, ...]:
    """Return the headings of a file, each once: first those that nobody knows, then in the order of the file."""
    uses: dict[str, ColumnUse] = {}
    for use in _of_list(found) if isinstance(found, ListDryRun) else _of_people(found):
        uses.setdefault(heading_key(use.title), use)
    return tuple(sorted(uses.values(), key=lambda use: use.column is not None))


def columns_offered(*, kind: ImportKind, indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """Return our columns that a heading may be said to hold; steps and indicators by their keys."""
    if kind is ImportKind.PLACES:
        return tuple(COLUMNS)
    if kind is ImportKind.TARGETS:
        return (*(f.value for f in TargetField if f is not TargetField.SKIPPED), *(i.key for i in indicators))
    steps = [i.key for i in indicators]
    return (*(f.value for f in Field if f not in _NOT_OFFERED), *steps, *(f"{key}{DAY_SUFFIX}" for key in steps))


def letters_turned(found: Looked) -> tuple[Letters, ...]:
    """Return some texts of a file in an old font, before and after; nothing for a file in Unicode."""
    tables = found.table.tables() if isinstance(found, ListDryRun) else found.prepared.tables
    turned = [table for table in tables if table.encoding is not TextEncoding.UNICODE]
    if not turned:
        return ()
    # The texts as they were are not kept, so the file is read once more; few files are like that.
    request = found.request
    file = read_file(name=request.file_name, content=request.content, sheet=request.sheet)
    return tuple(islice(_turned(file, turned), _SAMPLES))


def _turned(file: RawFile, tables: Sequence[SourceTable]) -> Iterator[Letters]:
    sheets = {sheet.name: sheet for sheet in file.sheets}
    told: set[str] = set()
    for table in tables:
        sheet = sheets[table.sheet]
        for row in table.rows:
            for before, after in zip(sheet.rows[row.number - sheet.first_row], row.cells, strict=False):
                changed = isinstance(before, str) and isinstance(after, str) and before.strip() != after.strip()
                if changed and str(before) not in told:
                    told.add(str(before))
                    yield Letters(before=str(before).strip(), after=str(after).strip(), encoding=table.encoding)


def _of_people(found: DryRun) -> Iterator[ColumnUse]:
    for heading in (heading for table in found.prepared.tables for heading in table.headings):
        if heading.title and heading.field is not Field.NUMBER:
            locked = heading.field is Field.SENSITIVE
            yield ColumnUse(title=heading.title, column="" if locked else _held(heading), locked=locked)


def _held(heading: Heading) -> str | None:
    if heading.step:
        return f"{heading.step}{DAY_SUFFIX}" if heading.of_day else heading.step
    held = heading.feeds or heading.field
    if held is None:
        return None
    return "" if held in _NOT_OFFERED else str(held)


def _of_list(found: AnyList) -> Iterator[ColumnUse]:
    fed = {title: name for name, titles in found.result.columns.items() for title in titles}
    for title in titles_of(found.table.grids):
        yield ColumnUse(title=title, column=fed.get(title, None if title in found.unknown else ""))
