"""Signing in: who gets in, who does not, what they are told, and what is left behind."""

import threading
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from campaign.db.tables import account, metadata
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services import accounts, passwords, sessions

from .conftest import COMMUNE, NOW, PASSWORD, Office


def refused(office: Office, username: str, password: str) -> CampaignError:
    with pytest.raises(CampaignError) as caught:
        office.sign_in(username, password)
    return caught.value


def test_the_right_password_opens_a_session_for_that_person(office: Office) -> None:
    signed = office.sign_in("lan.official")
    assert signed.viewer.username == "lan.official"
    assert signed.viewer.role is Role.OFFICIAL
    assert signed.viewer.commune_id == COMMUNE
    assert not signed.must_change_password
    assert (
        office.read(signed.token).viewer
        == sessions.read_session(store=office.store, moment=NOW, token=signed.token).viewer
    )


def test_a_username_may_be_typed_with_capitals_and_spaces(office: Office) -> None:
    assert office.sign_in(" Lan.Official ").viewer.username == "lan.official"


def test_a_password_may_be_typed_on_another_keyboard(office: Office) -> None:
    composed, decomposed = "m\u1ead" + "t khẩu rất dài", "ma\u0323\u0302" + "t khẩu rất dài"
    office.add("binh", Role.LEADER, "24490", composed)
    assert office.sign_in("binh", decomposed).viewer.username == "binh"


def test_wrong_user_and_wrong_password_are_told_in_the_same_words(office: Office) -> None:
    assert refused(office, "nobody", PASSWORD).args == refused(office, "lan.official", "wrong").args


def test_an_unknown_user_costs_a_hash_like_a_known_one(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str | None] = []

    def watched(password: str, stored: str | None) -> bool:
        hashed.append(stored)
        return passwords.verify_password(password, stored)

    monkeypatch.setattr(sessions, "verify_password", watched)
    refused(office, "nobody", PASSWORD)
    refused(office, "lan.official", "wrong")
    assert len(hashed) == 2
    assert hashed[0] is None


def test_the_fifth_failure_locks_for_fifteen_minutes_even_for_the_right_password(office: Office) -> None:
    codes = [refused(office, "lan.official", "wrong").code for _ in range(5)]
    assert codes == ["sign_in_failed"] * 4 + ["account_locked"]
    locked = refused(office.later(minutes=14), "lan.official", PASSWORD)
    assert locked.code == "account_locked"
    assert locked.details["until"] == NOW.now + timedelta(minutes=15)
    assert office.later(minutes=16).sign_in("lan.official").viewer.username == "lan.official"


def test_a_success_forgets_earlier_failures(office: Office) -> None:
    for _ in range(4):
        refused(office, "lan.official", "wrong")
    office.sign_in("lan.official")
    assert [refused(office, "lan.official", "wrong").code for _ in range(4)] == ["sign_in_failed"] * 4


def test_guesses_sent_at_once_get_no_more_tries_than_one_after_another(office: Office) -> None:
    codes: list[str] = []

    def guess() -> None:
        codes.append(refused(office, "lan.official", "wrong").code)

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["account_locked"] * 4 + ["sign_in_failed"] * 4


def test_a_disabled_account_is_refused_and_only_the_password_reveals_it(office: Office) -> None:
    accounts.disable_account(call=office.system(), username="lan.official")
    assert refused(office, "lan.official", "wrong").code == "sign_in_failed"
    assert refused(office, "lan.official", PASSWORD).code == "account_disabled"


def test_success_and_failure_leave_an_event_in_the_chain_of_the_account(office: Office) -> None:
    refused(office, "y.volunteer", "wrong")
    office.sign_in("y.volunteer")
    refused(office, "nobody", "wrong")
    (success,) = office.events("account.sign_in")
    unknown, known = office.events("account.sign_in_failed")
    assert (known["commune_id"], known["actor"], known["address"]) == (COMMUNE, "y.volunteer", "10.0.0.7")
    assert (success["commune_id"], success["actor"]) == (COMMUNE, "y.volunteer")
    assert unknown["commune_id"] == 0


def test_what_was_typed_is_nowhere_in_the_database(office: Office) -> None:
    # People type their password into the wrong field; the chain must not keep it for ever.
    refused(office, "my-secret-in-the-wrong-field", "x")
    refused(office, "lan.official", "almost-my-real-password")
    signed = office.sign_in("lan.official")
    with office.store.read() as connection:
        dump = "\n".join(repr(row) for table in metadata.tables.values() for row in connection.execute(select(table)))
    for secret in ("my-secret-in-the-wrong-field", "almost-my-real-password", PASSWORD, signed.token):
        assert secret not in dump


def test_a_hash_with_old_parameters_is_renewed_at_the_next_sign_in(office: Office) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    office.set_account("lan.official", password_hash=old)
    office.sign_in("lan.official")
    with office.store.read() as connection:
        renewed = connection.execute(select(account.c.password_hash).where(account.c.username == "lan.official"))
        stored = str(renewed.scalar())
    assert stored.startswith("$argon2id$")
    assert stored != old
    assert office.sign_in("lan.official").viewer.username == "lan.official"
