"""*Chỉ tiêu*: typing into the grid, what is left, filling, saving, two officials at once, and who only reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from campaign.config import ROOT
from campaign.db.tables import target
from campaign.domain.vocabulary import PopulationGroup, TargetKind
from campaign.services import campaigns, own_account, runtime, target_grid, targets
from campaign.services.target_grid import TargetCell
from campaign.services.targets import TargetChange
from campaign.ui import context, keys
from campaign.ui.targets import cells
from campaign.ui.targets.fill import EQUAL
from tests.support.desk import Desk
from tests.support.drive import DRIVE, RATIO, SKILLS, open_drive, with_ratio
from tests.support.world import CAMPAIGN, COUNTED_ON, END, NOW, Persona

SECONDS = 60
COLUMN = "all_steps"
WHOLE, JUNG, PAN, THREE, SCHOOL = "Toàn xã", "Buôn Jung", "Buôn Pan", "Thôn 3", "Trường THCS Nguyễn Trãi"


@dataclass
class Screen:
    """The screen of one persona, as somebody uses it without a browser."""

    desk: Desk
    app: AppTest

    @property
    def editor(self) -> str:
        """The key of the grid."""
        key = self.app.data_editor[0].key
        assert key is not None
        return key

    @property
    def grid(self) -> dict[str, dict[str, str]]:
        """What the cells show by place and column: the data, and over it what was typed since it was drawn."""
        found = [
            {str(key): str(value) for key, value in row.items()}
            for row in self.app.data_editor[0].value.to_dict("records")
        ]
        for row, texts in self.app.session_state[self.editor]["edited_rows"].items():
            found[row].update({column: text or "" for column, text in texts.items()})
        return {row["name"]: row for row in found}

    def column(self, key: str = COLUMN) -> dict[str, str]:
        """One column of the grid."""
        return {place: row[key] for place, row in self.grid.items()}

    def type(self, texts: dict[str, str | None], column: str = COLUMN) -> Screen:
        """Type into cells; None is the Delete key."""
        rows = list(self.grid)
        held = {row: dict(found) for row, found in self.app.session_state[self.editor]["edited_rows"].items()}
        for place, text in texts.items():
            held.setdefault(rows.index(place), {})[column] = text
        self.app.session_state[self.editor] = {"edited_rows": held, "added_rows": [], "deleted_rows": []}
        return self.run()

    def reason(self, text: str) -> Screen:
        self.app.text_input(key=keys.TARGETS_REASON).set_value(text)
        return self.run()

    def press(self, key: str) -> Screen:
        self.app.button(key=key).click()
        return self.run()

    def save(self) -> Screen:
        return self.press(keys.TARGETS_SAVE)

    def run(self) -> Screen:
        self.app.run()
        assert not self.app.exception, self.app.exception
        return self

    @property
    def text(self) -> str:
        """Everything written on the screen."""
        parts = [self.app.markdown, self.app.caption, self.app.error, self.app.warning, self.app.success, self.app.info]
        return "\n".join(str(found.value).replace("\\", "") for part in parts for found in part)

    def stored(self, place: str, *, column: str = COLUMN, due_on: date | None = None) -> TargetCell | None:
        """Return a target as the database has it."""
        call = self.desk.as_(Persona.LEADER)
        grid = target_grid.target_grid(call=call, slug=CAMPAIGN, due_on=due_on)
        wanted = self.desk.world.place("Krông Pắc" if place == WHOLE else place).id
        return next(row for row in grid.rows if row.place_id == wanted).cells.get(column)


Open = Callable[..., Screen]


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the screen for a persona; several may be open at once, and each keeps its own session."""
    st.cache_data.clear()
    st.cache_resource.clear()
    monkeypatch.setattr(runtime, "store", lambda: desk.store)
    monkeypatch.setattr(runtime, "present", lambda: NOW)
    monkeypatch.setattr(context, "address", lambda: "10.0.0.7")

    def start(persona: Persona = Persona.OFFICIAL, *, language: str = "vi", **params: str) -> Screen:
        class Session(Screen):
            def run(self) -> Screen:
                monkeypatch.setattr(context, "session_token", lambda: desk.world.tokens[persona])
                return Screen.run(self)

        own_account.set_language(call=desk.as_(persona), language=language)
        app = AppTest.from_file(str(ROOT / "campaign" / "ui" / "shell.py"), default_timeout=SECONDS)
        screen = Session(desk=desk, app=app)
        screen.run()
        app.switch_page("../../pages/targets.py")
        for name, value in {"campaign": CAMPAIGN, **params}.items():
            app.query_params[name] = value
        return screen.run()

    return start


