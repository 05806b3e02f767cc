"""Setting targets: numbers and shares, in versions with who and why."""

from datetime import date, timedelta
from typing import Any

import pytest

from campaign.clock import moment_at
from campaign.db.operations import targets as operations
from campaign.db.tables import target
from campaign.domain.vocabulary import PopulationGroup, TargetKind
from campaign.errors import CampaignError
from campaign.services import campaigns
from campaign.services.target_grid import target_grid, versions
from campaign.services.targets import TargetChange, set_targets
from tests.support.desk import Desk
from tests.support.drive import DRIVE, RATIO, SKILLS, open_drive, with_ratio
from tests.support.world import CAMPAIGN, COUNTED_ON, END, NEIGHBOUR_CAMPAIGN, START, TODAY, Persona

PERCENT, COUNT = TargetKind.PERCENT, TargetKind.COUNT
LATER = moment_at(TODAY, hour=10)


def change(desk: Desk, place: str, amount: int | None, indicator: str = "all_steps", **more: Any) -> TargetChange:  # noqa: ANN401 - fields of TargetChange
    values = {"kind": COUNT, "expected_version": 0, **more}
    return TargetChange(place_id=desk.world.place(place).id, indicator=indicator, amount=amount, **values)


def put(desk: Desk, *changes: TargetChange, by: Persona = Persona.OFFICIAL, reason: str = "KH 12") -> int:
    return set_targets(call=desk.as_(by), slug=CAMPAIGN, changes=changes, reason=reason)


def cell(desk: Desk, place: str, indicator: str = "all_steps", due: date | None = None) -> Any:  # noqa: ANN401 - a cell or nothing
    grid = target_grid(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, due_on=due)
    return next(row for row in grid.rows if row.name == place).cells.get(indicator)


# ------------------------------------------------------------------------------------------ it works
def test_a_number(desk: Desk) -> None:
    assert put(desk, change(desk, "Buôn Jung", 200)) == 1
    found = cell(desk, "Buôn Jung")
    assert (found.kind, found.amount, found.people, found.version) == (COUNT, 200, 200, 1)
    assert (found.set_by, found.reason) == ("Nguyễn Thị Lan", "KH 12")


def test_a_share_of_a_named_and_dated_group_rounded_up(desk: Desk) -> None:
    put(desk, change(desk, "Thôn 3", 8050, kind=PERCENT))
    found = cell(desk, "Thôn 3")
    # 80,5 % of 161 people aged 15 and over are 129,605.
    assert (found.people, found.population, found.population_as_of) == (130, 161, COUNTED_ON)
    assert found.population_group is PopulationGroup.FROM_15


def test_a_share_of_another_group_than_the_indicators_own(desk: Desk) -> None:
    put(desk, change(desk, "Thôn 3", 5000, kind=PERCENT, population_group=PopulationGroup.FROM_14))
    assert cell(desk, "Thôn 3").people == 85


def test_milestones_stand_beside_the_end(desk: Desk) -> None:
    half = START + timedelta(days=29)
    put(desk, change(desk, "Buôn Jung", 200), change(desk, "Buôn Jung", 60, due_on=half))
    assert (cell(desk, "Buôn Jung").amount, cell(desk, "Buôn Jung", due=half).amount) == (200, 60)


def test_zero_is_a_target_and_none_takes_it_back(desk: Desk) -> None:
    put(desk, change(desk, "Buôn Jung", 0))
    assert cell(desk, "Buôn Jung").amount == 0
    put(desk, change(desk, "Buôn Jung", None, expected_version=1))
    assert cell(desk, "Buôn Jung") is None


# ------------------------------------------------------------------------------------------- versions
def test_an_old_version_is_kept_with_who_and_why(desk: Desk) -> None:
    put(desk, change(desk, "Buôn Jung", 200), reason="giao ban đầu")
    call = desk.as_(Persona.ADMIN, LATER)
    set_targets(
        call=call, slug=CAMPAIGN, changes=[change(desk, "Buôn Jung", 250, expected_version=1)], reason="tăng thêm"
    )
    jung = desk.world.place("Buôn Jung").id
    found = versions(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, place_id=jung, indicator="all_steps")
    assert [(v.version, v.amount, v.reason, v.set_by) for v in found] == [
        (2, 250, "tăng thêm", "Trần Thị An"),
        (1, 200, "giao ban đầu", "Nguyễn Thị Lan"),
    ]
    assert desk.rows(target) == 2


