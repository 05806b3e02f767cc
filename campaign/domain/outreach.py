"""When outreach days recur, and what may be said about one: days that end, hours in order, gifts that are no money.

A recurrence is a rule of RFC 5545 and is counted out by python-dateutil; the house keeps only rules that end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import islice
from typing import Final

from dateutil.rrule import rrulestr

from campaign.errors import CampaignError

MAX_DAYS: Final = 400
"""More days than a campaign of a year has are a slip of the finger."""

MINUTES_OF_DAY: Final = 24 * 60
_MAX_EVERY: Final = 52
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NTH: Final = (1, 2, 3, 4, -1)
"""Which weekday of a month: the first to the fourth, or the last; there is not always a fifth."""

# An amount with a currency, as people write it: "5 triệu", "500.000đ", "2 tỷ đồng", "300k", "100 USD".
_MONEY: Final = re.compile(
    r"\d\s*(?:(?:nghìn|ngàn|triệu|tr|tỷ|tỉ)\b|(?:nghìn|ngàn|triệu|tr|tỷ|tỉ)?\s*(?:đ|đồng|vnđ|vnd|k|usd)\b)|₫|\$"
    r"|\btiền mặt\b|\bcash\b",
    re.IGNORECASE,
)


class RepeatKind(StrEnum):
    """How outreach days recur."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A recurrence as people choose it. Weekdays are 0 (Monday) to 6; it ends on a day or after so many days.

    `every` is weeks or months. `nth` says which such weekday of a month it is (`NTH`), None for weeks.
    """

    kind: RepeatKind
    weekdays: tuple[int, ...]
    every: int = 1
    nth: int | None = None
    until: date | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDays:
    """The days of a recurrence inside a campaign, and those that were left out because they lie outside."""

    rule: str
    days: tuple[date, ...]
    left_out: tuple[date, ...]


def rule_of(repeat: Repeat, *, proposed_end: date) -> str:
    """Return the rule of RFC 5545; raises `recurrence_without_end` (proposing a day) and `recurrence_invalid`."""
    if repeat.until is None and repeat.count is None:
        raise CampaignError("recurrence_without_end", end=proposed_end)
    monthly = repeat.kind is RepeatKind.MONTHLY
    weekdays = sorted(set(repeat.weekdays))
    known = bool(weekdays) and weekdays[0] >= 0 and weekdays[-1] < len(_WEEKDAYS)
    if not known or not 1 <= repeat.every <= _MAX_EVERY or monthly != (repeat.nth in NTH):
        raise CampaignError("recurrence_invalid")
    if repeat.count is not None and repeat.count < 1:
        raise CampaignError("recurrence_empty")
    nth = str(repeat.nth) if monthly else ""
    parts = [f"FREQ={repeat.kind.value.upper()}"]
    if repeat.every > 1:
        parts.append(f"INTERVAL={repeat.every}")
    parts.append("BYDAY=" + ",".join(f"{nth}{_WEEKDAYS[weekday]}" for weekday in weekdays))
    # RFC 5545 allows only one of the two; with both the earlier end would depend on the reader.
    parts.append(f"UNTIL={repeat.until:%Y%m%d}" if repeat.until is not None else f"COUNT={repeat.count}")
    return ";".join(parts)


def repeat_of(rule: str) -> Repeat:
    """Return the recurrence that a rule of ours says."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    byday = parts["BYDAY"].split(",")
    nth = byday[0][:-2]
    until = parts.get("UNTIL")
    count = parts.get("COUNT")
    return Repeat(
        kind=RepeatKind(parts["FREQ"].lower()),
        weekdays=tuple(_WEEKDAYS.index(part[-2:]) for part in byday),
        every=int(parts.get("INTERVAL", "1")),
        nth=int(nth) if nth else None,
        until=datetime.strptime(until, "%Y%m%d").date() if until else None,  # noqa: DTZ007 - a day has no zone
        count=int(count) if count else None,
    )


def days_of(rule: str, *, first: date) -> tuple[date, ...]:
    """Return the days of a rule from a day on; raises `recurrence_too_long`, `recurrence_empty`."""
    found = [moment.date() for moment in islice(rrulestr(rule, dtstart=datetime.combine(first, time())), MAX_DAYS + 1)]
    if len(found) > MAX_DAYS:
        raise CampaignError("recurrence_too_long", limit=MAX_DAYS)
    if not found:
        raise CampaignError("recurrence_empty")
    return tuple(found)


def planned_days(*, repeat: Repeat, first: date, starts_on: date, ends_on: date) -> PlannedDays:
    """Return the days of a recurrence, cut to a campaign; raises what `rule_of` and `days_of` raise.

    A first day outside the campaign is refused (`outreach_day_outside`) and not cut: it was typed, not counted out.
    """
    require_inside(first, starts_on=starts_on, ends_on=ends_on)
    rule = rule_of(repeat, proposed_end=ends_on)
    found = days_of(rule, first=first)
    inside = tuple(day for day in found if day <= ends_on)
    if not inside:
        raise CampaignError("recurrence_empty")
    return PlannedDays(rule=rule, days=inside, left_out=found[len(inside) :])


def require_inside(day: date, *, starts_on: date, ends_on: date) -> None:
    """Pass for a day of the campaign; raises `outreach_day_outside`."""
    if not starts_on <= day <= ends_on:
        raise CampaignError("outreach_day_outside", day=day, start=starts_on, end=ends_on)


def require_times(starts_at: int | None, ends_at: int | None) -> None:
    """Pass for hours in order, in minutes after midnight, None for the whole day; raises `outreach_times_invalid`."""
    if starts_at is None and ends_at is None:
        return
    if starts_at is None or not 0 <= starts_at < MINUTES_OF_DAY:
        raise CampaignError("outreach_times_invalid")
    if ends_at is not None and not starts_at < ends_at <= MINUTES_OF_DAY:
        raise CampaignError("outreach_times_invalid")


def is_money(text: str) -> bool:
    """Whether a text names an amount of money: partners give in kind and number."""
    return _MONEY.search(text) is not None
