"""The Word file itself: whose head, what stays blank, what a clerk may edit, and what a screen reader is told."""

import base64
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.shared import Length

from campaign.domain.vocabulary import PlaceKind, ReportProfile
from campaign.errors import CampaignError
from campaign.reports.administrative import administrative_report, write_administrative_report
from campaign.services.document_models import DocumentChart, DocumentPicture
from tests.support.document_samples import DAY, UNITS, sample_view
from tests.support.word_files import fonts_of, opened, rows_of, text_of

# One white pixel.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg=="
)
LONG = "Đợt cao điểm phổ cập kỹ năng số cho toàn thể Nhân dân, cán bộ, giáo viên, học sinh trên địa bàn xã " * 4


def head_of(made: bytes) -> tuple[list[str], list[str]]:
    """Return the lines of the two columns that a document begins with."""
    left, right = opened(made).tables[0].rows[0].cells
    return [p.text for p in left.paragraphs if p.text], [p.text for p in right.paragraphs if p.text]


def closing_of(made: bytes) -> tuple[list[str], list[str]]:
    """Return the lines of recipients and signature."""
    tables = opened(made).tables
    table = next(found for found in tables if rows_of(found)[0][0].startswith("Nơi nhận:"))
    left, right = table.rows[0].cells
    return [p.text for p in left.paragraphs], [p.text for p in right.paragraphs]


def test_a_committee_writes_under_the_national_title() -> None:
    made = administrative_report(view=sample_view(day=date(2026, 12, 5)))
    left, right = head_of(made)
    assert left == ["ỦY BAN NHÂN DÂN", "XÃ KRÔNG PẮC", "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/BC-UBND"]
    assert right == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Krông Pắc, ngày 05 tháng 12 năm 2026",
    ]
    recipients, signature = closing_of(made)
    assert recipients == ["Nơi nhận:", "- Như trên;", "- TT Đảng ủy, HĐND xã;", "- Lưu: VT, VHXH."]
    # Who signs is not the software's to say: the room below stays empty.
    assert signature[:2] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert set(signature[2:]) == {""}


def test_the_youth_union_has_its_own_head_number_and_signature() -> None:
    made = administrative_report(view=sample_view(), profile=ReportProfile.DOAN)
    left, right = head_of(made)
    assert left == [
        "ĐOÀN TỈNH ĐẮK LẮK",
        "BAN CHẤP HÀNH",
        "ĐOÀN XÃ KRÔNG PẮC",
        "***",
        "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0-BC/ĐTN",
    ]
    assert right == ["ĐOÀN TNCS HỒ CHÍ MINH", "Krông Pắc, ngày 22 tháng 11 năm 2026"]
    assert closing_of(made)[1][:2] == ["TM. BAN THƯỜNG VỤ", "BÍ THƯ"]
    assert "CỘNG HÒA" not in text_of(made)
    assert "UBND" not in text_of(made).replace("12/KH-UBND", "")


@pytest.mark.parametrize(
    ("name", "kind", "issuer", "recipients"),
    [
        ("Tỉnh Đắk Lắk", PlaceKind.PROVINCE, "TỈNH ĐẮK LẮK", "- TT Tỉnh ủy, HĐND tỉnh;"),
        ("Phường Tân Lập", PlaceKind.WARD, "PHƯỜNG TÂN LẬP", "- TT Đảng ủy, HĐND phường;"),
        ("Đặc khu Lý Sơn", PlaceKind.SPECIAL_ZONE, "ĐẶC KHU LÝ SƠN", "- TT Đảng ủy, HĐND đặc khu;"),
    ],
)
def test_provinces_wards_and_special_zones_sign_as_what_they_are(
    name: str, kind: PlaceKind, issuer: str, recipients: str
) -> None:
    made = administrative_report(view=sample_view(place_name=name, place_kind=kind, parent_name="", parent_kind=None))
    assert head_of(made)[0][1] == issuer
    assert closing_of(made)[0][2] == recipients


def test_the_parts_stand_in_their_order_as_headings_that_a_clerk_can_navigate() -> None:
    document = opened(administrative_report(view=sample_view()))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == [
        "I. TÌNH HÌNH CHUNG",
        "II. KẾT QUẢ THỰC HIỆN",
        "III. ĐÁNH GIÁ",
        "IV. NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI",
        "V. KIẾN NGHỊ, ĐỀ XUẤT",
        "Phụ lục I",
    ]


# How wide the words above a rule are in Times New Roman, in mm.
@pytest.mark.parametrize(
    ("column", "width", "least", "most"),
    [(0, 35.1, 1 / 3, 1 / 2), (1, 59.7, 0.95, 1.05)],
    ids=["below the issuer a third to a half", "below the motto its whole length"],
)
def test_rules_are_as_long_as_the_decree_asks(column: int, width: float, least: float, most: float) -> None:
    cell = opened(administrative_report(view=sample_view())).tables[0].rows[0].cells[column]
    (rule,) = [p for p in cell.paragraphs if p.paragraph_format.element.find(f".//{qn('w:pBdr')}") is not None]
    left, right = rule.paragraph_format.left_indent, rule.paragraph_format.right_indent
    assert cell.width is not None
    assert left is not None
    assert left == right
    length = cell.width.mm - 2 - 2 * left.mm
    assert least * width <= length <= most * width


