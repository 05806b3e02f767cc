"""A worked example of domain § 10: twelve people of one village and one step, small enough to be counted by hand.

Campaign 8 November 2026 to 6 January 2027 (60 days), read on 22 November (day 15).
Step `scam_awareness` in Buôn Jung: completed 4 on the 10th, 3 on the 18th, 2 on the 22nd (9 people);
2 had it before (12th), 1 was guided (20th). In Thôn 3: completed 1 on the 9th. Buôn Pan and the school: nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from campaign.clock import new_id
from campaign.domain.vocabulary import StepStatus, TargetKind
from campaign.services import people, records
from campaign.services.people import EnrolCitizen
from campaign.services.targets import TargetChange, set_targets
from tests.support.world import CAMPAIGN, Persona, Someone

if TYPE_CHECKING:
    from tests.support.desk import Desk

STEP: Final = "scam_awareness"
DAYS: Final = (
    ("Buôn Jung", date(2026, 11, 10), StepStatus.COMPLETED, 4),
    ("Buôn Jung", date(2026, 11, 12), StepStatus.ALREADY_HAD, 2),
    ("Buôn Jung", date(2026, 11, 18), StepStatus.COMPLETED, 3),
    ("Buôn Jung", date(2026, 11, 20), StepStatus.ASSISTED, 1),
    ("Buôn Jung", date(2026, 11, 22), StepStatus.COMPLETED, 2),
    ("Thôn 3", date(2026, 11, 9), StepStatus.COMPLETED, 1),
)


def record_example(desk: Desk) -> None:
    """Enrol the people and record what was done with them."""
    call = desk.as_(Persona.OFFICIAL)
    for place, day, status, n in DAYS:
        commands = [
            EnrolCitizen(
                id=new_id(),
                campaign=CAMPAIGN,
                place_id=desk.world.place(place).id,
                full_name=f"Lò Văn {chr(65 + number)}{day.day}",
                birth="1980",
                distinct_reason="mẫu",
            )
            for number in range(n)
        ]
        made = people.enrol_many(call=call, commands=commands)
        someone = [Someone(commune_id=m.commune_id, id=m.id, name=m.full_name, place_id=m.place_id) for m in made]
        saves = [desk.command(who, {STEP: status}, day=day) for who in someone]
        assert all(row.result for row in records.save_group(call=call, saves=saves))


def aim(
    desk: Desk,
    place: str,
    amount: int | None,
    *,
    kind: TargetKind = TargetKind.COUNT,
    indicator: str = STEP,
    due_on: date | None = None,
    version: int = 0,
) -> None:
    """Set one target; a percentage in hundredths."""
    change = TargetChange(
        place_id=desk.world.place(place).id,
        indicator=indicator,
        kind=kind,
        amount=amount,
        expected_version=version,
        due_on=due_on,
    )
    set_targets(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, changes=[change], reason="giao")
