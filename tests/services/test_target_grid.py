"""Reading targets: the grid, what is left to give out, a split, a history."""

import pytest

from campaign.db.queries.places import Place
from campaign.domain.vocabulary import IndicatorKind, PopulationGroup, TargetKind
from campaign.errors import CampaignError
from campaign.services import campaigns
from campaign.services.target_grid import TargetGrid, split, target_grid, versions
from campaign.services.targets import TargetChange, set_targets
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, COUNTED_ON, END, NEIGHBOUR_CAMPAIGN, Persona

UNITS = ("Buôn Jung", "Buôn Pan", "Thôn 3", "Trường THCS Nguyễn Trãi")


def grid(desk: Desk, by: Persona = Persona.OFFICIAL) -> TargetGrid:
    return target_grid(call=desk.as_(by), slug=CAMPAIGN)


def put(desk: Desk, **people: int) -> None:
    changes = [
        TargetChange(
            place_id=desk.world.place(name).id,
            indicator="all_steps",
            kind=TargetKind.COUNT,
            amount=n,
            expected_version=0,
        )
        for name, n in people.items()
    ]
    set_targets(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, changes=changes, reason="giao")


def test_the_root_first_then_every_unit_whether_it_has_a_target_or_not(desk: Desk) -> None:
    found = grid(desk)
    assert [row.name for row in found.rows] == ["Krông Pắc", *UNITS]
    assert [row.is_root for row in found.rows] == [True, False, False, False, False]
    assert [i.key for i in found.indicators] == [*desk.world.steps, "all_steps", "reached"]
    assert all(i.kind is not IndicatorKind.RATIO for i in found.indicators)
    assert (found.due_on, found.due_days) == (END, (END,))


def test_populations_stand_beside_and_a_missing_one_is_missing(desk: Desk) -> None:
    by_name = {row.name: row.population for row in grid(desk).rows}
    assert by_name["Buôn Jung"][PopulationGroup.FROM_15] == (400, COUNTED_ON)
    assert PopulationGroup.FROM_15 not in by_name["Buôn Pan"]
    assert by_name["Trường THCS Nguyễn Trãi"] == {}
    # 500 + 310 + 205: every village was counted from 6 on; from 15 on one was not, so there is no sum.
    assert by_name["Krông Pắc"][PopulationGroup.FROM_6] == (1015, COUNTED_ON)
    assert PopulationGroup.FROM_15 not in by_name["Krông Pắc"]


def test_what_is_left_of_the_total(desk: Desk) -> None:
    put(desk, **{"Krông Pắc": 1000, "Buôn Jung": 400, "Thôn 3": 150})
    left = grid(desk).remainders["all_steps"]
    assert (left.total, left.given, left.left) == (1000, 550, 450)


def test_too_much_given_out_shows_below_zero_and_no_total_shows_nothing(desk: Desk) -> None:
    put(desk, **{"Krông Pắc": 100, "Buôn Jung": 130})
    assert grid(desk).remainders["all_steps"].left == -30
    assert grid(desk).remainders["reached"].left is None


def test_a_split_sums_exactly_and_follows_the_population(desk: Desk) -> None:
    shares = split(grid=grid(desk), indicator="all_steps", total=1000, group=PopulationGroup.FROM_6)
    ids = [desk.world.place(name).id for name in UNITS]
    # 500, 310 and 205 of 1.015: 492,61 · 305,42 · 201,97; the school has no residents and gets nothing.
    assert [shares.get(own) for own in ids] == [493, 305, 202, None]
    assert sum(shares.values()) == 1000


def test_a_split_by_people_whom_nobody_counted(desk: Desk) -> None:
    with pytest.raises(CampaignError, match="split_without_population"):
        split(grid=grid(desk), indicator="all_steps", total=10, group=PopulationGroup.HOUSEHOLDS)
    with pytest.raises(CampaignError, match="indicator_unknown"):
        split(grid=grid(desk), indicator="no_such", total=10, group=PopulationGroup.FROM_6)


@pytest.mark.parametrize(
    ("persona", "editable"),
    [(Persona.ADMIN, True), (Persona.OFFICIAL, True), (Persona.LEADER, False), (Persona.TEAM_LEAD, False)],
)
def test_who_may_not_set_targets_sees_them_without_the_pen(desk: Desk, persona: Persona, *, editable: bool) -> None:
    assert grid(desk, persona).editable is editable


def test_a_closed_campaign_is_read_only(desk: Desk) -> None:
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert grid(desk).editable is False


def test_scope(desk: Desk) -> None:
    assert [row.name for row in grid(desk, Persona.VOLUNTEER).rows] == ["Buôn Jung"]
    with desk.refused("campaign_unknown"):
        grid(desk, Persona.NEIGHBOUR)
    jung: Place = desk.world.place("Buôn Jung")
    with desk.refused("campaign_unknown"):
        versions(call=desk.as_(Persona.NEIGHBOUR), slug=CAMPAIGN, place_id=jung.id, indicator="all_steps")
    with desk.refused("place_unknown"):
        versions(call=desk.as_(Persona.NEIGHBOUR), slug=NEIGHBOUR_CAMPAIGN, place_id=jung.id, indicator="all_steps")


def test_statements_do_not_grow_with_what_was_set(desk: Desk) -> None:
    grid(desk)
    with desk.statements() as empty:
        grid(desk)
    put(desk, **dict.fromkeys(("Krông Pắc", *UNITS), 7))
    with desk.statements() as full:
        grid(desk)
    assert len(empty) == len(full) <= 5
