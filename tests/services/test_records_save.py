"""Recording: one tap of "Lưu"."""

import uuid
from datetime import date, timedelta

import pytest

from campaign.clock import moment_at, new_id
from campaign.db.operations import records as operations
from campaign.db.tables import citizen, record
from campaign.domain.vocabulary import Channel, StepStatus
from campaign.services import campaigns, records
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, END, NEIGHBOUR_CAMPAIGN, NOW, START, TODAY, Persona

ASSISTED, HAD, DONE = StepStatus.ASSISTED, StepStatus.ALREADY_HAD, StepStatus.COMPLETED
ONE_DAY = timedelta(days=1)


# ------------------------------------------------------------------------------------------ it works
def test_a_step_counts_in_the_village_and_in_every_place_above_it(desk: Desk) -> None:
    result = desk.save("maryam", "chip_id_card")
    assert (result.saved, result.unchanged, result.repeated) == (("chip_id_card",), (), False)
    assert result.full_name == "H’Maryam Niê"
    assert desk.live("maryam") == {"chip_id_card": DONE}
    for place in ("Buôn Jung", "Krông Pắc"):
        assert desk.count(place, "chip_id_card", day=TODAY) == 1
        assert desk.count(place, "reached", day=TODAY) == 1
    for place in ("Buôn Pan", "Thôn 3", "Đắk Lắk", "Ea Phê"):
        assert desk.count(place, "chip_id_card") == 0
    desk.verified()


def test_the_record_keeps_who_when_where_and_how(desk: Desk) -> None:
    save = desk.command("dao", "chip_id_card", day=TODAY - ONE_DAY, place="Trường THCS Nguyễn Trãi")
    records.save_steps(call=desk.as_(Persona.COLLEAGUE), save=save)
    with desk.store.read() as connection:
        row = connection.execute(record.select()).one()
    assert row.id == records.record_id(save_id=save.save_id, citizen_id=save.citizen_id, step="chip_id_card")
    assert (row.day, row.server_at, row.device_at) == (TODAY - ONE_DAY, NOW.now, NOW.now)
    assert row.account_id == desk.world.viewers[Persona.COLLEAGUE].account_id
    assert row.channel == Channel.HOME_VISIT
    assert row.place_id == desk.world.place("Trường THCS Nguyễn Trãi").id
    assert row.voided_at is None


def test_a_person_helped_at_school_counts_at_the_school_and_once(desk: Desk) -> None:
    desk.save("dao", "chip_id_card", by=Persona.COLLEAGUE, place="Trường THCS Nguyễn Trãi")
    assert desk.count("Trường THCS Nguyễn Trãi", "reached") == 1
    assert desk.count("Thôn 3", "reached") == 0
    assert desk.count("Krông Pắc", "reached") == 1
    desk.save("dao", "eid_level2", by=Persona.COLLEAGUE, at=moment_at(TODAY, hour=15))
    assert (desk.count("Thôn 3", "eid_level2"), desk.count("Thôn 3", "reached")) == (1, 0)
    assert desk.count("Krông Pắc", "reached") == 1
    desk.verified()


def test_a_step_may_be_saved_together_with_what_it_needs(desk: Desk) -> None:
    result = desk.save("maryam", ("basic_documents", "eid_level2", "chip_id_card"))
    assert set(result.saved) == {"basic_documents", "eid_level2", "chip_id_card"}
    assert desk.count("Buôn Jung", "reached") == 1


def test_all_steps_counts_on_the_day_of_the_last_required_one(desk: Desk) -> None:
    required = desk.world.required
    desk.save("maryam", required[:-1], day=TODAY - ONE_DAY)
    assert desk.count("Krông Pắc", "all_steps") == 0
    desk.save("maryam", required[-1], day=TODAY)
    assert desk.count("Krông Pắc", "all_steps", day=TODAY) == 1
    assert desk.count("Krông Pắc", "all_steps", day=TODAY - ONE_DAY) == 0
    desk.save("maryam", "health_record", day=TODAY)
    assert desk.count("Krông Pắc", "all_steps") == 1
    desk.verified()


