"""The log of outreach days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {
    "outreach.plan": N_("planned outreach days in {where}"),
    "outreach.change": N_("changed the plan of outreach days in {where}"),
    "outreach.cancel": N_("cancelled outreach days in {where}"),
    "outreach.hold": N_("noted what came of an outreach day in {where}"),
    "outreach.reopen": N_("opened an outreach day again in {where}"),
}
FIELDS: Final[Mapping[str, str]] = {
    "outreach_kind": N_("Kind of outreach day"),
    "outreach_title": N_("Title"),
    "outreach_starts_at": N_("Begins (minutes after midnight)"),
    "outreach_ends_at": N_("Ends (minutes after midnight)"),
    "outreach_venue": N_("Venue"),
    "outreach_team_id": N_("Team (number)"),
    "outreach_led_by": N_("Led by"),
    "outreach_place_id": N_("Place (number)"),
    "outreach_day": N_("Date"),
    "outreach_rule": N_("Recurrence"),
    "outreach_status": N_("State of the outreach day"),
    "attendance": N_("People who came"),
    "supports": N_("Partners’ gifts"),
    "questions": N_("Questions asked"),
    "answered": N_("Of these answered"),
}
VOCABULARY: Final[Mapping[str, str]] = {"outreach_kind": "OutreachKind", "outreach_status": "OutreachStatus"}
