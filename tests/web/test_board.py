"""The public board over HTTP: open to everybody, telling nobody what is closed, cheap for a crowd."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from campaign.clock import Moment
from campaign.domain.vocabulary import CampaignStatus
from campaign.errors import CampaignError
from campaign.services import board_settings, runtime
from campaign.web import board as front
from campaign.web import board_sheets, board_shelf
from campaign.web.board_files import COLUMNS
from campaign.web.board_shelf import Shelf
from tests.support.board import HOTLINE, count, open_board, wish
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, PASSWORD, Persona

from .conftest import SITE, Site

ADDRESSES = [
    "/cong-khai",
    "/cong-khai?man-hinh=1",
    "/cong-khai/so-lieu.csv",
    "/cong-khai/bieu-do.svg",
    "/cong-khai/qr.svg",
]


@pytest.fixture(autouse=True)
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf that looks at every request, so that a test need not wait for seconds."""
    made = Shelf(look=0.0, rest=0.0)
    for module in (front, board_sheets, board_shelf):
        monkeypatch.setattr(module, "SHELF", made)
    return made


@pytest.fixture
def opened(desk: Desk, site: Site) -> Desk:
    """The board of the small world, open, with a few numbers."""
    open_board(desk)
    for place, n in (("Buôn Jung", 40), ("Buôn Pan", 3), ("Thôn 3", 17)):
        count(desk, place, "scam_awareness", n)
        count(desk, place, "all_steps", n)
    return desk


def rows(answer: Any) -> list[dict[str, str]]:  # noqa: ANN401 - the client's own answer
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


# --------------------------------------------------------------------------------------- open or not
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_closed_board_a_draft_and_a_made_up_name_are_one_answer(site: Site, desk: Desk, address: str) -> None:
    never = site.client.get(address)
    assert never.status_code == 404
    glue = "&" if "?" in address else "?"
    open_board(desk)
    assert site.client.get(address).status_code == 200
    bodies = {never.text}
    for name in ("made-up", NEIGHBOUR_CAMPAIGN, "x" * 3000, "%00", f"{CAMPAIGN}%20"):
        answer = site.client.get(f"{address}{glue}campaign={name}")
        assert answer.status_code == 404
        bodies.add(answer.text)
    answer = site.client.get(f"{address}{glue}campaign={CAMPAIGN}&place=24502")
    assert answer.status_code == 404
    bodies.add(answer.text)
    desk.run("UPDATE campaign SET status = :draft", draft=CampaignStatus.DRAFT.value)
    bodies.add(site.client.get(f"{address}{glue}campaign={CAMPAIGN}").text)
    assert len(bodies) == 1


def test_it_needs_no_cookie_and_sets_none(site: Site, opened: Desk) -> None:
    for address in (*ADDRESSES, "/cong-khai/tu-dien.csv"):
        answer = site.client.get(address)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
    assert not site.client.cookies
    assert site.reached == []


def test_a_session_changes_nothing(site: Site, opened: Desk) -> None:
    before = site.client.get("/cong-khai").text
    site.sign_in(Persona.OFFICIAL, PASSWORD)
    assert site.client.get("/cong-khai").text == before


def test_several_open_boards_are_a_list(site: Site, opened: Desk) -> None:
    call = opened.as_(Persona.NEIGHBOUR)
    board_settings.set_board(call=call, wish=wish(campaign=NEIGHBOUR_CAMPAIGN))
    answer = site.client.get("/cong-khai?lang=en")
    assert answer.text.count('<a href="/cong-khai?campaign=') == 2
    assert f"campaign={NEIGHBOUR_CAMPAIGN}&amp;lang=en" in answer.text
    assert site.client.get(f"/cong-khai?campaign={CAMPAIGN}").status_code == 200


def test_a_slash_at_the_end_leads_on(site: Site, opened: Desk) -> None:
    answer = site.client.get("/cong-khai/?campaign=a%26b&lang=en")
    assert (answer.status_code, answer.headers["location"]) == (308, "/cong-khai?campaign=a%26b&lang=en")


# ------------------------------------------------------------------------------------- what it says
def test_the_page_says_whose_when_and_how_much(site: Site, opened: Desk) -> None:
    text = site.client.get("/cong-khai").text
    for told in ("Krông Pắc", "Số liệu đến hết ngày 21/11/2026", "ngày thứ 14/60", HOTLINE, "ẩn", "60"):
        assert told in text
    assert '<html lang="vi">' in text
    assert text.count("<h1>") == 1


