"""*Tiến độ*: where we are, whether we will make it, where it is stuck; for everybody who may read it."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from campaign.domain.vocabulary import TargetKind
from campaign.services import targets
from campaign.services.progress_view import progress_view
from campaign.services.targets import TargetChange
from campaign.ui.keys import SHELL_LANGUAGE, Screen
from campaign.ui.progress import names
from tests.support.desk import Desk
from tests.support.drive import DRIVE, RATIO, SKILLS, approved, entry, open_drive, with_ratio
from tests.support.screens import open_address, rows, words
from tests.support.world import CAMPAIGN, TODAY, Persona

Open = Callable[..., AppTest]
READERS = [persona for persona in Persona if persona not in {Persona.DISABLED, Persona.NEIGHBOUR}]


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    def start(persona: Persona = Persona.LEADER, language: str = "vi", **params: str) -> AppTest:
        return open_address(desk, monkeypatch, persona, Screen.PROGRESS, params=params, language=language)

    return start


def aim(desk: Desk, place: str, amount: int, indicator: str = "reached") -> None:
    change = TargetChange(
        place_id=desk.world.place(place).id,
        indicator=indicator,
        kind=TargetKind.COUNT,
        amount=amount,
        expected_version=0,
    )
    targets.set_targets(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, changes=[change], reason="Kế hoạch")


def work(desk: Desk) -> None:
    """Two people helped in Buôn Jung, nobody in Buôn Pan; targets of 12 and 20, 60 for the commune."""
    aim(desk, "Krông Pắc", 60)
    aim(desk, "Buôn Jung", 12)
    aim(desk, "Buôn Pan", 20)
    desk.save("maryam", "scam_awareness", day=TODAY - timedelta(days=1))
    desk.save("sien", "scam_awareness")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("persona", READERS)
def test_it_opens_for_everybody_who_may_read(opened: Open, persona: Persona, language: str) -> None:
    app = opened(persona, language)
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1


def test_the_tiles_say_what_the_view_says(desk: Desk, opened: Open) -> None:
    work(desk)
    said = words(opened(indicator="reached"))
    view = progress_view(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, indicator="reached")
    assert view.tiles.reached == 2
    assert "Số người đã hỗ trợ 2 +2 trong 7 ngày, ▲ 2 so với 7 ngày trước" in said
    assert "Tỷ lệ so với chỉ tiêu 3,3% 2/60 người" in said
    assert "Ngày thứ 15/60 còn 45 ngày" in said
    assert "▼ Chậm tiến độ theo kế hoạch: 15" in said
    # 58 people in 45 days are 1,29 a day: rounded up, because 1,2 would not be enough.
    assert "Cần 1,3 người/ngày, 7 ngày qua đạt 0,3." in said
    assert "Chậm 13 ngày so với kế hoạch" in said
    assert "Cách tính:" in said


def test_villages_and_schools_stand_apart_and_whoever_needs_help_comes_first(desk: Desk, opened: Open) -> None:
    work(desk)
    app = opened(indicator="reached")
    said = words(app)
    assert said.index("Thôn, buôn, tổ dân phố") < said.index("Trường học") < said.index("Các bước tại")
    named = [row[0].split(" ▼")[0] for row in rows(app)]
    assert named.index("Địa bàn") < 1
    assert [name.split(" ")[1] for name in named[1:4]] == ["Pan", "Jung", "3"]


def test_a_row_has_result_target_rate_week_need_and_rank(desk: Desk, opened: Open) -> None:
    work(desk)
    jung = next(row for row in rows(opened(indicator="reached")) if row[0].startswith("Buôn Jung"))
    assert jung[1:] == [
        "◆ Có nguy cơ chậm",
        "2 /12",
        "12",
        "16,7% thứ 1/2",
        "2",
        "0,3 +2 tuần qua",
        "27/12",
        "thứ 1/2",
        "0,4% thứ 1/3",
        "22/11",
    ]


def test_a_silent_village_says_so_and_one_without_a_target_is_not_ranked(desk: Desk, opened: Open) -> None:
    work(desk)
    found = {row[0].split(" ▼")[0].split(" –")[0]: row for row in rows(opened(indicator="reached"))}
    assert found["Buôn Pan"][-1] == "chưa có"
    assert found["Thôn 3"][1:5] == ["– Chưa có chỉ tiêu", "0", "–", "– –"]


def test_the_order_of_the_address_is_kept(desk: Desk, opened: Open) -> None:
    work(desk)
    by_name = [row[0] for row in rows(opened(indicator="reached", order="name"))[1:4]]
    assert [name.split(" ")[1] for name in by_name] == ["Jung", "Pan", "3"]
    by_rate = [row[0] for row in rows(opened(indicator="reached", order="rate"))[1:4]]
    assert by_rate[0].startswith("Buôn Jung")


def test_a_village_has_the_same_screen_and_a_way_back(desk: Desk, opened: Open) -> None:
    work(desk)
    code = desk.world.place("Buôn Jung").code
    app = opened(indicator="reached", place=code)
    assert app.title[0].value == "Buôn Jung"
    assert "2/12 người" in words(app)
    app.button(key=names.UP).click().run()
    assert "Krông Pắc" in app.title[0].value
    assert "place" not in app.query_params
    assert app.query_params["indicator"] == "reached"


def test_links_of_the_table_keep_indicator_and_day(desk: Desk, opened: Open) -> None:
    work(desk)
    app = opened(indicator="reached", as_of="2026-11-20")
    body = "".join(e.proto.body for e in app.get("html"))
    code = desk.world.place("Buôn Jung").code
    assert (
        f'href="?campaign={CAMPAIGN}&amp;place={code}&amp;indicator=reached&amp;as_of=2026-11-20&amp;lang=vi"' in body
    )


def test_an_earlier_day_shows_what_was_known_then(desk: Desk, opened: Open) -> None:
    work(desk)
    said = words(opened(indicator="reached", as_of=(TODAY - timedelta(days=1)).isoformat()))
    assert "1/60 người" in said
    assert "Ngày thứ 14/60" in said


def picture(app: AppTest) -> tuple[str, str]:
    """Return the burn-up as somebody sees it and as it is told: what is written in the drawing, and its label."""
    body = "".join(e.proto.body for e in app.get("html"))
    found = re.search(r'<img class="pg-wide" alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)">', body)
    assert found
    drawn = base64.b64decode(found[2]).decode()
    return " ".join(re.findall(r">([^<>]+)</text>", drawn)), html.unescape(found[1])


def test_the_chart_is_drawn_from_the_same_numbers(desk: Desk, opened: Open) -> None:
    work(desk)
    drawn, told = picture(opened(indicator="reached"))
    assert "Thực hiện 2" in drawn
    assert "Chỉ tiêu 60 người" in drawn
    assert "Chậm 13 ngày" in told


def test_another_tab_sees_a_write_at_its_next_rerun(desk: Desk, opened: Open) -> None:
    app = opened(indicator="reached")
    assert "Số người đã hỗ trợ 0" in words(app)
    desk.save("maryam", "scam_awareness")
    assert "Số người đã hỗ trợ 1" in words(app.run())


def test_a_volunteer_sees_the_own_village_and_is_told_about_another(desk: Desk, opened: Open) -> None:
    assert opened(Persona.VOLUNTEER).title[0].value == "Buôn Jung"
    refused = opened(Persona.VOLUNTEER, place=desk.world.place("Buôn Pan").code)
    assert refused.error
    assert not refused.title


def test_wrong_addresses_say_what_to_do(opened: Open) -> None:
    assert "khong-co" in words(opened(campaign="khong-co"))
    assert opened(place="99999").error
    assert opened(indicator="khong-co").error
    assert "Mở lại trang này từ đầu" in words(opened(place="99999"))


def test_no_campaign_at_all_is_an_empty_state(desk: Desk, opened: Open) -> None:
    desk.run("DELETE FROM campaign_revision")
    desk.run("DELETE FROM indicator_prerequisite")
    desk.run("DELETE FROM indicator")
    desk.run("UPDATE place SET id = id WHERE 1 = 0")
    with desk.store.read() as connection:
        # The audit chain names the campaigns and is never changed, so they are moved out of sight instead.
        province = connection.exec_driver_sql("SELECT id FROM place WHERE code = '24502'").scalar_one()
    desk.run("UPDATE campaign SET place_id = :place", place=province)
    assert "Địa bàn của ông/bà chưa có chiến dịch" in words(opened())


def test_before_the_start_and_after_the_end_are_states_of_their_own(desk: Desk, opened: Open) -> None:
    work(desk)
    desk.run("UPDATE campaign SET starts_on = '2027-03-01', ends_on = '2027-04-29'")
    young = words(opened(indicator="reached"))
    assert "Chưa bắt đầu: chiến dịch mở ngày 01/03/2027" in young
    assert "bắt đầu ngày 01/03/2027" in young
    assert "Cần" not in young.split("Địa bàn")[0].replace("Cần đạt", "")
    desk.run("UPDATE campaign SET starts_on = '2026-01-01', ends_on = '2026-11-20'")
    desk.run("UPDATE campaign_revision SET revision = revision + 1")
    over = words(opened(indicator="reached"))
    assert "đã kết thúc ngày 20/11/2026" in over
    assert "Dự báo" not in over
    assert "7 ngày qua" not in over
    assert "tính đến ngày 20/11/2026" in over


def test_names_with_signs_are_shown_as_they_are(desk: Desk, opened: Open) -> None:
    desk.run("UPDATE place SET name = :name WHERE code = :code", name="<b>*Buôn* & _Jung_", code="24490-V07")
    app = opened(order="name")
    body = "".join(e.proto.body for e in app.get("html"))
    assert "&lt;b&gt;*Buôn* &amp; _Jung_" in body
    assert "<b>*Buôn*" not in body


def test_a_result_far_above_its_target_is_told_whole(opened: Open, desk: Desk) -> None:
    """785 %: neither tile nor table nor chart stops at the target."""
    aim(desk, "Krông Pắc", 40)
    aim(desk, "Buôn Jung", 20)
    for place, n in (("Krông Pắc", 157), ("Buôn Jung", 157)):
        desk.run(
            "INSERT INTO progress_day (campaign_id, place_id, indicator_id, status, day, n)"
            " VALUES (:campaign, :place, :indicator, 'completed', :day, :n)",
            campaign=desk.world.campaign.id,
            place=desk.world.place(place).id,
            indicator=next(i.id for i in desk.world.campaign.indicators if i.key == "reached"),
            day=(TODAY - timedelta(days=1)).isoformat(),
            n=n,
        )
    view = progress_view(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, place_code="24490-V07", indicator="reached")
    assert view.reading.rate == pytest.approx(7.85)
    assert view.reading.forecast_total is not None
    assert view.reading.forecast_total > 157
    for place in ("24490", "24490-V07"):
        app = opened(indicator="reached", place=place)
        assert not app.exception
        told = words(app)
        assert "157" in told
        assert ("785%" in told) or ("785,0%" in told), place
        assert "157" in picture(app)[0]


def test_a_ratio_shows_the_percentage_it_is_to_reach_and_a_single_unit_whether_it_has_sent(
    desk: Desk, opened: Open
) -> None:
    open_drive(desk)
    with_ratio(desk)
    goal = TargetChange(
        place_id=desk.world.place("Ea Phê").id,
        indicator=RATIO,
        kind=TargetKind.PERCENT,
        amount=9_000,
        expected_version=0,
    )
    targets.set_targets(call=desk.as_(Persona.PROVINCE_OFFICIAL), slug=DRIVE, changes=[goal], reason="giao")
    approved(desk, entry(desk, 30, RATIO, place="Ea Phê", denominator=50))
    app = opened(Persona.NEIGHBOUR, campaign=DRIVE, indicator=RATIO)
    line = next(row for row in rows(app) if "60,00%" in " ".join(row))
    assert "90,0%" in line
    # 60 % is two thirds of the 90 % that were asked for.
    assert "66,7%" in " ".join(line)
    assert "đã báo cáo" in line
    assert "45" not in line


def test_the_forecast_of_a_reported_number_says_how_it_is_made(desk: Desk, opened: Open) -> None:
    open_drive(desk)
    method = "Dự báo giữ tốc độ 7 ngày qua; khoảng 80% lấy lại ngẫu nhiên các tuần trọn trong 28 ngày qua."
    # Nothing is foretold of what nobody has approved.
    assert method not in words(opened(Persona.PROVINCE_OFFICIAL, campaign=DRIVE, indicator=SKILLS))
    approved(desk, entry(desk, 40))
    said = words(opened(Persona.PROVINCE_OFFICIAL, campaign=DRIVE, indicator=SKILLS))
    assert "Giữ tốc độ 7 ngày qua" in said
    assert method in said


def test_the_language_of_the_address_wins_over_that_of_the_account(desk: Desk, opened: Open) -> None:
    work(desk)
    english = opened(indicator="reached", lang="en")
    assert "People reached 2" in words(english)
    assert "Số người đã hỗ trợ" not in words(english)
    assert "People reached 2" not in words(opened(indicator="reached", lang="xx"))
    assert "Số người đã hỗ trợ 2" in words(opened(language="en", indicator="reached", lang="vi"))


def test_another_language_chosen_after_a_pasted_one_is_the_one_that_stays(desk: Desk, opened: Open) -> None:
    work(desk)
    app = opened(indicator="reached", lang="en")
    app.button(key=SHELL_LANGUAGE).click().run()
    assert "Số người đã hỗ trợ 2" in words(app)
    app.button(key=SHELL_LANGUAGE).click().run()
    assert "People reached 2" in words(app)
