"""Setting a campaign up: a draft is begun from a template, and everything about it may be changed until it opens.

Two officials who work on one draft: the second is told what the first wrote, and nothing is overwritten silently.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from campaign.db.operations import campaigns as campaign_operations
from campaign.db.operations import drafts as operations
from campaign.db.queries.campaigns import find_campaign
from campaign.db.queries.targets import current_targets
from campaign.domain.campaign_names import slug_of
from campaign.domain.indicator_edits import from_campaign, with_derived, without_missing
from campaign.domain.templates import contradictions
from campaign.domain.vocabulary import CampaignStatus
from campaign.errors import CampaignError
from campaign.services.call import Event
from campaign.services.draft_rules import (
    Details,
    as_stored,
    campaign_event,
    changed_details,
    details_of,
    drafted,
    place_of_first_day,
    tidy,
)
from campaign.services.target_moves import in_force, move_end, move_targets
from campaign.services.template_shelf import chosen_template

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from campaign.domain.indicators import CampaignDefinition
    from campaign.domain.templates import TemplateIndicator
    from campaign.services.call import Call

__all__ = [
    "Details",
    "NewDraft",
    "details_of",
    "drop_targets_outside",
    "move_draft",
    "set_details",
    "set_indicators",
    "start_draft",
]

# What may be repaired later in the draft; the checks before opening tell it.
_TOLD_LATER = frozenset({"template_prerequisite_optional"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraft:
    """A draft to begin; `request` is the client's id, so that the same request sent twice begins one draft."""

    request: uuid.UUID
    template: str
    place_code: str
    details: Details


def start_draft(*, call: Call, wanted: NewDraft) -> CampaignDefinition:
    """Begin a campaign as a draft and return it; the place is the one that bore the code on the first day.

    Raises `campaign_name_invalid`, `plan_number_invalid`, `dates_reversed`, `template_unknown`, `place_unknown`,
    `not_permitted`.
    """
    details = tidy(wanted.details)
    slug = slug_of(details.name, request=wanted.request)
    with call.write() as change:
        place = place_of_first_day(call, change.connection, code=wanted.place_code, day=details.starts_on)
        chosen = chosen_template(change.connection, key=wanted.template, place_path=place.path)
        there = find_campaign(change.connection, slug=slug)
        if there is not None and there.place_id == place.id:
            change.nothing_done()
            return there
        values = {
            **details.as_values(),
            "slug": slug,
            "place_id": place.id,
            "status": CampaignStatus.DRAFT.value,
            "template_key": chosen.key,
            "template_version": chosen.version,
            "created_at": call.moment.now,
        }
        made = campaign_operations.insert_campaign(change.connection, values=values, indicators=chosen.indicators)
        told = ("name", "template_key", "template_version", "starts_on", "ends_on", "legal_basis", "plan_number")
        change.log(
            Event(
                commune_id=place.commune_id,
                action="campaign.draft",
                subject_kind="campaign",
                subject_id=slug,
                campaign_id=made,
                place_id=place.id,
                after={name: values[name] for name in told},
            )
        )
    return as_stored(call, slug)


def set_details(*, call: Call, slug: str, seen: Details, wanted: Details, reason: str = "") -> CampaignDefinition:
    """Change what a draft is called, its days, plan number or legal basis; `seen` is what the editor started from.

    Targets for the old last day move to the new one, with `reason` as theirs. Raises `campaign_unknown`,
    `not_permitted`, `campaign_not_draft`, `campaign_name_invalid`, `plan_number_invalid`, `dates_reversed`,
    `draft_changed_meanwhile` (name, theirs, yours).
    """
    asked = tidy(wanted)
    with call.write() as change:
        old = drafted(call, change, slug=slug)
        values, before = changed_details(details_of(old), seen, asked)
        if not values:
            change.nothing_done()
            return old
        now = replace(details_of(old), **{name: getattr(asked, name) for name in values})
        tidy(now)
        operations.set_details(change.connection, campaign_id=old.id, values=values)
        moved = move_end(call, change, old, now.ends_on, reason) if now.ends_on != old.ends_on else 0
        after = {**values, "targets_moved": moved} if moved else values
        change.log(campaign_event(old, "campaign.details", before=before, after=after))
        change.touch(old.id)
    return as_stored(call, slug)


def move_draft(*, call: Call, slug: str, place_code: str) -> CampaignDefinition:
    """Put a draft at another place, as long as it has no targets there.

    Raises `campaign_unknown`, `not_permitted`, `campaign_not_draft`, `place_unknown`, `draft_has_targets`.
    """
    with call.write() as change:
        old = drafted(call, change, slug=slug)
        place = place_of_first_day(call, change.connection, code=place_code, day=old.starts_on)
        if place.id == old.place_id:
            change.nothing_done()
            return old
        if in_force(current_targets(change.connection, campaign_id=old.id)):
            raise CampaignError("draft_has_targets", place=old.place_name)
        operations.set_details(change.connection, campaign_id=old.id, values={"place_id": place.id})
        was, now = {"place": old.place_code}, {"place": place.code}
        change.log(campaign_event(old, "campaign.place", before=was, after=now))
        change.touch(old.id)
    return as_stored(call, slug)


def set_indicators(
    *, call: Call, slug: str, seen_version: int, indicators: Sequence[TemplateIndicator]
) -> CampaignDefinition:
    """Make a draft count exactly these, in this order; "all steps" and "reached" follow the steps by themselves.

    `seen_version` is the campaign's `indicators_version` that the editor saw. An indicator that goes takes its targets
    along, a step that goes is nobody's prerequisite any more. Raises `campaign_unknown`, `not_permitted`,
    `campaign_not_draft`, `indicators_changed_meanwhile`, and what `contradictions` finds.
    """
    wanted = without_missing(with_derived(indicators))
    for refusal in contradictions(wanted):
        if refusal.code not in _TOLD_LATER:
            raise refusal
    with call.write() as change:
        old = drafted(call, change, slug=slug)
        stored = from_campaign(old.indicators)
        if stored == wanted:
            change.nothing_done()
            return old
        if old.indicators_version != seen_version:
            raise CampaignError("indicators_changed_meanwhile", name=old.name)
        known = {found.key: found.id for found in old.indicators}
        operations.replace_indicators(change.connection, campaign_id=old.id, known=known, wanted=wanted)
        before = {found.key: found for found in stored}
        change.log(
            campaign_event(
                old,
                "campaign.indicators",
                before={"indicators": [found.key for found in stored]},
                after={
                    "indicators": [found.key for found in wanted],
                    "changed": [f.key for f in wanted if f.key in before and before[f.key] != f],
                },
            )
        )
        change.touch(old.id)
    # Read after the end: what this process keeps of indicators must not come from a write that fails at its last step.
    return as_stored(call, slug)


def drop_targets_outside(*, call: Call, slug: str, reason: str) -> int:
    """Take back a draft's targets that are due before its first or after its last day; returns how many there were.

    Raises `reason_missing`, `campaign_unknown`, `not_permitted`, `campaign_not_draft`.
    """
    if not reason.strip():
        raise CampaignError("reason_missing")
    with call.write() as change:
        old = drafted(call, change, slug=slug)
        found = current_targets(change.connection, campaign_id=old.id)
        outside = [t for t in in_force(found) if not old.starts_on <= t.due_on <= old.ends_on]
        if not outside:
            change.nothing_done()
            return 0
        move_targets(call, change, campaign=old, found=found, moved=outside, to=None, reason=reason.strip())
        change.log(campaign_event(old, "target.drop", before={"n": len(outside)}, reason=reason.strip()))
        change.touch(old.id)
        return len(outside)
