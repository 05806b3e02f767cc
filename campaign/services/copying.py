"""Copying a campaign to other places (nhân rộng): the same indicators and settings as drafts, targets split anew.

Each place is a write of its own, so that one that is refused holds up nobody else; the same request sent twice makes
nothing twice.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.operations import campaigns as campaign_operations
from campaign.db.operations import targets as target_operations
from campaign.db.operations.reports import put_plan
from campaign.db.queries.campaigns import find_campaign
from campaign.db.queries.reports import find_plan
from campaign.db.queries.targets import current_targets
from campaign.domain.campaign_names import name_there, slug_of
from campaign.domain.indicator_edits import from_campaign
from campaign.domain.vocabulary import CampaignStatus
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.copied_targets import Source, targets_there
from campaign.services.draft_rules import Details, place_of_first_day, tidy
from campaign.services.scoping import campaign_in_scope, places_in_scope
from campaign.services.target_grid import target_denominators

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.db.queries.places import Place
    from campaign.domain.copying import CopyWay
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyWish:
    """What is copied where; `request` is the client's id. `plan_number` is the new places' own, None for none yet."""

    request: uuid.UUID
    slug: str
    place_codes: tuple[str, ...]
    starts_on: date
    ends_on: date
    way: CopyWay
    plan_number: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyResult:
    """What came of one place: the draft's slug, or why there is none.

    `untold` are indicators whose targets could not be carried over, because somewhere nobody has counted the people.
    """

    place_code: str
    place_name: str
    slug: str | None = None
    targets: int = 0
    untold: tuple[str, ...] = ()
    repeated: bool = False
    error: CampaignError | None = None


def copy_campaign(*, call: Call, wish: CopyWish) -> tuple[CopyResult, ...]:
    """Make a draft at every place and return what came of each, in the order asked for.

    Raises `campaign_unknown`, `not_permitted`, `place_not_chosen`, `dates_reversed`, `plan_number_invalid`; what goes
    wrong at one place stands in its result. A constant number of queries a place.
    """
    codes = tuple(dict.fromkeys(wish.place_codes))
    if not codes:
        raise CampaignError("place_not_chosen")
    call.require(Action.MANAGE_CAMPAIGNS, None)
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=wish.slug, action=Action.MANAGE_CAMPAIGNS)
        call.require(Action.MANAGE_CAMPAIGNS, campaign.place_path)
        tidy(Details(name=campaign.name, starts_on=wish.starts_on, ends_on=wish.ends_on, plan_number=wish.plan_number))
        places = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS)
        found = [t for t in current_targets(connection, campaign_id=campaign.id) if t.amount is not None]
        source = Source(
            campaign=campaign,
            places=places,
            targets=found,
            known=target_denominators(call, connection, campaign, places, found),
            plan=find_plan(connection, campaign_id=campaign.id),
        )
    return tuple(_copied(call, wish, source, code) for code in codes)


def _copied(call: Call, wish: CopyWish, source: Source, code: str) -> CopyResult:
    try:
        with call.write() as change:
            place = place_of_first_day(call, change.connection, code=code, day=wish.starts_on)
            return _copy(call, change, wish, source, place)
    except CampaignError as error:
        return CopyResult(place_code=code, place_name=code, error=error)


def _copy(call: Call, change: Change, wish: CopyWish, source: Source, place: Place) -> CopyResult:
    details = _details(source.campaign, place, wish)
    slug = slug_of(details.name, request=uuid.uuid5(wish.request, place.code))
    if find_campaign(change.connection, slug=slug) is not None:
        change.nothing_done()
        return CopyResult(place_code=place.code, place_name=place.name, slug=slug, repeated=True)
    made = campaign_operations.insert_campaign(
        change.connection,
        values={
            **details.as_values(),
            **_settings(source.campaign),
            "slug": slug,
            "place_id": place.id,
            "created_at": call.moment.now,
        },
        indicators=from_campaign(source.campaign.indicators),
    )
    if source.plan is not None:
        put_plan(change.connection, campaign_id=made, level=source.plan[0], cut_off=source.plan[1])
    rows, untold = targets_there(call, change.connection, source, place=place, wish=wish)
    ids = campaign_operations.indicator_ids(change.connection, campaign_id=made)
    _give(call, change, made, rows=[row | {"indicator_id": ids[str(row["indicator_id"])]} for row in rows], wish=wish)
    told = {"name": details.name, "starts_on": details.starts_on, "ends_on": details.ends_on}
    change.log(
        Event(
            commune_id=place.commune_id,
            action="campaign.copy",
            subject_kind="campaign",
            subject_id=slug,
            campaign_id=made,
            place_id=place.id,
            after={**told, "copied_from": wish.slug, "way": wish.way.value, "targets": len(rows)},
        )
    )
    return CopyResult(place_code=place.code, place_name=place.name, slug=slug, targets=len(rows), untold=tuple(untold))


def _details(old: CampaignDefinition, place: Place, wish: CopyWish) -> Details:
    same = place.id == old.place_id
    return tidy(
        Details(
            name=old.name if same else name_there(old.name, here=old.place_name, there=place.name),
            starts_on=wish.starts_on,
            ends_on=wish.ends_on,
            legal_basis=old.legal_basis,
            plan_number=wish.plan_number,
        )
    )


def _settings(old: CampaignDefinition) -> dict[str, object]:
    """Return what a copy takes over as it is."""
    return {
        "status": CampaignStatus.DRAFT.value,
        "template_key": old.template_key,
        "template_version": old.template_version,
        "ahead_factor": round(old.factors.ahead * 100),
        "on_track_factor": round(old.factors.on_track * 100),
        "at_risk_factor": round(old.factors.at_risk * 100),
        "synthetic": old.synthetic,
    }


def _give(call: Call, change: Change, campaign_id: int, *, rows: Sequence[dict[str, object]], wish: CopyWish) -> None:
    if not rows:
        return
    common = {
        "campaign_id": campaign_id,
        "version": 1,
        "reason": wish.reason,
        "set_by": call.viewer.account_id,
        "set_at": call.moment.now,
    }
    target_operations.insert_targets(change.connection, [common | row for row in rows])
