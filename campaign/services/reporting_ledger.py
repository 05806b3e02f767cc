"""What every write of reported numbers shares: the campaign, the units in reach, the numbers as they stand, the events.

The rows are held until the transaction ends, so that two people at one number take turns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries.places import places_under_all
from campaign.db.queries.reports import reports_of
from campaign.domain.vocabulary import CampaignStatus
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.reporting_units import may_decide, may_report, plan_of, reported_indicators
from campaign.services.scoping import campaign_in_scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.db.queries.reports import CellKey, StoredReport
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call, Change
    from campaign.services.reporting_units import ReportingPlan

    Right = Callable[[Call, Place], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCell:
    """One number that somebody decides about, in the version that they saw; None takes whatever stands there."""

    place_id: int
    indicator: str
    day: date
    expected_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """An open campaign and its units, by id, with those that the viewer may act for."""

    campaign: CampaignDefinition
    plan: ReportingPlan
    indicators: Mapping[str, Indicator]
    units: Mapping[int, Place]
    mine: frozenset[int]

    def ancestors(self, unit_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """Return unit -> (itself, …, the campaign's root)."""
        return {unit: self.units[unit].ancestors(self.campaign.place_path) for unit in unit_ids}


def open_ledger(call: Call, connection: Connection, *, slug: str, deciding: bool) -> Ledger:
    """Return the ledger of an open campaign (3 queries).

    Raises `not_permitted`, `campaign_unknown`, `campaign_draft`, `campaign_closed`, `nothing_reported`.
    """
    action = Action.APPROVE_NUMBERS if deciding else Action.REPORT_NUMBERS
    campaign = campaign_in_scope(call, connection, slug=slug, action=action)
    if campaign.status is CampaignStatus.DRAFT:
        raise CampaignError("campaign_draft", name=campaign.name)
    if campaign.status is not CampaignStatus.OPEN:
        raise CampaignError("campaign_closed", name=campaign.name)
    indicators = {indicator.key: indicator for indicator in reported_indicators(campaign)}
    if not indicators:
        raise CampaignError("nothing_reported", name=campaign.name)
    plan = plan_of(connection, campaign)
    units = {place.id: place for place in places_under_all(connection, paths=campaign.paths) if plan.is_unit(place)}
    right: Right = may_decide if deciding else may_report
    mine = frozenset(place.id for place in units.values() if right(call, place))
    return Ledger(campaign=campaign, plan=plan, indicators=indicators, units=units, mine=mine)


def keys_of(ledger: Ledger, cells: Sequence[ReportCell], *, today: date, deciding: bool) -> dict[CellKey, ReportCell]:
    """Return the stored key of each cell, after looking at place, indicator and day.

    Raises `not_permitted`, `place_not_valid`, `indicator_unknown`, `report_day_outside`, `day_in_future`,
    `report_twice`.
    """
    action = Action.APPROVE_NUMBERS if deciding else Action.REPORT_NUMBERS
    campaign = ledger.campaign
    found: dict[CellKey, ReportCell] = {}
    for cell in cells:
        if cell.place_id not in ledger.mine:
            # Also for a place that reports nothing: what lies out of reach is not told apart.
            raise CampaignError("not_permitted", action=action.value)
        unit, indicator = ledger.units[cell.place_id], ledger.indicators.get(cell.indicator)
        if indicator is None:
            raise CampaignError("indicator_unknown", indicator=cell.indicator)
        if not campaign.starts_on <= cell.day <= campaign.ends_on:
            raise CampaignError("report_day_outside", day=cell.day, start=campaign.starts_on, end=campaign.ends_on)
        if cell.day > today:
            raise CampaignError("day_in_future", day=cell.day, today=today)
        if not unit.valid_on(cell.day):
            raise CampaignError("place_not_valid", place=unit.name, day=cell.day)
        key = (cell.place_id, indicator.id, cell.day)
        if key in found:
            raise CampaignError("report_twice", place=unit.name, indicator=cell.indicator, day=cell.day)
        found[key] = cell
    return found


def held(connection: Connection, ledger: Ledger, keys: Iterable[CellKey]) -> dict[CellKey, StoredReport]:
    """Return the numbers that stand in some cells, and hold their rows (1 query, none for no cells)."""
    wanted = set(keys)
    if not wanted:
        return {}
    days = {day for _place, _indicator, day in wanted}
    found = reports_of(
        connection,
        campaign_id=ledger.campaign.id,
        place_ids={place for place, _indicator, _day in wanted},
        indicator_ids={indicator for _place, indicator, _day in wanted},
        since=min(days),
        until=max(days),
        for_update=True,
    )
    return {report.key: report for report in found if report.key in wanted}


def log(
    change: Change,
    ledger: Ledger,
    *,
    action: str,
    before: Mapping[CellKey, StoredReport],
    after: Mapping[CellKey, Sequence[object] | None],
    reason: str = "",
) -> None:
    """Declare one event a unit, in the chain of its commune; `after` is [status, number, …] of each cell, or None."""
    names = {indicator.id: indicator.key for indicator in ledger.indicators.values()}
    units: dict[int, list[CellKey]] = {}
    for key in sorted(after):
        units.setdefault(key[0], []).append(key)
    for unit_id, keys in units.items():
        unit = ledger.units[unit_id]
        # "2026-08-05 community_skills": day and indicator, as the log and the history of a number read them.
        told = {key: f"{key[2]} {names[key[1]]}" for key in keys}
        change.log(
            Event(
                commune_id=unit.commune_id,
                action=action,
                subject_kind="report",
                subject_id=unit.code,
                campaign_id=ledger.campaign.id,
                place_id=unit.id,
                before={told[key]: shown(before[key]) if key in before else None for key in keys},
                after={told[key]: after[key] for key in keys},
                reason=reason,
            )
        )
    change.touch(ledger.campaign.id)


def shown(report: StoredReport) -> list[object]:
    """Return a number as an event holds it."""
    return values_shown(report.status.value, report.n, report.denominator, report.published)


def values_shown(status: str, n: int, denominator: int | None, published: int | None) -> list[object]:
    """Return [status, number], of a ratio [status, numerator, denominator, published percentage or None]."""
    return [status, n] if denominator is None else [status, n, denominator, published]