def test_a_last_step_recorded_late_for_an_earlier_day_moves_nothing(desk: Desk) -> None:
    required = desk.world.required
    desk.save("maryam", required[:-1], day=TODAY)
    desk.save("maryam", required[-1], day=TODAY - 3 * ONE_DAY)
    assert desk.count("Krông Pắc", "all_steps", day=TODAY) == 1
    assert desk.count("Krông Pắc", "reached", day=TODAY - 3 * ONE_DAY) == 1
    assert desk.count("Krông Pắc", "reached", day=TODAY) == 0
    desk.verified()


def test_what_somebody_had_before_is_no_result_of_the_campaign(desk: Desk) -> None:
    desk.save("maryam", {"chip_id_card": HAD})
    assert desk.count("Buôn Jung", "chip_id_card", HAD) == 1
    assert desk.count("Buôn Jung", "chip_id_card") == 0
    assert desk.count("Buôn Jung", "reached") == 0
    desk.save("maryam", "eid_level2")
    assert desk.count("Buôn Jung", "reached") == 1


def test_somebody_who_had_everything_before_is_not_counted_as_a_success(desk: Desk) -> None:
    desk.save("maryam", dict.fromkeys(desk.world.required, HAD))
    assert desk.count("Krông Pắc", "all_steps") == 0
    assert desk.count("Krông Pắc", "all_steps", HAD) == 1
    assert desk.count("Krông Pắc", "reached") == 0


def test_guided_today_and_done_tomorrow_is_one_person_and_one_result(desk: Desk) -> None:
    desk.save("maryam", {"chip_id_card": ASSISTED}, day=TODAY - ONE_DAY)
    assert desk.count("Buôn Jung", "chip_id_card", ASSISTED) == 1
    desk.save("maryam", "chip_id_card", day=TODAY)
    assert desk.count("Buôn Jung", "chip_id_card", ASSISTED) == 0
    assert desk.count("Buôn Jung", "chip_id_card", day=TODAY) == 1
    assert desk.live("maryam") == {"chip_id_card": DONE}
    assert desk.rows(record) == 2
    desk.verified()


@pytest.mark.parametrize("status", [StepStatus.REFUSED, StepStatus.UNREACHABLE, StepStatus.NOT_APPLICABLE])
def test_what_did_not_happen_reaches_nobody_and_may_happen_later(desk: Desk, status: StepStatus) -> None:
    desk.save("maryam", {"chip_id_card": status})
    assert desk.count("Buôn Jung", "chip_id_card", status) == 1
    assert desk.count("Buôn Jung", "reached") == 0
    desk.save("maryam", "chip_id_card")
    assert desk.count("Buôn Jung", "chip_id_card", status) == 0
    assert desk.count("Buôn Jung", "reached") == 1


def test_a_refusal_needs_neither_age_nor_the_steps_before_it(desk: Desk) -> None:
    desk.save("child", {"payment_account": StepStatus.NOT_APPLICABLE, "portal_filing": StepStatus.REFUSED})
    assert desk.count("Buôn Jung", "payment_account", StepStatus.NOT_APPLICABLE) == 1


# ---------------------------------------------------------------------------------------------- scope
def test_a_volunteer_records_in_the_assigned_village_only(desk: Desk) -> None:
    with desk.refused("citizen_unknown"):
        desk.save("dao", "chip_id_card", by=Persona.VOLUNTEER)
    desk.save("dao", "chip_id_card", by=Persona.COLLEAGUE)


def test_the_help_may_not_be_counted_at_a_place_outside_ones_scope(desk: Desk) -> None:
    with desk.refused("not_permitted"):
        desk.save("maryam", "chip_id_card", by=Persona.VOLUNTEER, place="Buôn Pan")


def test_the_neighbours_official_does_not_even_learn_that_the_campaign_exists(desk: Desk) -> None:
    with desk.refused("campaign_unknown"):
        desk.save("maryam", "chip_id_card", by=Persona.NEIGHBOUR)


def test_a_citizen_of_another_commune_stays_with_its_own(desk: Desk) -> None:
    with desk.refused("citizen_other_commune", name="Y Phê Kpă", place="Buôn Phê"):
        desk.save("neighbour", "chip_id_card", by=Persona.ADMIN)
    # Who may not see the person is not told the name either.
    with desk.refused("citizen_unknown"):
        desk.save("neighbour", "chip_id_card", by=Persona.OFFICIAL)


