"""Appending to the audit chain: every event carries the hash of the one before it in its commune."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from campaign.db.tables import audit_event, audit_head

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

GENESIS = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened to what. `before` and `after` hold plain values, personal ones already masked."""

    commune_id: int
    action: str
    subject_kind: str
    subject_id: str
    campaign_id: int | None = None
    place_id: int | None = None
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who did it, when (UTC), from which address."""

    account_id: int | None
    username: str
    address: str
    at: datetime = field()


_INSERT = insert(audit_event)
_HEAD = (
    select(audit_head.c.seq, audit_head.c.hash).where(audit_head.c.commune_id == bindparam("commune")).with_for_update()
)
_MOVE_HEAD = (
    update(audit_head)
    .where(audit_head.c.commune_id == bindparam("commune"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)
_FIRST_HEAD = insert(audit_head)


def append(connection: Connection, *, actor: Actor, events: Sequence[Event]) -> None:
    """Append events in order; chains are locked in the order of their commune, so that two writers never deadlock."""
    for commune_id in sorted({event.commune_id for event in events}):
        _append_chain(connection, actor, [event for event in events if event.commune_id == commune_id])


def digest(previous: bytes, values: Mapping[str, Any]) -> bytes:
    """Return the hash of one event: SHA-256 over the previous hash and the event's own columns in a fixed order."""
    shown = {
        name: values[name].isoformat() if name == "at" else values[name]
        for name in sorted(values)
        if name not in {"hash", "previous_hash"}
    }
    body = json.dumps(shown, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(previous + body.encode()).digest()


def _append_chain(connection: Connection, actor: Actor, events: Sequence[Event]) -> None:
    commune_id = events[0].commune_id
    head = connection.execute(_HEAD, {"commune": commune_id}).first()
    seq, previous = (head.seq, head.hash) if head else (0, GENESIS)
    rows = []
    for event in events:
        seq += 1
        values = _values(actor, event, seq)
        values["previous_hash"], previous = previous, digest(previous, values)
        values["hash"] = previous
        rows.append(values)
    connection.execute(_INSERT, rows)
    if head:
        connection.execute(_MOVE_HEAD, {"commune": commune_id, "new_seq": seq, "new_hash": previous})
    else:
        connection.execute(_FIRST_HEAD, {"commune_id": commune_id, "seq": seq, "hash": previous})


def _values(actor: Actor, event: Event, seq: int) -> dict[str, Any]:
    return {
        "commune_id": event.commune_id,
        "seq": seq,
        "at": actor.at,
        "account_id": actor.account_id,
        "actor": actor.username,
        "action": event.action,
        "subject_kind": event.subject_kind,
        "subject_id": event.subject_id,
        "campaign_id": event.campaign_id,
        "place_id": event.place_id,
        "before": _text(event.before),
        "after": _text(event.after),
        "reason": event.reason,
        "address": actor.address,
    }


def _text(values: Mapping[str, object] | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
