"""Lists of schools, of the youth union and of volunteers. Every name and number is made up."""

from __future__ import annotations

from datetime import date
from typing import Final

from tests.support.lists.expected import DONE, HAD, Expected, Problem, Sample
from tests.support.lists.writing import Rows, text, xlsx

_PUPIL_TITLES: Final = (
    ("STT", "Mã định danh Bộ GD", "Họ và tên", None, "Ngày sinh", "Giới tính", "Dân tộc", "Lớp", "Thôn, buôn",
     "Cha mẹ", None),
    (None, None, None, None, None, None, None, None, None, "Họ và tên", "SĐT"),
)  # fmt: skip
_6A: Final[Rows] = (
    ("TRƯỜNG THCS NGUYỄN TRÃI",),
    ("DANH SÁCH HỌC SINH LỚP 6A",),
    *_PUPIL_TITLES,
    (1, "6612345601", "Nguyễn Gia", "Hân", date(2014, 3, 9), "Nữ", "Kinh", "6A", "Thôn 3", "Nguyễn Văn Phụng",
     "0912000501"),
    (2, "6612345602", "Y", "Jôn", "15/13/2014", "Nam", "Ê Đê", "6A", "Buôn Jung", "H’Wen", "0912000502"),
    (3, "6612345603", "H’Ngọc Niê", "Kdăm", "01/7/2014", "Nữ", "Ê Đê", "6A", "Buôn Jung", None, "0912000503"),
)  # fmt: skip
_6B: Final[Rows] = (
    ("DANH SÁCH HỌC SINH LỚP 6B",),
    *_PUPIL_TITLES,
    (1, "6612345604", "Lâm Bảo", "Ngân", "31.12.2013", "nữ", "Tày", "6B", "Buôn Pan", "Lâm Văn Chiến", "0912000504"),
    (2, "6612345605", "Lâm Bảo", "Ngọc", "nt", "nt", "nt", "nt", "nt", "nt", "nt"),
)

PUPILS: Final = Sample(
    key="pupils",
    file_name="Hoc sinh khoi 6.xlsx",
    make=lambda: xlsx(
        {"Lớp 6A": _6A, "Lớp 6B": _6B},
        merged={"Lớp 6A": ("A1:K1", "A2:K2", "C3:D4", "J3:K3"), "Lớp 6B": ("A1:K1", "C2:D3", "J2:K2")},
    ),
    people=(
        Expected(
            row=5,
            sheet="Lớp 6A",
            name="Nguyễn Gia Hân",
            birth="2014-03-09",
            sex="female",
            village="Thôn 3",
            guardian="Nguyễn Văn Phụng",
        ),
        Expected(
            row=6,
            sheet="Lớp 6A",
            name="Y Jôn",
            sex="male",
            guardian="H’Wen",
            problems=(Problem("birth_date_impossible", "Ngày sinh", "15/13/2014"),),
            outcome="rejected",
        ),
        Expected(
            row=7,
            sheet="Lớp 6A",
            name="H’Ngọc Niê Kdăm",
            birth="2014-07-01",
            sex="female",
            problems=(Problem("guardian_missing", "Cha mẹ / Họ và tên"),),
        ),
        Expected(
            row=4,
            sheet="Lớp 6B",
            name="Lâm Bảo Ngân",
            birth="2013-12-31",
            sex="female",
            village="Buôn Pan",
            guardian="Lâm Văn Chiến",
        ),
        Expected(
            row=5,
            sheet="Lớp 6B",
            name="Lâm Bảo Ngọc",
            birth="2013-12-31",
            sex="female",
            village="Buôn Pan",
            guardian="Lâm Văn Chiến",
        ),
    ),
    columns={
        "full_name": ("Họ và tên",),
        "birth_date": ("Ngày sinh",),
        "sex": ("Giới tính",),
        "village": ("Thôn, buôn",),
        "guardian_name": ("Cha mẹ / Họ và tên",),
    },
    dropped=(("Lớp 6A", 4, "Dân tộc"), ("Lớp 6B", 3, "Dân tộc")),
)

