"""Writing teams, their members, and who is in charge of a village, inside a transaction that a service opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, insert, update

from campaign.db.tables import person_in_charge, team, team_member

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from campaign.domain.vocabulary import TeamKind


def insert_team(
    connection: Connection,
    *,
    place_id: int,
    kind: TeamKind,
    name: str,
    name_fold: str,
    lead_id: int | None,
    at: datetime,
) -> int:
    """Add a team and return its id; raises `team_name_taken`."""
    values = {
        "place_id": place_id,
        "kind": kind.value,
        "name": name,
        "name_fold": name_fold,
        "lead_id": lead_id,
        "created_at": at,
    }
    key = connection.execute(insert(team).values(values)).inserted_primary_key
    return int(key[0]) if key else 0


def update_team(connection: Connection, *, team_id: int, values: Mapping[str, object]) -> None:
    """Change columns of a team; raises `team_name_taken`."""
    connection.execute(update(team).where(team.c.id == team_id).values(dict(values)))


def insert_members(connection: Connection, *, rows: Sequence[Mapping[str, object]]) -> None:
    """Let accounts join teams; a row holds team_id, account_id and joined_on."""
    if rows:
        connection.execute(insert(team_member), list(rows))


def end_membership(connection: Connection, *, team_id: int, account_id: int, joined_on: date, left_on: date) -> None:
    """Let a stay in a team end on a day, the last one in it; one that would begin later is taken back."""
    stay = and_(
        team_member.c.team_id == team_id,
        team_member.c.account_id == account_id,
        team_member.c.joined_on == joined_on,
    )
    if joined_on > left_on:
        connection.execute(delete(team_member).where(stay))
        return
    connection.execute(update(team_member).where(stay).values(left_on=left_on))


def end_memberships(connection: Connection, *, team_id: int, left_on: date) -> None:
    """Let every stay in a team end on a day; a stay that would begin later is taken back."""
    connection.execute(delete(team_member).where(team_member.c.team_id == team_id, team_member.c.joined_on > left_on))
    connection.execute(
        update(team_member)
        .where(team_member.c.team_id == team_id, team_member.c.left_on.is_(None))
        .values(left_on=left_on)
    )


def insert_charge(
    connection: Connection, *, place_id: int, account_id: int, starts_on: date, ends_on: date | None
) -> None:
    """Put an account in charge of a place; raises `in_charge_changed_meanwhile` when two are written at once."""
    connection.execute(
        insert(person_in_charge).values(place_id=place_id, account_id=account_id, starts_on=starts_on, ends_on=ends_on)
    )


def end_charge(connection: Connection, *, charge_id: int, ends_on: date) -> None:
    """Let somebody's charge of a place end on a day, the last one of it."""
    connection.execute(update(person_in_charge).where(person_in_charge.c.id == charge_id).values(ends_on=ends_on))


def remove_charge(connection: Connection, *, charge_id: int) -> None:
    """Take a charge back that had not begun (the audit chain keeps what it said)."""
    connection.execute(delete(person_in_charge).where(person_in_charge.c.id == charge_id))
