"""The burn-up: what is drawn, what is said, and how much it weighs."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from campaign.charts import palette
from campaign.charts.burn_up import burn_up_chart, shape_of
from campaign.charts.days import corners, thinned
from campaign.charts.findings import days_behind, forecast_sentence, pace_finding
from campaign.charts.theme import Chart
from campaign.domain.pace import PaceReading, Plan, planned_by, read_pace
from campaign.domain.vocabulary import Pace
from campaign.i18n import use_language
from campaign.services.progress_models import BurnUp, BurnUpPoint

START = date(2026, 11, 8)
DAYS = 60


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    use_language("vi")
    yield
    use_language("vi")


def made(
    *,
    per_day: int,
    on: int,
    target: int | None = 1000,
    days: int = DAYS,
    band: tuple[float, float] | None = (800, 1100),
) -> tuple[BurnUp, PaceReading]:
    """Return a burn-up of `per_day` people each day, seen on day number `on` (0: the eve of the campaign)."""
    end, as_of = START + timedelta(days=days - 1), START + timedelta(days=on - 1)
    plan = Plan(start=START, end=end, target=target)
    daily = {START + timedelta(days=offset): per_day for offset in range(min(on, days))}
    reading = read_pace(plan=plan, as_of=as_of, daily_completed=daily, already_had=0, counts_already_had=False)
    points, so_far = [], 0
    for offset in range(days):
        day = START + timedelta(days=offset)
        so_far += daily.get(day, 0)
        planned = planned_by(plan=plan, as_of=day)
        points.append(
            BurnUpPoint(
                day=day, actual=so_far if day <= as_of else None, planned=None if planned is None else float(planned)
            )
        )
    burn_up = BurnUp(
        indicator="all_steps",
        points=tuple(points),
        as_of=as_of,
        end=end,
        target=target,
        toward_target=reading.toward_target,
        forecast_total=reading.forecast_total,
        low=band[0] if band else None,
        high=band[1] if band else None,
    )
    return burn_up, reading


def chart(**wanted: Any) -> Chart:  # noqa: ANN401 - the arguments of `made`
    burn_up, reading = made(**wanted)
    return burn_up_chart(burn_up=burn_up, reading=reading, unit="người")


def data(spec: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each line, by the field that it draws up."""
    found: dict[str, list[dict[str, Any]]] = {}
    for layer in spec["layer"]:
        upward = layer["encoding"].get("y", {"field": "hover"})["field"]
        kind = layer["mark"]["type"]
        found[upward if kind in {"line", "rule"} else f"{upward} {kind}"] = layer["data"]["values"]
    return found


def words(spec: Mapping[str, Any]) -> set[str]:
    return {row["word"] for rows in data(spec).values() for row in rows if "word" in row}


def drawn(spec: Mapping[str, Any]) -> set[str]:
    return set(data(spec))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"per_day": 12, "on": 24}, "Chậm 6 ngày so với kế hoạch"),
        ({"per_day": 20, "on": 30}, "Vượt kế hoạch 6 ngày"),
        ({"per_day": 16, "on": 30}, "Đúng tiến độ"),
        ({"per_day": 15, "on": 30}, "Có nguy cơ: chậm 3 ngày so với kế hoạch"),
        ({"per_day": 50, "on": 25}, "Đạt chỉ tiêu từ ngày 27/11/2026"),
        ({"per_day": 0, "on": 0}, "Chưa bắt đầu: chiến dịch mở ngày 08/11/2026"),
        ({"per_day": 14, "on": 60}, "Kết thúc: đạt 84,0% chỉ tiêu"),
        ({"per_day": 14, "on": 90}, "Kết thúc: đạt 84,0% chỉ tiêu"),
        ({"per_day": 100, "on": 24, "target": None}, "Đã đạt 2.400; chưa giao chỉ tiêu"),
    ],
)
def test_the_title_is_the_finding(wanted: dict[str, Any], said: str) -> None:
    assert chart(**wanted).title == said


def test_the_finding_never_contradicts_the_word_of_the_table() -> None:
    for per_day in range(31):
        burn_up, reading = made(per_day=per_day, on=30)
        said = pace_finding(burn_up=burn_up, reading=reading)
        assert ("Chậm" in said) == (reading.pace is Pace.BEHIND), (per_day, said)
        assert ("Vượt" in said) == (reading.pace is Pace.AHEAD), (per_day, said)


def test_days_behind_count_back_to_the_day_on_which_the_plan_stood_there() -> None:
    burn_up, _ = made(per_day=12, on=24)
    # 288 people: the plan has 283 on day 17 and 300 on day 18.
    assert days_behind(burn_up=burn_up) == 24 - 18
    assert days_behind(burn_up=made(per_day=0, on=5)[0]) == 5
    assert days_behind(burn_up=made(per_day=1, on=5, target=None)[0]) is None
    assert days_behind(burn_up=made(per_day=1, on=0)[0]) is None


def test_the_subtitle_names_both_the_forecast_and_the_band_with_their_weeks() -> None:
    said = forecast_sentence(burn_up=made(per_day=12, on=24)[0], unit="người")
    assert "720 người (72,0%) vào ngày 06/01/2027" in said
    assert "từ 800 đến 1.100" in said
    assert "4 tuần" in said
    without = forecast_sentence(burn_up=made(per_day=12, on=8, band=None)[0], unit="người")
    assert "tuần" not in without
    assert forecast_sentence(burn_up=made(per_day=12, on=60)[0], unit="người") == ""


