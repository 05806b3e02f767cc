"""The door is closed by default: what opens it, and how far."""

import sqlite3
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.routing import BaseRoute

from campaign.errors import CampaignError
from campaign.services import accounts, runtime
from campaign.services.call import Call, system_viewer
from campaign.web import start
from campaign.web.guards import Guard, GuardedRoute
from campaign.web.routes import ROUTES
from tests.support.world import NOW, PASSWORD, Persona

from .conftest import SITE, Site

MACHINE_PATHS = [
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/stream",
    "/_stcore/upload_file/a/b",
    "/media/abc.csv",
    "/component/x/index.html",
    "/api/v1/sync",
    "/manifest.json",
    "/some.file",
    "//evil.test/x",
]


def next_of(answer: Any) -> str:  # noqa: ANN401 - the client's own answer
    location = urlsplit(str(answer.headers["location"]))
    assert location.path == "/dang-nhap"
    return parse_qs(location.query).get("next", ["/"])[0]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.path}")
def test_every_route_names_its_guard(route: BaseRoute) -> None:
    assert isinstance(route, GuardedRoute)
    assert isinstance(route.guard, Guard)


def test_only_these_addresses_are_open_to_everybody() -> None:
    public = {route.path for route in ROUTES if route.guard is Guard.PUBLIC}
    board = {"", "/", "/so-lieu.csv", "/tu-dien.csv", "/bieu-do.svg", "/qr.svg"}
    assert public == {"/dang-nhap", "/dang-xuat", "/healthz", "/readyz", *(f"/cong-khai{name}" for name in board)}


def test_the_app_is_wrapped_with_the_gate_before_anything_that_answers() -> None:
    assert [middleware.cls.__name__ for middleware in start.MIDDLEWARE] == [  # type: ignore[attr-defined]
        "SecurityHeaders",
        "Gate",
        "CompressedStatic",
        "Shell",
    ]


@pytest.mark.parametrize("path", ["/", "/tien-do", "/nguoi-dan/", "/cong-khai-gia", "/DANG-NHAP"])
def test_a_page_without_a_session_leads_to_the_sign_in(site: Site, path: str) -> None:
    answer = site.client.get(path)
    assert answer.status_code == 303
    assert next_of(answer) == path
    assert site.reached == []


def test_the_wanted_page_is_remembered_with_its_filters(site: Site) -> None:
    answer = site.client.get("/tien-do?campaign=x&place=24490-V07&q=%C4%90%C3%A0o")
    assert next_of(answer) == "/tien-do?campaign=x&place=24490-V07&q=%C4%90%C3%A0o"


@pytest.mark.parametrize("path", MACHINE_PATHS)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
def test_everything_else_without_a_session_is_refused(site: Site, method: str, path: str) -> None:
    assert site.client.request(method, SITE + path).status_code == 401
    assert site.reached == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_writing_to_a_page_is_no_page(site: Site, method: str) -> None:
    assert site.client.request(method, "/tien-do").status_code == 401


@pytest.mark.parametrize("token", ["made-up", "", "x" * 5000, "đ"])
def test_a_made_up_cookie_opens_nothing(site: Site, token: str) -> None:
    cookie = {"Cookie": f"campaign_session={token}".encode()}
    assert site.client.get("/", headers=cookie).status_code == 303
    assert site.client.get("/media/x", headers=cookie).status_code == 401


def test_the_websocket_needs_a_session(site: Site) -> None:
    assert not site.opens_a_socket(Origin=SITE)
    site.sign_in()
    assert site.opens_a_socket(Origin=SITE)


@pytest.mark.parametrize(
    "origin", ["https://evil.test", "https://xa.test.evil.test", "null", "", "https://xa.test:444"]
)
def test_the_websocket_of_another_site_is_refused_even_with_a_session(site: Site, origin: str) -> None:
    site.sign_in()
    assert not site.opens_a_socket(Origin=origin)


def test_a_session_opens_pages_and_what_they_fetch(site: Site) -> None:
    site.sign_in()
    assert site.client.get("/tien-do").status_code == 200
    assert site.client.get("/media/x").text == "streamlit"
    assert site.client.put("/_stcore/upload_file/a/b").text == "streamlit"


