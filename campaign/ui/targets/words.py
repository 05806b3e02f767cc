"""How *Chỉ tiêu* names things: the places of the grid, the indicators, the groups that shares are shares of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import PlaceKind, PopulationGroup, TargetKind
from campaign.i18n import N_, _, current_language, day, number
from campaign.i18n.labels import label
from campaign.ui.targets.cells import text_of_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from campaign.domain.indicators import Indicator
    from campaign.services.target_grid import TargetCell, TargetRow

_WHOLE: Final[Mapping[PlaceKind, str]] = {
    PlaceKind.PROVINCE: N_("Whole province"),
    PlaceKind.COMMUNE: N_("Whole commune"),
    PlaceKind.WARD: N_("Whole ward"),
    PlaceKind.SPECIAL_ZONE: N_("Whole special zone"),
}
_TOTAL: Final[Mapping[PlaceKind, str]] = {
    PlaceKind.PROVINCE: N_("Target of the province"),
    PlaceKind.COMMUNE: N_("Target of the commune"),
    PlaceKind.WARD: N_("Target of the ward"),
    PlaceKind.SPECIAL_ZONE: N_("Target of the special zone"),
}


def place_name(row: TargetRow) -> str:
    """Return the name of a place; the campaign's own place is "Toàn xã"."""
    return _(_WHOLE[row.kind]) if row.is_root and row.kind in _WHOLE else row.name


def total_name(rows: Iterable[TargetRow]) -> str:
    """Return what the target of the campaign's own place is called."""
    kind = next((row.kind for row in rows if row.is_root), PlaceKind.COMMUNE)
    return _(_TOTAL.get(kind, _TOTAL[PlaceKind.COMMUNE]))


def short(indicator: Indicator) -> str:
    """Return the label that fits a table head."""
    return indicator.short(current_language())


def name(indicator: Indicator) -> str:
    """Return the full label."""
    return indicator.name(current_language())


def group_of(indicator: Indicator) -> PopulationGroup:
    """Return the group that a new share of an indicator is a share of."""
    return indicator.population_group or PopulationGroup.ALL


def groups_of(rows: Iterable[TargetRow], shown: Iterable[Indicator]) -> tuple[PopulationGroup, ...]:
    """Return the groups that stand beside the shown indicators: their own, and those of shares given already."""
    found: dict[PopulationGroup, None] = {}
    columns = tuple(shown)
    stored = [row.cells[i.key].population_group for row in rows for i in columns if i.key in row.cells]
    for group in (*(group_of(i) for i in columns), *stored):
        if group is not None:
            found[group] = None
    return tuple(found)


def group_title(group: PopulationGroup) -> str:
    """Return the label of a group, as the head of a column."""
    text = label(group)
    return text[:1].upper() + text[1:]


def has_share(rows: Iterable[TargetRow], indicator: str) -> bool:
    """Whether an indicator has a target that is a share."""
    return any(row.cells[indicator].kind is TargetKind.PERCENT for row in rows if indicator in row.cells)


def population(row: TargetRow, group: PopulationGroup) -> str:
    """Return how many people of a group a place has; a dash when nobody has counted."""
    known = row.population.get(group)
    return number(known[0] if known else None)


def people(cell: TargetCell | None) -> str:
    """Return what a share means in people, nothing for a number of people."""
    return number(cell.people) if cell is not None and cell.kind is TargetKind.PERCENT else ""


def cell_with_people(cell: TargetCell | None) -> str:
    """Return `200`, `80% = 248` or a dash."""
    if cell is None:
        return "–"
    return f"{text_of_cell(cell)} = {people(cell)}" if people(cell) else text_of_cell(cell)


def counted_when(rows: Sequence[TargetRow], group: PopulationGroup) -> str:
    """Return when a group was counted, and where it was not: the date of every denominator stands beside it."""
    days = sorted({row.population[group][1] for row in rows if group in row.population})
    if not days:
        return _("{group}: no figures yet, so a share cannot be given.").format(group=group_title(group))
    if len(days) == 1:
        return _("{group}: figures of {day}.").format(group=group_title(group), day=day(days[0]))
    return _("{group}: figures of {first} to {last}.").format(
        group=group_title(group), first=day(days[0]), last=day(days[-1])
    )
