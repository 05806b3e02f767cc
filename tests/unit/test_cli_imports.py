"""Imports on the command line, as other programs call them: JSON on stdout, sentences on stderr, exit statuses."""

from __future__ import annotations

import base64
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from campaign.cli import main
from campaign.i18n import use_language
from tests.support.databases import KEY
from tests.support.imports import ANH, BA, HAI, HEADINGS
from tests.support.list_files import PLACES, TARGETS, workbook
from tests.support.world import CAMPAIGN, COMMUNE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.databases import Databases
    from tests.support.world import World

REFUSED = "5;;02/02/1970;Nam;;;Buôn Pan;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command printed
        return json.loads(self.out)


@pytest.fixture
def engine() -> str:
    return "sqlite"


@pytest.fixture
def home(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    databases: Databases,
    world: World,
    worlds: dict[str, tuple[str, World]],
) -> Iterator[Path]:
    """A folder with lists, beside an installation that holds the small world."""
    key = tmp_path / "secret.key"
    key.write_text(base64.b64encode(KEY).decode())
    key.chmod(0o600)
    url = databases.copy(worlds["sqlite"][0])
    monkeypatch.setenv("CAMPAIGN_DATABASE_URL", url)
    monkeypatch.setenv("CAMPAIGN_KEY_FILE", str(key))
    monkeypatch.setenv("CAMPAIGN_TODAY", "2026-11-22")
    monkeypatch.setenv("CAMPAIGN_LANGUAGE", "vi")
    (tmp_path / "dan.csv").write_text(f"{HEADINGS}\n{ANH}\n{HAI}\n{BA}\n{REFUSED}", "utf-8")
    yield tmp_path
    use_language("vi")
    databases.drop(url)


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run one command line in this process."""

    def call(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["campaign", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err + printed.out
        return Ran(status=int(ended.value.code or 0), out=printed.out, err=printed.err)

    return call


def citizens(home: Path, *more: object, name: str = "dan.csv") -> tuple[object, ...]:
    return ("import", "citizens", home / name, "--campaign", CAMPAIGN, *more)


def test_a_list_is_imported_refused_rows_come_back_and_all_of_it_is_undone(home: Path, run: Callable[..., Ran]) -> None:
    looked = run(*citizens(home, "--dry-run", "--json"))
    assert (looked.status, looked.json["batch"], looked.json["accepted"]) == (0, None, 3)
    done = run(*citizens(home, "--json", "--rejected", home / "sua.xlsx"))
    assert done.status == 0, done.err
    assert [done.json[key] for key in ("rows_read", "accepted", "rejected", "duplicates")] == [4, 3, 1, 0]
    assert done.json["columns"]["full_name"] == ["Họ và tên"]
    (said,) = (issue for issue in done.json["issues"] if issue["severity"] == "error")
    assert said == {
        "sheet": None, "row": 5, "column": "Họ và tên", "code": "name_missing", "severity": "error", "value": ""
    }  # fmt: skip
    book = load_workbook(home / "sua.xlsx")
    page = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert len(rows) == 2
    assert rows[0][-1] == "Lý do"
    page.cell(row=2, column=rows[0].index("Họ và tên") + 1, value="Đỗ Văn Năm")
    book.save(home / "da-sua.xlsx")
    mended = run(*citizens(home, "--json", name="da-sua.xlsx"))
    assert [mended.json[key] for key in ("rows_read", "accepted", "rejected", "duplicates")] == [1, 1, 0, 0]
    twice = run(*citizens(home, "--json"))
    assert [twice.json[key] for key in ("accepted", "duplicates", "batch")] == [0, 3, None]
    undone = run("import", "undo", done.json["batch"], "--json")
    assert (undone.status, undone.json["removed"], undone.json["stayed"]) == (0, 3, [])
    assert run("verify").status == 0


def test_a_person_reads_counts_and_what_is_wrong(home: Path, run: Callable[..., Ran]) -> None:
    done = run(*citizens(home))
    assert done.status == 0
    assert "Dòng đã đọc" in done.out
    assert "Họ và tên" in done.out
    assert "campaign import undo" in done.err


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file_empty"), (b"a;b\n1;2\n", "header_missing"), (b"PK\x03\x04xxxx", "file_unreadable")],
)
def test_a_file_refused_whole_is_an_error_for_programs_and_a_sentence_for_people(
    home: Path, run: Callable[..., Ran], content: bytes, code: str
) -> None:
    (home / "hong.csv").write_bytes(content)
    found = run(*citizens(home, "--json", name="hong.csv"))
    assert found.status == 1
    assert found.json["error"]["code"] == code
    assert found.json["error"]["message"] in found.err
    silent = run(*citizens(home, name="hong.csv"))
    assert (silent.status, silent.out) == (1, "")


def test_wrong_usage_is_no_refusal(home: Path, run: Callable[..., Ran]) -> None:
    assert run(*citizens(home, name="khong-co.csv")).status == 2
    assert run("import", "citizens", home / "dan.csv").status == 2
    assert run("import", "undo", "khong-phai-ma").status == 2
    unknown = run("import", "citizens", home / "dan.csv", "--campaign", "khong-co", "--json")
    assert (unknown.status, unknown.json["error"]["code"]) == (1, "campaign_unknown")


def test_places_and_targets_are_imported_and_taken_back(home: Path, run: Callable[..., Ran]) -> None:
    (home / "thon.xlsx").write_bytes(workbook(PLACES))
    (home / "chi-tieu.xlsx").write_bytes(workbook(TARGETS))
    for words in (
        ("import", "places", home / "thon.xlsx", "--parent", COMMUNE, "--json"),
        ("import", "targets", home / "chi-tieu.xlsx", "--campaign", CAMPAIGN, "--json"),
    ):
        assert run(*words, "--dry-run").json["batch"] is None
        done = run(*words)
        assert done.status == 0, done.err
        assert done.json["accepted"] > 0
        undone = run("import", "undo", done.json["batch"], "--json")
        assert (undone.status, undone.json["removed"] > 0) == (0, True)
    assert run("verify").status == 0
