"""The rhythm of a campaign: a slow start, strong Wednesdays and Saturdays, a plateau towards the end.

"Ngày thứ tư trực tuyến" and "Ngày thứ bảy vì dân" carry most of the work (domain § A.2, A6 and A7).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import Channel

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

# Monday first.
_WEEKDAYS: Final = (0.75, 0.7, 2.0, 0.8, 0.85, 2.3, 0.5)
_OUTREACH_DAYS: Final = frozenset({2, 5})

Weights = dict[date, float]


def rhythm(*, start: date, days: int, of: int, rng: random.Random) -> Weights:
    """Return the weight of each of the first `days` days of a campaign that lasts `of` days."""
    found: Weights = {}
    for number in range(1, days + 1):
        day = start + timedelta(days=number - 1)
        through = number / of
        # Up over the first quarter, level, and down to under half over the last quarter.
        rise = min(1.0, 0.15 + 3.6 * through)
        fall = min(1.0, max(0.22, 0.22 + 2.9 * (1 - through) - 0.1))
        found[day] = rise * fall * _WEEKDAYS[day.weekday()] * rng.uniform(0.85, 1.15)
    return found


def rushing(*, start: date, days: int, rng: random.Random) -> Weights:
    """Return the weight of each day of a drive: slow for a week, then steady, and a rush over the last nine days."""
    found: Weights = {}
    for number in range(1, days + 1):
        day = start + timedelta(days=number - 1)
        rise = min(1.0, 0.25 + 0.09 * number)
        rush = 1.0 + 0.09 * max(0, number - days + 9)
        found[day] = rise * rush * _WEEKDAYS[day.weekday()] * rng.uniform(0.8, 1.2)
    return found


def until(weights: Mapping[date, float], last: date) -> Weights:
    """Return the days up to and including one."""
    return {day: weight for day, weight in weights.items() if day <= last}


def fading(weights: Mapping[date, float]) -> Weights:
    """Return the same days with the first ones strong and the last ones weak."""
    return {day: weight / (1 + 0.16 * number) for number, (day, weight) in enumerate(weights.items())}


def draw(weights: Mapping[date, float], rng: random.Random) -> date:
    """Return one day by its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def fitting(channel: Channel, day: date) -> Channel:
    """Return the channel, or a visit at home where a day is no outreach day."""
    return Channel.HOME_VISIT if channel is Channel.OUTREACH_DAY and day.weekday() not in _OUTREACH_DAYS else channel


def usual_channel(day: date, rng: random.Random) -> Channel:
    """Return how people are usually helped on a day."""
    if day.weekday() in _OUTREACH_DAYS:
        return rng.choice((Channel.OUTREACH_DAY, Channel.OUTREACH_DAY, Channel.SUPPORT_POINT))
    return rng.choice((Channel.HOME_VISIT, Channel.HOME_VISIT, Channel.HOME_VISIT, Channel.SUPPORT_POINT))
