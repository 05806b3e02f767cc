"""The one curve of a public board: the headline of the whole campaign, week by week, told with the same care."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from campaign.db.queries import progress, reports
from campaign.domain.pace import planned_by
from campaign.domain.suppression import LEAST
from campaign.domain.vocabulary import StepStatus
from campaign.services.lineage import counts_shown, sums_shown
from campaign.services.progress import PEOPLE_KINDS
from campaign.services.public_board_models import BoardCurve
from campaign.services.public_numbers import counts_people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.lineage import Lineage
    from campaign.services.public_numbers import PublicNumbers

_ONE_DAY = timedelta(days=1)


def read_curve(
    connection: Connection,
    *,
    campaign: CampaignDefinition,
    root: Place,
    indicator: Indicator,
    numbers: PublicNumbers,
    lineage: Lineage,
) -> BoardCurve | None:
    """Return one indicator of the whole campaign so far, None where its number is hidden or nothing is known (1 query).

    Only the whole campaign has a curve: curves of its parts would be one more table that has to add up every week.
    """
    on = numbers.aims.on
    if numbers.hides(root, indicator) or on < campaign.starts_on:
        return None
    days = _daily(connection, campaign=campaign, root=root, indicator=indicator, on=on, lineage=lineage)
    if days is None:
        return None
    plan = numbers.aims.plan(root, indicator)
    marks = sorted({campaign.starts_on - _ONE_DAY, *(due for due, _ in plan.milestones), campaign.ends_on})
    wanted = {day: planned_by(plan=plan, as_of=day) for day in {*marks, on}}
    now = wanted[on]
    least = LEAST if counts_people(indicator) else 1
    return BoardCurve(
        points=told_points(days, first=campaign.starts_on, last=on, least=least),
        target=plan.target,
        plan=tuple((day, float(n)) for day in marks if (n := wanted[day]) is not None),
        planned=None if now is None else float(now),
    )


def told_points(days: Mapping[date, int], *, first: date, last: date, least: int) -> tuple[tuple[date, int], ...]:
    """Return a curve by weeks whose points add nothing to the one before, or at least `least`: no few people are told.

    The last point is the number of the last day, which stands on the board anyway; points before it give way.
    """
    ends = [first - _ONE_DAY]
    while ends[-1] + 7 * _ONE_DAY < last:
        ends.append(ends[-1] + 7 * _ONE_DAY)
    sums = [(end, sum(n for day, n in days.items() if day <= end)) for end in ends]
    total = sum(n for day, n in days.items() if day <= last)
    found: list[tuple[date, int]] = []
    for end, n in sums:
        if not found or n == found[-1][1] or n - found[-1][1] >= least:
            found.append((end, n))
    while found and 0 < abs(total - found[-1][1]) < least:
        found.pop()
    return (*found, (last, total))


def _daily(
    connection: Connection,
    *,
    campaign: CampaignDefinition,
    root: Place,
    indicator: Indicator,
    on: date,
    lineage: Lineage,
) -> dict[date, int] | None:
    place_ids, until = lineage.with_old([root.id]), min(on, campaign.ends_on)
    if indicator.kind in PEOPLE_KINDS:
        counts = progress.daily_counts(
            connection,
            campaign_id=campaign.id,
            place_ids=place_ids,
            indicator_ids=[indicator.id],
            statuses=[StepStatus.COMPLETED],
            until=until,
        )
        return counts_shown(counts, lineage).get((root.id, indicator.id, StepStatus.COMPLETED), {})
    sums = reports.daily_sums(
        connection, campaign_id=campaign.id, place_ids=place_ids, indicator_ids=[indicator.id], until=until
    )
    found = sums_shown(sums, lineage).get((root.id, indicator.id))
    return None if found is None else {day: n for day, (n, _below) in found.items()}
