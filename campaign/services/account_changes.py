"""Changing somebody's account: name, role, place. Nobody gives a role above their own, or changes their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.operations import accounts as operations
from campaign.db.queries import accounts as queries
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services.account_rules import (
    account_event,
    clean_full_name,
    managed_account,
    place_to_give,
    require_rank,
)
from campaign.services.assignments import clear_work
from campaign.services.call import Call, Change

if TYPE_CHECKING:
    from campaign.db.queries.accounts import StoredAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """What can be changed of an account. `place_code` None is the whole country."""

    full_name: str
    role: Role
    place_code: str | None


def edit_account(*, call: Call, username: str, seen: AccountFacts, facts: AccountFacts) -> None:
    """Change an account; `seen` is what it was when the form was drawn. Another place takes its villages away.

    Raises `account_unknown`, `not_permitted`, `role_above_own`, `account_is_own` (the own role or place),
    `last_admin`, `place_unknown`, `name_missing`, `name_invalid`, and `account_changed_meanwhile` (theirs, yours).
    """
    name = clean_full_name(facts.full_name)
    wanted = AccountFacts(full_name=name, role=facts.role, place_code=facts.place_code)
    with call.write() as change:
        account = managed_account(call, change, username)
        require_rank(call, wanted.role)
        stored = _facts(account)
        if stored == wanted:
            change.nothing_done()
            return
        if stored != seen:
            raise CampaignError("account_changed_meanwhile", theirs=_said(stored), yours=_said(wanted))
        _refuse(call, change, account, stored, wanted)
        moved = stored.place_code != wanted.place_code
        place = place_to_give(call, change.connection, wanted.place_code)
        operations.update_account(
            change.connection,
            account_id=account.id,
            full_name=name,
            role=wanted.role,
            place_id=place.id if place else None,
        )
        before, after = _changed(stored, wanted), _changed(wanted, stored)
        if moved:
            lost = clear_work(change.connection, account_id=account.id, on=call.moment.today)
            before |= {"places": list(lost)} if lost else {}
            after |= {"places": []} if lost else {}
        change.log(account_event(account, "account.edit", before=before, after=after))


def _facts(account: StoredAccount) -> AccountFacts:
    return AccountFacts(full_name=account.full_name, role=account.role, place_code=account.place_code)


def _refuse(call: Call, change: Change, account: StoredAccount, stored: AccountFacts, wanted: AccountFacts) -> None:
    """Refuse the own role and place, and the last administrator's step down."""
    own = account.id == call.viewer.account_id
    if own and (stored.role, stored.place_code) != (wanted.role, wanted.place_code):
        raise CampaignError("account_is_own")
    steps_down = account.role is Role.ADMIN and wanted.role is not Role.ADMIN
    if steps_down and not queries.other_enabled_admins(change.connection, account_id=account.id):
        raise CampaignError("last_admin")


def _changed(facts: AccountFacts, other: AccountFacts) -> dict[str, object]:
    """Return what of an account differs from what it is compared with, by the names that the log knows."""
    values = {
        "name": (facts.full_name, other.full_name),
        "role": (facts.role.value, other.role.value),
        "place": (facts.place_code, other.place_code),
    }
    return {field: own for field, (own, others) in values.items() if own != others}


def _said(facts: AccountFacts) -> str:
    return f"{facts.full_name} · {facts.role.value} · {facts.place_code or '–'}"
