"""Who may take which step."""

from datetime import date

import pytest

from campaign.domain.eligibility import StepRule, Verdict, judge

ON = date(2026, 11, 22)
EID = StepRule(key="eid_level2", age_from=14)
WALLET = StepRule(key="e_wallet", age_from=15, guardian_below=18, prerequisites=("bank_account", "sim_verified"))
YOUTH = StepRule(key="youth", age_from=16, age_to=30)
ALL = frozenset({"bank_account", "sim_verified"})


def ask(rule: StepRule, *, born: date | None = None, year: int | None = None, have: frozenset[str] = ALL) -> Verdict:
    return judge(rule=rule, birth_date=born, birth_year=year, on=ON, have=have)


def test_the_fourteenth_birthday_opens_the_step() -> None:
    too_young = ask(EID, born=date(2012, 11, 23))
    assert (too_young.allowed, too_young.code, too_young.details) == (False, "too_young", {"age": 14})
    assert ask(EID, born=date(2012, 11, 22)) == Verdict(allowed=True)


def test_a_birth_year_alone_is_read_generously() -> None:
    assert ask(EID, year=2012).allowed
    assert ask(EID, year=2013).code == "too_young"
    assert ask(YOUTH, year=1995).allowed
    assert ask(YOUTH, year=1994).code == "too_old"


def test_the_upper_limit_includes_its_whole_year() -> None:
    assert ask(YOUTH, born=date(1995, 11, 23)).allowed
    too_old = ask(YOUTH, born=date(1995, 11, 22))
    assert (too_old.allowed, too_old.code, too_old.details) == (False, "too_old", {"age": 30})


def test_missing_prerequisites_are_named_in_the_order_of_the_rule() -> None:
    verdict = ask(WALLET, born=date(1980, 1, 1), have=frozenset({"other"}))
    assert (verdict.allowed, verdict.code) == (False, "prerequisite_missing")
    assert verdict.details == {"steps": ("bank_account", "sim_verified")}
    half = ask(WALLET, born=date(1980, 1, 1), have=frozenset({"bank_account"}))
    assert half.details == {"steps": ("sim_verified",)}


def test_the_age_is_named_before_a_prerequisite() -> None:
    assert ask(WALLET, born=date(2020, 1, 1), have=frozenset()).code == "too_young"


def test_an_unknown_age_is_allowed_with_a_warning() -> None:
    verdict = ask(EID)
    assert (verdict.allowed, verdict.code) == (True, "age_unknown")
    assert ask(StepRule(key="anybody")) == Verdict(allowed=True)
    assert ask(WALLET, have=frozenset()).code == "prerequisite_missing"


@pytest.mark.parametrize(
    ("born", "year", "needs"),
    [
        (date(2008, 11, 22), None, False),
        (date(2008, 11, 23), None, True),
        (None, 2008, True),
        (None, 2007, False),
    ],
)
def test_a_guardian_stands_by_a_minor(born: date | None, year: int | None, needs: bool) -> None:  # noqa: FBT001
    verdict = ask(WALLET, born=born, year=year)
    assert verdict.allowed
    assert verdict.needs_guardian is needs
