"""The services of the list of people and of one person's file."""

from campaign.domain.permissions import Action
from campaign.services import people_list, person_file
from campaign.services.person_file import Reveal
from tests.support.desk import Desk
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN


def look(desk: Desk) -> Reveal:
    who = desk.world.people["maryam"]
    return Reveal(campaign=CAMPAIGN, commune_id=who.commune_id, citizen_id=who.id, reason="hẹn đến nhà")


TABLE: dict[str, Walk] = {
    "people_list.find_people": Walk(
        action=Action.MANAGE_PEOPLE,
        run=lambda _, call: people_list.find_people(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "people_list.scene": Walk(
        action=Action.MANAGE_PEOPLE,
        run=lambda _, call: people_list.scene(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "person_file.person_file": Walk(
        action=Action.MANAGE_PEOPLE,
        run=lambda desk, call: person_file.person_file(
            call=call,
            slug=CAMPAIGN,
            commune_id=look(desk).commune_id,
            citizen_id=look(desk).citizen_id,
        ),
        next_door="campaign_unknown",
    ),
    "person_file.reveal": Walk(
        action=Action.REVEAL,
        run=lambda desk, call: person_file.reveal(call=call, wanted=look(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
}

# Functions that take a call and ask for no right, with the reason.
OWN: dict[str, str] = {}
