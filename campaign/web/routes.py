"""Every address that we answer ourselves, each with its guard. What is not listed here belongs to Streamlit."""

from __future__ import annotations

from typing import Final

from campaign.web.addresses import CHANGE_PASSWORD, SIGN_IN, SIGN_OUT, SIGN_OUT_EVERYWHERE
from campaign.web.everywhere import sign_out_everywhere, sign_out_everywhere_page
from campaign.web.guards import Guard, GuardedRoute
from campaign.web.health import healthz, readyz
from campaign.web.password import change_password, change_password_page
from campaign.web.sign_in import sign_in, sign_in_page, sign_out, sign_out_page

ROUTES: Final = (
    GuardedRoute(SIGN_IN, sign_in_page, guard=Guard.PUBLIC),
    GuardedRoute(SIGN_IN, sign_in, guard=Guard.PUBLIC, methods=("POST",)),
    GuardedRoute(SIGN_OUT, sign_out_page, guard=Guard.PUBLIC),
    GuardedRoute(SIGN_OUT, sign_out, guard=Guard.PUBLIC, methods=("POST",)),
    GuardedRoute(SIGN_OUT_EVERYWHERE, sign_out_everywhere_page, guard=Guard.SESSION),
    GuardedRoute(SIGN_OUT_EVERYWHERE, sign_out_everywhere, guard=Guard.SESSION, methods=("POST",)),
    GuardedRoute(CHANGE_PASSWORD, change_password_page, guard=Guard.SESSION),
    GuardedRoute(CHANGE_PASSWORD, change_password, guard=Guard.SESSION, methods=("POST",)),
    GuardedRoute("/healthz", healthz, guard=Guard.PUBLIC),
    GuardedRoute("/readyz", readyz, guard=Guard.PUBLIC),
)
