"""Reading reported numbers: a day, what waits, who is silent, the history of one number; and the recount."""

from datetime import timedelta

import pytest

from campaign.clock import moment_at
from campaign.domain.vocabulary import ReportStatus
from campaign.services import reporting
from campaign.services.reporting_decisions import decision_days, pending
from campaign.services.reporting_view import history, reporting_day, silence, waiting
from campaign.services.verify import verify
from tests.support.desk import Desk
from tests.support.drive import DRIVE, DRIVE_END, EID, RATIO, SKILLS, approved, cell, entry, open_drive, put, with_ratio
from tests.support.world import COMMUNE, START, TODAY, Persona

ONE = timedelta(days=1)
DECIDER = Persona.PROVINCE_OFFICIAL


@pytest.fixture(autouse=True)
def drive(desk: Desk) -> None:
    open_drive(desk)


def krong_pac(desk: Desk) -> int:
    return desk.world.place("Krông Pắc").id


# ----------------------------------------------------------------------------------------------- a day
def test_the_units_in_scope_and_what_one_may_do_there(desk: Desk) -> None:
    def seen(persona: Persona) -> list[tuple[str, bool, bool]]:
        found = reporting_day(call=desk.as_(persona), slug=DRIVE)
        return [(unit.name, unit.may_report, unit.may_decide) for unit in found.units]

    # The commune that ended in 2025 reports nothing today.
    assert seen(DECIDER) == [("Ea Phê", True, True), ("Krông Pắc", True, True)]
    assert seen(Persona.OFFICIAL) == [("Krông Pắc", True, False)]
    assert seen(Persona.LEADER) == [("Krông Pắc", False, False)]
    assert seen(Persona.VOLUNTEER) == []


def test_a_draft_is_the_units_own_affair(desk: Desk) -> None:
    put(desk, entry(desk, 5))
    own = reporting_day(call=desk.as_(Persona.OFFICIAL), slug=DRIVE).numbers
    assert own[krong_pac(desk), SKILLS].n == 5
    assert reporting_day(call=desk.as_(Persona.LEADER), slug=DRIVE).numbers == {}
    call = desk.as_(Persona.LEADER)
    assert history(call=call, slug=DRIVE, place_id=krong_pac(desk), indicator=SKILLS, day=TODAY) == ()


