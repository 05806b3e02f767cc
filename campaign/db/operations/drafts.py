"""Writing drafts: what a campaign is called, where and when it runs, and what it counts, until it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from campaign.db.operations.campaigns import indicator_row
from campaign.db.tables import campaign, indicator, indicator_prerequisite, target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from campaign.domain.templates import TemplateIndicator

_HOLD = select(campaign.c.id).where(campaign.c.slug == bindparam("slug")).with_for_update()
_MINE = select(indicator.c.id).where(indicator.c.campaign_id == bindparam("campaign"))


def hold_campaign(connection: Connection, *, slug: str) -> None:
    """Hold a campaign's row until the transaction ends: two officials who set it up take turns."""
    connection.execute(_HOLD, {"slug": slug})


def set_details(connection: Connection, *, campaign_id: int, values: Mapping[str, Any]) -> None:
    """Change columns of a campaign."""
    connection.execute(update(campaign).where(campaign.c.id == campaign_id).values(**values))


def replace_indicators(
    connection: Connection, *, campaign_id: int, known: Mapping[str, int], wanted: Sequence[TemplateIndicator]
) -> None:
    """Make a campaign count exactly this, in this order; what stays keeps its id, what goes takes its targets along."""
    keys = {found.key for found in wanted}
    gone = [known[key] for key in known if key not in keys]
    connection.execute(
        delete(indicator_prerequisite).where(indicator_prerequisite.c.indicator_id.in_(_MINE)),
        {"campaign": campaign_id},
    )
    if gone:
        connection.execute(delete(target).where(target.c.campaign_id == campaign_id, target.c.indicator_id.in_(gone)))
        connection.execute(delete(indicator).where(indicator.c.id.in_(gone)))
    ids = dict(known)
    for position, found in enumerate(wanted, start=1):
        values = indicator_row(campaign_id, position, found)
        if found.key in known:
            connection.execute(update(indicator).where(indicator.c.id == known[found.key]).values(**values))
        else:
            made = connection.execute(insert(indicator).values(**values).returning(indicator.c.id)).scalar_one()
            ids[found.key] = int(made)
    needs = [
        {"indicator_id": ids[found.key], "requires_id": ids[key]} for found in wanted for key in found.prerequisites
    ]
    if needs:
        connection.execute(insert(indicator_prerequisite), needs)
    connection.execute(
        update(campaign)
        .where(campaign.c.id == campaign_id)
        .values(indicators_version=campaign.c.indicators_version + 1)
    )
