"""*Công dân*: the list, one person, whole numbers with a reason, possible duplicates; who sees whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from campaign.clock import Moment
from campaign.services import duplicates, merging, runtime
from campaign.ui.citizens import deciding, names
from campaign.ui.keys import Screen
from tests.support.desk import Desk
from tests.support.screens import opener, press, rows, words
from tests.support.world import CAMPAIGN, COMMUNE, NEIGHBOUR_CAMPAIGN, NOW, Persona, Someone

Open = Callable[..., AppTest]


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the screen for a persona at an address."""
    return opener(desk, monkeypatch, Screen.CITIZENS)


def person(someone: Someone) -> str:
    return f"{someone.commune_id}-{someone.id.hex}"


# ---------------------------------------------------------------------------------------------- the list
def test_people_stand_village_by_village_with_masked_numbers(opened: Open) -> None:
    app = opened()
    assert [title.value for title in app.title] == ["Công dân"]
    assert [line[0].split()[0] for line in rows(app)[1:]] == ["Trần", "H’Maryam", "Y", "H’Lan", "Nguyễn"]
    told = words(app)
    for text in ("5 công dân của Krông Pắc", "091•••678", "066•••••••34", "12/03/1994 · Nữ", "Buôn Jung"):
        assert text in told
    for secret in ("0912345678", "0912 345 678", "066194001234", "Y Phê"):
        assert secret not in told


def test_filters_live_in_the_address_and_are_said(opened: Open) -> None:
    app = opened(place="24490-V07", step="payment_account", text="h")
    told = words(app)
    assert "Đang lọc: “h” · Buôn Jung" in told
    assert "còn thiếu" in told
    assert [line[0].split()[0] for line in rows(app)[1:]] == ["H’Maryam"]
    press(app, names.CLEAR)
    assert len(rows(app)) == 6
    assert set(app.query_params) == {"campaign"}


def test_a_typed_text_goes_to_the_address_and_begins_at_the_first_page(opened: Open) -> None:
    app = opened(page="3")
    app.text_input(key=names.FIND).set_value("thidao").run()
    assert app.query_params["text"] == "thidao"
    assert "page" not in app.query_params
    assert [line[0].split()[0] for line in rows(app)[1:]] == ["Nguyễn"]


def test_nobody_like_this_and_nobody_at_all_say_what_to_do(opened: Open, desk: Desk) -> None:
    assert "Không có công dân nào như vậy" in words(opened(text="zzz"))
    desk.run("UPDATE citizen SET erased_at = '2026-11-20 00:00:00'")
    told = words(opened())
    assert "Chưa có công dân nào trong danh sách của Krông Pắc" in told
    assert "Nhập danh sách" in told


def test_a_name_leads_to_the_person_and_keeps_the_filters(opened: Open, desk: Desk) -> None:
    app = opened(text="maryam")
    (href,) = [part for part in _links(app) if "person=" in part]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}
    assert asked == {"campaign": CAMPAIGN, "text": "maryam", "person": person(desk.world.people["maryam"])}


def test_whoever_works_above_communes_chooses_one(opened: Open, desk: Desk) -> None:
    province = desk.world.place("Đắk Lắk").id
    desk.run("UPDATE campaign SET place_id = :province WHERE slug = :slug", province=province, slug=CAMPAIGN)
    app = opened(Persona.PROVINCE_OFFICIAL, campaign=CAMPAIGN)
    assert "xem theo từng xã" in words(app)
    assert "Maryam" not in words(app)
    app.selectbox(key=names.COMMUNE).set_value(COMMUNE).run()
    assert "H’Maryam" in words(app)


def buttons(app: AppTest) -> list[str]:
    return [element.proto.label for element in app.get("download_button")]


def test_files_hold_masked_numbers_until_a_reason_is_given(opened: Open) -> None:
    app = open_panel(opened(place="24490-V07"), names.FILES)
    assert "Buôn Jung" in words(app)
    assert buttons(app) == [
        "Danh sách Excel, ẩn số",
        "Danh sách CSV, ẩn số",
        "Trang để in",
        "Tờ Excel để in",
    ]
    app.text_input(key=names.FILES_REASON).set_value("đối chiếu với Công an xã").run()
    assert buttons(app)[:2] == ["Danh sách Excel, số đầy đủ", "Danh sách CSV, số đầy đủ"]


