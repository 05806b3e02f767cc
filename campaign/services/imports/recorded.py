"""The steps that a list brings: which of them may be recorded, and what they add to the roll-ups.

The rules are those of the record screen (`record_rules`) and the counting rule (`domain.steps`); a record that breaks
one is left out and said so, and never keeps a person out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.clock import new_id
from campaign.domain.steps import Contribution, LiveRecord, contributions
from campaign.domain.vocabulary import HAVE_STATUSES
from campaign.errors import CampaignError
from campaign.services.record_rules import WORKED, require_day, require_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from campaign.db.queries.imports import StepsOf
    from campaign.db.queries.places import Place
    from campaign.domain.imports.matching import Entry, Verdict
    from campaign.domain.indicators import Indicator
    from campaign.domain.steps import CountedIndicators
    from campaign.domain.vocabulary import StepStatus
    from campaign.services.call import Call
    from campaign.services.imports.scene import Scene

SILENT: Final = "-"
_RECORDED_ALREADY: Final = "already_recorded"
_TAKEN_BACK: Final = "record_taken_back"


@dataclass(slots=True, kw_only=True)
class Wanted:
    """A step that a row says, for the person of its verdict; `refused` is the code of why it is not recorded.

    `SILENT` stands for a step that is recorded already, as the list says it too.
    """

    verdict: Verdict
    step: Indicator
    status: StepStatus
    day: date
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What a list records for one person: the live records before, and the new ones."""

    entry: Entry
    before: tuple[LiveRecord, ...]
    new: tuple[LiveRecord, ...]


def wanted_steps(
    call: Call, scene: Scene, verdicts: Iterable[Verdict]
) -> dict[tuple[int, UUID], tuple[Entry, list[Wanted]]]:
    """Return the steps that rows say, person by person, in the order of the rows."""
    steps = {step.key: step for step in scene.campaign.steps}
    undated = max(scene.campaign.starts_on, min(call.moment.today, scene.campaign.ends_on))
    found: dict[tuple[int, UUID], tuple[Entry, list[Wanted]]] = {}
    for verdict in verdicts:
        said, entry = verdict.listed.person.steps, verdict.entry
        if not said or entry is None or verdict.outcome is None or entry.closed:
            continue
        found.setdefault((entry.commune_id, entry.id), (entry, []))[1].extend(
            Wanted(verdict=verdict, step=steps[key], status=status, day=day or undated)
            for key, (status, day) in said.items()
        )
    return found


def record_person(
    call: Call, scene: Scene, entry: Entry, wanted: Sequence[Wanted], stored: StepsOf | None
) -> Recorded | None:
    """Return what is recorded for one person, or None; what may not be is marked in `wanted`."""
    before = stored.live if stored else ()
    unit = scene.homes[entry.identity.place_id or 0]
    have = {record.indicator_id: record.status for record in before}
    kept: list[Wanted] = []
    for want in wanted:
        if want.verdict.again and stored and (want.step.id, want.status) in stored.taken_back:
            want.refused = _TAKEN_BACK
        elif want.step.id in have:
            want.refused = _against(have[want.step.id], want.status)
        else:
            want.refused = _broken(call, scene, entry, unit, want)
            if not want.refused:
                have[want.step.id] = want.status
                kept.append(want)
    new = tuple(
        LiveRecord(
            id=new_id(),
            indicator_id=want.step.id,
            status=want.status,
            place_id=unit.id,
            day=want.day,
            server_at=call.moment.now,
        )
        for want in kept
    )
    return Recorded(entry=entry, before=before, new=new) if new else None


def movement(recorded: Iterable[Recorded], counted: CountedIndicators) -> Counter[Contribution]:
    """Return by how much the roll-ups move."""
    difference: Counter[Contribution] = Counter()
    # People whose first records are alike add alike: at one place the order of a day's records does not matter.
    shapes: Counter[tuple[int, tuple[tuple[int, StepStatus, date], ...]]] = Counter()
    example: dict[tuple[int, tuple[tuple[int, StepStatus, date], ...]], Recorded] = {}
    for one in recorded:
        if one.before:
            difference.update(contributions(records=(*one.before, *one.new), counted=counted))
            difference.subtract(contributions(records=one.before, counted=counted))
            continue
        shape = (one.new[0].place_id, tuple((r.indicator_id, r.status, r.day) for r in one.new))
        shapes[shape] += 1
        example.setdefault(shape, one)
    for shape, times in shapes.items():
        for unit, n in contributions(records=example[shape].new, counted=counted).items():
            difference[unit] += n * times
    return difference


def _against(stands: StepStatus, said: StepStatus) -> str:
    """Return the code for a step that is recorded already: nothing where the list says the same in its own words."""
    alike = stands is said or {stands, said} <= HAVE_STATUSES
    return SILENT if alike else _RECORDED_ALREADY


def _broken(call: Call, scene: Scene, entry: Entry, unit: Place, want: Wanted) -> str:
    """Return the code of the rule that a record would break, "" when it may be written.

    Prerequisites are not asked: a list tells what has happened, and whoever has the later step has passed the earlier
    ones, whether the list says so or not.
    """
    worked = want.status in WORKED
    # Somebody who had a step before a campaign that has not begun is recorded on its first day.
    today = call.moment.today if worked else max(call.moment.today, scene.campaign.starts_on)
    try:
        require_day(scene.campaign, unit=unit, day=want.day, today=today)
        if worked:
            passed = frozenset(want.step.rule.prerequisites)
            require_person(scene.campaign, entry, step=want.step, day=want.day, have=passed)
    except CampaignError as error:
        return error.code
    return ""
