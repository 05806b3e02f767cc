"""The widget keys of *Địa bàn*, and of the pasting that other screens embed."""

from __future__ import annotations

from typing import Final

from campaign.ui.keys import Screen, key

ADD: Final = key(Screen.PLACES, "add")
COMMUNE: Final = key(Screen.PLACES, "commune")
FIND: Final = key(Screen.PLACES, "find")
ENDED: Final = key(Screen.PLACES, "ended")
UNIT: Final = key(Screen.PLACES, "unit")


def paste_text(form: str) -> str:
    """Return the key of the text area of a pasted list; `form` tells the screens apart that embed it."""
    return key(Screen.PLACES, "paste-text", form)


def paste_day(form: str) -> str:
    """Return the key of the day of the list's figures."""
    return key(Screen.PLACES, "paste-day", form)


def paste_look(form: str) -> str:
    """Return the key of the button that looks the list through."""
    return key(Screen.PLACES, "paste-look", form)


def paste_add(form: str) -> str:
    """Return the key of the button that adds the good lines."""
    return key(Screen.PLACES, "paste-add", form)
