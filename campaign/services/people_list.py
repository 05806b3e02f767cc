"""*Công dân*, the list: the people of one commune with how far each is, filtered, page by page.

Nobody lists several communes at once: whoever stands above them chooses one. Numbers are masked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from campaign.db.queries import people_list as queries
from campaign.db.queries.people_list import PeopleFilter, StepWanted
from campaign.domain.eligibility import births_within
from campaign.domain.vocabulary import StepStatus
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.person_cards import cards_of
from campaign.services.scoping import campaign_in_scope, places_in_scope
from campaign.services.search_text import read_search
from campaign.services.shown_numbers import masked_numbers

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from campaign.db import Connection
    from campaign.db.queries.people import StoredCitizen
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.domain.vocabulary import Consent
    from campaign.services.call import Call
    from campaign.services.person_cards import PersonCard
    from campaign.services.shown_numbers import ShownNumbers

PAGE_SIZE: Final = 50

ALL_STEPS: Final = "all_steps"
"""Asks for every required step instead of one."""


class StepAsked(StrEnum):
    """How a step stands with the people who are looked for, besides the statuses themselves."""

    MISSING = "missing"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWanted:
    """Whom to list; None and "" filter nothing.

    `place` is the code of a commune or a village. `step` is a step's key or `ALL_STEPS`, `stands` how it stands (of all
    required steps: missing or done). Missing leaves out whom nobody asks for it: by age, as recorded, or who said no.
    """

    place: str | None = None
    step: str | None = None
    stands: StepAsked | StepStatus = StepAsked.MISSING
    consent: Consent | None = None
    text: str = ""
    batch_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person of the list: the card that the record screen knows, and the numbers masked."""

    card: PersonCard
    numbers: ShownNumbers


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """One page. `communes` are those to choose from; `commune` is None until one of several is chosen.

    `place` is the chosen village, None for the whole commune; `units` are the commune's villages and schools.
    """

    communes: tuple[Place, ...]
    commune: Place | None
    place: Place | None
    units: tuple[Place, ...]
    steps: tuple[Indicator, ...]
    lines: tuple[PersonLine, ...]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the screen is about before anybody is listed: the communes in reach, and the campaign's steps."""

    communes: tuple[Place, ...]
    steps: tuple[Indicator, ...]


def scene(*, call: Call, slug: str) -> Scene:
    """Return the communes of a campaign whose people the viewer manages; raises `campaign_unknown`, `not_permitted`."""
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.MANAGE_PEOPLE)
        places = places_in_scope(call, connection, campaign=campaign, action=Action.MANAGE_PEOPLE)
    return Scene(communes=_communes(places), steps=campaign.steps)


def find_people(*, call: Call, slug: str, wanted: PeopleWanted = PeopleWanted(), page: int = 1) -> PeoplePage:
    """Return a page of the people of a campaign whom the viewer manages: 7 queries, for any number of people
    (at most 12 for an address beyond the last page).

    Raises `campaign_unknown`, `not_permitted`, `place_unknown` for a code of no place of theirs.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.MANAGE_PEOPLE)
        places = places_in_scope(call, connection, campaign=campaign, action=Action.MANAGE_PEOPLE)
        communes = _communes(places)
        chosen = _chosen(places, communes, wanted.place)
        found = PeoplePage(
            communes=communes,
            commune=None,
            place=None,
            units=(),
            steps=campaign.steps,
            lines=(),
            page=1,
            total=0,
        )
        if chosen is None:
            return found
        units = tuple(place for place in places if place.is_unit and place.commune_id == chosen.commune_id)
        found = replace(
            found,
            commune=next((place for place in communes if place.commune_id == chosen.commune_id), chosen),
            place=chosen if chosen.is_unit and chosen not in communes else None,
            units=units,
        )
        # A list may have put people into the commune as a whole.
        inside = [p.id for p in places if p.commune_id == chosen.commune_id and p.path.startswith(chosen.path)]
        asked = _asked(call, campaign, wanted, commune_id=chosen.commune_id, place_ids=inside)
        if asked is None:
            return found
        return _page(call, connection, campaign, (found, asked), page)


def _communes(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return the communes with villages in reach; of a campaign inside one commune, its widest place stands for it."""
    holding = {place.commune_id for place in places if place.is_unit}
    first: dict[int, Place] = {}
    for place in places:
        if place.commune_id in holding:
            first.setdefault(place.commune_id, place)
    return tuple(first.values())


def _chosen(places: Sequence[Place], communes: Sequence[Place], code: str | None) -> Place | None:
    if code is None:
        return communes[0] if len(communes) == 1 else None
    found = next((place for place in places if place.code == code and place.commune_id), None)
    if found is None:
        raise CampaignError("place_unknown", place=code[:80])
    return found


def _asked(
    call: Call, campaign: CampaignDefinition, wanted: PeopleWanted, *, commune_id: int, place_ids: Sequence[int]
) -> PeopleFilter | None:
    """Return the filter, None when nobody can answer what was typed."""
    text = read_search(wanted.text, vault=call.store.vault)
    if text.hopeless:
        return None
    found = PeopleFilter(
        commune_id=commune_id,
        place_ids=place_ids,
        campaign_id=campaign.id,
        consent=wanted.consent,
        batch_id=wanted.batch_id,
        words=text.words,
        digits=text.digits,
        numbers=text.numbers,
    )
    steps = [s for s in campaign.steps if s.key == wanted.step or (wanted.step == ALL_STEPS and s.required)]
    if not steps:
        return found
    if wanted.stands is StepAsked.DONE:
        return replace(found, done=tuple(step.id for step in steps))
    if isinstance(wanted.stands, StepStatus) and len(steps) == 1:
        return replace(found, status=(steps[0].id, wanted.stands))
    today = call.moment.today
    missing = (StepWanted(indicator_id=s.id, births=births_within(rule=s.rule, on=today)) for s in steps)
    return replace(found, missing=tuple(missing))


def _page(
    call: Call,
    connection: Connection,
    campaign: CampaignDefinition,
    asking: tuple[PeoplePage, PeopleFilter],
    page: int,
) -> PeoplePage:
    """Fill a page with the people who answer a filter."""
    found, asked = asking
    people, total, shown = _read(connection, asked, max(page, 1))
    if not people and asked.words:
        # "thimai" for Thị Mai, as the record screen: only when the beginnings of words find nobody.
        people, total, shown = _read(connection, replace(asked, words=(), parts=asked.words), max(page, 1))
    cards = cards_of(call, connection, campaign, people)
    lines = tuple(
        PersonLine(card=card, numbers=masked_numbers(person, vault=call.store.vault))
        for card, person in zip(cards, people, strict=True)
    )
    return replace(found, lines=lines, page=shown, total=total)


def _read(connection: Connection, asked: PeopleFilter, page: int) -> tuple[tuple[StoredCitizen, ...], int, int]:
    """Return the people of a page, how many there are, and which page it is: beyond the last one it is the last."""
    people, total = queries.page_of_people(connection, wanted=asked, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    if people or page == 1:
        return people, total, page
    last = max(1, -(-queries.count_people(connection, wanted=asked) // PAGE_SIZE))
    return _read(connection, asked, last)
