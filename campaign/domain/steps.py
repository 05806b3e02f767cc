"""What one person adds to the counts: the rule behind every number (domain § 10, last paragraphs).

A write computes a person's contributions before and after, and adds the difference to the roll-ups;
a recount adds up everybody's. Both ask this module, so that they cannot drift apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from campaign.domain.vocabulary import HAVE_STATUSES, StepStatus

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveRecord:
    """One record that has not been voided. `day` is local; `server_at` and `id` settle the order within a day."""

    id: uuid.UUID
    indicator_id: int
    status: StepStatus
    place_id: int
    day: date
    server_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedIndicators:
    """Which indicators of a campaign count people: its required steps, and its two derived indicators."""

    required: frozenset[int]
    all_steps: int | None
    reached: int | None


class Contribution(NamedTuple):
    """One unit of one cell of the roll-ups, before it is carried up to the ancestors."""

    place_id: int
    indicator_id: int
    status: StepStatus
    day: date


def contributions(*, records: Iterable[LiveRecord], counted: CountedIndicators) -> Counter[Contribution]:
    """Return what one person's live records (at most one a step) add to the counts.

    A step counts at its own record. `reached` counts once, at the first completed step. `all_steps` counts once,
    at the last required step that the campaign completed; somebody who had every required step before counts
    there as `already_had`, at the last of those records, and never as a result of the campaign.
    """
    ordered = sorted(records, key=_order)
    found = Counter(Contribution(r.place_id, r.indicator_id, r.status, r.day) for r in ordered)
    completed = [r for r in ordered if r.status is StepStatus.COMPLETED]
    if counted.reached is not None and completed:
        first = completed[0]
        found[Contribution(first.place_id, counted.reached, StepStatus.COMPLETED, first.day)] += 1
    if counted.all_steps is not None:
        last = _last_required(ordered, counted.required)
        if last is not None:
            found[Contribution(last.place_id, counted.all_steps, last.status, last.day)] += 1
    return found


def completing_record(*, records: Iterable[LiveRecord], counted: CountedIndicators) -> LiveRecord | None:
    """Return the record at which one person counts for `all_steps`, or None while a required step is missing."""
    return _last_required(sorted(records, key=_order), counted.required)


def _order(record: LiveRecord) -> tuple[date, datetime, int]:
    return (record.day, record.server_at, record.id.int)


def _last_required(ordered: Sequence[LiveRecord], required: frozenset[int]) -> LiveRecord | None:
    """Return the record that made "all steps" true, or None while a required step is missing."""
    have = [r for r in ordered if r.indicator_id in required and r.status in HAVE_STATUSES]
    if not required or len({r.indicator_id for r in have}) < len(required):
        return None
    by_campaign = [r for r in have if r.status is StepStatus.COMPLETED]
    return (by_campaign or have)[-1]
