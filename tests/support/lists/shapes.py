"""Lists of odd shapes: a sheet a village, two headers, merged cells, hundreds of columns. All people are made up."""

from __future__ import annotations

from datetime import date
from typing import Final

from tests.support.lists.expected import DONE, HAD, Expected, Problem, Sample
from tests.support.lists.writing import Rows, ods, text, xls, xlsx

_SHORT: Final = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số điện thoại")

BY_VILLAGE: Final = Sample(
    key="by_village",
    file_name="theo thon buon.xlsx",
    make=lambda: xlsx(
        {
            "Bìa": (("BÁO CÁO RÀ SOÁT CÔNG DÂN SỐ",), ("Người lập: Lê Thị Mẫu",)),
            "Buôn Jung": (
                _SHORT,
                (1, " Y\u00a0Siên  Ayun ", date(1988, 1, 2), "Nam", 912000801),
                (1, "H'Jưn Kbuôr", "3/4/1999", "Nữ", "0912000802"),
                (None, None, None, None, None),
                (2, "Bùi Văn Chín", "05-06-1970", "Nam", None),
            ),
            "Thôn 3": (
                ("THÔN 3",),
                _SHORT,
                (1, "Hà Thị Mười", "7/8/1981", "Nữ", "0987000803"),
                ("Người lập", None, None, None, None),
            ),
            "Tổng hợp": (("Thôn, buôn", "Số người"), ("Buôn Jung", 3), ("Thôn 3", 1)),
        },
        hidden_rows={"Buôn Jung": (3,)},
        hidden_columns={"Buôn Jung": ("C",)},
    ),
    people=(
        Expected(row=2, sheet="Buôn Jung", name="Y Siên Ayun", birth="1988-01-02", sex="male", phone="+84912000801"),
        Expected(row=3, sheet="Buôn Jung", name="H’Jưn Kbuôr", birth="1999-04-03", sex="female", phone="+84912000802"),
        Expected(row=5, sheet="Buôn Jung", name="Bùi Văn Chín", birth="1970-06-05", sex="male"),
        Expected(
            row=3,
            sheet="Thôn 3",
            name="Hà Thị Mười",
            birth="1981-08-07",
            sex="female",
            phone="+84987000803",
            village="Thôn 3",
        ),
    ),
    columns={
        "full_name": ("Họ và tên",),
        "birth_date": ("Ngày sinh",),
        "sex": ("Giới tính",),
        "phone": ("Số điện thoại",),
    },
)

_TWO: Final[Rows] = (
    ("BUÔN PAN",),
    ("STT", "Họ và tên", "Năm sinh", "SĐT"),
    (1, "Vừ A Dính", 1979, "0912000901"),
    (2, "Giàng Thị Mai", 1981, None),
    ("STT", "Họ và tên", "Năm sinh", "SĐT"),
    (3, "Sùng A Páo", 1983, None),
    (None, None, None, None),
    ("THÔN 3",),
    ("TT", "Họ tên", "SĐT", "Ngày sinh", "Dân tộc"),
    (1, "Cao Bá Lễ", "0912000904", date(1990, 9, 9), "Kinh"),
    (2, "Tổng Văn Hai", "0912000905", date(1991, 9, 9), "Kinh"),
)

TWO_HEADERS: Final = Sample(
    key="two_headers",
    file_name="hai bang.ods",
    make=lambda: ods({"Trang tính1": _TWO}),
    people=(
        Expected(
            row=3,
            sheet="Trang tính1",
            name="Vừ A Dính",
            birth="1979",
            phone="+84912000901",
            village="Buôn Pan",
            problems=(Problem("birth_year_only", "Năm sinh"),),
        ),
        Expected(
            row=4,
            sheet="Trang tính1",
            name="Giàng Thị Mai",
            birth="1981",
            village="Buôn Pan",
            problems=(Problem("birth_year_only", "Năm sinh"),),
        ),
        Expected(
            row=6,
            sheet="Trang tính1",
            name="Sùng A Páo",
            birth="1983",
            village="Buôn Pan",
            problems=(Problem("birth_year_only", "Năm sinh"),),
        ),
        Expected(
            row=10,
            sheet="Trang tính1",
            name="Cao Bá Lễ",
            birth="1990-09-09",
            phone="+84912000904",
            village="Thôn 3",
        ),
        Expected(
            row=11,
            sheet="Trang tính1",
            name="Tổng Văn Hai",
            birth="1991-09-09",
            phone="+84912000905",
            village="Thôn 3",
        ),
    ),
    columns={
        "full_name": ("Họ và tên", "Họ tên"),
        "birth_year": ("Năm sinh",),
        "phone": ("SĐT",),
        "birth_date": ("Ngày sinh",),
    },
    dropped=(("Trang tính1", 9, "Dân tộc"),),
)