def given(desk: Desk, texts: dict[str, int], *, by: Persona = Persona.OFFICIAL, reason: str = "kế hoạch") -> None:
    """Set targets past the screen, as another session would."""
    call = desk.as_(by)
    grid = target_grid.target_grid(call=call, slug=CAMPAIGN)
    versions = {row.place_id: row.versions.get(COLUMN, 0) for row in grid.rows}
    ids = {place: desk.world.place("Krông Pắc" if place == WHOLE else place).id for place in texts}
    changes = [
        TargetChange(
            place_id=ids[place],
            indicator=COLUMN,
            kind=TargetKind.COUNT,
            amount=n,
            expected_version=versions[ids[place]],
        )
        for place, n in texts.items()
    ]
    targets.set_targets(call=call, slug=CAMPAIGN, changes=changes, reason=reason)


# ------------------------------------------------------------------------------------- reading the grid
def test_the_grid_has_the_whole_first_then_villages_then_schools(opened: Open) -> None:
    screen = opened()
    assert list(screen.grid) == [WHOLE, JUNG, PAN, THREE, SCHOOL]
    assert screen.column() == dict.fromkeys(screen.grid, "")
    assert [title.value for title in screen.app.title] == ["Chỉ tiêu"]


def test_the_denominator_stands_beside_its_shares_with_its_day_and_its_gaps(opened: Open) -> None:
    screen = opened()
    assert screen.column("from_15") == {WHOLE: "–", JUNG: "400", PAN: "–", THREE: "161", SCHOOL: "–"}
    assert "Từ đủ 15 tuổi: số liệu ngày 01/10/2026. Chưa có số dân: Buôn Pan." in screen.text


def test_stored_targets_show_number_or_share_with_its_people(opened: Open, desk: Desk) -> None:
    given(desk, {WHOLE: 1000})
    opened().type({JUNG: "80%"}).reason("x").save()
    again = opened()
    assert again.column()[WHOLE] == "1.000"
    assert again.column()[JUNG] == "80% = 320"


# --------------------------------------------------------------------------------------------- typing
def test_what_is_left_moves_with_every_cell_before_anything_is_saved(opened: Open, desk: Desk) -> None:
    screen = opened().type({WHOLE: "1.000"}).type({JUNG: "50%", PAN: "740"})
    assert "**Đủ các bước**: chỉ tiêu xã 1.000 · đã giao 940 · **còn lại 60**" in screen.text
    screen.type({THREE: "61"})
    assert "đã giao 1.001 · **▲ giao vượt 1**" in screen.text
    assert desk.rows(target) == 0


def test_saving_stores_all_cells_at_once_with_the_usual_first_reason(opened: Open, desk: Desk) -> None:
    screen = opened().type({WHOLE: "1.000", JUNG: "50%", SCHOOL: "25"})
    assert screen.app.text_input(key=keys.TARGETS_REASON).value == "Giao chỉ tiêu đầu kỳ"
    with desk.one_event("target.set") as events:
        screen.save()
    assert events[0]["reason"] == "Giao chỉ tiêu đầu kỳ"
    assert "Đã lưu 3 chỉ tiêu." in screen.text
    jung = screen.stored(JUNG)
    assert jung is not None
    assert (jung.kind, jung.amount, jung.population_group) == (TargetKind.PERCENT, 5000, PopulationGroup.FROM_15)
    assert (jung.people, jung.population_as_of) == (200, COUNTED_ON)
    assert desk.rows(target) == 3


def test_saving_again_changes_nothing(opened: Open, desk: Desk) -> None:
    screen = opened().type({JUNG: "50"}).save()
    screen.save()
    assert "Không có gì cần lưu" in screen.text
    assert desk.rows(target) == 1


