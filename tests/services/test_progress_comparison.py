"""A period against the one before, and a campaign against another by the number of its day."""

from datetime import date, timedelta

import pytest

from campaign.domain.vocabulary import PeriodKind, PlaceKind
from campaign.services.campaigns import create_campaign
from campaign.services.places import NewUnit, add_units
from campaign.services.progress_charts import Comparison
from campaign.services.progress_comparison import compare_campaigns, compare_periods
from tests.support.desk import Desk
from tests.support.drive import DRIVE, RATIO, SKILLS, approved, entry, open_drive, with_ratio
from tests.support.example import STEP, aim, record_example
from tests.support.world import CAMPAIGN, COMMUNE, END, NEIGHBOUR_CAMPAIGN, START, TODAY, Persona

ONE = timedelta(days=1)
SECOND = "krong-pac-2027"
LATER = date(2027, 2, 1)


def weeks(
    desk: Desk, *, kind: PeriodKind = PeriodKind.WEEK, as_of: date = TODAY, place: str | None = None
) -> Comparison:
    return compare_periods(
        call=desk.as_(Persona.LEADER), slug=CAMPAIGN, kind=kind, place_code=place, indicator=STEP, as_of=as_of
    )


def places(found: Comparison) -> dict[str, tuple[int | None, int | None]]:
    return {place.name: (place.now, place.then) for place in found.places}


# --------------------------------------------------------------------------------------------- periods
def test_this_week_against_the_week_before(desk: Desk) -> None:
    record_example(desk)
    found = weeks(desk)
    # Monday 16 to Sunday 22 November: 3 + 2; the week before 4 + 1.
    assert (found.now.first, found.now.last, found.now.total) == (date(2026, 11, 16), TODAY, 5)
    assert (found.then.first, found.then.last, found.then.total) == (date(2026, 11, 9), date(2026, 11, 15), 5)
    assert (found.now.points, found.then.points) == (((3, 3), (7, 5)), ((1, 1), (2, 5)))
    assert places(found) == {
        "Buôn Jung": (5, 4),
        "Buôn Pan": (0, 0),
        "Thôn 3": (0, 1),
        "Trường THCS Nguyễn Trãi": (0, 0),
    }
    assert (found.indicator, found.now.name, found.now.target) == (STEP, "", None)


def test_a_week_that_still_runs_is_compared_with_as_many_days(desk: Desk) -> None:
    record_example(desk)
    found = weeks(desk, as_of=date(2026, 11, 18))
    assert (found.now.last, found.then.last) == (date(2026, 11, 18), date(2026, 11, 11))
    assert (found.now.total, found.then.total) == (3, 5)


def test_a_day_against_the_day_before(desk: Desk) -> None:
    record_example(desk)
    found = weeks(desk, kind=PeriodKind.DAY)
    assert (found.now.total, found.now.points, found.then.total, found.then.points) == (2, ((1, 2),), 0, ())


@pytest.mark.parametrize(
    ("kind", "day"), [(PeriodKind.WHOLE, TODAY), (PeriodKind.DAY, START), (PeriodKind.MONTH, date(2026, 11, 30))]
)
def test_what_has_no_period_before_it_says_so(desk: Desk, kind: PeriodKind, day: date) -> None:
    with desk.refused("period_before_missing", first=START):
        weeks(desk, kind=kind, as_of=day)


def test_a_campaign_that_is_over_stands_at_its_last_period(desk: Desk) -> None:
    record_example(desk)
    found = weeks(desk, as_of=END + 100 * ONE)
    assert (found.now.last, found.now.total) == (END, 0)


def test_a_village_that_came_in_between_knows_nothing_of_before(desk: Desk) -> None:
    add_units(call=desk.system(), parent_code=COMMUNE, units=[NewUnit(name="Thôn Mới", kind=PlaceKind.VILLAGE)])
    desk.run("UPDATE place SET valid_from = '2026-11-17' WHERE name = 'Thôn Mới'")
    assert places(weeks(desk))["Thôn Mới"] == (0, None)


def test_reported_numbers_that_are_missing_in_a_period_stay_missing(desk: Desk) -> None:
    open_drive(desk)
    approved(desk, entry(desk, 7, day=date(2026, 11, 18)), entry(desk, 3, place="Ea Phê", day=date(2026, 11, 10)))
    found = compare_periods(call=desk.system(), slug=DRIVE, kind=PeriodKind.WEEK, indicator=SKILLS, as_of=TODAY)
    assert places(found) == {"Ea Phê": (None, 3), "Krông Pắc": (7, None)}


def test_a_village_compares_itself(desk: Desk) -> None:
    record_example(desk)
    found = weeks(desk, place="24490-V07")
    assert (found.now.total, found.then.total, found.places) == (5, 4, ())


