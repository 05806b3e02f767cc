"""A document's numbers made by hand: a small commune with villages, a school, what is missing, and what is passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from campaign.domain.periods import period_of
from campaign.domain.ranking import rank
from campaign.domain.vocabulary import IndicatorKind, OutreachKind, Pace, PeriodKind, PlaceKind
from campaign.services.document_models import (
    DocumentEvents,
    DocumentIndicator,
    DocumentNumber,
    DocumentUnit,
    DocumentView,
    PlannedDay,
)
from campaign.services.progress_charts import Funnel, HeatMap, RankingLine
from campaign.services.progress_models import BurnUp, BurnUpPoint

STARTS: Final = date(2026, 11, 8)
ENDS: Final = date(2027, 1, 6)
DAY: Final = date(2026, 11, 22)
STEPS: Final = ("eid_level2", "sim_verified")
HEADLINE: Final = "all_steps"

_NAMES: Final = {
    "eid_level2": ("Kích hoạt định danh điện tử (VNeID) mức độ 2", "VNeID mức 2"),
    "sim_verified": ("Xác thực thông tin thuê bao (SIM chính chủ)", "SIM chính chủ"),
    "all_steps": ("Đủ các bước (công dân số)", "Đủ các bước"),
    "reached": ("Được hỗ trợ ít nhất một bước", "Được hỗ trợ"),
}
_KINDS: Final = {"all_steps": IndicatorKind.ALL_STEPS, "reached": IndicatorKind.REACHED}


def numbered(indicator: str, **told: Any) -> DocumentNumber:  # noqa: ANN401 - fields of a DocumentNumber
    """Return one number; what is not told is missing, what counts toward the target is the result."""
    result, target = told.get("result"), told.get("target")
    toward = told.get("toward_target", result)
    standard: dict[str, Any] = {
        "in_period": None if result is None else 0,
        "before": None,
        "result": None,
        "already_had": None if result is None else 0,
        "assisted": None if result is None else 0,
        "eligible": None,
        "denominator": None,
        "target": None,
        "toward_target": toward,
        "rate": toward / target if toward is not None and target else None,
        "planned_today": None if target is None else target / 4,
        "needed_per_day": None,
        "forecast_total": None,
        "forecast_end": None,
        "pace": Pace.NO_TARGET if target is None else Pace.BEHIND,
    }
    return DocumentNumber(indicator=indicator, **(standard | told))


def indicator(key: str, here: DocumentNumber) -> DocumentIndicator:
    """Return one indicator of the small campaign with its number."""
    name, short = _NAMES[key]
    return DocumentIndicator(
        key=key,
        kind=_KINDS.get(key, IndicatorKind.STEP),
        name_vi=name,
        name_en=f"{key} (English)",
        short_vi=short,
        short_en=key,
        unit_vi="người",
        unit_en="people",
        required=key in STEPS,
        here=here,
    )


def unit(name: str, code: str, *headline: Any, kind: PlaceKind = PlaceKind.VILLAGE, **more: Any) -> DocumentUnit:  # noqa: ANN401 - fields of a DocumentUnit
    """Return one village: (eligible, target, in the period, result) of the headline; its steps have twice as many."""
    eligible, target, now, result = headline
    told = {"eligible": eligible, "target": target, "in_period": now, "result": result}
    twice = {"eligible": eligible, "target": target, "in_period": now, "result": None if result is None else 2 * result}
    numbers = (*(numbered(step, **twice) for step in STEPS), numbered(HEADLINE, **told), numbered("reached", **twice))
    standard: dict[str, Any] = {"rank": None, "ranked": 0, "silent_days": None, "units": None, "sent": None}
    return DocumentUnit(place_id=len(code), code=code, name=name, kind=kind, numbers=numbers, **(standard | more))


UNITS: Final = (
    unit("Buôn Jung", "24490-V07", 400, 60, 12, 24),
    unit("Buôn Kbê̆", "24490-V08", 260, 50, 5, 20),
    unit("=HYPERLINK(1)", "24490-V09", None, 40, 0, 16),
    unit("Thôn 3", "24490-V10", 161, None, 3, 9, silent_days=9),
    unit("Thôn 19/5", "24490-V11", 170, 30, 30, 31),
    unit("Trường THCS Nguyễn Trãi", "24490-S01", None, 20, 1, 4, kind=PlaceKind.SCHOOL),
    unit("Trường TH Lê Lợi", "24490-S02", None, 20, None, None, kind=PlaceKind.SCHOOL),
)


def ranked_units(units: tuple[DocumentUnit, ...] = UNITS) -> tuple[DocumentUnit, ...]:
    """Return places with their ranks among places of their kind, by the rule of the house."""
    found = []
    for own in units:
        peers = {p.code: headline_of(p).rate for p in units if p.kind is own.kind}
        ranks = rank(rates=peers)
        found.append(replace(own, rank=ranks.get(own.code), ranked=len(ranks)))
    return tuple(found)


def headline_of(own: DocumentUnit) -> DocumentNumber:
    """Return the number that a place is judged by."""
    return next(number for number in own.numbers if number.indicator == HEADLINE)


def sample_view(*, kind: PeriodKind = PeriodKind.WEEK, day: date = DAY, **changes: Any) -> DocumentView:  # noqa: ANN401 - fields of a DocumentView
    """Return the commune's document of a period."""
    units = ranked_units(changes.pop("units", UNITS))
    known = [headline_of(own) for own in units]
    result = sum(number.result or 0 for number in known)
    here = numbered(
        HEADLINE,
        eligible=1_000,
        target=220,
        in_period=sum(number.in_period or 0 for number in known),
        before=40,
        result=result,
        planned_today=55.0,
        needed_per_day=2.6,
        forecast_total=180.0,
    )
    steps = [
        indicator(step, numbered(step, eligible=1_000, target=500, in_period=51, before=60, result=2 * result))
        for step in STEPS
    ]
    reached = indicator("reached", numbered("reached", eligible=1_000, in_period=51, before=44, result=2 * result))
    standard: dict[str, Any] = {
        "campaign": "krong-pac-2026",
        "campaign_name": "Công dân số xã Krông Pắc 2026",
        "plan_number": "12/KH-UBND",
        "synthetic": False,
        "starts_on": STARTS,
        "ends_on": ENDS,
        "as_of": day,
        "day": (day - STARTS).days + 1,
        "days": (ENDS - STARTS).days + 1,
        "period": period_of(kind=kind, on=day, starts_on=STARTS, ends_on=ENDS),
        "place_code": "24490",
        "place_name": "Xã Krông Pắc",
        "place_kind": PlaceKind.COMMUNE,
        "parent_name": "Tỉnh Đắk Lắk",
        "parent_kind": PlaceKind.PROVINCE,
        "headline": HEADLINE,
        "indicators": (*steps, indicator(HEADLINE, here), reached),
        "units": units,
        "ranking": tuple(_line(own) for own in units),
        "burn_up": _burn_up(result, day),
        "heat_map": HeatMap(columns=(), rows=()),
        "funnel": Funnel(steps=(), reached=2 * result, all_steps=result),
        "milestones": (),
        "events": DocumentEvents(
            held=2, attendance=85, planned=(outreach(DAY + timedelta(days=3)),), teams=4, volunteers=31
        ),
    }
    return DocumentView(**(standard | changes))


