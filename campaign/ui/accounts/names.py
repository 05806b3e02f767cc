"""The keys of the accounts screen's widgets and the names of its forms, each written once."""

from __future__ import annotations

from typing import Final
from zlib import crc32

from campaign.ui.keys import Screen, key

VIEW: Final = key(Screen.ACCOUNTS, "view")
FIND: Final = key(Screen.ACCOUNTS, "find")
FILTERS: Final = key(Screen.ACCOUNTS, "filters")
ROLE: Final = key(Screen.ACCOUNTS, "role")
VILLAGE: Final = key(Screen.ACCOUNTS, "village")
TEAM: Final = key(Screen.ACCOUNTS, "team")
STATE: Final = key(Screen.ACCOUNTS, "state")
PAGE: Final = key(Screen.ACCOUNTS, "page")
BACK: Final = key(Screen.ACCOUNTS, "back")

NEW: Final = key(Screen.ACCOUNTS, "new")
NEW_NAME: Final = key(Screen.ACCOUNTS, "new-name")
NEW_USERNAME: Final = key(Screen.ACCOUNTS, "new-username")
NEW_ROLE: Final = key(Screen.ACCOUNTS, "new-role")
NEW_VILLAGE: Final = key(Screen.ACCOUNTS, "new-village")
NEW_SAVE: Final = key(Screen.ACCOUNTS, "new-save")

EDIT: Final = key(Screen.ACCOUNTS, "edit")
EDIT_SAVE: Final = key(Screen.ACCOUNTS, "edit-save")
WORK: Final = key(Screen.ACCOUNTS, "work")
WORK_SAVE: Final = key(Screen.ACCOUNTS, "work-save")
RESET: Final = key(Screen.ACCOUNTS, "reset")
DISABLE: Final = key(Screen.ACCOUNTS, "disable")
ENABLE: Final = key(Screen.ACCOUNTS, "enable")
LOOK: Final = key(Screen.ACCOUNTS, "look")

TEAM_NEW: Final = key(Screen.ACCOUNTS, "team-new")
TEAM_NEW_SAVE: Final = key(Screen.ACCOUNTS, "team-new-save")
TEAM_EDIT: Final = key(Screen.ACCOUNTS, "team-edit")
TEAM_EDIT_SAVE: Final = key(Screen.ACCOUNTS, "team-edit-save")
TEAM_WHO: Final = key(Screen.ACCOUNTS, "team-who")
TEAM_FROM: Final = key(Screen.ACCOUNTS, "team-from")
TEAM_JOIN: Final = key(Screen.ACCOUNTS, "team-join")
TEAM_LEAVER: Final = key(Screen.ACCOUNTS, "team-leaver")
TEAM_LAST: Final = key(Screen.ACCOUNTS, "team-last")
TEAM_LEAVE: Final = key(Screen.ACCOUNTS, "team-leave")
TEAM_ENDS: Final = key(Screen.ACCOUNTS, "team-ends")
TEAM_END: Final = key(Screen.ACCOUNTS, "team-end")

ONLY_EMPTY: Final = key(Screen.ACCOUNTS, "only-empty")
GIVE: Final = key(Screen.ACCOUNTS, "give")
GIVE_WHO: Final = key(Screen.ACCOUNTS, "give-who")
GIVE_WHERE: Final = key(Screen.ACCOUNTS, "give-where")
GIVE_FROM: Final = key(Screen.ACCOUNTS, "give-from")
GIVE_UNTIL: Final = key(Screen.ACCOUNTS, "give-until")
GIVE_SAVE: Final = key(Screen.ACCOUNTS, "give-save")
CHARGE: Final = key(Screen.ACCOUNTS, "charge")
CHARGE_PLACE: Final = key(Screen.ACCOUNTS, "charge-place")
CHARGE_WHO: Final = key(Screen.ACCOUNTS, "charge-who")
CHARGE_FROM: Final = key(Screen.ACCOUNTS, "charge-from")
CHARGE_SAVE: Final = key(Screen.ACCOUNTS, "charge-save")

FORM_NEW: Final = "account-new"
FORM_TEAM_NEW: Final = "team-new"
FORM_GIVE: Final = "give-work"


def of(base: str, subject: object) -> str:
    """Return the key of a widget that belongs to one account, team or place: another one starts with its own values."""
    return f"{base}-{subject}"


def form(what: str, subject: object) -> str:
    """Return the name of a form of one account, team or place."""
    return f"accounts-{what}:{subject}"


def paste(what: str, form: str) -> str:
    """Return the key of a widget of a pasted list; `form` tells lists apart that stand on different screens."""
    return key(Screen.ACCOUNTS, f"paste-{what}", form)


def paste_form(form: str) -> str:
    """Return the name of the write that makes the people of a pasted list."""
    return f"people:{form}"


def slips(what: str, form: str) -> str:
    """Return the key of a widget beside freshly made one-time passwords."""
    return key(Screen.ACCOUNTS, f"slips-{what}", form)


def version(base: str, seen: object) -> str:
    """Return a key that changes with what is stored: after somebody else's change the fields begin with that."""
    return f"{base}-{crc32(repr(seen).encode())}"
