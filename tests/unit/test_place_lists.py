"""A pasted list of places: what is understood of a line, what is refused, what is left out with a word."""

from datetime import date

import pytest

from campaign.domain.place_lists import MAX_LINES, Ground, Known, Line, PlaceList, read_list
from campaign.domain.place_words import column_of, kind_of, read_count
from campaign.domain.vocabulary import PlaceKind, PopulationGroup
from campaign.errors import CampaignError

VILLAGE, GROUP, SCHOOL = PlaceKind.VILLAGE, PlaceKind.RESIDENTIAL_GROUP, PlaceKind.SCHOOL
AGENCY, POINT = PlaceKind.AGENCY, PlaceKind.SUPPORT_POINT
ALL, FROM_14, HOUSEHOLDS = PopulationGroup.ALL, PopulationGroup.FROM_14, PopulationGroup.HOUSEHOLDS
GROUND = Ground(
    code="24502",
    name="Ea Phê",
    kind=PlaceKind.COMMUNE,
    places=(
        Known(name="Buôn Phê", code="24502-V01", valid_to=None),
        Known(name="Buôn Cũ", code="24502-V02", valid_to=date(2026, 5, 1)),
    ),
    today=date(2026, 11, 22),
)


def read(text: str, ground: Ground = GROUND) -> PlaceList:
    return read_list(text=text, ground=ground)


def one(text: str, ground: Ground = GROUND) -> Line:
    (line,) = read(text, ground).lines
    return line


def codes(line: Line) -> list[str]:
    return [issue.code for issue in line.issues]


# ------------------------------------------------------------------------------------------ shapes
@pytest.mark.parametrize("mark", ["\t", ";", "|", ",", " ; "])
def test_cells_are_parted_by_whatever_people_have(mark: str) -> None:
    rows = ("STT", "Tên buôn", "Loại", "Dân số", "Số hộ"), ("1", "Jung", "Buôn", "950", "310")
    lines = read("\n".join(mark.join(row) for row in rows))
    assert [(x.name, x.kind, dict(x.populations)) for x in lines.lines] == [
        ("Jung", VILLAGE, {ALL: 950, HOUSEHOLDS: 310})
    ]


def test_rows_of_excel_with_a_banner_column_numbers_and_a_total() -> None:
    found = read(
        "DANH SÁCH THÔN, BUÔN XÃ EA PHÊ\n\n"
        "STT\tTên thôn, buôn\tLoại\tMã\tDân số\tTừ đủ 14 tuổi\tSố hộ\tTrưởng thôn\n"
        "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\t(7)\t(8)\n"
        "1\tBuôn Jung\tBuôn\tH01-L19\t1.250\t950\t310\tY A\n"
        "2\tThôn 3\tThôn\t\t1,012\t\t–\t\n"
        "Tổng cộng\t\t\t\t2.262\t\t\t\n"
    )
    assert [(x.number, x.name, x.code) for x in found.taken] == [
        (5, "Buôn Jung", "24502-H01-L19"),
        (6, "Thôn 3", "24502-V03"),
    ]
    assert found.taken[0].populations == {ALL: 1250, FROM_14: 950, HOUSEHOLDS: 310}
    assert found.taken[1].populations == {ALL: 1012}
    assert found.unknown == ("Trưởng thôn",)
    assert found.skipped == 4


def test_names_alone_are_enough() -> None:
    found = read("Tên thôn, buôn\n1. Buôn A\n2) Thôn 12\n- Tổ 5\n3 TDP6\n")
    assert [(x.name, x.kind) for x in found.lines] == [
        ("Buôn A", VILLAGE),
        ("Thôn 12", VILLAGE),
        ("Tổ 5", GROUP),
        ("TDP6", GROUP),
    ]


@pytest.mark.parametrize(
    ("text", "name", "n"),
    [
        ("Thôn 12, 1,250", "Thôn 12", 1250),
        ("Thôn 12,950", "Thôn 12", 950),
        ("3;Thôn 12;1 250", "Thôn 12", 1250),
        ("Buôn Jung | 950 người", "Buôn Jung", 950),
        ('"Trường ""Hoa Sen""";45', 'Trường "Hoa Sen"', 45),
        ('Buôn "Jung; 12', "Buôn Jung", 12),
        ("| Buôn Jung | 950 |", "Buôn Jung", 950),
    ],
)
def test_without_a_header_the_first_words_are_the_name_and_the_first_number_the_people(
    text: str, name: str, n: int
) -> None:
    line = one(text)
    assert (line.name, dict(line.populations), codes(line)) == (name, {ALL: n}, [])


