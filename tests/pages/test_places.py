"""*Địa bàn*: the list of a commune, pasting into it, one place; who sees which commune."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from campaign.clock import Moment
from campaign.config import ROOT
from campaign.db.tables import place
from campaign.domain.vocabulary import PlaceKind, PopulationGroup
from campaign.services import place_directory, place_lists, place_upkeep, runtime
from campaign.services.place_upkeep import Face
from campaign.ui.keys import Screen
from campaign.ui.places import names
from tests.support.desk import Desk
from tests.support.screens import SECONDS, opener, press, rows, words
from tests.support.world import COMMUNE, NEIGHBOUR_COMMUNE, NOW, TODAY, Persona

PASTED = (
    "STT\tTên thôn, buôn\tLoại\tDân số\tSố hộ\n"
    "1\tBuôn Krai\tBuôn\t1.250\t310\n"
    "2\tbuon jung\tBuôn\t900\t\n"
    "3\tThôn 12\tHuyện\t5\t\n"
    "4\tPhước An\t\tabc\t\n"
)
TEXT, ADD = names.paste_text("places"), names.paste_add("places")
JUNG = Face(name="Buôn Jung", kind=PlaceKind.VILLAGE, local_code="V07")
Open = Callable[..., AppTest]


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the screen for a persona at an address."""
    return opener(desk, monkeypatch, Screen.PLACES)


def paste(app: AppTest, text: str = PASTED) -> AppTest:
    app.text_area(key=TEXT).set_value(text)
    app.run()
    assert not app.exception, app.exception
    return app


# -------------------------------------------------------------------------------------------- the list
def test_an_official_sees_the_places_of_the_commune(opened: Open) -> None:
    app = opened()
    text = words(app)
    assert [line[2] for line in rows(app)[1:]] == ["24490-V07", "24490-V08", "24490-V09", "24490-S01"]
    for told in ("Krông Pắc", "24490-V07", "Thôn, buôn", "500", "số liệu ngày 01/10/2026", "từ 01/07/2025"):
        assert told in text
    assert "Buôn Phê" not in text


def test_the_person_in_charge_stands_beside_the_place(opened: Open, desk: Desk) -> None:
    desk.run(
        "INSERT INTO person_in_charge (place_id, account_id, starts_on)"
        " SELECT :place, id, '2026-11-08' FROM account WHERE username = 'son.lead'",
        place=desk.world.place("Buôn Jung").id,
    )
    assert "Y Sơn Mlô" in words(opened())


def test_ended_places_are_shown_when_asked_for_and_the_address_says_so(opened: Open, desk: Desk) -> None:
    desk.run("UPDATE place SET valid_to = '2026-10-31' WHERE name = 'Thôn 3'")
    app = opened()
    assert "không hiện 1 địa bàn đã ngừng" in words(app)
    assert "Thôn 3" not in words(app)
    app.checkbox(key=names.ENDED).check()
    app.run()
    assert app.query_params["status"] == "1"
    assert "đã ngừng" in words(app)
    assert "01/07/2025 – 31/10/2026" in words(opened(status="1"))


def test_who_manages_several_communes_chooses_one_without_diacritics(opened: Open) -> None:
    app = opened(Persona.ADMIN)
    assert [line[0].split()[0] for line in rows(app)[1:]] == ["Ea", "Krông"]
    app.text_input(key=names.FIND).set_value("krong")
    app.run()
    assert app.query_params["text"] == "krong"
    assert [line[1] for line in rows(app)[1:]] == [COMMUNE]
    assert f"place={COMMUNE}" in app.get("html")[-1].proto.body
    there = opened(Persona.ADMIN, place=COMMUNE)
    assert "Buôn Jung" in words(there)
    press(there, names.OTHER_COMMUNE)
    assert "place" not in there.query_params
    assert "Không có xã, phường nào" in words(opened(Persona.ADMIN, text="zzz"))


