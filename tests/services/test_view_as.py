"""*Xem như*: an official sees the screens of somebody of the commune, writes nothing, and the log says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from campaign.clock import Moment
from campaign.domain.permissions import READING, Action
from campaign.services import accounts, own_account, search, sessions, view_as
from campaign.services.call import Call
from tests.support.desk import Desk
from tests.support.walks import OWN
from tests.support.world import CAMPAIGN, NOW, PASSWORD, TODAY, Persona


def look(desk: Desk, at: Persona, by: Persona = Persona.OFFICIAL) -> None:
    view_as.look_as(call=desk.as_(by), token=desk.world.tokens[by], username=at.value)


def seen(desk: Desk, by: Persona = Persona.OFFICIAL, at: Moment = NOW) -> sessions.SessionView:
    return sessions.read_session(store=desk.store, moment=at, token=desk.world.tokens[by])


def back(desk: Desk, by: Persona = Persona.OFFICIAL) -> bool:
    return view_as.look_as_oneself(store=desk.store, moment=NOW, token=desk.world.tokens[by])


def test_an_official_sees_what_a_volunteer_sees(desk: Desk) -> None:
    with desk.one_event("account.view_as") as fresh:
        look(desk, Persona.VOLUNTEER)
    assert (fresh[0]["actor"], fresh[0]["commune_id"]) == (Persona.OFFICIAL.value, desk.world.place("Krông Pắc").id)
    view = seen(desk)
    own = desk.world.viewers[Persona.VOLUNTEER]
    official = desk.world.viewers[Persona.OFFICIAL]
    assert view.viewer == replace(own, seen_by=official.username, language=official.language, address="")
    assert view.account_id == official.account_id
    # The person looked at notices nothing.
    assert seen(desk, Persona.VOLUNTEER).viewer == replace(own, address="")


def test_going_back_is_logged_in_the_officials_name_once(desk: Desk) -> None:
    look(desk, Persona.VOLUNTEER)
    with desk.one_event("account.view_as_end") as fresh:
        assert back(desk)
    assert fresh[0]["actor"] == Persona.OFFICIAL.value
    assert seen(desk).viewer.username == Persona.OFFICIAL.value
    before = desk.state()
    assert not back(desk)
    assert desk.state() == before


def test_the_last_of_two_looks_counts(desk: Desk) -> None:
    look(desk, Persona.VOLUNTEER)
    look(desk, Persona.LEADER)
    assert seen(desk).viewer.username == Persona.LEADER.value
    assert [row["action"] for row in desk.events() if row["action"].startswith("account.view_as")] == [
        "account.view_as",
        "account.view_as_end",
        "account.view_as",
    ]


@pytest.mark.parametrize(
    ("by", "at", "code"),
    [
        (Persona.OFFICIAL, Persona.ADMIN, "not_permitted"),
        (Persona.OFFICIAL, Persona.NEIGHBOUR, "not_permitted"),
        (Persona.NEIGHBOUR, Persona.VOLUNTEER, "not_permitted"),
        (Persona.TEAM_LEAD, Persona.VOLUNTEER, "not_permitted"),
        (Persona.LEADER, Persona.VOLUNTEER, "not_permitted"),
        (Persona.OFFICIAL, Persona.OFFICIAL, "view_as_self"),
        (Persona.OFFICIAL, Persona.DISABLED, "account_disabled"),
    ],
)
def test_who_may_not_look_as_whom(desk: Desk, by: Persona, at: Persona, code: str) -> None:
    with desk.refused(code):
        look(desk, at, by)


def test_nobody_looks_as_a_role_above_their_own(desk: Desk) -> None:
    desk.run("UPDATE account SET role = 'admin' WHERE username = :name", name=Persona.LEADER.value)
    with desk.refused("role_above_own"):
        look(desk, Persona.LEADER)


def test_an_unknown_name_and_the_session_of_somebody_else_are_refused(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    with desk.refused("account_unknown"):
        view_as.look_as(call=call, token=desk.world.tokens[Persona.OFFICIAL], username="nobody")
    with desk.refused("session_missing"):
        view_as.look_as(call=call, token=desk.world.tokens[Persona.ADMIN], username=Persona.VOLUNTEER.value)


def test_a_look_ends_with_the_sign_out_and_behind_the_lock(desk: Desk) -> None:
    look(desk, Persona.VOLUNTEER)
    later = Moment(now=NOW.now + timedelta(minutes=20), today=TODAY)
    assert seen(desk, at=later).locked
    token = desk.world.tokens[Persona.OFFICIAL]
    sessions.unlock(store=desk.store, moment=later, token=token, password=PASSWORD)
    assert seen(desk, at=later).viewer.username == Persona.OFFICIAL.value
    view_as.look_as(call=desk.as_(Persona.OFFICIAL), token=token, username=Persona.VOLUNTEER.value)
    sessions.sign_out(store=desk.store, moment=later, token=token)
    assert [row["reason"] for row in desk.events("account.view_as_end")] == ["pause", "signed_out"]
    assert {row["actor"] for row in desk.events("account.view_as_end")} == {Persona.OFFICIAL.value}


def test_whoever_is_disabled_or_promoted_meanwhile_is_seen_no_longer(desk: Desk) -> None:
    look(desk, Persona.VOLUNTEER)
    accounts.disable_account(call=desk.system(), username=Persona.VOLUNTEER.value)
    assert seen(desk).viewer.username == Persona.OFFICIAL.value
    accounts.enable_account(call=desk.system(), username=Persona.VOLUNTEER.value)
    desk.run("UPDATE account SET role = 'admin' WHERE username = :name", name=Persona.VOLUNTEER.value)
    assert seen(desk).viewer.username == Persona.OFFICIAL.value


def test_the_idle_lock_and_the_last_sign_in_stay_the_officials(desk: Desk) -> None:
    query = "SELECT last_sign_in_at FROM account WHERE username = :name"

    def signed_in() -> object:
        with desk.store.read() as connection:
            return connection.exec_driver_sql(query.replace(":name", f"'{Persona.VOLUNTEER.value}'")).scalar()

    before = signed_in()
    look(desk, Persona.VOLUNTEER)
    for minutes in range(10, 60, 10):
        at = Moment(now=NOW.now + timedelta(minutes=minutes), today=TODAY)
        assert not seen(desk, at=at).locked
    assert signed_in() == before
    assert seen(desk, Persona.VOLUNTEER, Moment(now=NOW.now + timedelta(minutes=50), today=TODAY)).locked


def test_reading_costs_one_query_more_and_only_while_looking(desk: Desk) -> None:
    with desk.statements() as own:
        seen(desk)
    look(desk, Persona.VOLUNTEER)
    with desk.statements() as other:
        seen(desk)
    assert (len(own), len(other)) == (1, 2)


# --------------------------------------- nothing is written: every service, in tests/services/test_permissions_walk.py
def as_seen(desk: Desk, persona: Persona) -> Call:
    viewer = replace(desk.world.viewers[persona], seen_by=Persona.OFFICIAL.value)
    return Call(store=desk.store, viewer=viewer, moment=NOW)


def test_numbers_and_lists_of_people_are_not_for_looking(desk: Desk) -> None:
    assert {Action.REVEAL, Action.EXPORT_PEOPLE, Action.VIEW_AS} == frozenset(Action) - READING
    call = as_seen(desk, Persona.ADMIN)
    for action in (Action.REVEAL, Action.EXPORT_PEOPLE):
        with desk.refused("view_as_read_only"):
            call.require(action, desk.world.place("Krông Pắc").path)


def test_ones_own_password_language_and_devices_are_the_others(desk: Desk) -> None:
    call = as_seen(desk, Persona.VOLUNTEER)
    for act in (
        lambda: own_account.change_password(call=call, token="x", old=PASSWORD, new="mot-mat-khau-moi-2026"),
        lambda: own_account.set_language(call=call, language="en"),
        lambda: sessions.sign_out_everywhere(call=call),
    ):
        with desk.refused("view_as_read_only"):
            act()
    assert {"own_account.change_password", "own_account.set_language", "sessions.sign_out_everywhere"} <= set(OWN)


def test_what_the_person_may_see_is_still_seen(desk: Desk) -> None:
    found = search.search(call=as_seen(desk, Persona.VOLUNTEER), slug=CAMPAIGN, text="maryam")
    assert [card.full_name for card in found.cards] == ["H’Maryam Niê"]
