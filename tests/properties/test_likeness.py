"""Whatever people are called and whenever they were born: likeness does not depend on who is looked at first."""

import uuid
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.likeness import MAX_SCORE, Profile, likeness
from campaign.domain.likeness_names import NameGrade, fold_variants, name_form, name_grade
from campaign.domain.likeness_pairs import count_bearers, find_pairs, keys_of
from campaign.domain.merging import Trace, stricter, union
from campaign.domain.vocabulary import HAVE_STATUSES, Consent, Sex, StepStatus

WORDS = (
    "Nguyễn",
    "Trần",
    "Văn",
    "Thị",
    "An",
    "Ân",
    "Hòa",
    "Hoà",
    "Lan",
    "Loan",
    "H’Maryam",
    "Y",
    "Niê",
    "Kdăm",
    "Siên",
)
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join) | st.text(min_size=1, max_size=12)
births = st.none() | st.dates(date(1980, 1, 1), date(1982, 12, 31))


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    born = draw(births)
    return Profile(
        id=uuid.UUID(int=draw(st.integers(1, 2**64))),
        name=draw(names),
        birth_date=born if draw(st.booleans()) else None,
        birth_year=born.year if born else None,
        place_id=draw(st.integers(1, 2)),
        sex=draw(st.none() | st.sampled_from(Sex)),
        phone_index=draw(st.sampled_from((None, b"1", b"2"))),
        personal_id_index=draw(st.sampled_from((None, None, b"1", b"2"))),
    )


@given(profiles(), profiles(), st.integers(1, 100))
def test_the_order_of_two_does_not_matter(a: Profile, b: Profile, bearers: int) -> None:
    found = likeness(a, b, bearers=bearers)
    assert found == likeness(b, a, bearers=bearers)
    if found is not None:
        assert 0 < found.score <= MAX_SCORE
        assert found.reasons


@given(names)
def test_a_name_is_like_itself_and_found_by_its_own_fold(name: str) -> None:
    form = name_form(name)
    assert name_grade(form, form) is NameGrade.SAME
    assert form.fold in fold_variants(form)


@given(st.lists(profiles(), max_size=12, unique_by=lambda p: p.id))
def test_among_many_nobody_is_lost_who_shares_a_key(people: list[Profile]) -> None:
    bearers = count_bearers(people)
    found = find_pairs(focus=people, pool=people, bearers=bearers)
    for at, a in enumerate(people):
        for b in people[at + 1 :]:
            if set(keys_of(a)) & set(keys_of(b)):
                most = max(bearers[name_form(a.name).fold], bearers[name_form(b.name).fold])
                assert found.get((min(a.id, b.id), max(a.id, b.id))) == likeness(a, b, bearers=most)
    # One after the other finds what all at once find.
    parts = [find_pairs(focus=[person], pool=people, bearers=bearers) for person in people]
    assert {pair: alike for part in parts for pair, alike in part.items()} == found


traces = st.dictionaries(
    st.integers(1, 4),
    st.tuples(st.sampled_from(StepStatus), st.dates(date(2026, 11, 8), date(2026, 11, 12))),
    max_size=4,
)


def records(told: dict[int, tuple[StepStatus, date]], start: int) -> list[Trace]:
    return [
        Trace(
            id=uuid.UUID(int=start + step),
            campaign_id=1,
            indicator_id=step,
            status=status,
            day=day,
            server_at=datetime(2026, 11, 20, tzinfo=UTC),
            replaces_id=None,
            voided_at=None,
            void_reason=None,
        )
        for step, (status, day) in told.items()
    ]


@given(traces, traces)
def test_a_union_has_what_either_has_and_the_earliest_completed_day(
    one: dict[int, tuple[StepStatus, date]], other: dict[int, tuple[StepStatus, date]]
) -> None:
    kept, gone = records(one, 100), records(other, 200)
    moving = union(kept=kept, gone=gone)
    assert {m.record_id for m in moving} == {record.id for record in gone}
    stands = {record.indicator_id: record for record in kept}
    brought = {record.id: record for record in gone}
    stands |= {brought[m.record_id].indicator_id: brought[m.record_id] for m in moving if m.stands}
    assert set(stands) == set(one) | set(other)
    for step, record in stands.items():
        told = [side[step] for side in (one, other) if step in side]
        days = [day for status, day in told if status is StepStatus.COMPLETED]
        if days:
            assert (record.status, record.day) == (StepStatus.COMPLETED, min(days))
        assert (record.status in HAVE_STATUSES) == any(status in HAVE_STATUSES for status, _ in told)


@given(st.sampled_from(Consent), st.sampled_from(Consent))
def test_a_no_is_never_overheard(a: Consent, b: Consent) -> None:
    found = stricter(a, b)
    assert found is stricter(b, a)
    assert found in {a, b}
    noes = {Consent.REFUSED, Consent.WITHDRAWN}
    assert (found in noes) == (a in noes or b in noes)
