"""Who may take which step: age limits, prerequisites, and when a guardian is needed.

Owns the judgement alone; the rules themselves come in as data, because law and templates change. Refuses
nobody for what is merely unknown.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from campaign.domain.dates import age_on

GUARDIAN_AGE = 16
"""Under this age a legal representative acts (Luật Trẻ em 2016: a child is under 16)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRule:
    """The conditions of one step; ages in whole years, both ends included, None for no limit.

    `guardian_below` is the age under which a parent or guardian must stand by; prerequisites are step keys.
    """

    key: str
    age_from: int | None = None
    age_to: int | None = None
    prerequisites: tuple[str, ...] = ()
    guardian_below: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a step may be recorded; the code says why not, or what is doubtful.

    Codes: "too_young" and "too_old" (details: age, the limit), "prerequisite_missing" (details: steps, the
    missing keys in the rule's order), "age_unknown" (allowed, with a warning). None: nothing to say.
    """

    allowed: bool
    code: str | None = None
    details: dict[str, object] = field(default_factory=dict)
    needs_guardian: bool = False


def judge(
    *,
    rule: StepRule,
    birth_date: date | None,
    birth_year: int | None,
    on: date,
    have: frozenset[str],
) -> Verdict:
    """Judge one person and one step on a day.

    With only a birth year the doubt is in the person's favour: allowed if any possible age is within the
    limits; a guardian is asked for if the person may still be a minor.

    Args:
        rule: the step's conditions.
        birth_date: the full date, if known.
        birth_year: the year, if only that is known.
        on: the day of the record.
        have: keys of the steps that the person completed or already had.
    """
    ages = age_on(birth_date=birth_date, birth_year=birth_year, on=on)
    if ages is not None:
        youngest, oldest = ages
        if rule.age_from is not None and oldest < rule.age_from:
            return Verdict(allowed=False, code="too_young", details={"age": rule.age_from})
        if rule.age_to is not None and youngest > rule.age_to:
            return Verdict(allowed=False, code="too_old", details={"age": rule.age_to})
    missing = tuple(key for key in rule.prerequisites if key not in have)
    if missing:
        return Verdict(allowed=False, code="prerequisite_missing", details={"steps": missing})
    if ages is None:
        depends_on_age = (rule.age_from, rule.age_to, rule.guardian_below) != (None, None, None)
        return Verdict(allowed=True, code="age_unknown" if depends_on_age else None)
    needs_guardian = rule.guardian_below is not None and ages[0] < rule.guardian_below
    return Verdict(allowed=True, needs_guardian=needs_guardian)


@dataclass(frozen=True, slots=True, kw_only=True)
class Births:
    """The births that a step's ages do not rule out: by full date, or by year alone; None for no limit."""

    since: date | None = None
    until: date | None = None
    first_year: int | None = None
    last_year: int | None = None


def births_within(*, rule: StepRule, on: date) -> Births:
    """Return whose age may be within a step's limits on a day: those whom `judge` finds neither too young nor too old.

    A question to a whole list is asked so, because a database compares births and not ages.
    """
    found = Births()
    if rule.age_from is not None:
        found = replace(found, until=_years_before(on, rule.age_from), last_year=on.year - rule.age_from)
    if rule.age_to is not None:
        # On the last day of a year everybody born in one year has their birthday behind them.
        first = on.year - rule.age_to - ((on.month, on.day) != (12, 31))
        found = replace(found, since=_years_before(on, rule.age_to + 1) + timedelta(days=1), first_year=first)
    return found


def _years_before(on: date, years: int) -> date:
    """Return the same day some years ago; 28 February where that year has no 29th."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)
