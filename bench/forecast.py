"""The forecast of *Tiến độ* tried on the sample's own history: what was foretold on each day against what came.

Every day from the seventh on is read as if nobody knew the days after it. A campaign that still runs is measured at the
last day that is known. The sample is made up, so these figures tell the method's errors on rhythms like those of a
commune (whole weeks, rushes at the end), and nothing about any real campaign.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bench.product import sample
from bench.report import Row
from campaign.clock import moment_at
from campaign.db.store import Store
from campaign.db.vault import load_key_file
from campaign.domain.pace import Plan, forecast_band, read_pace
from campaign.domain.vocabulary import StepStatus
from campaign.services.call import Call, system_viewer
from campaign.services.demo.build import sample_day
from campaign.services.progress_scene import read_scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

_FIRST: Final = 7
_ONE_DAY: Final = timedelta(days=1)
_SAMPLES: Final = 200
# (campaign, indicator): the running one, the closed one, and the numbers that communes report.
_TRIED: Final = (
    ("ea-yong-2023", "reached"),
    ("ea-yong-2023", "all_steps"),
    ("krong-pac-2026", "reached"),
    ("dak-lak-44-ngay", "community_skills"),
)
_HORIZONS: Final = ((1, 7), (8, 21), (22, 99))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One day's forecast: days left, what was foretold and what came; `held` None before two whole weeks."""

    left: int
    foretold: float
    came: int
    held: bool | None


def trials(*, daily: Mapping[date, int], plan: Plan, seed: str) -> Iterator[Trial]:
    """Yields a trial for every day of a place from the seventh to the last but one of what is known."""
    came = sum(n for day, n in daily.items() if plan.start <= day <= plan.end)
    for number in range(_FIRST, plan.days):
        as_of = plan.start + (number - 1) * _ONE_DAY
        known = {day: n for day, n in daily.items() if day <= as_of}
        reading = read_pace(plan=plan, as_of=as_of, daily_completed=known, already_had=0, counts_already_had=False)
        band = forecast_band(
            plan=plan,
            as_of=as_of,
            daily_completed=known,
            toward_target=reading.toward_target,
            rng=random.Random(f"{seed}/{number}"),
            samples=_SAMPLES,
        )
        yield Trial(
            left=plan.days - number,
            foretold=reading.forecast_total or 0.0,
            came=came,
            held=None if band is None else band[0] <= came <= band[1],
        )


def rows_of(name: str, found: list[Trial]) -> Iterator[Row]:
    """Yields the error and how often the band held, by how many days were left."""
    for low, high in _HORIZONS:
        part = [trial for trial in found if low <= trial.left <= high]
        whole = sum(trial.came for trial in part)
        if not whole:
            continue
        error = 100 * sum(abs(trial.foretold - trial.came) for trial in part) / whole
        bias = 100 * sum(trial.foretold - trial.came for trial in part) / whole
        bands = [trial.held for trial in part if trial.held is not None]
        inside = f"{100 * sum(bands) / len(bands):.0f} % of {len(bands)} ends inside the 80 % band" if bands else ""
        days = f"{low} to {high} days left" if high < _HORIZONS[-1][1] else f"{low} days left or more"
        yield Row(
            name=f"{name}: {days}",
            measured=error,
            unit="% off",
            note=f"{len(part)} forecasts, on the whole {bias:+.1f} %; {inside}".rstrip("; "),
        )


def _campaign(call: Call, slug: str, indicator: str) -> Iterator[Row]:
    scene = read_scene(call, slug=slug, indicator=indicator)
    campaign, readings = scene.campaign, scene.readings
    end = min(campaign.ends_on, call.moment.today - _ONE_DAY)
    plan = Plan(start=campaign.starts_on, end=end, target=None)
    found: dict[str, list[Trial]] = defaultdict(list)
    for place in (scene.place, *scene.below):
        level = "the whole" if place.id == scene.place.id else "places below"
        days = readings.days(place, scene.chosen, StepStatus.COMPLETED)
        found[level] += trials(daily=days, plan=plan, seed=f"{slug}/{indicator}/{place.code}")
    until = "end" if end == campaign.ends_on else f"day {plan.days} of {campaign.days}"
    for level, made in found.items():
        yield from rows_of(f"{slug}, {indicator}, {level}, at its {until}", made)


def run() -> list[Row]:
    """The errors of each campaign of the sample, as a share of what came, by days left."""
    data = sample().folder / "data"
    store = Store(url=f"sqlite:///{data / 'demo.db'}", vault=load_key_file(data / "demo.key"))
    try:
        today = sample_day(store=store)
        assert today is not None, "the sample does not say its day"
        call = Call(store=store, viewer=system_viewer(), moment=moment_at(today))
        return [row for slug, indicator in _TRIED for row in _campaign(call, slug, indicator)]
    finally:
        store.close()
