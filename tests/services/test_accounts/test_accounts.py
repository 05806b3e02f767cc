"""Managing accounts: who may, for whom, and what the audit chain says about it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services import accounts
from campaign.services.call import Call

from .conftest import COMMUNE, PASSWORD, Office


def code(action: Callable[[], object]) -> str:
    with pytest.raises(CampaignError) as caught:
        action()
    return caught.value.code


def add(
    call: Call,
    *,
    username: str = "moi",
    full_name: str = "H' Mới Niê",
    role: Role = Role.VOLUNTEER,
    place: str | None = "24490-V01",
    password: str | None = None,
) -> accounts.NewAccount:
    return accounts.add_account(
        call=call, username=username, full_name=full_name, role=role, place_code=place, password=password
    )


def test_a_new_account_signs_in_with_its_one_time_password_and_must_change_it(office: Office) -> None:
    made = add(office.call("lan.official"))
    signed = office.sign_in("moi", made.password)
    assert signed.must_change_password
    assert signed.viewer.full_name == "H' Mới Niê"
    assert made.password not in repr(made)
    (event,) = [e for e in office.events("account.add") if e["actor"] == "lan.official"]
    assert event["commune_id"] == COMMUNE


def test_one_time_passwords_are_long_enough_and_never_the_same(office: Office) -> None:
    call = office.system()
    made = {add(call, username=f"nguoi{n}").password for n in range(10)}
    assert len(made) == 10
    assert all(len(password) >= 14 for password in made)


def test_a_given_password_need_not_be_changed(office: Office) -> None:
    add(office.system(), password=PASSWORD)
    assert not office.sign_in("moi").must_change_password


@pytest.mark.parametrize("username", ["ab", "Lan", "có dấu", "a" * 65, "lan official", "lan@xa", ""])
def test_a_username_has_one_plain_form(office: Office, username: str) -> None:
    assert code(lambda: add(office.system(), username=username)) == "username_invalid"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"password": "13-characters"}, "password_too_short"),
        ({"password": "x" * 201}, "password_too_long"),
        ({"password": "abababababababab"}, "password_too_easy"),
        ({"full_name": "  "}, "name_missing"),
        ({"full_name": "x" * 201}, "name_invalid"),
        ({"username": "lan.official"}, "username_taken"),
        ({"place": "99999"}, "place_unknown"),
    ],
)
def test_what_cannot_be_is_refused(office: Office, values: dict[str, Any], expected: str) -> None:
    before = accounts.list_accounts(call=office.system())
    assert code(lambda: add(office.system(), **values)) == expected
    assert accounts.list_accounts(call=office.system()) == before


def test_a_short_password_is_refused_with_the_length_that_is_wanted(office: Office) -> None:
    with pytest.raises(CampaignError) as caught:
        add(office.system(), password="short")
    assert caught.value.details == {"minimum": 14}


def test_an_official_manages_only_the_own_commune(office: Office) -> None:
    office.add("hoa.neighbour", Role.OFFICIAL, "24500")
    call = office.call("hoa.neighbour")
    day = date(2026, 11, 22)
    assert code(lambda: add(call)) == "not_permitted"
    assert code(lambda: add(call, place=None)) == "not_permitted"
    assert code(lambda: accounts.disable_account(call=call, username="lan.official")) == "account_unknown"
    assert code(lambda: accounts.enable_account(call=call, username="lan.official")) == "account_unknown"
    assert code(lambda: accounts.reset_password(call=call, username="lan.official")) == "account_unknown"
    office.add("y.own", Role.VOLUNTEER, "24500")
    assert (
        code(
            lambda: accounts.assign(call=call, username="y.own", place_codes=["24490-V01"], starts_on=day, ends_on=None)
        )
        == "not_permitted"
    )
    assert [row.username for row in accounts.list_accounts(call=call)] == ["hoa.neighbour", "y.own"]


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.TEAM_LEAD, Role.LEADER, Role.AUDITOR])
def test_other_roles_manage_nobody(office: Office, role: Role) -> None:
    office.add("nguoi.khac", role, "24490")
    call = office.call("nguoi.khac")
    assert code(lambda: add(call)) == "not_permitted"
    assert code(lambda: accounts.list_accounts(call=call)) == "not_permitted"
    # Not even whether an account exists is told.
    assert code(lambda: accounts.disable_account(call=call, username="no.such")) == "not_permitted"


def test_nobody_gives_or_touches_a_role_above_their_own(office: Office) -> None:
    office.add("admin.here", Role.ADMIN, "24490")
    call = office.call("lan.official")
    assert code(lambda: add(call, role=Role.ADMIN, place="24490")) == "role_above_own"
    assert code(lambda: accounts.reset_password(call=call, username="admin.here")) == "role_above_own"
    assert code(lambda: accounts.disable_account(call=call, username="admin.here")) == "role_above_own"
    add(office.call("admin.here"), username="moi.admin", role=Role.ADMIN, place="24490", password=PASSWORD)
    assert office.sign_in("moi.admin").viewer.role is Role.ADMIN


def test_nobody_closes_their_own_account_or_the_last_administrator(office: Office) -> None:
    own = office.call("chi.admin")
    assert code(lambda: accounts.disable_account(call=own, username="chi.admin")) == "account_is_own"
    system = office.system()
    assert code(lambda: accounts.disable_account(call=system, username="chi.admin")) == "last_admin"
    office.add("second.admin", Role.ADMIN, None)
    accounts.disable_account(call=own, username="second.admin")
    assert code(lambda: accounts.disable_account(call=system, username="chi.admin")) == "last_admin"
    accounts.enable_account(call=own, username="second.admin")
    accounts.disable_account(call=system, username="chi.admin")
    assert code(lambda: office.sign_in("chi.admin")) == "account_disabled"


def test_closing_twice_leaves_one_event(office: Office) -> None:
    for _ in "ab":
        accounts.disable_account(call=office.system(), username="y.volunteer")
    for _ in "ab":
        accounts.enable_account(call=office.system(), username="y.volunteer")
    assert len(office.events("account.disable")) == 1
    assert len(office.events("account.enable")) == 1
    assert office.sign_in("y.volunteer").viewer.username == "y.volunteer"


def test_a_reset_ends_sessions_lifts_the_lock_and_gives_a_one_time_password(office: Office) -> None:
    token = office.sign_in("y.volunteer").token
    for _ in range(5):
        code(lambda: office.sign_in("y.volunteer", "wrong"))
    password = accounts.reset_password(call=office.call("lan.official"), username="y.volunteer")
    assert code(lambda: office.read(token)) == "session_ended"
    assert code(lambda: office.sign_in("y.volunteer")) == "sign_in_failed"
    assert office.sign_in("y.volunteer", password).must_change_password
    assert len(office.events("account.reset_password")) == 1


def test_changing_the_password_keeps_this_session_and_ends_the_others(office: Office) -> None:
    password = accounts.reset_password(call=office.system(), username="y.volunteer")
    here = office.sign_in("y.volunteer", password).token
    there = office.sign_in("y.volunteer", password).token
    call = Call(store=office.store, viewer=office.read(here).viewer, moment=office.at)

    def change(old: str, new: str) -> None:
        accounts.change_password(call=call, token=here, old=old, new=new)

    assert code(lambda: change("wrong", PASSWORD)) == "password_wrong"
    assert code(lambda: change(password, "short")) == "password_too_short"
    assert code(lambda: change(password, password)) == "password_unchanged"
    change(password, PASSWORD)
    assert not office.read(here).must_change_password
    assert code(lambda: office.read(there)) == "session_ended"
    assert not office.sign_in("y.volunteer").must_change_password
    assert len(office.events("account.change_password")) == 1


def test_the_list_shows_state_and_coming_work(office: Office) -> None:
    day = date(2026, 11, 22)
    accounts.disable_account(call=office.system(), username="y.volunteer")
    accounts.assign(
        call=office.system(), username="y.volunteer", place_codes=["24490-V02"], starts_on=day, ends_on=None
    )
    rows = {row.username: row for row in accounts.list_accounts(call=office.call("lan.official"))}
    assert set(rows) == {"lan.official", "y.volunteer"}
    assert rows["y.volunteer"].disabled
    assert rows["y.volunteer"].last_sign_in_at is None
    assert rows["lan.official"].last_sign_in_at == office.at.now
    assert [work.place_name for work in rows["y.volunteer"].assignments] == ["Buon Pan"]
    everybody = accounts.list_accounts(call=office.system())
    assert {row.username for row in everybody} == {"chi.admin", "lan.official", "y.volunteer"}


def test_the_list_costs_the_same_for_many(office: Office, statements: Callable[[], list[str]]) -> None:
    call = office.call("chi.admin")
    before = len(statements())
    accounts.list_accounts(call=call)
    few = len(statements()) - before
    for n in range(6):
        office.add(f"nguoi{n}", Role.VOLUNTEER, "24490-V02")
    before = len(statements())
    accounts.list_accounts(call=call)
    assert len(statements()) - before == few
