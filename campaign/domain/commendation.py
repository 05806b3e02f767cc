"""The rules of the shortlist for "Dân vận khéo": what counts, how much, and who is compared with whom.

Owns weights, the least base and the rule for hard villages; each of them is shown beside the list. Refuses to rank
whoever has no numbers behind them, and chooses nobody: a leader does.

Rates, never totals: a village of 50 people stands as high as one of 1.000. Nothing here knows who a citizen is.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final, Generic, TypeVar

from campaign.domain.ranking import rank
from campaign.domain.vocabulary import CommendationKind

K = TypeVar("K", bound=Hashable)


class Part(StrEnum):
    """What the score is made of."""

    REACH = "reach"
    """People helped, of the eligible people of the places they answer for."""
    TARGET = "target"
    """What these places did toward their target."""
    HARD = "hard"
    """People helped, of the eligible people of the hard villages among these places."""
    STEADY = "steady"
    """Days with work, of the days of the campaign so far."""
    SATISFACTION = "satisfaction"
    """Satisfied answers of all answers; no campaign has any yet."""


class Ground(StrEnum):
    """Who is compared with whom: villages with villages, schools with schools."""

    VILLAGES = "villages"
    SCHOOLS = "schools"


class Unranked(StrEnum):
    """Why somebody has no rank."""

    OUTSIDE = "outside"
    NO_PLACE = "no_place"
    NO_DATA = "no_data"
    SMALL = "small"


WEIGHTS: Final[Mapping[Part, int]] = {
    Part.REACH: 35,
    Part.TARGET: 25,
    Part.HARD: 25,
    Part.STEADY: 15,
    # Beside the others, which make 100: it shifts all of them alike as soon as there are answers.
    Part.SATISFACTION: 20,
}
MIN_BASE: Final = 20
"""Fewer eligible people than this make a rate that one person moves by more than 5 points: no rank."""

HARD_SHARE: Final = Fraction(1, 3)
"""The lowest third of the villages by the share of required steps that people had before the campaign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, as whole numbers. More than the whole counts as the whole."""

    n: int
    of: int

    @property
    def rate(self) -> Fraction:
        """Return n / of, between 0 and 1."""
        return min(Fraction(self.n, self.of), Fraction(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Generic[K]):
    """What is known of one registration. A part that is None is not known and takes no part in the score.

    `base` is how many eligible people (at a school: people of the target) the rates stand on.
    """

    key: K
    kind: CommendationKind
    ground: Ground | None
    outside: bool
    base: int | None
    shares: Mapping[Part, Share | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Generic[K]):
    """Where one registration stands. `points` are those of each part, `score` their sum, from 0 to 100.

    `rank` of `ranked` is among the same kind on the same ground; None with `unranked` saying why.
    """

    key: K
    kind: CommendationKind
    ground: Ground | None
    points: Mapping[Part, Fraction]
    score: Fraction | None
    rank: int | None
    ranked: int
    unranked: Unranked | None


def hard_places(*, before: Mapping[K, Share]) -> frozenset[K]:
    """Return the hard villages: the third in which people had the fewest of the required steps before the campaign.

    `before` is, by village, what they had before of everything that was recorded about required steps: a share of
    what was found there, so that a village is not hard because nobody went. Equal shares stand on one side of the
    border together; where all are equal none is harder than the others.
    """
    known = {key: share.rate for key, share in before.items() if share.of >= MIN_BASE}
    if len(known) * HARD_SHARE < 1:
        return frozenset()
    ordered = sorted(known.values())
    border = ordered[int(len(ordered) * HARD_SHARE) - 1]
    if border == ordered[-1]:
        return frozenset()
    return frozenset(key for key, rate in known.items() if rate <= border)


def points_of(shares: Mapping[Part, Share | None]) -> dict[Part, Fraction]:
    """Return the points of each part that is known, out of 100 together for whoever has every part whole."""
    known = {part: share for part in Part if (share := shares.get(part)) is not None and share.of > 0}
    whole = sum(WEIGHTS[part] for part in known)
    return {part: Fraction(100 * WEIGHTS[part], whole) * share.rate for part, share in known.items()}


def shortlist(*, evidence: Sequence[Evidence[K]]) -> tuple[Standing[K], ...]:
    """Return everybody with score and rank, each kind and ground by itself, the best first, then those without a rank.

    Equal scores share a rank. The order of the argument settles nothing but the order among equals.
    """
    scored: dict[K, Fraction] = {}
    why: dict[K, Unranked] = {}
    points = {one.key: points_of(one.shares) for one in evidence}
    for one in evidence:
        reason = _unranked(one)
        if reason is None:
            scored[one.key] = sum(points[one.key].values(), Fraction(0))
        else:
            why[one.key] = reason
    found: list[Standing[K]] = []
    for kind in CommendationKind:
        for ground in (*Ground, None):
            group = [one for one in evidence if one.kind is kind and one.ground is ground]
            ranks = rank(rates={one.key: scored.get(one.key) for one in group})
            standings = [
                Standing(
                    key=one.key,
                    kind=kind,
                    ground=ground,
                    points=points[one.key],
                    score=scored.get(one.key),
                    rank=ranks.get(one.key),
                    ranked=len(ranks),
                    unranked=why.get(one.key),
                )
                for one in group
            ]
            found += sorted(standings, key=lambda standing: standing.rank or len(group) + 1)
    return tuple(found)


def _unranked(one: Evidence[K]) -> Unranked | None:
    if one.outside:
        return Unranked.OUTSIDE
    if one.ground is None:
        return Unranked.NO_PLACE
    if one.shares.get(Part.REACH) is None and one.shares.get(Part.TARGET) is None:
        return Unranked.NO_DATA
    return Unranked.SMALL if one.base is None or one.base < MIN_BASE else None
