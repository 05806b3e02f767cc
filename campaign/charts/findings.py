"""What a chart says in one sentence: the titles of charts, made from the same numbers as the lines below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.domain.vocabulary import Pace
from campaign.i18n import _, day, ngettext, number, percent
from campaign.i18n.labels import label

if TYPE_CHECKING:
    from campaign.domain.pace import PaceReading
    from campaign.services.progress_models import BurnUp


def pace_finding(*, burn_up: BurnUp, reading: PaceReading) -> str:
    """Return the title of a burn-up: the pace word, and by how many days where that says more.

    The word is the one of the table and the tiles, so that one screen never argues with itself.
    """
    first = burn_up.points[0].day if burn_up.points else burn_up.end
    if reading.day == 0:
        return _("Not started: the campaign begins on {day}").format(day=day(first))
    if reading.pace is Pace.NO_TARGET or reading.target is None:
        return _("{n} so far; no target was assigned").format(n=number(reading.toward_target))
    if reading.pace is Pace.DONE:
        return _("Target met on {day}").format(day=day(reading.forecast_end))
    if reading.day >= reading.days:
        return _("Ended with {rate} of the target").format(rate=percent(reading.rate))
    return _against_plan(reading.pace, days_behind(burn_up=burn_up) or 0)


def _against_plan(pace: Pace, behind: int) -> str:
    """Return the pace word with the days it means; on plan, or within a day of it, the word alone says enough."""
    if pace is Pace.BEHIND and behind > 0:
        return ngettext("{n} day behind the plan", "{n} days behind the plan", behind).format(n=number(behind))
    if pace is Pace.AT_RISK and behind > 0:
        text = ngettext("At risk: {n} day behind the plan", "At risk: {n} days behind the plan", behind)
        return text.format(n=number(behind))
    if pace is Pace.AHEAD and behind < 0:
        return ngettext("{n} day ahead of the plan", "{n} days ahead of the plan", -behind).format(n=number(-behind))
    return label(pace)


def days_behind(*, burn_up: BurnUp) -> int | None:
    """Return how many days ago the plan stood where the result stands now; negative when the plan gets there later.

    None without a plan, and on a day outside the campaign.
    """
    planned = [(point.day, point.planned) for point in burn_up.points if point.planned is not None]
    if not planned or not planned[0][0] <= burn_up.as_of <= planned[-1][0]:
        return None
    reached = next((on for on, plan in planned if plan >= burn_up.toward_target), None)
    if burn_up.toward_target == 0:
        # The plan stood at nothing on the eve of the first day.
        return (burn_up.as_of - planned[0][0]).days + 1
    return None if reached is None else (burn_up.as_of - reached).days


def forecast_sentence(*, burn_up: BurnUp, unit: str) -> str:
    """Return what the last week's speed leads to by the deadline, with the 80 % band; "" when nothing is forecast."""
    if burn_up.forecast_total is None or burn_up.as_of >= burn_up.end:
        return ""
    # The share is that of the number shown, so that a pocket calculator agrees.
    whole = round(burn_up.forecast_total)
    n, share = number(whole), f" ({percent(whole / burn_up.target)})" if burn_up.target else ""
    text = _("At the speed of the last 7 days: {n} {unit}{share} by {day}.").format(
        n=n, unit=unit, share=share, day=day(burn_up.end)
    )
    if burn_up.low is None or burn_up.high is None or burn_up.low == burn_up.high:
        return text
    # The forecast knows one week, the band four, so the one may lie outside the other: both name their weeks.
    band = _("By the ups and downs of the last 4 weeks: {low} to {high} (80% band).")
    return f"{text} {band.format(low=number(round(burn_up.low)), high=number(round(burn_up.high)))}"


def method_sentence(*, burn_up: BurnUp) -> str:
    """Return how the forecast and its band were made, for under the chart; "" when nothing is forecast."""
    if burn_up.forecast_total is None or burn_up.as_of >= burn_up.end:
        return ""
    return _(
        "The forecast goes on at the speed of the last 7 days; the 80% band replays whole weeks of the last 28 days."
    )
