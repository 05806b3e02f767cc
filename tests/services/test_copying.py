"""Copying a campaign to other places: the same rules, targets split anew, place by place, never twice."""

import uuid
from datetime import date
from typing import Any

import pytest

from campaign.clock import new_id
from campaign.db.tables import campaign as campaign_table
from campaign.db.tables import target
from campaign.domain.copying import CopyWay
from campaign.domain.vocabulary import CampaignStatus, PlaceKind, PopulationGroup, ReportLevel, TargetKind
from campaign.services import campaigns, places, reporting_plans
from campaign.services.copying import CopyResult, CopyWish, copy_campaign
from campaign.services.places import NewUnit
from campaign.services.target_grid import TargetGrid, target_grid
from campaign.services.targets import TargetChange, set_targets
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, COMMUNE, END, NEIGHBOUR_COMMUNE, START, Persona

FIRST, LAST = date(2027, 3, 1), date(2027, 4, 29)


@pytest.fixture
def aimed(desk: Desk) -> Desk:
    """The campaign of the world with 100 in all, split, a milestone, and 80 % for one step in every village."""
    give(desk, "Krông Pắc", 100)
    give(desk, "Buôn Jung", 70)
    give(desk, "Thôn 3", 30)
    give(desk, "Krông Pắc", 40, due_on=date(2026, 12, 7))
    for place in ("Buôn Jung", "Thôn 3"):
        give(desk, place, 8000, indicator="sim_verified", kind=TargetKind.PERCENT)
    # The neighbour's second village has half of the first one's people.
    units = [
        NewUnit(
            name="Buôn Puăn",
            kind=PlaceKind.VILLAGE,
            populations={PopulationGroup.FROM_15: 125, PopulationGroup.FROM_14: 130},
        )
    ]
    places.add_units(call=desk.system(), parent_code=NEIGHBOUR_COMMUNE, units=units)
    return desk


def give(desk: Desk, place: str, amount: int, **more: Any) -> None:  # noqa: ANN401 - fields of TargetChange
    values = {"indicator": "all_steps", "kind": TargetKind.COUNT, "expected_version": 0, **more}
    change = TargetChange(place_id=desk.world.place(place).id, amount=amount, **values)
    set_targets(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, changes=[change], reason="giao")


def wish(**changed: Any) -> CopyWish:  # noqa: ANN401 - fields of CopyWish
    values = {
        "request": new_id(), "slug": CAMPAIGN, "place_codes": (NEIGHBOUR_COMMUNE,), "starts_on": FIRST,
        "ends_on": LAST, "way": CopyWay.SAME_TOTAL, "reason": "nhân rộng",
    }  # fmt: skip
    return CopyWish(**{**values, **changed})


def copied(desk: Desk, by: Persona = Persona.ADMIN, **changed: Any) -> CopyResult:  # noqa: ANN401
    (found,) = copy_campaign(call=desk.as_(by), wish=wish(**changed))
    return found


def grid(desk: Desk, slug: str | None, due: date | None = None) -> TargetGrid:
    assert slug is not None
    return target_grid(call=desk.system(), slug=slug, due_on=due)


def people(found: TargetGrid, indicator: str = "all_steps") -> dict[str, int | None]:
    return {row.name: row.cells[indicator].people for row in found.rows if indicator in row.cells}


# ------------------------------------------------------------------------------------------ it works
def test_a_draft_with_the_same_rules_and_the_total_split_anew(aimed: Desk) -> None:
    with aimed.one_event("campaign.copy") as events:
        found = copied(aimed)
    made = campaigns.campaign(call=aimed.system(), slug=str(found.slug))
    assert (made.status, made.place_name, made.days) == (CampaignStatus.DRAFT, "Ea Phê", 60)
    assert made.name == "Công dân số Ea Phê"
    assert [(i.key, i.rule, i.required) for i in made.indicators] == [
        (i.key, i.rule, i.required) for i in aimed.world.campaign.indicators
    ]
    assert (made.template_key, made.plan_number) == ("digital_citizen_2026", None)
    # 100 over 250 and 125 people from 15 on.
    assert people(grid(aimed, found.slug)) == {"Ea Phê": 100, "Buôn Phê": 67, "Buôn Puăn": 33}
    assert events[0]["after"]["copied_from"] == CAMPAIGN


def test_the_same_share_of_the_people_there(aimed: Desk) -> None:
    # Nobody counted Buôn Pan from 15 on, so the whole commune has no figure until it is entered.
    aimed.run("UPDATE place SET valid_to = '2026-01-01' WHERE name = 'Buôn Pan'")
    found = copied(aimed, way=CopyWay.SAME_SHARE)
    # 100 of 561 here are 66,8 of 375 there.
    assert people(grid(aimed, found.slug)) == {"Ea Phê": 67, "Buôn Phê": 45, "Buôn Puăn": 22}


