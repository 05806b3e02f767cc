"""What everybody may see: nothing until an official opens it, then totals, and never a count that tells of few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from campaign.clock import moment_at
from campaign.domain.vocabulary import CampaignStatus, PlaceKind, StepStatus, TargetKind
from campaign.errors import CampaignError
from campaign.services import campaigns, outreach, public_board
from campaign.services.outreach import DayFields, NewOutreach
from campaign.services.places import NewUnit, add_units
from campaign.services.progress import progress_report
from campaign.services.public_board_models import BoardNumber, PublicBoard
from campaign.services.public_curve import told_points
from tests.support.board import HOTLINE, MAILBOX, YESTERDAY, anybody, count, open_board
from tests.support.desk import Desk
from tests.support.example import aim
from tests.support.walks.outreach import plan
from tests.support.world import CAMPAIGN, COMMUNE, END, START, TODAY, Persona

STEP = "scam_awareness"


def board(desk: Desk, place: str | None = None) -> PublicBoard:
    code = desk.world.place(place).code if place else None
    return public_board.public_board(call=anybody(desk.store), slug=CAMPAIGN, place_code=code)


def number(found: PublicBoard, indicator: str = STEP, place: str | None = None) -> BoardNumber:
    at = [key.key for key in found.indicators].index(indicator)
    line = found.here if place is None else next(line for line in found.below if line.name == place)
    return line.numbers[at]


def results(found: PublicBoard, indicator: str = STEP) -> list[int | None]:
    at = [key.key for key in found.indicators].index(indicator)
    return [line.numbers[at].result for line in (found.here, *found.below)]


# ------------------------------------------------------------------------------------- open or not
def test_nobody_sees_anything_until_an_official_opens_the_board(desk: Desk) -> None:
    assert public_board.boards(call=anybody(desk.store)) == ()
    with desk.refused("board_unknown"):
        board(desk)
    open_board(desk)
    assert [entry.slug for entry in public_board.boards(call=anybody(desk.store))] == [CAMPAIGN]
    found = board(desk)
    assert (found.hotline, found.mailbox) == (HOTLINE, MAILBOX)
    open_board(desk, is_open=False, version=1)
    with desk.refused("board_unknown"):
        board(desk)


@pytest.mark.parametrize("slug", ["", "x", "ea-phe-2026", "krong-pac-2026 ", "x" * 5000, "a\x00b"])
def test_another_name_is_no_board(desk: Desk, slug: str) -> None:
    open_board(desk)
    with desk.refused("board_unknown"):
        public_board.public_board(call=anybody(desk.store), slug=slug)


@pytest.mark.parametrize("code", ["", "24502", "99999", "x" * 5000])
def test_a_place_of_elsewhere_is_no_board(desk: Desk, code: str) -> None:
    open_board(desk)
    with desk.refused("board_unknown"):
        public_board.public_board(call=anybody(desk.store), slug=CAMPAIGN, place_code=code)


def test_a_draft_shows_nothing_whatever_its_switch_says(desk: Desk) -> None:
    open_board(desk)
    desk.run("UPDATE campaign SET status = :status", status=CampaignStatus.DRAFT.value)
    assert public_board.boards(call=anybody(desk.store)) == ()
    with desk.refused("board_unknown"):
        board(desk)


def test_a_closed_campaign_keeps_its_board(desk: Desk) -> None:
    open_board(desk)
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert board(desk).campaign == CAMPAIGN


# ------------------------------------------------------------------------------------- the numbers
def test_the_board_is_of_the_end_of_yesterday(desk: Desk) -> None:
    open_board(desk)
    count(desk, "Buôn Jung", STEP, 20)
    count(desk, "Buôn Jung", STEP, 30, day=TODAY)
    found = board(desk)
    assert (found.as_of, found.day, found.days) == (YESTERDAY, 14, 60)
    assert number(found).result == 20


def test_after_its_end_the_board_is_of_the_last_day(desk: Desk) -> None:
    open_board(desk)
    later = moment_at(END + timedelta(days=30))
    found = public_board.public_board(call=anybody(desk.store, later), slug=CAMPAIGN)
    assert (found.as_of, found.day) == (END, 60)


def test_on_the_first_day_there_is_nothing_yet(desk: Desk) -> None:
    open_board(desk)
    first = moment_at(START)
    found = public_board.public_board(call=anybody(desk.store, first), slug=CAMPAIGN)
    assert (found.day, found.curve, results(found)) == (0, None, [0, 0, 0, 0, 0])


def test_what_is_shown_equals_the_progress_of_that_day(desk: Desk) -> None:
    open_board(desk)
    for place, n in (("Buôn Jung", 40), ("Buôn Pan", 3), ("Thôn 3", 17), ("Trường THCS Nguyễn Trãi", 8)):
        count(desk, place, STEP, n)
        count(desk, place, "reached", n + 2)
        count(desk, place, STEP, 2 * n, status=StepStatus.ALREADY_HAD)
    aim(desk, "Buôn Jung", 90)
    aim(desk, "Krông Pắc", 3000, kind=TargetKind.PERCENT)
    report = progress_report(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, as_of=YESTERDAY).as_json()
    rows = {(row["place_code"], row["indicator"]): row for row in report["rows"]}
    shown = hidden = 0
    found = board(desk)
    for line in (found.here, *found.below):
        for indicator, told in zip(found.indicators, line.numbers, strict=True):
            row = rows[line.code, indicator.key]
            assert told.target == row["target"]
            for name in ("result", "already_had", "rate"):
                value = getattr(told, name)
                if value is not None:
                    shown += 1
                    assert value == row[name], (line.name, indicator.key, name)
            hidden += told.result_hidden + told.already_had_hidden
            assert told.result_hidden == (told.result is None)
    assert shown > 50
    assert found.hidden == hidden > 1


def test_a_small_count_is_hidden_with_one_that_would_give_it_away(desk: Desk) -> None:
    open_board(desk)
    for place, n in (("Buôn Jung", 40), ("Buôn Pan", 3), ("Thôn 3", 17)):
        count(desk, place, STEP, n)
    found = board(desk)
    # Thôn 3 is the smaller of the two that would do, and no rate tells either.
    assert results(found) == [60, 40, None, None, 0]
    assert number(found, place="Buôn Pan").rate is None
    assert number(board(desk, "Buôn Pan")).result is None
    assert number(board(desk, "Thôn 3")).result_hidden
    assert number(board(desk, "Buôn Jung")).result == 40


def test_what_is_hidden_is_nowhere_in_what_leaves_the_service(desk: Desk) -> None:
    open_board(desk)
    count(desk, "Buôn Jung", "reached", 7001)
    count(desk, "Buôn Pan", "reached", 3)
    count(desk, "Thôn 3", "reached", 6007)
    whole = public_board.whole_board(call=anybody(desk.store), slug=CAMPAIGN)
    assert "13011" in repr(whole)
    assert "6007" not in repr(whole)


def test_the_curve_tells_of_no_few_people_of_a_week(desk: Desk) -> None:
    week = timedelta(days=7)
    days = {START + k * week: n for k, n in enumerate((3, 9, 2, 0, 8, 3))}
    points = told_points(days, first=START, last=START + 5 * week + timedelta(days=2), least=5)
    assert [n for _, n in points] == [0, 12, 25]
    assert all(later - earlier == 0 or later - earlier >= 5 for (_, earlier), (_, later) in pairwise(points))


def test_the_curve_ends_with_the_number_on_the_board(desk: Desk) -> None:
    open_board(desk)
    count(desk, "Buôn Jung", "all_steps", 20, day=START + timedelta(days=2))
    count(desk, "Buôn Jung", "all_steps", 30, day=YESTERDAY)
    aim(desk, "Krông Pắc", 600, indicator="all_steps")
    found = board(desk)
    assert found.curve is not None
    assert found.curve.points == ((date(2026, 11, 7), 0), (date(2026, 11, 14), 20), (YESTERDAY, 50))
    assert (found.curve.target, found.curve.planned) == (600, 140.0)


def test_no_curve_where_the_number_itself_is_hidden(desk: Desk) -> None:
    open_board(desk)
    count(desk, "Buôn Jung", "all_steps", 3)
    assert board(desk).curve is None


def test_a_village_has_its_own_address_and_the_way_up(desk: Desk) -> None:
    open_board(desk)
    found = board(desk, "Buôn Jung")
    assert (found.here.name, [line.name for line in found.above], found.below) == ("Buôn Jung", ["Krông Pắc"], ())


# --------------------------------------------------------------------------- days, points, contacts
def test_coming_outreach_days_say_where_and_when_and_never_who(desk: Desk) -> None:
    open_board(desk)
    fields = DayFields(
        kind=plan(desk).fields.kind, title="Gặp bà H’Lan", starts_at=480, venue="Nhà văn hóa", led_by="Y Sơn Mlô"
    )
    for ahead in (0, 3, 30):
        command = replace(plan(desk), day=TODAY + timedelta(days=ahead), fields=fields)
        outreach.plan_outreach(call=desk.as_(Persona.OFFICIAL), command=command)
    found = board(desk)
    assert [(day.day, day.starts_at, day.venue, day.place_name) for day in found.coming] == [
        (TODAY, 480, "Nhà văn hóa", "Buôn Jung"),
        (TODAY + timedelta(days=3), 480, "Nhà văn hóa", "Buôn Jung"),
    ]
    assert "H’Lan" not in repr(found)
    assert "Sơn" not in repr(found)
    assert len(board(desk, "Buôn Jung").coming) == 2
    assert board(desk, "Thôn 3").coming == ()


def test_support_points_are_listed(desk: Desk) -> None:
    open_board(desk)
    unit = NewUnit(name="Điểm hỗ trợ chợ Krông Pắc", kind=PlaceKind.SUPPORT_POINT)
    add_units(call=desk.as_(Persona.OFFICIAL), parent_code=COMMUNE, units=[unit])
    assert [point.name for point in board(desk).points] == ["Điểm hỗ trợ chợ Krông Pắc"]


# ----------------------------------------------------------------------------------------- the rest
def test_no_name_and_no_number_of_anybody_is_in_it(desk: Desk) -> None:
    open_board(desk)
    for who in ("maryam", "sien"):
        desk.save(who, STEP, by=Persona.OFFICIAL, day=YESTERDAY)
    told = repr(public_board.whole_board(call=anybody(desk.store), slug=CAMPAIGN))
    for someone in desk.world.people.values():
        assert someone.name not in told
    for digits in ("912345678", "066194001234", "987654321"):
        assert digits not in told
    for viewer in desk.world.viewers.values():
        assert viewer.full_name not in told
        assert viewer.username not in told


def test_statements_do_not_grow(desk: Desk) -> None:
    open_board(desk)
    board(desk)
    with desk.statements() as empty:
        board(desk)
    units = [NewUnit(name=f"Buôn {n}", kind=PlaceKind.VILLAGE) for n in range(20)]
    add_units(call=desk.as_(Persona.OFFICIAL), parent_code=COMMUNE, units=units)
    for place in ("Buôn Jung", "Thôn 3", "Buôn Pan"):
        count(desk, place, STEP, 8)
    with desk.statements() as full:
        board(desk)
    assert len(full) == len(empty) <= 12


def test_reading_is_open_to_nobody_through_other_services(desk: Desk) -> None:
    open_board(desk)
    with pytest.raises(CampaignError) as caught:
        progress_report(call=anybody(desk.store), slug=CAMPAIGN)
    assert caught.value.code == "campaign_unknown"


def test_a_planned_day_of_another_campaign_is_not_told(desk: Desk) -> None:
    open_board(desk)
    command = plan(desk)
    assert isinstance(command, NewOutreach)
    outreach.plan_outreach(call=desk.as_(Persona.OFFICIAL), command=command)
    desk.run("UPDATE outreach_day SET campaign_id = :other", other=desk.world.neighbour_campaign.id)
    assert board(desk).coming == ()
