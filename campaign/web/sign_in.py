"""The door that people see: signing in and out, as plain HTML that opens on any phone."""

from __future__ import annotations

from functools import partial
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from campaign.errors import CampaignError
from campaign.i18n import _, current_language
from campaign.i18n.errors import error_text
from campaign.services import runtime, sessions
from campaign.web.addresses import CHANGE_PASSWORD, SIGN_IN, SIGN_OUT, safe_next, with_next
from campaign.web.forms import posted
from campaign.web.pages import page, status_of
from campaign.web.samples import samples
from campaign.web.visitor import (
    DOOR,
    NO_SESSION,
    client_address,
    drop_session,
    from_this_site,
    keep_language,
    keep_session,
    token_of,
)

_REFUSALS: Final = frozenset({"sign_in_failed", "account_locked", "account_disabled", "account_idle", "form_foreign"})
_SHOWN_USERNAME: Final = 64


async def sign_in_page(request: Request) -> Response:
    """Show the form; `?next=` says where to go on, `?lang=` changes the language."""
    wanted = safe_next(request.query_params.get("next"))
    signed_in, notice = None, ""
    if "bye" in request.query_params:
        notice = _("You are signed out.")
    elif token_of(request) is not None:
        try:
            signed_in = (await DOOR.look(request)).viewer.full_name
        except CampaignError as error:
            if error.code not in NO_SESSION:
                raise
            notice = error_text(error)
    answer = _form(wanted=wanted, notice=notice, signed_in=signed_in)
    if "lang" in request.query_params:
        keep_language(answer, request, current_language())
    return answer


async def sign_in(request: Request) -> Response:
    """Check the form, set the cookie, go on; or show the form again with the reason beside it."""
    wanted, username = safe_next(request.query_params.get("next")), ""
    try:
        fields = await posted(request)
        wanted = safe_next(fields.get("next"))
        username = fields.get("username", "")
        signed = await to_thread.run_sync(partial(_open_session, request, username, fields.get("password", "")))
    except CampaignError as error:
        if error.code not in _REFUSALS:
            raise
        return _form(wanted=wanted, username=username[:_SHOWN_USERNAME], error=error)
    target = with_next(CHANGE_PASSWORD, wanted) if signed.must_change_password else wanted
    answer = RedirectResponse(target, status_code=303, headers={"Cache-Control": "no-store"})
    keep_session(answer, request, signed.token)
    keep_language(answer, request, signed.viewer.language)
    return answer


async def sign_out_page(request: Request) -> Response:
    """Sign out when the link was followed here; from elsewhere ask first, so that no other page can do it."""
    if from_this_site(request):
        return await _leave(request)
    return page("sign_out.html", title=_("Sign out"), action=SIGN_OUT)


async def sign_out(request: Request) -> Response:
    """End the session and take the cookie back."""
    await posted(request)
    return await _leave(request)


def _open_session(request: Request, username: str, password: str) -> sessions.SignedIn:
    store, moment = runtime.store(), runtime.present()
    signed = sessions.sign_in(
        store=store,
        moment=moment,
        username=username,
        password=password,
        address=client_address(request),
        agent=request.headers.get("user-agent", "")[:200],
    )
    # Whoever signs in over an open session leaves that one behind for good.
    earlier = token_of(request)
    if earlier is not None:
        sessions.sign_out(store=store, moment=moment, token=earlier, address=client_address(request))
        DOOR.forget(earlier)
    return signed


async def _leave(request: Request) -> Response:
    token = token_of(request)
    if token is not None:
        end = partial(
            sessions.sign_out,
            store=runtime.store(),
            moment=runtime.present(),
            token=token,
            address=client_address(request),
        )
        await to_thread.run_sync(end)
        DOOR.forget(token)
    answer = RedirectResponse(f"{SIGN_IN}?bye", status_code=303, headers={"Cache-Control": "no-store"})
    drop_session(answer, request)
    return answer


def _form(
    *,
    wanted: str,
    username: str = "",
    notice: str = "",
    signed_in: str | None = None,
    error: CampaignError | None = None,
) -> Response:
    other = "en" if current_language() == "vi" else "vi"
    return page(
        "sign_in.html",
        status=status_of(error) if error else 200,
        title=_("Sign in"),
        action=SIGN_IN,
        wanted=wanted,
        username=username,
        notice=notice,
        signed_in=signed_in,
        error=error_text(error) if error else "",
        samples=samples(),
        other_language=other,
        other_address=_in_language(other, wanted),
    )


def _in_language(language: str, wanted: str) -> str:
    address = with_next(SIGN_IN, wanted)
    return f"{address}{'&' if '?' in address else '?'}lang={language}"
