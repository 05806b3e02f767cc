"""The sample database: what is published stands in it, the rest tells its stories, and nothing half-made is left."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
import sqlite3
import sys
import uuid
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from campaign.cli import main
from campaign.clock import moment_at
from campaign.config import REFERENCE, Settings
from campaign.db import schema
from campaign.db.queries.places import Place, predecessor_paths
from campaign.domain.dates import age_on
from campaign.domain.names import fold
from campaign.domain.personal_id import parse_personal_id
from campaign.domain.phone import parse_phone
from campaign.domain.suppression import LEAST
from campaign.domain.vocabulary import COMMUNE_KINDS, CampaignStatus, Pace, PlaceKind, Role
from campaign.errors import CampaignError
from campaign.services import campaigns, public_board, runtime, sessions
from campaign.services.call import Call, public_viewer, system_viewer
from campaign.services.commune_groups import commune_groups
from campaign.services.demo import build, build_demo, drive, sample_accounts, sample_day
from campaign.services.demo.crowd import Crowd, Person
from campaign.services.demo.lists import FOLDER, communes
from campaign.services.passwords import require_good_password
from campaign.services.places import places_of
from campaign.services.progress import ProgressReport, progress_report
from campaign.services.progress_units import progress_page, progress_units
from campaign.services.reporting_decisions import pending
from campaign.services.reporting_view import history, silence, waiting
from campaign.services.runtime import open_store
from campaign.services.setup import init_installation
from campaign.services.verify import verify
from campaign.web import board_sheets
from campaign.web.board_shelf import Shelf
from tests.support.parity import same_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from campaign.db.store import Store

TODAY = date(2026, 11, 22)
NOW = moment_at(TODAY, hour=8)
PAST, RUNNING, NEXT_DOOR, DRIVE = "ea-yong-2023", "krong-pac-2026", "ea-phe-2026", "dak-lak-44-ngay"
ONE_STOP = "krong-pac-mot-cua"


def settings_in(folder: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{folder / 'demo.db'}", key_file=folder / "demo.key", demo=True)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sample that is built once and only read."""
    folder = tmp_path_factory.mktemp("sample")
    told: list[tuple[int, int]] = []
    made = build_demo(settings=settings_in(folder), moment=NOW, progress=lambda n, of: told.append((n, of)))
    assert made.built
    # A bar that ends before its end, or runs beyond it, says nothing.
    done, whole = told[-1]
    assert 0.97 * whole <= done <= whole
    return folder


@pytest.fixture(scope="module")
def store(sample: Path) -> Iterator[Store]:
    opened = open_store(settings_in(sample))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def call(store: Store) -> Call:
    return Call(store=store, viewer=system_viewer(), moment=NOW)


@pytest.fixture(scope="module")
def running(call: Call) -> ProgressReport:
    return progress_report(call=call, slug=RUNNING)


@pytest.mark.parametrize(
    ("slug", "indicator"),
    [(RUNNING, None), (PAST, "reached"), (DRIVE, None), (ONE_STOP, None)],
)
def test_every_number_of_the_progress_screen_is_that_of_the_report(
    call: Call, slug: str, indicator: str | None
) -> None:
    campaign = campaigns.campaign(call=call, slug=slug)
    for day in (None, campaign.starts_on + timedelta(days=10), campaign.ends_on + timedelta(days=40)):
        assert same_numbers(call, slug, indicator=indicator, as_of=day) >= 9


def test_the_whole_screen_costs_at_most_twelve_statements(store: Store, call: Call) -> None:
    sent: list[str] = []
    listen = partial(_note, sent)
    for slug in (RUNNING, PAST, DRIVE):
        progress_page(call=call, slug=slug)
        sent.clear()
        event.listen(store.engine, "before_cursor_execute", listen)
        progress_page(call=call, slug=slug)
        event.remove(store.engine, "before_cursor_execute", listen)
        assert 6 < len(sent) <= 12, slug


