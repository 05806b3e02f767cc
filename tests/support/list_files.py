"""Files of places and of targets as a clerk has them; every name is synthetic."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook

from campaign.services.imports.request import ImportRequest
from tests.support.world import CAMPAIGN, COMMUNE

if TYPE_CHECKING:
    from collections.abc import Mapping

Rows = Sequence[Sequence[object]]

PLACES: Rows = (
    ("ỦY BAN NHÂN DÂN XÃ KRÔNG PẮC",),
    ("DANH SÁCH THÔN, BUÔN",),
    (),
    ("STT", "Tên thôn, buôn", "Loại", "Mã", "Dân số", "Từ đủ 14 tuổi", "Số hộ", "Trưởng thôn"),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"),
    (1, "Buôn Krai", "Buôn", "H01", "1.250", 940, 310, "Y Thử"),
    (2, "buon jung", "Buôn", None, 900, None, None, None),
    (3, "Trường Tiểu học Hòa An", None, None, None, None, None, None),
    (4, "Thôn 12", "Huyện", None, 5, None, None, None),
    ("Tổng cộng", None, None, None, 2155, None, None, None),
)
TARGETS: Rows = (
    ("PHÂN BỔ CHỈ TIÊU",),
    ("TT", "Thôn, buôn", "Đủ các bước", "Được hỗ trợ", "Ghi chú"),
    (1, "Buôn Jung", 200, "80%", None),
    (2, "Thôn 3", "1.000", None, None),
    (3, "Thôn 99", 5, None, None),
    (4, "buôn pan", "nhiều", None, None),
    ("Tổng", None, 1205, None, None),
)


def workbook(rows: Rows, *, sheet: str = "Sheet1") -> bytes:
    """Return an .xlsx file with one sheet."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def places_request(
    rows: Rows = PLACES, *, to: str | None = COMMUNE, mapping: Mapping[str, str] | None = None, name: str = "thon.xlsx"
) -> ImportRequest:
    """Return a list of places for a commune."""
    return ImportRequest(campaign="", file_name=name, content=workbook(rows), place_code=to, mapping=mapping or {})


def targets_request(
    rows: Rows = TARGETS, *, campaign: str = CAMPAIGN, mapping: Mapping[str, str] | None = None
) -> ImportRequest:
    """Return a list of targets for a campaign."""
    return ImportRequest(campaign=campaign, file_name="chi-tieu.xlsx", content=workbook(rows), mapping=mapping or {})
