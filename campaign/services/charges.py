"""*Người phụ trách địa bàn*: who answers for a village from which day on. One person a place at a time.

It says who is asked, and gives no right: where somebody may record is their assignment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from campaign.db.operations import teams as operations
from campaign.db.queries import teams as queries
from campaign.db.queries.places import place_by_code
from campaign.errors import CampaignError
from campaign.services.account_rules import person_of_area, place_to_give
from campaign.services.call import Action, Call, Event

if TYPE_CHECKING:
    from campaign.db.queries.accounts import StoredAccount
    from campaign.db.queries.places import Place
    from campaign.db.queries.teams import InCharge


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRow:
    """One stretch of days of somebody in charge of a place; `ends_on` None is until further notice."""

    username: str
    full_name: str
    starts_on: date
    ends_on: date | None


def put_in_charge(*, call: Call, place_code: str, username: str | None, on: date, seen: str | None) -> None:
    """Put somebody in charge of a place from a day on until further notice; None leaves it without anybody.

    `seen` is the user name that was in charge when the form was drawn. What stood there from that day on is replaced.
    Raises `not_permitted`, `place_unknown`, `account_unknown`, `account_disabled`, and `in_charge_taken`
    (theirs, yours) when somebody else was put in charge meanwhile.
    """
    call.require(Action.MANAGE_ACCOUNTS, None)
    with call.write() as change:
        place = place_to_give(call, change.connection, place_code)
        if place is None:
            raise CampaignError("place_unknown", place=place_code)
        person = person_of_area(call, change, username) if username else None
        if person is not None and person.disabled_at is not None:
            raise CampaignError("account_disabled")
        history = queries.charge_history(change.connection, place_ids=[place.id])
        from_then = [row for row in history if row.ends_on is None or row.ends_on >= on]
        last = next((row for row in history if row.ends_on is None), None)
        if _is_so(from_then, person, on):
            change.nothing_done()
            return
        if (last.username if last else None) != seen:
            raise CampaignError(
                "in_charge_taken",
                theirs=last.full_name if last else "–",
                yours=person.full_name if person else "–",
            )
        for row in from_then:
            if row.starts_on < on:
                operations.end_charge(change.connection, charge_id=row.id, ends_on=on - timedelta(days=1))
            else:
                operations.remove_charge(change.connection, charge_id=row.id)
        if person is not None:
            operations.insert_charge(
                change.connection, place_id=place.id, account_id=person.id, starts_on=on, ends_on=None
            )
        change.log(_event(place, person, last, on))


def charge_history(*, call: Call, place_code: str) -> tuple[ChargeRow, ...]:
    """Return who was, is and will be in charge of a place, the newest first.

    Raises `not_permitted`, `place_unknown`.
    """
    call.require(Action.MANAGE_ACCOUNTS, None)
    with call.read() as connection:
        within = (place_by_code(connection, code=place_code, under=root) for root in call.viewer.scope)
        place = next((found for found in within if found), None)
        if place is None:
            raise CampaignError("place_unknown", place=place_code)
        rows = queries.charge_history(connection, place_ids=[place.id])
    return tuple(
        ChargeRow(username=row.username, full_name=row.full_name, starts_on=row.starts_on, ends_on=row.ends_on)
        for row in rows
    )


def _is_so(from_then: list[InCharge], person: StoredAccount | None, on: date) -> bool:
    """Tell whether a place is from a day on as it is wanted."""
    if person is None:
        return not from_then
    return (
        len(from_then) == 1
        and from_then[0].account_id == person.id
        and from_then[0].starts_on <= on
        and (from_then[0].ends_on is None)
    )


def _event(place: Place, person: StoredAccount | None, last: InCharge | None, on: date) -> Event:
    subject = person.id if person else (last.account_id if last else 0)
    return Event(
        commune_id=place.commune_id,
        action="place.in_charge" if person else "place.charge_end",
        subject_kind="account",
        subject_id=str(subject),
        place_id=place.id,
        before={"in_charge": last.username} if last else None,
        after={"in_charge": person.username if person else None, "on": on.isoformat()},
    )
