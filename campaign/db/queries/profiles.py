"""Reading what entries are compared by: everybody of a commune, or those who share an indexed key with some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, tuple_, union_all

from campaign.db.tables import citizen
from campaign.domain.likeness import Profile
from campaign.domain.likeness_names import fold_variants, name_form
from campaign.domain.vocabulary import Sex

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Connection

    from campaign.db.base import AnyRow

_PAGE = 5_000
_PROFILES = select(
    citizen.c.id,
    citizen.c.full_name,
    citizen.c.birth_date,
    citizen.c.birth_year,
    citizen.c.place_id,
    citizen.c.sex,
    citizen.c.phone_index,
    citizen.c.personal_id_index,
    citizen.c.created_at,
).where(citizen.c.commune_id == bindparam("commune"), citizen.c.merged_into.is_(None), citizen.c.erased_at.is_(None))
_BY_ID = _PROFILES.where(citizen.c.id.in_(bindparam("ids", expanding=True)))
# A part a key, each with an index of its own; joined by OR none would serve. A year goes with its own village: every
# year with every village would be most of the commune as soon as a few hundred people are asked for.
_ALIKE = union_all(
    _PROFILES.where(citizen.c.name_fold.in_(bindparam("names", expanding=True))),
    _PROFILES.where(citizen.c.personal_id_index.in_(bindparam("numbers", expanding=True))),
    _PROFILES.where(citizen.c.phone_index.in_(bindparam("phones", expanding=True))),
    _PROFILES.where(
        # The first two are what SQLite finds an index by; of pairs it makes none.
        citizen.c.birth_year.in_(bindparam("years", expanding=True)),
        citizen.c.place_id.in_(bindparam("places", expanding=True)),
        tuple_(citizen.c.birth_year, citizen.c.place_id).in_(bindparam("homes", expanding=True)),
    ),
    _PROFILES.where(
        citizen.c.birth_year.in_(bindparam("years", expanding=True)),
        citizen.c.birth_date.in_(bindparam("days", expanding=True)),
    ),
)
_BEARERS = (
    select(citizen.c.name_fold, func.count())
    .where(
        citizen.c.commune_id == bindparam("commune"),
        citizen.c.name_fold.in_(bindparam("keys", expanding=True)),
        citizen.c.merged_into.is_(None),
        citizen.c.erased_at.is_(None),
    )
    .group_by(citizen.c.name_fold)
)


def all_profiles(
    connection: Connection, *, commune_id: int, since: datetime | None = None
) -> tuple[tuple[Profile, ...], tuple[Profile, ...]]:
    """Return everybody of a commune, and those of them who were added at or after `since` (None: everybody)."""
    rows = connection.execute(_PROFILES.execution_options(yield_per=_PAGE), {"commune": commune_id})
    people: list[Profile] = []
    fresh: list[Profile] = []
    for row in rows:
        profile = _profile(row)
        people.append(profile)
        if since is None or row.created_at >= since:
            fresh.append(profile)
    return tuple(people), tuple(fresh)


def profiles_by_id(connection: Connection, *, commune_id: int, ids: Sequence[uuid.UUID]) -> tuple[Profile, ...]:
    """Return living entries by their ids."""
    rows = connection.execute(_BY_ID, {"commune": commune_id, "ids": list(ids)})
    return tuple(_profile(row) for row in rows)


def profiles_alike(connection: Connection, *, commune_id: int, like: Sequence[Profile]) -> tuple[Profile, ...]:
    """Return who shares an id, a name in any order, a year and village, a day of birth or a phone with somebody.

    1 query for any number of people; each key has its index, so a commune is never read through.
    """
    keys = {
        "names": sorted({fold for p in like for fold in fold_variants(name_form(p.name))}),
        "numbers": _told(p.personal_id_index for p in like),
        "phones": _told(p.phone_index for p in like),
        "years": _told(p.birth_year for p in like),
        "places": _told(p.place_id for p in like if p.birth_year),
        "homes": _told((p.birth_year, p.place_id) if p.birth_year else None for p in like),
        "days": _told(p.birth_date for p in like),
    }
    rows = connection.execute(_ALIKE, {"commune": commune_id, **keys})
    return tuple({row.id: _profile(row) for row in rows}.values())


def bearers_of(connection: Connection, *, commune_id: int, folds: Iterable[str]) -> Mapping[str, int]:
    """Return how many living people of a commune bear each of some folded names."""
    rows = connection.execute(_BEARERS, {"commune": commune_id, "keys": sorted(set(folds))})
    return {name: int(n) for name, n in rows}


def _told(keys: Iterable[Any]) -> list[Any]:
    return list({key for key in keys if key is not None})


def _profile(row: AnyRow) -> Profile:
    return Profile(
        id=row.id,
        name=row.full_name,
        birth_date=row.birth_date,
        birth_year=row.birth_year,
        place_id=row.place_id,
        sex=Sex(row.sex) if row.sex else None,
        phone_index=row.phone_index,
        personal_id_index=row.personal_id_index,
    )
