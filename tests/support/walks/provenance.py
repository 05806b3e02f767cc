"""The services behind *Số này ở đâu ra?*."""

from campaign.domain.permissions import Action
from campaign.domain.vocabulary import Figure
from campaign.services.provenance import provenance
from campaign.services.provenance_rows import provenance_rows
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN

STEP = "scam_awareness"

TABLE: dict[str, Walk] = {
    "provenance.provenance": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: provenance(
            call=call, slug=CAMPAIGN, place_code=None, indicator=STEP, figure=Figure.TOWARD_TARGET
        ),
        next_door="campaign_unknown",
    ),
    "provenance_rows.provenance_rows": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: provenance_rows(
            call=call, slug=CAMPAIGN, place_code=None, indicator=STEP, figure=Figure.RESULT
        ),
        next_door="campaign_unknown",
    ),
}
OWN: dict[str, str] = {}
