"""Importing a list of people: a dry run that writes nothing, then one transaction that writes all.

Good rows go in, refused rows are handed back, and nobody is added twice: the rules are those of the contract.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from campaign.db.operations.imports import hold_for_import
from campaign.domain.imports.columns import SourceTable
from campaign.domain.vocabulary import RowOutcome
from campaign.errors import CampaignError
from campaign.services import pairing
from campaign.services.call import Event
from campaign.services.imports import writing
from campaign.services.imports.batches import stored_result
from campaign.services.imports.calm import calm
from campaign.services.imports.deciding import Decision, decide
from campaign.services.imports.preparing import Prepared, prepare
from campaign.services.imports.request import ImportRequest
from campaign.services.imports.results import ImportResult
from campaign.services.imports.scene import Scene, scene

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from campaign.services.call import Call, Change

__all__ = ["DryRun", "ImportRequest", "ImportResult", "dry_run", "run"]

# Somebody may be enrolled by hand between the look and the write; then the import looks again.
_TRIES = 3
# The first pages of possible duplicates; looking for many more would hold the database for longer than the rows do.
_OFFERED: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What an import would do, with everything that can be prepared before it."""

    request: ImportRequest = field(repr=False)
    prepared: Prepared = field(repr=False)
    decision: Decision = field(repr=False)
    sealed: dict[tuple[UUID, str, str], bytes] = field(repr=False)

    @property
    def result(self) -> ImportResult:
        """The counts and issues; `batch` is None."""
        return self.decision.result

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that nobody knows."""
        return self.prepared.unknown

    @property
    def refused(self) -> tuple[SourceTable, ...]:
        """The file's tables with the refused rows only, as the file wrote them."""
        return self.refused_by(self.result)

    def refused_by(self, result: ImportResult) -> tuple[SourceTable, ...]:
        """Return the rows that an answer refuses: an import may refuse more than its dry run."""
        refused = result.refused
        tables = (
            replace(table, rows=tuple(row for row in table.rows if (table.sheet, row.number) in refused))
            for table in self.prepared.tables
        )
        return tuple(table for table in tables if table.rows)

    @property
    def file_hash(self) -> str:
        """The SHA-256 of the file."""
        return self.prepared.file_hash


def dry_run(*, call: Call, request: ImportRequest, on_rows: Callable[[int, int], None] | None = None) -> DryRun:
    """Say what an import would do; nothing is written. `on_rows` is told (rows done, of how many).

    Raises `file_empty`, `file_unreadable`, `file_encrypted`, `file_too_large`, `header_missing`, `campaign_unknown`,
    `campaign_draft`, `campaign_closed`, `place_unknown`, `place_outside_campaign`, `not_permitted`.
    """
    with call.read() as connection:
        ground = scene(call, connection, slug=request.campaign, place_code=request.place_code)
    with calm():
        prepared = prepare(scene=ground, request=request, vault=call.store.vault, on_rows=on_rows)
        with call.read() as connection:
            decision = decide(call, connection, ground, prepared)
        return DryRun(request=request, prepared=prepared, decision=decision, sealed=_sealed(call, decision))


def run(
    *, call: Call, dry_run: DryRun, batch_id: UUID, on_rows: Callable[[int, int], None] | None = None
) -> ImportResult:
    """Write what a dry run found, against the people as they are now; all of it or nothing.

    `batch_id` is made by the client: the same batch sent twice is one. Codes as `dry_run`.
    """
    for attempt in range(_TRIES):
        try:
            with calm():
                return _run(call, dry_run, batch_id, on_rows)
        except CampaignError as error:
            if error.code not in {"id_taken", "already_recorded"} or attempt == _TRIES - 1:
                raise
    raise AssertionError


def _run(call: Call, found: DryRun, batch_id: UUID, on_rows: Callable[[int, int], None] | None) -> ImportResult:
    with call.write() as change:
        ground = scene(call, change.connection, slug=found.request.campaign, place_code=found.request.place_code)
        prepared = found.prepared
        communes = sorted({row.commune_id for row in prepared.listed})
        hold_for_import(change.connection, campaign_id=ground.campaign.id, commune_ids=communes)
        if (before := stored_result(call, change.connection, batch_id=batch_id)) is not None:
            change.nothing_done()
            return before
        decision = decide(call, change.connection, ground, prepared, earlier=found.decision, hold=True)
        if not decision.changes:
            change.nothing_done()
            return decision.result
        result = replace(decision.result, batch=batch_id)
        pen = writing.Pen(call=call, scene=ground, batch_id=batch_id, sealed=found.sealed)
        writing.write_batch(pen, change.connection, prepared, result)
        writing.write_people(pen, change.connection, decision, on_rows)
        writing.write_records(pen, change.connection, decision)
        pairing.look_at_list(call, change, people=_added(decision))
        _offer_pairs(call, change, decision)
        _declare(change, ground, prepared, decision, result)
        return result


def _added(decision: Decision) -> dict[int, list[UUID]]:
    """Return whom a list adds, by commune."""
    found: dict[int, list[UUID]] = {}
    for verdict in decision.verdicts:
        if verdict.outcome is RowOutcome.ADDED and verdict.entry is not None:
            found.setdefault(verdict.listed.commune_id, []).append(verdict.entry.id)
    return found


def _offer_pairs(call: Call, change: Change, decision: Decision) -> None:
    """Put those who look like somebody on the page of possible duplicates; of very many, the first ones.

    The rest is found by the search for the whole commune, which takes longer than an import may hold the database.
    """
    doubtful = [v.entry for v in decision.verdicts if "possible_duplicate" in v.issues and v.entry][:_OFFERED]
    for commune_id in sorted({entry.commune_id for entry in doubtful}):
        ids = [entry.id for entry in doubtful if entry.commune_id == commune_id]
        pairing.look_again(call, change, commune_id=commune_id, ids=ids)


def _declare(change: Change, ground: Scene, prepared: Prepared, decision: Decision, result: ImportResult) -> None:
    completed = sum(verdict.outcome is RowOutcome.COMPLETED for verdict in decision.verdicts)
    change.log(
        Event(
            commune_id=ground.root.commune_id,
            action="import.run",
            subject_kind="import",
            subject_id=str(result.batch),
            campaign_id=ground.campaign.id,
            place_id=ground.root.id,
            # The chain outlives an undone import, so it names the file by its hash and nobody in it.
            after={
                "file": prepared.file_hash,
                "rows": result.rows_read,
                "added": result.accepted,
                "rejected": result.rejected,
                "duplicates": result.duplicates,
                "completed": completed,
                "records": sum(len(one.new) for one in decision.recorded),
            },
        )
    )
    change.touch(ground.campaign.id)


def _sealed(call: Call, decision: Decision) -> dict[tuple[UUID, str, str], bytes]:
    """Seal the numbers of the new people before the transaction; what changes until then is sealed in it."""
    vault = call.store.vault
    found = {}
    for verdict in decision.verdicts:
        entry = verdict.entry
        if verdict.outcome is not RowOutcome.ADDED or entry is None:
            continue
        for column, value in (("phone", entry.phone), ("personal_id", entry.personal_id)):
            if value:
                found[entry.id, column, value] = writing.seal(vault, entry.id, column, value)
    return found
