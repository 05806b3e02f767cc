"""Rules that every use case about accounts shares: whose account one may touch, which role and place one may give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from campaign.db import Connection
from campaign.db.queries import accounts as queries
from campaign.db.queries.accounts import StoredAccount
from campaign.db.queries.places import Place, place_by_code
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services.call import Action, Call, Change, Event, Viewer

_NAME_LENGTH: Final = 200
# Higher is more; roles that only read stand beside those that work in the field.
RANK: Final = {
    Role.ADMIN: 3,
    Role.OFFICIAL: 2,
    Role.TEAM_LEAD: 1,
    Role.LEADER: 1,
    Role.AUDITOR: 1,
    Role.VOLUNTEER: 0,
}


def clean_full_name(value: str) -> str:
    """Return the name of an account's person; raises `name_missing`, `name_invalid`."""
    name = " ".join(value.split())
    if not name:
        raise CampaignError("name_missing")
    if len(name) > _NAME_LENGTH:
        raise CampaignError("name_invalid", value=name[:40])
    return name


def managed_account(call: Call, change: Change, username: str) -> StoredAccount:
    """Return an account that the viewer may manage, its row held until the transaction ends.

    Raises what `person_of_area` raises, and `role_above_own`.
    """
    account = person_of_area(call, change, username, lock=True)
    require_rank(call, account.role)
    return account


def person_of_area(call: Call, change: Change, username: str, *, lock: bool = False) -> StoredAccount:
    """Return somebody of the viewer's area; raises `not_permitted` without the right, `account_unknown` for others.

    Whoever may not see an account does not learn that it exists.
    """
    call.require(Action.MANAGE_ACCOUNTS, None)
    account = queries.account_by_username(change.connection, username=username.strip().lower(), lock=lock)
    if account is None or not any(account.place_path.startswith(root) for root in call.viewer.scope):
        raise CampaignError("account_unknown", username=username)
    return account


def require_rank(call: Call, role: Role) -> None:
    """Pass, or raise `role_above_own`: whoever gives out a role holds one as high."""
    if RANK[role] > RANK[call.viewer.role]:
        raise CampaignError("role_above_own", role=role)


def roles_to_give(viewer: Viewer) -> tuple[Role, ...]:
    """Return the roles that somebody may give: none above their own."""
    return tuple(role for role in Role if RANK[role] <= RANK[viewer.role])


def place_to_give(call: Call, connection: Connection, code: str | None) -> Place | None:
    """Return a place that the viewer may give to an account; a code used twice means the one in their scope."""
    if code is None:
        call.require(Action.MANAGE_ACCOUNTS, queries.WHOLE_COUNTRY)
        return None
    within = (place_by_code(connection, code=code, under=root) for root in call.viewer.scope)
    place = next((found for found in within if found), None) or place_by_code(connection, code=code)
    if place is None:
        raise CampaignError("place_unknown", place=code)
    call.require(Action.MANAGE_ACCOUNTS, place.path)
    return place


def account_event(
    account: StoredAccount,
    action: str,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> Event:
    """Return the audit event of something that happened to an account, in the chain of its commune."""
    return Event(
        commune_id=account.commune_id,
        action=action,
        subject_kind="account",
        subject_id=str(account.id),
        place_id=account.place_id,
        before=before,
        after=after,
        reason=reason,
    )
