"""A clean list of made-up people as a commune would send it: one workbook, one header under a banner, one sheet.

Refuses to be easier than real ones: names and days come again as they do, phones and ids never.
"""

from __future__ import annotations

import io
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import xlsxwriter

from bench.people import made_up_name

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Số điện thoại", "Thôn, buôn")
_FIRST, _DAYS = date(1945, 1, 1), 365 * 54
_NETWORKS = ("032", "035", "038", "070", "077", "081", "090", "091", "097", "098")
_VILLAGES = 20

Person = tuple[int, str, str, str, str, str, str]


def people(count: int, *, start: int = 0) -> Iterator[Person]:
    """Rows of the list, the same for the same numbers; ``start`` is where the numbers of phones and ids begin."""
    rng = random.Random(f"list/{start}")
    for at in range(count):
        number = start + at
        born = _FIRST + timedelta(days=int(rng.random() * _DAYS))
        woman = rng.random() < 0.5
        # Numbers must not run with the rows, or an index would look better than it is.
        scattered = number * 7919 % 10**7
        yield (
            at + 1,
            made_up_name(rng),
            f"{born:%d/%m/}{born.year}",
            "Nữ" if woman else "Nam",
            f"066{woman:d}{born.year % 100:02d}{number % 1_000_000:06d}",
            f"{_NETWORKS[number // 10**7 % 10]}{scattered:07d}",
            f"Buôn {1 + at * _VILLAGES // count}",
        )


def workbook(count: int, *, start: int = 0) -> bytes:
    """The list as an .xlsx file; phones and ids are text, as clean lists keep them."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.write(0, 0, "DANH SÁCH CÔNG DÂN (dữ liệu tự tạo để đo)")
    sheet.write_row(2, 0, HEADINGS)
    for row, person in enumerate(people(count, start=start), start=3):
        sheet.write_number(row, 0, person[0])
        for column, text in enumerate(person[1:], start=1):
            sheet.write_string(row, column, str(text))
    book.close()
    return made.getvalue()
