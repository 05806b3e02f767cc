"""The one HTML page that Streamlit's screens live in: in the reader's language, compressed, with a strict policy.

The file is Streamlit's own; what a screen here never uses is left out of it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.routing import Match

from campaign.i18n import LANGUAGES, _, use_language
from campaign.web.addresses import is_page
from campaign.web.static import accepted, compress, streamlit_folder
from campaign.web.visitor import language_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from campaign.web.guards import GuardedRoute
    from campaign.web.static import Encoding

# The theme uses the device's fonts, so the preloaded one (170 kB) would never be drawn. The second link offers
# the page to programs, a door that is closed here.
_UNUSED: Final = re.compile(r'<link\s[^>]*rel="(?:preload"[^>]*as="font"|service-desc")[^>]*>')
_COMMENT: Final = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_NOSCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:]+\](:\d{1,5})?")
_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Where Streamlit's server is. Unasked, its script looks below the page's own address first, is refused, and waits.
_HERE: Final = "window.__streamlit={BACKEND_BASE_URL:location.origin}"
# What the frame and the pages of numbers are drawn with. Streamlit fetches each kind of element when the first one
# arrives, and React then holds back all that is ready for 300 ms; asked for while the line opens, they are there.
_SOON: Final = ("Html", "Selectbox", "Button")
# These weigh 45 kB, which a phone in a village is not sent for a page that does without them.
_ON_PROGRESS: Final = ("ButtonGroup", "Slider")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One ready answer: the page in a language and an encoding."""

    body: bytes
    tag: str


def original() -> str:
    """Return Streamlit's index.html."""
    return (streamlit_folder() / "index.html").read_text("utf-8")


def shell(language: str) -> str:
    """Return the page for a language; only what is there is changed, so a new release still works."""
    use_language(language)
    text = _UNUSED.sub("", _COMMENT.sub("", original()))
    text = text.replace('<html lang="en">', f'<html lang="{language}">')
    text = text.replace("<title>Streamlit</title>", f"<title>{escape(_('Campaign tracker'))}</title>")
    text = text.replace("<head>", f"<head><script>{_HERE}</script>")
    text = text.replace("</head>", f'<script type="module">{_early()}</script></head>')
    notice = _("This page needs JavaScript. Please switch it on, or open it in another browser.")
    return _NOSCRIPT.sub(f"<noscript><p>{escape(notice)}</p></noscript>", text)


@lru_cache(maxsize=1)
def _early() -> str:
    """Return the script that asks for what is drawn soon; what a release does not have is left out."""
    return f'{_imports(_SOON)}if(location.pathname==="/progress"){{{_imports(_ON_PROGRESS)}}}'


def _imports(kinds: Sequence[str]) -> str:
    folder = streamlit_folder() / "static" / "js"
    names = [found.name for kind in kinds for found in sorted(folder.glob(f"{kind}.*.js"))]
    return "".join(f'import("./static/js/{name}");' for name in names)


@lru_cache(maxsize=1)
def _scripts() -> str:
    scripts = (_HERE, _early(), *_SCRIPT.findall(_COMMENT.sub("", original())))
    hashes = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in hashes)


def shell_policy(host: str) -> str:
    """Return the content security policy under which Streamlit's screens and charts run.

    Scripts come from this server and from the page's own lines, known by their hash. Styles have to be free,
    because the screens' style library writes them while it runs; frames are those that components draw.
    """
    # Older iPhones do not count the websocket of this server as 'self', so it is named; a strange name is left out.
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return (
        f"default-src 'self'; script-src 'self' {_scripts()}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; "
        f"connect-src 'self'{sockets}; worker-src 'self' blob:; frame-src 'self' data: blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


@lru_cache(maxsize=len(LANGUAGES) * 3)
def _form(language: str, encoding: Encoding | None) -> Form:
    body = shell(language).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}-{encoding or "identity"}"'
    return Form(body=compress(body, encoding) if encoding else body, tag=tag)


class Shell:
    """Answers a page's address with the page, unless a route of ours answers there."""

    def __init__(self, app: ASGIApp, routes: Sequence[GuardedRoute]) -> None:
        self.app = app
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page; hand everything else on."""
        if not self._is_shell(scope):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        encoding = accepted(connection.headers.get("accept-encoding", ""), ("br", "gzip"))
        form = _form(language_of(connection), encoding)
        headers = {"Cache-Control": "no-cache", "ETag": form.tag, "Vary": "Accept-Encoding, Cookie"}
        if encoding:
            headers["Content-Encoding"] = encoding
        if form.tag in connection.headers.get("if-none-match", ""):
            answer = Response(status_code=304, headers=headers)
        else:
            answer = Response(form.body, headers=headers, media_type="text/html")
        if scope["method"] == "HEAD":
            answer.body = b""
        await answer(scope, receive, send)

    def _is_shell(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            return False
        path: str = scope["path"]
        # Streamlit answers an address that ends in a slash with the one without it.
        if not is_page(path) or (path != "/" and path.endswith("/")):
            return False
        return all(route.matches(scope)[0] is Match.NONE for route in self._routes)