def test_a_pasted_address_of_another_commune_shows_nothing_of_it(opened: Open) -> None:
    app = opened(Persona.NEIGHBOUR, place=COMMUNE)
    assert "Vai trò của ông/bà không được thực hiện việc này tại đây." in words(app)
    assert "Buôn Jung" not in words(app)
    assert "Buôn Phê" in words(opened(Persona.NEIGHBOUR))
    assert "Buôn Jung" not in words(opened(Persona.NEIGHBOUR, place=NEIGHBOUR_COMMUNE, unit="24490-V07"))


# --------------------------------------------------------------------------------------------- pasting
def test_a_pasted_list_is_shown_line_by_line_before_anything_is_written(opened: Open, desk: Desk) -> None:
    before = desk.rows(place)
    app = paste(opened(view="add"))
    told = words(app)
    assert "Nhận 2 dòng · không nhận 2 dòng · bỏ qua 1 dòng tiêu đề hoặc dòng cộng." in told
    assert app.button(key=ADD).label == "Thêm 2 địa bàn"
    for sentence in (
        "“Buôn Jung” đã có trong danh sách địa bàn (24490-V07)",
        "“Huyện” không phải là loại địa bàn trong xã",
        "“abc” không phải là số người",
        "tạm hiểu là “Thôn, buôn”",
    ):
        assert sentence in told
    assert "24490-V10" in told
    assert desk.rows(place) == before


def test_one_button_adds_the_good_lines_and_the_others_stay_with_their_reasons(opened: Open, desk: Desk) -> None:
    app = press(paste(opened(view="add")), ADD)
    assert "Đã thêm 2 địa bàn. 2 dòng chưa nhận còn ở ô trên" in words(app)
    left = app.text_area(key=TEXT).value or ""
    assert left.splitlines() == [PASTED.splitlines()[i] for i in (0, 2, 3)]
    assert "không phải là loại địa bàn" in words(app)
    assert "Buôn Krai" in [
        row.name for row in place_directory.directory(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE).units
    ]


