"""Coordinates as offices write them, and the borders inside which a place can lie."""

import pytest

from campaign.domain.coordinates import Coordinates, read_columns, read_coordinates
from campaign.errors import CampaignError
from campaign.services.demo.lists import places
from campaign.services.demo.points import points_of

HERE = Coordinates(latitude=12.345, longitude=108.123)


@pytest.mark.parametrize(
    "text",
    [
        "12.345, 108.123",
        "12,345; 108,123",
        "12,345, 108,123",
        "12.345 108.123",
        " (12.345°N, 108.123°E) ",
        "108.123, 12.345",
        "Vĩ độ 12,345 / Kinh độ 108,123",
        "12.345000, 108.123000",
    ],
)
def test_one_point_in_many_spellings(text: str) -> None:
    assert read_coordinates(text) == HERE


@pytest.mark.parametrize(
    "text", ["12.345", "12,108", "buôn Jung", "12.345, 108.123, 7", "12.345, nhà ông A 108.123", ""]
)
def test_what_is_no_pair_is_not_guessed(text: str) -> None:
    with pytest.raises(CampaignError) as caught:
        read_coordinates(text)
    assert caught.value.code == "coordinates_unread"


@pytest.mark.parametrize("text", ["48.85, 2.35", "-12.345, 108.123", "12.345, 12.345", "0, 0", "24.1, 108"])
def test_a_point_abroad_is_refused(text: str) -> None:
    with pytest.raises(CampaignError) as caught:
        read_coordinates(text)
    assert caught.value.code == "coordinates_outside"


def test_the_archipelagos_lie_inside() -> None:
    for text in ("16.53, 111.61", "8.65, 111.92"):
        assert read_coordinates(text).longitude > 111


def test_columns_for_both_or_for_each() -> None:
    assert read_columns(both="12,345 108,123", latitude="", longitude="") == HERE
    assert read_columns(both="", latitude="12,345", longitude="108,123") == HERE
    assert read_columns(both=" ", latitude="", longitude="") is None
    with pytest.raises(CampaignError):
        read_columns(both="", latitude="12,345", longitude="")


def test_a_point_is_written_as_maps_read_it() -> None:
    assert (HERE.text, read_coordinates(HERE.text)) == ("12.34500, 108.12300", HERE)


def test_the_sample_s_places_all_have_a_point_of_their_own() -> None:
    for name in ("2026", "ea_phe"):
        points = points_of(name)
        assert set(points) == {line.name for line in places(name)}
        assert len({point.text for point in points.values()}) == len(points)
    assert points_of("2023")["Buôn Jung"] == points_of("2026")["Buôn Jung"]
    # A school that went into no other lies nowhere: the map names it among those without a point.
    without = {line.name for line in places("2023")} - set(points_of("2023"))
    assert len(without) == 4
    assert all(name.startswith("Trường") for name in without)
