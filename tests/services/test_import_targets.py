"""A file of targets becomes targets: new versions with the file as their reason, and back again."""

from datetime import date
from typing import Any

import pytest

from campaign.clock import moment_at, new_id
from campaign.db.tables import import_batch, target
from campaign.domain.imports.target_tables import TargetRow
from campaign.domain.vocabulary import TargetKind
from campaign.services import campaigns
from campaign.services.imports import targets
from campaign.services.imports.list_undoing import undo_list
from campaign.services.imports.lists import ListDryRun
from campaign.services.imports.results import ImportResult
from campaign.services.target_grid import target_grid
from campaign.services.targets import TargetChange, set_targets
from tests.support.desk import Desk
from tests.support.list_files import TARGETS, targets_request
from tests.support.world import CAMPAIGN, TODAY, Persona

LATER = moment_at(TODAY, hour=16)


def look(desk: Desk, *, by: Persona = Persona.OFFICIAL, **more: Any) -> ListDryRun[TargetRow]:  # noqa: ANN401 - parts of the request
    return targets.dry_run(call=desk.as_(by), request=targets_request(**more))


def bring(desk: Desk, found: ListDryRun[TargetRow] | None = None, *, by: Persona = Persona.OFFICIAL) -> ImportResult:
    return targets.run(call=desk.as_(by, LATER), dry_run=found or look(desk), batch_id=new_id())


def cells(desk: Desk, due: date | None = None) -> dict[tuple[str, str], tuple[TargetKind, int]]:
    grid = target_grid(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, due_on=due)
    return {(row.name, key): (cell.kind, cell.amount) for row in grid.rows for key, cell in row.cells.items()}


def typed(desk: Desk, place: str, amount: int, *, version: int = 0) -> None:
    change = TargetChange(
        place_id=desk.world.place(place).id,
        indicator="all_steps",
        kind=TargetKind.COUNT,
        amount=amount,
        expected_version=version,
    )
    set_targets(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, changes=[change], reason="gõ tay")


BROUGHT = {
    ("Buôn Jung", "all_steps"): (TargetKind.COUNT, 200),
    ("Buôn Jung", "reached"): (TargetKind.PERCENT, 8000),
    ("Thôn 3", "all_steps"): (TargetKind.COUNT, 1000),
}


# ------------------------------------------------------------------------------------------ it works
def test_a_dry_run_says_what_would_become_of_every_row(desk: Desk) -> None:
    before = desk.state()
    found = look(desk).result
    assert (found.rows_read, found.accepted, found.rejected, found.duplicates) == (4, 2, 2, 0)
    assert [(issue.row, issue.heading, issue.code, issue.value) for issue in found.issues] == [
        (5, "Thôn, buôn", "place_unknown", "Thôn 99"),
        (6, "Đủ các bước", "target_unreadable", "nhiều"),
    ]
    assert found.columns == {
        "place_name": ("Thôn, buôn",),
        "all_steps": ("Đủ các bước",),
        "reached": ("Được hỗ trợ",),
    }
    assert (desk.state(), cells(desk)) == (before, {})


def test_the_good_rows_become_targets(desk: Desk) -> None:
    found = bring(desk)
    assert (found.accepted, found.rejected) == (2, 2)
    assert cells(desk) == BROUGHT
    grid = target_grid(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert {cell.reason for row in grid.rows for cell in row.cells.values()} == {"chi-tieu.xlsx"}


def test_a_long_list_with_days(desk: Desk) -> None:
    rows = [
        ("Mã địa bàn", "Địa bàn", "Nội dung", "Chỉ tiêu", "Đơn vị tính", "Thời hạn"),
        ("24490-V07", None, "Đủ các bước", 150, "người", "30/11/2026"),
        (None, "Jung", "Được hỗ trợ", 75, "%", None),
        (None, None, "Đủ các bước", 300, "người", None),
        (None, "Toàn xã", "all_steps", 900, None, None),
        (None, "Thôn 3", "Việc khác", 5, None, None),
        (None, "Thôn 3", "Đủ các bước", None, None, None),
        (None, "Thôn 3", "Đủ các bước", 5, None, "01/02/2030"),
        (None, "Thôn 3", "Đủ các bước", 5, None, "cuối năm"),
    ]
    found = look(desk, rows=rows)
    assert [issue.code for issue in found.result.issues] == [
        "target_indicator_unknown",
        "target_amount_missing",
        "target_due_outside",
        "target_due_unread",
    ]
    bring(desk, found)
    assert cells(desk, date(2026, 11, 30)) == {("Buôn Jung", "all_steps"): (TargetKind.COUNT, 150)}
    assert cells(desk) == {
        ("Krông Pắc", "all_steps"): (TargetKind.COUNT, 900),
        ("Buôn Jung", "reached"): (TargetKind.PERCENT, 7500),
        ("Buôn Jung", "all_steps"): (TargetKind.COUNT, 300),
    }


@pytest.mark.parametrize(
    ("cell", "heading", "wanted"),
    [
        (0.8, "Đủ các bước", (TargetKind.PERCENT, 8000)),
        (80, "Đủ các bước (%)", (TargetKind.PERCENT, 8000)),
        ("80,5 %", "Đủ các bước", (TargetKind.PERCENT, 8050)),
        (0, "Đủ các bước", (TargetKind.COUNT, 0)),
    ],
)
def test_shares_and_numbers(desk: Desk, cell: object, heading: str, wanted: tuple[TargetKind, int]) -> None:
    found = look(desk, rows=[("Thôn, buôn", heading), ("Thôn 3", cell)])
    (row,) = found.rows
    assert [(w.kind, w.amount) for w in row.wanted] == [wanted]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (-5, "target_negative"),
        ("101%", "target_over_hundred"),
        ("7,5", "target_unreadable"),
        ("chưa giao", "target_unreadable"),
    ],
)
def test_cells_that_are_no_target(desk: Desk, cell: object, code: str) -> None:
    found = look(desk, rows=[("Thôn, buôn", "Đủ các bước"), ("Thôn 3", cell)])
    assert [issue.code for issue in found.result.issues] == [code]


