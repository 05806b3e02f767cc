"""A session's life: what it may see, when it locks, when it ends, and what reading it costs."""

from collections.abc import Callable
from datetime import date

import pytest

from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services import accounts, sessions
from campaign.services.call import Call

from .conftest import NOW, PASSWORD, Office


def code(action: Callable[[], object]) -> str:
    with pytest.raises(CampaignError) as caught:
        action()
    return caught.value.code


def test_an_unknown_token_is_no_session(office: Office) -> None:
    assert code(lambda: office.read("made-up")) == "session_missing"
    assert code(lambda: office.read("")) == "session_missing"


def test_a_session_ends_after_twelve_hours_of_work(office: Office) -> None:
    token = office.sign_in("lan.official").token
    for minutes in range(10, 12 * 60, 10):
        assert not office.later(minutes=minutes).read(token).locked
    assert code(lambda: office.later(hours=12).read(token)) == "session_ended"


def test_a_pause_of_more_than_fifteen_minutes_locks_and_reading_does_not_unlock(office: Office) -> None:
    token = office.sign_in("lan.official").token
    assert not office.later(minutes=15).read(token).locked
    assert office.later(minutes=31).read(token).locked
    assert office.later(minutes=31.5).read(token).locked


def test_looking_at_a_session_is_not_being_there(office: Office) -> None:
    token = office.sign_in("lan.official").token
    at = office.later(minutes=10)
    sessions.read_session(store=at.store, moment=at.at, token=token, touch=False)
    assert office.later(minutes=16).read(token).locked


def test_the_password_unlocks(office: Office) -> None:
    token = office.sign_in("lan.official").token
    later = office.later(minutes=20)
    sessions.unlock(store=later.store, moment=later.at, token=token, password=PASSWORD)
    assert not later.read(token).locked
    assert len(later.events("account.unlock")) == 1


def test_guessing_at_a_locked_screen_locks_the_account(office: Office) -> None:
    token = office.sign_in("lan.official").token
    later = office.later(minutes=20)

    def guess() -> None:
        sessions.unlock(store=later.store, moment=later.at, token=token, password="wrong")

    assert [code(guess) for _ in range(5)] == ["password_wrong"] * 4 + ["account_locked"]
    assert code(lambda: later.sign_in("lan.official")) == "account_locked"


def test_signing_out_ends_this_session_only_and_once(office: Office) -> None:
    here, there = office.sign_in("lan.official").token, office.sign_in("lan.official").token
    assert sessions.sign_out(store=office.store, moment=NOW, token=here)
    assert not sessions.sign_out(store=office.store, moment=NOW, token=here)
    assert not sessions.sign_out(store=office.store, moment=NOW, token="made-up")
    assert code(lambda: office.read(here)) == "session_ended"
    assert office.read(there).viewer.username == "lan.official"
    assert len(office.events("account.sign_out")) == 1


def test_signing_out_everywhere_ends_all_of_ones_own(office: Office) -> None:
    tokens = [office.sign_in("lan.official").token for _ in range(3)]
    other = office.sign_in("y.volunteer").token
    call = Call(store=office.store, viewer=office.read(tokens[0]).viewer, moment=NOW)
    assert sessions.sign_out_everywhere(call=call) == 3
    assert {code(lambda t=token: office.read(t)) for token in tokens} == {"session_ended"}  # type: ignore[misc]
    assert office.read(other).viewer.username == "y.volunteer"
    assert sessions.sign_out_everywhere(call=call) == 0


def test_sessions_of_a_disabled_account_are_refused_at_the_next_read(office: Office) -> None:
    token = office.sign_in("lan.official").token
    accounts.disable_account(call=office.system(), username="lan.official")
    assert code(lambda: office.read(token)) == "account_disabled"
    accounts.enable_account(call=office.system(), username="lan.official")
    assert code(lambda: office.read(token)) == "session_ended"


def test_reading_is_one_query_and_one_write_a_minute(office: Office, statements: Callable[[], list[str]]) -> None:
    token = office.sign_in("y.volunteer").token
    before = len(statements())
    for second in range(0, 59, 5):
        office.later(seconds=second).read(token)
    assert len(statements()) - before == 12
    before = len(statements())
    office.later(seconds=61).read(token)
    assert len(statements()) - before == 2
    before = len(statements())
    office.later(seconds=62).read(token)
    assert len(statements()) - before == 1


def test_officials_see_their_commune_and_what_became_part_of_it(office: Office) -> None:
    assert office.sign_in("lan.official").viewer.scope == ("/1/2/", "/1/6/")
    assert office.sign_in("chi.admin").viewer.scope == ("/",)
    assert office.sign_in("chi.admin").viewer.commune_id == 0


def test_a_volunteer_sees_the_assigned_villages_on_the_days_of_the_assignment(office: Office) -> None:
    token = office.sign_in("y.volunteer").token
    accounts.assign(
        call=office.system(),
        username="y.volunteer",
        place_codes=["24490-V02"],
        starts_on=date(2026, 11, 22),
        ends_on=date(2026, 11, 23),
    )
    scopes = [office.on(date(2026, 11, day)).read(token).viewer.scope for day in (21, 22, 23, 24)]
    assert scopes == [("/1/2/4/",), ("/1/2/5/",), ("/1/2/5/",), ("/1/2/4/",)]


def test_an_assignment_does_not_narrow_an_official(office: Office) -> None:
    accounts.assign(
        call=office.system(),
        username="lan.official",
        place_codes=["24490-V02"],
        starts_on=date(2026, 11, 1),
        ends_on=None,
    )
    assert office.sign_in("lan.official").viewer.scope == ("/1/2/", "/1/6/")


def test_the_language_of_the_account_reaches_the_viewer(office: Office) -> None:
    accounts.set_language(call=office.call("lan.official"), language="en")
    assert office.sign_in("lan.official").viewer.language == "en"
    assert office.sign_in("y.volunteer").viewer.language == "vi"
    assert len(office.events("account.language")) == 1
    assert code(lambda: accounts.set_language(call=office.call("lan.official"), language="fr")) == "language_unknown"


def test_the_role_in_the_session_is_the_role_of_the_account_now(office: Office) -> None:
    token = office.sign_in("lan.official").token
    office.set_account("lan.official", role=Role.LEADER.value)
    assert office.read(token).viewer.role is Role.LEADER
