"""Whoever knows every shown number, and how they add up, learns nothing of a hidden one beyond the rule itself.

The attacker of these tests shares no code with the rule: small tables are searched through, value by value.
"""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.domain.suppression import LEAST, Cell, hidden, suppressed, tells_of_few

ROOT = 1
Tree = tuple[dict[int, int | None], dict[int, Cell]]
Leaves = Mapping[int, tuple[int, int, int | None]]


def tree(leaves: Leaves, extra: int = 0) -> Tree:
    """Return parents and cells of a table: place -> (place above, count, eligible); places above add theirs up."""
    parents: dict[int, int | None] = {key: above for key, (above, _n, _e) in leaves.items()}
    for above in {above for above, _n, _e in leaves.values()} - {ROOT}:
        parents[above] = ROOT
    parents[ROOT] = None
    cells = {key: Cell(n=n, eligible=e, size=e or n) for key, (_above, n, e) in leaves.items()}
    for key in sorted(set(parents) - set(leaves), reverse=True):
        below = [cells[child] for child, above in parents.items() if above == key]
        known = [cell.eligible for cell in below]
        eligible = None if None in known else sum(e for e in known if e is not None)
        more = extra if key == ROOT else 0
        cells[key] = Cell(n=sum(cell.n for cell in below) + more, eligible=eligible, size=10_000)
    return parents, cells


def possible(cell: Cell, *, marked: bool) -> range:
    """Return what is possible for a hidden count by the rule alone, no further than four away from it.

    `marked`: the attacker is even told whether a count is hidden for being small, or to keep a small one company.
    """
    n, low, high = cell.n, min(cell.n, 1), 10**6
    if cell.eligible is not None and n <= cell.eligible:
        high = cell.eligible
    if cell.eligible is not None and n <= cell.eligible < LEAST:
        low = 0
    elif marked and 0 < n < LEAST:
        low, high = 1, 4
    elif marked and tells_of_few(cell) and cell.eligible is not None:
        left = cell.eligible - n - cell.others
        low, high = n + left - 4, n + left - 1
    elif marked and n:
        low = LEAST
    low, high = max(low, cell.floor, n - 4), min(high, n + 4, 10**6 if cell.ceiling is None else cell.ceiling)
    return range(min(low, n), max(high, n) + 1)


def learned(
    parents: dict[int, int | None], cells: dict[int, Cell], gone: frozenset[int], *, marked: bool
) -> dict[int, set[int]]:
    """Return the values that every hidden count may have for somebody who knows all the others."""
    found: dict[int, set[int]] = {key: set() for key in gone}
    order = sorted(gone)
    children: dict[int, list[int]] = {}
    for key, above in parents.items():
        if above is not None:
            children.setdefault(above, []).append(key)
    rests = {key: cells[key].n - sum(cells[child].n for child in below) for key, below in children.items()}
    leaves = [key for key in order if key not in children]
    for values in itertools.product(*(possible(cells[key], marked=marked) for key in leaves)):
        guess = {key: cell.n for key, cell in cells.items() if key not in gone} | dict(zip(leaves, values, strict=True))
        if fits(ROOT, guess, cells, children, rests, marked=marked):
            for key in gone:
                found[key].add(guess[key])
    return found


def fits(
    key: int,
    guess: dict[int, int],
    cells: dict[int, Cell],
    below: dict[int, list[int]],
    rests: dict[int, int],
    *,
    marked: bool,
) -> bool:
    """Whether a guess adds up below a place; a place above others that is not in the guess is filled in."""
    if key not in below:
        return True
    if not all(fits(child, guess, cells, below, rests, marked=marked) for child in below[key]):
        return False
    total = sum(guess[child] for child in below[key]) + rests[key]
    if key in guess:
        return guess[key] == total
    guess[key] = total
    return total in possible(cells[key], marked=marked)


eligible_people = st.one_of(st.none(), st.integers(0, 40))
counts = st.one_of(st.integers(0, 6), st.integers(0, 40))