def outreach(day: date, *, place: str = "Buôn Jung", title: str = "") -> PlannedDay:
    """Return one outreach day to come."""
    return PlannedDay(day=day, place=place, title=title, kind=OutreachKind.WEDNESDAY_ONLINE)


def _line(own: DocumentUnit) -> RankingLine:
    number = headline_of(own)
    return RankingLine(
        code=own.code,
        name=own.name,
        kind=own.kind,
        group="",
        result=number.result,
        toward_target=number.toward_target,
        target=number.target,
        eligible=number.eligible,
        rate=number.rate,
        eligible_rate=None,
        rank=own.rank,
        ranked=own.ranked,
        eligible_rank=None,
        eligible_ranked=0,
        pace=number.pace,
    )


def _burn_up(result: int, day: date) -> BurnUp:
    days = (ENDS - STARTS).days + 1
    elapsed = (day - STARTS).days + 1
    points = tuple(
        BurnUpPoint(
            day=STARTS + timedelta(days=n),
            actual=result * (n + 1) // elapsed if n < elapsed else None,
            planned=220 * (n + 1) / days,
        )
        for n in range(days)
    )
    return BurnUp(
        indicator=HEADLINE,
        points=points,
        as_of=day,
        end=ENDS,
        target=220,
        toward_target=result,
        forecast_total=180.0,
        low=150.0,
        high=210.0,
    )
