"""Finding whom the rows of a list may be: by content imported before, by number, by name and year, by our own id."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    ARRAY,
    Integer,
    LargeBinary,
    String,
    and_,
    any_,
    bindparam,
    cast,
    column,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB

from campaign.db.queries.places import PLACE_COLUMNS, Place, as_place, below
from campaign.db.tables import citizen, import_row, place, place_succession, record
from campaign.domain.steps import LiveRecord
from campaign.domain.vocabulary import COMMUNE_KINDS, Channel, Consent, Sex, StepStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select

    from campaign.db.base import AnyRow

IMPORT_UNDONE: Final = "import_undo"
"""Why a record was voided that went with the import that had brought it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody in the list, with everything that a row is compared with and may complete."""

    commune_id: int
    id: uuid.UUID
    place_id: int
    full_name: str
    name_fold: str
    birth_date: date | None
    birth_year: int | None
    sex: Sex | None
    phone_index: bytes | None
    personal_id_index: bytes | None
    guardian_name: str | None
    consent: Consent
    merged_into: uuid.UUID | None
    erased: bool


_PERSON = select(
    citizen.c.commune_id,
    citizen.c.id,
    citizen.c.place_id,
    citizen.c.full_name,
    citizen.c.name_fold,
    citizen.c.birth_date,
    citizen.c.birth_year,
    citizen.c.sex,
    citizen.c.phone_index,
    citizen.c.personal_id_index,
    citizen.c.guardian_name,
    citizen.c.consent,
    citizen.c.merged_into,
    citizen.c.erased_at,
).where(citizen.c.commune_id == bindparam("commune"))
_ALIVE = (citizen.c.merged_into.is_(None), citizen.c.erased_at.is_(None))
_BY_NUMBER = {
    name: select(citizen.c.id).where(
        citizen.c.commune_id == bindparam("commune"),
        citizen.c[f"{name}_index"] == any_(bindparam("keys", type_=ARRAY(LargeBinary))),
        *_ALIVE,
    )
    for name in ("phone", "personal_id")
}
_BY_NUMBER_LITE = {
    name: (
        f"SELECT id FROM citizen WHERE commune_id = ? AND {name}_index IN ({{marks}})"  # noqa: S608 - our own names
        " AND merged_into IS NULL AND erased_at IS NULL"
    )
    for name in ("phone", "personal_id")
}
_BY_ID = _PERSON.where(citizen.c.id.in_(bindparam("keys", expanding=True)))
_CONTENTS = select(import_row.c.content, import_row.c.nth, import_row.c.citizen_id).where(
    import_row.c.commune_id == bindparam("commune"),
    import_row.c.campaign_id == bindparam("campaign"),
    import_row.c.content == any_(bindparam("keys", type_=ARRAY(LargeBinary))),
)
_CONTENTS_LITE = (
    "SELECT content, nth, citizen_id FROM import_row WHERE commune_id = ? AND campaign_id = ? AND content IN ({marks})"
)

_RECORDS_OF = select(record).where(
    record.c.commune_id == bindparam("commune"),
    record.c.campaign_id == bindparam("campaign"),
    record.c.citizen_id.in_(bindparam("keys", expanding=True)),
    # What went with a whole import may come back with it; what somebody took back by hand stays taken back.
    or_(
        record.c.voided_at.is_(None),
        and_(record.c.channel == Channel.IMPORT.value, record.c.void_reason != IMPORT_UNDONE),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsOf:
    """What a list meets of a person's records: the live ones, and what imports brought that was taken back since."""

    live: tuple[LiveRecord, ...]
    taken_back: frozenset[tuple[int, StepStatus]]


def _by_names(names: ColumnElement[Any], years: ColumnElement[Any]) -> Select[Any]:
    return _PERSON.where(citizen.c.name_fold == names, citizen.c.birth_year == years, *_ALIVE)


# Pairs of a name and a year go in as one text: thousands of them cost one parameter, and the index serves each.
_EACH = func.json_each(bindparam("keys", type_=String)).table_valued("value")
_RECORDS = (
    func.jsonb_to_recordset(cast(bindparam("keys", type_=String), JSONB))
    .table_valued(column("name", String), column("born", Integer))
    .render_derived(with_types=True)
)
# SQLite would walk the commune for each pair; names in a set of their own are looked up in the index one by one.
_NAME_OF = func.json_extract(_EACH.c.value, "$.name")
_BORN_OF = func.json_extract(_EACH.c.value, "$.born")
_BY_NAME = {
    "sqlite": _PERSON.where(
        citizen.c.name_fold.in_(select(_NAME_OF)),
        tuple_(citizen.c.name_fold, citizen.c.birth_year).in_(select(_NAME_OF, _BORN_OF)),
        *_ALIVE,
    ),
    "postgresql": _by_names(_RECORDS.c.name.collate("C"), _RECORDS.c.born),
}


