"""Plain HTML pages from templates: no script, inline style, strict policy; and what a failed request looks like."""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from campaign.errors import CampaignError
from campaign.i18n import _, current_language, day, number, percent
from campaign.i18n.errors import error_text
from campaign.i18n.labels import label

_FOLDER: Final = Path(__file__).parent / "templates"
_STATUS: Final = {
    "not_permitted": 403,
    "account_disabled": 403,
    "sign_in_failed": 401,
    "session_missing": 401,
    "session_ended": 401,
    "account_locked": 429,
    "board_unknown": 404,
    "request_too_large": 413,
    "database_busy": 503,
    "database_full": 503,
    "database_not_ready": 503,
    "database_newer": 503,
    "database_read_only": 503,
    "database_unreachable": 503,
    "database_unreadable": 503,
    "key_missing": 503,
    "key_wrong": 503,
}
_LOG = logging.getLogger("campaign.web")


def page(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Render a template in the current language as an answer that no cache keeps."""
    style = style_sheet("style.css")
    return HTMLResponse(
        rendered(template, style=style, **values),
        status_code=status,
        headers={"Cache-Control": "no-store", "Content-Security-Policy": policy(style)},
    )


def rendered(template: str, *, style: str, **values: object) -> str:
    """Return a template in the current language, with its style inside."""
    return _templates().get_template(template).render(language=current_language(), style=style, **values)


@lru_cache(maxsize=8)
def style_sheet(name: str) -> str:
    """Return a style sheet that stands beside the templates."""
    return (_FOLDER / name).read_text("utf-8")


@lru_cache(maxsize=64)
def policy(style: str, *, images: str = "data:", forms: str = "'self'") -> str:
    """Return the policy of a page that runs nothing and is styled by this text alone."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src {images}; form-action {forms}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def refusal(error: CampaignError) -> HTMLResponse:
    """Say in the reader's language why a request was refused."""
    return page("message.html", status=status_of(error), title=_("This did not work"), text=error_text(error))


def failure(error: Exception) -> HTMLResponse:
    """Log a fault of the program under a number, and show the number and nothing else."""
    reference = new_reference()
    _LOG.error("request failed, reference %s", reference, exc_info=error)
    text = _(
        "Something went wrong on our side and nothing was changed by it. Reload the page; if it happens again, "
        "give your administrator this number: {reference}."
    )
    return page("message.html", status=500, title=_("This did not work"), text=text.format(reference=reference))


def status_of(error: CampaignError) -> int:
    """Return the HTTP status of a refusal."""
    return _STATUS.get(error.code, 400)


def new_reference() -> str:
    """Return a number that can be read out over the phone: six digits in two groups."""
    digits = f"{secrets.randbelow(1_000_000):06d}"
    return f"{digits[:3]}-{digits[3:]}"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    # Looked up at each call, so that one compiled template serves both languages.
    templates.globals.update({"_": _, "number": number, "percent": percent, "day": day, "label": label})
    return templates
