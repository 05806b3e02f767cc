"""One browser tab without the browser: speaks Streamlit's websocket and counts what comes back.

It refuses to be used twice at once: a tab waits for its run to finish before it asks for the next one.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qsl, urlencode

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from bench.streamlit_page import Page, RunCount, RunResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from streamlit.proto.WidgetStates_pb2 import WidgetState

# What the front end sends in place of a token when it has no such cookie.
_NO_TOKEN = "PLACEHOLDER_AUTH_TOKEN"  # noqa: S105 - a literal of Streamlit's front end, no secret.


# Nothing here is encrypted, but making this once is most of the cost of an HTTP client, and it would be the
# client's own weight on the machine that is measured.
_CONTEXT = ssl.create_default_context()


class Session:
    """A tab on ``http://127.0.0.1:port/path?query``; ``cookies`` are those that signing in had set.

    ``timeout`` is in seconds and holds for the handshake and for each run.
    """

    def __init__(
        self,
        *,
        port: int,
        path: str = "",
        query: str = "",
        cookies: Mapping[str, str] | None = None,
        timeout: float = 60.0,
    ) -> None:
        self._host = f"127.0.0.1:{port}"
        self._cookies = dict(cookies or {})
        self._timeout = timeout
        self._socket: ClientConnection | None = None
        self.page = Page(name=path.strip("/"), query=query)

    async def __aenter__(self) -> Self:
        """Opens the tab and raises when its first run drew an error."""
        (await self.open()).checked()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the tab."""
        await self.close()

    async def open(self) -> RunResult:
        """Loads the page as a browser does: cookies over HTTP, then the socket and the first run.

        Raises httpx.HTTPStatusError when the door is closed, InvalidStatus when the socket is refused.
        """
        async with httpx.AsyncClient(base_url=f"http://{self._host}", cookies=self._cookies, verify=_CONTEXT) as http:
            for path in ("/_stcore/health", "/_stcore/host-config"):
                (await http.get(path)).raise_for_status()
            self._cookies.update(http.cookies)
        token = self._cookies.get("_streamlit_xsrf", _NO_TOKEN)
        known = [self.page.session_id] if self.page.session_id else []
        self._socket = await connect(
            f"ws://{self._host}/_stcore/stream",
            origin=Origin(f"http://{self._host}"),
            subprotocols=[Subprotocol(protocol) for protocol in ("streamlit", token, *known)],
            additional_headers={"Cookie": "; ".join(f"{key}={value}" for key, value in self._cookies.items())},
            open_timeout=self._timeout,
            max_size=None,
            # A browser never pings; the server does.
            ping_interval=None,
        )
        return await self.rerun()

    async def close(self) -> None:
        """Closes the tab."""
        if self._socket is not None:
            await self._socket.close()
            self._socket = None

    async def rerun(
        self,
        *,
        query: str | None = None,
        page: str | None = None,
        widgets: Iterable[WidgetState] = (),
        fragment: str = "",
    ) -> RunResult:
        """Runs the script once and waits for its end.

        ``query`` replaces the query string, ``page`` moves to the page of that URL path, ``widgets`` are the
        states that just changed, ``fragment`` limits the run to one fragment. Raises TimeoutError.
        """
        if self._socket is None:
            raise RuntimeError("the tab is not open")
        if page is not None:
            self.page.move(page.strip("/"))
        if query is not None:
            self.page.query = query
        request = self._request(widgets=list(widgets), fragment=fragment).SerializeToString()
        run = RunCount()
        start = time.perf_counter()
        async with asyncio.timeout(self._timeout):
            await self._socket.send(request)
            finished = False
            while not finished:
                frame = await self._socket.recv(decode=False)
                run.bytes += len(frame)
                run.messages += 1
                finished = self.page.take(ForwardMsg.FromString(frame), run)
        elapsed = time.perf_counter() - start
        self.page.settle()
        return run.result(elapsed=elapsed)

    def _request(self, *, widgets: list[WidgetState], fragment: str) -> BackMsg:
        page = self.page
        message = BackMsg()
        script = message.rerun_script
        script.query_string = page.query
        script.page_script_hash = page.page_hash
        script.page_name = "" if page.page_hash else page.name
        script.fragment_id = fragment
        script.cached_message_hashes.extend(page.cache.hashes)
        context = script.context_info
        context.timezone, context.timezone_offset, context.locale = "Asia/Ho_Chi_Minh", -420, "vi-VN"
        context.url, context.color_scheme = f"http://{self._host}/{page.name}", "light"
        page.states.update({state.id: state for state in widgets if not state.HasField("trigger_value")})
        script.widget_states.SetInParent()
        script.widget_states.widgets.extend(page.states.values())
        # A press lasts for one run: it is sent, never kept.
        script.widget_states.widgets.extend(state for state in widgets if state.HasField("trigger_value"))
        return message

    async def click(self, key: str) -> RunResult:
        """Presses the button with that key."""
        widget = self.page.widget(key)
        return await self.rerun(widgets=[widget.state(value=True)], fragment=widget.fragment)

    async def choose(self, key: str, value: object) -> RunResult:
        """Gives the widget with that key a value, as a person would, and waits for the run that follows."""
        widget = self.page.widget(key)
        if widget.query_key:
            others = parse_qsl(self.page.query.lstrip("?"), keep_blank_values=True)
            kept = [pair for pair in others if pair[0] != widget.query_key]
            self.page.query = urlencode([*kept, (widget.query_key, str(value))])
        return await self.rerun(widgets=[widget.state(value=value)], fragment=widget.fragment)

    def stage(self, key: str, value: object) -> None:
        """Gives a widget inside a form a value; it travels when the form's button is clicked."""
        state = self.page.widget(key).state(value=value)
        self.page.states[state.id] = state
