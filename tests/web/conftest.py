"""The gate and our routes around a stand-in for Streamlit, on the small world. SQL is tested elsewhere: one engine."""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from campaign.clock import Moment
from campaign.config import Settings
from campaign.db.store import Store
from campaign.services import runtime
from campaign.web import samples, visitor
from campaign.web.routes import ROUTES
from campaign.web.security import Gate, SecurityHeaders
from campaign.web.shell import Shell, shell_policy
from campaign.web.static import CompressedStatic, StaticFolder
from tests.support.world import NOW, PASSWORD, Persona

with warnings.catch_warnings():
    # It would rather have a package that nothing else here needs.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

SITE = "https://xa.test"


@dataclass
class Site:
    """A browser at the door, and the clock of the server."""

    client: TestClient
    store: Store
    now: Moment = NOW
    reached: list[str] = field(default_factory=list)

    def pass_time(self, **span: float) -> None:
        """Let time pass; what the gate remembers for seconds is forgotten."""
        self.now = Moment(now=self.now.now + timedelta(**span), today=self.now.today)
        visitor.DOOR._known.clear()

    def sign_in(self, username: str = Persona.OFFICIAL, password: str = PASSWORD, **more: str) -> Any:  # noqa: ANN401 - the client's own answer
        fields = {"username": username, "password": password, **more}
        return self.client.post("/dang-nhap", data=fields, headers={"Origin": SITE})

    def opens_a_socket(self, **headers: str) -> bool:
        """Whether the websocket of the pages is let through."""
        try:
            with self.client.websocket_connect("wss://xa.test/_stcore/stream", headers=headers) as socket:
                return bool(socket.receive_text() == "connected")
        except Exception as error:
            if type(error).__name__ in {"WebSocketDisconnect", "WebSocketDenialResponse"}:
                return False
            raise


@pytest.fixture
def engine() -> str:
    return "sqlite"


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    found = Settings()
    for module in (runtime, visitor, samples):
        monkeypatch.setattr(module, "settings", lambda: found)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> StaticFolder:
    root = tmp_path / "static"
    (root / "js").mkdir(parents=True)
    (root / "js" / "index.abc.js").write_text("let number = 1;\n" * 500)
    (root / "js" / "tiny.abc.js").write_text("1")
    (root / "font.woff2").write_bytes(bytes(range(256)) * 20)
    return StaticFolder(root=root, cache=tmp_path / "cache")


@pytest.fixture
def site(store: Store, settings: Settings, folder: StaticFolder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    visitor.DOOR._known.clear()
    reached: list[str] = []

    async def streamlit(request: Request) -> Response:
        reached.append(request.url.path)
        return PlainTextResponse("streamlit")

    async def stream(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("connected")
        await socket.close()

    inner = [WebSocketRoute("/{path:path}", stream), Route("/{path:path}", streamlit, methods=["GET", "POST", "PUT"])]
    app = Starlette(
        routes=[*ROUTES, *inner],
        middleware=[
            Middleware(SecurityHeaders, page_policy=shell_policy),
            Middleware(Gate, routes=ROUTES),
            Middleware(CompressedStatic, folder=lambda: folder),
            Middleware(Shell, routes=ROUTES),
        ],
    )
    client = TestClient(app, base_url=SITE, follow_redirects=False, headers={"Accept-Encoding": "identity"})
    made = Site(client=client, store=store, reached=reached)
    monkeypatch.setattr(runtime, "store", lambda: store)
    monkeypatch.setattr(runtime, "present", lambda: made.now)
    yield made
    client.close()


@pytest.fixture
def statements(store: Store) -> Callable[[], int]:
    """How many statements were sent to the database since the test began."""
    seen: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    return lambda: len([text for text in seen if not text.startswith("BEGIN")])
