"""Reported numbers: the way from draft to locked, what is late, and whether a published percentage follows.

Owns the transitions and the arithmetic. Refuses the clock and the database: days, instants and numbers come in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from campaign.clock import LOCAL
from campaign.domain.pace import PaceFactors, PaceReading, percentage_target
from campaign.domain.vocabulary import Pace, ReportStatus

CUT_OFF: Final = 19 * 60
"""Minutes after local midnight by which a day's numbers are sent, where a campaign says nothing else."""

MAX_NUMBER: Final = 9_999_999
MAX_PUBLISHED: Final = 1_000_000
"""The largest percentage that is taken as meant, in hundredths of a percent: 10.000 %."""

SENT: Final = frozenset({ReportStatus.SUBMITTED, ReportStatus.APPROVED, ReportStatus.LOCKED})
"""A unit has reported when its number stands in one of these; a draft is still its own affair."""

RECENT_REPORTS: Final = 7
_FEWEST: Final = 3
_FAR: Final = 3
_SMALL: Final = 20
_WHOLE: Final = 10_000
_DAY_MINUTES: Final = 24 * 60


class Move(StrEnum):
    """What may be done with a number."""

    SAVE = "save"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    RETURN = "return"
    APPROVE = "approve"
    LOCK = "lock"
    UNLOCK = "unlock"


_S = ReportStatus
# None is "missing": there is no row. A returned number stays returned while it is mended, so that the reason stays
# beside it. An unlocked number is an approved one again: it goes on counting until somebody returns it.
MOVES: Final[Mapping[Move, Mapping[ReportStatus | None, ReportStatus]]] = {
    Move.SAVE: {None: _S.DRAFT, _S.DRAFT: _S.DRAFT, _S.RETURNED: _S.RETURNED},
    Move.SUBMIT: {None: _S.SUBMITTED, _S.DRAFT: _S.SUBMITTED, _S.RETURNED: _S.SUBMITTED},
    Move.TAKE_BACK: {_S.SUBMITTED: _S.DRAFT},
    Move.RETURN: {_S.SUBMITTED: _S.RETURNED, _S.APPROVED: _S.RETURNED},
    Move.APPROVE: {_S.SUBMITTED: _S.APPROVED},
    Move.LOCK: {_S.APPROVED: _S.LOCKED},
    Move.UNLOCK: {_S.LOCKED: _S.APPROVED},
}
NEED_REASON: Final = frozenset({Move.RETURN, Move.UNLOCK})


def after(move: Move, status: ReportStatus | None) -> ReportStatus | None:
    """Return the status that a move leads to, None where it leads nowhere."""
    return MOVES[move].get(status)


def counts(status: ReportStatus | None) -> bool:
    """Whether a number in this status is part of the sums."""
    return status in {ReportStatus.APPROVED, ReportStatus.LOCKED}


# -------------------------------------------------------------------------------------------------- time
def deadline(*, day: date, cut_off: int) -> datetime:
    """Return the instant by which the numbers of a day are due; `cut_off` is minutes after local midnight."""
    midnight = datetime.combine(day + timedelta(days=cut_off // _DAY_MINUTES), time(), LOCAL)
    return midnight + timedelta(minutes=cut_off % _DAY_MINUTES)


def is_late(*, submitted_at: datetime | None, day: date, cut_off: int) -> bool:
    """Whether a number was sent after the cut-off of its day; the minute of the cut-off itself is in time."""
    return submitted_at is not None and submitted_at > deadline(day=day, cut_off=cut_off)


# ------------------------------------------------------------------------------------------------ ratios
@dataclass(frozen=True, slots=True, kw_only=True)
class RatioCheck:
    """What a numerator and a denominator say beside a published percentage; all rates in hundredths of a percent.

    `rate` is None for a denominator of 0: such a rate is no data. `mismatch`: the published one does not follow.
    `above_whole`: the numerator is larger than its denominator.
    """

    rate: int | None
    published: int | None
    mismatch: bool
    above_whole: bool

    @property
    def fine(self) -> bool:
        """Whether there is nothing to warn of."""
        return not self.mismatch and not self.above_whole and self.rate is not None


def ratio_check(*, n: int, denominator: int, published: int | None = None) -> RatioCheck:
    """Recompute a percentage, half up to hundredths: 71893 of 78663 is 9139, so a published 9339 does not follow.

    A published percentage of nothing (denominator 0) never follows. One that was published with fewer decimals is
    right when it is the rate rounded to them: 91,4 % and 91 % follow from 91,39 %.
    """
    above = n > denominator
    if denominator == 0:
        return RatioCheck(rate=None, published=published, mismatch=published is not None, above_whole=above)
    rate = _half_up(n, denominator, unit=1)
    follows = published is None or any(
        published % unit == 0 and published == _half_up(n, denominator, unit=unit) for unit in (1, 10, 100)
    )
    return RatioCheck(rate=rate, published=published, mismatch=not follows, above_whole=above)


def _half_up(n: int, denominator: int, *, unit: int) -> int:
    """Return n/denominator in hundredths of a percent, rounded half up to multiples of `unit`."""
    return unit * ((2 * _WHOLE * n + unit * denominator) // (2 * unit * denominator))


def far_above(*, n: int, recent: Sequence[int]) -> bool:
    """Whether a number lies so far above a unit's recent ones that it deserves a second look (more than threefold).

    Small numbers, and a unit with fewer than three numbers behind it, are never remarkable.
    """
    return len(recent) >= _FEWEST and n >= _SMALL and n > _FAR * max(recent)


# -------------------------------------------------------------------------------------------------- pace
def read_ratio(
    *,
    day: int,
    days: int,
    numerator: int,
    denominator: int,
    share: int | None,
    factors: PaceFactors,
) -> PaceReading:
    """Read a ratio against its percentage target (`share`, hundredths of a percent) on a day of the campaign.

    A ratio does not grow toward its target as a sum does: the share is wanted of whatever was handled so far. So the
    target and the planned number are the same, that share of the denominators; nothing is forecast or needed a day.
    The pace words are those of domain § 10 over that plan.
    """
    target = percentage_target(hundredths=share, population=denominator) if share and denominator else None
    word = Pace.NO_TARGET
    if target:
        borders = (
            (Pace.NOT_STARTED, day == 0),
            (Pace.DONE, numerator >= target),
            (Pace.AHEAD, numerator >= Fraction(str(factors.ahead)) * target),
            (Pace.ON_TRACK, numerator >= Fraction(str(factors.on_track)) * target),
            (Pace.AT_RISK, numerator >= Fraction(str(factors.at_risk)) * target),
        )
        word = next((found for found, holds in borders if holds), Pace.BEHIND)
    return PaceReading(
        day=day,
        days=days,
        target=target,
        toward_target=numerator,
        rate=numerator / target if target else None,
        planned_today=float(target) if target else None,
        needed_per_day=None,
        recent_per_day=0.0,
        forecast_end=None,
        forecast_total=None,
        pace=word,
    )
