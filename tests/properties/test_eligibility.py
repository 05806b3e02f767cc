"""Properties of eligibility."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.eligibility import StepRule, judge

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
