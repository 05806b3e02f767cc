"""The page of people who may be one, side by side: who they are, what they have, where they differ.

No whole number stands there, ever. Three queries a page beside those of the campaign, whatever its size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.db.queries import duplicate_pages
from campaign.db.queries import duplicates as queries
from campaign.db.queries.people import step_states
from campaign.domain.permissions import Action
from campaign.domain.vocabulary import HAVE_STATUSES, Consent, DuplicateState, Sex, StepStatus
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from campaign.db import Connection
    from campaign.db.queries.duplicate_pages import PagedPair
    from campaign.db.queries.duplicates import Entry
    from campaign.db.queries.people import StepState
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call

PAGE_SIZE: Final = 20
Steps = dict["uuid.UUID", dict[str, "StepState"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSide:
    """One of the two. `steps` are those of the campaign; numbers by their last digits only."""

    commune_id: int
    id: uuid.UUID
    full_name: str
    birth_date: date | None
    birth_year: int | None
    sex: Sex | None
    place_code: str
    place_name: str
    phone_last: str | None
    personal_id_last: str | None
    guardian_name: str | None
    consent: Consent
    created_at: datetime
    created_by: str
    steps: Mapping[str, StepStatus]
    merged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """Two people who may be one: why, where they differ, and what was decided.

    `differences` names the fields in which both say something and not the same. `suggested_id` is the entry that has
    more of the steps, of two alike the older one: a proposal for the one to keep. `merge_id` and `kept_id` are there
    for two that were made one.
    """

    commune_id: int
    score: int
    reasons: tuple[str, ...]
    state: DuplicateState
    reason: str
    found_at: datetime
    decided_by: str
    decided_at: datetime | None
    first: PairSide
    second: PairSide
    differences: tuple[str, ...]
    suggested_id: uuid.UUID
    merge_id: uuid.UUID | None
    kept_id: uuid.UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """One page of pairs; `page` counts from 1."""

    lines: tuple[PairLine, ...]
    total: int
    page: int
    pages: int


def pairs(*, call: Call, slug: str, state: DuplicateState = DuplicateState.OPEN, page: int = 1) -> PairPage:
    """Return the pairs of a campaign's communes in a state, both people in the viewer's scope, a page at a time.

    A page beyond the last is the last one. Raises `campaign_unknown`, `not_permitted`.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.MANAGE_PEOPLE)
        roots = _roots(call, campaign)
        places = places_in_scope(call, connection, campaign=campaign, action=Action.MANAGE_PEOPLE)
        communes = sorted({place.commune_id for place in places if place.commune_id})
        total = duplicate_pages.count_pairs(connection, communes=communes, roots=roots, state=state)
        last = max(1, -(-total // PAGE_SIZE))
        shown = min(max(1, page), last)
        found = duplicate_pages.page_of_pairs(
            connection,
            communes=communes,
            roots=roots,
            state=state,
            offset=(shown - 1) * PAGE_SIZE,
            limit=PAGE_SIZE,
        )
        return PairPage(lines=_lines(connection, campaign, found), total=total, page=shown, pages=last)


def _roots(call: Call, campaign: CampaignDefinition) -> list[str]:
    """Return the paths that lie both in the scope and in the campaign."""
    own = campaign.place_path
    return [root if root.startswith(own) else own for root in call.viewer.scope if _overlap(root, own)]


def _overlap(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _lines(connection: Connection, campaign: CampaignDefinition, found: Sequence[PagedPair]) -> tuple[PairLine, ...]:
    ids = {own for line in found for own in (line.pair.first_id, line.pair.second_id)}
    if not ids:
        return ()
    communes = sorted({line.pair.commune_id for line in found})
    people = queries.entries(connection, communes=communes, ids=sorted(ids))
    keys = {step.id: step.key for step in campaign.steps}
    steps: Steps = {}
    everybody = [(entry.citizen.commune_id, own) for own, entry in people.items()]
    for mark in step_states(connection, campaign_id=campaign.id, people=everybody):
        steps.setdefault(mark.citizen_id, {})[keys[mark.indicator_id]] = mark
    return tuple(_line(line, people, steps) for line in found)


def _line(line: PagedPair, people: Mapping[uuid.UUID, Entry], steps: Steps) -> PairLine:
    pair = line.pair
    first = _side(people[pair.first_id], line.created_by[0], steps)
    second = _side(people[pair.second_id], line.created_by[1], steps)
    return PairLine(
        commune_id=pair.commune_id,
        score=pair.score,
        reasons=pair.reasons,
        state=pair.state,
        reason=pair.reason,
        found_at=pair.found_at,
        decided_by=line.decided_by,
        decided_at=pair.decided_at,
        first=first,
        second=second,
        differences=_differences(people[pair.first_id], people[pair.second_id]),
        suggested_id=min((first, second), key=lambda side: (-_having(side), side.created_at, side.id)).id,
        merge_id=line.merge_id,
        kept_id=line.kept_id,
    )


def _side(entry: Entry, created_by: str, steps: Steps) -> PairSide:
    person = entry.citizen
    return PairSide(
        commune_id=person.commune_id,
        id=person.id,
        full_name=person.full_name,
        birth_date=person.birth_date,
        birth_year=person.birth_year,
        sex=person.sex,
        place_code=person.place_code,
        place_name=person.place_name,
        phone_last=person.phone_last,
        personal_id_last=person.personal_id_last,
        guardian_name=person.guardian_name,
        consent=person.consent,
        created_at=person.created_at,
        created_by=created_by,
        steps={key: mark.status for key, mark in steps.get(person.id, {}).items()},
        merged=entry.merged_into is not None,
    )


def _having(side: PairSide) -> int:
    return sum(status in HAVE_STATUSES for status in side.steps.values())


# What people call a field, and the column that tells whether two people differ there.
_COMPARED: Final = {
    "full_name": "full_name",
    "birth": "birth_year",
    "birth_date": "birth_date",
    "sex": "sex",
    "place": "place_id",
    "phone": "phone_index",
    "personal_id": "personal_id_index",
    "guardian_name": "guardian_name",
}


def _differences(first: Entry, second: Entry) -> tuple[str, ...]:
    """Return the fields in which both say something, and not the same."""
    found = {
        field: (getattr(first.citizen, column), getattr(second.citizen, column)) for field, column in _COMPARED.items()
    }
    differing = [field for field, told in found.items() if None not in told and told[0] != told[1]]
    return tuple(dict.fromkeys("birth" if field == "birth_date" else field for field in differing))
