"""The services of lists of villages and schools."""

from campaign.domain.permissions import Action
from campaign.services import place_lists
from tests.support.walks.walk import Walk
from tests.support.world import COMMUNE, TODAY

TABLE: dict[str, Walk] = {
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
}

# Functions that take a call and ask for no right, with the reason.
OWN: dict[str, str] = {}
