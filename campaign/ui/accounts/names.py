"""The keys of the accounts screen's widgets and the names of its forms, each written once."""

from __future__ import annotations

from campaign.ui.keys import Screen, key


def paste(what: str, form: str) -> str:
    """Return the key of a widget of a pasted list; `form` tells lists apart that stand on different screens."""
    return key(Screen.ACCOUNTS, f"paste-{what}", form)


def paste_form(form: str) -> str:
    """Return the name of the write that makes the people of a pasted list."""
    return f"people:{form}"


def slips(what: str, form: str) -> str:
    """Return the key of a widget beside freshly made one-time passwords."""
    return key(Screen.ACCOUNTS, f"slips-{what}", form)
