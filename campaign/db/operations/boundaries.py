"""Writing a change of boundaries: what follows places into those that come after them, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Table, Uuid, case, func, insert, literal, select, update

from campaign.db.queries.boundaries import (
    campaigns_that_follow,
    days_that_follow,
    going_on,
    teams_that_follow,
)
from campaign.db.tables import (
    account,
    assignment,
    boundary_change,
    boundary_item,
    boundary_person,
    campaign,
    campaign_root,
    citizen,
    outreach_day,
    outreach_series,
    person_in_charge,
    place,
    target,
    team,
)

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from campaign.db.base import AnyRow


Work = Literal["assignment", "charge"]
WORK_TABLES: Mapping[Work, Table] = {"assignment": assignment, "charge": person_in_charge}
FIRST_CARRIED = 1
"""The version of a target that a new place gets with its first day."""


def insert_change(connection: Connection, row: Mapping[str, Any]) -> None:
    """Insert the change itself."""
    connection.execute(insert(boundary_change), dict(row))


def set_change(connection: Connection, *, change_id: uuid.UUID, values: Mapping[str, Any]) -> None:
    """Write some columns of a change anew."""
    connection.execute(update(boundary_change).where(boundary_change.c.id == change_id).values(**values))


def insert_items(connection: Connection, *, change_id: uuid.UUID, subject: str, items: Mapping[Any, object]) -> None:
    """Note what a change made or moved, each with what stood there before."""
    rows = [
        {
            "change_id": change_id,
            "subject": subject,
            "subject_id": str(key),
            "was": None if was is None else str(was),
        }
        for key, was in items.items()
    ]
    if rows:
        connection.execute(insert(boundary_item), rows)


def end_places(connection: Connection, *, place_ids: Sequence[int], last_day: date) -> dict[int, date | None]:
    """End places that go on after a day; returns each of them with the last day that it had before."""
    longer = (place.c.id.in_(list(place_ids)), (place.c.valid_to.is_(None)) | (place.c.valid_to > last_day))
    found = {row.id: row.valid_to for row in connection.execute(select(place.c.id, place.c.valid_to).where(*longer))}
    if found:
        connection.execute(update(place).where(place.c.id.in_(list(found))).values(valid_to=last_day))
    return found


def note_people(connection: Connection, *, change_id: uuid.UUID, communes: Sequence[int], places: Sequence[int]) -> int:
    """Note where everybody of some places stands, merged and erased entries too; returns how many."""
    there = select(literal(change_id, Uuid()), citizen.c.id, citizen.c.commune_id, citizen.c.place_id).where(
        citizen.c.commune_id.in_(list(communes)), citizen.c.place_id.in_(list(places))
    )
    columns = ["change_id", "citizen_id", "commune_id", "place_id"]
    return connection.execute(insert(boundary_person).from_select(columns, there)).rowcount


def move_people(
    connection: Connection, *, communes: Sequence[int], heirs: Mapping[int, int], apart: Mapping[uuid.UUID, int]
) -> None:
    """Let people live in the places that came after theirs; `apart` are those who go elsewhere, by name."""
    if not heirs:
        return
    for place_id, people in _by_place(apart).items():
        for some in _pages(people):
            connection.execute(
                update(citizen)
                .where(
                    citizen.c.commune_id.in_(list(communes)),
                    citizen.c.place_id.in_(list(heirs)),
                    citizen.c.id.in_(some),
                )
                .values(place_id=place_id)
            )
    connection.execute(
        update(citizen)
        .where(citizen.c.commune_id.in_(list(communes)), citizen.c.place_id.in_(list(heirs)))
        .values(place_id=case(dict(heirs), value=citizen.c.place_id))
    )


def work_going_on(connection: Connection, work: Work, *, places: Sequence[int], day: date) -> Sequence[AnyRow]:
    """Return who works at some places on a day or later (assigned, or in charge), and hold the rows."""
    table = WORK_TABLES[work]
    statement = select(table).where(*going_on(table, places, day)).order_by(table.c.id).with_for_update()
    return connection.execute(statement).all()


def end_work(connection: Connection, work: Work, *, ids: Sequence[int], last_day: date) -> None:
    """End assignments or charges on a day."""
    table = WORK_TABLES[work]
    if ids:
        connection.execute(update(table).where(table.c.id.in_(list(ids))).values(ends_on=last_day))


def end_doubled(connection: Connection, work: Work, *, ids: Sequence[int]) -> None:
    """End on its first day what would only begin later: somebody else, or the same one, is there already."""
    table = WORK_TABLES[work]
    if ids:
        connection.execute(update(table).where(table.c.id.in_(list(ids))).values(ends_on=table.c.starts_on))


def place_work(connection: Connection, work: Work, *, places: Mapping[int, int]) -> None:
    """Give assignments or charges (by id) another place."""
    table = WORK_TABLES[work]
    if places:
        connection.execute(
            update(table).where(table.c.id.in_(list(places))).values(place_id=case(dict(places), value=table.c.id))
        )


def insert_work(connection: Connection, work: Work, rows: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    """Insert assignments or charges and return their ids."""
    return _insert(connection, WORK_TABLES[work], rows)


def insert_targets(connection: Connection, rows: Sequence[dict[str, Any]]) -> tuple[int, ...]:
    """Insert targets with their versions and return their ids."""
    return _insert(connection, target, _numbered(connection, rows))


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    if not rows:
        return ()
    return tuple(connection.execute(insert(table).returning(table.c.id), list(rows)).scalars())


def _numbered(connection: Connection, rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Give new targets their version: the first, or after one that was taken back; what was in force is superseded."""
    if not rows:
        return rows
    places = sorted({row["place_id"] for row in rows})
    cell = (target.c.campaign_id, target.c.place_id, target.c.indicator_id, target.c.due_on)
    statement = select(*cell, func.max(target.c.version)).where(target.c.place_id.in_(places)).group_by(*cell)
    last = {tuple(row[:4]): row[4] for row in connection.execute(statement)}
    for row in rows:
        key = (row["campaign_id"], row["place_id"], row["indicator_id"], row["due_on"])
        if key in last:
            row["version"] = last[key] + 1
            connection.execute(
                update(target)
                .where(*(column == value for column, value in zip(cell, key, strict=True)))
                .where(target.c.superseded_at.is_(None))
                .values(superseded_at=row["set_at"])
            )
    return rows


