"""Finding a person on the record screen, and what is left to do for them: one card a person, one mark a step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries import people as queries
from campaign.db.queries import records as record_queries
from campaign.domain.names import MAX_LENGTH
from campaign.domain.permissions import Action
from campaign.domain.vocabulary import Channel, StepStatus
from campaign.errors import CampaignError
from campaign.services.person_cards import MarkState, PersonCard, StepMark, cards_of
from campaign.services.scoping import campaign_in_scope, places_in_scope
from campaign.services.search_text import read_search

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import date, datetime

    from campaign.db import Connection
    from campaign.db.queries.people import StoredCitizen
    from campaign.db.queries.places import Place
    from campaign.services.call import Call

__all__ = [
    "LIMIT",
    "HistoryLine",
    "MarkState",
    "PersonCard",
    "SearchResult",
    "StepMark",
    "history",
    "person",
    "search",
]

LIMIT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The people found, at most `LIMIT`; `more` says that there are others to narrow down to."""

    cards: tuple[PersonCard, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One record of a person, live or voided, with who made it."""

    record_id: uuid.UUID
    step: str
    status: StepStatus
    day: date
    place_name: str
    channel: Channel
    actor: str
    server_at: datetime
    voided_at: datetime | None
    void_reason: str | None


def search(*, call: Call, slug: str, text: str, place_id: int | None = None) -> SearchResult:
    """Find people of a campaign in the viewer's scope: a name without diacritics, last digits, a whole number.

    `place_id` is the village in front of the volunteer: its people come first, and all of them when nothing is typed.
    9 queries at most, whatever the size of the commune.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PEOPLE)
        places = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PEOPLE, ever=True)
        finder = _Finder(call, connection, places)
        # Nobody's name is longer, and a database refuses to compare with a pasted page.
        found = finder.find(text.strip()[:MAX_LENGTH], place_id)
        cards = cards_of(call, connection, campaign, found[:LIMIT])
    return SearchResult(cards=cards, more=len(found) > LIMIT)


def person(*, call: Call, slug: str, commune_id: int, citizen_id: uuid.UUID) -> PersonCard:
    """Return one person's card; raises `citizen_unknown` for nobody, or somebody out of scope."""
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PEOPLE)
        found = _visible(call, connection, commune_id, citizen_id)
        return cards_of(call, connection, campaign, [found])[0]


def history(*, call: Call, slug: str, commune_id: int, citizen_id: uuid.UUID) -> tuple[HistoryLine, ...]:
    """Return every record of a person in a campaign, oldest first, with voided ones and why."""
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PEOPLE)
        _visible(call, connection, commune_id, citizen_id)
        rows = record_queries.history(connection, commune_id=commune_id, campaign_id=campaign.id, citizen_id=citizen_id)
    keys = {indicator.id: indicator.key for indicator in campaign.indicators}
    return tuple(
        HistoryLine(
            record_id=row.id,
            step=keys[row.indicator_id],
            status=row.status,
            day=row.day,
            place_name=row.place_name,
            channel=row.channel,
            actor=row.actor,
            server_at=row.server_at,
            voided_at=row.voided_at,
            void_reason=row.void_reason,
        )
        for row in rows
    )


class _Finder:
    """Tries the cheapest and most telling way first, and stops as soon as a page is full."""

    def __init__(self, call: Call, connection: Connection, places: Sequence[Place]) -> None:
        self.call = call
        self.connection = connection
        self.units = [place for place in places if place.is_unit]

    def find(self, text: str, place_id: int | None) -> list[StoredCitizen]:
        """Return up to one more than a page: the village in front first, then the rest of the scope."""
        here = [unit for unit in self.units if unit.id == place_id]
        found = self._in(here, text) if here else []
        if (text or not here) and len(found) <= LIMIT:
            known = {citizen.id for citizen in found}
            elsewhere = [unit for unit in self.units if unit.id != place_id]
            found += [citizen for citizen in self._in(elsewhere, text) if citizen.id not in known]
        return found[: LIMIT + 1]

    def _in(self, units: Sequence[Place], text: str) -> list[StoredCitizen]:
        if not units:
            return []
        wanted = read_search(text, vault=self.call.store.vault)
        if wanted.hopeless:
            return []
        found = self._run(units, words=wanted.words, digits=wanted.digits, numbers=wanted.numbers)
        if not found and wanted.words:
            # "ayun then" for H’Then Ayun, "thimai" for Thị Mai: only when the beginnings of words find nobody.
            found = self._run(units, parts=wanted.words, digits=wanted.digits)
        return sorted(found, key=lambda citizen: text.casefold() not in citizen.full_name.casefold())

    def _run(
        self,
        units: Sequence[Place],
        *,
        words: Sequence[str] = (),
        parts: Sequence[str] = (),
        digits: str = "",
        numbers: Sequence[bytes] = (),
    ) -> list[StoredCitizen]:
        return list(
            queries.search(
                self.connection,
                commune_ids=sorted({unit.commune_id for unit in units}),
                place_ids=[unit.id for unit in units],
                words=words,
                parts=parts,
                digits=digits,
                numbers=numbers,
                limit=LIMIT + 1,
            )
        )


def _visible(call: Call, connection: Connection, commune_id: int, citizen_id: uuid.UUID) -> StoredCitizen:
    found = queries.citizen_by_id(connection, commune_id=commune_id, citizen_id=citizen_id)
    if found is None or not any(found.place_path.startswith(root) for root in call.viewer.scope):
        raise CampaignError("citizen_unknown")
    return found
