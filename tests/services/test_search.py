"""Finding a person on the record screen, and what the card says."""

from dataclasses import fields

import pytest

from campaign.clock import moment_at, new_id
from campaign.domain.names import search_tokens
from campaign.domain.vocabulary import StepStatus
from campaign.services import records, search
from campaign.services.search import LIMIT, MarkState, PersonCard, StepMark
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, TODAY, Persona


def names(desk: Desk, text: str, by: Persona = Persona.OFFICIAL, place: str | None = None) -> list[str]:
    place_id = desk.world.place(place).id if place else None
    found = search.search(call=desk.as_(by), slug=CAMPAIGN, text=text, place_id=place_id)
    return [card.full_name for card in found.cards]


def card(desk: Desk, who: str, by: Persona = Persona.VOLUNTEER) -> PersonCard:
    person = desk.world.people[who]
    return search.person(call=desk.as_(by), slug=CAMPAIGN, commune_id=person.commune_id, citizen_id=person.id)


def mark(desk: Desk, who: str, step: str, by: Persona = Persona.VOLUNTEER) -> StepMark:
    return next(found for found in card(desk, who, by).marks if found.step == step)


# -------------------------------------------------------------------------------------------- by name
@pytest.mark.parametrize(
    "text",
    [
        "H’Maryam Niê",
        "h maryam nie",
        "hmaryam",
        "H'MARYAM",
        "maryam",
        "nie",
        "nie mary",
        "maryamnie",
        "  H`Mar  ",
    ],
)
def test_an_ede_name_is_found_however_it_is_typed(desk: Desk, text: str) -> None:
    assert names(desk, text) == ["H’Maryam Niê"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("y sien", "Y Siên Ayŭn"),
        ("ayun", "Y Siên Ayŭn"),
        ("nguyen thi dao", "Nguyễn Thị Đào"),
        ("ĐÀO", "Nguyễn Thị Đào"),
        ("dao 1988", "Nguyễn Thị Đào"),
    ],
)
def test_letters_that_fold(desk: Desk, text: str, name: str) -> None:
    assert names(desk, text) == [name]


def test_nobody_of_that_name(desk: Desk) -> None:
    assert names(desk, "xyzzy") == []


@pytest.mark.parametrize("text", ["%", "_", "'", "a_a", "100%", "\\", "'; DROP TABLE citizen; --"])
def test_signs_with_a_meaning_in_sql_have_none_here(desk: Desk, text: str) -> None:
    assert names(desk, text) == []
    assert names(desk, "maryam") == ["H’Maryam Niê"]


@pytest.mark.parametrize("text", ["niêniê", "maryamn", "m nie a", "aryam", "arya nie", "mnie", "yamhmar"])
def test_parts_of_a_name_without_its_spaces(desk: Desk, text: str) -> None:
    """Each word stands in the name side by side with nothing between its letters, or nobody is found."""
    unspaced = "hmaryamnie"
    expected = ["H’Maryam Niê"] if all(word in unspaced for word in search_tokens(text)) else []
    assert names(desk, text) == expected


def test_signs_inside_a_name_are_looked_for_as_they_are(desk: Desk) -> None:
    desk.enrol("Lò_Văn % Tý", place="Buôn Jung")
    desk.enrol("Lò Hoàng Văn Bá Tý", place="Buôn Jung")
    assert names(desk, "lo_van") == names(desk, "o_va") == names(desk, "n%ty") == ["Lò_Văn % Tý"]


@pytest.mark.parametrize("text", ["maryam " * 20_000, "a" * 60_000, "5678 " * 20_000, "% " * 20_000])
def test_a_pasted_page_is_no_search_and_no_error(desk: Desk, text: str) -> None:
    assert len(names(desk, text)) <= 1


