"""Taking a save back."""

import uuid
from datetime import timedelta

import pytest

from campaign.clock import moment_at, new_id
from campaign.db.operations import records as operations
from campaign.db.tables import record
from campaign.domain.vocabulary import StepStatus
from campaign.services import campaigns, records
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, TODAY, Persona

ASSISTED, DONE = StepStatus.ASSISTED, StepStatus.COMPLETED
LATER = moment_at(TODAY, hour=10)
YESTERDAY = TODAY - timedelta(days=1)


def undo(desk: Desk, save_id: uuid.UUID, by: Persona = Persona.VOLUNTEER, campaign: str = CAMPAIGN) -> int:
    commune = desk.world.people["maryam"].commune_id
    return records.undo(call=desk.as_(by, LATER), campaign=campaign, commune_id=commune, save_id=save_id)


def test_everything_of_the_save_is_gone_from_the_counts_and_nothing_from_the_records(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness", day=YESTERDAY)
    save_id = desk.save("maryam", ("chip_id_card", "eid_level2")).save_id
    assert undo(desk, save_id) == 2
    assert desk.live("maryam") == {"scam_awareness": DONE}
    assert desk.count("Krông Pắc", "chip_id_card") == desk.count("Buôn Jung", "eid_level2") == 0
    assert desk.count("Krông Pắc", "reached", day=YESTERDAY) == 1
    assert desk.rows(record) == 3
    desk.verified()


def test_a_voided_record_says_who_when_and_why(desk: Desk) -> None:
    save_id = desk.save("maryam", "chip_id_card").save_id
    undo(desk, save_id)
    with desk.store.read() as connection:
        row = connection.execute(record.select()).one()
    assert (row.voided_at, row.void_reason) == (LATER.now, "undo")
    assert row.voided_by == desk.world.viewers[Persona.VOLUNTEER].account_id


def test_all_steps_and_reached_are_uncounted_with_their_record(desk: Desk) -> None:
    *first, last = desk.world.required
    desk.save("maryam", tuple(first), day=YESTERDAY)
    save_id = desk.save("maryam", last).save_id
    assert desk.count("Krông Pắc", "all_steps") == 1
    undo(desk, save_id)
    assert desk.count("Krông Pắc", "all_steps") == 0
    assert desk.count("Krông Pắc", "reached") == 1
    desk.verified()


def test_what_the_save_had_replaced_is_put_back(desk: Desk) -> None:
    desk.save("maryam", {"chip_id_card": ASSISTED}, day=YESTERDAY)
    save_id = desk.save("maryam", "chip_id_card").save_id
    assert undo(desk, save_id) == 1
    assert desk.live("maryam") == {"chip_id_card": ASSISTED}
    assert desk.count("Buôn Jung", "chip_id_card", ASSISTED, day=YESTERDAY) == 1
    desk.verified()


def test_the_step_may_be_recorded_again_afterwards(desk: Desk) -> None:
    undo(desk, desk.save("maryam", "chip_id_card").save_id)
    desk.save("maryam", "chip_id_card")
    assert desk.count("Krông Pắc", "chip_id_card") == 1
    desk.verified()


def test_undoing_twice_changes_nothing(desk: Desk) -> None:
    save_id = desk.save("maryam", "chip_id_card").save_id
    undo(desk, save_id)
    before = desk.state()
    assert undo(desk, save_id) == 0
    assert desk.state() == before


def test_a_save_that_never_was(desk: Desk) -> None:
    before = desk.state()
    assert undo(desk, new_id()) == 0
    assert desk.state() == before


def test_only_what_still_stands_is_taken_back(desk: Desk) -> None:
    first = desk.save("maryam", {"chip_id_card": ASSISTED, "scam_awareness": DONE}).save_id
    desk.save("maryam", "chip_id_card", at=LATER)
    assert undo(desk, first) == 1
    assert desk.live("maryam") == {"chip_id_card": DONE}


def test_ones_own_save_only_unless_one_may_correct_others(desk: Desk) -> None:
    save_id = desk.save("maryam", "chip_id_card", by=Persona.TEAM_LEAD).save_id
    with desk.refused("not_permitted", action="correct_any"):
        undo(desk, save_id, Persona.VOLUNTEER)
    mine = desk.save("maryam", "scam_awareness", by=Persona.VOLUNTEER).save_id
    assert undo(desk, mine, Persona.TEAM_LEAD) == 1
    assert undo(desk, save_id, Persona.OFFICIAL) == 1


def test_scope(desk: Desk) -> None:
    save_id = desk.save("maryam", "chip_id_card").save_id
    with desk.refused("campaign_unknown"):
        undo(desk, save_id, Persona.NEIGHBOUR)
    with desk.refused("citizen_unknown"):
        undo(desk, save_id, Persona.COLLEAGUE)
    # Through a campaign of one's own neither.
    before = desk.state()
    assert undo(desk, save_id, Persona.NEIGHBOUR, NEIGHBOUR_CAMPAIGN) == 0
    assert desk.state() == before


@pytest.mark.parametrize("persona", [Persona.LEADER, Persona.AUDITOR])
def test_role(desk: Desk, persona: Persona) -> None:
    save_id = desk.save("maryam", "chip_id_card").save_id
    with desk.refused("not_permitted"):
        undo(desk, save_id, persona)


def test_a_closed_campaign_keeps_what_it_has(desk: Desk) -> None:
    save_id = desk.save("maryam", "chip_id_card").save_id
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    with desk.refused("campaign_closed"):
        undo(desk, save_id)


def test_one_event(desk: Desk) -> None:
    save_id = desk.save("maryam", ("chip_id_card", "eid_level2")).save_id
    revision = desk.revision()
    with desk.one_event("record.undo") as found:
        undo(desk, save_id)
    assert found[0]["before"] == {"steps": {"chip_id_card": "completed", "eid_level2": "completed"}}
    assert found[0]["after"] is None
    assert desk.revision() == revision + 1


def test_a_break_in_the_middle_takes_nothing_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    save_id = desk.save("maryam", "chip_id_card").save_id
    before = desk.state()

    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "move_progress", broken)
    with pytest.raises(RuntimeError):
        undo(desk, save_id)
    assert desk.state() == before
    assert desk.live("maryam") == {"chip_id_card": DONE}


def test_many_steps_cost_no_more_statements_than_one(desk: Desk) -> None:
    one = desk.save("sien", "scam_awareness").save_id
    nine = desk.save("maryam", desk.world.required).save_id
    with desk.statements() as few:
        undo(desk, one)
    with desk.statements() as many:
        undo(desk, nine)
    # Each record is voided by a statement of its own; nothing else is repeated.
    assert len(many) - len(few) == 8
