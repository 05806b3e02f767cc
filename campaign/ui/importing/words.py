"""The words of *Nhập danh sách*: what our columns are called, and what a batch did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.imports.columns import Field
from campaign.domain.imports.headings import DAY_SUFFIX
from campaign.domain.imports.target_columns import TargetField
from campaign.domain.vocabulary import ImportKind, PopulationGroup
from campaign.i18n import N_, _, ngettext, number
from campaign.i18n.labels import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.domain.indicators import Indicator

_PEOPLE: Final[Mapping[str, str]] = {
    Field.ID: N_("Our own id of the person"),
    Field.FULL_NAME: N_("Full name"),
    Field.BIRTH_DATE: N_("Date of birth"),
    Field.BIRTH_YEAR: N_("Year of birth"),
    Field.BIRTH_MALE: N_("Birth, men's column"),
    Field.BIRTH_FEMALE: N_("Birth, women's column"),
    Field.SEX: N_("Sex"),
    Field.SEX_MALE: N_("A mark for men"),
    Field.SEX_FEMALE: N_("A mark for women"),
    Field.PHONE: N_("Phone"),
    Field.GUARDIAN_PHONE: N_("A parent's phone (not kept)"),
    Field.PERSONAL_ID: N_("Personal id"),
    Field.PLACE_CODE: N_("Code of the place"),
    Field.VILLAGE: N_("Village"),
    Field.VILLAGE_LOCAL_CODE: N_("The commune's code of the village"),
    Field.GUARDIAN_NAME: N_("Legal representative"),
    Field.HOUSEHOLD: N_("Household"),
    Field.CONSENT: N_("Consent"),
    Field.STATUS: N_("Status of a step"),
}
_PLACES: Final[Mapping[str, str]] = {
    "name": N_("Name"),
    "kind": N_("Kind"),
    "local_code": N_("Local code"),
    "commune": N_("Commune, ward"),
    "population": N_("Population"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "coordinates": N_("Coordinates"),
}
_TARGETS: Final[Mapping[str, str]] = {
    TargetField.PLACE: N_("Place"),
    TargetField.PLACE_CODE: N_("Code of the place"),
    TargetField.COMMUNE: N_("Commune, ward"),
    TargetField.INDICATOR: N_("Indicator"),
    TargetField.DUE: N_("Due day"),
    TargetField.AMOUNT: N_("Target (number or share)"),
    TargetField.UNIT: N_("Unit (people or %)"),
}
_OF_KIND: Final = {ImportKind.CITIZENS: _PEOPLE, ImportKind.PLACES: _PLACES, ImportKind.TARGETS: _TARGETS}
_GROUPS: Final = frozenset(group.value for group in PopulationGroup)


def column_label(name: str, *, kind: ImportKind, indicators: Sequence[Indicator], language: str) -> str:
    """Return what one of our columns is called; "" is a column that is not used."""
    if not name:
        return _("Not used")
    step = name.removesuffix(DAY_SUFFIX)
    indicator = next((i for i in indicators if i.key == step), None)
    if indicator is not None:
        short = indicator.short(language)
        return _("{step}: day").format(step=short) if name != step else short
    if kind is ImportKind.PLACES and name in _GROUPS:
        return label(PopulationGroup(name)).capitalize()
    return _(_OF_KIND[kind][name])


def amount(kind: ImportKind, n: int) -> str:
    """Return how many rows of a kind, in words: "120 people"."""
    told = {
        ImportKind.CITIZENS: ngettext("{n} person", "{n} people", n),
        ImportKind.PLACES: ngettext("{n} place", "{n} places", n),
        ImportKind.TARGETS: ngettext("{n} row of targets", "{n} rows of targets", n),
    }
    return told[kind].format(n=number(n))
