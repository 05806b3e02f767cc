"""Campaigns: making one from a template, closing and reopening it, finding those that somebody may see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from campaign.db.operations import campaigns as operations
from campaign.db.queries import campaigns as queries
from campaign.db.queries.campaigns import CampaignSummary
from campaign.db.queries.places import Place, place_valid_on
from campaign.domain import templates
from campaign.domain.indicators import CampaignDefinition
from campaign.domain.vocabulary import CampaignStatus, LegalBasis
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    from datetime import date

    from campaign.services.call import Call

__all__ = [
    "CampaignDefinition",
    "CampaignSummary",
    "campaign",
    "close_campaign",
    "create_campaign",
    "list_campaigns",
    "reopen_campaign",
    "revision",
]

MAX_NAME: Final = 300
MAX_PLAN_NUMBER: Final = 120
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,62}")


def create_campaign(
    *,
    call: Call,
    slug: str,
    name: str,
    place_code: str,
    template: str,
    starts_on: date,
    ends_on: date,
    legal_basis: LegalBasis = LegalBasis.DUTY,
    plan_number: str | None = None,
    synthetic: bool = False,
) -> CampaignDefinition:
    """Make a campaign from a template, open for recording; the place is the one that bore the code on the first day.

    Raises `slug_invalid`, `slug_taken`, `campaign_name_invalid`, `plan_number_invalid`, `dates_reversed`,
    `template_unknown`, `place_unknown`, `not_permitted`.
    """
    chosen = templates.template(template)
    title, plan = _checked(slug=slug, name=name, starts_on=starts_on, ends_on=ends_on, plan_number=plan_number)
    with call.write() as change:
        place = place_valid_on(change.connection, code=place_code, day=starts_on)
        if place is None:
            raise CampaignError("place_unknown", place=place_code)
        call.require(Action.MANAGE_CAMPAIGNS, place.path)
        values = {
            "slug": slug,
            "name": title,
            "place_id": place.id,
            "status": CampaignStatus.OPEN.value,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "template_key": chosen.key,
            "template_version": chosen.version,
            "legal_basis": legal_basis.value,
            "plan_number": plan,
            "synthetic": synthetic,
            "created_at": call.moment.now,
        }
        made = operations.insert_campaign(change.connection, values=values, indicators=chosen.indicators)
        change.log(_created(made, place, values))
        found = queries.find_campaign(change.connection, slug=slug)
        if found is None:
            message = "a campaign was written and cannot be read"
            raise RuntimeError(message)
        return found


def close_campaign(*, call: Call, slug: str, reason: str = "") -> CampaignDefinition:
    """End a campaign's recording; closing a closed one changes nothing.

    Raises `campaign_unknown`, `not_permitted`, `campaign_draft`, `campaign_anonymised`.
    """
    return _move(call, slug, to=CampaignStatus.CLOSED, action="campaign.close", reason=reason.strip())


def reopen_campaign(*, call: Call, slug: str, reason: str) -> CampaignDefinition:
    """Let a closed campaign take records again, with a reason; reopening an open one changes nothing.

    Raises `reason_missing`, `campaign_unknown`, `not_permitted`, `campaign_draft`, `campaign_anonymised`.
    """
    if not reason.strip():
        raise CampaignError("reason_missing")
    return _move(call, slug, to=CampaignStatus.OPEN, action="campaign.reopen", reason=reason.strip())


def list_campaigns(*, call: Call) -> tuple[CampaignSummary, ...]:
    """Return the campaigns that overlap the viewer's scope, newest first."""
    call.require(Action.SEE_PROGRESS, None)
    with call.read() as connection:
        return queries.list_campaigns(connection, scope=call.viewer.scope)


def campaign(*, call: Call, slug: str) -> CampaignDefinition:
    """Return a campaign with what it counts; raises `campaign_unknown` for one outside the viewer's scope too."""
    with call.read() as connection:
        return campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)


def revision(*, call: Call, slug: str) -> int:
    """Return the counter that every write of a campaign moves (one small query); 0 for one outside the scope too."""
    call.require(Action.SEE_PROGRESS, None)
    with call.read() as connection:
        return queries.revision(connection, slug=slug, scope=call.viewer.scope)


def _checked(
    *, slug: str, name: str, starts_on: date, ends_on: date, plan_number: str | None
) -> tuple[str, str | None]:
    """Return name and plan number as they are stored."""
    if not _SLUG.fullmatch(slug):
        raise CampaignError("slug_invalid", value=slug)
    title = " ".join(name.split())
    if not title or len(title) > MAX_NAME:
        raise CampaignError("campaign_name_invalid", limit=MAX_NAME)
    if ends_on < starts_on:
        raise CampaignError("dates_reversed", start=starts_on, end=ends_on)
    plan = " ".join((plan_number or "").split()) or None
    if plan is not None and len(plan) > MAX_PLAN_NUMBER:
        raise CampaignError("plan_number_invalid", limit=MAX_PLAN_NUMBER)
    return title, plan


def _created(campaign_id: int, place: Place, values: dict[str, object]) -> Event:
    shown = ("name", "template_key", "template_version", "starts_on", "ends_on", "legal_basis", "plan_number")
    return Event(
        commune_id=place.commune_id,
        action="campaign.create",
        subject_kind="campaign",
        subject_id=str(values["slug"]),
        campaign_id=campaign_id,
        place_id=place.id,
        after={key: values[key] for key in shown},
    )


def _move(call: Call, slug: str, *, to: CampaignStatus, action: str, reason: str) -> CampaignDefinition:
    with call.write() as change:
        found = campaign_in_scope(call, change.connection, slug=slug, action=Action.MANAGE_CAMPAIGNS)
        call.require(Action.MANAGE_CAMPAIGNS, found.place_path)
        if found.status is to:
            change.nothing_done()
            return found
        if found.status in {CampaignStatus.DRAFT, CampaignStatus.ANONYMISED}:
            raise CampaignError(f"campaign_{found.status.value}", name=found.name)
        closed_at = call.moment.now if to is CampaignStatus.CLOSED else None
        operations.set_status(change.connection, campaign_id=found.id, status=to, closed_at=closed_at)
        change.touch(found.id)
        change.log(
            Event(
                commune_id=found.commune_id,
                action=action,
                subject_kind="campaign",
                subject_id=slug,
                campaign_id=found.id,
                place_id=found.place_id,
                before={"status": found.status.value},
                after={"status": to.value},
                reason=reason,
            )
        )
        after = queries.find_campaign(change.connection, slug=slug)
        return after or found