def test_a_change_needs_a_reason_of_its_own_and_loses_nothing_without(opened: Open, desk: Desk) -> None:
    given(desk, {JUNG: 100})
    screen = opened().type({JUNG: "120"}).save()
    assert [error.value for error in screen.app.error] == ["Hãy ghi ngắn gọn lý do."]
    screen.reason("Điều chỉnh theo thực tế").save()
    stored = screen.stored(JUNG)
    assert stored is not None
    assert (stored.amount, stored.version, stored.reason) == (120, 2, "Điều chỉnh theo thực tế")


def test_an_emptied_cell_takes_its_target_back(opened: Open, desk: Desk) -> None:
    given(desk, {WHOLE: 500, JUNG: 100})
    screen = opened().type({JUNG: None})
    assert "đã giao 0 · **còn lại 500**" in screen.text
    screen.reason("Giao nhầm").save()
    assert screen.stored(JUNG) is None
    assert screen.stored(WHOLE) is not None


def test_typing_back_what_stood_there_is_no_change(opened: Open, desk: Desk) -> None:
    given(desk, {JUNG: 100})
    screen = opened().type({JUNG: "120"})
    assert "1 ô chưa lưu" in [box.label for box in screen.app.expander]
    screen.type({JUNG: "100"})
    assert "1 ô chưa lưu" not in [box.label for box in screen.app.expander]


def test_an_edit_that_the_grid_drops_by_itself_is_dropped_here_too(opened: Open, desk: Desk) -> None:
    given(desk, {JUNG: 100})
    screen = opened().type({JUNG: "120", THREE: "5"})
    # The browser sends no edit for a cell that says again what its data says.
    screen.app.session_state[screen.editor] = {"edited_rows": {3: {COLUMN: "5"}}, "added_rows": [], "deleted_rows": []}
    screen.run()
    assert "1 ô chưa lưu" in [box.label for box in screen.app.expander]
    assert screen.column()[JUNG] == "100"


@pytest.mark.parametrize(
    ("place", "text", "sentence"),
    [
        (JUNG, "abc", "“abc” không phải là chỉ tiêu"),
        (JUNG, "7,5", "“7,5” không phải là chỉ tiêu"),
        (JUNG, "-5", "không thể nhỏ hơn 0"),
        (JUNG, "120%", "không thể vượt 100%"),
        (PAN, "80%", "chưa có số dân của nhóm này"),
    ],
)
def test_a_cell_that_cannot_be_saved_says_why_and_holds_the_others_back(
    opened: Open, desk: Desk, place: str, text: str, sentence: str
) -> None:
    screen = opened().type({WHOLE: "1000", place: text})
    assert [sentence in error.value.replace("\\", "") for error in screen.app.error] == [True]
    assert f"**{place} · Đủ các bước**" in screen.text
    assert screen.app.button(key=keys.TARGETS_SAVE).disabled
    assert desk.rows(target) == 0
    screen.type({place: "80"}).save()
    assert desk.rows(target) == 2


def test_nothing_typed_is_lost_by_a_reload_or_another_screen(opened: Open, desk: Desk) -> None:
    opened().type({WHOLE: "1000", JUNG: "abc"}).reason("đang soạn")
    screen = opened()
    assert screen.column() == {WHOLE: "1.000", JUNG: "abc", PAN: "", THREE: "", SCHOOL: ""}
    assert screen.app.text_input(key=keys.TARGETS_REASON).value == "đang soạn"
    screen.app.switch_page("../../pages/progress.py")
    screen.run().app.switch_page("../../pages/targets.py")
    assert screen.run().column()[JUNG] == "abc"
    # Nobody else sees what is not saved.
    assert opened(Persona.ADMIN).column()[WHOLE] == ""
    assert desk.rows(target) == 0


def test_dropping_the_unsaved_cells_can_be_taken_back(opened: Open) -> None:
    screen = opened().type({WHOLE: "1000", JUNG: "50"}).press(keys.TARGETS_DISCARD)
    assert screen.column()[WHOLE] == ""
    assert "Đã bỏ 2 ô chưa lưu." in screen.text
    screen.press(f"{keys.TARGETS_DISCARD}-undo")
    assert (screen.column()[WHOLE], screen.column()[JUNG]) == ("1.000", "50")


