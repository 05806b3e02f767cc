"""Outreach days: planning one or a series, changing and cancelling one or the rest of a series.

A held day is never changed by a change of its series. `campaign.services.outreach_holding` has what follows: holding
a day, with who came and who gave what.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from campaign.db.operations import outreach as operations
from campaign.db.queries import outreach as queries
from campaign.db.queries.outreach import StoredDay
from campaign.domain.outreach import PlannedDays, Repeat, planned_days, require_inside
from campaign.domain.vocabulary import OutreachStatus
from campaign.errors import CampaignError
from campaign.services import outreach_rules as rules
from campaign.services.outreach_rules import DayFields
from campaign.services.place_events import log_at, shown

if TYPE_CHECKING:
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call, Change

__all__ = [
    "Cancellation",
    "DayFields",
    "NewOutreach",
    "OutreachChange",
    "Repeat",
    "cancel_outreach",
    "change_outreach",
    "plan_outreach",
]

# What belongs to the date of a day, and what every later day of a series may take over.
_OWN_DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOutreach:
    """A day, or with `repeat` a series from that day on. `id` is made by the client: the same form is planned once."""

    id: uuid.UUID
    campaign: str
    place_id: int
    day: date
    fields: DayFields
    repeat: Repeat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanResult:
    """What was planned. `left_out` are days of the recurrence after the campaign's end, `repeated` a second click."""

    ids: tuple[uuid.UUID, ...]
    days: tuple[date, ...]
    left_out: tuple[date, ...] = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachChange:
    """A day as it should be. `version` is the one that the editor saw; `following` takes the later days along."""

    id: uuid.UUID
    campaign: str
    version: int
    place_id: int
    day: date
    fields: DayFields
    following: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeResult:
    """How many days changed, and the later days that kept something of their own."""

    changed: int
    kept: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """A day that will not be held, with the reason; `following` cancels the later days of its series too."""

    id: uuid.UUID
    campaign: str
    version: int
    reason: str
    following: bool = False


def plan_outreach(*, call: Call, command: NewOutreach) -> PlanResult:
    """Plan a day or a series, all or none.

    Raises `not_permitted`, `campaign_unknown`, `campaign_closed`, the codes of `campaign.services.outreach_rules`,
    and of a recurrence: `outreach_day_outside`, `recurrence_without_end`, `recurrence_too_long`, `recurrence_empty`,
    `recurrence_invalid`.
    """
    with call.write() as change:
        campaign = rules.campaign_to_plan(call, change.connection, command.campaign)
        planned = _planned(campaign, command)
        ids = _ids(command, planned)
        if queries.day_by_id(change.connection, day_id=ids[0]) is not None:
            change.nothing_done()
            return PlanResult(ids=ids, days=planned.days, left_out=planned.left_out, repeated=True)
        place = rules.place_to_plan(call, change.connection, campaign, command.place_id, planned.days)
        columns = rules.checked_fields(change.connection, command.fields, place=place, day=planned.days[-1])
        made = {"created_by": call.viewer.account_id, "created_at": call.moment.now}
        where = {"campaign_id": campaign.id, "place_id": place.id}
        series = command.id if command.repeat else None
        if series is not None:
            operations.insert_series(change.connection, {"id": series, "rule": planned.rule, **where, **made})
        state = {"series_id": series, "status": OutreachStatus.PLANNED.value, "version": 1}
        operations.insert_days(
            change.connection,
            [
                {"id": own, "day": day, **columns, **state, **where, **made}
                for own, day in zip(ids, planned.days, strict=True)
            ],
        )
        facts = {**shown("outreach", columns), **rules.span(planned.days), "outreach_rule": planned.rule or None}
        log_at(change, campaign, place, "outreach.plan", series or ids[0], kind="outreach_day", after=facts)
        return PlanResult(ids=ids, days=planned.days, left_out=planned.left_out)


def change_outreach(*, call: Call, command: OutreachChange) -> ChangeResult:
    """Change a planned day, or it and the later planned days of its series.

    Later days take over what was changed here, except where they had something of their own already; held and
    cancelled ones stay as they are. Only one day alone can move to another date.

    Raises `outreach_day_unknown`, `not_permitted`, `outreach_held`, `outreach_cancelled`, `outreach_changed_meanwhile`,
    `outreach_series_day`, `outreach_has_records`, and the codes of planning.
    """
    with call.write() as change:
        campaign = rules.campaign_to_plan(call, change.connection, command.campaign)
        day = rules.day_to_change(call, change, campaign, command.id)
        require_inside(command.day, starts_on=campaign.starts_on, ends_on=campaign.ends_on)
        place = rules.place_to_plan(call, change.connection, campaign, command.place_id, [command.day])
        columns = rules.checked_fields(change.connection, command.fields, place=place, day=command.day)
        old = _columns(day)
        new = {**columns, "place_id": place.id, _OWN_DAY: command.day}
        wanted = {name: value for name, value in new.items() if value != old[name]}
        if not wanted:
            change.nothing_done()
            return ChangeResult(changed=0)
        rules.require_planned(day)
        rules.refuse_stale(change, day, command.version)
        if command.following and _OWN_DAY in wanted:
            raise CampaignError("outreach_series_day")
        others = _later(change, day) if command.following else ()
        if wanted.keys() & {_OWN_DAY, "place_id"}:
            _refuse_recorded(change, (day, *others))
        changes, kept = _taken_over(others, old, wanted)
        operations.change_days(change.connection, changes={day.id: wanted, **changes})
        log_at(
            change,
            campaign,
            place,
            "outreach.change",
            (day.series_id if changes else None) or day.id,
            kind="outreach_day",
            before=shown("outreach", {name: old[name] for name in wanted}),
            after={**shown("outreach", wanted), **rules.span([day.day, *(o.day for o in others if o.id in changes)])},
        )
        return ChangeResult(changed=1 + len(changes), kept=kept)


