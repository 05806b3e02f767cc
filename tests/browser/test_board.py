"""The public board in a real Chromium: on a slow line, on a phone, without a script, in the hall without a line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import LAPTOP, PHONE, SHOTS, visit
from tests.support.board import HOTLINE, MAILBOX, count
from tests.support.databases import open_store
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, Persona

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

# Slow 3G as the public may have it in a village: 400 kbit/s, 400 ms to and fro.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
MOST_BYTES = 150_000
FIRST_CHART_MS = 3_000
LATER = "(at) => document.getAnimations().forEach((one) => { one.currentTime = at; })"
IN_VIEW = """() => [...document.querySelectorAll(".slide")]
    .findIndex((one) => getComputedStyle(one).visibility === "visible")"""
# When the first chart was drawn: the largest thing on the screen may be text, so the chart is timed itself.
CHART_AT = """() => new Promise((done) => {
    const look = () => {
        const charts = [...document.querySelectorAll("svg.chart")].filter((one) => one.getBoundingClientRect().height);
        if (charts.length) requestAnimationFrame(() => done(performance.now()));
        else setTimeout(look, 10);
    };
    look();
})"""


@pytest.fixture(scope="module")
def opened(site: Site, chromium: Browser) -> Site:
    """The board with a few numbers, opened by an official on the screen."""
    store = open_store(site.environment["CAMPAIGN_DATABASE_URL"])
    desk = Desk(store=store, world=site.world)
    for place, n in (("Buôn Jung", 140), ("Buôn Pan", 3), ("Thôn 3", 57)):
        for indicator in ("all_steps", "scam_awareness", "reached"):
            count(desk, place, indicator, n)
    store.close()
    with visit(chromium, site, Persona.OFFICIAL, phone=False) as official:
        official.open(f"/board?campaign={CAMPAIGN}")
        official.page.get_by_label("Đường dây nóng").fill(HOTLINE)
        official.page.get_by_label("Đường dây nóng").press("Tab")
        official.drawn()
        official.page.get_by_label("Hòm thư").fill(MAILBOX)
        official.page.get_by_label("Hòm thư").press("Tab")
        official.drawn()
        official.page.get_by_role("button", name="Mở bảng công khai").click()
        official.see("Bảng đang mở")
        official.drawn()
        official.shot("board-switch-1280")
        assert not official.overflows
    return site


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A phone whose browser runs no script of any page."""
    made = chromium.new_context(viewport=PHONE, java_script_enabled=True, locale="vi-VN")  # type: ignore[arg-type]
    yield made
    made.close()


def listen(page: Page) -> list[str]:
    """Collect what the browser complains about."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def serious(page: Page) -> list[str]:
    """Return the findings that matter, but one.

    A screen on a wall has nobody in front of it who could lose their place when it fetches new numbers; everybody else
    has the page itself.
    """
    answer = Axe().run(page).response
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:120]}"
        for found in answer["violations"]
        if found["impact"] in {"serious", "critical"} and found["id"] != "meta-refresh"
    ]


def test_the_first_chart_is_there_within_three_seconds_on_a_slow_line(opened: Site, context: BrowserContext) -> None:
    page = context.new_page()
    complaints = listen(page)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    got: list[float] = []
    line.on("Network.loadingFinished", lambda event: got.append(event["encodedDataLength"]))
    page.goto(f"{opened.url}/cong-khai", wait_until="commit")
    at = page.evaluate(CHART_AT)
    page.wait_for_load_state("load")
    # Scroll down to what is loaded late, so that everything is counted.
    page.locator("p.code img").scroll_into_view_if_needed()
    # The page lets nothing be evaluated but by the debugger itself.
    while not page.evaluate("document.querySelector('p.code img').complete"):
        page.wait_for_timeout(50)
    page.wait_for_timeout(300)
    assert at < FIRST_CHART_MS
    assert 0 < sum(got) < MOST_BYTES
    assert complaints == []
    assert context.cookies() == []


@pytest.mark.parametrize("width", [PHONE, LAPTOP], ids=["360", "1280"])
def test_it_fits_reads_well_and_complains_of_nothing(opened: Site, chromium: Browser, width: dict[str, int]) -> None:
    # The page allows no script, not even that of the test.
    context = chromium.new_context(viewport=width, bypass_csp=True, locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()
    complaints = listen(page)
    village = opened.world.place("Buôn Jung").code
    for address in ("/cong-khai", f"/cong-khai?campaign={CAMPAIGN}&place={village}&lang=en", "/cong-khai?man-hinh=1"):
        if "man-hinh" in address and width is PHONE:
            continue
        page.goto(opened.url + address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        assert serious(page) == [], address
    page.goto(f"{opened.url}/cong-khai")
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"board-{width['width']}.png", full_page=True)
    page.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert complaints == []
    context.close()


def test_everything_can_be_reached_without_a_script(opened: Site, chromium: Browser) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False, locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{opened.url}/cong-khai")
    page.get_by_role("link", name="Buôn Jung").first.click()
    page.wait_for_url(re.compile("place="))
    assert page.get_by_role("heading", level=1).inner_text() == "Buôn Jung"
    page.get_by_role("link", name="Krông Pắc").first.click()
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", level=2).first.is_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the numbers (CSV)").click()
    text = waiting.value.path().read_text("utf-8-sig")
    assert text.startswith("ngay,chien_dich,")
    context.close()


def test_numbers_are_those_of_the_command_line(opened: Site, context: BrowserContext) -> None:
    done = opened.campaign("progress", "--campaign", CAMPAIGN, "--as-of", "2026-11-21", "--json")
    rows: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    wanted = next(row for row in rows if (row["place_name"], row["indicator"]) == ("Krông Pắc", "all_steps"))
    page = context.new_page()
    page.goto(f"{opened.url}/cong-khai")
    assert page.locator("p.big strong").inner_text() == str(wanted["result"])


def test_the_screen_in_the_hall_goes_on_when_the_line_breaks(opened: Site, chromium: Browser) -> None:
    context = chromium.new_context(viewport=LAPTOP, locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{opened.url}/cong-khai?man-hinh=1")
    slides = page.locator(".slide").count()
    context.set_offline(offline=True)
    found = []
    for turn in range(slides + 1):
        page.evaluate(LATER, turn * 12_000 + 500)
        found.append(page.evaluate(IN_VIEW))
    # One page after the other, and then from the beginning again.
    assert found == [*range(slides), 0]
    assert "Số liệu đến hết ngày 21/11/2026" in page.locator("footer").inner_text()
    context.close()
