"""Drafts: begun from a template, changed until they open, by two officials at once, and hidden from everybody else."""

from datetime import date, timedelta
from typing import Any

import pytest

from campaign.clock import new_id
from campaign.db.operations import drafts as operations
from campaign.db.tables import campaign as campaign_table
from campaign.db.tables import target
from campaign.domain.indicator_edits import from_campaign, move, put, remove
from campaign.domain.indicators import CampaignDefinition
from campaign.domain.templates import TemplateIndicator
from campaign.domain.vocabulary import CampaignStatus, IndicatorKind, LegalBasis, TargetKind
from campaign.errors import CampaignError
from campaign.services import campaigns, drafts
from campaign.services.drafts import Details, NewDraft
from campaign.services.target_grid import target_grid, versions
from campaign.services.targets import TargetChange, set_targets
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, COMMUNE, END, NEIGHBOUR_COMMUNE, START, Persona

REQUEST = new_id()
NEW = TemplateIndicator(
    key="smart_farming",
    kind=IndicatorKind.STEP,
    name_vi="Dùng ứng dụng nông nghiệp",
    name_en="Uses a farming app",
    short_vi="Nông nghiệp",
    short_en="Farming",
    unit_vi="người",
    unit_en="people",
    required=True,
    prerequisites=("eid_level2",),
)


def details(**changed: Any) -> Details:  # noqa: ANN401 - fields of Details
    return Details(**{"name": "Đợt 2", "starts_on": START, "ends_on": END, "plan_number": "15/KH-UBND", **changed})


def begin(desk: Desk, by: Persona = Persona.OFFICIAL, **changed: Any) -> CampaignDefinition:  # noqa: ANN401 - fields of NewDraft
    values = {"request": REQUEST, "template": "digital_citizen_2026", "place_code": COMMUNE, "details": details()}
    return drafts.start_draft(call=desk.as_(by), wanted=NewDraft(**{**values, **changed}))


def change(desk: Desk, draft: CampaignDefinition, wanted: Details, **more: Any) -> CampaignDefinition:  # noqa: ANN401
    values = {"seen": drafts.details_of(draft), "reason": "đổi ngày", **more}
    return drafts.set_details(call=desk.as_(Persona.OFFICIAL), slug=draft.slug, wanted=wanted, **values)


def aim(desk: Desk, draft: CampaignDefinition, place: str, n: int, due: date | None = None) -> None:
    wanted = TargetChange(
        place_id=desk.world.place(place).id,
        indicator="all_steps",
        kind=TargetKind.COUNT,
        amount=n,
        expected_version=0,
        due_on=due,
    )
    set_targets(call=desk.as_(Persona.OFFICIAL), slug=draft.slug, changes=[wanted], reason="giao")


# ------------------------------------------------------------------------------------------- beginning
def test_a_draft_is_its_template_and_takes_no_record(desk: Desk) -> None:
    with desk.one_event("campaign.draft") as events:
        made = begin(desk)
    assert (made.status, made.name, made.plan_number) == (CampaignStatus.DRAFT, "Đợt 2", "15/KH-UBND")
    assert (made.template_key, made.template_version) == ("digital_citizen_2026", 1)
    assert made.slug.startswith("dot-2-")
    assert len(made.indicators) == 13
    assert events[0]["after"]["template_version"] == 1
    with desk.refused("campaign_draft"):
        desk.save("maryam", "scam_awareness", by=Persona.OFFICIAL, campaign=made.slug)


def test_the_same_request_twice_begins_one_draft(desk: Desk) -> None:
    first = begin(desk)
    before = desk.state()
    assert begin(desk) == first
    assert desk.state() == before
    # The same name for another request is another campaign.
    assert begin(desk, request=new_id()).slug != first.slug


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"details": details(name=" ")}, "campaign_name_invalid"),
        ({"details": details(ends_on=START - timedelta(days=1))}, "dates_reversed"),
        ({"details": details(plan_number="1" * 121)}, "plan_number_invalid"),
        ({"template": "no_such"}, "template_unknown"),
        ({"place_code": "99999"}, "place_unknown"),
        ({"place_code": NEIGHBOUR_COMMUNE}, "not_permitted"),
    ],
)
def test_a_wrong_draft_is_refused_whole(desk: Desk, changed: dict[str, Any], code: str) -> None:
    known = desk.rows(campaign_table)
    with desk.refused(code):
        begin(desk, **changed)
    assert desk.rows(campaign_table) == known


