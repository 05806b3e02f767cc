"""One call of one use case: the store, the person in front of it and the moment, and the only way to write.

A write that declares no audit event does not commit: the rule is held here, for all services at once.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.operations import audit
from campaign.db.operations.audit import Actor, Event
from campaign.db.operations.records import bump_revision
from campaign.domain.permissions import Action, Viewer, require
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from campaign.clock import Moment
    from campaign.db import Connection
    from campaign.db.store import Store

__all__ = ["Action", "Call", "Change", "Event", "Viewer", "public_viewer", "system_viewer"]


class Change:
    """One open write: the connection, the events it owes the audit chain, the campaigns whose numbers moved."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.events: list[Event] = []
        self._touched: set[int] = set()
        self._nothing_done = False

    def log(self, event: Event) -> None:
        """Declare what this write does."""
        self.events.append(event)

    def touch(self, campaign_id: int) -> None:
        """Declare that the numbers of a campaign moved."""
        self._touched.add(campaign_id)

    def nothing_done(self) -> None:
        """Declare that the write turned out to be a repetition: nothing changed, so nothing is logged."""
        self._nothing_done = True

    def settle(self, actor: Actor) -> None:
        """Write the events, then the revisions: the hottest rows last, held for the shortest time."""
        if not self.events:
            if self._nothing_done:
                return
            message = "a write declared no audit event"
            raise RuntimeError(message)
        audit.append(self.connection, actor=actor, events=self.events)
        for campaign_id in sorted(self._touched):
            bump_revision(self.connection, campaign_id=campaign_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What every service receives."""

    store: Store
    viewer: Viewer
    moment: Moment

    def require(self, action: Action, path: str | None) -> None:
        """Pass, or raise `CampaignError("not_permitted")`."""
        require(viewer=self.viewer, action=action, path=path)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection for reading."""
        with self.store.read() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Change]:
        """Yield one transaction that ends with its audit events, or not at all.

        Raises `view_as_read_only` while somebody looks through another's account: such a view never writes.
        """
        if self.viewer.seen_by:
            raise CampaignError("view_as_read_only", username=self.viewer.username)
        with self.store.write() as connection:
            change = Change(connection)
            yield change
            change.settle(self.actor)

    @property
    def actor(self) -> Actor:
        """Who the audit chain will name."""
        viewer = self.viewer
        return Actor(account_id=viewer.account_id, username=viewer.username, address=viewer.address, at=self.moment.now)


def system_viewer(*, username: str = "system") -> Viewer:
    """Return the installation itself (command line, sample data): every right, the whole country."""
    return Viewer(
        account_id=None,
        username=username,
        full_name=username,
        role=Role.ADMIN,
        place_id=None,
        commune_id=0,
        scope=("/",),
        address="local",
    )


def public_viewer(*, address: str = "") -> Viewer:
    """Return somebody whom nobody knows: no account, and no place in which anything is theirs.

    The services of the public board take such a call and ask for no right; all others find nothing in its scope.
    """
    return Viewer(
        account_id=None,
        username="",
        full_name="",
        role=Role.LEADER,
        place_id=None,
        commune_id=0,
        scope=(),
        address=address,
    )