def test_the_second_half_of_a_double_click_finds_its_work_done(
    opened: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = press(paste(opened(view="add")), ADD)
    after = desk.rows(place)
    # The browser still had the old text when it was clicked again.
    app.text_area(key=TEXT).set_value(PASTED)
    app.run()
    assert "Đã thêm 2 địa bàn." in words(app)
    assert (app.text_area(key=TEXT).value or "").count("\n") == 2
    assert desk.rows(place) == after
    # Pasted again a minute later it is meant: every line says that it is there already.
    later = Moment(now=NOW.now + timedelta(minutes=1), today=NOW.today)
    monkeypatch.setattr(runtime, "present", lambda: later)
    app.text_area(key=TEXT).set_value(PASTED)
    app.run()
    assert "Nhận 0 dòng · không nhận 4 dòng" in words(app)


def test_what_was_typed_outlives_a_reload(opened: Open) -> None:
    paste(opened(view="add"))
    # Another tab of the same account, on the same server.
    again = AppTest.from_file(str(ROOT / "campaign" / "ui" / "shell.py"), default_timeout=SECONDS)
    again.run()
    again.query_params["view"] = "add"
    assert again.run().text_area(key=TEXT).value == PASTED


def test_figures_are_of_the_day_that_was_chosen(opened: Open, desk: Desk) -> None:
    app = paste(opened(view="add"), "Buôn Krai; 950")
    app.date_input(key=names.paste_day("places")).set_value(TODAY - timedelta(days=20))
    app.run()
    press(app, ADD)
    found = place_directory.directory(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE)
    krai = next(row for row in found.units if row.name == "Buôn Krai")
    assert krai.populations == {PopulationGroup.ALL: (950, TODAY - timedelta(days=20))}


def test_what_another_official_added_meanwhile_is_told(opened: Open, desk: Desk) -> None:
    app = paste(opened(view="add"), "Buôn Krai\nBuôn Mới")
    place_lists.add_list(call=desk.as_(Persona.ADMIN), commune_code=COMMUNE, text="Buôn Krai", as_of=TODAY)
    press(app, ADD)
    assert "Đã thêm 1 địa bàn. 1 dòng chưa nhận" in words(app)
    assert app.text_area(key=TEXT).value == "Buôn Krai"


def test_a_list_that_is_too_long_says_so_and_stays(opened: Open) -> None:
    app = paste(opened(view="add"), "\n".join(f"Thôn {n}" for n in range(600)))
    assert "mỗi lần chỉ dán tối đa 500 dòng" in words(app)
    assert ADD not in [button.key for button in app.button]


def test_the_list_opens_and_closes_in_the_address(opened: Open) -> None:
    app = press(opened(), names.OPEN_LIST)
    assert app.query_params["view"] == "add"
    press(app, names.CLOSE_LIST)
    assert "view" not in app.query_params
    assert not app.text_area


# ----------------------------------------------------------------------------------------- one place
def test_a_place_is_renamed_and_its_code_follows_the_local_one(opened: Open, desk: Desk) -> None:
    app = opened(place=COMMUNE, unit="24490-V07")
    assert [title.value for title in app.title] == ["Buôn Jung"]
    app.text_input(key=names.NAME).set_value("Buôn Jung A")
    app.text_input(key=names.LOCAL_CODE).set_value("H01")
    with desk.one_event("place.edit"):
        press(app, names.SAVE)
    assert "Đã lưu thay đổi." in words(app)
    assert [title.value for title in app.title] == ["Buôn Jung A"]
    assert app.query_params["unit"] == "24490-H01"


def test_a_taken_name_is_refused_and_stays_typed(opened: Open) -> None:
    app = opened(place=COMMUNE, unit="24490-V07")
    app.text_input(key=names.NAME).set_value("thon 3")
    press(app, names.SAVE)
    assert "đã có nơi tên “thon 3”" in words(app)
    assert app.text_input(key=names.NAME).value == "thon 3"


def changed(desk: Desk, name: str) -> None:
    """Rename the village as another official."""
    own = desk.world.place("Buôn Jung").id
    face = Face(name=name, kind=JUNG.kind, local_code=JUNG.local_code)
    place_upkeep.edit_unit(call=desk.as_(Persona.ADMIN), place_id=own, face=face, seen=JUNG)


def test_two_officials_at_once_the_second_sees_both_names_and_decides(opened: Open, desk: Desk) -> None:
    app = opened(place=COMMUNE, unit="24490-V07")
    app.text_input(key=names.NAME).set_value("Buôn Jung B")
    changed(desk, "Buôn Jung A")
    press(app, names.SAVE)
    told = words(app)
    assert "Trần Thị An đã sửa" in told
    assert "Hiện ghi: Buôn Jung A · Thôn, buôn · V07. Ông/bà ghi: Buôn Jung B · Thôn, buôn · V07." in told
    assert app.button(key=names.SAVE).disabled
    press(app, names.KEEP)
    assert app.text_input(key=names.NAME).value == "Buôn Jung B"
    press(app, names.SAVE)
    assert [title.value for title in app.title] == ["Buôn Jung B"]


def test_the_second_may_take_what_the_first_wrote(opened: Open, desk: Desk) -> None:
    app = opened(place=COMMUNE, unit="24490-V07")
    app.text_input(key=names.NAME).set_value("Buôn Jung B")
    changed(desk, "Buôn Jung A")
    app.run()
    press(app, names.TAKE)
    assert app.text_input(key=names.NAME).value == "Buôn Jung A"


def test_an_untouched_form_follows_what_others_wrote(opened: Open, desk: Desk) -> None:
    app = opened(place=COMMUNE, unit="24490-V07")
    changed(desk, "Buôn Jung A")
    app.run()
    assert app.text_input(key=names.NAME).value == "Buôn Jung A"
    assert not app.warning


def grid(app: AppTest) -> str:
    key = app.data_editor[0].key
    assert key is not None
    return key


def type_figures(app: AppTest, texts: dict[int, str]) -> AppTest:
    edits = {row: {"new": text} for row, text in texts.items()}
    app.session_state[grid(app)] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    return app


def test_new_figures_stand_beside_the_old_ones(opened: Open, desk: Desk) -> None:
    app = type_figures(opened(place=COMMUNE, unit="24490-V07"), {0: "1.012", 3: "410"})
    with desk.one_event("place.population"):
        press(app, names.FIGURES_SAVE)
    assert "Đã lưu số liệu." in words(app)
    found = place_directory.unit_file(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE, unit_code="24490-V07")
    assert found.unit.populations[PopulationGroup.FROM_15] == (410, TODAY)
    assert len(found.figures) == 5
    values = app.data_editor[0].value
    assert list(values["now"])[:4] == ["1.012", "500", "420", "410"]
    assert set(values["new"]) == {None}


def test_where_a_place_lies_is_typed_as_a_map_shows_it(opened: Open, desk: Desk) -> None:
    app = opened(unit="24490-V07", place=COMMUNE)
    own = desk.world.place("Buôn Jung").id
    empty = f"{names.POINT}-{own}-"
    app.text_input(key=empty).set_value("48.85, 2.35")
    app = press(app, names.POINT_SAVE)
    # What is refused stays typed, beside the reason.
    assert "nằm ngoài lãnh thổ Việt Nam" in words(app)
    assert app.text_input(key=empty).value == "48.85, 2.35"
    app.text_input(key=empty).set_value("12,7096; 108,3037")
    app = press(app, names.POINT_SAVE)
    assert "Đã lưu tọa độ." in words(app)
    assert app.text_input(key=f"{empty}12.70960, 108.30370").value == "12.70960, 108.30370"


def test_a_figure_that_is_none_is_refused_and_stays_typed(opened: Open, desk: Desk) -> None:
    app = type_figures(opened(place=COMMUNE, unit="24490-V07"), {0: "12,5"})
    before = desk.state()
    press(app, names.FIGURES_SAVE)
    assert "không phải 12,5." in words(app)
    assert app.session_state[grid(app)]["edited_rows"] == {0: {"new": "12,5"}}
    assert desk.state() == before
    press(opened(place=COMMUNE, unit="24490-V07"), names.FIGURES_SAVE)
    assert desk.state() == before


def test_a_place_ends_with_what_hangs_on_it_said_before(opened: Open, desk: Desk) -> None:
    app = opened(place=COMMUNE, unit="24490-V07")
    told = words(app)
    assert "3 công dân của địa bàn vẫn còn trong danh sách" in told
    assert "1 phân công còn hiệu lực" in told
    press(app, names.END)
    assert "Ngày cuối cùng của địa bàn này là 22/11/2026." in words(app)
    press(app, names.REVIVE)
    assert "Ngày cuối cùng" not in words(app)
    assert len(desk.events("place.end")) == len(desk.events("place.revive")) == 1


def test_an_end_before_the_last_work_is_refused_in_one_sentence(opened: Open, desk: Desk) -> None:
    desk.save("maryam", "scam_awareness")
    app = opened(place=COMMUNE, unit="24490-V07")
    app.date_input(key=names.END_DAY).set_value(TODAY)
    press(app, names.END)
    assert "Ngày 22/11/2026 vẫn có ghi nhận tại Buôn Jung." in words(app)


def test_a_place_that_is_not_there(opened: Open) -> None:
    app = opened(place=COMMUNE, unit="24490-V99")
    assert [title.value for title in app.title] == ["Địa bàn"]
    assert app.error


def test_it_speaks_english(opened: Open) -> None:
    app = paste(opened(language="en", view="add"))
    assert [title.value for title in app.title] == ["Places"]
    assert app.button(key=ADD).label == "Add 2 places"
    assert "“Huyện” is no kind of place inside a commune." in words(app)
