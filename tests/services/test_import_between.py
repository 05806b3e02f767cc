"""What happens between a dry run and its import is seen by the import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from campaign.clock import new_id
from campaign.db.tables import citizen
from campaign.services.imports import citizens
from campaign.services.imports.request import ImportRequest
from campaign.services.people import EnrolCitizen, enrol
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, COMMUNE, Persona

if TYPE_CHECKING:
    from campaign.services.imports.citizens import DryRun

# Nobody of these is real.
LIST = """Họ và tên,Ngày sinh,Số CCCD,SĐT,Thôn
Nguyễn Văn Thử,05/03/1980,066080001234,0912345678,Buôn Jung
H’Thử Niê,1972,,,Buôn Pan
"""


def look(desk: Desk, text: str = LIST, *, place: str | None = COMMUNE) -> DryRun:
    request = ImportRequest(campaign=CAMPAIGN, file_name="thu.csv", content=text.encode(), place_code=place)
    return citizens.dry_run(call=desk.as_(Persona.OFFICIAL), request=request)


def counts(desk: Desk, found: DryRun) -> tuple[int, int, int]:
    result = citizens.run(call=desk.as_(Persona.OFFICIAL), dry_run=found, batch_id=new_id())
    return result.accepted, result.rejected, result.duplicates


def enrol_one(desk: Desk, name: str, village: str = "Buôn Jung", **more: str) -> None:
    place_id = desk.world.place(village).id
    command = EnrolCitizen(id=new_id(), campaign=CAMPAIGN, place_id=place_id, full_name=name, **more)  # type: ignore[arg-type]
    enrol(call=desk.as_(Persona.OFFICIAL), command=command)


def people(desk: Desk) -> int:
    with desk.store.read() as connection:
        return connection.execute(select(func.count()).select_from(citizen)).scalar_one()


def test_nothing_happened_so_everybody_is_added(desk: Desk) -> None:
    found = look(desk)
    before = people(desk)
    assert (counts(desk, found), people(desk) - before) == ((2, 0, 0), 2)


def test_somebody_who_was_enrolled_meanwhile_is_not_doubled(desk: Desk) -> None:
    found = look(desk)
    assert found.result.accepted == 2
    enrol_one(desk, "Nguyễn Văn Thử", personal_id="066080001234")
    assert counts(desk, found) == (1, 0, 1)


def test_an_id_that_was_taken_meanwhile_refuses_its_row_alone(desk: Desk) -> None:
    found = look(desk)
    enrol_one(desk, "Trần Thị Khác", personal_id="066080001234")
    before = people(desk)
    assert (counts(desk, found), people(desk) - before) == ((1, 1, 0), 1)


def test_the_same_dry_run_imported_twice_brings_nobody_twice(desk: Desk) -> None:
    found = look(desk)
    assert counts(desk, found) == (2, 0, 0)
    before = people(desk)
    assert (counts(desk, found), people(desk)) == ((0, 0, 2), before)


def test_two_dry_runs_of_one_file_bring_everybody_once(desk: Desk) -> None:
    first, second = look(desk), look(desk)
    assert (counts(desk, first), counts(desk, second)) == ((2, 0, 0), (0, 0, 2))
