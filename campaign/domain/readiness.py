"""What stands between a draft and an open campaign: a list to mend or to accept (pure; the facts come in).

Owns which gap must be mended and which may be accepted. A finding that was accepted is the same finding only as long
as it says the same: its key holds what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import IndicatorKind, LegalBasis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from campaign.domain.templates import TemplateIndicator


SHOWN: Final = 5
"""So many places are named; a province has thousands."""


class Mend(StrEnum):
    """The step of the wizard on which a finding is mended."""

    PLACE = "place"
    DATES = "dates"
    STEPS = "steps"
    PLACES = "places"
    TARGETS = "targets"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One gap. `must` is whether it has to be mended; `details` are the values that its sentence names."""

    code: str
    must: bool
    mend: Mend
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return what an acceptance refers to: the gap as it was seen."""
        return "|".join((self.code, *(f"{name}={value}" for name, value in sorted(self.details.items()))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One target in force, in people (None: a share of a group that nobody counted).

    `whole` is the campaign's own place, `part` a place right below it, whose parts make up the whole.
    """

    indicator: str
    due_on: date
    people: int | None
    share: bool
    whole: bool
    part: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A draft as it stands.

    `wanted_first` are the prerequisites of the template that the draft began with. `units` (id, name) are the places
    where work is done or reported, `staffed` those with somebody assigned during the campaign; None where nobody is
    assigned to places (a campaign of reported numbers alone).
    """

    today: date
    starts_on: date
    ends_on: date
    place_name: str
    place_ends: date | None
    legal_basis: LegalBasis
    plan_number: str | None
    indicators: Sequence[TemplateIndicator]
    wanted_first: Mapping[str, tuple[str, ...]]
    units: Sequence[tuple[int, str]]
    staffed: frozenset[int] | None
    aims: Sequence[Aim]


def findings(facts: Facts) -> tuple[Finding, ...]:
    """Return every gap, those that must be mended first, each group in the order of the wizard's steps."""
    order = list(Mend)
    found = [*_of_dates(facts), *_of_indicators(facts), *_of_places(facts), *_of_targets(facts)]
    return tuple(sorted(found, key=lambda gap: (not gap.must, order.index(gap.mend))))


def _of_dates(facts: Facts) -> Iterator[Finding]:
    if facts.place_ends is not None and facts.place_ends < facts.ends_on:
        details = {"place": facts.place_name, "day": facts.place_ends}
        yield Finding(code="place_ended", must=True, mend=Mend.PLACE, details=details)
    if facts.ends_on < facts.today:
        yield Finding(code="campaign_over", must=False, mend=Mend.DATES, details={"day": facts.ends_on})
    elif facts.starts_on < facts.today:
        yield Finding(code="start_passed", must=False, mend=Mend.DATES, details={"day": facts.starts_on})
    if facts.legal_basis is LegalBasis.DUTY and not facts.plan_number:
        yield Finding(code="plan_number_missing", must=False, mend=Mend.DATES)


def _of_indicators(facts: Facts) -> Iterator[Finding]:
    steps = {found.key: found for found in facts.indicators if found.kind is IndicatorKind.STEP}
    if not facts.indicators:
        yield Finding(code="no_indicators", must=True, mend=Mend.STEPS)
    for step in steps.values():
        for needed in step.prerequisites:
            if step.required and needed in steps and not steps[needed].required:
                # The optional step may stay undone for good, and would lock the required one.
                details = {"indicator": step.key, "needed": needed}
                yield Finding(code="prerequisite_optional", must=True, mend=Mend.STEPS, details=details)
        for needed in facts.wanted_first.get(step.key, ()):
            if needed not in steps:
                details = {"indicator": step.key, "needed": needed}
                yield Finding(code="prerequisite_missing", must=False, mend=Mend.STEPS, details=details)


def _of_places(facts: Facts) -> Iterator[Finding]:
    if not facts.units:
        yield Finding(code="no_places", must=True, mend=Mend.PLACES)
    if facts.staffed is None:
        return
    alone = [name for place_id, name in facts.units if place_id not in facts.staffed]
    if alone:
        details = {"n": len(alone), "places": tuple(alone[:SHOWN])}
        yield Finding(code="places_unstaffed", must=False, mend=Mend.PEOPLE, details=details)


def _of_targets(facts: Facts) -> Iterator[Finding]:
    if not facts.aims:
        yield Finding(code="no_targets", must=False, mend=Mend.TARGETS)
    outside = [aim for aim in facts.aims if not facts.starts_on <= aim.due_on <= facts.ends_on]
    if outside:
        details = {"n": len(outside), "start": facts.starts_on, "end": facts.ends_on}
        yield Finding(code="targets_outside", must=True, mend=Mend.TARGETS, details=details)
    inside: dict[tuple[str, date], list[Aim]] = {}
    for aim in facts.aims:
        if facts.starts_on <= aim.due_on <= facts.ends_on:
            inside.setdefault((aim.indicator, aim.due_on), []).append(aim)
    for (indicator, due), aims in inside.items():
        # Shares are rounded up place by place, so that their sum is no statement about the share of the whole.
        total = next((aim.people for aim in aims if aim.whole and not aim.share), None)
        parts = [aim.people or 0 for aim in aims if aim.part]
        if total is not None and parts and sum(parts) != total:
            details = {"indicator": indicator, "total": total, "given": sum(parts), "day": due}
            yield Finding(code="parts_differ", must=False, mend=Mend.TARGETS, details=details)
