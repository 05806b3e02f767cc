"""Signing out on every device at once: for a lost phone, or a password that somebody else has seen."""

from __future__ import annotations

from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from campaign.i18n import _
from campaign.services import runtime, sessions
from campaign.services.call import Call
from campaign.services.sessions import SessionView
from campaign.web.addresses import SIGN_IN, SIGN_OUT_EVERYWHERE
from campaign.web.forms import posted
from campaign.web.pages import page
from campaign.web.visitor import DOOR, drop_session, token_of


async def sign_out_everywhere_page(request: Request) -> Response:
    """Ask first: the other devices lose what was not saved there."""
    session: SessionView = request.state.session
    return page(
        "sign_out_everywhere.html",
        title=_("Sign out everywhere"),
        action=SIGN_OUT_EVERYWHERE,
        username=session.viewer.username,
    )


async def sign_out_everywhere(request: Request) -> Response:
    """End all sessions of the account, this one too, and take the cookie back."""
    await posted(request)
    await to_thread.run_sync(partial(_end_all, request))
    DOOR.forget(token_of(request))
    answer = RedirectResponse(f"{SIGN_IN}?bye", status_code=303, headers={"Cache-Control": "no-store"})
    drop_session(answer, request)
    return answer


def _end_all(request: Request) -> None:
    session: SessionView = request.state.session
    call = Call(store=runtime.store(), viewer=session.viewer, moment=runtime.present())
    sessions.sign_out_everywhere(call=call)
