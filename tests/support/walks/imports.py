"""The services of imports."""

import uuid

from campaign.domain.permissions import Action
from campaign.domain.vocabulary import ImportKind
from campaign.services.call import Call
from campaign.services.imports import batches, citizens, list_undoing, mappings, places, targets, undoing
from campaign.services.imports.citizens import DryRun
from campaign.services.imports.request import ImportRequest
from tests.support.desk import Desk
from tests.support.list_files import places_request, targets_request
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN, COMMUNE

BATCH = uuid.uuid5(uuid.NAMESPACE_OID, "a list of the walk")
LIST = "Họ và tên;Ngày sinh;Thôn, buôn\nPhan Thị Thử;01/02/1980;Buôn Jung\n"


def request() -> ImportRequest:
    """Return a list of one person who does not exist."""
    return ImportRequest(campaign=CAMPAIGN, file_name="danh-sach.csv", content=LIST.encode())


def looked(desk: Desk) -> DryRun:
    """Return the dry run of that list, by the installation itself."""
    return citizens.dry_run(call=desk.system(), request=request())


def brought(desk: Desk, kind: str = "citizens") -> None:
    """Let a list be imported behind the walk's back, so that events count from there."""
    with desk.store.read() as connection:
        there = connection.exec_driver_sql("SELECT count(*) FROM import_batch").scalar()
    if not there:
        desk.run(
            "INSERT INTO import_batch (id, commune_id, kind, campaign_id, place_id, file_name, file_hash, columns,"
            " rows_read, accepted, rejected, duplicates, warnings, created_at)"
            " SELECT :batch, p.id, CAST(:kind AS VARCHAR(12)), c.id, p.id, 'danh-sach.csv', '0', '{}', 0, 0, 0, 0, 0,"
            " CURRENT_TIMESTAMP"
            " FROM campaign c JOIN place p ON p.id = c.place_id WHERE c.slug = :slug",
            batch=BATCH if desk.store.engine.dialect.name == "postgresql" else BATCH.hex,
            kind=kind,
            slug=CAMPAIGN,
        )


def undone(desk: Desk, call: Call) -> object:
    """Take a batch back."""
    brought(desk)
    return undoing.undo(call=call, batch_id=BATCH)


def lists_undone(desk: Desk, call: Call) -> object:
    """Take a batch of targets back."""
    brought(desk, "targets")
    return list_undoing.undo_list(call=call, batch_id=BATCH)


def told(desk: Desk, call: Call) -> object:
    """Read a batch."""
    brought(desk)
    return batches.batch(call=call, batch_id=BATCH)


def remarks(desk: Desk, call: Call) -> object:
    """Read the issues of a batch."""
    brought(desk)
    return batches.issues(call=call, batch_id=BATCH)


def counted(desk: Desk, call: Call) -> object:
    """Count the issues of a batch."""
    brought(desk)
    return batches.issue_counts(call=call, batch_id=BATCH)


TABLE: dict[str, Walk] = {
    "imports.batches.batch": Walk(action=Action.IMPORT, run=told, next_door="batch_unknown"),
    "imports.batches.batches": Walk(
        action=Action.IMPORT,
        run=lambda _, call: batches.batches(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "imports.batches.issue_counts": Walk(action=Action.IMPORT, run=counted, next_door="batch_unknown"),
    "imports.batches.issues": Walk(action=Action.IMPORT, run=remarks, next_door="batch_unknown"),
    "imports.citizens.dry_run": Walk(
        action=Action.IMPORT,
        run=lambda _, call: citizens.dry_run(call=call, request=request()),
        next_door="campaign_unknown",
    ),
    "imports.citizens.run": Walk(
        action=Action.IMPORT,
        run=lambda desk, call: citizens.run(call=call, dry_run=looked(desk), batch_id=BATCH),
        next_door="campaign_unknown",
        writes=True,
    ),
    "imports.list_undoing.undo_list": Walk(
        action=Action.IMPORT, run=lists_undone, next_door="batch_unknown", writes=True
    ),
    "imports.mappings.remember": Walk(
        action=Action.IMPORT,
        run=lambda _, call: mappings.remember(
            call=call, kind=ImportKind.CITIZENS, slug=CAMPAIGN, columns={"Nơi ở": "village"}
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "imports.mappings.remembered": Walk(
        action=Action.IMPORT,
        run=lambda _, call: mappings.remembered(call=call, kind=ImportKind.PLACES, place_code=COMMUNE),
        next_door="not_permitted",
    ),
    "imports.places.dry_run": Walk(
        action=Action.IMPORT,
        run=lambda _, call: places.dry_run(call=call, request=places_request()),
        next_door="not_permitted",
    ),
    "imports.places.run": Walk(
        action=Action.IMPORT,
        run=lambda desk, call: places.run(
            call=call, dry_run=places.dry_run(call=desk.system(), request=places_request()), batch_id=BATCH
        ),
        next_door="not_permitted",
        writes=True,
    ),
    "imports.targets.dry_run": Walk(
        action=Action.IMPORT,
        run=lambda _, call: targets.dry_run(call=call, request=targets_request()),
        next_door="campaign_unknown",
    ),
    "imports.targets.run": Walk(
        action=Action.IMPORT,
        run=lambda desk, call: targets.run(
            call=call, dry_run=targets.dry_run(call=desk.system(), request=targets_request()), batch_id=BATCH
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "imports.undoing.undo": Walk(action=Action.IMPORT, run=undone, next_door="batch_unknown", writes=True),
}
OWN: dict[str, str] = {}
