"""Whom the rows of a list may be, as the database knows them: a few queries for every thousand rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from campaign.db.queries import imports as queries
from campaign.domain.duplicates import Identity
from campaign.domain.imports.matching import ContentKey, Directory, Entry, Listed
from campaign.domain.names import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from uuid import UUID

    from campaign.db import Connection
    from campaign.db.queries.imports import KnownPerson
    from campaign.services.imports.scene import Scene

_Key = TypeVar("_Key", bytes, tuple[str, int])

_CHUNK = 1_000
_Y = "y"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the database knows about the rows of a list: whom earlier rows became, and everybody who may be meant."""

    contents: dict[ContentKey, UUID]
    people: tuple[KnownPerson, ...]

    def directory(self, scene: Scene) -> Directory:
        """Return a fresh directory of these people."""
        directory = Directory(contents=self.contents)
        for person in self.people:
            if person.merged_into is not None:
                directory.lead(commune_id=person.commune_id, gone=person.id, to=person.merged_into)
            else:
                directory.add(_entry(scene, person))
        return directory


def known_people(connection: Connection, *, scene: Scene, listed: Sequence[Listed]) -> Found:
    """Return everybody whom the rows may be, and whom equal rows of earlier imports became."""
    communes: dict[int, list[Listed]] = {}
    for row in listed:
        communes.setdefault(row.commune_id, []).append(row)
    contents: dict[ContentKey, UUID] = {}
    found: list[KnownPerson] = []
    for commune_id, rows in sorted(communes.items()):
        became, people = _of_commune(connection, scene.campaign.id, commune_id, rows)
        contents |= {(commune_id, *key): citizen_id for key, citizen_id in became.items()}
        found += people
    # The oldest entry first: of several that a row may be, it is the first one.
    return Found(contents=contents, people=tuple(sorted(found, key=lambda person: (person.commune_id, person.id))))


def _of_commune(
    connection: Connection, campaign_id: int, commune_id: int, rows: Sequence[Listed]
) -> tuple[dict[tuple[bytes, int], UUID], list[KnownPerson]]:
    contents: dict[tuple[bytes, int], UUID] = {}
    people: list[KnownPerson] = []
    own: set[UUID] = set()
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        contents |= queries.contents_imported(
            connection, commune_id=commune_id, campaign_id=campaign_id, contents=_sorted(row.content for row in chunk)
        )
        again = [contents.get((row.content, row.nth)) for row in chunk]
        # Of a row that was imported before, only steps can be new.
        own |= {became for row, became in zip(chunk, again, strict=True) if became and row.person.steps}
        fresh = [row for row, became in zip(chunk, again, strict=True) if became is None]
        own |= {row.person.citizen_id for row in fresh if row.person.citizen_id}
        people += _alike(connection, commune_id, fresh)
    people += _by_id(connection, commune_id, own - {person.id for person in people})
    return contents, people


def _alike(connection: Connection, commune_id: int, rows: Sequence[Listed]) -> Iterator[KnownPerson]:
    identities = [row.identity for row in rows]
    if ids := _sorted(i.personal_id_index for i in identities if i.personal_id_index):
        yield from queries.people_by_number(connection, commune_id=commune_id, column="personal_id", indexes=ids)
    if phones := _sorted(i.phone_index for i in identities if i.phone_index):
        yield from queries.people_by_number(connection, commune_id=commune_id, column="phone", indexes=phones)
    if names := _sorted(key for row in rows for key in _name_keys(row)):
        yield from queries.people_by_name(connection, commune_id=commune_id, names=names)


def _by_id(connection: Connection, commune_id: int, ids: set[UUID]) -> Iterator[KnownPerson]:
    """Yield entries by their ids, and whoever they were merged into."""
    known: set[UUID] = set()
    while wanted := sorted(ids - known, key=lambda one: one.int):
        known |= ids
        for start in range(0, len(wanted), _CHUNK):
            for person in queries.people_by_id(connection, commune_id=commune_id, ids=wanted[start : start + _CHUNK]):
                yield person
                if person.merged_into is not None:
                    ids = ids | {person.merged_into}


def _name_keys(row: Listed) -> Iterator[tuple[str, int]]:
    """Yield a row's folded name with its birth year; the Y of a highland name is written glued or spaced."""
    year = row.identity.year
    if year is None:
        return
    name = row.person.name_fold
    yield name, year
    first, _, rest = name.partition(" ")
    if first == _Y and rest:
        yield _Y + rest, year
    elif first.startswith(_Y) and len(first) > 1:
        yield f"{_Y} {first[1:]} {rest}".rstrip(), year


def _sorted(keys: Iterable[_Key]) -> list[_Key]:
    # In the order of the index: neighbours lie on the same pages.
    return sorted(set(keys))


def _entry(scene: Scene, person: KnownPerson) -> Entry:
    return Entry(
        commune_id=person.commune_id,
        id=person.id,
        identity=Identity(
            name=person.full_name,
            birth_date=person.birth_date,
            birth_year=person.birth_year,
            place_id=person.place_id,
            personal_id_index=person.personal_id_index,
            phone_index=person.phone_index,
        ),
        compact=compact(person.name_fold),
        sex=person.sex,
        guardian_name=person.guardian_name,
        consent=person.consent,
        closed=person.erased or person.place_id not in scene.homes,
    )
