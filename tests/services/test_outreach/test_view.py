"""What is shown: the days that somebody sees, one day with its results, and the day the record screen opens on."""

import uuid
from datetime import date, timedelta

import pytest

from campaign.domain.vocabulary import OutreachKind, StepStatus
from campaign.services import outreach_view
from campaign.services.outreach import Cancellation, cancel_outreach
from campaign.services.outreach_holding import DayReport, hold_outreach
from campaign.services.outreach_today import days_to_record_on
from campaign.services.outreach_view import Calendar
from tests.support.desk import Desk
from tests.support.outreach import WEDNESDAY, WEEKLY, add_team, plan
from tests.support.world import CAMPAIGN, END, START, TODAY, Persona

STEP = "scam_awareness"


def calendar(desk: Desk, by: Persona = Persona.OFFICIAL, first: date = START, last: date = END) -> Calendar:
    return outreach_view.calendar(call=desk.as_(by), slug=CAMPAIGN, first=first, last=last)


def seen(desk: Desk, by: Persona) -> set[uuid.UUID]:
    return {day.id for day in calendar(desk, by).days}


# ---------------------------------------------------------------------------------------------- who sees
def test_a_volunteer_sees_the_own_villages_days_and_the_communes(desk: Desk) -> None:
    jung, three, commune = (plan(desk, place=place).ids[0] for place in ("Buôn Jung", "Thôn 3", "Krông Pắc"))
    assert seen(desk, Persona.VOLUNTEER) == {jung, commune}
    assert seen(desk, Persona.COLLEAGUE) == {three, commune}
    for everything in (Persona.OFFICIAL, Persona.TEAM_LEAD, Persona.LEADER, Persona.AUDITOR, Persona.ADMIN):
        assert seen(desk, everything) == {jung, three, commune}


def test_a_volunteer_sees_the_days_of_the_own_team(desk: Desk) -> None:
    team = add_team(desk, "Krông Pắc", members=(Persona.VOLUNTEER,), lead=Persona.COLLEAGUE)
    pan = plan(desk, place="Buôn Pan", team_id=team).ids[0]
    assert (seen(desk, Persona.VOLUNTEER), seen(desk, Persona.COLLEAGUE)) == ({pan}, {pan})
    desk.run("UPDATE team_member SET left_on = :day", day=(TODAY - timedelta(days=1)).isoformat())
    assert seen(desk, Persona.VOLUNTEER) == set()


def test_one_day_out_of_sight_is_not_there(desk: Desk) -> None:
    own = plan(desk, place="Thôn 3").ids[0]
    with desk.refused("outreach_day_unknown"):
        outreach_view.outreach_day(call=desk.as_(Persona.VOLUNTEER), slug=CAMPAIGN, day_id=own)
    with desk.refused("campaign_unknown"):
        outreach_view.outreach_day(call=desk.as_(Persona.NEIGHBOUR), slug=CAMPAIGN, day_id=own)


def test_filters(desk: Desk) -> None:
    team = add_team(desk, "Krông Pắc")
    talk = plan(desk, kind=OutreachKind.DIALOGUE, team_id=team).ids[0]
    plan(desk, place="Thôn 3")
    call = desk.as_(Persona.OFFICIAL)
    for chosen in ({"kind": OutreachKind.DIALOGUE}, {"place_code": "24490-V07"}, {"team_id": team}):
        found = outreach_view.calendar(call=call, slug=CAMPAIGN, first=TODAY, last=TODAY, **chosen)
        assert [day.id for day in found.days] == [talk]
    with desk.refused("place_unknown"):
        outreach_view.calendar(call=call, slug=CAMPAIGN, first=TODAY, last=TODAY, place_code="24502")


def test_who_may_plan_where(desk: Desk) -> None:
    assert {place.name for place in calendar(desk).to_plan} >= {"Krông Pắc", "Buôn Jung"}
    for persona in (Persona.VOLUNTEER, Persona.LEADER):
        assert calendar(desk, persona).to_plan == ()


# ------------------------------------------------------------------------------------------- the results
def test_results_are_counted_from_the_records_that_name_the_day(desk: Desk) -> None:
    own = plan(desk).ids[0]
    desk.save("maryam", desk.world.required, outreach_day_id=own)
    desk.save("sien", {STEP: StepStatus.ASSISTED}, outreach_day_id=own, by=Persona.OFFICIAL)
    # Done on the same date, but elsewhere.
    desk.save("dao", STEP, by=Persona.COLLEAGUE)
    view = outreach_view.outreach_day(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, day_id=own)
    found = view.results
    assert (found.people, found.newly_all_steps, found.volunteers) == (2, 1, 2)
    counts = {count.step.key: count.by_status for count in found.steps}
    assert counts[STEP].get(StepStatus.ASSISTED) == 1
    assert set(desk.world.required) <= set(counts)
    assert calendar(desk).people == {own: 2}
    assert not view.editable


