"""Reading the audit log: who did what, when, to what, and why, in the communes that the viewer answers for.

Names of citizens are added for those who may see people, and only where they may; the chain itself holds none.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from campaign.clock import LOCAL
from campaign.db.queries import audit as queries
from campaign.db.queries.audit import COUNTED_UP_TO, AuditWanted, StoredEvent
from campaign.db.queries.places import place_by_code
from campaign.domain.names import fold
from campaign.domain.permissions import RIGHTS
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.db import Connection
    from campaign.services.call import Call

MAX_PAGE_SIZE: Final = 200
_LONGEST_TEXT: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What to look for; None and "" filter nothing.

    `place` is a code and takes what lies below it; `first` and `last` are local days, both included;
    `text` is looked for in names, reasons and values.
    """

    actor: str = ""
    actions: tuple[str, ...] = ()
    place: str | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One event as a person reads it.

    `subject_name` is the citizen or account acted upon, None where the viewer may not see the name (or there is none).
    `before` and `after` hold the event's own values. `commune_id` and `seq` number it in its chain.
    """

    commune_id: int
    seq: int
    at: datetime
    actor: str
    actor_name: str
    action: str
    subject_kind: str
    subject_id: str
    subject_name: str | None
    place_code: str | None
    place_name: str | None
    campaign: str | None
    campaign_name: str | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    reason: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """One page of events, newest first. `total` is exact up to `COUNTED_UP_TO`, beyond that `more_than_counted` is set.

    `indicators` are the names of the steps in `before` and `after`: (campaign, key) -> (Vietnamese, English).
    """

    lines: tuple[AuditLine, ...]
    page: int
    page_size: int
    total: int
    more_than_counted: bool
    indicators: Mapping[tuple[str, str], tuple[str, str]]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.page_size))


def events(
    *,
    call: Call,
    campaign: str | None = None,
    filters: AuditFilter = AuditFilter(),
    page: int = 1,
    page_size: int = 50,
) -> AuditPage:
    """Return a page of the audit log, at most 11 queries for any number of events.

    Only chains of communes that lie whole in the viewer's scope are read. Raises `not_permitted`, `campaign_unknown`,
    `place_unknown`, `date_range_invalid` (end before start).
    """
    call.require(Action.SEE_AUDIT, None)
    if filters.first and filters.last and filters.last < filters.first:
        raise CampaignError("date_range_invalid", start=filters.first, end=filters.last)
    size = min(max(page_size, 1), MAX_PAGE_SIZE)
    with call.read() as connection:
        wanted = _wanted(call, connection, campaign, filters)
        counted = queries.count_events(connection, wanted=wanted)
        total = min(counted, COUNTED_UP_TO)
        # A page beyond the last one (an old address) shows the last one.
        shown = min(max(page, 1), max(1, -(-total // size)))
        found = queries.page_of_events(connection, wanted=wanted, offset=(shown - 1) * size, limit=size)
        names = _names(call, connection, found)
        indicators = queries.names_of_indicators(
            connection, campaign_ids={event.campaign_id for event in found if event.campaign_id}
        )
    slugs = {event.campaign_id: event.campaign_slug for event in found}
    return AuditPage(
        lines=tuple(_line(event, names) for event in found),
        page=shown,
        page_size=size,
        total=total,
        more_than_counted=counted > COUNTED_UP_TO,
        indicators={(slugs[owner] or "", key): name for (owner, key), name in indicators.items()},
    )


def actors(*, call: Call) -> tuple[tuple[str, str], ...]:
    """Return (username, full name) of the people whose doings the viewer may look up, by name."""
    call.require(Action.SEE_AUDIT, None)
    with call.read() as connection:
        return queries.accounts_under(connection, scope=call.viewer.scope)


def _wanted(call: Call, connection: Connection, campaign: str | None, filters: AuditFilter) -> AuditWanted:
    """Turn slugs, codes and local days into what the query knows."""
    scope = call.viewer.scope
    campaign_id, inside_of = None, scope
    if campaign is not None:
        chosen = campaign_in_scope(call, connection, slug=campaign, action=Action.SEE_AUDIT)
        campaign_id = chosen.id
        # A code may have been given to another place since: the campaign's own is meant.
        inside_of = tuple(chosen.place_path if chosen.place_path.startswith(root) else root for root in scope)
    path = None
    if filters.place:
        inside = (place_by_code(connection, code=filters.place, under=root) for root in inside_of)
        place = next((found for found in inside if found is not None), None)
        if place is None:
            raise CampaignError("place_unknown", place=filters.place)
        path = place.path
    text = " ".join(filters.text.split())[:_LONGEST_TEXT]
    words = tuple(fold(text).split())
    people: tuple[str, ...] = ()
    if words and Action.SEE_PEOPLE in RIGHTS[call.viewer.role]:
        people = queries.people_named(connection, scope=scope, words=words)
    return AuditWanted(
        scope=scope,
        campaign_id=campaign_id,
        actor=filters.actor,
        actions=filters.actions,
        place_path=path,
        since=_midnight(filters.first) if filters.first else None,
        until=_midnight(filters.last + timedelta(days=1)) if filters.last else None,
        text=text,
        words=words,
        citizen_ids=people,
    )


def _names(call: Call, connection: Connection, found: Sequence[StoredEvent]) -> dict[tuple[str, int, str], str]:
    """Return (kind, commune, id) -> name of the people acted upon, as far as the viewer may know them."""
    names: dict[tuple[str, int, str], str] = {}
    ids = {int(event.subject_id) for event in found if event.subject_kind == "account" and event.subject_id.isdigit()}
    accounts = queries.names_of_accounts(connection, ids=ids)
    for event in found:
        if event.subject_kind == "account" and event.subject_id in accounts:
            names["account", event.commune_id, event.subject_id] = accounts[event.subject_id][1]
    if Action.SEE_PEOPLE not in RIGHTS[call.viewer.role]:
        return names
    keys = {(event.commune_id, uuid.UUID(event.subject_id)) for event in found if event.subject_kind == "citizen"}
    people = queries.names_of_people(connection, keys=keys, scope=call.viewer.scope)
    return names | {("citizen", commune, person): name for (commune, person), name in people.items()}


def _line(event: StoredEvent, names: Mapping[tuple[str, int, str], str]) -> AuditLine:
    return AuditLine(
        commune_id=event.commune_id,
        seq=event.seq,
        at=event.at,
        actor=event.actor,
        actor_name=event.actor_name or event.actor,
        action=event.action,
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        subject_name=names.get((event.subject_kind, event.commune_id, event.subject_id)),
        place_code=event.place_code,
        place_name=event.place_name,
        campaign=event.campaign_slug,
        campaign_name=event.campaign_name,
        before=event.before,
        after=event.after,
        reason=event.reason,
        address=event.address,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LOCAL).astimezone(UTC)