def cancel_outreach(*, call: Call, command: Cancellation) -> int:
    """Cancel a planned day, or it and the later planned days of its series; returns how many.

    Raises `reason_missing`, `outreach_day_unknown`, `not_permitted`, `outreach_held`, `outreach_changed_meanwhile`,
    `outreach_has_records`, `campaign_closed`.
    """
    reason = rules.limited(command.reason, 500)
    if not reason:
        raise CampaignError("reason_missing")
    with call.write() as change:
        campaign = rules.campaign_to_plan(call, change.connection, command.campaign)
        day = rules.day_to_change(call, change, campaign, command.id)
        others = _later(change, day) if command.following else ()
        if day.status is OutreachStatus.HELD:
            raise CampaignError("outreach_held", day=day.day)
        if day.status is OutreachStatus.CANCELLED and not others:
            change.nothing_done()
            return 0
        rules.refuse_stale(change, day, command.version)
        gone = (*([day] if day.status is OutreachStatus.PLANNED else []), *others)
        _refuse_recorded(change, gone)
        values = {"status": OutreachStatus.CANCELLED.value, "cancel_reason": reason}
        operations.change_days(change.connection, changes={other.id: values for other in gone})
        subject = (day.series_id if len(gone) > 1 else None) or day.id
        after = rules.span([other.day for other in gone])
        log_at(change, campaign, day.place, "outreach.cancel", subject, kind="outreach_day", after=after, reason=reason)
        return len(gone)


def _planned(campaign: CampaignDefinition, command: NewOutreach) -> PlannedDays:
    if command.repeat is not None:
        return planned_days(
            repeat=command.repeat, first=command.day, starts_on=campaign.starts_on, ends_on=campaign.ends_on
        )
    require_inside(command.day, starts_on=campaign.starts_on, ends_on=campaign.ends_on)
    return PlannedDays(rule="", days=(command.day,), left_out=())


def _ids(command: NewOutreach, planned: PlannedDays) -> tuple[uuid.UUID, ...]:
    """Return the ids of the days: of a series they follow from its id and the date, so that it is planned once."""
    if command.repeat is None:
        return (command.id,)
    return tuple(uuid.uuid5(command.id, day.isoformat()) for day in planned.days)


def _columns(day: StoredDay) -> dict[str, object]:
    return {
        "kind": day.kind.value,
        "title": day.title,
        "starts_at": day.starts_at,
        "ends_at": day.ends_at,
        "venue": day.venue,
        "team_id": day.team_id,
        "led_by": day.led_by,
        "place_id": day.place.id,
        _OWN_DAY: day.day,
    }


def _later(change: Change, day: StoredDay) -> tuple[StoredDay, ...]:
    """Return the planned days of a day's series that come after it, held until the write ends."""
    if day.series_id is None:
        return ()
    found = queries.days_of_series(change.connection, series_id=day.series_id, first=day.day, lock=True)
    return tuple(other for other in found if other.id != day.id and other.status is OutreachStatus.PLANNED)


def _taken_over(
    others: Sequence[StoredDay], old: Mapping[str, object], wanted: Mapping[str, object]
) -> tuple[dict[uuid.UUID, dict[str, Any]], tuple[date, ...]]:
    """Return what later days become: what was changed, except where a day differs from the series already."""
    changes: dict[uuid.UUID, dict[str, Any]] = {}
    kept = []
    for other in others:
        own = _columns(other)
        values = {name: value if own[name] == old[name] else own[name] for name, value in wanted.items()}
        if values != dict(wanted):
            kept.append(other.day)
        if any(values[name] != own[name] for name in values):
            changes[other.id] = values
    return changes, tuple(kept)


def _refuse_recorded(change: Change, days: Sequence[StoredDay]) -> None:
    """Pass if nothing is recorded on the days; raises `outreach_has_records`, because records stay where they are."""
    communes: dict[int, list[StoredDay]] = {}
    for day in days:
        communes.setdefault(day.place.commune_id, []).append(day)
    for commune_id, there in communes.items():
        busy = queries.days_with_records(change.connection, commune_id=commune_id, day_ids=[day.id for day in there])
        found = next((day for day in there if day.id in busy), None)
        if found is not None:
            raise CampaignError("outreach_has_records", day=found.day)
