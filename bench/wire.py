"""Bytes over the wire of a page's first and second load in a real Chromium, without and with a cache.

Totals are counted by a relay between browser and server, since the browser reports websocket frames unpacked
only; its own figures (requests, bytes by kind) explain them. It refuses to guess where there is no Chromium.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

from bench.product import PROGRESS, readers, served
from bench.relay import Relay, relaying
from bench.report import Row
from bench.server import EMPTY_APP, serving, streamlit_run
from bench.streamlit_page import PageFailedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bench.server import Server

# Without them Chromium calls home, and the figures would hold that as well.
_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
_FINISHED = "[data-testid='stApp'][data-test-script-state='notRunning']"
_CHART = "[data-testid='stHtml'] img"
_PATIENCE = 60.0
_QUIET = 2.0
# Thousand bytes of the first and the second load of a page with charts.
_ASKED = (1800.0, 100.0)


class NoBrowserError(RuntimeError):
    """There is no Chromium on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One load: bytes to and from the browser, requests, bytes by kind, seconds until drawn.

    ``frames`` are the websocket's payloads unpacked, in bytes; ``errors`` what the page drew as an error.
    """

    down: int
    up: int
    requests: int
    seconds: float
    kinds: Mapping[str, int]
    frames: int
    errors: tuple[str, ...]

    @property
    def note(self) -> str:
        """One sentence for the table."""
        largest = ", ".join(f"{kind} {size / 1000:.0f}" for kind, size in Counter(self.kinds).most_common(4))
        words = (
            f"{self.requests} requests, drawn after {self.seconds:.1f} s, {self.up / 1000:.0f} kB sent; "
            f"kB by kind: {largest}; websocket unpacked {self.frames / 1000:.0f}"
        )
        return words + (f"; THE PAGE DREW AN ERROR: {self.errors[0]}" if self.errors else "")


@dataclass
class _Watch:
    """What the browser tells of one load."""

    requests: int = 0
    frames: int = 0
    last: float = field(default_factory=time.monotonic)
    kind_of: dict[str, str] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)

    def attach(self, client: CDPSession) -> None:
        client.send("Network.enable")
        client.on("Network.requestWillBeSent", self._sent)
        client.on("Network.loadingFinished", self._finished)
        client.on("Network.webSocketFrameReceived", self._frame)

    def _sent(self, event: dict[str, Any]) -> None:
        self.requests += 1
        self.kind_of[event["requestId"]] = event.get("type", "Other")
        self.last = time.monotonic()

    def _finished(self, event: dict[str, Any]) -> None:
        self.kinds[self.kind_of.get(event["requestId"], "Other")] += int(event["encodedDataLength"])
        self.last = time.monotonic()

    def _frame(self, event: dict[str, Any]) -> None:
        payload: str = event["response"]["payloadData"]
        # Binary frames come as base64: four characters for three bytes.
        self.frames += len(payload) * 3 // 4
        self.last = time.monotonic()


@contextlib.contextmanager
def browsing(*, cookies: Mapping[str, str] | None = None) -> Iterator[BrowserContext]:
    """A headless Chromium with an empty profile of its own, which is thrown away. Raises NoBrowserError."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise NoBrowserError("no Chromium was found; install one to measure bytes over the wire")
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium, headless=True, args=list(_FLAGS), locale="vi-VN"
        )
        context.add_cookies(
            [{"name": key, "value": value, "url": "http://127.0.0.1"} for key, value in (cookies or {}).items()]
        )
        try:
            yield context
        finally:
            context.close()


def load(*, context: BrowserContext, relay: Relay, path: str, ready: str = _FINISHED) -> Load:
    """Opens ``path`` in a new tab, waits for the selector ``ready`` and then for a silent line."""
    page = context.new_page()
    watch = _Watch()
    watch.attach(context.new_cdp_session(page))
    down, up, start = relay.down, relay.up, time.monotonic()
    page.goto(f"http://127.0.0.1:{relay.port}/{path.lstrip('/')}")
    page.wait_for_selector(ready, timeout=_PATIENCE * 1000, state="attached")
    page.wait_for_selector(_FINISHED, timeout=_PATIENCE * 1000, state="attached")
    drawn = time.monotonic() - start
    while time.monotonic() - watch.last < _QUIET and time.monotonic() - start < _PATIENCE:
        page.wait_for_timeout(200)
    result = Load(
        down=relay.down - down,
        up=relay.up - up,
        requests=watch.requests,
        seconds=drawn,
        kinds=dict(watch.kinds),
        frames=watch.frames,
        errors=_errors(page),
    )
    page.close()
    return result


def _errors(page: Page) -> tuple[str, ...]:
    return tuple(page.locator("[data-testid='stException'], [data-testid='stAlertContentError']").all_inner_texts())


def two_loads(
    *, server: Server, path: str = "", cookies: Mapping[str, str] | None = None, ready: str = _FINISHED
) -> tuple[Load, Load]:
    """The first and the second load of a page, in two tabs of one profile."""
    with relaying(target=server.port) as relay, browsing(cookies=cookies) as context:
        first = load(context=context, relay=relay, path=path, ready=ready)
        return first, load(context=context, relay=relay, path=path, ready=ready)


def rows(*, name: str, loads: tuple[Load, Load], asked: tuple[float, float] | None = None) -> list[Row]:
    """Both loads as rows in kB (thousand bytes), with what was asked of each."""
    limits = asked or (None, None)
    return [
        Row(name=f"{name}, {which} load", measured=one.down / 1000, unit="kB", asked=limit, note=one.note)
        for which, one, limit in (("first", loads[0], limits[0]), ("second", loads[1], limits[1]))
    ]


def run() -> list[Row]:
    """The progress screen until its charts are drawn, and an empty page for comparison."""
    with serving(streamlit_run(EMPTY_APP)) as server:
        found = rows(name="empty page", loads=two_loads(server=server))
    with served() as server:
        cookies = next(iter(readers(server)))
        loads = two_loads(server=server, path=PROGRESS, cookies=cookies, ready=_CHART)
    if errors := [error for load in loads for error in load.errors]:
        raise PageFailedError("; ".join(errors))
    return [*found, *rows(name="progress screen", loads=loads, asked=_ASKED)]
