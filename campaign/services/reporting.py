"""Writing reported numbers: drafts, sending, and every decision about what was sent.

All of it comes in lists, because one official decides about a hundred units at once: the cost is a constant number of
statements. Two officials at one number: the second is told both values, and nothing is overwritten silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.operations import reports as operations
from campaign.db.queries.reports import StoredReport, reports_of
from campaign.domain.reporting import NEED_REASON, Move, after, counts
from campaign.domain.vocabulary import ReportStatus
from campaign.errors import CampaignError
from campaign.services.reporting_ledger import (
    Ledger,
    ReportCell,
    held,
    keys_of,
    log,
    open_ledger,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from campaign.db.queries.reports import CellKey
    from campaign.services.call import Call, Change

__all__ = ["Decided", "ReportCell", "approve", "lock", "lock_until", "return_reports", "take_back", "unlock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """How many numbers a decision moved; those that stood there already are not counted."""

    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be done with some numbers, and why."""

    move: Move
    reason: str = ""


def take_back(*, call: Call, slug: str, cells: Sequence[ReportCell]) -> Decided:
    """Make sent numbers drafts again, as long as nobody has approved them.

    Raises what `approve` raises; needs the right to report for the unit.
    """
    return _decide(call, slug, cells, Move.TAKE_BACK)


def approve(*, call: Call, slug: str, cells: Sequence[ReportCell]) -> Decided:
    """Approve sent numbers, all or none: from now on they count. 8 statements and 4 for the log, any number of cells.

    The right is asked at the place above each unit: whoever answers for a number does not approve it. Raises
    `campaign_unknown`, `campaign_draft`, `campaign_closed`, `nothing_reported`, `not_permitted`, `indicator_unknown`,
    `report_day_outside`, `day_in_future`, `place_not_valid`, `report_twice`, `report_status_refused` (a draft is not
    approved), `report_changed_meanwhile`.
    """
    return _decide(call, slug, cells, Move.APPROVE)


def return_reports(*, call: Call, slug: str, cells: Sequence[ReportCell], reason: str) -> Decided:
    """Return sent or approved numbers for correction, with a reason; approved ones no longer count.

    Raises `reason_missing` and what `approve` raises.
    """
    return _decide(call, slug, cells, Move.RETURN, reason=reason)


def lock(*, call: Call, slug: str, cells: Sequence[ReportCell]) -> Decided:
    """Lock approved numbers: they change no more until somebody unlocks them with a reason. Raises as `approve`."""
    return _decide(call, slug, cells, Move.LOCK)


def unlock(*, call: Call, slug: str, cells: Sequence[ReportCell], reason: str) -> Decided:
    """Unlock numbers, with a reason: they are approved again, go on counting, and may now be returned.

    Raises `reason_missing` and what `approve` raises.
    """
    return _decide(call, slug, cells, Move.UNLOCK, reason=reason)


def lock_until(*, call: Call, slug: str, until: date, since: date | None = None) -> Decided:
    """Lock every approved number of a period (default: from the first day) in the units that the viewer decides about.

    Raises `campaign_unknown`, `campaign_draft`, `campaign_closed`, `nothing_reported`, `not_permitted`.
    """
    with call.write() as change:
        ledger = open_ledger(call, change.connection, slug=slug, deciding=True)
        found = reports_of(
            change.connection,
            campaign_id=ledger.campaign.id,
            place_ids=ledger.mine,
            since=since or ledger.campaign.starts_on,
            until=until,
            statuses={ReportStatus.APPROVED},
            for_update=True,
        )
        return _carry_out(call, change, ledger, {report.key: report for report in found}, Order(move=Move.LOCK))


def _decide(call: Call, slug: str, cells: Sequence[ReportCell], move: Move, *, reason: str = "") -> Decided:
    if move in NEED_REASON and not reason.strip():
        raise CampaignError("reason_missing")
    deciding = move is not Move.TAKE_BACK
    with call.write() as change:
        ledger = open_ledger(call, change.connection, slug=slug, deciding=deciding)
        wanted = keys_of(ledger, cells, today=call.moment.today, deciding=deciding)
        current = held(change.connection, ledger, wanted)
        moving = {}
        for key, cell in wanted.items():
            report = current.get(key)
            if report is not None and report.status in _ends(move):
                # Somebody did it already: a double click, or a colleague with the same list.
                continue
            moving[key] = _movable(ledger, cell, report, move)
        return _carry_out(call, change, ledger, moving, Order(move=move, reason=reason.strip()))


def _ends(move: Move) -> frozenset[ReportStatus]:
    """Return the statuses in which a move has nothing left to do."""
    done = {Move.LOCK: ReportStatus.LOCKED, Move.UNLOCK: ReportStatus.APPROVED, Move.APPROVE: ReportStatus.APPROVED}
    found = {done[move]} if move in done else {after(move, ReportStatus.SUBMITTED)}
    return frozenset(status for status in found if status is not None)


def _movable(ledger: Ledger, cell: ReportCell, report: StoredReport | None, move: Move) -> StoredReport:
    place = ledger.units[cell.place_id].name
    if report is None:
        raise CampaignError("report_missing", place=place, indicator=cell.indicator, day=cell.day)
    if cell.expected_version not in {None, report.version}:
        raise changed_meanwhile(ledger, report, yours=None)
    if after(move, report.status) is None:
        raise CampaignError(
            "report_status_refused",
            place=place,
            indicator=cell.indicator,
            day=cell.day,
            report_status=report.status.value,
        )
    return report


def changed_meanwhile(ledger: Ledger, report: StoredReport, *, yours: int | None) -> CampaignError:
    """Return the refusal that tells the second of two people what the first one did."""
    indicator = next(i for i in ledger.indicators.values() if i.id == report.indicator_id)
    decided = report.decided_at is not None and report.decided_at > report.reported_at
    return CampaignError(
        "report_changed_meanwhile",
        place=ledger.units[report.place_id].name,
        indicator=indicator.key,
        day=report.day,
        theirs=report.n,
        yours=yours,
        report_status=report.status.value,
        version=report.version,
        by=report.decided_by if decided else report.reported_by,
        at=report.decided_at if decided else report.reported_at,
    )


def _carry_out(
    call: Call, change: Change, ledger: Ledger, moving: Mapping[CellKey, StoredReport], order: Order
) -> Decided:
    move, reason = order.move, order.reason
    if not moving:
        change.nothing_done()
        return Decided(changed=0)
    words = {key: after(move, report.status) for key, report in moving.items()}
    decision = {"decided_by": call.viewer.account_id, "decided_at": call.moment.now, "decision_reason": reason}
    operations.update_reports(
        change.connection,
        campaign_id=ledger.campaign.id,
        rows={key: {"status": word.value, **decision} for key, word in words.items() if word is not None},
        columns=() if move is Move.TAKE_BACK else operations.DECISION,
    )
    for sign in (-1, 1):
        numbers = {
            key: (report.n, report.denominator or 0)
            for key, report in moving.items()
            if counts(words[key]) - counts(report.status) == sign
        }
        operations.move_sums(
            change.connection,
            campaign_id=ledger.campaign.id,
            numbers=numbers,
            ancestors=ledger.ancestors({key[0] for key in numbers}),
            sign=sign,
        )
    log(
        change,
        ledger,
        action=f"report.{move.value}",
        before=moving,
        after={key: [word, *shown(moving[key])[1:]] for key, word in words.items()},
        reason=reason,
    )
    return Decided(changed=len(moving))
