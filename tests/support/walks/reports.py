"""The services of documents that are made from the numbers."""

from campaign.domain.permissions import Action
from campaign.services import document_view
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN

TABLE: dict[str, Walk] = {
    "document_view.document_view": Walk(
        action=Action.EXPORT_PROGRESS,
        run=lambda _, call: document_view.document_view(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
}
OWN: dict[str, str] = {}