# ------------------------------------------------------------------------------- two officials at once
def test_the_second_sees_both_values_and_decides_to_keep_hers(opened: Open, desk: Desk) -> None:
    screen = opened().type({JUNG: "210", THREE: "90"})
    given(desk, {JUNG: 200}, by=Persona.ADMIN, reason="theo Kế hoạch 15")
    screen.save()
    assert desk.rows(target) == 1
    assert "Trần Thị An đã giao 200" in screen.text
    assert "theo Kế hoạch 15" in screen.text
    assert "Ông/bà nhập 210" in screen.text
    code = desk.world.place(JUNG).code
    screen.press(f"{keys.TARGETS_KEEP}-{code}-{COLUMN}").reason("đã thống nhất").save()
    stored, other = screen.stored(JUNG), screen.stored(THREE)
    assert stored is not None
    assert other is not None
    assert (stored.amount, stored.version, other.amount) == (210, 2, 90)


def test_the_second_takes_the_first_value_and_keeps_what_else_was_typed(opened: Open, desk: Desk) -> None:
    screen = opened().type({JUNG: "210", THREE: "90"})
    given(desk, {JUNG: 200}, by=Persona.ADMIN)
    # The next click of any kind shows it, not only the save.
    screen.run()
    assert screen.app.button(key=keys.TARGETS_SAVE).disabled
    code = desk.world.place(JUNG).code
    screen.press(f"{keys.TARGETS_TAKE}-{code}-{COLUMN}")
    assert (screen.column()[JUNG], screen.column()[THREE]) == ("200", "90")
    screen.save()
    stored, other = screen.stored(JUNG), screen.stored(THREE)
    assert stored is not None
    assert other is not None
    assert (stored.amount, stored.version, other.amount) == (200, 1, 90)


def test_a_target_taken_back_meanwhile_is_told_with_its_name(opened: Open, desk: Desk) -> None:
    given(desk, {JUNG: 100})
    screen = opened().type({JUNG: "120"})
    opened(Persona.ADMIN).type({JUNG: None}).reason("Giao nhầm").save()
    screen.run()
    assert "Trần Thị An đã giao không giao" not in screen.text
    assert "Trần Thị An đã bỏ chỉ tiêu này" in screen.text
    assert "Giao nhầm" in screen.text


def test_what_others_set_appears_at_the_next_click(opened: Open, desk: Desk) -> None:
    screen = opened().type({JUNG: "120"})
    given(desk, {THREE: 77}, by=Persona.ADMIN)
    screen.run()
    assert screen.column()[THREE] == "77"
    assert "2 ô chưa lưu" not in [box.label for box in screen.app.expander]


# --------------------------------------------------------------------------------------- whole columns
def fill(screen: Screen, way: str, **fields: object) -> Screen:
    """Open the form, choose a way, fill its fields, and put it into the grid."""
    screen.app.session_state[keys.TARGETS_FILL] = True
    screen.run().app.radio(key=keys.TARGETS_FILL_WAY).set_value(way)
    screen.run()
    column = fields.get("column", COLUMN)
    if "total" in fields:
        screen.app.number_input(key=f"{keys.TARGETS_FILL_TOTAL}-{column}").set_value(fields["total"])  # type: ignore[arg-type]
    if "group" in fields:
        screen.app.selectbox(key=f"{keys.TARGETS_FILL_GROUP}-{column}").set_value(fields["group"])
    if "source" in fields:
        box = next(b for b in screen.app.selectbox if str(b.key).startswith(keys.TARGETS_FILL_SOURCE))
        box.set_value(box.options.index(str(fields["source"])))
    if "share" in fields:
        screen.app.text_input(key=keys.TARGETS_FILL_SHARE).set_value(str(fields["share"]))
    return screen.press(keys.TARGETS_FILL_PUT)


