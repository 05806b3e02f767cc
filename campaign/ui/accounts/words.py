"""The words of the accounts screen: states of an account, days of work, people in choosers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_, _, clock_time, day
from campaign.services.account_list import AccountState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from campaign.services.account_list import AccountLine
    from campaign.services.accounts import AccountRow

STATES: Final[Mapping[AccountState, str]] = {
    AccountState.IN_USE: N_("In use"),
    AccountState.NEVER_SIGNED_IN: N_("Never signed in"),
    AccountState.LOCKED: N_("Locked for a while"),
    AccountState.IDLE_SOON: N_("Disabled within 7 days"),
    AccountState.DISABLED: N_("Disabled"),
}


def state_text(line: AccountLine) -> str:
    """Return the state of an account in a few words, the most pressing first."""
    row = line.row
    if AccountState.DISABLED in line.states:
        return _(STATES[AccountState.DISABLED])
    parts = []
    if row.locked_until is not None:
        parts.append(_("Locked until {until}").format(until=clock_time(row.locked_until)))
    if AccountState.IDLE_SOON in line.states and line.idle_on is not None:
        parts.append(_("Will be disabled on {day}").format(day=day(line.idle_on)))
    used = AccountState.IN_USE if AccountState.IN_USE in line.states else AccountState.NEVER_SIGNED_IN
    return "; ".join(parts) or _(STATES[used])


def last_sign_in(row: AccountRow) -> str:
    """Return when somebody signed in last."""
    return clock_time(row.last_sign_in_at) if row.last_sign_in_at else _("never")


def stretch(starts_on: date, ends_on: date | None) -> str:
    """Return "22/11/2026 – 06/01/2027"."""
    until = day(ends_on) if ends_on else _("until further notice")
    return f"{day(starts_on)} – {until}"


def people(rows: Sequence[AccountRow]) -> dict[str, str]:
    """Return user name -> "Nguyễn Văn An (nguyen.van.an)" for choosers, of accounts that are not disabled."""
    shown = sorted((row for row in rows if not row.disabled), key=lambda row: (row.full_name, row.username))
    return {row.username: f"{row.full_name} ({row.username})" for row in shown}