_MERGED: Final[Rows] = (
    ("Thôn/Buôn", "Số hộ khẩu", "Họ và tên", "Ngày sinh", "SĐT 1", "SĐT 2", "CMND", "CCCD"),
    ("Buôn Jung", "HK1", "Ksor Y Blui", "1/1/1977", "0912001001", None, "240100001", None),
    (None, None, "H’Bia Rcom", "2/2/1979", None, "0912001002", "240100002", "066179100102"),
    (None, "HK2", "Rmah Thuyên", "3/3/2001", "0262 3800 000", "0912001003", None, None),
    ("Thôn 3", "HK3", "Siu Hlơi", "=1+1", None, None, None, "#REF!"),
    (None, "HK3", "Nay Thức", "4/4/1964", None, None, None, None),
)

MERGED: Final = Sample(
    key="merged",
    file_name="o gop.xlsm",
    make=lambda: xlsx({"HK": _MERGED}, merged={"HK": ("A2:A4", "B2:B3", "A5:A6")}),
    people=(
        Expected(
            row=2,
            sheet="HK",
            name="Ksor Y Blui",
            birth="1977-01-01",
            phone="+84912001001",
            personal_id="240100001",
            problems=(Problem("id_old_format", "CCCD"),),
        ),
        Expected(
            row=3, sheet="HK", name="H’Bia Rcom", birth="1979-02-02", phone="+84912001002", personal_id="066179100102"
        ),
        Expected(row=4, sheet="HK", name="Rmah Thuyên", birth="2001-03-03", phone="+84912001003"),
        Expected(
            row=5,
            sheet="HK",
            name="Siu Hlơi",
            village="Thôn 3",
            problems=(Problem("birth_missing", "Ngày sinh"),),
        ),
        Expected(row=6, sheet="HK", name="Nay Thức", birth="1964-04-04", village="Thôn 3"),
    ),
    columns={
        "village": ("Thôn/Buôn",),
        "household": ("Số hộ khẩu",),
        "full_name": ("Họ và tên",),
        "birth_date": ("Ngày sinh",),
        "phone": ("SĐT 1", "SĐT 2"),
        "personal_id": ("CMND", "CCCD"),
    },
)

_WIDE_TITLES: Final = ("Họ tên", "Năm sinh", *(f"Cột phụ {n}" for n in range(1, 298)), "Thôn")

WIDE: Final = Sample(
    key="wide",
    file_name="300 cot.xlsx",
    make=lambda: xlsx(
        {
            "Data": (
                _WIDE_TITLES,
                ("Quách Thị Tơ", 1990, *[None] * 297, "Buôn Pan"),
                ("Mạc Văn Đài", "1991", *["-"] * 297, "buôn pan"),
            )
        }
    ),
    people=(
        Expected(
            row=2,
            sheet="Data",
            name="Quách Thị Tơ",
            birth="1990",
            village="Buôn Pan",
            problems=(Problem("birth_year_only", "Năm sinh"),),
        ),
        Expected(
            row=3,
            sheet="Data",
            name="Mạc Văn Đài",
            birth="1991",
            village="Buôn Pan",
            problems=(Problem("birth_year_only", "Năm sinh"),),
        ),
    ),
    columns={"full_name": ("Họ tên",), "birth_year": ("Năm sinh",), "village": ("Thôn",)},
    unknown=tuple(f"Cột phụ {n}" for n in range(1, 298)),
)

