"""The running campaign of xã Krông Pắc: 40 villages and 8 schools, 60 days, of which today is day 24.

All of it is made up. Villages are ahead, on track, at risk, behind; one is done, one is silent, one has no target.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.clock import moment_at
from campaign.domain.vocabulary import Role
from campaign.services.accounts import assign
from campaign.services.call import Call, system_viewer
from campaign.services.campaigns import create_campaign
from campaign.services.demo import signins
from campaign.services.demo.aims import Aims
from campaign.services.demo.crews import form_crews
from campaign.services.demo.crowd import Crowd
from campaign.services.demo.ground import KRONG_PAC, Units, with_teams
from campaign.services.demo.honours import COMMUNE, Honours
from campaign.services.demo.mishaps import Mishaps
from campaign.services.demo.openness import open_board
from campaign.services.demo.outings import Outings
from campaign.services.demo.script import Numbers, Script
from campaign.services.demo.stage import Advance, Stage, after_hours, new_viewer
from campaign.services.demo.stories import numbers_of, waiting_of, weights_of

if TYPE_CHECKING:
    from campaign.db.queries.places import Place
    from campaign.db.store import Store
    from campaign.domain.permissions import Viewer
    from campaign.services.demo.lists import PlaceLine
    from campaign.services.demo.script import Unit
    from campaign.services.demo.stage import Visit

SLUG: Final = "krong-pac-2026"
DAY: Final = 24
DAYS: Final = 60
JUNG: Final = "Buôn Jung"

_SEED: Final = 24490
_BUON_OF_EA_YONG: Final = 10
_FIRST_PLAIN_TEAM: Final = 2
_PLAIN_TEAMS: Final = 4
_IN_JUNG_TODAY: Final = 11
_TARGETS_RAISED_ON: Final = 9


def first_day(today: date) -> date:
    """Return the first day of the campaign of which today is day 24."""
    return today - timedelta(days=DAY - 1)


def play_present(
    *, store: Store, commune: Place, units: Units, official: Viewer, today: date, advance: Advance
) -> None:
    """Play the campaign up to today."""
    start = first_day(today)
    system = system_viewer(username="sample")
    people = _people_at_work(store, commune, start)
    end = start + timedelta(days=DAYS - 1)
    campaign = create_campaign(
        call=Call(store=store, viewer=system, moment=moment_at(start - timedelta(days=8), hour=8)),
        slug=SLUG,
        name=f"Công dân số xã Krông Pắc {today.year}",
        place_code=KRONG_PAC,
        template="digital_citizen_2026",
        starts_on=start,
        ends_on=end,
        plan_number="Kế hoạch số 00/KH-UBND (mẫu)",
        synthetic=True,
    )
    villages, schools = with_teams(units, _team_of)
    before = Call(store=store, viewer=system, moment=moment_at(start - timedelta(days=4)))
    _send_out(before, villages, start, end)
    form_crews(call=before, commune_code=KRONG_PAC, villages=villages, on=start)
    desk = Call(store=store, viewer=official, moment=moment_at(start - timedelta(days=3), hour=9))
    aims = Aims(slug=SLUG, commune=commune, villages=villages, schools=schools)
    aims.set_all(call=desk, starts_on=start)
    open_board(call=desk, slug=SLUG)
    rng = random.Random(_SEED)
    script = Script(campaign=campaign, crowd=Crowd(name=SLUG, rng=rng, on=today), rng=rng)
    teams = [people[signins.VILLAGE_VOLUNTEER], people[signins.TEAM_LEAD], people[signins.VOLUNTEER]]
    teams += [viewer for name, viewer in people.items() if name.startswith("doi")]
    stage = Stage(store=store, slug=SLUG, commune=commune, teams=teams, advance=advance)
    outings = _plan_outings(stage, official, villages, today)
    _enrol_the_waiting(stage, official, script, villages, start)
    mishaps = Mishaps(stage=stage, official=official, rng=random.Random(_SEED))
    named = {commune.name: commune.id} | {unit.line.name: unit.place.id for unit in (*villages, *schools)}
    honours = Honours(store=store, official=official, slug=SLUG, which=COMMUNE, start=start, places=named)

    def evening(day: date) -> None:
        if day < today:
            mishaps.evening(day)
            outings.evening(day)
            honours.evening(day)
        if day == start + timedelta(days=_TARGETS_RAISED_ON):
            aims.raise_one(call=Call(store=store, viewer=official, moment=after_hours(day, minutes=45)))

    stage.play(_visits(script, villages, schools, today), evening=evening)


def _people_at_work(store: Store, commune: Place, start: date) -> dict[str, Viewer]:
    """Make the accounts of the commune but its official's, by username."""
    at = moment_at(start - timedelta(days=9), hour=8)
    known = [
        (a.username, a.full_name, a.role, a.password)
        for a in signins.sample_accounts()
        if a.place_code == KRONG_PAC and a.username != signins.OFFICIAL
    ]
    others = [
        (f"doi{number}", f"Đội tình nguyện số {number} (mẫu)", Role.VOLUNTEER, None)
        for number in range(1, _PLAIN_TEAMS)
    ]
    return {
        username: new_viewer(
            store=store,
            at=at,
            username=username,
            full_name=full_name,
            role=role,
            place=commune,
            password=password,
        )
        for username, full_name, role, password in (*known, *others)
    }


