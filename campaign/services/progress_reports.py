"""What the progress screen knows of reported numbers beyond their sums: who has sent today, and who last did when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries import reports as queries
from campaign.domain.vocabulary import IndicatorKind
from campaign.services.lineage import ITSELF, last_shown
from campaign.services.progress_models import ReportedLine
from campaign.services.reporting_units import plan_of, reported_indicators

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.lineage import Lineage
    from campaign.services.tallies import Tallies


@dataclass(frozen=True, slots=True, kw_only=True)
class Sendings:
    """The units that report on a day, the indicators that each has sent for it, and the last day that each sent.

    `inside` has, for every place, the units in it.
    """

    inside: Mapping[int, Sequence[int]]
    sent: Mapping[int, frozenset[int]]
    last: Mapping[int, date]

    def under(self, place: Place) -> Sequence[int]:
        """Return the ids of the units in a place, the place itself among them if it is one."""
        return self.inside.get(place.id, ())

    def count(self, place: Place, indicator: Indicator) -> tuple[int, int]:
        """Return how many units of a place report, and how many have sent this indicator for the day."""
        found = self.under(place)
        return len(found), sum(indicator.id in self.sent.get(unit, ()) for unit in found)

    def last_of(self, place: Place) -> date | None:
        """Return the last day for which anybody in a place sent any number."""
        return max((self.last[unit] for unit in self.under(place) if unit in self.last), default=None)


def sendings(
    connection: Connection,
    *,
    campaign: CampaignDefinition,
    places: Sequence[Place],
    under: Place,
    on: date,
    lineage: Lineage = ITSELF,
) -> Sendings | None:
    """Return who of some places, under one of them, has sent what (3 queries).

    None, without a query, for a campaign without reported numbers.
    """
    indicators = reported_indicators(campaign)
    if not indicators:
        return None
    day = max(campaign.starts_on, min(on, campaign.ends_on))
    units = plan_of(connection, campaign).units([p for p in places if p.path.startswith(under.path)], day)
    ids = [unit.id for unit in units]
    inside: dict[int, list[int]] = {}
    for unit in units:
        for above in unit.ancestors(campaign.place_path):
            inside.setdefault(above, []).append(unit.id)
    last = queries.last_sent(
        connection,
        campaign_id=campaign.id,
        place_ids=lineage.with_old(ids),
        indicator_ids=[indicator.id for indicator in indicators],
        until=day,
    )
    return Sendings(
        inside=inside,
        sent=queries.sent_on(connection, campaign_id=campaign.id, place_ids=ids, day=day),
        last=last_shown(last, lineage),
    )


def reported_lines(tallies: Tallies, place: Place, found: Sendings | None) -> tuple[ReportedLine, ...]:
    """Return the overview of a place: a line for each reported indicator of its campaign."""
    if found is None:
        return ()
    return tuple(_line(tallies, place, indicator, found) for indicator in reported_indicators(tallies.campaign))


def _line(tallies: Tallies, place: Place, indicator: Indicator, found: Sendings) -> ReportedLine:
    tally = tallies.tally(place, indicator)
    units, sent = found.count(place, indicator)
    of_many = indicator.kind is IndicatorKind.RATIO
    return ReportedLine(
        key=indicator.key,
        name_vi=indicator.name_vi,
        name_en=indicator.name_en,
        unit_vi=indicator.unit_vi,
        unit_en=indicator.unit_en,
        result=tallies.result(place, indicator),
        denominator=tallies.eligible(place, indicator) if of_many else None,
        share=tallies.share(place, indicator) if of_many else None,
        week=tally.completed_week,
        week_before=tally.completed_week_before,
        rate_week_ago=tallies.rate_week_ago(place, indicator),
        reading=tallies.reading(place, indicator),
        units=units,
        sent=sent,
    )
