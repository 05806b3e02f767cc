"""What everybody may do to their own account: change its password, choose its language."""

from __future__ import annotations

from campaign.db.operations import accounts as operations
from campaign.db.queries import accounts as queries
from campaign.errors import CampaignError
from campaign.services.account_rules import account_event
from campaign.services.call import Call
from campaign.services.passwords import hash_password, require_good_password, verify_password
from campaign.services.sessions import require_person, token_hash


def change_password(*, call: Call, token: str, old: str, new: str) -> None:
    """Set one's own password; this session lives on, the account's others end.

    Raises `password_wrong`, `password_unchanged`, `password_too_short` (minimum), `password_too_long`,
    `password_too_easy`, `not_permitted` for the installation itself.
    """
    account_id = require_person(call)
    require_good_password(new)
    with call.read() as connection:
        seen = queries.account_by_id(connection, account_id=account_id)
    if seen is None or not verify_password(old, seen.password_hash):
        raise CampaignError("password_wrong")
    if verify_password(new, seen.password_hash):
        raise CampaignError("password_unchanged")
    hashed = hash_password(new)
    with call.write() as change:
        account = queries.account_by_id(change.connection, account_id=account_id, lock=True)
        if account is None or account.disabled_at or account.password_hash != seen.password_hash:
            raise CampaignError("password_wrong")
        operations.set_password(
            change.connection, account_id=account_id, password_hash=hashed, must_change_password=False
        )
        operations.end_sessions(change.connection, account_id=account_id, at=call.moment.now, keep=token_hash(token))
        change.log(account_event(account, "account.change_password"))


def set_language(*, call: Call, language: str) -> None:
    """Store which language one reads ("vi" or "en"); raises `language_unknown`."""
    account_id = require_person(call)
    if language not in {"vi", "en"}:
        raise CampaignError("language_unknown", language=language)
    with call.write() as change:
        account = queries.account_by_id(change.connection, account_id=account_id, lock=True)
        if account is None or account.language == language:
            change.nothing_done()
            return
        operations.set_language(change.connection, account_id=account_id, language=language)
        before, after = {"language": account.language}, {"language": language}
        change.log(account_event(account, "account.language", before=before, after=after))
