"""Entering reported numbers: drafts and sending, of many units, indicators and days in one go.

A number is that of its day, not a running total. What nobody entered stays missing; 0 is a real report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from campaign.db.operations import reports as operations
from campaign.domain.reporting import MAX_NUMBER, MAX_PUBLISHED, Move, after, is_late
from campaign.domain.vocabulary import IndicatorKind, ReportStatus
from campaign.errors import CampaignError
from campaign.services.reporting import changed_meanwhile
from campaign.services.reporting_ledger import ReportCell, held, keys_of, log, open_ledger, values_shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from campaign.db.queries.reports import CellKey, StoredReport
    from campaign.services.call import Call, Change
    from campaign.services.reporting_ledger import Ledger

MAX_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry(ReportCell):
    """One number as it should be: `n` is the number of the day, of a ratio the numerator.

    `n=None` makes an unsent number missing again. `published` is the percentage that the unit itself publishes, in
    hundredths of a percent. `expected_version` is what the editor saw (0: nothing); None overwrites a draft unseen
    (sample data).
    """

    n: int | None
    denominator: int | None = None
    published: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsSaved:
    """How many numbers changed, how many stood there already, and how many were sent after the cut-off."""

    changed: int
    unchanged: int
    late: int


def save_reports(
    *, call: Call, slug: str, entries: Sequence[ReportEntry], save_id: UUID, submit: bool = False
) -> ReportsSaved:
    """Save numbers as drafts, or send them (`submit`), all or none. The same save sent twice changes nothing.

    5 statements and 4 for the log, any number of cells. Raises `report_number_invalid`, `report_published_invalid`,
    `report_denominator_missing`, `report_note_too_long`, `report_changed_meanwhile` (theirs, yours, by, at),
    `report_status_refused` (what was sent is taken back, or returned, first), and what
    `campaign.services.reporting.approve` raises.
    """
    try:
        return _save(call, slug, entries, save_id, submit=submit)
    except CampaignError as error:
        if error.code != "report_changed_meanwhile" or error.details:
            raise
        # Somebody entered the same empty cell at the same moment: the second look sees, and tells, what they wrote.
        return _save(call, slug, entries, save_id, submit=submit)


def _save(call: Call, slug: str, entries: Sequence[ReportEntry], save_id: UUID, *, submit: bool) -> ReportsSaved:
    move = Move.SUBMIT if submit else Move.SAVE
    with call.write() as change:
        ledger = open_ledger(call, change.connection, slug=slug, deciding=False)
        wanted = keys_of(ledger, entries, today=call.moment.today, deciding=False)
        current = held(change.connection, ledger, wanted)
        writing: dict[CellKey, ReportEntry] = {}
        for key, entry in wanted.items():
            if not isinstance(entry, ReportEntry):
                raise TypeError(entry)
            _check(ledger, entry)
            old = current.get(key)
            if _stands(old, entry, move, save_id):
                continue
            _refuse(ledger, entry, old, move)
            writing[key] = entry
        _store(call, change, ledger, writing, current, move=move, save_id=save_id)
        sent_now = [key for key, entry in writing.items() if submit and entry.n is not None]
        cut_off = ledger.plan.cut_off
        late = sum(is_late(submitted_at=call.moment.now, day=day, cut_off=cut_off) for _p, _i, day in sent_now)
        return ReportsSaved(changed=len(writing), unchanged=len(wanted) - len(writing), late=late)


def _check(ledger: Ledger, entry: ReportEntry) -> None:
    """Refuse what is no number; what is merely strange is shown to whoever approves."""
    place = ledger.units[entry.place_id].name
    ratio = ledger.indicators[entry.indicator].kind is IndicatorKind.RATIO
    if entry.n is None:
        return
    for value in (entry.n, entry.denominator):
        if value is not None and not 0 <= value <= MAX_NUMBER:
            raise CampaignError("report_number_invalid", value=value, place=place, limit=MAX_NUMBER)
    if ratio and entry.denominator is None:
        raise CampaignError("report_denominator_missing", place=place, indicator=entry.indicator)
    if not ratio and (entry.denominator is not None or entry.published is not None):
        raise CampaignError("report_number_invalid", value=entry.denominator, place=place, limit=MAX_NUMBER)
    if entry.published is not None and not 0 <= entry.published <= MAX_PUBLISHED:
        raise CampaignError("report_published_invalid", place=place)
    if len(entry.note) > MAX_NOTE:
        raise CampaignError("report_note_too_long", limit=MAX_NOTE)


def _stands(old: StoredReport | None, entry: ReportEntry, move: Move, save_id: UUID) -> bool:
    """Whether the cell says this already: the same save, or the same number in the status that is asked for."""
    if old is None or entry.n is None:
        return old is None and entry.n is None
    if old.save_id == save_id:
        return True
    same = (old.n, old.denominator, old.published, old.note)
    if same != (entry.n, entry.denominator, entry.published, entry.note.strip()):
        return False
    return old.status is after(move, None) or (move is Move.SAVE and after(move, old.status) is old.status)


def _refuse(ledger: Ledger, entry: ReportEntry, old: StoredReport | None, move: Move) -> None:
    """Raise when somebody else was first, or when the number was sent already."""
    version = old.version if old else 0
    if entry.expected_version not in {None, version}:
        if old is not None:
            raise changed_meanwhile(ledger, old, yours=entry.n)
        raise CampaignError(
            "report_missing", place=ledger.units[entry.place_id].name, indicator=entry.indicator, day=entry.day
        )
    status = old.status if old else None
    # Only what is still the unit's own affair can be emptied.
    if after(Move.SAVE if entry.n is None else move, status) is None:
        raise CampaignError(
            "report_status_refused",
            place=ledger.units[entry.place_id].name,
            indicator=entry.indicator,
            day=entry.day,
            report_status=status.value if status else None,
        )


def _store(
    call: Call,
    change: Change,
    ledger: Ledger,
    writing: Mapping[CellKey, ReportEntry],
    current: Mapping[CellKey, StoredReport],
    *,
    move: Move,
    save_id: UUID,
) -> None:
    if not writing:
        change.nothing_done()
        return
    rows = {
        key: _row(call, entry, current.get(key), move=move, save_id=save_id)
        for key, entry in writing.items()
        if entry.n is not None
    }
    new = [key for key in rows if key not in current]
    moved = {key: row for key, row in rows.items() if key in current}
    emptied = [key for key in writing if key not in rows]
    if new:
        operations.insert_reports(change.connection, [_new(ledger, key, rows[key]) for key in new])
    if moved:
        operations.update_reports(
            change.connection, campaign_id=ledger.campaign.id, rows=moved, columns=operations.NUMBER
        )
    if emptied:
        operations.delete_reports(change.connection, campaign_id=ledger.campaign.id, cells=emptied)
    told = {
        key: values_shown(row["status"], row["n"], row["denominator"], row["published"]) for key, row in rows.items()
    }
    log(
        change,
        ledger,
        action=f"report.{move.value}",
        before={key: current[key] for key in writing if key in current},
        after={**told, **dict.fromkeys(emptied)},
    )


def _row(call: Call, entry: ReportEntry, old: StoredReport | None, *, move: Move, save_id: UUID) -> dict[str, Any]:
    status = after(move, old.status if old else None) or ReportStatus.DRAFT
    before = old.submitted_at if old else None
    return {
        "status": status.value,
        "n": entry.n,
        "denominator": entry.denominator,
        "published": entry.published,
        "note": entry.note.strip(),
        "save_id": save_id,
        "reported_by": call.viewer.account_id,
        "reported_at": call.moment.now,
        "submitted_at": call.moment.now if move is Move.SUBMIT else before,
    }


def _new(ledger: Ledger, key: CellKey, row: Mapping[str, object]) -> dict[str, object]:
    place_id, indicator_id, day = key
    cell: dict[str, int | date] = {"place_id": place_id, "indicator_id": indicator_id, "day": day}
    return {"campaign_id": ledger.campaign.id, "version": 1, **cell, **row}
