"""Who stands behind a request: cookies, language, address, and the session, remembered for a few seconds.

What is remembered here only opens the door; the script asks the database again at every rerun.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.requests import HTTPConnection

from campaign.config import settings
from campaign.errors import CampaignError
from campaign.i18n import LANGUAGES
from campaign.services import runtime
from campaign.services.sessions import SESSION_LIFE, SessionView, read_session

if TYPE_CHECKING:
    from starlette.responses import Response

SESSION_COOKIE: Final = "campaign_session"
LANGUAGE_COOKIE: Final = "campaign_language"
NO_SESSION: Final = frozenset({"session_missing", "session_ended", "account_disabled"})
_YEAR: Final = 365 * 24 * 3600
_LONGEST_TOKEN: Final = 100


class Door:
    """Reads sessions for the gate, and remembers the open ones for a few seconds: a page is many requests."""

    def __init__(self, *, seconds: float = 3.0, most: int = 2000) -> None:
        self._seconds = seconds
        self._most = most
        self._known: OrderedDict[str, tuple[float, SessionView]] = OrderedDict()
        self._lock = Lock()

    async def look(self, connection: HTTPConnection) -> SessionView:
        """Return the session of a request; raises the codes of `read_session` and of the store."""
        token = token_of(connection)
        if token is None:
            raise CampaignError("session_missing")
        with self._lock:
            found = self._known.get(token)
        if found and found[0] > time.monotonic():
            return found[1]
        view = await to_thread.run_sync(partial(_read, token, client_address(connection)))
        # A locked session or a password to be changed may be over with the next click: never remembered.
        if not view.locked and not view.must_change_password:
            self._remember(token, view)
        return view

    def forget(self, token: str | None) -> None:
        """Forget a session that has just ended."""
        with self._lock:
            self._known.pop(token or "", None)

    def _remember(self, token: str, view: SessionView) -> None:
        with self._lock:
            self._known[token] = (time.monotonic() + self._seconds, view)
            self._known.move_to_end(token)
            while len(self._known) > self._most:
                self._known.popitem(last=False)


DOOR: Final = Door()


def _read(token: str, address: str) -> SessionView:
    return read_session(store=runtime.store(), moment=runtime.present(), token=token, address=address, touch=False)


def token_of(connection: HTTPConnection) -> str | None:
    """Return the session's token from the cookie."""
    token = connection.cookies.get(SESSION_COOKIE)
    return token if token and len(token) <= _LONGEST_TOKEN and token.isascii() else None


def language_of(connection: HTTPConnection) -> str:
    """Return the reader's language: asked for (`?lang=`), chosen before, or the installation's."""
    wanted = (connection.query_params.get("lang"), connection.cookies.get(LANGUAGE_COOKIE))
    return next((language for language in wanted if language in LANGUAGES), settings().language)


def client_address(connection: HTTPConnection) -> str:
    """Return the address that the audit chain names; the server has replaced a proxy's by the person's."""
    return connection.client.host[:64] if connection.client else ""


def is_https(connection: HTTPConnection) -> bool:
    """Tell whether the person's browser speaks https, to us or to the proxy before us."""
    forwarded = connection.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    return connection.url.scheme in {"https", "wss"} or forwarded == "https"


def same_origin(connection: HTTPConnection) -> bool:
    """Tell whether a request comes from a page of this site.

    Every browser names the origin of a post and of a websocket; without any such word it is no browser,
    and nobody's cookies are being used behind their back.
    """
    origin = connection.headers.get("origin")
    if origin is not None:
        return _is_host(origin, connection)
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    referer = connection.headers.get("referer")
    return referer is None or _is_host(referer, connection)


def from_this_site(connection: HTTPConnection) -> bool:
    """Tell whether a link was followed from a page of this site, or typed; silence counts as another site."""
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    referer = connection.headers.get("referer")
    return referer is not None and _is_host(referer, connection)


def _is_host(address: str, connection: HTTPConnection) -> bool:
    try:
        named = urlsplit(address).netloc.lower()
    except ValueError:
        return False
    return bool(named) and named == connection.headers.get("host", "").lower()


def keep_session(response: Response, connection: HTTPConnection, token: str) -> None:
    """Put a session's token into the cookie that scripts in the page cannot read."""
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(SESSION_LIFE.total_seconds()),
        path="/",
        secure=is_https(connection),
        httponly=True,
        samesite="lax",
    )


def drop_session(response: Response, connection: HTTPConnection) -> None:
    """Take the session's cookie back."""
    response.delete_cookie(SESSION_COOKIE, path="/", secure=is_https(connection), httponly=True, samesite="lax")


def keep_language(response: Response, connection: HTTPConnection, language: str) -> None:
    """Remember the language for a year on this device."""
    response.set_cookie(
        LANGUAGE_COOKIE,
        language,
        max_age=_YEAR,
        path="/",
        secure=is_https(connection),
        httponly=True,
        samesite="lax",
    )
