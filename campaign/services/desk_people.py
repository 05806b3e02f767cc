"""The desk's part about people of the field: who is inactive, and which villages have nobody.

Names here are of staff; no citizen is read. Whoever may not manage accounts is told none of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from campaign.clock import local_time
from campaign.db.queries import desk_people as queries
from campaign.domain.vocabulary import Role
from campaign.services.desk_models import SHOWN, Helper, Helpers, Named, Places

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from campaign.db import Connection
    from campaign.db.queries.desk import Unit
    from campaign.db.queries.desk_people import FieldAccount
    from campaign.services.desk_reach import Reach

IDLE_DAYS = 45
WARNED_DAYS = 7
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The four matters about people."""

    never_signed_in: Helpers
    no_records: Helpers | None
    soon_disabled: Helpers
    without_helper: Places
    without_charge: Places


def field(connection: Connection, here: Reach, *, silent_days: int) -> Field:
    """Return the matters about people of the field (3 queries)."""
    today = here.today
    found = queries.field_accounts(connection, paths=here.paths, day=today)
    helpers = [(account, _helper(account)) for account in found]
    # Records are made of steps while the campaign is on; at other times nobody is asked for any.
    recording = here.running and bool(here.campaign.steps)
    return Field(
        never_signed_in=_longest([h for a, h in helpers if a.last_sign_in_at is None], lambda h: h.created_on),
        no_records=_longest(
            [h for a, h in helpers if _idle(a, before=today - silent_days * _ONE_DAY)],
            lambda h: h.last_record_on or date.min,
        )
        if recording
        else None,
        soon_disabled=_longest(
            [h for _a, h in helpers if today <= h.disabled_on <= today + WARNED_DAYS * _ONE_DAY],
            lambda h: h.disabled_on,
        ),
        without_helper=_places(here, queries.homes_without_helper(connection, paths=here.paths, day=here.day)),
        without_charge=_places(here, queries.homes_without_charge(connection, paths=here.paths, day=here.day)),
    )


def _idle(account: FieldAccount, *, before: date) -> bool:
    """Whether a volunteer had work on every day since then and did none of it: not even a record that was undone."""
    working = account.role is Role.VOLUNTEER and account.in_commune and account.last_sign_in_at is not None
    since, last = account.assigned_since, account.last_record_on
    return working and since is not None and since <= before and (last is None or last <= before)


def _helper(account: FieldAccount) -> Helper:
    traces = (account.created_at, account.enabled_at, account.last_sign_in_at)
    newest = max(instant for instant in traces if instant is not None)
    signed_in = account.last_sign_in_at
    return Helper(
        username=account.username,
        full_name=account.full_name,
        place_name=account.place_name,
        created_on=local_time(account.created_at).date(),
        last_sign_in_on=local_time(signed_in).date() if signed_in else None,
        last_record_on=account.last_record_on,
        disabled_on=local_time(newest).date() + IDLE_DAYS * _ONE_DAY,
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
