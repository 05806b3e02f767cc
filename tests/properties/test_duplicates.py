"""Properties of the comparison of two people."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.duplicates import Identity, Match, compare

people = st.builds(
    Identity,
    name=st.sampled_from(["Nguyễn Văn An", "Nguyễn Văn Ân", "NGUYEN VAN AN", "H’Hòa", "H' Hoà", "H Hoa", "Lê Bình"]),
    birth_date=st.none() | st.sampled_from([date(1980, 3, 5), date(1980, 4, 6), date(1990, 1, 1)]),
    birth_year=st.none() | st.sampled_from([1980, 1990]),
    place_id=st.none() | st.integers(1, 2),
    personal_id_index=st.none() | st.sampled_from([b"id-1", b"id-2"]),
    phone_index=st.none() | st.sampled_from([b"phone-1", b"phone-2"]),
)


@given(people, people)
def test_the_order_does_not_matter(a: Identity, b: Identity) -> None:
    assert compare(a, b) is compare(b, a)


@given(people)
def test_nobody_is_somebody_else_than_themselves(person: Identity) -> None:
    known = replace(person, birth_date=date(1980, 3, 5), place_id=1)
    assert compare(known, known) is Match.SAME
    assert compare(person, person) is not Match.ID_TAKEN


@given(people, people)
def test_the_phone_never_makes_one_person_of_two(a: Identity, b: Identity) -> None:
    without = compare(replace(a, phone_index=None), replace(b, phone_index=None))
    with_phone = compare(replace(a, phone_index=b"phone"), replace(b, phone_index=b"phone"))
    assert (with_phone is Match.SAME) == (without is Match.SAME)
    if without is Match.DIFFERENT:
        assert with_phone in {Match.DIFFERENT, Match.POSSIBLE}


@given(people, people)
def test_two_different_ids_are_never_the_same_person(a: Identity, b: Identity) -> None:
    assert compare(replace(a, personal_id_index=b"x"), replace(b, personal_id_index=b"y")) in {
        Match.POSSIBLE,
        Match.DIFFERENT,
    }


@given(people, people)
def test_one_id_is_one_person_or_a_conflict(a: Identity, b: Identity) -> None:
    one_id = compare(replace(a, personal_id_index=b"x"), replace(b, personal_id_index=b"x"))
    assert one_id in {Match.SAME, Match.ID_TAKEN}
