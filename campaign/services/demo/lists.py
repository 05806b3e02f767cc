"""The lists that the sample is made from, as they stand in `data/demo`: places with their stories, words of names."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from campaign.config import DATA, REFERENCE
from campaign.domain.names import compact, fold
from campaign.domain.vocabulary import PlaceKind, PopulationGroup

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER: Final = DATA / "demo"

# Shares of the whole population, in thousandths: the order of magnitude of a commune in the highlands.
_GROUPS: Final = {
    PopulationGroup.ALL: 1000,
    PopulationGroup.FROM_6: 893,
    PopulationGroup.FROM_14: 757,
    PopulationGroup.FROM_15: 741,
    PopulationGroup.FROM_18: 688,
    PopulationGroup.HOUSEHOLDS: 231,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One village or school of a list. `former` names the places that went into it, `story` how it fares."""

    name: str
    kind: PlaceKind
    population: int
    ede_percent: int
    former: tuple[str, ...] = ()
    story: str = ""
    target: int | None = None

    @property
    def is_village(self) -> bool:
        """Whether people live here."""
        return self.kind is PlaceKind.VILLAGE

    @property
    def populations(self) -> dict[PopulationGroup, int]:
        """The denominators of a village; a school has none, because nobody is counted twice."""
        if not self.is_village:
            return {}
        return {group: self.population * share // 1000 for group, share in _GROUPS.items()}


@cache
def places(name: str) -> tuple[PlaceLine, ...]:
    """Return one list of places (`2023`, `2026`, `ea_phe`)."""
    with (FOLDER / f"places_{name}.csv").open(encoding="utf-8", newline="") as source:
        return tuple(_place(line) for line in csv.DictReader(source))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One list of words of names; `weights` are added up, `folds` are without signs and spaces."""

    words: tuple[str, ...]
    folds: tuple[str, ...]
    weights: tuple[int, ...]


@cache
def words(name: str) -> Words:
    """Return one list of words of names."""
    with (FOLDER / "names.csv").open(encoding="utf-8", newline="") as source:
        pairs = [(row["word"], int(row["weight"])) for row in csv.DictReader(source) if row["list"] == name]
    return Words(
        words=tuple(word for word, _ in pairs),
        folds=tuple(compact(fold(word)) for word, _ in pairs),
        weights=tuple(accumulate(weight for _, weight in pairs)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneLine:
    """One commune of the 44-day campaign: its group, whether that was published, how it reports in the sample."""

    code: str
    name: str
    group: int
    published: bool
    stories: frozenset[str]


@cache
def communes() -> tuple[CommuneLine, ...]:
    """Return the communes of the 44-day campaign, by code."""
    with (FOLDER / "communes_44_days.csv").open(encoding="utf-8", newline="") as source:
        return tuple(
            CommuneLine(
                code=line["code"],
                name=line["name"],
                group=int(line["group"]),
                published=line["group_is"] == "published",
                stories=frozenset(part for part in line["story"].split(";") if part),
            )
            for line in csv.DictReader(source)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTarget:
    """One published target of the 44 days: the province's own, and that of a commune of each group."""

    name: str
    province: int
    groups: Mapping[int, int]


@cache
def published_targets() -> tuple[PublishedTarget, ...]:
    """Return the published targets of the 44 days, in the order of the template's indicators."""
    with (REFERENCE / "campaign_44_days_targets.csv").open(encoding="utf-8", newline="") as source:
        return tuple(
            PublishedTarget(
                name=line["indicator"],
                province=int(line["province_target"]),
                groups={group: int(line[f"group{group}_target"]) for group in (1, 2, 3)},
            )
            for line in csv.DictReader(source)
        )


def _place(line: Mapping[str, str]) -> PlaceLine:
    return PlaceLine(
        name=line["name"],
        kind=PlaceKind(line["kind"]),
        population=int(line["population"]),
        ede_percent=int(line["ede_percent"]),
        former=tuple(part for part in line.get("former", "").split(";") if part),
        story=line.get("story", ""),
        target=int(line["target"]) if line.get("target") else None,
    )
