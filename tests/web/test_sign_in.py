"""The sign-in page as people meet it: on a small phone, with a wrong password, with a link from somewhere."""

import base64
import hashlib
import re
import sys
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from campaign.config import Settings
from campaign.errors import CampaignError
from campaign.i18n.errors import error_text
from campaign.services import accounts
from campaign.services.call import Call, system_viewer
from campaign.web import samples
from campaign.web.addresses import safe_next
from tests.support.world import NOW, PASSWORD, Persona

from .conftest import SITE, Site


class Fields(HTMLParser):
    """The inputs of a page and the labels that name them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inputs: dict[str, dict[str, str]] = {}
        self.labels: set[str] = set()
        self.scripts = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "input" and values["name"] not in self.inputs:
            self.inputs[values["name"]] = values
        elif tag == "label":
            self.labels.add(values["for"])
        elif tag == "script":
            self.scripts += 1


def test_the_page_is_small_plain_and_labelled(site: Site) -> None:
    answer = site.client.get("/dang-nhap")
    fields = Fields(answer.text)
    assert len(answer.content) < 30_000
    assert fields.scripts == 0
    assert 'name="viewport"' in answer.text
    assert '<html lang="vi">' in answer.text
    assert fields.labels == {"username", "password"}
    assert fields.inputs["username"]["autocomplete"] == "username"
    assert fields.inputs["password"]["autocomplete"] == "current-password"
    assert fields.inputs["password"]["type"] == "password"
    # Nothing is fetched from anywhere, this server included.
    assert not re.search(r'(src|href)="(https?:)?//', answer.text)


def test_the_style_of_the_page_is_what_its_policy_allows(site: Site) -> None:
    answer = site.client.get("/dang-nhap")
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["content-security-policy"]
    assert "style=" not in answer.text


def test_english_is_one_link_away_and_stays(site: Site) -> None:
    page = site.client.get("/dang-nhap?next=/tien-do").text
    link = re.search(r'href="([^"]+)" lang="en"', page)
    assert link is not None
    english = site.client.get(link.group(1).replace("&amp;", "&")).text
    assert '<html lang="en">' in english
    assert "Sign in" in english
    assert Fields(english).inputs["next"]["value"] == "/tien-do"
    assert '<html lang="en">' in site.client.get("/dang-nhap").text
    assert "User name or password is wrong" in site.sign_in(password="wrong").text


def test_signing_in_sets_a_cookie_that_scripts_and_other_sites_cannot_use(site: Site) -> None:
    answer = site.sign_in(next="/tien-do?place=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/tien-do?place=1")
    (cookie,) = [c for c in answer.headers.get_list("set-cookie") if c.startswith("campaign_session=")]
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/", "secure", f"max-age={12 * 3600}"} <= parts


@pytest.mark.parametrize(
    ("base", "forwarded", "secure"),
    [("http://xa.test", "", False), ("http://xa.test", "https", True), ("https://xa.test", "", True)],
)
def test_the_cookie_is_for_https_only_where_there_is_https(
    site: Site, base: str, forwarded: str, *, secure: bool
) -> None:
    fields = {"username": Persona.OFFICIAL.value, "password": PASSWORD}
    headers = {"X-Forwarded-Proto": forwarded} if forwarded else {}
    answer = site.client.post(f"{base}/dang-nhap", data=fields, headers=headers)
    assert ("secure" in answer.headers["set-cookie"].lower()) is secure


def test_a_wrong_password_keeps_the_username_and_not_the_password(site: Site) -> None:
    answer = site.sign_in(password="my wrong password", next="/tien-do")
    assert answer.status_code == 401
    fields = Fields(answer.text)
    assert fields.inputs["username"]["value"] == Persona.OFFICIAL
    assert "value" not in fields.inputs["password"]
    assert fields.inputs["next"]["value"] == "/tien-do"
    assert fields.inputs["password"]["aria-describedby"] == "error"
    assert 'id="error" role="alert">Tên đăng nhập hoặc mật khẩu' in answer.text
    assert "set-cookie" not in answer.headers


def test_what_was_typed_cannot_become_part_of_the_page(site: Site) -> None:
    answer = site.sign_in(username='"><b>x</b>', password="x", next='/"><script>alert(1)</script>')
    assert "<b>x" not in answer.text
    assert "<script" not in answer.text


def test_a_locked_account_is_told_until_when(site: Site) -> None:
    answers = [site.sign_in(password="wrong") for _ in range(5)]
    answer = answers[-1]
    assert answer.status_code == 429
    # 09:00 in Vietnam and fifteen minutes.
    assert "22/11/2026 09:15" in answer.text
    assert site.sign_in().status_code == 429


def test_a_disabled_account_is_told_so(site: Site) -> None:
    answer = site.sign_in(username=Persona.DISABLED)
    assert answer.status_code == 403
    assert "campaign_session" not in site.client.cookies


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.test"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Referer": "https://evil.test/form"},
    ],
)
def test_a_form_on_another_site_signs_nobody_in(site: Site, headers: dict[str, str]) -> None:
    fields = {"username": Persona.OFFICIAL.value, "password": PASSWORD}
    answer = site.client.post("/dang-nhap", data=fields, headers=headers)
    assert answer.status_code == 400
    assert "campaign_session" not in site.client.cookies


def test_a_program_without_a_browser_may_sign_in(site: Site) -> None:
    fields = {"username": Persona.OFFICIAL.value, "password": PASSWORD}
    assert site.client.post("/dang-nhap", data=fields).status_code == 303


@pytest.mark.parametrize(
    "body", [b"username=" + b"x" * 20_000, b"\xff\xfe=1", b"&".join(b"a%d=1" % n for n in range(50))]
)
def test_a_form_that_is_none_is_refused(site: Site, body: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert site.client.post("/dang-nhap", content=body, headers=headers).status_code in {400, 401, 413}


@pytest.mark.parametrize(
    "value",
    ["//evil.test", "/\\evil.test", "https://evil.test", "javascript:alert(1)", "/\t/evil.test", "/\n/evil.test",
     "evil.test", "", "/dang-nhap", "/dang-xuat?x=1", "/doi-mat-khau/", "///evil.test", "/x\\..\\y", "/" + "x" * 3000],
)  # fmt: skip
def test_the_way_on_never_leads_away(value: str) -> None:
    assert safe_next(value) == "/"


@pytest.mark.parametrize("value", ["/", "/tien-do", "/tien-do?place=24490-V07&q=Đào", "/a?next=//evil.test"])
def test_the_way_on_may_be_any_page_here(value: str) -> None:
    assert safe_next(value) == value


def test_somebody_signed_in_is_told_who_they_are(site: Site) -> None:
    site.sign_in()
    assert "Đang đăng nhập với tên Nguyễn Thị Lan." in site.client.get("/dang-nhap").text


def test_signing_in_again_ends_the_session_before(site: Site) -> None:
    site.sign_in()
    first = site.client.cookies["campaign_session"]
    site.sign_in(username=Persona.VOLUNTEER)
    assert site.client.get("/", headers={"Cookie": f"campaign_session={first}"}).status_code == 303
    assert site.client.get("/").status_code == 200


def test_an_ended_session_is_explained(site: Site) -> None:
    site.sign_in()
    site.pass_time(hours=13)
    assert site.client.get("/").status_code == 303
    assert error_text(CampaignError("session_ended")) in site.client.get("/dang-nhap").text


def test_the_posted_sign_out_ends_the_session_and_says_so(site: Site) -> None:
    site.sign_in()
    answer = site.client.post("/dang-xuat", headers={"Origin": SITE})
    assert answer.headers["location"] == "/dang-nhap?bye"
    assert "campaign_session" not in site.client.cookies
    assert "Ông/bà đã đăng xuất." in site.client.get("/dang-nhap?bye").text


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Referer": f"{SITE}/tien-do"}]
)
def test_the_link_here_signs_out(site: Site, headers: dict[str, str]) -> None:
    site.sign_in()
    assert site.client.get("/dang-xuat", headers=headers).status_code == 303
    assert "campaign_session" not in site.client.cookies


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Referer": "https://evil.test/"}, {}])
def test_a_link_or_picture_elsewhere_signs_nobody_out(site: Site, headers: dict[str, str]) -> None:
    site.sign_in()
    answer = site.client.get("/dang-xuat", headers=headers)
    assert answer.status_code == 200
    assert answer.text.count("<button") == 1
    assert site.client.get("/").status_code == 200


def test_a_form_on_another_site_signs_nobody_out(site: Site) -> None:
    site.sign_in()
    assert site.client.post("/dang-xuat", headers={"Origin": "https://evil.test"}).status_code == 400
    assert site.client.get("/").status_code == 200


def test_a_new_password_is_refused_with_the_reason_and_set_when_right(site: Site) -> None:
    call = Call(store=site.store, viewer=system_viewer(), moment=NOW)
    once = accounts.reset_password(call=call, username=Persona.VOLUNTEER)
    site.sign_in(username=Persona.VOLUNTEER, password=once)

    def change(old: str, new: str, again: str) -> str:
        fields = {"old": old, "new": new, "again": again}
        return str(site.client.post("/doi-mat-khau", data=fields, headers={"Origin": SITE}).text)

    new = "mùa này lúa tốt lắm"
    assert "không giống nhau" in change(once, new, new + "!")
    assert "14" in change(once, "ngắn", "ngắn")
    assert 'role="alert"' in change("wrong", new, new)
    assert change(once, new, new) == ""
    site.client.cookies.clear()
    assert site.sign_in(username=Persona.VOLUNTEER, password=new).status_code == 303


def test_changing_a_password_needs_a_session(site: Site) -> None:
    assert site.client.get("/doi-mat-khau").status_code == 303
    assert site.client.post("/doi-mat-khau", data={"old": "a"}, headers={"Origin": SITE}).status_code == 401


def test_samples_are_shown_in_a_demonstration_only(
    site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = SimpleNamespace(
        role="leader", username=Persona.LEADER.value, password=PASSWORD, place_code="24490",
        label_vi="Lãnh đạo xã", label_en="Leader of the commune",
    )  # fmt: skip
    demo = SimpleNamespace(sample_accounts=lambda: (sample,))
    monkeypatch.setitem(sys.modules, "campaign.services.demo", demo)
    assert "Lãnh đạo xã" not in site.client.get("/dang-nhap").text
    monkeypatch.setattr(samples, "settings", lambda: settings.model_copy(update={"demo": True}))
    page = site.client.get("/dang-nhap").text
    assert "Lãnh đạo xã" in page
    assert PASSWORD in page
    assert "Leader of the commune" in site.client.get("/dang-nhap?lang=en").text
