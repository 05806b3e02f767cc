"""Registering for "Dân vận khéo", withdrawing, and what the leader chose."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from campaign.clock import moment_at, new_id
from campaign.db.operations import initiatives as operations
from campaign.domain.vocabulary import CommendationKind
from campaign.services.commendation import (
    Choice,
    NewCommendation,
    Withdrawal,
    choose_commendation,
    list_registrations,
    register_commendation,
    take_choice_back,
    withdraw_commendation,
)
from tests.support.desk import Desk
from tests.support.outreach import add_team
from tests.support.world import CAMPAIGN, TODAY, Persona

LATER = moment_at(TODAY, hour=10)
TOMORROW = moment_at(TODAY + timedelta(days=1))


def new(desk: Desk, *, place: str = "Krông Pắc", **more: Any) -> NewCommendation:  # noqa: ANN401 - fields of the command
    typed = {"name": "Chi đoàn thôn 3 (mẫu)"} | more
    return NewCommendation(id=new_id(), campaign=CAMPAIGN, place_id=desk.world.place(place).id, **typed)


def register(desk: Desk, *, by: Persona = Persona.OFFICIAL, **more: Any) -> uuid.UUID:  # noqa: ANN401 - fields of the command
    return register_commendation(call=desk.as_(by), command=new(desk, **more)).id


def account(desk: Desk, persona: Persona) -> int:
    found = desk.world.viewers[persona].account_id
    assert found is not None
    return found


def rows(desk: Desk, by: Persona = Persona.OFFICIAL) -> dict[str, Any]:
    return {row.name: row for row in list_registrations(call=desk.as_(by), slug=CAMPAIGN).rows}


def choice(own: uuid.UUID, **more: Any) -> Choice:  # noqa: ANN401 - fields of the command
    typed = {"version": 1, "on": TODAY, "by": "Lê Văn Minh, Chủ tịch UBND xã", **more}
    return Choice(id=own, campaign=CAMPAIGN, **typed)


# --------------------------------------------------------------------------------------------- registering
def test_a_team_a_person_and_somebody_from_outside(desk: Desk) -> None:
    team = add_team(desk, "Krông Pắc", members=(Persona.VOLUNTEER,))
    with desk.one_event("commendation.register") as events:
        register(desk, team_id=team, unit="UBND xã", works="Đi từng ngõ.")
    assert events[0]["after"]["commendation_name"] == "Tổ 1"
    # A team is a collective and an account an individual, whatever was said.
    register(desk, account_id=account(desk, Persona.VOLUNTEER), place="Buôn Jung")
    register(desk, name="Ama Jung (mẫu)", kind=CommendationKind.INDIVIDUAL)
    assert {name: row.kind.value for name, row in rows(desk).items()} == {
        "Tổ 1": "collective",
        "Y Bhăm Kbuôr": "individual",
        "Ama Jung (mẫu)": "individual",
    }
    assert rows(desk)["Tổ 1"].registered_on == TODAY


def test_the_same_form_sent_twice_is_one(desk: Desk) -> None:
    command = new(desk)
    register_commendation(call=desk.as_(Persona.OFFICIAL), command=command)
    before = desk.state()
    assert register_commendation(call=desk.as_(Persona.OFFICIAL), command=command).repeated
    assert desk.state() == before


def test_nobody_stands_twice_and_may_be_registered_again_after_a_withdrawal(desk: Desk) -> None:
    team = add_team(desk, "Krông Pắc")
    own = register(desk, team_id=team)
    person = account(desk, Persona.VOLUNTEER)
    register(desk, account_id=person)
    with desk.refused("commendation_taken"):
        register(desk, team_id=team)
    with desk.refused("commendation_taken"):
        register(desk, account_id=person)
    command = Withdrawal(id=own, campaign=CAMPAIGN, version=1, reason="đăng ký nhầm")
    withdraw_commendation(call=desk.as_(Persona.OFFICIAL), command=command)
    register(desk, team_id=team)


def test_a_team_lead_registers_in_their_own_area(desk: Desk) -> None:
    call = desk.narrowed(Persona.TEAM_LEAD, "Buôn Jung")
    offered = list_registrations(call=call, slug=CAMPAIGN).offered
    assert [p.name for p in offered.places] == ["Buôn Jung"]
    # Who works there, and whoever belongs to the commune and works elsewhere is not offered.
    assert [p.username for p in offered.people] == [Persona.VOLUNTEER.value]
    register_commendation(
        call=call, command=new(desk, place="Buôn Jung", account_id=account(desk, Persona.VOLUNTEER), name="")
    )
    with desk.refused("not_permitted"):
        register_commendation(call=call, command=new(desk, place="Thôn 3"))
    with desk.refused("commendation_subject_unknown"):
        register_commendation(
            call=call, command=new(desk, place="Buôn Jung", account_id=account(desk, Persona.COLLEAGUE))
        )
    assert [row.name for row in list_registrations(call=call, slug=CAMPAIGN).rows] == ["Y Bhăm Kbuôr"]


def test_a_team_lead_s_own_team_is_theirs_wherever_it_belongs(desk: Desk) -> None:
    team = add_team(desk, "Krông Pắc", lead=Persona.TEAM_LEAD)
    call = desk.narrowed(Persona.TEAM_LEAD, "Buôn Jung")
    assert [t.id for t in list_registrations(call=call, slug=CAMPAIGN).offered.teams] == [team]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": " "}, "commendation_name_missing"),
        ({"works": "x" * 2001}, "text_too_long"),
        ({"unit": "0912 345 678"}, "personal_number_in_text"),
        ({"name": "Ông A 066194001234"}, "personal_number_in_text"),
        ({"team_id": 10**6}, "commendation_subject_unknown"),
        ({"account_id": 10**6}, "commendation_subject_unknown"),
        ({"place": "Buôn Phê"}, "place_outside_campaign"),
    ],
)
def test_what_is_refused(desk: Desk, more: dict[str, Any], code: str) -> None:
    with desk.refused(code):
        register(desk, **more)


def test_a_team_and_a_person_at_once_or_of_next_door_or_no_field_worker(desk: Desk) -> None:
    team = add_team(desk, "Krông Pắc")
    with desk.refused("commendation_subject_unknown"):
        register(desk, team_id=team, account_id=account(desk, Persona.VOLUNTEER))
    for persona in (Persona.NEIGHBOUR_VOLUNTEER, Persona.LEADER, Persona.DISABLED):
        with desk.refused("commendation_subject_unknown"):
            register(desk, account_id=account(desk, persona))


def test_a_place_that_is_not_there_and_an_anonymised_campaign(desk: Desk) -> None:
    with desk.refused("place_unknown"):
        register_commendation(call=desk.as_(Persona.OFFICIAL), command=replace(new(desk), place_id=10**8))
    desk.run("UPDATE campaign SET status = 'anonymised' WHERE slug = :slug", slug=CAMPAIGN)
    with desk.refused("campaign_anonymised"):
        register(desk)


# --------------------------------------------------------------------------------- withdrawing and choosing
def test_a_withdrawal_keeps_its_reason_and_is_one_event(desk: Desk) -> None:
    own = register(desk)
    call = desk.as_(Persona.OFFICIAL)
    command = Withdrawal(id=own, campaign=CAMPAIGN, version=1, reason="trùng")
    with desk.refused("reason_missing"):
        withdraw_commendation(call=call, command=replace(command, reason=""))
    with desk.refused("commendation_changed_meanwhile", by="Nguyễn Thị Lan"):
        withdraw_commendation(call=call, command=replace(command, version=7))
    with desk.one_event("commendation.withdraw") as events:
        assert withdraw_commendation(call=call, command=command)
    assert (events[0]["reason"], events[0]["before"]) == ("trùng", {"commendation_name": "Chi đoàn thôn 3 (mẫu)"})
    assert not withdraw_commendation(call=call, command=command)
    assert rows(desk) == {}
    with desk.refused("commendation_withdrawn", reason="trùng"):
        choose_commendation(call=call, command=choice(own, version=2))


def test_the_choice_names_who_chose_and_can_be_corrected_and_taken_back(desk: Desk) -> None:
    own = register(desk)
    call = desk.as_(Persona.OFFICIAL)
    with desk.one_event("commendation.choose") as events:
        assert choose_commendation(call=call, command=choice(own, decision_number="00/QĐ-UBND (mẫu)"))
    assert events[0]["after"]["commendation_chosen_by"] == "Lê Văn Minh, Chủ tịch UBND xã"
    assert not choose_commendation(call=call, command=choice(own, decision_number="00/QĐ-UBND (mẫu)"))
    row = rows(desk)["Chi đoàn thôn 3 (mẫu)"]
    assert (row.chosen_on, row.decision_number, row.version) == (TODAY, "00/QĐ-UBND (mẫu)", 2)
    with desk.refused("commendation_changed_meanwhile"):
        choose_commendation(call=call, command=choice(own, by="Người khác"))
    with desk.refused("commendation_chosen"):
        withdraw_commendation(call=call, command=Withdrawal(id=own, campaign=CAMPAIGN, version=2, reason="trùng"))
    back = Withdrawal(id=own, campaign=CAMPAIGN, version=2, reason="ghi nhầm dòng")
    with desk.one_event("commendation.unchoose") as events:
        assert take_choice_back(call=call, command=back)
    assert events[0]["before"]["commendation_chosen_by"] == "Lê Văn Minh, Chủ tịch UBND xã"
    assert not take_choice_back(call=call, command=back)
    assert rows(desk)["Chi đoàn thôn 3 (mẫu)"].chosen_on is None


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"by": " "}, "choice_by_missing"),
        ({"by": "ông A 0912345678"}, "personal_number_in_text"),
        ({"on": TODAY - timedelta(days=1)}, "choice_day_invalid"),
        ({"on": TODAY + timedelta(days=1)}, "choice_day_invalid"),
        ({"decision_number": "x" * 121}, "text_too_long"),
        ({"version": 9}, "commendation_changed_meanwhile"),
    ],
)
def test_choices_that_cannot_be(desk: Desk, more: dict[str, Any], code: str) -> None:
    own = register(desk)
    with desk.refused(code):
        choose_commendation(call=desk.as_(Persona.OFFICIAL), command=choice(own, **more))


@pytest.mark.parametrize("persona", [Persona.TEAM_LEAD, Persona.LEADER, Persona.VOLUNTEER])
def test_only_the_official_writes_the_choice_down(desk: Desk, persona: Persona) -> None:
    own = register(desk)
    with desk.refused("not_permitted"):
        choose_commendation(call=desk.as_(persona), command=choice(own))


def test_what_is_not_there_is_unknown(desk: Desk) -> None:
    with desk.refused("commendation_unknown"):
        choose_commendation(call=desk.as_(Persona.OFFICIAL), command=choice(new_id()))
    own = register(desk)
    with desk.refused("commendation_unknown"):
        choose_commendation(call=desk.as_(Persona.NEIGHBOUR), command=replace(choice(own), campaign="ea-phe-2026"))


def test_nothing_stays_of_a_write_that_fails(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    own = register(desk)
    before = desk.state()
    monkeypatch.setattr(operations, "change_commendation", broken)
    with pytest.raises(RuntimeError):
        choose_commendation(call=desk.as_(Persona.OFFICIAL), command=choice(own))
    assert desk.state() == before
    assert rows(desk)["Chi đoàn thôn 3 (mẫu)"].chosen_on is None


def test_the_day_after_registering_is_a_day_to_choose(desk: Desk) -> None:
    own = register(desk)
    day: date = TODAY + timedelta(days=1)
    assert choose_commendation(call=desk.as_(Persona.OFFICIAL, TOMORROW), command=choice(own, on=day))
