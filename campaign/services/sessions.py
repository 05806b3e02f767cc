"""Sign-in sessions: signing in, what a session may see now, locking after a pause, signing out.

A token is shown once and stored as its hash. No password, token or mistyped username enters a log or the audit chain.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from campaign.clock import Moment
from campaign.db.operations import accounts as operations
from campaign.db.queries import accounts as queries
from campaign.db.queries import sessions as session_queries
from campaign.db.queries.accounts import StoredAccount
from campaign.db.store import Store
from campaign.domain.idle_accounts import IDLE_DAYS
from campaign.domain.permissions import Viewer
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services import idle
from campaign.services.account_rules import account_event
from campaign.services.call import Call, Change, Event
from campaign.services.passwords import MAXIMUM, rehash_if_old, verify_password
from campaign.services.session_reading import SessionView, living, own_viewer, read_session, token_hash

# TCVN 14423:2026, level 2: an account locks after at most 5 failures.
FAILURES_ALLOWED: Final = 5
LOCKED_FOR: Final = timedelta(minutes=15)
# One working day, so that nobody signs in twice between breakfast and the evening round.
SESSION_LIFE: Final = timedelta(hours=12)
_NOBODY: Final = "?"

__all__ = [
    "SESSION_LIFE",
    "SessionView",
    "SignedIn",
    "read_session",
    "require_person",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "token_hash",
    "unlock",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A new session. `token` goes into the cookie and nowhere else."""

    token: str = field(repr=False)
    viewer: Viewer
    must_change_password: bool


def sign_in(*, store: Store, moment: Moment, username: str, password: str, address: str, agent: str) -> SignedIn:
    """Open a session for 12 hours.

    Raises `sign_in_failed` (wrong username or password, not told apart), `account_locked` (until),
    `account_disabled` and `account_idle` (only to whoever knows the password). Each outcome leaves one audit event.
    """
    name = username.strip().lower()
    with store.read() as connection:
        account = queries.account_by_username(connection, username=name)
    right, fresh_hash = _check(password, account)
    token = secrets.token_urlsafe(32)
    call = Call(store=store, viewer=_stranger(account, address), moment=moment)
    refusal: CampaignError | None
    with call.write() as change:
        refusal = _admit(call, change, seen=account, right=right, fresh_hash=fresh_hash, kind="sign_in")
        if refusal is None and account is not None:
            operations.insert_session(
                change.connection,
                token_hash=token_hash(token),
                account_id=account.id,
                at=moment.now,
                expires_at=moment.now + SESSION_LIFE,
                address=address[:64],
                agent=agent[:200],
            )
    # Raised outside the transaction, so that the failure is counted and kept.
    if refusal is not None:
        raise refusal
    view = read_session(store=store, moment=moment, token=token, address=address, touch=False)
    return SignedIn(token=token, viewer=view.viewer, must_change_password=view.must_change_password)


def unlock(*, store: Store, moment: Moment, token: str, password: str, address: str = "") -> None:
    """Open a locked session again; wrong passwords count like those at the door.

    Raises `password_wrong`, `account_locked` (until) and the codes of `read_session`.
    """
    hashed = token_hash(token)
    with store.read() as connection:
        session = living(connection, moment, hashed)
    right, fresh_hash = _check(password, session.account)
    call = Call(store=store, viewer=own_viewer(session, address), moment=moment)
    with call.write() as change:
        refusal = _admit(call, change, seen=session.account, right=right, fresh_hash=fresh_hash, kind="unlock")
        if refusal is None:
            operations.touch_session(change.connection, token_hash=hashed, at=moment.now)
            # Whoever comes back after a pause is themselves again.
            end_look(change, hashed, reason="pause")
    if refusal is not None:
        raise refusal


def sign_out(*, store: Store, moment: Moment, token: str, address: str = "") -> bool:
    """End a session; False when there was none or it had ended before."""
    hashed = token_hash(token)
    with store.read() as connection:
        session = session_queries.session_by_token(connection, token_hash=hashed, day=moment.today)
    if session is None or session.ended_at is not None:
        return False
    call = Call(store=store, viewer=own_viewer(session, address), moment=moment)
    with call.write() as change:
        ended = operations.end_session(change.connection, token_hash=hashed, at=moment.now)
        if ended:
            end_look(change, hashed, reason="signed_out")
            change.log(_event(session.account, "account.sign_out"))
        else:
            change.nothing_done()
    return ended


def sign_out_everywhere(*, call: Call) -> int:
    """End every session of the person who asks, on all devices; returns how many that were."""
    account_id = require_person(call)
    with call.write() as change:
        ended = operations.end_sessions(change.connection, account_id=account_id, at=call.moment.now)
        if not ended:
            change.nothing_done()
            return 0
        change.log(
            Event(
                commune_id=call.viewer.commune_id,
                action="account.sign_out_everywhere",
                subject_kind="account",
                subject_id=str(account_id),
                after={"sessions": ended},
            )
        )
    return ended


