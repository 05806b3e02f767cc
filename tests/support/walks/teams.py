"""The services of teams, lists of volunteers, looking as somebody else."""

from collections.abc import Callable
from datetime import timedelta

from campaign.clock import moment_at
from campaign.domain.permissions import Action
from campaign.domain.vocabulary import Role, TeamKind
from campaign.services import (
    account_changes,
    account_list,
    assignments,
    charges,
    idle,
    roster_preview,
    rosters,
    teams,
    view_as,
    workplaces,
)
from campaign.services.account_changes import AccountFacts
from campaign.services.call import Call
from campaign.services.rosters import NewPerson
from campaign.services.teams import TeamFacts
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


def look(desk: Desk, call: Call) -> None:
    """See the screens of a volunteer, in a session of whoever calls."""
    token = desk.world.tokens[Persona(call.viewer.username)]
    view_as.look_as(call=call, token=token, username=Persona.VOLUNTEER.value)


def sweep(desk: Desk, call: Call) -> object:
    """Look for idle accounts after one has become idle."""
    long_ago = moment_at(START - timedelta(days=100)).now.replace(tzinfo=None)
    statement = "UPDATE account SET last_sign_in_at = :ago, created_at = :ago WHERE username = :name"
    desk.run(statement, ago=long_ago, name=Persona.COLLEAGUE.value)
    return idle.disable_idle(call=call)


FACTS = TeamFacts(kind=TeamKind.DIGITAL_TEAM, name="Tổ công nghệ số Jung", lead=None)


def on_the_team(act: Callable[[Call, int], object]) -> Callable[[Desk, Call], object]:
    """Do something to a team that the database has got behind the walk's back, so that events count from there."""

    def run(desk: Desk, call: Call) -> object:
        with desk.store.read() as connection:
            found = connection.exec_driver_sql("SELECT id FROM team WHERE name = 'Jung'").scalar()
        if found is None:
            place = desk.world.place("Krông Pắc").id
            desk.run(
                "INSERT INTO team (place_id, kind, name, name_fold, created_at)"
                " VALUES (:place, 'other', 'Jung', 'jung', CURRENT_TIMESTAMP)",
                place=place,
            )
            desk.run(
                "INSERT INTO team_member (team_id, account_id, joined_on)"
                " SELECT team.id, account.id, '2026-11-08' FROM team, account WHERE username = :name",
                name=Persona.VOLUNTEER.value,
            )
            with desk.store.read() as connection:
                found = connection.exec_driver_sql("SELECT id FROM team WHERE name = 'Jung'").scalar()
        return act(call, int(found or 0))

    return run


def edited(call: Call) -> None:
    """Give a volunteer another name."""
    seen = AccountFacts(full_name="H’Nga Êban", role=Role.VOLUNTEER, place_code=COMMUNE)
    facts = AccountFacts(full_name="H’Nga", role=Role.VOLUNTEER, place_code=COMMUNE)
    account_changes.edit_account(call=call, username=Persona.COLLEAGUE.value, seen=seen, facts=facts)


def managed(run: Callable[[Desk, Call], object], *, next_door: str | None, writes: bool = False) -> Walk:
    """A function that needs the right over accounts."""
    return Walk(action=Action.MANAGE_ACCOUNTS, run=run, next_door=next_door, writes=writes)


TABLE: dict[str, Walk] = {
    "account_changes.edit_account": managed(lambda _, call: edited(call), next_door="account_unknown", writes=True),
    "account_list.find_accounts": managed(lambda _, call: account_list.find_accounts(call=call).lines, next_door=None),
    "account_list.account_line": managed(
        lambda _, call: account_list.account_line(call=call, username=Persona.VOLUNTEER.value),
        next_door="account_unknown",
    ),
    "assignments.assign_many": managed(
        lambda _, call: assignments.assign_many(
            call=call,
            usernames=[Persona.COLLEAGUE.value],
            place_codes=["24490-V07"],
            starts_on=TODAY,
            ends_on=None,
        ),
        next_door="account_unknown",
        writes=True,
    ),
    "charges.put_in_charge": managed(
        lambda _, call: charges.put_in_charge(
            call=call, place_code="24490-V07", username=Persona.COLLEAGUE.value, on=TODAY, seen=None
        ),
        next_door="not_permitted",
        writes=True,
    ),
    "charges.charge_history": managed(
        lambda _, call: charges.charge_history(call=call, place_code="24490-V07"), next_door="place_unknown"
    ),
    "teams.list_teams": managed(lambda _, call: teams.list_teams(call=call), next_door=None),
    "teams.add_team": managed(
        lambda _, call: teams.add_team(call=call, place_code=COMMUNE, facts=FACTS),
        next_door="not_permitted",
        writes=True,
    ),
    "teams.edit_team": managed(
        on_the_team(
            lambda call, own: teams.edit_team(
                call=call, team_id=own, seen=TeamFacts(kind=TeamKind.OTHER, name="Jung", lead=None), facts=FACTS
            )
        ),
        next_door="team_unknown",
        writes=True,
    ),
    "teams.join_team": managed(
        on_the_team(
            lambda call, own: teams.join_team(call=call, team_id=own, usernames=[Persona.COLLEAGUE.value], on=TODAY)
        ),
        next_door="team_unknown",
        writes=True,
    ),
    "teams.leave_team": managed(
        on_the_team(
            lambda call, own: teams.leave_team(call=call, team_id=own, username=Persona.VOLUNTEER.value, on=TODAY)
        ),
        next_door="team_unknown",
        writes=True,
    ),
    "teams.end_team": managed(
        on_the_team(lambda call, own: teams.end_team(call=call, team_id=own, on=TODAY)),
        next_door="team_unknown",
        writes=True,
    ),
    "workplaces.home_place": managed(
        lambda _, call: workplaces.home_place(call=call, preferred=COMMUNE), next_door=None
    ),
    "workplaces.workplaces": managed(
        lambda _, call: workplaces.workplaces(call=call, place_code=COMMUNE), next_door="place_unknown"
    ),
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
