"""*Nhập danh sách* without a browser: a file becomes a dry run and an import, and is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from campaign.clock import new_id
from campaign.config import ROOT
from campaign.db.tables import citizen, import_batch, import_mapping, place, target
from campaign.domain.vocabulary import Severity
from campaign.services import view_as
from campaign.services.imports import citizens
from campaign.services.imports.request import ImportRequest
from campaign.ui.importing import names
from campaign.ui.keys import Screen
from tests.support.list_files import PLACES, TARGETS, workbook
from tests.support.screens import SECONDS, open_address, press, rows, words
from tests.support.world import CAMPAIGN, Persona

if TYPE_CHECKING:
    from uuid import UUID

    from tests.support.desk import Desk

# Nobody in this list exists.
PEOPLE = (
    ("DANH SÁCH CÔNG DÂN (DỮ LIỆU GIẢ)",),
    ("STT", "Họ và tên", "Ngày sinh", "SĐT", "Nơi cắm bản", "Dân tộc"),
    (1, "Phan Thị Thử", "01/02/1980", "0912345678", "Buôn Jung", "Kinh"),
    (2, "Y Thử Niê", "1975", "0987654399", "Thôn 3", "Ê Đê"),
    (3, "Lê Văn Nháp", "31/02/1980", None, "Buôn Jung", "Kinh"),
)


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch, persona: Persona = Persona.OFFICIAL, **params: str) -> AppTest:
    app = open_address(desk, monkeypatch, persona, Screen.IMPORTS, params=params)
    assert not app.exception
    return app


def uploaded(app: AppTest, rows_: object, name: str = "danh-sach.xlsx") -> AppTest:
    content = rows_ if isinstance(rows_, bytes) else workbook(rows_)  # type: ignore[arg-type]
    app.file_uploader[0].upload(name, content)
    app.run()
    assert not app.exception
    return app


def has(app: AppTest, key: str) -> bool:
    return key in {button.key for button in app.button}


def number_of(app: AppTest, title: str) -> int:
    """Return the selectbox of a heading by its place among the choices."""
    return [box.label for box in app.selectbox if (box.key or "").startswith("imports-column-")].index(title)


# ------------------------------------------------------------------------------------------ one way
def test_a_list_goes_the_whole_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    people = desk.rows(citizen)
    app = uploaded(opened(desk, monkeypatch), PEOPLE)
    # Nobody knows what "Nơi cắm bản" is, so no row says where somebody lives.
    shown = words(app)
    assert "Chưa có gì thay đổi." in shown
    assert "1 cột chưa rõ" in app.expander[0].label
    assert (desk.rows(citizen), has(app, names.RUN)) == (people, False)
    assert "Không bao giờ nhập: Dân tộc." in shown

    n = number_of(app, "Nơi cắm bản")
    app.selectbox(key=names.column(n)).set_value("village")
    app = press(app, names.COLUMNS_SAVE)
    assert desk.rows(import_mapping) == 1
    assert app.button(key=names.RUN).label == "Nhập 2 người"
    refused = next(row for row in rows(app) if row[0].startswith("5"))
    assert "31/02/1980" in " ".join(refused)
    assert "không nhận" in " ".join(refused)

    app = press(app, names.RUN)
    assert desk.rows(citizen) == people + 2
    assert "Đã nhập: 2 người. 1 dòng chưa nhận." in words(app)
    batch = only_batch(desk)
    app = press(app, names.undo(batch))
    assert "Đã thu hồi: 2 người." in words(app)
    assert desk.rows(citizen) == people
    desk.verified()


def only_batch(desk: Desk) -> UUID:
    with desk.store.read() as connection:
        return connection.execute(import_batch.select()).one().id  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("kind", "table", "label"), [("places", place, "Nhập 2 địa bàn"), ("targets", target, "Nhập 2 dòng chỉ tiêu")]
)
def test_places_and_targets_go_the_same_way(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: str, table: object, label: str
) -> None:
    before = desk.rows(table)  # type: ignore[arg-type]
    app = uploaded(opened(desk, monkeypatch, kind=kind), PLACES if kind == "places" else TARGETS)
    assert app.button(key=names.RUN).label == label
    app = press(app, names.RUN)
    assert desk.rows(table) > before  # type: ignore[arg-type]
    app = press(app, names.undo(only_batch(desk)))
    assert "Đã thu hồi" in words(app)


def test_a_reload_finds_the_file_where_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    uploaded(opened(desk, monkeypatch), PEOPLE)
    again = AppTest.from_file(str(ROOT / "campaign" / "ui" / "shell.py"), default_timeout=SECONDS).run()
    assert "danh-sach.xlsx" in words(again)
    again = press(again, names.DISCARD)
    assert "danh-sach.xlsx" not in words(again)
    assert len(again.file_uploader) == 1


def test_a_double_click_imports_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [(*row[:4], "Thôn, buôn") if row[0] == "STT" else row[:5] for row in PEOPLE]
    app = uploaded(opened(desk, monkeypatch), listed)
    button = app.button(key=names.RUN)
    press(app, names.RUN)
    before = desk.state()
    button.click()
    app.run()
    assert desk.state() == before


def test_nobody_elses_file_is_seen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    uploaded(opened(desk, monkeypatch), PEOPLE)
    monkeypatch.setattr("campaign.ui.context.session_token", lambda: desk.world.tokens[Persona.ADMIN])
    other = AppTest.from_file(str(ROOT / "campaign" / "ui" / "shell.py"), default_timeout=SECONDS).run()
    assert "danh-sach.xlsx" not in words(other)


def test_whoever_looks_through_an_account_does_not_come_upon_its_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploaded(opened(desk, monkeypatch), PEOPLE)
    token = desk.world.tokens[Persona.PROVINCE_OFFICIAL]
    view_as.look_as(call=desk.as_(Persona.PROVINCE_OFFICIAL), token=token, username=Persona.OFFICIAL.value)
    monkeypatch.setattr("campaign.ui.context.session_token", lambda: token)
    other = AppTest.from_file(str(ROOT / "campaign" / "ui" / "shell.py"), default_timeout=SECONDS).run()
    shown = words(other)
    assert "Đang xem như" in shown
    assert "Nhập danh sách" in shown
    assert "danh-sach.xlsx" not in shown


# ------------------------------------------------------------------------------------------ bad files
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "không có dữ liệu"),
        (b"PK\x03\x04 broken", "Không đọc được tệp “hong.xlsx”"),
        ("Tên đường;Số nhà\nA;1\n".encode(), "không có dòng tiêu đề cột"),
    ],
)
def test_a_file_that_is_none_says_what_to_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, content: bytes, told: str
) -> None:
    app = uploaded(opened(desk, monkeypatch), content, "hong.xlsx" if content[:2] == b"PK" else "hong.csv")
    assert told in words(app)
    assert not has(app, names.RUN)
    assert has(app, names.DISCARD)


def test_letters_of_an_old_font_are_confirmed_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [
        ("Hä vµ tªn", "N¨m sinh", "Th«n, bu«n"),
        ("NguyÔn V¨n B×nh", "1980", "Bu«n Jung"),
        ("TrÇn ThÞ H­¬ng", "1975", "Bu«n Jung"),
    ]
    app = uploaded(opened(desk, monkeypatch), listed)
    assert "Nguyễn Văn Bình" in words(app)
    assert not has(app, names.RUN)
    app.checkbox(key=names.LETTERS_AGREE).check().run()
    assert has(app, names.RUN)


# ---------------------------------------------------------------------------------------- what was made
def imported(desk: Desk) -> UUID:
    file = workbook([(*row[:4], "Thôn, buôn") if row[0] == "STT" else row[:5] for row in PEOPLE])
    call = desk.as_(Persona.OFFICIAL)
    found = citizens.dry_run(call=call, request=ImportRequest(campaign=CAMPAIGN, file_name="cu.xlsx", content=file))
    own_id = new_id()
    citizens.run(call=call, dry_run=found, batch_id=own_id)
    return own_id


def test_an_earlier_import_is_listed_and_opens_with_its_remarks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = imported(desk)
    app = opened(desk, monkeypatch)
    assert any("cu.xlsx" in row[0] for row in rows(app))
    app = opened(desk, monkeypatch, batch=str(batch), severity=Severity.ERROR.value)
    shown = rows(app)
    assert [row[2] for row in shown if "không nhận" in " ".join(row)] == ["31/02/1980"]
    assert len([row for row in shown if row[0][0].isdigit()]) == 1
    app = press(app, names.undo(batch))
    assert "Đã thu hồi: 2 người." in words(app)


def test_a_foreign_import_is_as_good_as_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = imported(desk)
    app = opened(desk, monkeypatch, Persona.NEIGHBOUR, batch=str(batch))
    assert "cu.xlsx" not in words(app)
    assert app.error