def test_lines_are_named_where_they_run() -> None:
    spec = chart(per_day=12, on=24).spec
    assert words(spec) == {"Thực hiện 288", "Kế hoạch", "Chỉ tiêu 1.000 người", "Dự báo 720"}
    assert drawn(spec) >= {"actual", "plan", "target", "forecast", "low area"}


def test_what_there_is_no_number_for_is_not_drawn() -> None:
    over = chart(per_day=12, on=60).spec
    assert not drawn(over) & {"forecast", "forecast text", "low area"}
    free = chart(per_day=12, on=24, target=None).spec
    assert not drawn(free) & {"plan", "plan text", "target"}
    young = chart(per_day=12, on=8, band=None).spec
    assert "low area" not in drawn(young)
    assert "forecast" in drawn(young)


def test_the_actual_line_ends_on_the_day_in_view_and_the_forecast_begins_there() -> None:
    rows = data(chart(per_day=12, on=24).spec)
    known, forecast, band = rows["actual"], rows["forecast"], rows["low area"]
    assert len(known) == 24
    assert known[-1]["day"] == forecast[0]["day"] == band[0]["day"] == "2026-12-01T00:00"
    assert known[-1]["actual"] == forecast[0]["forecast"] == band[0]["low"] == 288
    assert forecast[1] == {"day": "2027-01-06T00:00", "forecast": 720.0}
    # The days to come keep their place on the axis, and their plan under the finger.
    assert len(rows["hover"]) == 60


def test_a_tooltip_says_what_a_leader_would() -> None:
    rows = data(chart(per_day=12, on=24).spec)["hover"]
    assert rows[23]["sentence"] == "Đến 01/12: 288 người, kế hoạch 400"
    assert rows[59]["sentence"] == "Đến 06/01: kế hoạch 1.000 người"


def test_axes_are_named_with_their_unit_and_speak_the_readers_language() -> None:
    spec = chart(per_day=1200, on=24, target=70_000).spec
    text = json.dumps(spec, ensure_ascii=False)
    assert '"Lũy kế (người)"' in text
    assert '"Ngày"' in text
    assert spec["config"]["locale"]["number"]["thousands"] == "."
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    use_language("en")
    english = chart(per_day=1200, on=24, target=70_000).spec
    assert english["config"]["locale"]["number"]["thousands"] == ","
    assert "Lũy kế" not in json.dumps(english, ensure_ascii=False)


def test_the_description_tells_the_chart_to_who_cannot_see_it() -> None:
    found = chart(per_day=12, on=24)
    assert found.title in found.description
    assert found.subtitle in found.description
    assert found.spec["description"] == found.description


@pytest.mark.parametrize("days", [1, 2, 60, 100, 365, 730])
def test_the_spec_stays_under_thirty_kilobytes(days: int) -> None:
    spec = chart(per_day=12_345, on=days // 2 + 1, days=days, target=9_999_999).spec
    assert len(json.dumps(spec, ensure_ascii=False).encode()) <= 30_000


def test_a_long_campaign_keeps_its_ends_and_the_day_in_view() -> None:
    burn_up, _ = made(per_day=3, on=201, days=365)
    kept = thinned(burn_up.points, keep=burn_up.as_of)
    assert len(kept) <= 94
    assert kept[0] == burn_up.points[0]
    assert kept[-1] == burn_up.points[-1]
    assert burn_up.as_of in {point.day for point in kept}
    assert kept == tuple(sorted(kept, key=lambda point: point.day))


def test_few_words_stand_in_the_chart() -> None:
    marks = [layer["mark"]["type"] for layer in chart(per_day=12, on=24).spec["layer"]]
    assert marks.count("text") <= 4


def test_one_shape_is_described_once_and_its_numbers_do_not_leak_into_the_next() -> None:
    first, second = chart(per_day=12, on=24), chart(per_day=11, on=24)
    assert shape_of(made(per_day=12, on=24)[0], unit="người") == shape_of(made(per_day=11, on=24)[0], unit="người")
    assert [layer["encoding"] for layer in first.spec["layer"]] == [layer["encoding"] for layer in second.spec["layer"]]
    first.spec["layer"].clear()
    assert drawn(chart(per_day=12, on=24).spec) == drawn(second.spec)
    assert words(second.spec) >= {"Thực hiện 264"}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["ACCENT", "ORANGE", "AMBER", "GREEN", "GREY", "INK"])
def test_colours_carry_text_on_white(name: str) -> None:
    assert 1.05 / (luminance(getattr(palette, name)) + 0.05) >= 4.5


def test_every_pace_word_has_a_shape_of_its_own() -> None:
    shapes = [palette.SIGNS[pace].shape for pace in Pace]
    assert len(set(shapes)) == len(Pace)
    # Geometric shapes and dashes: nothing that a phone draws as an emoji.
    assert all(ord(shape) < 0x2600 for shape in shapes)


def test_a_plan_with_a_milestone_keeps_its_corner_and_nothing_between() -> None:
    end = START + timedelta(days=DAYS - 1)
    milestone = START + timedelta(days=29)
    plan = Plan(start=START, end=end, target=1000, milestones=((milestone, 200),))
    days = [START + timedelta(days=offset) for offset in range(DAYS)]
    points = [BurnUpPoint(day=day, actual=None, planned=float(planned_by(plan=plan, as_of=day) or 0)) for day in days]
    assert [point.day for point in corners(points)] == [START, milestone, end]
    assert corners([]) == ()
    assert [point.day for point in corners(points[:1])] == [START]
