"""The summary table: the document's numbers, formulas that really give them, totals that are sums only where true."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from campaign.domain.ranking import rank
from campaign.domain.vocabulary import PeriodKind, PlaceKind
from campaign.i18n import use_language
from campaign.reports.summary_bands import bands, counted_before, headline_of, is_sum, number_of, roman
from campaign.reports.summary_table import summary_table
from tests.support.document_samples import HEADLINE, UNITS, numbered, sample_view, unit
from tests.support.office import converted, without_values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from campaign.services.document_models import DocumentUnit, DocumentView

MAIN, STEPS, TARGETS, WORDS = "Biểu tổng hợp", "Theo từng bước", "Chỉ tiêu từng bước", "Cách tính"
HEADS = (
    "STT",
    "Đơn vị",
    "Tổng số công dân đủ điều kiện",
    "Chỉ tiêu giao",
    "Kết quả trong kỳ",
    "Lũy kế",
    "Tỷ lệ % so với chỉ tiêu",
    "Xếp hạng",
    "Ghi chú",
)


@pytest.fixture(autouse=True)
def read_in_english() -> Iterator[None]:
    """The document is Vietnamese although its maker reads English."""
    use_language("en")
    yield
    use_language("vi")


def opened(view: DocumentView, *, formulas: bool = False) -> Any:  # noqa: ANN401 - a workbook of openpyxl
    return load_workbook(io.BytesIO(summary_table(view=view)), data_only=not formulas)


def head_row(page: Worksheet) -> int:
    return next(row for row in range(1, 20) if page.cell(row, 1).value == "STT")


def table(page: Worksheet) -> list[list[Any]]:
    """Return the lines below the head, bands and total included."""
    found = []
    for row in page.iter_rows(min_row=head_row(page) + 2, values_only=True):
        found.append(list(row))
        if row[1] == "Tổng cộng":
            return found
    raise AssertionError(found)


def line(page: Worksheet, name: str) -> list[Any]:
    return next(found for found in table(page) if found[1] == name)


def expected(view: DocumentView, own: DocumentUnit) -> list[Any]:
    found = number_of(own, HEADLINE)
    told = (found.eligible, found.target, found.in_period, found.result, found.rate, own.rank)
    return ["–" if value is None else value for value in told]


def test_the_first_sheet_has_the_columns_of_the_official_form_and_the_documents_numbers() -> None:
    view = sample_view()
    page = opened(view)[MAIN]
    assert tuple(cell.value for cell in page[head_row(page)][:9]) == HEADS
    assert [found[0] for found in table(page) if found[1] is None] == ["I. Khối thôn, buôn", "II. Khối trường học"]
    for own in view.units:
        assert line(page, own.name)[2:8] == expected(view, own), own.name
    here = headline_of(view).here
    assert line(page, "Tổng cộng")[2:7] == [1_000, 220, 51, 104, here.rate]
    told = "\n".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value)
    assert "BIỂU TỔNG HỢP KẾT QUẢ" in told
    assert "Xã Krông Pắc · Tuần từ 16/11/2026 đến 22/11/2026 · tính đến ngày 22/11/2026" in told


def test_the_notes_say_what_a_clerk_would_write() -> None:
    page = opened(sample_view())[MAIN]
    notes = {found[1]: found[8] for found in table(page) if found[1]}
    assert notes["Buôn Jung"] == "Chậm tiến độ"
    assert notes["Thôn 19/5"] == "Vượt chỉ tiêu"
    assert notes["Thôn 3"] == "Chưa giao chỉ tiêu; 9 ngày chưa có kết quả mới"
    assert notes["Trường TH Lê Lợi"] == "Chưa có số liệu"
    over = sample_view()
    ended = opened(replace(over, as_of=over.ends_on))[MAIN]
    assert line(ended, "Buôn Jung")[8] == "Chưa đạt chỉ tiêu"


def test_a_name_that_looks_like_a_formula_stays_a_name() -> None:
    names = ("=HYPERLINK(1)", "+84 Buôn", "-Thôn", "@Thôn", "{=1+1}", "http://buon.vn")
    units = tuple(replace(UNITS[0], name=name, code=str(n)) for n, name in enumerate(names))
    book = opened(sample_view(units=units, campaign_name="=1+1"), formulas=True)
    for page in (book[MAIN], book[STEPS], book[TARGETS]):
        assert [cell.data_type for row in page.iter_rows() for cell in row if cell.value in {*names, "=1+1"}] == (
            ["s"] * (len(names) + 1)
        )
        assert page["A2"].value == "=1+1"
        assert page["A2"].hyperlink is None


def test_equal_rates_share_a_rank_and_the_next_is_skipped() -> None:
    view = sample_view()
    page = opened(view)[MAIN]
    ranks = {found[1]: found[7] for found in table(page) if found[1]}
    assert [ranks[name] for name in ("Thôn 19/5", "Buôn Jung", "Buôn Kbê̆", "=HYPERLINK(1)", "Thôn 3")] == [
        1,
        2,
        2,
        2,
        "–",
    ]
    # A school competes with schools.
    assert ranks["Trường THCS Nguyễn Trãi"] == 1


def test_a_province_ranks_its_communes_within_their_group() -> None:
    units = tuple(replace(own, kind=PlaceKind.COMMUNE) for own in UNITS[:5])
    view = sample_view(units=units)
    groups = ["Khu vực I", "Khu vực III", "Khu vực III", "Khu vực I", "Khu vực I"]
    lines = []
    for group, found in zip(groups, view.ranking, strict=True):
        peers = {one.code: one.rate for one, own in zip(view.ranking, groups, strict=True) if own == group}
        lines.append(replace(found, group=group, rank=rank(rates=peers).get(found.code)))
    view = replace(view, ranking=tuple(lines))
    page = opened(view)[MAIN]
    assert [found[0] for found in table(page) if found[1] is None] == [
        "I. Khối xã – Khu vực I",
        "II. Khối xã – Khu vực III",
    ]
    assert {found[1]: found[7] for found in table(page) if found[1]} | {"Tổng cộng": None} == {
        "Buôn Jung": 2,
        "Thôn 3": "–",
        "Thôn 19/5": 1,
        "Buôn Kbê̆": 1,
        "=HYPERLINK(1)": 1,
        "Tổng cộng": None,
    }


def test_a_total_is_a_sum_only_where_the_lines_make_it() -> None:
    """The commune's population was counted for itself; its lines give another sum, and a sum would contradict it."""
    view = sample_view()
    formulas, values = opened(view, formulas=True)[MAIN], opened(view)[MAIN]
    total, shown = line(formulas, "Tổng cộng"), line(values, "Tổng cộng")
    assert [str(cell).startswith("=SUM(") for cell in total[2:6]] == [False, True, True, True]
    assert shown[2] == 1_000
    told = "\n".join(str(row[0]) for row in values.iter_rows(values_only=True) if row[0])
    assert "Tổng số công dân đủ điều kiện: dòng tổng cộng là số của Xã Krông Pắc, 1.000; cộng các dòng" in told


