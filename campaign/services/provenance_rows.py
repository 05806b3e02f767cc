"""The rows behind one number: people, for those who may see people there; of reported numbers the reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from campaign.db.queries import provenance as people
from campaign.db.queries import provenance_reports as reports
from campaign.domain.permissions import Action, allowed
from campaign.domain.vocabulary import Figure
from campaign.services.aims import Aims
from campaign.services.provenance_ground import SET_ONES, ground_of, reports_counted, statuses_counted
from campaign.services.shown_numbers import masked_numbers

if TYPE_CHECKING:
    import uuid
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.provenance import CountedUnit
    from campaign.db.queries.provenance_reports import CountedReport
    from campaign.db.vault import Vault
    from campaign.domain.vocabulary import Channel, StepStatus
    from campaign.services.call import Call
    from campaign.services.provenance_ground import Ground

PAGE_SIZE: Final = 50


class RowsKind(StrEnum):
    """What stands behind a number, or why nothing is shown."""

    PEOPLE = "people"
    REPORTS = "reports"
    NOBODY_COUNTED = "nobody_counted"
    NOT_FOR_ROLE = "not_for_role"
    TOO_WIDE = "too_wide"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPerson:
    """One counted person, numbers masked; without a name when the entry was erased since."""

    citizen_id: uuid.UUID | None
    full_name: str
    birth_year: int | None
    phone: str
    place_name: str
    day: date
    status: StepStatus
    channel: Channel
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsPage:
    """One page of rows, newest first; of people or of reports, as `kind` says."""

    kind: RowsKind
    people: tuple[CountedPerson, ...] = ()
    reports: tuple[CountedReport, ...] = ()
    page: int = 1
    total: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def provenance_rows(
    *,
    call: Call,
    slug: str,
    place_code: str | None,
    indicator: str,
    figure: Figure,
    as_of: date | None = None,
    page: int = 1,
) -> RowsPage:
    """Return a page of what was counted for a number. At most 9 queries, whatever the size.

    People are listed for whoever may see people there, and inside one commune: above it one chooses a commune first.
    A page beyond the last one is the first. Raises what `provenance` raises.
    """
    with call.read() as connection:
        ground = ground_of(call, connection, slug=slug, place_code=place_code, indicator=indicator, as_of=as_of)
        if figure in SET_ONES and not (ground.reported and figure is Figure.ELIGIBLE):
            return RowsPage(kind=RowsKind.NOBODY_COUNTED)
        if ground.reported:
            return _reports(connection, ground, figure, page)
        viewer = call.viewer
        if not allowed(role=viewer.role, action=Action.SEE_PEOPLE, scope=viewer.scope, path=ground.place.path):
            return RowsPage(kind=RowsKind.NOT_FOR_ROLE)
        if not ground.place.commune_id:
            return RowsPage(kind=RowsKind.TOO_WIDE)
        return _people(connection, ground, figure, page, call.store.vault)


def _people(connection: Connection, ground: Ground, figure: Figure, page: int, vault: Vault) -> RowsPage:
    aims = Aims(
        connection, campaign=ground.campaign, places=[ground.place], indicators=[ground.indicator], on=ground.on
    )
    wanted = statuses_counted(figure, with_had=aims.counts_already_had(ground.place, ground.indicator))
    asked = ground.asked(figure)
    for shown in dict.fromkeys((max(page, 1), 1)):
        units, total = people.page_of_units(
            connection, asked=asked, statuses=wanted, offset=(shown - 1) * PAGE_SIZE, limit=PAGE_SIZE
        )
        if units:
            lines = tuple(_line(unit, vault) for unit in units)
            return RowsPage(kind=RowsKind.PEOPLE, people=lines, page=shown, total=total)
    return RowsPage(kind=RowsKind.PEOPLE)


def _reports(connection: Connection, ground: Ground, figure: Figure, page: int) -> RowsPage:
    asked = ground.asked(figure)
    for shown in dict.fromkeys((max(page, 1), 1)):
        found, total = reports.page_of_reports(
            connection, asked=asked, statuses=reports_counted(), offset=(shown - 1) * PAGE_SIZE, limit=PAGE_SIZE
        )
        if found:
            return RowsPage(kind=RowsKind.REPORTS, reports=found, page=shown, total=total)
    return RowsPage(kind=RowsKind.REPORTS)


def _line(unit: CountedUnit, vault: Vault) -> CountedPerson:
    citizen = unit.citizen
    return CountedPerson(
        citizen_id=citizen.id if citizen else None,
        full_name=citizen.full_name if citizen else "",
        birth_year=citizen.birth_year if citizen else None,
        phone=masked_numbers(citizen, vault=vault).phone if citizen else "",
        place_name=unit.place_name,
        day=unit.day,
        status=unit.status,
        channel=unit.channel,
        actor=unit.actor,
    )