def test_one_target_with_two_numbers_is_refused_where_it_stands_again(desk: Desk) -> None:
    rows = [("Thôn, buôn", "Đủ các bước"), ("Thôn 3", 5), ("thôn 3", 6), ("Thôn 3", 5)]
    found = look(desk, rows=rows)
    assert [(row.number, row.refused, row.known) for row in found.rows] == [
        (2, False, False),
        (3, True, False),
        (4, False, True),
    ]
    bring(desk, found)
    assert cells(desk) == {("Thôn 3", "all_steps"): (TargetKind.COUNT, 5)}


def test_a_share_of_nobody_knows_whom_is_refused(desk: Desk) -> None:
    rows = [("Đơn vị", "Đủ các bước"), ("Trường THCS Nguyễn Trãi", "50%")]
    assert [(i.code, i.value) for i in look(desk, rows=rows).result.issues] == [
        ("population_missing", "Trường THCS Nguyễn Trãi")
    ]


def test_the_file_twice_changes_nothing(desk: Desk) -> None:
    bring(desk)
    before = (desk.state(), desk.rows(target), desk.rows(import_batch))
    again = bring(desk)
    assert (again.accepted, again.duplicates, again.batch) == (0, 2, None)
    assert (desk.state(), desk.rows(target), desk.rows(import_batch)) == before


def test_the_batch_twice_is_one(desk: Desk) -> None:
    found, own_id = look(desk), new_id()
    targets.run(call=desk.as_(Persona.OFFICIAL), dry_run=found, batch_id=own_id)
    before = desk.state()
    assert targets.run(call=desk.as_(Persona.OFFICIAL), dry_run=found, batch_id=own_id).repeated
    assert desk.state() == before


def test_what_was_set_after_the_dry_run_is_not_written_over(desk: Desk) -> None:
    found = look(desk)
    typed(desk, "Thôn 3", 77)
    done = bring(desk, found)
    assert [(i.row, i.code, i.value) for i in done.issues if i.code == "target_changed_meanwhile"] == [
        (4, "target_changed_meanwhile", "77")
    ]
    assert cells(desk)["Thôn 3", "all_steps"] == (TargetKind.COUNT, 77)
    # Looked at again, the list may replace it: it is a decision then.
    assert bring(desk).accepted == 1


def test_one_event_that_says_what_came(desk: Desk) -> None:
    before = desk.revision()
    with desk.one_event("import.run") as fresh:
        bring(desk)
    assert (fresh[0]["after"]["added"], desk.revision()) == (2, before + 1)


# ---------------------------------------------------------------------------------------- and back
def test_an_undo_puts_back_what_stood_before(desk: Desk) -> None:
    typed(desk, "Buôn Jung", 50)
    batch = bring(desk).batch
    assert batch is not None
    with desk.one_event("import.undo"):
        undone = undo_list(call=desk.as_(Persona.OFFICIAL, LATER), batch_id=batch)
    assert (undone.removed, undone.stayed) == (3, ())
    assert cells(desk) == {("Buôn Jung", "all_steps"): (TargetKind.COUNT, 50)}
    assert bring(desk).accepted == 2


def test_what_was_set_since_stays_and_is_named(desk: Desk) -> None:
    batch = bring(desk).batch
    assert batch is not None
    typed(desk, "Thôn 3", 7, version=1)
    undone = undo_list(call=desk.as_(Persona.OFFICIAL, LATER), batch_id=batch)
    assert (undone.removed, undone.stayed) == (2, ("Thôn 3",))
    assert cells(desk) == {("Thôn 3", "all_steps"): (TargetKind.COUNT, 7)}


# ---------------------------------------------------------------------------------------- it refuses
@pytest.mark.parametrize(
    ("who", "code"),
    [
        (Persona.NEIGHBOUR, "campaign_unknown"),
        (Persona.TEAM_LEAD, "not_permitted"),
        (Persona.VOLUNTEER, "not_permitted"),
        (Persona.LEADER, "not_permitted"),
    ],
)
def test_only_who_sets_targets_here(desk: Desk, who: Persona, code: str) -> None:
    found = look(desk)
    with desk.refused(code):
        look(desk, by=who)
    with desk.refused(code):
        bring(desk, found, by=who)


def test_a_closed_campaign_takes_none(desk: Desk) -> None:
    found = look(desk)
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, reason="xong")
    with desk.refused("campaign_closed"):
        bring(desk, found)


def test_of_a_foreign_batch_nobody_learns_that_it_exists(desk: Desk) -> None:
    batch = bring(desk).batch
    assert batch is not None
    with desk.refused("batch_unknown"):
        undo_list(call=desk.as_(Persona.NEIGHBOUR), batch_id=batch)


def test_a_list_without_places_or_indicators_has_no_header(desk: Desk) -> None:
    with desk.refused("header_missing"):
        look(desk, rows=[("Họ và tên", "Ngày sinh"), ("Y Thử", "1990")])


def test_more_rows_cost_no_more_queries(desk: Desk) -> None:
    counts = []
    for rows in (TARGETS, (*TARGETS, *((n, f"Thôn {n + 200}", n, None, None) for n in range(30)), (1, "pan", 9))):
        found = look(desk, rows=rows)
        with desk.statements() as seen:
            bring(desk, found)
        counts.append(len(seen))
    assert counts[0] == counts[1]
