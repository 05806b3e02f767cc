"""The services of lists of villages and schools."""

from dataclasses import replace
from datetime import date

from campaign.domain.coordinates import Coordinates
from campaign.domain.permissions import Action
from campaign.domain.vocabulary import PlaceKind, PopulationGroup
from campaign.services import place_directory, place_lists, place_upkeep, places
from campaign.services.call import Call
from campaign.services.place_upkeep import Face
from tests.support.desk import Desk
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN, COMMUNE, TODAY

NOTHING = None
END = date(2027, 1, 1)
JUNG = Face(name="Buôn Jung", kind=PlaceKind.VILLAGE, local_code="V07")


def jung(desk: Desk) -> int:
    return desk.world.place("Buôn Jung").id


def ended(desk: Desk, call: Call) -> None:
    desk.run("UPDATE place SET valid_to = '2027-01-01' WHERE id = :id", id=desk.world.place("Thôn 3").id)
    place_upkeep.revive_unit(call=call, place_id=desk.world.place("Thôn 3").id, seen=END)


TABLE: dict[str, Walk] = {
    "places.places_of_campaign": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: places.places_of_campaign(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "place_lists.preview_list": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda _, call: place_lists.preview_list(call=call, commune_code=COMMUNE, text="Thôn 9"),
        next_door="not_permitted",
    ),
    "place_lists.add_list": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda _, call: place_lists.add_list(call=call, commune_code=COMMUNE, text="Thôn 9", as_of=TODAY),
        next_door="not_permitted",
        writes=True,
    ),
    "place_directory.communes": Walk(
        action=Action.MANAGE_PLACES, run=lambda _, call: place_directory.communes(call=call), next_door=NOTHING
    ),
    "place_directory.directory": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda _, call: place_directory.directory(call=call, commune_code=COMMUNE),
        next_door="not_permitted",
    ),
    "place_directory.unit_file": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda _, call: place_directory.unit_file(call=call, commune_code=COMMUNE, unit_code="24490-V07"),
        next_door="not_permitted",
    ),
    "place_upkeep.edit_unit": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda desk, call: place_upkeep.edit_unit(
            call=call, place_id=jung(desk), face=replace(JUNG, name="Buôn Jung A"), seen=JUNG
        ),
        next_door="not_permitted",
        writes=True,
    ),
    "place_upkeep.put_figures": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda desk, call: place_upkeep.put_figures(
            call=call, place_id=jung(desk), as_of=TODAY, figures={PopulationGroup.ALL: 700}, seen={}
        ),
        next_door="not_permitted",
        writes=True,
    ),
    "place_upkeep.put_point": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda desk, call: place_upkeep.put_point(
            call=call, place_id=jung(desk), point=Coordinates(latitude=12.7, longitude=108.3), seen=None
        ),
        next_door="not_permitted",
        writes=True,
    ),
    "place_upkeep.end_unit": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda desk, call: place_upkeep.end_unit(call=call, place_id=jung(desk), last_day=TODAY, seen=None),
        next_door="not_permitted",
        writes=True,
    ),
    "place_upkeep.revive_unit": Walk(action=Action.MANAGE_PLACES, run=ended, next_door="not_permitted", writes=True),
}

# Functions that take a call and ask for no right, with the reason.
OWN: dict[str, str] = {}
