"""Villages of one commune that become one: history stays, numbers and everything that goes on follow."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from campaign.clock import new_id
from campaign.db.queries.places import Place, place_by_code
from campaign.db.tables import assignment, boundary_change, citizen, target
from campaign.domain.vocabulary import PlaceKind, TargetKind, TeamKind
from campaign.services import charges, records, teams
from campaign.services.assignments import assign
from campaign.services.boundaries.units import Changed, MergeUnits, merge_units, preview
from campaign.services.desk_numbers import desk_numbers
from campaign.services.place_directory import directory
from campaign.services.places import NewUnit, add_units
from campaign.services.progress import ProgressReport, progress_report
from campaign.services.progress_view import progress_view
from campaign.services.search import search
from campaign.services.target_grid import target_grid
from campaign.services.teams import TeamFacts
from tests.support.desk import Desk
from tests.support.example import STEP, aim, record_example
from tests.support.outreach import plan, stored
from tests.support.world import CAMPAIGN, COMMUNE, END, TODAY, Persona

FROM = date(2026, 11, 20)
EVE = FROM - timedelta(days=1)


def command(desk: Desk, *names: str, name: str = "Buôn Jung Pan", **more: Any) -> MergeUnits:  # noqa: ANN401 - fields of MergeUnits
    values = {
        "id": new_id(),
        "place_ids": tuple(desk.world.place(one).id for one in names or ("Buôn Jung", "Thôn 3")),
        "name": name,
        "kind": PlaceKind.VILLAGE,
        "effective_on": FROM,
        "reason": "NQ 12/NQ-HĐND",
        **more,
    }
    return MergeUnits(**values)


def merge(desk: Desk, *names: str, by: Persona = Persona.OFFICIAL, **more: Any) -> Changed:  # noqa: ANN401 - fields of MergeUnits
    return merge_units(call=desk.as_(by), command=command(desk, *names, **more))


def new_place(desk: Desk, done: Changed) -> Place:
    with desk.store.read() as connection:
        found = place_by_code(connection, code=done.codes[0])
    assert found is not None
    return found


def report(desk: Desk, on: date = TODAY, by: Persona = Persona.OFFICIAL) -> ProgressReport:
    return progress_report(call=desk.as_(by), slug=CAMPAIGN, as_of=on)


def by_name(desk: Desk, on: date = TODAY, indicator: str = STEP) -> dict[str, Any]:
    return {row.place_name: row for row in report(desk, on).rows if row.indicator == indicator}


# ------------------------------------------------------------------------------------------ it works
def test_the_new_village_shows_what_the_old_ones_did(desk: Desk) -> None:
    record_example(desk)
    before = by_name(desk)
    with desk.one_event("place.merge") as events:
        merge(desk)
    after = by_name(desk)
    assert set(after) == {"Krông Pắc", "Buôn Jung Pan", "Buôn Pan", "Trường THCS Nguyễn Trãi"}
    for what in ("result", "already_had", "assisted"):
        olds = [getattr(before[name], what) for name in ("Buôn Jung", "Thôn 3")]
        assert getattr(after["Buôn Jung Pan"], what) == sum(olds)
        assert getattr(after["Krông Pắc"], what) == getattr(before["Krông Pắc"], what)
    assert after["Buôn Jung Pan"].result == 10
    assert events[0]["after"]["on"] == "2026-11-20"
    assert events[0]["reason"] == "NQ 12/NQ-HĐND"
    desk.verified()


def test_a_report_of_an_earlier_day_is_what_it_was(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    days = (FROM - timedelta(days=8), EVE)
    before = {on: report(desk, on) for on in days}
    merge(desk)
    assert {on: report(desk, on) for on in days} == before


def test_nothing_that_was_recorded_moves(desk: Desk) -> None:
    record_example(desk)
    before = {name: desk.count(name, STEP) for name in ("Buôn Jung", "Thôn 3", "Krông Pắc")}
    merge(desk)
    assert {name: desk.count(name, STEP) for name in before} == before


def test_people_live_in_the_new_village_and_are_found_there(desk: Desk) -> None:
    found = new_place(desk, merge(desk))
    card = search(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, text="maryam", place_id=found.id).cards[0]
    assert card.place_name == "Buôn Jung Pan"
    with desk.store.read() as connection:
        left = connection.execute(citizen.select().where(citizen.c.place_id == desk.world.place("Buôn Jung").id)).all()
    assert left == []


def test_work_goes_on_at_the_new_village(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card", by=Persona.OFFICIAL)
    found = new_place(desk, merge(desk))
    desk.save("sien", "chip_id_card", by=Persona.OFFICIAL)
    assert by_name(desk, indicator="chip_id_card")["Buôn Jung Pan"].result == 2
    assert found.valid_from == FROM
    desk.verified()


def test_a_record_of_before_can_still_be_taken_back(desk: Desk) -> None:
    saved = desk.command("maryam", "chip_id_card")
    records.save_steps(call=desk.as_(Persona.OFFICIAL), save=saved)
    merge(desk)
    commune_id = desk.world.people["maryam"].commune_id
    call = desk.as_(Persona.OFFICIAL)
    assert records.undo(call=call, campaign=CAMPAIGN, commune_id=commune_id, save_id=saved.save_id) == 1
    assert by_name(desk, indicator="chip_id_card")["Buôn Jung Pan"].result == 0
    desk.verified()


def test_the_screens_list_the_new_village_alone(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    aim(desk, "Thôn 3", 30)
    merge(desk)
    call = desk.as_(Persona.OFFICIAL)
    shown = progress_view(call=call, slug=CAMPAIGN, indicator=STEP)
    assert {line.name: line.result for line in shown.lines} == {
        "Buôn Jung Pan": 10,
        "Buôn Pan": 0,
        "Trường THCS Nguyễn Trãi": 0,
    }
    assert [line.last_activity for line in shown.lines if line.name == "Buôn Jung Pan"] == [TODAY]
    assert {row.name for row in directory(call=call, commune_code=COMMUNE).units} == {line.name for line in shown.lines}
    assert {row.name for row in target_grid(call=call, slug=CAMPAIGN).rows} == {
        "Krông Pắc",
        *(line.name for line in shown.lines),
    }
    desk_shown = desk_numbers(call=call, slug=CAMPAIGN, indicator=STEP, silent_days=3)
    assert desk_shown.silent is not None
    assert {place.name for place in desk_shown.silent.worst} == {"Buôn Pan", "Trường THCS Nguyễn Trãi"}
    assert desk_shown.reading is not None
    assert desk_shown.reading.toward_target == 10


def test_targets_are_carried_as_their_sum(desk: Desk) -> None:
    half = date(2026, 12, 1)
    aim(desk, "Buôn Jung", 40)
    aim(desk, "Thôn 3", 30)
    aim(desk, "Buôn Jung", 20, due_on=half)
    done = merge(desk)
    assert done.carried.targets == 1
    found = by_name(desk)["Buôn Jung Pan"]
    assert found.reading.target == 70
    # The old ones stay as they were given, for reports of earlier days.
    assert by_name(desk, EVE)["Buôn Jung"].reading.target == 40
    grid = target_grid(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert grid.remainders[STEP].given == 70
    cell = next(row for row in grid.rows if row.name == "Buôn Jung Pan").cells[STEP]
    assert (cell.version, cell.reason, cell.set_by) == (1, "NQ 12/NQ-HĐND", "Nguyễn Thị Lan")


def test_one_share_stays_the_share_and_two_become_one_that_asks_for_as_many(desk: Desk) -> None:
    for name in ("Buôn Jung", "Thôn 3"):
        aim(desk, name, 8000, kind=TargetKind.PERCENT)
    aim(desk, "Buôn Jung", 9000, kind=TargetKind.PERCENT, indicator="eid_level2")
    aim(desk, "Thôn 3", 5000, kind=TargetKind.PERCENT, indicator="eid_level2")
    before = by_name(desk, indicator="eid_level2")
    people = sum(before[name].reading.target for name in ("Buôn Jung", "Thôn 3"))
    merge(desk)
    grid = target_grid(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    cells = next(row for row in grid.rows if row.name == "Buôn Jung Pan").cells
    assert (cells[STEP].kind, cells[STEP].amount) == (TargetKind.PERCENT, 8000)
    assert (cells["eid_level2"].kind, cells["eid_level2"].people) == (TargetKind.PERCENT, people)


def test_figures_add_up_where_every_part_was_counted(desk: Desk) -> None:
    merge(desk, "Buôn Jung", "Buôn Pan")
    row = next(r for r in directory(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE).units if "Jung" in r.name)
    # Buôn Pan was never counted from 15 on, so the sum is not known.
    assert {group.value: n for group, (n, _day) in row.populations.items()} == {"from_6": 810, "from_14": 680}


# ----------------------------------------------------------------------------------- who goes along
def test_assignments_go_on_and_the_past_stays(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    # Somebody who works at both goes on at the new village once.
    codes = [desk.world.place(name).code for name in ("Buôn Jung", "Thôn 3")]
    assign(call=call, username=Persona.COLLEAGUE.value, place_codes=codes, starts_on=FROM, ends_on=None)
    done = merge(desk)
    found = new_place(desk, done)
    with desk.store.read() as connection:
        rows = connection.execute(assignment.select().where(assignment.c.place_id == found.id)).all()
        old = connection.execute(
            assignment.select().where(assignment.c.place_id == desk.world.place("Buôn Jung").id)
        ).all()
    assert {(row.starts_on, row.ends_on) for row in rows} == {(FROM, None), (FROM, END)}
    assert len({row.account_id for row in rows}) == 2
    assert EVE in {row.ends_on for row in old}
    assert done.carried.assignments == 2


def test_one_person_is_in_charge_afterwards_that_of_the_largest(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    for name, who in (("Thôn 3", Persona.TEAM_LEAD), ("Buôn Jung", Persona.VOLUNTEER)):
        code = desk.world.place(name).code
        charges.put_in_charge(call=call, place_code=code, username=who.value, on=date(2026, 11, 9), seen=None)
    merge(desk)
    row = next(r for r in directory(call=call, commune_code=COMMUNE).units if r.name == "Buôn Jung Pan")
    assert row.in_charge == "Y Bhăm Kbuôr"


def test_two_teams_of_one_name_are_told_apart(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    facts = TeamFacts(kind=TeamKind.DIGITAL_TEAM, name="Tổ công nghệ số", lead=None)
    for name in ("Buôn Jung", "Thôn 3"):
        teams.add_team(call=call, place_code=desk.world.place(name).code, facts=facts)
    done = merge(desk)
    found = {row.name: row.place_name for row in teams.list_teams(call=call)}
    assert found == {"Tổ công nghệ số": "Buôn Jung Pan", "Tổ công nghệ số (Thôn 3)": "Buôn Jung Pan"}
    assert done.carried.teams == 2


def test_planned_outreach_days_move_and_past_ones_stay(desk: Desk) -> None:
    past = plan(desk, day=EVE).ids[0]
    coming = plan(desk, day=TODAY + timedelta(days=3)).ids[0]
    found = new_place(desk, merge(desk))
    assert stored(desk, past).place.id == desk.world.place("Buôn Jung").id
    assert stored(desk, coming).place.id == found.id


# ------------------------------------------------------------------------------------- names, preview
def test_the_new_village_may_keep_the_name_of_an_old_one(desk: Desk) -> None:
    record_example(desk)
    before = by_name(desk)
    done = merge(desk, name="Buôn Jung")
    after = by_name(desk)
    assert after["Buôn Jung"].result == before["Buôn Jung"].result + before["Thôn 3"].result
    assert by_name(desk, EVE).keys() == before.keys()
    assert done.codes != (desk.world.place("Buôn Jung").code,)


def test_what_would_follow_is_told_before(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    found = preview(call=desk.as_(Persona.OFFICIAL), place_ids=command(desk).place_ids, day=FROM)
    done = merge(desk)
    assert [place.name for place in found.places] == ["Buôn Jung", "Thôn 3"]
    assert found.effects.people == done.carried.people == sum(found.people.values())
    assert (found.effects.records, found.effects.targets) == (done.carried.records, 1)


def test_merged_again_everything_is_still_shown(desk: Desk) -> None:
    record_example(desk)
    first = new_place(desk, merge(desk, effective_on=date(2026, 11, 15)))
    wanted = replace(command(desk, "Buôn Pan", name="Buôn Mới"), effective_on=FROM)
    wanted = replace(wanted, place_ids=(first.id, *wanted.place_ids))
    merge_units(call=desk.as_(Persona.OFFICIAL), command=wanted)
    assert by_name(desk)["Buôn Mới"].result == 10
    assert by_name(desk, date(2026, 11, 18)).keys() >= {"Buôn Jung Pan", "Buôn Pan"}
    assert by_name(desk, date(2026, 11, 18))["Buôn Jung Pan"].result == 8
    assert "Buôn Jung" in by_name(desk, date(2026, 11, 14))


# --------------------------------------------------------------------------------------- again, refused
def test_the_same_form_sent_twice_merges_once(desk: Desk) -> None:
    wanted = command(desk)
    call = desk.as_(Persona.OFFICIAL)
    first = merge_units(call=call, command=wanted)
    state = desk.state()
    again = merge_units(call=call, command=wanted)
    assert replace(again, repeated=False) == first
    assert again.repeated
    assert desk.state() == state
    assert desk.rows(boundary_change) == 1


def test_the_second_of_two_officials_is_told_that_a_village_is_no_more(desk: Desk) -> None:
    merge(desk)
    with desk.refused("boundary_over", place="Thôn 3"):
        merge(desk, "Thôn 3", "Buôn Pan", name="Thôn 30")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reason": "  "}, "reason_missing"),
        ({"effective_on": TODAY + timedelta(days=1)}, "boundary_in_future"),
        ({"effective_on": date(2025, 7, 1)}, "boundary_too_early"),
        ({"name": "Buôn Pan"}, "place_name_taken"),
        ({"name": "…"}, "place_name_invalid"),
        ({"kind": PlaceKind.SCHOOL}, "boundary_kinds"),
        ({"kind": PlaceKind.PROVINCE}, "unit_kind_invalid"),
        ({"local_code": "V07"}, "place_code_taken"),
    ],
)
def test_what_cannot_be(desk: Desk, wrong: dict[str, Any], code: str) -> None:
    with desk.refused(code):
        merge(desk, **wrong)


def test_a_village_alone_and_a_village_with_a_school(desk: Desk) -> None:
    with desk.refused("boundary_too_few"):
        merge(desk, "Buôn Jung")
    with desk.refused("boundary_kinds"):
        merge(desk, "Buôn Jung", "Trường THCS Nguyễn Trãi")


def test_other_communes_neither_see_nor_change_anything(desk: Desk) -> None:
    with desk.refused("not_permitted"):
        merge(desk, by=Persona.NEIGHBOUR)
    with desk.refused("not_permitted"):
        preview(call=desk.as_(Persona.NEIGHBOUR), place_ids=command(desk).place_ids, day=FROM)
    with desk.refused("boundary_two_communes"):
        merge(desk, "Buôn Jung", "Buôn Phê", by=Persona.PROVINCE_OFFICIAL)


@pytest.mark.parametrize("who", [Persona.VOLUNTEER, Persona.TEAM_LEAD, Persona.LEADER, Persona.AUDITOR])
def test_others_may_not(desk: Desk, who: Persona) -> None:
    with desk.refused("not_permitted"):
        merge(desk, by=who)


def test_statements_do_not_grow_with_people(desk: Desk) -> None:
    record_example(desk)
    empty = both(desk, "Buôn Pan")
    with desk.statements() as few:
        merge(desk, name="Buôn Pan", place_ids=empty)
    with desk.statements() as many:
        merge(desk, name="Thôn 31")
    # Places with people, records and one assignment more: the same statements, and those of the assignment.
    assert len(few) <= len(many) <= len(few) + 5


def both(desk: Desk, name: str) -> tuple[int, ...]:
    """A village that nobody works at, and a second one beside it."""
    made = add_units(
        call=desk.as_(Persona.OFFICIAL),
        parent_code=COMMUNE,
        units=[NewUnit(name="Buôn Trống", kind=PlaceKind.VILLAGE)],
    )
    return desk.world.place(name).id, made[0].id


def test_a_target_that_was_given_already_stays(desk: Desk) -> None:
    aim(desk, "Buôn Jung", 40)
    merge(desk)
    with desk.store.read() as connection:
        rows = connection.execute(target.select().where(target.c.superseded_at.is_(None))).all()
    assert sorted(row.amount for row in rows) == [40, 40]
