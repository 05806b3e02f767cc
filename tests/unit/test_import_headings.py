"""What headings mean: those of the lists of domain § 4.7, their spellings, and those that must not be guessed."""

from __future__ import annotations

import pytest

from campaign.domain.imports.columns import Field
from campaign.domain.imports.headings import Dictionary, Part, heading_key
from campaign.domain.templates import template
from campaign.domain.vocabulary import IndicatorKind


def dictionary(key: str, mapping: dict[str, str] | None = None) -> Dictionary:
    """Return the words of a campaign of this template."""
    steps = [found for found in template(key).indicators if found.kind is IndicatorKind.STEP]
    return Dictionary.of(steps=steps, mapping=mapping or {})


TODAYS = dictionary("digital_citizen_2026")
OF_2023 = dictionary("digital_citizen_2023")

FIELDS = {
    Field.NUMBER: "STT | TT | Số TT | No.",
    Field.HOUSEHOLD: "Mã hộ | Số hộ khẩu | STT hộ",
    Field.FULL_NAME: (
        "Họ và tên | HỌ TÊN | Họ, chữ đệm và tên | Họ & tên | Họ và tên (chữ in hoa) | Họ tên học sinh | full_name"
        " | Họ và tên\nkhai sinh | Tên công dân | Họ tên (*) | Ho va ten | Họ và tên:"
    ),
    Field.BIRTH_DATE: (
        "Ngày, tháng, năm sinh | Ngày sinh | Ngày/tháng/năm sinh | Ngày sinh (dd/mm/yyyy) | NTNS | Sinh ngày"
        " | birth_date"
    ),
    Field.BIRTH_YEAR: "Năm sinh | NĂM SINH | Sinh năm | birth_year",
    Field.BIRTH_FEMALE: "Năm sinh Nữ",
    Field.SEX: "Giới tính | Giới tính (Nam/Nữ) | GT | Phái | sex",
    Field.PERSONAL_ID: (
        "Số CCCD | Số định danh cá nhân | SĐDCN | Số ĐDCN | CMND/CCCD | Số CMND | Căn cước công dân | personal_id"
        " | Số thẻ căn cước | Số CCCD gắn chip | CCCD/Mã định danh cá nhân"
    ),
    Field.SENSITIVE: (
        "Dân tộc | Tôn giáo | DÂN TỘC | Thành phần dân tộc | Hộ nghèo | Đối tượng | Diện chính sách | Hộ cận nghèo"
        " | Họ và tên, dân tộc"
    ),
    Field.VILLAGE: (
        "Thôn/Buôn | Thôn, buôn, TDP | Tên thôn | Tổ dân phố | Nơi thường trú | Thường trú | Tạm trú | Nơi ở hiện tại"
        " | Chỗ ở hiện nay | Nơi cư trú | Địa chỉ | Hộ khẩu thường trú | place_name | Thôn, buôn nơi ông/bà ở"
    ),
    Field.VILLAGE_LOCAL_CODE: "Mã thôn | village_local_code",
    Field.PLACE_CODE: "place_code",
    Field.PHONE: "SĐT | Số điện thoại | Điện thoại | SĐT-Zalo | SĐT 2 | Số ĐT liên hệ | phone | Điện thoại di động",
    Field.GUARDIAN_NAME: "Họ tên cha/mẹ | Họ tên người giám hộ | Cha | Họ và tên mẹ | guardian_name | Phụ huynh",
    Field.GUARDIAN_PHONE: "SĐT phụ huynh | Số điện thoại (phụ huynh) | Điện thoại cha mẹ | SĐT PH",
    Field.STATUS: "Tình trạng | Trạng thái | Kết quả",
    Field.IGNORED: (
        "Quan hệ với chủ hộ | QHVCH | Nghề nghiệp | Số nhân khẩu | Ghi chú | Lớp | Mã học sinh | Mã định danh Bộ GD"
        " | Chi đoàn | Chức vụ | Ngày cấp CCCD | Nơi cấp | Nơi sinh | Quê quán | Số tài khoản ngân hàng | created_at"
        " | Họ và tên cán bộ hướng dẫn | Số CCCD của cha mẹ"
    ),
}


@pytest.mark.parametrize(
    ("title", "field"), [(title, field) for field, titles in FIELDS.items() for title in titles.split(" | ")]
)
def test_the_headings_of_communes_are_known(title: str, field: Field) -> None:
    assert TODAYS.read(title).field is field
    assert OF_2023.read(title).field is field


