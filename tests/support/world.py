"""A small world for tests, built once an engine through the services themselves: two communes and who works there.

Only the province and the communes are written directly, because loading the whole country takes seconds.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from campaign.clock import Moment, moment_at
from campaign.db.operations.places import insert_places, insert_successions, take_ids
from campaign.db.queries.places import Place
from campaign.db.schema import migrate
from campaign.domain.names import fold, place_sort_key
from campaign.domain.vocabulary import PlaceKind, PopulationGroup, Role, Sex
from campaign.services import accounts, campaigns, people, places, sessions
from campaign.services.call import Call, system_viewer
from campaign.services.people import EnrolCitizen
from campaign.services.places import NewUnit
from campaign.services.reference import REFORM

if TYPE_CHECKING:
    from campaign.db.store import Store
    from campaign.domain.indicators import CampaignDefinition
    from campaign.domain.permissions import Viewer

START: Final = date(2026, 11, 8)
END: Final = date(2027, 1, 6)
TODAY: Final = date(2026, 11, 22)
"""Day 15 of 60: two whole weeks lie behind, so that a forecast has something to go by."""

NOW: Final = moment_at(TODAY)
PASSWORD: Final = "lua-chin-vang-dong-2026"
CAMPAIGN: Final = "krong-pac-2026"
NEIGHBOUR_CAMPAIGN: Final = "ea-phe-2026"
PROVINCE, COMMUNE, FORMER, NEIGHBOUR_COMMUNE = "66", "24490", "24508", "24502"
COUNTED_ON: Final = date(2026, 10, 1)


class Persona(StrEnum):
    """Who stands in front of a use case; the value is the username."""

    ADMIN = "an.admin"
    PROVINCE_OFFICIAL = "hoa.province"
    OFFICIAL = "lan.official"
    TEAM_LEAD = "son.lead"
    VOLUNTEER = "y.volunteer"
    COLLEAGUE = "h.volunteer"
    LEADER = "minh.leader"
    AUDITOR = "thu.auditor"
    NEIGHBOUR = "mai.neighbour"
    NEIGHBOUR_VOLUNTEER = "tam.neighbour"
    DISABLED = "cu.disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a persona is: name, role, place (None: the whole country) and the villages of its work."""

    name: str
    role: Role
    place: str | None
    villages: tuple[str, ...] = ()


PERSONAS: Final = {
    # Holds every right in the whole country: what even this person may not do, nobody may.
    Persona.ADMIN: Post(name="Trần Thị An", role=Role.ADMIN, place=None),
    # One level above the communes: approves what they report, which their own officials may not (four eyes).
    Persona.PROVINCE_OFFICIAL: Post(name="Hoàng Thị Hòa", role=Role.OFFICIAL, place=PROVINCE),
    # The desk of this commune: may correct, set targets and export, but not beyond the commune's border.
    Persona.OFFICIAL: Post(name="Nguyễn Thị Lan", role=Role.OFFICIAL, place=COMMUNE),
    # Corrects what volunteers of the commune recorded, and may not set targets or see the audit chain.
    Persona.TEAM_LEAD: Post(name="Y Sơn Mlô", role=Role.TEAM_LEAD, place=COMMUNE),
    # The most frequent user: works in one village only, which is narrower than the place of the account.
    Persona.VOLUNTEER: Post(name="Y Bhăm Kbuôr", role=Role.VOLUNTEER, place=COMMUNE, villages=("Buôn Jung",)),
    # Another village beside: what is one volunteer's own is not the other's; both may help at the school.
    Persona.COLLEAGUE: Post(
        name="H’Nga Êban", role=Role.VOLUNTEER, place=COMMUNE, villages=("Thôn 3", "Trường THCS Nguyễn Trãi")
    ),
    # Reads numbers and never a name.
    Persona.LEADER: Post(name="Lê Văn Minh", role=Role.LEADER, place=COMMUNE),
    # Reads the audit chain and recounts, of the whole country, and changes nothing.
    Persona.AUDITOR: Post(name="Phạm Minh Thu", role=Role.AUDITOR, place=None),
    # Every right of an official, in the commune next door: sees and changes nothing of this one.
    Persona.NEIGHBOUR: Post(name="Đặng Thị Mai", role=Role.OFFICIAL, place=NEIGHBOUR_COMMUNE),
    # A volunteer over there, so that the neighbour has people and records of its own.
    Persona.NEIGHBOUR_VOLUNTEER: Post(name="Hoàng Văn Tám", role=Role.VOLUNTEER, place=NEIGHBOUR_COMMUNE),
    # Was an official until it was closed: an open page of such a person must stop working at once.
    Persona.DISABLED: Post(name="Vũ Văn Cũ", role=Role.OFFICIAL, place=COMMUNE),
}

