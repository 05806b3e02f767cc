"""Everything the screen "Tiến độ" shows, by the same worked example."""

from datetime import date, timedelta

from campaign.services.progress import progress_report
from campaign.services.progress_models import PlaceLine, ProgressView
from campaign.services.progress_view import progress_view
from tests.support.desk import Desk
from tests.support.example import STEP, aim, record_example
from tests.support.world import CAMPAIGN, END, START, TODAY, Persona


def view(
    desk: Desk,
    by: Persona = Persona.LEADER,
    *,
    place: str | None = None,
    indicator: str | None = STEP,
    as_of: date | None = None,
) -> ProgressView:
    return progress_view(call=desk.as_(by), slug=CAMPAIGN, place_code=place, indicator=indicator, as_of=as_of)


def line(found: ProgressView, name: str) -> PlaceLine:
    return next(place for place in found.lines if place.name == name)


def test_the_widest_place_and_the_headline_are_what_one_sees_first(desk: Desk) -> None:
    found = view(desk, indicator=None)
    assert (found.place_name, found.indicator, found.day, found.days) == ("Krông Pắc", "all_steps", 15, 60)
    assert [place.name for place in found.lines] == ["Buôn Jung", "Buôn Pan", "Thôn 3", "Trường THCS Nguyễn Trãi"]
    assert view(desk, Persona.VOLUNTEER).place_name == "Buôn Jung"


def test_tiles_compare_the_last_week_with_the_one_before(desk: Desk) -> None:
    record_example(desk)
    tiles = view(desk).tiles
    # 16 to 22 November: 3 + 2; 9 to 15 November: 4 in Buôn Jung and 1 in Thôn 3.
    assert (tiles.reached, tiles.reached_week, tiles.reached_week_before) == (10, 5, 5)
    assert (tiles.all_steps, tiles.all_steps_week, tiles.all_steps_week_before) == (0, 0, 0)


def test_the_burn_up_is_cumulative_and_stops_today(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Krông Pắc", 60)
    burn = view(desk).burn_up
    by_day = {point.day: point for point in burn.points}
    assert (len(burn.points), burn.points[0].day, burn.points[-1].day) == (60, START, END)
    actual = [by_day[date(2026, 11, day)].actual for day in (8, 9, 10, 17, 18, 22)]
    assert actual == [0, 1, 5, 5, 8, 10]
    assert by_day[TODAY + timedelta(days=1)].actual is None
    assert (by_day[TODAY].planned, by_day[END].planned) == (15.0, 60.0)
    assert (burn.target, burn.toward_target) == (60, 10)


def test_the_forecast_has_a_band_that_is_the_same_every_time(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Krông Pắc", 60)
    one, two = view(desk).burn_up, view(desk).burn_up
    # Both weeks brought 5, their first three days 5 and 3: 10 + 6 weeks of 5 + 3 days of either.
    assert (one.low, one.high) == (two.low, two.high) == (43.0, 45.0)
    assert one.forecast_total is not None
    assert round(one.forecast_total, 2) == 42.14


def test_villages_are_ranked_by_rate_and_schools_apart(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 45)
    aim(desk, "Thôn 3", 5)
    aim(desk, "Trường THCS Nguyễn Trãi", 10)
    found = view(desk)
    # 9 of 45 and 1 of 5 are both 20 %: they share the first rank; a village without a target has none.
    ranks = [(place.name, place.rank, place.ranked) for place in found.lines]
    assert ranks == [
        ("Buôn Jung", 1, 2),
        ("Buôn Pan", None, 2),
        ("Thôn 3", 1, 2),
        ("Trường THCS Nguyễn Trãi", 1, 1),
    ]


def test_a_silent_village_says_since_when(desk: Desk) -> None:
    record_example(desk)
    found = view(desk)
    assert (line(found, "Buôn Jung").last_activity, line(found, "Buôn Jung").silent_days) == (TODAY, 0)
    assert (line(found, "Thôn 3").last_activity, line(found, "Thôn 3").silent_days) == (date(2026, 11, 9), 13)
    # Nothing ever: silent since the day before the campaign.
    assert (line(found, "Buôn Pan").last_activity, line(found, "Buôn Pan").silent_days) == (None, 15)
    assert line(found, "Buôn Jung").week == 5


def test_a_campaign_that_is_over_does_not_grow_more_silent(desk: Desk) -> None:
    record_example(desk)
    found = view(desk, as_of=END + timedelta(days=100))
    assert line(found, "Buôn Jung").silent_days == (END - TODAY).days


def test_before_the_start_nobody_is_silent(desk: Desk) -> None:
    found = view(desk, as_of=START - timedelta(days=3))
    assert {place.silent_days for place in found.lines} == {None}
    assert found.burn_up.points[0].actual is None


def test_the_steps_of_the_place_in_view(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    steps = {step.key: step for step in view(desk, place="24490-V07").steps}
    assert list(steps) == [*desk.world.steps, "all_steps", "reached"]
    own = steps[STEP]
    assert (own.result, own.already_had, own.assisted, own.target, own.rate) == (9, 2, 1, 40, 0.225)


def test_a_village_knows_the_way_up(desk: Desk) -> None:
    found = view(desk, place="24490-V07")
    assert [(crumb.code, crumb.name) for crumb in found.crumbs] == [("24490", "Krông Pắc")]
    assert found.lines == ()
    # Whoever may not see the commune is not led there.
    assert view(desk, Persona.VOLUNTEER).crumbs == ()


def test_the_view_and_the_report_are_one_number(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    report = {
        (r.place_name, r.indicator): r for r in progress_report(call=desk.as_(Persona.LEADER), slug=CAMPAIGN).rows
    }
    found = view(desk)
    for place in found.lines:
        told = report[place.name, STEP]
        assert (place.result, place.already_had, place.assisted) == (told.result, told.already_had, told.assisted)
        assert place.reading == told.reading


def test_errors(desk: Desk) -> None:
    with desk.refused("indicator_unknown", indicator="no_such"):
        view(desk, indicator="no_such")
    with desk.refused("campaign_unknown"):
        view(desk, Persona.NEIGHBOUR)
    with desk.refused("not_permitted"):
        view(desk, Persona.COLLEAGUE, place="24490")


def test_statements_do_not_grow(desk: Desk) -> None:
    view(desk)
    with desk.statements() as empty:
        view(desk)
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    with desk.statements() as full:
        view(desk)
    assert len(empty) == len(full) <= 10
    assert not any("FROM record" in statement for statement in full)
