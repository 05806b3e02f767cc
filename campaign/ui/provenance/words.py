"""One number in words: what was counted, how it is reckoned, why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import Figure, IndicatorKind, TargetKind
from campaign.i18n import N_, _, current_language, day, number, percent
from campaign.i18n.labels import label
from campaign.services.provenance_models import Missing
from campaign.ui.progress.place_tables import ratio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.services.provenance_models import Provenance, TargetVersion

_WHOLE: Final = 10_000

# What the sum of people counts, by the kind of indicator; the days stand in a sentence of their own.
_PEOPLE: Final[Mapping[IndicatorKind, str]] = {
    IndicatorKind.STEP: N_(
        "People whose step “{indicator}” was completed by the campaign, without repetition: each person counts once, "
        "at the place and on the day of the record."
    ),
    IndicatorKind.REACHED: N_(
        "People who completed at least one step in the campaign, without repetition: each person counts once, at the "
        "place and on the day of the first completed step."
    ),
    IndicatorKind.ALL_STEPS: N_(
        "People who have every required step, the last one completed by the campaign, without repetition: each person "
        "counts once, at the place and on the day of that last step."
    ),
    IndicatorKind.COUNT: N_(
        "The sum of the daily numbers that units reported and that were approved or locked. What was not reported, or "
        "is not approved yet, is missing and not 0."
    ),
    IndicatorKind.RATIO: N_(
        "The numerators that units reported, over their denominators; only numbers that were approved or locked. What "
        "was not reported, or is not approved yet, is missing and not 0."
    ),
}
_FIGURES: Final[Mapping[Figure, str]] = {
    Figure.ALREADY_HAD: N_(
        "People who had it before the campaign helped them, as recorded, without repetition. They are no result of the "
        "campaign and stand beside it."
    ),
    Figure.ASSISTED: N_("People who were guided and have not finished yet, as recorded, without repetition."),
    Figure.ELIGIBLE: N_(
        "The people of the group that this indicator concerns, from the population figures of the place; a place "
        "without a figure of its own has the sum of its villages, if every one of them has a figure."
    ),
    Figure.TARGET: N_(
        "The target that was assigned to this place for the end of the campaign; the newest version counts."
    ),
    Figure.TOWARD_TARGET: N_(
        "What counts toward the target: the result; where the target is a share of the people, also those who had it "
        "before."
    ),
    Figure.RATE: N_("What counts toward the target, over the target."),
    Figure.PLANNED_TODAY: N_(
        "What the plan asks for by this day: the target spread evenly over the days of the campaign, through the "
        "milestones where there are any."
    ),
    Figure.NEEDED_PER_DAY: N_("What is still missing to the target, over the days that are left."),
    Figure.FORECAST_TOTAL: N_(
        "Where the campaign ends at the speed of the last 7 days: what counts toward the target so far, and that speed "
        "for every day that is left."
    ),
    Figure.WEEK: N_("The result of the last 7 calendar days, this day among them."),
    Figure.RANK: N_(
        "The rank by rate among places of the same kind under the same place above, in a province among communes of "
        "the same group; equal rates share a rank, and a place without a target or without numbers is not ranked."
    ),
}
_MISSING: Final[Mapping[Missing, str]] = {
    Missing.NOT_OF_REPORTED: N_("Units report sums here, and nobody is asked who had it before or was guided."),
    Missing.NOT_OF_RATIO: N_("A ratio is asked of whatever was handled so far: nothing is needed a day, or forecast."),
    Missing.NOTHING_APPROVED: N_(
        "No number of this place has been approved up to this day. That is no data, and not 0."
    ),
    Missing.NO_GROUP: N_("This indicator has no population group that it concerns."),
    Missing.NO_POPULATION: N_(
        "Nobody has entered the people of this group for this place, or for every village below it. An official enters "
        "them on the screen Places."
    ),
    Missing.NO_TARGET: N_("No target has been assigned to this place for this indicator."),
    Missing.TARGET_OF_NOBODY: N_("The target is 0, and of nothing there is no rate."),
    Missing.TARGET_WITHOUT_POPULATION: N_(
        "The target is a share of a group of people, and nobody has entered how many of them this place has."
    ),
    Missing.NOT_STARTED: N_("The campaign has not begun on this day, so there is no speed to go by."),
    Missing.NO_DAY_LEFT: N_("No day of the campaign is left."),
    Missing.NOT_RANKED: N_(
        "The place is not ranked: it has no target or no numbers, or nobody of its kind stands beside it in your area."
    ),
}
_TENTHS = frozenset({Figure.PLANNED_TODAY, Figure.NEEDED_PER_DAY, Figure.FORECAST_TOTAL})


def title(found: Provenance) -> str:
    """Return the name of the number: "Kết quả · Có tài khoản thanh toán"."""
    return f"{label(found.figure)} · {indicator(found)}"


def indicator(found: Provenance) -> str:
    """Return the indicator's name in the reader's language."""
    return found.indicator.name(current_language())


def unit(found: Provenance) -> str:
    """Return what is counted, in the reader's language."""
    return found.indicator.unit_en if current_language() == "en" else found.indicator.unit_vi


