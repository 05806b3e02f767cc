"""The province's 44 days in a sample of an earlier day, on both engines: played up to the evening before."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from campaign.clock import moment_at
from campaign.domain.vocabulary import ReportStatus
from campaign.services.call import Call, system_viewer
from campaign.services.demo import drive, signins
from campaign.services.demo.drive_sheets import END, Sheet, sheets_of
from campaign.services.demo.lists import communes
from campaign.services.demo.stage import known_viewer
from campaign.services.places import places_of
from campaign.services.reporting_view import reporting_day, silence
from campaign.services.setup import prepare
from campaign.services.verify import verify

if TYPE_CHECKING:
    from campaign.db.store import Store

TARGETS = {"community_skills": 1_000, "online_services": 300, "youth_teams": 1}


def sheets(story: str) -> list[Sheet]:
    line = next(line for line in communes() if story in line.stories)
    return sheets_of(line, TARGETS)


def test_the_drive_is_played_up_to_the_evening_before(empty_store: Store) -> None:
    today = date(2026, 8, 5)
    call = Call(store=empty_store, viewer=system_viewer(), moment=moment_at(today, hour=8))
    prepare(call=call)
    province, *_ = places_of(call=call, root_code="66")
    official = known_viewer(
        store=empty_store, at=moment_at(date(2026, 7, 20)), username=signins.PROVINCE_OFFICIAL, place=province
    )
    told: list[int] = []
    drive.play_drive(store=empty_store, official=official, reporters={}, today=today, advance=told.append)
    assert sum(told) == drive.WORTH * drive.days_to_play(today) == 4 * drive.WORTH
    assert not reporting_day(call=call, slug=drive.SLUG, day=today).numbers
    # Monday the 3rd approved the weekend; Tuesday's numbers wait for the next one.
    for day, status in ((date(2026, 8, 2), ReportStatus.APPROVED), (date(2026, 8, 4), ReportStatus.SUBMITTED)):
        found = Counter(n.status for n in reporting_day(call=call, slug=drive.SLUG, day=day).numbers.values())
        assert found[status] > 0.9 * found.total() > 800
    assert 5 <= len(silence(call=call, slug=drive.SLUG, day=date(2026, 8, 4)).silent) < 25
    assert verify(call=call).differences == ()


def test_a_running_total_is_what_the_days_before_add_up_to() -> None:
    found = sheets("corrected")
    wrong = next(sheet for sheet in found if sheet.right)
    before = sum(sheet.numbers["community_skills"] for sheet in found if sheet.day < wrong.day)
    assert wrong.numbers["community_skills"] == before + wrong.right["community_skills"]


@pytest.mark.parametrize(("story", "last"), [("quiet", date(2026, 9, 4)), ("unsent", END)])
def test_what_is_told_of_the_last_days(story: str, last: date) -> None:
    found = sheets(story)
    assert found[-1].day == last
    assert found[-1].sent is (story != "unsent")
    assert sheets("silent") == []


def test_the_same_commune_sends_the_same_numbers() -> None:
    assert sheets("record") == sheets("record")
    assert sum(sheet.numbers["community_skills"] for sheet in sheets("record")) == 7_850
