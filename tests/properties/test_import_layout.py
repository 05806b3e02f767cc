"""Any grid of cells is laid out: nothing breaks, no row is lost or read twice, nothing that is not collected stays."""

from __future__ import annotations

from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.imports.columns import Field
from campaign.domain.imports.layout import Layout, tables_of
from campaign.domain.imports.lines import Kind, Shape
from campaign.domain.imports.sheets import Cell, RawFile, RawSheet
from campaign.domain.imports.tables import is_plain
from campaign.errors import CampaignError

# Spreadsheets know no time zones.
NOON = datetime.combine(date(1980, 3, 5), time(12))
SECRET = "Ê Đê (bí mật)"
WORDS = (
    *("STT", "Họ và tên", "Họ", "Tên", "Ngày sinh", "Năm sinh", "Nam", "Nữ", "Năm", "SĐT", "Số CCCD", "Thôn", "Xã"),
    *("Buôn Jung", "I", "Thôn 3 (25 hộ)", "Tổng cộng", "Cộng: 5", "nt", '"', "như trên", "x", "", " ", "\u00a0", "1"),
    *("Nguyễn Văn An", "Tống Thị Bình", "H’Then", "05/03/1980", "1972", "0912345678", "066080001234", "Chủ hộ"),
    *("Người lập", "Krông Pắc, ngày 05 tháng 3 năm 2026", "Ghi chú: nộp sớm", "Tình trạng", "đã kích hoạt", "(1)"),
)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.sampled_from([1, 2, 1980, 912345678.0, 66080001234.0, True, date(1980, 3, 5), NOON]),
    st.text(max_size=12),
)
GRIDS = st.lists(st.lists(CELLS, max_size=7), max_size=14)
PEOPLE = st.tuples(
    st.sampled_from(["Nguyễn Văn An", "Tổng cộng", "Tống Thị Bình", "Buôn Jung", "Thôn 3", "Cộng", "", " ", "Y"]),
    CELLS,
    CELLS,
    CELLS,
)
HEADER: list[Cell] = ["Họ và tên", "Dân tộc", "Ngày sinh", "SĐT", "Thôn", "Mã hộ", "Hộ nghèo"]


def laid_out(rows: list[list[Cell]], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Layout | None:
    """Return a sheet as laid out, None for one without a header."""
    sheet = RawSheet(name="DS", rows=rows, merged=merged)
    try:
        return tables_of(file=RawFile(name="x.xlsx", file_hash="", sheets=(sheet,)), steps=())
    except CampaignError:
        return None


@given(GRIDS, st.tuples(*[st.integers(0, 14)] * 4))
def test_no_grid_breaks_the_layout_and_no_row_is_read_twice(
    rows: list[list[Cell]], corners: tuple[int, int, int, int]
) -> None:
    layout = laid_out(rows, (corners,))
    if layout is None:
        return
    numbers = [row.number for table in layout.tables for row in table.rows]
    assert len(set(numbers)) == len(numbers)
    assert numbers == sorted(numbers)
    for table in layout.tables:
        width = max(heading.position for heading in table.headings) + 1
        assert all(len(row.cells) == width for row in table.rows)
        assert sum(heading.field is Field.FULL_NAME for heading in table.headings) == 1


@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=10))
def test_below_a_header_every_row_is_a_person_or_passed_over(rows: list[list[Cell]]) -> None:
    filled = [[name, SECRET, *rest, SECRET] for name, *rest in rows]
    layout = laid_out([HEADER, *filled])
    assert layout is not None
    people = sum(len(table.rows) for table in layout.tables)
    passed = sum(table.skipped for table in layout.tables)
    assert people + passed <= len(rows)
    assert people + passed + 3 * len(layout.tables) >= len(rows)
    assert SECRET not in repr(layout.tables[0].rows)
    assert [issue.heading for issue in layout.issues[:2]] == ["Dân tộc", "Hộ nghèo"]


@given(PEOPLE)
def test_who_is_a_person_at_first_sight_is_one_at_the_second(row: tuple[Cell, ...]) -> None:
    shape = Shape(name=0, numbers=(3,), villages=(), keys=(1, 2))
    if is_plain(row, 0, (1, 2), (3,)):
        assert shape.judge(row).kind is Kind.PERSON
