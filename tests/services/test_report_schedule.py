"""The schedule of weekly reports: who sets it, which weeks are due, never twice, and what goes wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.clock import Moment, moment_at
from campaign.domain.report_weeks import MOST, Campaigning, ReportPart, last_week, next_writing, week_until, weeks_due
from campaign.domain.vocabulary import ReportProfile
from campaign.errors import CampaignError
from campaign.services import report_schedule as service
from campaign.services.report_schedule import DueWeek
from tests.support.desk import Desk
from tests.support.walks.reports import WISH
from tests.support.world import CAMPAIGN, END, START, TODAY, Persona

DAYS = Campaigning(starts_on=START, ends_on=END)
MONDAY = date(2026, 11, 23)
"""The day after TODAY, which is a Sunday: the first whole week ended with it."""


def put(desk: Desk, by: Persona = Persona.OFFICIAL, **changes: Any) -> None:  # noqa: ANN401 - fields of a wish
    service.set_schedule(call=desk.as_(by), slug=CAMPAIGN, wish=replace(WISH, **changes))


def due(desk: Desk, day: date, by: Persona | None = None) -> tuple[DueWeek, ...]:
    at: Moment = moment_at(day, hour=6)
    return service.due(call=desk.system(at) if by is None else desk.as_(by, at))


def test_without_a_schedule_nothing_is_due_and_an_offer_is_shown(desk: Desk) -> None:
    found = service.read_schedule(call=desk.as_(Persona.LEADER), slug=CAMPAIGN)
    assert (found.wish.is_on, found.set_at, found.next_on) == (False, None, None)
    assert due(desk, MONDAY) == ()


def test_what_an_official_set_is_what_a_leader_reads_with_one_event(desk: Desk) -> None:
    with desk.one_event("schedule.set"):
        put(desk)
    found = service.read_schedule(call=desk.as_(Persona.LEADER), slug=CAMPAIGN)
    assert found.wish == WISH
    assert (found.set_by, found.next_on, found.trouble) == ("Nguyễn Thị Lan", MONDAY, "")
    before = desk.state()
    put(desk)
    assert desk.state() == before
    with desk.one_event("schedule.set"):
        put(desk, parts=(ReportPart.WORD,), profile=ReportProfile.DOAN)
    assert service.read_schedule(call=desk.as_(Persona.LEADER), slug=CAMPAIGN).wish.profile is ReportProfile.DOAN


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"weekday": 7}, "schedule_weekday_invalid"),
        ({"weekday": -1}, "schedule_weekday_invalid"),
        ({"parts": ()}, "schedule_parts_missing"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(desk: Desk, changes: dict[str, Any], code: str) -> None:
    before = desk.state()
    with pytest.raises(CampaignError) as caught:
        put(desk, **changes)
    assert (caught.value.code, desk.state()) == (code, before)


def test_the_leader_reads_and_does_not_set_and_the_neighbour_knows_of_nothing(desk: Desk) -> None:
    with pytest.raises(CampaignError) as caught:
        put(desk, Persona.LEADER)
    assert caught.value.code == "not_permitted"
    with pytest.raises(CampaignError) as caught:
        put(desk, Persona.NEIGHBOUR)
    assert caught.value.code == "campaign_unknown"
    put(desk)
    assert due(desk, MONDAY, Persona.NEIGHBOUR) == ()
    assert [week.campaign for week in due(desk, MONDAY, Persona.OFFICIAL)] == [CAMPAIGN]


def test_a_week_is_due_when_it_has_ended_and_until_it_was_written(desk: Desk) -> None:
    put(desk)
    assert due(desk, TODAY)[0].until == TODAY - timedelta(days=7)
    week = due(desk, MONDAY)[0]
    assert (week.until, week.period.first, week.period.last) == (TODAY, TODAY - timedelta(days=6), TODAY)
    assert (week.period.before_first, week.period.before_last) == (date(2026, 11, 9), date(2026, 11, 15))
    with desk.one_event("schedule.written"):
        assert service.mark_written(call=desk.system(), slug=CAMPAIGN, until=TODAY)
    assert due(desk, MONDAY) == ()
    assert due(desk, MONDAY + timedelta(days=6)) == ()
    assert [w.until for w in due(desk, MONDAY + timedelta(days=7))] == [TODAY + timedelta(days=7)]


def test_two_writers_note_a_week_once(desk: Desk) -> None:
    put(desk)
    assert service.mark_written(call=desk.system(), slug=CAMPAIGN, until=TODAY)
    before = desk.state()
    assert not service.mark_written(call=desk.system(), slug=CAMPAIGN, until=TODAY)
    assert not service.mark_written(call=desk.system(), slug=CAMPAIGN, until=TODAY - timedelta(days=7))
    assert desk.state() == before


def test_after_a_stop_the_missed_weeks_are_made_up_for_the_oldest_first(desk: Desk) -> None:
    put(desk)
    service.mark_written(call=desk.system(), slug=CAMPAIGN, until=TODAY)
    late = MONDAY + timedelta(days=21)
    assert [week.until for week in due(desk, late)] == [TODAY + timedelta(days=7 * n) for n in (1, 2, 3)]
    # What nobody asked for before it was turned on is not made up for.
    put(desk, is_on=False)
    assert due(desk, late) == ()


def test_trouble_is_noted_once_and_goes_away_with_the_next_success(desk: Desk) -> None:
    put(desk)
    with desk.one_event("schedule.trouble"):
        service.mark_trouble(call=desk.system(), slug=CAMPAIGN, code="file_not_writable")
    before = desk.state()
    service.mark_trouble(call=desk.system(), slug=CAMPAIGN, code="file_not_writable")
    assert desk.state() == before
    assert service.read_schedule(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN).trouble == "file_not_writable"
    assert due(desk, MONDAY) != ()
    service.mark_written(call=desk.system(), slug=CAMPAIGN, until=TODAY)
    assert service.read_schedule(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN).trouble == ""


def test_a_closed_campaign_still_owes_its_last_week_and_nothing_after_it(desk: Desk) -> None:
    put(desk)
    service.mark_written(call=desk.system(), slug=CAMPAIGN, until=last_week(weekday=0, ends_on=END) - timedelta(days=7))
    desk.run("UPDATE campaign SET status = 'closed' WHERE slug = :slug", slug=CAMPAIGN)
    weeks = due(desk, END + timedelta(days=30))
    assert [(w.period.first, w.period.last) for w in weeks] == [(date(2027, 1, 4), END)]
    desk.run("UPDATE campaign SET status = 'anonymised' WHERE slug = :slug", slug=CAMPAIGN)
    assert due(desk, END + timedelta(days=30)) == ()


def test_reading_costs_the_same_whatever_was_set(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    # The campaign's definition is read at the first look and then known.
    service.read_schedule(call=call, slug=CAMPAIGN)
    with desk.statements() as before:
        service.read_schedule(call=call, slug=CAMPAIGN)
    put(desk)
    with desk.statements() as after:
        service.read_schedule(call=call, slug=CAMPAIGN)
    assert len(before) == len(after)


# ----------------------------------------------------------------------------------------------- the rule of weeks
weekdays = st.integers(0, 6)
some_days = st.dates(START - timedelta(days=20), END + timedelta(days=40))


@given(weekday=weekdays, today=some_days)
def test_whoever_writes_every_day_writes_each_week_once_and_every_day_of_the_campaign_is_in_one(
    weekday: int, today: date
) -> None:
    written: list[date] = []
    until = None
    day = START
    while day <= END + timedelta(days=10):
        for week in weeks_due(weekday=weekday, written_until=until, days=DAYS, today=day):
            written.append(week)
            until = week
            assert week < day
        day += timedelta(days=1)
    periods = [week_until(last=week, days=DAYS) for week in written]
    covered = [p.first + timedelta(days=n) for p in periods for n in range((p.last - p.first).days + 1)]
    assert covered == [START + timedelta(days=n) for n in range(DAYS.ends_on.toordinal() - START.toordinal() + 1)]
    assert len(weeks_due(weekday=weekday, written_until=None, days=DAYS, today=today)) <= 1
    assert len(weeks_due(weekday=weekday, written_until=START - timedelta(days=9), days=DAYS, today=today)) <= MOST


@given(weekday=weekdays, today=some_days)
def test_the_next_writing_is_the_first_later_day_on_which_something_new_is_due(weekday: int, today: date) -> None:
    coming = next_writing(weekday=weekday, days=DAYS, today=today)
    last = weeks_due(weekday=weekday, written_until=None, days=DAYS, today=today)
    later = [today + timedelta(days=n) for n in range(1, 100)]
    first = next((d for d in later if weeks_due(weekday=weekday, written_until=None, days=DAYS, today=d) != last), None)
    assert coming == first
