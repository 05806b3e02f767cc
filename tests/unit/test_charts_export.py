"""Every chart as a spec, as SVG and as PNG: weight, colours, letters, and that bad input is drawn as such."""

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import vl_convert
from PIL import Image, ImageFont

from campaign.charts import canvas, palette
from campaign.charts.burn_up import burn_up_chart
from campaign.charts.comparison import comparison_chart
from campaign.charts.curves import curves_chart
from campaign.charts.export import FAMILY, FONTS, as_png, as_svg, wrapped
from campaign.charts.funnel import funnel_chart
from campaign.charts.heat_map import heat_map_chart
from campaign.charts.point_map import point_map_chart
from campaign.charts.ranking import ranking_chart
from campaign.charts.svg import slim
from campaign.charts.theme import Chart
from campaign.domain.pace import Plan, read_pace
from campaign.domain.vocabulary import Pace
from campaign.i18n import use_language
from campaign.services.progress_charts import HeatMap, Milestone
from campaign.services.progress_models import BurnUp, BurnUpPoint
from tests.support.chart_data import (
    START,
    comparison,
    curves,
    funnel,
    heat_map,
    point,
    point_map,
    ranking,
    series,
    step,
)

# Far longer than the name of any real village, most letters with marks: charts cut it, the title does not.
LONG = " Kmrơng Prǒng Êa Tiêu Buôn Đắk Hượng Quế Nghĩa Thọ số 1234 khối phố" * 4


@pytest.fixture(autouse=True)
def in_vietnamese() -> Iterator[None]:
    use_language("vi")
    yield
    use_language("vi")


