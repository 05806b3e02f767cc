"""What the screen *Ra quân* shows: the days of a month, and one day with what came of it.

Results are counted from the records that name the day; the number of queries does not grow with days or people.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from campaign.db.queries import outreach as queries
from campaign.db.queries import outreach_parts as parts
from campaign.db.queries import outreach_results as results
from campaign.db.queries.outreach import StoredDay
from campaign.db.queries.outreach_parts import Question, Support, TeamName
from campaign.db.queries.places import Place, places_under
from campaign.domain.outreach import Repeat, repeat_of
from campaign.domain.permissions import allowed
from campaign.domain.steps import completing_record
from campaign.domain.vocabulary import CampaignStatus, OutreachKind, OutreachStatus, StepStatus
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.outreach_rules import commune_path, sight_of
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call

__all__ = ["Calendar", "DayResults", "DayView", "Place", "Question", "StoredDay", "Support", "TeamName"]

MAX_DAYS: Final = 500
"""More days of a month than anybody reads; the screen says that there are more and asks for a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days of a stretch of time. `people` are those recorded on a day; `more` that there are further days.

    `places` and `teams` are what may be filtered by; `to_plan` where the viewer may plan.
    """

    campaign: CampaignDefinition
    days: tuple[StoredDay, ...]
    people: dict[uuid.UUID, int]
    more: bool
    places: tuple[Place, ...]
    teams: tuple[TeamName, ...]
    to_plan: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCount:
    """How often one step ended in each way on a day."""

    step: Indicator
    by_status: dict[StepStatus, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayResults:
    """What was done on a day: people, those who have every step since, volunteers who recorded, steps in order."""

    people: int
    newly_all_steps: int
    volunteers: int
    steps: tuple[StepCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """The series of a day: its recurrence, its first and last day, how many days it has, how many are still to come."""

    id: uuid.UUID
    repeat: Repeat
    first: date
    last: date
    days: int
    planned_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """One day. `editable` is whether the viewer may plan there now; `teams` and `places` are what may be chosen."""

    campaign: CampaignDefinition
    day: StoredDay
    supports: tuple[Support, ...]
    questions: tuple[Question, ...]
    results: DayResults
    series: SeriesView | None
    editable: bool
    teams: tuple[TeamName, ...]
    places: tuple[Place, ...]


def calendar(
    *,
    call: Call,
    slug: str,
    first: date,
    last: date,
    kind: OutreachKind | None = None,
    place_code: str | None = None,
    team_id: int | None = None,
) -> Calendar:
    """Return the days that the viewer sees between two dates, both included (5 queries).

    Raises `campaign_unknown`, `not_permitted`, and `place_unknown` for a place that is not theirs.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        seen = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS)
        place = next((found for found in seen if found.code == place_code), None)
        if place_code is not None and place is None:
            raise CampaignError("place_unknown")
        found = queries.days_in_sight(
            connection,
            campaign_id=campaign.id,
            sight=sight_of(call, campaign),
            first=first,
            last=last,
            kind=kind,
            place_path=place.path if place else None,
            team_id=team_id,
            limit=MAX_DAYS + 1,
        )
        days = found[:MAX_DAYS]
        people = results.people_by_day(
            connection, commune_ids={day.place.commune_id for day in days}, day_ids=[day.id for day in days]
        )
        teams = parts.teams_under(connection, path=campaign.place_path, day=first)
    own = [team for team in teams if any(p.path.startswith(team.path) or team.path == p.path for p in seen)]
    return Calendar(
        campaign=campaign,
        days=days,
        people=people,
        more=len(found) > MAX_DAYS,
        places=seen,
        teams=tuple(own),
        to_plan=tuple(p for p in seen if p.commune_id and _may_plan(call, campaign, p)),
    )


def outreach_day(*, call: Call, slug: str, day_id: uuid.UUID) -> DayView:
    """Return one day with what came of it (11 queries at most).

    Raises `campaign_unknown`, `not_permitted`, `outreach_day_unknown` for a day that is not there or not theirs.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        day = queries.day_in_sight(connection, campaign_id=campaign.id, sight=sight_of(call, campaign), day_id=day_id)
        if day is None:
            raise CampaignError("outreach_day_unknown")
        editable = _may_plan(call, campaign, day.place)
        commune = commune_path(day.place)
        places = places_under(connection, path=commune) if editable else ()
        return DayView(
            campaign=campaign,
            day=day,
            supports=parts.supports_of(connection, day_id=day.id),
            questions=parts.questions_of(connection, day_id=day.id),
            results=_results(connection, campaign, day),
            series=_series(connection, day),
            editable=editable,
            teams=parts.teams_under(connection, path=commune, day=day.day) if editable else (),
            places=tuple(p for p in places if _may_plan(call, campaign, p) and p.valid_on(day.day)),
        )


def _may_plan(call: Call, campaign: CampaignDefinition, place: Place) -> bool:
    viewer = call.viewer
    return (
        campaign.status in {CampaignStatus.DRAFT, CampaignStatus.OPEN}
        and not viewer.seen_by
        and campaign.holds(place.path)
        and allowed(role=viewer.role, action=Action.PLAN_OUTREACH, scope=viewer.scope, path=place.path)
    )


def _results(connection: Connection, campaign: CampaignDefinition, day: StoredDay) -> DayResults:
    commune = day.place.commune_id
    people, accounts = results.people_and_accounts(connection, commune_id=commune, day_id=day.id)
    if not people:
        return DayResults(people=0, newly_all_steps=0, volunteers=0, steps=())
    counts = results.steps_of_day(connection, commune_id=commune, day_id=day.id)
    required = results.required_records(
        connection,
        commune_id=commune,
        campaign_id=campaign.id,
        day_id=day.id,
        indicator_ids=campaign.counted.required,
    )
    newly = 0
    for records in required.values():
        last = completing_record(records=[live for live, _ in records], counted=campaign.counted)
        on_this_day = {live.id for live, here in records if here}
        newly += last is not None and last.status is StepStatus.COMPLETED and last.id in on_this_day
    steps = [
        StepCount(step=step, by_status={s: counts[step.id, s] for s in StepStatus if (step.id, s) in counts})
        for step in campaign.steps
    ]
    return DayResults(
        people=people,
        newly_all_steps=newly,
        volunteers=accounts,
        steps=tuple(count for count in steps if count.by_status),
    )


def _series(connection: Connection, day: StoredDay) -> SeriesView | None:
    if day.series_id is None:
        return None
    rule = queries.series_rule(connection, series_id=day.series_id)
    days = queries.days_of_series(connection, series_id=day.series_id, first=date.min)
    return (
        None
        if rule is None
        else SeriesView(
            id=day.series_id,
            repeat=repeat_of(rule),
            first=days[0].day,
            last=days[-1].day,
            days=len(days),
            planned_after=sum(d.day > day.day and d.status is OutreachStatus.PLANNED for d in days),
        )
    )
