"""What lists tell of steps: words, marks and days become what the contract says, and nothing more."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from campaign.domain.imports.columns import Field, Heading
from campaign.domain.imports.sheets import Cell
from campaign.domain.imports.statuses import Statuses, Told, activated_step, read_status
from campaign.domain.vocabulary import StepStatus as S
from tests.support.import_ground import STEPS, codes, ground, people_of

INSIDE, BEFORE = date(2026, 11, 12), date(2025, 3, 1)
STEP = ("eid_level2", ("eid_level2", "day"))


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        *((text, S.COMPLETED) for text in ("x", "X", "✓", "v", "có", "Đã có", "đã kích hoạt", "ĐÃ CÀI", "hoàn thành")),
        *((cell, S.COMPLETED) for cell in (1, 1.0, True, "yes", "Mức 2", "completed", "đã xác thực", "rồi")),
        *((text, S.ALREADY_HAD) for text in ("đã có từ trước", "already_had", "có sẵn")),
        *((text, S.ASSISTED) for text in ("assisted", "đã hướng dẫn, chưa hoàn thành", "đang làm")),
        *((text, S.REFUSED) for text in ("refused", "từ chối", "không đồng ý")),
        *((text, S.UNREACHABLE) for text in ("unreachable", "vắng nhà", "chưa gặp được", "không liên lạc được")),
        *((text, S.NOT_APPLICABLE) for text in ("not_applicable", "không áp dụng", "chưa đủ tuổi")),
        *((cell, None) for cell in (None, "", "-", "chưa", "Chưa kích hoạt", "không", 0, False, "Mức 1")),
        *((text, None) for text in ("đã phê duyệt", "đã thu nhận", "đã phê duyệt chưa kích hoạt", "chờ duyệt")),
    ],
)
def test_words_of_a_step_that_is_activated(cell: Cell, status: S | None) -> None:
    told = read_status(cell, activation=True)
    assert (told.status, told.unread) == (status, False)


def test_registered_is_enough_for_a_step_that_is_not_activated() -> None:
    assert read_status("đã đăng ký").status is S.COMPLETED
    assert read_status("chờ duyệt").status is None


@pytest.mark.parametrize(
    "cell",
    [
        "12/11/2026",
        "12.11.2026",
        "12-11-26",
        "2026-11-12",
        "2026-11-12 08:30:00",
        "đã kích hoạt 12/11/2026",
        "Đã kích hoạt ngày 12/11/2026",
        "x (12/11/2026)",
        datetime(2026, 11, 12, 8, 30),  # noqa: DTZ001 - a spreadsheet knows no zone.
        INSIDE,
    ],
)
def test_a_day_alone_or_beside_words_says_when(cell: Cell) -> None:
    assert read_status(cell, activation=True) == Told(status=S.COMPLETED, day=INSIDE)


def test_what_nobody_can_read_is_said_and_records_nothing() -> None:
    assert read_status("xem ghi chú").unread
    assert read_status("31/02/2026").unread
    person = people_of((Field.FULL_NAME, Field.BIRTH_DATE, "eid_level2"), ("A B", "05/03/1980", "xem ghi chú"))[0]
    assert (person.steps, codes(person), person.refused) == ({}, ["status_unread"], False)


@pytest.mark.parametrize(
    ("status", "day", "recorded"),
    [
        ("x", INSIDE, (S.COMPLETED, INSIDE)),
        ("x", "12/11/2026", (S.COMPLETED, INSIDE)),
        (None, INSIDE, (S.COMPLETED, INSIDE)),
        ("x", None, (S.ALREADY_HAD, None)),
        ("completed", None, (S.ALREADY_HAD, None)),
        ("x", BEFORE, (S.ALREADY_HAD, None)),
        # A day that has not come yet is a slip: nobody did anything on it.
        ("x", date(2026, 12, 1), (S.ALREADY_HAD, None)),
        ("x", date(2026, 11, 8), (S.COMPLETED, date(2026, 11, 8))),
        ("x", date(2026, 11, 22), (S.COMPLETED, date(2026, 11, 22))),
        ("đã có từ trước", INSIDE, (S.ALREADY_HAD, None)),
        ("từ chối", INSIDE, (S.REFUSED, INSIDE)),
        ("từ chối", None, (S.REFUSED, None)),
        ("chưa kích hoạt", INSIDE, None),
        ("", "", None),
        (None, "chưa", None),
    ],
)
def test_only_a_day_of_the_campaign_so_far_is_a_result(
    status: Cell, day: Cell, recorded: tuple[S, date | None] | None
) -> None:
    (person,) = people_of((Field.FULL_NAME, *STEP), ("A B", status, day))
    assert person.steps == ({} if recorded is None else {"eid_level2": recorded})


def test_every_step_has_its_own_columns() -> None:
    (person,) = people_of((Field.FULL_NAME, *STEP, "portal_account"), ("A B", "x", INSIDE, "x"))
    assert person.steps == {"eid_level2": (S.COMPLETED, INSIDE), "portal_account": (S.ALREADY_HAD, None)}


def test_a_status_without_a_step_speaks_of_the_one_that_is_activated() -> None:
    headings = (
        Heading(position=0, title="Tình trạng", field=Field.STATUS),
        Heading(position=1, title="Ngày kích hoạt", field=Field.STATUS_DAY),
    )
    found, unread = Statuses(headings, ground()).read(("Đã kích hoạt", "12/11/2026"))
    assert (found, unread) == ({"eid_level2": (S.COMPLETED, INSIDE)}, [])
    assert Statuses(headings, ground()).read(("Đã phê duyệt", None)) == ({}, [])


def test_where_no_step_can_be_meant_a_status_is_left_alone() -> None:
    on = ground()
    several = type(on)(
        places=on.places,
        steps=(STEPS[0], STEPS[0]),
        starts_on=on.starts_on,
        ends_on=on.ends_on,
        today=on.today,
        legal_basis=on.legal_basis,
    )
    assert activated_step(several) is None
    headings = (Heading(position=0, title="Tình trạng", field=Field.STATUS),)
    assert Statuses(headings, several).read(("x",)) == ({}, [])
