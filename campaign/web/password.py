"""Setting a password of one's own: the one page that a session with a one-time password may open."""

from __future__ import annotations

from functools import partial
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.i18n.errors import error_text
from campaign.services import accounts, runtime
from campaign.services.call import Call
from campaign.services.passwords import MINIMUM
from campaign.services.sessions import SessionView
from campaign.web.addresses import CHANGE_PASSWORD, SIGN_OUT, safe_next
from campaign.web.forms import posted
from campaign.web.pages import page
from campaign.web.visitor import DOOR, token_of

_REFUSALS: Final = frozenset(
    {
        "account_locked",
        "form_foreign",
        "password_too_easy",
        "password_too_long",
        "password_too_short",
        "password_unchanged",
        "password_wrong",
        "passwords_differ",
    }
)


async def change_password_page(request: Request) -> Response:
    """Show the form."""
    return _form(request, wanted=safe_next(request.query_params.get("next")))


async def change_password(request: Request) -> Response:
    """Set the new password and go on, or show the form again with the reason."""
    wanted = safe_next(request.query_params.get("next"))
    try:
        fields = await posted(request)
        wanted = safe_next(fields.get("next"))
        await to_thread.run_sync(partial(_change, request, fields))
    except CampaignError as error:
        if error.code not in _REFUSALS:
            raise
        return _form(request, wanted=wanted, error=error)
    DOOR.forget(token_of(request))
    return RedirectResponse(wanted, status_code=303, headers={"Cache-Control": "no-store"})


def _change(request: Request, fields: dict[str, str]) -> None:
    old, new = fields.get("old", ""), fields.get("new", "")
    if new != fields.get("again", ""):
        raise CampaignError("passwords_differ")
    session: SessionView = request.state.session
    call = Call(store=runtime.store(), viewer=session.viewer, moment=runtime.present())
    accounts.change_password(call=call, token=token_of(request) or "", old=old, new=new)


def _form(request: Request, *, wanted: str, error: CampaignError | None = None) -> Response:
    session: SessionView = request.state.session
    return page(
        "password.html",
        status=400 if error else 200,
        title=_("Choose your own password"),
        action=CHANGE_PASSWORD,
        sign_out=SIGN_OUT,
        wanted=wanted,
        username=session.viewer.username,
        forced=session.must_change_password,
        minimum=MINIMUM,
        error=error_text(error) if error else "",
    )
