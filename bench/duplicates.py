"""The finder of people entered twice: how much it finds and how much of that is true, and how long a search takes.

The rule beside it is the one that everybody writes first: the names at most three letters apart, born in one year.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import replace
from itertools import combinations
from statistics import median, quantiles
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from bench.people import citizen_id
from bench.people_twice import truth_set
from bench.report import Row
from bench.world import World, build, populate, postgresql_store, settle, sqlite_store
from campaign.db.queries import profiles
from campaign.domain.likeness_pairs import count_bearers, find_pairs, pair_key
from campaign.domain.names import fold
from campaign.services import duplicates, pairing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bench.people_twice import Truth
    from campaign.db.store import Store
    from campaign.domain.likeness import Profile

_COMMUNES, _PEOPLE = 34, 30_000
_ASKED = 10.0
_REPEATS = 60
Pairs = set[tuple[uuid.UUID, uuid.UUID]]


def _found(truth: Truth) -> tuple[Pairs, float]:
    start = time.perf_counter()
    found = find_pairs(focus=truth.entries, pool=truth.entries, bearers=count_bearers(truth.entries))
    return set(found), time.perf_counter() - start


def _naive(truth: Truth, spelled: Callable[[str], str]) -> Pairs:
    """The rule that everybody writes first."""
    found: Pairs = set()
    years: dict[int, list[Profile]] = {}
    for entry in truth.entries:
        if entry.birth_year is not None:
            years.setdefault(entry.birth_year, []).append(entry)
    for people in years.values():
        names = {person.id: spelled(person.name) for person in people}
        for a, b in combinations(people, 2):
            if Levenshtein.distance(names[a.id], names[b.id], score_cutoff=3) <= 3:
                found.add(pair_key(a.id, b.id))
    return found


def _rates(found: Collection[tuple[uuid.UUID, uuid.UUID]], truth: Truth) -> tuple[float, float]:
    true = len(truth.pairs & set(found))
    return 100 * true / max(1, len(found)), 100 * true / len(truth.pairs)


def _quality() -> list[Row]:
    """Precision and recall on a set that the weights were not tried on."""
    truth = truth_set(seed="held out")
    found, seconds = _found(truth)
    precision, recall = _rates(found, truth)
    written, folded = _naive(truth, str), _naive(truth, fold)
    rules = {"names as written": _rates(written, truth), "names folded": _rates(folded, truth)}
    best = (max(p for p, _ in rules.values()), max(r for _, r in rules.values()))
    told = f"{len(truth.entries)} entries, {len(truth.pairs)} true pairs; {len(found)} shown in {seconds:.1f} s"
    rows = [
        Row(name="ours, precision", measured=precision, unit="%", asked=best[0], at_most=False, note=told),
        Row(name="ours, recall", measured=recall, unit="%", asked=best[1], at_most=False),
    ]
    for name, (rule_precision, rule_recall) in rules.items():
        rows.append(Row(name=f"distance <= 3 and same year, {name}, precision", measured=rule_precision, unit="%"))
        rows.append(Row(name=f"distance <= 3 and same year, {name}, recall", measured=rule_recall, unit="%"))
    return rows


def _fill(store: Store) -> World:
    """A province of a million people."""
    world = build(store, communes=_COMMUNES)
    for at, commune_id in enumerate(world.communes):
        numbers = range(at * _PEOPLE, (at + 1) * _PEOPLE)
        populate(world, commune_id=commune_id, numbers=numbers, recorded=False, sealed=True)
    settle(store)
    return world


def _newcomers(world: World) -> list[Profile]:
    """People of the first commune as if they came anew, without their numbers: each is there already."""
    chosen = [uuid.UUID(citizen_id(number)) for number in range(0, _PEOPLE, _PEOPLE // _REPEATS)]
    with world.store.read() as connection:
        found = profiles.profiles_by_id(connection, commune_id=world.communes[0], ids=chosen)
    return [replace(one, id=uuid.uuid4(), personal_id_index=None, phone_index=None) for one in found]


def _searched(world: World, engine: str) -> list[Row]:
    people = _newcomers(world)
    times, found = list[float](), 0
    with world.store.read() as connection:
        pairing.alike_to(connection, commune_id=world.communes[0], people=people[:1])
        for person in people:
            start = time.perf_counter()
            found += len(pairing.alike_to(connection, commune_id=world.communes[0], people=[person]))
            times.append((time.perf_counter() - start) * 1000)
    start = time.perf_counter()
    done = duplicates.refresh(call=world.call(), commune_id=world.communes[0])
    whole = time.perf_counter() - start
    note = f"p95 {quantiles(times, n=20)[-1]:.1f}, slowest {max(times):.1f}; {found / len(times):.1f} found each"
    return [
        Row(
            name=f"{engine}, one new person among a million",
            measured=median(times),
            unit="ms",
            asked=_ASKED,
            note=note,
        ),
        Row(
            name=f"{engine}, a whole commune of {_PEOPLE}",
            measured=whole,
            unit="s",
            note=f"{done.pairs} pairs: everybody of the sample has an id of their own",
        ),
    ]


def run() -> list[Row]:
    """The truth set, then the search on both engines."""
    rows = _quality()
    for engine, opened in (("SQLite", sqlite_store), ("PostgreSQL", postgresql_store)):
        with opened() as store:
            rows += _searched(_fill(store), engine)
    return rows