def test_the_language_is_that_of_the_address(site: Site, opened: Desk) -> None:
    english = site.client.get("/cong-khai?lang=en")
    assert '<html lang="en">' in english.text
    assert "Numbers as of the end of 21/11/2026" in english.text
    assert '<html lang="vi">' in site.client.get("/cong-khai?lang=xx", headers={"Cookie": "campaign_language=en"}).text


def test_a_small_count_is_hidden_everywhere(site: Site, opened: Desk) -> None:
    count(opened, "Buôn Jung", "reached", 7001)
    count(opened, "Buôn Pan", "reached", 3)
    count(opened, "Thôn 3", "reached", 6007)
    code = opened.world.place("Thôn 3").code
    told = [
        *ADDRESSES,
        "/cong-khai?indicator=reached",
        f"/cong-khai?place={code}",
        f"/cong-khai/so-lieu.csv?place={code}",
        "/cong-khai?man-hinh=1&indicator=reached",
    ]
    texts = [site.client.get(address).text for address in told]
    assert any("13.011" in text for text in texts)
    assert not any(re.search(r"6\.?007", text) for text in texts)


def test_no_person_is_on_it(site: Site, opened: Desk) -> None:
    for who in ("maryam", "sien"):
        opened.save(who, "scam_awareness", by=Persona.OFFICIAL)
    for address in ADDRESSES:
        text = site.client.get(address).text
        for someone in opened.world.people.values():
            assert someone.name not in text
        for viewer in opened.world.viewers.values():
            assert viewer.full_name not in text
            assert viewer.username not in text
        assert not re.search(r"912\s?345\s?678|066194001234|\b678\b", text)


@pytest.mark.parametrize(
    "query", ["indicator=nope", "indicator=" + "x" * 4000, "man-hinh=abc", "lang=%00", "place=", "x=1&x=2", "campaign="]
)
def test_odd_parameters_are_no_fault(site: Site, opened: Desk, query: str) -> None:
    assert site.client.get(f"/cong-khai?{query}").status_code == 200


def test_what_an_official_writes_is_text(site: Site, opened: Desk) -> None:
    open_board(opened, version=1, note="<script>alert(1)</script>", hotline="=1+1")
    for address in ("/cong-khai", "/cong-khai?man-hinh=1"):
        assert "<script" not in site.client.get(address).text


# ---------------------------------------------------------------------------------------- the files
def test_the_csv_has_a_row_for_every_place_and_indicator(site: Site, opened: Desk) -> None:
    answer = site.client.get("/cong-khai/so-lieu.csv")
    found = rows(answer)
    assert list(found[0]) == [column.name for column in COLUMNS]
    assert 'filename="cong-khai-krong-pac-2026-2026-11-21.csv"' in answer.headers["content-disposition"]
    aware = {row["ten_dia_ban"]: row for row in found if row["ma_chi_tieu"] == "scam_awareness"}
    assert [(row["ket_qua"], row["ket_qua_an"]) for row in aware.values()] == [
        ("60", "0"),
        ("40", "0"),
        ("", "1"),
        ("", "1"),
        ("0", "0"),
    ]
    code = opened.world.place("Buôn Jung").code
    assert {row["ma_dia_ban"] for row in rows(site.client.get(f"/cong-khai/so-lieu.csv?place={code}"))} == {code}


def test_the_dictionary_explains_every_column(site: Site) -> None:
    # It tells of no board, and so is there without any.
    for language, head in (("vi", "Cột"), ("en", "Column")):
        found = rows(site.client.get(f"/cong-khai/tu-dien.csv?lang={language}"))
        assert [row[head] for row in found] == [column.name for column in COLUMNS]
        assert all(list(row.values())[1] and list(row.values())[3] for row in found)


def test_the_pictures_are_well_formed_and_say_what_they_are(site: Site, opened: Desk) -> None:
    for address in ("/cong-khai/bieu-do.svg", "/cong-khai/qr.svg"):
        answer = site.client.get(address)
        assert answer.headers["content-type"].startswith("image/svg+xml")
        root = ET.fromstring(answer.text)  # noqa: S314 - our own answer
        assert root.find("{http://www.w3.org/2000/svg}title") is not None
        assert "style=" not in answer.text


def test_the_code_leads_to_where_the_reader_is(site: Site, opened: Desk) -> None:
    here = site.client.get("/cong-khai/qr.svg")
    assert here.text != site.client.get("/cong-khai/qr.svg", headers={"Host": "khac.test"}).text
    assert here.headers["cache-control"].startswith("private")
    assert site.client.get("/cong-khai/qr.svg", headers={"Host": "a b<"}).status_code == 404


