"""Lists of communes, of the police and of voters. Every name and number is made up."""

from __future__ import annotations

from datetime import date
from typing import Final

from tests.support.lists.expected import DONE, HAD, Expected, Problem, Sample
from tests.support.lists.writing import Rows, text, xls, xlsx

_BIRTH: Final = "Ngày, tháng, năm sinh"
_HOUSEHOLDS: Final[Rows] = (
    ("ỦY BAN NHÂN DÂN", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("XÃ KRÔNG PẮC", None, None, None, "Độc lập - Tự do - Hạnh phúc"),
    (None,),
    ("DANH SÁCH HỘ, NHÂN KHẨU NĂM 2026",),
    ("(Kèm theo Công văn số 15/UBND ngày 02 tháng 11 năm 2026)",),
    ("STT", "Mã hộ", "Họ và tên", _BIRTH, None, "Dân tộc", "Tôn giáo", "Số CCCD", "SĐT", "Ghi chú"),
    (None, None, None, "Nam", "Nữ", None, None, None, None, None),
    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    ("I", "Buôn Jung (3 người)"),
    (1, "J01", "Y THEN NIÊ", "05/03/1980", None, "Ê Đê", "Tin lành", "066080100101", "0912 000 101", "Chủ hộ"),
    (2, "nt", "H' Blăk Mlô", None, "1984", "nt", "nt", "66184100102", "nt", "Vợ"),
    (3, "nt", "Y Khoa Mlô", "20.11.2012", None, '"', '"', None, None, "Con"),
    (None, None, "Cộng: 3 người"),
    ("II", "Thôn 3"),
    (1, "T01", "Tống Văn Cường", "01-02-1975", None, "Kinh", None, "066075100104", "01691000104", None),
    (2, "T02", "Trần Thị Đào", None, "31/02/1980", "Kinh", "Phật giáo", None, "0262 3812 345", None),
    (None, None, "Tổng cộng: 5", 3, 2),
    (None, None, None, None, None, None, None, "Krông Pắc, ngày 05 tháng 11 năm 2026"),
    (None, None, "NGƯỜI LẬP BIỂU", None, None, None, None, "TM. ỦY BAN NHÂN DÂN"),
    (None, None, "(Ký, ghi rõ họ tên)"),
    (None, None, None),
    (None, None, "Lê Thị Mẫu", None, None, None, None, "Y Mẫu Niê"),
)

HOUSEHOLDS: Final = Sample(
    key="households",
    file_name="Ho khau buon thon 2026.xlsx",
    make=lambda: xlsx(
        {"Danh sách": _HOUSEHOLDS},
        merged={
            "Danh sách": (
                *("A1:C1", "E1:J1", "A2:C2", "E2:J2", "A4:J4", "A5:J5", "D6:E6", "B9:J9", "B14:J14"),
                *(f"{letter}6:{letter}7" for letter in "ABCFGHIJ"),
            )
        },
    ),
    people=(
        Expected(
            row=10,
            sheet="Danh sách",
            name="Y Then Niê",
            birth="1980-03-05",
            sex="male",
            phone="+84912000101",
            personal_id="066080100101",
            problems=(Problem("name_recased", "Họ và tên"),),
        ),
        Expected(
            row=11,
            sheet="Danh sách",
            name="H’ Blăk Mlô",
            birth="1984",
            sex="female",
            phone="+84912000101",
            personal_id="066184100102",
            problems=(
                Problem("id_zero_restored", "Số CCCD", "066•••••••02"),
                Problem("birth_year_only", f"{_BIRTH} / Nữ"),
            ),
        ),
        Expected(
            row=12,
            sheet="Danh sách",
            name="Y Khoa Mlô",
            birth="2012-11-20",
            sex="male",
            problems=(Problem("guardian_missing", ""),),
        ),
        Expected(
            row=15,
            sheet="Danh sách",
            name="Tống Văn Cường",
            birth="1975-02-01",
            sex="male",
            phone="+84391000104",
            personal_id="066075100104",
            village="Thôn 3",
            problems=(Problem("phone_converted", "SĐT"),),
        ),
        Expected(
            row=16,
            sheet="Danh sách",
            name="Trần Thị Đào",
            sex="female",
            village="Thôn 3",
            problems=(
                Problem("birth_date_impossible", f"{_BIRTH} / Nữ", "31/02/1980"),
                Problem("phone_landline", "SĐT"),
            ),
            outcome="rejected",
        ),
    ),
    columns={
        "household": ("Mã hộ",),
        "full_name": ("Họ và tên",),
        "birth_date": (f"{_BIRTH} / Nam", f"{_BIRTH} / Nữ"),
        "personal_id": ("Số CCCD",),
        "phone": ("SĐT",),
    },
    dropped=(("Danh sách", 7, "Dân tộc"), ("Danh sách", 7, "Tôn giáo")),
)

_POLICE: Final[Rows] = (
    ("CÔNG AN XÃ KRÔNG PẮC",),
    ("DANH SÁCH CÔNG DÂN TỪ ĐỦ 14 TUỔI CHƯA KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ",),
    ("STT", "Họ và tên", "Ngày sinh", "Số ĐDCN", "Nơi thường trú", "SĐT", "Tình trạng", "Ngày kích hoạt"),
    (1, "Y Bhơ Ktla", date(1990, 6, 7), 66090200101.0, "Buôn Jung, xã Krông Pắc, tỉnh Đắk Lắk", 912000201.0,
     "Đã kích hoạt", date(2026, 11, 12)),
    (2, "H’Rim Êban", "8/9/1991", 66191200102.0, "Buôn Pan, xã Krông Pắc, tỉnh Đắk Lắk", None, "Đã thu nhận", None),
    (3, "Lê Quang Khải", date(1979, 1, 30), "079079200103", "Thôn 3, xã Krông Pắc, tỉnh Đắk Lắk", "9.81E+08",
     "Đã kích hoạt", date(2026, 10, 1)),
    (4, "Nguyễn Thị Mơ", "12/12/2001", 66301200104.0, "Buôn Phê, xã Ea Phê, tỉnh Đắk Lắk", "0912000204",
     "Chưa kích hoạt", None),
    (5, "Phan Văn Lộc", "", "0912000205", "Buôn Pan, xã Krông Pắc", "0912000205", "Đã phê duyệt", None),
)  # fmt: skip

POLICE: Final = Sample(
    key="police",
    file_name="DS chua kich hoat.xls",
    make=lambda: xls({"Sheet1": _POLICE}),
    people=(
        Expected(
            row=4,
            sheet="Sheet1",
            name="Y Bhơ Ktla",
            birth="1990-06-07",
            phone="+84912000201",
            personal_id="066090200101",
            steps={"eid_level2": (DONE, date(2026, 11, 12))},
            problems=(Problem("id_zero_restored", "Số ĐDCN"),),
        ),
        Expected(
            row=5,
            sheet="Sheet1",
            name="H’Rim Êban",
            birth="1991-09-08",
            personal_id="066191200102",
            village="Buôn Pan",
            problems=(Problem("id_zero_restored", "Số ĐDCN"),),
        ),
        Expected(
            row=6,
            sheet="Sheet1",
            name="Lê Quang Khải",
            birth="1979-01-30",
            personal_id="079079200103",
            village="Thôn 3",
            steps={"eid_level2": (HAD, None)},
            problems=(Problem("phone_invalid", "SĐT"),),
        ),
        Expected(
            row=7,
            sheet="Sheet1",
            name="Nguyễn Thị Mơ",
            birth="2001-12-12",
            phone="+84912000204",
            personal_id="066301200104",
            village="",
            problems=(
                Problem("id_zero_restored", "Số ĐDCN"),
                Problem("place_unknown", "Nơi thường trú", "Buôn Phê, xã Ea Phê, tỉnh Đắk Lắk"),
            ),
            outcome="rejected",
        ),
        Expected(
            row=8,
            sheet="Sheet1",
            name="Phan Văn Lộc",
            phone="+84912000205",
            village="Buôn Pan",
            problems=(Problem("id_malformed", "Số ĐDCN"), Problem("birth_missing", "Ngày sinh")),
        ),
    ),
    columns={
        "full_name": ("Họ và tên",),
        "birth_date": ("Ngày sinh",),
        "personal_id": ("Số ĐDCN",),
        "village": ("Nơi thường trú",),
        "phone": ("SĐT",),
        "eid_level2": ("Tình trạng", "Ngày kích hoạt"),
    },
)

VOTERS: Final = Sample(
    key="voters",
    file_name="cu_tri.csv",
    # Excel of a Vietnamese Windows: semicolons, code page 1258.
    make=lambda: text(
        """
        DANH SÁCH CỬ TRI|||||||
        Khu vực bỏ phiếu số 2|||||||
        STT|Họ và tên|Ngày tháng năm sinh|Giới tính|Số CCCD|Dân tộc|Nghề nghiệp|Nơi cư trú
        1|Bàn Thị Hoa|02/09/1965|Nữ|066165300101|Dao|Làm nông|Buôn Jung
        2|Đặng Văn Ơn|1972|Nam|066072300102|Kinh|Làm nông|Buôn Jung
        3|Hoà Văn Quý|00/00/1950|Nam||Kinh|Hưu trí|thôn 03
        4|Công Thị Mỹ|7/1/60|Nữ||Kinh||Thôn 3
        5|Lý Thị Sáu|1/1/2015|Nam|066315300105|Nùng||Thôn 9
        """,
        encoding="cp1258",
    ),
    people=(
        Expected(row=4, name="Bàn Thị Hoa", birth="1965-09-02", sex="female", personal_id="066165300101"),
        Expected(
            row=5,
            name="Đặng Văn Ơn",
            birth="1972",
            sex="male",
            personal_id="066072300102",
            problems=(Problem("birth_year_only", "Ngày tháng năm sinh"),),
        ),
        Expected(
            row=6,
            name="Hoà Văn Quý",
            birth="1950",
            sex="male",
            village="Thôn 3",
            problems=(Problem("birth_year_only", "Ngày tháng năm sinh"),),
        ),
        Expected(
            row=7,
            name="Công Thị Mỹ",
            birth="1960-01-07",
            sex="female",
            village="Thôn 3",
            problems=(Problem("birth_century_assumed", "Ngày tháng năm sinh"),),
        ),
        Expected(
            row=8,
            name="Lý Thị Sáu",
            birth="2015-01-01",
            sex="male",
            personal_id="066315300105",
            village="",
            problems=(
                Problem("id_sex_mismatch", "Số CCCD"),
                Problem("guardian_missing", ""),
                Problem("place_unknown", "Nơi cư trú", "Thôn 9"),
            ),
            outcome="rejected",
        ),
    ),
    columns={
        "full_name": ("Họ và tên",),
        "birth_date": ("Ngày tháng năm sinh",),
        "sex": ("Giới tính",),
        "personal_id": ("Số CCCD",),
        "village": ("Nơi cư trú",),
    },
    dropped=((None, 3, "Dân tộc"),),
)

_WELFARE: Final[Rows] = (
    ("DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI THÔN 3",),
    ("TT", "Họ tên", "Năm sinh", None, "Đối tượng", "Hộ nghèo", "Điện thoại"),
    (None, None, "Nam", "Nữ", None, None, None),
    (1, "Hồ Văn Ba", 1938, None, "Người cao tuổi", "x", "0912000401"),
    (2, "Đinh Thị Tư", None, "1.945", "Người cao tuổi", None, "0912000402/ 0987000402"),
    (3, "Vi Văn Năm", 2030, None, "Khuyết tật", "x", None),
    (4, "Nông Thị Sen", None, "sinh năm 1951", "Đơn thân", None, "không có"),
    (5, "", 1960, None, None, None, None),
)

WELFARE: Final = Sample(
    key="welfare",
    file_name="bao tro xa hoi thon 3.xlsx",
    make=lambda: xlsx({"BTXH": _WELFARE}, merged={"BTXH": ("A1:G1", "C2:D2", "A2:A3", "B2:B3")}),
    people=(
        Expected(
            row=4,
            sheet="BTXH",
            name="Hồ Văn Ba",
            birth="1938",
            sex="male",
            phone="+84912000401",
            village="Thôn 3",
            problems=(Problem("birth_year_only", "Năm sinh / Nam"),),
        ),
        Expected(
            row=5,
            sheet="BTXH",
            name="Đinh Thị Tư",
            birth="1945",
            sex="female",
            phone="+84912000402",
            village="Thôn 3",
            problems=(Problem("birth_year_only", "Năm sinh / Nữ"), Problem("phone_extra", "Điện thoại")),
        ),
        Expected(
            row=6,
            sheet="BTXH",
            name="Vi Văn Năm",
            sex="male",
            village="Thôn 3",
            problems=(Problem("birth_date_future", "Năm sinh / Nam", "2030"),),
            outcome="rejected",
        ),
        Expected(
            row=7,
            sheet="BTXH",
            name="Nông Thị Sen",
            birth="1951",
            sex="female",
            village="Thôn 3",
            problems=(Problem("birth_year_only", "Năm sinh / Nữ"),),
        ),
        Expected(
            row=8,
            sheet="BTXH",
            name="",
            birth="1960",
            sex="male",
            village="Thôn 3",
            problems=(Problem("name_missing", "Họ tên"), Problem("birth_year_only", "Năm sinh / Nam")),
            outcome="rejected",
        ),
    ),
    columns={
        "full_name": ("Họ tên",),
        "birth_date": ("Năm sinh / Nam", "Năm sinh / Nữ"),
        "phone": ("Điện thoại",),
    },
    dropped=(("BTXH", 3, "Đối tượng"), ("BTXH", 3, "Hộ nghèo")),
)

SAMPLES: Final = (HOUSEHOLDS, POLICE, VOTERS, WELFARE)
