"""Which campaign somebody begins with when the address names none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from campaign.services import campaigns
from campaign.ui.keys import Screen
from tests.support.drive import DRIVE, open_drive
from tests.support.screens import open_address
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, Persona

if TYPE_CHECKING:
    from tests.support.desk import Desk


def first_campaign(desk: Desk, monkeypatch: pytest.MonkeyPatch, persona: Persona) -> object:
    """Return the campaign in the address after opening the bare one."""
    app = open_address(desk, monkeypatch, persona, Screen.PROGRESS)
    assert not app.exception
    return app.query_params["campaign"]


@pytest.mark.parametrize(
    ("persona", "slug"),
    [
        (Persona.OFFICIAL, CAMPAIGN),
        (Persona.VOLUNTEER, CAMPAIGN),
        (Persona.LEADER, CAMPAIGN),
        (Persona.NEIGHBOUR, NEIGHBOUR_CAMPAIGN),
        (Persona.PROVINCE_OFFICIAL, DRIVE),
    ],
)
def test_it_is_the_open_one_of_their_own_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, persona: Persona, slug: str
) -> None:
    open_drive(desk)
    assert first_campaign(desk, monkeypatch, persona) == slug


def test_a_closed_one_of_their_own_place_does_not_hide_what_is_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    open_drive(desk)
    campaigns.close_campaign(call=desk.system(), slug=CAMPAIGN)
    assert first_campaign(desk, monkeypatch, Persona.OFFICIAL) == DRIVE
