"""People who are in the list already: consent answered later, an entry mended, and who may do which."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from campaign.clock import new_id
from campaign.db.operations import people as operations
from campaign.db.tables import citizen
from campaign.domain.vocabulary import Consent, ConsentMeans, Sex, StepStatus
from campaign.errors import CampaignError
from campaign.services import campaigns, people_upkeep, search
from campaign.services.people_upkeep import ConsentAnswer, MendCitizen
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, Persona, Someone


def stored(desk: Desk, who: str | Someone) -> Any:  # noqa: ANN401 - a row of every column
    person = desk.world.people[who] if isinstance(who, str) else who
    with desk.store.read() as connection:
        return connection.execute(select(citizen).where(citizen.c.id == person.id)).one()


def mended(desk: Desk, who: str | Someone = "maryam", **changes: Any) -> MendCitizen:  # noqa: ANN401 - fields of MendCitizen
    """The entry as the form shows it, with some fields typed anew."""
    person = desk.world.people[who] if isinstance(who, str) else who
    row = stored(desk, person)
    shown = MendCitizen(
        campaign=CAMPAIGN,
        commune_id=row.commune_id,
        citizen_id=row.id,
        expected_version=row.version,
        place_id=row.place_id,
        full_name=row.full_name,
        birth=row.birth_date or row.birth_year,
        sex=Sex(row.sex) if row.sex else None,
        guardian_name=row.guardian_name or "",
    )
    return replace(shown, **changes)


def mend(desk: Desk, command: MendCitizen, by: Persona = Persona.VOLUNTEER) -> people_upkeep.Mended:
    return people_upkeep.mend_citizen(call=desk.as_(by), command=command)


def answer(
    desk: Desk,
    given: Consent,
    *,
    by: Persona = Persona.VOLUNTEER,
    expected: Consent | None = None,
    **more: Any,  # noqa: ANN401 - fields of ConsentAnswer
) -> Consent:
    row = stored(desk, "maryam")
    values = {
        "campaign": CAMPAIGN,
        "commune_id": row.commune_id,
        "citizen_id": row.id,
        "how": ConsentMeans.VERBAL if given is Consent.GIVEN else None,
        **more,
    }
    command = ConsentAnswer(expected=expected or Consent(row.consent), answer=given, **values)
    return people_upkeep.answer_consent(call=desk.as_(by), command=command)


def unasked(desk: Desk) -> None:
    """A campaign that rests on consent, with people who came over from another list."""
    desk.run("UPDATE campaign SET legal_basis = 'consent'")
    desk.run("UPDATE citizen SET consent = 'unknown'")


# -------------------------------------------------------------------------------------------- consent
def test_whoever_agrees_later_can_be_recorded(desk: Desk) -> None:
    unasked(desk)
    with desk.refused("consent_missing"):
        desk.save("maryam", "chip_id_card")
    assert answer(desk, Consent.GIVEN) is Consent.GIVEN
    assert desk.save("maryam", "chip_id_card").saved


def test_consent_is_withdrawn_and_given_again(desk: Desk) -> None:
    unasked(desk)
    answer(desk, Consent.GIVEN)
    answer(desk, Consent.WITHDRAWN)
    assert stored(desk, "maryam").consent == "withdrawn"
    with desk.refused("consent_missing"):
        desk.save("maryam", "chip_id_card")
    answer(desk, Consent.GIVEN, how=ConsentMeans.WRITTEN)
    assert stored(desk, "maryam").consent == "given"


def test_a_refusal_is_an_answer_and_what_was_refused_may_still_be_recorded(desk: Desk) -> None:
    unasked(desk)
    answer(desk, Consent.REFUSED)
    assert desk.save("maryam", {"chip_id_card": StepStatus.REFUSED}).saved
    with desk.refused("consent_missing"):
        desk.save("maryam", "eid_level2")


def test_the_event_says_how_and_names_nobody(desk: Desk) -> None:
    unasked(desk)
    with desk.one_event("citizen.consent") as found:
        answer(desk, Consent.GIVEN, how=ConsentMeans.WRITTEN)
    assert found[0]["before"] == {"consent": "unknown"}
    assert found[0]["after"] == {"consent": "given", "how": "written"}
    assert "Maryam" not in str(found[0])


def test_the_same_answer_twice_is_one(desk: Desk) -> None:
    unasked(desk)
    answer(desk, Consent.GIVEN)
    before = desk.state()
    assert answer(desk, Consent.GIVEN, expected=Consent.UNKNOWN) is Consent.GIVEN
    assert desk.state() == before


def test_the_second_of_two_answers_is_told_the_first(desk: Desk) -> None:
    unasked(desk)
    answer(desk, Consent.REFUSED)
    with desk.refused("consent_changed_meanwhile", consent="refused", answer="given"):
        answer(desk, Consent.GIVEN, expected=Consent.UNKNOWN)


@pytest.mark.parametrize(
    ("given", "more", "code"),
    [
        (Consent.UNKNOWN, {}, "consent_unanswered"),
        (Consent.NOT_REQUIRED, {}, "consent_unanswered"),
        (Consent.GIVEN, {"how": None}, "consent_means_missing"),
        (Consent.WITHDRAWN, {}, "consent_not_given"),
        (Consent.GIVEN, {"citizen_id": new_id()}, "citizen_unknown"),
        (Consent.GIVEN, {"campaign": "nirgendwo"}, "campaign_unknown"),
    ],
)
def test_what_is_no_answer(desk: Desk, given: Consent, more: dict[str, Any], code: str) -> None:
    unasked(desk)
    with desk.refused(code):
        answer(desk, given, **more)


def test_consent_is_withdrawn_after_the_campaign_as_well(desk: Desk) -> None:
    unasked(desk)
    answer(desk, Consent.GIVEN)
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert answer(desk, Consent.WITHDRAWN) is Consent.WITHDRAWN


# --------------------------------------------------------------------------------------------- mending
def test_every_field_is_put_right(desk: Desk) -> None:
    command = mended(
        desk,
        "sien",
        full_name="  y siên   ayŭn b ",
        birth="2/9/1962",
        sex=Sex.FEMALE,
        phone="0169 123 4567",
        personal_id="066162000999",
        guardian_name="H’Mẹ Ayŭn",
    )
    result = mend(desk, command)
    assert result.changed == ("full_name", "birth", "sex", "phone", "personal_id", "guardian_name")
    row = stored(desk, "sien")
    assert (row.full_name, row.name_fold) == ("y siên ayŭn b", "y sien ayun b")
    assert (row.birth_date, row.birth_year, row.sex) == (date(1962, 9, 2), 1962, "female")
    assert (row.phone_last, row.personal_id_last, row.version) == ("4567", "0999", 2)
    vault = desk.store.vault
    assert vault.open(row.phone_cipher, owner=row.id, column="phone") == "+84391234567"
    found = search.search(call=desk.as_(Persona.VOLUNTEER), slug=CAMPAIGN, text="0391234567")
    assert [card.full_name for card in found.cards] == ["y siên ayŭn b"]


def test_numbers_that_are_not_typed_stay_and_an_empty_one_goes(desk: Desk) -> None:
    before = stored(desk, "maryam")
    mend(desk, mended(desk, full_name="H’Maryam Niê Kđăm"))
    after = stored(desk, "maryam")
    assert (after.phone_cipher, after.personal_id_index) == (before.phone_cipher, before.personal_id_index)
    assert mend(desk, mended(desk, phone="")).changed == ("phone",)
    row = stored(desk, "maryam")
    assert (row.phone_cipher, row.phone_index, row.phone_last) == (None, None, None)


def test_moving_keeps_what_was_counted_where_it_was_done(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    pan = desk.world.place("Buôn Pan").id
    with desk.one_event("citizen.mend") as found:
        assert mend(desk, mended(desk, place_id=pan), Persona.OFFICIAL).changed == ("place",)
    assert (found[0]["before"], found[0]["after"]) == (
        {"place": desk.world.place("Buôn Jung").code},
        {"changed": ["place"], "place": desk.world.place("Buôn Pan").code},
    )
    assert (desk.count("Buôn Jung", "chip_id_card"), desk.count("Buôn Pan", "chip_id_card")) == (1, 0)
    desk.save("maryam", "eid_level2", by=Persona.OFFICIAL)
    assert desk.count("Buôn Pan", "eid_level2") == 1
    desk.verified()


def test_the_event_names_fields_and_nobody(desk: Desk) -> None:
    with desk.one_event("citizen.mend") as found:
        mend(desk, mended(desk, full_name="H’Maryam Mlô", phone="0912000333"))
    assert found[0]["after"] == {"changed": ["full_name", "phone"]}
    assert found[0]["before"] == {}
    assert not any(word in str(found[0]) for word in ("Maryam", "Mlô", "0333"))


def test_the_same_form_twice_changes_once(desk: Desk) -> None:
    command = mended(desk, full_name="H’Maryam Mlô")
    assert mend(desk, command).version == 2
    before = desk.state()
    assert (mend(desk, command).changed, desk.state()) == ((), before)
    assert mend(desk, mended(desk)).changed == ()


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(desk: Desk) -> None:
    first, second = mended(desk, birth="1995"), mended(desk, full_name="H’Maryam Mlô")
    mend(desk, first)
    with desk.refused("citizen_changed_meanwhile", fields=("full_name", "birth"), version=2):
        mend(desk, second, Persona.OFFICIAL)
    assert stored(desk, "maryam").birth_year == 1995
    # Told what differs, the second may still mean it.
    assert mend(desk, replace(second, expected_version=2), Persona.OFFICIAL).version == 3


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"full_name": "  "}, "name_missing"),
        ({"full_name": "12"}, "name_invalid"),
        ({"birth": "31/02/1990"}, "birth_date_impossible"),
        ({"birth": "1/1/2090"}, "birth_date_future"),
        ({"phone": "12345"}, "phone_invalid"),
        ({"personal_id": "12"}, "id_malformed"),
        ({"place_id": 987_654}, "place_unknown"),
        ({"citizen_id": new_id()}, "citizen_unknown"),
        ({"campaign": "nirgendwo"}, "campaign_unknown"),
    ],
)
def test_what_is_wrong_is_refused_as_at_enrolment(desk: Desk, typed: dict[str, Any], code: str) -> None:
    with desk.refused(code):
        mend(desk, mended(desk, **typed), Persona.OFFICIAL)


# ------------------------------------------------------------------------------------------ duplicates
def test_the_id_of_somebody_else_is_refused(desk: Desk) -> None:
    with desk.refused("id_taken"):
        mend(desk, mended(desk, "sien", personal_id="066194001234"))
    twin = desk.enrol("H’Maryam Niê", place="Buôn Pan", birth="1980")
    with desk.refused("id_taken"):
        mend(desk, mended(desk, twin, personal_id="066194001234"), Persona.OFFICIAL)


def test_a_new_likeness_needs_a_reason_and_an_old_one_none(desk: Desk) -> None:
    command = mended(desk, "sien", full_name="H’Maryam Niê", birth="1994")
    with desk.refused("possible_duplicate", n=1):
        mend(desk, command)
    with desk.one_event("citizen.mend") as found:
        mend(desk, replace(command, distinct_reason="hai chị em họ"))
    assert found[0]["reason"] == "hai chị em họ"
    assert mend(desk, mended(desk, "sien", sex=Sex.FEMALE)).changed == ("sex",)


# ------------------------------------------------------------------------------------- scope and role
def test_a_volunteer_adds_an_id_and_only_a_corrector_exchanges_it(desk: Desk) -> None:
    assert mend(desk, mended(desk, "sien", personal_id="066162000999")).changed == ("personal_id",)
    for typed in ("066162000888", ""):
        with desk.refused("not_permitted", action="correct_any"):
            mend(desk, mended(desk, "sien", personal_id=typed))
    assert mend(desk, mended(desk, "sien", personal_id="066162000999")).changed == ()
    assert mend(desk, mended(desk, "sien", personal_id="066162000888"), Persona.TEAM_LEAD).changed == ("personal_id",)


def test_a_volunteer_mends_people_of_the_own_village_and_moves_nobody_out(desk: Desk) -> None:
    with desk.refused("citizen_unknown"):
        mend(desk, mended(desk, full_name="H’Ma"), Persona.COLLEAGUE)
    with desk.refused("place_unknown"):
        mend(desk, mended(desk, place_id=desk.world.place("Thôn 3").id))
    unasked(desk)
    with desk.refused("citizen_unknown"):
        answer(desk, Consent.GIVEN, by=Persona.COLLEAGUE)


def test_nobody_is_moved_to_another_commune(desk: Desk) -> None:
    away = desk.world.place("Buôn Phê").id
    with desk.refused("place_unknown"):
        mend(desk, mended(desk, place_id=away), Persona.ADMIN)


def test_the_neighbour_changes_nobody_here(desk: Desk) -> None:
    for slug, code in ((CAMPAIGN, "campaign_unknown"), (NEIGHBOUR_CAMPAIGN, "citizen_unknown")):
        with desk.refused(code):
            mend(desk, mended(desk, campaign=slug, full_name="Ai Đó"), Persona.NEIGHBOUR)
        with desk.refused(code):
            answer(desk, Consent.REFUSED, by=Persona.NEIGHBOUR, campaign=slug)
    with desk.refused("citizen_other_commune"):
        mend(desk, mended(desk, campaign=NEIGHBOUR_CAMPAIGN, full_name="Ai Đó"), Persona.ADMIN)


@pytest.mark.parametrize("persona", [Persona.LEADER, Persona.AUDITOR])
def test_who_only_reads_changes_nothing(desk: Desk, persona: Persona) -> None:
    with desk.refused("not_permitted", action="enrol"):
        mend(desk, mended(desk, full_name="Ai Đó"), persona)
    with desk.refused("not_permitted", action="enrol"):
        answer(desk, Consent.REFUSED, by=persona)


def test_somebody_whose_village_was_merged_away_is_mended_in_place(desk: Desk) -> None:
    desk.run("UPDATE place SET valid_to = '2025-07-02' WHERE name = 'Buôn Jung'")
    assert mend(desk, mended(desk, full_name="H’Maryam Mlô"), Persona.OFFICIAL).changed == ("full_name",)


# ------------------------------------------------------------------------------------- all or nothing
def test_a_break_in_the_middle_leaves_the_entry(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    true = operations.update_citizen

    def broken(*args: Any, **more: Any) -> None:  # noqa: ANN401 - handed on
        true(*args, **more)
        raise RuntimeError

    command, before, row = mended(desk, full_name="Ai Đó"), desk.state(), stored(desk, "maryam")
    monkeypatch.setattr(operations, "update_citizen", broken)
    with pytest.raises(RuntimeError):
        mend(desk, command)
    with pytest.raises(RuntimeError):
        answer(desk, Consent.REFUSED)
    assert (desk.state(), stored(desk, "maryam")) == (before, row)


def test_an_id_taken_meanwhile_is_told_by_the_database_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_upkeep, "known_alike", lambda *_: {})
    with pytest.raises(CampaignError) as caught:
        mend(desk, mended(desk, "sien", personal_id="066194001234"))
    assert caught.value.code == "id_taken"


def test_the_number_of_statements_is_bounded(desk: Desk) -> None:
    for letter in "ABCDEGHIKL":
        desk.enrol(f"Lò Thị {letter}", birth="1994")
    with desk.statements() as seen:
        mend(desk, mended(desk, "sien", full_name="Y Siên Niê"))
    assert len(seen) <= 24
