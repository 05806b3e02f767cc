"""How long a leader looks at a page that is not whole yet: the progress screen of a commune and of a province.

A real Chromium that has been here before opens each address; whole is when nothing in the page changes any more.
An empty page on the same settings is opened in turns with them, because only the ratio travels.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from bench.product import PROGRESS, sample, served, sign_in
from bench.report import Row
from bench.server import EMPTY_APP, serving, streamlit_run
from bench.streamlit_page import PageFailedError
from bench.wire import browsing

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

_EMPTY = "empty page"
# A name, the leader's place, the campaign of the sample, and what the page holds.
_PAGES = (
    ("commune", "24490", "krong-pac-2026", "28 units, 48 with its schools and agencies, x 10 steps"),
    ("province", "66", "dak-lak-44-ngay", "102 communes x 11 indicators x 44 days"),
)
_ROUNDS = 7
_QUIET_MS = 1000.0
_PATIENCE = 30.0
_SECONDS = 1.5
_TIMES = 2.0
# Milliseconds since the address was asked for, at the last change of the document or the last picture that came.
_WATCH = """
window.lastChange = 0;
const noted = () => { window.lastChange = performance.now(); };
new MutationObserver(noted).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
document.addEventListener('load', noted, true);
"""
_LAST = "window.lastChange"
_NOW = "performance.now()"
_DRAWN = "[data-testid='stApp'][data-test-script-state='notRunning'] [data-testid='stMarkdown'], \
[data-testid='stApp'][data-test-script-state='notRunning'] [data-testid='stHtml']"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One address: what it is called, where it is, and what must stand on it to be counted."""

    name: str
    address: str
    context: BrowserContext
    needs: str


def whole_after(page_of: Opened) -> float:
    """Seconds from asking for the address to the last change of the page. Raises PageFailedError."""
    page = page_of.context.new_page()
    page.add_init_script(_WATCH)
    page.goto(page_of.address)
    page.wait_for_selector(page_of.needs, timeout=_PATIENCE * 1000, state="attached")
    deadline = time.monotonic() + _PATIENCE
    while page.evaluate(f"{_NOW} - {_LAST}") < _QUIET_MS and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    last: float = page.evaluate(_LAST)
    wrong = page.locator("[data-testid='stException'], [data-testid='stAlertContentError']").all_inner_texts()
    page.close()
    if wrong:
        raise PageFailedError(wrong[0])
    return last / 1000


def run() -> list[Row]:
    """The median of some visits to each page, and each against the empty page between them."""
    rows: list[Row] = []
    with served() as server, serving(streamlit_run(EMPTY_APP), folder=sample().folder) as floor:
        for name, place, slug, note in _PAGES:
            leader = next(a for a in sample().accounts if a.role == "leader" and a.place_code == place)
            with browsing(cookies=sign_in(server, leader)) as context:
                empty = Opened(name=_EMPTY, address=floor.url, context=context, needs=_DRAWN)
                address = f"{server.url}/{PROGRESS}?campaign={slug}"
                page = Opened(name=name, address=address, context=context, needs="table")
                rows += _rows(name, _visits([empty, page]), note)
    return rows


def _visits(pages: list[Opened]) -> dict[str, list[float]]:
    """Seconds of each visit, the pages in turns; the first visit of each only fills the browser's cache."""
    found: dict[str, list[float]] = {page.name: [] for page in pages}
    for at in range(_ROUNDS + 1):
        for page in pages:
            seconds = whole_after(page)
            if at:
                found[page.name].append(seconds)
    return found


def _rows(name: str, found: dict[str, list[float]], note: str) -> list[Row]:
    page, empty = found[name], found[_EMPTY]
    return [
        Row(name=f"empty page beside the {name}'s", measured=median(empty), unit="s", note=_spread(empty)),
        Row(
            name=f"progress screen of a {name}, whole",
            measured=median(page),
            unit="s",
            asked=_SECONDS,
            note=f"{note}; {_spread(page)}",
        ),
        Row(
            name=f"progress screen of a {name} against an empty page",
            measured=median(page) / median(empty),
            unit="times",
            asked=_TIMES,
        ),
    ]


def _spread(seconds: list[float]) -> str:
    return f"{len(seconds)} visits, {min(seconds):.2f} to {max(seconds):.2f} s"
