"""The keys of the record screen's widgets and the names of its forms, each written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.ui.keys import Screen, key

if TYPE_CHECKING:
    from uuid import UUID

PLACE: Final = key(Screen.RECORD, "place")
WHEN: Final = key(Screen.RECORD, "when")
DAY: Final = key(Screen.RECORD, "day")
CHANNEL: Final = key(Screen.RECORD, "channel")
OUTREACH: Final = key(Screen.RECORD, "outreach")
SEARCH: Final = key(Screen.RECORD, "search")
LIST: Final = key(Screen.RECORD, "list")
PERSON: Final = key(Screen.RECORD, "person")
ADD: Final = key(Screen.RECORD, "add")
GROUP: Final = key(Screen.RECORD, "group")
TITLE: Final = key(Screen.RECORD, "title")
STEPS: Final = key(Screen.RECORD, "steps")
STEPS_DROP: Final = key(Screen.RECORD, "steps-drop")
BAR: Final = key(Screen.RECORD, "bar")
BACK: Final = key(Screen.RECORD, "back")
SAVE: Final = key(Screen.RECORD, "save")
RECEIPT: Final = key(Screen.RECORD, "receipt")
UNDO: Final = key(Screen.RECORD, "undo")
OTHER_OUTCOMES: Final = key(Screen.RECORD, "other-outcomes")
HISTORY: Final = key(Screen.RECORD, "history")

CORRECT: Final = key(Screen.RECORD, "correct")
CORRECT_STEP: Final = key(Screen.RECORD, "correct-step")
CORRECT_TO: Final = key(Screen.RECORD, "correct-to")
CORRECT_DAY: Final = key(Screen.RECORD, "correct-day")
CORRECT_REASON: Final = key(Screen.RECORD, "correct-reason")
CORRECT_SAVE: Final = key(Screen.RECORD, "correct-save")

CONSENT_AGAIN: Final = key(Screen.RECORD, "consent-again")
CONSENT_SAVE: Final = key(Screen.RECORD, "consent-save")
CONSENT_WITHDRAW: Final = key(Screen.RECORD, "consent-withdraw")
MEND: Final = key(Screen.RECORD, "mend")
MEND_SAVE: Final = key(Screen.RECORD, "mend-save")
MEND_DROP: Final = key(Screen.RECORD, "mend-drop")

NEW_NAME: Final = key(Screen.RECORD, "new-name")
NEW_BIRTH: Final = key(Screen.RECORD, "new-birth")
NEW_PHONE: Final = key(Screen.RECORD, "new-phone")
NEW_SEX: Final = key(Screen.RECORD, "new-sex")
NEW_ID: Final = key(Screen.RECORD, "new-id")
NEW_GUARDIAN: Final = key(Screen.RECORD, "new-guardian")
NEW_CONSENT: Final = key(Screen.RECORD, "new-consent")
NEW_MORE: Final = key(Screen.RECORD, "new-more")
NEW_REASON: Final = key(Screen.RECORD, "new-reason")
NEW_SAVE: Final = key(Screen.RECORD, "new-save")
NEW_SAME: Final = key(Screen.RECORD, "new-same")

GROUP_CHOOSE: Final = key(Screen.RECORD, "group-choose")
GROUP_FIND: Final = key(Screen.RECORD, "group-find")
GROUP_FOUND: Final = key(Screen.RECORD, "group-found")
GROUP_ALL: Final = key(Screen.RECORD, "group-all")
GROUP_PASTE: Final = key(Screen.RECORD, "group-paste")
GROUP_LIST: Final = key(Screen.RECORD, "group-list")
GROUP_MATCH: Final = key(Screen.RECORD, "group-match")
GROUP_WHICH: Final = key(Screen.RECORD, "group-which")
GROUP_CONSENT: Final = key(Screen.RECORD, "group-consent")
GROUP_ENROL: Final = key(Screen.RECORD, "group-enrol")
GROUP_COLUMN: Final = key(Screen.RECORD, "group-column")
GROUP_GRID: Final = key(Screen.RECORD, "group-grid")
GROUP_SAVE: Final = key(Screen.RECORD, "group-save")
GROUP_EMPTY: Final = key(Screen.RECORD, "group-empty")

FORM_NEW: Final = "record-new"
FORM_GROUP: Final = "record-group"
FORM_GROUP_ENROL: Final = "record-group-enrol"
FORM_UNDO: Final = "record-undo"


def form_person(citizen_id: UUID) -> str:
    """Return the name of a person's form: each has its own token, so that an undo never reaches somebody else."""
    return f"record-person:{citizen_id.hex}"


def form_correction(citizen_id: UUID) -> str:
    """Return the name of the form that corrects a person's records."""
    return f"record-correct:{citizen_id.hex}"


def form_consent(citizen_id: UUID) -> str:
    """Return the name of the form that asks a person in the list for consent."""
    return f"record-consent:{citizen_id.hex}"


def form_mend(citizen_id: UUID) -> str:
    """Return the name of the form that puts a person's entry right."""
    return f"record-mend:{citizen_id.hex}"


def consent_answer(citizen_id: UUID) -> str:
    """Return the key of the pills with a person's answer: nobody gets somebody else's."""
    return key(Screen.RECORD, "consent", citizen_id.hex)


def mend_field(citizen_id: UUID, field: str) -> str:
    """Return the key of a field of the entry."""
    return key(Screen.RECORD, "mend", field, citizen_id.hex)


def step_toggle(citizen_id: UUID, step: str) -> str:
    """Return the key of the toggle that says "done" for a step."""
    return key(Screen.RECORD, "step", step, citizen_id.hex)


def step_outcome(citizen_id: UUID, step: str) -> str:
    """Return the key of the pills that say how else a step ended."""
    return key(Screen.RECORD, "outcome", step, citizen_id.hex)
