"""Taking a merge or a division back: everything is as it was, or it stays because something happened since."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from campaign.clock import new_id
from campaign.db.tables import (
    assignment,
    citizen,
    outreach_day,
    person_in_charge,
    place,
    place_succession,
    target,
    team,
)
from campaign.domain.vocabulary import PlaceKind, TargetKind, TeamKind
from campaign.services import charges, teams
from campaign.services.boundaries.undoing import changes, undo
from campaign.services.boundaries.units import Changed, MergeUnits, NewPart, SplitUnit, merge_units, split_unit
from campaign.services.progress import progress_report
from campaign.services.targets import TargetChange, set_targets
from campaign.services.teams import TeamFacts
from tests.support.desk import Desk
from tests.support.example import STEP, aim, record_example
from tests.support.outreach import plan
from tests.support.world import CAMPAIGN, TODAY, Persona

FROM = date(2026, 11, 20)
TABLES = (place, place_succession, citizen, target, assignment, person_in_charge, team, outreach_day)


def merge(desk: Desk) -> Changed:
    command = MergeUnits(
        id=new_id(),
        place_ids=tuple(desk.world.place(name).id for name in ("Buôn Jung", "Thôn 3")),
        name="Buôn Jung Pan",
        kind=PlaceKind.VILLAGE,
        effective_on=FROM,
        reason="NQ 12",
    )
    return merge_units(call=desk.as_(Persona.OFFICIAL), command=command)


def split(desk: Desk) -> Changed:
    chosen = (desk.world.people["maryam"].id,)
    parts = (
        NewPart(name="Buôn Jung", kind=PlaceKind.VILLAGE),
        NewPart(name="Buôn Jung B", kind=PlaceKind.VILLAGE, people=chosen),
    )
    own = desk.world.place("Buôn Jung").id
    command = SplitUnit(id=new_id(), place_id=own, parts=parts, effective_on=FROM, reason="NQ 12")
    return split_unit(call=desk.as_(Persona.OFFICIAL), command=command)


def rows(desk: Desk) -> dict[str, set[Any]]:
    with desk.store.read() as connection:
        return {table.name: {tuple(row) for row in connection.execute(select(table))} for table in TABLES}


def fill(desk: Desk) -> None:
    record_example(desk)
    call = desk.as_(Persona.OFFICIAL)
    for name in ("Buôn Jung", "Thôn 3"):
        aim(desk, name, 40)
        code = desk.world.place(name).code
        facts = TeamFacts(kind=TeamKind.DIGITAL_TEAM, name="Tổ công nghệ số", lead=None)
        teams.add_team(call=call, place_code=code, facts=facts)
        charges.put_in_charge(
            call=call, place_code=code, username=Persona.VOLUNTEER.value, on=date(2026, 11, 9), seen=None
        )
    plan(desk, day=TODAY + timedelta(days=3))


def test_everything_is_as_it_was_after_a_merge(desk: Desk) -> None:
    fill(desk)
    before = rows(desk)
    done = merge(desk)
    assert rows(desk) != before
    with desk.one_event("place.undo"):
        assert undo(call=desk.as_(Persona.OFFICIAL), change_id=done.id)
    assert rows(desk) == before
    desk.verified()


def test_everything_is_as_it_was_after_a_division(desk: Desk) -> None:
    fill(desk)
    before = rows(desk)
    report = progress_report(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    undo(call=desk.as_(Persona.OFFICIAL), change_id=split(desk).id)
    assert rows(desk) == before
    assert progress_report(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN) == report


def test_taken_back_twice_it_is_taken_back_once(desk: Desk) -> None:
    done = merge(desk)
    assert undo(call=desk.as_(Persona.OFFICIAL), change_id=done.id)
    state = desk.state()
    assert not undo(call=desk.as_(Persona.OFFICIAL), change_id=done.id)
    assert desk.state() == state


def test_what_happened_since_keeps_it(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    done = merge(desk)
    desk.save("maryam", STEP, by=Persona.OFFICIAL)
    with desk.refused("boundary_used_since", what="record"):
        undo(call=call, change_id=done.id)


def test_a_target_of_its_own_keeps_it(desk: Desk) -> None:
    done = merge(desk)
    with desk.store.read() as connection:
        own = connection.execute(select(place.c.id).where(place.c.code == done.codes[0])).scalar_one()
    change = TargetChange(place_id=own, indicator=STEP, kind=TargetKind.COUNT, amount=12, expected_version=0)
    set_targets(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, changes=[change], reason="giao")
    with desk.refused("boundary_used_since", what="target"):
        undo(call=desk.as_(Persona.OFFICIAL), change_id=done.id)


def test_the_last_changes_are_listed_and_other_communes_see_none(desk: Desk) -> None:
    done = merge(desk)
    commune = desk.world.place("Krông Pắc").id
    found = changes(call=desk.as_(Persona.OFFICIAL), commune_id=commune)
    assert [(one.id, one.kind, one.reason, one.made_by) for one in found] == [
        (done.id, "merge", "NQ 12", "Nguyễn Thị Lan")
    ]
    with desk.refused("not_permitted"):
        changes(call=desk.as_(Persona.NEIGHBOUR), commune_id=commune)
    with desk.refused("not_permitted"):
        undo(call=desk.as_(Persona.NEIGHBOUR), change_id=done.id)
    with desk.refused("boundary_unknown"):
        undo(call=desk.as_(Persona.OFFICIAL), change_id=new_id())
