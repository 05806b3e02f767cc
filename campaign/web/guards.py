"""Routes that name their own guard: Streamlit's sign-in check does not cover them, so each answers for itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from campaign.errors import CampaignError
from campaign.i18n import use_language
from campaign.web.addresses import CHANGE_PASSWORD, SIGN_IN, is_page, safe_next, with_next
from campaign.web.pages import failure, refusal
from campaign.web.visitor import DOOR, NO_SESSION, language_of

Endpoint = Callable[[Request], Awaitable[Response]]


class Guard(StrEnum):
    """Who may call a route."""

    PUBLIC = "public"
    """Everybody."""
    SESSION = "session"
    """Whoever has a session, even a locked one or one with a password to be changed."""
    SIGNED_IN = "signed_in"
    """Whoever has a session that is open for work; the service behind the route checks role and place."""


class GuardedRoute(Route):
    """A route with its guard; the endpoint runs only after the guard, and its faults become a page with a number.

    Behind a guard the endpoint finds the session in `request.state.session`.
    """

    def __init__(self, path: str, endpoint: Endpoint, *, guard: Guard, methods: Sequence[str] = ("GET",)) -> None:
        self.guard = guard
        super().__init__(path, _guarded(endpoint, guard), methods=list(methods), name=endpoint.__name__)


def _guarded(endpoint: Endpoint, guard: Guard) -> Endpoint:
    async def answer(request: Request) -> Response:
        use_language(language_of(request))
        try:
            if guard is not Guard.PUBLIC and (turned_away := await _turn_away(request, guard)):
                return turned_away
            return await endpoint(request)
        except CampaignError as error:
            return refusal(error)
        except Exception as error:  # noqa: BLE001 - a front door: the person gets a number, the log the rest
            return failure(error)

    return answer


async def _turn_away(request: Request, guard: Guard) -> Response | None:
    """Return the answer for somebody who may not pass, None for somebody who may."""
    try:
        session = await DOOR.look(request)
    except CampaignError as error:
        if error.code not in NO_SESSION:
            raise
        return _to(SIGN_IN, request, error.code)
    request.state.session = session
    use_language(session.viewer.language)
    if guard is Guard.SIGNED_IN and session.must_change_password:
        return _to(CHANGE_PASSWORD, request, "password_must_change")
    if guard is Guard.SIGNED_IN and session.locked:
        return _to("/", request, "session_locked")
    return None


def _to(address: str, request: Request, code: str) -> Response:
    if request.method in {"GET", "HEAD"} and is_page(request.url.path):
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(with_next(address, safe_next(request.url.path + query)), status_code=303)
    return JSONResponse({"code": code}, status_code=401, headers={"Cache-Control": "no-store"})
