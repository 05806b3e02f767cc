"""The sentences of a report, from numbers that were made by hand: judged, compared, forecast, and fair."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from campaign.domain.grading import THREE_GRADES
from campaign.domain.vocabulary import IndicatorKind, Pace, PeriodKind
from campaign.reports.administrative import findings, standing
from campaign.reports.administrative.blocks import Paragraph, Table
from campaign.reports.administrative.body import body
from campaign.reports.administrative.tables import by_indicator, by_unit, by_unit_and_indicator
from campaign.services.document_models import DocumentIndicator, DocumentView
from tests.support.document_samples import DAY, ENDS, HEADLINE, STARTS, UNITS, numbered, sample_view, unit


def headline(view: DocumentView) -> DocumentIndicator:
    return next(item for item in view.indicators if item.key == view.headline)


def judged(view: DocumentView | None = None, **told: Any) -> DocumentView:  # noqa: ANN401 - fields of a DocumentNumber
    """Return a document whose headline number is another."""
    base = view or sample_view()
    here = numbered(HEADLINE, **told)
    indicators = tuple(replace(i, here=here) if i.key == HEADLINE else i for i in base.indicators)
    return replace(base, indicators=indicators)


def text_of(view: DocumentView) -> str:
    return "\n".join(block.text for block in body(view, pictures={}) if isinstance(block, Paragraph))


# --------------------------------------------------------------------------------------------- judgement
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"result": 7_850, "target": 1_000}, "vượt chỉ tiêu, đạt 785% chỉ tiêu giao (1.000 người)"),
        ({"result": 200, "target": 200}, "đạt chỉ tiêu giao (200 người)"),
        ({"result": 104, "target": 220}, "đạt 47,27% kế hoạch (220 người)"),
        ({"result": 0, "target": 220}, "đạt 0% kế hoạch (220 người)"),
        ({"result": None, "target": 220}, "chưa có số liệu"),
        ({"result": 5, "target": None}, "chưa giao chỉ tiêu"),
        ({"result": 5, "target": 0}, "chưa giao chỉ tiêu"),
    ],
)
def test_the_judgement_says_passed_met_reached_or_missing(told: dict[str, Any], expected: str) -> None:
    view = judged(**told)
    assert findings.verdict_text(view, headline(view)) == expected


def test_after_the_last_day_what_is_below_the_target_is_not_met() -> None:
    view = judged(sample_view(day=ENDS), result=104, target=220)
    assert findings.verdict_text(view, headline(view)) == "chưa đạt chỉ tiêu, đạt 47,27% kế hoạch (220 người)"


def test_people_who_had_it_before_are_told_apart_from_the_result() -> None:
    view = judged(result=100, already_had=40, toward_target=140, target=200)
    expected = "Về “Đủ các bước (công dân số)”: lũy kế đến hết ngày 22/11/2026 được 100 người, cùng với 40 người đã có "
    assert findings.reached_sentence(view, headline(view)).startswith(expected + "từ trước là 140 người; đạt 70%")


def test_a_ratio_says_what_it_is_a_part_of() -> None:
    view = judged(result=66, denominator=108, target=86, toward_target=66)
    item = replace(headline(view), kind=IndicatorKind.RATIO)
    assert "được 66 người trên tổng số 108 người (61,11%)" in findings.reached_sentence(view, item)
    assert findings.plan_sentence(view, item) == ""


def test_missing_is_said_as_missing_and_never_as_nothing() -> None:
    view = judged(result=None, target=220)
    said = findings.headline_sentences(view)
    assert said == ("Về “Đủ các bước (công dân số)”: đến hết ngày 22/11/2026 chưa có số liệu.",)
    assert findings.forecast_sentence(view) == "Không dự báo được: chưa có số liệu."


# --------------------------------------------------------------------------------------------- comparison
@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (
            51,
            40,
            "được 51 người; tăng 11 người (27,5%) so với kỳ trước (từ ngày 09/11/2026 đến ngày 15/11/2026: 40 người).",
        ),
        (
            30,
            40,
            "được 30 người; giảm 10 người (25%) so với kỳ trước (từ ngày 09/11/2026 đến ngày 15/11/2026: 40 người).",
        ),
        (40, 40, "được 40 người; bằng kỳ trước (từ ngày 09/11/2026 đến ngày 15/11/2026)."),
        # Nothing before: no percentage of it.
        (3, 0, "được 03 người; tăng 03 người so với kỳ trước (từ ngày 09/11/2026 đến ngày 15/11/2026: 0 người)."),
        (
            3,
            None,
            "được 03 người; chưa so sánh được vì kỳ trước (từ ngày 09/11/2026 đến ngày 15/11/2026) chưa có số liệu.",
        ),
    ],
)
def test_a_period_is_compared_with_the_one_before(now: int, before: int | None, expected: str) -> None:
    view = judged(result=104, target=220, in_period=now, before=before)
    said = findings.compared_sentence(view, headline(view))
    assert said == f"Trong kỳ (từ ngày 16/11/2026 đến ngày 22/11/2026) {expected}".replace("27,5%", "27,50%")


def test_a_period_without_a_number_is_not_called_nothing() -> None:
    view = judged(result=104, target=220, in_period=None, before=40)
    assert findings.compared_sentence(view, headline(view)).endswith("chưa có số liệu.")


def test_the_whole_campaign_is_compared_with_nothing() -> None:
    view = judged(sample_view(kind=PeriodKind.WHOLE), result=104, in_period=104)
    assert findings.compared_sentence(view, headline(view)) == ""


# --------------------------------------------------------------------------------------------- forecast
def test_a_forecast_names_its_speed_its_band_and_its_method() -> None:
    view = judged(result=104, target=220, forecast_total=171.4, recent_per_day=1.5)
    assert findings.forecast_sentence(view) == (
        "Với tốc độ bình quân 07 ngày gần nhất (1,5 người/ngày), dự báo đến ngày 06/01/2027 được 171 người, bằng "
        "77,73% chỉ tiêu; theo biến động của 04 tuần gần nhất, từ 150 đến 210 (khoảng tin cậy 80%). Phương pháp: "
        "lũy kế đến ngày báo cáo cộng bình quân ngày của 07 ngày gần nhất nhân với số ngày còn lại (45 ngày)."
    )


def test_when_the_target_is_met_at_this_speed_is_said_unless_it_is_met() -> None:
    told: dict[str, Any] = {"target": 220, "forecast_total": 171.4, "recent_per_day": 1.5}
    late = judged(result=104, forecast_end=date(2027, 2, 8), **told)
    assert "Với tốc độ này, chỉ tiêu hoàn thành vào ngày 08/02/2027." in findings.forecast_sentence(late)
    met = judged(result=220, forecast_end=date(2026, 11, 20), **told)
    assert "chỉ tiêu hoàn thành" not in findings.forecast_sentence(met)


@pytest.mark.parametrize(
    ("day", "told", "expected"),
    [
        (ENDS, {"result": 5, "forecast_total": 5.0, "recent_per_day": 0.0}, "Chiến dịch đã kết thúc, không dự báo."),
        (STARTS - timedelta(days=1), {"result": 0}, "Không dự báo được: chiến dịch chưa bắt đầu."),
        (
            DAY,
            {"result": 5, "forecast_total": 5.0, "recent_per_day": 0.0},
            "vẫn là 05 người; không dự báo được ngày hoàn thành.",
        ),
    ],
)
def test_where_nothing_can_be_forecast_the_reason_is_said(day: date, told: dict[str, Any], expected: str) -> None:
    view = judged(sample_view(day=day), **told)
    assert expected in findings.forecast_sentence(replace(view, day=max(view.day, 0)))


# --------------------------------------------------------------------------------------------- who is ahead
def test_peers_stand_apart_and_equals_together() -> None:
    view = sample_view()
    villages, schools = standing.standings(view)
    assert (villages.title, schools.title) == ("Khối thôn, buôn", "Khối trường học")
    # 24/60, 20/50 and 16/40 are all 40 %: they share rank 2 and stand together.
    assert [(one.rank, one.name) for one in villages.leaders] == [
        (1, "Thôn 19/5"),
        (2, "Buôn Jung"),
        (2, "Buôn Kbê̆"),
        (2, "=HYPERLINK(1)"),
    ]
    assert villages.last == ()
    # The school without a number is neither first nor last.
    assert [one.name for one in (*schools.leaders, *schools.last)] == ["Trường THCS Nguyễn Trãi"]


def test_nobody_leads_with_nothing_and_nobody_on_plan_is_last() -> None:
    units = (
        unit("Thôn 1", "1", 10, 10, 0, 0),
        unit("Thôn 2", "2", 10, 10, 0, 0),
    )
    view = sample_view(units=units)
    assert [one.leaders for one in standing.standings(view)] == [()]
    assert "chưa có đơn vị nào có kết quả tính vào chỉ tiêu" in text_of(view)
    on_plan = tuple(
        replace(u, numbers=tuple(replace(n, pace=Pace.ON_TRACK) for n in u.numbers)) for u in sample_view().units
    )
    assert [one.last for one in standing.standings(replace(sample_view(), units=on_plan))] == [(), ()]


def test_a_block_whose_best_are_ranked_elsewhere_still_says_who_is_last() -> None:
    # Wards and communes of one commune group are ranked together and stand in blocks of their own.
    late = replace(unit("Thôn 1", "1", 10, 10, 1, 1), rank=7, ranked=9)
    view = replace(sample_view(), units=(late,), ranking=())
    assert "Khối thôn, buôn: tỷ lệ thấp nhất: thôn 1 (10%)." in text_of(view)
    assert "chưa có đơn vị nào" not in text_of(view)


def test_who_is_silent_and_who_has_not_reported_is_named() -> None:
    reporting = replace(UNITS[0], units=1, sent=0)
    view = sample_view(units=(reporting, *UNITS[1:]))
    text = text_of(view)
    assert "01 đơn vị không phát sinh kết quả từ 07 ngày trở lên: thôn 3 (09 ngày)." in text
    assert "01 đơn vị chưa gửi đủ số liệu ngày 22/11/2026: buôn Jung." in text
    assert "01 đơn vị chưa có số liệu: Trường TH Lê Lợi." in text


def test_grades_are_by_the_plan_of_the_day_and_the_borders_are_said() -> None:
    # A quarter of each target is planned: 24/15, 20/12,5, 16/10, no target, 31/7,5; 4/5; no data.
    said = standing.grades_sentence(sample_view())
    assert "(Xuất sắc từ 95%, Tốt từ 85%, Trung bình từ 70%, Yếu dưới 70%)" in said
    assert said.endswith("Xuất sắc 04 đơn vị; Tốt 0 đơn vị; Trung bình 01 đơn vị; Yếu 0 đơn vị.")
    assert "Tốt từ 70%, Chậm từ 40%, Yếu dưới 40%" in standing.grades_sentence(sample_view(), scale=THREE_GRADES)
    assert standing.grades_sentence(sample_view(units=UNITS[3:4])) == ""


# --------------------------------------------------------------------------------------------- the body
def test_what_the_numbers_cannot_know_is_a_gap_and_not_invented() -> None:
    text = text_of(sample_view())
    assert "Nguyên nhân khách quan: [… Người soạn thảo bổ sung]" in text
    assert "Nguyên nhân chủ quan: [… Người soạn thảo bổ sung]" in text
    assert "[… Nêu kiến nghị, đề xuất với cấp trên" in text


def test_tasks_follow_from_the_numbers() -> None:
    text = text_of(judged(result=104, target=220, needed_per_day=2.6, recent_per_day=1.5))
    expected = "trong 45 ngày còn lại cần bình quân 2,6 người/ngày (bình quân 07 ngày gần nhất: 1,5 người/ngày)."
    assert expected in text
    assert "Ngày thứ tư trực tuyến ngày 25/11/2026 tại buôn Jung" in text


def test_a_campaign_that_is_over_asks_for_nothing_more() -> None:
    view = sample_view(day=ENDS)
    text = text_of(judged(view, result=104, target=220))
    assert "cần bình quân" not in text
    assert "Tập trung hỗ trợ" not in text


# --------------------------------------------------------------------------------------------- tables
def cells(table: Table, name: str) -> dict[str, str]:
    row = next(row for row in table.rows if name in row.cells)
    return dict(zip((column.head for column in table.columns), row.cells, strict=True))


def test_the_summary_table_has_the_columns_of_the_office() -> None:
    table = by_unit(sample_view(), caption="", is_small=False)
    assert [column.head for column in table.columns] == [
        "STT",
        "Đơn vị",
        "Tổng số công dân đủ điều kiện",
        "Chỉ tiêu giao",
        "Kết quả trong kỳ",
        "Lũy kế",
        "Tỷ lệ % so với chỉ tiêu",
        "Xếp hạng",
        "Ghi chú",
    ]
    assert [row.cells[0] for row in table.rows if row.kind == "band"] == ["I. Khối thôn, buôn", "II. Khối trường học"]
    assert list(cells(table, "Thôn 19/5").values()) == [
        "5",
        "Thôn 19/5",
        "170",
        "30",
        "30",
        "31",
        "103,33%",
        "1/4",
        "Vượt chỉ tiêu",
    ]
    missing = cells(table, "Trường TH Lê Lợi")
    assert (missing["Kết quả trong kỳ"], missing["Lũy kế"], missing["Xếp hạng"]) == ("–", "–", "–")
    assert missing["Ghi chú"] == "Chưa có số liệu"
    assert table.rows[-1].kind == "total"
    assert table.rows[-1].cells[:2] == ("", "Tổng cộng")


def test_of_the_whole_campaign_the_period_has_no_column() -> None:
    heads = {column.head for column in by_indicator(sample_view(kind=PeriodKind.WHOLE), caption="").columns}
    assert "Kết quả trong kỳ" not in heads
    assert "Lũy kế" in heads


def test_indicators_of_different_units_say_theirs() -> None:
    view = sample_view()
    assert by_indicator(view, caption="").unit == "người"
    mixed = replace(view, indicators=(replace(view.indicators[0], unit_vi="lượt"), *view.indicators[1:]))
    table = by_indicator(mixed, caption="")
    assert table.unit == ""
    assert cells(table, view.indicators[0].name_vi)["Đơn vị tính"] == "lượt"


def test_many_indicators_are_spread_over_tables_that_fit_the_page() -> None:
    view = sample_view()
    more = tuple(replace(view.indicators[0], key=f"k{n}", here=numbered(f"k{n}", result=n)) for n in range(30))
    numbers = tuple(numbered(f"k{n}", result=n, target=9) for n in range(30))
    units = tuple(replace(one, numbers=(*one.numbers, *numbers)) for one in view.units)
    tables = by_unit_and_indicator(replace(view, indicators=(*view.indicators, *more), units=units))
    assert [table.caption for table in tables] == [f"Phần {n}/{len(tables)}" for n in range(1, len(tables) + 1)]
    assert all(sum(column.share for column in table.columns) <= 252 for table in tables)
    assert sum(column.head == "KQ" for table in tables for column in table.columns) == 34
