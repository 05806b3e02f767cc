"""Playing a campaign day by day through the services, as the volunteers of that day would have done it.

Every person is enrolled and every step recorded by the same functions that the screens call, so that rights, rules,
roll-ups and the audit chain are those of real work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.clock import Moment, moment_at
from campaign.domain.permissions import Viewer
from campaign.domain.vocabulary import Channel, Role, StepStatus
from campaign.errors import CampaignError
from campaign.services.accounts import add_account
from campaign.services.call import Call, system_viewer
from campaign.services.demo.crowd import Person, sample_id
from campaign.services.demo.signins import sample_accounts
from campaign.services.people import EnrolCitizen, enrol_many
from campaign.services.records import SaveSteps, save_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from campaign.db.queries.places import Place
    from campaign.db.store import Store

GROUP: Final = 120
"""People in one transaction: what a team brings in between two breaks."""

_FIRST_MINUTE: Final = 7 * 60 + 10
_BETWEEN_GROUPS: Final = 47
_RELATIVES: Final = "Hai người trong một họ, tên gần giống (mẫu)"

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One person helped on one day. `place_id` is where it counts, None at home; `team` who went."""

    day: date
    team: int
    person: Person
    steps: Mapping[str, StepStatus]
    channel: Channel
    place_id: int | None = None

    @property
    def save_id(self) -> UUID:
        """The id of the save that the visit makes."""
        return sample_id(f"{self.person.id}/save/{self.day}")


@dataclass(slots=True, kw_only=True)
class Stage:
    """One campaign in one commune, its teams, and who has been enrolled so far."""

    store: Store
    slug: str
    commune: Place
    teams: Sequence[Viewer]
    advance: Advance
    outreach: Callable[[date], UUID | None] = lambda _day: None
    """Which outreach day of the whole commune there is on a date."""
    done: list[Visit] = field(default_factory=list)
    _enrolled: set[UUID] = field(default_factory=set)

    def call(self, viewer: Viewer, at: Moment) -> Call:
        """Return what a service receives."""
        return Call(store=self.store, viewer=viewer, moment=at)

    def outreach_of(self, visit: Visit) -> UUID | None:
        """Return the outreach day on which a visit took place, None for any other work."""
        return self.outreach(visit.day) if visit.channel is Channel.OUTREACH_DAY else None

    def play(self, visits: Iterable[Visit], *, evening: Callable[[date], None] | None = None) -> None:
        """Enrol and record day by day, team by team; `evening` is called after each day."""
        ordered = sorted(visits, key=lambda visit: (visit.day, visit.team))
        for day in sorted({visit.day for visit in ordered}):
            today = [visit for visit in ordered if visit.day == day]
            for team, viewer in enumerate(self.teams):
                self._day_of_team(viewer, day, team, [visit for visit in today if visit.team == team])
            if evening:
                evening(day)

    def enrol(self, viewer: Viewer, at: Moment, people: Sequence[Person], *, reason: str = "") -> None:
        """Add people who are not in the list yet."""
        fresh = [person for person in people if person.id not in self._enrolled]
        for start in range(0, len(fresh), GROUP):
            self._enrol_group(viewer, at, fresh[start : start + GROUP], reason)
        self._enrolled.update(person.id for person in fresh)

    def _enrol_group(self, viewer: Viewer, at: Moment, group: Sequence[Person], reason: str) -> None:
        """Add a group; where somebody in it is like a person already there, halve it until the two are told apart."""
        call = self.call(viewer, at)
        try:
            enrol_many(call=call, commands=[self._command(person, reason) for person in group])
        except CampaignError as error:
            if error.code != "possible_duplicate":
                raise
            if len(group) == 1:
                enrol_many(call=call, commands=[self._command(group[0], _RELATIVES)])
                return
            middle = len(group) // 2
            self._enrol_group(viewer, at, group[:middle], reason)
            self._enrol_group(viewer, at, group[middle:], reason)

    def save(self, viewer: Viewer, at: Moment, visits: Sequence[Visit]) -> None:
        """Record one group; a row that the write path refuses is a fault of the sample."""
        saves = [self._save(visit) for visit in visits]
        for row in save_group(call=self.call(viewer, at), saves=saves):
            if row.error is not None:
                raise row.error
        self.done.extend(visits)

    def _day_of_team(self, viewer: Viewer, day: date, team: int, visits: Sequence[Visit]) -> None:
        minute = _FIRST_MINUTE + 3 * team
        for start in range(0, len(visits), GROUP):
            group = visits[start : start + GROUP]
            at = moment_at(day, hour=minute // 60, minute=minute % 60)
            self.enrol(viewer, at, [visit.person for visit in group])
            self.save(viewer, Moment(now=at.now + timedelta(minutes=14), today=day), group)
            self.advance(len(group))
            minute += _BETWEEN_GROUPS

    def _command(self, person: Person, reason: str) -> EnrolCitizen:
        return EnrolCitizen(
            id=person.id,
            campaign=self.slug,
            place_id=person.home.id,
            full_name=person.full_name,
            birth=person.birth_date or person.birth_year,
            sex=person.sex,
            phone=person.phone,
            personal_id=person.personal_id,
            guardian_name=person.guardian_name,
            distinct_reason=reason,
        )

    def _save(self, visit: Visit) -> SaveSteps:
        return SaveSteps(
            save_id=visit.save_id,
            campaign=self.slug,
            commune_id=self.commune.id,
            citizen_id=visit.person.id,
            steps=visit.steps,
            day=visit.day,
            channel=visit.channel,
            place_id=visit.place_id,
            outreach_day_id=self.outreach_of(visit),
        )


def new_viewer(
    *,
    store: Store,
    at: Moment,
    username: str,
    full_name: str,
    role: Role,
    place: Place,
    extra_scope: Sequence[str] = (),
    password: str | None = None,
) -> Viewer:
    """Make an account and return it as the person in front of a use case."""
    made = add_account(
        call=Call(store=store, viewer=system_viewer(username="sample"), moment=at),
        username=username,
        full_name=full_name,
        role=role,
        place_code=place.code,
        password=password,
    )
    return Viewer(
        account_id=made.account_id,
        username=username,
        full_name=full_name,
        role=role,
        place_id=place.id,
        commune_id=place.commune_id,
        scope=(place.path, *extra_scope),
        address="sample",
    )


def known_viewer(*, store: Store, at: Moment, username: str, place: Place) -> Viewer:
    """Make the account of one of the sample's sign-ins and return it as the person in front of a use case."""
    known = next(account for account in sample_accounts() if account.username == username)
    return new_viewer(
        store=store,
        at=at,
        username=username,
        full_name=known.full_name,
        role=known.role,
        place=place,
        password=known.password,
    )


def after_hours(day: date, *, minutes: int) -> Moment:
    """Return a moment in the evening of a day, so many minutes after five."""
    return moment_at(day, hour=17 + minutes // 60, minute=minutes % 60)
