"""Recurrences: every rule ends, says again what was chosen, and gives only days that were meant."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.outreach import (
    MAX_DAYS,
    NTH,
    Repeat,
    RepeatKind,
    days_of,
    is_money,
    planned_days,
    repeat_of,
    require_times,
    rule_of,
)
from campaign.errors import CampaignError

START = date(2026, 11, 8)
END = date(2027, 1, 6)
DAYS = st.dates(min_value=START, max_value=END)
ENDS = st.one_of(st.tuples(DAYS, st.none()), st.tuples(st.none(), st.integers(min_value=1, max_value=MAX_DAYS)))
WEEKLY = st.builds(
    lambda weekdays, every, end: Repeat(
        kind=RepeatKind.WEEKLY, weekdays=tuple(sorted(weekdays)), every=every, until=end[0], count=end[1]
    ),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(1, 8),
    ENDS,
)
MONTHLY = st.builds(
    lambda weekday, nth, every, end: Repeat(
        kind=RepeatKind.MONTHLY, weekdays=(weekday,), nth=nth, every=every, until=end[0], count=end[1]
    ),
    st.integers(0, 6),
    st.sampled_from(NTH),
    st.integers(1, 3),
    ENDS,
)


@given(st.one_of(WEEKLY, MONTHLY))
def test_a_rule_says_again_what_was_chosen(repeat: Repeat) -> None:
    assert repeat_of(rule_of(repeat, proposed_end=END)) == repeat


@given(st.one_of(WEEKLY, MONTHLY), DAYS)
def test_days_lie_in_the_campaign_in_order_on_the_chosen_weekdays(repeat: Repeat, first: date) -> None:
    try:
        made = planned_days(repeat=repeat, first=first, starts_on=START, ends_on=END)
    except CampaignError as error:
        assert error.code == "recurrence_empty"  # noqa: PT017 - hypothesis tries both
        return
    assert list(made.days) == sorted(set(made.days))
    assert all(first <= day <= END and day.weekday() in repeat.weekdays for day in made.days)
    assert all(day > END for day in made.left_out)
    if repeat.count is not None:
        assert len(made.days) + len(made.left_out) == repeat.count
    if repeat.until is not None:
        assert made.days[-1] <= repeat.until


@given(WEEKLY, DAYS)
def test_weeks_between_are_whole(repeat: Repeat, first: date) -> None:
    try:
        found = days_of(rule_of(repeat, proposed_end=END), first=first)
    except CampaignError:
        return
    mondays = {day - timedelta(days=day.weekday()) for day in found}
    begin = first - timedelta(days=first.weekday())
    assert all((monday - begin).days % (7 * repeat.every) == 0 for monday in mondays)


@given(st.integers(0, 6), st.sampled_from(NTH))
def test_the_nth_weekday_of_a_month(weekday: int, nth: int) -> None:
    repeat = Repeat(kind=RepeatKind.MONTHLY, weekdays=(weekday,), nth=nth, count=12)
    for day in days_of(rule_of(repeat, proposed_end=END), first=START):
        assert day.weekday() == weekday
        if nth == -1:
            assert (day + timedelta(days=7)).month != day.month
        else:
            assert (day.day - 1) // 7 + 1 == nth


def test_without_an_end_the_campaigns_is_proposed() -> None:
    with pytest.raises(CampaignError, match="recurrence_without_end") as caught:
        rule_of(Repeat(kind=RepeatKind.WEEKLY, weekdays=(2,)), proposed_end=END)
    assert caught.value.details["end"] == END


@given(st.integers(-10, 1500), st.integers(-10, 1500))
def test_hours_are_in_order_and_of_one_day(starts_at: int, ends_at: int) -> None:
    fits = 0 <= starts_at < 1440 and starts_at < ends_at <= 1440
    if fits:
        require_times(starts_at, ends_at)
    else:
        with pytest.raises(CampaignError, match="outreach_times_invalid"):
            require_times(starts_at, ends_at)


@pytest.mark.parametrize(
    "text", ["500.000đ", "5 triệu đồng", "2 tỷ", "300k", "100 USD", "tiền mặt", "10.000.000 VNĐ", "50 nghìn"]
)
def test_money_is_recognised(text: str) -> None:
    assert is_money(text)


@pytest.mark.parametrize("text", ["", "SIM chính chủ", "25 phần quà", "2 điểm wifi", "Nhà văn hóa", "10 đôi dép"])
def test_things_are_no_money(text: str) -> None:
    assert not is_money(text)
