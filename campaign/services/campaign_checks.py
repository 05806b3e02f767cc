"""Checks before opening: what is missing in a draft, to be mended or accepted, and the opening itself.

What was accepted is named by the audit chain, with who and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.db.operations import campaigns as operations
from campaign.db.operations.drafts import hold_campaign
from campaign.db.queries import drafts as queries
from campaign.db.queries.places import place_by_id
from campaign.db.queries.targets import current_targets
from campaign.domain.indicator_edits import from_campaign
from campaign.domain.readiness import Aim, Facts, Finding, findings
from campaign.domain.vocabulary import (
    RESIDENCE_KINDS,
    CampaignStatus,
    PlaceKind,
    TargetKind,
)
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.denominators import people_wanted
from campaign.services.draft_rules import campaign_event, drafted
from campaign.services.reporting_units import plan_of
from campaign.services.scoping import campaign_in_scope, places_in_scope
from campaign.services.target_grid import target_denominators
from campaign.services.template_shelf import begun_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call

# Where somebody goes from door to door or from class to class; agencies and support points come to nobody's door.
STAFFED_KINDS: Final = RESIDENCE_KINDS | {PlaceKind.SCHOOL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """A draft and its gaps, those that must be mended first."""

    campaign: CampaignDefinition
    findings: tuple[Finding, ...]

    @property
    def must(self) -> tuple[Finding, ...]:
        """What has to be mended."""
        return tuple(found for found in self.findings if found.must)

    @property
    def may(self) -> tuple[Finding, ...]:
        """What may be accepted."""
        return tuple(found for found in self.findings if not found.must)


def checks(*, call: Call, slug: str) -> Readiness:
    """Return what stands between a campaign and its opening. At most 11 queries, any number of places and targets.

    Raises `campaign_unknown`, `not_permitted`.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.MANAGE_CAMPAIGNS)
        call.require(Action.MANAGE_CAMPAIGNS, campaign.place_path)
        return Readiness(campaign=campaign, findings=findings(_facts(call, connection, campaign)))


def open_campaign(*, call: Call, slug: str, accepted: frozenset[str] = frozenset(), reason: str = "") -> None:
    """Open a draft for recording; `accepted` are the keys of the findings that the official saw and accepts.

    Opening an open campaign changes nothing. Raises `campaign_unknown`, `not_permitted`, `campaign_not_draft`,
    `campaign_not_ready` (n: what must be mended), `findings_not_accepted` (n: what is new or not accepted),
    `reason_missing` where something is accepted without a word why.
    """
    with call.write() as change:
        hold_campaign(change.connection, slug=slug)
        found = campaign_in_scope(call, change.connection, slug=slug, action=Action.MANAGE_CAMPAIGNS)
        call.require(Action.MANAGE_CAMPAIGNS, found.place_path)
        if found.status is CampaignStatus.OPEN:
            change.nothing_done()
            return
        drafted(call, change, slug=slug)
        gaps = findings(_facts(call, change.connection, found))
        must = [gap for gap in gaps if gap.must]
        may = [gap for gap in gaps if not gap.must]
        if must:
            raise CampaignError("campaign_not_ready", n=len(must))
        if unseen := [gap for gap in may if gap.key not in accepted]:
            raise CampaignError("findings_not_accepted", n=len(unseen))
        if may and not reason.strip():
            raise CampaignError("reason_missing")
        operations.set_status(change.connection, campaign_id=found.id, status=CampaignStatus.OPEN, closed_at=None)
        change.log(
            campaign_event(
                found,
                "campaign.open",
                before={"status": found.status.value},
                after={"status": CampaignStatus.OPEN.value, "accepted": [gap.code for gap in may]},
                reason=reason.strip(),
            )
        )
        change.touch(found.id)


def _facts(call: Call, connection: Connection, campaign: CampaignDefinition) -> Facts:
    root = place_by_id(connection, place_id=campaign.place_id)
    places = places_in_scope(call, connection, campaign=campaign, action=Action.MANAGE_CAMPAIGNS)
    begun = begun_with(connection, key=campaign.template_key, version=campaign.template_version)
    units = _working(connection, campaign, places)
    return Facts(
        today=call.moment.today,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        place_name=campaign.place_name,
        place_ends=root.valid_to if root else None,
        legal_basis=campaign.legal_basis,
        plan_number=campaign.plan_number,
        indicators=from_campaign(campaign.indicators),
        wanted_first={found.key: found.prerequisites for found in begun.indicators} if begun else {},
        units=tuple((place.id, place.name) for place in units),
        staffed=_staffed(connection, campaign, units),
        aims=_aims(call, connection, campaign, places),
    )


def _working(connection: Connection, campaign: CampaignDefinition, places: Sequence[Place]) -> tuple[Place, ...]:
    """Return the places where the work is done; in a campaign of numbers alone, those that report them."""
    if campaign.steps:
        return tuple(place for place in places if place.is_unit)
    plan = plan_of(connection, campaign)
    return tuple(place for place in places if plan.is_unit(place))


def _staffed(connection: Connection, campaign: CampaignDefinition, units: Sequence[Place]) -> frozenset[int] | None:
    """Return the places that need nobody or have somebody; None for a campaign without steps."""
    if not campaign.steps:
        return None
    wanting = [place.id for place in units if place.kind in STAFFED_KINDS]
    there = queries.staffed_places(
        connection, place_ids=wanting, starts_on=campaign.starts_on, ends_on=campaign.ends_on
    )
    return frozenset(there) | {place.id for place in units if place.kind not in STAFFED_KINDS}


def _aims(call: Call, connection: Connection, campaign: CampaignDefinition, places: Sequence[Place]) -> tuple[Aim, ...]:
    found = [target for target in current_targets(connection, campaign_id=campaign.id) if target.amount is not None]
    known = target_denominators(call, connection, campaign, places, found)
    keys = {indicator.id: indicator.key for indicator in campaign.indicators}
    parents = {place.id: place.parent_id for place in places}
    return tuple(
        Aim(
            indicator=keys[target.indicator_id],
            due_on=target.due_on,
            people=people_wanted(target, known),
            share=target.kind is TargetKind.PERCENT,
            whole=target.place_id == campaign.place_id,
            part=parents.get(target.place_id) == campaign.place_id,
        )
        for target in found
        if target.indicator_id in keys
    )
