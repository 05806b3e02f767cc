"""*Ghi cả nhóm*: gathering people, matching a pasted list, one save with a result for every row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from campaign.domain.vocabulary import StepStatus
from campaign.services import search
from campaign.ui.forms import names
from campaign.ui.forms.roster import read_lines
from campaign.ui.forms.sheet import Sheet
from tests.support.desk import Desk
from tests.support.record_screen import RecordScreen, open_screen
from tests.support.world import CAMPAIGN, Persona

Open = Callable[[], RecordScreen]


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def group(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    return lambda: open_screen(desk, monkeypatch, Persona.VOLUNTEER, params={"view": "group"})


def pasted(screen: RecordScreen, text: str) -> RecordScreen:
    screen.app.session_state[names.GROUP_PASTE] = True
    screen.app.run()
    screen.app.text_area(key=names.GROUP_LIST).set_value(text)
    return screen.tap(names.GROUP_MATCH)


def test_everybody_at_once_with_a_result_for_every_row(group: Open, desk: Desk) -> None:
    people = desk.world.people
    screen = group().tap(names.GROUP_ALL)
    assert not any(found.key == names.GROUP_FIND for found in screen.app.text_input), "folded once the group is there"
    screen.choose(names.GROUP_COLUMN, "scam_awareness").choose(names.GROUP_COLUMN, "online_payment")
    screen.tap(names.GROUP_SAVE)
    # Too young for the second step, the child was never ticked for it; the others lack what must come first.
    assert desk.live(people["child"]) == {"scam_awareness": StepStatus.COMPLETED}
    assert desk.live(people["maryam"]) == {}
    assert "Đã lưu 1 bước cho 1 người" in screen.text
    assert "✕ **H’Maryam Niê**: Bước “Thanh toán trực tuyến 01 lần”" in screen.text
    # The ticks of the refused rows are still there: with the missing step added they go through.
    screen.choose(names.GROUP_COLUMN, "payment_account").tap(names.GROUP_SAVE)
    assert set(desk.live(people["maryam"])) == {"scam_awareness", "online_payment", "payment_account"}
    screen.tap(names.UNDO)
    assert desk.live(people["maryam"]) == {}
    assert desk.live(people["child"]) == {"scam_awareness": StepStatus.COMPLETED}


def test_cells_that_are_done_or_barred_are_locked_one_by_one(desk: Desk) -> None:
    """The grid locks whole columns only, so an edit of such a cell is found and put back."""
    desk.save("maryam", "scam_awareness")
    cards = tuple(
        search.person(
            call=desk.as_(Persona.VOLUNTEER), slug=CAMPAIGN, commune_id=person.commune_id, citizen_id=person.id
        )
        for person in (desk.world.people["maryam"], desk.world.people["child"])
    )
    sheet = Sheet(campaign=CAMPAIGN, cards=cards, ticks=frozenset({(cards[1].id, "scam_awareness")}))
    assert sheet.columns()["have"] == ["✓ 1", "–"]
    assert sheet.columns()["scam_awareness"] == [True, True]
    edits = {
        "edited_rows": {
            0: {"scam_awareness": False, "chip_id_card": True},
            1: {"payment_account": True, "scam_awareness": False},
            7: {"chip_id_card": True},
        }
    }
    assert [(card.full_name, mark.step) for card, mark in sheet.locked(edits)] == [
        ("H’Maryam Niê", "scam_awareness"),
        ("Trần Gia Bảo", "payment_account"),
    ]
    assert sheet.locked(None) == ()


def test_a_column_ticked_twice_is_not_ticked(group: Open, desk: Desk) -> None:
    screen = group().tap(names.GROUP_ALL)
    screen.choose(names.GROUP_COLUMN, "scam_awareness").choose(names.GROUP_COLUMN, "scam_awareness")
    screen.tap(names.GROUP_SAVE)
    assert screen.errors == ["Hãy chọn ít nhất một bước rồi bấm Lưu."]
    assert desk.live("maryam") == {}


def test_one_person_after_the_other(group: Open, desk: Desk) -> None:
    screen = group()
    screen.choose(names.GROUP_FOUND, desk.world.people["maryam"].id)
    screen.choose(names.GROUP_FOUND, desk.world.people["sien"].id)
    screen.choose(names.GROUP_COLUMN, "scam_awareness").tap(names.GROUP_SAVE)
    assert set(desk.live("maryam")) == set(desk.live("sien")) == {"scam_awareness"}
    assert desk.live("child") == {}


def test_a_pasted_list_is_matched_and_whoever_is_new_is_added(group: Open, desk: Desk) -> None:
    screen = pasted(group(), "1. h maryam nie; 1994\nY Siên Ayŭn\nH’Mới Niê; 2001\nTrần Sai; 31/02/2000")
    assert "Đã có trong danh sách: 2/4 người." in screen.text
    assert "H’Mới Niê; 2001" in screen.text
    assert "“31/02/2000”" in screen.text
    screen.tap(names.GROUP_ENROL)
    assert "Đã có trong danh sách: 3/4 người." in screen.text
    screen.choose(names.GROUP_COLUMN, "scam_awareness").tap(names.GROUP_SAVE)
    assert "cho 3 người" in screen.text
    assert desk.count("Buôn Jung", "scam_awareness") == 3


def test_two_alike_are_asked_about_and_accents_decide(group: Open, desk: Desk) -> None:
    first = desk.enrol("Nguyễn Văn An", birth="1960")
    desk.enrol("Nguyễn Văn Ân", birth="1974", distinct_reason="hai người")
    screen = pasted(group(), "nguyen van an")
    assert "Đã có trong danh sách: 0/1 người." in screen.text
    question = next(found for found in screen.app.button_group if (found.key or "").startswith("record-group-which"))
    assert len(question.options) == 2
    screen.choose(question.key or "", str(first.id))
    assert "Đã có trong danh sách: 1/1 người." in screen.text
    pasted(screen, "Nguyễn Văn Ân")
    assert "Đã có trong danh sách: 1/1 người." in screen.text


def test_an_empty_or_endless_list_is_refused_in_words(group: Open) -> None:
    assert pasted(group(), " \n ").errors == ["Hãy dán danh sách tên, mỗi người một dòng."]
    assert "quá dài" in pasted(group(), "\n".join(f"Người {n}" for n in range(200))).errors[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H’Maryam Niê; 1990", ("H’Maryam Niê", "1990")),
        ("3. Nguyễn Văn An, 12/03/1985", ("Nguyễn Văn An", "12/03/1985")),
        ("12\tY Siên Ayun\t1961\tBuôn Jung", ("Y Siên Ayun", "1961")),
        ("Lê Thị Bốn (1972)", ("Lê Thị Bốn", "1972")),
        ("Lê Thị Bốn 1972", ("Lê Thị Bốn", "1972")),
        ("H’Then", ("H’Then", "")),
    ],
)
def test_a_line_is_read_as_people_write_it(text: str, expected: tuple[str, str]) -> None:
    assert read_lines(text) == (expected,)
