"""Who is ahead: ranks with ties, villages and schools apart, by eligible people, by commune group; curves and map."""

from datetime import date, timedelta
from fractions import Fraction

from campaign.domain.vocabulary import Pace, PlaceKind, TargetKind
from campaign.services.commune_groups import set_commune_groups
from campaign.services.places import NewUnit, add_units
from campaign.services.progress_charts import RankingLine
from campaign.services.progress_models import UnitsView
from campaign.services.progress_ranking import ranks_among_peers
from campaign.services.progress_units import progress_units
from campaign.services.progress_view import progress_view
from campaign.services.targets import TargetChange, set_targets
from tests.support.desk import Desk
from tests.support.drive import DRIVE, RATIO, SKILLS, approved, entry, open_drive, with_ratio
from tests.support.example import STEP, aim, record_example
from tests.support.world import CAMPAIGN, END, START, TODAY

ONE = timedelta(days=1)
ALSO = "Xã Ea Kly"


def units(desk: Desk, *, slug: str = CAMPAIGN, indicator: str = STEP, as_of: date | None = None) -> UnitsView:
    return progress_units(call=desk.system(), slug=slug, indicator=indicator, as_of=as_of)


def line(found: UnitsView, name: str) -> RankingLine:
    return next(one for one in found.ranking if one.name == name)


def aim_reported(desk: Desk, place: str, amount: int) -> None:
    change = TargetChange(
        place_id=desk.world.place(place).id, indicator=SKILLS, kind=TargetKind.COUNT, amount=amount, expected_version=0
    )
    set_targets(call=desk.system(), slug=DRIVE, changes=[change], reason="giao")


# ----------------------------------------------------------------------------------------------- ranks
def test_equal_rates_share_a_rank_and_the_next_is_skipped(desk: Desk) -> None:
    record_example(desk)
    for place, amount in (("Buôn Jung", 45), ("Thôn 3", 5), ("Buôn Pan", 10), ("Trường THCS Nguyễn Trãi", 10)):
        aim(desk, place, amount)
    # 9 of 45 and 1 of 5 are both 20 %; nothing of 10 comes third, and the school is alone among its kind.
    assert [(one.name, one.rank, one.ranked) for one in units(desk).ranking] == [
        ("Buôn Jung", 1, 3),
        ("Thôn 3", 1, 3),
        ("Buôn Pan", 3, 3),
        ("Trường THCS Nguyễn Trãi", 1, 1),
    ]


