"""The numbers behind every chart, by an example that was worked out by hand (tests/support/example.py)."""

from datetime import date, timedelta
from typing import Any

import pytest

from campaign.domain.vocabulary import TargetKind
from campaign.services.progress import progress_report
from tests.support.desk import Desk
from tests.support.example import STEP, aim, record_example
from tests.support.world import CAMPAIGN, END, START, TODAY, Persona


def row(desk: Desk, place: str, indicator: str = STEP, as_of: date = TODAY) -> dict[str, Any]:
    report = progress_report(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, as_of=as_of).as_json()
    found = [r for r in report["rows"] if (r["place_name"], r["indicator"]) == (place, indicator)]
    assert len(found) == 1
    shown: dict[str, Any] = found[0]
    return shown


def shown(found: dict[str, Any], *names: str) -> list[Any]:
    return [found[name] for name in names]


# ----------------------------------------------------------------------------------------- the answer
def test_the_answer_has_the_shape_of_the_contract(desk: Desk) -> None:
    answer = progress_report(call=desk.as_(Persona.LEADER), slug=CAMPAIGN).as_json()
    assert {k: v for k, v in answer.items() if k != "rows"} == {
        "campaign": "krong-pac-2026",
        "as_of": "2026-11-22",
        "day": 15,
        "days": 60,
    }
    assert list(answer["rows"][0]) == [
        "place_code",
        "place_name",
        "place_kind",
        "indicator",
        "result",
        "already_had",
        "assisted",
        "eligible",
        "target",
        "toward_target",
        "rate",
        "planned_today",
        "pace",
        "needed_per_day",
        "forecast_end",
        "forecast_total",
    ]
    places = ["Krông Pắc", "Buôn Jung", "Buôn Pan", "Thôn 3", "Trường THCS Nguyễn Trãi"]
    indicators = [*desk.world.steps, "all_steps", "reached"]
    assert [(r["place_name"], r["indicator"]) for r in answer["rows"]] == [(p, i) for p in places for i in indicators]
    assert answer["rows"][0]["place_kind"] == "commune"


def test_counts_stand_apart_and_the_commune_is_the_sum(desk: Desk) -> None:
    record_example(desk)
    assert shown(row(desk, "Buôn Jung"), "result", "already_had", "assisted") == [9, 2, 1]
    assert shown(row(desk, "Thôn 3"), "result", "already_had", "assisted") == [1, 0, 0]
    assert shown(row(desk, "Buôn Pan"), "result", "already_had", "assisted") == [0, 0, 0]
    assert shown(row(desk, "Krông Pắc"), "result", "already_had", "assisted") == [10, 2, 1]
    assert row(desk, "Krông Pắc", "reached")["result"] == 10


def test_people_of_the_group_and_nothing_where_nobody_counted_them(desk: Desk) -> None:
    assert [row(desk, p, STEP)["eligible"] for p in ("Buôn Jung", "Buôn Pan", "Krông Pắc")] == [500, 310, 1015]
    assert [row(desk, p, "all_steps")["eligible"] for p in ("Buôn Jung", "Buôn Pan", "Krông Pắc")] == [400, None, None]
    assert row(desk, "Trường THCS Nguyễn Trãi", STEP)["eligible"] is None


