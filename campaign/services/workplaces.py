"""Villages and who works there today, who is in charge, and where nobody is: what an official gives out work by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries import accounts as account_queries
from campaign.db.queries import teams as team_queries
from campaign.db.queries.places import Place, place_by_code, place_by_id, places_under
from campaign.errors import CampaignError
from campaign.services.call import Action

if TYPE_CHECKING:
    from datetime import date

    from campaign.services.call import Call


__all__ = ["Place", "Worker", "Workplace", "home_place", "workplaces"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Somebody who works at a place today; `ends_on` None is until further notice."""

    username: str
    full_name: str
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """One village, school or agency with today's people, as user names and names.

    `last_in_charge` is who is in charge until further notice: today's, or somebody who begins on a later day.
    """

    place: Place
    workers: tuple[Worker, ...]
    in_charge: str | None
    in_charge_name: str | None
    in_charge_since: date | None
    last_in_charge: str | None


def home_place(*, call: Call, preferred: str | None) -> Place | None:
    """Return where accounts are given out: a place asked for inside the viewer's area, else the viewer's own.

    None for somebody of the whole country who asked for nothing. Raises `not_permitted`.
    """
    call.require(Action.MANAGE_ACCOUNTS, None)
    with call.read() as connection:
        if preferred is not None:
            within = (place_by_code(connection, code=preferred, under=root) for root in call.viewer.scope)
            found = next((place for place in within if place), None)
            if found is not None:
                return found
        own = call.viewer.place_id
        return place_by_id(connection, place_id=own) if own is not None else None


def workplaces(*, call: Call, place_code: str) -> tuple[Workplace, ...]:
    """Return the villages, schools and agencies of a place, by kind and name (4 queries for any number).

    Raises `not_permitted`, `place_unknown`.
    """
    call.require(Action.MANAGE_ACCOUNTS, None)
    today = call.moment.today
    with call.read() as connection:
        within = (place_by_code(connection, code=place_code, under=root) for root in call.viewer.scope)
        root = next((found for found in within if found), None)
        if root is None:
            raise CampaignError("place_unknown", place=place_code)
        units = [p for p in places_under(connection, path=root.path) if p.is_unit and p.valid_on(today)]
        workers = account_queries.workers_under(connection, path=root.path, day=today)
        charges = team_queries.in_charge_on(connection, scope=(root.path,), day=today)
        lasting = team_queries.lasting_charges(connection, path=root.path)
    by_place: dict[int, list[Worker]] = {}
    for place_id, username, full_name, ends_on in workers:
        by_place.setdefault(place_id, []).append(Worker(username=username, full_name=full_name, ends_on=ends_on))
    found = []
    for unit in units:
        charge = charges.get(unit.id)
        found.append(
            Workplace(
                place=unit,
                workers=tuple(by_place.get(unit.id, ())),
                in_charge=charge.username if charge else None,
                in_charge_name=charge.full_name if charge else None,
                in_charge_since=charge.starts_on if charge else None,
                last_in_charge=lasting.get(unit.id),
            )
        )
    return tuple(found)
