"""What the communes of the 44 days send, evening by evening: made-up numbers with the faults of real ones.

The words of `communes_44_days.csv` say who is silent, late or wrong. A day that is not sent stays missing.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.clock import Moment, moment_at
from campaign.services.demo.rhythm import Weights, draw, rushing

if TYPE_CHECKING:
    from campaign.services.demo.lists import CommuneLine

START: Final = date(2026, 8, 1)
END: Final = date(2026, 9, 13)
DAYS: Final = 44
QUIET_DAYS: Final = 9
"""Days at the end for which some communes have sent nothing."""

RECORD: Final = 7_850
"""What the commune with the story `record` has of the first indicator: 785 % of its target of 1.000."""

SKILLS: Final = "community_skills"
UNLOCKED_DAY: Final = date(2026, 8, 12)
UNLOCKED: Final = "online_services"

# How the whole province fares at each indicator, as a share of the target; the one-off ones are a chance.
_SHARES: Final[Mapping[str, float]] = {
    "community_skills": 1.04,
    "eid_activation": 1.12,
    "online_services": 0.93,
    "qr_businesses": 0.74,
    "youth_teams": 0.97,
    "training_points": 1.0,
    "model_sites": 0.62,
    "digital_products": 0.58,
    "ai_safety_training": 0.86,
    "youth_projects": 0.78,
    "websites": 0.7,
}
_ONCE: Final = 1
_FEW: Final = 20
# (lowest, highest, weight) of a commune's speed.
_SPEEDS: Final = ((0.5, 0.75, 2), (0.82, 0.98, 3), (0.99, 1.12, 3), (1.15, 1.55, 2))
_SUNDAY: Final = 6
_MISSING: Final = 0.03
_MISSING_ON_SUNDAY: Final = 0.1
_LATE: Final = 0.4
_BATCHES: Final = 3
_IN_THE_LIST: Final = 4
"""How many indicators a commune fills in that knows the first ones only."""

_SENT_WHEN_ALL_WAS_APPROVED: Final = moment_at(END + timedelta(days=1), hour=15, minute=40)
_LAST_THREE: Final = END - timedelta(days=2)
_CORRECTED_DAY: Final = date(2026, 8, 18)
_RUNNING_TOTAL_DAY: Final = END - timedelta(days=1)
_MISREAD: Final = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The numbers of one commune for one day, and when they were sent; `right` are those that were sent wrong."""

    code: str
    day: date
    at: Moment
    numbers: Mapping[str, int]
    right: Mapping[str, int]
    sent: bool = True


def sheets_of(line: CommuneLine, targets: Mapping[str, int]) -> list[Sheet]:
    """Return everything that one commune sends, in order of the days."""
    if "silent" in line.stories:
        return []
    rng = random.Random(f"44/{line.code}")
    days = _numbers(line, targets, rng)
    found = [
        Sheet(code=line.code, day=day, at=_sent_at(line, day, rng), numbers=numbers, right={})
        for day, numbers in days.items()
        if _reported(line, day, rng)
    ]
    return [_told(line, sheet, found) for sheet in found]


def _numbers(line: CommuneLine, targets: Mapping[str, int], rng: random.Random) -> dict[date, dict[str, int]]:
    weights = rushing(start=START, days=DAYS, rng=rng)
    low, high, _ = rng.choices(_SPEEDS, [weight for *_, weight in _SPEEDS])[0]
    speed = rng.uniform(low, high)
    found: dict[date, dict[str, int]] = {day: {} for day in weights}
    for key, target in targets.items():
        if target == _ONCE:
            # Slow communes set up fewer teams and sites, and some of them a second one.
            total = int(rng.random() < _SHARES[key] * min(1.0, speed + 0.2)) + int(rng.random() < 0.04)  # noqa: PLR2004
        else:
            total = round(target * _SHARES[key] * speed * rng.uniform(0.85, 1.15))
        if key == SKILLS and "record" in line.stories:
            total = RECORD
        for day, n in _spread(total, weights, rng).items():
            found[day][key] = n
    return found


def _spread(total: int, weights: Weights, rng: random.Random) -> dict[date, int]:
    """Split a number over the days; the parts sum exactly to it."""
    found = dict.fromkeys(weights, 0)
    if total < _FEW:
        for _ in range(total):
            found[draw(weights, rng)] += 1
        return found
    own = {day: weight * rng.uniform(0.7, 1.3) for day, weight in weights.items()}
    whole, through, done = sum(own.values()), 0.0, 0
    for day, weight in own.items():
        through += weight
        found[day] = round(total * through / whole) - done
        done += found[day]
    return found


def _reported(line: CommuneLine, day: date, rng: random.Random) -> bool:
    chance = rng.random()
    if "record" in line.stories or day in {UNLOCKED_DAY, _CORRECTED_DAY} or day >= _LAST_THREE:
        return "quiet" not in line.stories or day <= END - timedelta(days=QUIET_DAYS)
    if "quiet" in line.stories and day > END - timedelta(days=QUIET_DAYS):
        return False
    return chance >= (_MISSING_ON_SUNDAY if day.weekday() == _SUNDAY else _MISSING)


def _sent_at(line: CommuneLine, day: date, rng: random.Random) -> Moment:
    late = rng.random() < _LATE
    if "waiting" in line.stories and day >= _LAST_THREE:
        return _SENT_WHEN_ALL_WAS_APPROVED
    if "late" in line.stories and late:
        return moment_at(day + timedelta(days=1), hour=7, minute=40)
    # Always the same quarter of an hour for one commune; the cut-off is at 19:00.
    minute = 16 * 60 + 30 + 47 * (int(line.code) % _BATCHES)
    return moment_at(day, hour=minute // 60, minute=minute % 60)


def _told(line: CommuneLine, sheet: Sheet, all_sheets: list[Sheet]) -> Sheet:
    """Return a sheet as it was really sent: with a running total for a day's number, in part, or not at all."""
    wrong: dict[str, int] = {}
    if ("corrected" in line.stories and sheet.day == _CORRECTED_DAY) or (
        "running_total" in line.stories and sheet.day == _RUNNING_TOTAL_DAY
    ):
        wrong[SKILLS] = sum(other.numbers[SKILLS] for other in all_sheets if other.day <= sheet.day)
    if "unlocked" in line.stories and sheet.day == UNLOCKED_DAY:
        wrong[UNLOCKED] = sheet.numbers[UNLOCKED] + _MISREAD
    numbers = dict(sheet.numbers)
    if "partial" in line.stories:
        numbers = dict(list(numbers.items())[:_IN_THE_LIST])
    return replace(
        sheet,
        numbers=numbers | wrong,
        right={key: sheet.numbers[key] for key in wrong},
        sent=not ("unsent" in line.stories and sheet.day == END),
    )
