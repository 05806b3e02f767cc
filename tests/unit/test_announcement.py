"""The text for the loudspeaker and the one for the group: short, whole, speakable, and true to the numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.domain.vocabulary import IndicatorKind, PeriodKind, PlaceKind
from campaign.i18n import use_language
from campaign.reports.announcement import LONGEST, Sentence, fitted, loudspeaker_text
from campaign.reports.announcement_words import spoken, spoken_share
from campaign.reports.group_message import group_message
from tests.support.document_samples import (
    DAY,
    ENDS,
    HEADLINE,
    STARTS,
    UNITS,
    indicator,
    numbered,
    outreach,
    sample_view,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from campaign.services.document_models import DocumentView

BOARD = "https://cds.example.vn/cong-khai?campaign=krong-pac-2026"
LONG = "Kế hoạch phát động chiến dịch " + "chuyển đổi số cộng đồng " * 11
NOT_SPOKEN = re.compile(r"[%&/()“”\"–—+*#@]|\b(THCS|THPT|UBND|HĐND|CCCD|DVC|TDP|TH)\b")


@pytest.fixture(autouse=True)
def read_in_english() -> Iterator[None]:
    """The texts are Vietnamese although their maker reads English."""
    use_language("en")
    yield
    use_language("vi")


def with_headline(view: DocumentView, **told: object) -> DocumentView:
    """Return the view with another number of its headline."""
    here = numbered(HEADLINE, **told)
    found = tuple(replace(own, here=here) if own.key == HEADLINE else own for own in view.indicators)
    return replace(view, indicators=found)


def test_what_is_read_aloud_on_a_week() -> None:
    said = loudspeaker_text(view=sample_view(), hotline="0262 3 521 000")
    assert said == (
        "Kính thưa bà con Nhân dân xã Krông Pắc. "
        "Xin thông báo kết quả chiến dịch Công dân số xã Krông Pắc 2026, "
        "tuần từ ngày 16 tháng 11 đến ngày 22 tháng 11 năm 2026. "
        "Về nội dung Đủ các bước, công dân số: trong tuần có thêm 51 người, tăng 11 so với tuần trước. "
        "Từ đầu chiến dịch đến hết ngày 22 tháng 11 năm 2026, đã có 104 người đạt nội dung "
        "Đủ các bước, công dân số, bằng 47,3 phần trăm của chỉ tiêu 220: chưa đạt chỉ tiêu. "
        "Để đạt chỉ tiêu trước khi hết ngày 6 tháng 1 năm 2027, mỗi ngày cần thêm 3. "
        "Đến nay đã có 208 người được hỗ trợ ít nhất một bước. "
        "Đang dẫn đầu là thôn 19/5. "
        "Buổi hỗ trợ tiếp theo: thứ Tư ngày 25 tháng 11, tại buôn Jung. "
        "Bà con cần hỗ trợ xin gọi số 0262 3 521 000. "
        "Xin trân trọng cảm ơn bà con đã lắng nghe."
    )


def test_what_is_pasted_into_the_group() -> None:
    assert group_message(view=sample_view(), board=BOARD).splitlines() == [
        "KẾT QUẢ TUẦN 16/11–22/11/2026 – XÃ KRÔNG PẮC",
        "Chiến dịch: Công dân số xã Krông Pắc 2026",
        "Đủ các bước: trong kỳ 51 người (tăng 11 so với kỳ trước)",
        "Lũy kế đến 22/11/2026: 104/220 người, đạt 47,27%: chưa đạt chỉ tiêu",
        "Chậm tiến độ; cần 3 người/ngày đến 06/01/2027",
        "- VNeID mức 2: 208 người, đạt 41,60% chỉ tiêu",
        "- SIM chính chủ: 208 người, đạt 41,60% chỉ tiêu",
        "Dẫn đầu: Thôn 19/5",
        "Chưa có số liệu: Trường TH Lê Lợi",
        "Từ 7 ngày trở lên chưa có kết quả mới: Thôn 3",
        "Ra quân tiếp theo: 25/11/2026 tại Buôn Jung",
        f"Bảng công khai: {BOARD}",
    ]
    assert "Bảng công khai" not in group_message(view=sample_view())


@pytest.mark.parametrize(
    ("kind", "day", "period", "compared"),
    [
        (PeriodKind.DAY, DAY, "ngày 22 tháng 11 năm 2026.", "trong ngày có thêm 51 người, tăng 11 so với hôm trước."),
        (
            PeriodKind.WEEK,
            DAY - timedelta(days=3),
            "tuần từ ngày 16 tháng 11 đến ngày 19 tháng 11 năm 2026.",
            "trong tuần có thêm 51 người, tăng 11 so với cùng kỳ tuần trước.",
        ),
        (
            PeriodKind.MONTH,
            date(2026, 12, 31),
            "tháng này, từ ngày 1 tháng 12 đến ngày 31 tháng 12 năm 2026.",
            "trong tháng có thêm 51 người, tăng 11 so với tháng trước.",
        ),
        (
            PeriodKind.WEEK,
            date(2027, 1, 3),
            "tuần từ ngày 28 tháng 12 năm 2026 đến ngày 3 tháng 1 năm 2027.",
            "trong tuần có thêm 51 người, tăng 11 so với tuần trước.",
        ),
    ],
)
def test_each_period_is_said_as_people_say_it(kind: PeriodKind, day: date, period: str, compared: str) -> None:
    said = loudspeaker_text(view=sample_view(kind=kind, day=day))
    assert period in said
    assert compared in said


def test_the_whole_campaign_says_its_total_once() -> None:
    said = loudspeaker_text(view=sample_view(kind=PeriodKind.WHOLE))
    assert "từ ngày 8 tháng 11 đến ngày 22 tháng 11 năm 2026." in said
    assert "có thêm" not in said
    assert "trong kỳ" not in group_message(view=sample_view(kind=PeriodKind.WHOLE))


@pytest.mark.parametrize(
    ("told", "spoken_part", "written"),
    [
        ({"result": 220, "target": 220}, "bằng 100 phần trăm của chỉ tiêu 220: đạt chỉ tiêu.", "100%: đạt chỉ tiêu"),
        ({"result": 157, "target": 20}, "bằng 785 phần trăm của chỉ tiêu 20: vượt chỉ tiêu.", "785%: vượt chỉ tiêu"),
        ({"result": 9_999, "target": 10_000}, "bằng gần 100 phần trăm của", "99,99%: chưa đạt chỉ tiêu"),
        ({"result": 30}, "địa bàn chưa được giao chỉ tiêu.", "30 người; chưa giao chỉ tiêu"),
        ({"result": 30, "target": 0}, "địa bàn chưa được giao chỉ tiêu.", "chưa giao chỉ tiêu"),
        ({}, "Về nội dung Đủ các bước, công dân số, đến nay chưa có số liệu.", "Đủ các bước: chưa có số liệu"),
        (
            {"result": 20, "already_had": 30, "toward_target": 50, "target": 100},
            "đã có 50 người đạt nội dung Đủ các bước, công dân số, bằng 50 phần trăm của chỉ tiêu 100",
            "50/100 người, đạt 50%",
        ),
    ],
)
def test_met_passed_missing_and_without_a_target(told: dict[str, int], spoken_part: str, written: str) -> None:
    view = with_headline(sample_view(), **told)
    assert spoken_part in loudspeaker_text(view=view)
    assert written in group_message(view=view)


def test_what_concerns_few_people_is_neither_read_out_nor_pasted() -> None:
    view = with_headline(sample_view(), eligible=60, target=60, in_period=2, before=1, result=3)
    said, pasted = loudspeaker_text(view=view), group_message(view=view)
    assert "số liệu liên quan đến rất ít người nên không đọc trên loa" in said
    assert "không nêu số (rất ít người)" in pasted
    # Nor who is left: 58 of 60 tells of two.
    rest = with_headline(sample_view(), eligible=60, target=60, in_period=30, before=20, result=58)
    assert "58" not in loudspeaker_text(view=rest)
    # A small week of a large place is "under 5", and no difference gives it away.
    week = with_headline(sample_view(), eligible=600, target=100, in_period=3, before=9, result=58)
    assert "trong tuần có thêm dưới 5 người." in loudspeaker_text(view=week)
    assert "trong kỳ dưới 5 người\n" in group_message(view=week)
    # What the board hides for its neighbours' sake is hidden here too.
    hidden = frozenset({("24490", HEADLINE), ("24490", "eid_level2")})
    assert "104" not in loudspeaker_text(view=sample_view(), hidden=hidden)
    assert "VNeID mức 2: không nêu số" in group_message(view=sample_view(), hidden=hidden)


def test_reported_numbers_are_no_people_and_are_told_as_they_are() -> None:
    view = with_headline(sample_view(), in_period=2, before=1, result=3, target=10)
    classes = tuple(replace(own, kind=IndicatorKind.COUNT, unit_vi="lớp") for own in view.indicators)
    said = loudspeaker_text(view=replace(view, indicators=classes))
    assert "trong tuần có thêm 2 lớp, tăng 1 so với tuần trước." in said


def test_a_long_title_is_left_unsaid_and_no_sentence_is_ever_cut() -> None:
    planned = tuple(outreach(DAY + timedelta(days=n), place="Nhà văn hóa cộng đồng " + "rất xa " * 25) for n in (1, 2))
    view = sample_view(campaign_name=LONG, place_name="Xã " + "Krông " * 30)
    view = replace(view, events=replace(view.events, planned=planned))
    said, pasted = loudspeaker_text(view=view, hotline="1" * 200), group_message(view=view, board=BOARD)
    assert len(said) <= LONGEST
    assert len(pasted) <= LONGEST
    assert "chuyển đổi số cộng đồng chuyển đổi số" not in said + pasted
    assert "Xin thông báo kết quả chiến dịch công dân số, tuần từ" in said
    assert said.endswith(".")
    assert "bằng 47,3 phần trăm" in said
    assert pasted.splitlines()[-1] == f"Bảng công khai: {BOARD}"


def test_many_steps_and_many_names_leave_the_link_and_the_total() -> None:
    steps = tuple(replace(sample_view().indicators[0], key=f"s{n}", short_vi=f"Bước số {n}") for n in range(40))
    units = tuple(replace(UNITS[6], code=str(n), name=f"Trường tiểu học số {n}") for n in range(90))
    base = sample_view(units=units)
    extra = tuple(replace(own, numbers=own.numbers + own.numbers[:1] * 40) for own in base.units)
    view = replace(base, indicators=(*base.indicators, *steps), units=extra)
    pasted = group_message(view=view, board=BOARD)
    assert len(pasted) <= LONGEST
    assert pasted.splitlines()[-1] == f"Bảng công khai: {BOARD}"
    assert "và 84 đơn vị khác" in pasted
    assert "Bước số 0" in pasted
    assert "Bước số 39" not in pasted


def test_sample_data_says_so_whatever_else_is_left_out() -> None:
    view = sample_view(synthetic=True, campaign_name=LONG)
    assert "Đây là dữ liệu mẫu, không phải số liệu thật." in loudspeaker_text(view=view)
    assert "Dữ liệu mẫu: không phải người thật" in group_message(view=view)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Trường THCS Nguyễn Trãi", "Trường trung học cơ sở Nguyễn Trãi"),
        ("Tích hợp 05 giấy tờ cơ bản trên VNeID", "Tích hợp 5 giấy tờ cơ bản trên VNeID"),
        ("Có thẻ căn cước (CCCD gắn chip)", "Có thẻ căn cước, căn cước công dân gắn chip"),
        ("Đạt 80% – vượt", "Đạt 80 phần trăm, vượt"),
        ("Buôn Kbê̆, H’Nga", "Buôn Kbê̆, H’Nga"),
        ("  (  )  ", ""),
    ],
)
def test_names_are_said_without_abbreviations_and_signs(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(("rate", "said"), [(0.934, "93,4"), (1.0, "100"), (7.85, "785"), (0.0, "0")])
def test_shares_are_said_in_words(rate: float, said: str) -> None:
    use_language("vi")
    assert spoken_share(rate) == f"{said} phần trăm"
    assert spoken_share(0.9999) == "gần 100 phần trăm"


words = st.text(st.characters(categories=("L", "N", "P", "Zs", "M")), min_size=0, max_size=300)


@settings(max_examples=60, deadline=None)
@given(title=words, place=words.map(lambda text: text[:200]), hotline=words.map(lambda text: text[:200]))
def test_whatever_people_typed_the_texts_are_short_and_whole(title: str, place: str, hotline: str) -> None:
    view = sample_view(campaign_name=title, place_name=place, place_kind=PlaceKind.VILLAGE)
    for text in (loudspeaker_text(view=view, hotline=hotline), group_message(view=view, board=BOARD)):
        assert len(text) <= LONGEST
        assert "104" in text
    assert loudspeaker_text(view=view, hotline=hotline).endswith(".")


@given(st.lists(st.tuples(st.text("a", min_size=1, max_size=60), st.integers(0, 5)), max_size=12), st.integers(1, 200))
def test_the_least_important_goes_first_and_the_order_stays(found: list[tuple[str, int]], longest: int) -> None:
    sentences = [Sentence(text=f"{n}{text}", spare=spare) for n, (text, spare) in enumerate(found)]
    text = fitted(sentences, between="\n", longest=longest)
    left = [one for one in sentences if one.text in text.split("\n")]
    assert "\n".join(one.text for one in left) == text
    assert len(text) <= longest or all(not one.spare for one in left)
    gone = [one for one in sentences if one not in left]
    assert not gone or not left or min(one.spare for one in gone) >= max(one.spare for one in left)


def test_a_spoken_text_has_nothing_that_is_not_spoken() -> None:
    view = replace(
        sample_view(),
        indicators=(*sample_view().indicators, indicator("reached", numbered("reached", result=9))),
        starts_on=STARTS,
        ends_on=ENDS,
        campaign_name="Công dân số & CCCD (UBND xã) – 100%",
        place_name="Trường THCS Nguyễn Trãi",
        place_kind=PlaceKind.SCHOOL,
        units=(),
    )
    assert NOT_SPOKEN.search(loudspeaker_text(view=view)) is None
