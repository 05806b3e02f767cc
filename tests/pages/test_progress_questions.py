"""*Tiến độ*, the third and fourth question: where it is stuck, who is ahead; and an address that reopens all of it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from campaign.domain.vocabulary import TargetKind
from campaign.services import targets
from campaign.services.progress_view import progress_view
from campaign.services.targets import TargetChange
from campaign.ui.keys import Screen
from campaign.ui.progress import kinds, names
from tests.support.desk import Desk
from tests.support.screens import open_address, rows, words
from tests.support.world import CAMPAIGN, TODAY, Persona

Open = Callable[..., AppTest]
VIEWS = ("table", "ranking", "curves", "map", "periods", "campaigns")
JUNG = "24490-V07"


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    def start(persona: Persona = Persona.LEADER, language: str = "vi", **params: str) -> AppTest:
        app = open_address(desk, monkeypatch, persona, Screen.PROGRESS, params=params, language=language)
        assert not app.exception, app.exception
        return app

    return start


@pytest.fixture
def worked(desk: Desk) -> Desk:
    """Two people in Buôn Jung with two steps, nobody in Buôn Pan; targets for the commune and both."""
    for place, indicator, amount in (
        ("Krông Pắc", "reached", 60),
        ("Buôn Jung", "reached", 12),
        ("Buôn Pan", "reached", 20),
        ("Buôn Jung", "scam_awareness", 2),
        ("Buôn Pan", "scam_awareness", 9),
    ):
        change = TargetChange(
            place_id=desk.world.place(place).id,
            indicator=indicator,
            kind=TargetKind.COUNT,
            amount=amount,
            expected_version=0,
        )
        targets.set_targets(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, changes=[change], reason="Kế hoạch")
    desk.save("maryam", "scam_awareness", day=TODAY - timedelta(days=1))
    desk.save("sien", ("scam_awareness", "chip_id_card"))
    return desk


def markup(app: AppTest) -> str:
    """Return all finished HTML of the screen."""
    return "".join(e.proto.body for e in app.get("html"))


def drawn(app: AppTest) -> str:
    """Return the one chart of the screen as text with its letters as they are."""
    return json.dumps(json.loads(app.get("vega_lite_chart")[0].proto.spec), ensure_ascii=False)


def heat(app: AppTest) -> dict[str, list[str]]:
    """Return the cells of the heat map by the name of the place, as they are read."""
    table = re.search(r'<table class="hm">(.*?)</table>', markup(app), re.DOTALL)
    assert table
    found = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table[1])
    return {
        html.unescape(re.sub(r"<[^>]+>", "", name)): [
            html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells)
        ]
        for name, cells in found
    }


def test_the_heat_map_has_the_share_and_the_shape_of_the_pace_in_every_cell(worked: Desk, opened: Open) -> None:
    found = heat(opened(indicator="reached"))
    view = progress_view(call=worked.as_(Persona.LEADER), slug=CAMPAIGN, indicator="reached")
    keys = [column.key for column in view.heat_map.columns]
    assert len(found) == len(view.heat_map.rows)
    assert found["Buôn Jung"][keys.index("scam_awareness")] == "■100%"
    assert found["Buôn Pan"][keys.index("scam_awareness")] == "▼0%"
    assert found["Buôn Jung"][keys.index("reached")] == "◆17%"
    # Without a target it is the number, without a shape.
    assert found["Buôn Jung"][keys.index("chip_id_card")] == "1"


def test_a_cell_links_to_where_its_number_comes_from_and_says_it_in_a_sentence(worked: Desk, opened: Open) -> None:
    body = html.unescape(markup(opened(indicator="reached", as_of="2026-11-21")))
    address = (
        f"/provenance?campaign={CAMPAIGN}&place={JUNG}&indicator=scam_awareness&figure=rate&as_of=2026-11-21&lang=vi"
    )
    assert f'href="{address}"' in body
    assert "Buôn Jung · Chống lừa đảo: 1/2, " in body
    for figure in ("result", "rate", "planned_today", "target", "week", "needed_per_day", "rank", "already_had"):
        assert f"figure={figure}" in body, figure


def test_the_heading_of_a_column_sorts_heat_map_and_table_alike(worked: Desk, opened: Open) -> None:
    app = opened(indicator="reached", order="scam_awareness")
    assert next(iter(heat(app))) == "Buôn Pan"
    assert next(row[0] for row in rows(app)[1:]).startswith("Buôn Pan")
    assert 'aria-sort="ascending"' in markup(app)
    by_name = opened(indicator="reached", order="name")
    assert next(iter(heat(by_name))) == "Buôn Jung"
    assert "&amp;order=scam_awareness&amp;lang=vi" in markup(by_name)
    # A word that is no order is the default, which is help needed first.
    assert next(iter(heat(opened(indicator="reached", order="nonsense")))) == "Buôn Pan"


def test_of_many_places_the_first_of_each_kind_are_sent_and_a_link_shows_all(
    worked: Desk, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = heat(opened(indicator="reached"))
    monkeypatch.setattr(kinds, "FIRST", 1)
    monkeypatch.setattr(kinds, "_FEWEST", 1)
    app = opened(indicator="reached")
    assert list(heat(app)) == ["Buôn Pan", "Trường THCS Nguyễn Trãi"]
    assert words(app).count(f"và {len(every) - 2} nơi khác. Xem cả {len(every)} nơi") == 2
    assert f'href="?campaign={CAMPAIGN}&amp;place=24490&amp;indicator=reached&amp;all=1&amp;lang=vi"' in markup(app)
    # What the link opens shows all of them, in both tables, and stays so in another order.
    whole = opened(indicator="reached", all="1")
    assert heat(whole) == every
    assert "nơi khác" not in words(whole)
    assert "&amp;order=name&amp;all=1&amp;" in markup(whole)


def test_the_funnel_says_what_a_step_requires_and_how_many_are_left(worked: Desk, opened: Open) -> None:
    worked.save("maryam", "chip_id_card")
    worked.save("maryam", "eid_level2")
    said = words(opened(indicator="reached"))
    assert "sau Thẻ căn cước: còn 1 người" in said


def test_only_who_manages_people_is_led_to_those_who_remain(worked: Desk, opened: Open) -> None:
    link = f"/citizens?campaign={CAMPAIGN}&amp;place={JUNG}&amp;step=scam_awareness&amp;lang=vi"
    assert link in markup(opened(Persona.OFFICIAL, place=JUNG, indicator="scam_awareness"))
    assert "/citizens?" not in markup(opened(Persona.LEADER, place=JUNG, indicator="scam_awareness"))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("place", ["24490", JUNG])
def test_every_part_opens_from_its_address(worked: Desk, opened: Open, view: str, place: str, language: str) -> None:
    app = opened(
        Persona.PROVINCE_OFFICIAL, campaign=CAMPAIGN, indicator="reached", view=view, place=place, lang=language
    )
    assert not app.error
    assert app.query_params["lang"] == language
    assert app.query_params["view"] == view
    assert ("Who is ahead, who needs help" in words(app)) is (language == "en")
    charts = len(app.get("vega_lite_chart"))
    assert charts <= 1
    if view != "campaigns":
        assert charts == (1 if view in {"ranking", "curves", "periods"} else 0)


def test_a_village_stands_among_its_neighbours(worked: Desk, opened: Open) -> None:
    spec = drawn(opened(indicator="reached", place=JUNG, view="ranking"))
    assert "Buôn Jung" in spec
    assert "Buôn Pan" in spec
    assert "Trường THCS" not in spec


def test_the_ranking_by_those_who_may_is_another_one(worked: Desk, opened: Open) -> None:
    by_target = opened(indicator="reached", view="ranking")
    by_people = opened(indicator="reached", view="ranking", basis="eligible")
    assert words(by_target) != words(by_people)
    by_target.selectbox(key=names.BASIS).set_value("eligible").run()
    assert by_target.query_params["basis"] == "eligible"
    assert words(by_target) == words(by_people)


def test_schools_are_ranked_apart(worked: Desk, opened: Open) -> None:
    app = opened(indicator="reached", view="ranking")
    app.selectbox(key=names.PEERS).set_value("school").run()
    assert app.query_params["kind"] == "school"
    assert "Trường THCS" in drawn(app)
    assert "Buôn Jung" not in drawn(app)


def test_what_cannot_be_compared_says_why(worked: Desk, opened: Open) -> None:
    first_week = opened(indicator="reached", view="periods", as_of="2026-11-08")
    assert "2026-11-08" not in words(first_week)
    assert not first_week.get("vega_lite_chart")
    assert re.search(r"<h3>[^<]+</h3>", markup(first_week).split('<div class="pg">')[1])


def test_the_slider_moves_the_day_and_the_last_day_is_no_word_of_the_address(worked: Desk, opened: Open) -> None:
    app = opened(indicator="reached")
    assert app.slider(key=names.SLIDER).value == TODAY
    app.slider(key=names.SLIDER).set_value(TODAY - timedelta(days=1)).run()
    assert app.query_params["as_of"] == "2026-11-21"
    assert "1/60 người" in words(app)
    app.slider(key=names.SLIDER).set_value(TODAY).run()
    assert "as_of" not in app.query_params
    assert "2/60 người" in words(app)


def test_on_the_first_day_there_is_nothing_to_slide(worked: Desk, opened: Open) -> None:
    worked.run("UPDATE campaign SET starts_on = :day", day=TODAY.isoformat())
    app = opened(indicator="reached")
    assert not app.slider
    assert "Ngày thứ 1/" in words(app)


@pytest.mark.parametrize("reader", [Persona.OFFICIAL, Persona.AUDITOR, Persona.PROVINCE_OFFICIAL])
def test_a_pasted_address_reopens_what_was_seen_for_whoever_may(worked: Desk, opened: Open, reader: Persona) -> None:
    asked = {
        "campaign": CAMPAIGN,
        "place": "24490",
        "indicator": "scam_awareness",
        "as_of": "2026-11-21",
        "order": "name",
        "view": "ranking",
        "basis": "eligible",
        "kind": "village",
        "lang": "en",
    }
    seen = opened(Persona.LEADER, **asked)
    pasted = opened(reader, **{name: str(value) for name, value in dict(seen.query_params).items()} | asked)
    assert pasted.title[0].value == seen.title[0].value
    assert [c.proto.spec for c in pasted.get("vega_lite_chart")] == [c.proto.spec for c in seen.get("vega_lite_chart")]
    assert heat(pasted) == heat(seen)
    assert pasted.slider(key=names.SLIDER).value == seen.slider(key=names.SLIDER).value
    assert pasted.selectbox(key=names.BASIS).value == "eligible"


def test_a_target_of_nothing_is_no_target(worked: Desk, opened: Open) -> None:
    change = TargetChange(
        place_id=worked.world.place("Thôn 3").id,
        indicator="reached",
        kind=TargetKind.COUNT,
        amount=0,
        expected_version=0,
    )
    targets.set_targets(call=worked.as_(Persona.OFFICIAL), slug=CAMPAIGN, changes=[change], reason="Kế hoạch")
    row = next(found for name, found in heat(opened(indicator="reached")).items() if name.startswith("Thôn 3"))
    assert "%" not in "".join(row)


def test_nothing_recorded_yet_is_said(opened: Open) -> None:
    for view in VIEWS:
        app = opened(view=view)
        assert not app.error
        assert "Số người đã hỗ trợ 0" in words(app)


def test_names_that_need_their_signs_keep_them(worked: Desk, opened: Open) -> None:
    worked.run("UPDATE place SET name = :name WHERE code = :code", name="Buôn H’Drê̆ <b>", code=JUNG)
    app = opened(indicator="reached", order="name")
    assert "Buôn H’Drê̆ <b>" in heat(app)
    assert "<b>" not in re.sub(r"<b style", "", markup(app).split('<div class="hm-box"')[1].split("</table>")[0])
