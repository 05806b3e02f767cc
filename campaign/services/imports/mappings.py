"""How a commune names the columns of its lists: said once, remembered for the next file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.db.operations.import_mappings import put_mapping
from campaign.db.queries.import_mappings import mapping_of
from campaign.domain.place_words import words_of
from campaign.domain.vocabulary import ImportKind
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.place_lists import managed_commune
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.services.call import Call

MOST: Final = 300
"""As many headings are remembered at a time."""
_HEADING: Final = 300
_COLUMN: Final = 80


def remembered(
    *, call: Call, kind: ImportKind, slug: str | None = None, place_code: str | None = None
) -> dict[str, str]:
    """Return folded heading -> our column ("": left out) for the lists of a commune or of a campaign.

    Raises `campaign_unknown`, `place_unknown`, `parent_not_commune`, `not_permitted`.
    """
    call.require(Action.IMPORT, None)
    with call.read() as connection:
        home = _home(call, connection, slug=slug, place_code=place_code)
        return mapping_of(connection, place_id=home.id, kind=kind)


def remember(
    *,
    call: Call,
    kind: ImportKind,
    columns: Mapping[str, str],
    slug: str | None = None,
    place_code: str | None = None,
) -> int:
    """Remember what headings hold, by the heading as the file writes it; returns how many are new or other.

    Raises what `remembered` raises, `mapping_invalid` for more, or longer ones, than any list has.
    """
    wanted = {words_of(heading)[:_HEADING]: column for heading, column in columns.items() if words_of(heading)}
    if len(wanted) > MOST or any(len(column) > _COLUMN for column in wanted.values()):
        raise CampaignError("mapping_invalid", limit=MOST)
    call.require(Action.IMPORT, None)
    with call.write() as change:
        home = _home(call, change.connection, slug=slug, place_code=place_code)
        before = mapping_of(change.connection, place_id=home.id, kind=kind)
        new = {heading: column for heading, column in wanted.items() if before.get(heading) != column}
        if not new:
            change.nothing_done()
            return 0
        put_mapping(
            change.connection,
            place_id=home.id,
            kind=kind,
            columns=new,
            by=call.viewer.account_id,
            at=call.moment.now,
        )
        change.log(
            Event(
                commune_id=home.commune_id,
                action="import.columns",
                subject_kind="import",
                subject_id=kind.value,
                place_id=home.id,
                after={"columns": [f"{heading} = {column or '–'}" for heading, column in new.items()]},
            )
        )
        return len(new)


def _home(call: Call, connection: Connection, *, slug: str | None, place_code: str | None) -> Place:
    """Return whose lists these are: the commune, or the widest place of the campaign where the viewer imports."""
    if slug is None:
        commune = managed_commune(call, connection, place_code or "")
        call.require(Action.IMPORT, commune.path)
        return commune
    campaign = campaign_in_scope(call, connection, slug=slug, action=Action.IMPORT)
    places = places_in_scope(call, connection, campaign=campaign, action=Action.IMPORT)
    if not places:
        raise CampaignError("not_permitted", action=Action.IMPORT.value)
    return places[0]
