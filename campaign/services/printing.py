"""What may be printed: of which places there are documents, and what everybody may see of them on a wall.

A poster is the public board on paper. It tells what the board tells or would tell, whether or not the board is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.db.queries import boards as queries
from campaign.domain.permissions import Action, allowed
from campaign.domain.vocabulary import PlaceKind
from campaign.services.public_board import read_board
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    from campaign.services.call import Call
    from campaign.services.public_board_models import PublicBoard, WholeBoard

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPlace:
    """A place of which documents may be made; `level` is how far below the widest one it lies."""

    code: str
    name: str
    kind: PlaceKind
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBoard:
    """The public numbers of a campaign and of the viewer's places in it, whether or not everybody may see them yet.

    `untold` are indicators that the board leaves out, because they only say another one again.
    """

    whole: WholeBoard
    is_open: bool
    codes: tuple[str, ...]
    untold: tuple[str, ...]

    def at(self, code: str | None) -> PublicBoard:
        """Return the board of a place (default: the widest of the viewer's); raises `board_unknown`."""
        return self.whole.at(code if code in self.codes else self.codes[0])

    def below(self, code: str | None) -> tuple[PublicBoard, ...]:
        """Return the boards of the places directly below one, in their order."""
        mine = set(self.codes)
        return tuple(self.whole.at(place.code) for place in self.at(code).below if place.code in mine)

    @property
    def hidden(self) -> frozenset[tuple[str, str]]:
        """Return the places and indicators (code, key) whose result is hidden.

        What the board leaves out says another number again, and so is hidden wherever any number is.
        """
        keys = [indicator.key for indicator in self.whole.root.indicators]
        found = set()
        for place in self.whole.places.values():
            gone = [key for key, number in zip(keys, place.numbers, strict=True) if number.result_hidden]
            found |= {(place.code, key) for key in (*gone, *(self.untold if gone else ()))}
        return frozenset(found)


def document_places(*, call: Call, slug: str) -> tuple[DocumentPlace, ...]:
    """Return the places of a campaign that the viewer may have documents of, parents before children.

    Raises `campaign_unknown`, `not_permitted`.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.EXPORT_PROGRESS)
        seen = places_in_scope(call, connection, campaign=campaign, action=Action.EXPORT_PROGRESS)
    least = min((place.path.count("/") for place in seen), default=0)
    return tuple(
        DocumentPlace(code=place.code, name=place.name, kind=place.kind, level=place.path.count("/") - least)
        for place in seen
    )


def printed_board(*, call: Call, slug: str, on: date | None = None) -> PrintedBoard:
    """Return what the public may see of a campaign's places, to the end of a day (default and at most: yesterday).

    Raises `campaign_unknown`, `not_permitted`. At most 12 queries, whatever the number of places.
    """
    morning = call.moment.today if on is None else min(call.moment.today, on + _ONE_DAY)
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.EXPORT_PROGRESS)
        stored = queries.find_board(connection, campaign_id=campaign.id)
        whole = read_board(connection, campaign=campaign, stored=stored, today=morning, revision=0)
    viewer = call.viewer
    mine = tuple(
        place.code
        for place in whole.places.values()
        if allowed(role=viewer.role, action=Action.EXPORT_PROGRESS, scope=viewer.scope, path=place.path)
    )
    told = {indicator.key for indicator in whole.root.indicators}
    return PrintedBoard(
        whole=whole,
        is_open=stored.is_open,
        codes=mine or (whole.root.here.code,),
        untold=tuple(indicator.key for indicator in campaign.indicators if indicator.key not in told),
    )
