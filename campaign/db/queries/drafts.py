"""Reading how far a campaign is set up: what it has in numbers, who works where, whose numbers wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, func, or_, select

from campaign.db.tables import account, assignment, campaign, count_report, indicator, place, target
from campaign.domain.vocabulary import ReportStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, FromClause


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """How much of a campaign is there: indicators, places where work is done, targets, places with somebody."""

    template_key: str
    template_version: int
    plan_number: str | None
    indicators: int
    units: int
    targets: int
    staffed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingUnit:
    """One unit with numbers that nobody approved yet: how many in which state."""

    place_code: str
    place_name: str
    draft: int
    submitted: int
    returned: int


_root = place.alias("root")
_unit = place.alias("unit")


def _below(unit: FromClause) -> ColumnElement[bool]:
    """Return the condition that a place is a unit below the campaign's own: a range, so that the index serves."""
    upper = func.substr(_root.c.path, 1, func.length(_root.c.path) - 1).op("||")("0")
    return and_(unit.c.path > _root.c.path, unit.c.path < upper, unit.c.commune_id != 0, unit.c.commune_id != unit.c.id)


_WORKS = and_(
    assignment.c.starts_on <= campaign.c.ends_on,
    or_(assignment.c.ends_on.is_(None), assignment.c.ends_on >= campaign.c.starts_on),
    account.c.disabled_at.is_(None),
)
_SET_UP = select(
    campaign.c.id,
    campaign.c.template_key,
    campaign.c.template_version,
    campaign.c.plan_number,
    select(func.count()).where(indicator.c.campaign_id == campaign.c.id).scalar_subquery().label("indicators"),
    select(func.count()).select_from(_unit).where(_below(_unit)).scalar_subquery().label("units"),
    select(func.count())
    .where(target.c.campaign_id == campaign.c.id, target.c.superseded_at.is_(None), target.c.amount.is_not(None))
    .scalar_subquery()
    .label("targets"),
    select(func.count(assignment.c.place_id.distinct()))
    .select_from(
        assignment.join(account, account.c.id == assignment.c.account_id).join(
            _unit, _unit.c.id == assignment.c.place_id
        )
    )
    .where(_WORKS, _below(_unit))
    .correlate(campaign, _root)
    .scalar_subquery()
    .label("staffed"),
).select_from(campaign.join(_root, _root.c.id == campaign.c.place_id))
_PENDING = (
    select(place.c.code, place.c.name, count_report.c.status, func.count().label("n"))
    .join(place, place.c.id == count_report.c.place_id)
    .where(
        count_report.c.campaign_id == bindparam("campaign"),
        count_report.c.status.in_(
            [ReportStatus.DRAFT.value, ReportStatus.SUBMITTED.value, ReportStatus.RETURNED.value]
        ),
    )
    .group_by(place.c.code, place.c.name, place.c.sort_key, count_report.c.status)
    .order_by(place.c.sort_key, place.c.code)
)


def set_ups(connection: Connection, *, campaign_ids: Iterable[int]) -> dict[int, SetUp]:
    """Return how far campaigns are set up (1 query)."""
    wanted = list(campaign_ids)
    if not wanted:
        return {}
    return {
        row.id: SetUp(
            template_key=row.template_key,
            template_version=row.template_version,
            plan_number=row.plan_number,
            indicators=row.indicators,
            units=row.units,
            targets=row.targets,
            staffed=row.staffed,
        )
        for row in connection.execute(_SET_UP.where(campaign.c.id.in_(wanted)))
    }


def staffed_places(connection: Connection, *, place_ids: Iterable[int], starts_on: date, ends_on: date) -> set[int]:
    """Return which of some places have somebody assigned at some time between two days (1 query)."""
    statement = (
        select(assignment.c.place_id)
        .distinct()
        .join(account, account.c.id == assignment.c.account_id)
        .where(
            assignment.c.place_id.in_(list(place_ids)),
            assignment.c.starts_on <= ends_on,
            or_(assignment.c.ends_on.is_(None), assignment.c.ends_on >= starts_on),
            account.c.disabled_at.is_(None),
        )
    )
    return set(connection.execute(statement).scalars())


def pending_units(connection: Connection, *, campaign_id: int) -> tuple[PendingUnit, ...]:
    """Return the units whose numbers are still in draft, sent or returned, by name (1 query)."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in connection.execute(_PENDING, {"campaign": campaign_id}):
        found.setdefault((row.code, row.name), {})[row.status] = row.n
    return tuple(
        PendingUnit(
            place_code=code,
            place_name=name,
            draft=states.get(ReportStatus.DRAFT.value, 0),
            submitted=states.get(ReportStatus.SUBMITTED.value, 0),
            returned=states.get(ReportStatus.RETURNED.value, 0),
        )
        for (code, name), states in found.items()
    )
