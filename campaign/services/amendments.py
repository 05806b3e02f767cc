"""Changing an open campaign: its name, its plan number, its last day. What it counts, and from when, stands.

Moving the end takes the targets of the last day along. Two officials at once: the second is told what the first wrote.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from campaign.db.operations import drafts as operations
from campaign.db.queries.progress import last_day_of_work
from campaign.db.queries.targets import current_targets
from campaign.domain.vocabulary import CampaignStatus
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.draft_rules import Details, as_stored, campaign_event, changed_details, details_of, tidy
from campaign.services.scoping import campaign_in_scope
from campaign.services.target_moves import in_force, move_end

if TYPE_CHECKING:
    from datetime import date

    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call, Change


def amend_campaign(*, call: Call, slug: str, seen: Details, wanted: Details, reason: str) -> CampaignDefinition:
    """Change what an open campaign is called, its plan number or its last day; `seen` is what the editor started from.

    First day and legal basis stay: records were made under them. Raises `reason_missing`, `campaign_unknown`,
    `not_permitted`, `campaign_draft`, `campaign_closed`, `campaign_name_invalid`, `plan_number_invalid`,
    `dates_reversed`, `end_before_work` (day), `end_before_targets` (day), and `draft_changed_meanwhile` (name, theirs,
    yours).
    """
    why = reason.strip()
    if not why:
        raise CampaignError("reason_missing")
    with call.write() as change:
        old = _open(call, change, slug)
        stored = details_of(old)
        values, before = changed_details(stored, _that_may_change(seen, stored), tidy(_that_may_change(wanted, stored)))
        if not values:
            change.nothing_done()
            return old
        moved = 0
        if "ends_on" in values:
            _require_end(change, old, wanted.ends_on)
            moved = move_end(call, change, old, wanted.ends_on, why)
        operations.set_details(change.connection, campaign_id=old.id, values=values)
        after = {**values, "targets_moved": moved} if moved else values
        change.log(campaign_event(old, "campaign.amend", before=before, after=after, reason=why))
        change.touch(old.id)
    return as_stored(call, slug)


def _that_may_change(asked: Details, stored: Details) -> Details:
    return replace(asked, starts_on=stored.starts_on, legal_basis=stored.legal_basis)


def _open(call: Call, change: Change, slug: str) -> CampaignDefinition:
    """Return an open campaign that the viewer may change, its row held until the transaction ends."""
    operations.hold_campaign(change.connection, slug=slug)
    found = campaign_in_scope(call, change.connection, slug=slug, action=Action.MANAGE_CAMPAIGNS)
    call.require(Action.MANAGE_CAMPAIGNS, found.place_path)
    if found.status is not CampaignStatus.OPEN:
        not_yet = found.status is CampaignStatus.DRAFT
        raise CampaignError("campaign_draft" if not_yet else "campaign_closed", name=found.name)
    return found


def _require_end(change: Change, old: CampaignDefinition, end: date) -> None:
    """Pass if nothing of the campaign lies behind its new end."""
    last = last_day_of_work(change.connection, campaign_id=old.id)
    if last is not None and end < last:
        raise CampaignError("end_before_work", day=last)
    due = [
        t.due_on for t in in_force(current_targets(change.connection, campaign_id=old.id)) if t.due_on != old.ends_on
    ]
    if due and end <= max(due):
        raise CampaignError("end_before_targets", day=max(due))
