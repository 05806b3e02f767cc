"""Deciding about reported numbers: approve, return, lock, unlock; four eyes, sums, versions, the log."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from campaign.clock import moment_at
from campaign.db.operations import reports as operations
from campaign.db.tables import count_report_day
from campaign.domain.vocabulary import ReportStatus
from campaign.services import campaigns, reporting
from campaign.services.reporting_models import ReportedNumber
from campaign.services.reporting_view import history, reporting_day
from tests.support.desk import Desk
from tests.support.drive import DRIVE, EID, SKILLS, approved, cell, entry, open_drive, put
from tests.support.world import COMMUNE, START, TODAY, Persona

ONE = timedelta(days=1)
LATER = moment_at(TODAY, hour=11)


@pytest.fixture(autouse=True)
def drive(desk: Desk) -> None:
    open_drive(desk)


def kept(desk: Desk, indicator: str = SKILLS, *, day: date = TODAY) -> ReportedNumber:
    found = reporting_day(call=desk.as_(Persona.ADMIN), slug=DRIVE, day=day)
    return found.numbers[desk.world.place("Krông Pắc").id, indicator]


def total(desk: Desk, place: str, indicator: str = SKILLS) -> tuple[int, int]:
    """Return the sum of a place, and how many numbers are in it."""
    definition = campaigns.campaign(call=desk.system(), slug=DRIVE).indicator(indicator)
    assert definition is not None
    wanted = select(
        func.coalesce(func.sum(count_report_day.c.n), 0), func.coalesce(func.sum(count_report_day.c.reports), 0)
    ).where(count_report_day.c.place_id == desk.world.place(place).id, count_report_day.c.indicator_id == definition.id)
    with desk.store.read() as connection:
        n, reports = connection.execute(wanted).one()
    return int(n), int(reports)


# ------------------------------------------------------------------------------------------ it works
def test_only_what_is_approved_counts_up_to_the_root(desk: Desk) -> None:
    put(desk, entry(desk, 7), submit=True)
    put(desk, entry(desk, 2, place="Ea Phê"), by=Persona.NEIGHBOUR, submit=True)
    assert total(desk, "Đắk Lắk") == (0, 0)
    call = desk.as_(Persona.PROVINCE_OFFICIAL)
    assert reporting.approve(call=call, slug=DRIVE, cells=[cell(desk, version=1)]).changed == 1
    assert (total(desk, "Krông Pắc"), total(desk, "Ea Phê"), total(desk, "Đắk Lắk")) == ((7, 1), (0, 0), (7, 1))
    reporting.approve(call=call, slug=DRIVE, cells=[cell(desk, place="Ea Phê")])
    assert total(desk, "Đắk Lắk") == (9, 2)
    desk.verified()


def test_an_approved_zero_is_a_number_in_the_sum(desk: Desk) -> None:
    approved(desk, entry(desk, 0))
    assert total(desk, "Đắk Lắk") == (0, 1)


def test_a_returned_number_no_longer_counts(desk: Desk) -> None:
    approved(desk, entry(desk, 7), entry(desk, 5, day=TODAY - ONE))
    call = desk.as_(Persona.PROVINCE_OFFICIAL)
    reporting.return_reports(call=call, slug=DRIVE, cells=[cell(desk)], reason="nhầm ngày")
    assert total(desk, "Đắk Lắk") == (5, 1)
    assert (kept(desk).status, kept(desk).decision_reason) == (ReportStatus.RETURNED, "nhầm ngày")
    put(desk, entry(desk, 6, version=3))
    # It stays returned while it is mended, so that the reason stays beside it.
    assert kept(desk).status is ReportStatus.RETURNED
    put(desk, entry(desk, 6, version=4), submit=True)
    assert kept(desk).status is ReportStatus.SUBMITTED
    desk.verified()


def test_the_whole_way_and_back_through_a_reasoned_unlock(desk: Desk) -> None:
    put(desk, entry(desk, 7), submit=True)
    call = desk.as_(Persona.PROVINCE_OFFICIAL, LATER)
    reporting.approve(call=call, slug=DRIVE, cells=[cell(desk)])
    assert reporting.lock(call=call, slug=DRIVE, cells=[cell(desk)]).changed == 1
    with desk.refused("report_status_refused", report_status="locked"):
        put(desk, entry(desk, 8, version=3))
    with desk.refused("report_status_refused", report_status="locked"):
        reporting.return_reports(call=call, slug=DRIVE, cells=[cell(desk)], reason="sai")
    with desk.refused("reason_missing"):
        reporting.unlock(call=call, slug=DRIVE, cells=[cell(desk)], reason="  ")
    with desk.one_event("report.unlock") as found:
        reporting.unlock(call=call, slug=DRIVE, cells=[cell(desk)], reason="nhầm tệp")
    assert found[0]["reason"] == "nhầm tệp"
    assert found[0]["before"] == {f"{TODAY} {SKILLS}": ["locked", 7]}
    assert found[0]["after"] == {f"{TODAY} {SKILLS}": ["approved", 7]}
    # Unlocked, it goes on counting until somebody returns it.
    assert total(desk, "Đắk Lắk") == (7, 1)
    reporting.return_reports(call=call, slug=DRIVE, cells=[cell(desk)], reason="nhập lại")
    put(desk, entry(desk, 9, version=5), submit=True)
    reporting.approve(call=call, slug=DRIVE, cells=[cell(desk)])
    assert total(desk, "Đắk Lắk") == (9, 1)
    krong_pac = desk.world.place("Krông Pắc").id
    past = history(call=call, slug=DRIVE, place_id=krong_pac, indicator=SKILLS, day=TODAY)
    assert [line.move for line in past] == ["approve", "submit", "return", "unlock", "lock", "approve", "submit"]
    desk.verified()


def test_a_period_is_locked_in_one_go(desk: Desk) -> None:
    approved(desk, *(entry(desk, n, day=TODAY - n * ONE) for n in range(4)), entry(desk, 1, place="Ea Phê"))
    put(desk, entry(desk, 5, EID), submit=True)
    call = desk.as_(Persona.PROVINCE_OFFICIAL)
    assert reporting.lock_until(call=call, slug=DRIVE, until=TODAY - 2 * ONE).changed == 2
    assert kept(desk, day=TODAY - 2 * ONE).status is ReportStatus.LOCKED
    assert kept(desk, day=TODAY - ONE).status is ReportStatus.APPROVED
    # What waits is not locked over.
    assert reporting.lock_until(call=call, slug=DRIVE, until=TODAY).changed == 3
    assert kept(desk, EID).status is ReportStatus.SUBMITTED
    assert reporting.lock_until(call=call, slug=DRIVE, until=TODAY).changed == 0


# ---------------------------------------------------------------------------------------- four eyes, scope
def test_a_commune_does_not_approve_its_own_number(desk: Desk) -> None:
    put(desk, entry(desk, 7), submit=True)
    call = desk.as_(Persona.OFFICIAL)
    for act in (reporting.approve, reporting.lock):
        with desk.refused("not_permitted", action="approve_numbers"):
            act(call=call, slug=DRIVE, cells=[cell(desk)])
    with desk.refused("not_permitted"):
        reporting.return_reports(call=call, slug=DRIVE, cells=[cell(desk)], reason="x")
    assert reporting.lock_until(call=call, slug=DRIVE, until=TODAY).changed == 0


def test_the_commune_approves_its_villages(desk: Desk) -> None:
    slug = "krong-pac-44"
    open_drive(desk, place=COMMUNE, slug=slug)
    put(desk, entry(desk, 3, place="Buôn Jung"), by=Persona.VOLUNTEER, submit=True, slug=slug)
    for persona in (Persona.VOLUNTEER, Persona.TEAM_LEAD, Persona.LEADER):
        with desk.refused("not_permitted"):
            reporting.approve(call=desk.as_(persona), slug=slug, cells=[cell(desk, place="Buôn Jung")])
    with desk.refused("campaign_unknown"):
        reporting.approve(call=desk.as_(Persona.NEIGHBOUR), slug=slug, cells=[cell(desk, place="Buôn Jung")])
    call = desk.as_(Persona.OFFICIAL)
    assert reporting.approve(call=call, slug=slug, cells=[cell(desk, place="Buôn Jung")]).changed == 1


# ---------------------------------------------------------------------------------------- twice, meanwhile
def test_a_decision_taken_twice_is_one(desk: Desk) -> None:
    put(desk, entry(desk, 7), submit=True)
    call = desk.as_(Persona.PROVINCE_OFFICIAL)
    for act in (reporting.approve, reporting.lock):
        assert act(call=call, slug=DRIVE, cells=[cell(desk)]).changed == 1
        before = desk.state()
        assert act(call=call, slug=DRIVE, cells=[cell(desk)]).changed == 0
        assert desk.state() == before
    assert total(desk, "Đắk Lắk") == (7, 1)


def test_what_changed_after_it_was_seen_is_not_approved_unseen(desk: Desk) -> None:
    put(desk, entry(desk, 7), submit=True)
    reporting.take_back(call=desk.as_(Persona.OFFICIAL), slug=DRIVE, cells=[cell(desk)])
    put(desk, entry(desk, 70, version=2), submit=True)
    call = desk.as_(Persona.PROVINCE_OFFICIAL)
    with desk.refused("report_changed_meanwhile", theirs=70, by="Nguyễn Thị Lan"):
        reporting.approve(call=call, slug=DRIVE, cells=[cell(desk, version=1)])


def test_a_draft_or_nothing_is_not_approved(desk: Desk) -> None:
    call = desk.as_(Persona.PROVINCE_OFFICIAL)
    with desk.refused("report_missing"):
        reporting.approve(call=call, slug=DRIVE, cells=[cell(desk)])
    put(desk, entry(desk, 7))
    with desk.refused("report_status_refused", report_status="draft"):
        reporting.approve(call=call, slug=DRIVE, cells=[cell(desk)])
    with desk.refused("reason_missing"):
        reporting.return_reports(call=call, slug=DRIVE, cells=[cell(desk)], reason="")


def test_one_bad_number_keeps_all_of_them_out(desk: Desk) -> None:
    put(desk, entry(desk, 7), submit=True)
    put(desk, entry(desk, 7, EID))
    with desk.refused("report_status_refused"):
        reporting.approve(call=desk.as_(Persona.PROVINCE_OFFICIAL), slug=DRIVE, cells=[cell(desk), cell(desk, EID)])
    assert kept(desk).status is ReportStatus.SUBMITTED


def test_a_break_in_the_middle_leaves_number_and_sum(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk, entry(desk, 7), submit=True)
    before = desk.state()

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "move_sums", broken)
    with pytest.raises(RuntimeError):
        reporting.approve(call=desk.as_(Persona.PROVINCE_OFFICIAL), slug=DRIVE, cells=[cell(desk)])
    assert desk.state() == before
    assert (kept(desk).status, total(desk, "Đắk Lắk")) == (ReportStatus.SUBMITTED, (0, 0))


def test_statements_do_not_grow_with_the_numbers(desk: Desk) -> None:
    approved(desk, entry(desk, 1, "websites"), entry(desk, 1, "websites", place="Ea Phê"))
    definition = campaigns.campaign(call=desk.system(), slug=DRIVE)
    many = [
        entry(desk, n, i.key, place=place, day=START + n * ONE, version=None)
        for n in range(10)
        for i in definition.indicators
        for place in ("Krông Pắc", "Ea Phê")
    ]
    put(desk, *many, by=Persona.ADMIN, submit=True)
    call = desk.as_(Persona.PROVINCE_OFFICIAL)
    with desk.statements() as one:
        reporting.approve(call=call, slug=DRIVE, cells=many[:1])
    with desk.statements() as rest:
        reporting.approve(call=call, slug=DRIVE, cells=many[1:])
    with desk.statements() as locking:
        reporting.lock_until(call=call, slug=DRIVE, until=TODAY)
    assert len(one) == len(rest) <= 10
    assert len(locking) <= 9
    desk.verified()
