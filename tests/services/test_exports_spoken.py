"""Exports in the reader's words, and the names of their files."""

import unicodedata
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from campaign.domain.imports.layout import tables_of
from campaign.domain.vocabulary import StepStatus
from campaign.i18n import use_language
from campaign.reports.sheets import write_sheet
from campaign.reports.spoken import file_name, spoken_citizens
from campaign.services.exports import export_citizens
from campaign.services.imports.reader import read_file
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, Persona

DAY = date(2026, 11, 22)


def written(desk: Desk, folder: Path) -> Path:
    table = export_citizens(
        call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, reveal=True, reason="đối chiếu với Công an xã"
    )
    names = {step.key: step.name_vi for step in desk.world.campaign.steps}
    path = folder / "danh-sach.xlsx"
    assert write_sheet(sheet=spoken_citizens(table=table, steps=names), path=path) == 5
    return path


def test_headings_and_words_are_those_of_the_reader(desk: Desk, tmp_path: Path) -> None:
    desk.save("maryam", {"chip_id_card": StepStatus.ALREADY_HAD, "scam_awareness": StepStatus.COMPLETED})
    book = openpyxl.load_workbook(written(desk, tmp_path))
    assert book.sheetnames == ["Danh sách công dân"]
    heads, *rows = book.worksheets[0].values
    people = [dict(zip(heads, row, strict=True)) for row in rows]
    maryam = next(person for person in people if person["Họ và tên"] == "H’Maryam Niê")
    assert (maryam["Ngày, tháng, năm sinh"], maryam["Giới tính"]) == ("12/03/1994", "Nữ")
    names = {step.key: step.name_vi for step in desk.world.campaign.steps}
    assert maryam[names["chip_id_card"]] == "Đã có từ trước"
    assert maryam[names["scam_awareness"]] == "Đã hoàn thành"


def test_the_importer_understands_its_columns(desk: Desk, tmp_path: Path) -> None:
    path = written(desk, tmp_path)
    found = tables_of(file=read_file(name=path.name, content=path.read_bytes()), steps=desk.world.campaign.steps)
    understood = set(found.columns())
    steps = {step.key for step in desk.world.campaign.steps}
    assert {"id", "full_name", "birth_date", "birth_year", "sex", "phone", "personal_id", "village"} <= understood
    assert steps <= understood
    assert len(found.tables[0].rows) == 5


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_heading_has_its_word(desk: Desk, tmp_path: Path, language: str) -> None:
    use_language(language)
    heads = next(iter(openpyxl.load_workbook(written(desk, tmp_path)).worksheets[0].values))
    assert len(set(heads)) == len(heads)
    assert not any("_" in str(head) for head in heads)


def test_names_of_files() -> None:
    made = file_name(title="Danh sách công dân", place=unicodedata.normalize("NFD", "Buôn Jung"), on=DAY, ending=".csv")
    assert made == "Danh sách công dân - Buôn Jung - 22-11-2026.csv"
    odd = file_name(title='Tiến độ: "xã"', place="Thôn 1/2\\3", on=DAY, ending=".xlsx")
    assert odd == "Tiến độ xã - Thôn 1 2 3 - 22-11-2026.xlsx"
    assert len(file_name(title="x" * 300, place="", on=DAY, ending=".csv")) <= 124
