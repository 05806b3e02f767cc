"""Files as cells: every kind, every encoding, and what is no list. The people are made up."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.styles import Font
from xlwt.CompoundDoc import XlsDoc

from campaign.domain.imports.sheets import RawFile
from campaign.errors import CampaignError
from campaign.services.imports import reader, workbook
from campaign.services.imports.reader import read_file
from tests.support.old_fonts import tcvn3, windows_1258

LIST = "Họ và tên;Ngày, tháng, năm sinh;SĐT\nNguyễn Thị Hường;12/03/1980;0912345678\nH’Maryam Niê;1972;\n"
CELLS = [
    ["Họ và tên", "Ngày, tháng, năm sinh", "SĐT"],
    ["Nguyễn Thị Hường", "12/03/1980", "0912345678"],
    ["H’Maryam Niê", "1972", None],
]


def book(fill: Callable[[xlsxwriter.Workbook], object], **options: object) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, options) as made:
        fill(made)
    return file.getvalue()


def one_cell(made: xlsxwriter.Workbook) -> None:
    made.add_worksheet("Buôn Jung").write(2, 1, "Họ và tên")


def old_book(*, locked: bool = False) -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet("Thôn 2")
    sheet.write_merge(0, 0, 0, 2, "DANH SÁCH")
    sheet.write(1, 0, 66194001234)
    sheet.write(1, 1, date(1980, 3, 12), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    file = io.BytesIO()
    if not locked:
        made.save(file)
        return file.getvalue()
    stream = made.get_biff_data()
    begin = 4 + struct.unpack_from("<H", stream, 2)[0]
    # FILEPASS, the record by which a workbook of Excel 97 says that the rest is encrypted.
    stream = stream[:begin] + struct.pack("<HHH", 0x2F, 54, 1) + bytes(52) + stream[begin:]
    XlsDoc().save(file, stream)
    return file.getvalue()


def open_document(content: str, *, manifest: str = "<manifest/>") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr("content.xml", content)
    return file.getvalue()


def rows(read: RawFile) -> list[list[object]]:
    return [list(row) for row in read.sheets[0].rows]


# --------------------------------------------------------------------------------------- workbooks
def test_a_workbook_from_its_first_row_on() -> None:
    read = read_file(name="C:\\lists\\a.xlsx", content=book(one_cell))
    assert (read.name, len(read.file_hash)) == ("a.xlsx", 64)
    assert (read.sheets[0].name, read.sheets[0].first_row) == ("Buôn Jung", 1)
    assert rows(read) == [[], [], [None, "Họ và tên"]]


def test_an_old_workbook_with_its_merged_cells_dates_and_long_numbers() -> None:
    read = read_file(name="a.xls", content=old_book())
    assert rows(read) == [["DANH SÁCH", None, None][: len(read.sheets[0].rows[0])], [66194001234, date(1980, 3, 12)]]
    assert read.sheets[0].merged == ((0, 0, 0, 2),)


def test_an_open_document() -> None:
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" '
        f'xmlns:text="{names}text:1.0"><office:body><office:spreadsheet><table:table table:name="Thôn 1">'
        "<table:table-row>"
        '<table:table-cell office:value-type="string"><text:p>Họ và tên</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="1980-03-12"><text:p>12/03/1980</text:p>'
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    read = read_file(name="a.ods", content=open_document(content))
    assert [str(cell) for cell in rows(read)[0]] == ["Họ và tên", "1980-03-12"]


def test_a_workbook_with_macros_formulas_and_errors_gives_what_was_seen_last() -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet()
        sheet.write_formula(0, 0, '="H’" & "Then"', None, "H’Then")
        sheet.write_formula(0, 1, "=1/0", None, "#DIV/0!")
        sheet.write(0, 2, True)  # noqa: FBT003 - the library's own order

    assert rows(read_file(name="a.xlsm", content=book(fill))) == [["H’Then", None, True]]


def test_a_million_blank_formatted_rows_are_no_rows() -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        red = made.add_format({"bg_color": "red"})
        sheet = made.add_worksheet()
        sheet.write(0, 0, "Họ và tên")
        for row in range(1, 20_000):
            sheet.write_blank(row, 0, None, red)

    assert rows(read_file(name="a.xlsx", content=book(fill, constant_memory=True))) == [["Họ và tên"]]


def test_small_letters_in_a_font_of_capitals_are_capitals() -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row, (text, font) in enumerate([("nguyÔn v¨n b×nh", ".VnTimeH"), ("Lª V¨n §¹t", ".VnTime")], start=1):
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name=font)
    file = io.BytesIO()
    made.save(file)
    read = read_file(name="a.xlsx", content=file.getvalue())
    assert rows(read) == [["NGUYÔN V¨N B×NH"], ["Lª V¨n §¹t"]]
    assert {".VnTime", ".VnTimeH"} <= read.sheets[0].fonts


def test_a_formula_in_a_font_of_capitals_is_what_was_seen_last() -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet()
        sheet.write(2, 0, "STT")
        sheet.write_formula(2, 1, '="trÇn" & " v¨n"', made.add_format({"font_name": ".VnTimeH"}), "trÇn v¨n")

    assert rows(read_file(name="a.xlsx", content=book(fill)))[2] == ["STT", "TRÇN V¨N"]


def test_one_sheet_by_its_name_and_none_that_is_not_there() -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        for name in ("Buôn Jung", "Thôn 2"):
            made.add_worksheet(name).write(0, 0, name)

    content = book(fill)
    assert [sheet.name for sheet in read_file(name="a.xlsx", content=content).sheets] == ["Buôn Jung", "Thôn 2"]
    assert rows(read_file(name="a.xlsx", content=content, sheet="thôn  2 ")) == [["Thôn 2"]]
    with pytest.raises(CampaignError, match="sheet_unknown") as refused:
        read_file(name="a.xlsx", content=content, sheet="Thôn 3")
    assert refused.value.details["sheets"] == ["Buôn Jung", "Thôn 2"]


# -------------------------------------------------------------------------------------------- texts
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_text_table_in_every_encoding_and_with_every_delimiter(encoding: str, delimiter: str) -> None:
    text = LIST.replace("Ngày, tháng, năm sinh", '"Ngày, tháng, năm sinh"').replace(";", delimiter)
    read = read_file(name="a.csv", content=text.encode(encoding))
    assert (read.sheets[0].name, rows(read)) == (None, CELLS)


def test_windows_1258_has_its_tones_behind_the_letters() -> None:
    assert rows(read_file(name="a.txt", content=windows_1258(LIST))) == CELLS


def test_a_text_in_an_old_font_keeps_the_letters_that_windows_shows() -> None:
    read = read_file(name="a.csv", content=tcvn3(LIST.replace("’", "'")).encode("latin-1"))
    assert rows(read)[1][0] == tcvn3("Nguyễn Thị Hường")


def test_the_line_by_which_excel_says_the_delimiter_is_no_row() -> None:
    assert rows(read_file(name="a.csv", content=b"sep=|\r\na|b;c\r\n")) == [["a", "b;c"]]


def test_blank_lines_count_as_rows_so_that_the_numbers_are_those_of_excel() -> None:
    assert rows(read_file(name="a.csv", content=b"a,b\n\n,\n1,2\n")) == [["a", "b"], [], [], ["1", "2"]]


# ---------------------------------------------------------------------------------------- bad files
def refused(name: str, content: bytes) -> str:
    with pytest.raises(CampaignError) as error:
        read_file(name=name, content=content)
    assert error.value.details["name"] == name
    return error.value.code


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf\r\n", bytes(100), b",,\n,,\n"])
def test_an_empty_file(content: bytes) -> None:
    assert refused("a.csv", content) == "file_empty"


def test_a_workbook_with_nothing_in_it() -> None:
    assert refused("a.xlsx", book(lambda made: made.add_worksheet())) == "file_empty"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", LIST.encode()),
        ("a.csv", book(one_cell)),
        ("a.pdf", LIST.encode()),
        ("a.csv", b"%PDF-1.7 of something else"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("a.xls", b"<html><table><tr><td>x</td></tr></table></html>"),
        ("a.csv", b"<html><table><tr><td>x</td></tr></table></html>"),
        ("a.xlsx", b"PK\x03\x04 and no more"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("a.ods", open_document("<no")),
    ],
)
def test_what_is_broken_or_not_what_its_name_says(name: str, content: bytes) -> None:
    assert refused(name, content) == "file_unreadable"


def test_utf_8_that_was_cut_inside_a_letter_is_not_taken_for_another_encoding() -> None:
    cut = LIST.encode()
    assert refused("a.csv", cut[: cut.rindex("ê".encode()) + 1]) == "file_unreadable"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_that_was_cut_off(share: float) -> None:
    for name, content in (("a.xlsx", book(one_cell)), ("a.xls", old_book())):
        assert refused(name, content[: int(len(content) * share)]) == "file_unreadable"


def test_a_workbook_under_the_name_of_another_kind_is_read() -> None:
    assert rows(read_file(name="a.xls", content=book(one_cell)))[2] == [None, "Họ và tên"]


def test_what_is_locked_with_a_password() -> None:
    # The directory of a compound file that holds one encrypted package, as Excel writes it.
    modern = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(480)
    locked = open_document("<x/>", manifest="<manifest:encryption-data/>")
    assert refused("a.xlsx", modern) == "file_encrypted"
    assert refused("a.xls", old_book(locked=True)) == "file_encrypted"
    assert refused("a.ods", locked) == "file_encrypted"


def test_what_is_larger_than_any_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", 100)
    assert refused("a.csv", b"x," * 51) == "file_too_large"
    monkeypatch.setattr(workbook, "FILLED_ROWS", 3)
    assert refused("b.csv", b"x,y\n" * 4) == "file_too_large"


def test_a_zip_bomb_is_put_out_before_it_is_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/workbook.xml", "w") as part:
        for _ in range(110):
            part.write(bytes(10_000_000))
    assert refused("a.xlsx", file.getvalue()) == "file_too_large"


def test_a_directory_that_lies_about_its_sizes_does_not_help_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "UNPACKED_BYTES", 1_000_000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(2_000_000))
    lying = file.getvalue().replace(struct.pack("<I", 2_000_000), struct.pack("<I", 10))
    with pytest.raises(workbook.RefusedError):
        workbook.read(lying)


def test_two_cells_at_the_ends_of_a_sheet_do_not_take_the_memory_of_the_server() -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet()
        sheet.write(0, 0, "Họ và tên")
        sheet.write(1_048_575, 16_383, "x")

    assert refused("a.xlsx", book(fill)) == "file_too_large"