def _team_of(number: int, line: PlaceLine) -> int:
    if line.name == JUNG:
        return 0
    if number < _BUON_OF_EA_YONG:
        return 1
    return _FIRST_PLAIN_TEAM + number % _PLAIN_TEAMS


def _send_out(call: Call, villages: list[Unit], start: date, end: date) -> None:
    """Give the volunteer of Buôn Jung and the team leader their villages for the whole campaign."""
    jung = [unit.place.code for unit in villages if unit.line.name == JUNG]
    led = [unit.place.code for unit in villages if unit.team in {0, 1}]
    assign(call=call, username=signins.VILLAGE_VOLUNTEER, place_codes=jung, starts_on=start, ends_on=end)
    assign(call=call, username=signins.TEAM_LEAD, place_codes=led, starts_on=start, ends_on=end)


def _plan_outings(stage: Stage, official: Viewer, villages: list[Unit], today: date) -> Outings:
    """Put the outreach days of the whole campaign into the calendar, and let the visits of those days name them."""
    start = first_day(today)
    outings = Outings(
        stage=stage,
        official=official,
        villages={unit.line.name: unit.place for unit in villages},
        start=start,
        end=start + timedelta(days=DAYS - 1),
        today=today,
        at=moment_at(start - timedelta(days=2), hour=15),
    )
    outings.plan()
    stage.outreach = outings.on
    return outings


def _enrol_the_waiting(stage: Stage, official: Viewer, script: Script, villages: list[Unit], start: date) -> None:
    """Put people on the list whom nobody has visited yet; they were there before the first day."""
    people = [p for unit in villages for p in script.waiting(unit, waiting_of(unit.line, rng=script.rng))]
    stage.enrol(official, moment_at(start - timedelta(days=1), hour=10), people)
    stage.advance(len(people))


def _visits(script: Script, villages: list[Unit], schools: list[Unit], today: date) -> list[Visit]:
    found: list[Visit] = []
    for unit in (*villages, *schools):
        numbers = numbers_of(unit.line, day=DAY, days=DAYS, rng=script.rng)
        weights = weights_of(unit.line, start=first_day(today), day=DAY, days=DAYS, rng=script.rng)
        if not unit.line.is_village:
            found += script.school(unit, numbers, weights, villages)
        elif unit.line.name == JUNG:
            # The volunteer who signs in finds a morning's work done.
            found += script.village(unit, numbers.without(_IN_JUNG_TODAY), weights)
            found += script.village(unit, Numbers(full=0, some=_IN_JUNG_TODAY), {today: 1.0})
        else:
            found += script.village(unit, numbers, weights)
    return found
