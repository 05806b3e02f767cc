"""Enrolling: adding a person, with those shown first who may be the same one."""

import uuid
from datetime import date
from typing import Any

import pytest

from campaign.clock import new_id
from campaign.db.operations import people as operations
from campaign.db.tables import citizen
from campaign.domain.duplicates import Match
from campaign.domain.vocabulary import Consent, Sex
from campaign.errors import CampaignError
from campaign.services import campaigns, people
from campaign.services.people import EnrolCitizen
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, Persona


def command(desk: Desk, name: str = "Trần Văn Mới", place: str = "Buôn Jung", **more: Any) -> EnrolCitizen:  # noqa: ANN401 - fields of EnrolCitizen
    values = {"id": new_id(), "campaign": CAMPAIGN, "birth": "1985", **more}
    return EnrolCitizen(place_id=desk.world.place(place).id, full_name=name, **values)


def enrol(desk: Desk, wanted: EnrolCitizen, by: Persona = Persona.VOLUNTEER) -> people.Enrolled:
    return people.enrol(call=desk.as_(by), command=wanted)


def stored(desk: Desk, person: uuid.UUID) -> Any:  # noqa: ANN401 - a row of every column
    with desk.store.read() as connection:
        return connection.execute(citizen.select().where(citizen.c.id == person)).one()


# ------------------------------------------------------------------------------------------ it works
def test_what_was_typed_is_cleaned_and_kept(desk: Desk) -> None:
    wanted = command(
        desk,
        "  H'MARYAM   BUÔN KRÔNG ",
        birth="5/3/1991",
        sex=Sex.FEMALE,
        phone="0169 123 4567",
        personal_id="66191000123",
    )
    made = enrol(desk, wanted)
    assert made.full_name == "H’Maryam Buôn Krông"
    assert set(made.notes) == {"phone_converted", "id_zero_restored"}
    row = stored(desk, wanted.id)
    assert (row.birth_date, row.birth_year) == (date(1991, 3, 5), 1991)
    assert (row.name_fold, row.phone_last, row.personal_id_last) == ("hmaryam buon krong", "4567", "0123")
    assert (row.sex, row.consent, row.created_by) == (
        "female",
        "not_required",
        desk.world.viewers[Persona.VOLUNTEER].account_id,
    )


def test_numbers_lie_sealed_in_the_database_and_open_with_the_key(desk: Desk) -> None:
    wanted = command(desk, phone="0912000333", personal_id="066085000777")
    enrol(desk, wanted)
    row = stored(desk, wanted.id)
    for sealed in (row.phone_cipher, row.personal_id_cipher, row.phone_index, row.personal_id_index):
        assert b"912000333" not in sealed
        assert b"085000777" not in sealed
    vault = desk.store.vault
    assert vault.open(row.phone_cipher, owner=wanted.id, column="phone") == "+84912000333"
    assert vault.open(row.personal_id_cipher, owner=wanted.id, column="personal_id") == "066085000777"


def test_a_year_alone_is_no_made_up_date(desk: Desk) -> None:
    wanted = command(desk, birth="00/00/1972")
    assert "birth_year_only" in enrol(desk, wanted).notes
    assert (stored(desk, wanted.id).birth_date, stored(desk, wanted.id).birth_year) == (None, 1972)


def test_what_is_missing_is_noted_and_keeps_nobody_out(desk: Desk) -> None:
    assert enrol(desk, command(desk, birth=None)).notes == ("birth_missing",)
    assert enrol(desk, command(desk, "Lò Thị Nhỏ", birth="2015")).notes == ("birth_year_only", "guardian_missing")


def test_doubts_about_an_id_are_noted(desk: Desk) -> None:
    made = enrol(desk, command(desk, birth="1985", sex=Sex.MALE, personal_id="066190000888"))
    assert {"id_sex_mismatch", "id_year_mismatch"} <= set(made.notes)


def test_consent_rests_on_the_campaign_or_is_asked(desk: Desk) -> None:
    wanted = command(desk, consent=Consent.REFUSED)
    enrol(desk, wanted)
    assert stored(desk, wanted.id).consent == "refused"
    desk.run("UPDATE campaign SET legal_basis = 'consent'")
    with desk.refused("consent_unanswered"):
        enrol(desk, command(desk, "Trần Văn Khác"))
    assert enrol(desk, command(desk, "Trần Văn Khác", consent=Consent.GIVEN)).repeated is False


