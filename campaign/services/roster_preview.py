"""What a pasted list of helpers would make, line by line, on the ground where it is at home; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.db.queries import accounts as account_queries
from campaign.db.queries import teams as team_queries
from campaign.db.queries.places import Place, places_under
from campaign.domain.names import fold, same_name_key
from campaign.domain.people_lists import MAX_LINES, TypedPerson, read_people, username_stem, usernames
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services.account_rules import RANK, place_to_give
from campaign.services.call import Action, Call

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.db.queries.teams import StoredTeam

_SHOWN: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """One line of a pasted list: what it would make, what is wrong with it, who has an account of that name already.

    `issues` keep the line out; `namesakes` are (user name, full name) and only a warning.
    """

    line: int
    full_name: str
    username: str
    role: Role
    village_code: str | None
    village_name: str | None
    team_id: int | None
    team_name: str | None
    issues: tuple[CampaignError, ...]
    repeats: int | None
    namesakes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where a list is at home: the place, its villages and schools of today, its teams."""

    home: Place
    units: tuple[Place, ...]
    teams: tuple[StoredTeam, ...]


def preview(*, call: Call, place_code: str, text: str) -> tuple[RosterLine, ...]:
    """Return what a pasted list would make at a place, line by line; a fixed number of queries, nothing is written.

    Raises `not_permitted`, `place_unknown`, `people_list_empty`, `people_list_too_long`.
    """
    call.require(Action.MANAGE_ACCOUNTS, None)
    typed = read_people(text)
    if not typed:
        raise CampaignError("people_list_empty")
    if len(typed) > MAX_LINES:
        raise CampaignError("people_list_too_long", n=len(typed), limit=MAX_LINES)
    stems = sorted({username_stem(person.full_name) or "user" for person in typed})
    with call.read() as connection:
        ground = ground_of(call, connection, place_code)
        known = account_queries.accounts_in(connection, scope=(ground.home.path,))
        taken = account_queries.usernames_from(connection, stems=stems)
    namesakes: dict[str, list[tuple[str, str]]] = {}
    for account in known:
        namesakes.setdefault(same_name_key(account.full_name), []).append((account.username, account.full_name))
    free = usernames([person.full_name for person in typed], taken=taken)
    return tuple(
        _line(call, ground, person, username, tuple(namesakes.get(same_name_key(person.full_name), ())))
        for person, username in zip(typed, free, strict=True)
    )


def ground_of(call: Call, connection: Connection, place_code: str) -> Ground:
    """Return where a list is at home; raises `place_unknown`, and `not_permitted` outside the viewer's scope."""
    home = place_to_give(call, connection, place_code)
    if home is None:
        raise CampaignError("place_unknown", place=place_code)
    today = call.moment.today
    below = places_under(connection, path=home.path)
    return Ground(
        home=home,
        units=tuple(place for place in below if (place.is_unit or place.id == home.id) and place.valid_on(today)),
        teams=team_queries.teams_in(connection, scope=(home.path,), working_on=today),
    )


def _line(
    call: Call, ground: Ground, person: TypedPerson, username: str, namesakes: tuple[tuple[str, str], ...]
) -> RosterLine:
    issues = [person.problem] if person.problem else []
    if person.role is None:
        issues.append(CampaignError("role_unknown", value=person.role_text[:_SHOWN]))
    elif RANK[person.role] > RANK[call.viewer.role]:
        issues.append(CampaignError("role_above_own", role=person.role))
    village = _village(ground, person.village)
    if person.village and village is None:
        issues.append(CampaignError("village_unknown", value=person.village[:_SHOWN], place=ground.home.name))
    team = next((team for team in ground.teams if team.name_fold == fold(person.team)), None)
    if person.team and team is None:
        issues.append(CampaignError("team_not_here", value=person.team[:_SHOWN], place=ground.home.name))
    return RosterLine(
        line=person.line,
        full_name=person.full_name,
        username=username,
        role=person.role or Role.VOLUNTEER,
        village_code=village.code if village else None,
        village_name=village.name if village else None,
        team_id=team.id if team else None,
        team_name=team.name if team else None,
        issues=tuple(issues),
        repeats=person.repeats,
        namesakes=namesakes if person.problem is None else (),
    )


def _village(ground: Ground, text: str) -> Place | None:
    """Return the one unit that a text names, by name without accents, code or the commune's own code."""
    wanted = fold(text)
    if not wanted:
        return None
    named = [unit for unit in ground.units if fold(unit.name) == wanted]
    coded = [unit for unit in ground.units if wanted in {fold(unit.code), fold(unit.local_code or "")}]
    found = named or coded
    return found[0] if len(found) == 1 else None