YOUTH: Final = Sample(
    key="youth",
    file_name="doan vien.txt",
    # "Unicode text" of Excel: UTF-16 with tabs.
    make=lambda: text(
        """
        DANH SÁCH ĐOÀN VIÊN BUÔN PAN||||||
        STT|HỌ VÀ TÊN|NGÀY SINH|CHI ĐOÀN|CHỨC VỤ|SĐT-ZALO|VNeID mức 2
        1|PHAN THỊ YẾN|ngày 5 tháng 3 năm 2003|Buôn Pan|Bí thư|+84 912 000 601|x
        2|Y NUÊ BYĂ|4/2004|Buôn Pan|Trưởng buôn|0912.000.602|12/11/2026
        3|Hồ Thị Ký|29/02/2001|Buôn Pan|||chưa
        Tổng số: 03 đoàn viên||||||
        |||||Krông Pắc, ngày 10 tháng 11 năm 2026|
        |||||BÍ THƯ CHI ĐOÀN|
        |||||Phan Thị Yến|
        """,
        encoding="utf-16",
        separator="\t",
    ),
    people=(
        Expected(
            row=3,
            name="Phan Thị Yến",
            birth="2003-03-05",
            phone="+84912000601",
            village="Buôn Pan",
            steps={"eid_level2": (HAD, None)},
            problems=(Problem("name_recased", "HỌ VÀ TÊN"),),
        ),
        Expected(
            row=4,
            name="Y Nuê Byă",
            birth="2004",
            phone="+84912000602",
            village="Buôn Pan",
            steps={"eid_level2": (DONE, date(2026, 11, 12))},
            problems=(Problem("name_recased", "HỌ VÀ TÊN"), Problem("birth_year_only", "NGÀY SINH")),
        ),
        Expected(
            row=5,
            name="Hồ Thị Ký",
            village="Buôn Pan",
            problems=(Problem("birth_date_impossible", "NGÀY SINH", "29/02/2001"),),
            outcome="rejected",
        ),
    ),
    columns={
        "full_name": ("HỌ VÀ TÊN",),
        "birth_date": ("NGÀY SINH",),
        "phone": ("SĐT-ZALO",),
        "eid_level2": ("VNeID mức 2",),
    },
)

PIECES: Final = Sample(
    key="pieces",
    file_name="tach cot.tsv",
    # Names, birth dates and addresses in pieces, UTF-8 without a mark, lines of Unix.
    make=lambda: text(
        """
        Stt|Họ và chữ đệm|Tên|Ngày sinh|||Nam|Nữ|Số CMND|Thuộc thôn|Xã
        |||Ngày|Tháng|Năm|||||
        1|Trương Văn|Út|5|3|1966|x||240123456|Thôn 3|Krông Pắc
        2|H’|Then|||1990||x||Buôn Jung|Krông Pắc
        3|Lang Thị|Vui|1|1|1990||x||Buôn Jung|Ea Phê
        """,
        separator="\t",
        newline="\n",
    ),
    people=(
        Expected(
            row=3,
            name="Trương Văn Út",
            birth="1966-03-05",
            sex="male",
            personal_id="240123456",
            village="Thôn 3",
            problems=(Problem("id_old_format", "Số CMND"),),
        ),
        Expected(
            row=4,
            name="H’ Then",
            birth="1990",
            sex="female",
            problems=(Problem("birth_year_only", "Ngày sinh / Ngày"),),
        ),
        Expected(
            row=5,
            name="Lang Thị Vui",
            birth="1990-01-01",
            sex="female",
            village="",
            problems=(Problem("place_unknown", "Thuộc thôn"),),
            outcome="rejected",
        ),
    ),
    columns={
        "full_name": ("Họ và chữ đệm", "Tên"),
        "birth_date": ("Ngày sinh / Ngày", "Ngày sinh / Tháng", "Ngày sinh / Năm"),
        "sex": ("Nam", "Nữ"),
        "personal_id": ("Số CMND",),
        "village": ("Thuộc thôn", "Xã"),
    },
)

FORM: Final = Sample(
    key="form",
    file_name="Đăng ký (Câu trả lời).csv",
    # Answers of an online form: UTF-8 with commas and quoted cells, letters decomposed as phones send them.
    make=(
        "Dấu thời gian,Địa chỉ email,Họ và tên (viết in hoa),Năm sinh,Số điện thoại (phụ huynh),Số điện thoại Zalo,"
        '"Thôn, buôn nơi ông/bà ở",Ông/bà đã có tài khoản ngân hàng chưa?\r\n'
        "10/11/2026 8:05:11,a@example.invalid,NGUYE\u0302\u0303N THI\u0323 HU\u031bO\u031b\u0300NG,1972,,912000701,"
        '"Buôn Jung, xã Krông Pắc",Đã có\r\n'
        '10/11/2026 9:30:00,,"LÒ THỊ ""BÉ""",1988,0912000799,0987 000 702,Thôn 3,\r\n'
    ).encode,
    people=(
        Expected(
            row=2,
            name="Nguyễn Thị Hường",
            birth="1972",
            phone="+84912000701",
            problems=(Problem("name_recased", "Họ và tên (viết in hoa)"), Problem("birth_year_only", "Năm sinh")),
        ),
        Expected(
            row=3,
            name='Lò Thị "Bé"',
            birth="1988",
            phone="+84987000702",
            village="Thôn 3",
            problems=(Problem("name_recased", "Họ và tên (viết in hoa)"), Problem("birth_year_only", "Năm sinh")),
        ),
    ),
    columns={
        "full_name": ("Họ và tên (viết in hoa)",),
        "birth_year": ("Năm sinh",),
        "phone": ("Số điện thoại Zalo",),
        "village": ("Thôn, buôn nơi ông/bà ở",),
    },
    unknown=("Dấu thời gian", "Ông/bà đã có tài khoản ngân hàng chưa?"),
)

SAMPLES: Final = (PUPILS, YOUTH, PIECES, FORM)
