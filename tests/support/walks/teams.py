"""The services of teams, lists of volunteers, looking as somebody else."""

from campaign.domain.permissions import Action
from campaign.domain.vocabulary import Role
from campaign.services import roster_preview, rosters
from campaign.services.call import Call
from campaign.services.rosters import NewPerson
from tests.support.desk import Desk
from tests.support.walks.walk import Walk
from tests.support.world import COMMUNE, PASSWORD, TODAY


def one_more(desk: Desk, call: Call) -> object:
    """A list of one volunteer for the first village."""
    person = NewPerson(
        username="lo.van.moi",
        full_name="Lò Văn Mới",
        role=Role.VOLUNTEER,
        village_code=desk.world.place("Buôn Jung").code,
        team_id=None,
        password=PASSWORD,
    )
    return rosters.add_people(call=call, place_code=COMMUNE, people=[person], starts_on=TODAY, ends_on=None)


TABLE: dict[str, Walk] = {
    "roster_preview.preview": Walk(
        action=Action.MANAGE_ACCOUNTS,
        run=lambda _, call: roster_preview.preview(call=call, place_code=COMMUNE, text="Lò Văn Mới"),
        next_door="not_permitted",
    ),
    "rosters.add_people": Walk(action=Action.MANAGE_ACCOUNTS, run=one_more, next_door="not_permitted", writes=True),
}

# Functions that take a call and ask for no right, with the reason.
OWN: dict[str, str] = {}
