"""What the record screen works on: the campaign with its steps, the places in reach, and what the address chose.

The address holds the place, the person and the part of the screen, so that the phone's Back key walks the screen.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.domain.permissions import Action, allowed
from campaign.domain.vocabulary import RESIDENCE_KINDS, CampaignStatus, PlaceKind
from campaign.i18n import N_, _
from campaign.i18n.errors import error_text
from campaign.services import accounts, campaigns, places
from campaign.ui import state
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from datetime import date

    from campaign.errors import CampaignError
    from campaign.services.call import Call
    from campaign.services.campaigns import CampaignDefinition
    from campaign.services.outreach_today import RecordingDay
    from campaign.ui.context import Context

VIEW_NEW: Final = "new"
VIEW_GROUP: Final = "group"

# What this screen refuses by itself, before a service is asked; and what is read only after the lock was opened.
_OWN_SENTENCES: Final = {
    "session_locked": N_("The screen was locked, so nothing was saved yet. Press the button again."),
    "nothing_chosen": N_("Choose at least one step, then press Save."),
    "record_not_chosen": N_("Choose the result that is wrong, and what it should be."),
    "distinct_reason_missing": N_("Say in a few words why this is another person."),
    "consent_refused": N_("The person does not agree, so nothing about them is stored."),
    "list_too_long": N_("The list is too long for one go. Paste fewer names, or give the file to the official."),
    "list_empty": N_("Paste the names first, one person a line."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A village, school or support point where records may be made today."""

    id: int
    code: str
    name: str
    kind: PlaceKind
    commune_id: int
    path: str

    @property
    def is_residence(self) -> bool:
        """Whether people live here; elsewhere the record counts for the unit and not for the home."""
        return self.kind in RESIDENCE_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One read of what every part of the screen needs: 4 queries at most."""

    call: Call
    language: str
    campaign: CampaignDefinition
    units: tuple[Unit, ...]
    unit: Unit | None
    names: dict[str, str]
    outreach: tuple[RecordingDay, ...] = ()
    """The outreach days of the chosen date on which may be recorded at the chosen place, one's own first."""

    @property
    def slug(self) -> str:
        """The campaign's name in addresses."""
        return self.campaign.slug

    @property
    def last_day(self) -> date:
        """The last day that may be written on a record."""
        return min(self.campaign.ends_on, self.call.moment.today)

    @property
    def may_correct_any(self) -> bool:
        """Whether the viewer may correct what somebody else recorded."""
        viewer = self.call.viewer
        return allowed(role=viewer.role, action=Action.CORRECT_ANY, scope=viewer.scope, path=None)

    def short(self, step: str) -> str:
        """Return the short label of a step."""
        found = self.campaign.indicator(step)
        return found.short(self.language) if found else step

    def explain(self, error: CampaignError) -> str:
        """Return the sentence of a refusal, with this campaign's words for its steps."""
        own = _OWN_SENTENCES.get(error.code)
        return _(own) if own else error_text(error, names=self.names)

    def closed_reason(self) -> str | None:
        """Return why nothing can be recorded in this campaign now, None while it is open."""
        campaign = self.campaign
        if campaign.status is CampaignStatus.DRAFT:
            return _("The campaign is not open yet. The official opens it first.")
        if campaign.status is not CampaignStatus.OPEN:
            return _("The campaign is closed. Ask the official to reopen it if something is missing.")
        if campaign.starts_on > self.call.moment.today:
            return _("The campaign has not begun yet.")
        return None


def read_board(here: Context, *, slug: str) -> Board:
    """Read the campaign and the places, and take the place of the address, else today's assignment, else the first."""
    campaign = campaigns.campaign(call=here.call, slug=slug)
    today = here.call.moment.today
    units = tuple(
        Unit(
            id=place.id,
            code=place.code,
            name=place.name,
            kind=place.kind,
            commune_id=place.commune_id,
            path=place.path,
        )
        for place in places.places_of_campaign(call=here.call, slug=slug)
        if place.is_unit and place.valid_on(min(today, campaign.ends_on))
    )
    return Board(
        call=here.call,
        language=here.language,
        campaign=campaign,
        units=units,
        unit=_unit(here.call, units),
        names={step.key: step.name(here.language) for step in campaign.steps},
    )


def _unit(call: Call, units: tuple[Unit, ...]) -> Unit | None:
    asked = state.param(Param.PLACE)
    by_code = {unit.code: unit for unit in units}
    if asked in by_code:
        return by_code[asked]
    assigned = (by_code.get(place.code) for place in accounts.assigned_places(call=call))
    return next((unit for unit in assigned if unit), units[0] if units else None)


def open_person(commune_id: int, citizen_id: uuid.UUID) -> None:
    """Put a person into the address (in a callback)."""
    state.set_params({Param.PERSON: f"{commune_id}-{citizen_id.hex}", Param.VIEW: None})


def open_view(view: str) -> None:
    """Put a part of the screen into the address (in a callback)."""
    state.set_params({Param.VIEW: view, Param.PERSON: None})


def open_list() -> None:
    """Go back to the search (in a callback)."""
    state.set_params({Param.VIEW: None, Param.PERSON: None})


def chosen_person() -> tuple[int, uuid.UUID] | None:
    """Return the person of the address as (commune, id); None without one, or for a broken address."""
    commune, _dash, citizen = (state.param(Param.PERSON) or "").partition("-")
    try:
        return int(commune), uuid.UUID(hex=citizen)
    except ValueError:
        return None


def chosen_view() -> str | None:
    """Return the part of the screen that the address asks for."""
    asked = state.param(Param.VIEW)
    return asked if asked in {VIEW_NEW, VIEW_GROUP} else None
