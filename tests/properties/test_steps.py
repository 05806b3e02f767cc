"""What one person adds to the counts, for any set of records."""

import itertools
import uuid
from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.steps import Contribution, CountedIndicators, LiveRecord, contributions
from campaign.domain.vocabulary import StepStatus

STEPS = range(1, 6)
ALL, REACHED = 90, 91
DONE, HAD = StepStatus.COMPLETED, StepStatus.ALREADY_HAD
COUNTED = CountedIndicators(required=frozenset({1, 2, 3}), all_steps=ALL, reached=REACHED)
NONE = CountedIndicators(required=frozenset(), all_steps=None, reached=None)
FIRST = date(2026, 11, 8)


@st.composite
def people(draw: st.DrawFn) -> list[LiveRecord]:
    """Draw one person's records: at most one a step, on a few days, at a few places, at instants that may be equal."""
    steps = draw(st.lists(st.sampled_from(list(STEPS)), unique=True))
    return [
        LiveRecord(
            id=draw(st.uuids()),
            indicator_id=step,
            status=draw(st.sampled_from(StepStatus) | st.just(DONE)),
            place_id=draw(st.integers(1, 3)),
            day=FIRST + timedelta(days=draw(st.integers(0, 3))),
            server_at=datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=draw(st.integers(0, 2))),
        )
        for step in steps
    ]


def cells(found: Counter[Contribution], indicator: int) -> list[Contribution]:
    return [cell for cell, n in found.items() if cell.indicator_id == indicator for _ in range(n)]


@given(records=people())
def test_every_record_counts_once_at_its_own_step(records: list[LiveRecord]) -> None:
    found = contributions(records=records, counted=NONE)
    assert found == Counter(Contribution(r.place_id, r.indicator_id, r.status, r.day) for r in records)


@given(records=people())
def test_a_person_is_reached_once_and_only_by_the_campaign(records: list[LiveRecord]) -> None:
    reached = cells(contributions(records=records, counted=COUNTED), REACHED)
    done = [r for r in records if r.status is DONE]
    assert len(reached) == bool(done)
    if done:
        assert reached[0].day == min(r.day for r in done)
        assert reached[0].place_id in {r.place_id for r in done if r.day == reached[0].day}
        assert reached[0].status is DONE


@given(records=people())
def test_a_person_has_all_steps_once_when_no_required_one_is_missing(records: list[LiveRecord]) -> None:
    found = cells(contributions(records=records, counted=COUNTED), ALL)
    have = [r for r in records if r.indicator_id in COUNTED.required and r.status in {DONE, HAD}]
    complete = {r.indicator_id for r in have} == COUNTED.required
    assert len(found) == complete
    if complete:
        mine = [r for r in have if r.status is DONE]
        # Done by the campaign as soon as it did one of them; on the day of the last one that it did.
        assert found[0].status is (DONE if mine else HAD)
        assert found[0].day == max(r.day for r in (mine or have))


@given(records=people(), seed=st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(records: list[LiveRecord], seed: object) -> None:
    shuffled = list(records)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert contributions(records=shuffled, counted=COUNTED) == contributions(records=records, counted=COUNTED)


@given(records=people(), more=people())
def test_a_write_moves_the_counts_by_the_difference(records: list[LiveRecord], more: list[LiveRecord]) -> None:
    """Whatever a person had before, before + difference is after, and no count of a person falls below 0."""
    before = contributions(records=records, counted=COUNTED)
    after = contributions(records=more, counted=COUNTED)
    moved = Counter(before)
    moved.update(after)
    moved.subtract(before)
    assert {cell: n for cell, n in moved.items() if n} == dict(after)
    assert min(after.values(), default=1) > 0


@given(crowd=st.lists(people(), max_size=6))
def test_people_are_added_up_independently(crowd: list[list[LiveRecord]]) -> None:
    total: Counter[Contribution] = Counter()
    for records in crowd:
        total.update(contributions(records=records, counted=COUNTED))
    assert sum(n for cell, n in total.items() if cell.indicator_id == REACHED) == sum(
        any(r.status is DONE for r in records) for records in crowd
    )


def test_records_of_one_day_and_instant_have_one_order_whatever_comes_first() -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    records = [
        LiveRecord(id=uuid.UUID(int=n), indicator_id=n, status=DONE, place_id=n, day=FIRST, server_at=at)
        for n in (1, 2, 3)
    ]
    found = {tuple(contributions(records=order, counted=COUNTED).items()) for order in itertools.permutations(records)}
    assert len({frozenset(cells) for cells in found}) == 1
