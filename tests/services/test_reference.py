"""The country's provinces and communes: all of them, once, with who became whom."""

from datetime import date

import pytest

from campaign.clock import moment_at
from campaign.db.queries.places import place_by_code, place_valid_on, places_under, predecessor_paths
from campaign.db.schema import migrate
from campaign.db.store import Store
from campaign.domain.permissions import Viewer
from campaign.domain.vocabulary import PlaceKind, Role
from campaign.errors import CampaignError
from campaign.services.call import Call, system_viewer
from campaign.services.places import NewUnit, add_units
from campaign.services.reference import load_reference

NOW = moment_at(date(2026, 11, 22))


@pytest.fixture
def call(empty_store: Store) -> Call:
    migrate(empty_store)
    return Call(store=empty_store, viewer=system_viewer(), moment=NOW)


def test_the_whole_country_of_both_periods(call: Call) -> None:
    found = load_reference(call=call)
    assert (found.provinces, found.communes) == (34, 3_321)
    assert (found.old_provinces, found.old_communes) == (63, 10_035)
    assert (found.successions, found.repeated) == (10_597, False)
    with call.read() as connection:
        now = place_valid_on(connection, code="24490", day=date(2025, 7, 1))
        before = place_valid_on(connection, code="24490", day=date(2025, 6, 30))
        assert now is not None
        assert before is not None
        # One code, two places: a code alone identifies nothing.
        assert (now.name, before.name) == ("Xã Krông Pắc", "Thị trấn Phước An")
        assert place_by_code(connection, code="24490") == now
        assert (now.kind, before.kind) == (PlaceKind.COMMUNE, PlaceKind.COMMUNE)
        dak_lak = place_valid_on(connection, code="66", day=date(2026, 1, 1))
        assert dak_lak is not None
        assert now.path == f"{dak_lak.path}{now.id}/"
        assert (dak_lak.commune_id, now.commune_id) == (0, now.id)
        assert len(places_under(connection, path=dak_lak.path)) == 1 + 102


def test_the_four_communes_that_became_krong_pac(call: Call) -> None:
    load_reference(call=call)
    with call.read() as connection:
        krong_pac = place_by_code(connection, code="24490")
        assert krong_pac is not None
        paths = set(predecessor_paths(connection, place_id=krong_pac.id))
        former = [
            place_valid_on(connection, code=code, day=date(2023, 3, 1)) for code in ("24490", "24508", "24511", "24523")
        ]
    assert paths == {place.path for place in former if place}


def test_loading_again_changes_nothing(call: Call) -> None:
    load_reference(call=call)
    again = load_reference(call=call)
    assert again.repeated
    assert again.communes == 3_321
    with call.read() as connection:
        roots = connection.exec_driver_sql("SELECT count(*) FROM place").scalar_one()
        events = connection.exec_driver_sql("SELECT count(*) FROM audit_event").scalar_one()
    assert (roots, events) == (34 + 3_321 + 63 + 10_035, 1)


def test_places_can_be_added_behind_it(call: Call) -> None:
    load_reference(call=call)
    unit = NewUnit(name="Buôn Jung", kind=PlaceKind.VILLAGE)
    assert add_units(call=call, parent_code="24490", units=[unit])[0].code == "24490-V01"
    assert add_units(call=call, parent_code="24508", units=[unit])[0].code == "24508-V01"


def test_an_official_may_not_load_the_country(call: Call) -> None:
    viewer = Viewer(
        account_id=None,
        username="lan.official",
        full_name="Nguyễn Thị Lan",
        role=Role.OFFICIAL,
        place_id=None,
        commune_id=7,
        scope=("/1/7/",),
    )
    with pytest.raises(CampaignError, match="not_permitted"):
        load_reference(call=Call(store=call.store, viewer=viewer, moment=NOW))
