"""Where a volunteer works on a day: assignments of an account to places, which narrow what it sees.

An assignment is a stretch of days; on one day an account has exactly the places that were last given to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from campaign.db import Connection
from campaign.db.operations import accounts as operations
from campaign.db.queries import accounts as queries
from campaign.db.queries.accounts import StoredAssignment
from campaign.db.queries.places import Place, place_by_id
from campaign.errors import CampaignError
from campaign.services.account_rules import account_event, managed_account, place_to_give
from campaign.services.call import Call


def assign(*, call: Call, username: str, place_codes: Sequence[str], starts_on: date, ends_on: date | None) -> None:
    """Say where an account works from one day to another: these places and no others on those days.

    Work before and after stays as it was; no places takes the days' work back. `ends_on` None is until further notice.
    Raises `account_unknown`, `not_permitted`, `role_above_own`, `place_unknown`, `date_range_invalid`.
    """
    if ends_on is not None and ends_on < starts_on:
        raise CampaignError("date_range_invalid", start=starts_on, end=ends_on)
    with call.write() as change:
        account = managed_account(call, change, username)
        codes = list(dict.fromkeys(place_codes))
        places = [place for code in codes if (place := place_to_give(call, change.connection, code))]
        before = _clear_days(change.connection, account.id, starts_on, ends_on)
        operations.insert_assignments(
            change.connection,
            account_id=account.id,
            place_ids=[place.id for place in places],
            starts_on=starts_on,
            ends_on=ends_on,
        )
        if not before and not places:
            change.nothing_done()
            return
        days = {"from": starts_on.isoformat(), "to": ends_on.isoformat() if ends_on else None}
        change.log(
            account_event(
                account,
                "account.assign",
                before={"places": [row.place_code for row in before]},
                after={"places": [place.code for place in places], **days},
            )
        )


def assigned_places(*, call: Call) -> tuple[Place, ...]:
    """Return where the viewer works today, by name; () without an assignment."""
    if call.viewer.account_id is None:
        return ()
    with call.read() as connection:
        ids = queries.assigned_place_ids(connection, account_id=call.viewer.account_id, day=call.moment.today)
        found = (place_by_id(connection, place_id=place_id) for place_id in ids)
        return tuple(place for place in found if place is not None)


def _clear_days(
    connection: Connection, account_id: int, starts_on: date, ends_on: date | None
) -> list[StoredAssignment]:
    """Take an account's work off some days, keeping what lies before and after; returns what was in the way."""
    one = timedelta(days=1)
    found = [
        row
        for row in queries.assignments_of(connection, account_ids=[account_id])
        if (row.ends_on is None or row.ends_on >= starts_on) and (ends_on is None or row.starts_on <= ends_on)
    ]
    for row in found:
        if ends_on is not None and (row.ends_on is None or row.ends_on > ends_on):
            operations.insert_assignments(
                connection,
                account_id=account_id,
                place_ids=[row.place_id],
                starts_on=ends_on + one,
                ends_on=row.ends_on,
            )
        if row.starts_on < starts_on:
            operations.end_assignment(connection, assignment_id=row.id, ends_on=starts_on - one)
        else:
            operations.remove_assignment(connection, assignment_id=row.id)
    return found
