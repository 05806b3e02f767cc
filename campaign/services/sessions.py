"""Sign-in sessions: signing in, what a session may see now, locking after a pause, signing out.

A token is shown once and stored as its hash. No password, token or mistyped username enters a log or the audit chain.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from campaign.clock import Moment
from campaign.db import Connection
from campaign.db.operations import accounts as operations
from campaign.db.queries import accounts as queries
from campaign.db.queries.accounts import StoredAccount, StoredSession
from campaign.db.store import Store
from campaign.domain.permissions import Viewer
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services.call import Call, Change, Event
from campaign.services.passwords import MAXIMUM, rehash_if_old, verify_password

# TCVN 14423:2026, level 2: an account locks after at most 5 failures, a session after at most 15 minutes.
FAILURES_ALLOWED: Final = 5
LOCKED_FOR: Final = timedelta(minutes=15)
IDLE_LOCK: Final = timedelta(minutes=15)
# One working day, so that nobody signs in twice between breakfast and the evening round.
SESSION_LIFE: Final = timedelta(hours=12)
# Writing "seen" at every rerun would make each page load a write.
_TOUCH_EVERY: Final = timedelta(minutes=1)
_FIELD_ROLES: Final = frozenset({Role.VOLUNTEER, Role.TEAM_LEAD})
_NOBODY: Final = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A new session. `token` goes into the cookie and nowhere else."""

    token: str = field(repr=False)
    viewer: Viewer
    must_change_password: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """A living session: who it is, until when, and whether the password is asked again (`locked`)."""

    viewer: Viewer
    locked: bool
    expires_at: datetime
    account_id: int
    must_change_password: bool


def sign_in(*, store: Store, moment: Moment, username: str, password: str, address: str, agent: str) -> SignedIn:
    """Open a session for 12 hours.

    Raises `sign_in_failed` (wrong username or password, not told apart), `account_locked` (until),
    `account_disabled` (only to whoever knows the password). Each outcome leaves one audit event.
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


def read_session(*, store: Store, moment: Moment, token: str, address: str = "", touch: bool = True) -> SessionView:
    """Return who a token belongs to now (1 query, and a write at most once a minute).

    `touch=False` only looks: what a browser fetches by itself does not count as somebody being there.
    Raises `session_missing`, `session_ended` (signed out or expired), `account_disabled`.
    """
    hashed = token_hash(token)
    with store.read() as connection:
        session = _living(connection, moment, hashed)
    idle = moment.now - session.last_seen_at
    locked = idle > IDLE_LOCK
    if touch and not locked and idle >= _TOUCH_EVERY:
        with store.write() as connection:
            operations.touch_session(connection, token_hash=hashed, at=moment.now)
    return SessionView(
        viewer=_viewer(session, address),
        locked=locked,
        expires_at=session.expires_at,
        account_id=session.account.id,
        must_change_password=session.account.must_change_password,
    )


def unlock(*, store: Store, moment: Moment, token: str, password: str, address: str = "") -> None:
    """Open a locked session again; wrong passwords count like those at the door.

    Raises `password_wrong`, `account_locked` (until) and the codes of `read_session`.
    """
    hashed = token_hash(token)
    with store.read() as connection:
        session = _living(connection, moment, hashed)
    right, fresh_hash = _check(password, session.account)
    call = Call(store=store, viewer=_viewer(session, address), moment=moment)
    with call.write() as change:
        refusal = _admit(call, change, seen=session.account, right=right, fresh_hash=fresh_hash, kind="unlock")
        if refusal is None:
            operations.touch_session(change.connection, token_hash=hashed, at=moment.now)
    if refusal is not None:
        raise refusal


def sign_out(*, store: Store, moment: Moment, token: str, address: str = "") -> bool:
    """End a session; False when there was none or it had ended before."""
    hashed = token_hash(token)
    with store.read() as connection:
        session = queries.session_by_token(connection, token_hash=hashed, day=moment.today)
    if session is None or session.ended_at is not None:
        return False
    call = Call(store=store, viewer=_viewer(session, address), moment=moment)
    with call.write() as change:
        ended = operations.end_session(change.connection, token_hash=hashed, at=moment.now)
        if ended:
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


def require_person(call: Call) -> int:
    """Return the account behind a call; raises `not_permitted` for the installation itself, which has none."""
    if call.viewer.account_id is None:
        raise CampaignError("not_permitted", action="own_account")
    return call.viewer.account_id


def token_hash(token: str) -> bytes:
    """Return what is stored of a token: 32 bytes that open nothing."""
    return hashlib.sha256(token.encode()).digest()


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
    if account.disabled_at is not None:
        change.log(_event(account, f"account.{kind}_refused", reason="disabled"))
        return CampaignError("account_disabled")
    operations.count_success(
        change.connection,
        account_id=account.id,
        at=now if kind == "sign_in" else None,
        password_hash=fresh_hash,
    )
    change.log(_event(account, f"account.{kind}"))
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


def _living(connection: Connection, moment: Moment, hashed: bytes) -> StoredSession:
    session = queries.session_by_token(connection, token_hash=hashed, day=moment.today)
    if session is None:
        raise CampaignError("session_missing")
    if session.account.disabled_at is not None:
        raise CampaignError("account_disabled")
    if session.ended_at is not None or session.expires_at <= moment.now:
        raise CampaignError("session_ended")
    return session


def _viewer(session: StoredSession, address: str) -> Viewer:
    account = session.account
    scope = (account.place_path, *session.predecessor_paths)
    if account.role in _FIELD_ROLES and session.assigned_paths:
        scope = session.assigned_paths
    return Viewer(
        account_id=account.id,
        username=account.username,
        full_name=account.full_name,
        role=account.role,
        place_id=account.place_id,
        commune_id=account.commune_id,
        scope=scope,
        language=account.language,
        address=address[:64],
    )


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
