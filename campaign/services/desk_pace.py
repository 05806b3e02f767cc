"""Reading the pace of the places on a desk: the readings of *Tiến độ*, from three sums a place instead of every day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from campaign.db.queries import desk as queries
from campaign.domain.pace import RECENT_DAYS, PaceReading, condensed
from campaign.domain.vocabulary import ReportLevel
from campaign.services.aims import Aims
from campaign.services.lineage import lineage_in
from campaign.services.reporting_units import REPORTED_KINDS, plan_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.desk import Sums
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import Indicator
    from campaign.services.desk_reach import Reach
    from campaign.services.lineage import Lineage

_ONE_DAY = timedelta(days=1)
_NOTHING = queries.Sums(completed=0, recent=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesRead:
    """The places that are measured, the reading of each and of the place above them (by id).

    `known` are those with a result: of a reported indicator nothing is known before something is approved.
    """

    places: tuple[Place, ...]
    readings: Mapping[int, PaceReading]
    known: frozenset[int]
    lineage: Lineage


def read_places(connection: Connection, here: Reach, indicator: Indicator) -> PlacesRead:
    """Return where the places of a desk stand today with one indicator (4 queries; 5 for a reported one)."""
    places = here.places
    if indicator.kind in REPORTED_KINDS:
        places = _reporting(connection, here)
    shown = tuple({place.id: place for place in (here.top, *places) if place}.values())
    aims = Aims(connection, campaign=here.campaign, places=shown, indicators=[indicator], on=here.today)
    lineage = lineage_in(connection, here.campaign, here.today)
    sums = _sums(connection, here, indicator, shown, lineage)
    known = frozenset(sums) if indicator.kind in REPORTED_KINDS else frozenset(place.id for place in shown)
    return PlacesRead(
        places=places,
        readings={place.id: _reading(here, aims, place, indicator, sums.get(place.id, _NOTHING)) for place in shown},
        known=known,
        lineage=lineage,
    )


def _reporting(connection: Connection, here: Reach) -> tuple[Place, ...]:
    """Return the places that report or hold those that do; a commune that reports itself stands on its own desk."""
    plan = plan_of(connection, here.campaign)
    above = plan.level is ReportLevel.UNIT
    found = tuple(place for place in here.places if plan.is_unit(place) or (above and not place.is_unit))
    if found or here.top is None or not plan.is_unit(here.top):
        return found
    return (here.top,)


def _sums(
    connection: Connection, here: Reach, indicator: Indicator, shown: Sequence[Place], lineage: Lineage
) -> dict[int, Sums]:
    campaign = here.campaign
    place_ids, until = lineage.with_old(place.id for place in shown), min(here.today, campaign.ends_on)
    if indicator.kind in REPORTED_KINDS:
        found = queries.reported_sums(
            connection,
            campaign_id=campaign.id,
            place_ids=place_ids,
            indicator_id=indicator.id,
            recent_from=_recent_from(here),
            until=until,
        )
        return _shown(found, lineage)
    found = queries.sums(
        connection,
        campaign_id=campaign.id,
        place_ids=place_ids,
        indicator_id=indicator.id,
        start=campaign.starts_on,
        recent_from=_recent_from(here),
        until=until,
    )
    return _shown(found, lineage)


def _shown(found: Mapping[int, Sums], lineage: Lineage) -> dict[int, Sums]:
    """Add up the sums as the places of today show them."""
    shown: dict[int, Sums] = {}
    for place_id, sums in found.items():
        for target, sign in lineage.shares(place_id):
            shown[target] = shown.get(target, _NOTHING).plus(sums, sign)
    return shown


def _reading(here: Reach, aims: Aims, place: Place, indicator: Indicator, sums: Sums) -> PaceReading:
    campaign = here.campaign
    return aims.measure(
        place,
        indicator,
        completed=condensed(
            first=campaign.starts_on,
            last=min(here.today, campaign.ends_on),
            total=sums.completed,
            recent=sums.recent,
        ),
        already_had=sums.already_had,
        denominator=sums.denominator,
    )


def _recent_from(here: Reach) -> date:
    return max(here.campaign.starts_on, here.today - (RECENT_DAYS - 1) * _ONE_DAY)