def test_without_a_header_code_kind_and_commune_are_known_by_their_looks() -> None:
    line = one("V12; Buôn Ea Su; Buôn; 812; xã Ea Phê")
    assert (line.name, line.code, line.kind, codes(line)) == ("Buôn Ea Su", "24502-V12", VILLAGE, [])
    assert codes(one("Buôn Ea Su; 812; 300")) == ["list_cell_unused"]
    assert one("Buôn Ea Su; 812; 300").taken


def test_blank_lines_and_no_lines() -> None:
    assert read("\n \n\t\n").lines == ()
    assert read("").rest == ""


# ------------------------------------------------------------------------------------------- kinds
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Buôn Jung", VILLAGE),
        ("bon Ja Ráh", VILLAGE),
        ("Ấp 3", VILLAGE),
        ("Tổ dân phố 2", GROUP),
        ("TDP 2", GROUP),
        ("Khối 7", GROUP),
        ("Trường THCS Nguyễn Trãi", SCHOOL),
        ("THPT Phan Đình Phùng", SCHOOL),
        ("Mầm non Hoa Sen", SCHOOL),
        ("Trạm y tế xã", AGENCY),
        ("Ban Chỉ huy quân sự", AGENCY),
        ("UBND xã", AGENCY),
        ("Điểm hỗ trợ chợ", POINT),
        ("Nhà văn hóa buôn Jung", POINT),
    ],
)
def test_a_name_says_its_kind(name: str, kind: PlaceKind) -> None:
    assert kind_of(name) is kind
    assert codes(one(name)) == []


def test_a_name_that_says_no_kind_is_the_usual_one_of_the_commune_with_a_word() -> None:
    ward = Ground(code="24121", name="Buôn Ma Thuột", kind=PlaceKind.WARD, places=(), today=GROUND.today)
    assert (one("Đoàn Kết").kind, one("Đoàn Kết", ward).kind) == (VILLAGE, GROUP)
    assert codes(one("Đoàn Kết")) == ["list_kind_assumed"]
    assert one("Đoàn Kết").taken


@pytest.mark.parametrize("kind", ["Huyện", "Xã", "abc"])
def test_a_kind_that_is_none_is_refused(kind: str) -> None:
    (line,) = read(f"Tên\tLoại\nBuôn Jung\t{kind}").lines
    assert codes(line) == ["list_kind_unknown"]
    assert not line.taken


def test_a_column_that_contradicts_the_name_is_followed_with_a_word() -> None:
    (line,) = read("Tên;Loại\nTrường THCS A;Thôn").lines
    assert (line.kind, codes(line), line.taken) == (VILLAGE, ["list_kind_differs"], True)


# ------------------------------------------------------------------------------- names, codes, communes
def test_a_name_that_is_there_is_refused_with_its_code() -> None:
    line = one("BUON  PHE")
    assert codes(line) == ["list_name_there"]
    assert dict(line.issues[0].details) == {"name": "Buôn Phê", "code": "24502-V01"}


def test_a_name_is_free_after_its_bearer_ended_and_begins_on_the_day_after() -> None:
    assert one("Buôn Cũ").valid_from == date(2026, 5, 2)
    assert one("Buôn Mới").valid_from is None
    still = Ground(
        code="24502",
        name="Ea Phê",
        kind=PlaceKind.COMMUNE,
        places=(Known(name="Buôn Cũ", code="24502-V02", valid_to=GROUND.today),),
        today=GROUND.today,
    )
    assert codes(one("Buôn Cũ", still)) == ["list_name_there"]


def test_the_second_of_one_name_is_refused_and_named_by_the_line_of_the_first() -> None:
    found = read("Buôn Jung\n\nbuôn jũng")
    assert [line.taken for line in found.lines] == [True, False]
    assert dict(found.lines[1].issues[0].details) == {"name": "buôn jũng", "line": 1}


def test_a_line_that_is_not_taken_takes_no_name_and_no_code() -> None:
    found = read("Tên;Loại;Mã\nBuôn Jung;Huyện;X1\nBuôn Jung;Buôn;X1")
    assert [line.taken for line in found.lines] == [False, True]
    assert found.lines[1].code == "24502-X1"


