"""Editing what a template or a draft counts: put in, move, take out; the two derived indicators follow by themselves.

Owns the shape of the list; whether its content makes sense is the question of `campaign.domain.templates`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from campaign.domain.names import fold
from campaign.domain.templates import TemplateIndicator
from campaign.domain.vocabulary import IndicatorKind, PopulationGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from campaign.domain.indicators import Indicator

DERIVED_KINDS: Final = frozenset({IndicatorKind.ALL_STEPS, IndicatorKind.REACHED})
MAX_KEY: Final = 48
Indicators = tuple[TemplateIndicator, ...]

_DERIVED: Final = (
    TemplateIndicator(
        key=IndicatorKind.ALL_STEPS.value,
        kind=IndicatorKind.ALL_STEPS,
        name_vi="Đủ các bước",
        name_en="All steps",
        short_vi="Đủ các bước",
        short_en="All steps",
        unit_vi="người",
        unit_en="people",
        population_group=PopulationGroup.FROM_15,
    ),
    TemplateIndicator(
        key=IndicatorKind.REACHED.value,
        kind=IndicatorKind.REACHED,
        name_vi="Được hỗ trợ ít nhất một bước",
        name_en="Helped with at least one step",
        short_vi="Được hỗ trợ",
        short_en="Reached",
        unit_vi="người",
        unit_en="people",
        population_group=PopulationGroup.FROM_6,
    ),
)
_NO_LETTER: Final = re.compile(r"[^a-z0-9]+")


def with_derived(indicators: Sequence[TemplateIndicator]) -> Indicators:
    """Return the indicators with "all steps" and "reached" exactly when there are steps: steps, these, then counts."""
    known = {found.kind: found for found in indicators if found.kind in DERIVED_KINDS}
    steps = tuple(found for found in indicators if found.kind is IndicatorKind.STEP)
    counts = tuple(found for found in indicators if found.kind in {IndicatorKind.COUNT, IndicatorKind.RATIO})
    derived = tuple(known.get(usual.kind, usual) for usual in _DERIVED) if steps else ()
    return (*steps, *derived, *counts)


def put(indicators: Sequence[TemplateIndicator], changed: TemplateIndicator) -> Indicators:
    """Return the indicators with one replaced where it stands, or added at the end of its kind."""
    if any(found.key == changed.key for found in indicators):
        return with_derived([changed if found.key == changed.key else found for found in indicators])
    return with_derived([*indicators, changed])


def remove(indicators: Sequence[TemplateIndicator], key: str) -> Indicators:
    """Return the indicators without one; what needed it first keeps saying so, for the checks to tell."""
    return with_derived([found for found in indicators if found.key != key])


def move(indicators: Sequence[TemplateIndicator], key: str, *, by: int) -> Indicators:
    """Return the indicators with one moved up (negative) or down among its own kind, as far as there is room."""
    moved = next((found for found in indicators if found.key == key), None)
    if moved is None:
        return tuple(indicators)
    kin = [found for found in indicators if found.kind is moved.kind]
    old = kin.index(moved)
    kin.insert(max(0, min(len(kin) - 1, old + by)), kin.pop(old))
    in_order = iter(kin)
    return tuple(next(in_order) if found.kind is moved.kind else found for found in indicators)


def without_missing(indicators: Sequence[TemplateIndicator]) -> Indicators:
    """Return the indicators without prerequisites that are no step of the list."""
    steps = {found.key for found in indicators if found.kind is IndicatorKind.STEP}
    return tuple(
        replace(found, prerequisites=tuple(key for key in found.prerequisites if key in steps)) for found in indicators
    )


def new_key(name: str, *, taken: Iterable[str]) -> str:
    """Return a readable key for a new indicator that no other one bears ("ky_so_ca_nhan", "ky_so_ca_nhan_2")."""
    known = {*taken, *(kind.value for kind in DERIVED_KINDS)}
    stem = _NO_LETTER.sub("_", fold(name)).strip("_")[:MAX_KEY].strip("_") or "step"
    turn, key = 1, stem
    while key in known:
        turn += 1
        key = f"{stem}_{turn}"
    return key


def from_campaign(indicators: Iterable[Indicator]) -> Indicators:
    """Return the indicators of a campaign in the shape of a template."""
    return tuple(
        TemplateIndicator(
            key=found.key,
            kind=found.kind,
            name_vi=found.name_vi,
            name_en=found.name_en,
            short_vi=found.short_vi,
            short_en=found.short_en,
            unit_vi=found.unit_vi,
            unit_en=found.unit_en,
            required=found.required,
            population_group=found.population_group,
            age_from=found.rule.age_from,
            age_to=found.rule.age_to,
            guardian_below=found.rule.guardian_below,
            prerequisites=found.rule.prerequisites,
        )
        for found in indicators
    )
