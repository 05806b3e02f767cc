"""Campaigns: making an open one from a template, closing and reopening it, finding those that somebody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.db.operations import campaigns as operations
from campaign.db.queries import campaigns as queries
from campaign.db.queries.campaigns import CampaignSummary
from campaign.db.queries.drafts import PendingUnit, SetUp, pending_units, set_ups
from campaign.db.queries.places import Place
from campaign.domain.indicators import CampaignDefinition
from campaign.domain.vocabulary import CampaignStatus, LegalBasis
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.draft_rules import SLUG, Details, campaign_event, place_of_first_day, tidy
from campaign.services.scoping import campaign_in_scope, shown_to
from campaign.services.template_shelf import chosen_template

if TYPE_CHECKING:
    from datetime import date

    from campaign.db import Connection
    from campaign.services.call import Call

__all__ = [
    "CampaignDefinition",
    "CampaignSummary",
    "PendingUnit",
    "SetUp",
    "campaign",
    "close_campaign",
    "create_campaign",
    "list_campaigns",
    "pending_numbers",
    "reopen_campaign",
    "revision",
    "set_up_of",
]

SHOWN: Final = 5
_CLOSED: Final = CampaignStatus.CLOSED


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
    if not SLUG.fullmatch(slug):
        raise CampaignError("slug_invalid", value=slug)
    details = tidy(
        Details(name=name, starts_on=starts_on, ends_on=ends_on, legal_basis=legal_basis, plan_number=plan_number)
    )
    with call.write() as change:
        place = place_of_first_day(call, change.connection, code=place_code, day=starts_on)
        chosen = chosen_template(change.connection, key=template, place_path=place.path)
        values = {
            **details.as_values(),
            "slug": slug,
            "place_id": place.id,
            "status": CampaignStatus.OPEN.value,
            "template_key": chosen.key,
            "template_version": chosen.version,
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


def close_campaign(*, call: Call, slug: str, reason: str = "", accept_pending: bool = False) -> CampaignDefinition:
    """End a campaign's recording; closing a closed one changes nothing.

    Numbers that nobody approved yet stay as they are and count nowhere: with `accept_pending` the official says so,
    with a reason. Raises `campaign_unknown`, `not_permitted`, `campaign_draft`, `campaign_anonymised`,
    `numbers_pending` (n, units), `reason_missing`.
    """
    return _move(
        call,
        slug,
        to=CampaignStatus.CLOSED,
        action="campaign.close",
        reason=reason.strip(),
        accept_pending=accept_pending,
    )


def pending_numbers(*, call: Call, slug: str) -> tuple[PendingUnit, ...]:
    """Return the units whose reported numbers nobody approved yet, by name; raises as `close_campaign`."""
    with call.read() as connection:
        found = campaign_in_scope(call, connection, slug=slug, action=Action.MANAGE_CAMPAIGNS)
        call.require(Action.MANAGE_CAMPAIGNS, found.place_path)
        return pending_units(connection, campaign_id=found.id)


def reopen_campaign(*, call: Call, slug: str, reason: str) -> CampaignDefinition:
    """Let a closed campaign take records again, with a reason; reopening an open one changes nothing.

    Raises `reason_missing`, `campaign_unknown`, `not_permitted`, `campaign_draft`, `campaign_anonymised`.
    """
    if not reason.strip():
        raise CampaignError("reason_missing")
    return _move(call, slug, to=CampaignStatus.OPEN, action="campaign.reopen", reason=reason.strip())


def list_campaigns(*, call: Call) -> tuple[CampaignSummary, ...]:
    """Return the campaigns that overlap the viewer's scope, newest first; drafts for those who may change them."""
    call.require(Action.SEE_PROGRESS, None)
    with call.read() as connection:
        found = queries.list_campaigns(connection, scope=call.viewer.scope)
    return tuple(one for one in found if shown_to(call, status=one.status, path=one.place_path))


def set_up_of(*, call: Call) -> dict[str, SetUp]:
    """Return how far each campaign that the viewer manages is set up, by slug (2 queries)."""
    call.require(Action.MANAGE_CAMPAIGNS, None)
    with call.read() as connection:
        listed = queries.list_campaigns(connection, scope=call.viewer.scope)
        mine = {
            one.id: one.slug for one in listed if any(one.place_path.startswith(root) for root in call.viewer.scope)
        }
        return {mine[own]: found for own, found in set_ups(connection, campaign_ids=mine).items()}


def campaign(*, call: Call, slug: str) -> CampaignDefinition:
    """Return a campaign with what it counts; raises `campaign_unknown` for one outside the viewer's scope too."""
    with call.read() as connection:
        return campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)


def revision(*, call: Call, slug: str) -> int:
    """Return the counter that every write of a campaign moves (one small query); 0 for one outside the scope too."""
    call.require(Action.SEE_PROGRESS, None)
    with call.read() as connection:
        found = queries.revision(connection, slug=slug, scope=call.viewer.scope)
    return found[0] if found and shown_to(call, status=found[1], path=found[2]) else 0


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


def _move(
    call: Call, slug: str, *, to: CampaignStatus, action: str, reason: str, accept_pending: bool = True
) -> CampaignDefinition:
    with call.write() as change:
        found = campaign_in_scope(call, change.connection, slug=slug, action=Action.MANAGE_CAMPAIGNS)
        call.require(Action.MANAGE_CAMPAIGNS, found.place_path)
        if found.status is to:
            change.nothing_done()
            return found
        if found.status in {CampaignStatus.DRAFT, CampaignStatus.ANONYMISED}:
            raise CampaignError(f"campaign_{found.status.value}", name=found.name)
        pending = _accepted(change.connection, found, reason, accept=accept_pending) if to is _CLOSED else 0
        closed_at = call.moment.now if to is _CLOSED else None
        operations.set_status(change.connection, campaign_id=found.id, status=to, closed_at=closed_at)
        change.touch(found.id)
        after = {"status": to.value, "pending": pending} if pending else {"status": to.value}
        change.log(campaign_event(found, action, before={"status": found.status.value}, after=after, reason=reason))
        after_move = queries.find_campaign(change.connection, slug=slug)
        return after_move or found


def _accepted(connection: Connection, found: CampaignDefinition, reason: str, *, accept: bool) -> int:
    """Return how many reported numbers stay unapproved when a campaign closes; refuses what nobody accepted."""
    units = pending_units(connection, campaign_id=found.id)
    n = sum(unit.draft + unit.submitted + unit.returned for unit in units)
    if n and not accept:
        raise CampaignError("numbers_pending", n=n, units=tuple(unit.place_name for unit in units[:SHOWN]))
    if n and not reason:
        raise CampaignError("reason_missing")
    return n
