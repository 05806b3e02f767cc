"""What becomes of the records of two entries that turn out to be one person, and of one that turn out to be two.

Owns two rules: which record of a step stands in a union, and which record of today goes back to one that a merge
copied. Both leave every record as it is; the callers void and copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import Consent, StepStatus

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

# What was done outweighs what was tried. A completed step has its earliest day; the person had it from then on.
_STANDING: Final = {
    StepStatus.COMPLETED: 0,
    StepStatus.ALREADY_HAD: 1,
    StepStatus.ASSISTED: 2,
    StepStatus.NOT_APPLICABLE: 3,
    StepStatus.REFUSED: 4,
    StepStatus.UNREACHABLE: 5,
}
# A no of either entry is the person's no (Luật 91/2025/QH15 Art. 9): it is asked again rather than overheard.
_CONSENT: Final = (Consent.WITHDRAWN, Consent.REFUSED, Consent.GIVEN, Consent.NOT_REQUIRED, Consent.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One record, live or voided, as far as these rules ask."""

    id: uuid.UUID
    campaign_id: int
    indicator_id: int
    status: StepStatus
    day: date
    server_at: datetime
    replaces_id: uuid.UUID | None
    voided_at: datetime | None
    void_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """A record of the entry that goes: whether it `stands` in the union, and the other entry's record of its step."""

    record_id: uuid.UUID
    stands: bool
    other_id: uuid.UUID | None


def union(*, kept: Iterable[Trace], gone: Iterable[Trace]) -> tuple[Moving, ...]:
    """Say for every live record of `gone` whether it stands in the union of two people's steps.

    The union has every step that either has; of two records of a step the one that says more stands, `completed` most
    of all, and of two alike the earlier.
    """
    mine = {(r.campaign_id, r.indicator_id): r for r in kept}
    found = []
    for record in sorted(gone, key=_order):
        other = mine.get((record.campaign_id, record.indicator_id))
        stands = other is None or _weight(record) < _weight(other)
        found.append(Moving(record_id=record.id, stands=stands, other_id=other.id if other else None))
    return tuple(found)


def stands_for(*, copy: Trace, history: Iterable[Trace], undo_reason: str) -> uuid.UUID | None:
    """Return the live record of a person that goes back to a copy: itself, or what corrections made of it.

    A correction and an advance name the record they replace. An undo puts a copy of the replaced record back at the
    moment in which it voids the replacing one. None: the copy was taken back and nothing came of it.
    """
    theirs = [r for r in history if (r.campaign_id, r.indicator_id) == (copy.campaign_id, copy.indicator_id)]
    live = next((r for r in theirs if r.voided_at is None), None)
    by_id = {r.id: r for r in theirs}
    seen: set[uuid.UUID] = set()
    found = live
    while found is not None and found.id != copy.id and found.id not in seen:
        seen.add(found.id)
        found = _earlier(found, theirs, by_id, undo_reason)
    return live.id if live is not None and found is not None and found.id == copy.id else None


def stricter(a: Consent, b: Consent, /) -> Consent:
    """Return the consent of one person of whom two entries say something: a no before a yes, an answer before none."""
    return min(a, b, key=_CONSENT.index)


def _earlier(found: Trace, theirs: Sequence[Trace], by_id: Mapping[uuid.UUID, Trace], undo_reason: str) -> Trace | None:
    if found.replaces_id is not None:
        return by_id.get(found.replaces_id)
    undone = next(
        (r for r in theirs if r.voided_at == found.server_at and r.void_reason == undo_reason and r.replaces_id), None
    )
    return by_id.get(undone.replaces_id) if undone and undone.replaces_id else None


def _weight(record: Trace) -> tuple[int, date, datetime, int]:
    return (_STANDING[record.status], *_order(record))


def _order(record: Trace) -> tuple[date, datetime, int]:
    return (record.day, record.server_at, record.id.int)