# ----------------------------------------------------------------------------------------- a number
def test_a_number_to_reach(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    found = row(desk, "Buôn Jung")
    assert shown(found, "target", "toward_target", "rate", "planned_today") == [40, 9, 0.225, 10.0]
    # 31 people in the 45 days left; 5 in the last week are 5/7 a day: 9 + 45 x 5/7, and 31 : 5/7 = 43,4 days.
    assert found["needed_per_day"] == pytest.approx(31 / 45)
    assert found["forecast_total"] == pytest.approx(9 + 45 * 5 / 7)
    assert found["forecast_end"] == "2027-01-05"
    # 9 is below 95 % of 10, but at this speed the target is met.
    assert found["pace"] == "at_risk"


@pytest.mark.parametrize(
    ("target", "pace"),
    [(9, "done"), (34, "ahead"), (37, "on_track"), (36, "on_track"), (40, "at_risk"), (60, "behind")],
)
def test_the_words_for_the_pace(desk: Desk, target: int, pace: str) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", target)
    assert row(desk, "Buôn Jung")["pace"] == pace


def test_a_target_that_is_met_says_when(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 6)
    found = row(desk, "Buôn Jung")
    assert shown(found, "pace", "rate", "needed_per_day", "forecast_end") == ["done", 1.5, 0.0, "2026-11-18"]


def test_no_target_is_no_rate_and_no_plan(desk: Desk) -> None:
    record_example(desk)
    found = row(desk, "Buôn Jung")
    assert shown(found, "target", "rate", "planned_today", "needed_per_day", "forecast_end") == [None] * 5
    assert shown(found, "pace", "toward_target") == ["no_target", 9]


def test_a_target_of_nobody_is_no_rate_either(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 0)
    assert shown(row(desk, "Buôn Jung"), "target", "rate", "pace") == [0, None, "no_target"]


def test_a_village_where_nothing_happened_is_zero_and_not_missing(desk: Desk) -> None:
    aim(desk, "Buôn Pan", 30)
    found = row(desk, "Buôn Pan")
    assert shown(found, "result", "toward_target", "rate", "forecast_end") == [0, 0, 0.0, None]
    assert (found["forecast_total"], found["pace"]) == (0.0, "behind")


# ------------------------------------------------------------------------------------------ a share
def test_a_share_of_the_people_counts_those_who_had_it_before(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 501, kind=TargetKind.PERCENT)
    found = row(desk, "Buôn Jung")
    # 5,01 % of 500 people aged 6 and over are 25,05, so 26; 9 + 2 = 11 have it.
    assert shown(found, "target", "toward_target", "result") == [26, 11, 9]
    assert found["rate"] == pytest.approx(11 / 26)
    assert found["planned_today"] == 6.5
    assert found["pace"] == "ahead"


def test_milestones_bend_the_plan(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    aim(desk, "Buôn Jung", 30, due_on=START + timedelta(days=29))
    # Day 15 lies half way to the 30 people of day 30.
    assert shown(row(desk, "Buôn Jung"), "target", "planned_today", "pace") == [40, 15.0, "at_risk"]
    later = row(desk, "Buôn Jung", as_of=START + timedelta(days=44))
    assert later["planned_today"] == 35.0


# ---------------------------------------------------------------------------------------------- days
def test_a_day_in_the_past_knows_nothing_of_what_came_later(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    found = row(desk, "Buôn Jung", as_of=date(2026, 11, 12))
    assert shown(found, "result", "already_had", "assisted") == [4, 2, 0]
    # Five days old: the speed is that of five days, not of seven.
    assert found["forecast_total"] == pytest.approx(4 + 55 * 4 / 5)


def test_before_the_first_day(desk: Desk) -> None:
    aim(desk, "Buôn Jung", 40)
    found = row(desk, "Buôn Jung", as_of=START - timedelta(days=1))
    assert shown(found, "pace", "planned_today", "forecast_total", "forecast_end") == ["not_started", 0.0, None, None]


def test_after_the_last_day_nothing_is_needed_any_more(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    report = progress_report(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, as_of=END + timedelta(days=9))
    assert (report.day, report.days) == (60, 60)
    found = row(desk, "Buôn Jung", as_of=END + timedelta(days=9))
    assert shown(found, "planned_today", "needed_per_day", "forecast_total", "pace") == [40.0, None, 9.0, "behind"]


# --------------------------------------------------------------------------------------- scope and role
def names(desk: Desk, by: Persona, code: str | None = None) -> list[str]:
    report = progress_report(call=desk.as_(by), slug=CAMPAIGN, place_code=code)
    return list(dict.fromkeys(r.place_name for r in report.rows))


def test_everybody_sees_what_lies_in_their_scope(desk: Desk) -> None:
    assert len(names(desk, Persona.LEADER)) == len(names(desk, Persona.ADMIN)) == 5
    assert names(desk, Persona.VOLUNTEER) == ["Buôn Jung"]
    assert names(desk, Persona.COLLEAGUE) == ["Thôn 3", "Trường THCS Nguyễn Trãi"]
    assert names(desk, Persona.LEADER, "24490-V07") == ["Buôn Jung"]


def test_a_place_that_may_not_be_asked_for(desk: Desk) -> None:
    with desk.refused("place_unknown", place="99999"):
        names(desk, Persona.LEADER, "99999")
    with desk.refused("place_outside_campaign", place="Ea Phê"):
        names(desk, Persona.ADMIN, "24502")
    with desk.refused("not_permitted"):
        names(desk, Persona.COLLEAGUE, "24490-V07")


def test_the_neighbour_does_not_learn_that_the_campaign_exists(desk: Desk) -> None:
    with desk.refused("campaign_unknown", campaign=CAMPAIGN):
        names(desk, Persona.NEIGHBOUR)


def test_numbers_are_what_a_recount_finds(desk: Desk) -> None:
    record_example(desk)
    desk.verified()


# --------------------------------------------------------------------------------------------- queries
def test_statements_do_not_grow_with_people_or_targets(desk: Desk) -> None:
    names(desk, Persona.LEADER)
    with desk.statements() as empty:
        names(desk, Persona.LEADER)
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    with desk.statements() as full:
        names(desk, Persona.LEADER)
    assert len(empty) == len(full) <= 7
    # Records are never read for a number on a screen.
    assert not any("FROM record" in statement for statement in full)
