"""The commune next door, xã Ea Phê, with a small campaign of its own: what the official of Krông Pắc must not see."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.clock import moment_at
from campaign.domain.vocabulary import TargetKind
from campaign.services.call import Call, system_viewer
from campaign.services.campaigns import create_campaign
from campaign.services.demo.crowd import Crowd
from campaign.services.demo.ground import EA_PHE, Units, with_teams
from campaign.services.demo.rhythm import rhythm
from campaign.services.demo.script import Numbers, Script
from campaign.services.demo.stage import Advance, Stage
from campaign.services.targets import TargetChange, set_targets

if TYPE_CHECKING:
    from campaign.db.queries.places import Place
    from campaign.db.store import Store
    from campaign.domain.permissions import Viewer

SLUG: Final = "ea-phe-2026"
_DAY: Final = 12
_DAYS: Final = 100
_SEED: Final = 24502
_TARGET: Final = 200
_VILLAGE: Final = Numbers(full=6, some=11, vain=1)
_SCHOOL: Final = Numbers(full=2, some=9)


def play_neighbour(
    *, store: Store, commune: Place, units: Units, official: Viewer, today: date, advance: Advance
) -> None:
    """Play the small campaign up to today."""
    start = today - timedelta(days=_DAY - 1)
    eve = moment_at(start - timedelta(days=2), hour=8)
    campaign = create_campaign(
        call=Call(store=store, viewer=system_viewer(username="sample"), moment=eve),
        slug=SLUG,
        name=f"Bình dân học vụ số xã Ea Phê {today.year}",
        place_code=EA_PHE,
        template="digital_literacy",
        starts_on=start,
        ends_on=start + timedelta(days=_DAYS - 1),
        synthetic=True,
    )
    target = TargetChange(
        place_id=commune.id,
        indicator="all_steps",
        kind=TargetKind.COUNT,
        amount=_TARGET,
        expected_version=0,
    )
    set_targets(
        call=Call(store=store, viewer=official, moment=eve), slug=SLUG, changes=[target], reason="Giao chỉ tiêu"
    )
    rng = random.Random(_SEED)
    script = Script(campaign=campaign, crowd=Crowd(name=SLUG, rng=rng, on=today), rng=rng)
    stage = Stage(store=store, slug=SLUG, commune=commune, teams=[official], advance=advance)
    villages, schools = with_teams(units, lambda _number, _line: 0)
    visits = []
    for unit in villages:
        visits += script.village(unit, _VILLAGE, rhythm(start=start, days=_DAY, of=_DAYS, rng=rng))
    for unit in schools:
        visits += script.school(unit, _SCHOOL, rhythm(start=start, days=_DAY, of=_DAYS, rng=rng), villages)
    stage.play(visits)
