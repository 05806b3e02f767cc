"""Periods of a campaign: always inside it, never beyond the day on which they are read, and compared like with like."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.periods import Period, period_of
from campaign.domain.vocabulary import PeriodKind

START, END = date(2026, 11, 4), date(2027, 1, 6)
ONE = timedelta(days=1)


def at(kind: PeriodKind, on: date) -> Period:
    return period_of(kind=kind, on=on, starts_on=START, ends_on=END)


def span(found: Period) -> tuple[date, date, date | None, date | None]:
    return found.first, found.last, found.before_first, found.before_last


# ---------------------------------------------------------------------------------------- worked by hand
def test_a_day_and_the_day_before() -> None:
    assert span(at(PeriodKind.DAY, date(2026, 11, 20))) == (
        date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 19), date(2026, 11, 19),
    )  # fmt: skip
    assert span(at(PeriodKind.DAY, START))[2:] == (None, None)


def test_a_week_begins_on_monday_and_is_compared_up_to_the_same_weekday() -> None:
    # Wednesday 18 November: three days of the week against Monday to Wednesday of the one before.
    assert span(at(PeriodKind.WEEK, date(2026, 11, 18))) == (
        date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 9), date(2026, 11, 11),
    )  # fmt: skip


def test_the_week_before_is_cut_where_the_campaign_began() -> None:
    # The campaign began on a Wednesday: of that week Wednesday to Friday stand beside Monday to Friday.
    assert span(at(PeriodKind.WEEK, date(2026, 11, 13)))[2:] == (START, date(2026, 11, 6))
    # On Monday and Tuesday there is nothing to stand beside.
    assert span(at(PeriodKind.WEEK, date(2026, 11, 10)))[2:] == (None, None)


def test_a_month_ends_with_its_last_day_or_with_the_day_it_is_read() -> None:
    assert span(at(PeriodKind.MONTH, date(2026, 12, 10))) == (
        date(2026, 12, 1), date(2026, 12, 10), START, date(2026, 11, 10),
    )  # fmt: skip
    # 31 December has no like in November, which ends with its thirtieth day.
    assert span(at(PeriodKind.MONTH, date(2026, 12, 31)))[2:] == (START, date(2026, 11, 30))


@pytest.mark.parametrize(("on", "last"), [(date(2020, 1, 1), START), (date(2030, 1, 1), END)])
def test_a_day_outside_is_the_nearest_one_inside(on: date, last: date) -> None:
    assert all(at(kind, on).last == last for kind in PeriodKind)


# ------------------------------------------------------------------------------------------- always
@given(
    kind=st.sampled_from(PeriodKind),
    start=st.dates(date(2023, 1, 1), date(2027, 12, 31)),
    days=st.integers(1, 400),
    offset=st.integers(-30, 430),
)
def test_periods_never_leave_the_campaign(kind: PeriodKind, start: date, days: int, offset: int) -> None:
    end, on = start + (days - 1) * ONE, start + offset * ONE
    found = period_of(kind=kind, on=on, starts_on=start, ends_on=end)
    assert start <= found.first <= found.last <= end
    assert found.last == min(max(on, start), end)
    assert found.holds(found.last)
    if found.before_first is None or found.before_last is None:
        assert found.before_first is found.before_last is None
        assert not found.held_before(found.first)
        return
    assert start <= found.before_first <= found.before_last < found.first
    assert found.held_before(found.before_first)
    # Never more days than the period itself, but for the campaign's first one, which may be cut at its beginning.
    assert kind is not PeriodKind.WHOLE
    assert (found.before_last - found.before_first) <= (found.last - found.first)


@given(kind=st.sampled_from([PeriodKind.DAY, PeriodKind.WEEK]), offset=st.integers(14, 63))
def test_a_period_that_still_runs_is_compared_with_as_many_days(kind: PeriodKind, offset: int) -> None:
    found = at(kind, START + offset * ONE)
    assert found.before_first is not None
    assert found.before_last is not None
    assert found.last - found.first == found.before_last - found.before_first


@given(offset=st.integers(0, 63))
def test_the_whole_campaign_has_none_before(offset: int) -> None:
    found = at(PeriodKind.WHOLE, START + offset * ONE)
    assert span(found) == (START, START + offset * ONE, None, None)
