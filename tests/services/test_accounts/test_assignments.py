"""Assignments: on each day exactly the places that were last given for it."""

from datetime import date

import pytest

from campaign.errors import CampaignError
from campaign.services import accounts
from campaign.services.call import Call

from .conftest import Office

MONDAY, WEDNESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 27)


def give(office: Office, places: list[str], start: date, end: date | None) -> None:
    accounts.assign(
        call=office.call("lan.official"), username="y.volunteer", place_codes=places, starts_on=start, ends_on=end
    )


def names(office: Office, day: date) -> list[str]:
    on = office.on(day)
    call = Call(store=office.store, viewer=office.sign_in("y.volunteer").viewer, moment=on.at)
    return [place.name for place in accounts.assigned_places(call=call)]


def test_places_come_by_name_and_only_on_their_days(office: Office) -> None:
    give(office, ["24490-V02", "24490-V01", "24490-V02"], MONDAY, WEDNESDAY)
    assert names(office, MONDAY) == ["Buon Jung", "Buon Pan"]
    assert names(office, WEDNESDAY) == ["Buon Jung", "Buon Pan"]
    assert names(office, FRIDAY) == []


def test_a_day_elsewhere_leaves_the_days_around_it(office: Office) -> None:
    give(office, ["24490-V01"], MONDAY, None)
    give(office, ["24490-V02"], WEDNESDAY, WEDNESDAY)
    week = {day: names(office, date(2026, 11, day)) for day in range(22, 29)}
    jung, pan = ["Buon Jung"], ["Buon Pan"]
    assert week == {22: [], 23: jung, 24: jung, 25: pan, 26: jung, 27: jung, 28: jung}


def test_no_places_takes_the_days_back(office: Office) -> None:
    give(office, ["24490-V01"], MONDAY, FRIDAY)
    give(office, [], WEDNESDAY, None)
    assert names(office, MONDAY) == ["Buon Jung"]
    assert names(office, WEDNESDAY) == []
    assert len(office.events("account.assign")) == 2


def test_days_in_the_wrong_order_are_refused(office: Office) -> None:
    with pytest.raises(CampaignError, match="date_range_invalid"):
        give(office, ["24490-V01"], FRIDAY, MONDAY)


def test_an_unknown_village_leaves_everything_as_it_was(office: Office) -> None:
    give(office, ["24490-V01"], MONDAY, None)
    with pytest.raises(CampaignError, match="place_unknown"):
        give(office, ["24490-V02", "24490-V77"], MONDAY, None)
    assert names(office, MONDAY) == ["Buon Jung"]


def test_the_installation_itself_works_nowhere(office: Office) -> None:
    assert accounts.assigned_places(call=office.system()) == ()
