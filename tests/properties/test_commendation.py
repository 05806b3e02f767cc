"""What must hold for every shortlist: counts may be scaled, lines shuffled, and no order changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.commendation import MIN_BASE, Evidence, Ground, Part, Share, hard_places, shortlist
from campaign.domain.vocabulary import CommendationKind

shares = st.one_of(st.none(), st.builds(Share, n=st.integers(0, 2_000), of=st.integers(1, 1_000)))


@st.composite
def evidence(draw: st.DrawFn) -> list[Evidence[int]]:
    return [
        Evidence(
            key=key,
            kind=draw(st.sampled_from(CommendationKind)),
            ground=draw(st.sampled_from([*Ground, None])),
            outside=draw(st.booleans()),
            base=draw(st.integers(MIN_BASE, 5_000)),
            shares={part: draw(shares) for part in Part},
        )
        for key in range(draw(st.integers(0, 8)))
    ]


def ranks(lines: list[Evidence[int]]) -> dict[int, int | None]:
    return {standing.key: standing.rank for standing in shortlist(evidence=lines)}


@given(evidence(), st.integers(1, 50))
def test_scaling_all_counts_changes_no_order(lines: list[Evidence[int]], factor: int) -> None:
    scaled = [
        Evidence(
            key=one.key,
            kind=one.kind,
            ground=one.ground,
            outside=one.outside,
            base=None if one.base is None else one.base * factor,
            shares={p: s and Share(n=s.n * factor, of=s.of * factor) for p, s in one.shares.items()},
        )
        for one in lines
    ]
    assert ranks(scaled) == ranks(lines)


@given(evidence(), st.randoms(use_true_random=False))
def test_the_order_of_registering_settles_no_rank(lines: list[Evidence[int]], random: object) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ranks(shuffled) == ranks(lines)


@given(evidence())
def test_scores_lie_between_0_and_100_and_open_to_their_parts(lines: list[Evidence[int]]) -> None:
    found = shortlist(evidence=lines)
    assert {standing.key for standing in found} == {one.key for one in lines}
    for standing in found:
        assert (standing.rank is None) == (standing.unranked is not None) == (standing.score is None)
        if standing.score is not None:
            assert 0 <= standing.score <= 100
            assert sum(standing.points.values()) == standing.score


@given(st.dictionaries(st.integers(), st.builds(Share, n=st.integers(0, 100), of=st.integers(1, 200)), max_size=12))
def test_no_easy_village_is_harder_than_a_hard_one(before: dict[int, Share]) -> None:
    hard = hard_places(before=before)
    easy = {key for key, share in before.items() if share.of >= MIN_BASE} - hard
    assert all(before[h].rate < before[e].rate for h in hard for e in easy)
    assert not hard or easy