def test_a_total_is_split_exactly_and_only_proposed(opened: Open, desk: Desk) -> None:
    screen = fill(opened(), "split", total=1000, group=PopulationGroup.FROM_6)
    # 500, 310 and 205 of 1015 people; the largest remainders are those of Buôn Jung and Thôn 3.
    assert screen.column() == {WHOLE: "1.000", JUNG: "493", PAN: "305", THREE: "202", SCHOOL: ""}
    assert "Đã chia 1.000 người cho 3 thôn, buôn theo dân số từ đủ 6 tuổi" in screen.text
    assert "**đã giao đủ**" in screen.text
    assert desk.rows(target) == 0
    screen.save()
    assert desk.rows(target) == 4


def test_a_split_can_be_taken_back_with_what_was_typed_before(opened: Open) -> None:
    screen = fill(opened().type({JUNG: "7"}), "split", total=100, group=PopulationGroup.FROM_6)
    assert screen.column()[JUNG] == "49"
    screen.press(f"{keys.TARGETS_DISCARD}-undo")
    assert screen.column() == {WHOLE: "", JUNG: "7", PAN: "", THREE: "", SCHOOL: ""}


def test_a_split_leaves_out_where_nobody_was_counted_and_says_so(opened: Open) -> None:
    screen = fill(opened().type({PAN: "12", WHOLE: "900"}), "split", total=561)
    assert screen.column() == {WHOLE: "900", JUNG: "400", PAN: "12", THREE: "161", SCHOOL: ""}
    assert "Chưa có số dân nên không điền: Buôn Pan." in screen.text


def test_a_split_without_a_total_asks_for_it_and_stays_open(opened: Open) -> None:
    screen = fill(opened(), "split")
    assert [error.value for error in screen.app.error] == ["Hãy nhập tổng số người \\(số nguyên\\)."]
    assert not screen.app.button(key=keys.TARGETS_FILL_PUT).disabled
    assert set(screen.column().values()) == {""}


def test_one_share_for_all_villages(opened: Open) -> None:
    screen = fill(opened(), "share", share="45,5")
    assert screen.column() == {WHOLE: "", JUNG: "45,5% = 182", PAN: "", THREE: "45,5% = 74", SCHOOL: ""}
    assert "Chưa có số dân nên không điền: Buôn Pan." in screen.text
    assert [error.value for error in fill(screen, "share", share="120%").app.error] != []


def test_one_number_for_all_villages(opened: Open) -> None:
    screen = fill(opened(), "share", share="1.200")
    assert screen.column() == {WHOLE: "", JUNG: "1.200", PAN: "1.200", THREE: "1.200", SCHOOL: ""}
    assert "Đã điền 1.200 cho mỗi địa bàn trong 3 địa bàn" in screen.text


def test_a_total_is_split_in_equal_parts_where_nobody_was_counted(opened: Open) -> None:
    screen = fill(opened(), "split", total=100, group=EQUAL)
    assert sorted(screen.column().values()) == ["", "100", "33", "33", "34"]
    assert "Đã chia đều 100 cho 3 địa bàn" in screen.text


# --------------------------------------------------------------------------------------------- copies
def test_targets_are_copied_from_another_due_day(opened: Open, desk: Desk) -> None:
    given(desk, {WHOLE: 1000, JUNG: 400})
    opened().type({THREE: "80%"}).reason("x").save()
    screen = fill(opened(due="2026-12-01"), "copy", source="Hạn 06/01/2027")
    assert screen.column() == {WHOLE: "1.000", JUNG: "400", PAN: "", THREE: "80% = 129", SCHOOL: ""}
    assert "Đã chép 3 chỉ tiêu vào bảng; hãy xem lại rồi lưu." in screen.text
    before = desk.rows(target)
    screen.reason("như cuối kỳ").save()
    assert desk.rows(target) == before + 3


def test_targets_are_copied_from_another_indicator_but_no_share_of_other_people(opened: Open, desk: Desk) -> None:
    given(desk, {JUNG: 400})
    opened().type({THREE: "80%"}).reason("x").save()
    screen = opened(columns="reached")
    screen.app.session_state[keys.TARGETS_FILL] = True
    screen.run()
    # Everybody from 6 on may be reached; from 15 on all steps are for: 80 % of these are not 80 % of those.
    fill(screen, "copy", source="Đủ các bước")
    assert screen.column("reached")[JUNG] == "400"
    assert screen.column("reached")[THREE] == ""
    assert "Không chép vì là tỷ lệ của nhóm dân số khác: Thôn 3." in screen.text


