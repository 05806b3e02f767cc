"""The rules of the shortlist: fair to small villages, apart by kind and ground, and no winner proposed."""

import dataclasses
from collections.abc import Mapping
from fractions import Fraction

import pytest

from campaign.domain.commendation import (
    MIN_BASE,
    WEIGHTS,
    Evidence,
    Ground,
    Part,
    Share,
    Standing,
    Unranked,
    hard_places,
    points_of,
    shortlist,
)
from campaign.domain.vocabulary import CommendationKind

COLLECTIVE, INDIVIDUAL = CommendationKind.COLLECTIVE, CommendationKind.INDIVIDUAL


def one(
    key: str,
    helped: int = 0,
    eligible: int = 100,
    *,
    kind: CommendationKind = COLLECTIVE,
    ground: Ground | None = Ground.VILLAGES,
    outside: bool = False,
    parts: Mapping[Part, tuple[int, int]] | None = None,
) -> Evidence[str]:
    shares: dict[Part, Share | None] = dict.fromkeys(Part)
    shares[Part.REACH] = Share(n=helped, of=eligible) if eligible else None
    for part, (n, of) in (parts or {}).items():
        shares[part] = Share(n=n, of=of)
    return Evidence(key=key, kind=kind, ground=ground, outside=outside, base=eligible, shares=shares)


def places(*evidence: Evidence[str]) -> dict[str, int | None]:
    return {standing.key: standing.rank for standing in shortlist(evidence=evidence)}


def standing_of(key: str, *evidence: Evidence[str]) -> Standing[str]:
    return next(standing for standing in shortlist(evidence=evidence) if standing.key == key)


def test_a_village_of_50_with_90_percent_stands_before_one_of_1000_with_40() -> None:
    assert places(one("large", 400, 1_000), one("small", 45, 50)) == {"small": 1, "large": 2}


def test_equal_rates_share_a_rank_and_the_next_is_skipped() -> None:
    found = places(one("a", 10, 50), one("b", 200, 1_000), one("c", 1, 100), one("d", 30, 100))
    assert found == {"d": 1, "a": 2, "b": 2, "c": 4}


def test_more_than_the_whole_counts_as_the_whole() -> None:
    assert places(one("a", 785, 100), one("b", 100, 100)) == {"a": 1, "b": 1}
    assert standing_of("a", one("a", 785, 100)).score == 100


def test_kinds_and_grounds_are_compared_apart() -> None:
    found = shortlist(
        evidence=[
            one("team", 10),
            one("person", 90, kind=INDIVIDUAL),
            one("school", 90, ground=Ground.SCHOOLS),
            one("other school", 50, ground=Ground.SCHOOLS),
        ]
    )
    assert [(s.key, s.rank, s.ranked) for s in found] == [
        ("team", 1, 1),
        ("school", 1, 2),
        ("other school", 2, 2),
        ("person", 1, 1),
    ]


@pytest.mark.parametrize(
    ("evidence", "why"),
    [
        (one("x", outside=True, ground=None), Unranked.OUTSIDE),
        (one("x", 50, ground=None), Unranked.NO_PLACE),
        (one("x", eligible=0), Unranked.NO_DATA),
        (one("x", 19, MIN_BASE - 1), Unranked.SMALL),
    ],
)
def test_whoever_has_no_numbers_behind_them_is_listed_without_a_rank(evidence: Evidence[str], why: Unranked) -> None:
    found = shortlist(evidence=[evidence, one("y", 1)])
    own = next(standing for standing in found if standing.key == "x")
    assert (own.rank, own.score, own.unranked) == (None, None, why)
    assert own.ranked == (1 if own.ground else 0)
    assert [standing.rank for standing in found if standing.key == "y"] == [1]


def test_a_base_of_the_least_size_is_ranked() -> None:
    assert standing_of("x", one("x", 10, MIN_BASE)).rank == 1


def test_what_is_not_known_takes_no_part() -> None:
    """Nobody has satisfaction yet: the other weights make 100."""
    assert sum(weight for part, weight in WEIGHTS.items() if part is not Part.SATISFACTION) == 100
    whole = dict.fromkeys((Part.REACH, Part.TARGET, Part.HARD, Part.STEADY), Share(n=1, of=2))
    assert points_of({**whole, Part.SATISFACTION: None}) == {
        Part.REACH: Fraction(35, 2),
        Part.TARGET: Fraction(25, 2),
        Part.HARD: Fraction(25, 2),
        Part.STEADY: Fraction(15, 2),
    }
    without_target = points_of({Part.REACH: Share(n=1, of=1), Part.TARGET: None, Part.STEADY: Share(n=0, of=10)})
    assert without_target == {Part.REACH: 70, Part.STEADY: 0}
    assert points_of({Part.TARGET: Share(n=5, of=0)}) == {}


def test_every_part_moves_the_score() -> None:
    half: dict[Part, tuple[int, int]] = {part: (1, 2) for part in Part if part is not Part.REACH}
    base = standing_of("x", one("x", 50, parts=half)).score
    assert base == 50
    for part in (Part.TARGET, Part.HARD, Part.STEADY, Part.SATISFACTION):
        more = standing_of("x", one("x", 50, parts={**half, part: (2, 2)})).score
        assert more is not None
        assert more > base


def test_nothing_about_citizens_is_among_what_is_known() -> None:
    assert {field.name for field in dataclasses.fields(Evidence)} == {
        "key",
        "kind",
        "ground",
        "outside",
        "base",
        "shares",
    }
    assert {part.value for part in Part} == {"reach", "target", "hard", "steady", "satisfaction"}


# ------------------------------------------------------------------------------------------ hard villages
def before(*shares: tuple[int, int]) -> dict[str, Share]:
    return {name: Share(n=n, of=of) for name, (n, of) in zip("abcdefghi", shares, strict=False)}


def test_the_lowest_third_is_hard() -> None:
    assert hard_places(before=before((5, 100), (50, 100), (30, 100))) == {"a"}
    assert hard_places(before=before((5, 100), (50, 100), (30, 100), (1, 50), (40, 100), (40, 100))) == {"a", "d"}


def test_equal_shares_stand_on_one_side_of_the_border() -> None:
    assert hard_places(before=before((5, 100), (1, 20), (30, 100))) == {"a", "b"}
    assert hard_places(before=before((5, 100), (1, 20), (10, 200))) == frozenset()


@pytest.mark.parametrize("shares", [(), ((0, 100),), ((0, 100), (10, 100)), ((0, 19), (10, 100), (20, 100))])
def test_too_few_villages_have_no_third(shares: tuple[tuple[int, int], ...]) -> None:
    assert hard_places(before=before(*shares)) == frozenset()