def end_look(change: Change, hashed: bytes, *, reason: str = "") -> bool:
    """End a session's looking as another, with its event in the chain of whoever was looked at; False if none was."""
    seen = operations.end_look(change.connection, token_hash=hashed)
    account = queries.account_by_id(change.connection, account_id=seen) if seen is not None else None
    if account is None:
        return False
    change.log(account_event(account, "account.view_as_end", reason=reason))
    return True


def require_person(call: Call) -> int:
    """Return the account behind a call.

    Raises `not_permitted` for the installation itself, which has none, and `view_as_read_only` for somebody who
    only looks: one's own password, language and sessions are the other's then.
    """
    if call.viewer.seen_by:
        raise CampaignError("view_as_read_only", username=call.viewer.username)
    if call.viewer.account_id is None:
        raise CampaignError("not_permitted", action="own_account")
    return call.viewer.account_id


def _check(password: str, account: StoredAccount | None) -> tuple[bool, str | None]:
    """Verify before the transaction, so that no write waits for a slow hash; returns (right, newer hash)."""
    right = verify_password(password[: MAXIMUM + 1], account.password_hash if account else None)
    return right, rehash_if_old(password, account.password_hash) if right and account else None


def _admit(
    call: Call, change: Change, *, seen: StoredAccount | None, right: bool, fresh_hash: str | None, kind: str
) -> CampaignError | None:
    """Count the outcome of a password and log it; returns the refusal, None if the person may pass.

    The account is read again under a lock: of many guesses sent at once no more than five are answered.
    """
    now = call.moment.now
    failed = CampaignError("password_wrong" if kind == "unlock" else "sign_in_failed")
    if seen is None:
        change.log(_event(None, f"account.{kind}_failed"))
        return failed
    account = queries.account_by_id(change.connection, account_id=seen.id, lock=True)
    if account is None or account.password_hash != seen.password_hash:
        # The password was changed while this one was being verified.
        change.log(_event(seen, f"account.{kind}_failed"))
        return failed
    if account.locked_until is not None and account.locked_until > now:
        change.log(_event(account, f"account.{kind}_refused", reason="locked"))
        return CampaignError("account_locked", until=account.locked_until)
    if not right:
        return _count_failure(change, account, now, kind) or failed
    closed = _closed(call, change, account, kind)
    if closed is not None:
        return closed
    operations.count_success(
        change.connection,
        account_id=account.id,
        at=now if kind == "sign_in" else None,
        password_hash=fresh_hash,
    )
    change.log(_event(account, f"account.{kind}"))
    return None


def _closed(call: Call, change: Change, account: StoredAccount, kind: str) -> CampaignError | None:
    """Refuse a closed account, and close one that comes back after 45 days."""
    if account.disabled_at is not None:
        change.log(_event(account, f"account.{kind}_refused", reason="disabled"))
        return CampaignError("account_disabled")
    if idle.refused_at_the_door(change, account, today=call.moment.today, at=call.moment.now):
        return CampaignError("account_idle", days=IDLE_DAYS)
    return None


def _count_failure(change: Change, account: StoredAccount, now: datetime, kind: str) -> CampaignError | None:
    """Add one failure; the last allowed one closes the account for a while."""
    failures = account.failed_count + 1
    locked_until = now + LOCKED_FOR if failures >= FAILURES_ALLOWED else None
    operations.count_failure(
        change.connection,
        account_id=account.id,
        failed_count=0 if locked_until else failures,
        locked_until=locked_until,
    )
    change.log(_event(account, f"account.{kind}_failed", after={"failures": failures}))
    if locked_until is None:
        return None
    change.log(_event(account, "account.locked", after={"until": locked_until.isoformat()}))
    return CampaignError("account_locked", until=locked_until)


def _stranger(account: StoredAccount | None, address: str) -> Viewer:
    """Return somebody at the door: the audit chain names the account that was tried, and no right comes with it."""
    return Viewer(
        account_id=None,
        # What was typed for an unknown account may be a password in the wrong field, so it is not kept.
        username=account.username if account else _NOBODY,
        full_name="",
        role=Role.LEADER,
        place_id=None,
        commune_id=account.commune_id if account else 0,
        scope=(),
        address=address[:64],
    )


def _event(
    account: StoredAccount | None, action: str, *, reason: str = "", after: dict[str, object] | None = None
) -> Event:
    return Event(
        commune_id=account.commune_id if account else 0,
        action=action,
        subject_kind="account",
        subject_id=str(account.id) if account else _NOBODY,
        place_id=account.place_id if account else None,
        after=after,
        reason=reason,
    )
