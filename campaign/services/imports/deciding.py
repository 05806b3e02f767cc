"""What becomes of every row of a list, against the people as they are now; the same for a dry run and an import."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from campaign.db.operations.records import lock_citizens
from campaign.db.queries.imports import steps_of
from campaign.domain.imports.columns import Field
from campaign.domain.imports.issues import RowIssue
from campaign.domain.personal_id import mask_personal_id
from campaign.domain.vocabulary import RowOutcome, Severity
from campaign.errors import CampaignError
from campaign.services.imports.looking import Found, known_people
from campaign.services.imports.recorded import SILENT, Recorded, Wanted, record_person, wanted_steps
from campaign.services.imports.results import ImportResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from campaign.db import Connection
    from campaign.db.queries.imports import StepsOf
    from campaign.domain.imports.matching import Entry, Verdict
    from campaign.domain.imports.rows import PersonRow
    from campaign.services.call import Call
    from campaign.services.imports.preparing import Prepared
    from campaign.services.imports.scene import Scene

# By commune and id: somebody and the steps that rows say of them.
Wishes = dict[tuple[int, "UUID"], tuple["Entry", list[Wanted]]]

_CHUNK = 1_000
# People who are merged away while their rows are being held are looked for again, so many times.
_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The verdicts in the order of the rows, what is recorded, and everything that is said about the rows.

    `found` is what the database knew then: while it knows the same, the verdicts stand.
    """

    found: Found
    verdicts: tuple[Verdict, ...]
    recorded: tuple[Recorded, ...]
    result: ImportResult

    @property
    def changes(self) -> bool:
        """Whether anything is to be written: a row whose content is new, or a step."""
        return bool(self.recorded) or any(v.outcome is not None and not v.again for v in self.verdicts)


def decide(
    call: Call,
    connection: Connection,
    scene: Scene,
    prepared: Prepared,
    *,
    earlier: Decision | None = None,
    hold: bool = False,
) -> Decision:
    """Say what becomes of every row; the verdicts of an `earlier` look stand if it would find the same.

    With `hold`, whoever is completed or gets a record is held until the commit.
    """
    for _attempt in range(_TRIES):
        known = known_people(connection, scene=scene, listed=prepared.listed)
        same = earlier is not None and earlier.found == known
        verdicts = earlier.verdicts if earlier and same else tuple(map(known.directory(scene).judge, prepared.listed))
        wanted = wanted_steps(call, scene, verdicts)
        there = _there(verdicts, wanted)
        if not hold or _held(connection, there):
            break
    else:
        raise CampaignError("database_busy")
    stored = _stored(connection, scene, wanted, there)
    found = (record_person(call, scene, entry, steps, stored.get(entry.id)) for entry, steps in wanted.values())
    recorded = tuple(one for one in found if one is not None)
    said = _said(prepared, verdicts, wanted)
    issues = (*prepared.issues, *chain.from_iterable(about for _, about in said))
    return Decision(found=known, verdicts=verdicts, recorded=recorded, result=_result(prepared, said, issues))


def _there(verdicts: Iterable[Verdict], wanted: Wishes) -> dict[int, set[UUID]]:
    """Return who was in the list before and is to be written to, by commune."""
    found: dict[int, set[UUID]] = {}
    touched = [verdict.entry for verdict in verdicts if verdict.filled]
    for entry in (*touched, *(entry for entry, _ in wanted.values())):
        if entry is not None and not entry.fresh:
            found.setdefault(entry.commune_id, set()).add(entry.id)
    return found


def _held(connection: Connection, there: dict[int, set[UUID]]) -> bool:
    """Hold people in the order of their ids; False when somebody was merged away or erased before that."""
    for commune_id, ids in sorted(there.items()):
        for chunk in _chunks(ids):
            locked = lock_citizens(connection, commune_id=commune_id, citizen_ids=chunk)
            if any(person.merged or person.erased for person in locked.values()):
                return False
    return True


def _stored(connection: Connection, scene: Scene, wanted: Wishes, there: dict[int, set[UUID]]) -> dict[UUID, StepsOf]:
    """Return the records of those who may get more."""
    found: dict[UUID, StepsOf] = {}
    for commune_id, ids in sorted(there.items()):
        for chunk in _chunks({citizen_id for citizen_id in ids if (commune_id, citizen_id) in wanted}):
            found |= steps_of(connection, commune_id=commune_id, campaign_id=scene.campaign.id, ids=chunk)
    return found


def _chunks(ids: set[UUID]) -> Iterator[list[UUID]]:
    ordered = sorted(ids, key=lambda one: one.int)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _said(
    prepared: Prepared, verdicts: tuple[Verdict, ...], wanted: Wishes
) -> list[tuple[Verdict | None, list[RowIssue]]]:
    """Return for every row its verdict, None for one that its own cells refuse, and all that is said about it."""
    refused: dict[int, list[Wanted]] = {}
    for _entry, steps in wanted.values():
        for want in steps:
            if want.refused and want.refused != SILENT:
                refused.setdefault(id(want.verdict), []).append(want)
    judged = iter(verdicts)
    found: list[tuple[Verdict | None, list[RowIssue]]] = []
    for person in prepared.people:
        if person.refused:
            found.append((None, person.issues))
            continue
        verdict = next(judged)
        more = [_issue(prepared, person, code) for code in verdict.issues]
        more += [_step_issue(prepared, person, want) for want in refused.get(id(verdict), ())]
        found.append((verdict, person.issues + more if more else person.issues))
    return found


def _issue(prepared: Prepared, person: PersonRow, code: str) -> RowIssue:
    of_id = code == "id_taken"
    field = Field.PERSONAL_ID if of_id else Field.FULL_NAME
    value = mask_personal_id(person.personal_id or "") if of_id else person.full_name
    return RowIssue(person.sheet, person.row, prepared.titles.get((person.sheet, field), ""), code, value)


def _step_issue(prepared: Prepared, person: PersonRow, want: Wanted) -> RowIssue:
    heading = prepared.titles.get((person.sheet, want.step.key)) or prepared.titles.get(
        (person.sheet, Field.STATUS), ""
    )
    return RowIssue(person.sheet, person.row, heading, want.refused, want.day.strftime("%d/%m/%Y"))


def _result(
    prepared: Prepared, said: list[tuple[Verdict | None, list[RowIssue]]], issues: tuple[RowIssue, ...]
) -> ImportResult:
    outcomes = Counter(verdict.outcome if verdict else None for verdict, _ in said)
    warned = sum(
        1
        for verdict, about in said
        if verdict and verdict.outcome and any(issue.severity is Severity.WARNING for issue in about)
    )
    return ImportResult(
        rows_read=len(said),
        accepted=outcomes[RowOutcome.ADDED],
        rejected=outcomes[None],
        duplicates=outcomes[RowOutcome.COMPLETED] + outcomes[RowOutcome.KNOWN],
        warnings=warned,
        batch=None,
        columns=prepared.columns,
        issues=issues,
    )
