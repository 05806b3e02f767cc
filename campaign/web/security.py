"""The gate before every page and socket, and the headers on every answer. The door is closed by default."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Match

from campaign.errors import CampaignError
from campaign.i18n import use_language
from campaign.web.addresses import (
    CHANGE_PASSWORD,
    SIGN_IN,
    is_page,
    is_public_file,
    safe_next,
    with_next,
)
from campaign.web.guards import Guard, GuardedRoute
from campaign.web.pages import failure, refusal
from campaign.web.visitor import DOOR, NO_SESSION, is_https, language_of, same_origin

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from campaign.services.sessions import SessionView

_READING: Final = frozenset({"GET", "HEAD"})
_POLICY_VIOLATION: Final = 1008
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Gate:
    """Lets through what is public, sends pages without a session to the sign-in, and refuses everything else.

    A locked session may open pages, because the script draws the form that unlocks it; a session whose password
    must be changed may open that one page.
    """

    def __init__(self, app: ASGIApp, routes: Sequence[GuardedRoute]) -> None:
        self.app = app
        self._public = [route for route in routes if route.guard is Guard.PUBLIC]
        self._while_changing = [route for route in routes if route.guard is Guard.SESSION]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["type"] == "lifespan" or (scope["type"] == "http" and self._is_public(scope)):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        answer = await self._answer(connection, scope)
        if answer is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            # Closed before it was accepted: the server makes a 403 of it.
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION, "reason": ""})
        else:
            await answer(scope, receive, send)

    def _is_public(self, scope: Scope) -> bool:
        return is_public_file(scope["path"]) or _matches(self._public, scope)

    async def _answer(self, connection: HTTPConnection, scope: Scope) -> Response | None:
        """Return what to say to somebody who may not pass, None to let them pass."""
        use_language(language_of(connection))
        if scope["type"] == "websocket" and not same_origin(connection):
            return PlainTextResponse("", status_code=403)
        try:
            session = await DOOR.look(connection)
        except CampaignError as error:
            return _refuse(scope, SIGN_IN) if error.code in NO_SESSION else refusal(error)
        except Exception as error:  # noqa: BLE001 - a front door: the person gets a number, the log the rest
            return failure(error)
        return self._check(session, scope)

    def _check(self, session: SessionView, scope: Scope) -> Response | None:
        if session.must_change_password and not _matches(self._while_changing, scope):
            return _refuse(scope, CHANGE_PASSWORD)
        if session.locked and scope["path"].startswith("/media/"):
            return _refuse(scope, SIGN_IN)
        return None


def _matches(routes: Sequence[GuardedRoute], scope: Scope) -> bool:
    return scope["type"] == "http" and any(route.matches(scope)[0] is Match.FULL for route in routes)


def _refuse(scope: Scope, address: str) -> Response:
    path: str = scope["path"]
    if scope["type"] == "http" and scope["method"] in _READING and is_page(path):
        query = scope["query_string"].decode("latin-1")
        wanted = safe_next(f"{path}?{query}" if query else path)
        return RedirectResponse(with_next(address, wanted), status_code=303, headers={"Cache-Control": "no-store"})
    return PlainTextResponse("401", status_code=401, headers={"Cache-Control": "no-store"})


class SecurityHeaders:
    """Adds to every answer what it does not say itself: no framing, no sniffing, and where scripts may come from."""

    def __init__(self, app: ASGIApp, page_policy: Callable[[str], str]) -> None:
        self.app = app
        self._page_policy = page_policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, with the headers added to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        secure = is_https(connection)
        policy = self._page_policy(connection.headers.get("host", ""))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", policy)
                if secure:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        await self.app(scope, receive, send_with_headers)
