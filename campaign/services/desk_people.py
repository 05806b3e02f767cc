"""The desk's part about people: who is inactive, and which villages have nobody.

Names here are of staff; no citizen is read. Whoever may not manage accounts is told none of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from campaign.clock import local_time
from campaign.db.queries import desk_people as queries
from campaign.domain import idle_accounts
from campaign.domain.vocabulary import Role
from campaign.services import idle
from campaign.services.desk_models import SHOWN, Helper, Helpers, Named, Places

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from campaign.db import Connection
    from campaign.db.queries.desk import Unit
    from campaign.db.queries.desk_people import FieldAccount
    from campaign.services.call import Call
    from campaign.services.desk_reach import Reach

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The five matters about people; None where they are no matter of this desk."""

    never_signed_in: Helpers | None
    no_records: Helpers | None
    soon_disabled: Helpers | None
    without_worker: Places | None
    without_charge: Places | None


def people(call: Call, connection: Connection, here: Reach, *, silent_days: int) -> People:
    """Return the matters about people: accounts of the viewer's whole area, work of the places on the desk (4 queries).

    Accounts are told on the whole desk only, because their screen shows those of the whole area. Only whoever counts
    people needs somebody at work in every village.
    """
    today = here.today
    helpers = [(a, _helper(a)) for a in queries.enabled_accounts(connection, scope=call.viewer.scope, day=today)]
    mine = [(a, h) for a, h in helpers if any(a.path.startswith(path) for path in here.paths)]
    never = [h for a, h in helpers if a.last_sign_in_at is None]
    warned = idle.applies(connection)
    soon = [h for a, h in helpers if warned and idle_accounts.is_warned(used=_last_used(a), today=today)]
    workless = [h for a, h in mine if _idle(a, before=today - silent_days * _ONE_DAY)]
    counting = bool(here.campaign.steps)
    alone = queries.units_without_worker(connection, paths=here.paths, day=here.day) if counting else ()
    free = queries.units_without_charge(connection, paths=here.paths, day=here.day) if counting else ()
    return People(
        never_signed_in=None if here.narrowed else _longest(never, lambda h: h.created_on),
        # Records are made while the campaign is on; at other times nobody is asked for any.
        no_records=_longest(workless, lambda h: h.last_record_on or date.min) if counting and here.running else None,
        soon_disabled=None if here.narrowed else _longest(soon, lambda h: h.disabled_on),
        without_worker=_places(here, alone) if counting else None,
        without_charge=_places(here, free) if counting else None,
    )


def _idle(account: FieldAccount, *, before: date) -> bool:
    """Whether a volunteer had work on every day since then and did none of it: not even a record that was undone."""
    working = account.role is Role.VOLUNTEER and account.in_commune and account.last_sign_in_at is not None
    since, last = account.assigned_since, account.last_record_on
    return working and since is not None and since <= before and (last is None or last <= before)


def _helper(account: FieldAccount) -> Helper:
    return Helper(
        username=account.username,
        full_name=account.full_name,
        place_name=account.place_name,
        created_on=local_time(account.created_at).date(),
        last_record_on=account.last_record_on,
        disabled_on=idle_accounts.disabled_on(used=_last_used(account)),
    )


def _last_used(account: FieldAccount) -> date:
    return idle_accounts.used_until(
        created_on=local_time(account.created_at).date(),
        enabled_on=local_time(account.enabled_at).date() if account.enabled_at else None,
        signed_in_on=local_time(account.last_sign_in_at).date() if account.last_sign_in_at else None,
    )


def _longest(found: Sequence[Helper], since: Callable[[Helper], date]) -> Helpers:
    return Helpers(total=len(found), first=tuple(sorted(found, key=since)[:SHOWN]))


def _places(here: Reach, found: Sequence[Unit]) -> Places:
    """Return the villages by name, or by commune where the desk stands on communes: those with most of them first."""
    if not here.by_commune:
        return Places(total=len(found), first=tuple(Named(code=u.code, name=u.name) for u in found[:SHOWN]))
    counted = Counter(unit.commune_id for unit in found)
    most = sorted((p for p in here.places if counted[p.id]), key=lambda place: -counted[place.id])[:SHOWN]
    return Places(total=len(found), first=tuple(Named(code=p.code, name=p.name, n=counted[p.id]) for p in most))