# ------------------------------------------------------------------------------------- who sees a draft
def test_a_draft_is_there_for_those_who_set_campaigns_up(desk: Desk) -> None:
    slug = begin(desk).slug

    def seen(who: Persona) -> bool:
        return slug in {found.slug for found in campaigns.list_campaigns(call=desk.as_(who))}

    assert seen(Persona.OFFICIAL)
    assert seen(Persona.ADMIN)
    for who in (Persona.VOLUNTEER, Persona.TEAM_LEAD, Persona.LEADER, Persona.AUDITOR, Persona.NEIGHBOUR):
        assert not seen(who), who
        assert campaigns.revision(call=desk.as_(who), slug=slug) == 0
        with pytest.raises(CampaignError) as caught:
            campaigns.campaign(call=desk.as_(who), slug=slug)
        assert caught.value.code == "campaign_unknown"


def test_a_draft_of_the_province_is_not_the_communes(desk: Desk) -> None:
    wanted = NewDraft(request=new_id(), template="drive_44_days", place_code="66", details=details())
    slug = drafts.start_draft(call=desk.system(), wanted=wanted).slug
    assert slug not in {found.slug for found in campaigns.list_campaigns(call=desk.as_(Persona.OFFICIAL))}


# --------------------------------------------------------------------------------------------- details
def test_details_change_and_say_what_was_there(desk: Desk) -> None:
    draft = begin(desk)
    with desk.one_event("campaign.details") as events:
        made = change(desk, draft, details(name="Đợt hai", legal_basis=LegalBasis.CONSENT))
    assert (made.name, made.legal_basis, made.plan_number) == ("Đợt hai", LegalBasis.CONSENT, "15/KH-UBND")
    assert events[0]["before"] == {"name": "Đợt 2", "legal_basis": "duty"}
    before = desk.state()
    change(desk, made, details(name="Đợt hai", legal_basis=LegalBasis.CONSENT))
    assert desk.state() == before


def test_the_second_official_is_told_what_the_first_wrote(desk: Desk) -> None:
    draft = begin(desk)
    change(desk, draft, details(name="Tên của người thứ nhất"))
    with desk.refused("draft_changed_meanwhile", theirs="Tên của người thứ nhất", yours="Tên khác"):
        change(desk, draft, details(name="Tên khác"))
    # What only the first one touched stays, and what only the second one touched is stored.
    made = change(desk, draft, details(plan_number="16/KH-UBND"))
    assert (made.name, made.plan_number) == ("Tên của người thứ nhất", "16/KH-UBND")


def test_targets_for_the_last_day_move_with_it(desk: Desk) -> None:
    draft = begin(desk)
    half = START + timedelta(days=29)
    aim(desk, draft, "Buôn Jung", 200)
    aim(desk, draft, "Buôn Jung", 60, due=half)
    later = END + timedelta(days=10)
    with desk.one_event("campaign.details") as events:
        change(desk, draft, details(ends_on=later))
    assert events[0]["after"]["targets_moved"] == 1
    grid = target_grid(call=desk.as_(Persona.OFFICIAL), slug=draft.slug)
    assert grid.due_days == (half, later)
    assert next(row for row in grid.rows if row.name == "Buôn Jung").cells["all_steps"].amount == 200
    told = versions(
        call=desk.as_(Persona.OFFICIAL),
        slug=draft.slug,
        place_id=desk.world.place("Buôn Jung").id,
        indicator="all_steps",
    )
    assert {(v.due_on, v.amount, v.reason) for v in told} == {
        (END, 200, "giao"), (END, None, "đổi ngày"), (later, 200, "đổi ngày"), (half, 60, "giao"),
    }  # fmt: skip
    # There and back again: versions go on counting.
    back = change(desk, campaigns.campaign(call=desk.as_(Persona.OFFICIAL), slug=draft.slug), details())
    assert back.ends_on == END


def test_targets_outside_the_days_can_be_taken_back(desk: Desk) -> None:
    draft = begin(desk)
    aim(desk, draft, "Buôn Jung", 60, due=START)
    change(desk, draft, details(starts_on=START + timedelta(days=5)))
    call = desk.as_(Persona.OFFICIAL)
    with desk.refused("reason_missing"):
        drafts.drop_targets_outside(call=call, slug=draft.slug, reason=" ")
    with desk.one_event("target.drop"):
        assert drafts.drop_targets_outside(call=call, slug=draft.slug, reason="đổi ngày") == 1
    before = desk.state()
    assert drafts.drop_targets_outside(call=call, slug=draft.slug, reason="đổi ngày") == 0
    assert desk.state() == before


# ----------------------------------------------------------------------------------------------- place
def test_a_draft_without_targets_moves(desk: Desk) -> None:
    draft = begin(desk)
    with desk.one_event("campaign.place"):
        made = drafts.move_draft(call=desk.system(), slug=draft.slug, place_code=NEIGHBOUR_COMMUNE)
    assert made.place_name == "Ea Phê"
    with desk.refused("campaign_unknown"):
        drafts.move_draft(call=desk.as_(Persona.OFFICIAL), slug=draft.slug, place_code=COMMUNE)


