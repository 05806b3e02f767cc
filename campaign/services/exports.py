"""What leaves the house as a table: people (masked, or revealed with a reason that is logged) and progress.

Rows are plain and streamed page by page; `campaign.reports.sheets` writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.queries import people as queries
from campaign.domain.permissions import Action
from campaign.domain.personal_id import mask_personal_id
from campaign.domain.phone import mask_phone
from campaign.errors import CampaignError
from campaign.services.call import Event
from campaign.services.progress import progress_report
from campaign.services.scoping import campaign_in_scope, place_in_campaign, places_in_scope

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.people import StoredCitizen
    from campaign.db.vault import Vault
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call

CITIZEN_COLUMNS = (
    "id",
    "full_name",
    "birth_date",
    "birth_year",
    "sex",
    "phone",
    "personal_id",
    "place_code",
    "place_name",
    "village_local_code",
    "guardian_name",
    "consent",
    "created_at",
)
PROGRESS_COLUMNS = (
    "place_code",
    "place_name",
    "place_kind",
    "indicator",
    "result",
    "already_had",
    "assisted",
    "eligible",
    "target",
    "toward_target",
    "rate",
    "planned_today",
    "pace",
    "needed_per_day",
    "forecast_end",
    "forecast_total",
)
_PAGE = 2_000

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table ready to be written; `rows` raise `export_incomplete` at their end if any of them was missed.

    `place_name` and `day` say of where and when it is; `expected` is how many rows there were when it was asked for.
    """

    name: str
    place_name: str
    day: date
    heads: tuple[str, ...]
    rows: Iterator[tuple[Cell, ...]]
    expected: int


def export_citizens(
    *, call: Call, slug: str, place_code: str | None = None, reveal: bool = False, reason: str = ""
) -> Table:
    """Return the people of a campaign with their steps, in the contract's columns.

    Phones and ids are masked unless `reveal`, which needs its own right and a reason, and is logged before the first
    row leaves. Raises `reason_missing`, `not_permitted`, `campaign_unknown`, `place_unknown`, `place_outside_campaign`.
    """
    if reveal and not reason.strip():
        raise CampaignError("reason_missing")
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.EXPORT_PEOPLE)
        seen = places_in_scope(call, connection, campaign=campaign, action=Action.EXPORT_PEOPLE)
        root = place_in_campaign(connection, campaign=campaign, code=place_code, places=seen)
        if reveal:
            call.require(Action.REVEAL, root.path)
        place_ids = (
            [place.id for place in seen if place.path.startswith(root.path)]
            if place_code
            else [place.id for place in seen]
        )
        expected = queries.count_citizens(connection, place_ids=place_ids)
    with call.write() as change:
        change.log(
            Event(
                commune_id=root.commune_id,
                action="citizen.export_revealed" if reveal else "citizen.export",
                subject_kind="campaign",
                subject_id=slug,
                campaign_id=campaign.id,
                place_id=root.id,
                after={"rows": expected},
                reason=reason.strip(),
            )
        )
    return Table(
        name=f"{slug}-citizens",
        place_name=root.name,
        day=call.moment.today,
        heads=(*CITIZEN_COLUMNS, *(step.key for step in campaign.steps)),
        rows=_citizen_rows(call, campaign, place_ids, reveal=reveal),
        expected=expected,
    )


def export_progress(*, call: Call, slug: str, place_code: str | None = None, as_of: date | None = None) -> Table:
    """Return the summary table: the rows of `campaign progress`, one a place and indicator."""
    call.require(Action.EXPORT_PROGRESS, None)
    report = progress_report(call=call, slug=slug, place_code=place_code, as_of=as_of)
    rows = [row.as_json() for row in report.rows]
    return Table(
        name=f"{slug}-progress-{report.as_of}",
        place_name=report.rows[0].place_name if report.rows else "",
        day=report.as_of,
        heads=PROGRESS_COLUMNS,
        rows=iter([tuple(row[column] for column in PROGRESS_COLUMNS) for row in rows]),
        expected=len(rows),
    )


def _citizen_rows(
    call: Call, campaign: CampaignDefinition, place_ids: list[int], *, reveal: bool
) -> Iterator[tuple[Cell, ...]]:
    after: tuple[int, uuid.UUID] | None = None
    written = 0
    with call.read() as connection:
        before = queries.count_citizens(connection, place_ids=place_ids)
        while page := queries.stream_citizens(connection, place_ids=place_ids, after=after, limit=_PAGE):
            after = (page[-1].commune_id, page[-1].id)
            steps = _steps(connection, campaign, page)
            for citizen in page:
                yield (*_person(citizen, call.store.vault, reveal=reveal), *_statuses(campaign, steps, citizen))
            written += len(page)
        # People may come and go meanwhile; fewer or more than at both ends means that some were missed.
        ends = (before, queries.count_citizens(connection, place_ids=place_ids))
    if not min(ends) <= written <= max(ends):
        raise CampaignError("export_incomplete", written=written, expected=max(ends))


def _steps(
    connection: Connection, campaign: CampaignDefinition, page: tuple[StoredCitizen, ...]
) -> dict[tuple[uuid.UUID, int], str]:
    keys = [(citizen.commune_id, citizen.id) for citizen in page]
    states = queries.step_states(connection, campaign_id=campaign.id, people=keys)
    return {(state.citizen_id, state.indicator_id): state.status.value for state in states}


def _statuses(
    campaign: CampaignDefinition, steps: dict[tuple[uuid.UUID, int], str], citizen: StoredCitizen
) -> tuple[Cell, ...]:
    return tuple(steps.get((citizen.id, step.id), "") for step in campaign.steps)


def _person(citizen: StoredCitizen, vault: Vault, *, reveal: bool) -> tuple[Cell, ...]:
    phone = vault.open(citizen.phone_cipher, owner=citizen.id, column="phone") if citizen.phone_cipher else ""
    sealed = citizen.personal_id_cipher
    personal_id = vault.open(sealed, owner=citizen.id, column="personal_id") if sealed else ""
    if not reveal:
        phone = mask_phone(phone) if phone else ""
        personal_id = mask_personal_id(personal_id) if personal_id else ""
    return (
        str(citizen.id),
        citizen.full_name,
        citizen.birth_date.isoformat() if citizen.birth_date else "",
        citizen.birth_year,
        citizen.sex.value if citizen.sex else "",
        phone,
        personal_id,
        citizen.place_code,
        citizen.place_name,
        citizen.place_local_code or "",
        citizen.guardian_name or "",
        citizen.consent.value,
        citizen.created_at.isoformat(timespec="seconds"),
    )