def communes_around(connection: Connection, *, path: str) -> tuple[tuple[Place, int], ...]:
    """Return the communes of the province that a path lies in, past ones too, each with the commune that it is now."""
    province = "/".join(path.split("/")[:2]) + "/"
    main = and_(place_succession.c.old_id == place.c.id, place_succession.c.share.in_(("whole", "part_main")))
    statement = (
        select(*PLACE_COLUMNS, func.coalesce(place_succession.c.new_id, place.c.id).label("now"))
        .outerjoin(place_succession, main)
        .where(below(province), place.c.kind.in_([kind.value for kind in COMMUNE_KINDS]))
        .order_by(place.c.sort_key, place.c.id)
    )
    return tuple((as_place(row), row.now) for row in connection.execute(statement))


def contents_imported(
    connection: Connection, *, commune_id: int, campaign_id: int, contents: Sequence[bytes]
) -> dict[tuple[bytes, int], uuid.UUID]:
    """Return whom earlier rows with these contents became: (content, n-th such row) -> person."""
    if connection.dialect.name == "postgresql":
        keys = {"commune": commune_id, "campaign": campaign_id, "keys": list(contents)}
        found = connection.execute(_CONTENTS, keys)
    else:
        statement = _CONTENTS_LITE.format(marks=", ".join("?" * len(contents)))
        found = connection.exec_driver_sql(statement, (commune_id, campaign_id, *contents))
    return {(bytes(content), nth): _as_id(citizen_id) for content, nth, citizen_id in found}


def people_by_number(
    connection: Connection, *, commune_id: int, column: str, indexes: Sequence[bytes]
) -> list[KnownPerson]:
    """Return the living entries with one of these phones or personal ids, by their keyed indexes."""
    if connection.dialect.name == "postgresql":
        found = connection.execute(_BY_NUMBER[column], {"commune": commune_id, "keys": list(indexes)}).scalars()
    else:
        # Nearly all are nobody's: the driver binds a thousand keys many times faster than a statement is expanded.
        statement = _BY_NUMBER_LITE[column].format(marks=", ".join("?" * len(indexes)))
        found = connection.exec_driver_sql(statement, (commune_id, *indexes)).scalars()
    ids = [_as_id(one) for one in found]
    return people_by_id(connection, commune_id=commune_id, ids=ids) if ids else []


def people_by_name(connection: Connection, *, commune_id: int, names: Sequence[tuple[str, int]]) -> list[KnownPerson]:
    """Return the living entries with one of these folded names and its birth year."""
    keys = json.dumps([{"name": name, "born": born} for name, born in names])
    found = connection.execute(_BY_NAME[connection.dialect.name], {"commune": commune_id, "keys": keys})
    return [_known(row) for row in found]


def people_by_id(connection: Connection, *, commune_id: int, ids: Sequence[uuid.UUID]) -> list[KnownPerson]:
    """Return entries by their ids, also those that were merged away or erased."""
    return [_known(row) for row in connection.execute(_BY_ID, {"commune": commune_id, "keys": list(ids)})]


def steps_of(
    connection: Connection, *, commune_id: int, campaign_id: int, ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, StepsOf]:
    """Return the records of some people in a campaign; who has none is left out."""
    live: dict[uuid.UUID, list[LiveRecord]] = {}
    back: dict[uuid.UUID, set[tuple[int, StepStatus]]] = {}
    for row in connection.execute(_RECORDS_OF, {"commune": commune_id, "campaign": campaign_id, "keys": list(ids)}):
        status = StepStatus(row.status)
        live.setdefault(row.citizen_id, [])
        if row.voided_at is not None:
            back.setdefault(row.citizen_id, set()).add((row.indicator_id, status))
            continue
        live[row.citizen_id].append(
            LiveRecord(
                id=row.id,
                indicator_id=row.indicator_id,
                status=status,
                place_id=row.place_id,
                day=row.day,
                server_at=row.server_at,
            )
        )
    return {
        citizen_id: StepsOf(live=tuple(found), taken_back=frozenset(back.get(citizen_id, ())))
        for citizen_id, found in live.items()
    }


def _as_id(stored: str | uuid.UUID) -> uuid.UUID:
    """Return an id as a driver gives it: a server's is one already, a file keeps its letters."""
    return stored if isinstance(stored, uuid.UUID) else uuid.UUID(stored)


def _known(row: AnyRow) -> KnownPerson:
    return KnownPerson(
        commune_id=row.commune_id,
        id=row.id,
        place_id=row.place_id,
        full_name=row.full_name,
        name_fold=row.name_fold,
        birth_date=row.birth_date,
        birth_year=row.birth_year,
        sex=Sex(row.sex) if row.sex else None,
        phone_index=row.phone_index,
        personal_id_index=row.personal_id_index,
        guardian_name=row.guardian_name,
        consent=Consent(row.consent),
        merged_into=row.merged_into,
        erased=row.erased_at is not None,
    )
