"""Every address that we answer ourselves, each with its guard. What is not listed here belongs to Streamlit."""

from __future__ import annotations

from typing import Final

from campaign.web.addresses import (
    BOARD,
    BOARD_CHART,
    BOARD_CODE,
    BOARD_DICTIONARY,
    BOARD_NUMBERS,
    CHANGE_PASSWORD,
    SIGN_IN,
    SIGN_OUT,
    SIGN_OUT_EVERYWHERE,
)
from campaign.web.board import board_chart, board_code, board_dictionary, board_numbers, board_page, board_slash
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
    GuardedRoute(BOARD, board_page, guard=Guard.PUBLIC),
    GuardedRoute(f"{BOARD}/", board_slash, guard=Guard.PUBLIC),
    GuardedRoute(BOARD_NUMBERS, board_numbers, guard=Guard.PUBLIC),
    GuardedRoute(BOARD_DICTIONARY, board_dictionary, guard=Guard.PUBLIC),
    GuardedRoute(BOARD_CHART, board_chart, guard=Guard.PUBLIC),
    GuardedRoute(BOARD_CODE, board_code, guard=Guard.PUBLIC),
    GuardedRoute("/healthz", healthz, guard=Guard.PUBLIC),
    GuardedRoute("/readyz", readyz, guard=Guard.PUBLIC),
)
