"""An open board of the small world, and counts of any size on it without the people behind them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert

from campaign.db.tables import progress_day
from campaign.domain.vocabulary import StepStatus
from campaign.services import board_settings
from campaign.services.board_settings import BoardWish
from campaign.services.call import Call, public_viewer
from tests.support.world import CAMPAIGN, NOW, TODAY, Persona

if TYPE_CHECKING:
    from datetime import date

    from campaign.clock import Moment
    from campaign.db.store import Store
    from tests.support.desk import Desk

YESTERDAY: Final = TODAY - timedelta(days=1)
HOTLINE, MAILBOX = "0262 000 0000", "hop-thu@example.invalid"


def anybody(store: Store, at: Moment = NOW) -> Call:
    """Return the call of somebody who did not sign in."""
    return Call(store=store, viewer=public_viewer(), moment=at)


def wish(**more: object) -> BoardWish:
    """Return the wish to open the board of the small world."""
    values = {"is_open": True, "hotline": HOTLINE, "mailbox": MAILBOX, "note": "", "version": 0, "campaign": CAMPAIGN}
    return BoardWish(**{**values, **more})  # type: ignore[arg-type] # of the fields' own types


def open_board(desk: Desk, **more: object) -> None:
    """Open the board."""
    board_settings.set_board(call=desk.as_(Persona.OFFICIAL), wish=wish(**more))


def count(
    desk: Desk, place: str, indicator: str, n: int, *, day: date = YESTERDAY, status: StepStatus = StepStatus.COMPLETED
) -> None:
    """Count people at a place and in its commune, as if so many records stood behind it."""
    campaign = desk.world.campaign
    found = campaign.indicator(indicator)
    assert found is not None, indicator
    leaf = desk.world.place(place)
    for place_id in {leaf.id, campaign.place_id}:
        keys = {
            "campaign_id": campaign.id,
            "place_id": place_id,
            "indicator_id": found.id,
            "status": status.value,
            "day": day,
        }
        with desk.store.write() as connection:
            same = [progress_day.c[name] == value for name, value in keys.items()]
            changed = connection.execute(progress_day.update().where(*same).values(n=progress_day.c.n + n))
            if changed.rowcount == 0:
                connection.execute(insert(progress_day).values(n=n, **keys))