def test_the_last_sentences_are_kept_with_the_signature() -> None:
    document = opened(administrative_report(view=sample_view()))
    texts = [paragraph.text for paragraph in document.paragraphs]
    last = next(n for n, text in enumerate(texts) if text.startswith("Trên đây là báo cáo"))
    # The sentence, what stands before it, and the empty line between it and the block of the signature.
    assert all(p.paragraph_format.keep_with_next for p in document.paragraphs[last - 1 : last + 2])


def test_every_gap_is_marked_in_colour() -> None:
    document = opened(administrative_report(view=sample_view(plan_number="")))
    marked = [run.text for p in document.paragraphs for run in p.runs if run.font.highlight_color is not None]
    everything = "\n".join(p.text for p in document.paragraphs)
    assert everything.count("[…") == len(marked) >= 8
    assert "[… Kế hoạch số, ngày ban hành]" in marked
    assert all(text.startswith("[…") and text.endswith("]") for text in marked)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("12/KH-UBND", "Thực hiện Kế hoạch số 12/KH-UBND,"),
        ("Kế hoạch số 12/KH-UBND", "Thực hiện Kế hoạch số 12/KH-UBND,"),
    ],
)
def test_the_plan_is_named_as_its_basis(plan: str, expected: str) -> None:
    assert expected in text_of(administrative_report(view=sample_view(plan_number=plan)))


def test_sample_data_says_so() -> None:
    told = "(Số liệu mẫu dùng để minh họa, không phải số liệu thật)"
    assert told in text_of(administrative_report(view=sample_view(synthetic=True)))
    assert told not in text_of(administrative_report(view=sample_view()))


def test_only_one_font_is_named_and_none_of_the_theme() -> None:
    made = administrative_report(view=sample_view())
    assert fonts_of(made) == {"Times New Roman"}


def test_the_file_tells_of_its_own_day_and_of_no_template() -> None:
    made = administrative_report(view=sample_view())
    core = opened(made).core_properties
    assert core.created is not None
    assert (core.created.date(), core.author, core.language) == (DAY, "", "vi-VN")
    assert core.title.startswith("BÁO CÁO: Kết quả thực hiện")
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        names = set(parts.namelist())
    assert not {"docProps/thumbnail.jpeg", "word/stylesWithEffects.xml"} & names


def test_the_appendix_is_landscape_and_heads_are_repeated() -> None:
    document = opened(administrative_report(view=sample_view()))
    upright, wide = document.sections
    sizes = [(section.page_width, section.page_height) for section in (upright, wide)]
    assert [tuple(round(Length(edge or 0).mm) for edge in size) for size in sizes] == [(210, 297), (297, 210)]
    assert upright.different_first_page_header_footer
    assert not wide.different_first_page_header_footer
    tables = [table for table in document.tables if len(table.rows) > 2]
    assert len(tables) >= 3
    for table in tables:
        row = table.rows[0].cells[0].paragraphs[0].paragraph_format.element.getparent().getparent()
        assert row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_numbers_stand_on_the_right() -> None:
    document = opened(administrative_report(view=sample_view()))
    table = next(t for t in document.tables if "Xếp hạng" in rows_of(t)[0])
    row = next(row for row in table.rows if row.cells[1].text == "Thôn 19/5")
    heads = rows_of(table)[0]
    right = {heads[n] for n, cell in enumerate(row.cells) if str(cell.paragraphs[0].alignment).startswith("RIGHT")}
    assert {"Chỉ tiêu giao", "Kết quả trong kỳ", "Lũy kế", "Tỷ lệ % so với chỉ tiêu"} <= right
    assert "Đơn vị" not in right


def test_a_chart_has_a_caption_and_words_for_who_cannot_see_it() -> None:
    picture = DocumentPicture(
        chart=DocumentChart.BURN_UP, png=PNG, title="Chậm 2 ngày", description="Biểu đồ lũy kế theo ngày."
    )
    made = administrative_report(view=sample_view(), pictures=[picture])
    document = opened(made)
    told = next(iter(document.element.body.iter(qn("wp:docPr"))))
    assert told.get("descr") == "Biểu đồ lũy kế theo ngày."
    assert "Hình 1. Tiến độ lũy kế so với kế hoạch: Chậm 2 ngày" in [p.text for p in document.paragraphs]
    assert "Hình 1" not in text_of(administrative_report(view=sample_view()))


def test_a_very_long_title_and_rare_letters_are_kept_whole() -> None:
    units = (*UNITS[:2], UNITS[3])
    view = sample_view(campaign_name=LONG.strip(), units=units, place_name="Xã H’Drơ̆ng Kbê̆")
    text = text_of(administrative_report(view=view))
    assert LONG.strip() in text
    assert {"XÃ H’DRƠ̆NG KBÊ̆", "Buôn Kbê̆"} <= set(text.splitlines())


def test_markup_in_names_is_text() -> None:
    made = administrative_report(view=sample_view(campaign_name='A & B <b>"x"</b>'))
    assert "A &amp; B &lt;b&gt;" in text_of(made)
    assert "=HYPERLINK(1)" in [cell for table in opened(made).tables for row in rows_of(table) for cell in row]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    write_administrative_report(view=sample_view(), path=path)
    assert path.read_bytes().startswith(b"PK")
    with pytest.raises(CampaignError) as caught:
        write_administrative_report(view=sample_view(), path=tmp_path / "none" / "bao-cao.docx")
    assert caught.value.code == "file_not_writable"
    assert [found.name for found in tmp_path.iterdir()] == ["bao-cao.docx"]
