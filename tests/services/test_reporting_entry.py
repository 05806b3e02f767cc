"""Entering reported numbers: drafts, sending, taking back; who may, what is refused, twice is once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from campaign.clock import moment_at, new_id
from campaign.db.operations import reports as operations
from campaign.db.tables import count_report, count_report_day
from campaign.domain.vocabulary import ReportLevel, ReportStatus
from campaign.services import campaigns, reporting
from campaign.services.reporting_entry import save_reports
from campaign.services.reporting_models import ReportedNumber
from campaign.services.reporting_plans import reporting_plan, set_reporting_plan
from campaign.services.reporting_view import reporting_day
from tests.support.desk import Desk
from tests.support.drive import (
    DRIVE,
    DRIVE_END,
    EID,
    EVENING,
    RATIO,
    SKILLS,
    approved,
    cell,
    entry,
    open_drive,
    put,
    with_ratio,
)
from tests.support.world import COMMUNE, START, TODAY, Persona

ONE = timedelta(days=1)


@pytest.fixture(autouse=True)
def drive(desk: Desk) -> None:
    open_drive(desk)


def stored(desk: Desk, indicator: str = SKILLS) -> ReportedNumber | None:
    found = reporting_day(call=desk.as_(Persona.ADMIN), slug=DRIVE, day=TODAY)
    return found.numbers.get((desk.world.place("Krông Pắc").id, indicator))


def kept(desk: Desk, indicator: str = SKILLS) -> ReportedNumber:
    found = stored(desk, indicator)
    assert found is not None
    return found


# ------------------------------------------------------------------------------------------ it works
def test_a_draft_then_sent(desk: Desk) -> None:
    assert put(desk, entry(desk, 5)).changed == 1
    assert (kept(desk).status, kept(desk).n, kept(desk).version) == (ReportStatus.DRAFT, 5, 1)
    put(desk, entry(desk, 7, version=1), submit=True)
    found = kept(desk)
    assert (found.status, found.n, found.version) == (ReportStatus.SUBMITTED, 7, 2)
    assert (found.reported_by, found.late) == ("Nguyễn Thị Lan", False)


def test_nothing_entered_is_missing_and_zero_is_a_number(desk: Desk) -> None:
    assert stored(desk) is None
    put(desk, entry(desk, 0), submit=True)
    assert kept(desk).n == 0
    assert stored(desk, EID) is None
    assert desk.rows(count_report) == 1


def test_after_the_cut_off_it_is_marked_and_never_refused(desk: Desk) -> None:
    assert put(desk, entry(desk, 5), submit=True, at=EVENING).late == 1
    assert kept(desk).late
    assert put(desk, entry(desk, 5, day=TODAY - ONE), submit=True).late == 1


def test_several_units_and_days_in_one_go(desk: Desk) -> None:
    many = [
        entry(desk, n, key, place=place, day=TODAY - n * ONE)
        for n in range(3)
        for key in (SKILLS, EID)
        for place in ("Krông Pắc", "Ea Phê")
    ]
    assert put(desk, *many, by=Persona.PROVINCE_OFFICIAL, submit=True).changed == 12


def test_a_draft_is_emptied_and_then_missing_again(desk: Desk) -> None:
    put(desk, entry(desk, 5))
    put(desk, entry(desk, None, version=1))
    assert stored(desk) is None
    assert desk.events("report.save")[-1]["after"] == {f"{TODAY} {SKILLS}": None}


def test_a_sent_number_is_taken_back(desk: Desk) -> None:
    put(desk, entry(desk, 5), submit=True)
    call = desk.as_(Persona.OFFICIAL)
    assert reporting.take_back(call=call, slug=DRIVE, cells=[cell(desk, version=1)]).changed == 1
    assert kept(desk).status is ReportStatus.DRAFT
    put(desk, entry(desk, 6, version=2), submit=True)
    assert kept(desk).n == 6


def test_once_approved_it_is_not_taken_back(desk: Desk) -> None:
    approved(desk, entry(desk, 5))
    with desk.refused("report_status_refused", report_status="approved"):
        reporting.take_back(call=desk.as_(Persona.OFFICIAL), slug=DRIVE, cells=[cell(desk)])


def test_villages_report_where_the_campaign_is_a_communes(desk: Desk) -> None:
    open_drive(desk, place=COMMUNE, slug="krong-pac-44")
    found = reporting_day(call=desk.as_(Persona.OFFICIAL), slug="krong-pac-44")
    assert [unit.name for unit in found.units] == ["Buôn Jung", "Buôn Pan", "Thôn 3", "Trường THCS Nguyễn Trãi"]
    put(desk, entry(desk, 3, place="Buôn Jung"), by=Persona.VOLUNTEER, submit=True, slug="krong-pac-44")
    with desk.refused("not_permitted"):
        put(desk, entry(desk, 3, place="Thôn 3"), by=Persona.VOLUNTEER, slug="krong-pac-44")
    with desk.refused("not_permitted"):
        put(desk, entry(desk, 3, place="Krông Pắc"), slug="krong-pac-44")


# --------------------------------------------------------------------------------------------- two at once
def test_the_second_of_two_editors_is_told_both_values(desk: Desk) -> None:
    put(desk, entry(desk, 5))
    put(desk, entry(desk, 7, version=1), by=Persona.TEAM_LEAD, at=moment_at(TODAY, hour=10))
    with desk.refused(
        "report_changed_meanwhile",
        theirs=7,
        yours=9,
        by="Y Sơn Mlô",
        at=moment_at(TODAY, hour=10).now,
        place="Krông Pắc",
        report_status="draft",
        version=2,
    ):
        put(desk, entry(desk, 9, version=1))
    assert kept(desk).n == 7


def test_two_who_enter_an_empty_cell(desk: Desk) -> None:
    put(desk, entry(desk, 5), by=Persona.TEAM_LEAD)
    with desk.refused("report_changed_meanwhile", theirs=5, yours=6):
        put(desk, entry(desk, 6))


def test_the_loser_of_a_race_for_an_empty_cell_is_told_as_well(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = operations.insert_reports

    def beaten(connection: Any, rows: Any) -> None:  # noqa: ANN401 - as the original
        real(connection, rows)
        real(connection, rows)

    monkeypatch.setattr(operations, "insert_reports", beaten)
    with desk.refused("report_changed_meanwhile"):
        put(desk, entry(desk, 6))


def test_a_number_that_was_sent_is_not_typed_over(desk: Desk) -> None:
    put(desk, entry(desk, 5), submit=True)
    with desk.refused("report_status_refused", report_status="submitted"):
        put(desk, entry(desk, 6, version=1))
    with desk.refused("report_status_refused"):
        put(desk, entry(desk, None, version=1))


def test_one_who_saw_a_draft_that_is_gone(desk: Desk) -> None:
    with desk.refused("report_missing", place="Krông Pắc"):
        put(desk, entry(desk, 6, version=3))


# ----------------------------------------------------------------------------------------------- same twice
def test_the_same_save_sent_twice_is_one(desk: Desk) -> None:
    save_id, call = new_id(), desk.as_(Persona.OFFICIAL)
    wanted = [entry(desk, 5), entry(desk, 7, EID)]
    first = save_reports(call=call, slug=DRIVE, entries=wanted, save_id=save_id, submit=True)
    before = desk.state()
    second = save_reports(call=call, slug=DRIVE, entries=wanted, save_id=save_id, submit=True)
    assert (first.changed, second.changed, second.unchanged) == (2, 0, 2)
    assert desk.state() == before


def test_a_late_second_click_does_not_send_again_what_was_taken_back(desk: Desk) -> None:
    save_id, call = new_id(), desk.as_(Persona.OFFICIAL)
    save_reports(call=call, slug=DRIVE, entries=[entry(desk, 5)], save_id=save_id, submit=True)
    reporting.take_back(call=call, slug=DRIVE, cells=[cell(desk)])
    again = save_reports(call=call, slug=DRIVE, entries=[entry(desk, 5)], save_id=save_id, submit=True)
    assert (again.changed, kept(desk).status) == (0, ReportStatus.DRAFT)


def test_what_stands_there_already_is_no_change(desk: Desk) -> None:
    put(desk, entry(desk, 5))
    before = desk.state()
    assert put(desk, entry(desk, 5, version=1)).changed == 0
    assert put(desk, entry(desk, None, EID)).changed == 0
    assert put(desk).changed == 0
    assert desk.state() == before
    # Sending it is a change, though the number is the same.
    assert put(desk, entry(desk, 5, version=1), submit=True).changed == 1


# --------------------------------------------------------------------------------------- scope and role
def test_the_neighbour_enters_nothing_here(desk: Desk) -> None:
    with desk.refused("not_permitted"):
        put(desk, entry(desk, 5), by=Persona.NEIGHBOUR)
    assert put(desk, entry(desk, 5, place="Ea Phê"), by=Persona.NEIGHBOUR).changed == 1


@pytest.mark.parametrize("persona", [Persona.LEADER, Persona.AUDITOR])
def test_who_only_reads_enters_nothing(desk: Desk, persona: Persona) -> None:
    with desk.refused("not_permitted"):
        put(desk, entry(desk, 5), by=persona)


def test_a_place_that_does_not_report(desk: Desk) -> None:
    with desk.refused("not_permitted"):
        put(desk, entry(desk, 5, place="Đắk Lắk"), by=Persona.ADMIN)
    with desk.refused("not_permitted"):
        put(desk, entry(desk, 5, place="Buôn Jung"))


# --------------------------------------------------------------------------------------------- errors
@pytest.mark.parametrize(
    ("n", "more", "code"),
    [
        (-1, {}, "report_number_invalid"),
        (10_000_000, {}, "report_number_invalid"),
        (5, {"denominator": 7}, "report_number_invalid"),
        (5, {"note": "x" * 501}, "report_note_too_long"),
        (5, {"indicator": "no_such"}, "indicator_unknown"),
        (5, {"day": START - ONE}, "report_day_outside"),
        (5, {"day": DRIVE_END + ONE}, "report_day_outside"),
        (5, {"day": TODAY + ONE}, "day_in_future"),
    ],
)
def test_bad_input_is_named(desk: Desk, n: int, more: dict[str, Any], code: str) -> None:
    with desk.refused(code):
        put(desk, replace(entry(desk, n), **more))


def test_a_ratio_needs_both_its_numbers(desk: Desk) -> None:
    with_ratio(desk)
    with desk.refused("report_denominator_missing", place="Krông Pắc"):
        put(desk, entry(desk, 5, RATIO))
    with desk.refused("report_published_invalid"):
        put(desk, entry(desk, 5, RATIO, denominator=6, published=1_000_001))
    put(desk, entry(desk, 71_893, RATIO, denominator=78_663, published=9_339), submit=True)
    check = kept(desk, RATIO).check
    assert check is not None
    assert (check.rate, check.mismatch) == (9_139, True)


def test_one_cell_twice(desk: Desk) -> None:
    with desk.refused("report_twice", place="Krông Pắc"):
        put(desk, entry(desk, 5), entry(desk, 6))


def test_a_commune_that_was_no_more(desk: Desk) -> None:
    desk.run("UPDATE place SET valid_to = '2026-11-15' WHERE name = 'Krông Pắc'")
    with desk.refused("place_not_valid", place="Krông Pắc"):
        put(desk, entry(desk, 5))
    assert put(desk, entry(desk, 5, day=date(2026, 11, 15))).changed == 1


@pytest.mark.parametrize(("status", "code"), [("draft", "campaign_draft"), ("closed", "campaign_closed")])
def test_a_campaign_that_is_not_open(desk: Desk, status: str, code: str) -> None:
    desk.run("UPDATE campaign SET status = :status WHERE slug = :slug", status=status, slug=DRIVE)
    with desk.refused(code):
        put(desk, entry(desk, 5), by=Persona.PROVINCE_OFFICIAL)


def test_a_campaign_of_steps_takes_no_numbers(desk: Desk) -> None:
    with desk.refused("nothing_reported"):
        put(desk, entry(desk, 5, place="Buôn Jung"), slug=desk.world.campaign.slug)


# ------------------------------------------------------------------------ audited, all or nothing, constant
def test_one_event_a_unit_in_its_communes_chain(desk: Desk) -> None:
    revision = desk.revision()
    with desk.one_event("report.submit") as found:
        put(desk, entry(desk, 5), entry(desk, 7, EID), submit=True)
    row = found[0]
    assert row["commune_id"] == desk.world.place("Krông Pắc").id
    assert row["after"] == {f"{TODAY} {SKILLS}": ["submitted", 5], f"{TODAY} {EID}": ["submitted", 7]}
    assert desk.revision() == revision + 1
    put(desk, entry(desk, 1, place="Ea Phê"), entry(desk, 1, "websites"), by=Persona.PROVINCE_OFFICIAL)
    assert [event["subject_id"] for event in desk.events("report.save")] == ["24490", "24502"]
    desk.verified()


def test_one_bad_cell_keeps_all_of_them_out(desk: Desk) -> None:
    with desk.refused("report_number_invalid"):
        put(desk, entry(desk, 5), entry(desk, -1, EID))
    assert desk.rows(count_report) == 0


def test_a_break_in_the_middle_leaves_what_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk, entry(desk, 5))
    before = desk.state()

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "update_reports", broken)
    with pytest.raises(RuntimeError):
        put(desk, entry(desk, 6, version=1), entry(desk, 7, EID))
    assert desk.state() == before
    assert (kept(desk).n, desk.rows(count_report)) == (5, 1)


def test_a_thousand_numbers_cost_as_many_statements_as_one(desk: Desk) -> None:
    definition = campaigns.campaign(call=desk.system(), slug=DRIVE)
    with desk.statements() as one:
        put(desk, entry(desk, 1, place="Ea Phê"), by=Persona.ADMIN, submit=True)
    many = [
        entry(desk, n, i.key, place=place, day=START + n * ONE)
        for n in range(14)
        for i in definition.indicators
        for place in ("Krông Pắc", "Ea Phê")
    ]
    with desk.statements() as all_of_them:
        save_reports(call=desk.system(), slug=DRIVE, entries=many, save_id=new_id(), submit=True)
    # One more for the head of a chain that had none, at most.
    assert len(all_of_them) <= len(one) + 1
    assert desk.rows(count_report) == len(many) + 1
    assert desk.rows(count_report_day) == 0


# ------------------------------------------------------------------------------------------------ the plan
def test_the_cut_off_is_the_campaigns_own(desk: Desk) -> None:
    call = desk.as_(Persona.PROVINCE_OFFICIAL)
    assert reporting_plan(call=call, slug=DRIVE).cut_off == 19 * 60
    with desk.one_event("report.plan") as found:
        set_reporting_plan(call=call, slug=DRIVE, level=ReportLevel.COMMUNE, cut_off=20 * 60 + 30)
    assert (found[0]["before"]["cut_off"], found[0]["after"]["cut_off"]) == ("19:00", "20:30")
    assert put(desk, entry(desk, 5), submit=True, at=EVENING).late == 0
    before = desk.state()
    set_reporting_plan(call=call, slug=DRIVE, level=ReportLevel.COMMUNE, cut_off=20 * 60 + 30)
    assert desk.state() == before


def test_who_reports_is_settled_once_numbers_are_there(desk: Desk) -> None:
    call = desk.as_(Persona.PROVINCE_OFFICIAL)
    set_reporting_plan(call=call, slug=DRIVE, level=ReportLevel.UNIT, cut_off=0)
    put(desk, entry(desk, 5, place="Buôn Jung"))
    with desk.refused("report_level_in_use"):
        set_reporting_plan(call=call, slug=DRIVE, level=ReportLevel.COMMUNE, cut_off=0)
    set_reporting_plan(call=call, slug=DRIVE, level=ReportLevel.UNIT, cut_off=1_440)
    with desk.refused("report_cut_off_invalid"):
        set_reporting_plan(call=call, slug=DRIVE, level=ReportLevel.UNIT, cut_off=1_441)
    with desk.refused("not_permitted"):
        set_reporting_plan(call=desk.as_(Persona.OFFICIAL), slug=DRIVE, level=ReportLevel.UNIT, cut_off=0)


def test_the_save_id_is_kept_with_the_number(desk: Desk) -> None:
    save_id = new_id()
    save_reports(call=desk.system(), slug=DRIVE, entries=[entry(desk, 5)], save_id=save_id)
    with desk.store.read() as connection:
        assert connection.execute(select(count_report.c.save_id)).scalar_one() == save_id