def test_the_second_editor_is_told_what_the_first_one_wrote(desk: Desk) -> None:
    put(desk, change(desk, "Buôn Jung", 200))
    with desk.refused(
        "target_changed_meanwhile", theirs=200, yours=150, by="Nguyễn Thị Lan", place="Buôn Jung", kind="count"
    ):
        put(desk, change(desk, "Buôn Jung", 150), by=Persona.ADMIN)
    assert cell(desk, "Buôn Jung").amount == 200


def test_somebody_took_it_back_meanwhile(desk: Desk) -> None:
    put(desk, change(desk, "Buôn Jung", 200))
    put(desk, change(desk, "Buôn Jung", None, expected_version=1))
    with desk.refused("target_changed_meanwhile", theirs=None):
        put(desk, change(desk, "Buôn Jung", 150, expected_version=1))


# --------------------------------------------------------------------------------------- scope and role
def test_the_neighbour_sets_nothing_here(desk: Desk) -> None:
    with desk.refused("campaign_unknown"):
        put(desk, change(desk, "Buôn Jung", 1), by=Persona.NEIGHBOUR)
    with desk.refused("not_permitted"):
        call = desk.as_(Persona.NEIGHBOUR)
        set_targets(call=call, slug=NEIGHBOUR_CAMPAIGN, changes=[change(desk, "Buôn Jung", 1)], reason="nhầm")


@pytest.mark.parametrize("persona", [Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR])
def test_role(desk: Desk, persona: Persona) -> None:
    with desk.refused("not_permitted", action="set_targets"):
        put(desk, change(desk, "Buôn Jung", 1), by=persona)


# --------------------------------------------------------------------------------------------- errors
@pytest.mark.parametrize(
    ("amount", "more", "code"),
    [
        (-1, {}, "target_negative"),
        (10_001, {"kind": PERCENT}, "target_over_hundred"),
        (5, {"indicator": "no_such"}, "indicator_unknown"),
        (5, {"due_on": START - timedelta(days=1)}, "due_outside_campaign"),
        (5, {"due_on": END + timedelta(days=1)}, "due_outside_campaign"),
    ],
)
def test_bad_input_is_named(desk: Desk, amount: int, more: dict[str, Any], code: str) -> None:
    with desk.refused(code):
        put(desk, change(desk, "Buôn Jung", amount, **more))


def test_without_a_reason(desk: Desk) -> None:
    with desk.refused("reason_missing"):
        put(desk, change(desk, "Buôn Jung", 5), reason="  ")


def test_a_share_of_people_whom_nobody_counted(desk: Desk) -> None:
    with desk.refused("population_missing", place="Buôn Pan"):
        put(desk, change(desk, "Buôn Pan", 8000, kind=PERCENT))


def test_a_closed_campaign_keeps_its_targets(desk: Desk) -> None:
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    with desk.refused("campaign_closed"):
        put(desk, change(desk, "Buôn Jung", 5))


def test_one_bad_cell_keeps_all_of_them_out(desk: Desk) -> None:
    with desk.refused("target_negative", place="Thôn 3"):
        put(desk, change(desk, "Buôn Jung", 5), change(desk, "Thôn 3", -5))
    assert desk.rows(target) == 0


# ---------------------------------------------------------------------------------- ratios, a province
def test_a_ratios_target_is_a_percentage_of_its_own(desk: Desk) -> None:
    open_drive(desk)
    with_ratio(desk)
    wanted = change(desk, "Krông Pắc", 8050, indicator=RATIO, kind=PERCENT)
    call = desk.as_(Persona.ADMIN)
    assert set_targets(call=call, slug=DRIVE, changes=[wanted], reason="KH 44") == 1
    assert set_targets(call=call, slug=DRIVE, changes=[wanted], reason="KH 44") == 0
    grid = target_grid(call=call, slug=DRIVE)
    found = next(row for row in grid.rows if row.name == "Krông Pắc").cells[RATIO]
    assert (found.kind, found.amount, found.people, found.population_group) == (PERCENT, 8050, None, None)
    assert RATIO not in grid.remainders
    for amount, kind, code in ((200, COUNT, "target_of_ratio"), (10_001, PERCENT, "target_over_hundred")):
        with desk.refused(code):
            wrong = change(desk, "Ea Phê", amount, indicator=RATIO, kind=kind)
            set_targets(call=call, slug=DRIVE, changes=[wrong], reason="x")


