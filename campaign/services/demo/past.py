"""The reference campaign: "1.000 công dân số tiêu biểu", xã Ea Yông, March and April 2023.

Published (Đắk Lắk press, 6 November 2024): 20 villages and 8 schools, 60 days, the target of 1.000, more than 7.850
people. Everything else, every person and every day's number, is made up to fit.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.clock import moment_at
from campaign.domain.vocabulary import IndicatorKind, Role, TargetKind
from campaign.services.accounts import disable_account
from campaign.services.call import Call, system_viewer
from campaign.services.campaigns import close_campaign, create_campaign
from campaign.services.demo.crowd import Crowd
from campaign.services.demo.ground import EA_YONG, Units, shares, with_teams
from campaign.services.demo.rhythm import rhythm
from campaign.services.demo.script import Numbers, Script
from campaign.services.demo.stage import Advance, Stage, Visit, after_hours, new_viewer
from campaign.services.reference import REFORM
from campaign.services.targets import TargetChange, set_targets

if TYPE_CHECKING:
    from campaign.db.queries.places import Place
    from campaign.db.store import Store
    from campaign.domain.permissions import Viewer
    from campaign.services.demo.script import Unit

SLUG: Final = "ea-yong-2023"
START: Final = date(2023, 3, 1)
END: Final = date(2023, 4, 29)
COUNTED_ON: Final = date(2023, 1, 1)
TARGET: Final = 1_000
REACHED: Final = 7_850

_DAYS: Final = 60
_AT_SCHOOLS: Final = 920
_FULL_IN_VILLAGES: Final = 1_008
_FULL_AT_SCHOOLS: Final = 38
_IN_VAIN: Final = 310
_TEAMS: Final = 2
_SEED: Final = 20230301


def play_past(*, store: Store, commune: Place, units: Units, advance: Advance) -> None:
    """Play the whole campaign and close it."""
    system = system_viewer(username="sample")
    official, teams = _people_at_work(store, commune)
    eve = moment_at(START - timedelta(days=5), hour=8)
    campaign = create_campaign(
        call=Call(store=store, viewer=system, moment=eve),
        slug=SLUG,
        name="1.000 công dân số tiêu biểu – xã Ea Yông",
        place_code=EA_YONG,
        template="digital_citizen_2023",
        starts_on=START,
        ends_on=END,
        synthetic=True,
    )
    desk = Call(store=store, viewer=official, moment=moment_at(START - timedelta(days=2), hour=9))
    villages, schools = with_teams(units, lambda number, _: number % _TEAMS)
    _set_targets(desk, commune, villages)
    rng = random.Random(_SEED)
    crowd = Crowd(name=SLUG, rng=rng, on=END)
    script = Script(campaign=campaign, crowd=crowd, rng=rng)
    stage = Stage(store=store, slug=SLUG, commune=commune, teams=teams, advance=advance)
    stage.play(_visits(script, villages, schools))
    end = Call(store=store, viewer=official, moment=after_hours(END + timedelta(days=1), minutes=20))
    close_campaign(call=end, slug=SLUG, reason="Kết thúc 60 ngày phát động")
    reform = Call(store=store, viewer=system, moment=moment_at(REFORM, hour=8))
    for viewer in (official, *teams):
        disable_account(call=reform, username=viewer.username)


def _people_at_work(store: Store, commune: Place) -> tuple[Viewer, list[Viewer]]:
    """Make the accounts of 2023; nobody signs in with them any more."""
    at = moment_at(START - timedelta(days=6), hour=8)
    official = new_viewer(
        store=store,
        at=at,
        username="canbo.eayong",
        full_name="Cán bộ xã Ea Yông (mẫu)",
        role=Role.OFFICIAL,
        place=commune,
    )
    teams = [
        new_viewer(
            store=store,
            at=at,
            username=f"doi{number}.eayong",
            full_name=f"Đội tình nguyện số {number} Ea Yông (mẫu)",
            role=Role.VOLUNTEER,
            place=commune,
        )
        for number in range(1, _TEAMS + 1)
    ]
    return official, teams


def _set_targets(call: Call, commune: Place, villages: list[Unit]) -> None:
    parts = shares(TARGET, villages)
    cells = {commune.id: TARGET} | {unit.place.id: parts[unit.place.code] for unit in villages}
    changes = [
        TargetChange(
            place_id=place_id,
            indicator=IndicatorKind.ALL_STEPS.value,
            kind=TargetKind.COUNT,
            amount=amount,
            expected_version=0,
        )
        for place_id, amount in cells.items()
    ]
    set_targets(call=call, slug=SLUG, changes=changes, reason="Chia 1.000 theo dân số thôn, buôn")


def _visits(script: Script, villages: list[Unit], schools: list[Unit]) -> list[Visit]:
    """Return visits that reach exactly the published number of people."""
    reached = shares(REACHED - _AT_SCHOOLS, villages) | shares(_AT_SCHOOLS, schools)
    full = shares(_FULL_IN_VILLAGES, villages) | shares(_FULL_AT_SCHOOLS, schools)
    vain = shares(_IN_VAIN, villages)
    found: list[Visit] = []
    for unit in (*villages, *schools):
        code = unit.place.code
        weights = rhythm(start=START, days=_DAYS, of=_DAYS, rng=script.rng)
        numbers = Numbers(full=full[code], some=reached[code] - full[code], vain=vain.get(code, 0))
        if unit.line.is_village:
            found += script.village(unit, numbers, weights)
        else:
            found += script.school(unit, numbers, weights, villages)
    return found
