"""What leaves the house as a table."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from campaign.db.queries import people as queries
from campaign.db.queries.people import StoredCitizen
from campaign.domain.vocabulary import StepStatus
from campaign.reports.sheets import Sheet, write_sheet
from campaign.services import exports
from campaign.services.exports import CITIZEN_COLUMNS, Table, export_citizens, export_progress
from campaign.services.progress import progress_report
from tests.support.desk import Desk
from tests.support.example import aim
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, Persona


def citizens(
    desk: Desk,
    by: Persona = Persona.OFFICIAL,
    *,
    slug: str = CAMPAIGN,
    place: str | None = None,
    reveal: bool = False,
    reason: str = "",
) -> Table:
    return export_citizens(call=desk.as_(by), slug=slug, place_code=place, reveal=reveal, reason=reason)


def people(table: Table) -> dict[str, dict[str, object]]:
    return {str(row[1]): dict(zip(table.heads, row, strict=True)) for row in table.rows}


# ----------------------------------------------------------------------------------------- citizens
def test_the_columns_of_the_contract_then_one_a_step(desk: Desk) -> None:
    table = citizens(desk)
    assert ", ".join(table.heads[: len(CITIZEN_COLUMNS)]) == (
        "id, full_name, birth_date, birth_year, sex, phone, personal_id, place_code, place_name, "
        "village_local_code, guardian_name, consent, created_at"
    )
    assert table.heads[len(CITIZEN_COLUMNS) :] == desk.world.steps


def test_people_with_masked_numbers_and_their_steps(desk: Desk) -> None:
    desk.save("maryam", {"chip_id_card": StepStatus.ALREADY_HAD, "scam_awareness": StepStatus.COMPLETED})
    table = citizens(desk)
    assert table.expected == 5
    found = people(table)
    assert len(found) == 5
    maryam = found["H’Maryam Niê"]
    assert maryam["id"] == str(desk.world.people["maryam"].id)
    assert (maryam["birth_date"], maryam["birth_year"], maryam["sex"]) == ("1994-03-12", 1994, "female")
    assert (maryam["phone"], maryam["personal_id"]) == ("091•••678", "066•••••••34")
    assert (maryam["place_code"], maryam["village_local_code"]) == ("24490-V07", "V07")
    assert (maryam["chip_id_card"], maryam["scam_awareness"], maryam["eid_level2"]) == ("already_had", "completed", "")
    sien = found["Y Siên Ayŭn"]
    assert (sien["birth_date"], sien["birth_year"], sien["personal_id"]) == ("", 1961, "")
    assert found["Trần Gia Bảo"]["guardian_name"] == "Trần Văn Hòa"
    assert found["Trần Gia Bảo"]["consent"] == "not_required"


def test_voided_steps_are_not_told(desk: Desk) -> None:
    desk.save("maryam", {"chip_id_card": StepStatus.ASSISTED})
    desk.save("maryam", "chip_id_card")
    assert people(citizens(desk))["H’Maryam Niê"]["chip_id_card"] == "completed"


def test_one_village(desk: Desk) -> None:
    assert set(people(citizens(desk, place="24490-V07"))) == {"H’Maryam Niê", "Y Siên Ayŭn", "Trần Gia Bảo"}


def test_whole_numbers_need_a_reason_and_leave_it_in_the_log_before_the_first_row(desk: Desk) -> None:
    with desk.one_event("citizen.export_revealed") as log:
        table = citizens(desk, reveal=True, reason="đối chiếu với Công an xã")
    assert (log[0]["reason"], log[0]["after"]) == ("đối chiếu với Công an xã", {"rows": 5})
    maryam = people(table)["H’Maryam Niê"]
    assert (maryam["phone"], maryam["personal_id"]) == ("+84912345678", "066194001234")
    with desk.refused("reason_missing"):
        citizens(desk, reveal=True, reason="  ")


def test_a_masked_export_is_logged_too(desk: Desk) -> None:
    with desk.one_event("citizen.export") as log:
        citizens(desk)
    assert log[0]["actor"] == Persona.OFFICIAL.value


def test_who_may_take_people_out_of_the_house(desk: Desk) -> None:
    for persona in (Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR):
        with desk.refused("not_permitted", action="export_people"):
            citizens(desk, persona)
    with desk.refused("campaign_unknown"):
        citizens(desk, Persona.NEIGHBOUR)
    assert set(people(citizens(desk, Persona.NEIGHBOUR, slug=NEIGHBOUR_CAMPAIGN))) == {"Y Phê Kpă"}
    with desk.refused("place_outside_campaign"):
        citizens(desk, Persona.ADMIN, place="24502")


def test_pages_join_without_a_gap(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "_PAGE", 2)
    assert len(people(citizens(desk))) == 5


def test_a_page_that_is_lost_leaves_no_file(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = queries.stream_citizens

    def cut_short(*args: Any, **more: Any) -> tuple[StoredCitizen, ...]:  # noqa: ANN401 - handed on
        return tuple(whole(*args, **more)[:-1])

    monkeypatch.setattr(queries, "stream_citizens", cut_short)
    table = citizens(desk)
    with desk.refused("export_incomplete", written=4, expected=5):
        write_sheet(sheet=Sheet(name=table.name, heads=table.heads, rows=table.rows), path=tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


def test_who_is_enrolled_meanwhile_does_not_spoil_the_export(desk: Desk) -> None:
    table = citizens(desk)
    rows = iter(table.rows)
    next(rows)
    desk.enrol("Lò Văn Mới")
    assert 1 + len(list(rows)) in {5, 6}


def test_a_key_of_another_house_opens_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from campaign.db.vault import Vault  # noqa: PLC0415 - the one test that needs another key

    monkeypatch.setattr(desk.store, "vault", Vault(b"x" * 32))
    table = citizens(desk)
    with desk.refused("key_wrong"):
        list(table.rows)


# ----------------------------------------------------------------------------------------- progress
def test_the_summary_has_the_numbers_of_the_report(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness")
    aim(desk, "Buôn Jung", 40)
    table = export_progress(call=desk.as_(Persona.LEADER), slug=CAMPAIGN)
    report = progress_report(call=desk.as_(Persona.LEADER), slug=CAMPAIGN).as_json()["rows"]
    rows = [dict(zip(table.heads, row, strict=True)) for row in table.rows]
    assert rows == report
    assert table.expected == len(rows) == 5 * 13


def test_who_may_take_the_summary(desk: Desk) -> None:
    with desk.refused("not_permitted", action="export_progress"):
        export_progress(call=desk.as_(Persona.VOLUNTEER), slug=CAMPAIGN)
    with desk.refused("campaign_unknown"):
        export_progress(call=desk.as_(Persona.NEIGHBOUR), slug=CAMPAIGN)


# --------------------------------------------------------------------------------------------- files
def test_a_name_that_a_spreadsheet_would_run_comes_out_as_text(desk: Desk, tmp_path: Path) -> None:
    desk.enrol("=HYPERLINK(H’Lan)")
    table = citizens(desk)
    path = tmp_path / "people.csv"
    written = write_sheet(sheet=Sheet(name=table.name, heads=table.heads, rows=table.rows), path=path)
    assert written == table.expected == 6
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,full_name,")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert "'=HYPERLINK(H’Lan)" in {row["full_name"] for row in rows}


def test_rows_cost_no_statement_of_their_own(desk: Desk) -> None:
    def cost() -> int:
        with desk.statements() as seen:
            list(citizens(desk).rows)
        return len(seen)

    cost()
    few = cost()
    for letter in "ABCDEGHIKL":
        desk.enrol(f"Lò Văn {letter}")
    assert cost() == few
