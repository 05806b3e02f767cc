"""What a sign-in session may see now: whose it is, where, whether it is locked, and as whom it looks.

Read at every rerun of every page, so it costs one query, and one more while somebody looks as another person.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from campaign.clock import Moment
from campaign.db import Connection
from campaign.db.operations import accounts as operations
from campaign.db.queries import sessions as queries
from campaign.db.queries.accounts import StoredAccount
from campaign.db.queries.sessions import Reach, StoredSession
from campaign.db.store import Store
from campaign.domain.permissions import Action, Viewer, allowed
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services.account_rules import RANK

# TCVN 14423:2026, level 2: a session locks after at most 15 minutes.
IDLE_LOCK: Final = timedelta(minutes=15)
# Writing "seen" at every rerun would make each page load a write.
_TOUCH_EVERY: Final = timedelta(minutes=1)
_FIELD_ROLES: Final = frozenset({Role.VOLUNTEER, Role.TEAM_LEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """A living session: who it is, until when, and whether the password is asked again (`locked`).

    `viewer` is the person whose screens are seen, `account_id` always the one who signed in.
    """

    viewer: Viewer
    locked: bool
    expires_at: datetime
    account_id: int
    must_change_password: bool


def read_session(*, store: Store, moment: Moment, token: str, address: str = "", touch: bool = True) -> SessionView:
    """Return who a token belongs to now (1 query, 2 while looking as another; a write at most once a minute).

    `touch=False` only looks: what a browser fetches by itself does not count as somebody being there.
    Raises `session_missing`, `session_ended` (signed out or expired), `account_disabled`.
    """
    hashed = token_hash(token)
    with store.read() as connection:
        session = living(connection, moment, hashed)
        viewer = _seen(connection, moment, session, address) or own_viewer(session, address)
    idle = moment.now - session.last_seen_at
    locked = idle > IDLE_LOCK
    if touch and not locked and idle >= _TOUCH_EVERY:
        with store.write() as connection:
            operations.touch_session(connection, token_hash=hashed, at=moment.now)
    return SessionView(
        viewer=viewer,
        locked=locked,
        expires_at=session.expires_at,
        account_id=session.account.id,
        must_change_password=session.account.must_change_password,
    )


def token_hash(token: str) -> bytes:
    """Return what is stored of a token: 32 bytes that open nothing."""
    return hashlib.sha256(token.encode()).digest()


def living(connection: Connection, moment: Moment, hashed: bytes) -> StoredSession:
    """Return a session that has not ended; raises the codes of `read_session`."""
    session = queries.session_by_token(connection, token_hash=hashed, day=moment.today)
    if session is None:
        raise CampaignError("session_missing")
    if session.account.disabled_at is not None:
        raise CampaignError("account_disabled")
    if session.ended_at is not None or session.expires_at <= moment.now:
        raise CampaignError("session_ended")
    return session


def own_viewer(reach: Reach, address: str) -> Viewer:
    """Return an account as itself: field roles reach their assigned villages, the others their place."""
    account = reach.account
    scope = (account.place_path, *reach.predecessor_paths)
    if account.role in _FIELD_ROLES and reach.assigned_paths:
        scope = reach.assigned_paths
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


def may_look_as(viewer: Viewer, account: StoredAccount) -> bool:
    """Tell whether somebody may see the screens of an account: in their area, not above them, and in use."""
    there = allowed(role=viewer.role, action=Action.VIEW_AS, scope=viewer.scope, path=account.place_path)
    return there and RANK[account.role] <= RANK[viewer.role] and account.disabled_at is None


def _seen(connection: Connection, moment: Moment, session: StoredSession, address: str) -> Viewer | None:
    """Return the person whose screens the session sees, in the language of who looks; None when it is its own.

    Asked anew at each reading: whoever was moved, promoted or disabled meanwhile is seen no longer.
    """
    if session.looks_as is None:
        return None
    own = own_viewer(session, address)
    reach = queries.reach_of(connection, account_id=session.looks_as, day=moment.today)
    if reach is None or not may_look_as(own, reach.account):
        return None
    return replace(own_viewer(reach, address), language=own.language, seen_by=own.username)