# .VnTime holds one byte a letter; capitals with a tone come from another font and are stored small.
_TCVN3: Final[Rows] = (
    ("danh s¸ch c«ng d©n",),
    ("STT", "Hä vµ tªn", "Ngµy sinh", "Giíi tÝnh", "D©n téc", "Th«n, bu«n"),
    (1, "NguyÔn V¨n B×nh", "02/03/1970", "Nam", "Kinh", "Bu«n Jung"),
    (2, "TrÇn ThÞ Hång §µo", "04/05/1975", "N÷", "Kinh", "nt"),
    (3, "Lª An", "06/07/1980", "Nam", "Kinh", "Th«n 3"),
)

TCVN3: Final = Sample(
    key="tcvn3",
    file_name="ds cu.xls",
    make=lambda: xls({"Sheet1": _TCVN3}, font=".VnTime"),
    people=(
        Expected(
            row=3,
            sheet="Sheet1",
            name="Nguyễn Văn Bình",
            birth="1970-03-02",
            sex="male",
            problems=(Problem("text_converted", "Họ và tên"),),
        ),
        Expected(
            row=4,
            sheet="Sheet1",
            name="Trần Thị Hồng Đào",
            birth="1975-05-04",
            sex="female",
            problems=(Problem("text_converted", "Họ và tên"),),
        ),
        Expected(
            row=5,
            sheet="Sheet1",
            name="Lê An",
            birth="1980-07-06",
            sex="male",
            village="Thôn 3",
            problems=(Problem("text_converted", "Họ và tên"),),
        ),
    ),
    columns={
        "full_name": ("Họ và tên",),
        "birth_date": ("Ngày sinh",),
        "sex": ("Giới tính",),
        "village": ("Thôn, buôn",),
    },
    dropped=(("Sheet1", 2, "Dân tộc"),),
)

# VNI writes the letter and behind it its mark.
_VNI: Final[Rows] = (
    ("STT", "Hoï vaø teân", "Naêm sinh", "Ñieän thoaïi", "Thoân/Buoân"),
    (1, "Nguyeãn Vaên Ñöùc", 1968, "0912001201", "Buoân Jung"),
    (2, "Phaïm Thò Höôøng", 1971, "0912001202", "Thoân 3"),
)

VNI: Final = Sample(
    key="vni",
    file_name="ds vni.xlsx",
    make=lambda: xlsx({"Sheet1": _VNI}, font="VNI-Times"),
    people=(
        Expected(
            row=2,
            sheet="Sheet1",
            name="Nguyễn Văn Đức",
            birth="1968",
            phone="+84912001201",
            problems=(Problem("text_converted", "Họ và tên"), Problem("birth_year_only", "Năm sinh")),
        ),
        Expected(
            row=3,
            sheet="Sheet1",
            name="Phạm Thị Hường",
            birth="1971",
            phone="+84912001202",
            village="Thôn 3",
            problems=(Problem("text_converted", "Họ và tên"), Problem("birth_year_only", "Năm sinh")),
        ),
    ),
    columns={
        "full_name": ("Họ và tên",),
        "birth_year": ("Năm sinh",),
        "phone": ("Điện thoại",),
        "village": ("Thôn/Buôn",),
    },
)

