"""Phones and personal numbers in running text are found; numbers of decisions, money and dates are not."""

import pytest

from campaign.domain.personal_numbers import personal_number_in, refuse_personal_numbers
from campaign.errors import CampaignError


@pytest.mark.parametrize(
    "text",
    [
        "Gọi 0912345678 để hỏi",
        "0912 345 678",
        "0912.345.678",
        "(84) 912 345 678: +84 912-345-678",
        "zalo 84987654321",
        "số cũ 01234567890",
        "CCCD 066194001234.",
        "cmnd 240123456",
        "０９１２３４５６７８",
    ],
)
def test_a_person_s_number(text: str) -> None:
    found = personal_number_in(text)
    assert found is not None
    assert "•" in found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Quyết định số 1234/QĐ-UBND ngày 12/11/2026",
        "12/11/2026 - 30/12/2026",
        "1.250.000.000 đồng",
        "7.850 lượt người, 93,39%",
        "đường dây nóng 0262 3 500 000",
        "1022",
        "102 xã, phường; 2026 2027",
        "QR 00/BB-2026",
    ],
)
def test_no_person_s_number(text: str) -> None:
    assert personal_number_in(text) is None


def test_the_first_text_with_a_number_is_refused_masked() -> None:
    refuse_personal_numbers("a", "b")
    with pytest.raises(CampaignError) as caught:
        refuse_personal_numbers("a", "gọi 0912 345 678")
    assert (caught.value.code, caught.value.details["value"]) == ("personal_number_in_text", "091• ••• •78")
