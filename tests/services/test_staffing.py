"""Who works where: villages with nobody, and spreading volunteers over them in one go."""

import pytest

from campaign.clock import new_id
from campaign.db.tables import assignment
from campaign.domain.vocabulary import PlaceKind
from campaign.services import drafts, places, staffing
from campaign.services.drafts import Details, NewDraft
from campaign.services.places import NewUnit
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, COMMUNE, END, NEIGHBOUR_CAMPAIGN, Persona


@pytest.fixture
def slug(desk: Desk) -> str:
    """A draft of another season, for which nobody is assigned."""
    details = Details(name="Đợt 2", starts_on=END.replace(month=3), ends_on=END.replace(month=4))
    wanted = NewDraft(request=new_id(), template="digital_literacy", place_code=COMMUNE, details=details)
    return drafts.start_draft(call=desk.as_(Persona.OFFICIAL), wanted=wanted).slug


def test_who_works_where(desk: Desk) -> None:
    found = staffing.staff(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert {place.name: place.people for place in found.places} == {
        "Buôn Jung": ("Y Bhăm Kbuôr",),
        "Buôn Pan": (),
        "Thôn 3": ("H’Nga Êban",),
        "Trường THCS Nguyễn Trãi": ("H’Nga Êban",),
    }
    assert [place.name for place in found.alone] == ["Buôn Pan"]
    # Somebody whose account was closed helps nobody.
    assert {helper.username for helper in found.helpers} == {
        Persona.TEAM_LEAD.value, Persona.VOLUNTEER.value, Persona.COLLEAGUE.value,
    }  # fmt: skip


def test_everybody_gets_something(desk: Desk, slug: str) -> None:
    before = len(desk.events("account.assign"))
    assert staffing.spread_helpers(call=desk.as_(Persona.OFFICIAL), slug=slug) == 4
    found = staffing.staff(call=desk.as_(Persona.OFFICIAL), slug=slug)
    assert found.alone == ()
    assert sorted(len(helper.places) for helper in found.helpers) == [1, 1, 2]
    # One event a person.
    assert len(desk.events("account.assign")) - before == 3


def test_those_without_work_come_first(desk: Desk) -> None:
    staffing.spread_helpers(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    found = staffing.staff(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert {place.name: place.people for place in found.places}["Buôn Pan"] == ("Y Sơn Mlô",)


def test_a_second_time_finds_nothing_to_do(desk: Desk, slug: str) -> None:
    staffing.spread_helpers(call=desk.as_(Persona.OFFICIAL), slug=slug)
    before = desk.state()
    assert staffing.spread_helpers(call=desk.as_(Persona.OFFICIAL), slug=slug) == 0
    assert desk.state() == before


def test_without_volunteers(desk: Desk, slug: str) -> None:
    desk.run("UPDATE account SET disabled_at = '2026-01-01' WHERE role IN ('volunteer', 'team_lead')")
    with desk.refused("helpers_missing"):
        staffing.spread_helpers(call=desk.as_(Persona.OFFICIAL), slug=slug)


def test_scope_and_role(desk: Desk, slug: str) -> None:
    with desk.refused("campaign_unknown"):
        staffing.spread_helpers(call=desk.as_(Persona.NEIGHBOUR), slug=slug)
    for persona in (Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR):
        with desk.refused("not_permitted"):
            staffing.spread_helpers(call=desk.as_(persona), slug=slug)
    shown = repr(staffing.staff(call=desk.as_(Persona.NEIGHBOUR), slug=NEIGHBOUR_CAMPAIGN))
    assert Persona.VOLUNTEER.value not in shown


def test_a_break_in_the_middle_assigns_nobody(desk: Desk, slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, rows = desk.state(), desk.rows(assignment)

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(staffing, "account_event", broken)
    with pytest.raises(RuntimeError):
        staffing.spread_helpers(call=desk.as_(Persona.OFFICIAL), slug=slug)
    assert (desk.state(), desk.rows(assignment)) == (before, rows)


def test_many_villages_cost_as_many_statements_as_few(desk: Desk, slug: str) -> None:
    with desk.statements() as few:
        staffing.staff(call=desk.as_(Persona.OFFICIAL), slug=slug)
    units = [NewUnit(name=f"Thôn {n}", kind=PlaceKind.VILLAGE) for n in range(20, 60)]
    places.add_units(call=desk.as_(Persona.OFFICIAL), parent_code=COMMUNE, units=units)
    with desk.statements() as many:
        staffing.staff(call=desk.as_(Persona.OFFICIAL), slug=slug)
    assert len(many) == len(few)
