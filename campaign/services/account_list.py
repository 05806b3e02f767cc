"""The list of accounts as an official searches it: by name without accents, role, village, team and state.

Read whole and filtered here: an area has some hundreds of accounts, and a name is folded as everywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from campaign.db.queries import accounts as queries
from campaign.db.queries import teams as team_queries
from campaign.domain import idle_accounts
from campaign.domain.names import name_fold, name_matches
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services import idle
from campaign.services.account_rules import RANK
from campaign.services.accounts import AccountRow, account_row
from campaign.services.call import Action
from campaign.services.session_reading import may_look_as

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.db import Connection
    from campaign.db.queries.accounts import StoredAccount
    from campaign.services.call import Call

PAGE_SIZE: Final = 50


class AccountState(StrEnum):
    """What an official looks for among accounts."""

    IN_USE = "in_use"
    NEVER_SIGNED_IN = "never_signed_in"
    LOCKED = "locked"
    IDLE_SOON = "idle_soon"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One account of the list. `idle_on` is the day on which it will be disabled if nobody signs in (None: never).

    `teams` and `in_charge` are today's, as (id, name) and (code, name); the three flags say what the viewer may do.
    """

    row: AccountRow
    states: frozenset[AccountState]
    idle_on: date | None
    teams: tuple[tuple[int, str], ...]
    in_charge: tuple[tuple[str, str], ...]
    manageable: bool
    own: bool
    viewable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsWanted:
    """What to look for; None and "" filter nothing. `village` is a code: who works there today or later."""

    text: str = ""
    role: Role | None = None
    village: str | None = None
    team_id: int | None = None
    state: AccountState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsPage:
    """One page of the list. `in_all` counts the whole area by state, whatever was looked for."""

    lines: tuple[AccountLine, ...]
    page: int
    total: int
    in_all: Mapping[AccountState, int]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def find_accounts(*, call: Call, wanted: AccountsWanted = AccountsWanted(), page: int = 1) -> AccountsPage:
    """Return a page of the accounts of the viewer's area (6 queries for any number); raises `not_permitted`."""
    call.require(Action.MANAGE_ACCOUNTS, None)
    with call.read() as connection:
        lines = _lines(call, connection, queries.accounts_in(connection, scope=call.viewer.scope))
    found = [line for line in lines if _fits(line, wanted)]
    shown = min(max(page, 1), max(1, -(-len(found) // PAGE_SIZE)))
    return AccountsPage(
        lines=tuple(found[(shown - 1) * PAGE_SIZE : shown * PAGE_SIZE]),
        page=shown,
        total=len(found),
        in_all={state: sum(state in line.states for line in lines) for state in AccountState},
    )


def account_line(*, call: Call, username: str) -> AccountLine:
    """Return one account of the viewer's area; raises `not_permitted`, `account_unknown`."""
    call.require(Action.MANAGE_ACCOUNTS, None)
    with call.read() as connection:
        account = queries.account_by_username(connection, username=username.strip().lower())
        if account is None or not any(account.place_path.startswith(root) for root in call.viewer.scope):
            raise CampaignError("account_unknown", username=username[:80])
        return _lines(call, connection, [account])[0]


def _lines(call: Call, connection: Connection, accounts: Sequence[StoredAccount]) -> list[AccountLine]:
    today, ids = call.moment.today, [account.id for account in accounts]
    work = queries.assignments_of(connection, account_ids=ids)
    teams = {team.id: team.name for team in team_queries.teams_in(connection, scope=call.viewer.scope)}
    members = team_queries.memberships_of(connection, account_ids=ids, day=today)
    charges: dict[int, list[tuple[str, str]]] = {}
    for charge in team_queries.in_charge_on(connection, scope=call.viewer.scope, day=today).values():
        charges.setdefault(charge.account_id, []).append((charge.place_code, charge.place_name))
    counted = idle.applies(connection)
    own_work: dict[int, list[queries.StoredAssignment]] = {}
    for job in work:
        if job.ends_on is None or job.ends_on >= today:
            own_work.setdefault(job.account_id, []).append(job)
    found = []
    for account in accounts:
        row = account_row(account, own_work.get(account.id, []), call.moment.now)
        used = idle.last_used(account)
        counts = counted and account.disabled_at is None
        found.append(
            AccountLine(
                row=row,
                states=_states(row, soon=counts and idle_accounts.is_warned(used=used, today=today)),
                idle_on=idle_accounts.disabled_on(used=used) if counts else None,
                teams=tuple((key, teams[key]) for key in members.get(account.id, ()) if key in teams),
                in_charge=tuple(charges.get(account.id, ())),
                manageable=RANK[account.role] <= RANK[call.viewer.role],
                own=account.id == call.viewer.account_id,
                viewable=account.id != call.viewer.account_id and may_look_as(call.viewer, account),
            )
        )
    return found


def _states(row: AccountRow, *, soon: bool) -> frozenset[AccountState]:
    if row.disabled:
        return frozenset({AccountState.DISABLED})
    marks = {
        AccountState.IN_USE: row.last_sign_in_at is not None,
        AccountState.NEVER_SIGNED_IN: row.last_sign_in_at is None,
        AccountState.LOCKED: row.locked_until is not None,
        AccountState.IDLE_SOON: soon,
    }
    return frozenset(state for state, on in marks.items() if on)


def _fits(line: AccountLine, wanted: AccountsWanted) -> bool:
    row = line.row
    named = name_matches(name_fold=name_fold(row.full_name), query=wanted.text)
    return (
        (not wanted.text or named or wanted.text.strip().lower() in row.username)
        and wanted.role in {None, row.role}
        and (wanted.village is None or any(work.place_code == wanted.village for work in row.assignments))
        and (wanted.team_id is None or any(key == wanted.team_id for key, _name in line.teams))
        and (wanted.state is None or wanted.state in line.states)
    )
