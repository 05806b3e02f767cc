"""Whose row it is: the rows of a list compared, in their order, with the people already there and with each other.

The comparison itself is `campaign.domain.duplicates.compare`; here are only the keys under which it can find anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from campaign.domain.duplicates import Identity, Match, compare
from campaign.domain.imports.rows import PersonRow
from campaign.domain.vocabulary import Consent, RowOutcome, Sex

# A row's content with its number among equal ones, in its commune.
ContentKey = tuple[int, bytes, int]


@dataclass(slots=True, kw_only=True)
class Listed:
    """One row that may be taken, with what it is compared by; `new_id` is the person's if the row brings somebody.

    `nth` is the row's number among those of its file with the same content.
    """

    person: PersonRow
    commune_id: int
    identity: Identity
    compact: str
    content: bytes
    nth: int
    new_id: UUID

    @property
    def key(self) -> ContentKey:
        """What a row with the same content is known by in a later file."""
        return (self.commune_id, self.content, self.nth)


@dataclass(slots=True, kw_only=True)
class Entry:
    """Somebody in the list: there already, or brought by a row above (`fresh`).

    `phone` and `personal_id` are numbers that this list brings. To somebody who is `closed` (erased, or out of the
    viewer's sight) nothing is written.
    """

    commune_id: int
    id: UUID
    identity: Identity
    compact: str
    sex: Sex | None
    guardian_name: str | None
    consent: Consent
    fresh: bool = False
    closed: bool = False
    phone: str | None = None
    personal_id: str | None = None

    @property
    def full_name(self) -> str:
        """The name as stored."""
        return self.identity.name

    @property
    def birth_date(self) -> date | None:
        """The whole birth date, if it is known."""
        return self.identity.birth_date

    @property
    def birth_year(self) -> int | None:
        """The birth year, if it is known."""
        return self.identity.year


@dataclass(slots=True, kw_only=True)
class Verdict:
    """What becomes of a row; `outcome` None refuses it. `filled` are the entry's fields that it completes.

    `again` says that a row with the same content was imported before: then only steps may be new. `issues` are codes.
    """

    listed: Listed
    outcome: RowOutcome | None
    entry: Entry | None
    again: bool = False
    filled: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Directory:
    """Everybody whom a row of the list may be. `contents` says whom rows of earlier imports became."""

    contents: Mapping[ContentKey, UUID] = field(default_factory=dict)
    _entries: dict[tuple[int, UUID], Entry] = field(default_factory=dict)
    _survivors: dict[tuple[int, UUID], UUID] = field(default_factory=dict)
    _ids: dict[bytes, Entry] = field(default_factory=dict)
    _names: dict[tuple[int | None, str, int | None], list[Entry]] = field(default_factory=dict)
    _phones: dict[tuple[bytes, str], list[Entry]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Let rows find somebody; the same entry added twice is one."""
        if (entry.commune_id, entry.id) in self._entries:
            return
        self._entries[entry.commune_id, entry.id] = entry
        if not entry.closed:
            self._index(entry)

    def lead(self, *, commune_id: int, gone: UUID, to: UUID) -> None:
        """Let rows that were somebody lead to the entry that this one was merged into."""
        self._survivors[commune_id, gone] = to

    def judge(self, row: Listed) -> Verdict:
        """Say what becomes of the next row; who it brings or completes is known to the rows after it."""
        earlier = self.contents.get(row.key)
        if earlier is not None:
            entry = self._living(row.commune_id, earlier)
            return Verdict(listed=row, outcome=RowOutcome.KNOWN, entry=entry, again=True, issues=("duplicate_person",))
        match, found = self._find(row)
        if match is Match.ID_TAKEN:
            return Verdict(listed=row, outcome=None, entry=found, issues=("id_taken",))
        if match is Match.SAME and found is not None:
            filled = () if found.closed else self._complete(found, row)
            outcome = RowOutcome.COMPLETED if filled else RowOutcome.KNOWN
            return Verdict(listed=row, outcome=outcome, entry=found, filled=filled, issues=("duplicate_person",))
        doubts = ("possible_duplicate",) if match is Match.POSSIBLE else ()
        return Verdict(listed=row, outcome=RowOutcome.ADDED, entry=self._bring(row), issues=doubts)

    def _find(self, row: Listed) -> tuple[Match, Entry | None]:
        identity = row.identity
        if identity.personal_id_index is not None and (holder := self._ids.get(identity.personal_id_index)):
            return compare(identity, holder.identity), holder
        own = self._own(row)
        if own is not None:
            return Match.SAME, own
        doubtful: Entry | None = None
        for other in self._alike(row):
            match = compare(identity, other.identity)
            if match is Match.SAME:
                return match, other
            if match is Match.POSSIBLE and doubtful is None:
                doubtful = other
        return (Match.POSSIBLE if doubtful else Match.DIFFERENT), doubtful

    def _own(self, row: Listed) -> Entry | None:
        """Return the entry whose own id the row bears (an export of ours), if its name is still the row's."""
        if row.person.citizen_id is None:
            return None
        found = self._living(row.commune_id, row.person.citizen_id)
        return found if found is not None and found.compact == row.compact else None

    def _alike(self, row: Listed) -> list[Entry]:
        identity = row.identity
        found = self._names.get((identity.place_id, row.compact, identity.year), []) if identity.year else []
        if identity.phone_index is None:
            return found
        return found + self._phones.get((identity.phone_index, row.compact), [])

    def _living(self, commune_id: int, citizen_id: UUID) -> Entry | None:
        while (after := self._survivors.get((commune_id, citizen_id))) is not None:
            citizen_id = after
        return self._entries.get((commune_id, citizen_id))

    def _bring(self, row: Listed) -> Entry:
        person = row.person
        entry = Entry(
            commune_id=row.commune_id,
            id=row.new_id,
            identity=row.identity,
            compact=row.compact,
            sex=person.sex,
            guardian_name=person.guardian_name or None,
            consent=person.consent or Consent.UNKNOWN,
            fresh=True,
            phone=person.phone,
            personal_id=person.personal_id,
        )
        self._entries[row.commune_id, entry.id] = entry
        self._index(entry)
        return entry

    def _complete(self, entry: Entry, row: Listed) -> tuple[str, ...]:
        """Fill what the entry does not say, and return the names of those fields."""
        person, old = row.person, entry.identity
        new: dict[str, Any] = {}
        same_year = old.year is None or old.year == row.identity.year
        if old.birth_date is None and person.birth_date is not None and same_year:
            new["birth_date"] = person.birth_date
        if old.year is None and row.identity.year is not None:
            new["birth_year"] = row.identity.year
        if old.phone_index is None and row.identity.phone_index is not None:
            new["phone_index"] = row.identity.phone_index
            entry.phone = person.phone
        if old.personal_id_index is None and row.identity.personal_id_index is not None:
            new["personal_id_index"] = row.identity.personal_id_index
            entry.personal_id = person.personal_id
        filled = [name.removesuffix("_index") for name in new]
        if entry.sex is None and person.sex is not None:
            entry.sex = person.sex
            filled.append("sex")
        if not entry.guardian_name and person.guardian_name:
            entry.guardian_name = person.guardian_name
            filled.append("guardian_name")
        if new:
            entry.identity = replace(old, **new)
            self._index(entry)
        return tuple(filled)

    def _index(self, entry: Entry) -> None:
        identity = entry.identity
        if identity.personal_id_index is not None:
            self._ids.setdefault(identity.personal_id_index, entry)
        if identity.year is not None:
            _among(self._names.setdefault((identity.place_id, entry.compact, identity.year), []), entry)
        if identity.phone_index is not None:
            _among(self._phones.setdefault((identity.phone_index, entry.compact), []), entry)


def _among(entries: list[Entry], entry: Entry) -> None:
    if not entries or not any(other is entry for other in entries):
        entries.append(entry)
