"""Finding citizens: by words of the folded name, by last digits, by keyed index, by id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, func, literal, or_, select, tuple_

from campaign.db.tables import citizen, place, record
from campaign.domain.vocabulary import Channel, Consent, Sex, StepStatus

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection, Select

    from campaign.db.base import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCitizen:
    """One citizen as stored: numbers sealed, with the place where they live."""

    commune_id: int
    id: uuid.UUID
    place_id: int
    place_code: str
    place_name: str
    place_path: str
    place_local_code: str | None
    full_name: str
    name_fold: str
    birth_date: date | None
    birth_year: int | None
    sex: Sex | None
    phone_cipher: bytes | None
    phone_index: bytes | None
    phone_last: str | None
    personal_id_cipher: bytes | None
    personal_id_index: bytes | None
    personal_id_last: str | None
    guardian_name: str | None
    consent: Consent
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """The live record of one person and step."""

    commune_id: int
    citizen_id: uuid.UUID
    record_id: uuid.UUID
    indicator_id: int
    status: StepStatus
    day: date
    channel: Channel
    account_id: int | None
    save_id: uuid.UUID


# So many letters of a part tell nearly all names apart.
_LETTERS = 24
_ALIVE = (citizen.c.merged_into.is_(None), citizen.c.erased_at.is_(None))
CITIZENS = select(
    citizen,
    place.c.code.label("place_code"),
    place.c.name.label("place_name"),
    place.c.path.label("place_path"),
    place.c.local_code.label("place_local_code"),
).join(place, place.c.id == citizen.c.place_id)
_BY_ID = CITIZENS.where(citizen.c.commune_id == bindparam("commune"), citizen.c.id == bindparam("id"), *_ALIVE)


def citizen_by_id(connection: Connection, *, commune_id: int, citizen_id: uuid.UUID) -> StoredCitizen | None:
    """Return one living entry, or None."""
    row = connection.execute(_BY_ID, {"commune": commune_id, "id": citizen_id}).first()
    return as_citizen(row) if row else None


def search(
    connection: Connection,
    *,
    commune_ids: Sequence[int],
    place_ids: Sequence[int],
    words: Sequence[str] = (),
    parts: Sequence[str] = (),
    digits: str = "",
    numbers: Sequence[bytes] = (),
    limit: int,
) -> tuple[StoredCitizen, ...]:
    """Return people of some places: by words or parts of the name, and by digits; in the index's order.

    `words` are folded beginnings of words; `parts` stand anywhere in the name without its spaces; `digits` are a year
    of birth or the last digits of a phone or id; `numbers` are keyed indexes of a whole number. At most `limit` people.
    """
    where: list[ColumnElement[bool]] = [
        citizen.c.commune_id.in_(list(commune_ids)),
        citizen.c.place_id.in_(list(place_ids)),
        *answering(words=words, parts=parts, digits=digits, numbers=numbers),
    ]
    # The keys come from the index alone; only the few hits are then read whole.
    keys = (
        select(citizen.c.commune_id, citizen.c.id)
        .where(*where, *_ALIVE)
        .order_by(citizen.c.commune_id, citizen.c.place_id, citizen.c.name_fold)
        .limit(limit)
    )
    return whole(connection, keys)


def answering(
    *, words: Sequence[str], parts: Sequence[str], digits: str, numbers: Sequence[bytes]
) -> list[ColumnElement[bool]]:
    """Return the conditions of a search, as `search` takes them; none for a search for nothing."""
    where = [_word_begins(word) for word in words]
    # A name that contains the parts side by side contains each of them, so asking for each is enough.
    where += [_holds(part) for part in parts]
    if digits:
        where.append(_ends_with(digits))
    if numbers:
        where.append(or_(citizen.c.phone_index.in_(list(numbers)), citizen.c.personal_id_index.in_(list(numbers))))
    return where


def living_of(commune_id: int, place_ids: Sequence[int]) -> list[ColumnElement[bool]]:
    """Return the conditions of "lives at one of these places of a commune"."""
    return [citizen.c.commune_id == commune_id, citizen.c.place_id.in_(list(place_ids)), *_ALIVE]


def look_alikes(
    connection: Connection,
    *,
    commune_id: int,
    place_ids: Sequence[int],
    names: Sequence[str],
    personal_ids: Sequence[bytes],
    phones: Sequence[bytes],
) -> tuple[StoredCitizen, ...]:
    """Return people of a commune who bear one of these folded names, personal ids or phones (indexed keys only)."""
    shared: list[ColumnElement[bool]] = [
        and_(citizen.c.place_id.in_(list(place_ids)), citizen.c.name_fold.in_(list(names))),
    ]
    if personal_ids:
        shared.append(citizen.c.personal_id_index.in_(list(personal_ids)))
    if phones:
        shared.append(citizen.c.phone_index.in_(list(phones)))
    found: dict[uuid.UUID, StoredCitizen] = {}
    for condition in shared:
        statement = CITIZENS.where(citizen.c.commune_id == commune_id, condition, *_ALIVE)
        found.update({row.id: as_citizen(row) for row in connection.execute(statement)})
    return tuple(found.values())


def existing_citizens(
    connection: Connection, *, commune_ids: Sequence[int], ids: Sequence[uuid.UUID]
) -> frozenset[uuid.UUID]:
    """Return which of these ids are stored already."""
    statement = select(citizen.c.id).where(citizen.c.commune_id.in_(list(commune_ids)), citizen.c.id.in_(list(ids)))
    return frozenset(connection.execute(statement).scalars())


def step_states(
    connection: Connection, *, campaign_id: int, people: Sequence[tuple[int, uuid.UUID]]
) -> tuple[StepState, ...]:
    """Return the live records of some people in a campaign (1 query)."""
    if not people:
        return ()
    communes = sorted({commune_id for commune_id, _ in people})
    statement = select(
        record.c.commune_id,
        record.c.citizen_id,
        record.c.id,
        record.c.indicator_id,
        record.c.status,
        record.c.day,
        record.c.channel,
        record.c.account_id,
        record.c.save_id,
    ).where(
        record.c.commune_id.in_(communes),
        record.c.campaign_id == campaign_id,
        record.c.citizen_id.in_([citizen_id for _, citizen_id in people]),
        record.c.voided_at.is_(None),
    )
    return tuple(
        StepState(
            commune_id=row.commune_id,
            citizen_id=row.citizen_id,
            record_id=row.id,
            indicator_id=row.indicator_id,
            status=StepStatus(row.status),
            day=row.day,
            channel=Channel(row.channel),
            account_id=row.account_id,
            save_id=row.save_id,
        )
        for row in connection.execute(statement)
    )


def stream_citizens(
    connection: Connection, *, place_ids: Sequence[int], after: tuple[int, uuid.UUID] | None, limit: int
) -> tuple[StoredCitizen, ...]:
    """Return the next page of people in the order of their keys, for exports of any length."""
    statement = (
        CITIZENS.where(citizen.c.place_id.in_(list(place_ids)), *_ALIVE)
        .order_by(citizen.c.commune_id, citizen.c.id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(tuple_(citizen.c.commune_id, citizen.c.id) > tuple_(*map(literal, after)))
    return tuple(as_citizen(row) for row in connection.execute(statement))


def count_citizens(connection: Connection, *, place_ids: Sequence[int]) -> int:
    """Return how many people live at some places."""
    statement = select(func.count()).select_from(citizen).where(citizen.c.place_id.in_(list(place_ids)), *_ALIVE)
    return int(connection.execute(statement).scalar_one())


def whole(
    connection: Connection, keys: Select[tuple[int, uuid.UUID]], *, by_place: bool = False
) -> tuple[StoredCitizen, ...]:
    """Return the few people whose keys a statement chooses, in the order of names; `by_place`: of places first."""
    chosen = keys.subquery()
    order = (citizen.c.sort_key, citizen.c.id)
    statement = CITIZENS.join(
        chosen, and_(chosen.c.commune_id == citizen.c.commune_id, chosen.c.id == citizen.c.id)
    ).order_by(*((citizen.c.place_id, *order) if by_place else order))
    return tuple(as_citizen(row) for row in connection.execute(statement))


def _word_begins(word: str) -> ColumnElement[bool]:
    """Match names with a word that begins so. Most names do not hold it at all, and one quick look tells."""
    name = citizen.c.name_fold
    return and_(
        name.contains(word, autoescape=True),
        or_(name.startswith(word, autoescape=True), name.contains(f" {word}", autoescape=True)),
    )


def _holds(part: str) -> ColumnElement[bool]:
    """Match names that hold the part when their spaces are left out.

    Leaving them out is slow, so only names are tried that have the letters in this order, whatever is between them.
    """
    letters = "%".join(f"/{letter}" if letter in "%_/" else letter for letter in part[:_LETTERS])
    return and_(
        citizen.c.name_fold.like(f"%{letters}%", escape="/"),
        func.replace(citizen.c.name_fold, " ", "").contains(part, autoescape=True),
    )


def _ends_with(digits: str) -> ColumnElement[bool]:
    """Match the last digits of phone or id (four are kept), or a year of birth."""
    tail = digits[-4:]
    either = [citizen.c.phone_last.endswith(tail), citizen.c.personal_id_last.endswith(tail)]
    if len(digits) == len("1985"):
        either.append(citizen.c.birth_year == int(digits))
    return or_(*either)


def as_citizen(row: AnyRow) -> StoredCitizen:
    """Return a row of `CITIZENS`."""
    return StoredCitizen(
        commune_id=row.commune_id,
        id=row.id,
        place_id=row.place_id,
        place_code=row.place_code,
        place_name=row.place_name,
        place_path=row.place_path,
        place_local_code=row.place_local_code,
        full_name=row.full_name,
        name_fold=row.name_fold,
        birth_date=row.birth_date,
        birth_year=row.birth_year,
        sex=Sex(row.sex) if row.sex else None,
        phone_cipher=row.phone_cipher,
        phone_index=row.phone_index,
        phone_last=row.phone_last,
        personal_id_cipher=row.personal_id_cipher,
        personal_id_index=row.personal_id_index,
        personal_id_last=row.personal_id_last,
        guardian_name=row.guardian_name,
        consent=Consent(row.consent),
        version=row.version,
        created_at=row.created_at,
    )