def _note(sent: list[str], _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
    if not statement.startswith("BEGIN"):
        sent.append(statement)


def test_communes_stand_in_the_groups_that_were_published(call: Call) -> None:
    found = Counter(commune.group for commune in commune_groups(call=call, slug=DRIVE))
    assert found == {"Nhóm 1": 32, "Nhóm 2": 40, "Nhóm 3": 30}


def test_villages_lie_on_the_map(call: Call) -> None:
    found = progress_units(call=call, slug=RUNNING).point_map
    assert (len(found.points), found.without) == (48, ())


def rows(report: ProgressReport, indicator: str) -> dict[str, dict[str, Any]]:
    return {row.place_name: row.as_json() for row in report.rows if row.indicator == indicator}


def counted(store: Store, statement: str) -> list[Any]:
    with store.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


# ------------------------------------------------------------------------------------ what is published
def test_the_reference_campaign_as_published(call: Call) -> None:
    found = campaigns.campaign(call=call, slug=PAST)
    assert (found.starts_on, found.ends_on, found.days) == (date(2023, 3, 1), date(2023, 4, 29), 60)
    assert (found.status, found.synthetic, found.place_code) == (CampaignStatus.CLOSED, True, "24508")
    kinds = Counter(place.kind for place in places_of(call=call, root_code="24508"))
    assert (kinds[PlaceKind.VILLAGE], kinds[PlaceKind.SCHOOL]) == (20, 8)
    report = progress_report(call=call, slug=PAST, as_of=date(2023, 4, 29))
    assert rows(report, "reached")["Xã Ea Yông"]["result"] == 7_850
    everything = rows(report, "all_steps")["Xã Ea Yông"]
    assert (everything["target"], everything["pace"]) == (1_000, "done")
    assert 1_000 < everything["result"] < 1_100
    villages = [row["target"] for name, row in rows(report, "all_steps").items() if row["place_kind"] == "village"]
    assert sum(villages) == 1_000


def test_its_curve_starts_slowly_and_rests_on_wednesdays_and_saturdays(call: Call, store: Store) -> None:
    statement = """
        SELECT p.day, p.n FROM progress_day p JOIN indicator i ON i.id = p.indicator_id
        JOIN campaign c ON c.id = p.campaign_id AND c.place_id = p.place_id
        WHERE c.slug = 'ea-yong-2023' AND i.key = 'reached' AND p.status = 'completed'"""
    days = {date.fromisoformat(day): n for day, n in counted(store, statement)}
    assert len(days) == 60
    by_weekday = Counter[int]()
    for day, n in days.items():
        by_weekday[day.weekday()] += n
    assert {weekday for weekday, _ in by_weekday.most_common(2)} == {2, 5}
    weeks = [sum(days[date(2023, 3, 1) + timedelta(days=7 * week + n)] for n in range(7)) for week in range(8)]
    assert weeks[0] < max(weeks) / 2
    assert weeks[7] < max(weeks) / 2


def test_buon_jung_and_the_others_went_into_the_new_commune(call: Call) -> None:
    old = {place.path: place.name for place in places_of(call=call, root_code="24508")}
    new = [place for place in places_of(call=call, root_code="24490") if place.is_unit]
    with call.read() as connection:
        came = {place.name: [old[p] for p in predecessor_paths(connection, place_id=place.id)] for place in new}
    assert came["Buôn Jung"] == ["Buôn Jung"]
    assert sorted(came["Thôn Tân Thành"]) == ["Thôn 7", "Thôn 8"]
    villages = {name for names in came.values() for name in names if not name.startswith("Trường")}
    assert len(villages) == 20


# ------------------------------------------------------------------------------------ what runs today
def test_today_is_day_24_of_60(running: ProgressReport, call: Call) -> None:
    assert (running.day, running.days) == (24, 60)
    kinds = Counter(place.kind for place in places_of(call=call, root_code="24490"))
    assert (kinds[PlaceKind.VILLAGE], kinds[PlaceKind.SCHOOL]) == (40, 8)
    assert campaigns.campaign(call=call, slug=RUNNING).synthetic


def test_every_pace_is_there_to_be_seen(running: ProgressReport) -> None:
    found = Counter(row["pace"] for row in rows(running, "all_steps").values() if row["place_kind"] == "village")
    assert min(found[pace] for pace in ("ahead", "on_track", "at_risk", "behind")) >= 5
    assert (found["done"], found["no_target"]) == (1, 1)


def test_the_targets_of_the_villages_make_up_that_of_the_commune(running: ProgressReport) -> None:
    for indicator in ("all_steps", "portal_filing", "basic_documents"):
        found = rows(running, indicator)
        villages = [row["target"] or 0 for row in found.values() if row["place_kind"] == "village"]
        assert sum(villages) == found["Xã Krông Pắc"]["target"]


def test_a_share_of_a_dated_population_is_among_the_targets(running: ProgressReport) -> None:
    found = rows(running, "scam_awareness")["Xã Krông Pắc"]
    # 30 % of those aged 6 and over, rounded up; people who had it before count toward a share.
    assert found["target"] == -(-found["eligible"] * 30 // 100)
    assert found["toward_target"] == found["result"] + found["already_had"]


def test_one_village_is_silent_for_nine_days(store: Store) -> None:
    last = counted(
        store,
        "SELECT p.name, max(r.day) FROM record r JOIN place p ON p.id = r.place_id"
        " JOIN campaign c ON c.id = r.campaign_id WHERE c.slug = 'krong-pac-2026' AND p.kind = 'village' GROUP BY 1",
    )
    quiet = {name: day for name, day in last if date.fromisoformat(day) < TODAY - timedelta(days=7)}
    assert list(quiet) == ["Buôn Cuôr"]
    assert date.fromisoformat(quiet["Buôn Cuôr"]) <= TODAY - timedelta(days=9)


def test_people_statuses_corrections_and_what_remains(store: Store) -> None:
    people = counted(
        store, "SELECT count(*) FROM citizen c JOIN place p ON p.id = c.commune_id WHERE p.code = '24490'"
    )[0][0]
    assert 5_500 < people < 6_500
    visited = counted(
        store,
        "SELECT count(DISTINCT r.citizen_id) FROM record r JOIN campaign c ON c.id = r.campaign_id"
        " WHERE c.slug = 'krong-pac-2026'",
    )[0][0]
    assert 1_000 < people - visited < 2_500
    statuses = dict(counted(store, "SELECT status, count(*) FROM record WHERE voided_at IS NULL GROUP BY 1"))
    assert {"completed", "already_had", "assisted", "refused", "unreachable"} == set(statuses)
    actions = dict(counted(store, "SELECT action, count(*) FROM audit_event GROUP BY 1"))
    assert actions["record.undo"] >= 5
    assert actions["record.correct"] >= 20
    assert counted(store, "SELECT count(*) FROM target WHERE version = 2")[0][0] >= 1


def test_the_volunteer_of_buon_jung_has_a_morning_behind(store: Store) -> None:
    found = counted(
        store,
        "SELECT count(DISTINCT citizen_id) FROM record r JOIN account a ON a.id = r.account_id"
        " WHERE a.username = 'tnv.jung' AND r.day = '2026-11-22'",
    )
    assert found[0][0] >= 8


def test_the_outreach_days_that_are_past_were_held_with_their_results(store: Store) -> None:
    states = dict(counted(store, "SELECT status, count(*) FROM outreach_day WHERE day < '2026-11-22' GROUP BY 1"))
    assert set(states) == {"held"}
    assert states["held"] >= 7
    tied = counted(
        store,
        "SELECT count(DISTINCT r.outreach_day_id), count(DISTINCT r.citizen_id) FROM record r"
        " JOIN outreach_day d ON d.id = r.outreach_day_id AND d.day = r.day AND d.campaign_id = r.campaign_id"
        " WHERE r.voided_at IS NULL",
    )[0]
    assert tied[0] >= 6
    assert tied[1] > 500
    loose = counted(
        store,
        "SELECT count(*) FROM record r JOIN campaign c ON c.id = r.campaign_id"
        " WHERE c.slug = 'krong-pac-2026' AND r.channel = 'outreach_day' AND r.outreach_day_id IS NULL",
    )
    assert loose[0][0] == 0
    assert counted(store, "SELECT count(*) FROM outreach_day WHERE status = 'planned'")[0][0] >= 10
    assert counted(store, "SELECT cancel_reason FROM outreach_day WHERE status = 'cancelled'")[0][0]
    partners = counted(store, "SELECT DISTINCT partner FROM outreach_support")
    assert partners
    assert all("(mẫu)" in partner for (partner,) in partners)
    answered = counted(
        store,
        "SELECT count(*), count(q.answered_on), count(CASE WHEN q.answered_on > d.day THEN 1 END)"
        " FROM outreach_question q JOIN outreach_day d ON d.id = q.outreach_day_id",
    )
    assert answered == [(4, 3, 1)]


def test_one_board_is_open_and_agrees_with_the_progress_of_its_day(call: Call, store: Store) -> None:
    visitor = Call(store=store, viewer=public_viewer(), moment=NOW)
    assert [entry.slug for entry in public_board.boards(call=visitor)] == [RUNNING]
    whole = public_board.whole_board(call=visitor, slug=RUNNING)
    report = progress_report(call=call, slug=RUNNING, as_of=whole.root.as_of)
    counted = {(row.place_code, row.indicator): row.as_json() for row in report.rows}
    assert whole.root.as_of == TODAY - timedelta(days=1)
    assert len(whole.places) == len({row.place_code for row in report.rows})
    shown = 0
    for place in whole.places.values():
        for indicator, told in zip(whole.root.indicators, place.numbers, strict=True):
            row = counted[place.code, indicator.key]
            for name in ("result", "already_had", "rate", "target"):
                value = getattr(told, name)
                shown += value is not None
                assert value is None or value == row[name], (place.name, indicator.key, name)
            assert not (told.result is not None and 0 < told.result < LEAST)
            assert not (told.already_had is not None and 0 < told.already_had < LEAST)
    # Most of it can be told.
    assert shown > 4 * whole.hidden > 0


def test_nobody_of_the_sample_is_on_its_board(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "store", lambda: store)
    monkeypatch.setattr(runtime, "present", lambda: NOW)
    known = Shelf().known(RUNNING)
    texts = [board_sheets.numbers(known, place=None, language="vi", indicator=None).body.decode()]
    for place in known.whole.places:
        makers = (board_sheets.board, board_sheets.kiosk)
        sheets = [make(known, place=place, language="vi", indicator=None) for make in makers]
        texts += [sheet.body.decode() for sheet in sheets]
    everything = "\n".join(texts)
    assert len(texts) > 50
    with store.read() as connection:
        people = connection.exec_driver_sql("SELECT id, full_name, phone_cipher, personal_id_cipher FROM citizen").all()
        accounts = connection.exec_driver_sql("SELECT full_name, username FROM account").all()
        hidden = [name for row in accounts for name in row] + [row.full_name for row in people]
        for row in people:
            owner = uuid.UUID(str(row.id))
            for cipher, column in ((row.phone_cipher, "phone"), (row.personal_id_cipher, "personal_id")):
                if cipher:
                    number = store.vault.open(bytes(cipher), owner=owner, column=column)
                    hidden += [number, number.removeprefix("+84")]
    assert len(set(hidden)) > 4_000
    # One pass over the texts for all of them.
    words = set(re.findall(r"\w[\w.’' ]*\w|\d+", everything))
    assert not {text for text in set(hidden) if text in words or (len(text) > 8 and text in everything)}


def test_every_number_can_be_recounted(call: Call) -> None:
    found = verify(call=call)
    assert found.differences == ()
    assert found.records > 40_000


# --------------------------------------------------------------------------------- the province's 44 days
def test_the_44_days_as_published(call: Call, store: Store) -> None:
    found = campaigns.campaign(call=call, slug=DRIVE)
    assert (found.starts_on, found.ends_on, found.days) == (date(2026, 8, 1), date(2026, 9, 13), 44)
    assert (found.place_code, found.synthetic, found.status) == ("66", True, CampaignStatus.OPEN)
    with (REFERENCE / "campaign_44_days_targets.csv").open(encoding="utf-8", newline="") as source:
        published = list(csv.DictReader(source))
    # The targets are taken line by line, so the lines must be the template's indicators.
    assert [line["indicator"] for line in published] == [indicator.name_vi for indicator in found.indicators]
    groups = {line.code: line.group for line in communes()}
    statement = """
        SELECT p.code, i.key, t.amount FROM target t JOIN place p ON p.id = t.place_id JOIN indicator i
        ON i.id = t.indicator_id JOIN campaign c ON c.id = t.campaign_id WHERE c.slug = 'dak-lak-44-ngay'"""
    targets = {(code, key): amount for code, key, amount in counted(store, statement)}
    assert len(targets) == 11 * 103
    for line, indicator in zip(published, found.indicators, strict=True):
        assert targets.pop(("66", indicator.key)) == int(line["province_target"])
        for code, group in groups.items():
            assert targets.pop((code, indicator.key)) == int(line[f"group{group}_target"])


def test_its_communes_are_those_of_the_province_and_groups_that_nobody_published_say_so(call: Call) -> None:
    lines = {line.code: line for line in communes()}
    real = {place.code: place for place in places_of(call=call, root_code="66") if place.kind in COMMUNE_KINDS}
    assert {code: place.name for code, place in real.items()} == {code: line.name for code, line in lines.items()}
    assert Counter(line.group for line in lines.values()) == {1: 32, 2: 40, 3: 30}
    published = {line.name: line.group for line in lines.values() if line.published}
    assert published == {
        "Xã Krông Pắc": 1, "Xã Ea Phê": 2, "Xã Ea Kly": 2, "Xã Ea Knuếc": 2, "Xã Tân Tiến": 2, "Xã Vụ Bổn": 3,
    }  # fmt: skip
    assert {lines[code].group for code, place in real.items() if place.kind is PlaceKind.WARD} == {1}
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "96 communes are assumed" in told
    assert f"`{DRIVE}`" in told


def reports(store: Store, what: str, more: str = "") -> list[Any]:
    tables = (
        "count_report r JOIN place p ON p.id = r.place_id JOIN indicator i ON i.id = r.indicator_id"
        " JOIN campaign c ON c.id = r.campaign_id AND c.slug = 'dak-lak-44-ngay'"
    )
    return counted(store, f"SELECT {what} FROM {tables} {more}")  # noqa: S608 - the words are written in this file


def test_numbers_of_the_44_days_stand_everywhere_on_their_way(store: Store) -> None:
    found = Counter(dict(reports(store, "r.status, count(*)", "GROUP BY 1")))
    assert found["locked"] > 0.9 * found.total()
    assert found["approved"] > 1_000
    assert found["submitted"] >= 50
    assert found["draft"] >= 11
    returned = reports(store, "p.name, r.decision_reason, r.n", "WHERE r.status = 'returned'")
    assert {"Xã Krông Pắc"} < {name for name, _, _ in returned}
    assert all("lũy kế" in reason for _, reason, _ in returned)
    # Everybody reports as somebody.
    assert reports(store, "count(*)", "WHERE r.reported_by IS NULL") == [(0,)]
    mine = dict(reports(store, "p.name, a.username", "JOIN account a ON a.id = r.reported_by GROUP BY 1, 2"))
    assert (mine.pop("Xã Krông Pắc"), mine.pop("Xã Ea Phê")) == ("canbo", "canbo.eaphe")
    assert set(mine.values()) == {"nhaplieu.tinh"}


def test_some_communes_are_silent_some_late_and_one_day_is_missing_here_and_there(call: Call, store: Store) -> None:
    found = silence(call=call, slug=DRIVE, day=date(2026, 9, 13))
    assert found.units == 102
    assert [unit.silent_days for unit in found.silent if unit.last_day is None] == [44] * 3
    assert len([unit for unit in found.silent if unit.silent_days == 9]) == 4
    # Communes that fill in the first indicators only, and none of the rest by default.
    assert found.incomplete == 3
    days = dict(reports(store, "r.day, count(DISTINCT r.place_id)", "GROUP BY 1"))
    assert len(days) == 44
    assert all(80 <= n < 102 for n in days.values())
    assert len(waiting(call=call, slug=DRIVE)) >= 20
    assert all(line.late for line in waiting(call=call, slug=DRIVE))


def test_one_commune_stands_at_785_percent(store: Store) -> None:
    sums = dict(reports(store, "p.name, sum(r.n)", "WHERE i.key = 'community_skills' AND p.code = '24505' GROUP BY 1"))
    assert sums == {"Xã Ea Knuếc": 7_850}
    assert reports(store, "DISTINCT r.status", "WHERE p.code = '24505' ORDER BY 1") == [("approved",), ("locked",)]


def test_the_44_days_start_slowly_rush_at_the_end_and_rest_on_wednesdays_and_saturdays(store: Store) -> None:
    sums = reports(store, "r.day, sum(r.n)", "WHERE i.key = 'community_skills' AND r.status = 'locked' GROUP BY 1")
    days = {date.fromisoformat(day): n for day, n in sums}
    weekdays = Counter[int]()
    for day, n in days.items():
        if date(2026, 8, 10) <= day <= date(2026, 9, 6):
            weekdays[day.weekday()] += n
    assert {weekday for weekday, _ in weekdays.most_common(2)} == {2, 5}
    first = sum(days[date(2026, 8, 3) + timedelta(days=n)] for n in range(7))
    middle = sum(days[date(2026, 8, 17) + timedelta(days=n)] for n in range(7))
    last = sum(days[date(2026, 9, 4) + timedelta(days=n)] for n in range(7))
    assert first < middle < last


def test_a_locked_number_was_unlocked_with_a_reason_and_the_log_stays_short(call: Call, store: Store) -> None:
    actions = dict(counted(store, "SELECT action, count(*) FROM audit_event WHERE action LIKE 'report.%' GROUP BY 1"))
    assert actions["report.unlock"] == 1
    assert sum(actions.values()) < 7_000
    unit = next(place for place in places_of(call=call, root_code="66") if place.name == "Xã Ea Kar")
    told = history(call=call, slug=DRIVE, place_id=unit.id, indicator="online_services", day=date(2026, 8, 12))
    moves = [line.move for line in reversed(told)]
    assert moves == ["submit", "approve", "lock", "unlock", "return", "submit", "approve", "lock"]
    assert (told[0].n, told[4].reason != "") == ((told[-1].n or 0) - 63, True)


def test_a_published_percentage_that_does_not_follow_waits_with_a_warning(call: Call) -> None:
    last = waiting(call=call, slug=ONE_STOP)[-1]
    number = pending(call=call, slug=ONE_STOP, day=last.day).numbers[0]
    assert number.remarkable
    assert (number.n, number.denominator, number.published) == (71_893, 78_663, 9_339)
    assert number.check is not None
    assert (number.check.rate, number.check.mismatch) == (9_139, True)
    # It is in no sum: what was approved stays far below it.
    commune = rows(progress_report(call=call, slug=ONE_STOP), "online_share")["Xã Krông Pắc"]
    assert 300 < commune["result"] < commune["eligible"] < 5_000
    # A ratio is read against a share of what was handled so far.
    assert commune["target"] == -(-commune["eligible"] * 90 // 100)


@pytest.mark.parametrize(("day", "played"), [(date(2026, 7, 31), 0), (date(2026, 8, 1), 0), (date(2026, 8, 19), 18)])
def test_an_earlier_sample_plays_the_44_days_up_to_its_day(day: date, played: int) -> None:
    assert drive.begun(day) is (day >= date(2026, 8, 1))
    assert drive.days_to_play(day) == played


# -------------------------------------------------------------------------------------------- sign-ins
def test_there_is_a_sign_in_for_every_role() -> None:
    assert {account.role for account in sample_accounts()} == set(Role)
    for account in sample_accounts():
        require_good_password(account.password)
        assert account.label_vi != account.label_en


def signed_in(store: Store, username: str) -> Call:
    account = next(a for a in sample_accounts() if a.username == username)
    made = sessions.sign_in(
        store=store, moment=NOW, username=username, password=account.password, address="127.0.0.1", agent="test"
    )
    return Call(store=store, viewer=made.viewer, moment=NOW)


@pytest.mark.parametrize("username", [account.username for account in sample_accounts()])
def test_everybody_can_sign_in_and_sees_their_own(sample: Path, tmp_path: Path, username: str) -> None:
    for name in ("demo.db", "demo.key"):
        shutil.copy2(sample / name, tmp_path / name)
    store = open_store(settings_in(tmp_path))
    try:
        call = signed_in(store, username)
        seen = {found.slug for found in campaigns.list_campaigns(call=call)}
        if username == "canbo.eaphe":
            assert seen == {NEXT_DOOR, DRIVE}
            with pytest.raises(CampaignError, match="campaign_unknown"):
                progress_report(call=call, slug=RUNNING)
        elif username.endswith(".tinh"):
            assert seen == {RUNNING, NEXT_DOOR, DRIVE, ONE_STOP}
        else:
            assert RUNNING in seen
            assert NEXT_DOOR not in seen
        if username == "tnv.jung":
            assert [place.name for place in places_of(call=call, root_code="24490")] == ["Buôn Jung"]
        if username == "canbo":
            assert PAST in seen
    finally:
        store.close()


# -------------------------------------------------------------------------------------- made-up people
@pytest.fixture(scope="module")
def crowd() -> list[Person]:
    return people_of(random.Random(7))


def people_of(rng: random.Random) -> list[Person]:
    home = Place(
        id=5, code="24490-V01", kind=PlaceKind.VILLAGE, parent_id=2, commune_id=2, path="/1/2/5/", name="Buôn Jung",
        local_code=None, valid_from=date(2025, 7, 1), valid_to=None,
    )  # fmt: skip
    made = Crowd(name="test", rng=rng, on=TODAY)
    return [made.person(home=home, ede_percent=50) for _ in range(600)]


def test_the_same_seed_makes_the_same_people(crowd: list[Person]) -> None:
    assert people_of(random.Random(7)) == crowd
    assert people_of(random.Random(8)) != crowd


def test_numbers_have_a_valid_shape(crowd: list[Person]) -> None:
    phones = [person.phone for person in crowd if person.phone]
    assert all(parse_phone(phone) for phone in phones)
    assert 0.35 < len(phones) / len(crowd) < 0.7
    ids = [person.personal_id for person in crowd if person.personal_id]
    assert all(parse_personal_id(number).value == number for number in ids)
    assert len(set(ids)) == len(ids)
    assert sum(number.startswith("066") for number in ids) > 0.8 * len(ids)


def test_names_of_both_peoples_and_ages_of_a_commune(crowd: list[Person]) -> None:
    ede = sum(person.full_name.startswith(("Y ", "H’")) for person in crowd)
    assert 0.4 < ede / len(crowd) < 0.6
    ages = [ages[0] for p in crowd if (ages := age_on(birth_date=p.birth_date, birth_year=p.birth_year, on=TODAY))]
    assert min(ages) < 10
    assert max(ages) > 70
    assert sum(age < 14 for age in ages) > 20
    children = [p for p in crowd if p.birth_year and TODAY.year - p.birth_year < 15]
    assert all(p.guardian_name for p in children[5:])


def test_nobody_can_be_taken_for_somebody_else(crowd: list[Person]) -> None:
    keys = Counter((fold(p.full_name), p.birth_year) for p in crowd)
    assert max(keys.values()) == 1


# ---------------------------------------------------------------------------------------- building it
def test_a_sample_that_is_there_is_left_alone(sample: Path) -> None:
    before = (sample / "demo.db").stat().st_mtime_ns
    later = moment_at(TODAY + timedelta(days=30))
    found = build_demo(settings=settings_in(sample), moment=later)
    assert (found.built, found.today) == (False, TODAY)
    assert set(found.campaigns) == {PAST, RUNNING, NEXT_DOOR, DRIVE, ONE_STOP}
    assert (sample / "demo.db").stat().st_mtime_ns == before


def test_a_build_that_breaks_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "fill", breaks)
    with pytest.raises(KeyboardInterrupt):
        build_demo(settings=settings_in(tmp_path), moment=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["demo.key"]


def test_a_reset_that_breaks_keeps_the_old_sample(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("demo.db", "demo.key"):
        shutil.copy2(sample / name, tmp_path / name)

    def breaks(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(build, "fill", breaks)
    with pytest.raises(RuntimeError):
        build_demo(settings=settings_in(tmp_path), moment=NOW, reset=True)
    store = open_store(settings_in(tmp_path))
    assert sample_day(store=store) == TODAY
    store.close()


def test_a_sample_of_an_older_version_can_be_built_anew(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("demo.db", "demo.key"):
        shutil.copy2(sample / name, tmp_path / name)
    with closing(sqlite3.connect(tmp_path / "demo.db")) as old, old:
        old.execute("UPDATE alembic_version SET version_num = '0001'")
    monkeypatch.setattr(build, "fill", lambda *, store, **_: schema.migrate(store))
    with pytest.raises(CampaignError, match="database_not_ready"):
        build_demo(settings=settings_in(tmp_path), moment=NOW)
    # Nothing is played into the new one here, so it is no sample; that it was replaced is what matters.
    with pytest.raises(CampaignError, match=r"key_wrong|not_a_demo"):
        build_demo(settings=settings_in(tmp_path), moment=NOW, reset=True)
    with closing(sqlite3.connect(tmp_path / "demo.db")) as new:
        assert new.execute("SELECT count(*) FROM record").fetchone() == (0,)


def test_a_database_of_real_work_is_never_replaced(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    init_installation(settings=settings, moment=NOW, commune_code="24490", admin_username="quantri")
    for reset in (False, True):
        with pytest.raises(CampaignError, match="not_a_demo"):
            build_demo(settings=settings, moment=NOW, reset=reset)


def test_a_sample_needs_a_file_and_a_day_after_the_reform(tmp_path: Path) -> None:
    server = Settings(database_url="postgresql+psycopg://localhost/x", key_file=tmp_path / "key")
    with pytest.raises(CampaignError, match="demo_needs_file"):
        build_demo(settings=server, moment=NOW)
    with pytest.raises(CampaignError, match="demo_too_early"):
        build_demo(settings=settings_in(tmp_path), moment=moment_at(date(2025, 7, 20)))
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------- command line
@pytest.fixture
def run(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Run a command line on the sample, some days after it was built."""
    monkeypatch.setattr("campaign.config.DATA", sample)
    monkeypatch.setenv("CAMPAIGN_LANGUAGE", "en")

    def call(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["campaign", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), capsys.readouterr().out

    return call


def test_the_command_prints_what_other_programs_need(run: Callable[..., tuple[int, str]], sample: Path) -> None:
    status, out = run("demo", "--json")
    assert status == 0
    found = json.loads(out)
    assert set(found) == {"database", "campaigns", "accounts"}
    assert found["database"] == str(sample / "demo.db")
    assert {frozenset(account) for account in found["accounts"]} == {
        frozenset({"role", "username", "password", "place_code"})
    }
    assert {account["role"] for account in found["accounts"]} == {role.value for role in Role}


def test_the_global_option_works_on_the_sample_and_its_own_day(run: Callable[..., tuple[int, str]]) -> None:
    status, out = run("--demo", "progress", "--campaign", RUNNING, "--json")
    found = json.loads(out)
    assert (status, found["as_of"], found["day"]) == (0, "2026-11-22", 24)
    assert len({row["place_code"] for row in found["rows"]}) == 49
    assert {row["pace"] for row in found["rows"]} <= {pace.value for pace in Pace} | {None}
    status, out = run("--demo", "--json", "verify")
    assert (status, json.loads(out)["ok"]) == (0, True)
