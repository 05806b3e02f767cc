"""What a filled column would say: a total split, the same for every place, the sum of the parts, a copy.

Draws nothing and saves nothing. Villages share a total between them; schools and agencies keep what they have, because
their people live in the villages. Below a province the communes share it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from campaign.domain.splitting import split_total
from campaign.domain.vocabulary import IndicatorKind, TargetKind
from campaign.errors import CampaignError
from campaign.services.target_grid import remainder, split
from campaign.services.targets import WHOLE
from campaign.ui.targets import cells, words
from campaign.ui.targets.draft import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.domain.indicators import Indicator
    from campaign.domain.vocabulary import PopulationGroup
    from campaign.services.target_grid import TargetCell, TargetGrid, TargetRow
    from campaign.ui.targets.draft import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the form asks for; `group` is what a total is split by (None: equal parts) and what a share is a share of.

    `each` is what every place is to have, as typed; `source` are the cells to copy, by place id.
    """

    indicator: Indicator
    way: Way
    group: PopulationGroup | None
    total: int | None = None
    each: str = ""
    source: Mapping[int, TargetCell] = field(default_factory=dict)

    @property
    def column(self) -> str:
        """The key of the column to fill."""
        return self.indicator.key

    @property
    def ratio(self) -> bool:
        """Whether the column takes percentages of its own denominator, and nothing else."""
        return self.indicator.kind is IndicatorKind.RATIO


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The texts of the column by place id, and what was done."""

    texts: Mapping[int, str]
    step: Step


def propose(grid: TargetGrid, wish: Wish) -> Proposal | str:
    """Return a proposal, or the word for what is missing; the grid's rows hold the unsaved cells as well."""
    ways = {"split": _split, "share": _each, "sum": _sum, "copy": _copy}
    return ways[wish.way](grid, wish)


def _split(grid: TargetGrid, wish: Wish) -> Proposal | str:
    """Split a total over the villages; an empty target of the whole becomes the total."""
    if wish.total is None:
        return "total_missing"
    homes = words.homes(grid.rows)
    try:
        parts = _parts(replace(grid, rows=homes), homes, wish, wish.total)
    except CampaignError as error:
        return error.code
    root = next((row for row in grid.rows if row.is_root), None)
    whole = {} if root is None or wish.column in root.cells else {root.place_id: wish.total}
    return Proposal(
        texts={place: _people(people) for place, people in {**whole, **parts}.items()},
        step=Step(way="split", places=len(parts), total=wish.total, group=wish.group, without=_without(homes, wish)),
    )


def _parts(grid: TargetGrid, homes: tuple[TargetRow, ...], wish: Wish, total: int) -> dict[int, int]:
    if wish.group is not None:
        return split(grid=grid, indicator=wish.column, total=total, group=wish.group)
    by_code = {row.code: row.place_id for row in homes}
    shares = split_total(total=total, weights=[(code, 1) for code in by_code])
    return {by_code[code]: people for code, people in shares.items()}


def _each(grid: TargetGrid, wish: Wish) -> Proposal | str:
    """Give every village the same: a share of its own people, a number, or a ratio's percentage."""
    reading = cells.read(wish.each)
    if not reading.readable or (wish.ratio and reading.kind is TargetKind.COUNT):
        # 45,5 is no number of people, so a share is meant; of a ratio every number is one.
        reading = cells.read(f"{wish.each}%")
    share = reading.kind is TargetKind.PERCENT
    if not reading.readable or reading.amount is None or reading.amount < 0 or (share and reading.amount > WHOLE):
        return "share_missing"
    homes = words.homes(grid.rows)
    group = wish.group if share and not wish.ratio else None
    counted = [row for row in homes if group is None or group in row.population]
    if not counted:
        return "split_without_population"
    return Proposal(
        texts={row.place_id: cells.text_of(kind=reading.kind, amount=reading.amount) for row in counted},
        step=Step(
            way="share",
            places=len(counted),
            total=reading.amount,
            group=group,
            share=share,
            without=_without(homes, replace(wish, group=group)),
        ),
    )


def _sum(grid: TargetGrid, wish: Wish) -> Proposal | str:
    """Make the target of the whole what its places were given."""
    given = remainder(grid.rows, wish.column).given
    root = next((row for row in grid.rows if row.is_root), None)
    if root is None or given == 0:
        return "nothing_given"
    return Proposal(texts={root.place_id: _people(given)}, step=Step(way="sum", places=1, total=given))


def _copy(grid: TargetGrid, wish: Wish) -> Proposal | str:
    """Put the source's targets into the column; shares of another group would mean other people, and stay out."""
    rows = [row for row in grid.rows if row.place_id in wish.source]
    group = None if wish.ratio else words.group_of(wish.indicator)
    fitting = [row for row in rows if wish.source[row.place_id].population_group in {None, group}]
    if not fitting:
        return "nothing_to_copy"
    texts = {
        row.place_id: cells.text_of(kind=wish.source[row.place_id].kind, amount=wish.source[row.place_id].amount)
        for row in fitting
    }
    without = tuple(words.place_name(row) for row in rows if row not in fitting)
    return Proposal(texts=texts, step=Step(way="copy", places=len(fitting), without=without))


def _without(homes: tuple[TargetRow, ...], wish: Wish) -> tuple[str, ...]:
    return tuple(row.name for row in homes if wish.group is not None and wish.group not in row.population)


def _people(n: int) -> str:
    return cells.text_of(kind=TargetKind.COUNT, amount=n)