def shown(found: Provenance) -> str:
    """Return the number as the other screens write it; "no data yet" where there is none."""
    if found.value is None:
        return _("no data yet")
    if found.figure is Figure.RATE:
        return percent(found.value)
    if found.figure is Figure.RESULT and found.formula is not None and found.indicator.kind is IndicatorKind.RATIO:
        return ratio(int(found.formula["n"]), int(found.formula["denominator"]))
    if found.figure is Figure.RANK and found.formula is not None:
        return f"{number(found.value)}/{number(found.formula['ranked'])}"
    return tidy(found.value) if found.figure in _TENTHS else number(found.value)


def what(found: Provenance) -> str:
    """Return one sentence that says what was counted."""
    if found.figure is Figure.ELIGIBLE and found.indicator.kind is IndicatorKind.RATIO:
        return _("The denominators that units reported; only numbers that were approved or locked.")
    if found.figure is Figure.RESULT:
        return _(_PEOPLE[found.indicator.kind]).format(indicator=indicator(found))
    text = _(_FIGURES[found.figure])
    if found.figure in {Figure.WEEK, Figure.TOWARD_TARGET}:
        return f"{text} {_(_PEOPLE[found.indicator.kind]).format(indicator=indicator(found))}"
    return text


def why_missing(missing: Missing) -> str:
    """Return why there is no number."""
    return _(_MISSING[missing])


def days(found: Provenance) -> str:
    """Return from when to when was counted; "" for what is known or set."""
    if found.counted is None or found.counted.first > found.counted.last:
        return ""
    return _("Counted from {first} to {last}, both days included.").format(
        first=day(found.counted.first), last=day(found.counted.last)
    )


def tidy(value: float) -> str:
    """Return a number with one decimal, and none where it is whole."""
    return number(value, digits=0 if round(value, 1) == round(value) else 1)


def precise(value: float) -> str:
    """Return a number of a reckoning, which anybody can reckon again: two decimals, none where it is whole."""
    return number(value, digits=0 if round(value, 2) == round(value) else 2)


def share(hundredths: float) -> str:
    """Return 80,5% of 8050 hundredths of a percent."""
    whole = hundredths % 100 == 0
    return percent(hundredths / _WHOLE, digits=0 if whole else 1 if hundredths % 10 == 0 else 2)


def amount(target: TargetVersion) -> str:
    """Return a target as it was given; what was taken back says so."""
    if target.amount is None:
        return _("taken back")
    if target.kind is TargetKind.COUNT or target.group is None:
        return number(target.amount)
    return _("{share} of those {group}").format(share=share(target.amount), group=label(target.group))