# ------------------------------------------------------------------------------------------ by number
@pytest.mark.parametrize(
    "text",
    [
        "678",
        "5678",
        "45678",
        "1234",
        "0912345678",
        "0912.345.678",
        "+84 912 345 678",
        "066194001234",
        "066 194 001 234",
    ],
)
def test_last_digits_and_whole_numbers(desk: Desk, text: str) -> None:
    assert names(desk, text) == ["H’Maryam Niê"]


@pytest.mark.parametrize("text", ["78", "0912345679", "912345", "066194009999"])
def test_too_few_digits_or_another_number(desk: Desk, text: str) -> None:
    assert names(desk, text) == []


def test_a_year_of_birth(desk: Desk) -> None:
    assert names(desk, "1961") == ["Y Siên Ayŭn"]


# ----------------------------------------------------------------------------------------- where first
def test_without_a_word_the_village_in_front_shows_all_its_people_and_no_others(desk: Desk) -> None:
    assert names(desk, "", place="Buôn Jung") == ["Trần Gia Bảo", "H’Maryam Niê", "Y Siên Ayŭn"]


def test_people_of_the_village_in_front_come_first(desk: Desk) -> None:
    desk.enrol("Nguyễn Thị An", place="Buôn Jung")
    assert names(desk, "nguyen thi", place="Thôn 3") == ["Nguyễn Thị Đào", "Nguyễn Thị An"]
    assert names(desk, "nguyen thi", place="Buôn Jung") == ["Nguyễn Thị An", "Nguyễn Thị Đào"]


def test_a_page_is_never_longer_than_its_limit_and_says_so(desk: Desk) -> None:
    for number in range(LIMIT + 2):
        desk.enrol(f"Lò Văn {chr(65 + number)}", birth=str(1950 + number))
    found = search.search(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, text="lo van")
    assert (len(found.cards), found.more) == (LIMIT, True)
    assert search.search(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, text="lo van b").more is False


# --------------------------------------------------------------------------------------- scope and role
def test_a_volunteer_finds_people_of_the_assigned_village_only(desk: Desk) -> None:
    assert names(desk, "maryam", Persona.VOLUNTEER) == ["H’Maryam Niê"]
    assert names(desk, "maryam", Persona.COLLEAGUE) == []
    # Neither by asking for another village, nor by a whole number.
    assert names(desk, "", Persona.COLLEAGUE, place="Buôn Jung") == names(desk, "", Persona.COLLEAGUE)
    assert names(desk, "0912345678", Persona.COLLEAGUE) == []
    with desk.refused("citizen_unknown"):
        card(desk, "maryam", Persona.COLLEAGUE)


def test_the_neighbour_finds_nobody_of_this_commune(desk: Desk) -> None:
    with desk.refused("campaign_unknown"):
        names(desk, "maryam", Persona.NEIGHBOUR)
    found = search.search(call=desk.as_(Persona.NEIGHBOUR), slug=NEIGHBOUR_CAMPAIGN, text="maryam")
    assert found.cards == ()
    person = desk.world.people["maryam"]
    for look in (search.person, search.history):
        with desk.refused("citizen_unknown"):
            look(
                call=desk.as_(Persona.NEIGHBOUR),
                slug=NEIGHBOUR_CAMPAIGN,
                commune_id=person.commune_id,
                citizen_id=person.id,
            )


@pytest.mark.parametrize("persona", [Persona.LEADER, Persona.AUDITOR])
def test_who_may_not_see_people_sees_none(desk: Desk, persona: Persona) -> None:
    with desk.refused("not_permitted", action="see_people"):
        names(desk, "maryam", persona)
    with desk.refused("not_permitted", action="see_people"):
        card(desk, "maryam", persona)


def test_somebody_who_is_not_there(desk: Desk) -> None:
    with desk.refused("citizen_unknown"):
        search.person(
            call=desk.as_(Persona.ADMIN), slug=CAMPAIGN, commune_id=desk.world.campaign.commune_id, citizen_id=new_id()
        )