def teams_of(connection: Connection, *, places: Sequence[int], day: date) -> Sequence[AnyRow]:
    """Return the teams of some places that are there on a day."""
    statement = select(team.c.id, team.c.place_id, team.c.name, team.c.name_fold).where(*teams_that_follow(places, day))
    return connection.execute(statement.order_by(team.c.id)).all()


def live_team_names(connection: Connection, *, places: Sequence[int]) -> set[tuple[int, str]]:
    """Return (place, folded name) of the teams of some places."""
    statement = select(team.c.place_id, team.c.name_fold).where(
        team.c.place_id.in_(list(places)), team.c.ended_on.is_(None)
    )
    return {(place_id, folded) for place_id, folded in connection.execute(statement)}


def change_team(connection: Connection, *, team_id: int, values: Mapping[str, Any]) -> None:
    """Write some columns of a team anew."""
    connection.execute(update(team).where(team.c.id == team_id).values(**values))


def follow_accounts(connection: Connection, *, heirs: Mapping[int, int]) -> dict[int, int]:
    """Let accounts belong to the places that came after theirs; returns account -> the place before."""
    return _follow(connection, account, heirs, account.c.place_id.in_(list(heirs)))


def follow_days(connection: Connection, *, heirs: Mapping[int, int], day: date) -> dict[uuid.UUID, int]:
    """Let outreach days that are planned from a day on take place there; returns day -> the place before."""
    return _follow(connection, outreach_day, heirs, *days_that_follow(list(heirs), day))


def follow_series(
    connection: Connection, *, heirs: Mapping[int, int], days: Iterable[uuid.UUID]
) -> dict[uuid.UUID, int]:
    """Let the series of such days belong there; returns series -> the place before."""
    wanted = list(days)
    if not wanted:
        return {}
    series = select(outreach_day.c.series_id).where(outreach_day.c.id.in_(wanted))
    return _follow(
        connection,
        outreach_series,
        heirs,
        outreach_series.c.place_id.in_(list(heirs)),
        outreach_series.c.id.in_(series),
    )


def follow_campaigns(connection: Connection, *, heirs: Mapping[int, int], day: date) -> dict[int, int]:
    """Let campaigns go on at the place that came after theirs; returns campaign -> the place before."""
    moved = _follow(connection, campaign, heirs, *campaigns_that_follow(list(heirs), day))
    if moved:
        connection.execute(
            insert(campaign_root),
            [{"campaign_id": own, "place_id": before, "until": day} for own, before in moved.items()],
        )
    return moved


def _follow(
    connection: Connection, table: Table, heirs: Mapping[int, int], *where: ColumnElement[bool]
) -> dict[Any, int]:
    if not heirs:
        return {}
    found = {row.id: row.place_id for row in connection.execute(select(table.c.id, table.c.place_id).where(*where))}
    if found:
        connection.execute(update(table).where(*where).values(place_id=case(dict(heirs), value=table.c.place_id)))
    return found


def put_people_back(connection: Connection, *, change_id: uuid.UUID) -> int:
    """Let the people of a change live where they lived before, inside their commune; returns how many."""
    before = (
        select(boundary_person.c.place_id)
        .where(boundary_person.c.change_id == change_id, boundary_person.c.citizen_id == citizen.c.id)
        .scalar_subquery()
    )
    moved = select(boundary_person.c.citizen_id).where(boundary_person.c.change_id == change_id)
    communes = select(boundary_person.c.commune_id).where(boundary_person.c.change_id == change_id)
    return connection.execute(
        update(citizen).where(citizen.c.commune_id.in_(communes), citizen.c.id.in_(moved)).values(place_id=before)
    ).rowcount


def _by_place(places: Mapping[Any, int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for key, place_id in places.items():
        found.setdefault(place_id, []).append(key)
    return found


def _pages(ids: Sequence[Any], size: int = 500) -> Iterable[Sequence[Any]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))
