"""*Số này ở đâu ra?*: what one number counted, over which days and places, against what, and whether a recount agrees.

Reads roll-ups for the number and records for its recount: the same number of queries whatever the size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.queries.commune_groups import groups_of
from campaign.db.queries.places import populations
from campaign.db.queries.targets import target_versions
from campaign.domain.ranking import rank
from campaign.domain.vocabulary import RESIDENCE_KINDS, Figure, IndicatorKind, TargetKind
from campaign.services.aims import Aims
from campaign.services.progress import Readings
from campaign.services.progress_ranking import NO_GROUPS, group_of, target_rate
from campaign.services.provenance_counted import counted
from campaign.services.provenance_formula import final_target, formula_of, value_of, why_missing
from campaign.services.provenance_ground import SET_ONES, ground_of
from campaign.services.provenance_models import (
    Peer,
    Population,
    PopulationPart,
    Provenance,
    TargetVersion,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.vocabulary import PopulationGroup
    from campaign.services.call import Call
    from campaign.services.provenance_ground import Ground
    from campaign.services.provenance_models import Counted

# Whose number has a target in it.
_WITH_TARGET = frozenset(
    {
        Figure.TARGET,
        Figure.RATE,
        Figure.PLANNED_TODAY,
        Figure.NEEDED_PER_DAY,
        Figure.FORECAST_TOTAL,
        Figure.TOWARD_TARGET,
        Figure.RANK,
    }
)


def provenance(
    *, call: Call, slug: str, place_code: str | None, indicator: str, figure: Figure, as_of: date | None = None
) -> Provenance:
    """Return one number (default: of today, of the widest place in scope) and where it comes from.

    Raises `campaign_unknown`, `indicator_unknown`, `place_unknown`, `place_outside_campaign`, `not_permitted`.
    At most 12 queries, whatever the size.
    """
    with call.read() as connection:
        ground = ground_of(call, connection, slug=slug, place_code=place_code, indicator=indicator, as_of=as_of)
        groups = _groups(connection, ground, figure)
        beside = _beside(ground, groups) if figure is Figure.RANK else (ground.place,)
        readings = _readings(connection, ground, beside)
        row = readings.row(ground.place, ground.indicator)
        found: Counted | None = None
        if figure not in SET_ONES or (ground.reported and figure is Figure.ELIGIBLE):
            found = counted(connection, ground, readings, figure, at=call.moment.now)
        people = _population(connection, ground, readings, figure)
        targets = _targets(connection, ground) if figure in _WITH_TARGET else ()
    peers = _peers(readings, ground, beside) if figure is Figure.RANK else ()
    value = value_of(row, figure, counted=found, peers=peers)
    return Provenance(
        campaign=ground.campaign.slug,
        campaign_name=ground.campaign.name,
        place_code=ground.place.code,
        place_name=ground.place.name,
        place_kind=ground.place.kind,
        indicator=ground.indicator,
        figure=figure,
        as_of=ground.on,
        starts_on=ground.campaign.starts_on,
        ends_on=ground.campaign.ends_on,
        value=value,
        missing=why_missing(ground, readings, row, figure) if value is None else None,
        formula=None if value is None else formula_of(ground, readings, row, figure, value=value, peers=peers),
        counted=found,
        population=people,
        targets=targets,
        peers=peers,
        peer_group=group_of(ground.place, groups),
    )


def _groups(connection: Connection, ground: Ground, figure: Figure) -> Mapping[int, str]:
    """Return the commune groups of a province, which are ranked apart (1 query); nothing for any other number."""
    above_communes = figure is Figure.RANK and ground.above is not None and not ground.above.commune_id
    return groups_of(connection, campaign_id=ground.campaign.id) if above_communes else NO_GROUPS


def _beside(ground: Ground, groups: Mapping[int, str]) -> tuple[Place, ...]:
    """Return the places that the one asked about is ranked with; itself alone where nobody stands beside it."""
    above = ground.above
    if above is None:
        return (ground.place,)

    def peer(place: Place) -> str:
        return group_of(place, groups) or place.kind

    beside = (place for place in ground.seen if place.parent_id == above.id)
    return tuple(place for place in beside if peer(place) == peer(ground.place))


def _readings(connection: Connection, ground: Ground, beside: tuple[Place, ...]) -> Readings:
    """Return the readings of a few places; people may be known of the villages below them alone."""
    below = tuple(p for p in ground.seen if any(p.path.startswith(one.path) for one in beside))
    campaign, indicators, on = ground.campaign, [ground.indicator], ground.on
    aims = Aims(connection, campaign=campaign, places=beside, indicators=indicators, on=on, ground=below)
    return Readings(
        connection,
        campaign=campaign,
        places=beside,
        indicators=indicators,
        on=on,
        lineage=ground.lineage,
        aims=aims,
    )


def _population(connection: Connection, ground: Ground, readings: Readings, figure: Figure) -> Population | None:
    """Return the denominator in a number, if any: that of the indicator, or the one that a target is a share of."""
    if ground.indicator.kind is IndicatorKind.RATIO:
        return None
    group: PopulationGroup | None = None
    if figure is Figure.ELIGIBLE:
        group = ground.indicator.population_group
    elif figure in _WITH_TARGET:
        given = final_target(readings, ground)
        group = given.population_group if given and given.kind is TargetKind.PERCENT else None
    if group is None:
        return None
    homes = [p for p in ground.seen if p.path.startswith(ground.place.path) and p.kind in RESIDENCE_KINDS]
    known = populations(
        connection, place_ids=[ground.place.id, *(home.id for home in homes)], groups=[group], on=ground.on
    )
    own = (ground.place.id, group) in known
    total = readings.populations.get((ground.place.id, group))
    return Population(
        group=group,
        n=total[0] if total else None,
        as_of=total[1] if total else None,
        parts=tuple(
            PopulationPart(code=p.code, name=p.name, n=n, as_of=day)
            for p in ((ground.place,) if own or not homes else homes)
            for n, day in [known.get((p.id, group), (None, None))]
        ),
    )


def _targets(connection: Connection, ground: Ground) -> tuple[TargetVersion, ...]:
    """Return the versions of all targets of the place and indicator, newest first."""
    found = target_versions(
        connection, campaign_id=ground.campaign.id, place_id=ground.place.id, indicator_id=ground.indicator.id
    )
    newest = {due: max(t.version for t in found if t.due_on == due) for due in {t.due_on for t in found}}
    return tuple(
        TargetVersion(
            due_on=t.due_on,
            version=t.version,
            kind=t.kind,
            amount=t.amount,
            group=t.population_group,
            group_as_of=t.population_as_of,
            reason=t.reason,
            set_by=t.set_by,
            set_at=t.set_at,
            in_force=t.version == newest[t.due_on] and t.amount is not None,
        )
        for t in found
    )


def _peers(readings: Readings, ground: Ground, beside: tuple[Place, ...]) -> tuple[Peer, ...]:
    """Return who is ranked with the place, the first one first; () where nobody is above, so that nobody is beside."""
    if ground.above is None:
        return ()
    rows = {place.id: readings.row(place, ground.indicator) for place in beside}
    rates = {own: target_rate(row.reading, known=row.result is not None) for own, row in rows.items()}
    ranks = rank(rates=rates)
    peers = [
        Peer(
            code=row.place_code,
            name=row.place_name,
            toward_target=row.reading.toward_target,
            target=row.reading.target,
            rate=row.reading.rate if rates[own] is not None else None,
            rank=ranks.get(own),
        )
        for own, row in rows.items()
    ]
    return tuple(sorted(peers, key=lambda peer: peer.rank or len(peers) + 1))
