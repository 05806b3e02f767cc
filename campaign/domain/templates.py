"""Campaign templates: what a kind of campaign counts, and who may take which step.

Owns reading, writing and checking templates: those of `data/reference/templates.toml`, those that officials keep in the
database, and the indicators of a campaign that is being set up. Refuses what contradicts itself. A campaign copies its
template when it is made, so that a later change leaves its numbers alone.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from campaign.config import REFERENCE
from campaign.domain.vocabulary import IndicatorKind, PopulationGroup
from campaign.errors import CampaignError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

MAX_SHORT: Final = 14
"""Characters of the longest label that fits a chip or a table head."""

MAX_NAME: Final = 200
MAX_UNIT: Final = 60
MAX_DAYS: Final = 1100
MAX_AGE: Final = 120

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

    Raises `template_invalid` (template, reason) for what cannot be read, and what `contradictions` finds.
    """
    with path.open("rb") as source:
        content = tomllib.load(source)
    return {key: parse_template(key, values) for key, values in content.items()}


def parse_template(key: str, values: Mapping[str, Any]) -> Template:
    """Return a template from plain values, as a file or a stored version holds them; raises as `read_templates`."""
    try:
        common = {name: values["units"][name] for name in ("unit_vi", "unit_en")} if "units" in values else {}
        made = Template(
            key=key,
            version=values["version"],
            name_vi=values["name_vi"],
            name_en=values["name_en"],
            days=values["days"],
            indicators=tuple(_indicator({**common, **entry}) for entry in values["indicators"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CampaignError("template_invalid", template=key, reason=str(error)) from error
    for refusal in contradictions(made.indicators):
        raise refusal
    return made


def content_of(indicators: Sequence[TemplateIndicator]) -> str:
    """Return indicators as the JSON text that a stored version keeps, in the shape of the file."""
    return json.dumps([_entry(found) for found in indicators], ensure_ascii=False)


def _entry(found: TemplateIndicator) -> dict[str, object]:
    """Return what the file would say: nothing about what is not limited."""
    values = {**asdict(found), "prerequisites": list(found.prerequisites)}
    return {name: value for name, value in values.items() if value is not None and value is not False and value != []}


def _indicator(entry: Mapping[str, Any]) -> TemplateIndicator:
    if unknown := sorted(set(entry) - _KNOWN):
        reason = f"{entry['key']}: {unknown[0]} is not known"
        raise ValueError(reason)
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


def contradictions(indicators: Sequence[TemplateIndicator]) -> Iterator[CampaignError]:
    """Yield everything by which indicators contradict themselves or each other, as the refusal that it is.

    `template_empty`, `template_key_twice`, `template_derived_missing`, `template_label_missing`, `template_label_long`,
    `template_age_invalid`, `template_ages_reversed`, `template_prerequisite_missing`, `template_prerequisite_optional`
    (a required step behind an optional one, which may stay undone for good), `template_prerequisite_loop`.
    Details: `indicator`, `needed`, `limit`.
    """
    if not indicators:
        yield CampaignError("template_empty")
    seen: set[str] = set()
    for found in indicators:
        if found.key in seen:
            yield CampaignError("template_key_twice", indicator=found.key)
        seen.add(found.key)
    steps = {found.key: found for found in indicators if found.kind is IndicatorKind.STEP}
    for kind in (IndicatorKind.ALL_STEPS, IndicatorKind.REACHED):
        derived = [found.key for found in indicators if found.kind is kind]
        # Files and answers name the derived indicators by these keys.
        if derived != ([kind.value] if steps else []):
            yield CampaignError("template_derived_missing", needed=kind.value)
    for found in indicators:
        yield from _of_one(found)
        yield from _of_prerequisites(steps, found)


def _of_one(found: TemplateIndicator) -> Iterator[CampaignError]:
    names, shorts, units = (
        (found.name_vi, found.name_en),
        (found.short_vi, found.short_en),
        (found.unit_vi, found.unit_en),
    )
    if not all(text.strip() for text in (found.key, *names, *shorts, *units)):
        yield CampaignError("template_label_missing", indicator=found.key)
    for texts, limit in ((names, MAX_NAME), (shorts, MAX_SHORT), (units, MAX_UNIT)):
        if max(map(len, texts)) > limit:
            yield CampaignError("template_label_long", indicator=found.key, limit=limit)
    ages = [age for age in (found.age_from, found.age_to, found.guardian_below) if age is not None]
    if any(not 0 <= age <= MAX_AGE for age in ages):
        yield CampaignError("template_age_invalid", indicator=found.key, limit=MAX_AGE)
    if found.age_from is not None and found.age_to is not None and found.age_to < found.age_from:
        yield CampaignError("template_ages_reversed", indicator=found.key)


def _of_prerequisites(steps: Mapping[str, TemplateIndicator], found: TemplateIndicator) -> Iterator[CampaignError]:
    for needed in found.prerequisites:
        if needed not in steps or found.key not in steps:
            yield CampaignError("template_prerequisite_missing", indicator=found.key, needed=needed)
        # An optional step may stay undone for good, and would then lock a required one.
        elif found.required and not steps[needed].required:
            yield CampaignError("template_prerequisite_optional", indicator=found.key, needed=needed)
    if found.key in leads_to(steps, found.prerequisites):
        yield CampaignError("template_prerequisite_loop", indicator=found.key)


def leads_to(steps: Mapping[str, TemplateIndicator], start: Sequence[str]) -> set[str]:
    """Return everything that must come before, directly or not."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        key = waiting.pop()
        if key not in found and key in steps:
            found.add(key)
            waiting.extend(steps[key].prerequisites)
    return found
