"""Reading campaigns and their indicators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import String, bindparam, cast, func, select

from campaign.db.tables import campaign, campaign_revision, campaign_root, indicator, indicator_prerequisite, place
from campaign.domain.eligibility import StepRule
from campaign.domain.indicators import CampaignDefinition, Indicator
from campaign.domain.pace import PaceFactors
from campaign.domain.vocabulary import CampaignStatus, IndicatorKind, LegalBasis, PopulationGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Pool

    from campaign.db.base import AnyRow

_before = place.alias("before")
# "/1/22/@2025-07-01": hardly any campaign has one, and none more than a few.
_EARLIER = (
    select(func.aggregate_strings(_before.c.path + "@" + cast(campaign_root.c.until, String), ","))
    .join(_before, _before.c.id == campaign_root.c.place_id)
    .where(campaign_root.c.campaign_id == campaign.c.id)
    .correlate(campaign)
    .scalar_subquery()
)
_CAMPAIGN = (
    select(
        campaign,
        place.c.code.label("place_code"),
        place.c.name.label("place_name"),
        place.c.path,
        place.c.commune_id,
        _EARLIER.label("earlier"),
    )
    .join(place, place.c.id == campaign.c.place_id)
    .where(campaign.c.slug == bindparam("slug"))
)
_INDICATORS = select(indicator).where(indicator.c.campaign_id == bindparam("campaign")).order_by(indicator.c.position)
_PREREQUISITES = (
    select(indicator_prerequisite)
    .join(indicator, indicator.c.id == indicator_prerequisite.c.indicator_id)
    .where(indicator.c.campaign_id == bindparam("campaign"))
    .order_by(indicator_prerequisite.c.requires_id)
)
_REVISION = (
    select(campaign_revision.c.revision, campaign.c.status, place.c.path)
    .join(campaign, campaign.c.id == campaign_revision.c.campaign_id)
    .join(place, place.c.id == campaign.c.place_id)
    .where(campaign.c.slug == bindparam("slug"))
)
# Read at every rerun of every tab, so it takes no more columns than it shows.
_LISTED = (
    select(
        campaign.c.id,
        campaign.c.slug,
        campaign.c.name,
        campaign.c.status,
        campaign.c.starts_on,
        campaign.c.ends_on,
        campaign.c.synthetic,
        place.c.code.label("place_code"),
        place.c.name.label("place_name"),
        place.c.path,
        func.coalesce(campaign_revision.c.revision, 0).label("revision"),
    )
    .join(place, place.c.id == campaign.c.place_id)
    .outerjoin(campaign_revision, campaign_revision.c.campaign_id == campaign.c.id)
    .order_by(campaign.c.starts_on.desc(), campaign.c.slug)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignSummary:
    """A line in the list of campaigns; `revision` is the counter that each of its writes moves."""

    id: int
    slug: str
    name: str
    status: CampaignStatus
    starts_on: date
    ends_on: date
    place_code: str
    place_name: str
    place_path: str
    synthetic: bool
    revision: int


# What a process has read of a database's indicators, forgotten with the database's pool of connections.
_known: WeakKeyDictionary[Pool, dict[tuple[int, int], tuple[Indicator, ...]]] = WeakKeyDictionary()


def find_campaign(connection: Connection, *, slug: str) -> CampaignDefinition | None:
    """Return a campaign with its indicators, or None: 1 query, and 2 more when its indicators changed."""
    row = connection.execute(_CAMPAIGN, {"slug": slug}).first()
    if row is None:
        return None
    return CampaignDefinition(
        id=row.id,
        slug=row.slug,
        name=row.name,
        place_id=row.place_id,
        place_code=row.place_code,
        place_name=row.place_name,
        place_path=row.path,
        commune_id=row.commune_id,
        status=CampaignStatus(row.status),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        template_key=row.template_key,
        template_version=row.template_version,
        indicators_version=row.indicators_version,
        legal_basis=LegalBasis(row.legal_basis),
        plan_number=row.plan_number,
        factors=PaceFactors(
            ahead=row.ahead_factor / 100,
            on_track=row.on_track_factor / 100,
            at_risk=row.at_risk_factor / 100,
        ),
        synthetic=row.synthetic,
        indicators=_indicators(connection, row.id, row.indicators_version),
        earlier=_earlier(row.earlier),
    )


def _earlier(text: str | None) -> tuple[tuple[str, date], ...]:
    found = [part.split("@") for part in text.split(",")] if text else []
    return tuple(sorted(((path, date.fromisoformat(until)) for path, until in found), key=lambda root: root[1]))


def _indicators(connection: Connection, campaign_id: int, version: int) -> tuple[Indicator, ...]:
    known = _known.setdefault(connection.engine.pool, {})
    if (campaign_id, version) not in known:
        keys = {"campaign": campaign_id}
        needs: dict[int, list[int]] = {}
        for pair in connection.execute(_PREREQUISITES, keys):
            needs.setdefault(pair.indicator_id, []).append(pair.requires_id)
        rows = connection.execute(_INDICATORS, keys).all()
        names = {row.id: row.key for row in rows}
        known[campaign_id, version] = tuple(
            _indicator(row, tuple(names[i] for i in needs.get(row.id, ()))) for row in rows
        )
    return known[campaign_id, version]


def revision(connection: Connection, *, slug: str, scope: Iterable[str]) -> tuple[int, CampaignStatus, str] | None:
    """Return a campaign's revision counter, its status and its place's path; None outside the scope."""
    row = connection.execute(_REVISION, {"slug": slug}).first()
    return (int(row.revision), CampaignStatus(row.status), row.path) if row and _overlaps(row.path, scope) else None


def list_campaigns(connection: Connection, *, scope: Iterable[str]) -> tuple[CampaignSummary, ...]:
    """Return the campaigns that overlap a scope: rooted in it, or reaching down into it. Newest first."""
    roots = tuple(scope)
    return tuple(
        CampaignSummary(
            id=row.id,
            slug=row.slug,
            name=row.name,
            status=CampaignStatus(row.status),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            place_code=row.place_code,
            place_name=row.place_name,
            place_path=row.path,
            synthetic=row.synthetic,
            revision=row.revision,
        )
        for row in connection.execute(_LISTED)
        if _overlaps(row.path, roots)
    )


def _overlaps(path: str, scope: Iterable[str]) -> bool:
    return any(path.startswith(root) or root.startswith(path) for root in scope)


def _indicator(row: AnyRow, prerequisites: tuple[str, ...]) -> Indicator:
    return Indicator(
        id=row.id,
        key=row.key,
        kind=IndicatorKind(row.kind),
        name_vi=row.name_vi,
        name_en=row.name_en,
        short_vi=row.short_vi,
        short_en=row.short_en,
        unit_vi=row.unit_vi,
        unit_en=row.unit_en,
        required=row.required,
        population_group=PopulationGroup(row.population_group) if row.population_group else None,
        rule=StepRule(
            key=row.key,
            age_from=row.age_from,
            age_to=row.age_to,
            prerequisites=prerequisites,
            guardian_below=row.guardian_below,
        ),
    )