def test_help_given_in_another_commune_does_not_count_here(desk: Desk) -> None:
    with desk.refused("place_outside_campaign", place="Buôn Phê"):
        desk.save("maryam", "chip_id_card", by=Persona.ADMIN, place="Buôn Phê")


def test_a_record_counts_at_a_village_or_school_and_never_at_the_commune_itself(desk: Desk) -> None:
    with desk.refused("place_unknown"):
        desk.save("maryam", "chip_id_card", by=Persona.OFFICIAL, place="Krông Pắc")


# ----------------------------------------------------------------------------------------------- role
@pytest.mark.parametrize("persona", [Persona.LEADER, Persona.AUDITOR])
def test_who_only_reads_records_nothing(desk: Desk, persona: Persona) -> None:
    with desk.refused("not_permitted", action="record"):
        desk.save("maryam", "chip_id_card", by=persona)


@pytest.mark.parametrize("persona", [Persona.ADMIN, Persona.OFFICIAL, Persona.TEAM_LEAD])
def test_the_desk_and_the_team_leader_may_record_too(desk: Desk, persona: Persona) -> None:
    assert desk.save("dao", "chip_id_card", by=persona).saved == ("chip_id_card",)


# --------------------------------------------------------------------------------------------- errors
def test_a_closed_campaign_takes_nothing_and_names_itself(desk: Desk) -> None:
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    with desk.refused("campaign_closed", name="Công dân số Krông Pắc"):
        desk.save("maryam", "chip_id_card")


@pytest.mark.parametrize(("status", "code"), [("draft", "campaign_draft"), ("anonymised", "campaign_closed")])
def test_a_campaign_that_is_not_open_takes_nothing(desk: Desk, status: str, code: str) -> None:
    desk.run("UPDATE campaign SET status = :status WHERE slug = :slug", status=status, slug=CAMPAIGN)
    with desk.refused(code):
        desk.save("maryam", "chip_id_card", by=Persona.OFFICIAL)


def test_a_draft_does_not_exist_for_those_who_do_not_set_it_up(desk: Desk) -> None:
    desk.run("UPDATE campaign SET status = 'draft' WHERE slug = :slug", slug=CAMPAIGN)
    with desk.refused("campaign_unknown"):
        desk.save("maryam", "chip_id_card")


def test_a_campaign_that_does_not_exist(desk: Desk) -> None:
    with desk.refused("campaign_unknown", campaign="no-such-one"):
        desk.save("maryam", "chip_id_card", campaign="no-such-one")


@pytest.mark.parametrize(
    ("day", "code", "details"),
    [
        (TODAY + ONE_DAY, "day_in_future", {"today": TODAY}),
        (START - ONE_DAY, "day_before_campaign", {"start": START}),
    ],
)
def test_a_day_that_cannot_be(desk: Desk, day: date, code: str, details: dict[str, object]) -> None:
    with desk.refused(code, day=day, **details):
        desk.save("maryam", "chip_id_card", day=day)


def test_a_day_after_the_campaign(desk: Desk) -> None:
    late = moment_at(END + 5 * ONE_DAY)
    with desk.refused("day_after_campaign", day=END + ONE_DAY, end=END):
        desk.save("maryam", "chip_id_card", day=END + ONE_DAY, at=late)
    assert desk.save("maryam", "chip_id_card", day=END, at=late).saved


