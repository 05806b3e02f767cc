"""Who works where in a campaign: its villages and schools with their volunteers, and spreading those over these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.operations.staffing import insert_many
from campaign.db.queries.accounts import StoredAccount, accounts_in, assignments_of
from campaign.domain.staffing import spread
from campaign.domain.vocabulary import PlaceKind, Role
from campaign.errors import CampaignError
from campaign.services.account_rules import account_event
from campaign.services.call import Action
from campaign.services.campaign_checks import STAFFED_KINDS
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.db.queries.accounts import StoredAssignment
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call

HELPERS = frozenset({Role.VOLUNTEER, Role.TEAM_LEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffedPlace:
    """One village or school and the names of those who are assigned there during the campaign."""

    code: str
    name: str
    kind: PlaceKind
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """One volunteer or team leader and the codes of the places of its work during the campaign."""

    username: str
    full_name: str
    role: Role
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Who works where; places by name, people by username."""

    places: tuple[StaffedPlace, ...]
    helpers: tuple[Helper, ...]

    @property
    def alone(self) -> tuple[StaffedPlace, ...]:
        """The places that have nobody."""
        return tuple(place for place in self.places if not place.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What both uses read (4 queries)."""

    places: tuple[Place, ...]
    helpers: tuple[StoredAccount, ...]
    work: tuple[StoredAssignment, ...]


def staff(*, call: Call, slug: str) -> Staff:
    """Return who works where in a campaign (5 queries); raises `campaign_unknown`, `not_permitted`."""
    with call.read() as connection:
        campaign = _managed(call, connection, slug)
        known = _read(call, connection, campaign)
    names = {account.id: account.full_name for account in known.helpers}
    return Staff(
        places=tuple(
            StaffedPlace(
                code=place.code,
                name=place.name,
                kind=place.kind,
                people=tuple(dict.fromkeys(names[row.account_id] for row in known.work if row.place_id == place.id)),
            )
            for place in known.places
        ),
        helpers=tuple(
            Helper(
                username=account.username,
                full_name=account.full_name,
                role=account.role,
                places=tuple(dict.fromkeys(row.place_code for row in known.work if row.account_id == account.id)),
            )
            for account in known.helpers
        ),
    )


def spread_helpers(*, call: Call, slug: str) -> int:
    """Give every place that has nobody to a volunteer for the days of the campaign; returns how many places.

    Those without a place come first; where everybody has one, all share what is left. A second time finds nothing to
    do. Raises `campaign_unknown`, `not_permitted`, `helpers_missing`.
    """
    with call.write() as change:
        campaign = _managed(call, change.connection, slug)
        known = _read(call, change.connection, campaign)
        busy = {row.account_id for row in known.work}
        taken = {row.place_id for row in known.work}
        alone = [place for place in known.places if place.id not in taken]
        if not known.helpers:
            raise CampaignError("helpers_missing")
        if not alone:
            change.nothing_done()
            return 0
        people = [account for account in known.helpers if account.id not in busy] or list(known.helpers)
        pairs = spread(places=alone, people=people)
        insert_many(
            change.connection,
            pairs=[(account.id, place.id) for account, place in pairs],
            starts_on=campaign.starts_on,
            ends_on=campaign.ends_on,
        )
        days = {"from": campaign.starts_on.isoformat(), "to": campaign.ends_on.isoformat()}
        for account in dict.fromkeys(account for account, _place in pairs):
            codes = [place.code for owner, place in pairs if owner is account]
            change.log(account_event(account, "account.assign", after={"places": codes, **days}))
        return len({place.id for _account, place in pairs})


def _managed(call: Call, connection: Connection, slug: str) -> CampaignDefinition:
    found = campaign_in_scope(call, connection, slug=slug, action=Action.MANAGE_ACCOUNTS)
    call.require(Action.MANAGE_ACCOUNTS, found.place_path)
    return found


def _read(call: Call, connection: Connection, campaign: CampaignDefinition) -> _Known:
    there = places_in_scope(call, connection, campaign=campaign, action=Action.MANAGE_ACCOUNTS)
    places = tuple(place for place in there if place.kind in STAFFED_KINDS)
    helpers = tuple(
        account
        for account in accounts_in(connection, scope=(campaign.place_path,))
        if account.role in HELPERS and account.disabled_at is None
    )
    ids = {place.id for place in places}
    work = tuple(
        row
        for row in assignments_of(connection, account_ids=[account.id for account in helpers])
        if row.place_id in ids
        and row.starts_on <= campaign.ends_on
        and (row.ends_on is None or row.ends_on >= campaign.starts_on)
    )
    return _Known(places=places, helpers=helpers, work=work)
