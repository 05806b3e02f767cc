"""Reading public boards: which are open, and how one stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from campaign.db.tables import account, audit_event, campaign, campaign_revision, place, public_board
from campaign.domain.vocabulary import CampaignStatus

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBoard:
    """One board as it stands; `version` 0 is one that nobody ever opened."""

    is_open: bool
    hotline: str
    mailbox: str
    note: str
    version: int
    changed_by: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBoard:
    """One open board in the list of them; `revision` moves with the campaign's numbers."""

    slug: str
    name: str
    place_name: str
    place_path: str
    starts_on: date
    ends_on: date
    synthetic: bool
    version: int
    revision: int


NEVER = StoredBoard(is_open=False, hotline="", mailbox="", note="", version=0, changed_by="", changed_at=None)

_BOARD = (
    select(public_board, func.coalesce(account.c.full_name, "").label("by"))
    .outerjoin(account, account.c.id == public_board.c.changed_by)
    .where(public_board.c.campaign_id == bindparam("campaign"))
)
_OPEN = (
    select(
        campaign.c.slug,
        campaign.c.name,
        campaign.c.starts_on,
        campaign.c.ends_on,
        campaign.c.synthetic,
        place.c.name.label("place_name"),
        place.c.path,
        public_board.c.version,
        campaign_revision.c.revision,
    )
    .join(campaign, campaign.c.id == public_board.c.campaign_id)
    .join(place, place.c.id == campaign.c.place_id)
    .join(campaign_revision, campaign_revision.c.campaign_id == campaign.c.id)
    # A draft has nothing to show, whatever its switch says.
    .where(public_board.c.is_open, campaign.c.status != CampaignStatus.DRAFT.value)
    .order_by(campaign.c.starts_on.desc(), campaign.c.slug)
)
_OPENED = (
    select(func.coalesce(account.c.full_name, audit_event.c.actor).label("by"), audit_event.c.at)
    .outerjoin(account, account.c.id == audit_event.c.account_id)
    .where(
        audit_event.c.commune_id == bindparam("commune"),
        audit_event.c.action == "board.open",
        audit_event.c.campaign_id == bindparam("campaign"),
    )
    .order_by(audit_event.c.seq.desc())
    .limit(1)
)


def find_board(connection: Connection, *, campaign_id: int) -> StoredBoard:
    """Return how a board stands (1 query)."""
    row = connection.execute(_BOARD, {"campaign": campaign_id}).first()
    if row is None:
        return NEVER
    return StoredBoard(
        is_open=row.is_open,
        hotline=row.hotline,
        mailbox=row.mailbox,
        note=row.note,
        version=row.version,
        changed_by=row.by,
        changed_at=row.changed_at,
    )


def open_boards(connection: Connection) -> tuple[OpenBoard, ...]:
    """Return the boards that everybody may see, the newest campaign first (1 query)."""
    return tuple(
        OpenBoard(
            slug=row.slug,
            name=row.name,
            place_name=row.place_name,
            place_path=row.path,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            synthetic=row.synthetic,
            version=row.version,
            revision=row.revision,
        )
        for row in connection.execute(_OPEN)
    )


def opened(connection: Connection, *, commune_id: int, campaign_id: int) -> tuple[str, datetime | None]:
    """Return who opened a board last, and when; ("", None) for one that nobody opened (1 query)."""
    row = connection.execute(_OPENED, {"commune": commune_id, "campaign": campaign_id}).first()
    return ("", None) if row is None else (row.by, row.at)
