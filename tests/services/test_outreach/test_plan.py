"""Planning outreach days: one, or a series that ends."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from campaign.clock import moment_at, new_id
from campaign.db.operations import outreach as operations
from campaign.db.queries.outreach import coming_days
from campaign.db.tables import outreach_day, outreach_series
from campaign.domain.outreach import Repeat, RepeatKind
from campaign.domain.vocabulary import OutreachKind, OutreachStatus
from campaign.services import campaigns
from tests.support.desk import Desk
from tests.support.outreach import WEDNESDAY, WEEKLY, add_team, plan, stored
from tests.support.world import CAMPAIGN, END, START, TODAY, Persona

WEEK = RepeatKind.WEEKLY


# ------------------------------------------------------------------------------------------ it works
def test_one_day_with_everything_that_is_planned(desk: Desk) -> None:
    made = plan(
        desk, kind=OutreachKind.DIALOGUE, title=" Sống  trong lòng dân ", starts_at=450, ends_at=690,
        venue="Nhà văn hóa", led_by="Bí thư Đảng ủy (mẫu)",
    )  # fmt: skip
    found = stored(desk, made.ids[0])
    assert (found.day, found.place.name, found.status, found.version) == (TODAY, "Buôn Jung", OutreachStatus.PLANNED, 1)
    assert (found.kind, found.title, found.venue) == (OutreachKind.DIALOGUE, "Sống trong lòng dân", "Nhà văn hóa")
    assert (found.starts_at, found.ends_at, found.led_by) == (450, 690, "Bí thư Đảng ủy (mẫu)")
    assert (found.series_id, found.team_id, found.attendance) == (None, None, None)


def test_every_wednesday_until_the_end(desk: Desk) -> None:
    made = plan(desk, place="Krông Pắc", day=START, repeat=WEEKLY)
    assert made.days == tuple(WEDNESDAY + timedelta(days=7 * n) for n in range(9))
    assert (made.days[-1], made.left_out) == (date(2027, 1, 6), ())
    series = {stored(desk, own).series_id for own in made.ids}
    assert len(series) == 1
    assert None not in series
    assert (desk.rows(outreach_day), desk.rows(outreach_series)) == (9, 1)


def test_days_after_the_campaign_are_left_out_and_named(desk: Desk) -> None:
    made = plan(desk, day=END - timedelta(days=8), repeat=Repeat(kind=WEEK, weekdays=(0,), count=4))
    assert (made.days, made.left_out) == (
        (date(2026, 12, 29) + timedelta(days=6),),
        (date(2027, 1, 11), date(2027, 1, 18), date(2027, 1, 25)),
    )


def test_a_team_of_the_commune_is_sent(desk: Desk) -> None:
    team = add_team(desk, "Krông Pắc")
    made = plan(desk, team_id=team)
    assert (stored(desk, made.ids[0]).team_id, stored(desk, made.ids[0]).team_name) == (team, "Tổ 1")


def test_coming_days_are_the_planned_ones_of_some_places(desk: Desk) -> None:
    plan(desk, place="Thôn 3", day=TODAY + timedelta(days=1))
    own = plan(desk, day=TODAY + timedelta(days=3), starts_at=480)
    early = plan(desk, day=TODAY + timedelta(days=3), starts_at=420)
    plan(desk, day=TODAY + timedelta(days=9))
    with desk.store.read() as connection:
        found = coming_days(
            connection,
            campaign_id=desk.world.campaign.id,
            place_paths=[desk.world.place("Buôn Jung").path],
            first=TODAY,
            last=TODAY + timedelta(days=7),
        )
    assert [day.id for day in found] == [early.ids[0], own.ids[0]]


# ------------------------------------------------------------------------------------ scope and role
def test_the_neighbour_plans_nothing_here(desk: Desk) -> None:
    with desk.refused("campaign_unknown"):
        plan(desk, by=Persona.NEIGHBOUR)


@pytest.mark.parametrize("persona", [Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR])
def test_role(desk: Desk, persona: Persona) -> None:
    with desk.refused("not_permitted", action="plan_outreach"):
        plan(desk, by=persona)


def test_a_team_leader_plans(desk: Desk) -> None:
    assert len(plan(desk, by=Persona.TEAM_LEAD).ids) == 1


# ------------------------------------------------------------------------------------------- refusals
@pytest.mark.parametrize(
    ("more", "code", "details"),
    [
        ({"day": START - timedelta(days=1)}, "outreach_day_outside", {"start": START}),
        ({"day": END + timedelta(days=1)}, "outreach_day_outside", {"end": END}),
        ({"day": END + timedelta(days=1), "repeat": WEEKLY}, "outreach_day_outside", {}),
        ({"repeat": Repeat(kind=WEEK, weekdays=(2,))}, "recurrence_without_end", {"end": END}),
        ({"repeat": Repeat(kind=WEEK, weekdays=(2,), count=401)}, "recurrence_too_long", {"limit": 400}),
        ({"repeat": Repeat(kind=WEEK, weekdays=(2,), until=date(9999, 12, 31))}, "recurrence_too_long", {}),
        ({"repeat": Repeat(kind=WEEK, weekdays=(2,), until=TODAY - timedelta(days=9))}, "recurrence_empty", {}),
        ({"repeat": Repeat(kind=WEEK, weekdays=(2,), count=0)}, "recurrence_empty", {}),
        ({"repeat": Repeat(kind=WEEK, weekdays=(), until=END)}, "recurrence_invalid", {}),
        ({"repeat": Repeat(kind=WEEK, weekdays=(7,), until=END)}, "recurrence_invalid", {}),
        ({"repeat": Repeat(kind=WEEK, weekdays=(2,), every=0, until=END)}, "recurrence_invalid", {}),
        ({"repeat": Repeat(kind=RepeatKind.MONTHLY, weekdays=(2,), nth=5, until=END)}, "recurrence_invalid", {}),
        ({"starts_at": 600, "ends_at": 540}, "outreach_times_invalid", {}),
        ({"ends_at": 540}, "outreach_times_invalid", {}),
        ({"title": "x" * 201}, "outreach_text_too_long", {"limit": 200}),
        ({"team_id": 99}, "team_unknown", {}),
        ({"place": "Đắk Lắk"}, "place_outside_campaign", {}),
        ({"place": "Buôn Phê"}, "place_outside_campaign", {}),
    ],
)
def test_bad_input_is_named(desk: Desk, more: dict[str, Any], code: str, details: dict[str, Any]) -> None:
    with desk.refused(code, **details):
        plan(desk, **more)
    assert desk.rows(outreach_day) == 0


def test_a_team_of_another_commune_or_of_the_past_is_not_sent(desk: Desk) -> None:
    team = add_team(desk, "Ea Phê")
    with desk.refused("team_unknown"):
        plan(desk, team_id=team)
    desk.run("DELETE FROM team")
    add_team(desk, "Buôn Jung", ended=TODAY - timedelta(days=1))
    with desk.refused("team_unknown"):
        plan(desk, team_id=team)


def test_a_closed_campaign_takes_no_more_days(desk: Desk) -> None:
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    with desk.refused("campaign_closed"):
        plan(desk)


def test_a_place_that_ends_before_the_last_day(desk: Desk) -> None:
    desk.run("UPDATE place SET valid_to = '2026-12-01' WHERE name = 'Buôn Jung'")
    with desk.refused("place_not_valid", day=date(2026, 12, 2)):
        plan(desk, repeat=WEEKLY)


# --------------------------------------------------------------------- idempotent, audited, all or nothing
@pytest.mark.parametrize("repeat", [None, WEEKLY])
def test_the_same_form_sent_twice_is_planned_once(desk: Desk, repeat: Repeat | None) -> None:
    own = new_id()
    first = plan(desk, own=own, repeat=repeat)
    before, rows = desk.state(), desk.rows(outreach_day)
    again = plan(desk, own=own, repeat=repeat)
    assert (again.repeated, again.ids) == (True, first.ids)
    assert (desk.state(), desk.rows(outreach_day)) == (before, rows)


def test_one_event_for_a_whole_series(desk: Desk) -> None:
    own = uuid.UUID(int=12)
    with desk.one_event("outreach.plan") as found:
        plan(desk, own=own, day=WEDNESDAY, repeat=WEEKLY, venue="Nhà văn hóa", at=moment_at(TODAY))
    assert found[0]["subject_id"] == str(own)
    assert found[0]["after"] == {
        "outreach_kind": "wednesday_online",
        "outreach_venue": "Nhà văn hóa",
        "outreach_rule": "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270106",
        "from": "2026-11-11",
        "to": "2027-01-06",
        "n": 9,
    }


def test_a_break_in_the_middle_leaves_no_half_series(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.state()

    def broken(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "insert_days", broken)
    with pytest.raises(RuntimeError):
        plan(desk, repeat=WEEKLY)
    assert (desk.state(), desk.rows(outreach_series)) == (before, 0)


def test_a_long_series_costs_as_many_statements_as_a_short_one(desk: Desk) -> None:
    plan(desk)
    with desk.statements() as short:
        plan(desk, repeat=Repeat(kind=WEEK, weekdays=(2,), count=2))
    with desk.statements() as long:
        plan(desk, repeat=Repeat(kind=WEEK, weekdays=(0, 1, 2, 3, 4, 5, 6), until=END))
    assert len(short) == len(long)


def test_the_neighbours_campaign_has_its_own_places(desk: Desk) -> None:
    with desk.refused("place_outside_campaign"):
        plan(desk, place="Ea Phê", by=Persona.ADMIN)
