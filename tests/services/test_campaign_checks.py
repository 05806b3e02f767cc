"""Checks before opening: every gap, who may accept it, and what the audit chain remembers of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from campaign.clock import Moment, moment_at, new_id
from campaign.domain.indicator_edits import from_campaign, put, remove
from campaign.domain.readiness import Finding
from campaign.domain.vocabulary import CampaignStatus, LegalBasis, PlaceKind, TargetKind
from campaign.services import assignments, campaign_checks, campaigns, drafts, places
from campaign.services.campaign_checks import checks, open_campaign
from campaign.services.drafts import Details, NewDraft
from campaign.services.places import NewUnit
from campaign.services.targets import TargetChange, set_targets
from tests.support.desk import Desk
from tests.support.world import COMMUNE, END, START, TODAY, Persona

EARLY = moment_at(START - timedelta(days=3))


def begin(desk: Desk, **changed: Any) -> str:  # noqa: ANN401 - fields of Details
    values = {"name": "Đợt 2", "starts_on": START, "ends_on": END, "plan_number": "15/KH-UBND", **changed}
    wanted = NewDraft(request=new_id(), template="digital_citizen_2026", place_code=COMMUNE, details=Details(**values))
    return drafts.start_draft(call=desk.as_(Persona.OFFICIAL, EARLY), wanted=wanted).slug


def gaps(desk: Desk, slug: str, at: Moment = EARLY) -> dict[str, Finding]:
    return {found.code: found for found in checks(call=desk.as_(Persona.OFFICIAL, at), slug=slug).findings}


def aim(desk: Desk, slug: str, **people: int) -> None:
    names = {"whole": "Krông Pắc", "jung": "Buôn Jung", "pan": "Buôn Pan", "three": "Thôn 3"}
    changes = [
        TargetChange(
            place_id=desk.world.place(names[name]).id,
            indicator="all_steps",
            kind=TargetKind.COUNT,
            amount=n,
            expected_version=0,
        )
        for name, n in people.items()
    ]
    set_targets(call=desk.as_(Persona.OFFICIAL), slug=slug, changes=changes, reason="giao")


def staffed(desk: Desk) -> None:
    assignments.assign(
        call=desk.as_(Persona.OFFICIAL),
        username=Persona.TEAM_LEAD.value,
        place_codes=[desk.world.place("Buôn Pan").code],
        starts_on=START,
        ends_on=None,
    )


def ready(desk: Desk) -> str:
    """A draft that lacks nothing."""
    slug = begin(desk)
    aim(desk, slug, whole=100, jung=60, pan=25, three=15)
    staffed(desk)
    return slug


# --------------------------------------------------------------------------------------- what is found
def test_a_draft_that_lacks_nothing(desk: Desk) -> None:
    assert gaps(desk, ready(desk)) == {}


def test_a_fresh_draft_says_what_it_lacks(desk: Desk) -> None:
    found = gaps(desk, begin(desk, plan_number=None))
    assert set(found) == {"places_unstaffed", "no_targets", "plan_number_missing"}
    assert not any(gap.must for gap in found.values())
    # The volunteers of the world work in the other villages and at the school during these very days.
    assert found["places_unstaffed"].details == {"n": 1, "places": ("Buôn Pan",)}


def test_a_plan_number_is_asked_for_a_duty_alone(desk: Desk) -> None:
    assert "plan_number_missing" not in gaps(desk, begin(desk, plan_number=None, legal_basis=LegalBasis.CONSENT))


def test_a_step_whose_prerequisite_the_campaign_lacks(desk: Desk) -> None:
    slug = ready(desk)
    draft = campaigns.campaign(call=desk.system(), slug=slug)
    fewer = remove(from_campaign(draft.indicators), "chip_id_card")
    drafts.set_indicators(call=desk.system(), slug=slug, seen_version=1, indicators=fewer)
    found = gaps(desk, slug)["prerequisite_missing"]
    assert (found.must, found.details) == (False, {"indicator": "eid_level2", "needed": "chip_id_card"})


def test_a_required_step_behind_an_optional_one_must_be_mended(desk: Desk) -> None:
    slug = ready(desk)
    draft = campaigns.campaign(call=desk.system(), slug=slug)
    steps = {found.key: found for found in from_campaign(draft.indicators)}
    optional = put(tuple(steps.values()), _as(steps["chip_id_card"], required=False))
    drafts.set_indicators(call=desk.system(), slug=slug, seen_version=1, indicators=optional)
    found = gaps(desk, slug)["prerequisite_optional"]
    assert (found.must, found.details) == (True, {"indicator": "eid_level2", "needed": "chip_id_card"})
    with desk.refused("campaign_not_ready", n=1):
        open_campaign(call=desk.as_(Persona.OFFICIAL, EARLY), slug=slug)


def _as(found: Any, **changed: Any) -> Any:  # noqa: ANN401 - any frozen dataclass
    from dataclasses import replace  # noqa: PLC0415 - the one use

    return replace(found, **changed)


def test_targets_outside_the_days(desk: Desk) -> None:
    slug = ready(desk)
    desk.run("UPDATE target SET due_on = '2027-02-01'")
    found = gaps(desk, slug)["targets_outside"]
    assert (found.must, found.details["n"]) == (True, 4)


def test_parts_that_do_not_make_the_whole(desk: Desk) -> None:
    slug = begin(desk)
    aim(desk, slug, whole=100, jung=60, pan=25)
    found = gaps(desk, slug)["parts_differ"]
    assert found.details == {"indicator": "all_steps", "total": 100, "given": 85, "day": END}
    assert not found.must


def test_a_whole_without_parts_is_no_contradiction(desk: Desk) -> None:
    slug = begin(desk)
    aim(desk, slug, whole=100)
    assert "parts_differ" not in gaps(desk, slug)


def test_days_that_have_passed(desk: Desk) -> None:
    slug = ready(desk)
    assert set(gaps(desk, slug, moment_at(TODAY))) == {"start_passed"}
    assert set(gaps(desk, slug, moment_at(END + timedelta(days=1)))) == {"campaign_over"}


def test_a_place_that_ends_before_the_campaign(desk: Desk) -> None:
    slug = ready(desk)
    desk.run("UPDATE place SET valid_to = '2026-12-31' WHERE code = :code", code=COMMUNE)
    found = gaps(desk, slug)["place_ended"]
    assert (found.must, found.details["day"]) == (True, date(2026, 12, 31))


def test_a_commune_without_villages(desk: Desk) -> None:
    slug = begin(desk)
    desk.run("UPDATE place SET valid_to = '2026-01-01' WHERE kind IN ('village', 'school')")
    assert gaps(desk, slug)["no_places"].must


def test_communes_report_in_a_province_and_nobody_is_assigned(desk: Desk) -> None:
    wanted = NewDraft(
        request=new_id(),
        template="drive_44_days",
        place_code="66",
        details=Details(name="44 ngày", starts_on=START, ends_on=END, plan_number="1"),
    )
    slug = drafts.start_draft(call=desk.system(EARLY), wanted=wanted).slug
    found = checks(call=desk.system(EARLY), slug=slug).findings
    assert [gap.code for gap in found] == ["no_targets"]


# --------------------------------------------------------------------------------------------- opening
def test_it_opens_and_takes_records(desk: Desk) -> None:
    slug = ready(desk)
    with desk.one_event("campaign.open") as events:
        open_campaign(call=desk.as_(Persona.OFFICIAL, EARLY), slug=slug)
    assert events[0]["after"] == {"status": "open", "accepted": []}
    assert campaigns.campaign(call=desk.as_(Persona.VOLUNTEER), slug=slug).status is CampaignStatus.OPEN
    assert desk.save("maryam", "scam_awareness", campaign=slug).saved == ("scam_awareness",)


def test_what_was_accepted_is_remembered_with_who_and_why(desk: Desk) -> None:
    slug = begin(desk)
    call = desk.as_(Persona.OFFICIAL, EARLY)
    accepted = frozenset(gap.key for gap in checks(call=call, slug=slug).may)
    with desk.refused("findings_not_accepted", n=2):
        open_campaign(call=call, slug=slug, reason="tuần sau bổ sung")
    with desk.refused("reason_missing"):
        open_campaign(call=call, slug=slug, accepted=accepted, reason=" ")
    with desk.one_event("campaign.open") as events:
        open_campaign(call=call, slug=slug, accepted=accepted, reason="tuần sau bổ sung")
    row = events[0]
    assert set(row["after"]["accepted"]) == {"places_unstaffed", "no_targets"}
    assert (row["actor"], row["reason"]) == (Persona.OFFICIAL.value, "tuần sau bổ sung")


def test_what_is_new_since_the_list_was_read_is_not_accepted_with_it(desk: Desk) -> None:
    slug = begin(desk)
    call = desk.as_(Persona.OFFICIAL, EARLY)
    accepted = frozenset(gap.key for gap in checks(call=call, slug=slug).may)
    places.add_units(call=call, parent_code=COMMUNE, units=[NewUnit(name="Thôn 9", kind=PlaceKind.VILLAGE)])
    with desk.refused("findings_not_accepted", n=1):
        open_campaign(call=call, slug=slug, accepted=accepted, reason="đã xem")


def test_opening_twice_changes_nothing(desk: Desk) -> None:
    slug = ready(desk)
    call = desk.as_(Persona.OFFICIAL, EARLY)
    open_campaign(call=call, slug=slug)
    before = desk.state()
    open_campaign(call=call, slug=slug)
    assert desk.state() == before


def test_a_closed_campaign_is_reopened_and_not_opened(desk: Desk) -> None:
    slug = ready(desk)
    call = desk.as_(Persona.OFFICIAL, EARLY)
    open_campaign(call=call, slug=slug)
    campaigns.close_campaign(call=call, slug=slug)
    with desk.refused("campaign_not_draft"):
        open_campaign(call=call, slug=slug)


@pytest.mark.parametrize("persona", [Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR])
def test_role(desk: Desk, persona: Persona) -> None:
    slug = ready(desk)
    with desk.refused("not_permitted"):
        open_campaign(call=desk.as_(persona), slug=slug)


def test_scope(desk: Desk) -> None:
    slug = ready(desk)
    with desk.refused("campaign_unknown"):
        open_campaign(call=desk.as_(Persona.NEIGHBOUR), slug=slug)
    with desk.refused("campaign_unknown"):
        checks(call=desk.as_(Persona.NEIGHBOUR), slug=slug)


def test_a_break_in_the_middle_leaves_a_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    slug = ready(desk)
    before = desk.state()

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(campaign_checks, "campaign_event", broken)
    with pytest.raises(RuntimeError):
        open_campaign(call=desk.as_(Persona.OFFICIAL, EARLY), slug=slug)
    assert desk.state() == before
    assert campaigns.campaign(call=desk.system(), slug=slug).status is CampaignStatus.DRAFT


def test_the_checks_cost_the_same_for_many_places(desk: Desk) -> None:
    slug = ready(desk)
    call = desk.as_(Persona.OFFICIAL, EARLY)
    checks(call=call, slug=slug)
    with desk.statements() as few:
        checks(call=call, slug=slug)
    more = [NewUnit(name=f"Thôn {n}", kind=PlaceKind.VILLAGE) for n in range(20, 60)]
    places.add_units(call=call, parent_code=COMMUNE, units=more)
    with desk.statements() as many:
        checks(call=call, slug=slug)
    assert len(many) == len(few) <= 11