def test_a_place_without_a_target_is_last_and_has_no_rank(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Pan", 10)
    aim(desk, "Thôn 3", 0)
    found = [(one.name, one.rank, one.ranked) for one in units(desk).ranking if one.kind is PlaceKind.VILLAGE]
    assert found == [("Buôn Pan", 1, 1), ("Buôn Jung", None, 1), ("Thôn 3", None, 1)]


def test_by_people_counts_those_who_had_it_before_and_needs_no_target(desk: Desk) -> None:
    record_example(desk)
    found = units(desk)
    # 9 + 2 of 500, nobody of 310, 1 of 205; nobody counted the pupils.
    shares = {one.name: (one.eligible_rate, one.eligible_rank, one.eligible_ranked) for one in found.ranking}
    assert shares == {
        "Buôn Jung": (11 / 500, 1, 3),
        "Buôn Pan": (0.0, 3, 3),
        "Thôn 3": (1 / 205, 2, 3),
        "Trường THCS Nguyễn Trãi": (None, None, 0),
    }


def test_nothing_reported_is_not_ranked(desk: Desk) -> None:
    open_drive(desk)
    for place in ("Krông Pắc", "Ea Phê"):
        aim_reported(desk, place, 40)
    approved(desk, entry(desk, 314))
    own, other = (line(units(desk, slug=DRIVE, indicator=SKILLS), name) for name in ("Krông Pắc", "Ea Phê"))
    assert (own.rate, own.rank, own.ranked, own.pace) == (7.85, 1, 1, Pace.DONE)
    assert (other.result, other.toward_target, other.rate, other.rank, other.ranked) == (None, None, None, None, 1)


def test_a_ratio_is_ranked_by_numerator_of_denominator(desk: Desk) -> None:
    open_drive(desk)
    with_ratio(desk)
    numbers = (("Krông Pắc", 60, 100), ("Ea Phê", 45, 50))
    approved(desk, *(entry(desk, n, RATIO, place=place, denominator=of) for place, n, of in numbers))
    found = units(desk, slug=DRIVE, indicator=RATIO)
    assert [(one.name, one.eligible_rate, one.eligible_rank) for one in found.ranking] == [
        ("Ea Phê", 0.9, 1),
        ("Krông Pắc", 0.6, 2),
    ]


def test_communes_are_ranked_in_their_group(desk: Desk) -> None:
    open_drive(desk)
    for place in ("Krông Pắc", "Ea Phê"):
        aim_reported(desk, place, 40)
    approved(desk, entry(desk, 30), entry(desk, 10, place="Ea Phê"))
    assert [(one.name, one.group, one.rank) for one in units(desk, slug=DRIVE, indicator=SKILLS).ranking] == [
        ("Krông Pắc", "", 1),
        ("Ea Phê", "", 2),
    ]
    groups = {desk.world.place("Ea Phê").id: "Nhóm 1", desk.world.place("Krông Pắc").id: "Nhóm 2"}
    set_commune_groups(call=desk.system(), slug=DRIVE, groups=groups)
    found = units(desk, slug=DRIVE, indicator=SKILLS)
    told = [(one.name, one.group, one.rank, one.ranked) for one in found.ranking]
    assert told == [("Ea Phê", "Nhóm 1", 1, 1), ("Krông Pắc", "Nhóm 2", 1, 1)]
    # The table of the same page says the same ranks.
    lines = progress_view(call=desk.system(), slug=DRIVE, indicator=SKILLS).lines
    assert {one.name: (one.rank, one.ranked) for one in lines} == {"Ea Phê": (1, 1), "Krông Pắc": (1, 1)}


def test_wards_and_communes_of_one_group_are_peers(desk: Desk) -> None:
    commune = desk.world.place("Krông Pắc")
    ward = desk.world.place("Ea Phê")
    places = [commune, ward]
    rates = {commune.id: Fraction(1, 2), ward.id: Fraction(3, 4)}
    both = dict.fromkeys(rates, "Nhóm 1")
    assert ranks_among_peers(places, rates, both) == {commune.id: (2, 2), ward.id: (1, 2)}
    assert ranks_among_peers(places, rates, {ward.id: "Nhóm 1"}) == {commune.id: (1, 1), ward.id: (1, 1)}


# ---------------------------------------------------------------------------------------------- curves
def test_a_curve_adds_up_what_counts_toward_the_target(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 8_000, kind=TargetKind.PERCENT)
    aim(desk, "Thôn 3", 5)
    found = units(desk).curves
    assert (found.starts_on, found.ends_on, found.as_of) == (START, END, TODAY)
    curves = {curve.name: curve for curve in found.curves}
    assert list(curves) == ["Buôn Jung", "Buôn Pan", "Thôn 3", "Trường THCS Nguyễn Trãi"]
    days = [(date(2026, 11, day), n) for day, n in ((10, 4), (12, 6), (18, 9), (22, 11))]
    assert (curves["Buôn Jung"].points, curves["Buôn Jung"].target) == (tuple(days), 400)
    assert (curves["Buôn Pan"].points, curves["Buôn Pan"].rate) == ((), None)
    assert curves["Thôn 3"].rate == 0.2


def test_one_day_of_data_is_one_point(desk: Desk) -> None:
    record_example(desk)
    curves = {curve.name: curve.points for curve in units(desk, as_of=START + ONE).curves.curves}
    assert (curves["Thôn 3"], curves["Buôn Jung"]) == (((date(2026, 11, 9), 1),), ())


# ------------------------------------------------------------------------------------------------- map
def test_places_with_coordinates_are_on_the_map_and_the_others_are_named(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 36)
    desk.run("UPDATE place SET latitude = 12.7, longitude = 108.3 WHERE name = 'Buôn Jung'")
    found = units(desk).point_map
    assert found.without == ("Buôn Pan", "Thôn 3", "Trường THCS Nguyễn Trãi")
    assert [(p.name, p.latitude, p.longitude, p.result, p.rate) for p in found.points] == [
        ("Buôn Jung", 12.7, 108.3, 9, 0.25)
    ]


# ------------------------------------------------------------------------------------------- bad input
def test_a_village_born_in_mid_campaign_is_there_from_its_first_day(desk: Desk) -> None:
    born = START + 10 * ONE
    add_units(
        call=desk.system(), parent_code="24490", units=[NewUnit(name="Thôn Mới", kind=PlaceKind.VILLAGE)], on=TODAY
    )
    desk.run("UPDATE place SET valid_from = :day WHERE name = 'Thôn Mới'", day=born.isoformat())
    assert "Thôn Mới" not in [curve.name for curve in units(desk, as_of=born - ONE).curves.curves]
    own = line(units(desk, as_of=born), "Thôn Mới")
    assert (own.result, own.eligible, own.eligible_rate, own.rank) == (0, None, None, None)


def test_a_village_has_nobody_below_it(desk: Desk) -> None:
    found = progress_units(call=desk.system(), slug=CAMPAIGN, place_code="24490-V07", indicator=STEP)
    assert (found.ranking, found.curves.curves, found.point_map.points) == ((), (), ())