def test_targets_are_copied_from_another_campaign_of_the_same_place(opened: Open, desk: Desk) -> None:
    given(desk, {JUNG: 400, WHOLE: 900})
    campaigns.create_campaign(
        call=desk.system(),
        slug="dot-hai",
        name="Đợt hai",
        place_code="24490",
        template="digital_citizen_2026",
        starts_on=date(2026, 11, 20),
        ends_on=date(2027, 2, 1),
    )
    screen = fill(opened(campaign="dot-hai"), "copy", source="Công dân số Krông Pắc")
    assert (screen.column()[WHOLE], screen.column()[JUNG]) == ("900", "400")
    names = [box.options for box in screen.app.selectbox if str(box.key).startswith(keys.TARGETS_FILL_SOURCE)]
    assert not any("Công dân số Ea Phê" in options for options in names)


def test_nothing_to_copy_says_so(opened: Open) -> None:
    screen = opened()
    screen.app.session_state[keys.TARGETS_FILL] = True
    screen.run().app.radio(key=keys.TARGETS_FILL_WAY).set_value("copy")
    screen.run()
    assert "Chưa có gì để chép" in screen.text
    screen.press(keys.TARGETS_FILL_PUT)
    assert "Ở đó chưa có chỉ tiêu" in screen.text


# ------------------------------------------------------------------------ sums, ratios, the whole province
def test_what_does_not_add_up_is_named_before_it_is_saved_and_may_be_saved(opened: Open, desk: Desk) -> None:
    screen = opened().type({WHOLE: "1.000", JUNG: "940"})
    assert "Đủ các bước: đã giao 940 trên 1.000, còn 60 chưa giao. Vẫn lưu được" in screen.text
    screen.type({THREE: "61"})
    assert "Đủ các bước: đã giao 1.001, vượt 1 so với tổng 1.000." in screen.text
    screen.reason("giao dư để bù").save()
    assert desk.rows(target) == 3
    assert "vượt 1 so với" not in opened().text


def test_what_adds_up_is_not_talked_about(opened: Open) -> None:
    assert "Vẫn lưu được" not in opened().type({WHOLE: "1.000", JUNG: "1000"}).text
    assert "Vẫn lưu được" not in opened(Persona.ADMIN).type({WHOLE: "1.000"}).text


def test_the_usual_milestones_open_with_one_click(opened: Open) -> None:
    screen = opened()
    screen.app.session_state[keys.TARGETS_FILTERS] = True
    screen.run()
    usual = [b.label for b in screen.app.button if str(b.key).startswith(keys.TARGETS_MILESTONE_DAY)]
    assert usual == ["Ngày thứ 15, 22/11/2026", "Ngày thứ 30, 07/12/2026", "Ngày thứ 60, 06/01/2027"]
    screen.press(f"{keys.TARGETS_MILESTONE_DAY}-30")
    assert screen.app.query_params["due"] == "2026-12-07"


def test_a_ratio_takes_a_percentage_without_any_population(opened: Open, desk: Desk) -> None:
    open_drive(desk)
    with_ratio(desk)
    screen = opened(Persona.ADMIN, campaign=DRIVE, columns=RATIO)
    screen.type({"Krông Pắc": "80%", "Ea Phê": "200"}, column=RATIO)
    assert screen.column(RATIO)["Krông Pắc"] == "80%"
    assert "Chỉ tiêu của tỷ lệ là một tỷ lệ phần trăm" in screen.text
    screen.type({"Ea Phê": "75,5%"}, column=RATIO).save()
    assert desk.rows(target) == 2
    assert opened(Persona.ADMIN, campaign=DRIVE).column(RATIO)["Ea Phê"] == "75,5%"
    fill(screen, "share", share="90", column=RATIO)
    assert (screen.column(RATIO)["Krông Pắc"], screen.column(RATIO)["Ea Phê"]) == ("90%", "90%")
    assert "đã giao" not in screen.text