def test_a_session_that_ended_elsewhere_is_refused_within_seconds(site: Site) -> None:
    site.sign_in()
    assert site.client.get("/").status_code == 200
    call = Call(store=site.store, viewer=system_viewer(), moment=NOW)
    accounts.disable_account(call=call, username=Persona.OFFICIAL)
    site.pass_time(seconds=4)
    assert site.client.get("/").status_code == 303
    assert not site.opens_a_socket(Origin=SITE)


def test_signing_out_closes_the_door_at_once(site: Site) -> None:
    site.sign_in()
    token = site.client.cookies["campaign_session"]
    assert site.client.get("/").status_code == 200
    site.client.post("/dang-xuat", headers={"Origin": SITE})
    assert site.client.get("/", headers={"Cookie": f"campaign_session={token}"}).status_code == 303


def test_many_requests_of_one_page_ask_the_database_once(site: Site, statements: Callable[[], int]) -> None:
    site.sign_in()
    before = statements()
    for number in range(30):
        assert site.client.get(f"/media/{number}").status_code == 200
    assert statements() - before == 1


def test_what_a_browser_fetches_by_itself_does_not_keep_a_session_awake(site: Site) -> None:
    site.sign_in()
    for _ in range(4):
        site.pass_time(minutes=5)
        site.client.get("/")
    assert site.client.get("/media/x").status_code == 401


def test_a_locked_session_opens_the_page_that_asks_for_the_password_and_no_files(site: Site) -> None:
    site.sign_in()
    site.pass_time(minutes=16)
    assert site.client.get("/").status_code == 200
    assert site.opens_a_socket(Origin=SITE)
    assert site.client.get("/media/x").status_code == 401


def test_a_one_time_password_opens_only_the_page_that_replaces_it(site: Site) -> None:
    call = Call(store=site.store, viewer=system_viewer(), moment=NOW)
    once = accounts.reset_password(call=call, username=Persona.OFFICIAL)
    assert site.sign_in(password=once, next="/tien-do").headers["location"] == "/doi-mat-khau?next=/tien-do"
    assert site.client.get("/tien-do").headers["location"] == "/doi-mat-khau?next=/tien-do"
    assert site.client.get("/media/x").status_code == 401
    assert not site.opens_a_socket(Origin=SITE)
    assert site.client.get("/doi-mat-khau").status_code == 200
    fields = {"old": once, "new": PASSWORD + "!", "again": PASSWORD + "!", "next": "/tien-do"}
    answer = site.client.post("/doi-mat-khau", data=fields, headers={"Origin": SITE})
    assert (answer.status_code, answer.headers["location"]) == (303, "/tien-do")
    assert site.client.get("/tien-do").status_code == 200
    assert site.opens_a_socket(Origin=SITE)


def test_every_answer_carries_the_headers_that_keep_others_out(site: Site) -> None:
    site.sign_in()
    for path in ("/", "/media/x", "/dang-nhap", "/healthz", "/static/js/index.abc.js", "/static/none.js"):
        headers = site.client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "strict-transport-security" in headers


def test_no_cache_keeps_our_pages(site: Site) -> None:
    assert site.client.get("/").headers["cache-control"] == "no-store"
    assert site.client.get("/dang-nhap").headers["cache-control"] == "no-store"
    assert site.sign_in().headers["cache-control"] == "no-store"


def test_a_database_out_of_reach_is_one_sentence(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.sign_in()
    site.pass_time(seconds=5)

    def gone() -> None:
        raise CampaignError("database_unreachable")

    monkeypatch.setattr(runtime, "store", gone)
    answer = site.client.get("/")
    assert answer.status_code == 503
    assert "Không kết nối được cơ sở dữ liệu" in answer.text
    assert not site.opens_a_socket(Origin=SITE)


def test_a_fault_shows_a_number_that_the_log_has_too(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    site.sign_in()
    site.pass_time(seconds=5)

    def broken() -> None:
        raise sqlite3.DatabaseError("secret detail")

    monkeypatch.setattr(runtime, "store", broken)
    for method in ("GET", "POST"):
        answer = site.client.request(method, "/dang-nhap" if method == "POST" else "/", data={"username": "a"})
        assert answer.status_code == 500
        assert "secret detail" not in answer.text
        (*_, logged) = [record for record in caplog.records if record.name == "campaign.web"]
        reference = logged.getMessage().rsplit(" ", 1)[-1]
        assert reference in answer.text
