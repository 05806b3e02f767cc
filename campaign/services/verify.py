"""Recounting everything from the records and reported numbers: roll-ups, audit chain, schema.

What differs is listed, never mended.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from campaign.db import schema
from campaign.db.operations.audit import GENESIS, digest
from campaign.db.queries import verify as queries
from campaign.db.queries.campaigns import find_campaign
from campaign.db.queries.places import places_under_all
from campaign.domain.steps import contributions
from campaign.services.call import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call

Cell = tuple[int, int, str, "date"]
SumCell = tuple[int, int, "date"]
# The sum, the sum of denominators, how many units' numbers are in it.
Sum = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that does not agree.

    `what`: rollup, report_rollup, audit_hash, audit_link, audit_head, audit_gap, schema.
    """

    what: str
    where: str
    stored: str
    recounted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was checked, and what differs; `ok` when nothing does."""

    campaigns: int
    records: int
    cells: int
    events: int
    differences: tuple[Difference, ...]

    @property
    def ok(self) -> bool:
        """Whether everything agrees."""
        return not self.differences


def verify(*, call: Call, on_person: Callable[[int, int], None] | None = None) -> Verification:
    """Recount every roll-up of every campaign, check every audit chain and the schema.

    `on_person` is told how many records were just read, and of how many in all, for a progress bar. Needs the right to
    verify everywhere.
    """
    call.require(Action.VERIFY, "/")
    differences: list[Difference] = []
    records = cells = 0
    with call.read() as connection:
        slugs = queries.campaign_slugs(connection)
        total = queries.count_live_records(connection) if on_person else 0
        tell = partial(_tell, on_person, total) if on_person else None
        for slug in slugs:
            found = find_campaign(connection, slug=slug)
            if found is None:
                continue
            counted, n = _recount(connection, found, tell)
            stored = queries.stored_cells(connection, campaign_id=found.id)
            sums = queries.stored_sums(connection, campaign_id=found.id)
            differences += _compare(slug, stored, counted)
            differences += _compare_sums(slug, sums, _recount_reports(connection, found))
            records, cells = records + n, cells + len(stored) + len(sums)
        events, broken = _check_chains(connection)
        differences += broken
        differences += [
            Difference(what="schema", where=text, stored="", recounted="") for text in schema.differences(connection)
        ]
    return Verification(
        campaigns=len(slugs), records=records, cells=cells, events=events, differences=tuple(differences)
    )


def verify_chain(*, call: Call) -> tuple[Difference, ...]:
    """Check the audit chains of the communes in the viewer's scope; () when every event is as it was written."""
    call.require(Action.SEE_AUDIT, None)
    with call.read() as connection:
        chains = queries.chains_under(connection, scope=call.viewer.scope)
        return tuple(_check_chains(connection, chains)[1])


def _recount(
    connection: Connection, campaign: CampaignDefinition, on_person: Callable[[int], None] | None
) -> tuple[Counter[Cell], int]:
    """Add up everybody's contributions, carried to every ancestor up to the campaign's root."""
    counted: Counter[Cell] = Counter()
    ancestors = _ancestors(connection, campaign)
    n = 0
    for _person, records in queries.live_records_by_person(connection, campaign_id=campaign.id):
        n += len(records)
        for unit, times in contributions(records=records, counted=campaign.counted).items():
            for place_id in ancestors[unit.place_id]:
                counted[place_id, unit.indicator_id, unit.status.value, unit.day] += times
        if on_person is not None:
            on_person(len(records))
    return counted, n


def _recount_reports(connection: Connection, campaign: CampaignDefinition) -> dict[SumCell, Sum]:
    """Add up the approved and locked numbers, carried to every ancestor up to the campaign's root."""
    counted: dict[SumCell, Sum] = {}
    ancestors = _ancestors(connection, campaign)
    for unit, indicator_id, day, n, denominator in queries.counted_reports(connection, campaign_id=campaign.id):
        for place_id in ancestors[unit]:
            old = counted.get((place_id, indicator_id, day), (0, 0, 0))
            counted[place_id, indicator_id, day] = (old[0] + n, old[1] + denominator, old[2] + 1)
    return counted


def _ancestors(connection: Connection, campaign: CampaignDefinition) -> dict[int, tuple[int, ...]]:
    return {
        place.id: place.ancestors(campaign.place_path) for place in places_under_all(connection, paths=campaign.paths)
    }


def _tell(on_person: Callable[[int, int], None], total: int, records: int) -> None:
    on_person(records, total)


def _compare(slug: str, stored: dict[Cell, int], counted: Counter[Cell]) -> list[Difference]:
    return [
        Difference(
            what="rollup",
            where=f"{slug}: place {cell[0]}, indicator {cell[1]}, {cell[2]}, {cell[3]}",
            stored=str(stored.get(cell, 0)),
            recounted=str(counted.get(cell, 0)),
        )
        for cell in sorted(stored.keys() | counted.keys(), key=str)
        if stored.get(cell, 0) != counted.get(cell, 0)
    ]


def _compare_sums(slug: str, stored: dict[SumCell, Sum], counted: dict[SumCell, Sum]) -> list[Difference]:
    def told(found: Sum) -> str:
        return f"{found[0]} of {found[1]}, {found[2]} reports" if found[1] else f"{found[0]}, {found[2]} reports"

    nothing = (0, 0, 0)
    return [
        Difference(
            what="report_rollup",
            where=f"{slug}: place {cell[0]}, indicator {cell[1]}, {cell[2]}",
            stored=told(stored.get(cell, nothing)),
            recounted=told(counted.get(cell, nothing)),
        )
        for cell in sorted(stored.keys() | counted.keys(), key=str)
        if stored.get(cell, nothing) != counted.get(cell, nothing)
    ]


def _check_chains(connection: Connection, chains: Sequence[int] | None = None) -> tuple[int, list[Difference]]:
    """Follow every chain from its beginning; each event must carry the hash of the one before, and of itself."""
    found: list[Difference] = []
    last: dict[int, tuple[int, bytes]] = {}
    events = 0
    for event in queries.audit_chain(connection, chains=chains):
        events += 1
        chain, seq = event["commune_id"], event["seq"]
        before_seq, before_hash = last.get(chain, (0, GENESIS))
        where = f"chain {chain}, event {seq}"
        if seq != before_seq + 1:
            found.append(Difference(what="audit_gap", where=where, stored=str(seq), recounted=str(before_seq + 1)))
        if event["previous_hash"] != before_hash:
            found.append(_broken("audit_link", where, event["previous_hash"], before_hash))
        true_hash = digest(event["previous_hash"], event)
        if event["hash"] != true_hash:
            found.append(_broken("audit_hash", where, event["hash"], true_hash))
        last[chain] = (seq, event["hash"])
    heads = queries.audit_heads(connection, chains=chains)
    for chain in sorted(heads.keys() | last.keys()):
        head, end = heads.get(chain, (0, GENESIS)), last.get(chain, (0, GENESIS))
        if head != end:
            found.append(_broken("audit_head", f"chain {chain}, {head[0]} of {end[0]}", head[1], end[1]))
    return events, found


def _broken(what: str, where: str, stored: bytes, recounted: bytes) -> Difference:
    return Difference(what=what, where=where, stored=stored.hex()[:16], recounted=recounted.hex()[:16])