def burn_up(*, days: int, on: int, target: int | None, milestones: int = 0) -> Chart:
    """Return a burn-up of 20 people a day, seen on day number `on`, with milestones every so many days."""
    end, as_of = START + timedelta(days=days - 1), START + timedelta(days=on - 1)
    daily = {START + timedelta(days=offset): 20 for offset in range(min(on, days))}
    reading = read_pace(
        plan=Plan(start=START, end=end, target=target),
        as_of=as_of,
        daily_completed=daily,
        already_had=0,
        counts_already_had=False,
    )
    points = tuple(
        BurnUpPoint(
            day=START + timedelta(days=offset),
            actual=20 * (offset + 1) if offset < on else None,
            planned=target * (offset + 1) / days if target else None,
        )
        for offset in range(days)
    )
    data = BurnUp(
        indicator="all_steps",
        points=points,
        as_of=as_of,
        end=end,
        target=target,
        toward_target=20 * min(on, days),
        forecast_total=reading.forecast_total,
        low=None,
        high=None,
    )
    marks = [
        Milestone(day=START + timedelta(days=i), planned=i * 20, actual=i * 21 if i < on else None)
        for i in range(1, days, max(1, days // (milestones + 1)))
    ]
    return burn_up_chart(burn_up=data, reading=reading, unit="người", milestones=marks[:milestones])


def long_map(places: int) -> HeatMap:
    return heat_map(*(tuple((1234 + i, 5678) for _ in range(11)) for i in range(places)), long=LONG)


GREAT: dict[str, Callable[[], Chart]] = {
    "burn-up": lambda: burn_up(days=730, on=500, target=9_999_999, milestones=12),
    "heat map": lambda: heat_map_chart(heat_map=long_map(2800)),
    "funnel": lambda: funnel_chart(
        funnel=funnel(*(step(f"s{i}{LONG}", completed=987_654, eligible=1_234_567) for i in range(12)))
    ),
    "ranking": lambda: ranking_chart(lines=ranking(*((i, 2800) for i in range(2800))), by_eligible=False, here="99"),
    "curves": lambda: curves_chart(
        curves=curves(*((tuple(range(i, i + 365, 1)), 1234) for i in range(2800)), days=365, on=365), unit="người"
    ),
    "map": lambda: point_map_chart(
        point_map=point_map(
            *(point(i, latitude=12 + i % 53 / 50, longitude=108 + i % 61 / 50, target=1234 + i) for i in range(2800)),
            without=tuple(f"Thôn {i}{LONG}" for i in range(2800)),
        )
    ),
    "map of 130": lambda: point_map_chart(
        point_map=point_map(
            *(
                replace(
                    point(i, latitude=12 + i % 53 / 50, longitude=108 + i % 61 / 50, target=123_456 + i),
                    name=f"Xã {i}{LONG}",
                )
                for i in range(130)
            )
        )
    ),
    "comparison": lambda: comparison_chart(
        comparison=comparison(series(f"Kỳ này{LONG}", *range(730)), series(f"Kỳ trước{LONG}", *range(730))),
        unit="người",
    ),
}
SMALL: dict[str, Callable[[], Chart]] = {
    "burn-up of one day": lambda: burn_up(days=1, on=1, target=10),
    "burn-up without target": lambda: burn_up(days=10, on=4, target=0),
    "burn-up of a campaign that ended": lambda: burn_up(days=10, on=30, target=100),
    "burn-up with milestones": lambda: burn_up(days=60, on=20, target=1200, milestones=3),
    "heat map": lambda: heat_map_chart(heat_map=heat_map(((5, 10), (785, 100)), ((None, 10), (3, None)))),
    "heat map of nothing": lambda: heat_map_chart(heat_map=HeatMap(columns=(), rows=())),
    "funnel": lambda: funnel_chart(
        funnel=funnel(step("a", completed=9, had=3), step("b", completed=2, requires=("a",), eligible=None))
    ),
    "funnel of nothing": lambda: funnel_chart(funnel=funnel()),
    "ranking": lambda: ranking_chart(
        lines=ranking((5, 10), (785, 100), (1, None), (5000, 9999)), by_eligible=False, here="0"
    ),
    "ranking by those who may": lambda: ranking_chart(lines=ranking((5, 10), (7, 10)), by_eligible=True),
    "ranking of nobody": lambda: ranking_chart(lines=(), by_eligible=False),
    "curves": lambda: curves_chart(curves=curves(((1, 2, 9), 10), ((), None), ((7,), 2)), unit="người"),
    "curves of nobody": lambda: curves_chart(curves=curves(), unit="người"),
    "map": lambda: point_map_chart(
        point_map=point_map(
            point(0, latitude=12.7, longitude=108.2), point(1, latitude=12.6, longitude=108.3, done=None)
        )
    ),
    "map of one place": lambda: point_map_chart(point_map=point_map(point(0, latitude=12.7, longitude=108.2))),
    "map of nothing": lambda: point_map_chart(point_map=point_map()),
    "comparison": lambda: comparison_chart(
        comparison=comparison(series("Kỳ này", 1000, 3000), series("Kỳ trước", 2000)), unit="người"
    ),
    "comparison of nothing": lambda: comparison_chart(comparison=comparison(series("a"), series("b")), unit="người"),
}


# ------------------------------------------------------------------------------------------------- specs
@pytest.mark.parametrize("kind", GREAT)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_spec_weighs_more_than_thirty_kilobytes(kind: str, language: str) -> None:
    use_language(language)
    assert len(json.dumps(GREAT[kind]().spec, ensure_ascii=False).encode()) <= 30_000


@pytest.mark.parametrize("kind", SMALL)
def test_only_colours_of_the_palette_are_used(kind: str) -> None:
    named = {value for value in vars(palette).values() if isinstance(value, str) and value.startswith("#")}
    named |= {*palette.RAMP, *(sign.colour for sign in palette.SIGNS.values())}
    used = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", json.dumps(SMALL[kind]().spec)))
    assert used
    assert used - named == set()


@pytest.mark.parametrize("kind", SMALL)
def test_a_title_says_something_and_the_description_says_it_again(kind: str) -> None:
    for language in ("vi", "en"):
        use_language(language)
        chart = SMALL[kind]()
        assert len(chart.title) > 5
        assert "{" not in chart.title + chart.subtitle + chart.description
        assert chart.title in chart.description
        assert chart.spec["description"] == chart.description
        assert "title" not in chart.spec


def test_names_are_data_and_never_part_of_an_expression() -> None:
    evil = "' + datum.x + '\"<script>"
    lines = ranking((5, 10), (7, 10))
    renamed = tuple(replace(line, name=evil) for line in lines)
    spec = ranking_chart(lines=renamed, by_eligible=False, here="0").spec
    expressions: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            expressions.extend(str(node[key]) for key in ("expr", "calculate", "filter") if key in node)
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(spec)
    assert expressions
    assert not any("script" in expression for expression in expressions)


def test_the_drawing_is_described_once_for_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    made = ("heat map", "funnel", "ranking", "curves", "map")
    before = [SMALL[kind]().spec for kind in made]

    def describe_again(*_args: object, **_kwargs: object) -> None:
        raise AssertionError

    monkeypatch.setattr(canvas, "finished", describe_again)
    after = [SMALL[kind]().spec for kind in made]
    assert after == before
    after[0]["layer"].clear()
    assert SMALL["heat map"]().spec == before[0], "what a caller does to a spec stays with it"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_numbers_are_read_on_every_shade_and_the_shades_are_told_apart_without_colour() -> None:
    assert [contrast(ink, shade) >= 4.5 for ink, shade in zip(palette.RAMP_INK, palette.RAMP, strict=True)] == [
        True
    ] * 6
    light = [luminance(shade) for shade in palette.RAMP]
    assert light == sorted(light, reverse=True)
    assert all(contrast(a, b) > 1.15 for a, b in zip(palette.RAMP, palette.RAMP[1:], strict=False))
    assert contrast(palette.INK, palette.PALE) >= 4.5
    assert contrast(palette.PAPER, palette.ACCENT) >= 4.5


# ------------------------------------------------------------------------------------------------- SVG
@pytest.mark.parametrize("kind", SMALL)
@pytest.mark.parametrize("width", [328, 1180])
def test_every_chart_can_be_drawn_as_svg(kind: str, width: int) -> None:
    chart = SMALL[kind]()
    svg = as_svg(chart=chart, width=width)
    root = ET.fromstring(svg)  # noqa: S314 - made here
    assert root.get("width") == str(width)
    assert root.get("role") == "img"
    assert root.get("aria-label") == chart.description
    assert "style" not in {name for element in root.iter() for name in element.attrib}
    assert not re.search(r"<script|<style|href|url\(|NaN|Infinity|undefined|null", svg)


def text_of(svg: str) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314 - made here
    return ["".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")]


def test_the_words_of_a_picture_are_the_charts_words_in_the_readers_numbers() -> None:
    svg = as_svg(chart=burn_up(days=100, on=90, target=2000), width=328)
    texts = text_of(svg)
    assert "1.000" in texts, "the axis speaks Vietnamese"
    assert any(text.startswith("Thực hiện 1.800") for text in texts)
    use_language("en")
    assert "1,000" in text_of(as_svg(chart=burn_up(days=100, on=90, target=2000), width=328))


def test_markup_in_a_name_is_only_text() -> None:
    chart = heat_map_chart(heat_map=heat_map(((1, 2),), ((1, 2),), ((0, 2),)))
    svg = as_svg(chart=chart, width=600)
    assert "Thôn <b>&1</b>" in text_of(svg)
    assert "<b>" not in svg


def test_title_and_subtitle_are_drawn_in_lines_when_asked_for() -> None:
    chart = burn_up(days=60, on=30, target=2000)
    texts = text_of(as_svg(chart=chart, width=328))
    words = " ".join(texts)
    assert chart.title in words
    assert all(part in words for part in chart.subtitle.split())
    without = text_of(as_svg(chart=chart, width=328, titled=False))
    assert chart.title not in without
    assert len(wrapped(chart.subtitle, width=320, size=12)) > 1
    assert wrapped("", width=320, size=12) == []


@pytest.mark.parametrize("days", [60, 365, 730])
def test_a_burn_up_for_the_board_is_light(days: int) -> None:
    svg = as_svg(chart=burn_up(days=days, on=days // 2, target=90_000, milestones=4), width=680, titled=False)
    assert len(svg.encode()) < 25_000


def test_what_a_style_says_becomes_attributes_and_what_nobody_sees_is_left_out() -> None:
    written = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g class='mark' transform='translate(0,0)'>"
        "<text style='font-style: italic; fill: #1c2a33' font-family='X'>a</text>"
        "<path d='M1.23456,-0.04L2.5,3' stroke='#1c2a33'/><path d=''/><path d='M0,0h1' stroke='#1c2a33' opacity='0'/>"
        "</g><g/></svg>"
    )
    slimmed = slim(written, label='"<x>', font="Arial")
    assert slimmed == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" role="img" aria-label="&quot;&lt;x&gt;" '
        'font-family="Arial"><g><text font-style="italic" fill="#1c2a33">a</text>'
        '<path d="M1.2,0L2.5,3" stroke="#1c2a33" /></g></svg>'
    )


def test_a_picture_is_measured_with_its_own_font_and_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def written(spec: dict[str, Any], **options: object) -> str:
        asked.update(spec | options)
        return "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", written)
    chart = SMALL["ranking"]()
    before = json.dumps(chart.spec)
    as_svg(chart=chart, width=300)
    assert asked["config"]["font"] == FAMILY
    assert asked["allowed_base_urls"] == []
    assert (asked["width"], asked["autosize"]["type"]) == (300, "fit-x")
    assert json.dumps(chart.spec) == before, "the screen's spec stays as it is"


# ------------------------------------------------------------------------------------------------- PNG
def test_a_png_has_the_pixels_asked_for_on_white() -> None:
    with Image.open(io.BytesIO(as_png(chart=SMALL["ranking"](), width=500, scale=2))) as picture:
        assert picture.width == 1000
        assert picture.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def test_height_is_that_of_the_plot_where_it_can_be_chosen() -> None:
    low = as_svg(chart=SMALL["comparison"](), width=500, height=200, titled=False)
    high = as_svg(chart=SMALL["comparison"](), width=500, height=400, titled=False)
    heights = [int(ET.fromstring(svg).get("height", "0")) for svg in (low, high)]  # noqa: S314 - made here
    assert heights[1] - heights[0] == 200


LETTERS = (
    "".join(map(chr, range(0x21, 0x7F)))
    + "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưĔĕĬĭŎŏŬŭČčÑñ"
    + "".join(map(chr, range(0x1EA0, 0x1EFA)))
    + "–—‘’“”…‰₫−«»·×"
    + "".join(sign.shape for sign in palette.SIGNS.values())
)


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_font_has_every_letter_that_names_and_numbers_need(weight: str) -> None:
    font = ImageFont.truetype(str(FONTS / f"CampaignSans-{weight}.ttf"), 40)
    missing = bytes(font.getmask("\uffff"))
    assert missing, "a letter that is not there is drawn as a box"
    assert [letter for letter in LETTERS if bytes(font.getmask(letter)) == missing] == []
    # ê̆ is two characters: the breve alone must be there, and above the letter, not beside it.
    breve = "\u0306"
    assert bytes(font.getmask(breve)) != missing
    assert font.getlength(f"ê{breve}") == font.getlength("ê")
    assert font.getbbox(f"ê{breve}")[1] < font.getbbox("ê")[1]


def test_pictures_are_written_in_that_font() -> None:
    as_svg(chart=SMALL["map"](), width=300)
    made = [
        vl_convert.svg_to_png(
            f"<svg xmlns='http://www.w3.org/2000/svg' width='200' height='40'>"
            f"<text x='5' y='30' font-size='24' font-family='{family}'>Buôn Kê̆ H’Ư</text></svg>"
        )
        for family in (FAMILY, "No Such Family")
    ]
    assert made[0] != made[1]


def test_every_pace_word_has_a_mark_of_its_own_on_a_map() -> None:
    looks = {(palette.SIGNS[pace].mark, pace is Pace.NOT_STARTED) for pace in Pace}
    assert len(looks) == len(Pace)