# --------------------------------------------------------------------------------------- scope and role
def test_a_volunteer_enrols_in_the_assigned_village_only(desk: Desk) -> None:
    with desk.refused("place_unknown"):
        enrol(desk, command(desk, place="Thôn 3"), Persona.VOLUNTEER)
    enrol(desk, command(desk, place="Thôn 3"), Persona.COLLEAGUE)


def test_nobody_lives_at_the_commune_itself(desk: Desk) -> None:
    with desk.refused("place_unknown"):
        enrol(desk, command(desk, place="Krông Pắc"), Persona.OFFICIAL)


def test_the_neighbour_adds_nobody_here(desk: Desk) -> None:
    with desk.refused("campaign_unknown"):
        enrol(desk, command(desk), Persona.NEIGHBOUR)
    with desk.refused("place_unknown"):
        enrol(desk, command(desk, campaign=NEIGHBOUR_CAMPAIGN), Persona.NEIGHBOUR)


@pytest.mark.parametrize("persona", [Persona.LEADER, Persona.AUDITOR])
def test_who_only_reads_adds_nobody(desk: Desk, persona: Persona) -> None:
    with desk.refused("not_permitted", action="enrol"):
        enrol(desk, command(desk), persona)


# --------------------------------------------------------------------------------------------- errors
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"full_name": " \u200b "}, "name_missing"),
        ({"full_name": "1234"}, "name_invalid"),
        ({"full_name": "a" * 201}, "name_invalid"),
        ({"birth": "31/02/1980"}, "birth_date_impossible"),
        ({"birth": "23/11/2026"}, "birth_date_future"),
        ({"birth": "01/02/25"}, "birth_date_ambiguous"),
        ({"phone": "12345"}, "phone_invalid"),
        ({"phone": "0262 3852 123"}, "phone_landline"),
        ({"personal_id": "12345"}, "id_malformed"),
    ],
)
def test_bad_input_is_named(desk: Desk, typed: dict[str, Any], code: str) -> None:
    values = {"full_name": "Trần Văn Mới", **typed}
    wanted = command(desk, values.pop("full_name"), **values)
    with desk.refused(code):
        enrol(desk, wanted)
    # The form shows the same sentence while one is still typing.
    with desk.refused(code):
        people.candidates(call=desk.as_(Persona.VOLUNTEER), command=wanted)


def test_errors_show_no_whole_number(desk: Desk) -> None:
    with pytest.raises(CampaignError) as caught:
        enrol(desk, command(desk, phone="0262 3852 123"))
    assert "3852123" not in str(caught.value).replace(" ", "")


@pytest.mark.parametrize(("status", "code"), [("closed", "campaign_closed"), ("draft", "campaign_draft")])
def test_a_campaign_that_takes_nobody(desk: Desk, status: str, code: str) -> None:
    desk.run("UPDATE campaign SET status = :status", status=status)
    with desk.refused(code, name="Công dân số Krông Pắc"):
        enrol(desk, command(desk), by=Persona.OFFICIAL)


def test_a_draft_does_not_exist_for_those_who_do_not_set_it_up(desk: Desk) -> None:
    desk.run("UPDATE campaign SET status = 'draft'")
    with desk.refused("campaign_unknown"):
        enrol(desk, command(desk))


# ----------------------------------------------------------------------------------------- duplicates
def test_the_same_id_and_name_is_the_same_person_and_no_reason_changes_that(desk: Desk) -> None:
    twin = command(desk, "H'maryam nie", birth=None, personal_id="066194001234", distinct_reason="người khác")
    with desk.refused("duplicate_person"):
        enrol(desk, twin)


def test_the_id_of_somebody_else(desk: Desk) -> None:
    with desk.refused("id_taken"):
        enrol(desk, command(desk, "Trần Văn Khác", personal_id="066194001234", distinct_reason="người khác"))


def test_an_id_is_found_in_villages_that_the_viewer_does_not_see(desk: Desk) -> None:
    with desk.refused("id_taken"):
        enrol(desk, command(desk, place="Thôn 3", personal_id="066194001234"), Persona.COLLEAGUE)
    twin = command(desk, "H’Maryam Niê", place="Thôn 3", birth="1994", personal_id="066194001234")
    # The refusal names who was typed, and tells nothing about who is there.
    with desk.refused("duplicate_person", name="H’Maryam Niê"):
        enrol(desk, twin, Persona.COLLEAGUE)
    found = people.candidates(call=desk.as_(Persona.COLLEAGUE), command=twin)
    assert [(c.full_name, c.birth_date, c.phone_last, c.same_id) for c in found] == [("", None, None, True)]