def test_the_neighbour_sees_their_own_people_only(opened: Open, desk: Desk) -> None:
    told = words(opened(Persona.NEIGHBOUR))
    assert "Y Phê" in told
    assert "Maryam" not in told
    app = opened(Persona.NEIGHBOUR, campaign=NEIGHBOUR_CAMPAIGN, person=person(desk.world.people["maryam"]))
    assert "Không tìm thấy công dân này" in words(app)
    assert "Maryam" not in words(app)


# ------------------------------------------------------------------------------------------- one person
def test_one_person_with_steps_and_history(opened: Open, desk: Desk) -> None:
    desk.save("maryam", "scam_awareness")
    app = opened(person=person(desk.world.people["maryam"]))
    assert [title.value for title in app.title] == ["H’Maryam Niê"]
    told = words(app)
    for text in ("Các bước của chiến dịch này: 1/11", "22/11/2026", "Y Bhăm Kbuôr", "Công dân số Krông Pắc"):
        assert text in told
    press(app, names.BACK)
    assert "person" not in app.query_params


def test_whole_numbers_are_shown_for_a_reason_and_for_two_minutes(
    opened: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(person=person(desk.world.people["maryam"]))
    press(app, names.REVEAL_SHOW)
    assert "lý do" in words(app).lower()
    assert app.error
    assert desk.events("citizen.reveal") == []
    app.text_input(key=names.REVEAL_REASON).set_value("gọi hẹn đến nhà")
    press(app, names.REVEAL_SHOW)
    assert "0912 345 678" in words(app)
    assert "066194001234" in words(app)
    (event,) = desk.events("citizen.reveal")
    assert event["reason"] == "gọi hẹn đến nhà"
    later = Moment(now=NOW.now + timedelta(minutes=3), today=NOW.today)
    monkeypatch.setattr(runtime, "present", lambda: later)
    app.run()
    assert "0912 345 678" not in words(app)


def test_the_numbers_are_hidden_at_a_press(opened: Open, desk: Desk) -> None:
    app = opened(person=person(desk.world.people["maryam"]))
    app.text_input(key=names.REVEAL_REASON).set_value("gọi")
    press(press(app, names.REVEAL_SHOW), names.REVEAL_HIDE)
    assert "066194001234" not in words(app)


# ---------------------------------------------------------------------------------- possible duplicates
@pytest.fixture
def twins(desk: Desk) -> tuple[Someone, Someone]:
    """Somebody who was entered twice: once with the phone, once with the day of birth and a step."""
    first = desk.enrol("Hoàng Văn Nam", birth="1985", phone="0977123456")
    second = desk.enrol(
        "Hoàng Văn Năm", birth="12/05/1985", phone="0977123456", distinct_reason="nhập tay", place="Buôn Jung"
    )
    duplicates.refresh(call=desk.as_(Persona.OFFICIAL), commune_id=first.commune_id)
    desk.save(second, "scam_awareness", by=Persona.OFFICIAL)
    return first, second


def pair_key(name: str, twins: tuple[Someone, Someone]) -> str:
    first, second = sorted(twins, key=lambda one: one.id)
    return names.of_pair(name, first.id, second.id)


def open_panel(app: AppTest, key: str) -> AppTest:
    app.session_state[key] = True
    return app.run()


def answer(app: AppTest, twins: tuple[Someone, Someone], chosen: str) -> AppTest:
    app.session_state[pair_key("answer", twins)] = chosen
    return app.run()


def reopened(desk: Desk, twins: tuple[Someone, Someone]) -> None:
    """Let the pair be undecided, whatever the enrolment remembered."""
    duplicates.reconsider(
        call=desk.as_(Persona.OFFICIAL),
        commune_id=twins[0].commune_id,
        first_id=twins[0].id,
        second_id=twins[1].id,
    )


def test_two_entries_stand_side_by_side_and_differences_are_marked_by_a_word(
    opened: Open, desk: Desk, twins: tuple[Someone, Someone]
) -> None:
    reopened(desk, twins)
    told = words(opened(view="duplicates"))
    assert "1 cặp" in told
    for text in ("Hoàng Văn Nam", "Hoàng Văn Năm", "≠ khác", "…3456", "cùng số điện thoại", "1/11"):
        assert text in told
    assert "0977" not in told
    # Either name leads to its person, and "back" to the pairs.
    hrefs = [part for part in _links(opened(view="duplicates")) if "person=" in part]
    assert len(hrefs) == 2
    assert all("view=duplicates" in href for href in hrefs)


def test_one_person_with_the_chosen_entry_kept_and_the_way_back(
    opened: Open, desk: Desk, twins: tuple[Someone, Someone]
) -> None:
    reopened(desk, twins)
    app = answer(opened(view="duplicates"), twins, deciding.ONE)
    # The one with a step is proposed; the other is chosen.
    assert app.radio(key=pair_key("kept", twins)).value == twins[1].id.hex
    app.radio(key=pair_key("kept", twins)).set_value(twins[0].id.hex)
    with desk.one_event("citizen.merge"):
        press(app, pair_key("merge", twins))
    assert "Đã gộp “Hoàng Văn Năm” vào “Hoàng Văn Nam”" in words(app)
    assert desk.live(twins[0])
    with desk.one_event("citizen.unmerge"):
        press(app, names.UNDO)
    assert "lại là hai mục riêng" in words(app)
    assert "1 cặp" in words(app)
    desk.verified()


def test_two_people_are_remembered_with_a_reason_that_must_be_given(
    opened: Open, desk: Desk, twins: tuple[Someone, Someone]
) -> None:
    reopened(desk, twins)
    app = answer(opened(view="duplicates"), twins, deciding.TWO)
    press(app, pair_key("apart", twins))
    assert app.error
    app.text_input(key=pair_key("apart-reason", twins)).set_value("cùng tên, khác nhà")
    press(app, pair_key("apart", twins))
    told = words(app)
    assert "là hai người khác nhau" in told
    assert "Không có mục nào nghi trùng cần xử lý" in told
    # It stands among those decided, and may be asked again.
    app = opened(view="duplicates", status="distinct")
    assert "cùng tên, khác nhà" in words(app)
    press(app, pair_key("apart", twins))
    assert "cần xem xét lại" in words(app)


def test_a_merge_is_told_on_the_person_and_taken_back_there(
    opened: Open, desk: Desk, twins: tuple[Someone, Someone]
) -> None:
    reopened(desk, twins)
    kept, gone = twins
    done = merging.merge(
        call=desk.as_(Persona.OFFICIAL),
        commune_id=kept.commune_id,
        kept_id=kept.id,
        gone_id=gone.id,
        merge_id=kept.id,
        reason="cùng một nhà",
    )
    app = opened(person=person(gone))
    assert [title.value for title in app.title] == ["Hoàng Văn Nam"]
    told = words(app) + "\n".join(element.value for element in app.info)
    assert "đã được gộp vào công dân này" in told
    assert "cùng một nhà" in told
    press(app, names.unmerge(done.merge_id))
    assert [title.value for title in app.title] == ["Hoàng Văn Năm"]
    assert "lại là hai mục riêng" in words(app)


def test_looking_for_duplicates_says_how_many_were_found(opened: Open, desk: Desk) -> None:
    desk.enrol("Y Siên Ayun", birth="1961", distinct_reason="nhập lại")
    app = press(opened(view="duplicates"), names.SEARCH)
    assert "Đã rà soát 6 công dân" in words(app)


def test_it_speaks_english(opened: Open, desk: Desk) -> None:
    assert "5 people of Krông Pắc" in words(opened(language="en"))
    assert "No possible duplicates wait" in words(opened(language="en", view="duplicates"))
    assert "Steps of this campaign" in words(opened(language="en", person=person(desk.world.people["dao"])))


def _links(app: AppTest) -> list[str]:
    body = "".join(e.proto.body for e in app.get("html"))
    return [part.split('"')[0].replace("&amp;", "&") for part in body.split('href="')[1:]]
