"""Recording a family or a class in one go."""

from collections.abc import Sequence
from datetime import timedelta

from campaign.clock import new_id
from campaign.domain.vocabulary import StepStatus
from campaign.services import campaigns, records
from campaign.services.records import RowResult, SaveSteps
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, TODAY, Persona, Someone

ALL = ("maryam", "sien", "dao", "child", "pan")


def save(desk: Desk, saves: Sequence[SaveSteps], by: Persona = Persona.OFFICIAL) -> tuple[RowResult, ...]:
    return records.save_group(call=desk.as_(by), saves=saves)


def codes(results: Sequence[RowResult]) -> list[str | None]:
    return [row.error.code if row.error else None for row in results]


def test_everybody_is_recorded_and_the_results_keep_the_order_of_the_rows(desk: Desk) -> None:
    results = save(desk, [desk.command(who, "scam_awareness") for who in ALL])
    assert [row.result.full_name for row in results if row.result] == [desk.world.people[who].name for who in ALL]
    assert desk.count("Krông Pắc", "reached") == 5
    assert [desk.count(p, "scam_awareness") for p in ("Buôn Jung", "Buôn Pan", "Thôn 3")] == [3, 1, 1]
    desk.verified()


def test_a_bad_row_keeps_only_itself_out_and_says_why(desk: Desk) -> None:
    rows = [
        desk.command("maryam", "payment_account"),
        desk.command("child", ("scam_awareness", "payment_account")),
        desk.command("dao", {"payment_account": StepStatus.ALREADY_HAD}),
        desk.command("neighbour", "scam_awareness"),
    ]
    results = save(desk, rows)
    assert codes(results) == [None, "step_too_young", None, "citizen_unknown"]
    assert [bool(row.result) for row in results] == [True, False, True, False]
    # Not even the step that the child may take: a row is saved whole or not at all.
    assert desk.live("child") == {}
    assert desk.count("Krông Pắc", "payment_account") == 1
    desk.verified()


def test_the_same_person_twice_is_recorded_once(desk: Desk) -> None:
    results = save(desk, [desk.command("maryam", "scam_awareness"), desk.command("maryam", "chip_id_card")])
    assert codes(results) == [None, "person_twice"]
    assert set(desk.live("maryam")) == {"scam_awareness"}


def test_a_row_of_another_campaign_is_not_recorded_in_this_one(desk: Desk) -> None:
    rows = [desk.command("maryam", "scam_awareness"), desk.command("dao", "scam_awareness", campaign="another")]
    assert codes(save(desk, rows)) == [None, "campaign_unknown"]
    assert desk.live("dao") == {}


def test_nobody_is_nothing(desk: Desk) -> None:
    before = desk.state()
    assert save(desk, []) == ()
    assert desk.state() == before


def test_a_double_click_changes_nothing(desk: Desk) -> None:
    rows = [desk.command(who, "scam_awareness") for who in ALL]
    save(desk, rows)
    before = desk.state()
    again = save(desk, rows)
    assert all(row.result and row.result.repeated for row in again)
    assert desk.state() == before


def test_one_event_a_person(desk: Desk) -> None:
    save(desk, [desk.command(who, "scam_awareness") for who in ALL])
    found = desk.events("record.save")
    assert sorted(row["subject_id"] for row in found) == sorted(str(desk.world.people[who].id) for who in ALL)


def test_a_group_with_nothing_but_refusals_leaves_no_trace(desk: Desk) -> None:
    before = desk.state()
    assert codes(save(desk, [desk.command("child", "payment_account")])) == ["step_too_young"]
    assert desk.state() == before


def test_scope_is_asked_for_every_row(desk: Desk) -> None:
    rows = [desk.command("maryam", "scam_awareness"), desk.command("dao", "scam_awareness")]
    assert codes(save(desk, rows, Persona.VOLUNTEER)) == [None, "citizen_unknown"]
    assert codes(save(desk, rows, Persona.COLLEAGUE)) == ["citizen_unknown", None]


def test_role_and_campaign_refuse_the_whole_group(desk: Desk) -> None:
    rows = [desk.command("maryam", "scam_awareness")]
    with desk.refused("not_permitted"):
        save(desk, rows, Persona.LEADER)
    with desk.refused("campaign_unknown"):
        save(desk, rows, Persona.NEIGHBOUR)
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    with desk.refused("campaign_closed"):
        save(desk, rows)


def test_a_whole_family_is_taken_back_in_one_undo(desk: Desk) -> None:
    together = new_id()
    save(desk, [desk.command(who, "scam_awareness", save_id=together) for who in ALL])
    commune = desk.world.people["maryam"].commune_id
    undone = records.undo(call=desk.as_(Persona.OFFICIAL), campaign=CAMPAIGN, commune_id=commune, save_id=together)
    assert undone == 5
    assert desk.count("Krông Pắc", "reached") == 0
    desk.verified()


def test_rows_may_lie_on_different_days(desk: Desk) -> None:
    yesterday = TODAY - timedelta(days=1)
    save(desk, [desk.command("maryam", "scam_awareness", day=yesterday), desk.command("sien", "scam_awareness")])
    assert desk.count("Buôn Jung", "reached", day=yesterday) == desk.count("Buôn Jung", "reached", day=TODAY) == 1


def test_a_larger_group_asks_the_database_no_more_often(desk: Desk) -> None:
    people = [desk.enrol(f"Người Thử {letter}") for letter in "ABCDEFGHIKLM"]

    def cost(group: Sequence[Someone]) -> int:
        rows = [desk.command(who, "scam_awareness") for who in group]
        with desk.statements() as seen:
            save(desk, rows)
        return len(seen)

    cost(people[:1])
    three, eight = cost(people[1:4]), cost(people[4:])
    # A class is read, held and written together: it asks the database as often as a family.
    assert eight == three
