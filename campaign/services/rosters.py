"""Volunteers by list: all accounts, their assignments and memberships of teams in one write.

The client makes the one-time passwords, as it makes ids elsewhere: the same list sent twice finds its own accounts
by them, makes nothing twice and answers with the same passwords. They are stored as hashes and never logged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from campaign.db.operations import accounts as account_operations
from campaign.db.operations import teams as team_operations
from campaign.db.queries import accounts as account_queries
from campaign.domain.people_lists import MAX_LINES, USERNAME
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.services.account_rules import require_rank
from campaign.services.call import Action, Call, Change, Event
from campaign.services.passwords import hash_password, verify_password
from campaign.services.roster_preview import Ground, ground_of

Progress = Callable[[int, int], None]
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody to get an account. `password` is made by the client and shown to the person once."""

    username: str
    full_name: str
    role: Role
    village_code: str | None
    team_id: int | None
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a person needs to sign in for the first time."""

    username: str
    full_name: str
    role: Role
    place_name: str
    password: str = field(repr=False)


def add_people(
    *,
    call: Call,
    place_code: str,
    people: Sequence[NewPerson],
    starts_on: date,
    ends_on: date | None,
    progress: Progress | None = None,
) -> tuple[Slip, ...]:
    """Make accounts at a place, each assigned to its village from one day to another and taken into its team.

    All or none, with one event an account; whoever was made by the same list before is only returned. `progress`
    is told (done, of how many) while passwords are hashed, before the transaction.
    Raises `not_permitted`, `place_unknown`, `team_unknown`, `role_above_own`, `username_invalid`, `username_taken`,
    `name_missing`, `date_range_invalid`, `people_list_empty`, `people_list_too_long`.
    """
    call.require(Action.MANAGE_ACCOUNTS, None)
    _check(call, people, starts_on, ends_on)
    try:
        return _add(call, place_code, people, (starts_on, ends_on), progress)
    except CampaignError as error:
        if error.code != "username_taken" or error.details:
            raise
    # The database refused what another click stored meanwhile: now it is there to be compared with.
    return _add(call, place_code, people, (starts_on, ends_on), progress)


def _add(
    call: Call,
    place_code: str,
    people: Sequence[NewPerson],
    days: tuple[date, date | None],
    progress: Progress | None,
) -> tuple[Slip, ...]:
    with call.read() as connection:
        ground = ground_of(call, connection, place_code)
        stored = account_queries.accounts_by_usernames(connection, usernames=[person.username for person in people])
    known = {account.username: account.password_hash for account in stored}
    slips = tuple(_slip(ground, person) for person in people)
    hashes = _hashed(people, known, progress)
    fresh = [person for person in people if person.username in hashes]
    if fresh:
        with call.write() as change:
            _insert(change, ground, _rows(call, ground, fresh, hashes), fresh, days)
    return slips


def _hashed(people: Sequence[NewPerson], known: Mapping[str, str], progress: Progress | None) -> dict[str, str]:
    """Return user name -> hash of whoever is not there yet; raises `username_taken` for one who is somebody else."""
    hashes: dict[str, str] = {}
    for done, person in enumerate(people):
        if progress is not None:
            progress(done, len(people))
        if person.username not in known:
            hashes[person.username] = hash_password(person.password)
        elif not verify_password(person.password, known[person.username]):
            raise CampaignError("username_taken", username=person.username)
    return hashes


def _rows(
    call: Call, ground: Ground, people: Sequence[NewPerson], hashes: Mapping[str, str]
) -> list[dict[str, object]]:
    return [
        {
            "username": person.username,
            "full_name": person.full_name,
            "role": person.role.value,
            "place_id": ground.home.id,
            "password_hash": hashes[person.username],
            "must_change_password": True,
            "created_at": call.moment.now,
        }
        for person in people
    ]


def _insert(
    change: Change,
    ground: Ground,
    rows: Sequence[Mapping[str, object]],
    people: Sequence[NewPerson],
    days: tuple[date, date | None],
) -> None:
    connection = change.connection
    account_operations.insert_accounts(connection, rows=rows)
    made = account_queries.accounts_by_usernames(connection, usernames=[person.username for person in people])
    ids = {account.username: account.id for account in made}
    units = {unit.code: unit for unit in ground.units}
    starts_on, ends_on = days
    work = [
        {
            "account_id": ids[person.username],
            "place_id": units[person.village_code].id,
            "starts_on": starts_on,
            "ends_on": ends_on,
        }
        for person in people
        if person.village_code
    ]
    account_operations.insert_work(connection, rows=work)
    joined = [
        {"team_id": person.team_id, "account_id": ids[person.username], "joined_on": starts_on}
        for person in people
        if person.team_id is not None
    ]
    team_operations.insert_members(connection, rows=joined)
    for person in people:
        change.log(_added(ground, person, ids[person.username], days))


def _check(call: Call, people: Sequence[NewPerson], starts_on: date, ends_on: date | None) -> None:
    """Refuse what no reading of the database is needed for."""
    if not people:
        raise CampaignError("people_list_empty")
    if len(people) > MAX_LINES:
        raise CampaignError("people_list_too_long", n=len(people), limit=MAX_LINES)
    if ends_on is not None and ends_on < starts_on:
        raise CampaignError("date_range_invalid", start=starts_on, end=ends_on)
    seen: set[str] = set()
    for person in people:
        if not person.full_name.strip():
            raise CampaignError("name_missing")
        if not USERNAME.fullmatch(person.username):
            raise CampaignError("username_invalid", username=person.username[:_SHOWN])
        if person.username in seen:
            raise CampaignError("username_twice", username=person.username)
        require_rank(call, person.role)
        seen.add(person.username)


def _slip(ground: Ground, person: NewPerson) -> Slip:
    village = next((unit for unit in ground.units if unit.code == person.village_code), None)
    if person.village_code and village is None:
        raise CampaignError("place_unknown", place=person.village_code)
    if person.team_id is not None and not any(team.id == person.team_id for team in ground.teams):
        raise CampaignError("team_unknown")
    return Slip(
        username=person.username,
        full_name=person.full_name,
        role=person.role,
        place_name=(village or ground.home).name,
        password=person.password,
    )


def _added(ground: Ground, person: NewPerson, account_id: int, days: tuple[date, date | None]) -> Event:
    after: dict[str, object] = {
        "username": person.username,
        "role": person.role.value,
        "place": ground.home.code,
    }
    if person.village_code:
        starts_on, ends_on = days
        after |= {
            "places": [person.village_code],
            "from": starts_on.isoformat(),
            "to": ends_on.isoformat() if ends_on else None,
        }
    if person.team_id is not None:
        after["team"] = next(team.name for team in ground.teams if team.id == person.team_id)
    return Event(
        commune_id=ground.home.commune_id,
        action="account.add",
        subject_kind="account",
        subject_id=str(account_id),
        place_id=ground.home.id,
        after=after,
    )
