"""What a decided import writes: people, what they are completed with, whom rows became, records, issues."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from campaign.db.operations import imports as operations
from campaign.db.operations.records import move_progress
from campaign.domain.vocabulary import Channel, ImportKind, RowOutcome
from campaign.services.imports import storing
from campaign.services.imports.recorded import movement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from uuid import UUID

    from campaign.db import Connection
    from campaign.db.vault import Vault
    from campaign.domain.imports.matching import Entry, Verdict
    from campaign.domain.imports.rows import PersonRow
    from campaign.services.call import Call
    from campaign.services.imports.deciding import Decision
    from campaign.services.imports.preparing import Prepared
    from campaign.services.imports.results import ImportResult
    from campaign.services.imports.scene import Scene

_PART = 5_000
_NO_NUMBER = (None, None, None)
_LAST_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Who writes which batch; `sealed` are numbers sealed beforehand, by owner, column and value."""

    call: Call
    scene: Scene
    batch_id: UUID
    sealed: Mapping[tuple[UUID, str, str], bytes]

    def number(self, entry: Entry, column: str) -> tuple[bytes | None, bytes | None, str | None]:
        """Return a number that the list brings as it is stored: sealed, its keyed index, its last digits."""
        value: str | None = getattr(entry, column)
        if value is None:
            return _NO_NUMBER
        cipher = self.sealed.get((entry.id, column, value)) or seal(self.call.store.vault, entry.id, column, value)
        return cipher, getattr(entry.identity, f"{column}_index"), value[-_LAST_DIGITS:]


def seal(vault: Vault, owner: UUID, column: str, value: str) -> bytes:
    """Encrypt one number of one person."""
    return vault.seal(value, owner=owner, column=column)


def write_batch(pen: Pen, connection: Connection, prepared: Prepared, result: ImportResult) -> None:
    """Insert the batch with everything that was wrong."""
    campaign, root = pen.scene.campaign, pen.scene.root
    storing.store_batch(
        pen.call,
        connection,
        batch_id=pen.batch_id,
        to=storing.Destination(
            kind=ImportKind.CITIZENS, place=root, commune_id=root.commune_id, campaign_id=campaign.id
        ),
        source=storing.Source(name=prepared.file_name, file_hash=prepared.file_hash, sheet=prepared.sheet),
        result=result,
    )


def write_people(
    pen: Pen, connection: Connection, decision: Decision, on_rows: Callable[[int, int], None] | None
) -> None:
    """Insert the new people, complete those who are there, and keep whom every row became."""
    verdicts = [v for v in decision.verdicts if v.outcome is not None and not v.again]
    for start in range(0, len(verdicts), _PART):
        part = verdicts[start : start + _PART]
        added = [_person(pen, v.entry, v.listed.person) for v in part if v.outcome is RowOutcome.ADDED and v.entry]
        operations.insert_people(connection, added)
        operations.insert_rows(connection, [_row(pen, v) for v in part])
        if on_rows is not None:
            on_rows(start + len(part), len(verdicts))
    operations.fill_people(connection, _completed(pen, verdicts))


def write_records(pen: Pen, connection: Connection, decision: Decision) -> None:
    """Insert the records, and move the roll-ups once by all that they add."""
    call, scene, recorded = pen.call, pen.scene, decision.recorded
    if not recorded:
        return
    rows = [
        (
            one.entry.commune_id,
            new.id,
            scene.campaign.id,
            one.entry.id,
            new.indicator_id,
            new.status.value,
            new.place_id,
            new.day,
            call.moment.now,
            call.moment.now,
            call.viewer.account_id,
            Channel.IMPORT.value,
            pen.batch_id,
        )
        for one in recorded
        for new in one.new
    ]
    operations.insert_imported_records(connection, rows)
    difference = movement(recorded, scene.campaign.counted)
    # Earlier records of a person may count elsewhere; what they add there does not change.
    units = {unit.place_id for unit, n in difference.items() if n}
    move_progress(
        connection,
        campaign_id=scene.campaign.id,
        difference=difference,
        ancestors={unit: scene.homes[unit].ancestors(scene.campaign.place_path) for unit in units},
    )


def _person(pen: Pen, entry: Entry, person: PersonRow) -> tuple[Any, ...]:
    """Return a new person's row: what the first row said, completed by the rows after it."""
    identity = entry.identity
    return (
        entry.commune_id,
        entry.id,
        identity.place_id,
        person.full_name,
        person.name_fold,
        person.sort_key,
        identity.birth_date,
        identity.year,
        entry.sex.value if entry.sex else None,
        *pen.number(entry, "phone"),
        *pen.number(entry, "personal_id"),
        entry.guardian_name,
        entry.consent.value,
        pen.call.moment.now,
        pen.call.viewer.account_id,
    )


def _row(pen: Pen, verdict: Verdict) -> tuple[Any, ...]:
    listed, entry = verdict.listed, verdict.entry
    if entry is None or verdict.outcome is None:
        message = "a row that is nobody's was to be written"
        raise ValueError(message)
    marks = {name: mark(pen.call.store.vault, name, _value(entry, name)) for name in verdict.filled}
    return (
        listed.commune_id,
        pen.scene.campaign.id,
        listed.content,
        listed.nth,
        entry.id,
        pen.batch_id,
        verdict.outcome.value,
        json.dumps(marks) if marks else None,
    )


def mark(vault: Vault, name: str, value: object) -> str:
    """Return by what an undo knows that a completed field still says what the import wrote; it opens nothing."""
    return vault.index(str(value), column=f"filled/{name}").hex()[:16]


def _value(entry: Entry, name: str) -> object:
    """Return what a completed field holds; a number by its keyed index, which an undo can read."""
    identity = entry.identity
    values: dict[str, object] = {
        "birth_date": identity.birth_date,
        "birth_year": identity.year,
        "phone": identity.phone_index,
        "personal_id": identity.personal_id_index,
        "sex": entry.sex.value if entry.sex else None,
        "guardian_name": entry.guardian_name,
    }
    return values[name]


def _completed(pen: Pen, verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    """Return what those who were there before are completed with, each of them once, in the order of their ids."""
    found: dict[tuple[int, UUID], tuple[Entry, set[str]]] = {}
    for verdict in verdicts:
        entry = verdict.entry
        if verdict.filled and entry is not None and not entry.fresh:
            found.setdefault((entry.commune_id, entry.id), (entry, set()))[1].update(verdict.filled)
    rows = []
    for (commune_id, citizen_id), (entry, names) in sorted(found.items()):
        row: dict[str, Any] = {"commune": commune_id, "citizen": citizen_id}
        row |= {f"new_{name}": _value(entry, name) for name in names if name not in {"phone", "personal_id"}}
        for column in names & {"phone", "personal_id"}:
            cipher, index, last = pen.number(entry, column)
            row |= {f"new_{column}_cipher": cipher, f"new_{column}_index": index, f"new_{column}_last": last}
        rows.append(row)
    return rows
