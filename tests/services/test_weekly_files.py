"""The weekly files: whole or not at all, once, made up for after a stop, and trouble that stops nobody else."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from campaign.charts.document import document_pictures
from campaign.clock import moment_at
from campaign.config import Settings
from campaign.domain.report_weeks import ReportPart
from campaign.domain.vocabulary import PeriodKind
from campaign.reports import weekly
from campaign.reports.weekly import WeekFiles, folder_of, write_due
from campaign.services import report_schedule, runtime
from campaign.services.document_view import document_view
from campaign.web import weekly as beside
from tests.support.desk import Desk
from tests.support.walks.reports import WISH
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, TODAY, Persona

MONDAY = TODAY + timedelta(days=1)
STEM = f"bao-cao-tuan-{TODAY.isoformat()}"


@pytest.fixture
def desk_of_week(desk: Desk) -> Desk:
    """A week with something in it, and the schedule of all its files."""
    desk.save("maryam", ("chip_id_card", "scam_awareness"))
    put(desk)
    return desk


def put(desk: Desk, slug: str = CAMPAIGN, **changes: Any) -> None:  # noqa: ANN401 - fields of a wish
    wish = replace(WISH, **{"parts": tuple(ReportPart), **changes})
    report_schedule.set_schedule(call=desk.system(), slug=slug, wish=wish)


def write(desk: Desk, folder: Path, day: date = MONDAY) -> tuple[WeekFiles, ...]:
    return write_due(call=desk.system(moment_at(day, hour=1)), folder=folder, pictures=document_pictures)


def names(folder: Path, slug: str = CAMPAIGN) -> list[str]:
    return sorted(path.name for path in (folder / slug).iterdir())


def test_the_finished_week_lies_in_the_folder_and_every_file_opens(desk_of_week: Desk, tmp_path: Path) -> None:
    with desk_of_week.one_event("schedule.written"):
        found = write(desk_of_week, tmp_path)
    assert [one.error for one in found] == [None]
    assert names(tmp_path) == [f"{STEM}.{ending}" for ending in ("docx", "pdf", "txt", "xlsx")]
    folder = tmp_path / CAMPAIGN
    assert len(Document(str(folder / f"{STEM}.docx")).paragraphs) > 5
    assert len(PdfReader(folder / f"{STEM}.pdf").pages) == 5
    text = (folder / f"{STEM}.txt").read_text(encoding="utf-8-sig")
    assert "BÀI ĐỌC TRÊN LOA PHÁT THANH" in text
    assert "KẾT QUẢ TUẦN 16/11–22/11/2026" in text
    book = load_workbook(folder / f"{STEM}.xlsx", data_only=True)
    view = document_view(call=desk_of_week.as_(Persona.OFFICIAL), slug=CAMPAIGN, kind=PeriodKind.WEEK, as_of=TODAY)
    total = next(row for row in book["Theo từng bước"].iter_rows(values_only=True) if row[1] == "Tổng cộng")
    assert list(total[2::2]) == [indicator.here.result for indicator in view.indicators]


def test_no_week_is_written_twice_and_a_clerks_changes_stay(desk_of_week: Desk, tmp_path: Path) -> None:
    write(desk_of_week, tmp_path)
    edited = tmp_path / CAMPAIGN / f"{STEM}.docx"
    edited.write_bytes(b"by hand")
    before = desk_of_week.state()
    assert write(desk_of_week, tmp_path, MONDAY + timedelta(days=5)) == ()
    assert (edited.read_bytes(), desk_of_week.state()) == (b"by hand", before)


def test_missed_weeks_are_made_up_for_as_they_were(desk_of_week: Desk, tmp_path: Path) -> None:
    put(desk_of_week, parts=(ReportPart.TEXTS,))
    write(desk_of_week, tmp_path)
    write(desk_of_week, tmp_path, MONDAY + timedelta(days=15))
    assert names(tmp_path) == [f"bao-cao-tuan-2026-{day}.txt" for day in ("11-22", "11-29", "12-06")]
    later = (tmp_path / CAMPAIGN / "bao-cao-tuan-2026-11-29.txt").read_text(encoding="utf-8-sig")
    assert "KẾT QUẢ TUẦN 23/11–29/11/2026" in later


def test_another_weekday_has_the_seven_days_before_it(desk_of_week: Desk, tmp_path: Path) -> None:
    put(desk_of_week, weekday=4, parts=(ReportPart.TEXTS,))
    write(desk_of_week, tmp_path, date(2026, 11, 27))
    text = (tmp_path / CAMPAIGN / "bao-cao-tuan-2026-11-26.txt").read_text(encoding="utf-8-sig")
    assert "KẾT QUẢ TUẦN 20/11–26/11/2026" in text


def test_a_folder_that_refuses_is_noted_and_keeps_nobody_else_back(
    desk_of_week: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(desk_of_week, NEIGHBOUR_CAMPAIGN, parts=(ReportPart.TEXTS,))
    (tmp_path / CAMPAIGN).write_text("a file stands where the folder should be")
    found = {one.week.campaign: one for one in write(desk_of_week, tmp_path)}
    assert found[CAMPAIGN].error is not None
    assert found[CAMPAIGN].error.code == "report_folder_refused"
    assert names(tmp_path, NEIGHBOUR_CAMPAIGN) == [f"{STEM}.txt"]
    shown = report_schedule.read_schedule(call=desk_of_week.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert (shown.trouble, shown.written_until) == ("report_folder_refused", None)
    assert "were not written" in caplog.text
    # As soon as the folder can be written again, the week is made up for and the trouble gone.
    (tmp_path / CAMPAIGN).unlink()
    write(desk_of_week, tmp_path)
    again = report_schedule.read_schedule(call=desk_of_week.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert (again.trouble, again.written_until) == ("", TODAY)


def test_a_full_disk_leaves_no_half_file(desk_of_week: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, content: bytes) -> int:
        with _path.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(Path, "write_bytes", full)
        found = write(desk_of_week, tmp_path)
    assert found[0].error is not None
    assert names(tmp_path) == []
    assert [one.error for one in write(desk_of_week, tmp_path)] == [None]


def test_a_fault_of_ours_is_logged_with_a_number_and_noted(
    desk_of_week: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(**_view: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(weekly, "summary_table", broken)
    put(desk_of_week, NEIGHBOUR_CAMPAIGN, parts=(ReportPart.TEXTS,))
    found = {one.week.campaign: one.error for one in write(desk_of_week, tmp_path)}
    assert found[CAMPAIGN] is not None
    assert found[CAMPAIGN].code == "documents_not_made"
    assert found[NEIGHBOUR_CAMPAIGN] is None
    assert "fault" in caplog.text


def test_two_writers_at_once_note_the_week_once_and_leave_whole_files(desk_of_week: Desk, tmp_path: Path) -> None:
    put(desk_of_week, parts=(ReportPart.TABLE, ReportPart.TEXTS))
    writers = [Thread(target=write, args=(desk_of_week, tmp_path)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert names(tmp_path) == [f"{STEM}.txt", f"{STEM}.xlsx"]
    content = (tmp_path / CAMPAIGN / f"{STEM}.xlsx").read_bytes()
    assert load_workbook(io.BytesIO(content)).sheetnames
    assert len(desk_of_week.events("schedule.written")) == 1


def test_nothing_is_written_before_somebody_turns_it_on(desk: Desk, tmp_path: Path) -> None:
    assert write(desk, tmp_path) == ()
    put(desk, is_on=False)
    assert write(desk, tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_the_folder_lies_beside_the_key_file() -> None:
    assert folder_of(Settings(key_file=Path("/srv/cds/secret.key"))) == Path("/srv/cds/reports")


class OneLook(Event):
    """Ends the sweep after its first look."""

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout == 3600
        return True


@pytest.fixture
def swept(desk_of_week: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(runtime, "store", lambda: desk_of_week.store)
    monkeypatch.setattr(runtime, "present", lambda: moment_at(MONDAY))
    monkeypatch.setattr(beside, "settings", lambda: Settings(key_file=tmp_path / "secret.key"))
    return tmp_path / "reports"


def test_the_server_looks_at_its_start_and_goes_on_whatever_happens(
    swept: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    beside.sweep(stop=OneLook())
    assert f"{STEM}.docx" in names(swept)

    def broken(**_call: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(beside, "write_due", broken)
    with caplog.at_level(logging.ERROR):
        beside.sweep(stop=OneLook())
    assert "could not be looked for" in caplog.text
