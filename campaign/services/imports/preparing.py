"""From a file to rows that can be compared with people: read, laid out, cleaned, with keyed digests instead of numbers.

All of it happens before the transaction, so that the database is held no longer than writing takes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.clock import new_id
from campaign.domain.duplicates import Identity
from campaign.domain.imports.columns import Field
from campaign.domain.imports.issues import RowIssue
from campaign.domain.imports.layout import tables_of
from campaign.domain.imports.matching import Listed
from campaign.domain.imports.people import read_people
from campaign.domain.names import compact
from campaign.errors import CampaignError
from campaign.services.imports.reader import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from campaign.db.vault import Vault
    from campaign.domain.imports.columns import SourceTable
    from campaign.domain.imports.rows import PersonRow
    from campaign.services.imports.request import ImportRequest
    from campaign.services.imports.scene import Scene

# So many bytes of a keyed digest tell contents apart for good, and keep the index small.
_CONTENT_BYTES = 16
_TOLD_EVERY = 1_000
MAX_PEOPLE: Final = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file ready to be compared: `people` are all its rows in order, `listed` those that are not refused already.

    `titles` says how a column of ours is headed in a sheet.
    """

    file_name: str
    file_hash: str
    sheet: str | None
    tables: tuple[SourceTable, ...]
    columns: Mapping[str, tuple[str, ...]]
    unknown: tuple[str, ...]
    issues: tuple[RowIssue, ...]
    titles: Mapping[tuple[str | None, str], str]
    people: tuple[PersonRow, ...]
    listed: tuple[Listed, ...]


def prepare(
    *, scene: Scene, request: ImportRequest, vault: Vault, on_rows: Callable[[int, int], None] | None = None
) -> Prepared:
    """Read a file; raises the codes of `read_file` and `tables_of`."""
    file = read_file(name=request.file_name, content=request.content, sheet=request.sheet)
    layout = tables_of(file=file, steps=scene.campaign.steps, mapping=request.mapping, encoding=request.encoding)
    total = sum(len(table.rows) for table in layout.tables)
    if total > MAX_PEOPLE:
        raise CampaignError("file_too_large", name=file.name)
    titles = dict(_titles(layout.tables))
    people: list[PersonRow] = []
    listed: list[Listed] = []
    equal: Counter[tuple[int, bytes]] = Counter()
    for person in read_people(tables=layout.tables, ground=scene.ground):
        people.append(person)
        if person.place_id is not None and person.place_id not in scene.units:
            # A commune fills no row: people live in villages.
            title = titles.get((person.sheet, Field.VILLAGE), "")
            person.issues.append(RowIssue(person.sheet, person.row, title, "place_unknown", ""))
        if not person.refused:
            listed.append(_listed(scene, vault, person, equal))
        if on_rows is not None and len(people) % _TOLD_EVERY == 0:
            on_rows(len(people), total)
    if on_rows is not None:
        on_rows(total, total)
    return Prepared(
        file_name=file.name,
        file_hash=file.file_hash,
        sheet=request.sheet,
        tables=layout.tables,
        columns=layout.columns(),
        unknown=layout.unknown,
        issues=layout.issues,
        titles=titles,
        people=tuple(people),
        listed=tuple(listed),
    )


def _listed(scene: Scene, vault: Vault, person: PersonRow, equal: Counter[tuple[int, bytes]]) -> Listed:
    phone, personal_id = person.phone, person.personal_id
    unit = scene.units[person.place_id or 0]
    content = vault.index(person.content, column="import_row")[:_CONTENT_BYTES]
    equal[unit.commune_id, content] += 1
    return Listed(
        person=person,
        commune_id=unit.commune_id,
        identity=Identity(
            name=person.full_name,
            birth_date=person.birth_date,
            birth_year=person.birth_year,
            place_id=person.place_id,
            personal_id_index=vault.index(personal_id, column="personal_id") if personal_id else None,
            phone_index=vault.index(phone, column="phone") if phone else None,
        ),
        compact=compact(person.name_fold),
        content=content,
        nth=equal[unit.commune_id, content],
        new_id=new_id(),
    )


def _titles(tables: tuple[SourceTable, ...]) -> Iterator[tuple[tuple[str | None, str], str]]:
    for table in tables:
        for heading in reversed(table.headings):
            name = heading.step or heading.field
            if name:
                yield (table.sheet, str(name)), heading.title
