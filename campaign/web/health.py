"""Two answers for whatever watches the server: does it live, and can it work."""

from __future__ import annotations

import logging

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from campaign.services.health import Readiness, readiness

_LOG = logging.getLogger("campaign.web")
_NO_STORE = {"Cache-Control": "no-store"}


async def healthz(request: Request) -> Response:  # noqa: ARG001 - every endpoint is given the request
    """Say that the process lives."""
    return PlainTextResponse("ok", headers=_NO_STORE)


async def readyz(request: Request) -> Response:  # noqa: ARG001 - every endpoint is given the request
    """Say whether database and schema are right: 200, or 503 with the code of what is missing."""
    try:
        found = await to_thread.run_sync(readiness)
    except Exception:  # noqa: BLE001 - whatever a driver says, the watcher gets an answer
        _LOG.exception("readiness could not be told")
        found = Readiness(ready=False, code="unexpected")
    body = {"ready": found.ready, "code": found.code}
    return JSONResponse(body, status_code=200 if found.ready else 503, headers=_NO_STORE)
