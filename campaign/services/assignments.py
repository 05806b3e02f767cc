"""Where a volunteer works on a day: assignments of an account to places, which narrow what it sees.

An assignment is a stretch of days; on one day an account has exactly the places that were last given to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from campaign.db import Connection
from campaign.db.operations import accounts as operations
from campaign.db.queries import accounts as queries
from campaign.db.queries.accounts import StoredAccount, StoredAssignment
from campaign.db.queries.places import Place, place_by_id
from campaign.errors import CampaignError
from campaign.services.account_rules import account_event, managed_account, place_to_give
from campaign.services.call import Call, Event


def assign(*, call: Call, username: str, place_codes: Sequence[str], starts_on: date, ends_on: date | None) -> None:
    """Say where an account works from one day to another: these places and no others on those days.

    Work before and after stays as it was; no places takes the days' work back. `ends_on` None is until further notice.
    Raises `account_unknown`, `not_permitted`, `role_above_own`, `place_unknown`, `date_range_invalid`.
    """
    assign_many(call=call, usernames=[username], place_codes=place_codes, starts_on=starts_on, ends_on=ends_on)


def assign_many(
    *, call: Call, usernames: Sequence[str], place_codes: Sequence[str], starts_on: date, ends_on: date | None
) -> int:
    """Say where several accounts work from one day to another, all or none; returns for how many that changed.

    Whoever works exactly there on those days already is left as they are, without an event. Raises what `assign` does.
    """
    if ends_on is not None and ends_on < starts_on:
        raise CampaignError("date_range_invalid", start=starts_on, end=ends_on)
    changed = 0
    with call.write() as change:
        accounts = [managed_account(call, change, username) for username in sorted(set(usernames))]
        codes = list(dict.fromkeys(place_codes))
        places = [place for code in codes if (place := place_to_give(call, change.connection, code))]
        work = queries.assignments_of(change.connection, account_ids=[account.id for account in accounts])
        for account in accounts:
            own = _within([row for row in work if row.account_id == account.id], starts_on, ends_on)
            if _is_so(own, places, starts_on, ends_on):
                continue
            _clear_days(change.connection, own, starts_on, ends_on)
            operations.insert_assignments(
                change.connection,
                account_id=account.id,
                place_ids=[place.id for place in places],
                starts_on=starts_on,
                ends_on=ends_on,
            )
            change.log(_assigned(account, own, places, starts_on, ends_on))
            changed += 1
        if not changed:
            change.nothing_done()
    return changed


def assigned_places(*, call: Call) -> tuple[Place, ...]:
    """Return where the viewer works today, by name; () without an assignment."""
    if call.viewer.account_id is None:
        return ()
    with call.read() as connection:
        ids = queries.assigned_place_ids(connection, account_id=call.viewer.account_id, day=call.moment.today)
        found = (place_by_id(connection, place_id=place_id) for place_id in ids)
        return tuple(place for place in found if place is not None)


def clear_work(connection: Connection, *, account_id: int, on: date) -> tuple[str, ...]:
    """Take all work of an account away from a day on; returns the codes of the places that it loses."""
    own = _within(queries.assignments_of(connection, account_ids=[account_id]), on, None)
    _clear_days(connection, own, on, None)
    return tuple(row.place_code for row in own)


def _within(rows: Sequence[StoredAssignment], starts_on: date, ends_on: date | None) -> list[StoredAssignment]:
    """Return the work that lies at least partly on some days."""
    return [
        row
        for row in rows
        if (row.ends_on is None or row.ends_on >= starts_on) and (ends_on is None or row.starts_on <= ends_on)
    ]


def _is_so(own: Sequence[StoredAssignment], places: Sequence[Place], starts_on: date, ends_on: date | None) -> bool:
    """Tell whether an account works on some days as it is wanted, from the first of them to the last."""
    if not places:
        return not own
    same_days = all(row.starts_on == starts_on and row.ends_on == ends_on for row in own)
    return same_days and sorted(row.place_id for row in own) == sorted(place.id for place in places)


def _clear_days(connection: Connection, own: Sequence[StoredAssignment], starts_on: date, ends_on: date | None) -> None:
    """Take work off some days, keeping what lies before and after."""
    one = timedelta(days=1)
    for row in own:
        if ends_on is not None and (row.ends_on is None or row.ends_on > ends_on):
            operations.insert_assignments(
                connection,
                account_id=row.account_id,
                place_ids=[row.place_id],
                starts_on=ends_on + one,
                ends_on=row.ends_on,
            )
        if row.starts_on < starts_on:
            operations.end_assignment(connection, assignment_id=row.id, ends_on=starts_on - one)
        else:
            operations.remove_assignment(connection, assignment_id=row.id)


def _assigned(
    account: StoredAccount,
    before: Sequence[StoredAssignment],
    places: Sequence[Place],
    starts_on: date,
    ends_on: date | None,
) -> Event:
    days = {"from": starts_on.isoformat(), "to": ends_on.isoformat() if ends_on else None}
    return account_event(
        account,
        "account.assign",
        before={"places": [row.place_code for row in before]},
        after={"places": [place.code for place in places], **days},
    )
