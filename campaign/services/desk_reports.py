"""The desk's part about reported numbers: who has not sent the day that is due, what waits, what was returned.

The numbers are those of *Số liệu báo cáo*: they are asked of its own services.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from campaign.db.queries.desk import place_ids_under, returned_by_place
from campaign.domain.permissions import RIGHTS
from campaign.domain.reporting import deadline
from campaign.domain.vocabulary import CampaignStatus, ReportStatus
from campaign.services.call import Action
from campaign.services.desk_models import REMINDED, SHOWN, Missing, Named, Queue, SilentPlace
from campaign.services.reporting_units import plan_of, reported_indicators
from campaign.services.reporting_view import clamped, silence, waiting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from campaign.db import Connection
    from campaign.services.call import Call
    from campaign.services.desk_reach import Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The three matters about reported numbers."""

    missing: Missing | None
    waiting: Queue | None
    returned: Queue


def reported(call: Call, connection: Connection, here: Reach, *, silent_days: int) -> Reported | None:
    """Return what reported numbers want of the viewer; None for a campaign that is not open or reports none.

    14 queries, whatever the size.
    """
    campaign = here.campaign
    if campaign.status is not CampaignStatus.OPEN or not reported_indicators(campaign):
        return None
    mine = place_ids_under(connection, paths=here.paths)
    deciding = Action.APPROVE_NUMBERS in RIGHTS[call.viewer.role]
    return Reported(
        missing=_missing(call, here, due=_due(call, connection, here), mine=mine, silent_days=silent_days),
        waiting=_waiting(call, here, mine=mine) if deciding else None,
        returned=_returned(connection, here),
    )


def _due(call: Call, connection: Connection, here: Reach) -> date | None:
    """Return the newest day whose numbers should be there: today after the cut-off, else yesterday; None before any."""
    cut_off = plan_of(connection, here.campaign).cut_off
    over = call.moment.now > deadline(day=here.today, cut_off=cut_off)
    due = here.today if over else here.today - timedelta(days=1)
    return clamped(here.campaign, due) if due >= here.campaign.starts_on else None


def _missing(call: Call, here: Reach, *, due: date | None, mine: frozenset[int], silent_days: int) -> Missing | None:
    if due is None:
        return None
    found = silence(call=call, slug=here.campaign.slug, day=due)
    silent = [unit for unit in found.silent if unit.place_id in mine]
    return Missing(
        day=due,
        total=len(silent),
        long=sum(unit.silent_days >= silent_days for unit in silent),
        days=silent_days,
        worst=tuple(
            SilentPlace(
                place_id=unit.place_id,
                code=unit.code,
                name=unit.name,
                n=1,
                last=unit.last_day,
                silent_days=unit.silent_days,
            )
            for unit in silent[:REMINDED]
        ),
        in_charge={unit.place_id: unit.in_charge for unit in silent[:SHOWN] if unit.in_charge},
    )


def _waiting(call: Call, here: Reach, *, mine: frozenset[int]) -> Queue:
    found = [part for part in waiting(call=call, slug=here.campaign.slug) if part.place_id in mine]
    return Queue(
        status=ReportStatus.SUBMITTED,
        total=sum(part.numbers for part in found),
        oldest=min((part.day for part in found), default=None),
        first=_most((part.code, part.name, part.numbers) for part in found),
    )


def _returned(connection: Connection, here: Reach) -> Queue:
    found = returned_by_place(connection, campaign_id=here.campaign.id, paths=here.paths)
    return Queue(
        status=ReportStatus.RETURNED,
        total=sum(part.numbers for part in found),
        oldest=min((part.oldest for part in found), default=None),
        first=_most((part.code, part.name, part.numbers) for part in found),
    )


def _most(parts: Iterable[tuple[str, str, int]]) -> tuple[Named, ...]:
    """Return the places with most numbers, equal ones in the order in which they came (oldest day first)."""
    counted: Counter[tuple[str, str]] = Counter()
    for code, name, numbers in parts:
        counted[code, name] += numbers
    return tuple(Named(code=code, name=name, n=n) for (code, name), n in counted.most_common(SHOWN))
