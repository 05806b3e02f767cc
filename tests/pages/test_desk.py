"""*Bàn làm việc*: what needs a decision today, for whom it is work; every number is that of the screen behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from campaign.clock import moment_at
from campaign.domain.vocabulary import Role
from campaign.i18n import _
from campaign.services import accounts, runtime
from campaign.ui import context, nav
from campaign.ui.desk import names
from campaign.ui.keys import Screen
from tests.services.test_desk_lists import imported, twins
from tests.support.desk import Desk
from tests.support.drive import DRIVE, entry, open_drive, put
from tests.support.example import aim
from tests.support.screens import open_address, words
from tests.support.world import CAMPAIGN, COMMUNE, END, PASSWORD, TODAY, Persona

Open = Callable[..., AppTest]
SEE_IT = (Persona.ADMIN, Persona.OFFICIAL, Persona.TEAM_LEAD, Persona.NEIGHBOUR)
REFUSED = (Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR)
SCREENS = {screen.value for screen in Screen}


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    def start(persona: Persona = Persona.OFFICIAL, language: str = "vi", **params: str) -> AppTest:
        return open_address(desk, monkeypatch, persona, Screen.DESK, params=params, language=language)

    return start


def cards(app: AppTest) -> list[str]:
    """Return the headlines in the order in which they stand."""
    body = "".join(e.proto.body for e in app.get("html"))
    return [re.sub(r"<[^>]+>", "", found) for found in re.findall(r"<h2>(.*?)(?:<span|</h2>)", body)]


def links(app: AppTest) -> list[str]:
    body = "".join(e.proto.body for e in app.get("html"))
    return [href.replace("&amp;", "&") for href in re.findall(r'href="(/[a-z]+\?[^"]*)"', body)]


def work(desk: Desk) -> None:
    """Buôn Pan and Thôn 3 are behind and silent, Buôn Jung works; the parts do not make the whole."""
    aim(desk, "Krông Pắc", 60, indicator="all_steps")
    aim(desk, "Buôn Pan", 20, indicator="all_steps")
    aim(desk, "Thôn 3", 30, indicator="all_steps")
    desk.save("maryam", "scam_awareness")


# -------------------------------------------------------------------------------------------- who sees it
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("persona", SEE_IT)
def test_it_opens_for_whoever_decides(desk: Desk, opened: Open, persona: Persona, language: str) -> None:
    work(desk)
    app = opened(persona, language)
    assert not app.exception
    assert not app.error
    assert [title.value for title in app.title] == ["Bàn làm việc" if language == "vi" else "Desk"]
    assert cards(app)


@pytest.mark.parametrize("persona", REFUSED)
def test_whoever_only_works_or_reads_is_told_so(desk: Desk, opened: Open, persona: Persona) -> None:
    work(desk)
    app = opened(persona)
    assert _("Your account may not open this screen") in words(app)
    assert cards(app) == []


def test_it_is_the_first_screen_of_those_who_decide(desk: Desk) -> None:
    first = {persona: nav.first_screen(desk.world.viewers[persona]) for persona in (*SEE_IT, *REFUSED)}
    assert first == {
        Persona.ADMIN: Screen.DESK,
        Persona.OFFICIAL: Screen.DESK,
        Persona.NEIGHBOUR: Screen.DESK,
        Persona.TEAM_LEAD: Screen.RECORD,
        Persona.VOLUNTEER: Screen.RECORD,
        Persona.LEADER: Screen.PROGRESS,
        Persona.AUDITOR: Screen.PROGRESS,
    }


def test_a_team_leader_is_not_asked_for_what_they_may_not_do(desk: Desk, opened: Open) -> None:
    work(desk)
    app = opened(Persona.TEAM_LEAD)
    assert cards(app) == ["2 địa bàn chậm tiến độ", "3 đơn vị im lặng từ 7 ngày"]
    assert {urlsplit(link).path for link in links(app)} == {"/progress", "/provenance"}
    assert "tài khoản" not in words(app).split("Không có việc")[1]


def test_a_rate_leads_to_where_it_comes_from(desk: Desk, opened: Open) -> None:
    work(desk)
    asked = [urlsplit(link).query for link in links(opened()) if urlsplit(link).path == "/provenance"]
    assert len(asked) == 2
    assert all(f"campaign={CAMPAIGN}" in query and query.endswith("figure=rate") for query in asked)


def test_refused_rows_and_possible_duplicates_wait_with_their_links(desk: Desk, opened: Open) -> None:
    twins(desk)
    batch = imported(desk, "danh-sach-buon-jung.xlsx", rejected=3)
    app = opened()
    assert "3 dòng của lần nhập gần nhất chưa nhận" in cards(app)
    assert any("cặp mục có thể là cùng một người" in headline for headline in cards(app))
    told = words(app)
    assert "danh-sach-buon-jung.xlsx" in told
    assert "Nguyễn Thị Lan" in told
    # The desk names no citizen.
    assert "Hoàng Văn" not in told
    asked = {urlsplit(link).path: parse_qs(urlsplit(link).query) for link in links(app)}
    assert asked["/citizens"]["view"] == ["duplicates"]
    assert asked["/imports"]["batch"] == [str(batch)]


def test_somebody_with_several_villages_is_told_how_many(
    desk: Desk, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(desk)
    app = opened(Persona.TEAM_LEAD)
    narrow = desk.narrowed(Persona.TEAM_LEAD, "Buôn Jung", "Thôn 3")
    found = context.read()
    monkeypatch.setattr(context, "read", lambda: replace(found, call=narrow))
    app.run()
    assert "2 địa bàn của ông/bà · ngày thứ 15/60" in words(app)
    assert cards(app) == ["1 địa bàn chậm tiến độ", "1 đơn vị im lặng từ 7 ngày"]
    # They have no screen in common, so the place that matters is opened.
    code = desk.world.place("Thôn 3").code
    assert {parse_qs(urlsplit(link).query)["place"][0] for link in links(app)} == {code}


# ------------------------------------------------------------------------------------------ what it says
def test_the_most_pressing_comes_first_and_the_rest_is_one_calm_line(desk: Desk, opened: Open) -> None:
    work(desk)
    app = opened()
    assert cards(app) == [
        "2 địa bàn chậm tiến độ",
        "3 đơn vị im lặng từ 7 ngày",
        "1 địa bàn chưa có tình nguyện viên",
        "1 tình nguyện viên không ghi nhận từ 7 ngày",
        "2 địa bàn chưa có chỉ tiêu",
        "1 chỉ tiêu giao chưa khớp tổng",
        "4 địa bàn chưa có người phụ trách",
    ]
    said = words(app)
    assert "7 việc cần xử lý. Trước hết: 2 địa bàn chậm tiến độ" in said
    assert "Krông Pắc · ngày thứ 15/60 · 0/60 người · 0,0% · ▼ Chậm tiến độ" in said
    calm = said.split("Không có việc cần xử lý: ")[1].split("\n")[0]
    assert "chiến dịch nháp" in calm
    assert "ngày ra quân sắp tới" in calm


def test_a_place_behind_says_how_far_and_who_answers_for_it(desk: Desk, opened: Open) -> None:
    work(desk)
    desk.run(
        "INSERT INTO person_in_charge (place_id, account_id, starts_on) SELECT p.id, a.id, '2026-11-01' "
        "FROM place p, account a WHERE p.name = 'Buôn Pan' AND a.username = 'y.volunteer'"
    )
    said = words(opened())
    # 20 people in 60 days are 5 by day 15, and 20 in the 45 days that are left are 0,45 a day.
    assert "Buôn Pan 0,0%: 0/20 · kế hoạch nay 5 · cần 0,5 người/ngày · phụ trách: Y Bhăm Kbuôr" in said
    assert "Thôn 3 0,0%: 0/30 · kế hoạch nay 8 · cần 0,7 người/ngày · chưa ai phụ trách" in said


def test_every_link_keeps_the_campaign_and_leads_to_a_screen_that_opens(
    desk: Desk, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(desk)
    found = links(opened())
    assert len(found) > 10
    for link in dict.fromkeys(found):
        parts = urlsplit(link)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert asked["campaign"] == CAMPAIGN
        assert parts.path.strip("/") in SCREENS
        app = open_address(desk, monkeypatch, Persona.OFFICIAL, Screen(parts.path.strip("/")), params=asked)
        assert not app.exception
        assert not app.error, link


def test_the_days_of_silence_stand_in_the_address(desk: Desk, opened: Open) -> None:
    work(desk)
    assert "3 đơn vị im lặng từ 14 ngày" in cards(opened(silent="14"))
    assert "3 đơn vị im lặng từ 7 ngày" in cards(opened(silent="8"))
    app = opened()
    app.session_state[names.FILTERS] = True
    app.run()
    app.selectbox(key=names.DAYS).select("3").run()
    assert app.query_params["silent"] == "3"
    assert "3 đơn vị im lặng từ 3 ngày" in cards(app)


def test_another_indicator_is_judged_as_on_the_progress_screen(desk: Desk, opened: Open) -> None:
    work(desk)
    aim(desk, "Buôn Jung", 40, indicator="reached")
    app = opened(indicator="reached")
    assert cards(app)[0] == "1 địa bàn chậm tiến độ"
    assert all("indicator=reached" in link for link in links(app) if link.startswith("/progress"))


def test_the_reminder_is_made_when_it_is_asked_for(desk: Desk, opened: Open) -> None:
    work(desk)
    app = opened()
    assert not app.code
    app.session_state[names.REMINDER] = True
    app.run()
    text = str(app.code[0].value)
    assert "3 đơn vị từ 7 ngày trở lên chưa có ghi nhận:\n- Buôn Pan\n- Thôn 3\n- Trường THCS Nguyễn Trãi" in text
    assert len(text) <= 900


def test_a_write_is_seen_at_the_next_look(desk: Desk, opened: Open) -> None:
    work(desk)
    app = opened()
    aim(desk, "Buôn Jung", 10, indicator="all_steps")
    assert "1 địa bàn chưa có chỉ tiêu" in cards(app.run())
    accounts.add_account(
        call=desk.system(),
        username="chua.vao",
        full_name="Người mới",
        role=Role.VOLUNTEER,
        place_code=COMMUNE,
        password=PASSWORD,
    )
    # No revision moves with an account, and it is there all the same.
    assert "1 tài khoản chưa đăng nhập lần nào" in cards(app.run())


# ---------------------------------------------------------------------------------------- other states
def test_nothing_to_do_is_said_calmly(desk: Desk, opened: Open) -> None:
    desk.run("UPDATE campaign SET status = 'closed'")
    app = opened()
    assert "chiến dịch đã đóng" in words(app)
    assert "Hôm nay không có việc nào cần quyết định" in words(app)
    assert cards(app) == []


def test_a_draft_waits_to_be_opened(desk: Desk, opened: Open) -> None:
    desk.run("UPDATE campaign SET status = 'draft' WHERE slug = :slug", slug=CAMPAIGN)
    app = opened()
    assert "bản nháp, chưa mở" in words(app)
    assert cards(app)[-1] == "1 chiến dịch nháp chờ mở"
    assert "4 địa bàn chưa có chỉ tiêu" in cards(app)
    assert "im lặng từ" not in words(app)


def test_a_campaign_that_is_over_wants_to_be_closed_first(
    desk: Desk, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(desk)
    app = opened()
    later = moment_at(END + timedelta(days=3))
    monkeypatch.setattr(runtime, "present", lambda: later)
    desk.run(
        "UPDATE sign_in_session SET expires_at = :at, last_seen_at = :seen",
        at="2027-02-01",
        seen=later.now.isoformat(" ")[:19],
    )
    app.run()
    assert cards(app)[0] == "1 chiến dịch đã hết hạn mà chưa đóng"
    assert "đã kết thúc ngày 06/01/2027" in words(app)


def test_without_a_campaign_the_way_to_the_first_one_is_shown(desk: Desk, opened: Open) -> None:
    desk.run("UPDATE campaign SET place_id = :place", place=desk.world.place("Ea Phê").id)
    said = words(opened())
    assert "Địa bàn của ông/bà chưa có chiến dịch" in said
    assert "Lập chiến dịch" in said
    assert "Lập chiến dịch" not in words(opened(Persona.TEAM_LEAD))


def test_a_place_out_of_reach_is_refused_with_the_way_back(desk: Desk, opened: Open) -> None:
    work(desk)
    for code in ("99999", desk.world.place("Buôn Phê").code):
        app = opened(place=code)
        assert app.error
        assert "Buôn Phê" not in words(app)


def test_the_province_sees_communes_and_each_commune_has_its_desk(desk: Desk, opened: Open) -> None:
    open_drive(desk)
    put(desk, entry(desk, 7), submit=True)
    app = opened(Persona.ADMIN, campaign=DRIVE)
    assert cards(app)[0] == "1 số liệu chờ duyệt"
    assert f"/reporting?campaign={DRIVE}&view=approve&day={TODAY}" in links(app)
    assert "Buôn Jung" not in words(app)
    app = opened(Persona.ADMIN, campaign=DRIVE, place=COMMUNE)
    app.button(key=names.UP).click().run()
    assert "place" not in app.query_params


def test_other_open_campaigns_say_how_many_matters_their_own_desk_has(desk: Desk, opened: Open) -> None:
    work(desk)
    open_drive(desk)
    put(desk, entry(desk, 7), submit=True)
    said = words(opened(Persona.ADMIN, campaign=CAMPAIGN))
    told = {name: int(n) for name, n in re.findall(r"(44 ngày đêm|Công dân số Ea Phê): (\d+) việc", said)}
    assert set(told) == {"44 ngày đêm", "Công dân số Ea Phê"}
    for slug, name in ((DRIVE, "44 ngày đêm"), ("ea-phe-2026", "Công dân số Ea Phê")):
        assert len(cards(opened(Persona.ADMIN, campaign=slug))) == told[name]


def test_names_with_signs_are_shown_as_they_are(desk: Desk, opened: Open) -> None:
    work(desk)
    desk.run("UPDATE place SET name = :name WHERE name = 'Buôn Pan'", name="<b>Buôn</b> & _Pan_")
    body = "".join(e.proto.body for e in opened().get("html"))
    assert "&lt;b&gt;Buôn&lt;/b&gt; &amp; _Pan_" in body
    assert "<b>Buôn</b>" not in body


def test_no_citizen_is_named(desk: Desk, opened: Open) -> None:
    work(desk)
    said = words(opened())
    for word in ("Maryam", "Siên", "Đào"):
        assert word not in said
    assert TODAY.isoformat() not in said