# -------------------------------------------------------------------------------- headers and crowds
def test_nothing_on_it_runs_and_only_its_own_style_counts(site: Site, opened: Desk) -> None:
    for address in ("/cong-khai", "/cong-khai?man-hinh=1"):
        answer = site.client.get(address)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "script" not in policy
        assert "frame-ancestors 'none'" in policy
        assert not re.search(r"<script|\sstyle=|\son\w+=|javascript:", answer.text)
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", answer.text)
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_short_cache_and_a_tag(site: Site, opened: Desk) -> None:
    first = site.client.get("/cong-khai")
    assert first.headers["cache-control"] == "public, max-age=30"
    assert "accept-encoding" in first.headers["vary"].lower()
    again = site.client.get("/cong-khai", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    count(opened, "Buôn Jung", "all_steps", 50)
    open_board(opened, version=1, note="mới")
    assert site.client.get("/cong-khai", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_it_comes_compressed(site: Site, opened: Desk, encoding: str) -> None:
    plain = site.client.get("/cong-khai")
    packed = site.client.get("/cong-khai", headers={"Accept-Encoding": encoding})
    assert packed.headers["content-encoding"] == encoding
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert packed.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize("address", [*ADDRESSES, "/cong-khai/tu-dien.csv"])
def test_head_answers_as_get_does(site: Site, opened: Desk, address: str) -> None:
    assert site.client.head(address).status_code == 200
    assert site.client.head(address).headers["content-type"] == site.client.get(address).headers["content-type"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_to_it(site: Site, opened: Desk, method: str) -> None:
    assert site.client.request(method, SITE + "/cong-khai").status_code == 401
    assert site.reached == []


def test_a_crowd_costs_nothing(
    site: Site, opened: Desk, shelf: Shelf, statements: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = Shelf(look=60.0, rest=60.0)
    for module in (front, board_sheets, board_shelf):
        monkeypatch.setattr(module, "SHELF", patient)
    site.client.get("/cong-khai")
    before = statements()
    for number in range(30):
        assert site.client.get("/cong-khai").status_code == 200
        assert site.client.get(f"/cong-khai?campaign=made-up-{number}").status_code == 404
        assert site.client.get("/cong-khai?place=24490-V07").status_code == 200
    assert statements() == before


def test_what_is_remembered_has_a_bound(site: Site, opened: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    small = Shelf(look=60.0, rest=60.0, most=3)
    for module in (front, board_sheets, board_shelf):
        monkeypatch.setattr(module, "SHELF", small)
    for indicator in opened.world.steps:
        site.client.get(f"/cong-khai?indicator={indicator}")
    assert len(small._sheets) == 3
    assert small._bytes == sum(len(sheet.body) for sheet in small._sheets.values())


def test_what_was_closed_is_gone_at_the_next_look(site: Site, opened: Desk) -> None:
    assert site.client.get("/cong-khai").status_code == 200
    open_board(opened, is_open=False, version=1)
    assert site.client.get("/cong-khai").status_code == 404


def test_the_board_of_a_new_day_is_another(site: Site, opened: Desk) -> None:
    assert "đến hết ngày 21/11/2026" in site.client.get("/cong-khai").text
    site.now = Moment(now=site.now.now + timedelta(days=1), today=site.now.today + timedelta(days=1))
    assert "đến hết ngày 22/11/2026" in site.client.get("/cong-khai").text


def test_without_the_database_the_last_page_stays_for_a_while(
    site: Site, opened: Desk, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = site.client.get("/cong-khai").text

    def gone() -> None:
        raise CampaignError("database_unreachable")

    monkeypatch.setattr(runtime, "store", gone)
    assert site.client.get("/cong-khai").text == page
    shelf._without = -1.0
    assert site.client.get("/cong-khai").status_code == 503


# ------------------------------------------------------------------------------------- the hall
def test_the_screen_in_the_hall_turns_its_pages_without_a_line(site: Site, opened: Desk) -> None:
    text = site.client.get("/cong-khai?man-hinh=1").text
    slides = text.count('<section class="slide">')
    assert slides >= 4
    assert f"animation:turn {slides * 12}s step-end infinite" in text
    assert text.count("animation-delay:") == slides
    refresh = re.search(r'http-equiv="refresh" content="(\d+);url=([^"]+)"', text)
    assert refresh is not None
    assert int(refresh[1]) % (slides * 12) == 0
    assert "man-hinh=1" in refresh[2]
    assert "Số liệu đến hết ngày 21/11/2026" in text
