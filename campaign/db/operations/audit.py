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
# In the order of the communes, so that two writers that share chains never deadlock.
_HEADS = (
    select(audit_head)
    .where(audit_head.c.commune_id.in_(bindparam("communes", expanding=True)))
    .order_by(audit_head.c.commune_id)
    .with_for_update()
)
_MOVE_HEAD = (
    update(audit_head)
    .where(audit_head.c.commune_id == bindparam("commune"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)
_FIRST_HEAD = insert(audit_head)


def append(connection: Connection, *, actor: Actor, events: Sequence[Event]) -> None:
    """Append events in order, each to the chain of its commune: at most 4 statements, however many chains."""
    chains: dict[int, list[Event]] = {}
    for event in events:
        chains.setdefault(event.commune_id, []).append(event)
    heads = {row.commune_id: (row.seq, row.hash) for row in connection.execute(_HEADS, {"communes": sorted(chains)})}
    rows: list[dict[str, Any]] = []
    moved, first = [], []
    for commune_id, found in sorted(chains.items()):
        chain = _linked(actor, found, *heads.get(commune_id, (0, GENESIS)))
        rows += chain
        seq, last = chain[-1]["seq"], chain[-1]["hash"]
        if commune_id in heads:
            moved.append({"commune": commune_id, "new_seq": seq, "new_hash": last})
        else:
            first.append({"commune_id": commune_id, "seq": seq, "hash": last})
    connection.execute(_INSERT, rows)
    if moved:
        connection.execute(_MOVE_HEAD, moved)
    if first:
        connection.execute(_FIRST_HEAD, first)


def digest(previous: bytes, values: Mapping[str, Any]) -> bytes:
    """Return the hash of one event: SHA-256 over the previous hash and the event's own columns in a fixed order."""
    shown = {
        name: values[name].isoformat() if name == "at" else values[name]
        for name in sorted(values)
        if name not in {"hash", "previous_hash"}
    }
    body = json.dumps(shown, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(previous + body.encode()).digest()


def _linked(actor: Actor, events: Sequence[Event], seq: int, previous: bytes) -> list[dict[str, Any]]:
    """Return the rows of one chain's events after its head."""
    rows = []
    for event in events:
        seq += 1
        values = _values(actor, event, seq)
        values["previous_hash"], previous = previous, digest(previous, values)
        values["hash"] = previous
        rows.append(values)
    return rows


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
