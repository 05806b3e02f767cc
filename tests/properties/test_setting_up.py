"""The pure rules of setting campaigns up hold for whatever is typed: lists, names, splits, days, people."""

import json
import uuid
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.campaign_names import LONGEST, slug_of
from campaign.domain.copying import CopyWay, due_there, total_there
from campaign.domain.indicator_edits import DERIVED_KINDS, move, new_key, put, remove, with_derived, without_missing
from campaign.domain.readiness import Aim, Facts, findings
from campaign.domain.staffing import spread
from campaign.domain.templates import TemplateIndicator, content_of, contradictions, parse_template
from campaign.domain.vocabulary import IndicatorKind, LegalBasis, PopulationGroup
from campaign.services.draft_rules import SLUG

KEYS = tuple("abcdefgh")
AGES = st.none() | st.integers(0, 120)


@st.composite
def indicators(draw: st.DrawFn) -> tuple[TemplateIndicator, ...]:
    """Steps and numbers that make sense: what comes first stands first, and is required where it has to be."""
    found: list[TemplateIndicator] = []
    for key in draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=6)):
        kind = draw(st.sampled_from([IndicatorKind.STEP, IndicatorKind.STEP, IndicatorKind.COUNT]))
        steps = [one.key for one in found if one.kind is IndicatorKind.STEP]
        needs = tuple(draw(st.lists(st.sampled_from(steps), unique=True, max_size=2))) if steps else ()
        found.append(
            TemplateIndicator(
                key=key,
                kind=kind,
                name_vi=f"Bước {key}",
                name_en=f"Step {key}",
                short_vi=key,
                short_en=key,
                unit_vi="người",
                unit_en="people",
                required=kind is IndicatorKind.STEP,
                population_group=draw(st.none() | st.sampled_from(PopulationGroup)),
                age_from=draw(AGES),
                guardian_below=draw(AGES),
                prerequisites=needs if kind is IndicatorKind.STEP else (),
            )
        )
    return with_derived(found)


@given(indicators())
def test_what_is_written_is_read_as_it_was(found: tuple[TemplateIndicator, ...]) -> None:
    if not found:
        return
    values = {"version": 1, "name_vi": "M", "name_en": "M", "days": 9, "indicators": json.loads(content_of(found))}
    assert parse_template("x", values).indicators == found


@given(indicators(), st.sampled_from(KEYS), st.integers(-9, 9))
def test_no_edit_makes_nonsense_of_a_list(found: tuple[TemplateIndicator, ...], key: str, by: int) -> None:
    moved = move(found, key, by=by)
    assert Counter(moved) == Counter(found)
    assert [one.kind for one in moved] == [one.kind for one in found]
    fewer = without_missing(remove(found, key))
    assert key not in {one.key for one in fewer}
    for edited in (moved, fewer, with_derived(fewer)):
        assert not edited or list(contradictions(edited)) == []
        steps = any(one.kind is IndicatorKind.STEP for one in edited)
        assert sum(one.kind in DERIVED_KINDS for one in edited) == (2 if steps else 0)


@given(indicators(), st.text(max_size=80))
def test_a_new_key_is_new_and_readable(found: tuple[TemplateIndicator, ...], name: str) -> None:
    taken = [one.key for one in found]
    key = new_key(name, taken=taken)
    assert key not in taken
    assert key.isascii()
    assert 0 < len(key) <= 60
    assert key == new_key(name, taken=taken)


@given(indicators(), st.sampled_from(KEYS))
def test_putting_the_same_again_changes_nothing(found: tuple[TemplateIndicator, ...], key: str) -> None:
    one = next((one for one in found if one.key == key), None)
    if one is not None:
        assert put(found, one) == found


@given(st.text(max_size=400), st.uuids(version=4))
def test_a_short_name_fits_the_address_and_follows_from_the_request(name: str, request: uuid.UUID) -> None:
    slug = slug_of(name, request=request)
    assert SLUG.fullmatch(slug)
    assert len(slug) <= LONGEST
    assert slug == slug_of(name, request=request)


@given(st.lists(st.integers(), unique=True, max_size=60), st.lists(st.text(max_size=3), unique=True, max_size=20))
def test_everybody_and_every_place_is_served_evenly(places: list[int], people: list[str]) -> None:
    pairs = spread(places=places, people=people)
    if not places or not people:
        assert pairs == ()
        return
    assert {place for _person, place in pairs} == set(places)
    assert {person for person, _place in pairs} == set(people)
    by_person, by_place = Counter(p for p, _ in pairs), Counter(p for _, p in pairs)
    assert max(by_person.values()) - min(by_person.values()) <= 1
    assert max(by_place.values()) - min(by_place.values()) <= 1
    assert len(pairs) == max(len(places), len(people))


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 10**6))
def test_the_same_share_is_the_nearest_whole_number(total: int, here: int, there: int) -> None:
    found = total_there(total=total, people_here=here, people_there=there, way=CopyWay.SAME_SHARE)
    assert found is not None
    assert abs(2 * (found * here - total * there)) <= here
    assert total_there(total=total, people_here=here, people_there=here, way=CopyWay.SAME_SHARE) == total
    assert total_there(total=total, people_here=None, people_there=there, way=CopyWay.SAME_TOTAL) == total
    assert total_there(total=total, people_here=None, people_there=there, way=CopyWay.SAME_SHARE) is None


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(DAYS, st.integers(0, 200), st.integers(0, 200), DAYS, st.integers(0, 200))
def test_a_due_day_lies_in_the_new_campaign(start: date, length: int, at: int, new: date, new_length: int) -> None:
    old = (start, start + timedelta(days=length))
    there = (new, new + timedelta(days=new_length))
    due = due_there(due=start + timedelta(days=at), old=old, new=there)
    assert there[0] <= due <= there[1]
    assert due_there(due=old[1], old=old, new=there) == there[1]


@given(indicators(), st.lists(st.integers(0, 500), max_size=5), st.integers(0, 2_000), st.booleans())
def test_what_must_be_mended_stands_first_and_is_the_same_every_time(
    found: tuple[TemplateIndicator, ...],
    parts: list[int],
    total: int,
    staffed: bool,  # noqa: FBT001 - drawn
) -> None:
    today = date(2026, 11, 1)
    first = Aim(indicator="all_steps", due_on=today, people=total, share=False, whole=True, part=False)
    facts = Facts(
        today=today,
        starts_on=today,
        ends_on=today + timedelta(days=59),
        place_name="Xã Ea Phê",
        place_ends=None,
        legal_basis=LegalBasis.DUTY,
        plan_number="1",
        indicators=found,
        wanted_first={one.key: one.prerequisites for one in found},
        units=tuple((n, str(n)) for n in range(len(parts))),
        staffed=frozenset(range(len(parts))) if staffed else frozenset(),
        aims=(
            first,
            *(replace(first, people=n, whole=False, part=True) for n in parts),
        ),
    )
    gaps = findings(facts)
    assert gaps == findings(facts)
    assert [gap.must for gap in gaps] == sorted((gap.must for gap in gaps), reverse=True)
    codes = {gap.code for gap in gaps}
    assert ("parts_differ" in codes) == (bool(parts) and sum(parts) != total)
    assert ("no_indicators" in codes) == (not found)
    assert ("no_places" in codes) == (not parts)
    assert ("places_unstaffed" in codes) == (bool(parts) and not staffed)
    assert len({gap.key for gap in gaps}) == len(gaps)
