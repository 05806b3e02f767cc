"""What everybody may see of a campaign: plain frozen data from which every hidden count is gone already.

What the rule of `campaign.domain.suppression` hides does not exist in here, so that no page, file or chart can tell it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from campaign.domain.vocabulary import IndicatorKind, OutreachKind, PlaceKind
from campaign.errors import CampaignError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardIndicator:
    """One indicator of the board. `people`: it counts people, so that small counts of it are hidden."""

    key: str
    kind: IndicatorKind
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    unit_vi: str
    unit_en: str
    people: bool

    def name(self, language: str) -> str:
        """Return the full label."""
        return self.name_en if language == "en" else self.name_vi

    def short(self, language: str) -> str:
        """Return the label of a narrow column."""
        return self.short_en if language == "en" else self.short_vi

    def unit(self, language: str) -> str:
        """Return what is counted."""
        return self.unit_en if language == "en" else self.unit_vi


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardNumber:
    """One indicator at one place. A number is None where it is hidden (then `*_hidden`), or where there is none.

    `result` and `already_had` are those of `campaign progress --json`; `denominator` is that of a ratio; `rate` is the
    fraction of the target, told only where every number that it is made of is told.
    """

    result: int | None
    result_hidden: bool
    already_had: int | None
    already_had_hidden: bool
    denominator: int | None
    target: int | None
    rate: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPlace:
    """One place with its numbers, in the order of the indicators; `parent` is the code of the place above, "" above."""

    code: str
    name: str
    kind: PlaceKind
    parent: str
    path: str
    numbers: tuple[BoardNumber, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardDay:
    """One coming outreach day: where and when, never who. Hours are minutes after midnight, None for the whole day."""

    day: date
    starts_at: int | None
    ends_at: int | None
    kind: OutreachKind
    place_name: str
    place_path: str
    venue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPoint:
    """A place where people are helped."""

    name: str
    parent_name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCurve:
    """The headline indicator of the whole campaign by day; `planned` is where its plan stands on the board's day."""

    points: tuple[tuple[date, int], ...]
    target: int | None
    plan: tuple[tuple[date, float], ...]
    planned: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardEntry:
    """One line in the list of open boards. `stamp` moves when anything on the board may have moved."""

    slug: str
    name: str
    place_name: str
    starts_on: date
    ends_on: date
    synthetic: bool
    version: int
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBoard:
    """The board of one place of a campaign, as of the end of a day (`as_of`, yesterday or the campaign's last)."""

    campaign: str
    campaign_name: str
    plan_number: str
    synthetic: bool
    starts_on: date
    ends_on: date
    as_of: date
    day: int
    days: int
    headline: str
    indicators: tuple[BoardIndicator, ...]
    here: BoardPlace
    above: tuple[BoardPlace, ...]
    below: tuple[BoardPlace, ...]
    curve: BoardCurve | None
    coming: tuple[BoardDay, ...]
    points: tuple[BoardPoint, ...]
    hotline: str
    mailbox: str
    note: str
    revision: int
    version: int

    @property
    def hidden(self) -> int:
        """How many numbers of this board are hidden."""
        return sum(_hidden(place) for place in (self.here, *self.below))


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeBoard:
    """The board of every place of a campaign, read at once; `root` is that of the whole campaign."""

    root: PublicBoard
    places: Mapping[str, BoardPlace]
    children: Mapping[str, tuple[BoardPlace, ...]]

    def at(self, place_code: str | None = None) -> PublicBoard:
        """Return the board of one place (default: the whole campaign); raises `board_unknown` for any other code."""
        if place_code is None or place_code == self.root.here.code:
            return self.root
        here = self.places.get(place_code)
        if here is None:
            raise CampaignError("board_unknown")
        above: list[BoardPlace] = []
        while (parent := self.places.get(above[0].parent if above else here.parent)) is not None:
            above.insert(0, parent)
        return replace(
            self.root,
            here=here,
            above=tuple(above),
            below=self.children.get(here.code, ()),
            curve=None,
            # Whoever lives in a village may go to what the whole commune holds.
            coming=tuple(d for d in self.root.coming if d.place_path.startswith(here.path) or _on_the_way(d, here)),
            points=tuple(p for p in self.root.points if p.path.startswith(here.path)) or self.root.points,
        )

    @property
    def hidden(self) -> int:
        """How many numbers of all places are hidden."""
        return sum(map(_hidden, self.places.values()))

    @property
    def shown(self) -> int:
        """How many numbers of all places are told."""
        numbers = (number for place in self.places.values() for number in place.numbers)
        return sum((number.result is not None) + (number.already_had is not None) for number in numbers)


def _on_the_way(day: BoardDay, place: BoardPlace) -> bool:
    return place.path.startswith(day.place_path)


def _hidden(place: BoardPlace) -> int:
    return sum(number.result_hidden + number.already_had_hidden for number in place.numbers)
