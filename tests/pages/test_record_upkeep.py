"""*Ghi nhận* for people who are in the list already: consent asked first, an entry put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from campaign.db.tables import citizen
from campaign.domain.vocabulary import ConsentMeans, StepStatus
from campaign.services import people_upkeep
from campaign.services.people_upkeep import MendCitizen
from campaign.ui.forms import consent, names
from tests.support.record_screen import RecordScreen, open_screen
from tests.support.world import CAMPAIGN, Persona

if TYPE_CHECKING:
    from tests.support.desk import Desk

Open = Callable[..., RecordScreen]


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def maryam(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    """The screen of a persona, with H’Maryam Niê opened."""

    def start(persona: Persona = Persona.VOLUNTEER, **more: object) -> RecordScreen:
        screen = open_screen(desk, monkeypatch, persona, **more)  # type: ignore[arg-type]
        return screen.open_person(desk.world.people["maryam"])

    return start


def stored(desk: Desk) -> Any:  # noqa: ANN401 - a row of every column
    with desk.store.read() as connection:
        return connection.execute(select(citizen).where(citizen.c.id == desk.world.people["maryam"].id)).one()


def field(desk: Desk, name: str) -> str:
    return names.mend_field(desk.world.people["maryam"].id, name)


def unfold(screen: RecordScreen, expander: str) -> RecordScreen:
    screen.app.session_state[expander] = True
    screen.app.run()
    return screen.sound()


def unasked(desk: Desk, state: str = "unknown") -> None:
    desk.run("UPDATE campaign SET legal_basis = 'consent'")
    desk.run("UPDATE citizen SET consent = :state", state=state)


# -------------------------------------------------------------------------------------------- consent
def test_the_question_comes_first_and_takes_two_taps(maryam: Open, desk: Desk) -> None:
    unasked(desk)
    who, screen = desk.world.people["maryam"], maryam()
    assert "Thông báo xử lý dữ liệu cá nhân" in screen.text
    assert not screen.has(names.SAVE)
    assert [toggle.key for toggle in screen.app.toggle] == []
    pills = names.consent_answer(who.id)
    assert screen.app.button_group(key=pills).value is None
    screen.tap(names.CONSENT_SAVE)
    assert len(screen.errors) == 1
    assert stored(desk).consent == "unknown"
    screen.choose(pills, ConsentMeans.VERBAL).tap(names.CONSENT_SAVE)
    assert stored(desk).consent == "given"
    assert "**H’Maryam Niê** đồng ý" in screen.text
    screen.tick(who, "chip_id_card").tap(names.SAVE)
    assert desk.live(who) == {"chip_id_card": StepStatus.COMPLETED}


def test_whoever_said_no_may_think_better_of_it(maryam: Open, desk: Desk) -> None:
    unasked(desk)
    pills = names.consent_answer(desk.world.people["maryam"].id)
    screen = maryam().choose(pills, consent.NO).tap(names.CONSENT_SAVE)
    assert stored(desk).consent == "refused"
    assert "Đã ghi: **H’Maryam Niê** không đồng ý" in screen.text
    assert len(screen.app.warning) == 1
    unfold(screen, names.CONSENT_AGAIN).choose(pills, ConsentMeans.WRITTEN).tap(names.CONSENT_SAVE)
    assert stored(desk).consent == "given"
    assert len(screen.app.warning) == 0


def test_consent_is_taken_back_in_the_entry(maryam: Open, desk: Desk) -> None:
    unasked(desk, "given")
    screen = unfold(maryam(), names.MEND).tap(names.CONSENT_WITHDRAW)
    assert stored(desk).consent == "withdrawn"
    assert len(screen.app.warning) == 1


def test_nothing_is_asked_where_the_basis_is_a_duty(maryam: Open) -> None:
    screen = unfold(maryam(), names.MEND)
    assert not screen.has(names.CONSENT_SAVE)
    assert not screen.has(names.CONSENT_WITHDRAW)


# ---------------------------------------------------------------------------------------------- entry
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_wrong_name_and_phone_are_put_right(maryam: Open, desk: Desk, language: str) -> None:
    screen = unfold(maryam(language=language), names.MEND)
    assert screen.app.text_input(key=field(desk, "birth")).value == "12/03/1994"
    assert "…1234" in screen.text
    screen.type(field(desk, "name"), "H’Maryam Niê Kđăm").type(field(desk, "phone"), "0912 000 111")
    screen.tap(names.MEND_SAVE)
    row = stored(desk)
    assert (row.full_name, row.phone_last, row.personal_id_last) == ("H’Maryam Niê Kđăm", "0111", "1234")
    assert [title.value for title in screen.app.title] == ["H’Maryam Niê Kđăm"]
    # Opened again, the form shows what is stored now.
    unfold(screen, names.MEND)
    assert screen.app.text_input(key=field(desk, "name")).value == "H’Maryam Niê Kđăm"
    assert screen.app.text_input(key=field(desk, "phone")).value == ""


def test_what_is_wrong_is_said_and_what_was_typed_stays(maryam: Open, desk: Desk) -> None:
    screen = unfold(maryam(), names.MEND).type(field(desk, "birth"), "31/02/1990").tap(names.MEND_SAVE)
    assert any("31/02/1990" in text for text in screen.errors)
    assert stored(desk).version == 1
    # Also over a look at the list.
    screen.tap(names.BACK).open_person(desk.world.people["maryam"])
    unfold(screen, names.MEND)
    assert screen.app.text_input(key=field(desk, "birth")).value == "31/02/1990"
    screen.tap(names.MEND_DROP)
    unfold(screen, names.MEND)
    assert screen.app.text_input(key=field(desk, "birth")).value == "12/03/1994"
    assert screen.errors == []


def test_the_second_editor_sees_both_and_decides(maryam: Open, desk: Desk) -> None:
    screen = unfold(maryam(), names.MEND).type(field(desk, "name"), "H’Maryam Mlô")
    row = stored(desk)
    people_upkeep.mend_citizen(
        call=desk.as_(Persona.OFFICIAL),
        command=MendCitizen(
            campaign=CAMPAIGN,
            commune_id=row.commune_id,
            citizen_id=row.id,
            expected_version=1,
            place_id=row.place_id,
            full_name="H’Maryam Êban",
            birth=row.birth_date,
        ),
    )
    screen.tap(names.MEND_SAVE)
    assert stored(desk).full_name == "H’Maryam Êban"
    assert len(screen.errors) == 1
    assert "Họ và tên" in screen.errors[0]
    assert [title.value for title in screen.app.title] == ["H’Maryam Êban"]
    assert screen.app.text_input(key=field(desk, "name")).value == "H’Maryam Mlô"
    screen.tap(names.MEND_SAVE)
    assert stored(desk).full_name == "H’Maryam Mlô"


def test_somebody_alike_needs_a_reason(maryam: Open, desk: Desk) -> None:
    desk.enrol("Lò Thị Một", birth="1994")
    screen = unfold(maryam(), names.MEND).type(field(desk, "name"), "Lò Thị Một").tap(names.MEND_SAVE)
    assert len(screen.errors) == 1
    screen.type(field(desk, "reason"), "cùng tên, khác nhà").tap(names.MEND_SAVE)
    assert stored(desk).full_name == "Lò Thị Một"


def test_an_id_that_is_there_is_for_the_team_leader_and_places_for_who_has_several(maryam: Open, desk: Desk) -> None:
    screen = unfold(maryam(), names.MEND)
    inputs = {found.key for found in screen.app.text_input}
    assert field(desk, "personal_id") not in inputs
    assert "chỉ tổ trưởng hoặc cán bộ xã được sửa" in screen.text
    assert field(desk, "place") not in {found.key for found in screen.app.selectbox}


def test_the_team_leader_moves_somebody_and_takes_a_wrong_id_away(maryam: Open, desk: Desk) -> None:
    screen = unfold(maryam(Persona.TEAM_LEAD), names.MEND)
    screen.app.selectbox(key=field(desk, "place")).set_value(desk.world.place("Buôn Pan").id)
    screen.app.checkbox(key=field(desk, "drop_id")).check()
    screen.tap(names.MEND_SAVE)
    row = stored(desk)
    assert (row.place_id, row.personal_id_last, row.phone_last) == (desk.world.place("Buôn Pan").id, None, "5678")
