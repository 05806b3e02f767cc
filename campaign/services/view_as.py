"""*Xem như*: an official sees every screen as somebody of their area does, reads only, and the log says so.

Who looks is always the account that signed in: it stands as the actor of both events.
"""

from __future__ import annotations

from campaign.clock import Moment
from campaign.db.operations import accounts as operations
from campaign.db.queries import accounts as queries
from campaign.db.queries import sessions as session_queries
from campaign.db.store import Store
from campaign.errors import CampaignError
from campaign.services.account_rules import account_event, require_rank
from campaign.services.call import Action, Call
from campaign.services.session_reading import living, own_viewer, token_hash
from campaign.services.sessions import end_look


def look_as(*, call: Call, token: str, username: str) -> None:
    """Let this session see the screens of an account until it stops, signs out or locks; the person is told nothing.

    Raises `not_permitted`, `account_unknown` (nobody of this area), `role_above_own`, `account_disabled`,
    `view_as_self`, `session_missing` (the token is of another account), `view_as_read_only` while looking already.
    """
    call.require(Action.VIEW_AS, None)
    hashed = token_hash(token)
    with call.write() as change:
        session = session_queries.session_by_token(change.connection, token_hash=hashed, day=call.moment.today)
        if session is None or session.account.id != call.viewer.account_id:
            raise CampaignError("session_missing")
        account = queries.account_by_username(change.connection, username=username.strip().lower())
        if account is None:
            raise CampaignError("account_unknown", username=username)
        call.require(Action.VIEW_AS, account.place_path)
        require_rank(call, account.role)
        if account.id == call.viewer.account_id:
            raise CampaignError("view_as_self")
        if account.disabled_at is not None:
            raise CampaignError("account_disabled")
        # The other tab may have begun a look of its own: the last one counts.
        end_look(change, hashed)
        operations.start_look(change.connection, token_hash=hashed, account_id=account.id, at=call.moment.now)
        change.log(account_event(account, "account.view_as"))


def look_as_oneself(*, store: Store, moment: Moment, token: str, address: str = "") -> bool:
    """Let a session see its own screens again; False when it did already.

    It takes a token and no call, because a call of this session is the other person's and may write nothing.
    Raises the codes of `read_session`.
    """
    hashed = token_hash(token)
    with store.read() as connection:
        session = living(connection, moment, hashed)
    call = Call(store=store, viewer=own_viewer(session, address), moment=moment)
    with call.write() as change:
        ended = end_look(change, hashed)
        if not ended:
            change.nothing_done()
    return ended
