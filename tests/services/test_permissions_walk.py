"""Every public function of every service, called by everybody without the right, and by the official next door.

A new function that is missing in the table below fails: nobody forgets to ask.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import replace

import pytest

import campaign.services
from campaign.domain.permissions import RIGHTS, Action
from campaign.errors import CampaignError
from campaign.services import (
    own_account,
    sessions,
    targets,
)
from campaign.services.call import Call, Event
from tests.support.desk import Desk
from tests.support.walks import OWN, TABLE, boundaries, campaigns, reporting, reports
from tests.support.walks.spine import SAVED, aim
from tests.support.world import CAMPAIGN, NOW, PERSONAS, Persona


def services() -> Iterator[str]:
    """Yield the public functions that take a call by its name; helpers take it by position."""
    prefix = f"{campaign.services.__name__}."
    for found in pkgutil.walk_packages(campaign.services.__path__, prefix):
        if found.name.removeprefix(prefix).split(".")[0] == "demo":
            continue
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameter = inspect.signature(function).parameters.get("call")
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and parameter and parameter.kind is inspect.Parameter.KEYWORD_ONLY:
                yield f"{found.name.removeprefix(prefix)}.{name}"


@pytest.fixture
def lived_in(desk: Desk) -> Desk:
    """A world in which something happened: a record, a target, reported numbers."""
    desk.save("maryam", "scam_awareness", by=Persona.OFFICIAL, save_id=SAVED)
    change = aim(desk, people=9, after=0)
    targets.set_targets(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, changes=[change], reason="giao theo KH 12")
    boundaries.prepare(desk)
    reporting.prepare(desk)
    campaigns.prepare(desk)
    reports.prepare(desk)
    return desk


def test_no_service_is_missing_in_the_table() -> None:
    there = set(services())
    assert len(there) > 30
    assert there - set(TABLE) - set(OWN) == set()
    assert set(TABLE) | set(OWN) <= there


def without(action: Action) -> list[Persona]:
    return [persona for persona, post in PERSONAS.items() if action not in RIGHTS[post.role]]


@pytest.mark.parametrize("name", [name for name, walk in TABLE.items() if without(walk.action)])
def test_whoever_has_not_the_right_is_refused(lived_in: Desk, name: str) -> None:
    walk = TABLE[name]
    for persona in without(walk.action):
        before = lived_in.state()
        with pytest.raises(CampaignError) as caught:
            walk.run(lived_in, lived_in.as_(persona))
        assert (persona, caught.value.code) == (persona, "not_permitted")
        if name != "campaigns.reopen_campaign":  # The test itself closes the campaign there.
            assert lived_in.state() == before


# What belongs to the first commune and must not reach the second: names, codes, slugs, people and accounts.
OURS = (
    "Maryam",
    "Siên",
    "Buôn Jung",
    "24490",
    CAMPAIGN,
    "Krông Pắc",
    "giao theo KH 12",
    *(p.value for p in PERSONAS if p not in {Persona.NEIGHBOUR, Persona.NEIGHBOUR_VOLUNTEER}),
)


@pytest.mark.parametrize("name", TABLE)
def test_the_official_next_door_sees_and_changes_nothing_of_this_commune(lived_in: Desk, name: str) -> None:
    walk = TABLE[name]
    before = lived_in.state()
    if walk.next_door is None:
        shown = repr(walk.run(lived_in, lived_in.as_(Persona.NEIGHBOUR)))
        # The installation itself did the neighbour's own set-up.
        assert [word for word in OURS if word in shown] == []
    else:
        with pytest.raises(CampaignError) as caught:
            walk.run(lived_in, lived_in.as_(Persona.NEIGHBOUR))
        assert caught.value.code == walk.next_door
        assert "Maryam" not in str(caught.value.details)
    if name != "campaigns.reopen_campaign":
        assert lived_in.state() == before


@pytest.mark.parametrize("name", [name for name, walk in TABLE.items() if walk.writes])
def test_whoever_has_the_right_is_let_through_and_leaves_an_event(lived_in: Desk, name: str) -> None:
    walk = TABLE[name]
    events = len(lived_in.events())
    walk.run(lived_in, lived_in.as_(Persona.ADMIN))
    more = len(lived_in.events()) - events
    # Reopening closes first.
    assert more == (2 if name == "campaigns.reopen_campaign" else 1)
    lived_in.verified()


@pytest.mark.parametrize("name", [name for name, walk in TABLE.items() if walk.writes])
def test_nothing_is_written_while_somebody_looks_through_an_account(lived_in: Desk, name: str) -> None:
    seen = replace(lived_in.world.viewers[Persona.ADMIN], seen_by=Persona.OFFICIAL.value, address="203.0.113.9")
    try:
        told = repr(TABLE[name].run(lived_in, Call(store=lived_in.store, viewer=seen, moment=NOW)))
    except CampaignError as error:
        told = error.code
    # A service that answers row by row says it in each row.
    assert "view_as_read_only" in told
    # Some of the walks prepare their ground first, in another name; nothing may come from where somebody looks.
    assert [row["action"] for row in lived_in.events() if row["address"] == seen.address] == []


# These load the whole country, which tests/services/test_reference.py does.
COUNTRY = {"reference.load_reference", "setup.prepare"}


@pytest.mark.parametrize("name", [name for name, walk in TABLE.items() if not walk.writes and name not in COUNTRY])
def test_reading_leaves_no_trace(lived_in: Desk, name: str) -> None:
    before = lived_in.state()
    TABLE[name].run(lived_in, lived_in.as_(Persona.ADMIN))
    assert lived_in.state() == before


def test_a_write_that_declares_no_event_does_not_commit(desk: Desk) -> None:
    before = desk.state()
    with pytest.raises(RuntimeError, match="no audit event"), desk.as_(Persona.ADMIN).write() as change:
        change.connection.exec_driver_sql("UPDATE campaign_revision SET revision = 99")
    assert desk.state() == before


def test_a_write_that_did_nothing_says_so(desk: Desk) -> None:
    before = desk.state()
    with desk.as_(Persona.ADMIN).write() as change:
        change.nothing_done()
    assert desk.state() == before


def test_several_events_of_one_write_are_all_kept(desk: Desk) -> None:
    with desk.as_(Persona.OFFICIAL).write() as change:
        for number in range(3):
            change.log(Event(commune_id=0, action="test", subject_kind="x", subject_id=str(number)))
    assert [row["subject_id"] for row in desk.events("test")] == ["0", "1", "2"]
    assert {row["actor"] for row in desk.events("test")} == {Persona.OFFICIAL.value}


def test_one_changes_ones_own_account_only(desk: Desk) -> None:
    call = desk.as_(Persona.LEADER)
    own_account.set_language(call=call, language="en")
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT username FROM account WHERE language = 'en'").scalars().all()
    assert rows == [Persona.LEADER.value]
    for act in (
        lambda: own_account.set_language(call=desk.system(), language="en"),
        lambda: sessions.sign_out_everywhere(call=desk.system()),
    ):
        with desk.refused("not_permitted"):
            act()