def test_a_provinces_parts_are_its_communes(desk: Desk) -> None:
    open_drive(desk)
    call = desk.as_(Persona.ADMIN)
    amounts = {"Đắk Lắk": 1000, "Krông Pắc": 600, "Ea Phê": 300, "Buôn Jung": 200}
    changes = [change(desk, place, n, indicator=SKILLS) for place, n in amounts.items()]
    set_targets(call=call, slug=DRIVE, changes=changes, reason="KH 44")
    left = target_grid(call=call, slug=DRIVE).remainders[SKILLS]
    assert (left.total, left.given, left.left) == (1000, 900, 100)


# --------------------------------------------------------------------- idempotent, audited, all or nothing
def test_what_is_so_already_is_no_new_version(desk: Desk) -> None:
    put(desk, change(desk, "Buôn Jung", 200), change(desk, "Thôn 3", 8000, kind=PERCENT))
    before = desk.state()
    # A double click sends the version that the editor saw before the first one.
    assert put(desk, change(desk, "Buôn Jung", 200), change(desk, "Thôn 3", 8000, kind=PERCENT)) == 0
    assert put(desk, change(desk, "Buôn Pan", None)) == 0
    assert desk.state() == before
    assert desk.rows(target) == 2


def test_one_event_with_the_cells_that_changed(desk: Desk) -> None:
    put(desk, change(desk, "Buôn Jung", 200))
    revision = desk.revision()
    with desk.one_event("target.set") as found:
        put(
            desk,
            change(desk, "Buôn Jung", 250, expected_version=1),
            change(desk, "Thôn 3", 80, indicator="reached"),
            reason="tăng thêm",
        )
    row = found[0]
    assert row["reason"] == "tăng thêm"
    assert row["before"] == {
        "24490-V07 all_steps 2027-01-06": ["count", 200],
        f"{desk.world.place('Thôn 3').code} reached 2027-01-06": None,
    }
    assert row["after"]["24490-V07 all_steps 2027-01-06"] == ["count", 250]
    assert desk.revision() == revision + 1


def test_a_break_in_the_middle_leaves_the_old_target_in_force(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk, change(desk, "Buôn Jung", 200))
    before = desk.state()

    def broken(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "insert_targets", broken)
    with pytest.raises(RuntimeError):
        put(desk, change(desk, "Buôn Jung", 250, expected_version=1))
    assert desk.state() == before
    assert cell(desk, "Buôn Jung").amount == 200


def test_a_whole_grid_costs_as_many_statements_as_one_cell(desk: Desk) -> None:
    put(desk, change(desk, "Buôn Pan", 1, indicator="reached"))
    with desk.statements() as one:
        put(desk, change(desk, "Buôn Jung", 200))
    units = ("Buôn Pan", "Thôn 3", "Trường THCS Nguyễn Trãi", "Krông Pắc")
    with desk.statements() as many:
        put(desk, *(change(desk, unit, 5, indicator=step) for unit in units for step in desk.world.steps))
    assert len(many) == len(one)


# ------------------------------------------------------------------------------------- who gives it
def test_a_commune_gives_its_villages_their_targets_and_not_itself_its_own(desk: Desk) -> None:
    """In a province's campaign the province says what a commune is to reach."""
    open_drive(desk)
    below = change(desk, "Buôn Jung", 9, SKILLS)
    own = change(desk, "Krông Pắc", 1, SKILLS)

    def give(*changes: TargetChange, by: Persona) -> int:
        return set_targets(call=desk.as_(by), slug=DRIVE, changes=changes, reason="giao")

    before = desk.state()
    with pytest.raises(CampaignError, match="not_permitted"):
        give(below, own, by=Persona.OFFICIAL)
    assert desk.state() == before
    assert give(below, by=Persona.OFFICIAL) == 1
    assert give(own, by=Persona.PROVINCE_OFFICIAL) == 1
