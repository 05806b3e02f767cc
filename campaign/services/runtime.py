"""The process's one handle on its database, and the check that a start begins with.

The web, the pages and the command line all ask here; a wrong configuration ends in one sentence, never in a traceback.
"""

from __future__ import annotations

import logging
import sys
from datetime import date
from functools import lru_cache
from typing import Final

from campaign.clock import Moment, moment
from campaign.config import Settings, settings
from campaign.db.engine import database_file
from campaign.db.queries.installation import KEY_FINGERPRINT, SAMPLE, installation_value
from campaign.db.schema import require_head
from campaign.db.store import Store
from campaign.db.vault import load_key_file
from campaign.errors import CampaignError
from campaign.i18n import use_language
from campaign.i18n.errors import error_text

_WRONG_USAGE: Final = 2
_REFUSED: Final = 1
_LOG = logging.getLogger(__name__)


def open_store(found: Settings) -> Store:
    """Open the configured database with its key, refusing what would only fail later.

    Raises `database_not_ready`, `database_newer`, `database_unreachable`, `key_missing`, `key_unreadable`,
    `key_open_to_others`, `key_wrong` (the database was made with another key).
    """
    file = database_file(found.database_url)
    if file is not None and not file.exists():
        # Connecting would leave an empty file behind, which looks like a database that lost everything.
        raise CampaignError("database_not_ready")
    opened = Store(url=found.database_url, vault=load_key_file(found.key_file))
    try:
        require_head(opened)
        _require_own_key(opened)
    except BaseException:
        opened.close()
        raise
    return opened


@lru_cache(maxsize=1)
def store() -> Store:
    """Return the process's store, opened at the first call that succeeds; raises the codes of `open_store`."""
    return open_store(settings())


def present() -> Moment:
    """Return the moment of a request: now, and today unless something freezes it (see `moment_of`)."""
    return moment(today=_frozen_today())


def moment_of(found: Settings, opened: Store) -> Moment:
    """Return now, on the day that `CAMPAIGN_TODAY` names; else, in the sample, on the day that it was built for.

    A sample built last week would otherwise show a campaign in which everybody fell silent a week ago.
    """
    return moment(today=found.today or (_sample_day(opened) if found.demo else None))


@lru_cache(maxsize=1)
def _frozen_today() -> date | None:
    found = settings()
    return found.today or (_sample_day(store()) if found.demo else None)


def _sample_day(opened: Store) -> date | None:
    with opened.read() as connection:
        value = installation_value(connection, name=SAMPLE)
    return None if value is None else date.fromisoformat(value)


def check_start() -> None:
    """Pass if the program can start here; else say why in one line on stderr and leave with 1, or 2 for a setting."""
    try:
        use_language(settings().language)
        store()
    except CampaignError as error:
        _leave(error, _WRONG_USAGE if error.code == "setting_invalid" else _REFUSED)
    except Exception as error:  # noqa: BLE001 - a front door: whatever a driver says must become one sentence
        _LOG.debug("start refused", exc_info=error)
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        _leave(CampaignError("start_failed", reason=reason), _REFUSED)


def _require_own_key(opened: Store) -> None:
    with opened.read() as connection:
        known = installation_value(connection, name=KEY_FINGERPRINT)
    if known is not None and known != opened.vault.fingerprint:
        raise CampaignError("key_wrong")


def _leave(error: CampaignError, status: int) -> None:
    sys.stderr.write(f"campaign: {error_text(error)}\n")
    sys.exit(status)
