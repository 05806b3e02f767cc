"""The names of all widgets and of all query parameters.

A key is also what a browser test looks for (`.st-key-…`), so it is written in one place and never typed twice.
"""

from __future__ import annotations

from enum import StrEnum


class Screen(StrEnum):
    """The screens; the value is the first part of every key on it and the page's path in the address."""

    SHELL = "shell"
    DESK = "desk"
    RECORD = "record"
    PROGRESS = "progress"
    TARGETS = "targets"
    REPORTING = "reporting"
    OUTREACH = "outreach"
    CITIZENS = "citizens"
    IMPORTS = "imports"
    CAMPAIGNS = "campaigns"
    PLACES = "places"
    ACCOUNTS = "accounts"
    AUDIT = "audit"
    PROVENANCE = "provenance"
    REPORTS = "reports"
    BOARD = "board"
    INITIATIVES = "initiatives"
    COMMENDATION = "commendation"


def key(screen: Screen, name: str, *parts: object) -> str:
    """Return the key of a widget; `parts` tell apart widgets that repeat (`record-step-eid_level2`)."""
    return "-".join((screen.value, name, *(str(part) for part in parts)))


class Param(StrEnum):
    """Query parameters: what a pasted address brings along. Values are slugs, codes and ISO dates, never labels."""

    CAMPAIGN = "campaign"
    PLACE = "place"
    INDICATOR = "indicator"
    AS_OF = "as_of"
    ORDER = "order"
    FROM = "from"
    UNTIL = "until"
    ACTOR = "actor"
    ACTION = "action"
    TEXT = "text"
    PAGE = "page"
    ONLY = "only"
    PERSON = "person"
    VIEW = "view"
    DUE = "due"
    COLUMNS = "columns"
    STEP = "step"
    TEMPLATE = "template"
    STATUS = "status"
    DAY = "day"
    MONTH = "month"
    TEAM = "team"
    UNIT = "unit"
    KIND = "kind"
    SILENT = "silent"
    BATCH = "batch"
    PAIR = "pair"
    SHEET = "sheet"
    SEVERITY = "severity"
    CODE = "code"
    CONSENT = "consent"
    FIGURE = "figure"
    PERIOD = "period"
    PROFILE = "profile"
    AGAINST = "against"
    BASIS = "basis"
    LANG = "lang"
    ITEM = "item"
    ALL = "all"


SHELL_CAMPAIGN = key(Screen.SHELL, "campaign")
SHELL_LANGUAGE = key(Screen.SHELL, "language")
SHELL_PASSWORD = key(Screen.SHELL, "password")
SHELL_UNLOCK = key(Screen.SHELL, "unlock")
SHELL_LOOKING = key(Screen.SHELL, "looking")
SHELL_LOOK_BACK = key(Screen.SHELL, "look-back")

TARGETS_FILTERS = key(Screen.TARGETS, "filters")
TARGETS_DUE = key(Screen.TARGETS, "due")
TARGETS_COLUMNS = key(Screen.TARGETS, "columns")
TARGETS_MILESTONE = key(Screen.TARGETS, "milestone")
TARGETS_MILESTONE_DAY = key(Screen.TARGETS, "milestone-day")
TARGETS_EVERY = key(Screen.TARGETS, "every")
TARGETS_MILESTONE_OPEN = key(Screen.TARGETS, "milestone-open")
TARGETS_GRID = key(Screen.TARGETS, "grid")
TARGETS_FILL = key(Screen.TARGETS, "fill")
TARGETS_FILL_COLUMN = key(Screen.TARGETS, "fill-column")
TARGETS_FILL_WAY = key(Screen.TARGETS, "fill-way")
TARGETS_FILL_TOTAL = key(Screen.TARGETS, "fill-total")
TARGETS_FILL_GROUP = key(Screen.TARGETS, "fill-group")
TARGETS_FILL_SHARE = key(Screen.TARGETS, "fill-share")
TARGETS_FILL_SOURCE = key(Screen.TARGETS, "fill-source")
TARGETS_FILL_PUT = key(Screen.TARGETS, "fill-put")
TARGETS_REASON = key(Screen.TARGETS, "reason")
TARGETS_SAVE = key(Screen.TARGETS, "save")
TARGETS_DISCARD = key(Screen.TARGETS, "discard")
TARGETS_KEEP = key(Screen.TARGETS, "keep")
TARGETS_TAKE = key(Screen.TARGETS, "take")
TARGETS_HISTORY = key(Screen.TARGETS, "history")
TARGETS_HISTORY_PLACE = key(Screen.TARGETS, "history-place")
TARGETS_HISTORY_COLUMN = key(Screen.TARGETS, "history-column")

AUDIT_FILTERS = key(Screen.AUDIT, "filters")
AUDIT_DAYS = key(Screen.AUDIT, "days")
AUDIT_ACTOR = key(Screen.AUDIT, "actor")
AUDIT_ACTION = key(Screen.AUDIT, "action")
AUDIT_PLACE = key(Screen.AUDIT, "place")
AUDIT_TEXT = key(Screen.AUDIT, "text")
AUDIT_ONLY = key(Screen.AUDIT, "only")
AUDIT_PAGE = key(Screen.AUDIT, "page")
AUDIT_VERIFY = key(Screen.AUDIT, "verify")
