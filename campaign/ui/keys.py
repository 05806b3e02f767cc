"""The names of all widgets and of all query parameters.

A key is also what a browser test looks for (`.st-key-…`), so it is written in one place and never typed twice.
"""

from __future__ import annotations

from enum import StrEnum


class Screen(StrEnum):
    """The screens; the value is the first part of every key on it and the page's path in the address."""

    SHELL = "shell"
    PROGRESS = "progress"
    RECORD = "record"
    TARGETS = "targets"
    AUDIT = "audit"


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
    PERSON = "person"
    VIEW = "view"


SHELL_CAMPAIGN = key(Screen.SHELL, "campaign")
SHELL_LANGUAGE = key(Screen.SHELL, "language")
SHELL_PASSWORD = key(Screen.SHELL, "password")
SHELL_UNLOCK = key(Screen.SHELL, "unlock")

PROGRESS_INDICATOR = key(Screen.PROGRESS, "indicator")
PROGRESS_AS_OF = key(Screen.PROGRESS, "as-of")
PROGRESS_PLACES = key(Screen.PROGRESS, "places")
PROGRESS_ORDER = key(Screen.PROGRESS, "order")
PROGRESS_DOWNLOAD = key(Screen.PROGRESS, "download")

AUDIT_DAYS = key(Screen.AUDIT, "days")
AUDIT_ACTOR = key(Screen.AUDIT, "actor")
AUDIT_ACTION = key(Screen.AUDIT, "action")
AUDIT_PLACE = key(Screen.AUDIT, "place")
AUDIT_TEXT = key(Screen.AUDIT, "text")
AUDIT_PAGE = key(Screen.AUDIT, "page")
AUDIT_VERIFY = key(Screen.AUDIT, "verify")
