"""Streamlit's own files, compressed once and served from disk: what makes the first load bearable on a mobile line.

Only files that lie in Streamlit's folder are served, found by name in a list; nothing is built from a request's path.
"""

from __future__ import annotations

import gzip
import logging
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final, Literal

import brotli  # type: ignore[import-untyped] # ships neither annotations nor stubs
from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response

from campaign.config import DATA

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

Encoding = Literal["br", "gzip"]
STREAMLIT: Final = version("streamlit")
_PREFIX: Final = "/static/"
_TYPES: Final = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
_COMPRESSIBLE: Final = frozenset({".css", ".html", ".js", ".json", ".map", ".svg", ".txt", ".wasm"})
# Below this the headers outweigh what is saved.
_SMALLEST: Final = 600
# Measured on the whole bundle (23 MB): quality 6 takes a second and gives 6.26 MB; 9 takes 4.5 s for 1.6 % less.
_BROTLI_QUALITY: Final = 6
_GZIP_LEVEL: Final = 6
# File names carry a hash of their content, so a year is as good as for ever.
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_LOG = logging.getLogger("campaign.web")


def streamlit_folder() -> Path:
    """Return the folder of Streamlit's browser files, found without importing Streamlit."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        message = "streamlit is not installed"
        raise RuntimeError(message)
    return Path(spec.origin).parent / "static"


@dataclass(frozen=True)
class StaticFolder:
    """A folder of files that never change, and beside it a cache of their compressed forms."""

    root: Path
    cache: Path

    @cached_property
    def files(self) -> dict[str, Path]:
        """Every file by its address below the root."""
        found = (path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path for path in found}

    def encodings(self, name: str) -> tuple[Encoding, ...]:
        """Return how a file may be compressed, best first; () for what is compressed already or tiny."""
        path = self.files[name]
        worth = path.suffix in _COMPRESSIBLE and path.stat().st_size >= _SMALLEST
        return ("br", "gzip") if worth else ()

    def compressed(self, name: str, encoding: Encoding) -> Path:
        """Return the file that holds the compressed form, made at the first call. Safe for many callers at once."""
        target = self.cache / f"{name}.{encoding}"
        if not target.exists():
            data = self.files[name].read_bytes()
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, unfinished = tempfile.mkstemp(dir=target.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(compress(data, encoding))
            Path(unfinished).replace(target)
        return target

    def warm(self, stop: Event) -> None:
        """Compress everything beforehand, small files first, until done or told to stop."""
        for name in sorted(self.files, key=lambda each: self.files[each].stat().st_size):
            for encoding in self.encodings(name):
                if stop.is_set():
                    return
                self.compressed(name, encoding)


def compress(data: bytes, encoding: Encoding) -> bytes:
    """Return data in one of the two forms that browsers take."""
    if encoding == "br":
        return bytes(brotli.compress(data, quality=_BROTLI_QUALITY))
    return gzip.compress(data, compresslevel=_GZIP_LEVEL, mtime=0)


@lru_cache(maxsize=1)
def streamlit_files() -> StaticFolder:
    """Return Streamlit's files with a cache for this version of it."""
    return StaticFolder(root=streamlit_folder() / "static", cache=writable(DATA / "cache" / "static" / STREAMLIT))


def writable(folder: Path) -> Path:
    """Return a folder that can be written to: this one, or else a private temporary one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        # A folder with a fixed name in a shared place could be filled by somebody else, so it gets a random one.
        _LOG.warning("the folder for compressed files cannot be written; using a temporary one")
        return Path(tempfile.mkdtemp(prefix="campaign-static-"))
    return folder


def accepted(header: str, offered: tuple[Encoding, ...]) -> Encoding | None:
    """Return the best encoding that a browser takes (RFC 9110 § 12.5.3, without weighing preferences)."""
    taken = set()
    for part in header.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        quality = parameters.replace(" ", "").partition("q=")[2]
        if quality not in {"0", "0.0", "0.00", "0.000"}:
            taken.add(name.strip())
    return next((encoding for encoding in offered if encoding in taken), None)


class CompressedStatic:
    """Answers `/static/…` before Streamlit does."""

    def __init__(self, app: ASGIApp, folder: Callable[[], StaticFolder]) -> None:
        self.app = app
        self.folder = folder()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a file's address; hand everything else on."""
        if scope["type"] != "http" or not scope["path"].startswith(_PREFIX):
            await self.app(scope, receive, send)
            return
        name = scope["path"].removeprefix(_PREFIX)
        if scope["method"] not in {"GET", "HEAD"}:
            answer: Response = PlainTextResponse("405", status_code=405, headers={"Allow": "GET, HEAD"})
        elif name not in self.folder.files:
            answer = PlainTextResponse("404", status_code=404, headers={"Cache-Control": "no-store"})
        else:
            answer = await to_thread.run_sync(partial(self._answer, name, Headers(scope=scope)))
        await answer(scope, receive, send)

    def _answer(self, name: str, asked: Headers) -> Response:
        path = self.folder.files[name]
        encodings = self.folder.encodings(name)
        encoding = accepted(asked.get("accept-encoding", ""), encodings)
        tag = f'"{STREAMLIT}-{path.stat().st_size:x}-{encoding or "identity"}"'
        headers = {"Cache-Control": _FOR_EVER, "ETag": tag}
        if encodings:
            headers["Vary"] = "Accept-Encoding"
        if tag in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if encoding:
            headers["Content-Encoding"] = encoding
            path = self.folder.compressed(name, encoding)
        media_type = _TYPES.get(self.folder.files[name].suffix, "application/octet-stream")
        return FileResponse(path, headers=headers, media_type=media_type)
