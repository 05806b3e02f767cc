"""Heat map, funnel and ranking: what their titles find, and that their numbers are the data's."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from campaign.charts.canvas import whole_percent
from campaign.charts.funnel import biggest_drop, funnel_chart
from campaign.charts.heat_map import heat_map_chart
from campaign.charts.ranking import ranking_chart
from campaign.charts.theme import Chart
from campaign.i18n import use_language
from campaign.services.progress_charts import Funnel, HeatMap
from tests.support.chart_data import NAMES, funnel, heat_map, ranking, step


@pytest.fixture(autouse=True)
def in_vietnamese() -> Iterator[None]:
    use_language("vi")
    yield
    use_language("vi")


def rows(chart: Chart, *fields: str) -> list[dict[str, Any]]:
    """Return the rows of the layer whose rows have these fields."""

    def layers(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for layer in spec.get("layer", []):
            yield layer
            yield from layers(layer)

    for layer in layers(chart.spec):
        found: list[dict[str, Any]] = layer.get("data", {}).get("values", [])
        if found and set(fields) <= found[0].keys():
            return found
    return []


# ------------------------------------------------------------------------------------------------- heat map
MAP = heat_map(((90, 100), (20, 100)), ((60, 100), (30, 100)), ((785, 100), (0, 100)))


@pytest.mark.parametrize(
    ("data", "vietnamese", "english"),
    [
        (MAP, "Vướng nhất ở “Bước 1”: 3/3 địa bàn chậm tiến độ", "Most stuck at “S1”: 3 of 3 places behind plan"),
        (heat_map(((60, 100),)), "Không địa bàn nào chậm tiến độ ở bước nào", "No place is behind plan at any step"),
        (
            heat_map(((9, 9), (3, None))),
            "Mọi địa bàn đều đạt các chỉ tiêu được giao",
            "Every place has met its targets",
        ),
        (heat_map(((60, 0),)), "Các địa bàn này chưa được giao chỉ tiêu", "No targets were assigned to these places"),
        (heat_map(((None, 10),)), "Chưa có số liệu", "No data yet"),
        (HeatMap(columns=(), rows=()), "Chưa có số liệu", "No data yet"),
    ],
)
def test_a_heat_map_says_where_it_is_stuck(data: HeatMap, vietnamese: str, english: str) -> None:
    assert heat_map_chart(heat_map=data).title == vietnamese
    use_language("en")
    assert heat_map_chart(heat_map=data).title == english


def test_the_cells_hold_the_datas_percentages_and_a_number_above_the_target_is_not_cut() -> None:
    cells = rows(heat_map_chart(heat_map=MAP), "r")
    assert [row["r"] for row in cells] == [[90, 20], [60, 30], [785, 0]]
    assert [row["n"] for row in cells] == [[90, 20], [60, 30], [785, 0]]
    assert [row["p"] for row in cells] == list(NAMES[:3])


def test_a_cell_without_target_or_data_has_no_number() -> None:
    chart = heat_map_chart(heat_map=heat_map(((12, 0), (None, 50), (5, 50)), ((1, 2), (1, 2), (1, 2))))
    assert rows(chart, "r")[0]["r"] == [None, None, 10]
    # What was done without a target is known all the same, under the finger.
    assert rows(chart, "r")[0]["n"] == [12, None, 5]
    words = next(param["value"] for param in chart.spec["params"] if param["name"] == "words")
    assert [words[i] for i in rows(chart, "r")[0]["w"]] == ["Chưa có chỉ tiêu", "Chưa bắt đầu", "Chậm tiến độ"]


def test_a_step_that_nobody_has_a_target_for_is_left_out_and_counted() -> None:
    chart = heat_map_chart(heat_map=heat_map(((12, 0), (20, 50), (3, None)), ((1, None), (40, 50), (9, None))))
    assert [row["r"] for row in rows(chart, "r")] == [[40], [80]]
    assert [row["s"] for row in rows(chart, "s", "l")] == ["Bước 1"]
    assert "Bỏ 2 bước chưa giao chỉ tiêu." in chart.subtitle
    none = heat_map_chart(heat_map=heat_map(((12, 0), (20, None))))
    assert [row["r"] for row in rows(none, "r")] == [[None, None]]


@pytest.mark.parametrize(
    ("rate", "shown"), [(None, None), (0.0, 0), (0.001, 0.5), (0.125, 13), (0.999, 99), (1.0, 100), (7.85, 785)]
)
def test_what_is_not_full_never_reads_100_and_what_is_not_nothing_never_0(rate: float | None, shown: float) -> None:
    assert whole_percent(rate) == shown


def test_of_many_places_the_furthest_behind_are_drawn_and_the_others_are_counted() -> None:
    # The first has nothing of one step and ten times the target of the other, which does not make it the best.
    data = heat_map(((0, 3000), (30_000, 3000)), *(((2000 + i, 3000), (2000 + i, 3000)) for i in range(1, 100)))
    chart = heat_map_chart(heat_map=data)
    drawn = rows(chart, "r")
    assert [row["n"][0] for row in drawn] == [0, *range(2001, 2060)], "the furthest behind first"
    assert "còn 40 địa bàn không vẽ" in chart.subtitle
    few = heat_map_chart(heat_map=heat_map(*(((i, 30),) for i in range(60, 0, -1))))
    assert [row["n"][0] for row in rows(few, "r")] == list(range(60, 0, -1)), "the order given is kept"
    assert "không vẽ" not in few.subtitle


def test_the_description_names_the_lowest_cell() -> None:
    assert "thấp nhất: Thôn <b>&1</b>, “Bước 1”, 0%" in heat_map_chart(heat_map=MAP).description


# ------------------------------------------------------------------------------------------------- funnel
STEPS = funnel(
    step("a", completed=10, had=80),
    step("b", completed=40, had=10, requires=("a",)),
    step("c", completed=8, had=1, requires=("a", "b")),
    step("d", completed=49, requires=("b",), eligible=None),
)


def test_the_biggest_drop_is_that_of_a_step_and_one_it_requires() -> None:
    drop = biggest_drop(STEPS.steps)
    assert drop is not None
    assert (drop.before.key, drop.step.key, drop.lost) == ("a", "c", 81)
    assert biggest_drop((step("a", completed=5), step("b", completed=9, requires=("a",)))) is None
    assert biggest_drop((step("b", completed=9, requires=("gone",)),)) is None
    assert biggest_drop(()) is None


def test_a_step_that_nobody_must_do_is_no_drop_while_a_required_one_loses_people() -> None:
    steps = (
        step("a", completed=90),
        step("b", completed=80, requires=("a",)),
        replace(step("c", completed=1, requires=("a",)), required=False),
    )
    drop = biggest_drop(steps)
    assert drop is not None
    assert drop.step.key == "b"
    alone = biggest_drop((steps[0], steps[2]))
    assert alone is not None
    assert alone.step.key == "c"


@pytest.mark.parametrize(
    ("data", "vietnamese", "english"),
    [
        (
            STEPS,
            "Hụt nhiều nhất: 90 người có “A”, chỉ 9 người có “C”",
            "Biggest drop: 90 people have “A”, only 9 have “C”",
        ),
        (
            funnel(step("a", completed=60), step("b", completed=20)),
            "Bước thấp nhất: “B”, 20,0% số người đủ điều kiện",
            "Lowest step: “B”, 20.0% of those who may",
        ),
        (
            funnel(step("a", completed=6, eligible=None), step("b", completed=2, eligible=0)),
            "Ít người có nhất: “B”, 2 người",
            "Fewest people have “B”: 2",
        ),
        (funnel(step("a", completed=0)), "Chưa có bước nào hoàn thành", "No step was completed yet"),
        (funnel(), "Chưa có bước nào hoàn thành", "No step was completed yet"),
    ],
)
def test_a_funnel_says_where_people_get_lost(data: Funnel, vietnamese: str, english: str) -> None:
    assert funnel_chart(funnel=data).title == vietnamese
    use_language("en")
    assert funnel_chart(funnel=data).title == english


def test_a_bar_has_completed_and_had_before_apart_and_its_prerequisites_named() -> None:
    first, _second, third, last = rows(funnel_chart(funnel=STEPS), "d", "h", "e")
    assert (first["d"], first["h"], first["e"], first["w"]) == (10, 80, 100, "90,0%")
    assert first["n"] == "10 + 80 / 100 người"
    assert first["a"] == ""
    assert third["a"] == "cần trước: A, B"
    assert (third["b"], third["lost"]) == (90, "▼ hụt 81")
    assert (last["e"], last["w"], last["n"]) == (None, "–", "49 + 0 người")
    assert [row["b"] for row in (first, last)] == [None, None], "the gap is drawn once"


def test_the_description_of_a_funnel_has_every_step() -> None:
    said = funnel_chart(funnel=STEPS).description
    assert all(f"{short}: " in said for short in "ABCD")
    assert "8 + 1 / 100 người" in said


# ------------------------------------------------------------------------------------------------- ranking
LINES = ranking((50, 100), (90, 100), (50, 100), (0, None), (785, 100))


def test_places_stand_in_the_order_of_their_ranks_with_ties_and_the_unranked_last() -> None:
    drawn = rows(ranking_chart(lines=LINES, by_eligible=False), "k", "w")
    assert [(row["k"], row["w"]) for row in drawn] == [
        ("1/4", "785,0%"),
        ("2/4", "90,0%"),
        ("3/4", "50,0%"),
        ("3/4", "50,0%"),
        ("–", "chưa giao chỉ tiêu"),
    ]
    assert next(param["value"] for param in shown_params("top")) == 1.2, "the bar is cut, the number is not"


def shown_params(name: str) -> list[dict[str, Any]]:
    spec = ranking_chart(lines=LINES, by_eligible=False).spec
    return [param for param in spec["params"] if param["name"] == name]


def test_by_those_who_may_another_share_is_drawn_and_no_target() -> None:
    chart = ranking_chart(lines=LINES, by_eligible=True)
    assert [row["w"] for row in rows(chart, "k", "w")] == ["392,5%", "45,0%", "25,0%", "25,0%", "chưa có số liệu"]
    assert "Chỉ tiêu" not in json.dumps(chart.spec, ensure_ascii=False)


@pytest.mark.parametrize(
    ("here", "vietnamese", "english"),
    [
        (
            "0",
            "Buôn Kê̆: thứ 3/4, đạt 50,0% chỉ tiêu, đồng hạng với 1 địa bàn khác",
            "Buôn Kê̆: rank 3/4, 50.0% of the target, level with 1 other place",
        ),
        ("1", "Buôn H’Đrát: thứ 2/4, đạt 90,0% chỉ tiêu", "Buôn H’Đrát: rank 2/4, 90.0% of the target"),
        (
            None,
            "Cao nhất: Buôn Jung (785,0%); thấp nhất: Thôn <b>&1</b> và 1 địa bàn khác (50,0%)",
            "First: Buôn Jung (785.0%); last: Thôn <b>&1</b> and 1 other (50.0%)",
        ),
        (
            "3",
            "Cao nhất: Buôn Jung (785,0%); thấp nhất: Thôn <b>&1</b> và 1 địa bàn khác (50,0%)",
            "First: Buôn Jung (785.0%); last: Thôn <b>&1</b> and 1 other (50.0%)",
        ),
    ],
)
def test_a_ranking_says_where_the_place_in_view_stands(here: str | None, vietnamese: str, english: str) -> None:
    assert ranking_chart(lines=LINES, by_eligible=False, here=here).title == vietnamese
    use_language("en")
    assert ranking_chart(lines=LINES, by_eligible=False, here=here).title == english


def test_a_ranking_of_nobody_and_of_equals_says_so() -> None:
    assert ranking_chart(lines=(), by_eligible=False).title == "Chưa xếp hạng được địa bàn nào"
    assert ranking_chart(lines=ranking((3, None)), by_eligible=False).title == "Chưa xếp hạng được địa bàn nào"
    level = ranking_chart(lines=ranking((3, 10), (6, 20)), by_eligible=False)
    assert level.title == "Các địa bàn đồng hạng: 30,0%"


def test_of_a_long_ranking_the_top_the_bottom_and_the_place_in_view_are_drawn() -> None:
    lines = ranking(*((1000 - i, 1000) for i in range(48)))
    chart = ranking_chart(lines=lines, by_eligible=False, here="20")
    drawn = rows(chart, "k", "w")
    assert [row["k"] for row in drawn] == [f"{i}/48" for i in (*range(1, 11), 21, *range(41, 49))]
    assert [row["p"] for row in drawn if row["h"]] == [lines[20].name]
    gaps = [row["word"] for row in rows(chart, "i", "word")]
    assert gaps == ["… 10 địa bàn khác …", "… 19 địa bàn khác …"]
    # A gap of one place has room for that place.
    close = ranking_chart(lines=lines, by_eligible=False, here="11")
    assert "11/48" in {row["k"] for row in rows(close, "k", "w")}


def test_every_place_bears_the_sign_of_its_pace_word() -> None:
    drawn = rows(ranking_chart(lines=ranking((10, 100), (100, 100)), by_eligible=False), "k", "w")
    assert [(row["s"], row["t"].rsplit(", ", 1)[1]) for row in drawn] == [("■", "đạt chỉ tiêu"), ("▼", "chậm tiến độ")]