def test_a_provinces_total_is_split_over_its_communes(opened: Open, desk: Desk) -> None:
    open_drive(desk)
    screen = opened(Persona.ADMIN, campaign=DRIVE, columns=SKILLS)
    assert list(screen.grid) == ["Toàn tỉnh", "Ea Phê", "Krông Pắc"]
    fill(screen, "split", total=1315, group="from_6", column=SKILLS)
    assert screen.column(SKILLS) == {"Toàn tỉnh": "1.315", "Ea Phê": "300", "Krông Pắc": "1.015"}
    assert "**đã giao đủ**" in screen.text
    screen.save()
    assert desk.rows(target) == 3
    everything = opened(Persona.ADMIN, campaign=DRIVE, columns=SKILLS, view="1")
    assert "Buôn Jung" in everything.grid


def test_the_total_becomes_the_sum_of_its_places(opened: Open) -> None:
    screen = fill(opened().type({JUNG: "50%", PAN: "30", SCHOOL: "5"}), "sum")
    assert screen.column()[WHOLE] == "235"
    assert "chỉ tiêu xã 235 · **đã giao đủ**" in screen.text


# --------------------------------------------------------------------------- due days, columns, address
def test_a_milestone_has_a_grid_of_its_own(opened: Open, desk: Desk) -> None:
    screen = opened(due="2026-12-01").type({JUNG: "40"})
    assert screen.column()[JUNG] == "40"
    screen.app.session_state[keys.TARGETS_FILTERS] = True
    screen.run().app.selectbox(key=keys.TARGETS_DUE).set_value(END)
    screen.run()
    assert screen.app.query_params.get("due") is None
    assert "Còn ô chưa lưu ở hạn 01/12/2026" in screen.text
    screen.type({JUNG: "100"}).save()
    assert screen.stored(JUNG, due_on=date(2026, 12, 1)) is None
    back = opened(due="2026-12-01")
    assert back.column()[JUNG] == "40"
    back.save()
    stored = screen.stored(JUNG, due_on=date(2026, 12, 1))
    assert stored is not None
    assert stored.amount == 40


def test_another_day_opens_as_a_milestone_and_stands_in_the_address(opened: Open) -> None:
    screen = opened()
    screen.app.session_state[keys.TARGETS_FILTERS] = True
    screen.run().app.date_input(key=keys.TARGETS_MILESTONE).set_value(date(2026, 12, 1))
    screen.press(keys.TARGETS_MILESTONE_OPEN)
    assert screen.app.query_params["due"] == "2026-12-01"
    assert "Chỉ tiêu theo địa bàn, hạn 01/12/2026" in screen.app.data_editor[0].proto.alt


def test_a_day_outside_the_campaign_counts_as_none(opened: Open) -> None:
    assert opened(due="2031-01-01").type({JUNG: "10"}).save().stored(JUNG, due_on=END) is not None


def test_the_address_says_which_indicators_are_shown(opened: Open) -> None:
    screen = opened(columns="scam_awareness,eid_level2,nonsense")
    assert list(screen.grid[JUNG]) == ["name", "eid_level2", "scam_awareness", "from_6"]
    screen.app.session_state[keys.TARGETS_FILTERS] = True
    screen.run().app.multiselect(key=keys.TARGETS_COLUMNS).set_value(["all_steps", "reached"])
    screen.run()
    assert screen.app.query_params["columns"] == "all_steps,reached"
    assert {"all_steps", "reached"} <= set(screen.grid[JUNG])


def test_indicators_with_targets_are_shown_unasked(opened: Open) -> None:
    opened(columns="eid_level2").type({JUNG: "10"}, column="eid_level2").save()
    assert list(opened().grid[JUNG])[:3] == ["name", "eid_level2", COLUMN]


# ------------------------------------------------------------------------------------------- history
def test_the_history_tells_who_when_and_why(opened: Open, desk: Desk) -> None:
    given(desk, {JUNG: 100}, by=Persona.ADMIN, reason="theo Kế hoạch 15")
    given(desk, {JUNG: 120}, reason="rà soát")
    screen = opened(place=desk.world.place(JUNG).code)
    lines = screen.app.html[-1].value
    assert lines.index("Nguyễn Thị Lan") < lines.index("Trần Thị An")
    for told in ("giao 120, hạn 06/01/2027", "rà soát", "giao 100, hạn 06/01/2027", "theo Kế hoạch 15", "22/11/2026"):
        assert told in lines


