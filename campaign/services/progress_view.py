"""Everything the screen *Tiến độ* shows, read once: tiles, burn-up, villages with pace, steps, reported indicators.

Reads roll-ups only: 9 queries and the same work with a thousand people as with a million; 3 more where numbers are
reported, for who has sent.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from campaign.db.queries import progress as queries
from campaign.domain.pace import RECENT_DAYS
from campaign.domain.vocabulary import StepStatus
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.lineage import last_shown
from campaign.services.progress import PEOPLE_KINDS, Readings
from campaign.services.progress_models import Crumb, ProgressView, StepLine, Tiles
from campaign.services.progress_parts import burn_up, place_lines
from campaign.services.progress_reports import reported_lines, sendings
from campaign.services.scoping import campaign_in_scope, place_in_campaign, terrain_in_scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call
    from campaign.services.lineage import Lineage

_ONE_DAY = timedelta(days=1)


def progress_view(
    *, call: Call, slug: str, place_code: str | None = None, indicator: str | None = None, as_of: date | None = None
) -> ProgressView:
    """Return the progress of a place (default: the widest in scope) by one indicator (default: all steps).

    Raises `campaign_unknown`, `place_unknown`, `place_outside_campaign`, `indicator_unknown`, `not_permitted`.
    """
    on = as_of or call.moment.today
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        chosen = _indicator(campaign, indicator)
        terrain = terrain_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS, on=on)
        seen, lineage = terrain.places, terrain.lineage
        place = place_in_campaign(connection, campaign=campaign, code=place_code, places=seen)
        shown = (place, *(p for p in seen if p.parent_id == place.id))
        read = partial(Readings, connection, campaign=campaign, on=on, lineage=lineage)
        readings, here = read(places=shown, indicators=[chosen]), read(places=[place], indicators=campaign.indicators)
        sent = sendings(connection, campaign=campaign, places=seen, under=place, on=on, lineage=lineage)
        last = _last_activity(connection, campaign, shown, on, lineage)
    overview, reading = reported_lines(here, place, sent), readings.reading(place, chosen)
    return ProgressView(
        campaign=campaign.slug,
        campaign_name=campaign.name,
        synthetic=campaign.synthetic,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        as_of=on,
        day=campaign.day_number(on),
        days=campaign.days,
        place_code=place.code,
        place_name=place.name,
        place_kind=place.kind,
        crumbs=_above(seen, place),
        indicator=chosen.key,
        indicator_vi=chosen.name_vi,
        indicator_en=chosen.name_en,
        unit_vi=chosen.unit_vi,
        unit_en=chosen.unit_en,
        tiles=_tiles(here, place, campaign),
        reported=next((line for line in overview if line.key == chosen.key), None),
        reading=reading,
        burn_up=burn_up(readings, place, chosen, reading),
        lines=place_lines(readings, shown[1:], chosen, last, sent),
        steps=_steps(here, place),
        overview=overview,
    )


def _above(seen: Sequence[Place], place: Place) -> tuple[Crumb, ...]:
    """Return the way up, as far as the viewer may see it."""
    return tuple(Crumb(code=p.code, name=p.name) for p in seen if place.path.startswith(p.path) and p.id != place.id)


def _last_activity(
    connection: Connection, campaign: CampaignDefinition, places: Sequence[Place], on: date, lineage: Lineage
) -> dict[int, date]:
    if not campaign.steps:
        return {}
    found = queries.last_activity(
        connection,
        campaign_id=campaign.id,
        place_ids=lineage.with_old(place.id for place in places),
        indicator_ids=[step.id for step in campaign.steps],
        until=min(on, campaign.ends_on),
    )
    return last_shown(found, lineage)


def _indicator(campaign: CampaignDefinition, key: str | None) -> Indicator:
    if key is None:
        return campaign.headline
    found = campaign.indicator(key)
    if found is None:
        raise CampaignError("indicator_unknown", indicator=key)
    return found


def _tiles(here: Readings, place: Place, campaign: CampaignDefinition) -> Tiles:
    def counts(key: str) -> tuple[int, int, int]:
        found = campaign.indicator(key)
        if found is None:
            return 0, 0, 0
        days = here.days(place, found, StepStatus.COMPLETED)
        week = sum(n for day, n in days.items() if here.on - RECENT_DAYS * _ONE_DAY < day)
        fortnight = sum(n for day, n in days.items() if here.on - 2 * RECENT_DAYS * _ONE_DAY < day)
        return sum(days.values()), week, fortnight - week

    reached, all_steps = counts("reached"), counts("all_steps")
    return Tiles(
        reached=reached[0],
        reached_week=reached[1],
        reached_week_before=reached[2],
        all_steps=all_steps[0],
        all_steps_week=all_steps[1],
        all_steps_week_before=all_steps[2],
    )


def _steps(here: Readings, place: Place) -> tuple[StepLine, ...]:
    return tuple(_step(here, place, item) for item in here.campaign.indicators if item.kind in PEOPLE_KINDS)


def _step(here: Readings, place: Place, indicator: Indicator) -> StepLine:
    reading = here.reading(place, indicator)
    return StepLine(
        key=indicator.key,
        name_vi=indicator.name_vi,
        name_en=indicator.name_en,
        result=here.total(place, indicator, StepStatus.COMPLETED),
        already_had=here.total(place, indicator, StepStatus.ALREADY_HAD),
        assisted=here.total(place, indicator, StepStatus.ASSISTED),
        eligible=here.eligible(place, indicator),
        target=reading.target,
        rate=reading.rate,
    )
