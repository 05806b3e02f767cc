"""The desk's part that is counted: who is behind the plan, who is silent, who has no target.

A place's numbers are those of *Tiến độ* for the same indicator and day; here they come from sums, not from every day.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from campaign.db.queries import desk as queries
from campaign.db.queries.progress import last_activity
from campaign.domain.vocabulary import Pace
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.desk_models import (
    REMINDED,
    SHOWN,
    Behind,
    BehindPlace,
    DeskNumbers,
    Named,
    Places,
    Silent,
    SilentPlace,
)
from campaign.services.desk_pace import PlacesRead, read_places
from campaign.services.desk_reach import Reach, may, reach
from campaign.services.lineage import last_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.db import Connection
    from campaign.db.queries.desk import Unit
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call
    from campaign.services.lineage import Lineage

_ONE_DAY = timedelta(days=1)


def desk_numbers(
    *, call: Call, slug: str, place_code: str | None = None, indicator: str | None = None, silent_days: int
) -> DeskNumbers:
    """Return what the desk counts, for a place (default: all of the viewer's) and an indicator (default: the first).

    `silent_days` is how many days without work make a unit silent.
    Raises `campaign_unknown`, `place_unknown`, `indicator_unknown`, `not_permitted`. 8 queries, whatever the size.
    """
    with call.read() as connection:
        here = reach(call, connection, slug=slug, place_code=place_code)
        campaign = here.campaign
        chosen = _indicator(campaign, indicator)
        pace = read_places(connection, here, chosen)
        silent = _silent(connection, here, silent_days, pace.lineage) if here.running and campaign.steps else None
    aiming = here.live and may(call, Action.SET_TARGETS, campaign.place_path)
    return DeskNumbers(
        campaign=campaign.slug,
        status=campaign.status,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        day=campaign.day_number(here.today),
        days=campaign.days,
        place_code=here.top.code if here.top else None,
        place_name=here.top.name if here.top else "",
        places=len(here.places),
        by_commune=here.by_commune,
        indicator=chosen.key,
        indicator_vi=chosen.name_vi,
        indicator_en=chosen.name_en,
        unit_vi=chosen.unit_vi,
        unit_en=chosen.unit_en,
        indicators=tuple((i.key, i.name_vi, i.name_en) for i in campaign.indicators),
        reading=pace.readings.get(here.top.id) if here.top and here.running else None,
        behind=_behind(pace) if here.running else None,
        silent=silent,
        without_target=_without_target(here, pace) if aiming else None,
    )


def _indicator(campaign: CampaignDefinition, key: str | None) -> Indicator:
    if key is None:
        return campaign.headline
    found = campaign.indicator(key)
    if found is None:
        raise CampaignError("indicator_unknown", indicator=key)
    return found


def _behind(pace: PlacesRead) -> Behind:
    readings = pace.readings
    measured = [p for p in pace.places if readings[p.id].pace is not Pace.NO_TARGET]
    found = [place for place in measured if readings[place.id].pace is Pace.BEHIND]
    # Those of whom nothing is known come first, as on the progress screen.
    worst = sorted(found, key=lambda place: (place.id in pace.known, readings[place.id].rate or 0.0))[:SHOWN]
    return Behind(
        total=len(found),
        of=len(measured),
        worst=tuple(
            BehindPlace(place_id=p.id, code=p.code, name=p.name, reading=readings[p.id], known=p.id in pace.known)
            for p in worst
        ),
    )


def _without_target(here: Reach, pace: PlacesRead) -> Places:
    found = [p for p in pace.places if pace.readings[p.id].pace is Pace.NO_TARGET and p.id != here.campaign.place_id]
    return Places(total=len(found), first=tuple(Named(code=p.code, name=p.name) for p in found[:SHOWN]))


def _silent(connection: Connection, here: Reach, days: int, lineage: Lineage) -> Silent:
    """Return the units without work for so many days, as *Tiến độ* counts their silence."""
    campaign = here.campaign
    steps = [step.id for step in campaign.steps]
    # A unit that never worked is silent since the day before the campaign, so a young campaign has none yet.
    idle: tuple[Unit, ...] = ()
    if campaign.day_number(here.today) >= days:
        idle = queries.idle_units(
            connection,
            campaign_id=campaign.id,
            paths=here.paths,
            indicator_ids=steps,
            since=here.today - (days - 1) * _ONE_DAY,
            until=here.today,
        )
    if here.by_commune:
        return Silent(days=days, total=len(idle), worst=_by_commune(here.places, idle))
    worked = last_activity(
        connection,
        campaign_id=campaign.id,
        place_ids=lineage.with_old(unit.id for unit in idle),
        indicator_ids=steps,
        until=here.today,
    )
    last = last_shown(worked, lineage)
    before = campaign.starts_on - _ONE_DAY
    quietest = sorted(idle, key=lambda unit: last.get(unit.id, before))[:REMINDED]
    worst = tuple(
        SilentPlace(
            place_id=unit.id,
            code=unit.code,
            name=unit.name,
            n=1,
            last=last.get(unit.id),
            silent_days=(here.today - last.get(unit.id, before)).days,
        )
        for unit in quietest
    )
    return Silent(days=days, total=len(idle), worst=worst)


def _by_commune(communes: Sequence[Place], idle: Sequence[Unit]) -> tuple[SilentPlace, ...]:
    counted = Counter(unit.commune_id for unit in idle)
    most = sorted((place for place in communes if counted[place.id]), key=lambda place: -counted[place.id])[:REMINDED]
    return tuple(
        SilentPlace(place_id=p.id, code=p.code, name=p.name, n=counted[p.id], last=None, silent_days=None) for p in most
    )
