"""Accounts that nobody used for 45 days: the sweep, the door, who stays, and how they come back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.clock import Moment, moment_at
from campaign.domain import idle_accounts
from campaign.errors import CampaignError
from campaign.services import accounts, idle, sessions
from tests.support.desk import Desk
from tests.support.world import PASSWORD, START, TODAY, Persona

EVERYBODY = {persona.value for persona in Persona if persona is not Persona.DISABLED}
# Everybody of the world signed in on TODAY.
LAST_DAY = TODAY + timedelta(days=44)
IDLE_DAY = TODAY + timedelta(days=45)


def enter(desk: Desk, persona: Persona, day: date) -> sessions.SignedIn:
    at = moment_at(day)
    return sessions.sign_in(
        store=desk.store, moment=at, username=persona.value, password=PASSWORD, address="10.0.0.7", agent="a phone"
    )


def swept(desk: Desk, day: date, *, by: Persona | None = None) -> set[str]:
    at = moment_at(day)
    return set(idle.disable_idle(call=desk.system(at) if by is None else desk.as_(by, at)))


def test_the_sweep_disables_on_the_45th_day_and_not_before(desk: Desk) -> None:
    assert swept(desk, LAST_DAY) == set()
    assert swept(desk, IDLE_DAY) == EVERYBODY - {Persona.ADMIN.value}
    with pytest.raises(CampaignError) as caught:
        enter(desk, Persona.VOLUNTEER, IDLE_DAY)
    assert caught.value.code == "account_disabled"


def test_each_leaves_one_event_and_a_second_sweep_finds_nobody(desk: Desk) -> None:
    found = swept(desk, IDLE_DAY)
    events = [row for row in desk.events("account.disable") if row["reason"] == idle.REASON]
    assert len(events) == len(found)
    before = desk.state()
    assert swept(desk, IDLE_DAY) == set()
    assert desk.state() == before


def test_the_last_administrator_stays_even_when_two_are_idle(desk: Desk) -> None:
    desk.run("UPDATE account SET role = 'admin' WHERE username = :name", name=Persona.LEADER.value)
    enter(desk, Persona.LEADER, TODAY + timedelta(days=1))
    found = swept(desk, IDLE_DAY + timedelta(days=1))
    assert Persona.ADMIN.value in found
    assert Persona.LEADER.value not in found
    assert enter(desk, Persona.LEADER, IDLE_DAY + timedelta(days=30)).viewer.username == Persona.LEADER.value


def test_somebody_who_signed_in_meanwhile_stays(desk: Desk) -> None:
    enter(desk, Persona.VOLUNTEER, TODAY + timedelta(days=20))
    assert Persona.VOLUNTEER.value not in swept(desk, IDLE_DAY)


def test_the_door_refuses_disables_and_says_why_in_one_step(desk: Desk) -> None:
    with desk.one_event("account.disable") as fresh, pytest.raises(CampaignError) as caught:
        enter(desk, Persona.VOLUNTEER, IDLE_DAY)
    assert (caught.value.code, caught.value.details) == ("account_idle", {"days": 45})
    assert (fresh[0]["reason"], fresh[0]["actor"]) == (idle.REASON, Persona.VOLUNTEER.value)
    with pytest.raises(CampaignError) as again:
        enter(desk, Persona.VOLUNTEER, IDLE_DAY)
    assert again.value.code == "account_disabled"


def test_a_wrong_password_learns_nothing_of_it(desk: Desk) -> None:
    at = moment_at(IDLE_DAY)
    with pytest.raises(CampaignError) as caught:
        sessions.sign_in(
            store=desk.store, moment=at, username=Persona.VOLUNTEER.value, password="wrong", address="", agent=""
        )
    assert caught.value.code == "sign_in_failed"


def test_the_last_administrator_passes_the_door(desk: Desk) -> None:
    assert enter(desk, Persona.ADMIN, IDLE_DAY + timedelta(days=100)).viewer.username == Persona.ADMIN.value


def test_enabling_gives_45_days_from_that_day(desk: Desk) -> None:
    swept(desk, IDLE_DAY)
    accounts.enable_account(call=desk.system(moment_at(IDLE_DAY)), username=Persona.VOLUNTEER.value)
    assert swept(desk, IDLE_DAY + timedelta(days=44)) == set()
    assert enter(desk, Persona.VOLUNTEER, IDLE_DAY + timedelta(days=44)).viewer.username == Persona.VOLUNTEER.value


def test_an_account_that_never_signed_in_counts_from_its_first_day(desk: Desk) -> None:
    desk.run("UPDATE account SET last_sign_in_at = NULL WHERE username = :name", name=Persona.VOLUNTEER.value)
    assert swept(desk, START + timedelta(days=44)) == set()
    assert swept(desk, START + timedelta(days=45)) == {Persona.VOLUNTEER.value}


def test_an_official_sweeps_the_own_commune_only(desk: Desk) -> None:
    found = swept(desk, IDLE_DAY, by=Persona.NEIGHBOUR)
    assert found == {Persona.NEIGHBOUR.value, Persona.NEIGHBOUR_VOLUNTEER.value}
    for persona in (Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR):
        with desk.refused("not_permitted"):
            swept(desk, IDLE_DAY, by=persona)


def test_a_sample_is_left_alone(desk: Desk) -> None:
    desk.run("INSERT INTO installation (name, value) VALUES ('sample', '2026-11-22')")
    assert swept(desk, IDLE_DAY + timedelta(days=400)) == set()
    far = TODAY + timedelta(days=400)
    assert enter(desk, Persona.VOLUNTEER, far).viewer.username == Persona.VOLUNTEER.value


def test_the_sweep_costs_the_same_for_one_and_for_many(desk: Desk) -> None:
    with desk.statements() as none:
        swept(desk, LAST_DAY)
    with desk.statements() as all_:
        swept(desk, IDLE_DAY)
    # One chain a commune is locked, read and moved; accounts add nothing.
    assert len(all_) - len(none) <= 12


def test_the_day_is_the_local_one_whatever_the_clock_says(desk: Desk) -> None:
    """A frozen day (a demonstration) does not make accounts idle while the clock runs on."""
    years_on = Moment(now=moment_at(TODAY).now + timedelta(days=2000), today=TODAY)
    assert idle.disable_idle(call=desk.system(years_on)) == ()


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(made=days, enabled=st.none() | days, signed=st.none() | days, today=days)
def test_idle_is_45_days_after_the_last_of_three(
    made: date, enabled: date | None, signed: date | None, today: date
) -> None:
    used = idle_accounts.used_until(created_on=made, enabled_on=enabled, signed_in_on=signed)
    assert used in {made, enabled, signed}
    expected = all(today - day >= timedelta(days=45) for day in (made, enabled, signed) if day)
    assert idle_accounts.is_idle(used=used, today=today) == expected
    if idle_accounts.is_warned(used=used, today=today):
        assert not expected
        assert idle_accounts.is_idle(used=used, today=today + timedelta(days=7))
