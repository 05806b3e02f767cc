"""Reading the audit chain for people: a page of events with the names that an event itself does not hold."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select, tuple_

from campaign.db.tables import account, audit_event, campaign, citizen, indicator, place
from campaign.domain.vocabulary import COMMUNE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select

    from campaign.db.base import AnyRow

COUNTED_UP_TO = 10_000
"""Counting stops here: nobody pages through more, and an exact count would read the whole chain."""

_FOUND_PEOPLE = 300
_WHOLE_COUNTRY = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditWanted:
    """Which events: chains of the communes under `scope`, and the filters; None or "" filters nothing.

    `place_path` takes a place and all below it; `since` and `until` are instants (`until` is excluded);
    `words` are folded words of a place's name; `citizen_ids` are people whose name matched the text.
    """

    scope: tuple[str, ...]
    campaign_id: int | None = None
    actor: str = ""
    actions: tuple[str, ...] = ()
    place_path: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""
    words: tuple[str, ...] = ()
    citizen_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """One event with the names of its actor, place and campaign as they are today."""

    commune_id: int
    seq: int
    at: datetime
    actor: str
    actor_name: str | None
    action: str
    subject_kind: str
    subject_id: str
    place_code: str | None
    place_name: str | None
    place_path: str | None
    campaign_id: int | None
    campaign_slug: str | None
    campaign_name: str | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    reason: str
    address: str


def count_events(connection: Connection, *, wanted: AuditWanted) -> int:
    """Return how many events match, at most `COUNTED_UP_TO` and one."""
    found = _matching(select(audit_event.c.seq), wanted).limit(COUNTED_UP_TO + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(found)).scalar_one())


def page_of_events(connection: Connection, *, wanted: AuditWanted, offset: int, limit: int) -> tuple[StoredEvent, ...]:
    """Return some matching events, newest first."""
    statement = _matching(
        select(
            audit_event,
            account.c.full_name.label("actor_name"),
            place.c.code.label("place_code"),
            place.c.name.label("place_name"),
            place.c.path.label("place_path"),
            campaign.c.slug.label("campaign_slug"),
            campaign.c.name.label("campaign_name"),
        ),
        wanted,
    )
    statement = statement.order_by(audit_event.c.at.desc(), audit_event.c.commune_id, audit_event.c.seq.desc())
    return tuple(_event(row) for row in connection.execute(statement.offset(offset).limit(limit)))


def people_named(connection: Connection, *, scope: Iterable[str], words: Sequence[str]) -> tuple[str, ...]:
    """Return the ids, as events write them, of people in scope whose folded name holds all words."""
    if not words:
        return ()
    statement = (
        select(citizen.c.id)
        .join(place, place.c.id == citizen.c.place_id)
        .where(
            _under(scope),
            citizen.c.erased_at.is_(None),
            *(citizen.c.name_fold.contains(word, autoescape=True) for word in words),
        )
        .limit(_FOUND_PEOPLE)
    )
    return tuple(str(found) for found in connection.execute(statement).scalars())


def names_of_people(
    connection: Connection, *, keys: Iterable[tuple[int, uuid.UUID]], scope: Iterable[str]
) -> dict[tuple[int, str], str]:
    """Return (commune, id) -> full name of people who live in scope and were not erased."""
    wanted = list(keys)
    statement = (
        select(citizen.c.commune_id, citizen.c.id, citizen.c.full_name)
        .join(place, place.c.id == citizen.c.place_id)
        .where(tuple_(citizen.c.commune_id, citizen.c.id).in_(wanted), _under(scope), citizen.c.erased_at.is_(None))
    )
    return {(row.commune_id, str(row.id)): row.full_name for row in connection.execute(statement)} if wanted else {}


def names_of_accounts(connection: Connection, *, ids: Iterable[int]) -> dict[str, tuple[str, str]]:
    """Return account id, as events write it -> (username, full name)."""
    statement = select(account.c.id, account.c.username, account.c.full_name).where(account.c.id.in_(list(ids)))
    return {str(row.id): (row.username, row.full_name) for row in connection.execute(statement)}


def names_of_indicators(
    connection: Connection, *, campaign_ids: Iterable[int]
) -> dict[tuple[int, str], tuple[str, str]]:
    """Return (campaign, indicator key) -> (Vietnamese name, English name)."""
    statement = select(indicator.c.campaign_id, indicator.c.key, indicator.c.name_vi, indicator.c.name_en).where(
        indicator.c.campaign_id.in_(list(campaign_ids))
    )
    return {(row.campaign_id, row.key): (row.name_vi, row.name_en) for row in connection.execute(statement)}


def accounts_under(connection: Connection, *, scope: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return (username, full name) of the accounts whose place lies in scope, by name."""
    roots = tuple(scope)
    reach: ColumnElement[bool] = _under(roots)
    if _WHOLE_COUNTRY in roots:
        reach = or_(reach, account.c.place_id.is_(None))
    statement = (
        select(account.c.username, account.c.full_name)
        .outerjoin(place, place.c.id == account.c.place_id)
        .where(reach)
        .order_by(account.c.full_name, account.c.username)
    )
    return tuple((row.username, row.full_name) for row in connection.execute(statement))


