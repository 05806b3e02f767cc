"""Accounts that nobody used for 45 days are disabled: by a sweep once a day, and at the door.

The last administrator stays, or nobody could enable anybody. Sample databases, whose days are made up, are left alone.
"""

from __future__ import annotations

import logging
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from campaign.clock import LOCAL, local_time
from campaign.db.operations import accounts as operations
from campaign.db.queries import accounts as queries
from campaign.db.queries.installation import SAMPLE, installation_value
from campaign.domain import idle_accounts
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services import runtime
from campaign.services.account_rules import account_event
from campaign.services.call import Action, Call, Change, system_viewer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from threading import Event as Signal

    from campaign.db import Connection
    from campaign.db.queries.accounts import StoredAccount

REASON: Final = "idle"
_DAY: Final = timedelta(days=1).total_seconds()
_LOG: Final = logging.getLogger(__name__)


def disable_idle(*, call: Call) -> tuple[str, ...]:
    """Disable the accounts of the viewer's area that nobody used for 45 days; returns their user names.

    A fixed number of queries and one event an account; the last administrator is never among them.
    Raises `not_permitted`.
    """
    call.require(Action.MANAGE_ACCOUNTS, None)
    with call.write() as change:
        found = _idle(call, change)
        if not found:
            change.nothing_done()
            return ()
        operations.disable_accounts(change.connection, account_ids=[a.id for a in found], at=call.moment.now)
        for account in found:
            change.log(account_event(account, "account.disable", reason=REASON))
    return tuple(account.username for account in found)


def refused_at_the_door(change: Change, account: StoredAccount, *, today: date, at: datetime) -> bool:
    """Disable an account that comes back after 45 days, with its event; False when it may pass."""
    if not _is_idle(account, today) or not applies(change.connection):
        return False
    if account.role is Role.ADMIN and not queries.other_enabled_admins(change.connection, account_id=account.id):
        return False
    operations.disable_accounts(change.connection, account_ids=[account.id], at=at)
    change.log(account_event(account, "account.disable", reason=REASON))
    return True


def applies(connection: Connection) -> bool:
    """Tell whether accounts of this database may become idle: in a sample nobody signs in for months."""
    return installation_value(connection, name=SAMPLE) is None


def last_used(account: StoredAccount) -> date:
    """Return the local day from which an account's idle days are counted."""
    return idle_accounts.used_until(
        created_on=local_time(account.created_at).date(),
        enabled_on=local_time(account.enabled_at).date() if account.enabled_at else None,
        signed_in_on=local_time(account.last_sign_in_at).date() if account.last_sign_in_at else None,
    )


def sweep(*, stop: Signal) -> None:
    """Disable idle accounts now and once a day until the server stops; a fault waits for the next day."""
    while True:
        try:
            call = Call(store=runtime.store(), viewer=system_viewer(), moment=runtime.present())
            found = disable_idle(call=call)
        except CampaignError as error:
            _LOG.warning("idle accounts could not be looked for: %s", error)
        else:
            _LOG.info("idle accounts disabled: %s", len(found))
        if stop.wait(_DAY):
            return


def _idle(call: Call, change: Change) -> Sequence[StoredAccount]:
    if not applies(change.connection):
        return ()
    today = call.moment.today
    before = datetime.combine(today - timedelta(days=idle_accounts.IDLE_DAYS - 1), time.min, LOCAL)
    unused = queries.unused_accounts(change.connection, scope=call.viewer.scope, before=before)
    found = [account for account in unused if _is_idle(account, today)]
    admins = [account for account in found if account.role is Role.ADMIN]
    if admins and not queries.enabled_admins_besides(change.connection, account_ids=[a.id for a in admins]):
        last = max(admins, key=lambda account: (last_used(account), -account.id))
        found.remove(last)
    return found


def _is_idle(account: StoredAccount, today: date) -> bool:
    return idle_accounts.is_idle(used=last_used(account), today=today)
