"""An export of ours is a list like any other: imported again it changes nothing, masked or not."""

from dataclasses import replace
from pathlib import Path

import pytest

from campaign.clock import new_id
from campaign.db.tables import citizen, import_batch
from campaign.domain.vocabulary import StepStatus
from campaign.reports.sheets import Sheet, write_sheet
from campaign.services import exports
from campaign.services.imports import citizens
from tests.support.desk import Desk
from tests.support.imports import ANH, BA, HAI, MARYAM, bring, listed, look
from tests.support.world import CAMPAIGN, Persona


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("reveal", [True, False])
def test_import_of_an_export_is_a_fixed_point(desk: Desk, tmp_path: Path, ending: str, *, reveal: bool) -> None:
    twins = ("6;Cao Thị Sáu;1975;Nữ;;;Buôn Pan;", "7;Cao Thị Sáu;1975;Nữ;;;Buôn Pan;")
    bring(desk, ANH, HAI, BA, MARYAM, *twins)
    desk.save("dao", {"scam_awareness": StepStatus.ASSISTED}, by=Persona.OFFICIAL)
    table = exports.export_citizens(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, reveal=reveal, reason="rà soát")
    path = tmp_path / f"cong-dan.{ending}"
    write_sheet(sheet=Sheet(name=table.name, heads=table.heads, rows=table.rows), path=path)
    with desk.store.read() as connection:
        before = connection.execute(citizen.select().order_by(citizen.c.id)).all()
    counts = desk.state()
    request = replace(listed(), file_name=path.name, content=path.read_bytes())
    found = look(desk, request)
    assert (found.result.accepted, found.result.rejected) == (0, 0)
    assert found.result.duplicates == found.result.rows_read == table.expected
    result = citizens.run(call=desk.as_(Persona.OFFICIAL), dry_run=found, batch_id=new_id())
    with desk.store.read() as connection:
        assert connection.execute(citizen.select().order_by(citizen.c.id)).all() == before
    after = desk.state()
    assert {**after, "audit_event": 0, "revision": 0} == {**counts, "audit_event": 0, "revision": 0}
    assert desk.rows(import_batch) == 1 + (result.batch is not None)
    desk.verified()
    again = citizens.run(call=desk.as_(Persona.OFFICIAL), dry_run=look(desk, request), batch_id=new_id())
    assert again.batch is None
