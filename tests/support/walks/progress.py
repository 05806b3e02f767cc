"""The services of progress beyond the spine's: comparisons, groups, and where a number comes from."""

from campaign.domain.permissions import Action
from campaign.services import progress_units
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN

TABLE: dict[str, Walk] = {
    "progress_units.progress_page": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: progress_units.progress_page(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "progress_units.progress_units": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: progress_units.progress_units(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
}
OWN: dict[str, str] = {}