def test_somebody_recorded_at_the_commune_itself_makes_no_wrong_sum() -> None:
    view = sample_view()
    here = replace(headline_of(view).here, result=106, toward_target=106, rate=106 / 220)
    indicators = tuple(replace(own, here=here) if own.key == HEADLINE else own for own in view.indicators)
    view = replace(view, indicators=indicators)
    assert line(opened(view, formulas=True)[MAIN], "Tổng cộng")[5] == 106
    told = "\n".join(str(row[0]) for row in opened(view)[MAIN].iter_rows(values_only=True) if row[0])
    assert "Lũy kế: dòng tổng cộng là số của Xã Krông Pắc, 106; cộng các dòng trên được 104." in told


@pytest.mark.parametrize(
    ("parts", "total", "wanted"),
    [
        ([1, 2, None], 3, True),
        ([1, 2], 4, False),
        ([None, None], None, False),
        ([None], 0, False),
        ([0, 0], 0, True),
        ([], 5, False),
        ([3], None, False),
    ],
)
def test_what_a_sum_is(parts: list[int | None], total: int | None, wanted: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert is_sum(parts, total) is wanted


def test_who_had_it_before_has_a_column_where_the_target_counts_them() -> None:
    first = numbered(HEADLINE, eligible=400, target=60, in_period=12, result=24, already_had=6, toward_target=30)
    own = replace(UNITS[0], numbers=(*UNITS[0].numbers[:2], first, UNITS[0].numbers[3]))
    view = sample_view(units=(own, *UNITS[1:]))
    assert counted_before(first) == 6
    page = opened(view)[MAIN]
    assert page.cell(head_row(page), 7).value == "Đã có từ trước (được tính)"
    assert line(page, "Buôn Jung")[6:8] == [6, 0.5]
    assert line(page, "Buôn Kbê̆")[6:8] == ["–", 0.4]


def test_the_second_sheet_has_a_pair_a_step_and_the_third_what_it_is_made_with() -> None:
    view = sample_view()
    book = opened(view)
    assert book.sheetnames == [MAIN, STEPS, TARGETS, WORDS]
    for own in (*view.units, None):
        numbers = own.numbers if own else tuple(found.here for found in view.indicators)
        name = own.name if own else "Tổng cộng"
        pairs = [value for found in numbers for value in (found.result, found.rate)]
        assert line(book[STEPS], name)[2:] == ["–" if value is None else value for value in pairs], name
        wanted = ["–" if found.target is None else found.target for found in numbers]
        assert line(book[TARGETS], name)[3::2] == wanted, name
    words = [row[0] for row in book[WORDS].iter_rows(values_only=True)]
    assert {"Chỉ tiêu giao", "Xếp hạng", "Tổng cộng", "VNeID mức 2", "Nguồn số liệu"} <= set(words)


def test_it_comes_out_of_the_printer_as_it_should() -> None:
    book = opened(sample_view())
    for page in book.worksheets:
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.fitToHeight == 0
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_area
        assert page.oddFooter.center.text == "&P/&N"
    main = book[MAIN]
    top = head_row(main)
    assert main.freeze_panes == f"C{top + 2}"
    assert main.print_title_rows == f"${top}:${top + 1}"
    assert main.page_setup.paperSize == 9
    wide = opened(sample_view(indicators=sample_view().indicators * 3, units=()))
    assert wide[STEPS].page_setup.paperSize == 8
    shown = {
        c.number_format for row in main.iter_rows() for c in row if isinstance(c.value, int | float) and c.column > 2
    }
    assert shown == {"#,##0", "0.00%", "General"}


def test_the_values_that_are_written_are_those_that_libreoffice_calculates(tmp_path: Path) -> None:
    views = {
        "week": sample_view(),
        "no-units": sample_view(kind=PeriodKind.WHOLE, units=()),
        "beyond": sample_view(units=(unit("Buôn Jung", "V", 400, 0, 0, 0), unit("Thôn 8", "W", 400, 20, 100, 157))),
        "nothing": sample_view(units=(unit("Buôn Jung", "V", None, None, None, None),)),
        "long": sample_view(campaign_name="Kế hoạch " + "rất dài " * 36),
    }
    paths = [tmp_path / f"{name}.xlsx" for name in views]
    for path, view in zip(paths, views.values(), strict=True):
        path.write_bytes(summary_table(view=view))
    for path, made in zip(paths, converted(*map(without_values, paths), ending="xlsx"), strict=True):
        assert_same(path, made)


def assert_same(path: Path, made: Path) -> None:
    """Compare every cell as it was written with what was calculated from cells that all claimed to be 0."""
    ours, formulas = load_workbook(path, data_only=True), load_workbook(path)
    theirs = load_workbook(made, data_only=True)
    compared = 0
    for page in ours.worksheets:
        for cell in (cell for row in page.iter_rows() for cell in row):
            other, where = theirs[page.title][cell.coordinate].value, (path.stem, page.title, cell.coordinate)
            if isinstance(cell.value, float):
                assert other == pytest.approx(cell.value, abs=1e-12), where
            else:
                assert other == cell.value, where
            compared += str(formulas[page.title][cell.coordinate].value).startswith("=IF(")
    assert compared >= 3


def test_a_province_of_2800_places_is_written_and_every_formula_points_at_its_own_row() -> None:
    units = tuple(replace(UNITS[n % 5], code=str(n), name=f"Thôn {n}") for n in range(2_800))
    made = opened(sample_view(units=units), formulas=True)[MAIN]
    for row in (head_row(made) + 3, head_row(made) + 2_000):
        assert set(re.findall(r"[A-Z](\d+)", made.cell(row, 7).value)) == {str(row)}
    assert len(table(made)) == 2_802


def test_roman_numerals_of_bands() -> None:
    assert [roman(n) for n in (1, 2, 3, 4, 5, 9, 14)] == ["I", "II", "III", "IV", "V", "IX", "XIV"]
    assert [band.title for band in bands(sample_view(units=()))] == []
    assert json.dumps(
        expected(sample_view(), UNITS[6]), ensure_ascii=False
    ) == '["–", 20, "–", "–", "–", null]'.replace("null", '"–"')
