"""The days that a report or a comparison covers: a day, a week from Monday, a month, the whole campaign.

A period lies inside the campaign and never reaches beyond the day on which it is read; before it stands one of the same
kind, so that "so với kỳ trước" always compares like with like.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from campaign.domain.vocabulary import PeriodKind

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from `first` to `last`, both included, and those of the period before; None where there was none.

    A period that is still going on is compared with the same number of days of the one before.
    """

    kind: PeriodKind
    first: date
    last: date
    before_first: date | None
    before_last: date | None

    def holds(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.first <= day <= self.last

    def held_before(self, day: date) -> bool:
        """Whether a day lies in the period before."""
        return (
            self.before_first is not None
            and self.before_last is not None
            and self.before_first <= day <= (self.before_last)
        )


def period_of(*, kind: PeriodKind, on: date, starts_on: date, ends_on: date) -> Period:
    """Return the period of a kind that holds a day, cut to the campaign and to that day.

    A day outside the campaign is read as the nearest one inside it.
    """
    last = min(max(on, starts_on), ends_on)
    if kind is PeriodKind.WHOLE:
        return Period(kind=kind, first=starts_on, last=last, before_first=None, before_last=None)
    first = max(_first(kind, last), starts_on)
    before = _first(kind, first - _ONE_DAY)
    until = min(before + (last - _first(kind, last)), first - _ONE_DAY)
    if until < starts_on:
        return Period(kind=kind, first=first, last=last, before_first=None, before_last=None)
    return Period(kind=kind, first=first, last=last, before_first=max(before, starts_on), before_last=until)


def _first(kind: PeriodKind, day: date) -> date:
    if kind is PeriodKind.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if kind is PeriodKind.MONTH else day
