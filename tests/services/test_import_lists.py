"""A folder of lists as communes keep them, imported one after the other: the people in the database are those expected.

The lists are built by hand in tests/support/lists, with what is expected of each.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from campaign.clock import new_id
from campaign.db.tables import audit_event, citizen, import_issue, import_row, record
from campaign.domain.vocabulary import RowOutcome, StepStatus
from campaign.services.imports import citizens, undoing
from campaign.services.imports.request import ImportRequest
from tests.support.lists import SAMPLES, Expected, Problem, Sample
from tests.support.world import CAMPAIGN, Persona

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.imports.results import ImportResult
    from tests.support.desk import Desk

SECRETS = ("Ê Đê", "Kinh", "Tin lành", "Phật giáo", "Nùng", "Người cao tuổi", "Khuyết tật", "Đơn thân")


def dry_run(desk: Desk, sample: Sample) -> citizens.DryRun:
    """Return what an import of a list would do."""
    request = ImportRequest(
        campaign=CAMPAIGN,
        file_name=sample.file_name,
        content=sample.make(),
        place_code=desk.world.place(sample.place).code if sample.place else None,
    )
    return citizens.dry_run(call=desk.as_(Persona.OFFICIAL), request=request)


def imported(desk: Desk, sample: Sample) -> ImportResult:
    """Import a list."""
    return citizens.run(call=desk.as_(Persona.OFFICIAL), dry_run=dry_run(desk, sample), batch_id=new_id())


def brought(desk: Desk, batch_id: UUID) -> list[Expected]:
    """Return the people that a batch added as the database holds them, in the form in which a list expects them."""
    added = (import_row.c.batch_id == batch_id) & (import_row.c.outcome == RowOutcome.ADDED.value)
    wanted = select(citizen).where(
        citizen.c.commune_id == import_row.c.commune_id, citizen.c.id == import_row.c.citizen_id, added
    )
    names = {place.id: name for name, place in desk.world.places.items()}
    keys = {step.id: step.key for step in desk.world.campaign.steps}
    with desk.store.read() as connection:
        rows = connection.execute(wanted).all()
        records = connection.execute(select(record).where(record.c.save_id == batch_id)).all()
    steps: dict[UUID, dict[str, Any]] = {}
    for row in records:
        done = StepStatus(row.status)
        day = row.day if done is StepStatus.COMPLETED else None
        steps.setdefault(row.citizen_id, {})[keys[row.indicator_id]] = (done, day)
    return [
        Expected(
            row=0,
            name=row.full_name,
            birth=str(row.birth_date or row.birth_year or ""),
            sex=row.sex or "",
            phone=opened(desk, row, "phone"),
            personal_id=opened(desk, row, "personal_id"),
            village=names[row.place_id],
            guardian=row.guardian_name or "",
            steps=steps.get(row.id, {}),
        )
        for row in rows
    ]


def opened(desk: Desk, row: Any, column: str) -> str:  # noqa: ANN401 - a row of the database
    """Return a sealed number."""
    sealed = getattr(row, f"{column}_cipher")
    return desk.store.vault.open(sealed, owner=row.id, column=column) if sealed else ""


def in_order(people: list[Expected]) -> list[Expected]:
    """Return people by name, without where they stood in the list and what was said of it."""
    return sorted((replace(one, row=0, sheet=None, problems=()) for one in people), key=lambda one: one.name)


def test_every_list_brings_the_people_that_are_in_it(desk: Desk) -> None:
    for sample in SAMPLES:
        result = imported(desk, sample)
        counts = {name: sum(e.outcome == name for e in sample.people) for name in ("accepted", "rejected", "duplicate")}
        assert (result.rows_read, result.accepted, result.rejected, result.duplicates) == (
            len(sample.people),
            *counts.values(),
        ), sample.key
        assert result.batch is not None
        expected = [replace(one, outcome="accepted") for one in sample.people if one.outcome == "accepted"]
        assert in_order(brought(desk, result.batch)) == in_order(expected), sample.key
        assert dict(result.columns) == dict(sample.columns)
        said = {(issue.sheet, issue.row, Problem(issue.code, issue.heading)) for issue in result.issues}
        for one in sample.people:
            for problem in one.problems:
                assert (one.sheet, one.row, problem._replace(value=None)) in said, (sample.key, problem)
    desk.verified()
    assert nothing_sensitive_is_kept(desk)


def nothing_sensitive_is_kept(desk: Desk) -> bool:
    """Whether no cell of ethnicity, religion or poverty reached the tables that an import fills."""
    with desk.store.read() as connection:
        held = [
            str(tuple(row))
            for table in (citizen, import_row, import_issue, audit_event)
            for row in connection.execute(select(table))
        ]
    return not any(secret in text for text in held for secret in SECRETS)


@pytest.mark.parametrize("keys", [("households", "police", "steps"), ("pupils", "youth", "exported")], ids=str)
def test_a_list_taken_in_twice_and_taken_back_leaves_everything_as_it_was(desk: Desk, keys: tuple[str, ...]) -> None:
    samples = [sample for sample in SAMPLES if sample.key in keys]
    before = desk.state()
    batches = [imported(desk, sample).batch for sample in samples]
    there = desk.state()
    for sample in samples:
        again = imported(desk, sample)
        assert (again.accepted, again.batch) == (0, None)
        assert again.duplicates + again.rejected == again.rows_read
    assert desk.state() == there
    for batch_id in reversed(batches):
        assert batch_id is not None
        undone = undoing.undo(call=desk.as_(Persona.OFFICIAL), batch_id=batch_id)
        assert undone.stayed == ()
    assert desk.state()["counted"] == before["counted"]
    desk.verified()


def test_the_order_of_the_lists_does_not_matter(desk: Desk) -> None:
    samples = [sample for sample in SAMPLES if sample.key in {"households", "police", "steps"}]
    counted = []
    for order in (samples, samples[::-1]):
        batches = [imported(desk, sample).batch for sample in order]
        counted.append(desk.state()["counted"])
        for batch_id in batches:
            assert batch_id is not None
            undoing.undo(call=desk.as_(Persona.OFFICIAL), batch_id=batch_id)
    assert counted[0] == counted[1]


def test_the_answer_can_be_read_by_other_programs(desk: Desk) -> None:
    for sample in SAMPLES:
        answer = json.loads(json.dumps(dry_run(desk, sample).result.as_json()))
        assert answer["rows_read"] == answer["accepted"] + answer["rejected"] + answer["duplicates"]
        for one in answer["issues"]:
            assert one["severity"] in {"error", "warning", "notice"}
            # Eight digits are a day; nine would be a phone or an id that nobody masked.
            assert sum(letter.isdigit() for letter in one["value"]) <= len("31021980"), one
