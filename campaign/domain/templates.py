"""Campaign templates: what a kind of campaign counts, and who may take which step.

Owns reading and checking `data/reference/templates.toml`; refuses a template that contradicts itself. A campaign
copies its template when it is made, so that a later change of the file leaves its numbers alone.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NoReturn

from campaign.config import REFERENCE
from campaign.domain.vocabulary import IndicatorKind, PopulationGroup
from campaign.errors import CampaignError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MAX_SHORT: Final = 14
"""Characters of the longest label that fits a chip or a table head."""

_TEXTS: Final = ("name_vi", "name_en", "short_vi", "short_en", "unit_vi", "unit_en")
_KNOWN: Final = frozenset(
    {
        "key",
        "kind",
        "required",
        "population_group",
        "age_from",
        "age_to",
        "guardian_below",
        "prerequisites",
        *_TEXTS,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateIndicator:
    """One thing that a campaign of this kind counts.

    Ages are whole years, both ends included, None for no limit; `guardian_below` is the age under which a parent
    or guardian stands by. `population_group` is the denominator of its rates.
    """

    key: str
    kind: IndicatorKind
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    unit_vi: str
    unit_en: str
    required: bool = False
    population_group: PopulationGroup | None = None
    age_from: int | None = None
    age_to: int | None = None
    guardian_below: int | None = None
    prerequisites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A kind of campaign; `version` rises when what it counts changes, `days` is the usual length."""

    key: str
    version: int
    name_vi: str
    name_en: str
    days: int
    indicators: tuple[TemplateIndicator, ...]

    def name(self, language: str) -> str:
        """Return the label."""
        return self.name_en if language == "en" else self.name_vi


def template(key: str) -> Template:
    """Return a template; raises `template_unknown` with the keys that there are."""
    found = templates().get(key)
    if found is None:
        raise CampaignError("template_unknown", template=key, known=", ".join(templates()))
    return found


@cache
def templates() -> Mapping[str, Template]:
    """Return the product's templates by key, in the order of the file."""
    return read_templates(REFERENCE / "templates.toml")


def read_templates(path: Path) -> dict[str, Template]:
    """Read and check a file of templates.

    Raises `template_invalid` (template, reason) for an unknown word, a repeated key, a prerequisite that is
    unknown or leads back to itself, a label that is too long, or steps without their two derived indicators.
    """
    with path.open("rb") as source:
        content = tomllib.load(source)
    return {key: _template(key, values) for key, values in content.items()}


def _template(key: str, values: Mapping[str, Any]) -> Template:
    try:
        common = {name: values["units"][name] for name in ("unit_vi", "unit_en")} if "units" in values else {}
        made = Template(
            key=key,
            version=values["version"],
            name_vi=values["name_vi"],
            name_en=values["name_en"],
            days=values["days"],
            indicators=tuple(_indicator(key, {**common, **entry}) for entry in values["indicators"]),
        )
    except (KeyError, ValueError) as error:
        raise CampaignError("template_invalid", template=key, reason=str(error)) from error
    _check(made)
    return made


def _indicator(template_key: str, entry: Mapping[str, Any]) -> TemplateIndicator:
    if unknown := sorted(set(entry) - _KNOWN):
        _refuse(template_key, f"{entry['key']}: {unknown[0]} is not known")
    group = entry.get("population_group")
    return TemplateIndicator(
        key=entry["key"],
        kind=IndicatorKind(entry["kind"]),
        name_vi=entry["name_vi"],
        name_en=entry["name_en"],
        short_vi=entry["short_vi"],
        short_en=entry["short_en"],
        unit_vi=entry["unit_vi"],
        unit_en=entry["unit_en"],
        required=entry.get("required", False),
        population_group=PopulationGroup(group) if group else None,
        age_from=entry.get("age_from"),
        age_to=entry.get("age_to"),
        guardian_below=entry.get("guardian_below"),
        prerequisites=tuple(entry.get("prerequisites", ())),
    )


def _check(made: Template) -> None:
    keys = [found.key for found in made.indicators]
    if len(set(keys)) < len(keys):
        _refuse(made.key, "a key occurs twice")
    steps = {found.key: found for found in made.indicators if found.kind is IndicatorKind.STEP}
    for kind in (IndicatorKind.ALL_STEPS, IndicatorKind.REACHED):
        derived = [found.key for found in made.indicators if found.kind is kind]
        # Files and answers name the derived indicators by these keys.
        if derived != ([kind.value] if steps else []):
            _refuse(made.key, f"a campaign with steps has one {kind.value} under that key")
    for found in made.indicators:
        if max(len(found.short_vi), len(found.short_en)) > MAX_SHORT:
            _refuse(made.key, f"{found.key}: a short label has at most {MAX_SHORT} characters")
        if found.age_from is not None and found.age_to is not None and found.age_to < found.age_from:
            _refuse(made.key, f"{found.key}: age_to is below age_from")
        _check_prerequisites(made.key, steps, found)
    for found in steps.values():
        if found.key in _leads_to(steps, found.prerequisites):
            _refuse(made.key, f"{found.key}: its prerequisites lead back to itself")


def _check_prerequisites(template_key: str, steps: Mapping[str, TemplateIndicator], found: TemplateIndicator) -> None:
    for needed in found.prerequisites:
        if needed not in steps or found.key not in steps:
            _refuse(template_key, f"{found.key}: prerequisite {needed} is not a step of the campaign")
        # An optional step may stay undone for good, and would then lock a required one.
        if found.required and not steps[needed].required:
            _refuse(template_key, f"{found.key} is required and its prerequisite {needed} is not")


def _leads_to(steps: Mapping[str, TemplateIndicator], start: Sequence[str]) -> set[str]:
    """Return everything that must come before, directly or not."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(steps[key].prerequisites)
    return found


def _refuse(key: str, reason: str) -> NoReturn:
    raise CampaignError("template_invalid", template=key, reason=reason)
