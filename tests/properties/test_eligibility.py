"""Properties of eligibility."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from campaign.domain.eligibility import StepRule, births_within, judge

limits = st.none() | st.integers(0, 100)
births = st.dates(min_value=date(1910, 1, 1), max_value=date(2026, 12, 31))
keys = st.frozensets(st.sampled_from(["a", "b", "c"]))
rules = st.builds(
    StepRule,
    key=st.just("step"),
    age_from=limits,
    age_to=limits,
    prerequisites=st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(tuple),
    guardian_below=limits,
)


@given(rules, births, keys)
def test_a_birth_year_never_refuses_what_the_date_allows(rule: StepRule, born: date, have: frozenset[str]) -> None:
    on = date(2026, 12, 31)
    exact = judge(rule=rule, birth_date=born, birth_year=None, on=on, have=have)
    by_year = judge(rule=rule, birth_date=None, birth_year=born.year, on=on, have=have)
    assert by_year.allowed or not exact.allowed
    assert not exact.needs_guardian or by_year.needs_guardian or not by_year.allowed


@given(rules, births, keys, keys)
def test_having_more_never_hurts(rule: StepRule, born: date, have: frozenset[str], more: frozenset[str]) -> None:
    on = date(2026, 11, 22)
    before = judge(rule=rule, birth_date=born, birth_year=None, on=on, have=have)
    after = judge(rule=rule, birth_date=born, birth_year=None, on=on, have=have | more)
    assert after.allowed or not before.allowed


@given(rules, keys)
def test_a_refusal_always_says_why(rule: StepRule, have: frozenset[str]) -> None:
    verdict = judge(rule=rule, birth_date=None, birth_year=None, on=date(2026, 11, 22), have=have)
    assert verdict.allowed == set(rule.prerequisites).issubset(have)
    assert verdict.allowed or verdict.code == "prerequisite_missing"


@given(rules, births, st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31)))
@example(StepRule(key="step", age_from=14, age_to=14), date(2014, 3, 1), date(2028, 2, 29))
@example(StepRule(key="step", age_to=14), date(2012, 2, 29), date(2027, 2, 28))
@example(StepRule(key="step", age_from=0, age_to=0), date(2026, 1, 1), date(2026, 12, 31))
def test_a_list_is_asked_for_the_births_that_a_judge_would_let_through(rule: StepRule, born: date, on: date) -> None:
    if born > on:
        return
    asked, have = births_within(rule=rule, on=on), frozenset(rule.prerequisites)
    barred = {"too_young", "too_old"}
    by_date = judge(rule=rule, birth_date=born, birth_year=None, on=on, have=have)
    within = (asked.since is None or born >= asked.since) and (asked.until is None or born <= asked.until)
    assert within == (by_date.code not in barred)
    by_year = judge(rule=rule, birth_date=None, birth_year=born.year, on=on, have=have)
    first, last = asked.first_year or born.year, asked.last_year or born.year
    assert (first <= born.year <= last) == (by_year.code not in barred)
