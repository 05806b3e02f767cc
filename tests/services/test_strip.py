"""The strip at the bottom of the record screen: my day, and how far this village is."""

from datetime import timedelta

import pytest

from campaign.clock import moment_at
from campaign.services import records
from campaign.services.strip import TodayStrip, today_strip
from tests.support.desk import Desk
from tests.support.example import aim
from tests.support.world import CAMPAIGN, TODAY, Persona

YESTERDAY = TODAY - timedelta(days=1)


def strip(desk: Desk, by: Persona = Persona.VOLUNTEER, place: str = "Buôn Jung") -> TodayStrip | None:
    return today_strip(call=desk.as_(by), slug=CAMPAIGN, place_id=desk.world.place(place).id)


def test_my_own_people_and_steps_of_today(desk: Desk) -> None:
    assert strip(desk) == TodayStrip(people=0, steps=0, place_name="Buôn Jung", rate=None, toward_target=0, target=None)
    desk.save("maryam", ("chip_id_card", "eid_level2"))
    desk.save("sien", "scam_awareness")
    desk.save("sien", "chip_id_card", day=YESTERDAY)
    desk.save("child", "scam_awareness", by=Persona.TEAM_LEAD)
    mine, theirs = strip(desk), strip(desk, Persona.TEAM_LEAD)
    assert mine is not None
    assert theirs is not None
    assert ((mine.people, mine.steps), (theirs.people, theirs.steps)) == ((2, 3), (1, 1))


def test_what_was_taken_back_is_not_my_days_work(desk: Desk) -> None:
    saved = desk.save("maryam", ("chip_id_card", "eid_level2"))
    records.undo(
        call=desk.as_(Persona.VOLUNTEER, moment_at(TODAY, hour=10)),
        campaign=CAMPAIGN,
        commune_id=desk.world.campaign.commune_id,
        save_id=saved.save_id,
    )
    found = strip(desk)
    assert found is not None
    assert (found.people, found.steps) == (0, 0)


def test_the_village_toward_its_main_target(desk: Desk) -> None:
    aim(desk, "Buôn Jung", 4, indicator="all_steps")
    desk.save("maryam", desk.world.required)
    found = strip(desk)
    assert found is not None
    assert (found.toward_target, found.target, found.rate) == (1, 4, 0.25)


def test_no_strip_for_a_place_that_one_does_not_record_in(desk: Desk) -> None:
    assert strip(desk, place="Thôn 3") is None
    assert strip(desk, Persona.OFFICIAL, place="Krông Pắc") is None
    assert strip(desk, Persona.ADMIN, place="Buôn Phê") is None


@pytest.mark.parametrize("persona", [Persona.LEADER, Persona.AUDITOR])
def test_role(desk: Desk, persona: Persona) -> None:
    with desk.refused("not_permitted"):
        strip(desk, persona)


def test_scope(desk: Desk) -> None:
    with desk.refused("campaign_unknown"):
        strip(desk, Persona.NEIGHBOUR)
