"""The services of the public board."""

from campaign.db.operations.boards import put_board
from campaign.domain.permissions import Action
from campaign.services import board_settings
from campaign.services.board_settings import BoardWish
from tests.support.desk import Desk
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN, NOW


def wish(**more: object) -> BoardWish:
    values = {"is_open": True, "hotline": "0262 000 0000", "mailbox": "hop-thu@example.invalid", "note": ""}
    return BoardWish(**{"campaign": CAMPAIGN, "version": 0, **values, **more})  # type: ignore[arg-type]


def standing(desk: Desk) -> None:
    """Open the board of the first commune without a trace in the log."""
    values = {"is_open": True, "hotline": "", "mailbox": "", "note": "", "changed_by": None, "changed_at": NOW.now}
    with desk.store.write() as connection:
        put_board(connection, campaign_id=desk.world.campaign.id, version=0, values=values)


TABLE: dict[str, Walk] = {
    "board_settings.set_board": Walk(
        action=Action.OPEN_BOARD,
        run=lambda _desk, call: board_settings.set_board(call=call, wish=wish()),
        next_door="campaign_unknown",
        writes=True,
    ),
    "board_settings.board_settings": Walk(
        action=Action.OPEN_BOARD,
        run=lambda _desk, call: board_settings.board_settings(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
}

_PUBLIC = "everybody may read it once an official opened the board; what is hidden never leaves the service"
OWN: dict[str, str] = {
    "public_board.boards": _PUBLIC,
    "public_board.public_board": _PUBLIC,
    "public_board.whole_board": _PUBLIC,
}
