"""Small curves, the point map, the comparison and milestones: findings, numbers, and what is left out said."""

import json
import math
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from campaign.charts.comparison import comparison_chart, value_on
from campaign.charts.curves import curves_chart
from campaign.charts.milestones import Stretch, marked, milestones_sentence
from campaign.charts.point_map import point_map_chart
from campaign.charts.spots import STEPS, spots_of
from campaign.charts.theme import Chart
from campaign.i18n import use_language
from campaign.services.progress_charts import Comparison, Curves, Milestone, PointMap
from tests.support.chart_data import START, comparison, curves, name, point, point_map, series


@pytest.fixture(autouse=True)
def in_vietnamese() -> Iterator[None]:
    use_language("vi")
    yield
    use_language("vi")


def layers(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for layer in spec.get("layer", []):
        yield layer
        yield from layers(layer)


def rows(chart: Chart, *fields: str) -> list[dict[str, Any]]:
    """Return the rows of the first layer whose rows have these fields."""
    for layer in layers(chart.spec):
        found: list[dict[str, Any]] = layer.get("data", {}).get("values", [])
        if found and set(fields) <= found[0].keys():
            return found
    return []


# ------------------------------------------------------------------------------------------------- curves
SOME = curves(((5, 10, 20), 100), ((90, 100, 785), 100), ((3,), None), ((), 50))


@pytest.mark.parametrize(
    ("data", "said", "english"),
    [
        (SOME, "1/4 địa bàn chậm tiến độ", "1 of 4 places is behind plan"),
        (curves(((100,), 100), ((3,), None)), "Mọi địa bàn đều đạt chỉ tiêu", "Every place has met its target"),
        (curves(((80,), 100)), "Không địa bàn nào chậm tiến độ", "No place is behind plan"),
        (curves(((80,), 0)), "Các địa bàn này chưa được giao chỉ tiêu", "No targets were assigned to these places"),
        (curves(((), 10)), "Chưa có số liệu", "No data yet"),
        (curves(), "Chưa có số liệu", "No data yet"),
    ],
)
def test_small_curves_say_how_many_are_behind(data: Curves, said: str, english: str) -> None:
    assert curves_chart(curves=data, unit="người").title == said
    use_language("en")
    assert curves_chart(curves=data, unit="people").title == english


def test_curves_are_shares_of_the_target_cut_above_it_and_end_on_the_day_in_view() -> None:
    drawn = rows(curves_chart(curves=SOME, unit="người"), "x", "y")
    assert drawn[0]["x"][-1] == drawn[1]["x"][-1] == 9
    assert (drawn[0]["y"][0], drawn[0]["y"][-1]) == (50, 200)
    assert drawn[1]["y"][-1] == 1200
    assert drawn[1]["w"] == "785,0%"
    # No target: no share to draw, but the number is said.
    assert (drawn[2]["x"], drawn[2]["w"]) == ([], "3 người")
    assert drawn[3]["x"] == []
    assert "20/100 người (20,0%)" in drawn[0]["t"]


def test_where_nobody_has_a_target_the_scale_is_the_largest_number() -> None:
    chart = curves_chart(curves=curves(((5, 10), None), ((20, 40), None)), unit="người")
    assert [row["y"][-1] for row in rows(chart, "x", "y")] == [250, 1000]
    assert chart.subtitle == "Lũy kế từ 08/11 đến 06/01, chung một thang; cao nhất là 40."


def test_long_campaigns_keep_their_first_and_last_known_day() -> None:
    values = tuple(range(1, 201))
    drawn = rows(curves_chart(curves=curves((values, 400), days=365, on=200), unit="người"), "x", "y")
    assert drawn[0]["x"][0] == 0
    assert drawn[0]["x"][-1] == 199
    assert len(drawn[0]["x"]) <= 22
    assert drawn[0]["y"][-1] == 500


def test_before_the_first_day_and_after_the_last_nothing_breaks() -> None:
    assert rows(curves_chart(curves=curves(((1,), 5), on=-3), unit="người"), "x", "y")[0]["x"] == []
    over = rows(curves_chart(curves=curves(((1, 2), 5), days=2, on=9), unit="người"), "x", "y")
    assert over[0]["x"] == [0, 1]
    assert rows(curves_chart(curves=curves(((1,), 5), days=1, on=1), unit="người"), "x", "y")[0]["x"] == [0]


def test_of_many_curves_the_lowest_are_drawn_in_the_order_given() -> None:
    chart = curves_chart(curves=curves(*(((100 - i,), 100) for i in range(100))), unit="người")
    drawn = rows(chart, "x", "y")
    assert len(drawn) == 60
    assert [row["w"] for row in drawn[:2]] == ["60,0%", "59,0%"]
    assert "còn 40 địa bàn không vẽ" in chart.subtitle


# ------------------------------------------------------------------------------------------------- map
FOUR = point_map(
    point(0, latitude=12.70, longitude=108.20, done=10, target=400),
    point(1, latitude=12.70, longitude=108.30, done=90, target=100),
    point(4, latitude=12.60, longitude=108.20, done=100, target=100),
    point(3, latitude=12.60, longitude=108.30, done=3, target=None),
    without=("Buôn H’Mưng", "Thôn 30"),
)


@pytest.mark.parametrize(
    ("data", "said", "english"),
    [
        (
            FOUR,
            "1/4 địa bàn chậm tiến độ; thấp nhất: Buôn Kê̆ (2,5%)",
            "1 of 4 places is behind plan; lowest: Buôn Kê̆ (2.5%)",
        ),
        (
            point_map(point(0, latitude=1, longitude=2, done=60)),
            "Không địa bàn nào chậm tiến độ; thấp nhất: Buôn Kê̆ (60,0%)",
            "No place is behind plan; lowest: Buôn Kê̆ (60.0%)",
        ),
        (
            point_map(point(0, latitude=1, longitude=2, target=0)),
            "Các địa bàn này chưa được giao chỉ tiêu",
            "No targets were assigned to these places",
        ),
        (
            point_map(point(0, latitude=1, longitude=2, done=100)),
            "Mọi địa bàn đều đạt chỉ tiêu",
            "Every place has met its target",
        ),
        (point_map(without=("A",)), "Chưa địa bàn nào có tọa độ", "No place has coordinates yet"),
    ],
)
def test_a_map_says_how_many_are_behind_and_who_is_last(data: PointMap, said: str, english: str) -> None:
    assert point_map_chart(point_map=data).title == said
    use_language("en")
    assert point_map_chart(point_map=data).title == english


def test_a_degree_east_is_shorter_than_a_degree_north() -> None:
    first, second = spots_of((point(0, latitude=60, longitude=10), point(1, latitude=60.000001, longitude=11)))
    wide = abs(first.east - second.east)
    assert wide == pytest.approx(111.195 * 0.5, rel=1e-3)
    north = spots_of((point(0, latitude=0, longitude=10), point(1, latitude=1, longitude=10)))
    assert abs(north[0].south - north[1].south) == pytest.approx(111.195)
    assert {spot.place.name: spot.south > 0 for spot in north} == {name(0): True, name(1): False}, "north is up"


def test_places_without_coordinates_are_named() -> None:
    assert "Chưa có tọa độ: Buôn H’Mưng, Thôn 30." in point_map_chart(point_map=FOUR).subtitle
    many = point_map(without=tuple(f"Thôn {i}" for i in range(9)))
    assert "Thôn 4 và 4 nơi khác." in point_map_chart(point_map=many).subtitle


def test_sign_size_and_words_of_a_point_follow_from_the_data() -> None:
    chart = point_map_chart(point_map=FOUR)
    params = {param["name"]: param.get("value") for param in chart.spec["params"]}
    by_sentence = {row["t"]: row for row in rows(chart, "a", "t")}
    slow = by_sentence["Buôn Kê̆: 10/400 (2,5%), chậm tiến độ"]
    met = by_sentence["Buôn Jung: 100/100 (100,0%), đạt chỉ tiêu"]
    assert params["shapes"][slow["k"]] == "triangle-down"
    assert params["shapes"][met["k"]] == "square"
    assert slow["a"] > met["a"], "the larger target has the larger point"
    assert "Tổ dân phố Đông Ư: 3, chưa có chỉ tiêu" in by_sentence
    assert {row["w"] for row in rows(chart, "i", "w")} == {
        "Đúng tiến độ (1)",
        "Chậm tiến độ (1)",
        "Đạt chỉ tiêu (1)",
        "Chưa có chỉ tiêu (1)",
    }


def test_names_stand_beside_points_without_meeting_each_other() -> None:
    named = rows(point_map_chart(point_map=FOUR), "p", "f")
    assert {row["p"] for row in named} == {"Buôn Kê̆", "Buôn H’Đrát", "Buôn Jung", "Tổ dân phố Đông Ư"}
    crowd = point_map(*(point(i, latitude=12.6, longitude=108.2) for i in range(5)))
    assert len(rows(point_map_chart(point_map=crowd), "p", "f")) == 4, "a spot has four sides, the fifth has no room"
    alone = point_map(point(0, latitude=12.6, longitude=108.2))
    assert len(rows(point_map_chart(point_map=alone), "p", "f")) == 1


def test_every_commune_of_a_province_has_a_sentence() -> None:
    places = [point(i, latitude=12 + i % 11 / 10, longitude=108 + i % 13 / 10) for i in range(102)]
    chart = point_map_chart(point_map=point_map(*places))
    assert len(rows(chart, "a", "t")) == 102
    assert rows(chart, "v") == []
    assert rows(chart, "p", "f"), "and some have names"


def test_thousands_of_places_are_all_drawn_where_they_are() -> None:
    places = [point(i, latitude=12 + (i % 53) / 53, longitude=108 + (i % 47) / 47, target=100 + i) for i in range(2800)]
    chart = point_map_chart(point_map=point_map(*places))
    (field,) = rows(chart, "v")
    spoken = rows(chart, "a", "t")
    assert len(field["v"]) / 5 + len(spoken) == 2800
    params = {param["name"]: param.get("value") for param in chart.spec["params"]}
    spots = {round(spot.east, 1) for spot in spots_of(tuple(places))}
    read = {round((int(field["v"][i : i + 2], 36) / (STEPS - 1) * 2 - 1) * params["east"], 1) for i in range(0, 500, 5)}
    assert all(min(abs(east - other) for other in spots) < 0.2 for east in read)


# ------------------------------------------------------------------------------------------------- comparison
@pytest.mark.parametrize(
    ("data", "said", "english"),
    [
        (
            comparison(series("năm nay", 10, 30), series("năm trước", 10, 20, 90)),
            "Đến ngày thứ 2: hơn năm trước 10 người (+50,0%)",
            "By day 2: 10 người more than in năm trước (+50.0%)",
        ),
        (
            comparison(series("năm nay", 10, 15, 18), series("năm trước", 10, 20)),
            "Đến ngày thứ 2: kém năm trước 5 người (−25,0%)",
            "By day 2: 5 người fewer than in năm trước (−25.0%)",
        ),
        (
            comparison(series("năm nay", 7), series("năm trước", 0)),
            "Đến ngày thứ 1: hơn năm trước 7 người",
            "By day 1: 7 người more than in năm trước",
        ),
        (
            comparison(series("năm nay", 7), series("năm trước", 7)),
            "Đến ngày thứ 1: bằng năm trước",
            "By day 1: as many as in năm trước",
        ),
        (
            comparison(series("năm nay"), series("năm trước", 7)),
            "Chưa so sánh được: năm nay chưa có số liệu",
            "Nothing to compare with: năm nay has no data",
        ),
        (comparison(series("năm nay"), series("năm trước")), "Chưa có số liệu", "No data yet"),
    ],
)
def test_a_comparison_is_made_on_the_last_day_that_both_have(data: Comparison, said: str, english: str) -> None:
    assert comparison_chart(comparison=data, unit="người").title == said
    use_language("en")
    assert comparison_chart(comparison=data, unit="người").title == english


def test_each_side_is_named_at_its_end_with_its_number() -> None:
    chart = comparison_chart(
        comparison=comparison(series("Kỳ này", 10, 30, target=60), series("Kỳ trước", 5, 9, 12)), unit="người"
    )
    words = [row["word"] for layer in layers(chart.spec) for row in layer["data"]["values"] if "word" in row]
    assert set(words) == {"Kỳ này: 30", "Kỳ trước: 12"}
    assert "Kỳ này (08/11/2026–09/11/2026): 30 người, đạt 50,0% chỉ tiêu." in chart.subtitle
    hover = next(layer["data"]["values"] for layer in layers(chart.spec) if layer["data"]["values"][0].get("sentence"))
    assert [row["sentence"] for row in hover] == [
        "Ngày thứ 1: 10 người; kỳ trước: 5",
        "Ngày thứ 2: 30 người; kỳ trước: 9",
        "Ngày thứ 3: – người; kỳ trước: 12",
    ]


def test_a_day_that_is_not_named_brought_nothing_new() -> None:
    side = series("x", 4, 9)
    assert [value_on(side, on) for on in (0, 1, 2, 5)] == [None, 4, 9, 9]


# ------------------------------------------------------------------------------------------------- milestones
def milestone(on: int, planned: int, actual: int | None) -> Milestone:
    return Milestone(day=START + timedelta(days=on), planned=planned, actual=actual)


def test_a_milestone_says_by_shape_and_word_whether_it_was_met() -> None:
    made = (milestone(10, 100, 132), milestone(20, 300, 252), milestone(40, 640, None))
    found = marked(made, first=START, last=START + timedelta(days=59))["milestones"]
    assert [(row["shape"], row["word"]) for row in found] == [
        ("square", "■ 18/11: đạt mốc"),
        ("triangle-down", "▼ 28/11: thiếu 48"),
        ("circle", "○ 18/12: cần 640"),
    ]
    assert milestones_sentence(milestones=made) == (
        "Mốc: 18/11: đạt mốc (132/100); 28/11: thiếu 48 (252/300); 18/12: cần 640."
    )
    assert milestones_sentence(milestones=()) == ""
    use_language("en")
    assert "28/11: 48 short (252/300)" in milestones_sentence(milestones=made)


def test_of_many_milestones_the_last_known_and_the_next_are_named() -> None:
    made = [milestone(on, on * 10, on * 10 if on < 30 else None) for on in range(5, 60, 5)]
    found = marked(made, first=START, last=START + timedelta(days=59))["milestones"]
    assert len(found) == len(made)
    assert [row["word"] != "" for row in found] == [False, False, True, True, True, True] + [False] * 5


def test_the_words_of_milestones_meet_neither_each_other_nor_what_is_written_already() -> None:
    made = [milestone(on, 100, None) for on in (10, 11, 12)]
    first, last = START, START + timedelta(days=59)
    assert [row["level"] for row in marked(made, first=first, last=last)["milestones"]] == [0, 1, 2]
    taken = [Stretch(left=0, right=1, low=0, high=1)]
    assert [row["level"] for row in marked(made, first=first, last=last, taken=taken)["milestones"]] == [2, 3, 4]
    late = marked([milestone(59, 100, None)], first=first, last=last)["milestones"][0]
    assert late["late"]
    assert not math.isnan(late["level"])


def test_a_burn_up_without_milestones_has_no_layer_for_them() -> None:
    assert json.dumps(marked((), first=START, last=START)) == '{"milestones": []}'