# ------------------------------------------------------------------------------- who only reads, states
@pytest.mark.parametrize("persona", [Persona.LEADER, Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.AUDITOR])
def test_who_does_not_set_targets_reads_them(opened: Open, desk: Desk, persona: Persona) -> None:
    given(desk, {WHOLE: 1000, JUNG: 200})
    screen = opened(persona)
    assert not screen.app.data_editor
    assert keys.TARGETS_SAVE not in [button.key for button in screen.app.button]
    assert "Chỉ tiêu do cán bộ xã giao." in screen.text
    table = screen.app.html[-1].value
    assert "Buôn Jung" in table
    assert ">200<" in table
    assert "/provenance?" in table
    assert "figure=target" in table
    # A volunteer's area is the village.
    assert (SCHOOL in table) == (persona is not Persona.VOLUNTEER)


def test_a_closed_campaign_is_only_read(opened: Open, desk: Desk) -> None:
    given(desk, {JUNG: 200})
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    screen = opened()
    assert not screen.app.data_editor
    assert "Chiến dịch đã đóng, chỉ tiêu giữ nguyên" in screen.text
    assert ">200<" in screen.app.html[-1].value


def test_a_campaign_closed_while_typing_refuses_in_one_sentence_and_keeps_the_cells(opened: Open, desk: Desk) -> None:
    screen = opened().type({JUNG: "200"})
    desk_call = desk.as_(Persona.ADMIN)
    campaigns.close_campaign(call=desk_call, slug=CAMPAIGN)
    screen.save()
    assert desk.rows(target) == 0
    assert ["đã đóng" in error.value for error in screen.app.error] == [True]
    campaigns.reopen_campaign(call=desk_call, slug=CAMPAIGN, reason="còn thiếu")
    screen.run()
    assert screen.column()[JUNG] == "200"


def test_a_campaign_of_the_neighbours_is_not_shown(opened: Open) -> None:
    screen = opened(Persona.NEIGHBOUR)
    assert not screen.app.data_editor
    assert "Không có chiến dịch" in screen.text


def test_it_speaks_english(opened: Open) -> None:
    screen = opened(language="en").type({"Whole commune": "1.000", JUNG: "50%"})
    assert [title.value for title in screen.app.title] == ["Targets"]
    assert "**All steps**: target of the commune 1,000 · given out 200 · **800 left**" in screen.text


# --------------------------------------------------------------------------------- what a text means
@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("200", TargetKind.COUNT, 200),
        (" 1 200 ", TargetKind.COUNT, 1200),
        ("1.200", TargetKind.COUNT, 1200),
        ("1,200", TargetKind.COUNT, 1200),
        ("1.234.567", TargetKind.COUNT, 1_234_567),
        ("0", TargetKind.COUNT, 0),
        ("80%", TargetKind.PERCENT, 8000),
        ("80,5 %", TargetKind.PERCENT, 8050),
        ("80.05%", TargetKind.PERCENT, 8005),
        ("80% = 1.248", TargetKind.PERCENT, 8000),
        ("", TargetKind.COUNT, None),
        ("–", TargetKind.COUNT, None),
    ],
)
def test_a_text_is_people_or_a_share(text: str, kind: TargetKind, amount: int | None) -> None:
    assert cells.read(text) == cells.Reading(kind=kind, amount=amount)


@pytest.mark.parametrize(
    "text", ["abc", "0,8", "0.800", "7,5", "1.2000", "1.200,5", "80,123%", "200 = 5", "9999999999"]
)
def test_what_could_mean_two_things_is_not_guessed(text: str) -> None:
    assert not cells.read(text).readable


@pytest.mark.parametrize("amount", [0, 5, 8000, 8050, 8005, 10_000])
def test_a_share_is_read_as_it_is_written(amount: int) -> None:
    written = cells.text_of(kind=TargetKind.PERCENT, amount=amount)
    assert cells.read(written) == cells.Reading(kind=TargetKind.PERCENT, amount=amount)