def test_a_share_of_people_whom_nobody_counted_is_told(aimed: Desk) -> None:
    found = copied(aimed, way=CopyWay.SAME_SHARE)
    assert found.untold == ("all_steps",)
    assert people(grid(aimed, found.slug)) == {}


def test_milestones_keep_their_distance_and_the_end_stays_the_end(aimed: Desk) -> None:
    found = copied(aimed, starts_on=FIRST, ends_on=date(2027, 3, 20))
    days = grid(aimed, found.slug).due_days
    # 7 December is the 30th day, which the shorter campaign has not: the end takes its place.
    assert days == (date(2027, 3, 20),)
    longer = copied(aimed, ends_on=date(2027, 6, 30))
    assert grid(aimed, longer.slug).due_days == (date(2027, 3, 30), date(2027, 6, 30))


def test_a_percentage_stays_the_same_percentage(aimed: Desk) -> None:
    found = grid(aimed, copied(aimed).slug)
    cells = {row.name: row.cells.get("sim_verified") for row in found.rows}
    puan = cells["Buôn Puăn"]
    assert puan is not None
    assert (puan.kind, puan.amount, puan.people) == (TargetKind.PERCENT, 8000, 104)
    # Nobody counted the other village from 14 on.
    assert cells["Buôn Phê"] is None


def test_who_reports_is_copied_too(aimed: Desk) -> None:
    reporting_plans.set_reporting_plan(call=aimed.system(), slug=CAMPAIGN, level=ReportLevel.COMMUNE, cut_off=600)
    found = copied(aimed)
    plan = reporting_plans.reporting_plan(call=aimed.system(), slug=str(found.slug))
    assert (plan.level, plan.cut_off) == (ReportLevel.COMMUNE, 600)


def test_a_campaign_is_repeated_at_its_own_place(aimed: Desk) -> None:
    found = copied(aimed, by=Persona.OFFICIAL, place_codes=(COMMUNE,))
    made = campaigns.campaign(call=aimed.as_(Persona.OFFICIAL), slug=str(found.slug))
    assert made.name == aimed.world.campaign.name
    assert made.starts_on == FIRST


# ------------------------------------------------------------------------------------- result by place
def test_each_place_has_a_result_of_its_own(aimed: Desk) -> None:
    asked = wish(place_codes=(NEIGHBOUR_COMMUNE, "99999", COMMUNE))
    found = copy_campaign(call=aimed.as_(Persona.OFFICIAL), wish=asked)
    assert [one.error.code if one.error else None for one in found] == ["not_permitted", "place_unknown", None]
    # A place out of reach is told by the code that was asked for alone.
    assert found[0].place_name == NEIGHBOUR_COMMUNE


def test_the_same_request_twice_makes_nothing_twice(aimed: Desk) -> None:
    asked = wish(request=uuid.UUID(int=77))
    (first,) = copy_campaign(call=aimed.as_(Persona.ADMIN), wish=asked)
    before, rows = aimed.state(), (aimed.rows(campaign_table), aimed.rows(target))
    (again,) = copy_campaign(call=aimed.as_(Persona.ADMIN), wish=asked)
    assert (again.slug, again.repeated) == (first.slug, True)
    assert (aimed.state(), (aimed.rows(campaign_table), aimed.rows(target))) == (before, rows)


# ------------------------------------------------------------------------------------ scope, role, errors
def test_the_neighbour_copies_nothing_of_ours(aimed: Desk) -> None:
    with aimed.refused("campaign_unknown"):
        copied(aimed, by=Persona.NEIGHBOUR)


@pytest.mark.parametrize("persona", [Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR])
def test_role(aimed: Desk, persona: Persona) -> None:
    with aimed.refused("not_permitted"):
        copied(aimed, by=persona, place_codes=(COMMUNE,))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"place_codes": ()}, "place_not_chosen"),
        ({"ends_on": date(2027, 2, 1)}, "dates_reversed"),
        ({"plan_number": "1" * 121}, "plan_number_invalid"),
        ({"slug": "no-such-one"}, "campaign_unknown"),
    ],
)
def test_bad_input_is_named(aimed: Desk, changed: dict[str, Any], code: str) -> None:
    with aimed.refused(code):
        copied(aimed, **changed)


def test_more_villages_cost_no_more_statements(aimed: Desk) -> None:
    with aimed.statements() as few:
        copied(aimed)
    units = [
        NewUnit(name=f"Thôn {n}", kind=PlaceKind.VILLAGE, populations={PopulationGroup.FROM_15: 100})
        for n in range(20, 50)
    ]
    places.add_units(call=aimed.system(), parent_code=NEIGHBOUR_COMMUNE, units=units)
    with aimed.statements() as many:
        copied(aimed)
    assert len(many) == len(few)


def test_the_source_stays_as_it_is(aimed: Desk) -> None:
    before = grid(aimed, CAMPAIGN)
    copied(aimed)
    assert grid(aimed, CAMPAIGN) == before
    assert aimed.world.campaign.starts_on == START
    assert aimed.world.campaign.ends_on == END