# ----------------------------------------------------------------------------------------- what it says
def test_a_card_holds_last_digits_and_never_a_number(desk: Desk) -> None:
    shown = card(desk, "maryam")
    assert (shown.phone_last, shown.personal_id_last) == ("5678", "1234")
    values = " ".join(str(getattr(shown, part.name)) for part in fields(shown))
    for number in ("912345678", "066194001234"):
        assert number not in values


def test_marks_say_what_is_done_what_is_left_and_what_may_not_be_yet(desk: Desk) -> None:
    desk.save("maryam", {"chip_id_card": StepStatus.ALREADY_HAD, "payment_account": StepStatus.ASSISTED})
    states = {found.step: found.state for found in card(desk, "maryam").marks}
    assert list(states) == list(desk.world.steps)
    assert states["chip_id_card"] is MarkState.ALREADY_HAD
    assert states["payment_account"] is MarkState.ASSISTED
    assert states["eid_level2"] is MarkState.TODO
    assert states["online_payment"] is states["basic_documents"] is MarkState.BLOCKED


def test_a_blocked_step_carries_the_reason_that_a_save_would_give(desk: Desk) -> None:
    young, early = mark(desk, "child", "payment_account"), mark(desk, "maryam", "basic_documents")
    assert young.blocked is not None
    assert (young.blocked.code, young.blocked.details["age"]) == ("step_too_young", 15)
    assert early.blocked is not None
    assert (early.blocked.code, early.blocked.details["steps"]) == ("step_prerequisite_missing", ("eid_level2",))


def test_a_child_needs_the_guardian_for_some_steps(desk: Desk) -> None:
    assert mark(desk, "child", "chip_id_card").needs_guardian
    assert not mark(desk, "child", "scam_awareness").needs_guardian
    assert not mark(desk, "maryam", "chip_id_card").needs_guardian


def test_a_mark_knows_whose_record_it_is_and_how_to_take_it_back(desk: Desk) -> None:
    saved = desk.save("maryam", "chip_id_card", by=Persona.VOLUNTEER)
    own, others = mark(desk, "maryam", "chip_id_card"), mark(desk, "maryam", "chip_id_card", Persona.TEAM_LEAD)
    assert (own.own, own.save_id, own.day) == (True, saved.save_id, TODAY)
    assert others.own is False


def test_history_keeps_what_was_voided_and_why(desk: Desk) -> None:
    person = desk.world.people["maryam"]
    saved = desk.save("maryam", "chip_id_card")
    records.undo(
        call=desk.as_(Persona.TEAM_LEAD, moment_at(TODAY, hour=10)),
        campaign=CAMPAIGN,
        commune_id=person.commune_id,
        save_id=saved.save_id,
    )
    desk.save("maryam", "chip_id_card", by=Persona.TEAM_LEAD, at=moment_at(TODAY, hour=11))
    lines = search.history(
        call=desk.as_(Persona.VOLUNTEER), slug=CAMPAIGN, commune_id=person.commune_id, citizen_id=person.id
    )
    assert [(line.step, line.actor, line.void_reason) for line in lines] == [
        ("chip_id_card", "Y Bhăm Kbuôr", "undo"),
        ("chip_id_card", "Y Sơn Mlô", None),
    ]


# --------------------------------------------------------------------------------------------- queries
def test_a_full_page_costs_as_many_statements_as_two_people(desk: Desk) -> None:
    def cost(expected: int) -> int:
        with desk.statements() as seen:
            assert len(names(desk, "lo van", place="Buôn Jung")) == expected
        return len(seen)

    letters = "ABCDEGHIKLMNOPQRSTUV"
    for letter in letters[:2]:
        desk.enrol(f"Lò Văn {letter}")
    names(desk, "lo van")
    two = cost(2)
    for letter in letters[2:]:
        desk.enrol(f"Lò Văn {letter}")
    assert cost(LIMIT) == two <= 9
