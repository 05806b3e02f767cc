"""What remains: who in which village has required steps before them, for the sheet that a village head takes along.

Phones are masked. Whoever refused, or is too young or too old for everything that is left, stands on no sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from campaign.db.queries import remaining as queries
from campaign.domain.eligibility import judge
from campaign.domain.names import place_sort_key
from campaign.domain.permissions import Action
from campaign.domain.phone import mask_phone
from campaign.domain.vocabulary import HAVE_STATUSES, StepStatus
from campaign.errors import CampaignError
from campaign.services.call import Event
from campaign.services.scoping import campaign_in_scope, place_in_campaign, places_in_scope

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping
    from datetime import date

    from campaign.db.queries.places import Place
    from campaign.db.queries.remaining import Resident
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call


class Mark(StrEnum):
    """What a cell of the sheet says of one person and step."""

    MISSING = "missing"
    ASSISTED = "assisted"
    UNREACHABLE = "unreachable"
    DONE = "done"
    NOT_ASKED = "not_asked"


_LEFT = frozenset({Mark.MISSING, Mark.ASSISTED, Mark.UNREACHABLE})
_MARKS = {
    **dict.fromkeys(HAVE_STATUSES, Mark.DONE),
    StepStatus.ASSISTED: Mark.ASSISTED,
    StepStatus.UNREACHABLE: Mark.UNREACHABLE,
    StepStatus.REFUSED: Mark.NOT_ASKED,
    StepStatus.NOT_APPLICABLE: Mark.NOT_ASKED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainingPerson:
    """One line of a sheet: one mark a required step, in the campaign's order. `phone` is masked, "" if unknown."""

    id: uuid.UUID
    full_name: str
    birth_year: int | None
    phone: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainingVillage:
    """One sheet: a place, how many people there are asked, those with something left."""

    code: str
    name: str
    asked: int
    people: tuple[RemainingPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """The sheets of a place: only villages where something is left, in the order of lists."""

    campaign: str
    place_name: str
    day: date
    steps: tuple[Indicator, ...]
    villages: tuple[RemainingVillage, ...]

    @property
    def people(self) -> int:
        """How many lines all sheets have."""
        return sum(len(village.people) for village in self.villages)


def remaining(*, call: Call, slug: str, place_code: str | None = None) -> Remaining:
    """Return who still has required steps before them, village by village; the export is logged.

    Raises `not_permitted`, `campaign_unknown`, `place_unknown`, `place_outside_campaign`, `remaining_too_wide` for a
    place above communes.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.EXPORT_PEOPLE)
        seen = places_in_scope(call, connection, campaign=campaign, action=Action.EXPORT_PEOPLE)
        root = place_in_campaign(connection, campaign=campaign, code=place_code, places=seen)
        if not root.commune_id:
            raise CampaignError("remaining_too_wide", place=root.name)
        places = {place.id: place for place in seen if place.path.startswith(root.path)}
        here = queries.residents(connection, commune_id=root.commune_id, place_ids=list(places))
        stands: dict[uuid.UUID, dict[int, StepStatus]] = {}
        for citizen_id, step_id, status in queries.statuses(
            connection, campaign_id=campaign.id, commune_id=root.commune_id, place_ids=list(places)
        ):
            stands.setdefault(citizen_id, {})[step_id] = status
    found = Remaining(
        campaign=campaign.name,
        place_name=root.name,
        day=call.moment.today,
        steps=tuple(step for step in campaign.steps if step.required),
        villages=(),
    )
    found = replace(found, villages=_villages(call, found.steps, places, here, stands))
    _log(call, campaign, root, found.people)
    return found


def _log(call: Call, campaign: CampaignDefinition, root: Place, rows: int) -> None:
    with call.write() as change:
        change.log(
            Event(
                commune_id=root.commune_id,
                action="citizen.export_remaining",
                subject_kind="campaign",
                subject_id=campaign.slug,
                campaign_id=campaign.id,
                place_id=root.id,
                after={"rows": rows},
            )
        )


def _villages(
    call: Call,
    steps: tuple[Indicator, ...],
    places: Mapping[int, Place],
    residents: tuple[Resident, ...],
    stands: Mapping[uuid.UUID, Mapping[int, StepStatus]],
) -> tuple[RemainingVillage, ...]:
    asked: dict[int, int] = {}
    left: dict[int, list[RemainingPerson]] = {}
    for resident in residents:
        asked[resident.place_id] = asked.get(resident.place_id, 0) + 1
        marks = tuple(_mark(step, resident, stands.get(resident.id, {}), call.moment.today) for step in steps)
        if not _LEFT.isdisjoint(marks):
            left.setdefault(resident.place_id, []).append(_person(call, resident, marks))
    return tuple(
        RemainingVillage(code=place.code, name=place.name, asked=asked[place.id], people=tuple(left[place.id]))
        for place in sorted(places.values(), key=lambda place: (place_sort_key(place.name), place.id))
        if place.id in left
    )


def _mark(step: Indicator, resident: Resident, stand: Mapping[int, StepStatus], today: date) -> Mark:
    """Return how a step stands for somebody; what must come first is left too, so it keeps nothing off the sheet."""
    if step.id in stand:
        return _MARKS[stand[step.id]]
    verdict = judge(
        rule=step.rule,
        birth_date=resident.birth_date,
        birth_year=resident.birth_year,
        on=today,
        have=frozenset(step.rule.prerequisites),
    )
    return Mark.MISSING if verdict.allowed else Mark.NOT_ASKED


def _person(call: Call, resident: Resident, marks: tuple[Mark, ...]) -> RemainingPerson:
    sealed = resident.phone_cipher
    phone = call.store.vault.open(sealed, owner=resident.id, column="phone") if sealed else ""
    return RemainingPerson(
        id=resident.id,
        full_name=resident.full_name,
        birth_year=resident.birth_year,
        phone=mask_phone(phone) if phone else "",
        marks=marks,
    )
