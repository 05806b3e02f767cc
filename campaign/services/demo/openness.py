"""The one public board of the sample that is open: that of the running campaign of xã Krông Pắc.

The other campaigns keep theirs closed, so that both can be seen. Number and address are made up and lead nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.services.board_settings import BoardWish, set_board

if TYPE_CHECKING:
    from campaign.services.call import Call

_HOTLINE: Final = "0262 000 0000 (mẫu, giờ hành chính)"
_MAILBOX: Final = "krongpac@example.invalid"


def open_board(*, call: Call, slug: str) -> None:
    """Open the board of a campaign as its official."""
    wish = BoardWish(campaign=slug, is_open=True, hotline=_HOTLINE, mailbox=_MAILBOX, note="", version=0)
    set_board(call=call, wish=wish)