@st.composite
def columns(draw: st.DrawFn) -> Tree:
    """One column of a small table: villages of a commune, or of two or three communes."""
    above = draw(st.sampled_from([(ROOT,), (2, 3), (2, 3, 4)]))
    leaves: dict[int, tuple[int, int, int | None]] = {}
    for number in range(draw(st.integers(1, 6))):
        n, e = draw(counts), draw(eligible_people)
        leaves[10 + number] = (above[number % len(above)], n, e)
    return tree(leaves, extra=draw(st.sampled_from([0, 0, 0, 7])))


@settings(max_examples=200)
@given(columns())
def test_nobody_can_work_out_a_hidden_count(table: Tree) -> None:
    parents, cells = table
    gone = hidden(parents=parents, cells=cells)
    small = {key for key, cell in cells.items() if tells_of_few(cell)}
    assert small <= gone
    if ROOT not in gone:
        found = learned(parents, cells, gone, marked=True)
        assert all(len(found[key]) > 1 for key in small)
        if any(n >= 2 * LEAST and e is None for n, e in others(parents, cells, gone)):
            # There was somebody to hide with.
            assert all(set(possible(cells[key], marked=True)) <= found[key] for key in small)
    elif gone:
        # Where the sum of all is hidden too, the parts are told apart by the one mark that all of them bear.
        found = learned(parents, cells, gone, marked=False)
        assert all(len(found[key]) > 1 for key in small)


def others(
    parents: dict[int, int | None], cells: dict[int, Cell], gone: frozenset[int]
) -> list[tuple[int, int | None]]:
    """Return the villages that are shown although their sum is that of all villages: count and eligible people."""
    flat = all(above in {None, ROOT} for above in parents.values())
    return [(cells[key].n, cells[key].eligible) for key in cells if flat and key != ROOT and key not in gone]


@given(columns(), st.randoms(use_true_random=False))
def test_the_answer_does_not_depend_on_the_order_of_the_places(table: Tree, rng: random.Random) -> None:
    parents, cells = table
    keys = list(cells)
    rng.shuffle(keys)
    shuffled = {key: cells[key] for key in keys}
    assert hidden(parents=parents, cells=shuffled) == hidden(parents=parents, cells=cells)


@given(columns())
def test_nothing_is_hidden_where_nothing_is_small(table: Tree) -> None:
    parents, cells = table
    gone = hidden(parents=parents, cells=cells)
    rest = cells[ROOT].n - sum(cells[key].n for key, above in parents.items() if above == ROOT)
    if not any(tells_of_few(cell) for cell in cells.values()) and not 0 < rest < LEAST:
        assert gone == frozenset()


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=2, max_size=4))
def test_what_another_column_says_gives_nothing_away(villages: list[tuple[int, int]]) -> None:
    """Nobody has a step without being reached: the attacker knows both columns, and that."""
    steps: Leaves = {10 + number: (ROOT, min(pair), 30) for number, pair in enumerate(villages)}
    reached: Leaves = {10 + number: (ROOT, max(pair), 40) for number, pair in enumerate(villages)}
    parents, inner = tree(steps)
    _, outer = tree(reached)
    columns = {"step": inner, "reached": outer}
    gone = suppressed(parents=parents, columns=columns, within=[("step", ("reached",))])
    tables = {name: guesses(cells, gone[name]) for name, cells in columns.items()}
    together = [
        (one, two) for one in tables["step"] for two in tables["reached"] if all(one[key] <= two[key] for key in inner)
    ]
    for name, side in (("step", 0), ("reached", 1)):
        for key, cell in columns[name].items():
            if tells_of_few(cell):
                assert len({pair[side][key] for pair in together}) > 1, (name, key)