# ------------------------------------------------------------------------------------------- campaigns
def second(desk: Desk, *, template: str = "digital_citizen_2026", place: str = COMMUNE) -> None:
    """Open the campaign again, a year younger, with one person of Buôn Jung on its second day."""
    create_campaign(
        call=desk.system(),
        slug=SECOND,
        name="Đợt hai",
        place_code=place,
        template=template,
        starts_on=LATER,
        ends_on=LATER + 29 * ONE,
    )


def against(desk: Desk, by: Persona = Persona.LEADER, **more: object) -> Comparison:
    values = {"slug": SECOND, "other": CAMPAIGN, "indicator": STEP, "as_of": LATER + 9 * ONE, **more}
    return compare_campaigns(call=desk.as_(by), **values)  # type: ignore[arg-type]


def test_two_campaigns_are_compared_by_the_number_of_the_day(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Krông Pắc", 60)
    second(desk)
    found = against(desk)
    assert (found.now.name, found.now.total, found.now.first, found.now.last) == (
        "Đợt hai", 0, LATER, LATER + 9 * ONE,
    )  # fmt: skip
    assert (found.then.name, found.then.total, found.then.target) == ("Công dân số Krông Pắc", 10, 60)
    # 9 November is day 2, the 22nd day 15.
    assert found.then.points == ((2, 1), (3, 5), (11, 8), (15, 10))
    # Day 10 of the first campaign was 17 November.
    assert places(found)["Buôn Jung"] == (0, 4)
    assert places(found)["Thôn 3"] == (0, 1)


def test_a_village_against_itself_in_the_other_campaign(desk: Desk) -> None:
    record_example(desk)
    second(desk)
    found = against(desk, place_code="24490-V07")
    assert (found.then.total, found.places) == (9, ())


def test_a_place_is_matched_by_what_became_it(desk: Desk) -> None:
    record_example(desk)
    second(desk)
    old, new = desk.world.place("Thôn 3"), desk.world.place("Buôn Pan")
    desk.run("UPDATE place SET valid_to = '2027-01-20' WHERE id = :id", id=old.id)
    desk.run(
        "INSERT INTO place_succession (old_id, new_id, effective_on, share) VALUES (:old, :new, '2027-01-21', 'whole')",
        old=old.id,
        new=new.id,
    )
    found = against(desk)
    assert places(found)["Buôn Pan"] == (0, 1)
    assert "Thôn 3" not in places(found)


def test_campaigns_without_a_place_in_common_are_compared_as_wholes(desk: Desk) -> None:
    record_example(desk)
    found = compare_campaigns(call=desk.system(), slug=NEIGHBOUR_CAMPAIGN, other=CAMPAIGN, indicator=STEP, as_of=TODAY)
    assert (found.now.total, found.then.total, found.places) == (0, 10, ())
    with desk.refused("comparison_place_missing", campaign="Công dân số Krông Pắc"):
        unit = next(p for p in desk.world.places.values() if p.parent_id == desk.world.place("Ea Phê").id)
        compare_campaigns(
            call=desk.system(), slug=NEIGHBOUR_CAMPAIGN, other=CAMPAIGN, place_code=unit.code, indicator=STEP
        )


def test_an_indicator_that_the_other_does_not_count(desk: Desk) -> None:
    second(desk)
    open_drive(desk, place=COMMUNE)
    with desk.refused("comparison_indicator_missing", campaign="44 ngày đêm"):
        against(desk, other=DRIVE)
    assert against(desk, other=DRIVE, other_indicator=SKILLS).then.total == 0
    with_ratio(desk)
    with desk.refused("comparison_indicator_unlike"):
        against(desk, other=DRIVE, other_indicator=RATIO)
    with desk.refused("indicator_unknown"):
        against(desk, indicator="no_such")


def test_the_viewer_must_see_both(desk: Desk) -> None:
    with desk.refused("campaign_unknown", campaign=NEIGHBOUR_CAMPAIGN):
        compare_campaigns(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, other=NEIGHBOUR_CAMPAIGN)
    with desk.refused("campaign_unknown", campaign=CAMPAIGN):
        compare_campaigns(call=desk.as_(Persona.NEIGHBOUR), slug=NEIGHBOUR_CAMPAIGN, other=CAMPAIGN)


def test_statements_do_not_grow(desk: Desk) -> None:
    second(desk)
    against(desk)
    with desk.statements() as empty:
        weeks(desk)
        against(desk)
    record_example(desk)
    with desk.statements() as full:
        weeks(desk)
        against(desk)
    assert len(empty) == len(full) == 15
