"""The services of setting campaigns up: templates, drafts, checks, copies."""

import uuid
from dataclasses import replace
from datetime import date

from campaign.clock import new_id
from campaign.domain.campaign_names import slug_of
from campaign.domain.copying import CopyWay
from campaign.domain.indicator_edits import from_campaign, remove
from campaign.domain.indicators import CampaignDefinition
from campaign.domain.permissions import Action
from campaign.domain.vocabulary import TargetKind
from campaign.services import (
    amendments,
    campaign_checks,
    campaign_places,
    campaigns,
    copying,
    drafts,
    staffing,
    targets,
    templates,
)
from campaign.services.call import Call
from campaign.services.copying import CopyWish
from campaign.services.drafts import Details, NewDraft, details_of
from campaign.services.targets import TargetChange
from tests.support.desk import Desk
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN, COMMUNE, END, NEIGHBOUR_COMMUNE, START

REQUEST = uuid.UUID(int=0xD4AF7)
OWN_TEMPLATE = "digital_literacy_24490_1"
SECOND = uuid.UUID(int=0xE3F7)
EMPTY = slug_of("Một đợt khác", request=SECOND)
DRAFT = slug_of("Một đợt khác", request=REQUEST)


def details(**changed: object) -> Details:
    values = {"name": "Một đợt khác", "starts_on": START, "ends_on": END, "plan_number": "15/KH-UBND", **changed}
    return Details(**values)  # type: ignore[arg-type]


def draft(desk: Desk, *, at: str = COMMUNE, request: uuid.UUID = REQUEST, template: str = "digital_literacy") -> str:
    """Make a draft as the installation itself, and return its short name."""
    wanted = NewDraft(request=request, template=template, place_code=at, details=details())
    return drafts.start_draft(call=desk.system(), wanted=wanted).slug


def prepare(desk: Desk) -> None:
    """A draft with a target that lies outside its days, and a template of the first commune."""
    slug = draft(desk)
    change = TargetChange(
        place_id=desk.world.place("Buôn Jung").id,
        indicator="all_steps",
        kind=TargetKind.COUNT,
        amount=8,
        expected_version=0,
    )
    targets.set_targets(call=desk.system(), slug=slug, changes=[change], reason="giao")
    desk.run(
        "UPDATE target SET due_on = '2027-02-01' WHERE campaign_id = (SELECT id FROM campaign WHERE slug = :slug)",
        slug=slug,
    )
    templates.copy_template(call=desk.system(), key=OWN_TEMPLATE, base="digital_literacy", place_code=COMMUNE)
    draft(desk, request=SECOND)


def stored(desk: Desk) -> CampaignDefinition:
    return campaigns.campaign(call=desk.system(), slug=DRAFT)


def mended(desk: Desk, call: Call) -> None:
    """Open the draft; the target outside its days is put back behind the counter."""
    desk.run("UPDATE target SET due_on = '2027-01-06' WHERE due_on = '2027-02-01'")
    gaps = campaign_checks.checks(call=desk.system(), slug=DRAFT).may
    accepted = frozenset(gap.key for gap in gaps)
    campaign_checks.open_campaign(call=call, slug=DRAFT, accepted=accepted, reason="đã xem")


def edited(desk: Desk, call: Call) -> object:
    found = templates.template_card(call=desk.system(), key=OWN_TEMPLATE).template
    return templates.edit_template(call=call, changed=replace(found, days=30), reason="theo kế hoạch")


def fewer(desk: Desk, call: Call) -> object:
    found = stored(desk)
    return drafts.set_indicators(
        call=call,
        slug=DRAFT,
        seen_version=found.indicators_version,
        indicators=remove(from_campaign(found.indicators), "literacy_confirmed"),
    )


def wish(**changed: object) -> CopyWish:
    values = {
        "request": new_id(),
        "slug": CAMPAIGN,
        "place_codes": (COMMUNE,),
        "starts_on": date(2027, 2, 1),
        "ends_on": date(2027, 4, 1),
        "way": CopyWay.SAME_TOTAL,
        **changed,
    }
    return CopyWish(**values)  # type: ignore[arg-type]


def begin(call: Call) -> object:
    wanted = NewDraft(request=new_id(), template="digital_literacy", place_code=COMMUNE, details=details())
    return drafts.start_draft(call=call, wanted=wanted)