EXPORTED: Final = Sample(
    key="exported",
    file_name="cong-dan.csv",
    # The columns of our own export (contract), UTF-8 with its mark; the last cells are a step of the campaign.
    make=lambda: text(
        """
        id|full_name|birth_date|birth_year|sex|phone|personal_id|place_code|place_name|village_local_code\
|guardian_name|consent|created_at|eid_level2|sim_verified
        |Trịnh Thị Mười Hai|1990-02-01|1990|female|+84912001301|066190130101|24490-V07|Buôn Jung|V07\
||not_required|2026-11-20|already_had|
        |Y Wăn Êñuôl||1966|male|||24490-V07|Buôn Jung|V07||not_required|2026-11-20||already_had
        """,
        encoding="utf-8-sig",
        separator=",",
    ),
    people=(
        Expected(
            row=2,
            name="Trịnh Thị Mười Hai",
            birth="1990-02-01",
            sex="female",
            phone="+84912001301",
            personal_id="066190130101",
            steps={"eid_level2": (HAD, None)},
        ),
        Expected(
            row=3,
            name="Y Wăn Êñuôl",
            birth="1966",
            sex="male",
            steps={"sim_verified": (HAD, None)},
            problems=(Problem("birth_year_only", "birth_year"),),
        ),
    ),
    columns={
        "id": ("id",),
        "full_name": ("full_name",),
        "birth_date": ("birth_date",),
        "birth_year": ("birth_year",),
        "sex": ("sex",),
        "phone": ("phone",),
        "personal_id": ("personal_id",),
        "place_code": ("place_code",),
        "village": ("place_name",),
        "village_local_code": ("village_local_code",),
        "guardian_name": ("guardian_name",),
        "consent": ("consent",),
        "eid_level2": ("eid_level2",),
        "sim_verified": ("sim_verified",),
    },
)

_STEPS: Final[Rows] = (
    ("THEO DÕI CÁC BƯỚC CÔNG DÂN SỐ", None, None, None, None, None, None),
    ("TT", "Thông tin công dân", None, None, "Kích hoạt VNeID mức 2", None, "Tài khoản ngân hàng hoặc ví"),
    (None, "Họ và tên", "Ngày sinh", "CCCD", "Kết quả", "Ngày", None),
    (1, "Đỗ Thị Hằng Buôn Krông", "1/2/1993", "066193140101", "đã kích hoạt", "15/11/2026", "có"),
    (2, "Ayun Thanh Nghiệp", "3/4/1994", "066094140102", "chưa", None, "x"),
    (3, "Buôn Krông Tuyết", "5/6/1995", "066195140103", None, date(2026, 11, 20), None),
    (4, "Đỗ Thị Hằng Buôn Krông", "1/2/1993", "066193140101", "đã kích hoạt", "15/11/2026", "có"),
)

STEPS: Final = Sample(
    key="steps",
    file_name="cac buoc.xlsx",
    make=lambda: xlsx({"Theo dõi": _STEPS}, merged={"Theo dõi": ("A1:G1", "B2:D2", "E2:F2", "A2:A3", "G2:G3")}),
    place="Buôn Pan",
    people=(
        Expected(
            row=4,
            sheet="Theo dõi",
            name="Đỗ Thị Hằng Buôn Krông",
            birth="1993-02-01",
            personal_id="066193140101",
            village="Buôn Pan",
            steps={"eid_level2": (DONE, date(2026, 11, 15)), "payment_account": (HAD, None)},
        ),
        Expected(
            row=5,
            sheet="Theo dõi",
            name="Ayun Thanh Nghiệp",
            birth="1994-04-03",
            personal_id="066094140102",
            village="Buôn Pan",
            steps={"payment_account": (HAD, None)},
        ),
        Expected(
            row=6,
            sheet="Theo dõi",
            name="Buôn Krông Tuyết",
            birth="1995-06-05",
            personal_id="066195140103",
            village="Buôn Pan",
            steps={"eid_level2": (DONE, date(2026, 11, 20))},
        ),
        Expected(
            row=7,
            sheet="Theo dõi",
            name="Đỗ Thị Hằng Buôn Krông",
            birth="1993-02-01",
            personal_id="066193140101",
            village="Buôn Pan",
            steps={"eid_level2": (DONE, date(2026, 11, 15)), "payment_account": (HAD, None)},
            outcome="duplicate",
        ),
    ),
    columns={
        "full_name": ("Thông tin công dân / Họ và tên",),
        "birth_date": ("Thông tin công dân / Ngày sinh",),
        "personal_id": ("Thông tin công dân / CCCD",),
        "eid_level2": ("Kích hoạt VNeID mức 2 / Kết quả", "Kích hoạt VNeID mức 2 / Ngày"),
        "payment_account": ("Tài khoản ngân hàng hoặc ví",),
    },
)

SAMPLES: Final = (BY_VILLAGE, TWO_HEADERS, MERGED, WIDE, TCVN3, VNI, EXPORTED, STEPS)
