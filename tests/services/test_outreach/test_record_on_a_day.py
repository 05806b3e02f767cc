"""Recording on an outreach day: which day a record may name, and what corrections and undo make of it."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from campaign.clock import new_id
from campaign.db.tables import record
from campaign.domain.vocabulary import Channel, StepStatus
from campaign.services import records
from campaign.services.outreach import Cancellation, cancel_outreach
from campaign.services.records import Correction
from tests.support.desk import Desk
from tests.support.outreach import plan
from tests.support.world import CAMPAIGN, TODAY, Persona

STEP = "scam_awareness"
YESTERDAY = TODAY - timedelta(days=1)


def named(desk: Desk) -> list[Any]:
    """Return the outreach day of every record that stands."""
    with desk.store.read() as connection:
        return list(connection.execute(select(record.c.outreach_day_id).where(record.c.voided_at.is_(None))).scalars())


@pytest.mark.parametrize("place", ["Buôn Jung", "Krông Pắc"])
def test_on_a_day_of_the_village_or_of_the_whole_commune(desk: Desk, place: str) -> None:
    own = plan(desk, place=place).ids[0]
    desk.save("maryam", STEP, outreach_day_id=own, channel=Channel.OUTREACH_DAY)
    assert named(desk) == [own]
    desk.verified()


def test_at_a_school_on_the_day_of_the_school(desk: Desk) -> None:
    school = "Trường THCS Nguyễn Trãi"
    own = plan(desk, place=school).ids[0]
    desk.save("dao", STEP, by=Persona.COLLEAGUE, place=school, outreach_day_id=own)
    assert named(desk) == [own]


def test_without_a_day_nothing_is_looked_up(desk: Desk) -> None:
    own = plan(desk).ids[0]
    with desk.statements() as without:
        desk.save("maryam", STEP)
    with desk.statements() as on_the_day:
        desk.save("sien", STEP, outreach_day_id=own)
    assert len(on_the_day) == len(without) + 1


def test_a_group_looks_its_day_up_once(desk: Desk) -> None:
    own, call = plan(desk).ids[0], desk.as_(Persona.VOLUNTEER)
    with desk.statements() as seen:
        found = records.save_group(
            call=call, saves=[desk.command(who, STEP, outreach_day_id=own) for who in ("maryam", "sien", "child")]
        )
    assert [row.error for row in found] == [None, None, None]
    assert sum("FROM outreach_day" in statement for statement in seen) == 1
    assert named(desk) == [own, own, own]


def test_a_row_of_a_group_that_belongs_elsewhere_stays_out_alone(desk: Desk) -> None:
    own = plan(desk).ids[0]
    call = desk.as_(Persona.OFFICIAL)
    found = records.save_group(
        call=call, saves=[desk.command(who, STEP, outreach_day_id=own) for who in ("maryam", "dao")]
    )
    assert [row.error.code if row.error else None for row in found] == [None, "outreach_elsewhere"]


@pytest.mark.parametrize(
    ("place", "day", "code"),
    [("Thôn 3", TODAY, "outreach_elsewhere"), ("Buôn Jung", YESTERDAY, "outreach_other_day")],
)
def test_a_day_that_does_not_fit_is_refused(desk: Desk, place: str, day: Any, code: str) -> None:  # noqa: ANN401 - a date
    own = plan(desk, place=place, day=day).ids[0]
    with desk.refused(code):
        desk.save("maryam", STEP, outreach_day_id=own)


def test_an_unknown_a_foreign_and_a_cancelled_day(desk: Desk) -> None:
    with desk.refused("outreach_day_unknown"):
        desk.save("maryam", STEP, outreach_day_id=uuid.uuid4())
    own = plan(desk).ids[0]
    desk.run(f"UPDATE outreach_day SET campaign_id = {desk.world.neighbour_campaign.id}")  # noqa: S608 - a number
    with desk.refused("outreach_day_unknown"):
        desk.save("maryam", STEP, outreach_day_id=own)
    own = plan(desk).ids[0]
    cancel = Cancellation(id=own, campaign=CAMPAIGN, version=1, reason="mưa bão")
    cancel_outreach(call=desk.as_(Persona.OFFICIAL), command=cancel)
    with desk.refused("outreach_cancelled", reason="mưa bão"):
        desk.save("maryam", STEP, outreach_day_id=own)


def test_a_correction_keeps_the_day_unless_it_moves_away(desk: Desk) -> None:
    own = plan(desk).ids[0]
    save = desk.command("maryam", {STEP: StepStatus.ASSISTED}, outreach_day_id=own)
    records.save_steps(call=desk.as_(Persona.VOLUNTEER), save=save)
    first = records.record_id(save_id=save.save_id, citizen_id=save.citizen_id, step=STEP)
    second, third = new_id(), new_id()

    def correct(old: uuid.UUID, new: uuid.UUID, **more: Any) -> None:  # noqa: ANN401 - fields of Correction
        wanted = Correction(
            campaign=CAMPAIGN, record_id=old, commune_id=save.commune_id, reason="nhầm", new_id=new, **more
        )
        records.correct(call=desk.as_(Persona.VOLUNTEER), correction=wanted)

    correct(first, second, status=StepStatus.COMPLETED)
    assert named(desk) == [own]
    correct(second, third, day=YESTERDAY)
    assert named(desk) == [None]
    desk.verified()


def test_an_undo_puts_the_earlier_record_back_on_its_day(desk: Desk) -> None:
    own = plan(desk, day=YESTERDAY).ids[0]
    desk.save("maryam", {STEP: StepStatus.ASSISTED}, day=YESTERDAY, outreach_day_id=own)
    again = new_id()
    desk.save("maryam", STEP, save_id=again)
    assert named(desk) == [None]
    commune = desk.world.people["maryam"].commune_id
    records.undo(call=desk.as_(Persona.VOLUNTEER), campaign=CAMPAIGN, commune_id=commune, save_id=again)
    assert named(desk) == [own]
    desk.verified()
