"""The services of the desk."""

from campaign.domain.permissions import Action
from campaign.services import desk, desk_numbers
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN

TABLE: dict[str, Walk] = {
    "desk.desk_today": Walk(
        action=Action.SEE_DESK,
        run=lambda _desk, call: desk.desk_today(call=call, slug=CAMPAIGN, silent_days=7),
        next_door="campaign_unknown",
    ),
    "desk_numbers.desk_numbers": Walk(
        action=Action.SEE_DESK,
        run=lambda _desk, call: desk_numbers.desk_numbers(call=call, slug=CAMPAIGN, silent_days=7),
        next_door="campaign_unknown",
    ),
}

# Functions that take a call and ask for no right, with the reason.
OWN: dict[str, str] = {}
