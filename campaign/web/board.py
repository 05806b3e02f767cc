"""The public board: plain pages, files and pictures that everybody may open, without a cookie and without a script."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from campaign.config import settings
from campaign.errors import CampaignError
from campaign.i18n import LANGUAGES, _, use_language
from campaign.reports.board_code import board_address, code_svg
from campaign.web import board_sheets
from campaign.web.addresses import BOARD
from campaign.web.board_shelf import SHELF, Sheet
from campaign.web.pages import page
from campaign.web.static import accepted
from campaign.web.visitor import is_https

if TYPE_CHECKING:
    from collections.abc import Callable

    from campaign.web.board_shelf import Known

# Long enough for a crowd behind one proxy, short enough that a closed board is closed.
_CACHED: Final = "public, max-age=30"
_HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?")
_LONGEST: Final = 200


async def board_page(request: Request) -> Response:
    """Show the board of a campaign, the list where several are open, or with `?man-hinh=1` what turns its own pages."""
    _speak(request)
    slug = _asked(request, "campaign")
    if slug is None:
        entries = await to_thread.run_sync(SHELF.entries)
        if not entries:
            return _nothing()
        if len(entries) > 1:
            return _answer(request, board_sheets.listing(entries, language=_language(request)))
        slug = entries[0].slug
    make = board_sheets.kiosk if _asked(request, "man-hinh") else board_sheets.board
    return await _of_board(request, slug, make, indicator=_asked(request, "indicator"))


async def board_numbers(request: Request) -> Response:
    """Return the numbers as CSV."""
    return await _file(request, board_sheets.numbers)


async def board_dictionary(request: Request) -> Response:
    """Return what the columns of the CSV mean; it is the same for every board, and tells of none."""
    _speak(request)
    return _answer(request, board_sheets.dictionary(_language(request)))


async def board_chart(request: Request) -> Response:
    """Return the chart of a board as a picture."""
    return await _file(request, board_sheets.chart)


async def board_code(request: Request) -> Response:
    """Return the QR code of a board's address, as this browser reached it."""
    _speak(request)
    slug = await _one(request)
    host = request.headers.get("host", "")
    if slug is None or not _HOST.fullmatch(host):
        return _nothing()
    known = await to_thread.run_sync(partial(_known, slug))
    place = _asked(request, "place")
    if known is None or (place is not None and place not in known.whole.places):
        return _nothing()
    scheme = "https" if is_https(request) else "http"
    body = code_svg(
        board_address(f"{scheme}://{host}", campaign=slug, place=place), title=_("QR code of the public board")
    )
    return Response(body, media_type="image/svg+xml", headers={"Cache-Control": "private, max-age=300"})


async def board_slash(request: Request) -> Response:
    """Lead an address with a slash at its end to the one without."""
    query = urlencode(request.query_params.multi_items())
    return RedirectResponse(f"{BOARD}?{query}" if query else BOARD, status_code=308)


async def _file(request: Request, make: Callable[..., Sheet]) -> Response:
    _speak(request)
    slug = await _one(request)
    return _nothing() if slug is None else await _of_board(request, slug, make)


async def _of_board(
    request: Request, slug: str, make: Callable[..., Sheet], *, indicator: str | None = None
) -> Response:
    """Answer with something of one board; what is finished already costs neither a thread nor the database."""
    language, place = _language(request), _asked(request, "place")
    known = SHELF.ready(slug) or await to_thread.run_sync(partial(_known, slug))
    if known is None or (place is not None and place not in known.whole.places):
        return _nothing()
    keys = {told.key for told in known.whole.root.indicators}
    wanted = indicator if indicator in keys else None
    key = (make.__name__, slug, known.serial, place, language, wanted)
    found = SHELF.finished(key)
    if found is None:
        work = partial(_made, key, make, known, place=place, language=language, indicator=wanted)
        found = await to_thread.run_sync(work)
    return _answer(request, found)


def _made(
    key: tuple[object, ...],
    make: Callable[..., Sheet],
    known: Known,
    *,
    place: str | None,
    language: str,
    indicator: str | None,
) -> Sheet:
    use_language(language)
    return SHELF.sheet(key, partial(make, known, place=place, language=language, indicator=indicator))


def _known(slug: str) -> Known | None:
    try:
        return SHELF.known(slug)
    except CampaignError as error:
        if error.code != "board_unknown":
            raise
        return None


async def _one(request: Request) -> str | None:
    """Return the board that is meant: the one named, else the only one."""
    slug = _asked(request, "campaign")
    if slug is not None:
        return slug
    entries = await to_thread.run_sync(SHELF.entries)
    return entries[0].slug if len(entries) == 1 else None


def _answer(request: Request, sheet: Sheet) -> Response:
    encoding = accepted(request.headers.get("accept-encoding", ""), ("br", "gzip"))
    tag = f'"{sheet.tag}-{encoding or "identity"}"'
    headers = {
        "Cache-Control": _CACHED,
        "ETag": tag,
        "Vary": "Accept-Encoding",
        "Content-Security-Policy": sheet.policy,
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if encoding:
        headers["Content-Encoding"] = encoding
    if sheet.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{sheet.file_name}"'
    return Response(sheet.form(encoding), headers=headers, media_type=sheet.media_type)


def _nothing() -> Response:
    """Say the same of a closed board, a draft, and a name that never was."""
    return page(
        "message.html",
        status=404,
        title=_("No public board here"),
        text=_("There is no public board at this address."),
    )


def _speak(request: Request) -> None:
    use_language(_language(request))


def _language(request: Request) -> str:
    """Return the language of the address alone: an answer is the same for everybody who opens it."""
    wanted = request.query_params.get("lang")
    return wanted if wanted in LANGUAGES else settings().language


def _asked(request: Request, name: str) -> str | None:
    # What is longer than any name is cut, and so is no name.
    return request.query_params.get(name, "")[:_LONGEST] or None