@pytest.mark.parametrize(
    ("title", "today", "of_2023"),
    [
        ("eid_level2", "eid_level2", "eid_level2"),
        ("Kích hoạt VNeID mức 2", "eid_level2", "eid_level2"),
        ("Đã kích hoạt định danh mức 2", "eid_level2", "eid_level2"),
        ("ĐDĐT mức độ 2", "eid_level2", "eid_level2"),
        ("Mức 2", "eid_level2", "eid_level2"),
        ("VNeID", None, "vneid_installed"),
        ("Tài khoản ngân hàng", "payment_account", "bank_account"),
        ("Ví điện tử", "payment_account", "e_wallet"),
        ("Cổng DVC", None, "portal_account"),
        ("SIM chính chủ", "sim_verified", "sim_verified"),
        ("CCCD gắn chip", "chip_id_card", None),
        ("Nộp hồ sơ trực tuyến", "portal_filing", "online_filing"),
        ("Chữ ký số", "digital_signature", None),
        ("Biết nhận diện lừa đảo trực tuyến", "scam_awareness", None),
    ],
)
def test_steps_are_known_by_their_names_and_by_those_of_clerks(
    title: str, today: str | None, of_2023: str | None
) -> None:
    assert (TODAYS.read(title).step, OF_2023.read(title).step) == (today, of_2023)


@pytest.mark.parametrize("title", ["Ngày kích hoạt", "Ngày kích hoạt mức 2", "Thời gian kích hoạt VNeID mức 2"])
def test_the_day_of_a_step_is_told_from_its_status(title: str) -> None:
    found = TODAYS.read(title)
    assert (found.step, found.of_day) == ("eid_level2", True)


@pytest.mark.parametrize(
    "title",
    ["Chưa kích hoạt", "Lý do chưa kích hoạt", "VNeID mức 1", "Có điện thoại thông minh", "Năm", "Mức độ", "x", ""],
)
def test_what_may_mean_something_else_is_not_guessed(title: str) -> None:
    assert not TODAYS.read(title).known


@pytest.mark.parametrize(
    ("above", "title", "field"),
    [
        ("Ngày, tháng, năm sinh", "Nam", Field.BIRTH_MALE),
        ("NĂM SINH", "NỮ", Field.BIRTH_FEMALE),
        ("Giới tính", "Nam", Field.SEX_MALE),
        ("Cha/mẹ", "Họ và tên", Field.GUARDIAN_NAME),
        ("Người giám hộ", "SĐT", Field.GUARDIAN_PHONE),
        ("Căn cước công dân", "Số", Field.PERSONAL_ID),
        ("CCCD", "Ngày cấp", Field.IGNORED),
        ("Thông tin công dân", "Họ và tên", Field.FULL_NAME),
        ("Nơi thường trú", "Thôn", Field.VILLAGE),
        ("Nơi thường trú", "Huyện", Field.IGNORED),
        ("Dân tộc", "Kinh", Field.SENSITIVE),
    ],
)
def test_a_heading_is_read_with_the_one_above_it(above: str, title: str, field: Field) -> None:
    assert TODAYS.read(title, above).field is field


@pytest.mark.parametrize(("title", "part"), [("Năm", Part.YEAR), ("Tháng", Part.MONTH), ("Ngày", Part.DAY)])
def test_a_birth_date_in_pieces_is_not_a_man(title: str, part: Part) -> None:
    """A year ("Năm") and a man ("Nam") are one word without diacritics."""
    assert TODAYS.read(title, "Ngày sinh").part is part


def test_steps_under_one_title_are_read_with_it() -> None:
    day = TODAYS.read("Ngày", "Kích hoạt VNeID mức 2")
    result = TODAYS.read("Kết quả", "Ví điện tử")
    assert (day.step, day.of_day, result.step, result.of_day) == ("eid_level2", True, "payment_account", False)


def test_a_mapping_is_remembered_by_folded_words() -> None:
    assert heading_key("Họ và  TÊN (khai sinh):") == heading_key("ho va ten") == "ho va ten"
    own = dictionary("digital_citizen_2026", {"SỐ (liên lạc)": "phone", "Ghi chú": "", "Dân tộc": "phone"})
    assert own.read("Số").field is Field.PHONE
    assert own.read("ghi chú").field is Field.IGNORED
    assert own.read("Dân tộc").field is Field.SENSITIVE


@pytest.mark.parametrize("key", ["digital_citizen_2023", "digital_citizen_2026"])
def test_every_step_is_known_by_its_own_names(key: str) -> None:
    words = dictionary(key)
    steps = [found for found in template(key).indicators if found.kind is IndicatorKind.STEP]
    for step in steps:
        for name in (step.key, step.name_vi, step.name_en, step.short_vi, step.short_en):
            assert words.read(name).step == step.key, name