def test_a_draft_with_targets_stays(desk: Desk) -> None:
    draft = begin(desk)
    aim(desk, draft, "Buôn Jung", 60)
    with desk.refused("draft_has_targets"):
        drafts.move_draft(call=desk.system(), slug=draft.slug, place_code=NEIGHBOUR_COMMUNE)


# ------------------------------------------------------------------------------------------ indicators
def counts(desk: Desk, draft: CampaignDefinition, wanted: Any, **more: Any) -> CampaignDefinition:  # noqa: ANN401
    values = {"seen_version": draft.indicators_version, **more}
    return drafts.set_indicators(call=desk.as_(Persona.OFFICIAL), slug=draft.slug, indicators=wanted, **values)


def test_steps_are_added_moved_and_taken_out(desk: Desk) -> None:
    draft = begin(desk)
    wanted = move(put(remove(from_campaign(draft.indicators), "health_record"), NEW), NEW.key, by=-3)
    with desk.one_event("campaign.indicators") as events:
        made = counts(desk, draft, wanted)
    keys = [i.key for i in made.indicators]
    assert "health_record" not in keys
    assert keys.index("smart_farming") == 7
    assert keys[-2:] == ["all_steps", "reached"]
    found = made.indicator("smart_farming")
    assert found is not None
    assert found.rule.prerequisites == ("eid_level2",)
    # What stays keeps its id, so that its targets stay with it.
    old, new = draft.indicator("eid_level2"), made.indicator("eid_level2")
    assert old is not None
    assert new is not None
    assert old.id == new.id
    assert events[0]["after"]["indicators"] == keys
    before = desk.state()
    assert counts(desk, made, wanted) == made
    assert desk.state() == before


def test_without_a_step_nothing_needs_it_and_its_targets_go(desk: Desk) -> None:
    draft = begin(desk)
    wanted = TargetChange(
        place_id=desk.world.place("Buôn Jung").id, indicator="chip_id_card", kind=TargetKind.COUNT, amount=5,
        expected_version=0,
    )  # fmt: skip
    set_targets(call=desk.as_(Persona.OFFICIAL), slug=draft.slug, changes=[wanted], reason="giao")
    made = counts(desk, draft, remove(from_campaign(draft.indicators), "chip_id_card"))
    eid = made.indicator("eid_level2")
    assert eid is not None
    assert eid.rule.prerequisites == ()
    assert desk.rows(target) == 0


def test_without_steps_there_is_no_all_steps(desk: Desk) -> None:
    draft = begin(desk)
    number = TemplateIndicator(**{**as_dict(NEW), "kind": IndicatorKind.COUNT, "required": False, "prerequisites": ()})
    assert [i.key for i in counts(desk, draft, [number]).indicators] == ["smart_farming"]


def test_a_campaign_counts_something(desk: Desk) -> None:
    draft = begin(desk)
    with desk.refused("template_empty"):
        counts(desk, draft, ())


def test_the_second_official_sees_the_steps_of_the_first(desk: Desk) -> None:
    draft = begin(desk)
    counts(desk, draft, remove(from_campaign(draft.indicators), "health_record"))
    with desk.refused("indicators_changed_meanwhile"):
        counts(desk, draft, put(from_campaign(draft.indicators), NEW))


def test_what_contradicts_itself_is_refused(desk: Desk) -> None:
    draft = begin(desk)
    loop = TemplateIndicator(**{**as_dict(NEW), "key": "eid_level2", "prerequisites": ("basic_documents",)})
    with desk.refused("template_prerequisite_loop"):
        counts(desk, draft, put(from_campaign(draft.indicators), loop))
    with desk.refused("template_label_missing"):
        counts(desk, draft, put(from_campaign(draft.indicators), TemplateIndicator(**{**as_dict(NEW), "name_vi": ""})))


def as_dict(found: TemplateIndicator) -> dict[str, Any]:
    return {name: getattr(found, name) for name in TemplateIndicator.__slots__}


def test_an_open_campaign_is_no_draft(desk: Desk) -> None:
    found = desk.world.campaign
    for act in (
        lambda: counts(desk, found, from_campaign(found.indicators)[:3]),
        lambda: change(desk, found, details()),
        lambda: drafts.move_draft(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, place_code=COMMUNE),
        lambda: drafts.drop_targets_outside(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, reason="x"),
    ):
        with desk.refused("campaign_not_draft"):
            act()


def test_a_break_in_the_middle_leaves_the_steps(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = begin(desk)
    before = desk.state()
    real = operations.replace_indicators

    def broken(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - handed on
        real(*args, **kwargs)
        raise RuntimeError

    monkeypatch.setattr(operations, "replace_indicators", broken)
    with pytest.raises(RuntimeError):
        counts(desk, draft, remove(from_campaign(draft.indicators), "health_record"))
    assert desk.state() == before
    assert campaigns.campaign(call=desk.as_(Persona.OFFICIAL), slug=draft.slug) == draft
