"""The weeks of reports that the clock writes: which have ended and stand unwritten, and which files each has.

A week is the seven days before the weekday on which it is written, cut to the campaign. The last one holds the
campaign's last day; after it nothing more is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from campaign.domain.periods import Period
from campaign.domain.vocabulary import PeriodKind

WEEKDAYS: Final = 7
MOST: Final = 6
"""How many weeks are made up for after a long stop, the newest ones."""

_ONE_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=WEEKDAYS)


class ReportPart(StrEnum):
    """The files of a week; the value is their ending."""

    WORD = "docx"
    TABLE = "xlsx"
    TEXTS = "txt"
    POSTERS = "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaigning:
    """The days of a campaign."""

    starts_on: date
    ends_on: date


def weeks_due(*, weekday: int, written_until: date | None, days: Campaigning, today: date) -> tuple[date, ...]:
    """Return the last days of the weeks that have ended and were not written, the oldest first.

    `weekday` is 0 for Monday. A schedule that has written nothing yet begins with the newest week that ended.
    """
    newest = today - timedelta(days=(today.weekday() - weekday) % WEEKDAYS) - _ONE_DAY
    closing = last_week(weekday=weekday, ends_on=days.ends_on)
    newest = min(newest, closing)
    oldest = newest if written_until is None else written_until + _ONE_DAY
    found = [newest - n * _WEEK for n in range(MOST)]
    return tuple(sorted(day for day in found if oldest <= day and days.starts_on <= day))


def last_week(*, weekday: int, ends_on: date) -> date:
    """Return the last day of the week that holds the campaign's last day."""
    return ends_on + timedelta(days=(weekday - 1 - ends_on.weekday()) % WEEKDAYS)


def next_writing(*, weekday: int, days: Campaigning, today: date) -> date | None:
    """Return the next day on which a week is written, None when there will be none."""
    coming = today + timedelta(days=(weekday - today.weekday() - 1) % WEEKDAYS + 1)
    while coming <= days.starts_on:
        coming += _WEEK
    return coming if coming <= last_week(weekday=weekday, ends_on=days.ends_on) + _ONE_DAY else None


def week_until(*, last: date, days: Campaigning) -> Period:
    """Return the seven days that end on a day, and the seven before them, cut to the campaign."""
    first = max(last - _WEEK + _ONE_DAY, days.starts_on)
    before = first - _ONE_DAY
    if before < days.starts_on:
        return Period(
            kind=PeriodKind.WEEK, first=first, last=min(last, days.ends_on), before_first=None, before_last=None
        )
    return Period(
        kind=PeriodKind.WEEK,
        first=first,
        last=min(last, days.ends_on),
        before_first=max(before - _WEEK + _ONE_DAY, days.starts_on),
        before_last=before,
    )
