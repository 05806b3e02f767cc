"""A real server on a database of its own, and a real Chromium in front of it, at the width of a phone or a laptop."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect, sync_playwright

from campaign.config import ROOT
from tests.support.databases import KEY, SqliteFiles, leave_out, open_store
from tests.support.world import PASSWORD, TODAY, Persona, World, build_world

if TYPE_CHECKING:
    from collections.abc import Iterator

PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}
SHOTS = ROOT / "test-results" / "screens"
_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
_START_SECONDS = 90
_STILL_MS = 500
# Whoever looks at a page touches it once it lies still; this tells when that is.
_LIES_STILL = """(still) => {
    const app = document.querySelector("[data-testid=stApp]");
    if (window.watched !== app) {
        window.watched = app;
        window.changed = performance.now();
        new MutationObserver(() => { window.changed = performance.now(); })
            .observe(app, { attributes: true, characterData: true, childList: true, subtree: true });
    }
    const runs = app.dataset.testScriptState !== "notRunning"
        || app.dataset.testConnectionState !== "CONNECTED"
        || document.querySelector("[data-stale=true]") !== null;
    return !runs && performance.now() - window.changed > still;
}"""

# A busy machine draws a screen in more than the five seconds that are usual.
expect.set_options(timeout=30_000)


@dataclass(kw_only=True)
class Site:
    """The served app, and the same database for the command line."""

    url: str
    environment: dict[str, str] = field(repr=False)
    world: World = field(repr=False)

    def campaign(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the command line on the database that is being served."""
        return subprocess.run(
            [sys.executable, "-m", "campaign", *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    def progress(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Return the rows of `campaign progress --json` by (place, indicator)."""
        done = self.campaign("progress", "--campaign", self.world.campaign.slug, "--json")
        assert done.returncode == 0, done.stderr
        return {(row["place_code"], row["indicator"]): row for row in json.loads(done.stdout)["rows"]}

    def recount(self) -> dict[str, Any]:
        """Return what `campaign verify --json` finds; it must find that everything agrees."""
        done = self.campaign("verify", "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        assert found["ok"]
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the small world as a person would start it, and end exactly that process."""
    folder = tmp_path_factory.mktemp("site")
    url = SqliteFiles(folder).empty()
    store = open_store(url)
    world = build_world(store)
    store.close()
    key = folder / "secret.key"
    key.touch(mode=0o600)
    key.write_text(base64.b64encode(KEY).decode())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "CAMPAIGN_DATABASE_URL": url,
        "CAMPAIGN_KEY_FILE": str(key),
        "CAMPAIGN_TODAY": TODAY.isoformat(),
        "PORT": str(port),
    }
    log = (folder / "server.log").open("w")
    server = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/readyz", server, folder / "server.log")
        yield Site(url=f"http://127.0.0.1:{port}", environment=environment, world=world)
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium of the system, or a loud skip."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        leave_out("no Chromium on this machine (on Debian: apt-get install chromium)")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@dataclass(kw_only=True)
class Visitor:
    """Somebody with a browser of their own."""

    page: Page
    site: Site

    def open(self, path: str) -> None:
        """Open an address of the app and wait until it is drawn."""
        self.page.goto(self.site.url + path)
        self.drawn()

    def drawn(self) -> None:
        """Wait until the page has nothing more to draw: no script runs, and nothing changed for a while.

        Right after a tap the script does not run yet, and right after a lost line it does not run any longer.
        """
        self.page.wait_for_selector("[data-testid=stAppViewContainer]", timeout=60_000)
        self.page.wait_for_function(_LIES_STILL, arg=_STILL_MS, timeout=60_000, polling=100)

    def box_of(self, thing: Locator) -> FloatRect:
        """Return where a thing lies once it lies still; the page may be exchanging it for its next self."""
        last = None
        for _look in range(100):
            thing.wait_for(timeout=30_000)
            # None while it is exchanged.
            box = thing.bounding_box()
            if box is not None and box == last:
                return box
            last = box
            self.page.wait_for_timeout(150)
        message = f"{thing} never lies still"
        raise AssertionError(message)

    def see(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        self.page.get_by_text(text).first.wait_for(timeout=30_000)

    def shot(self, name: str) -> None:
        """Keep what is on the screen for people to look at."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png")

    @property
    def overflows(self) -> bool:
        """Whether the page is wider than the screen."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@contextmanager
def visit(chromium: Browser, site: Site, persona: Persona, *, phone: bool) -> Iterator[Visitor]:
    """Sign a persona in, on a phone or a laptop, in a browser without anybody else's cookies."""
    context = chromium.new_context(
        viewport=PHONE if phone else LAPTOP,  # type: ignore[arg-type]
        is_mobile=phone,
        has_touch=phone,
        locale="vi-VN",
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{site.url}/")
    page.fill("input[name=username]", persona.value)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    visitor = Visitor(page=page, site=site)
    visitor.drawn()
    yield visitor
    context.close()


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(_START_SECONDS * 4):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server on this machine
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    pytest.fail(f"the server did not start: {log.read_text()}")