def test_a_day_outside_the_campaign_is_the_nearest_one_in_it(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    assert reporting_day(call=call, slug=DRIVE, day=START - 9 * ONE).day == START
    assert reporting_day(call=call, slug=DRIVE, day=DRIVE_END + 9 * ONE).day == DRIVE_END


# ------------------------------------------------------------------------------------------ what waits
def test_what_waits_unit_by_unit_and_day_by_day(desk: Desk) -> None:
    put(desk, entry(desk, 5), entry(desk, 6, EID), entry(desk, 4, day=TODAY - ONE), submit=True)
    found = waiting(call=desk.as_(DECIDER), slug=DRIVE)
    assert [(w.name, w.day, w.numbers, w.late) for w in found] == [
        ("Krông Pắc", TODAY - ONE, 1, True),
        ("Krông Pắc", TODAY, 2, False),
    ]
    # Nobody is asked to approve their own.
    assert waiting(call=desk.as_(Persona.OFFICIAL), slug=DRIVE) == ()
    days = decision_days(call=desk.as_(DECIDER), slug=DRIVE)
    assert [(d.day, d.waiting, d.approved, d.locked) for d in days] == [(TODAY - ONE, 1, 0, 0), (TODAY, 2, 0, 0)]


def test_what_is_remarkable_is_told_to_whoever_decides(desk: Desk) -> None:
    with_ratio(desk)
    approved(desk, *(entry(desk, 10 + n, day=TODAY - n * ONE) for n in range(1, 6)))
    put(
        desk,
        entry(desk, 900),
        entry(desk, 12, EID),
        entry(desk, 71_893, RATIO, denominator=78_663, published=9_339),
        submit=True,
    )
    found = pending(call=desk.as_(DECIDER), slug=DRIVE, day=TODAY)
    told = {n.indicator: (n.far_above, n.remarkable) for n in found.numbers}
    assert told == {SKILLS: (True, True), EID: (False, False), RATIO: (False, True)}
    again = pending(call=desk.as_(DECIDER), slug=DRIVE, day=TODAY - ONE, status=ReportStatus.APPROVED)
    assert [n.n for n in again.numbers] == [11]
    with desk.refused("not_permitted"):
        pending(call=desk.as_(Persona.LEADER), slug=DRIVE, day=TODAY)


# --------------------------------------------------------------------------------------- who is silent
def test_who_has_sent_nothing_and_for_how_long(desk: Desk) -> None:
    put(desk, entry(desk, 5, day=TODAY - 3 * ONE), submit=True)
    found = silence(call=desk.as_(DECIDER), slug=DRIVE)
    assert (found.units, found.incomplete) == (2, 0)
    assert [(u.name, u.last_day, u.silent_days) for u in found.silent] == [
        ("Ea Phê", None, 15),
        ("Krông Pắc", TODAY - 3 * ONE, 3),
    ]


def test_a_draft_or_a_returned_number_is_no_report_and_zero_is_one(desk: Desk) -> None:
    put(desk, entry(desk, 5))
    assert [u.name for u in silence(call=desk.as_(Persona.OFFICIAL), slug=DRIVE).silent] == ["Krông Pắc"]
    put(desk, entry(desk, 0, EID), submit=True)
    found = silence(call=desk.as_(Persona.OFFICIAL), slug=DRIVE)
    assert (found.silent, found.incomplete) == ((), 1)
    reporting.return_reports(call=desk.as_(DECIDER), slug=DRIVE, cells=[cell(desk, EID)], reason="thiếu")
    assert [u.name for u in silence(call=desk.as_(Persona.OFFICIAL), slug=DRIVE).silent] == ["Krông Pắc"]


def test_before_the_campaign_nobody_is_silent_and_after_it_the_last_day_counts(desk: Desk) -> None:
    call = desk.as_(DECIDER, moment_at(START - 5 * ONE))
    assert silence(call=call, slug=DRIVE).units == 0
    late = desk.as_(DECIDER, moment_at(DRIVE_END + 50 * ONE))
    assert {u.silent_days for u in silence(call=late, slug=DRIVE).silent} == {44}


def test_the_person_in_charge_is_named(desk: Desk) -> None:
    desk.run(
        "INSERT INTO person_in_charge (place_id, account_id, starts_on) "
        "SELECT p.id, a.id, '2026-11-01' FROM place p, account a WHERE p.name = 'Krông Pắc' AND a.username = :who",
        who=Persona.TEAM_LEAD.value,
    )
    found = {u.name: u.in_charge for u in silence(call=desk.as_(DECIDER), slug=DRIVE).silent}
    assert found == {"Ea Phê": "", "Krông Pắc": "Y Sơn Mlô"}


# ---------------------------------------------------------------------------------------------- history
def test_the_history_of_one_number_names_who_what_and_why(desk: Desk) -> None:
    put(desk, entry(desk, 5), entry(desk, 1, EID))
    put(desk, entry(desk, 7, version=1), submit=True)
    call = desk.as_(DECIDER)
    reporting.return_reports(call=call, slug=DRIVE, cells=[cell(desk)], reason="xem lại")
    lines = history(call=call, slug=DRIVE, place_id=krong_pac(desk), indicator=SKILLS, day=TODAY)
    assert [(line.move, line.n, line.by, line.reason) for line in lines] == [
        ("return", 7, "Hoàng Thị Hòa", "xem lại"),
        ("submit", 7, "Nguyễn Thị Lan", ""),
        ("save", 5, "Nguyễn Thị Lan", ""),
    ]
    with desk.refused("place_unknown"):
        history(call=desk.as_(Persona.NEIGHBOUR), slug=DRIVE, place_id=krong_pac(desk), indicator=SKILLS, day=TODAY)
    with desk.refused("indicator_unknown"):
        history(call=call, slug=DRIVE, place_id=krong_pac(desk), indicator="no_such", day=TODAY)


# -------------------------------------------------------------------------------------- cost and recount
def test_statements_do_not_grow(desk: Desk) -> None:
    call = desk.as_(DECIDER)
    reads = (
        lambda: reporting_day(call=call, slug=DRIVE),
        lambda: waiting(call=call, slug=DRIVE),
        lambda: silence(call=call, slug=DRIVE),
        lambda: pending(call=call, slug=DRIVE, day=TODAY),
        lambda: decision_days(call=call, slug=DRIVE),
    )

    def cost() -> list[int]:
        found = []
        for read in reads:
            with desk.statements() as seen:
                read()
            found.append(len(seen))
        return found

    reporting_day(call=call, slug=DRIVE)
    empty = cost()
    put(desk, *(entry(desk, n, key, day=TODAY - n * ONE) for n in range(9) for key in (SKILLS, EID)), submit=True)
    assert cost() == empty
    assert max(empty) <= 6


def test_a_recount_finds_what_was_changed_behind_the_counter(desk: Desk) -> None:
    approved(desk, entry(desk, 7), entry(desk, 2, place="Ea Phê"))
    desk.verified()
    province = desk.world.place("Đắk Lắk").id
    desk.run("UPDATE count_report_day SET n = n + 1 WHERE place_id = :place", place=province)
    (found,) = [d for d in verify(call=desk.system()).differences if d.what == "report_rollup"]
    assert (found.stored, found.recounted) == ("10, 2 reports", "9, 2 reports")
    assert f"{DRIVE}: place {province}" in found.where
    desk.run("UPDATE count_report_day SET n = n - 1 WHERE place_id = :place", place=province)
    desk.run("UPDATE count_report SET status = 'submitted' WHERE n = 2")
    told = {d.recounted for d in verify(call=desk.system()).differences}
    assert told == {"0, 0 reports", "7, 1 reports"}


def test_a_campaign_of_a_commune_recounts_as_well(desk: Desk) -> None:
    slug = "krong-pac-44"
    open_drive(desk, place=COMMUNE, slug=slug)
    approved(desk, entry(desk, 3, place="Buôn Jung"), entry(desk, 4, place="Thôn 3"), slug=slug)
    desk.verified()
