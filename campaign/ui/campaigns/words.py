"""How *Chiến dịch* names things: indicators, ages, templates, and the sentence of every gap before opening."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from campaign.domain.indicator_edits import from_campaign
from campaign.domain.vocabulary import IndicatorKind
from campaign.i18n import N_, _, current_language, day, ngettext, number
from campaign.i18n.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from campaign.domain.indicators import CampaignDefinition
    from campaign.domain.readiness import Finding
    from campaign.domain.templates import Template, TemplateIndicator
    from campaign.services.campaign_places import Place

_GAPS: Final[Mapping[str, str]] = {
    "place_ended": N_("{place} existed until {day} only: choose the place that it became, or other days."),
    "campaign_over": N_("The last day ({day}) has passed: results can be entered afterwards only."),
    "start_passed": N_("The first day ({day}) has passed already."),
    "plan_number_missing": N_("The campaign rests on a state duty, but no plan number is given."),
    "no_indicators": N_("Nothing is counted yet: add a step or an indicator."),
    "prerequisite_optional": N_("“{indicator}” is required and needs “{needed}” first, which is optional."),
    "prerequisite_missing": N_("“{indicator}” needs “{needed}” first by the template, which this campaign lacks."),
    "no_places": N_("There is no village or school yet where work could be recorded."),
    "places_unstaffed": N_("Nobody is assigned to {n} places: {places}."),
    "no_targets": N_("No target is set yet, so progress has nothing to be measured by."),
    "targets_outside": N_("{n} targets are due on days outside the campaign ({start} to {end})."),
    "parts_differ": N_("“{indicator}” by {day}: the parts add up to {given}, the total is {total}."),
}


def gap(found: Finding, names: Mapping[str, str]) -> str:
    """Return the sentence of a finding; `names` gives the labels of indicators."""
    said = {name: _shown(value, names) for name, value in found.details.items()}
    places, n = found.details.get("places"), found.details.get("n")
    if isinstance(places, tuple) and isinstance(n, int) and n > len(places):
        said["places"] = _("{places} and {n} more").format(places=said["places"], n=number(n - len(places)))
    return _(_GAPS[found.code]).format(**said)


def _shown(value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int):
        return number(value)
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return names.get(str(value), str(value))


def indicator_names(indicators: Iterable[TemplateIndicator]) -> dict[str, str]:
    """Return the labels by key."""
    return {found.key: indicator_name(found) for found in indicators}


def indicator_name(found: TemplateIndicator) -> str:
    """Return the full label."""
    return found.name_en if current_language() == "en" else found.name_vi


def indicator_short(found: TemplateIndicator) -> str:
    """Return the label that fits a table."""
    return found.short_en if current_language() == "en" else found.short_vi


def template_name(found: Template) -> str:
    """Return the label of a template."""
    return found.name(current_language())


def counted(found: Template) -> str:
    """Return "9 bước bắt buộc, 2 bước tùy chọn · 60 ngày": what a template is about."""
    steps = [i for i in found.indicators if i.kind is IndicatorKind.STEP]
    required = sum(i.required for i in steps)
    numbers = sum(i.kind in {IndicatorKind.COUNT, IndicatorKind.RATIO} for i in found.indicators)
    parts = []
    if steps:
        parts.append(ngettext("{n} required step", "{n} required steps", required).format(n=number(required)))
    if len(steps) > required:
        n = len(steps) - required
        parts.append(ngettext("{n} optional step", "{n} optional steps", n).format(n=number(n)))
    if numbers:
        parts.append(ngettext("{n} reported number", "{n} reported numbers", numbers).format(n=number(numbers)))
    parts.append(ngettext("{n} day", "{n} days", found.days).format(n=number(found.days)))
    return " · ".join(parts)


def ages(found: TemplateIndicator) -> str:
    """Return "từ đủ 14 tuổi", a dash without a limit."""
    if found.age_from is not None and found.age_to is not None:
        return _("{first} to {last} years").format(first=found.age_from, last=found.age_to)
    if found.age_from is not None:
        return _("from {age} years").format(age=found.age_from)
    return "–" if found.age_to is None else _("up to {age} years").format(age=found.age_to)


def place_title(place: Place) -> str:
    """Return "Xã Ea Phê (24502)": several places bear one name."""
    return f"{place.name} ({place.code})"


def kind(found: TemplateIndicator) -> str:
    """Return what kind of thing is counted, and for a step whether it is required."""
    if found.kind is not IndicatorKind.STEP:
        return label(found.kind)
    return _("required") if found.required else _("optional")


def of_campaign(campaign: CampaignDefinition) -> tuple[TemplateIndicator, ...]:
    """Return what a campaign counts in the shape of a template."""
    return from_campaign(campaign.indicators)
