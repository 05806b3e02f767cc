"""The services of progress beyond the spine's: comparisons, groups, and where a number comes from."""

from campaign.domain.permissions import Action
from campaign.domain.vocabulary import PeriodKind
from campaign.services import commune_groups, progress_comparison, progress_units
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN

TABLE: dict[str, Walk] = {
    "commune_groups.commune_groups": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: commune_groups.commune_groups(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "commune_groups.preview_groups": Walk(
        action=Action.MANAGE_CAMPAIGNS,
        run=lambda _, call: commune_groups.preview_groups(call=call, slug=CAMPAIGN, text="Krông Pắc\tNhóm 1"),
        next_door="campaign_unknown",
    ),
    "commune_groups.set_commune_groups": Walk(
        action=Action.MANAGE_CAMPAIGNS,
        run=lambda desk, call: commune_groups.set_commune_groups(
            call=call, slug=CAMPAIGN, groups={desk.world.place("Krông Pắc").id: "Nhóm 1"}
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "progress_comparison.compare_campaigns": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: progress_comparison.compare_campaigns(call=call, slug=CAMPAIGN, other=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "progress_comparison.compare_periods": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: progress_comparison.compare_periods(call=call, slug=CAMPAIGN, kind=PeriodKind.DAY),
        next_door="campaign_unknown",
    ),
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
