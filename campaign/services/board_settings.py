"""The switch of the public board: open or closed, whom people may call or write to, and what exactly will be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from campaign.db.operations import boards as operations
from campaign.db.operations.drafts import hold_campaign
from campaign.db.queries import boards as queries
from campaign.domain.vocabulary import CampaignStatus
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.public_board import read_board
from campaign.services.public_board_models import WholeBoard
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.db.queries.boards import StoredBoard
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call

MAX_CONTACT: Final = 200
MAX_NOTE: Final = 500
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_FEWEST_DIGITS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardWish:
    """What an official wants the board to be; `version` is that of the board they saw (0: none yet)."""

    campaign: str
    is_open: bool
    hotline: str
    mailbox: str
    note: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSettings:
    """The switch of one campaign. `doubts` are codes of what may be wrong and is allowed all the same."""

    campaign: str
    campaign_name: str
    place_name: str
    draft: bool
    is_open: bool
    hotline: str
    mailbox: str
    note: str
    version: int
    opened_by: str
    opened_at: datetime | None
    changed_by: str
    changed_at: datetime | None
    doubts: tuple[str, ...]
    preview: WholeBoard


def board_settings(*, call: Call, slug: str) -> BoardSettings:
    """Return the switch of a campaign, with what everybody sees or would see of it.

    Raises `campaign_unknown`, `not_permitted`. At most 14 queries.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.OPEN_BOARD)
        # The board is the whole campaign's: an official of one commune does not open that of the province.
        call.require(Action.OPEN_BOARD, campaign.place_path)
        stored = queries.find_board(connection, campaign_id=campaign.id)
        by, at = queries.opened(connection, commune_id=campaign.commune_id, campaign_id=campaign.id)
        preview = read_board(connection, campaign=campaign, stored=stored, today=call.moment.today, revision=0)
    return BoardSettings(
        campaign=campaign.slug,
        campaign_name=campaign.name,
        place_name=campaign.place_name,
        draft=campaign.status is CampaignStatus.DRAFT,
        is_open=stored.is_open,
        hotline=stored.hotline,
        mailbox=stored.mailbox,
        note=stored.note,
        version=stored.version,
        opened_by=by,
        opened_at=at,
        changed_by=stored.changed_by,
        changed_at=stored.changed_at,
        doubts=_doubts(stored),
        preview=preview,
    )


def set_board(*, call: Call, wish: BoardWish) -> bool:
    """Open, close or change the board of a campaign; return whether anything changed. The same wish again does not.

    Raises `campaign_unknown`, `not_permitted`, `board_draft` for a campaign that is not open yet,
    `board_text_too_long` (limit), and `board_changed_meanwhile` (by, at) when the board is not the one that was seen.
    """
    wanted = {
        "is_open": wish.is_open,
        "hotline": _line(wish.hotline, MAX_CONTACT),
        "mailbox": _line(wish.mailbox, MAX_CONTACT),
        "note": _line(wish.note, MAX_NOTE),
    }
    with call.write() as change:
        hold_campaign(change.connection, slug=wish.campaign)
        campaign = campaign_in_scope(call, change.connection, slug=wish.campaign, action=Action.OPEN_BOARD)
        call.require(Action.OPEN_BOARD, campaign.place_path)
        stored = queries.find_board(change.connection, campaign_id=campaign.id)
        before = {name: getattr(stored, name) for name in wanted}
        if before == wanted:
            change.nothing_done()
            return False
        if campaign.status is CampaignStatus.DRAFT and wish.is_open:
            raise CampaignError("board_draft", name=campaign.name)
        if stored.version != wish.version:
            raise CampaignError("board_changed_meanwhile", by=stored.changed_by, at=stored.changed_at)
        _put(call, change.connection, campaign, stored, wanted)
        change.log(_event(campaign, before, wanted))
        change.touch(campaign.id)
    return True


def _put(
    call: Call, connection: Connection, campaign: CampaignDefinition, stored: StoredBoard, wanted: dict[str, object]
) -> None:
    values = {**wanted, "changed_by": call.viewer.account_id, "changed_at": call.moment.now}
    operations.put_board(connection, campaign_id=campaign.id, version=stored.version, values=values)


def _event(campaign: CampaignDefinition, before: dict[str, object], wanted: dict[str, object]) -> Event:
    changed = [name for name in wanted if before[name] != wanted[name]]
    action = "board.change"
    if "is_open" in changed:
        action = "board.open" if wanted["is_open"] else "board.close"
    # That it was opened or closed is what the event is called.
    texts = [name for name in changed if name != "is_open"]
    return Event(
        commune_id=campaign.commune_id,
        action=action,
        subject_kind="campaign",
        subject_id=campaign.slug,
        campaign_id=campaign.id,
        place_id=campaign.place_id,
        before={f"board_{name}": before[name] for name in texts} or None,
        after={f"board_{name}": wanted[name] for name in texts} or None,
    )


def _line(text: str, limit: int) -> str:
    line = " ".join(text.split())
    if len(line) > limit:
        raise CampaignError("board_text_too_long", limit=limit)
    return line


def _doubts(stored: StoredBoard) -> tuple[str, ...]:
    found = []
    if not stored.hotline and not stored.mailbox:
        found.append("no_contact")
    if stored.hotline and sum(letter.isdigit() for letter in stored.hotline) < _FEWEST_DIGITS:
        found.append("hotline_without_number")
    if stored.mailbox and not _MAIL.search(stored.mailbox):
        found.append("mailbox_without_address")
    return tuple(found)
