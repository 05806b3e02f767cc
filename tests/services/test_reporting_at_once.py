"""Reported numbers, many at once, really: threads with connections of their own, on both engines."""

from datetime import timedelta

import pytest

from campaign.clock import new_id
from campaign.db.tables import count_report
from campaign.domain.vocabulary import ReportStatus
from campaign.services import reporting
from campaign.services.reporting_entry import ReportEntry, save_reports
from campaign.services.reporting_view import reporting_day
from tests.services.test_concurrency import THREADS, at_once, refusals
from tests.support.desk import Desk
from tests.support.drive import DRIVE, EID, SKILLS, approved, cell, entry, open_drive, put
from tests.support.world import TODAY, Persona

ONE = timedelta(days=1)


@pytest.fixture(autouse=True)
def drive(desk: Desk) -> None:
    open_drive(desk)


def both(desk: Desk, n: int, *, version: int | None = 0) -> list[ReportEntry]:
    """Return numbers of both communes for six days, the furthest first in every second call."""
    found = [
        entry(desk, n, key, place=place, day=TODAY - back * ONE, version=version)
        for back in range(6)
        for key in (SKILLS, EID)
        for place in ("Krông Pắc", "Ea Phê")
    ]
    return found if n % 2 else found[::-1]


def test_one_save_sent_eight_times_is_one(desk: Desk) -> None:
    save_id, wanted = new_id(), both(desk, 7)
    results = at_once(
        [lambda: save_reports(call=desk.system(), slug=DRIVE, entries=wanted, save_id=save_id, submit=True)] * THREADS
    )
    assert refusals(results) == []
    assert desk.rows(count_report) == len(wanted)
    assert len(desk.events("report.submit")) == 2
    desk.verified()


def test_of_eight_who_fill_one_empty_cell_one_wins_and_the_others_are_told(desk: Desk) -> None:
    tasks = [
        lambda n=n: save_reports(call=desk.system(), slug=DRIVE, entries=[entry(desk, n)], save_id=new_id())
        for n in range(1, THREADS + 1)
    ]
    results = at_once(tasks)
    assert refusals(results) == ["report_changed_meanwhile"] * (THREADS - 1)
    kept = reporting_day(call=desk.as_(Persona.OFFICIAL), slug=DRIVE).numbers
    winner = next(iter(kept.values())).n
    told = {error.details["theirs"] for error in results if hasattr(error, "details")}
    assert told == {winner}


def test_approving_in_any_order_counts_once_and_never_deadlocks(desk: Desk) -> None:
    save_reports(call=desk.system(), slug=DRIVE, entries=both(desk, 5), save_id=new_id(), submit=True)
    cells = both(desk, 5, version=None)
    tasks = [
        lambda turn=turn: reporting.approve(call=desk.system(), slug=DRIVE, cells=cells if turn % 2 else cells[::-1])
        for turn in range(THREADS)
    ]
    results = at_once(tasks)
    assert refusals(results) == []
    assert sum(found.changed for found in results if isinstance(found, reporting.Decided)) == len(cells)
    desk.verified()


def test_a_return_and_a_lock_at_the_same_moment_leave_one_truth(desk: Desk) -> None:
    approved(desk, entry(desk, 9))
    call = desk.as_(Persona.PROVINCE_OFFICIAL)
    results = at_once(
        [
            lambda: reporting.return_reports(call=call, slug=DRIVE, cells=[cell(desk, version=2)], reason="x"),
            lambda: reporting.lock(call=call, slug=DRIVE, cells=[cell(desk, version=2)]),
        ]
    )
    assert refusals(results) == ["report_changed_meanwhile"]
    (kept,) = reporting_day(call=call, slug=DRIVE).numbers.values()
    assert kept.status in {ReportStatus.RETURNED, ReportStatus.LOCKED}
    desk.verified()


def test_two_communes_report_and_are_decided_about_side_by_side(desk: Desk) -> None:
    def report(place: str, persona: Persona) -> None:
        for back in range(5):
            put(desk, entry(desk, back, place=place, day=TODAY - back * ONE), by=persona, submit=True)

    results = at_once(
        [
            lambda: report("Krông Pắc", Persona.OFFICIAL),
            lambda: report("Ea Phê", Persona.NEIGHBOUR),
            lambda: approved(desk, *(entry(desk, 3, EID, day=TODAY - n * ONE, version=None) for n in range(6))),
        ]
    )
    assert refusals(results) == []
    desk.verified()
