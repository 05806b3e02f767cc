"""The command line as other programs call it: exit statuses, JSON on stdout, sentences on stderr, no traceback."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import stat
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from campaign.cli import main
from campaign.i18n import use_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PASSWORD = "mot-mat-khau-that-dai"
NEW = [
    "new", "--slug", "dot-1", "--name", "Đợt một", "--place", "24490", "--template", "digital_citizen_2026",
    "--start", "2026-11-08", "--end", "2027-01-06",
]  # fmt: skip
PEOPLE = [
    "id", "full_name", "birth_date", "birth_year", "sex", "phone", "personal_id", "place_code", "place_name",
    "village_local_code", "guardian_name", "consent", "created_at", "chip_id_card", "eid_level2",
]  # fmt: skip
ROW = {
    "place_code", "place_name", "place_kind", "indicator", "result", "already_had", "assisted", "eligible", "target",
    "toward_target", "rate", "planned_today", "pace", "needed_per_day", "forecast_end", "forecast_total",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command printed
        return json.loads(self.out)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run one command line in this process."""

    def call(*words: str, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["campaign", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err + printed.out
        return Ran(status=int(ended.value.code or 0), out=printed.out, err=printed.err)

    return call


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the environment of an installation, empty."""
    monkeypatch.setenv("CAMPAIGN_DATABASE_URL", f"sqlite:///{tmp_path / 'campaign.db'}")
    monkeypatch.setenv("CAMPAIGN_KEY_FILE", str(tmp_path / "secret.key"))
    monkeypatch.setenv("CAMPAIGN_TODAY", "2026-11-22")
    monkeypatch.setenv("CAMPAIGN_LANGUAGE", "en")
    yield tmp_path
    use_language("vi")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the installation that the tests copy is made, once."""
    return tmp_path_factory.mktemp("made")


@pytest.fixture
def ready(home: Path, made: Path, run: Callable[..., Ran]) -> Path:
    """An installation of xã Krông Pắc with its first administrator."""
    files = ("campaign.db", "secret.key")
    if not (made / files[0]).exists():
        assert run("init", "--commune", "24490", "--admin", "quantri", "--password-stdin", stdin=PASSWORD).status == 0
        for name in files:
            shutil.copy2(home / name, made / name)
    for name in files:
        shutil.copy2(made / name, home / name)
    return home


# --------------------------------------------------------------------------------------------- init
def test_init_makes_an_installation_and_refuses_to_make_it_again(home: Path, run: Callable[..., Ran]) -> None:
    first = run("init", "--commune", "24490", "--admin", "quantri", "--password-stdin", "--json", stdin=PASSWORD + "\n")
    assert first.status == 0, first.err
    assert first.json["username"] == "quantri"
    # What was typed is not shown again.
    assert PASSWORD not in first.out + first.err
    assert "Krông Pắc" in first.err
    assert stat.S_IMODE((home / "secret.key").stat().st_mode) == 0o600
    again = run("init", "--commune", "24490", "--admin", "quantri2", "--password-stdin", stdin=PASSWORD)
    assert (again.status, again.out) == (1, "")
    assert again.err.startswith("campaign: ")
    assert len(again.err.splitlines()) == 1


def test_init_without_a_terminal_gives_a_one_time_password(home: Path, run: Callable[..., Ran]) -> None:
    made = run("--json", "init", "--commune", "24508", "--admin", "quantri")
    # Ea Yông ended in 2025, so its code names nothing today.
    assert made.status == 1
    made = run("--json", "init", "--commune", "24502", "--admin", "quantri")
    assert made.status == 0, made.err
    assert len(made.json["password"]) >= 14


@pytest.mark.parametrize("password", ["", "ngan"])
def test_init_with_a_bad_password_leaves_nothing_behind(home: Path, run: Callable[..., Ran], password: str) -> None:
    found = run("init", "--commune", "24490", "--admin", "quantri", "--password-stdin", stdin=password)
    assert found.status == 1
    assert list(home.iterdir()) == []


def test_a_command_before_init_says_what_to_do(home: Path, run: Callable[..., Ran]) -> None:
    for words in (["migrate"], ["verify"], ["user", "list"], NEW):
        found = run(*words)
        assert (found.status, found.out) == (1, "")
        assert "init" in found.err
    assert list(home.iterdir()) == []


# ------------------------------------------------------------------------------------------- refusals
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAMPAIGN_DATABASE_URL", "mysql://localhost/x"),
        ("CAMPAIGN_TODAY", "22/11/2026"),
        ("CAMPAIGN_LANGUAGE", "fr"),
        ("PORT", "nine"),
    ],
)
def test_a_wrong_setting_ends_in_one_line_that_names_it(
    home: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    found = run("user", "list")
    assert (found.status, found.out) == (2, "")
    assert name in found.err
    assert len(found.err.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["dance"],
        ["new", "--slug", "dot-1"],
        [*NEW, "--legal-basis", "habit"],
        [word.replace("2026-11-08", "8/11/2026") for word in NEW],
        ["user", "add", "lan", "--role", "king", "--place", "24490"],
        ["progress"],
    ],
)
def test_wrong_usage_is_2(ready: Path, run: Callable[..., Ran], words: list[str]) -> None:
    found = run(*words)
    assert (found.status, found.out) == (2, "")
    assert found.err


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_refusal_speaks_the_language_of_the_installation(
    ready: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("CAMPAIGN_LANGUAGE", language)
    found = run("progress", "--campaign", "khong-co")
    assert found.status == 1
    assert ("chiến dịch" in found.err.lower()) is (language == "vi")


# ------------------------------------------------------------------------------------------ campaigns
def test_a_campaign_and_its_numbers(ready: Path, run: Callable[..., Ran]) -> None:
    made = run(*NEW, "--plan-number", "15/KH-UBND", "--json")
    assert made.status == 0, made.err
    assert made.json["slug"] == "dot-1"
    assert run(*NEW).status == 1
    after, before = run("progress", "--campaign", "dot-1", "--json"), run("--json", "progress", "--campaign", "dot-1")
    assert after.out == before.out
    report = after.json
    assert (report["campaign"], report["as_of"], report["day"], report["days"]) == ("dot-1", "2026-11-22", 15, 60)
    assert {frozenset(row) for row in report["rows"]} == {frozenset(ROW)}
    assert {row["place_code"] for row in report["rows"]} == {"24490"}
    reached = next(row for row in report["rows"] if row["indicator"] == "reached")
    assert (reached["result"], reached["target"], reached["pace"]) == (0, None, "no_target")
    earlier = run("progress", "--campaign", "dot-1", "--as-of", "2026-11-10", "--json").json
    assert (earlier["as_of"], earlier["day"]) == ("2026-11-10", 3)
    table = run("progress", "--campaign", "dot-1")
    assert "Krông Pắc" in table.out


@pytest.mark.parametrize(
    ("option", "value"),
    [("--slug", "Đợt"), ("--template", "x"), ("--place", "99999"), ("--end", "2026-11-01"), ("--name", " ")],
)
def test_a_wrong_campaign_is_refused(ready: Path, run: Callable[..., Ran], option: str, value: str) -> None:
    words = list(NEW)
    words[words.index(option) + 1] = value
    found = run(*words)
    assert (found.status, found.out) == (1, "")
    assert len(found.err.splitlines()) == 1


def test_a_group_works_on_consent(ready: Path, run: Callable[..., Ran]) -> None:
    assert run(*NEW, "--legal-basis", "consent").status == 0
    with sqlite3.connect(ready / "campaign.db") as connection:
        assert connection.execute("SELECT legal_basis FROM campaign").fetchall() == [("consent",)]
    connection.close()


# ------------------------------------------------------------------------------------------- accounts
def test_accounts(ready: Path, run: Callable[..., Ran]) -> None:
    made = run("user", "add", "lan.canbo", "--role", "official", "--place", "24490", "--name", "Lan", "--json")
    assert made.status == 0, made.err
    assert made.json["username"] == "lan.canbo"
    changed = run("user", "reset-password", "lan.canbo", "--json").json
    assert changed["password"] != made.json["password"]
    assert run("user", "disable", "lan.canbo").status == 0
    listed = run("user", "list", "--json").json
    found = {row["username"]: row for row in listed}
    assert set(found) == {"quantri", "lan.canbo"}
    assert (found["lan.canbo"]["role"], found["lan.canbo"]["place_code"]) == ("official", "24490")
    assert (found["lan.canbo"]["disabled"], found["quantri"]["disabled"]) == (True, False)
    assert "lan.canbo" in run("user", "list").out
    assert run("user", "disable-idle", "--json").json == {"disabled": []}
    assert run("user", "disable-idle").status == 0


def test_accounts_are_refused(ready: Path, run: Callable[..., Ran]) -> None:
    assert run("user", "add", "quantri", "--role", "leader", "--place", "24490").status == 1
    assert run("user", "add", "lan", "--role", "leader", "--place", "99999").status == 1
    assert run("user", "disable", "nobody").status == 1
    assert run("user", "reset-password", "nobody").status == 1


# -------------------------------------------------------------------------------------------- exports
def test_the_summary_goes_into_a_file_that_excel_reads(ready: Path, run: Callable[..., Ran]) -> None:
    run(*NEW)
    found = run("export", "progress", "--campaign", "dot-1", "--out", str(ready / "so lieu.csv"))
    assert found.status == 0, found.err
    written = (ready / "so lieu.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert len(rows) == 1 + 13
    assert run("export", "progress", "--campaign", "dot-1", "--out", str(ready / "a.xlsx")).status == 0
    assert (ready / "a.xlsx").read_bytes().startswith(b"PK")


def test_people_go_out_masked_and_whole_only_with_a_reason(ready: Path, run: Callable[..., Ran]) -> None:
    run(*NEW)
    out = ready / "people.csv"
    assert run("export", "citizens", "--campaign", "dot-1", "--out", str(out)).status == 0
    heads = next(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert heads[: len(PEOPLE)] == PEOPLE
    out.unlink()
    assert run("export", "citizens", "--campaign", "dot-1", "--out", str(out), "--reveal").status == 1
    assert not out.exists()
    with_reason = ("--reveal", "--reason", "Đối chiếu với Công an xã")
    assert run("export", "citizens", "--campaign", "dot-1", "--out", str(out), *with_reason).status == 0


def test_an_ending_that_nobody_writes_is_refused(ready: Path, run: Callable[..., Ran]) -> None:
    run(*NEW)
    found = run("export", "progress", "--campaign", "dot-1", "--out", str(ready / "a.pdf"))
    assert found.status == 1
    assert not (ready / "a.pdf").exists()


def test_a_csv_for_another_list_separator(ready: Path, run: Callable[..., Ran]) -> None:
    run(*NEW)
    out = ready / "so-lieu.csv"
    assert run("export", "progress", "--campaign", "dot-1", "--out", str(out), "--separator", ";").status == 0
    assert out.read_text(encoding="utf-8-sig").startswith("place_code;place_name;")
    assert run("export", "progress", "--campaign", "dot-1", "--out", str(out), "--separator", "x").status == 2


def test_what_remains_goes_out_as_sheets_to_print(ready: Path, run: Callable[..., Ran]) -> None:
    run(*NEW)
    for ending in ("html", "xlsx"):
        found = run("export", "remaining", "--campaign", "dot-1", "--out", str(ready / f"con-phai-lam.{ending}"))
        assert found.status == 0, found.err
    assert run("export", "remaining", "--campaign", "dot-1", "--out", str(ready / "a.pdf")).status == 1


# --------------------------------------------------------------------------------------------- upkeep
def test_migrating_twice_changes_nothing(ready: Path, run: Callable[..., Ran]) -> None:
    for _ in range(2):
        found = run("migrate", "--json")
        assert found.status == 0, found.err
        assert found.json["before"] == found.json["now"]


def test_verify_tells_a_forged_number(ready: Path, run: Callable[..., Ran]) -> None:
    run(*NEW)
    good = run("verify", "--json")
    assert (good.status, good.json["ok"], good.json["differences"]) == (0, True, [])
    with sqlite3.connect(ready / "campaign.db") as connection:
        connection.execute("INSERT INTO progress_day SELECT 1, place_id, 1, 'completed', '2026-11-09', 7 FROM campaign")
    connection.close()
    bad = run("verify", "--json")
    assert bad.status == 1
    assert [row["what"] for row in bad.json["differences"]] == ["rollup"]
    assert run("verify").out


def test_a_key_of_another_installation_is_refused(
    ready: Path, run: Callable[..., Ran], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path_factory.mktemp("other") / "secret.key"
    other.write_text("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=\n")
    other.chmod(0o600)
    monkeypatch.setenv("CAMPAIGN_KEY_FILE", str(other))
    assert run("user", "list").status == 1


# ------------------------------------------------------------------------------------------- report
@pytest.mark.parametrize("more", [[], ["--profile", "doan", "--period", "week", "--as-of", "2026-11-20"]])
def test_report_writes_a_word_file(ready: Path, run: Callable[..., Ran], more: list[str]) -> None:
    assert run(*NEW).status == 0
    out = ready / "bao-cao.docx"
    found = run("report", "--campaign", "dot-1", "--out", str(out), *more)
    assert (found.status, found.out) == (0, ""), found.err
    assert out.read_bytes().startswith(b"PK")
    assert str(out) in found.err


@pytest.mark.parametrize(
    ("out", "more", "told"),
    [
        ("bao-cao.pdf", [], ".docx"),
        ("no-such-folder/bao-cao.docx", [], "no-such-folder"),
        ("bao-cao.docx", ["--profile", "dang"], "doan"),
        ("bao-cao.docx", ["--period", "year"], "week"),
        ("bao-cao.docx", ["--as-of", "22/11/2026"], "22/11/2026"),
    ],
)
def test_report_with_a_wrong_usage_writes_nothing(
    ready: Path, run: Callable[..., Ran], out: str, more: list[str], told: str
) -> None:
    assert run(*NEW).status == 0
    found = run("report", "--campaign", "dot-1", "--out", str(ready / out), *more)
    assert found.status == 2
    assert told in found.err
    assert list(ready.glob("bao-cao*")) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--campaign", "khong-co"], "khong-co"),
        (["--campaign", "dot-1", "--place", "24502"], "Ea Phê"),
        (["--campaign", "dot-1", "--place", "99999"], "not in the list"),
    ],
)
def test_report_that_is_refused_says_so_in_one_line(
    ready: Path, run: Callable[..., Ran], words: list[str], told: str
) -> None:
    assert run(*NEW).status == 0
    found = run("report", *words, "--out", str(ready / "bao-cao.docx"))
    assert found.status == 1
    assert told in found.err
    assert len(found.err.splitlines()) == 1
    assert list(ready.glob("*.docx")) == []


def test_documents_that_are_due_are_written_once_and_a_refusal_is_told(ready: Path, run: Callable[..., Ran]) -> None:
    assert run("documents").status == 2
    found = run("documents", "--due", "--json")
    assert (found.status, json.loads(found.out)) == (0, [])
    assert "Nothing is due" in run("documents", "--due").err