def test_all_steps_count_where_the_last_one_was_done(desk: Desk) -> None:
    first, second = plan(desk, day=TODAY - timedelta(days=1)).ids[0], plan(desk).ids[0]
    required = desk.world.required
    desk.save("maryam", required[:-1], day=TODAY - timedelta(days=1), outreach_day_id=first)
    desk.save("maryam", (required[-1],), outreach_day_id=second)
    newly = [
        outreach_view.outreach_day(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, day_id=own).results.newly_all_steps
        for own in (first, second)
    ]
    assert newly == [0, 1]


def test_an_undone_save_is_no_result(desk: Desk) -> None:
    own = plan(desk).ids[0]
    saved = desk.save("maryam", STEP, outreach_day_id=own)
    desk.run("UPDATE record SET voided_at = '2026-11-22 03:00:00', void_reason = 'x'")
    assert saved.saved
    view = outreach_view.outreach_day(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, day_id=own)
    assert view.results.people == 0


def test_a_series_is_told_with_each_of_its_days(desk: Desk) -> None:
    made = plan(desk, day=WEDNESDAY, repeat=WEEKLY)
    call = desk.as_(Persona.OFFICIAL)
    hold_outreach(call=call, report=DayReport(id=made.ids[0], campaign=CAMPAIGN, version=1, attendance=9))
    view = outreach_view.outreach_day(call=call, slug=CAMPAIGN, day_id=made.ids[2])
    assert view.series is not None
    assert (view.series.days, view.series.planned_after, view.series.repeat) == (9, 6, WEEKLY)
    assert view.editable


def test_a_full_month_costs_as_many_statements_as_an_empty_one(desk: Desk) -> None:
    plan(desk)
    with desk.statements() as few:
        calendar(desk)
    for place in ("Buôn Jung", "Thôn 3", "Krông Pắc"):
        plan(desk, place=place, day=WEDNESDAY, repeat=WEEKLY)
    own = plan(desk).ids[0]
    desk.save("maryam", STEP, outreach_day_id=own)
    with desk.statements() as many:
        calendar(desk)
    assert len(few) == len(many) <= 6
    with desk.statements() as one:
        outreach_view.outreach_day(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, day_id=own)
    desk.save("sien", desk.world.required, outreach_day_id=own)
    with desk.statements() as two:
        outreach_view.outreach_day(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, day_id=own)
    assert len(one) == len(two) <= 12


# -------------------------------------------------------------------------------- what is recorded on today
def mine(desk: Desk, by: Persona, day: date = TODAY) -> list[tuple[uuid.UUID, bool]]:
    found = days_to_record_on(call=desk.as_(by), campaign=desk.world.campaign, day=day)
    return [(one.id, one.mine) for one in found]


def test_the_day_of_the_own_village_and_of_the_commune_are_ones_own(desk: Desk) -> None:
    jung, three, commune = (plan(desk, place=place).ids[0] for place in ("Buôn Jung", "Thôn 3", "Krông Pắc"))
    assert set(mine(desk, Persona.VOLUNTEER)) == {(jung, True), (commune, True)}
    assert set(mine(desk, Persona.COLLEAGUE)) == {(three, True), (commune, True)}
    # An official is assigned nowhere: everything can be chosen, nothing is chosen beforehand.
    assert set(mine(desk, Persona.OFFICIAL)) == {(jung, False), (three, False), (commune, False)}


def test_the_day_of_the_own_team_comes_first(desk: Desk) -> None:
    team = add_team(desk, "Krông Pắc", members=(Persona.VOLUNTEER,))
    plan(desk, starts_at=420)
    sent = plan(desk, place="Krông Pắc", team_id=team, starts_at=600).ids[0]
    assert mine(desk, Persona.VOLUNTEER)[0] == (sent, True)


def test_cancelled_days_and_other_dates_are_not_offered(desk: Desk) -> None:
    own = plan(desk).ids[0]
    plan(desk, day=TODAY + timedelta(days=1))
    cancel_outreach(
        call=desk.as_(Persona.OFFICIAL),
        command=Cancellation(id=own, campaign=CAMPAIGN, version=1, reason="mưa bão"),
    )
    assert mine(desk, Persona.VOLUNTEER) == []


@pytest.mark.parametrize("persona", [Persona.NEIGHBOUR, Persona.NEIGHBOUR_VOLUNTEER])
def test_next_door_is_offered_nothing(desk: Desk, persona: Persona) -> None:
    plan(desk, place="Krông Pắc")
    assert mine(desk, persona) == []


def test_a_date_without_days_costs_one_statement(desk: Desk) -> None:
    with desk.statements() as found:
        mine(desk, Persona.VOLUNTEER)
    assert len(found) == 1
