"""axe-core on every page of every role, as wide as a laptop and as narrow as a phone: nothing serious of ours.

The engine comes with the package and asks nobody on the network. What is the framework's own markup stands in
`FRAMEWORK` with the reason; `docs/accessibility.md` says the same to people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe

from campaign.services import board_settings
from campaign.services.board_settings import BoardWish
from campaign.ui import nav
from campaign.ui.keys import Screen
from tests.browser.conftest import LAPTOP, PHONE, Visitor, visit
from tests.support.databases import open_store
from tests.support.desk import Desk
from tests.support.drive import approved, entry, open_drive, put
from tests.support.example import STEP, aim, record_example
from tests.support.outreach import plan
from tests.support.world import CAMPAIGN, COMMUNE, PASSWORD, TODAY, Persona

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

AXE: Final = Axe()
DRIVE: Final = "krong-pac-44"
# One of each role.
PEOPLE: Final = (
    Persona.ADMIN,
    Persona.OFFICIAL,
    Persona.TEAM_LEAD,
    Persona.VOLUNTEER,
    Persona.LEADER,
    Persona.AUDITOR,
)
GRAVE: Final = frozenset({"serious", "critical"})
# (rule, the framework's own element around the finding) -> why it is not ours to mend.
FRAMEWORK: Final = {
    ("list", "stSidebarNavItems"): "Streamlit puts a div between the list of pages and its items",
    ("listitem", "stSidebarNavItems"): "the same div: the items' parent is no list",
}
# Parts of the screens that have an address of their own, seen by the official.
PARTS: Final = (
    "/citizens?view=duplicates",
    "/accounts?view=list",
    "/accounts?view=teams",
    "/accounts?view=villages",
    f"/accounts?person={Persona.VOLUNTEER.value}",
    "/campaigns?view=new",
    "/campaigns?view=campaign",
    "/campaigns?view=templates",
    "/outreach?view=new",
    "/targets?place=24490-V07",
    "/places?place=24490-V07",
    "/progress?place=24490-V07",
    f"/reporting?campaign={DRIVE}&view=silent",
    f"/reporting?campaign={DRIVE}&view=overview",
    f"/reporting?campaign={DRIVE}&view=past",
    f"/reporting?campaign={DRIVE}&view=lock",
)
# The pages of the hall's screen turn and are read anew by themselves: nobody operates it, and it holds nothing to lose.
# The same numbers stand still at /cong-khai (WCAG 2.2.1 excepts what is essential to the activity).
KIOSK: Final = f"/cong-khai?campaign={CAMPAIGN}&man-hinh=1"
_RUN: Final = "axe.run({ resultTypes: ['violations'] }).then((results) => results.violations)"
# Streamlit listens to the browser's way back and forth, which brings another page without loading the app anew.
_GO: Final = """(path) => {
    history.pushState({}, "", path);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""
_AROUND: Final = """(target) => {
    const found = [];
    let here = document.querySelector(target);
    while (here) {
        const name = here.getAttribute && here.getAttribute("data-testid");
        if (name) found.push(name);
        here = here.parentElement;
    }
    return found;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One element that a rule of axe-core finds fault with; `around` are the framework's names above it."""

    rule: str
    impact: str
    target: str
    html: str
    why: str
    around: tuple[str, ...]

    @property
    def excused(self) -> tuple[str, str] | None:
        """The line of `FRAMEWORK` that it falls under."""
        return next((key for key in FRAMEWORK if key[0] == self.rule and key[1] in self.around), None)


def looked_at(page: Page) -> Iterator[Finding]:
    """Yield what axe-core finds on a page as it lies; the engine is brought into each document once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    for violation in page.evaluate(_RUN):
        for node in violation["nodes"]:
            yield _finding(page, violation, node)


def _finding(page: Page, violation: dict[str, Any], node: dict[str, Any]) -> Finding:
    target = str(node["target"][0])
    messages = [part["message"] for part in (*node["any"], *node["all"], *node["none"])]
    return Finding(
        rule=violation["id"],
        impact=violation["impact"] or "",
        target=target,
        html=node["html"][:200],
        why="; ".join(messages[:2]),
        around=tuple(page.evaluate(_AROUND, target)),
    )


def ours(findings: Iterable[Finding], seen: set[tuple[str, str]]) -> list[str]:
    """Return the grave findings that the framework does not answer for; `seen` takes the excuses that were needed."""
    told: list[str] = []
    for found in findings:
        if found.impact not in GRAVE:
            continue
        if found.excused is not None:
            seen.add(found.excused)
        else:
            told.append(f"{found.rule} ({found.impact}): {found.html}: {found.why}")
    return told


def both_widths(visitor: Visitor, path: str, seen: set[tuple[str, str]]) -> list[str]:
    """Open a page once, and look at it on a laptop and on a phone."""
    visitor.page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
    visitor.page.evaluate(_GO, path)
    visitor.drawn()
    # What was looked at is the page that was meant.
    visitor.page.wait_for_url(f"**{path.partition('?')[0]}?*")
    assert visitor.page.locator("h1").count() == 1, path
    told = [f"{path} 1280: {line}" for line in ours(looked_at(visitor.page), seen)]
    visitor.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    visitor.drawn()
    return told + [f"{path} 360: {line}" for line in ours(looked_at(visitor.page), seen)]


@pytest.fixture(scope="module")
def excuses() -> set[tuple[str, str]]:
    """The lines of `FRAMEWORK` that some page needed."""
    return set()


@pytest.fixture(scope="module", autouse=True)
def lived_in(site: Site) -> None:
    """Something on every screen: people helped, targets, reported numbers, an outreach day, an open board."""
    store = open_store(site.environment["CAMPAIGN_DATABASE_URL"])
    desk = Desk(store=store, world=site.world)
    record_example(desk)
    desk.save("maryam", STEP)
    for place, people in (("Krông Pắc", 60), ("Buôn Jung", 40), ("Thôn 3", 5)):
        aim(desk, place, people)
    open_drive(desk, place=COMMUNE, slug=DRIVE)
    approved(desk, entry(desk, 7, place="Buôn Jung"), slug=DRIVE)
    put(desk, entry(desk, 9, place="Thôn 3", day=TODAY - timedelta(days=1)), submit=True, slug=DRIVE)
    plan(desk)
    wish = BoardWish(
        campaign=CAMPAIGN,
        version=0,
        is_open=True,
        hotline="0262 000 0000",
        mailbox="hop-thu@example.invalid",
        note="",
    )
    board_settings.set_board(call=desk.as_(Persona.OFFICIAL), wish=wish)
    store.close()


def address(screen: Screen, persona: Persona) -> str:
    """Return where a screen has something to show to a persona."""
    campaign = DRIVE if screen is Screen.REPORTING else CAMPAIGN
    asked = ""
    if screen is Screen.PROVENANCE:
        place = "24490-V07" if persona is Persona.VOLUNTEER else COMMUNE
        asked = f"&place={place}&indicator={STEP}&figure=rate"
    return f"/{screen}?campaign={campaign}{asked}"


# ------------------------------------------------------------------------------------------ the app
@pytest.mark.parametrize("persona", PEOPLE)
def test_every_page_of_every_role(
    chromium: Browser, site: Site, excuses: set[tuple[str, str]], persona: Persona
) -> None:
    screens = [found.screen for found in nav.ENTRIES if found.open_to(site.world.viewers[persona])]
    with visit(chromium, site, persona, phone=False) as visitor:
        told = [line for screen in screens for line in both_widths(visitor, address(screen, persona), excuses)]
    assert told == []


def test_parts_of_pages(chromium: Browser, site: Site, excuses: set[tuple[str, str]]) -> None:
    with visit(chromium, site, Persona.OFFICIAL, phone=False) as visitor:
        told = [line for path in PARTS for line in both_widths(visitor, path, excuses)]
    assert told == []


# --------------------------------------------------------------------------------- plain HTML, all ours
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["1280", "360"])
def test_the_plain_pages(chromium: Browser, site: Site, size: dict[str, int]) -> None:
    context = chromium.new_context(viewport=size, locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()
    told: list[str] = []

    def look(path: str) -> None:
        page.goto(site.url + path)
        told.extend(f"{path}: {found.rule} {found.impact} {found.html}: {found.why}" for found in looked_at(page))

    look("/dang-nhap")
    page.fill("input[name=username]", "nobody")
    page.fill("input[name=password]", "wrong")
    page.click("button[type=submit]")
    told.extend(f"refused: {found.rule} {found.impact} {found.html}" for found in looked_at(page))
    for path in ("/dang-xuat", "/cong-khai", f"/cong-khai?campaign={CAMPAIGN}", KIOSK):
        look(path)
    page.goto(site.url + "/dang-nhap")
    page.fill("input[name=username]", Persona.LEADER.value)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector("[data-testid=stAppViewContainer]")
    for path in ("/doi-mat-khau", "/dang-xuat-moi-noi"):
        look(path)
    context.close()
    # Nothing at all, whatever its gravity, but what a screen on a wall is for.
    assert [line for line in told if not line.startswith(f"{KIOSK}: meta-refresh")] == []
    assert len(told) == 1


def test_no_excuse_is_kept_that_nothing_needs(excuses: set[tuple[str, str]]) -> None:
    assert set(FRAMEWORK) == excuses
