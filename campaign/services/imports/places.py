"""Importing the villages, schools and agencies of a commune from a file, by the rules of a pasted list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.operations import places as operations
from campaign.domain.imports.place_tables import PlaceRow, PlaceTable, read_places
from campaign.domain.vocabulary import ImportKind
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.imports import lists
from campaign.services.imports.reader import read_file
from campaign.services.imports.storing import Destination
from campaign.services.place_lists import ground_of, managed_commune
from campaign.services.place_units import NewUnit, children, store_units

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.imports.sheets import RawFile
    from campaign.services.call import Call
    from campaign.services.imports.lists import ListDryRun
    from campaign.services.imports.request import ImportRequest
    from campaign.services.imports.results import ImportResult


def dry_run(
    *, call: Call, request: ImportRequest, on_rows: Callable[[int, int], None] | None = None
) -> ListDryRun[PlaceRow]:
    """Say what an import into the commune `request.place_code` would do; 2 queries, and nothing is written.

    Raises `not_permitted`, `place_unknown`, `parent_not_commune`, `header_missing`, `place_list_too_long`, and what
    `read_file` raises.
    """
    call.require(Action.IMPORT, None)
    with call.read() as connection:
        commune = _commune(call, connection, request)
    file = read_file(name=request.file_name, content=request.content, sheet=request.sheet)
    with call.read() as connection:
        table = _read(call, connection, commune, file, request)
    return lists.looked(request=request, file=file, table=table, on_rows=on_rows)


def run(
    *,
    call: Call,
    dry_run: ListDryRun[PlaceRow],
    batch_id: UUID,
    on_rows: Callable[[int, int], None] | None = None,
) -> ImportResult:
    """Add the good rows, judged again by the commune as it is now; figures are of today.

    A batch sent twice is one, and a file without a good row changes nothing (`batch` is None). Raises what `dry_run`
    raises, `batch_unknown`.
    """
    request = dry_run.request
    with call.write() as change:
        commune = _commune(call, change.connection, request)
        to = Destination(kind=ImportKind.PLACES, place=commune, commune_id=commune.id)
        operations.hold_place(change.connection, place_id=commune.id)
        before = lists.stored_before(change.connection, batch_id=batch_id, to=to)
        table = _read(call, change.connection, commune, dry_run.file, request)
        good = [row.line for row in table.rows if not row.refused and not row.known]
        if before is not None or not good:
            change.nothing_done()
            return before or lists.answer(table)
        units = [
            NewUnit(
                name=line.name,
                kind=line.kind,
                local_code=line.local_code,
                populations=line.populations,
                point=line.point,
                valid_from=line.valid_from,
            )
            for line in good
        ]
        added = store_units(call, change, commune, units)
        result = lists.store_batch(
            call,
            change,
            batch_id=batch_id,
            to=to,
            dry_run=dry_run,
            result=lists.answer(table),
            items=[("place", place.id) for place in added],
        )
    if on_rows is not None:
        on_rows(result.rows_read, result.rows_read)
    return result


def _commune(call: Call, connection: Connection, request: ImportRequest) -> Place:
    if request.place_code is None:
        raise CampaignError("place_unknown", place="")
    commune = managed_commune(call, connection, request.place_code)
    call.require(Action.IMPORT, commune.path)
    return commune


def _read(call: Call, connection: Connection, commune: Place, file: RawFile, request: ImportRequest) -> PlaceTable:
    ground = ground_of(call, commune, children(connection, commune))
    table = read_places(file=file, ground=ground, mapping=request.mapping, encoding=request.encoding)
    if commune.valid_to is None or commune.valid_to >= call.moment.today:
        return table
    # A commune that has ended takes no more places.
    raise CampaignError("place_not_valid", place=commune.name, day=call.moment.today)
