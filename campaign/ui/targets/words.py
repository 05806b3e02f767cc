"""How *Chỉ tiêu* names things: the places of the grid, the indicators, the groups that shares are shares of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import COMMUNE_KINDS, RESIDENCE_KINDS, IndicatorKind, PlaceKind, PopulationGroup
from campaign.i18n import N_, _, current_language, day, number
from campaign.i18n.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from campaign.domain.indicators import Indicator
    from campaign.services.target_grid import TargetRow

HOME_KINDS: Final = RESIDENCE_KINDS | COMMUNE_KINDS
_WHOLE: Final[Mapping[PlaceKind, str]] = {
    PlaceKind.PROVINCE: N_("Whole province"),
    PlaceKind.COMMUNE: N_("Whole commune"),
    PlaceKind.WARD: N_("Whole ward"),
    PlaceKind.SPECIAL_ZONE: N_("Whole special zone"),
}
_TOTAL: Final[Mapping[PlaceKind, str]] = {
    PlaceKind.PROVINCE: N_("target of the province"),
    PlaceKind.COMMUNE: N_("target of the commune"),
    PlaceKind.WARD: N_("target of the ward"),
    PlaceKind.SPECIAL_ZONE: N_("target of the special zone"),
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


def title(row: TargetRow, indicator: Indicator) -> str:
    """Return what a cell is called: its place and its indicator."""
    return f"{place_name(row)} · {short(indicator)}"


def group_of(indicator: Indicator) -> PopulationGroup:
    """Return the group that a new share of an indicator is a share of."""
    return indicator.population_group or PopulationGroup.ALL


def groups_of(rows: Iterable[TargetRow], shown: Iterable[Indicator]) -> tuple[PopulationGroup, ...]:
    """Return the groups that stand beside the shown indicators: their own, and those of shares given already."""
    found: dict[PopulationGroup, None] = {}
    columns = tuple(shown)
    stored = [row.cells[i.key].population_group for row in rows for i in columns if i.key in row.cells]
    own = (group_of(i) for i in columns if i.kind is not IndicatorKind.RATIO)
    for group in (*own, *stored):
        if group is not None:
            found[group] = None
    return tuple(found)


def group_title(group: PopulationGroup) -> str:
    """Return the label of a group, as the head of a column."""
    text = label(group)
    return text[:1].upper() + text[1:]


def population(row: TargetRow, group: PopulationGroup) -> str:
    """Return how many people of a group a place has; a dash when nobody has counted."""
    known = row.population.get(group)
    return number(known[0] if known else None)


def homes(rows: Iterable[TargetRow]) -> tuple[TargetRow, ...]:
    """Return the parts in which people live: the villages of a commune, the communes of a province."""
    return tuple(row for row in rows if row.is_part and row.kind in HOME_KINDS)


def counted_when(rows: Sequence[TargetRow], group: PopulationGroup) -> str:
    """Return when a group was counted and where it was not: a share is worth what its denominator is worth."""
    days = sorted({row.population[group][1] for row in rows if group in row.population})
    if not days:
        return _("{group}: no figures yet, so a share cannot be given.").format(group=group_title(group))
    text = _("{group}: figures of {day}.") if len(days) == 1 else _("{group}: figures of {day} to {last}.")
    told = text.format(group=group_title(group), day=day(days[0]), last=day(days[-1]))
    missing = [row.name for row in homes(rows) if group not in row.population]
    return f"{told} {_('Not counted yet: {places}.').format(places=', '.join(missing))}" if missing else told
