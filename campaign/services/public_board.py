"""The public board: the few numbers of a campaign that everybody may see, without signing in.

Nothing here asks for a right, and nothing here is told of a board that no official opened: a closed one, a draft and a
name that never was are one and the same to the reader. What is hidden stays in this room.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.db.queries import boards as queries
from campaign.db.queries.campaigns import find_campaign
from campaign.db.queries.outreach import coming_days
from campaign.domain.vocabulary import PlaceKind
from campaign.errors import CampaignError
from campaign.services.lineage import campaign_lineage
from campaign.services.public_board_models import (
    BoardDay,
    BoardEntry,
    BoardIndicator,
    BoardPlace,
    BoardPoint,
    PublicBoard,
    WholeBoard,
)
from campaign.services.public_curve import read_curve
from campaign.services.public_numbers import PublicNumbers, counts_people, told_indicators
from campaign.services.scoping import places_of_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.db import Connection
    from campaign.db.queries.boards import StoredBoard
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call

__all__ = ["BoardEntry", "PublicBoard", "WholeBoard", "boards", "public_board", "whole_board"]

COMING: Final = timedelta(days=21)
"""How far ahead outreach days are announced."""

_ONE_DAY = timedelta(days=1)


def boards(*, call: Call) -> tuple[BoardEntry, ...]:
    """Return the boards that are open, the newest campaign first (1 query)."""
    with call.read() as connection:
        return tuple(
            BoardEntry(
                slug=board.slug,
                name=board.name,
                place_name=board.place_name,
                starts_on=board.starts_on,
                ends_on=board.ends_on,
                synthetic=board.synthetic,
                version=board.version,
                revision=board.revision,
            )
            for board in queries.open_boards(connection)
        )


def public_board(*, call: Call, slug: str, place_code: str | None = None) -> PublicBoard:
    """Return the board of a place of a campaign (default: all of it); raises `board_unknown`. At most 12 queries."""
    return whole_board(call=call, slug=slug).at(place_code)


def whole_board(*, call: Call, slug: str) -> WholeBoard:
    """Return the board of every place of a campaign at once; raises `board_unknown`. At most 12 queries."""
    with call.read() as connection:
        entry = next((board for board in queries.open_boards(connection) if board.slug == slug), None)
        campaign = find_campaign(connection, slug=slug) if entry else None
        if entry is None or campaign is None:
            raise CampaignError("board_unknown")
        stored = queries.find_board(connection, campaign_id=campaign.id)
        return read_board(
            connection, campaign=campaign, stored=stored, today=call.moment.today, revision=entry.revision
        )


def day_told(campaign: CampaignDefinition, today: date) -> date:
    """Return the day whose end a board shows: yesterday, so that nobody watches the numbers of a day move."""
    return min(today - _ONE_DAY, campaign.ends_on)


def read_board(
    connection: Connection, *, campaign: CampaignDefinition, stored: StoredBoard, today: date, revision: int
) -> WholeBoard:
    """Return the board of every place of a campaign, whether or not it is open (at most 9 queries)."""
    on = day_told(campaign, today)
    there = places_of_days(connection, campaign)
    lineage = campaign_lineage(campaign, there, on)
    places = tuple(place for place in there if place.id not in lineage.hidden)
    numbers = PublicNumbers(connection, campaign=campaign, places=places, on=on, lineage=lineage)
    told = {place.code: place for place in numbers.places()}
    children: dict[str, list[BoardPlace]] = {}
    for place in told.values():
        children.setdefault(place.parent, []).append(place)
    here = told[places[0].code]
    root = PublicBoard(
        campaign=campaign.slug,
        campaign_name=campaign.name,
        plan_number=campaign.plan_number or "",
        synthetic=campaign.synthetic,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        as_of=on,
        day=campaign.day_number(on),
        days=campaign.days,
        headline=_headline(campaign).key,
        indicators=tuple(map(_indicator, told_indicators(campaign))),
        here=here,
        above=(),
        below=tuple(children.get(here.code, ())),
        curve=read_curve(
            connection,
            campaign=campaign,
            root=places[0],
            indicator=_headline(campaign),
            numbers=numbers,
            lineage=lineage,
        ),
        coming=_coming(connection, campaign, today),
        points=_points(places, today),
        hotline=stored.hotline,
        mailbox=stored.mailbox,
        note=stored.note,
        revision=revision,
        version=stored.version,
    )
    return WholeBoard(root=root, places=told, children={code: tuple(found) for code, found in children.items() if code})


def _headline(campaign: CampaignDefinition) -> Indicator:
    told = told_indicators(campaign)
    return campaign.headline if campaign.headline in told else told[0]


def _indicator(indicator: Indicator) -> BoardIndicator:
    return BoardIndicator(
        key=indicator.key,
        kind=indicator.kind,
        name_vi=indicator.name_vi,
        name_en=indicator.name_en,
        short_vi=indicator.short_vi,
        short_en=indicator.short_en,
        unit_vi=indicator.unit_vi,
        unit_en=indicator.unit_en,
        people=counts_people(indicator),
    )


def _coming(connection: Connection, campaign: CampaignDefinition, today: date) -> tuple[BoardDay, ...]:
    found = coming_days(
        connection, campaign_id=campaign.id, place_paths=[campaign.place_path], first=today, last=today + COMING
    )
    return tuple(
        BoardDay(
            day=day.day,
            starts_at=day.starts_at,
            ends_at=day.ends_at,
            kind=day.kind,
            place_name=day.place.name,
            place_path=day.place.path,
            venue=day.venue,
        )
        for day in found
    )


def _points(places: Sequence[Place], today: date) -> tuple[BoardPoint, ...]:
    names = {place.id: place.name for place in places}
    return tuple(
        BoardPoint(name=place.name, parent_name=names.get(place.parent_id or 0, ""), path=place.path)
        for place in places
        if place.kind is PlaceKind.SUPPORT_POINT and place.valid_on(today)
    )
