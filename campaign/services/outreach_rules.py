"""What every write to an outreach day checks: the campaign, who may plan where, and what was typed about the day."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from campaign.db.queries import outreach as queries
from campaign.db.queries import outreach_parts as parts
from campaign.db.queries.outreach import Sight, StoredDay
from campaign.db.queries.outreach_parts import Question, Support
from campaign.db.queries.places import Place, place_by_id
from campaign.domain.outreach import is_money, require_times
from campaign.domain.vocabulary import CampaignStatus, OutreachKind, OutreachStatus
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call, Change

MAX_LINE: Final = 200
MAX_TEXT: Final = 2000
MAX_QUESTION: Final = 1000
MAX_AMOUNT: Final = 1_000_000
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFields:
    """What is planned about a day besides its date and place. An empty title is the kind's own name.

    Hours are minutes after local midnight, None for the whole day. `led_by` leads it; at a dialogue, chairs it.
    """

    kind: OutreachKind
    title: str = ""
    starts_at: int | None = None
    ends_at: int | None = None
    venue: str = ""
    team_id: int | None = None
    led_by: str = ""


def sight_of(call: Call, campaign: CampaignDefinition) -> Sight:
    """Return which days of a campaign the viewer sees.

    Theirs are the days at and below their places, those of the commune around these, and those of their own teams.
    """
    roots = [root for root in call.viewer.scope if root.startswith(campaign.place_path)]
    if any(campaign.place_path.startswith(root) for root in call.viewer.scope):
        roots = [campaign.place_path]
    above = {int(part) for root in roots for part in root.strip("/").split("/")[:-1]}
    return Sight(paths=tuple(roots), above=tuple(sorted(above)), account_id=call.viewer.account_id)


def campaign_to_plan(call: Call, connection: Connection, slug: str) -> CampaignDefinition:
    """Return a campaign whose days may be planned; raises `not_permitted`, `campaign_unknown`, `campaign_closed`."""
    campaign = campaign_in_scope(call, connection, slug=slug, action=Action.PLAN_OUTREACH)
    if campaign.status not in {CampaignStatus.DRAFT, CampaignStatus.OPEN}:
        raise CampaignError("campaign_closed", name=campaign.name)
    return campaign


def day_to_change(call: Call, change: Change, campaign: CampaignDefinition, day_id: uuid.UUID) -> StoredDay:
    """Return a day, held until the write ends; raises `outreach_day_unknown`, `not_permitted`."""
    seen = queries.day_in_sight(
        change.connection, campaign_id=campaign.id, sight=sight_of(call, campaign), day_id=day_id
    )
    if seen is None:
        raise CampaignError("outreach_day_unknown")
    call.require(Action.PLAN_OUTREACH, seen.place.path)
    held = queries.day_by_id(change.connection, day_id=day_id, lock=True)
    if held is None:
        raise CampaignError("outreach_day_unknown")
    return held


def refuse_stale(change: Change, day: StoredDay, version: int) -> None:
    """Pass if nobody changed the day since it was shown; raises `outreach_changed_meanwhile` with who and when."""
    if day.version == version:
        return
    by, at = parts.last_change(
        change.connection,
        commune_id=day.place.commune_id,
        subjects=[str(subject) for subject in (day.id, day.series_id) if subject],
    )
    raise CampaignError("outreach_changed_meanwhile", by=by, at=at)


def require_planned(day: StoredDay) -> None:
    """Pass for a day that is still planned; raises `outreach_held`, `outreach_cancelled`."""
    if day.status is OutreachStatus.HELD:
        raise CampaignError("outreach_held", day=day.day)
    if day.status is OutreachStatus.CANCELLED:
        raise CampaignError("outreach_cancelled", day=day.day, reason=day.cancel_reason)


def place_to_plan(
    call: Call, connection: Connection, campaign: CampaignDefinition, place_id: int, days: Iterable[date]
) -> Place:
    """Return the commune or unit where days are to be held.

    Raises `place_unknown`, `place_outside_campaign`, `outreach_place_invalid`, `not_permitted`, `place_not_valid`.
    """
    place = place_by_id(connection, place_id=place_id)
    if place is None:
        raise CampaignError("place_unknown")
    if not campaign.holds(place.path):
        raise CampaignError("place_outside_campaign", place=place.name)
    call.require(Action.PLAN_OUTREACH, place.path)
    if not place.commune_id:
        raise CampaignError("outreach_place_invalid", place=place.name)
    for day in days:
        if not place.valid_on(day):
            raise CampaignError("place_not_valid", place=place.name, day=day)
    return place


def checked_fields(connection: Connection, fields: DayFields, *, place: Place, day: date) -> dict[str, object]:
    """Return the columns of what is planned, cleaned.

    Raises `outreach_times_invalid`, `outreach_text_too_long`, `team_unknown`.
    """
    require_times(fields.starts_at, fields.ends_at)
    if fields.team_id is not None:
        team = parts.team_by_id(connection, team_id=fields.team_id)
        if (
            team is None
            or not team.path.startswith(commune_path(place))
            or (team.ended_on is not None and team.ended_on < day)
        ):
            raise CampaignError("team_unknown")
    return {
        "kind": fields.kind.value,
        "title": one_line(fields.title),
        "starts_at": fields.starts_at,
        "ends_at": fields.ends_at,
        "venue": one_line(fields.venue),
        "team_id": fields.team_id,
        "led_by": one_line(fields.led_by),
    }


def commune_path(place: Place) -> str:
    """Return the path of the commune that a place is or lies in: its teams may be sent."""
    head, commune, _below = place.path.partition(f"/{place.commune_id}/")
    return head + commune


def one_line(text: str) -> str:
    """Return a text in one line; raises `outreach_text_too_long`."""
    return limited(" ".join(text.split()), MAX_LINE)


def limited(text: str, limit: int) -> str:
    """Return a text without blanks around it; raises `outreach_text_too_long`."""
    stripped = text.strip()
    if len(stripped) > limit:
        raise CampaignError("outreach_text_too_long", text=stripped[:_SHOWN], limit=limit)
    return stripped


def checked_supports(supports: Iterable[Support]) -> tuple[Support, ...]:
    """Return what partners give, cleaned; raises `support_invalid`, `support_is_money`."""
    found = []
    for given in supports:
        partner, note = one_line(given.partner), one_line(given.note)
        if not partner or not 1 <= given.amount <= MAX_AMOUNT:
            raise CampaignError("support_invalid", partner=partner or None, limit=MAX_AMOUNT)
        if is_money(note):
            raise CampaignError("support_is_money", note=note)
        found.append(Support(partner=partner, kind=given.kind, amount=given.amount, note=note))
    return tuple(found)


def checked_questions(questions: Iterable[Question], *, held_on: date, today: date) -> tuple[Question, ...]:
    """Return what was asked, cleaned; an answer without a day was given there.

    Raises `question_invalid`, `answer_missing`, `answer_day_invalid`, `outreach_text_too_long`.
    """
    found = []
    for asked in questions:
        question, answer = limited(asked.question, MAX_QUESTION), limited(asked.answer, MAX_QUESTION)
        if not question:
            raise CampaignError("question_invalid")
        answered_on = asked.answered_on or (held_on if answer else None)
        if answered_on is not None:
            if not answer:
                raise CampaignError("answer_missing", question=question[:_SHOWN])
            if not held_on <= answered_on <= max(held_on, today):
                raise CampaignError("answer_day_invalid", day=answered_on, held=held_on)
        found.append(Question(question=question, answer=answer, answered_on=answered_on))
    return tuple(found)


def span(days: Sequence[date]) -> dict[str, object]:
    """Return which days a write meant, as the log names them: the first, the last, how many."""
    if len(days) == 1:
        return {"on": days[0].isoformat()}
    return {"from": min(days).isoformat(), "to": max(days).isoformat(), "n": len(days)}
