"""The widget keys of *Địa bàn*, and of the pasting that other screens embed."""

from __future__ import annotations

from typing import Final

from campaign.ui.keys import Screen, key

OPEN_LIST: Final = key(Screen.PLACES, "open-list")
CLOSE_LIST: Final = key(Screen.PLACES, "close-list")
FIND: Final = key(Screen.PLACES, "find")
COMMUNE: Final = key(Screen.PLACES, "commune")
OTHER_COMMUNE: Final = key(Screen.PLACES, "other-commune")
ENDED: Final = key(Screen.PLACES, "ended")
BACK: Final = key(Screen.PLACES, "back")

NAME: Final = key(Screen.PLACES, "name")
KIND: Final = key(Screen.PLACES, "kind")
LOCAL_CODE: Final = key(Screen.PLACES, "local-code")
SAVE: Final = key(Screen.PLACES, "save")
KEEP: Final = key(Screen.PLACES, "keep")
TAKE: Final = key(Screen.PLACES, "take")

POINT: Final = key(Screen.PLACES, "point")
POINT_SAVE: Final = key(Screen.PLACES, "point-save")

FIGURES: Final = key(Screen.PLACES, "figures")
FIGURES_DAY: Final = key(Screen.PLACES, "figures-day")
FIGURES_SAVE: Final = key(Screen.PLACES, "figures-save")

END_DAY: Final = key(Screen.PLACES, "end-day")
END: Final = key(Screen.PLACES, "end")
REVIVE: Final = key(Screen.PLACES, "revive")


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


MERGE_OPEN: Final = key(Screen.PLACES, "merge-open")
MERGE_CLOSE: Final = key(Screen.PLACES, "merge-close")
MERGE_PLACES: Final = key(Screen.PLACES, "merge-places")
MERGE_NAME: Final = key(Screen.PLACES, "merge-name")
MERGE_KIND: Final = key(Screen.PLACES, "merge-kind")
MERGE_DAY: Final = key(Screen.PLACES, "merge-day")
MERGE_REASON: Final = key(Screen.PLACES, "merge-reason")
MERGE: Final = key(Screen.PLACES, "merge")

SPLIT_FIRST: Final = key(Screen.PLACES, "split-first")
SPLIT_SECOND: Final = key(Screen.PLACES, "split-second")
SPLIT_PEOPLE: Final = key(Screen.PLACES, "split-people")
SPLIT_DAY: Final = key(Screen.PLACES, "split-day")
SPLIT_REASON: Final = key(Screen.PLACES, "split-reason")
SPLIT: Final = key(Screen.PLACES, "split")

TAKE_OVER_REASON: Final = key(Screen.PLACES, "take-over-reason")
TAKE_OVER: Final = key(Screen.PLACES, "take-over")


def undo(form: str) -> str:
    """Return the key of the button that takes a change back; `form` tells the forms apart."""
    return key(Screen.PLACES, "undo", form)
