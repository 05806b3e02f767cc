"""Correcting: the wrong record is voided with a reason, the right one stands beside it."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from campaign.clock import moment_at, new_id
from campaign.db.operations import records as operations
from campaign.db.tables import record
from campaign.domain.vocabulary import StepStatus
from campaign.services import campaigns, records
from campaign.services.records import Correction
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, START, TODAY, Persona

ASSISTED, HAD, DONE = StepStatus.ASSISTED, StepStatus.ALREADY_HAD, StepStatus.COMPLETED
LATER = moment_at(TODAY, hour=10)
YESTERDAY = TODAY - timedelta(days=1)


def correction(desk: Desk, who: str, step: str, **more: Any) -> Correction:  # noqa: ANN401 - fields of Correction
    person = desk.world.people[who]
    known = next(s.id for s in desk.world.campaign.steps if s.key == step)
    with desk.store.read() as connection:
        found = connection.execute(
            record.select().where(
                record.c.citizen_id == person.id, record.c.indicator_id == known, record.c.voided_at.is_(None)
            )
        ).one()
    values = {"campaign": CAMPAIGN, "reason": "ghi nhầm người", "new_id": new_id(), **more}
    return Correction(record_id=found.id, commune_id=person.commune_id, **values)


def correct(desk: Desk, wanted: Correction, by: Persona = Persona.VOLUNTEER) -> uuid.UUID | None:
    return records.correct(call=desk.as_(by, LATER), correction=wanted)


# ------------------------------------------------------------------------------------------ it works
def test_another_day(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card", day=TODAY)
    wanted = correction(desk, "maryam", "chip_id_card", day=YESTERDAY)
    assert correct(desk, wanted) == wanted.new_id
    assert desk.count("Krông Pắc", "chip_id_card", day=TODAY) == 0
    assert desk.count("Krông Pắc", "chip_id_card", day=YESTERDAY) == 1
    assert desk.count("Krông Pắc", "reached", day=YESTERDAY) == 1
    desk.verified()


def test_another_outcome(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card", day=YESTERDAY)
    correct(desk, correction(desk, "maryam", "chip_id_card", status=HAD))
    assert desk.live("maryam") == {"chip_id_card": HAD}
    assert desk.count("Buôn Jung", "chip_id_card") == 0
    assert desk.count("Buôn Jung", "chip_id_card", HAD, day=YESTERDAY) == 1
    assert desk.count("Buôn Jung", "reached") == 0
    desk.verified()


def test_the_old_record_stays_with_its_reason_and_the_new_one_names_it(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    wanted = correction(desk, "maryam", "chip_id_card", status=HAD, reason="  đã có thẻ từ 2021 ")
    correct(desk, wanted)
    with desk.store.read() as connection:
        old = connection.execute(record.select().where(record.c.id == wanted.record_id)).one()
        new = connection.execute(record.select().where(record.c.id == wanted.new_id)).one()
    assert (old.voided_at, old.void_reason) == (LATER.now, "đã có thẻ từ 2021")
    assert (new.replaces_id, new.channel, new.place_id) == (old.id, old.channel, old.place_id)


def test_a_record_that_should_not_be_there_is_only_voided(desk: Desk) -> None:
    desk.save("maryam", desk.world.required)
    assert correct(desk, correction(desk, "maryam", desk.world.required[-1], void=True)) is None
    assert desk.count("Krông Pắc", "all_steps") == 0
    assert desk.count("Krông Pắc", "reached") == 1
    assert desk.world.required[-1] not in desk.live("maryam")
    desk.verified()


def test_the_counts_follow_a_day_that_was_the_last_one(desk: Desk) -> None:
    *first, last = desk.world.required
    desk.save("maryam", tuple(first), day=YESTERDAY)
    desk.save("maryam", last, day=TODAY)
    correct(desk, correction(desk, "maryam", last, day=START))
    assert desk.count("Krông Pắc", "all_steps", day=TODAY) == 0
    assert desk.count("Krông Pắc", "all_steps", day=YESTERDAY) == 1
    assert desk.count("Krông Pắc", "reached", day=START) == 1
    desk.verified()


# --------------------------------------------------------------------------------------- scope and role
def test_ones_own_only_unless_one_may_correct_others(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card", by=Persona.OFFICIAL)
    wanted = correction(desk, "maryam", "chip_id_card", status=HAD)
    with desk.refused("not_permitted", action="correct_any"):
        correct(desk, wanted, Persona.VOLUNTEER)
    assert correct(desk, wanted, Persona.TEAM_LEAD)


@pytest.mark.parametrize("persona", [Persona.LEADER, Persona.AUDITOR])
def test_role(desk: Desk, persona: Persona) -> None:
    desk.save("maryam", "chip_id_card")
    with desk.refused("not_permitted"):
        correct(desk, correction(desk, "maryam", "chip_id_card", status=HAD), persona)


def test_scope(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    with desk.refused("campaign_unknown"):
        correct(desk, correction(desk, "maryam", "chip_id_card", status=HAD), Persona.NEIGHBOUR)
    with desk.refused("record_unknown"):
        wanted = correction(desk, "maryam", "chip_id_card", status=HAD, campaign=NEIGHBOUR_CAMPAIGN)
        correct(desk, wanted, Persona.NEIGHBOUR)
    with desk.refused("citizen_unknown"):
        correct(desk, correction(desk, "maryam", "chip_id_card", status=HAD), Persona.COLLEAGUE)


# --------------------------------------------------------------------------------------------- errors
@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_corrected(desk: Desk, reason: str) -> None:
    desk.save("maryam", "chip_id_card")
    wanted = correction(desk, "maryam", "chip_id_card", status=HAD, reason=reason)
    with desk.refused("reason_missing"):
        correct(desk, wanted)


def test_a_record_of_nobody(desk: Desk) -> None:
    commune = desk.world.people["maryam"].commune_id
    wanted = Correction(campaign=CAMPAIGN, record_id=new_id(), commune_id=commune, reason="nhầm", status=HAD)
    with desk.refused("record_unknown"):
        correct(desk, wanted)


def test_the_rules_of_a_save_hold_for_a_correction(desk: Desk) -> None:
    desk.save("child", {"payment_account": StepStatus.NOT_APPLICABLE})
    with desk.refused("step_too_young"):
        correct(desk, correction(desk, "child", "payment_account", status=DONE))
    desk.save("maryam", "chip_id_card")
    with desk.refused("day_before_campaign"):
        correct(desk, correction(desk, "maryam", "chip_id_card", day=START - timedelta(days=1)))
    with desk.refused("day_in_future"):
        correct(desk, correction(desk, "maryam", "chip_id_card", day=TODAY + timedelta(days=1)))
    assert desk.live("maryam") == {"chip_id_card": DONE}


def test_a_closed_campaign(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    with desk.refused("campaign_closed"):
        correct(desk, correction(desk, "maryam", "chip_id_card", status=HAD))


def test_somebody_else_was_first(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    mine = correction(desk, "maryam", "chip_id_card", status=HAD)
    theirs = correction(desk, "maryam", "chip_id_card", status=ASSISTED)
    correct(desk, theirs, Persona.TEAM_LEAD)
    with desk.refused("record_changed_meanwhile"):
        correct(desk, mine)
    assert desk.live("maryam") == {"chip_id_card": ASSISTED}


# --------------------------------------------------------------------- idempotent, audited, all or nothing
def test_the_same_correction_sent_twice_is_one(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    wanted = correction(desk, "maryam", "chip_id_card", status=HAD)
    correct(desk, wanted)
    before = desk.state()
    assert correct(desk, wanted) == wanted.new_id
    assert desk.state() == before


def test_one_event_with_the_reason(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    revision = desk.revision()
    with desk.one_event("record.correct") as found:
        correct(desk, correction(desk, "maryam", "chip_id_card", status=HAD, reason="đã có thẻ"))
    row = found[0]
    assert (row["reason"], row["before"]) == ("đã có thẻ", {"steps": {"chip_id_card": "completed"}})
    assert row["after"]["steps"] == {"chip_id_card": "already_had"}
    assert desk.revision() == revision + 1


def test_a_break_between_voiding_and_adding_leaves_the_old_record_standing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.save("maryam", "chip_id_card")
    wanted = correction(desk, "maryam", "chip_id_card", status=HAD)
    before = desk.state()

    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "insert_records", broken)
    with pytest.raises(RuntimeError):
        correct(desk, wanted)
    assert desk.state() == before
    assert desk.live("maryam") == {"chip_id_card": DONE}
