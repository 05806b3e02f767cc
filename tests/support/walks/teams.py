"""The services of teams, lists of volunteers, looking as somebody else."""

from datetime import timedelta

from campaign.clock import moment_at
from campaign.domain.permissions import Action
from campaign.domain.vocabulary import Role
from campaign.services import idle, roster_preview, rosters, view_as
from campaign.services.call import Call
from campaign.services.rosters import NewPerson
from tests.support.desk import Desk
from tests.support.walks.walk import Walk
from tests.support.world import COMMUNE, PASSWORD, START, TODAY, Persona


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


def look(desk: Desk, call: Call) -> object:
    """See the screens of a volunteer, in a session of whoever calls."""
    token = next(
        (desk.world.tokens[p] for p, v in desk.world.viewers.items() if v.username == call.viewer.username), ""
    )
    return view_as.look_as(call=call, token=token, username=Persona.VOLUNTEER.value)


def sweep(desk: Desk, call: Call) -> object:
    """Look for idle accounts after one has become idle."""
    long_ago = moment_at(START - timedelta(days=100)).now.replace(tzinfo=None)
    statement = "UPDATE account SET last_sign_in_at = :ago, created_at = :ago WHERE username = :name"
    desk.run(statement, ago=long_ago, name=Persona.COLLEAGUE.value)
    return idle.disable_idle(call=call)


TABLE: dict[str, Walk] = {
    "idle.disable_idle": Walk(action=Action.MANAGE_ACCOUNTS, run=sweep, next_door=None, writes=True),
    "roster_preview.preview": Walk(
        action=Action.MANAGE_ACCOUNTS,
        run=lambda _, call: roster_preview.preview(call=call, place_code=COMMUNE, text="Lò Văn Mới"),
        next_door="not_permitted",
    ),
    "rosters.add_people": Walk(action=Action.MANAGE_ACCOUNTS, run=one_more, next_door="not_permitted", writes=True),
    "view_as.look_as": Walk(action=Action.VIEW_AS, run=look, next_door="not_permitted", writes=True),
}

# Functions that take a call and ask for no right, with the reason.
OWN: dict[str, str] = {}
