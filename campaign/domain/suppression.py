"""Which counts of people the public may not see, so that nobody is singled out: the rule, with no reader and no table.

A count is hidden when it tells about one to four people: the count itself, or those who are left of the eligible, or a
place with fewer than five eligible people at all. Whatever would give it away by addition is hidden with it: nobody can
work it out who knows all shown numbers, that places add up, how many people are eligible, and what the other numbers
of the same place imply. Where another place can be hidden to that end, every value that the rule leaves possible stays
possible; a sum is hidden only where a count could be worked out without it. 0 is shown: a village in which nothing
happened is what the public is to see. ADR 0020 gives the reasons.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LEAST: Final = 5
"""The smallest number of people that may be told."""

_NO_END: Final = 10**9
"""More people than there are: an attacker who knows no upper end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The count of one place.

    `eligible` are the people who may be counted there (None: nobody knows); `others` are those of them who stand in a
    number beside this one ("already had it"). `floor` and `ceiling` are what shown numbers of the same place say about
    it: nobody has a step without being reached. Of two places that would do, the one of smaller `size` is hidden.
    """

    n: int
    eligible: int | None = None
    others: int = 0
    floor: int = 0
    ceiling: int | None = None
    size: int = 0


def too_small(n: int) -> bool:
    """Whether a number of people is one that may not be told."""
    return 0 < n < LEAST


def tells_of_few(cell: Cell) -> bool:
    """Whether a count singles people out by itself (primary suppression)."""
    if too_small(cell.n):
        return True
    if cell.eligible is None or cell.n > cell.eligible:
        return False
    return too_small(cell.eligible) or too_small(cell.eligible - cell.n - cell.others)


def suppressed(
    *,
    parents: Mapping[int, int | None],
    columns: Mapping[str, Mapping[int, Cell]],
    within: Iterable[tuple[str, tuple[str, ...]]] = (),
) -> dict[str, frozenset[int]]:
    """Return, of every column of a table, the places whose count is hidden.

    `within` says of a column that everybody counted there is counted in one of some others as well: whoever took a
    step was reached, whoever has all steps has each of them, by the campaign or before. What one column says about
    another is given to the attacker for free, as if all of it were shown but the counts that tell of few; so each
    column can be looked at by itself.
    """
    floors: dict[tuple[str, int], int] = {}
    ceilings: dict[tuple[str, int], int] = {}
    for inner, outer in within:
        for place, cell in columns[inner].items():
            around = [columns[column][place] for column in outer if place in columns[column]]
            most = sum(LEAST - 1 if too_small(other.n) else other.n for other in around)
            if len(around) < len(outer) or cell.n > most:
                continue
            ceilings[inner, place] = min(most, ceilings.get((inner, place), most))
            if len(outer) == 1 and not tells_of_few(cell):
                floors[outer[0], place] = max(cell.n, floors.get((outer[0], place), 0))
    found: dict[str, frozenset[int]] = {}
    for column, cells in columns.items():
        told = {
            place: replace(cell, floor=floors.get((column, place), 0), ceiling=ceilings.get((column, place)))
            for place, cell in cells.items()
        }
        found[column] = hidden(parents=parents, cells=told)
    return found


def hidden(*, parents: Mapping[int, int | None], cells: Mapping[int, Cell]) -> frozenset[int]:
    """Return the places whose count is hidden, of one column of a table.

    `parents` is the tree of places, each with the place whose count adds it up; a parent that is None or no key of
    `cells` is none. The answer does not depend on the order in which the places come.
    """
    table = _Table(parents=parents, cells=cells)
    for top in list(table.tops()):
        table.protect(top)
    return frozenset(key for key, node in table.nodes.items() if node.hidden)


class _Node:
    """A place in the tree. `low` and `high` bound its count for an attacker who does not see it."""

    __slots__ = ("below", "cell", "children", "hidden", "high", "key", "low", "parent", "primary", "published", "seen")

    def __init__(self, cell: Cell, key: int, *, published: bool = True) -> None:
        self.cell = cell
        self.key = key
        self.published = published
        self.primary = self.hidden = tells_of_few(cell)
        self.parent: _Node | None = None
        self.children: list[_Node] = []
        self.low, self.high = _bounds(cell)
        # The values that are still possible: by what lies below alone, and from all sides.
        self.below = self.seen = (cell.n, cell.n)

    @property
    def own(self) -> tuple[int, int]:
        return (self.low, self.high) if self.hidden else (self.cell.n, self.cell.n)

    @property
    def rank(self) -> tuple[int, int]:
        return (self.cell.size, self.key)

    def room(self) -> tuple[int, int]:
        """How far the count may go down and up if this place is hidden, with one place below it at every level."""
        down, up = self.cell.n - self.low, self.high - self.cell.n
        if not self.children:
            return down, up
        chosen = self.support()
        if chosen is None:
            return 0, 0
        below = chosen.room()
        return min(down, below[0]), min(up, below[1])

    def support(self) -> _Node | None:
        """The place below that would be hidden with this one: the smallest that gives room both ways, else most."""
        usable = [(child.room(), child) for child in self.children if child.published]
        usable = [(room, child) for room, child in usable if sum(room)]
        both = [child for room, child in usable if min(room) >= LEAST - 1]
        if both:
            return min(both, key=lambda child: (not child.hidden, child.rank))
        return max(usable, key=lambda pair: (sum(pair[0]), -pair[1].key))[1] if usable else None

    def hide(self) -> None:
        self.hidden = True
        if self.children and (chosen := self.support()) is not None:
            chosen.hide()


def _bounds(cell: Cell) -> tuple[int, int]:
    """Return what the rule and the numbers beside it leave possible for a count that is hidden."""
    n, eligible = cell.n, cell.eligible
    low, high = (LEAST if n else 0), _NO_END
    if eligible is not None and n <= eligible:
        high = eligible
        left = eligible - n - cell.others
        if too_small(left) and n >= LEAST:
            low, high = n + left - LEAST + 1, n + left - 1
    if too_small(n):
        low, high = 1, LEAST - 1
    if eligible is not None and too_small(eligible) and n <= eligible:
        low, high = 0, eligible
    if cell.ceiling is not None:
        high = min(high, cell.ceiling)
    # What the data say against each other (785 % of the eligible) bounds nothing.
    return min(max(low, cell.floor, 0), n), max(high, n)


class _Table:
    """One column: the tree with what is hidden in it, and the search for what must be hidden besides."""

    def __init__(self, *, parents: Mapping[int, int | None], cells: Mapping[int, Cell]) -> None:
        self.nodes: dict[int, _Node] = {key: _Node(cells[key], key) for key in sorted(cells)}
        for key, node in self.nodes.items():
            above = parents.get(key)
            if above is not None and above in self.nodes:
                node.parent = self.nodes[above]
                self.nodes[above].children.append(node)
        for node in list(self.nodes.values()):
            if node.children:
                self._add_rest(node)

    def _add_rest(self, node: _Node) -> None:
        """Give what a place has besides its parts a part of its own: a reader finds it by subtraction."""
        rest = node.cell.n - sum(child.cell.n for child in node.children)
        if rest:
            # Never published and known all the same, unless it is small: then it must not be found either.
            extra = _Node(Cell(n=rest), -node.key, published=False)
            extra.parent = node
            node.children.append(extra)

    def tops(self) -> Iterator[_Node]:
        """Yield where sums begin that an attacker can read, deepest last in the order of the places."""
        return (node for node in self.nodes.values() if node.parent is None or node.children)

    def protect(self, top: _Node) -> None:
        """Hide places until every hidden count below a place may be all that the rule leaves possible."""
        while True:
            while top.parent is not None and top.hidden:
                top = top.parent
            # Hiding one place more only takes knowledge away, so that what is protected stays protected.
            if not any(_give_room(node) for node in self._possible(top)):
                return

    def _possible(self, top: _Node) -> list[_Node]:
        """Set what is still possible for the hidden places below one, and return those that tell of few.

        Sums over a tree are met exactly by adding intervals from below and taking them away again from above.
        """
        _from_below(top)
        found = [top] if top.primary else []
        waiting = [top]
        while waiting:
            node = waiting.pop()
            low, high = node.seen
            all_low = sum(child.seen[0] for child in node.children)
            all_high = sum(child.seen[1] for child in node.children)
            for child in node.children:
                if not child.hidden:
                    continue
                own = child.seen
                child.seen = (
                    max(own[0], low - (all_high - own[1])),
                    min(own[1], high - (all_low - own[0])),
                )
                if child.primary:
                    found.append(child)
                if child.children:
                    waiting.append(child)
        return found


def _from_below(node: _Node) -> None:
    low, high = node.own
    if node.children:
        for child in node.children:
            if child.hidden:
                _from_below(child)
            else:
                child.seen = (child.cell.n, child.cell.n)
        node.below = (sum(child.seen[0] for child in node.children), sum(child.seen[1] for child in node.children))
        low, high = max(low, node.below[0]), min(high, node.below[1])
    node.seen = (low, high)


def _give_room(node: _Node) -> bool:
    """Hide one place more where a count cannot be all that it should: the smallest that suffices.

    False where everything possible stays possible, or nothing is left that would help.
    """
    up, down = max(0, node.high - node.seen[1]), max(0, node.seen[0] - node.low)
    if not up and not down:
        return False
    told_by_parts = bool(node.children) and (node.below[0] > node.low or node.below[1] < node.high)
    if told_by_parts and _hide_best(node.children, wanted=(down, up)):
        return True
    here = node
    while here.parent is not None:
        above = here.parent
        if _hide_best([child for child in above.children if child is not here], wanted=(up, down)):
            return True
        if node.seen[0] < node.seen[1]:
            # Nobody beside it makes more values possible, and there are two already: a sum is worth more to everybody.
            return False
        if not above.hidden:
            above.hidden = True
            return True
        here = above
    return False


def _hide_best(places: list[_Node], *, wanted: tuple[int, int]) -> bool:
    """Hide the smallest shown place with enough room down and up, else the one with most; False without any."""
    options = []
    for place in places:
        if place.published and not place.hidden:
            room = place.room()
            useful = min(room[0], wanted[0]) + min(room[1], wanted[1])
            if useful:
                options.append((useful, place))
    if not options:
        return False
    most = max(useful for useful, _ in options)
    min((place for useful, place in options if useful == most), key=lambda place: place.rank).hide()
    return True