def test_codes_that_are_taken_or_no_codes() -> None:
    found = read("Tên;Mã\nBuôn A;V01\nBuôn B;X1\nBuôn C;X1\nBuôn D;../x\nBuôn E;24502-X2\nBuôn F;7.0")
    assert [codes(line) for line in found.lines] == [
        ["place_code_taken"],
        [],
        ["place_code_taken"],
        ["local_code_invalid"],
        [],
        [],
    ]
    assert [line.code for line in found.taken] == ["24502-X1", "24502-X2", "24502-7"]


@pytest.mark.parametrize("text", ["Tên;Mã\nBuôn A;24490-V07", "Tên;Xã\nBuôn A;Krông Pắc", "Buôn A; xã Krông Pắc"])
def test_another_communes_village_is_refused(text: str) -> None:
    (line,) = read(text).lines
    assert codes(line) == ["list_other_commune"]
    assert not line.taken


@pytest.mark.parametrize("commune", ["Ea Phê", "xã ea phe", "24502", "Xã EAPHÊ"])
def test_the_own_commune_may_be_named(commune: str) -> None:
    (line,) = read(f"Tên;Xã\nBuôn A;{commune}").lines
    assert codes(line) == []


@pytest.mark.parametrize(
    ("name", "code"), [("", "list_name_missing"), ("—", "place_name_invalid"), ("B" * 201, "place_name_invalid")]
)
def test_a_line_without_a_name_is_refused(name: str, code: str) -> None:
    (line,) = read(f"Tên;Dân số\n{name};5").lines
    assert (line.issues[0].code, line.taken) == (code, False)


# ----------------------------------------------------------------------------------------- numbers
@pytest.mark.parametrize("text", ["1250", "1.250", "1,250", "1250.0", "1 250", "1250,00", "1.250 người", "１２５０"])
def test_numbers_as_spreadsheets_write_them(text: str) -> None:
    assert read_count(text) == 1250


@pytest.mark.parametrize("text", ["12.5", "1.2500", "-5", "abc", "1e3", "1.250.5"])
def test_what_is_no_number_of_people(text: str) -> None:
    assert read_count(text) is None


@pytest.mark.parametrize("text", ["abc", "-5", "12,5", "12345678"])
def test_a_number_that_is_none_is_left_out_with_a_word(text: str) -> None:
    (line,) = read(f"Tên\tDân số\nBuôn A\t{text}").lines
    assert (codes(line), dict(line.populations), line.taken) == (["list_number_unread"], {}, True)


@pytest.mark.parametrize("text", ["", "-", "–", "x", "chưa có"])
def test_a_number_that_is_missing_is_missing(text: str) -> None:
    (line,) = read(f"Tên\tDân số\nBuôn A\t{text}").lines
    assert (codes(line), dict(line.populations)) == ([], {})


def test_a_part_larger_than_the_whole_is_said() -> None:
    (line,) = read("Tên;Dân số;14 tuổi trở lên\nBuôn A;100;120").lines
    assert (codes(line), line.taken) == (["list_group_larger"], True)


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("Từ đủ 6 tuổi", "from_6"),
        ("14+", "from_14"),
        ("Dân số từ 15 tuổi trở lên", "from_15"),
        ("Số người từ đủ 18 tuổi", "from_18"),
        ("Dân số (người)", "all"),
        ("Tổng số hộ", "households"),
        ("Tên thôn/buôn/TDP", "name"),
        ("Tên trưởng thôn", None),
        ("Điện thoại", None),
    ],
)
def test_titles(title: str, column: str | None) -> None:
    assert column_of(title) == column


# ------------------------------------------------------------------------------------------ the rest
def test_what_is_not_taken_is_handed_back_with_its_header() -> None:
    found = read("Tên;Loại\nBuôn A;Buôn\nBuôn B;Huyện\nBuôn A;Buôn")
    assert found.rest == "Tên;Loại\nBuôn B;Huyện\nBuôn A;Buôn"
    assert read("Tên;Loại\nBuôn A;Buôn").rest == ""


def test_a_list_for_a_whole_province_is_refused() -> None:
    with pytest.raises(CampaignError, match="place_list_too_long"):
        read("\n".join(f"Thôn {n}" for n in range(MAX_LINES + 1)))
