"""The world that the other tests stand on is what its comments say."""

import pytest

from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services import sessions
from tests.support.desk import Desk
from tests.support.world import NOW, PERSONAS, Persona


def test_the_scopes_come_from_sessions(desk: Desk) -> None:
    viewers = desk.world.viewers
    assert viewers[Persona.ADMIN].scope == ("/",)
    assert viewers[Persona.VOLUNTEER].scope == (desk.world.place("Buôn Jung").path,)
    assert desk.world.place("Ea Yông").path in viewers[Persona.OFFICIAL].scope
    assert {viewers[persona].role for persona in PERSONAS} == set(Role)


def test_a_copy_is_ones_own_and_its_counts_are_right(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    assert desk.count("Krông Pắc", "chip_id_card") == 1
    assert desk.verified().records == 1


def test_another_copy_holds_nothing_of_it(desk: Desk) -> None:
    assert desk.verified().records == 0


def test_the_sessions_in_the_template_live(desk: Desk) -> None:
    view = sessions.read_session(
        store=desk.store, moment=NOW, token=desk.world.tokens[Persona.OFFICIAL], address="10.0.0.7"
    )
    assert view.viewer == desk.world.viewers[Persona.OFFICIAL]
    with pytest.raises(CampaignError, match="account_disabled"):
        sessions.read_session(store=desk.store, moment=NOW, token=desk.world.tokens[Persona.DISABLED])
