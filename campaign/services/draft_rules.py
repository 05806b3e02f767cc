"""Rules that changing a draft or an open campaign share: which one may be changed, what it may be called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.db.operations.drafts import hold_campaign
from campaign.db.queries.campaigns import find_campaign
from campaign.db.queries.places import place_valid_on
from campaign.domain.vocabulary import CampaignStatus, LegalBasis
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call, Change

MAX_NAME: Final = 300
MAX_PLAN_NUMBER: Final = 120
SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,62}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a campaign is called, when it runs, and on what it rests."""

    name: str
    starts_on: date
    ends_on: date
    legal_basis: LegalBasis = LegalBasis.DUTY
    plan_number: str | None = None

    def as_values(self) -> dict[str, object]:
        """Return the columns."""
        return {
            "name": self.name,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "legal_basis": self.legal_basis.value,
            "plan_number": self.plan_number,
        }


def details_of(campaign: CampaignDefinition) -> Details:
    """Return the details of a campaign as they stand."""
    return Details(
        name=campaign.name,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        legal_basis=campaign.legal_basis,
        plan_number=campaign.plan_number,
    )


def tidy(wanted: Details) -> Details:
    """Return details as they are stored; raises `campaign_name_invalid`, `dates_reversed`, `plan_number_invalid`."""
    name = " ".join(wanted.name.split())
    if not name or len(name) > MAX_NAME:
        raise CampaignError("campaign_name_invalid", limit=MAX_NAME)
    if wanted.ends_on < wanted.starts_on:
        raise CampaignError("dates_reversed", start=wanted.starts_on, end=wanted.ends_on)
    plan = " ".join((wanted.plan_number or "").split()) or None
    if plan is not None and len(plan) > MAX_PLAN_NUMBER:
        raise CampaignError("plan_number_invalid", limit=MAX_PLAN_NUMBER)
    return Details(
        name=name,
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
        legal_basis=wanted.legal_basis,
        plan_number=plan,
    )


def drafted(call: Call, change: Change, *, slug: str) -> CampaignDefinition:
    """Return a draft that the viewer may change, its row held until the transaction ends.

    Raises `campaign_unknown`, `not_permitted`, `campaign_not_draft`.
    """
    hold_campaign(change.connection, slug=slug)
    found = campaign_in_scope(call, change.connection, slug=slug, action=Action.MANAGE_CAMPAIGNS)
    call.require(Action.MANAGE_CAMPAIGNS, found.place_path)
    if found.status is not CampaignStatus.DRAFT:
        raise CampaignError("campaign_not_draft", name=found.name)
    return found


def place_of_first_day(call: Call, connection: Connection, *, code: str, day: date) -> Place:
    """Return the place that bore a code on a campaign's first day, where the viewer manages campaigns.

    Raises `place_unknown`, `not_permitted`.
    """
    place = place_valid_on(connection, code=code, day=day)
    if place is None:
        raise CampaignError("place_unknown", place=code)
    call.require(Action.MANAGE_CAMPAIGNS, place.path)
    return place


def campaign_event(
    campaign: CampaignDefinition,
    action: str,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> Event:
    """Return the audit event of something that happened to a campaign, in the chain of its commune."""
    return Event(
        commune_id=campaign.commune_id,
        action=action,
        subject_kind="campaign",
        subject_id=campaign.slug,
        campaign_id=campaign.id,
        place_id=campaign.place_id,
        before=before,
        after=after,
        reason=reason,
    )


def changed_details(old: Details, seen: Details, asked: Details) -> tuple[dict[str, object], dict[str, object]]:
    """Return the values that really change and what stood there; refuses what somebody else changed meanwhile."""
    is_, was, wanted = old.as_values(), seen.as_values(), asked.as_values()
    values = {name: wanted[name] for name in wanted if wanted[name] != was[name] and wanted[name] != is_[name]}
    for name in values:
        if is_[name] != was[name]:
            raise CampaignError("draft_changed_meanwhile", name=old.name, theirs=is_[name], yours=wanted[name])
    return values, {name: is_[name] for name in values}


def as_stored(call: Call, slug: str) -> CampaignDefinition:
    """Return a campaign as the write just before left it."""
    with call.read() as connection:
        found = find_campaign(connection, slug=slug)
    if found is None:
        message = "a campaign was written and cannot be read"
        raise RuntimeError(message)
    return found
