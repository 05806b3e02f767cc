"""The real case: Phước An, Ea Yông, Hòa An and Hòa Tiến became xã Krông Pắc on 1 July 2025.

Communes and who became whom are those of the country's table; villages, people and numbers are made up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from sqlalchemy import select

from campaign.clock import moment_at, new_id
from campaign.db import schema
from campaign.db.queries.places import Place, place_by_id, place_valid_on, places_under
from campaign.db.schema import migrate
from campaign.db.tables import account, campaign, citizen, duplicate_pair, place_succession, record
from campaign.domain.vocabulary import Channel, PlaceKind, PopulationGroup, Role, StepStatus, TargetKind
from campaign.errors import CampaignError
from campaign.services import accounts, campaigns, people, places, records
from campaign.services.boundaries.communes import TakeOver, former_communes, take_over
from campaign.services.call import Call, system_viewer
from campaign.services.people import EnrolCitizen
from campaign.services.places import NewUnit
from campaign.services.progress import progress_report
from campaign.services.records import SaveSteps
from campaign.services.reference import REFORM, load_reference
from campaign.services.search import search
from campaign.services.targets import TargetChange, set_targets
from campaign.services.verify import verify
from tests.support.databases import open_store

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from campaign.db.store import Store
    from tests.support.databases import Databases

FORMER = {"24490": "Thị trấn Phước An", "24508": "Xã Ea Yông", "24511": "Xã Hòa An", "24523": "Xã Hòa Tiến"}
MAY, JUNE, EVE = date(2025, 5, 2), date(2025, 6, 10), date(2025, 6, 30)
TODAY = date(2025, 7, 20)
STEP = "scam_awareness"
COMMUNE_SLUG, PROVINCE_SLUG, PAST_SLUG = "ea-yong-2025", "dak-lak-2025", "ea-yong-2024"


@dataclass(frozen=True, kw_only=True)
class Country:
    """The country before the four communes were taken over, with two campaigns that go on and one that is over."""

    store: Store
    krong_pac: Place
    former: dict[str, Place]
    villages: dict[tuple[str, str], Place]
    people: dict[str, uuid.UUID]

    def call(self, day: date = TODAY) -> Call:
        return Call(store=self.store, viewer=system_viewer(), moment=moment_at(day))

    def report(self, slug: str, day: date) -> Any:  # noqa: ANN401 - the answer of the contract
        return progress_report(call=self.call(), slug=slug, as_of=day).as_json()

    def rows(self, slug: str, day: date = TODAY, indicator: str = STEP) -> dict[str, Any]:
        return {row["place_name"]: row for row in self.report(slug, day)["rows"] if row["indicator"] == indicator}

    def take_over(self, own: uuid.UUID | None = None, **more: Any) -> Any:  # noqa: ANN401 - fields of TakeOver
        command = TakeOver(id=own or new_id(), commune_id=self.krong_pac.id, reason="NQ 1660/NQ-UBTVQH15", **more)
        return take_over(call=self.call(), command=command)

    def verified(self) -> None:
        with mock.patch.object(schema, "differences", return_value=[]):
            found = verify(call=self.call())
        assert found.ok, found.differences


def valid(store: Store, code: str, day: date) -> Place:
    with store.read() as connection:
        found = place_valid_on(connection, code=code, day=day)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def made() -> dict[str, tuple[str, Country]]:
    """The filled templates by engine: loading the whole country takes seconds."""
    return {}


@pytest.fixture
def country(engine: str, databases: Databases, made: dict[str, tuple[str, Country]]) -> Iterator[Country]:
    if engine not in made:
        url = databases.empty()
        template = open_store(url)
        try:
            made[engine] = (url, build(template))
        finally:
            # A template that somebody has open cannot be copied.
            template.close()
    url = databases.copy(made[engine][0])
    store = open_store(url)
    yield replace(made[engine][1], store=store)
    store.close()
    databases.drop(url)


def build(store: Store) -> Country:
    migrate(store)
    office = Call(store=store, viewer=system_viewer(), moment=moment_at(MAY))
    load_reference(call=office)
    former = {code: valid(store, code, EVE) for code in FORMER}
    villages: dict[tuple[str, str], Place] = {}
    for code in FORMER:
        units = [
            NewUnit(name=name, kind=PlaceKind.VILLAGE, populations={PopulationGroup.FROM_6: 100}, as_of=MAY)
            for name in ("Thôn 1", f"Buôn {code}")
        ]
        made = places.add_units(call=office, parent_code=code, units=units, on=EVE)
        villages |= {(code, place.name): place for place in made}
    known: dict[str, uuid.UUID] = {}
    for slug, root, begins, ends in (
        (PAST_SLUG, former["24508"], date(2024, 3, 1), date(2024, 4, 29)),
        (COMMUNE_SLUG, former["24508"], date(2025, 5, 1), date(2025, 8, 28)),
        (PROVINCE_SLUG, valid(store, "66", EVE), date(2025, 5, 1), date(2025, 12, 31)),
    ):
        campaigns.create_campaign(
            call=Call(store=store, viewer=system_viewer(), moment=moment_at(begins)),
            slug=slug,
            name=slug,
            place_code=root.code,
            template="digital_citizen_2026",
            starts_on=begins,
            ends_on=ends,
        )
    for code in FORMER:
        for n, place in enumerate(p for (c, _name), p in villages.items() if c == code):
            own = new_id()
            known[f"{code}-{n}"] = own
            slug = COMMUNE_SLUG if code == "24508" else PROVINCE_SLUG
            people.enrol(
                call=office,
                command=EnrolCitizen(
                    id=own,
                    campaign=slug,
                    place_id=place.id,
                    full_name=f"Lò Văn {code[-2:]}",
                    birth="1980",
                    distinct_reason="người khác",
                ),
            )
            save(store, slug, place, own, JUNE)
    accounts.add_account(
        call=office,
        username="lan.eayong",
        full_name="Nguyễn Thị Lan",
        role=Role.OFFICIAL,
        place_code="24508",
        password="lua-chin-vang-dong-2026",
    )
    return Country(store=store, krong_pac=valid(store, "24490", REFORM), former=former, villages=villages, people=known)


def save(store: Store, slug: str, place: Place, person: uuid.UUID, day: date) -> None:
    records.save_steps(
        call=Call(store=store, viewer=system_viewer(), moment=moment_at(max(day, JUNE))),
        save=SaveSteps(
            save_id=new_id(),
            campaign=slug,
            commune_id=place.commune_id,
            citizen_id=person,
            steps={STEP: StepStatus.COMPLETED},
            day=day,
            channel=Channel.HOME_VISIT,
        ),
    )


# ------------------------------------------------------------------------------------------ it works
def test_what_would_follow_is_told_before(country: Country) -> None:
    found = former_communes(call=country.call(), commune_id=country.krong_pac.id)
    assert [place.name for place in found.communes] == ["Thị trấn Phước An", "Xã Ea Yông", "Xã Hòa An", "Xã Hòa Tiến"]
    assert (len(found.villages), found.effects.people, found.effects.records) == (8, 8, 8)
    assert (found.effects.accounts, found.effects.campaigns) == (1, 1)


def test_totals_before_are_totals_after_at_every_ancestor(country: Country) -> None:
    before = {slug: country.rows(slug, EVE) for slug in (COMMUNE_SLUG, PROVINCE_SLUG)}
    done = country.take_over()
    assert (done.carried.people, done.carried.records) == (8, 8)
    province = country.rows(PROVINCE_SLUG)
    assert province["Tỉnh Đắk Lắk"]["result"] == before[PROVINCE_SLUG]["Tỉnh Đắk Lắk"]["result"] == 6
    commune = before[PROVINCE_SLUG]
    assert province["Xã Krông Pắc"]["result"] == sum(commune[name]["result"] for name in FORMER.values())
    # Of two villages called Thôn 1 the later ones bear the name of their former commune.
    assert {name for name in province if name.startswith("Thôn 1")} >= {"Thôn 1", "Thôn 1 Hòa An", "Thôn 1 Hòa Tiến"}
    own = country.rows(COMMUNE_SLUG)
    assert own["Xã Krông Pắc"]["result"] == before[COMMUNE_SLUG]["Xã Ea Yông"]["result"] == 2
    country.verified()


@pytest.mark.parametrize("slug", [COMMUNE_SLUG, PROVINCE_SLUG, PAST_SLUG])
def test_a_report_of_an_earlier_day_is_what_it_was(country: Country, slug: str) -> None:
    days = (date(2024, 4, 1), MAY, JUNE, EVE)
    before = [country.report(slug, day) for day in days]
    country.take_over()
    assert [country.report(slug, day) for day in days] == before


def test_a_campaign_that_was_over_stays_as_it_was_for_ever(country: Country) -> None:
    before = country.report(PAST_SLUG, TODAY)
    country.take_over()
    assert country.report(PAST_SLUG, TODAY) == before


def test_people_come_under_the_new_commune_with_their_records(country: Country) -> None:
    country.take_over()
    with country.store.read() as connection:
        assert set(connection.execute(select(citizen.c.commune_id)).scalars()) == {country.krong_pac.id}
        assert set(connection.execute(select(record.c.commune_id)).scalars()) == {country.krong_pac.id}
        # History: a record keeps its place, and a campaign that goes on stands at the new commune.
        places_of = set(connection.execute(select(record.c.place_id)).scalars())
        roots = dict(connection.execute(select(campaign.c.slug, campaign.c.place_id)).all())
    assert places_of == {place.id for place in country.villages.values()}
    assert roots[COMMUNE_SLUG] == country.krong_pac.id
    assert roots[PAST_SLUG] == country.former["24508"].id


def test_work_goes_on_and_counts_in_the_new_village(country: Country) -> None:
    country.take_over()
    with country.store.read() as connection:
        here = {place.name: place for place in places_under(connection, path=country.krong_pac.path)}
    found = search(call=country.call(), slug=COMMUNE_SLUG, text="lo van", place_id=here["Buôn 24508"].id)
    assert found.cards[0].place_name == "Buôn 24508"
    records.save_steps(
        call=country.call(),
        save=SaveSteps(
            save_id=new_id(),
            campaign=COMMUNE_SLUG,
            commune_id=country.krong_pac.id,
            citizen_id=country.people["24508-1"],
            steps={"chip_id_card": StepStatus.COMPLETED},
            day=TODAY,
            channel=Channel.HOME_VISIT,
        ),
    )
    rows = {
        row["place_name"]: row for row in country.report(COMMUNE_SLUG, TODAY)["rows"] if row["indicator"] == "reached"
    }
    assert rows["Buôn 24508"]["result"] == 1
    assert rows["Xã Krông Pắc"]["result"] == 2
    country.verified()


def test_targets_and_figures_follow(country: Country) -> None:
    cells = [(country.former["24508"], 150), (country.villages["24508", "Thôn 1"], 90)]
    changes = [
        TargetChange(place_id=place.id, indicator=STEP, kind=TargetKind.COUNT, amount=n, expected_version=0)
        for place, n in cells
    ]
    set_targets(call=country.call(JUNE), slug=COMMUNE_SLUG, changes=changes, reason="giao")
    country.take_over()
    rows = country.rows(COMMUNE_SLUG)
    assert rows["Xã Krông Pắc"]["target"] == 150
    assert sorted(row["target"] for name, row in rows.items() if name.startswith("Thôn 1") and row["target"]) == [90]
    assert country.rows(PROVINCE_SLUG)["Xã Krông Pắc"]["eligible"] == 800
    assert country.rows(COMMUNE_SLUG, EVE)["Xã Ea Yông"]["target"] == 150


def test_accounts_follow(country: Country) -> None:
    country.take_over()
    with country.store.read() as connection:
        home = connection.execute(select(account.c.place_id).where(account.c.username == "lan.eayong")).scalar_one()
    assert home == country.krong_pac.id


def test_somebody_registered_in_two_communes_keeps_both_entries_and_is_put_before_the_officials(
    country: Country,
) -> None:
    number = "066194001234"
    for code, slug in (("24508", COMMUNE_SLUG), ("24511", PROVINCE_SLUG)):
        people.enrol(
            call=country.call(JUNE),
            command=EnrolCitizen(
                id=new_id(),
                campaign=slug,
                place_id=country.villages[code, "Thôn 1"].id,
                full_name="H’Maryam Niê",
                birth="1994",
                personal_id=number,
            ),
        )
    assert country.take_over().carried.same_number == 1
    with country.store.read() as connection:
        pairs = connection.execute(select(duplicate_pair)).all()
    # Those who were kept apart before came along; the new pair is open.
    assert {pair.commune_id for pair in pairs} == {country.krong_pac.id}
    assert [pair.state for pair in pairs if pair.reasons == "same_id"] == ["open"]


# --------------------------------------------------------------------------------------- again, refused
def test_the_same_form_sent_twice_does_it_once(country: Country) -> None:
    own = new_id()
    first = country.take_over(own)
    again = country.take_over(own)
    assert (again.repeated, again.carried) == (True, first.carried)
    with pytest.raises(CampaignError, match="boundary_nothing_waits"):
        country.take_over()


def test_a_village_of_a_commune_that_was_not_divided_goes_nowhere_else(country: Country) -> None:
    ea_phe = valid(country.store, "24502", REFORM)
    village = country.villages["24508", "Thôn 1"]
    with pytest.raises(CampaignError, match="boundary_not_successor"):
        country.take_over(elsewhere={village.id: ea_phe.id})


def test_whoever_does_not_manage_the_commune_is_refused(country: Country) -> None:
    viewer = country.call().viewer
    other = replace(viewer, role=Role.OFFICIAL, scope=(valid(country.store, "24502", REFORM).path,))
    call = Call(store=country.store, viewer=other, moment=moment_at(TODAY))
    for use in (
        lambda: former_communes(call=call, commune_id=country.krong_pac.id),
        lambda: take_over(call=call, command=TakeOver(id=new_id(), commune_id=country.krong_pac.id, reason="NQ")),
    ):
        with pytest.raises(CampaignError, match="not_permitted"):
            use()


# ------------------------------------------------------------------------------------ the whole province
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_whole_of_dak_lak(country: Country) -> None:
    """All 102 communes take over what their predecessors had, Phú Yên's and the divided ones among them."""
    store = country.store
    office = country.call(JUNE)
    dak_lak = valid(store, "66", REFORM)
    with store.read() as connection:
        now = [place for place in places_under(connection, path=dak_lak.path) if place.parent_id == dak_lak.id]
        links = connection.execute(
            select(place_succession.c.old_id, place_succession.c.new_id, place_succession.c.share).where(
                place_succession.c.new_id.in_([place.id for place in now])
            )
        ).all()
    main = {old: new for old, new, share in links if share != "part"}
    assert len(now) == 102
    assert {share for _old, _new, share in links} == {"whole", "part_main", "part"}
    with store.read() as connection:
        olds = [place for place in _by_ids(connection, main) if place.code not in FORMER]
    for old in olds:
        unit = NewUnit(name="Thôn 1", kind=PlaceKind.VILLAGE)
        places.add_units(call=office, parent_code=old.code, units=[unit], on=EVE)
    before = country.rows(PROVINCE_SLUG, EVE)["Tỉnh Đắk Lắk"]["result"]
    for commune in now:
        take_over(call=country.call(), command=TakeOver(id=new_id(), commune_id=commune.id, reason="NQ 1660"))
    with store.read() as connection:
        villages = [place for place in places_under(connection, path=dak_lak.path) if place.is_unit]
        waiting = [former_communes(call=country.call(), commune_id=place.id).villages for place in now]
    assert len(villages) == len(olds) + len(country.villages)
    assert not any(waiting)
    rows = country.rows(PROVINCE_SLUG)
    assert rows["Tỉnh Đắk Lắk"]["result"] == before
    assert rows["Xã Krông Pắc"]["result"] == before
    country.verified()


def _by_ids(connection: Any, ids: Any) -> list[Place]:  # noqa: ANN401 - a connection, and ids of any kind
    found = (place_by_id(connection, place_id=own) for own in ids)
    return [place for place in found if place is not None]