def guesses(cells: dict[int, Cell], gone: frozenset[int]) -> list[dict[int, int]]:
    """Return every filling of one column, of villages and their sum, that somebody may think of."""
    leaves = [key for key in cells if key != ROOT]
    found = []
    marked = ROOT not in gone
    for values in itertools.product(
        *(possible(cells[k], marked=marked) if k in gone else (cells[k].n,) for k in leaves)
    ):
        total = sum(values)
        if total in (possible(cells[ROOT], marked=marked) if ROOT in gone else (cells[ROOT].n,)):
            found.append(dict(zip(leaves, values, strict=True)) | {ROOT: total})
    return found


def villages(*counts: int, eligible: int | None = 100) -> frozenset[int]:
    """Return which villages of a commune are hidden, by their place in the list from 0 on; -1 is the sum."""
    parents, cells = tree({10 + number: (ROOT, n, eligible) for number, n in enumerate(counts)})
    return frozenset(key - 10 if key != ROOT else -1 for key in hidden(parents=parents, cells=cells))


def test_one_small_village_takes_one_other_with_it() -> None:
    # The smallest that suffices: 9 may be anything from 5 on, so that 2 may be anything from 1 to 4.
    assert villages(2, 30, 9, 5) == {0, 1}
    assert villages(2, 30, 50) == {0, 1}


def test_small_villages_that_hide_each_other_take_nobody_with_them() -> None:
    assert villages(1, 2, 3, 4, 40) == {0, 1, 2, 3}
    # Two ones add up to 2, and two fours to 8: everybody can count.
    assert villages(1, 1, 40, 30) == {0, 1, 2}
    assert villages(4, 4, 40, 30) == {0, 1, 2}


def test_nothing_done_is_shown() -> None:
    assert villages(0, 0, 20) == frozenset()
    assert villages(0, 0, 0) == frozenset()


def test_where_no_village_can_help_the_sum_is_hidden() -> None:
    assert villages(1, 1, 1, 1, 1) == {-1, 0, 1, 2, 3, 4}


def test_few_who_are_left_are_as_bad_as_few_who_have_it() -> None:
    assert 0 in villages(97, 50, 50)
    assert villages(100, 50, 50) == frozenset()
    assert villages(101, 50, 50) == frozenset()
    assert 0 in villages(0, 20, 20, eligible=3)
    parents, cells = tree({10: (ROOT, 60, 100), 11: (ROOT, 50, 100)})
    cells[10] = replace(cells[10], others=38)
    assert 10 in hidden(parents=parents, cells=cells)


def test_what_a_commune_has_besides_its_villages_is_not_found_by_subtraction() -> None:
    parents, cells = tree({10: (ROOT, 20, 100), 11: (ROOT, 30, 100)}, extra=2)
    assert hidden(parents=parents, cells=cells) == {10}
    parents, cells = tree({10: (ROOT, 20, 100), 11: (ROOT, 30, 100)}, extra=20)
    assert hidden(parents=parents, cells=cells) == frozenset()


def test_a_commune_is_hidden_with_one_of_its_villages() -> None:
    leaves: Leaves = {
        10: (2, 2, 90),
        11: (2, 0, 90),
        12: (3, 40, 90),
        13: (3, 30, 80),
        14: (4, 70, 90),
        15: (4, 60, 90),
    }
    parents, cells = tree(leaves)
    gone = hidden(parents=parents, cells=cells)
    assert {2, 10} <= gone
    assert ROOT not in gone
    for commune in (3, 4):
        assert (commune in gone) == any(parents[key] == commune for key in gone & set(leaves))


def test_a_whole_province_takes_no_time() -> None:
    rng = random.Random(7)
    leaves = {1000 + number: (2 + number % 102, max(0, int(rng.gauss(7, 5))), 200 + number) for number in range(2_800)}
    parents, cells = tree(leaves)
    begun = time.perf_counter()
    gone = hidden(parents=parents, cells=cells)
    assert time.perf_counter() - begun < 1
    small = {key for key, cell in cells.items() if tells_of_few(cell)}
    # A handful is hidden beside what has to be.
    assert len(gone - small) < len(small) * 0.05