def test_name_birth_and_village_need_a_look_and_a_reason(desk: Desk) -> None:
    twin = command(desk, "H’ Maryam Niê", birth="12/3/1994")
    found = people.candidates(call=desk.as_(Persona.VOLUNTEER), command=twin)
    assert [(c.full_name, c.match, c.phone_last) for c in found] == [("H’Maryam Niê", Match.SAME, "5678")]
    with desk.refused("possible_duplicate", n=1):
        enrol(desk, twin)
    reasoned = command(desk, "H’ Maryam Niê", birth="12/3/1994", distinct_reason="chị em sinh đôi khác họ")
    assert enrol(desk, reasoned).id == reasoned.id


def test_one_phone_in_a_family_is_no_duplicate(desk: Desk) -> None:
    son = command(desk, "Y Bin Niê", birth="2010", phone="0912345678", guardian_name="H’Maryam Niê")
    assert people.candidates(call=desk.as_(Persona.VOLUNTEER), command=son) == ()
    enrol(desk, son)


def test_a_namesake_of_another_year_is_another_person(desk: Desk) -> None:
    other = enrol(desk, command(desk, "H’Maryam Niê", birth="1971"))
    assert (other.repeated, other.id == desk.world.people["maryam"].id) == (False, False)


def test_two_rows_of_one_list_are_compared_too(desk: Desk) -> None:
    rows = [command(desk, "Y Đôi Niê", birth="1/2/1980"), command(desk, "Y Đôi Niê", birth="1/2/1980")]
    with desk.refused("possible_duplicate"):
        people.enrol_many(call=desk.as_(Persona.VOLUNTEER), commands=rows)


def test_a_person_of_the_neighbouring_commune_is_not_hinted_at(desk: Desk) -> None:
    wanted = command(desk, "Y Phê Kpă", birth="1/1/1990", phone="0939000111")
    assert people.candidates(call=desk.as_(Persona.OFFICIAL), command=wanted) == ()
    enrol(desk, wanted, Persona.OFFICIAL)


# --------------------------------------------------------------------- idempotent, audited, all or nothing
def test_a_double_click_is_one_person(desk: Desk) -> None:
    wanted = command(desk)
    enrol(desk, wanted)
    before = desk.state()
    assert enrol(desk, wanted).repeated
    assert desk.state() == before


def test_one_event_without_a_name_or_a_number(desk: Desk) -> None:
    revision = desk.revision()
    wanted = command(desk, "Trần Văn Mới", phone="0912000333", personal_id="066085000777")
    with desk.one_event("citizen.enrol") as found:
        enrol(desk, wanted)
    assert found[0]["after"] == {"birth_year": 1985, "consent": "not_required", "phone": True, "personal_id": True}
    assert "Mới" not in str(found[0])
    assert desk.revision() == revision + 1


def test_many_at_once_are_all_or_none(desk: Desk) -> None:
    good = [command(desk, name) for name in ("Lò Văn Một", "Lò Văn Hai")]
    with desk.refused("birth_date_impossible"):
        people.enrol_many(call=desk.as_(Persona.VOLUNTEER), commands=[*good, command(desk, birth="31/02/1980")])
    with desk.refused("campaign_unknown"):
        people.enrol_many(call=desk.as_(Persona.VOLUNTEER), commands=[*good, command(desk, campaign="another")])
    assert len(people.enrol_many(call=desk.as_(Persona.VOLUNTEER), commands=good)) == 2
    assert people.enrol_many(call=desk.as_(Persona.VOLUNTEER), commands=[]) == ()


def test_a_break_in_the_middle_leaves_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    true = operations.insert_citizens

    def broken(*args: Any) -> None:  # noqa: ANN401 - handed on
        true(*args)
        raise RuntimeError

    before = desk.state()
    monkeypatch.setattr(operations, "insert_citizens", broken)
    with pytest.raises(RuntimeError):
        enrol(desk, command(desk))
    assert desk.state() == before


def test_twenty_people_cost_as_many_statements_as_two(desk: Desk) -> None:
    def cost(names: list[str]) -> int:
        rows = [command(desk, name) for name in names]
        with desk.statements() as seen:
            people.enrol_many(call=desk.as_(Persona.VOLUNTEER), commands=rows)
        return len(seen)

    letters = "ABCDEGHIKLMNOPQRSTUV"
    cost(["Lò Thị Không"])
    assert cost([f"Lò Thị {letter}" for letter in letters]) == cost(["Lò Văn Một", "Lò Văn Hai"])


def test_closing_the_campaign_keeps_people_readable(desk: Desk) -> None:
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert people.candidates(call=desk.as_(Persona.VOLUNTEER), command=command(desk, "H’Maryam Niê", birth="1994"))