# Villages and a school; populations from 1 October. The second village was never counted from 15 on, the school
# has no residents: both are denominators that are missing, which is not the same as 0.
UNITS: Final = {
    COMMUNE: (
        NewUnit(
            name="Buôn Jung",
            kind=PlaceKind.VILLAGE,
            local_code="V07",
            populations={PopulationGroup.FROM_6: 500, PopulationGroup.FROM_14: 420, PopulationGroup.FROM_15: 400},
            as_of=COUNTED_ON,
        ),
        NewUnit(
            name="Buôn Pan",
            kind=PlaceKind.VILLAGE,
            populations={PopulationGroup.FROM_6: 310, PopulationGroup.FROM_14: 260},
            as_of=COUNTED_ON,
        ),
        NewUnit(
            name="Thôn 3",
            kind=PlaceKind.VILLAGE,
            populations={PopulationGroup.FROM_6: 205, PopulationGroup.FROM_14: 170, PopulationGroup.FROM_15: 161},
            as_of=COUNTED_ON,
        ),
        NewUnit(name="Trường THCS Nguyễn Trãi", kind=PlaceKind.SCHOOL),
    ),
    NEIGHBOUR_COMMUNE: (
        NewUnit(
            name="Buôn Phê",
            kind=PlaceKind.VILLAGE,
            populations={PopulationGroup.FROM_15: 250, PopulationGroup.FROM_6: 300},
            as_of=COUNTED_ON,
        ),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Somebody of the world as typed at enrolment."""

    name: str
    place: str
    birth: str
    sex: Sex
    phone: str = ""
    personal_id: str = ""
    guardian: str = ""


CITIZENS: Final = {
    # An Ê Đê name with an apostrophe and breves: typed "h maryam nie" by everybody in a hurry.
    "maryam": Typed(
        name="H’Maryam Niê",
        place="Buôn Jung",
        birth="12/03/1994",
        sex=Sex.FEMALE,
        phone="0912 345 678",
        personal_id="066194001234",
    ),
    # Another first letter of the same sound, the ă that folds to a, and only a year of birth.
    "sien": Typed(name="Y Siên Ayŭn", place="Buôn Jung", birth="1961", sex=Sex.MALE, phone="0987654321"),
    # A Kinh name with đ, of the other volunteer's village.
    "dao": Typed(name="Nguyễn Thị Đào", place="Thôn 3", birth="05/09/1988", sex=Sex.FEMALE, phone="0905111222"),
    # 13 years old on every day of the campaign: too young for an account, needs a guardian for most.
    "child": Typed(name="Trần Gia Bảo", place="Buôn Jung", birth="20/05/2013", sex=Sex.MALE, guardian="Trần Văn Hòa"),
    # Somebody to be recorded by nobody: counts that should stay 0 have a person behind them.
    "pan": Typed(name="H’Lan Mlô", place="Buôn Pan", birth="30/12/1979", sex=Sex.FEMALE),
    # Of the neighbouring commune: must not be found, named or counted here.
    "neighbour": Typed(name="Y Phê Kpă", place="Buôn Phê", birth="01/01/1990", sex=Sex.MALE, phone="0939000111"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A citizen as stored: the keys that every command needs, and the name as the house writes it."""

    commune_id: int
    id: uuid.UUID
    name: str
    place_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the template holds; ids differ between engines, so they are looked up here."""

    campaign: CampaignDefinition
    neighbour_campaign: CampaignDefinition
    places: dict[str, Place]
    people: dict[str, Someone]
    viewers: dict[Persona, Viewer]
    tokens: dict[Persona, str] = field(repr=False)

    def place(self, name: str) -> Place:
        """Return a place by its name."""
        return self.places[name]

    @property
    def steps(self) -> tuple[str, ...]:
        """The keys of the steps in order."""
        return tuple(step.key for step in self.campaign.steps)

    @property
    def required(self) -> tuple[str, ...]:
        """The keys of the steps that make "all steps"."""
        return tuple(step.key for step in self.campaign.steps if step.required)


def build_world(store: Store, *, with_people: bool = True) -> World:
    """Migrate an empty database and fill it; everything but the communes goes through the services."""
    migrate(store)
    communes = _communes(store)
    office = Call(store=store, viewer=system_viewer(), moment=moment_at(START, hour=7))
    found = {place.name: place for place in communes}
    for code, units in UNITS.items():
        found |= {p.name: p for p in places.add_units(call=office, parent_code=code, units=units)}
    own = _campaign(office, CAMPAIGN, COMMUNE, "Công dân số Krông Pắc")
    next_door = _campaign(office, NEIGHBOUR_CAMPAIGN, NEIGHBOUR_COMMUNE, "Công dân số Ea Phê")
    for persona, who in PERSONAS.items():
        _account(office, persona, who, found)
    sealed = {persona: _sign_in(store, persona) for persona in PERSONAS}
    accounts.disable_account(call=office, username=Persona.DISABLED.value)
    known = {}
    for key, typed in CITIZENS.items() if with_people else ():
        slug = NEIGHBOUR_CAMPAIGN if key == "neighbour" else CAMPAIGN
        known[key] = enrol_as_typed(office, typed, slug=slug, place=found[typed.place], key=key)
    return World(
        campaign=own,
        neighbour_campaign=next_door,
        places=found,
        people=known,
        viewers={persona: signed.viewer for persona, signed in sealed.items()},
        tokens={persona: signed.token for persona, signed in sealed.items()},
    )


def enrol_as_typed(call: Call, typed: Typed, *, slug: str, place: Place, key: str) -> Someone:
    """Enrol somebody under an id that is the same in every run."""
    made = people.enrol(
        call=call,
        command=EnrolCitizen(
            id=uuid.uuid5(uuid.NAMESPACE_OID, key),
            campaign=slug,
            place_id=place.id,
            full_name=typed.name,
            birth=typed.birth,
            sex=typed.sex,
            phone=typed.phone,
            personal_id=typed.personal_id,
            guardian_name=typed.guardian,
        ),
    )
    return Someone(commune_id=made.commune_id, id=made.id, name=made.full_name, place_id=made.place_id)


def _communes(store: Store) -> list[Place]:
    """Write the province, three communes and who became whom: one commune of the past belongs to this one."""
    with store.write() as connection:
        province, commune, neighbour, former = take_ids(connection, how_many=4)
        made = [
            _place(province, PROVINCE, "Đắk Lắk"),
            _place(commune, COMMUNE, "Krông Pắc", parent=province),
            _place(neighbour, NEIGHBOUR_COMMUNE, "Ea Phê", parent=province),
            # Its code was free again after the reform; its results belong to the officials of its successor.
            _place(former, FORMER, "Ea Yông", parent=province, since=date(2000, 1, 1), until=date(2025, 6, 30)),
        ]
        insert_places(connection, [_row(place) for place in made])
        insert_successions(
            connection, [{"old_id": former, "new_id": commune, "effective_on": REFORM, "share": "whole"}]
        )
    return made


def _place(
    own: int, code: str, name: str, *, parent: int | None = None, since: date = REFORM, until: date | None = None
) -> Place:
    return Place(
        id=own,
        code=code,
        kind=PlaceKind.COMMUNE if parent else PlaceKind.PROVINCE,
        parent_id=parent,
        commune_id=own if parent else 0,
        path=f"/{parent}/{own}/" if parent else f"/{own}/",
        name=name,
        local_code=None,
        valid_from=since,
        valid_to=until,
    )


def _row(place: Place) -> dict[str, object]:
    return {
        "id": place.id,
        "code": place.code,
        "kind": place.kind.value,
        "parent_id": place.parent_id,
        "commune_id": place.commune_id,
        "path": place.path,
        "name": place.name,
        "name_fold": fold(place.name),
        "sort_key": place_sort_key(place.name),
        "valid_from": place.valid_from,
        "valid_to": place.valid_to,
        "created_at": NOW.now,
    }


def _campaign(call: Call, slug: str, code: str, name: str) -> CampaignDefinition:
    return campaigns.create_campaign(
        call=call,
        slug=slug,
        name=name,
        place_code=code,
        template="digital_citizen_2026",
        starts_on=START,
        ends_on=END,
        plan_number="12/KH-UBND",
    )


def _account(call: Call, persona: Persona, who: Post, found: dict[str, Place]) -> None:
    accounts.add_account(
        call=call,
        username=persona.value,
        full_name=who.name,
        role=who.role,
        place_code=who.place,
        password=PASSWORD,
    )
    if who.villages:
        accounts.assign(
            call=call,
            username=persona.value,
            place_codes=[found[name].code for name in who.villages],
            starts_on=START,
            ends_on=END,
        )


def _sign_in(store: Store, persona: Persona, at: Moment = NOW) -> sessions.SignedIn:
    return sessions.sign_in(
        store=store, moment=at, username=persona.value, password=PASSWORD, address="10.0.0.7", agent="a phone"
    )
