"""The way of a number and the arithmetic of ratios, for any numbers, days and orders of events."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from campaign.clock import local_time
from campaign.domain.pace import PaceFactors
from campaign.domain.reporting import (
    MOVES,
    Move,
    after,
    counts,
    deadline,
    far_above,
    is_late,
    ratio_check,
    read_ratio,
)
from campaign.domain.vocabulary import COUNTED_REPORTS, Pace, ReportStatus

statuses = st.none() | st.sampled_from(ReportStatus)
moves = st.sampled_from(Move)
numbers = st.integers(0, 10_000_000)
percentages = st.integers(0, 20_000)


# ------------------------------------------------------------------------------------------------ the way
@given(journey=st.lists(moves, max_size=30))
def test_no_journey_leads_to_a_lock_past_an_approval_nor_out_of_one_without_unlocking(journey: list[Move]) -> None:
    status: ReportStatus | None = None
    passed: list[tuple[Move, ReportStatus | None]] = []
    for move in journey:
        reached = after(move, status)
        if reached is None:
            continue
        if status is ReportStatus.LOCKED:
            assert move is Move.UNLOCK
        if reached is ReportStatus.LOCKED:
            assert (move, status) == (Move.LOCK, ReportStatus.APPROVED)
        if counts(reached) and not counts(status):
            # What begins to count was sent, and approved by a decision.
            assert (move, status) == (Move.APPROVE, ReportStatus.SUBMITTED)
        passed.append((move, reached))
        status = reached
    assert all(reached is not None for _move, reached in passed)


@given(move=moves, status=statuses)
def test_a_move_stays_in_the_vocabulary_and_never_makes_a_number_missing(
    move: Move, status: ReportStatus | None
) -> None:
    reached = after(move, status)
    assert reached is None or reached in set(ReportStatus)
    assert set(MOVES) == set(Move)


@given(status=statuses)
def test_what_counts_is_approved_or_locked(status: ReportStatus | None) -> None:
    assert counts(status) == (status in COUNTED_REPORTS)


# -------------------------------------------------------------------------------------------------- ratios
def test_the_office_that_published_ninety_three() -> None:
    found = ratio_check(n=71_893, denominator=78_663, published=9_339)
    assert (found.rate, found.mismatch, found.above_whole) == (9_139, True, False)
    assert ratio_check(n=67_787, denominator=74_950, published=9_044).fine


@given(n=numbers, denominator=st.integers(1, 10_000_000))
def test_a_rate_is_the_nearest_hundredth_halves_up(n: int, denominator: int) -> None:
    rate = ratio_check(n=n, denominator=denominator).rate
    assert rate is not None
    exact = Fraction(n * 10_000, denominator)
    assert exact - Fraction(1, 2) < rate <= exact + Fraction(1, 2)


@given(n=numbers, denominator=st.integers(1, 10_000_000))
def test_what_was_recomputed_never_contradicts_itself(n: int, denominator: int) -> None:
    rate = ratio_check(n=n, denominator=denominator).rate
    assert not ratio_check(n=n, denominator=denominator, published=rate).mismatch


@given(n=numbers, denominator=st.integers(1, 10_000_000), published=percentages)
def test_a_published_rate_follows_only_when_it_is_within_its_own_rounding(
    n: int, denominator: int, published: int
) -> None:
    found = ratio_check(n=n, denominator=denominator, published=published)
    distance = abs(Fraction(n * 10_000, denominator) - published)
    if not found.mismatch:
        assert distance <= 50
    if distance > 50:
        assert found.mismatch


def test_fewer_decimals_are_no_contradiction() -> None:
    told = (9_100, 9_140, 9_139, 9_200, 9_130, 9_138)
    wrong = {p for p in told if ratio_check(n=71_893, denominator=78_663, published=p).mismatch}
    assert wrong == {9_200, 9_130, 9_138}


@given(n=numbers, published=st.none() | percentages)
def test_of_nothing_there_is_no_rate(n: int, published: int | None) -> None:
    found = ratio_check(n=n, denominator=0, published=published)
    assert (found.rate, found.mismatch, found.above_whole) == (None, published is not None, n > 0)


@given(n=numbers, denominator=numbers)
def test_a_numerator_above_its_denominator_is_told(n: int, denominator: int) -> None:
    assert ratio_check(n=n, denominator=denominator).above_whole == (n > denominator)


# ---------------------------------------------------------------------------------------------------- time
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(day=days, cut_off=st.integers(0, 1_440))
def test_the_deadline_is_that_minute_of_the_local_day(day: date, cut_off: int) -> None:
    local = local_time(deadline(day=day, cut_off=cut_off).astimezone(UTC))
    midnight = datetime(day.year, day.month, day.day, tzinfo=local.tzinfo)
    assert local - midnight == timedelta(minutes=cut_off)


@given(day=days, cut_off=st.integers(0, 1_440), seconds=st.integers(-100_000, 100_000))
def test_late_is_after_the_cut_off_and_not_at_it(day: date, cut_off: int, seconds: int) -> None:
    sent = deadline(day=day, cut_off=cut_off) + timedelta(seconds=seconds)
    assert is_late(submitted_at=sent, day=day, cut_off=cut_off) == (seconds > 0)
    assert not is_late(submitted_at=None, day=day, cut_off=cut_off)


# -------------------------------------------------------------------------------------------- remarkable
@given(n=numbers, recent=st.lists(st.integers(0, 500), max_size=7))
def test_far_above_needs_a_past_and_a_size(n: int, recent: list[int]) -> None:
    found = far_above(n=n, recent=recent)
    assert found == (len(recent) >= 3 and n >= 20 and n > 3 * max(recent))
    if found:
        assert far_above(n=n + 1, recent=recent)


@given(
    numerator=numbers,
    denominator=numbers,
    share=st.none() | st.integers(0, 10_000),
    day=st.integers(0, 44),
)
def test_a_ratio_is_read_against_its_share_of_what_was_handled(
    numerator: int, denominator: int, share: int | None, day: int
) -> None:
    found = read_ratio(
        day=day, days=44, numerator=numerator, denominator=denominator, share=share, factors=PaceFactors()
    )
    assert found.toward_target == numerator
    assert found.forecast_total is None
    if not share or not denominator:
        assert (found.target, found.rate, found.pace) == (None, None, Pace.NO_TARGET)
        return
    assert found.target == -(-share * denominator // 10_000)
    assert (found.pace is Pace.NOT_STARTED) == (day == 0)
    if day:
        assert (found.pace is Pace.DONE) == (numerator >= found.target)
