"""What the front door needs of this package: the routes, the middleware in order, and what runs beside the server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, Thread
from typing import Final

from starlette.middleware import Middleware

from campaign.services import idle
from campaign.services.runtime import check_start
from campaign.web import weekly
from campaign.web.routes import ROUTES
from campaign.web.security import Gate, SecurityHeaders
from campaign.web.shell import Shell, shell_policy
from campaign.web.static import CompressedStatic, streamlit_files

__all__ = ["MIDDLEWARE", "ROUTES", "check_start", "lifespan"]

# Outermost first: headers on every answer, then the door, then what may be answered without Streamlit.
MIDDLEWARE: Final = (
    Middleware(SecurityHeaders, page_policy=shell_policy),
    Middleware(Gate, routes=ROUTES),
    Middleware(CompressedStatic, folder=streamlit_files),
    Middleware(Shell, routes=ROUTES),
)


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:  # noqa: ARG001 - the server hands itself over
    """Compress the browser's files while the first person signs in; look for idle accounts and for due reports."""
    stop = Event()
    workers = (
        Thread(target=streamlit_files().warm, args=(stop,), name="compress-static", daemon=True),
        Thread(target=idle.sweep, kwargs={"stop": stop}, name="idle-accounts", daemon=True),
        Thread(target=weekly.sweep, kwargs={"stop": stop}, name="weekly-reports", daemon=True),
    )
    for worker in workers:
        worker.start()
    yield
    stop.set()
    for worker in workers:
        worker.join(timeout=5)
