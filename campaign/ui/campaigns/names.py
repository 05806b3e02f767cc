"""The keys of the widgets of *Chiến dịch* and the names of its forms, each written once."""

from __future__ import annotations

from typing import Final

from campaign.ui.keys import Screen, key

NEW: Final = key(Screen.CAMPAIGNS, "new")
TEMPLATES: Final = key(Screen.CAMPAIGNS, "templates")
LIST: Final = key(Screen.CAMPAIGNS, "list")
STATUS: Final = key(Screen.CAMPAIGNS, "status")
OPEN: Final = key(Screen.CAMPAIGNS, "open")
BACK: Final = key(Screen.CAMPAIGNS, "back")
NEXT: Final = key(Screen.CAMPAIGNS, "next")
STEP: Final = key(Screen.CAMPAIGNS, "step")

TEMPLATE: Final = key(Screen.CAMPAIGNS, "template")
PLACE: Final = key(Screen.CAMPAIGNS, "place")
PLACE_TEXT: Final = key(Screen.CAMPAIGNS, "place-text")
NAME: Final = key(Screen.CAMPAIGNS, "name")
START: Final = key(Screen.CAMPAIGNS, "start")
END: Final = key(Screen.CAMPAIGNS, "end")
PLAN: Final = key(Screen.CAMPAIGNS, "plan")
BASIS: Final = key(Screen.CAMPAIGNS, "basis")

ITEM: Final = key(Screen.CAMPAIGNS, "item")
ITEM_FIELD: Final = key(Screen.CAMPAIGNS, "field")
ITEM_SAVE: Final = key(Screen.CAMPAIGNS, "item-save")
ITEM_UP: Final = key(Screen.CAMPAIGNS, "item-up")
ITEM_DOWN: Final = key(Screen.CAMPAIGNS, "item-down")
ITEM_REMOVE: Final = key(Screen.CAMPAIGNS, "item-remove")
LEVEL: Final = key(Screen.CAMPAIGNS, "level")
CUT_OFF: Final = key(Screen.CAMPAIGNS, "cut-off")

TARGET_WHAT: Final = key(Screen.CAMPAIGNS, "target-what")
TARGET_TOTAL: Final = key(Screen.CAMPAIGNS, "target-total")
TARGET_GROUP: Final = key(Screen.CAMPAIGNS, "target-group")
TARGET_DUE: Final = key(Screen.CAMPAIGNS, "target-due")
TARGET_SAVE: Final = key(Screen.CAMPAIGNS, "target-save")
TARGET_DROP: Final = key(Screen.CAMPAIGNS, "target-drop")

SPREAD: Final = key(Screen.CAMPAIGNS, "spread")
HELPER: Final = key(Screen.CAMPAIGNS, "helper")
HELPER_PLACES: Final = key(Screen.CAMPAIGNS, "helper-places")
HELPER_SAVE: Final = key(Screen.CAMPAIGNS, "helper-save")

ACCEPT: Final = key(Screen.CAMPAIGNS, "accept")
REASON: Final = key(Screen.CAMPAIGNS, "reason")
MEND: Final = key(Screen.CAMPAIGNS, "mend")
GO: Final = key(Screen.CAMPAIGNS, "go")

COPY_TO: Final = key(Screen.CAMPAIGNS, "copy-to")
COPY_START: Final = key(Screen.CAMPAIGNS, "copy-start")
COPY_END: Final = key(Screen.CAMPAIGNS, "copy-end")
COPY_WAY: Final = key(Screen.CAMPAIGNS, "copy-way")
COPY_PLAN: Final = key(Screen.CAMPAIGNS, "copy-plan")
COPY_TEXT: Final = key(Screen.CAMPAIGNS, "copy-text")
COPY: Final = key(Screen.CAMPAIGNS, "copy")
AMEND: Final = key(Screen.CAMPAIGNS, "amend")
CLOSE: Final = key(Screen.CAMPAIGNS, "close")
REOPEN: Final = key(Screen.CAMPAIGNS, "reopen")
CLOSE_ACCEPT: Final = key(Screen.CAMPAIGNS, "close-accept")

GROUPS: Final = key(Screen.CAMPAIGNS, "groups")
GROUPS_LOOK: Final = key(Screen.CAMPAIGNS, "groups-look")
GROUPS_SAVE: Final = key(Screen.CAMPAIGNS, "groups-save")

SHELF_OPEN: Final = key(Screen.CAMPAIGNS, "shelf-open")
SHELF_COPY: Final = key(Screen.CAMPAIGNS, "shelf-copy")
SHELF_NAME: Final = key(Screen.CAMPAIGNS, "shelf-name")
SHELF_NAME_EN: Final = key(Screen.CAMPAIGNS, "shelf-name-en")
SHELF_DAYS: Final = key(Screen.CAMPAIGNS, "shelf-days")
SHELF_REASON: Final = key(Screen.CAMPAIGNS, "shelf-reason")
SHELF_SAVE: Final = key(Screen.CAMPAIGNS, "shelf-save")
SHELF_DROP: Final = key(Screen.CAMPAIGNS, "shelf-drop")
SHELF_RETIRE: Final = key(Screen.CAMPAIGNS, "shelf-retire")
SHELF_RETIRE_REASON: Final = key(Screen.CAMPAIGNS, "shelf-retire-reason")

FORM_START: Final = "campaigns-start"
FORM_MOVE: Final = "campaigns-move"
FORM_DETAILS: Final = "campaigns-details"
FORM_ITEMS: Final = "campaigns-items"
FORM_REPORTING: Final = "campaigns-reporting"
FORM_TARGETS: Final = "campaigns-targets"
FORM_DROP: Final = "campaigns-drop"
FORM_SPREAD: Final = "campaigns-spread"
FORM_HELPER: Final = "campaigns-helper"
FORM_PLACES: Final = "campaigns-places"
FORM_PEOPLE: Final = "campaigns-people"
FORM_OPEN: Final = "campaigns-open"
FORM_COPY: Final = "campaigns-copy"
FORM_AMEND: Final = "campaigns-amend"
FORM_CLOSE: Final = "campaigns-close"
FORM_GROUPS: Final = "campaigns-groups"
FORM_SHELF: Final = "campaigns-shelf"
FORM_RETIRE: Final = "campaigns-retire"