def _matching(statement: Select[Any], wanted: AuditWanted) -> Select[Any]:
    at = audit_event.c.at
    conditions = [_chains(wanted.scope)]
    if wanted.campaign_id is not None:
        conditions.append(audit_event.c.campaign_id == wanted.campaign_id)
    if wanted.actor:
        conditions.append(audit_event.c.actor == wanted.actor)
    if wanted.actions:
        conditions.append(audit_event.c.action.in_(wanted.actions))
    if wanted.place_path is not None:
        conditions.append(_under((wanted.place_path,)))
    if wanted.since is not None:
        conditions.append(at >= wanted.since)
    if wanted.until is not None:
        conditions.append(at < wanted.until)
    if wanted.text:
        conditions.append(_says(wanted))
    joined = statement.select_from(
        # By name, because whoever signs in is nobody's account yet.
        audit_event.outerjoin(account, account.c.username == audit_event.c.actor)
        .outerjoin(place, place.c.id == audit_event.c.place_id)
        .outerjoin(campaign, campaign.c.id == audit_event.c.campaign_id)
    )
    return joined.where(*conditions)


def _chains(scope: Iterable[str]) -> ColumnElement[bool]:
    """Chains of the communes in scope; the installation's own chain belongs to whoever has the whole country."""
    roots = tuple(scope)
    # An alias, because the event's own place is joined beside it.
    root = place.alias("chain_root")
    communes = select(root.c.id).where(
        root.c.kind.in_([kind.value for kind in COMMUNE_KINDS]), _under(roots, root.c.path)
    )
    mine: ColumnElement[bool] = audit_event.c.commune_id.in_(communes)
    return or_(mine, audit_event.c.commune_id == 0) if _WHOLE_COUNTRY in roots else mine


def _says(wanted: AuditWanted) -> ColumnElement[bool]:
    said = [
        column.icontains(wanted.text, autoescape=True)
        for column in (
            audit_event.c.actor,
            audit_event.c.reason,
            audit_event.c.before,
            audit_event.c.after,
            account.c.full_name,
        )
    ]
    if wanted.words:
        said.append(and_(*(place.c.name_fold.contains(word, autoescape=True) for word in wanted.words)))
    if wanted.citizen_ids:
        said.append(and_(audit_event.c.subject_kind == "citizen", audit_event.c.subject_id.in_(wanted.citizen_ids)))
    return or_(*said)


def _under(paths: Iterable[str], column: ColumnElement[str] = place.c.path) -> ColumnElement[bool]:
    # A range of a bytewise column for each path, so that the index serves on both engines; no path reaches nothing.
    return or_(
        *(or_(column == path, and_(column > path, column < path[:-1] + "0")) for path in paths),
        column == "",
    )


def _event(row: AnyRow) -> StoredEvent:
    return StoredEvent(
        commune_id=row.commune_id,
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        actor_name=row.actor_name,
        action=row.action,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        place_code=row.place_code,
        place_name=row.place_name,
        place_path=row.place_path,
        campaign_id=row.campaign_id,
        campaign_slug=row.campaign_slug,
        campaign_name=row.campaign_name,
        before=json.loads(row.before) if row.before else None,
        after=json.loads(row.after) if row.after else None,
        reason=row.reason,
        address=row.address,
    )
