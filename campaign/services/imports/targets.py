"""Importing targets from a file: each a new version with the file as its reason, or a row that is handed back.

A target that somebody set after the dry run is not written over: its row is refused, and says what stands there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from campaign.db.queries.import_lists import current_target_ids
from campaign.domain.imports.issues import RowIssue
from campaign.domain.imports.target_places import TargetPlace
from campaign.domain.imports.target_tables import TargetGround, TargetRow, TargetTable, read_targets
from campaign.domain.target_cells import HUNDRED
from campaign.domain.vocabulary import ImportKind, TargetKind
from campaign.errors import CampaignError
from campaign.services import targets
from campaign.services.call import Action
from campaign.services.imports import lists, storing
from campaign.services.imports.reader import read_file
from campaign.services.imports.storing import Destination
from campaign.services.targets import TargetChange, TargetEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from uuid import UUID

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.imports.sheets import RawFile
    from campaign.domain.imports.target_tables import Wanted
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call
    from campaign.services.imports.lists import ListDryRun
    from campaign.services.imports.request import ImportRequest
    from campaign.services.imports.results import ImportResult

_CODES = {"not_permitted": "target_not_yours"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A file judged by the targets as they are: its rows, the edits of those that are taken, the versions seen.

    `root` is the widest place whose targets the viewer may set.
    """

    root: Place
    table: TargetTable
    edits: tuple[TargetEdit, ...]
    seen: Mapping[tuple[int, str, date], int]


def dry_run(
    *, call: Call, request: ImportRequest, on_rows: Callable[[int, int], None] | None = None
) -> ListDryRun[TargetRow]:
    """Say what an import would do; nothing is written.

    Raises `not_permitted`, `campaign_unknown`, `campaign_closed`, `header_missing`, and what `read_file` raises.
    """
    with call.read() as connection:
        _campaign(call, connection, request)
    file = read_file(name=request.file_name, content=request.content, sheet=request.sheet)
    with call.read() as connection:
        judged = _judge(call, connection, _campaign(call, connection, request), file, request, seen=None)
    found = lists.looked(request=request, file=file, table=judged.table, on_rows=on_rows)
    return replace(found, seen=judged.seen)


def run(
    *,
    call: Call,
    dry_run: ListDryRun[TargetRow],
    batch_id: UUID,
    on_rows: Callable[[int, int], None] | None = None,
) -> ImportResult:
    """Set the targets of the good rows, all or none, as new versions.

    A batch sent twice is one, and a file that says nothing new changes nothing (`batch` is None). Raises what `dry_run`
    raises, `batch_unknown`.
    """
    request = dry_run.request
    with call.write() as change:
        campaign = _campaign(call, change.connection, request)
        judged = _judge(call, change.connection, campaign, dry_run.file, request, seen=dry_run.seen)
        to = Destination(
            kind=ImportKind.TARGETS, place=judged.root, commune_id=campaign.commune_id, campaign_id=campaign.id
        )
        before = lists.stored_before(change.connection, batch_id=batch_id, to=to)
        if before is not None or not judged.edits:
            change.nothing_done()
            return before or lists.answer(judged.table)
        # The file's own name: what is stored has no language.
        targets.store(call, change.connection, campaign, judged.edits, request.file_name[: storing.SHORT])
        cells = [(edit.place.id, edit.indicator.id, edit.due) for edit in judged.edits]
        ids = current_target_ids(change.connection, campaign_id=campaign.id, cells=cells)
        result = lists.store_batch(
            call,
            change,
            batch_id=batch_id,
            to=to,
            dry_run=dry_run,
            result=lists.answer(judged.table),
            items=[("target", own_id) for own_id in ids],
        )
        change.touch(campaign.id)
    if on_rows is not None:
        on_rows(result.rows_read, result.rows_read)
    return result


def _campaign(call: Call, connection: Connection, request: ImportRequest) -> CampaignDefinition:
    call.require(Action.IMPORT, None)
    return targets.campaign_with_targets(call, connection, request.campaign)


