"""*Ghi nhận*: finding somebody, ticking steps, saving, taking back, putting right; and who may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from campaign.db.tables import record
from campaign.domain.vocabulary import Channel, StepStatus
from campaign.services import campaigns
from campaign.ui.forms import names
from tests.support.desk import Desk
from tests.support.record_screen import RecordScreen, open_screen
from tests.support.world import TODAY, Persona

Open = Callable[..., RecordScreen]


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    def start(persona: Persona = Persona.VOLUNTEER, **more: object) -> RecordScreen:
        return open_screen(desk, monkeypatch, persona, **more)  # type: ignore[arg-type]

    return start


def test_it_opens_on_the_village_of_today_with_its_people(opened: Open) -> None:
    screen = opened()
    assert [label.split("**")[1] for label in screen.people] == ["Trần Gia Bảo", "H’Maryam Niê", "Y Siên Ayŭn"]
    assert "Hôm nay: 0 người, 0 bước · Buôn Jung" in screen.text


def test_a_search_without_accents_finds_one(opened: Open) -> None:
    screen = opened().type(names.SEARCH, "hmaryam")
    assert len(screen.people) == 1
    assert "H’Maryam Niê" in screen.people[0]
    screen.type(names.SEARCH, "321")
    assert "Y Siên" in screen.people[0]


def test_whoever_is_not_found_is_a_tap_from_being_added(opened: Open) -> None:
    screen = opened().type(names.SEARCH, "H’Rưt Niê")
    assert screen.people == []
    assert "Không tìm thấy “H’Rưt Niê”" in screen.text
    screen.tap(names.ADD)
    assert screen.app.text_input(key=names.NEW_NAME).value == "H’Rưt Niê"


def test_three_steps_are_six_taps_and_one_save(opened: Open, desk: Desk) -> None:
    who = desk.world.people["maryam"]
    screen = opened().open_person(who).tick(who, "chip_id_card", "eid_level2", "scam_awareness").tap(names.SAVE)
    assert desk.live(who) == dict.fromkeys(("chip_id_card", "eid_level2", "scam_awareness"), StepStatus.COMPLETED)
    assert "Đã lưu 3 bước cho **H’Maryam Niê**" in screen.text
    assert "Hôm nay: 1 người, 3 bước · Buôn Jung" in screen.text
    maryam = next(label for label in screen.people if "Maryam" in label)
    assert "✓" in maryam
    assert "Chống lừa đảo" in maryam


def test_undo_takes_the_whole_save_back(opened: Open, desk: Desk) -> None:
    who = desk.world.people["maryam"]
    screen = opened().open_person(who).tick(who, "chip_id_card", "scam_awareness").tap(names.SAVE).tap(names.UNDO)
    assert desk.live(who) == {}
    assert "Đã hoàn tác: **H’Maryam Niê**" in screen.text
    assert not screen.has(names.UNDO)


def test_a_refusal_names_the_step_and_keeps_what_was_ticked(opened: Open, desk: Desk) -> None:
    who = desk.world.people["maryam"]
    screen = opened().open_person(who).tick(who, "scam_awareness", "online_payment").tap(names.SAVE)
    assert desk.live(who) == {}
    assert len(screen.errors) == 1
    assert "Thanh toán trực tuyến 01 lần" in screen.errors[0]
    assert screen.app.toggle(key=names.step_toggle(who.id, "scam_awareness")).value
    screen.tick(who, "payment_account").tap(names.SAVE)
    assert len(desk.live(who)) == 3


def test_saving_nothing_says_what_to_do(opened: Open, desk: Desk) -> None:
    screen = opened().open_person(desk.world.people["maryam"]).tap(names.SAVE)
    assert screen.errors == ["Hãy chọn ít nhất một bước rồi bấm Lưu."]
    assert desk.rows(record) == 0


def test_an_old_refusal_is_gone_when_the_person_is_opened_again(opened: Open, desk: Desk) -> None:
    who = desk.world.people["maryam"]
    screen = opened().open_person(who).tap(names.SAVE).tap(names.BACK).open_person(who)
    assert screen.errors == []


def test_age_rules_are_said_on_the_card_and_in_place(opened: Open, desk: Desk) -> None:
    child = desk.world.people["child"]
    screen = opened()
    card = next(label for label in screen.people if "Trần Gia Bảo" in label)
    assert "✕ Từ đủ 14, 15, 18 tuổi" in card
    screen.open_person(child)
    assert "✕ Từ đủ 15 tuổi: Có tài khoản ngân hàng hoặc ví điện tử" in screen.text
    offered = {toggle.key for toggle in screen.app.toggle}
    assert names.step_toggle(child.id, "payment_account") not in offered
    assert names.step_toggle(child.id, "scam_awareness") in offered
    assert "Người đại diện hợp pháp: Trần Văn Hòa" in screen.text


def test_other_results_are_one_tap_further_and_take_the_ticks_along(opened: Open, desk: Desk) -> None:
    who = desk.world.people["maryam"]
    screen = opened().open_person(who).tick(who, "scam_awareness").tap(names.OTHER_OUTCOMES)
    pills = names.step_outcome(who.id, "scam_awareness")
    assert screen.app.button_group(key=pills).value is StepStatus.COMPLETED
    screen.choose(names.step_outcome(who.id, "chip_id_card"), StepStatus.ALREADY_HAD)
    screen.choose(names.step_outcome(who.id, "health_record"), StepStatus.REFUSED).tap(names.SAVE)
    assert desk.live(who) == {
        "scam_awareness": StepStatus.COMPLETED,
        "chip_id_card": StepStatus.ALREADY_HAD,
        "health_record": StepStatus.REFUSED,
    }


def test_what_was_only_begun_may_be_finished(opened: Open, desk: Desk) -> None:
    who = desk.world.people["maryam"]
    desk.save(who, {"scam_awareness": StepStatus.ASSISTED})
    screen = opened().open_person(who)
    assert "Đã hướng dẫn, chưa hoàn thành 22/11/2026" in (
        screen.app.toggle(key=names.step_toggle(who.id, "scam_awareness")).label
    )
    screen.tick(who, "scam_awareness").tap(names.SAVE)
    assert desk.live(who) == {"scam_awareness": StepStatus.COMPLETED}


def test_a_wrong_result_is_put_right_with_a_reason_and_stays_in_the_history(opened: Open, desk: Desk) -> None:
    who = desk.world.people["maryam"]
    desk.save(who, ("scam_awareness",))
    screen = opened().open_person(who)
    assert f"{names.step_toggle(who.id, 'scam_awareness')}" not in {toggle.key for toggle in screen.app.toggle}
    screen.app.session_state[names.CORRECT] = True
    screen.app.run()
    screen.choose(names.CORRECT_STEP, "scam_awareness").choose(names.CORRECT_TO, "already_had")
    screen.tap(names.CORRECT_SAVE)
    assert screen.errors == ["Hãy ghi ngắn gọn lý do."]
    screen.type(names.CORRECT_REASON, "đã biết từ trước").tap(names.CORRECT_SAVE)
    assert desk.live(who) == {"scam_awareness": StepStatus.ALREADY_HAD}
    assert "Đã sửa kết quả của **H’Maryam Niê**" in screen.text
    screen.app.session_state[names.HISTORY] = True
    screen.app.run()
    assert "~~22/11/2026 · Chống lừa đảo: ✓ Đã hoàn thành" in screen.text
    assert "đã biết từ trước" in screen.text
    screen.tap(names.UNDO)
    assert desk.live(who) == {"scam_awareness": StepStatus.COMPLETED}


def test_a_volunteer_does_not_correct_what_another_recorded(opened: Open, desk: Desk) -> None:
    who = desk.world.people["maryam"]
    desk.save(who, ("scam_awareness",), by=Persona.OFFICIAL)
    screen = opened().open_person(who)
    screen.app.session_state[names.CORRECT] = True
    screen.app.run()
    assert "do người khác ghi" in screen.text
    assert not screen.has(names.CORRECT_SAVE)


def test_a_team_lead_corrects_what_a_volunteer_recorded(opened: Open, desk: Desk) -> None:
    who = desk.world.people["maryam"]
    desk.save(who, ("scam_awareness",))
    place = desk.world.place("Buôn Jung").code
    screen = opened(Persona.TEAM_LEAD, params={"place": place}).open_person(who)
    screen.app.session_state[names.CORRECT] = True
    screen.app.run()
    screen.choose(names.CORRECT_STEP, "scam_awareness").choose(names.CORRECT_TO, "remove")
    screen.type(names.CORRECT_REASON, "ghi nhầm người").tap(names.CORRECT_SAVE)
    assert desk.live(who) == {}


def test_day_and_channel_go_on_the_record(opened: Open, desk: Desk) -> None:
    who = desk.world.people["maryam"]
    screen = opened().open_person(who)
    screen.app.date_input(key=names.DAY).set_value(TODAY.replace(day=20)).run()
    screen.app.radio(key=names.CHANNEL).set_value(Channel.OUTREACH_DAY).run()
    screen.sound().tick(who, "scam_awareness").tap(names.SAVE)
    assert desk.count("Buôn Jung", "scam_awareness", day=TODAY.replace(day=20)) == 1
    screen.open_person(who)
    assert screen.app.radio(key=names.CHANNEL).value is Channel.OUTREACH_DAY


def test_the_school_counts_whom_it_helps(opened: Open, desk: Desk) -> None:
    school = desk.world.place("Trường THCS Nguyễn Trãi")
    pupil = desk.enrol("Lê Bảo Nam", birth="2012", guardian_name="Lê Văn Tú", place="Thôn 3")
    screen = opened(Persona.COLLEAGUE, params={"place": school.code}).type(names.SEARCH, "bao nam").open_person(pupil)
    assert "Tính cho Trường THCS Nguyễn Trãi" in screen.text
    screen.tick(pupil, "scam_awareness").tap(names.SAVE)
    assert desk.count(school.name, "scam_awareness") == 1
    assert desk.count("Thôn 3", "scam_awareness") == 0


def test_nobody_of_another_commune_opens_from_a_pasted_address(opened: Open, desk: Desk) -> None:
    stranger = desk.world.people["neighbour"]
    screen = opened(params={"person": f"{stranger.commune_id}-{stranger.id.hex}"})
    assert len(screen.errors) == 1
    assert stranger.name not in screen.text
    assert not screen.has(names.SAVE)


def test_a_closed_campaign_takes_nothing_and_says_so(opened: Open, desk: Desk) -> None:
    campaigns.close_campaign(call=desk.system(), slug=desk.world.campaign.slug)
    screen = opened()
    assert "Chưa ghi nhận được" in screen.text
    assert screen.people == []
    assert not screen.has(names.ADD)


def test_a_leader_sees_no_name_here(opened: Open, desk: Desk) -> None:
    screen = opened(Persona.LEADER)
    assert screen.people == []
    assert "Maryam" not in screen.text


def test_it_speaks_english_as_well(opened: Open, desk: Desk) -> None:
    who = desk.world.people["maryam"]
    screen = opened(language="en").open_person(who).tick(who, "scam_awareness").tap(names.SAVE)
    assert "Saved 1 step for **H’Maryam Niê**" in screen.text
    assert "Today: 1 person, 1 step · Buôn Jung" in screen.text
    assert screen.app.button(key=names.ADD).label == "Add citizen"


def test_a_longer_list_asks_no_more_of_the_database(opened: Open, desk: Desk) -> None:
    screen = opened()
    with desk.statements() as few:
        screen.app.run()
    for number in range(15):
        desk.enrol(f"H’Thử {'ABCDEFGHIJKLMNO'[number]} Niê")
    with desk.statements() as many:
        screen.app.run()
    assert len(screen.people) == 18
    assert len(many) == len(few)
