"""A new installation: schema, key file, reference data and the first administrator; safe to repeat after a break.

Refuses a database in which somebody can already sign in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from campaign.db.engine import database_file
from campaign.db.operations.installation import set_installation_value
from campaign.db.queries.installation import KEY_FINGERPRINT, has_accounts, installation_value
from campaign.db.queries.places import place_valid_on
from campaign.db.schema import migrate
from campaign.db.store import Store
from campaign.db.vault import create_key_file, load_key_file
from campaign.domain.vocabulary import COMMUNE_KINDS, Role
from campaign.errors import CampaignError
from campaign.services.accounts import add_account
from campaign.services.call import Action, Call, Event, system_viewer
from campaign.services.passwords import require_good_password
from campaign.services.reference import load_reference

if TYPE_CHECKING:
    from campaign.clock import Moment
    from campaign.config import Settings
    from campaign.db.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """What `init_installation` made. `password` is the administrator's, shown once."""

    database: str
    key_file: str
    commune_code: str
    commune_name: str
    username: str
    password: str = field(repr=False)


def init_installation(
    *,
    settings: Settings,
    moment: Moment,
    commune_code: str,
    admin_username: str,
    password: str | None = None,
) -> Installed:
    """Make a new installation for one commune; without a password a one-time one is made.

    A key file that is there already is used and not replaced, so that a broken-off start can be repeated.
    Raises `already_initialised`, `place_unknown`, `parent_not_commune`, `key_wrong`, and the codes of `add_account`.
    """
    if password is not None:
        require_good_password(password)
    store = _new_store(settings)
    try:
        call = Call(store=store, viewer=system_viewer(), moment=moment)
        prepare(call=call)
        with store.read() as connection:
            commune = place_valid_on(connection, code=commune_code, day=moment.today)
        if commune is None:
            raise CampaignError("place_unknown", place=commune_code)
        if commune.kind not in COMMUNE_KINDS:
            raise CampaignError("parent_not_commune", place=commune.name)
        made = add_account(
            call=call,
            username=admin_username,
            full_name=admin_username,
            role=Role.ADMIN,
            place_code=commune_code,
            password=password,
        )
    finally:
        store.close()
    return Installed(
        database=str(store.engine.url),
        key_file=str(settings.key_file),
        commune_code=commune.code,
        commune_name=commune.name,
        username=made.username,
        password=made.password,
    )


def migrate_installation(*, settings: Settings) -> tuple[str | None, str]:
    """Bring the schema of an existing database to head; returns (version before, version now). Twice changes nothing.

    Raises `database_not_ready` for a database that `init` has not made, `database_newer`, `key_missing` and its like.
    """
    file = database_file(settings.database_url)
    if file is not None and not file.exists():
        # A wrong path must not become an empty database.
        raise CampaignError("database_not_ready")
    store = Store(url=settings.database_url, vault=load_key_file(settings.key_file))
    try:
        return migrate(store)
    finally:
        store.close()


def prepare(*, call: Call) -> None:
    """Bring a database to head, bind it to the key and load the reference data; twice changes nothing.

    Raises `key_wrong` when the database belongs to another key, `database_newer`, `not_permitted`.
    """
    call.require(Action.MANAGE_PLACES, "/")
    migrate(call.store)
    own = call.store.vault.fingerprint
    with call.write() as change:
        known = installation_value(change.connection, name=KEY_FINGERPRINT)
        if known is None:
            set_installation_value(change.connection, name=KEY_FINGERPRINT, value=own)
            change.log(
                Event(
                    commune_id=0,
                    action="installation.init",
                    subject_kind="installation",
                    subject_id=KEY_FINGERPRINT,
                )
            )
        elif known == own:
            change.nothing_done()
        else:
            raise CampaignError("key_wrong")
    load_reference(call=call)


def _new_store(settings: Settings) -> Store:
    """Open a database that nobody uses yet, making its folder and its key."""
    file = database_file(settings.database_url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    fresh = not settings.key_file.exists()
    store = Store(url=settings.database_url, vault=_key(settings, fresh=fresh))
    try:
        _refuse_used(store)
    except Exception:
        store.close()
        if fresh:
            # A key that belongs to no database would only be mistaken for the real one.
            settings.key_file.unlink(missing_ok=True)
        raise
    return store


def _refuse_used(store: Store) -> None:
    with store.read() as connection:
        if has_accounts(connection):
            raise CampaignError("already_initialised", database=str(store.engine.url))


def _key(settings: Settings, *, fresh: bool) -> Vault:
    return create_key_file(settings.key_file) if fresh else load_key_file(settings.key_file)
