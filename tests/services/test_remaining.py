"""What remains per village, and the sheets that are printed of it."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from campaign.clock import new_id
from campaign.db.tables import citizen
from campaign.domain.vocabulary import Consent, StepStatus
from campaign.errors import CampaignError
from campaign.i18n import use_language
from campaign.reports.remaining import remaining_html, write_remaining
from campaign.services.imports.citizens import ImportRequest, dry_run, run
from campaign.services.people_upkeep import ConsentAnswer, answer_consent
from campaign.services.remaining import Mark, Remaining, remaining
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, Persona


def left(desk: Desk, place: str | None = None, *, by: Persona = Persona.OFFICIAL, slug: str = CAMPAIGN) -> Remaining:
    return remaining(call=desk.as_(by), slug=slug, place_code=place)


def marks(found: Remaining, name: str) -> dict[str, Mark]:
    person = next(person for village in found.villages for person in village.people if person.full_name == name)
    return dict(zip((step.key for step in found.steps), person.marks, strict=True))


def names(found: Remaining) -> dict[str, list[str]]:
    return {village.name: [person.full_name for person in village.people] for village in found.villages}


def test_people_by_village_with_a_mark_for_every_required_step(desk: Desk) -> None:
    desk.save(
        "maryam",
        {
            "chip_id_card": StepStatus.ALREADY_HAD,
            "scam_awareness": StepStatus.COMPLETED,
            "eid_level2": StepStatus.ASSISTED,
            "sim_verified": StepStatus.UNREACHABLE,
            "portal_filing": StepStatus.REFUSED,
        },
    )
    found = left(desk)
    assert names(found)["Buôn Jung"] == ["Trần Gia Bảo", "H’Maryam Niê", "Y Siên Ayŭn"]
    assert found.people == sum(map(len, names(found).values())) == 5
    maryam = marks(found, "H’Maryam Niê")
    assert {step: mark for step, mark in maryam.items() if mark is not Mark.MISSING} == {
        "chip_id_card": Mark.DONE,
        "scam_awareness": Mark.DONE,
        "eid_level2": Mark.ASSISTED,
        "sim_verified": Mark.UNREACHABLE,
        "portal_filing": Mark.NOT_ASKED,
    }
    assert not {step.key for step in found.steps if not step.required}


def test_who_is_too_young_is_not_asked_and_what_must_come_first_keeps_nothing_off(desk: Desk) -> None:
    bao = marks(left(desk), "Trần Gia Bảo")
    assert Mark.NOT_ASKED in bao.values()
    assert marks(left(desk), "H’Maryam Niê")["basic_documents"] is Mark.MISSING


def test_who_has_everything_or_said_no_stands_on_no_sheet(desk: Desk) -> None:
    for step in left(desk).steps:
        desk.save("maryam", step.key)
    person = desk.world.people["sien"]
    answer_consent(
        call=desk.as_(Persona.OFFICIAL),
        command=ConsentAnswer(
            campaign=CAMPAIGN,
            commune_id=person.commune_id,
            citizen_id=person.id,
            expected=Consent.NOT_REQUIRED,
            answer=Consent.REFUSED,
        ),
    )
    found = left(desk, "24490-V07")
    assert names(found) == {"Buôn Jung": ["Trần Gia Bảo"]}
    assert found.villages[0].asked == 2


def test_phones_are_masked(desk: Desk) -> None:
    phones = {person.full_name: person.phone for village in left(desk).villages for person in village.people}
    assert phones["H’Maryam Niê"] == "091•••678"


def test_one_village_and_one_event(desk: Desk) -> None:
    with desk.one_event("citizen.export_remaining") as log:
        assert set(names(left(desk, "24490-V07"))) == {"Buôn Jung"}
    assert log[0]["after"] == {"rows": 3}


def test_who_may_take_it(desk: Desk) -> None:
    for persona in (Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR):
        with desk.refused("not_permitted", action="export_people"):
            left(desk, by=persona)
    with desk.refused("campaign_unknown"):
        left(desk, by=Persona.NEIGHBOUR)
    assert list(names(left(desk, by=Persona.NEIGHBOUR, slug=NEIGHBOUR_CAMPAIGN)).values()) == [["Y Phê Kpă"]]
    with desk.refused("place_outside_campaign"):
        left(desk, "24502", by=Persona.ADMIN)


def test_people_cost_no_statement_of_their_own(desk: Desk) -> None:
    def cost() -> int:
        with desk.statements() as seen:
            left(desk)
        return len(seen)

    cost()
    few = cost()
    for letter in "ABCDEGHIKL":
        desk.enrol(f"Lò Văn {letter}")
    assert cost() == few


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_printed_sheets(desk: Desk, tmp_path: Path, language: str) -> None:
    desk.enrol("<b>=1+1</b>")
    use_language(language)
    found = left(desk)
    page = remaining_html(found=found)
    assert page.count("<section>") == len(found.villages)
    assert page.count("<tr>") == found.people + len(found.villages)
    assert "&lt;b&gt;=1+1&lt;/b&gt;" in page
    assert "091•••678" in page
    assert "0912345678" not in page
    path = tmp_path / "con-phai-lam.xlsx"
    assert write_remaining(found=found, path=path) == found.people
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    assert book.sheetnames == [village.name for village in found.villages]
    sheet = book["Buôn Jung"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == (
        "landscape",
        9,
        "$4:$4",
    )
    assert [row[1] for row in sheet.iter_rows(min_row=5, values_only=True)] == names(found)["Buôn Jung"]
    assert write_remaining(found=found, path=tmp_path / "a.html") == found.people
    with pytest.raises(CampaignError, match="remaining_kind_unknown"):
        write_remaining(found=found, path=tmp_path / "a.csv")


def test_a_sheet_with_its_ticks_can_be_imported_and_nobody_becomes_two(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "con-phai-lam.xlsx"
    write_remaining(found=left(desk), path=path)
    book = openpyxl.load_workbook(path)
    sheet = book["Buôn Jung"]
    heads = [cell.value for cell in sheet[4]]
    steps = {step.short_vi: step.key for step in desk.world.campaign.steps}
    row = next(row for row in sheet.iter_rows(min_row=5) if row[1].value == "H’Maryam Niê")
    row[heads.index("Chống lừa đảo")].value = "x"
    book.save(path)
    people = desk.rows(citizen)
    request = ImportRequest(campaign=CAMPAIGN, file_name=path.name, content=path.read_bytes())
    looked = dry_run(call=desk.as_(Persona.OFFICIAL), request=request)
    done = run(call=desk.as_(Persona.OFFICIAL), dry_run=looked, batch_id=new_id())
    assert (done.rows_read, done.accepted, done.duplicates) == (5, 0, 5)
    # Masked phones are no phones, and nothing to complain about.
    assert not [issue for issue in done.issues if issue.code.startswith("phone")]
    assert desk.rows(citizen) == people
    assert desk.live("maryam") == {steps["Chống lừa đảo"]: StepStatus.ALREADY_HAD}


def test_a_place_where_nothing_is_left_has_a_page_that_says_so(desk: Desk, tmp_path: Path) -> None:
    empty = replace(left(desk), villages=())
    use_language("en")
    assert "Nothing remains" in remaining_html(found=empty)
    assert write_remaining(found=empty, path=tmp_path / "a.xlsx") == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert str(book.worksheets[0]["A1"].value).startswith("Nothing remains")