def _judge(
    call: Call,
    connection: Connection,
    campaign: CampaignDefinition,
    file: RawFile,
    request: ImportRequest,
    *,
    seen: Mapping[tuple[int, str, date], int] | None,
) -> _Judged:
    """Judge a file; `seen` are the versions of the dry run, None to take those of now. 3 queries, however many rows."""
    ground = targets.ground_of(call, connection, campaign, ())
    places = tuple(ground.places.values())
    if not places:
        raise CampaignError("not_permitted", action=Action.SET_TARGETS.value)
    communes = {place.id: place.name for place in places}
    named = [
        TargetPlace(
            id=place.id,
            code=place.code,
            name=place.name,
            local_code=place.local_code,
            commune=communes.get(place.commune_id, ""),
            is_root=place.id == campaign.place_id,
        )
        for place in places
    ]
    table = read_targets(
        file=file,
        ground=TargetGround(
            places=named, indicators=campaign.indicators, starts_on=campaign.starts_on, ends_on=campaign.ends_on
        ),
        mapping=request.mapping,
        encoding=request.encoding,
    )
    stands = _versions(ground, table) if seen is None else seen
    edits: dict[tuple[int, str, date], TargetEdit] = {}
    rows = tuple(_judged(call, ground, row, stands, edits) for row in table.rows)
    return _Judged(root=places[0], table=replace(table, rows=rows), edits=tuple(edits.values()), seen=stands)


def _versions(ground: targets.TargetGround, table: TargetTable) -> dict[tuple[int, str, date], int]:
    """Return the version in force of every target that a file gives, 0 for none."""
    ids = {indicator.key: indicator.id for indicator in ground.campaign.indicators}
    found: dict[tuple[int, str, date], int] = {}
    for wanted in (wanted for row in table.rows for wanted in row.wanted):
        stored = ground.current.get((wanted.place.id, ids[wanted.indicator], wanted.due_on))
        found[wanted.cell] = stored.version if stored else 0
    return found


def _judged(
    call: Call,
    ground: targets.TargetGround,
    row: TargetRow,
    stands: Mapping[tuple[int, str, date], int],
    edits: dict[tuple[int, str, date], TargetEdit],
) -> TargetRow:
    """Return a row with what the targets that stand say to it; its edits join those of the rows before it."""
    if row.refused:
        return row
    own: dict[tuple[int, str, date], TargetEdit] = {}
    issues: list[RowIssue] = []
    for wanted in row.wanted:
        try:
            edit = targets.edit_of(call, ground, _change(wanted, stands.get(wanted.cell, 0)))
        except CampaignError as error:
            issues.append(_told(row, wanted, error))
        else:
            if edit is not None and wanted.cell not in edits:
                own[wanted.cell] = edit
    if issues:
        return replace(row, issues=(*row.issues, *issues), wanted=())
    edits.update(own)
    if own:
        return row
    told = RowIssue(row.sheet, row.number, row.wanted[0].heading, "duplicate_target", row.wanted[0].place.name)
    return replace(row, issues=(*row.issues, told), known=True)


def _change(wanted: Wanted, version: int) -> TargetChange:
    return TargetChange(
        place_id=wanted.place.id,
        indicator=wanted.indicator,
        kind=wanted.kind,
        amount=wanted.amount,
        expected_version=version,
        due_on=wanted.due_on,
    )


def _told(row: TargetRow, wanted: Wanted, error: CampaignError) -> RowIssue:
    """Return why a target is not set, with what the sentence names: the place, or what stands there by now."""
    code = _CODES.get(error.code, error.code)
    value = wanted.place.name if code in {"target_not_yours", "population_missing"} else wanted.text
    if code == "target_changed_meanwhile":
        value = _shown(error.details["kind"], error.details["theirs"])
    return RowIssue(row.sheet, row.number, wanted.heading, code, value)


def _shown(kind: object, amount: object) -> str:
    """Return a stored target as a cell would say it; "–" for one that was taken back."""
    if not isinstance(amount, int):
        return "–"
    return f"{amount / HUNDRED:g}%" if kind == TargetKind.PERCENT.value else str(amount)