MANAGE = Action.MANAGE_CAMPAIGNS
TABLE: dict[str, Walk] = {
    "campaign_checks.checks": Walk(
        action=MANAGE,
        run=lambda _, call: campaign_checks.checks(call=call, slug=DRAFT),
        next_door="campaign_unknown",
    ),
    "campaign_checks.open_campaign": Walk(action=MANAGE, run=mended, next_door="campaign_unknown", writes=True),
    "campaign_places.find_places": Walk(
        action=MANAGE, run=lambda _, call: campaign_places.find_places(call=call), next_door=None
    ),
    "campaigns.pending_numbers": Walk(
        action=MANAGE,
        run=lambda _, call: campaigns.pending_numbers(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "campaigns.set_up_of": Walk(action=MANAGE, run=lambda _, call: campaigns.set_up_of(call=call), next_door=None),
    "copying.copy_campaign": Walk(
        action=MANAGE,
        run=lambda _, call: copying.copy_campaign(call=call, wish=wish()),
        next_door="campaign_unknown",
        writes=True,
    ),
    "drafts.drop_targets_outside": Walk(
        action=MANAGE,
        run=lambda _, call: drafts.drop_targets_outside(call=call, slug=DRAFT, reason="đổi ngày"),
        next_door="campaign_unknown",
        writes=True,
    ),
    "drafts.move_draft": Walk(
        action=MANAGE,
        run=lambda _, call: drafts.move_draft(call=call, slug=EMPTY, place_code=NEIGHBOUR_COMMUNE),
        next_door="campaign_unknown",
        writes=True,
    ),
    "amendments.amend_campaign": Walk(
        action=MANAGE,
        run=lambda desk, call: amendments.amend_campaign(
            call=call,
            slug=CAMPAIGN,
            seen=details_of(desk.world.campaign),
            wanted=replace(details_of(desk.world.campaign), plan_number="16/KH-UBND"),
            reason="gia hạn",
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "drafts.set_details": Walk(
        action=MANAGE,
        run=lambda _, call: drafts.set_details(
            call=call, slug=DRAFT, seen=details(), wanted=details(name="Đợt đã sửa tên")
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "drafts.set_indicators": Walk(action=MANAGE, run=fewer, next_door="campaign_unknown", writes=True),
    "drafts.start_draft": Walk(action=MANAGE, run=lambda _, call: begin(call), next_door="not_permitted", writes=True),
    "staffing.spread_helpers": Walk(
        action=Action.MANAGE_ACCOUNTS,
        run=lambda _, call: staffing.spread_helpers(call=call, slug=DRAFT),
        next_door="campaign_unknown",
        writes=True,
    ),
    "staffing.staff": Walk(
        action=Action.MANAGE_ACCOUNTS,
        run=lambda _, call: staffing.staff(call=call, slug=DRAFT),
        next_door="campaign_unknown",
    ),
    "templates.copy_template": Walk(
        action=MANAGE,
        run=lambda _, call: templates.copy_template(
            call=call, key="digital_literacy_24490_2", base="digital_literacy", place_code=COMMUNE
        ),
        next_door="place_unknown",
        writes=True,
    ),
    "templates.edit_template": Walk(action=MANAGE, run=edited, next_door="template_unknown", writes=True),
    "templates.list_templates": Walk(
        action=MANAGE, run=lambda _, call: templates.list_templates(call=call), next_door=None
    ),
    "templates.next_key": Walk(
        action=MANAGE,
        run=lambda _, call: templates.next_key(call=call, base="digital_literacy", place_code=COMMUNE),
        next_door="place_unknown",
    ),
    "templates.retire_template": Walk(
        action=MANAGE,
        run=lambda _, call: templates.retire_template(call=call, key=OWN_TEMPLATE, reason="không dùng nữa"),
        next_door="template_unknown",
        writes=True,
    ),
    "templates.template_card": Walk(
        action=MANAGE,
        run=lambda _, call: templates.template_card(call=call, key=OWN_TEMPLATE),
        next_door="template_unknown",
    ),
    "templates.versions": Walk(
        action=MANAGE,
        run=lambda _, call: templates.versions(call=call, key=OWN_TEMPLATE),
        next_door="template_unknown",
    ),
}

# Functions that take a call and ask for no right, with the reason.
OWN: dict[str, str] = {}
