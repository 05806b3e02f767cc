"""The keys of the widgets of *Báo cáo* and the names of its forms, each written once."""

from __future__ import annotations

from typing import Final

from campaign.ui.keys import Screen, key

PLACE: Final = key(Screen.REPORTS, "place")
PERIOD: Final = key(Screen.REPORTS, "period")
PROFILE: Final = key(Screen.REPORTS, "profile")
AS_OF: Final = key(Screen.REPORTS, "as-of")

CHART: Final = key(Screen.REPORTS, "chart")
CHART_KIND: Final = key(Screen.REPORTS, "chart-kind")

SCHEDULE_ON: Final = key(Screen.REPORTS, "schedule-on")
SCHEDULE_DAY: Final = key(Screen.REPORTS, "schedule-day")
SCHEDULE_PROFILE: Final = key(Screen.REPORTS, "schedule-profile")
SCHEDULE_PARTS: Final = key(Screen.REPORTS, "schedule-parts")
SCHEDULE_SAVE: Final = key(Screen.REPORTS, "schedule-save")
FORM_SCHEDULE: Final = "report-schedule"


def make(document: str) -> str:
    """Return the key of the button that makes a document."""
    return key(Screen.REPORTS, "make", document)


def fetch(document: str) -> str:
    """Return the key of the button that fetches a document that was made."""
    return key(Screen.REPORTS, "fetch", document)
