"""Writing campaigns: the row, its revision counter, what it counts, and its status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from campaign.db.tables import campaign, campaign_revision, indicator, indicator_prerequisite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from campaign.domain.templates import TemplateIndicator
    from campaign.domain.vocabulary import CampaignStatus

_STATUS = (
    update(campaign)
    .where(campaign.c.id == bindparam("campaign"))
    .values(status=bindparam("word"), closed_at=bindparam("closed"))
)


def insert_campaign(
    connection: Connection, *, values: Mapping[str, Any], indicators: Sequence[TemplateIndicator]
) -> int:
    """Insert a campaign with all that it counts and return its id; raises `slug_taken`."""
    made = connection.execute(insert(campaign).values(**values).returning(campaign.c.id)).scalar_one()
    connection.execute(insert(campaign_revision).values(campaign_id=made, revision=1))
    connection.execute(
        insert(indicator),
        [indicator_row(made, position, found) for position, found in enumerate(indicators, start=1)],
    )
    ids = indicator_ids(connection, campaign_id=made)
    needs = [
        {"indicator_id": ids[found.key], "requires_id": ids[key]} for found in indicators for key in found.prerequisites
    ]
    if needs:
        connection.execute(insert(indicator_prerequisite), needs)
    return int(made)


def indicator_ids(connection: Connection, *, campaign_id: int) -> dict[str, int]:
    """Return the ids of what a campaign counts, by key."""
    wanted = select(indicator.c.key, indicator.c.id).where(indicator.c.campaign_id == campaign_id)
    return {row.key: row.id for row in connection.execute(wanted)}


def set_status(connection: Connection, *, campaign_id: int, status: CampaignStatus, closed_at: datetime | None) -> None:
    """Move a campaign to another part of its life."""
    connection.execute(_STATUS, {"campaign": campaign_id, "word": status.value, "closed": closed_at})


def indicator_row(campaign_id: int, position: int, found: TemplateIndicator) -> dict[str, Any]:
    """Return the row of something counted."""
    return {
        "campaign_id": campaign_id,
        "key": found.key,
        "kind": found.kind.value,
        "name_vi": found.name_vi,
        "name_en": found.name_en,
        "short_vi": found.short_vi,
        "short_en": found.short_en,
        "position": position,
        "required": found.required,
        "age_from": found.age_from,
        "age_to": found.age_to,
        "guardian_below": found.guardian_below,
        "population_group": found.population_group.value if found.population_group else None,
        "unit_vi": found.unit_vi,
        "unit_en": found.unit_en,
    }