def test_the_first_day_of_the_campaign_is_a_day_of_the_campaign(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card", day=START)
    assert desk.count("Krông Pắc", "chip_id_card", day=START) == 1


def test_a_village_that_had_ended_by_then(desk: Desk) -> None:
    jung = desk.world.place("Buôn Jung").id
    desk.run("UPDATE place SET valid_to = '2026-11-17' WHERE id = :jung", jung=jung)
    with desk.refused("place_not_valid", place="Buôn Jung", day=TODAY):
        desk.save("maryam", "chip_id_card")
    assert desk.save("maryam", "chip_id_card", day=TODAY - 5 * ONE_DAY).saved


def test_nobody_of_that_id(desk: Desk) -> None:
    save = records.SaveSteps(
        save_id=new_id(),
        campaign=CAMPAIGN,
        commune_id=desk.world.people["maryam"].commune_id,
        citizen_id=uuid.uuid4(),
        steps={"chip_id_card": DONE},
        day=TODAY,
        channel=Channel.HOME_VISIT,
    )
    with desk.refused("citizen_unknown"):
        records.save_steps(call=desk.as_(Persona.ADMIN), save=save)


def test_a_merged_or_erased_entry_takes_no_more_records(desk: Desk) -> None:
    maryam, sien = (desk.world.people[key].id for key in ("maryam", "sien"))
    with desk.store.write() as connection:
        connection.execute(citizen.update().where(citizen.c.id == maryam).values(merged_into=sien))
        connection.execute(citizen.update().where(citizen.c.id == sien).values(erased_at=NOW.now))
    with desk.refused("citizen_merged", name="H’Maryam Niê"):
        desk.save("maryam", "chip_id_card")
    with desk.refused("citizen_unknown"):
        desk.save("sien", "chip_id_card")


@pytest.mark.parametrize("step", ["no_such_step", "all_steps", "reached"])
def test_only_steps_of_the_campaign_are_recorded(desk: Desk, step: str) -> None:
    with desk.refused("step_unknown", step=step):
        desk.save("maryam", step)


def test_too_young(desk: Desk) -> None:
    with desk.refused("step_too_young", step="payment_account", age=15, name="Trần Gia Bảo"):
        desk.save("child", "payment_account")
    with desk.refused("step_too_young"):
        desk.save("child", {"payment_account": ASSISTED})
    assert desk.save("child", "scam_awareness").saved


def test_a_missing_step_before_is_named(desk: Desk) -> None:
    with desk.refused("step_prerequisite_missing", step="basic_documents", steps=("eid_level2",)):
        desk.save("maryam", "basic_documents")
    desk.save("maryam", {"chip_id_card": HAD, "eid_level2": ASSISTED})
    with desk.refused("step_prerequisite_missing"):
        desk.save("maryam", "basic_documents")
    desk.save("maryam", "eid_level2")
    assert desk.save("maryam", "basic_documents").saved


def test_what_is_done_is_changed_by_a_correction_only(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card", day=TODAY - ONE_DAY)
    with desk.refused("already_recorded", step="chip_id_card", status="completed", day=TODAY - ONE_DAY):
        desk.save("maryam", {"chip_id_card": HAD})


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_without_consent_nothing_is_done_with_a_persons_data(desk: Desk, answer: str) -> None:
    desk.run("UPDATE citizen SET consent = :answer", answer=answer)
    with desk.refused("consent_missing", name="H’Maryam Niê"):
        desk.save("maryam", "chip_id_card")
    # That somebody refused may be noted, or they would be asked again every week.
    assert desk.save("maryam", {"chip_id_card": StepStatus.REFUSED}).saved


@pytest.mark.parametrize("answer", ["unknown", "not_required"])
def test_a_campaign_that_rests_on_consent_takes_no_silence_for_it(desk: Desk, answer: str) -> None:
    desk.run("UPDATE citizen SET consent = :answer", answer=answer)
    desk.run("UPDATE campaign SET legal_basis = 'consent'")
    with desk.refused("consent_missing"):
        desk.save("maryam", "chip_id_card")
    desk.run("UPDATE citizen SET consent = 'given'")
    assert desk.save("maryam", "chip_id_card").saved


# ----------------------------------------------------------------------------------------- idempotent
def test_a_double_click_is_one_record(desk: Desk) -> None:
    save = desk.command("maryam", ("chip_id_card", "eid_level2"))
    call = desk.as_(Persona.VOLUNTEER)
    records.save_steps(call=call, save=save)
    before = desk.state()
    again = records.save_steps(call=call, save=save)
    assert (again.saved, set(again.unchanged), again.repeated) == ((), {"chip_id_card", "eid_level2"}, True)
    assert desk.state() == before


def test_a_save_that_comes_late_does_not_bring_back_what_was_undone(desk: Desk) -> None:
    save = desk.command("maryam", "chip_id_card")
    call = desk.as_(Persona.VOLUNTEER)
    records.save_steps(call=call, save=save)
    records.undo(call=call, campaign=CAMPAIGN, commune_id=save.commune_id, save_id=save.save_id)
    assert records.save_steps(call=call, save=save).repeated
    assert desk.live("maryam") == {}
    assert desk.count("Krông Pắc", "chip_id_card") == 0


def test_the_same_step_by_another_form_changes_nothing_but_is_no_repetition(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card", day=TODAY - ONE_DAY)
    before = desk.state()
    result = desk.save("maryam", "chip_id_card", day=TODAY)
    assert (result.saved, result.unchanged, result.repeated) == ((), ("chip_id_card",), False)
    assert desk.state() == before


def test_a_form_that_was_extended_saves_what_is_new(desk: Desk) -> None:
    one = desk.command("maryam", "chip_id_card")
    desk.save("maryam", "chip_id_card", save_id=one.save_id)
    result = desk.save("maryam", ("chip_id_card", "eid_level2"), save_id=one.save_id)
    assert (result.saved, result.unchanged) == (("eid_level2",), ("chip_id_card",))


# ---------------------------------------------------------------------------------------------- audit
def test_one_event_a_save_that_names_steps_and_never_a_person(desk: Desk) -> None:
    revision = desk.revision()
    with desk.one_event("record.save") as found:
        desk.save("maryam", ("chip_id_card", "eid_level2"))
    row = found[0]
    assert row["commune_id"] == desk.world.place("Krông Pắc").id
    assert (row["actor"], row["address"], row["at"]) == (Persona.VOLUNTEER.value, "10.0.0.7", NOW.now)
    assert row["subject_id"] == str(desk.world.people["maryam"].id)
    assert row["place_id"] == desk.world.place("Buôn Jung").id
    assert row["after"] == {"steps": {"chip_id_card": "completed", "eid_level2": "completed"}, "day": "2026-11-22"}
    assert "Maryam" not in str(row)
    assert desk.revision() == revision + 1


def test_the_event_of_an_advance_says_what_was_there_before(desk: Desk) -> None:
    desk.save("maryam", {"chip_id_card": ASSISTED})
    with desk.one_event("record.save") as found:
        desk.save("maryam", "chip_id_card")
    assert found[0]["before"] == {"steps": {"chip_id_card": "assisted"}}


# ------------------------------------------------------------------------------------------ roll back
def test_one_bad_step_keeps_the_whole_save_out(desk: Desk) -> None:
    with desk.refused("step_too_young"):
        desk.save("child", ("scam_awareness", "chip_id_card", "payment_account"))
    assert desk.live("child") == {}


class Rerun(BaseException):
    """Like the signal that Streamlit raises in a thread: no error, and caught by no `except Exception`."""


@pytest.mark.parametrize("fault", [RuntimeError, Rerun])
@pytest.mark.parametrize("where", ["insert_records", "move_progress"])
def test_whatever_breaks_in_the_middle_leaves_nothing_half_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, where: str, fault: type[BaseException]
) -> None:
    true = getattr(operations, where)

    def broken(*args: object, **named: object) -> None:
        true(*args, **named)
        raise fault

    before = desk.state()
    monkeypatch.setattr(operations, where, broken)
    with pytest.raises(fault):
        desk.save("maryam", ("chip_id_card", "eid_level2"))
    assert desk.state() == before
    monkeypatch.undo()
    desk.save("maryam", ("chip_id_card", "eid_level2"))
    desk.verified()


# --------------------------------------------------------------------------------------------- queries
def test_nine_steps_cost_as_many_statements_as_one(desk: Desk) -> None:
    desk.save("sien", "chip_id_card")  # What a process keeps of a campaign is read now.
    with desk.statements() as one:
        desk.save("sien", "scam_awareness")
    with desk.statements() as nine:
        desk.save("maryam", desk.world.required)
    assert len(nine) == len(one) <= 10


def test_the_campaign_next_door_is_another_campaign(desk: Desk) -> None:
    desk.save("neighbour", "chip_id_card", by=Persona.NEIGHBOUR_VOLUNTEER, campaign=NEIGHBOUR_CAMPAIGN)
    assert desk.count("Ea Phê", "chip_id_card", slug=NEIGHBOUR_CAMPAIGN) == 1
    assert desk.count("Krông Pắc", "chip_id_card") == 0
    desk.verified()
