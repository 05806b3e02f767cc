"""What a filled column would say: a total split by population, one share for all, or the sum of the parts.

Draws nothing and saves nothing. Villages share a total between them; schools and agencies keep what they have, because
their people live in the villages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from campaign.domain.vocabulary import RESIDENCE_KINDS, PopulationGroup, TargetKind
from campaign.errors import CampaignError
from campaign.services.target_grid import remainder, split
from campaign.services.targets import WHOLE
from campaign.ui.targets import cells
from campaign.ui.targets.draft import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.services.target_grid import TargetGrid, TargetRow
    from campaign.ui.targets.draft import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the form asks for; `group` is what a total is split by and what a share is a share of."""

    column: str
    way: Way
    group: PopulationGroup
    total: int | None = None
    share: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The texts of the column by place id, and what was done."""

    texts: Mapping[int, str]
    step: Step


def propose(grid: TargetGrid, wish: Wish) -> Proposal | str:
    """Return a proposal, or the word for what is missing; the grid's rows hold the unsaved cells as well."""
    if wish.way == "split":
        return _split(grid, wish)
    return _share(grid, wish) if wish.way == "share" else _sum(grid, wish)


def _split(grid: TargetGrid, wish: Wish) -> Proposal | str:
    """Split a total over the villages; an empty target of the whole becomes the total."""
    if wish.total is None:
        return "total_missing"
    homes = _homes(grid)
    try:
        parts = split(grid=replace(grid, rows=homes), indicator=wish.column, total=wish.total, group=wish.group)
    except CampaignError as error:
        return error.code
    root = next((row for row in grid.rows if row.is_root), None)
    whole = {} if root is None or wish.column in root.cells else {root.place_id: wish.total}
    return Proposal(
        texts={place: _people(people) for place, people in {**whole, **parts}.items()},
        step=Step(way="split", places=len(parts), total=wish.total, group=wish.group, without=_without(homes, wish)),
    )


def _share(grid: TargetGrid, wish: Wish) -> Proposal | str:
    """Give every village the same share of its own people."""
    text = wish.share.strip().rstrip("%") + "%"
    reading = cells.read(text)
    if not reading.readable or reading.amount is None or not 0 <= reading.amount <= WHOLE:
        return "share_missing"
    homes = _homes(grid)
    counted = [row for row in homes if wish.group in row.population]
    if not counted:
        return "split_without_population"
    shown = cells.text_of(kind=TargetKind.PERCENT, amount=reading.amount)
    return Proposal(
        texts={row.place_id: shown for row in counted},
        step=Step(
            way="share",
            places=len(counted),
            total=reading.amount,
            group=wish.group,
            without=_without(homes, wish),
        ),
    )


def _sum(grid: TargetGrid, wish: Wish) -> Proposal | str:
    """Make the target of the whole what its places were given."""
    given = remainder(grid.rows, wish.column).given
    root = next((row for row in grid.rows if row.is_root), None)
    if root is None or given == 0:
        return "nothing_given"
    return Proposal(texts={root.place_id: _people(given)}, step=Step(way="sum", places=1, total=given))


def _homes(grid: TargetGrid) -> tuple[TargetRow, ...]:
    return tuple(row for row in grid.rows if row.kind in RESIDENCE_KINDS)


def _without(homes: tuple[TargetRow, ...], wish: Wish) -> tuple[str, ...]:
    return tuple(row.name for row in homes if wish.group not in row.population)


def _people(n: int) -> str:
    return cells.text_of(kind=TargetKind.COUNT, amount=n)
