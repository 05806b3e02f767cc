"""What tests do in one breath: calls of personas, saves, counts, audit events, counted statements."""

from __future__ import annotations

import json
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from sqlalchemy import event, func, select, text

from campaign.clock import Moment, new_id
from campaign.db import schema
from campaign.db.tables import audit_event, citizen, progress_day, record
from campaign.domain.vocabulary import Channel, StepStatus
from campaign.errors import CampaignError
from campaign.services import people, records
from campaign.services.call import Call, system_viewer
from campaign.services.people import EnrolCitizen
from campaign.services.records import SaveResult, SaveSteps
from campaign.services.verify import Verification, verify
from tests.support.world import CAMPAIGN, NOW, TODAY, Persona, Someone, World

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sqlalchemy import Table

    from campaign.db.store import Store

DONE = StepStatus.COMPLETED


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One copy of the world, and the hands that work in it."""

    store: Store
    world: World

    # ------------------------------------------------------------------------------------ who calls
    def as_(self, persona: Persona, at: Moment = NOW) -> Call:
        """Return a call of a persona, with the scope that its session gave it."""
        return Call(store=self.store, viewer=self.world.viewers[persona], moment=at)

    def narrowed(self, persona: Persona, *villages: str, at: Moment = NOW) -> Call:
        """Return a call of a persona who works in some villages only, as an assignment of today does it."""
        viewer = replace(self.world.viewers[persona], scope=tuple(self.world.place(name).path for name in villages))
        return Call(store=self.store, viewer=viewer, moment=at)

    def system(self, at: Moment = NOW) -> Call:
        """Return a call of the installation itself."""
        return Call(store=self.store, viewer=system_viewer(), moment=at)

    # ----------------------------------------------------------------------------------- what they do
    def command(
        self,
        who: str | Someone,
        steps: Mapping[str, StepStatus] | tuple[str, ...] | str,
        *,
        day: date = TODAY,
        place: str | None = None,
        save_id: uuid.UUID | None = None,
        campaign: str = CAMPAIGN,
        channel: Channel = Channel.HOME_VISIT,
        outreach_day_id: uuid.UUID | None = None,
    ) -> SaveSteps:
        """Return a save; step keys alone mean that they were completed."""
        person = self.world.people[who] if isinstance(who, str) else who
        keys = (steps,) if isinstance(steps, str) else steps
        return SaveSteps(
            save_id=save_id or new_id(),
            campaign=campaign,
            commune_id=person.commune_id,
            citizen_id=person.id,
            steps=dict(keys) if not isinstance(keys, tuple) else dict.fromkeys(keys, DONE),
            day=day,
            channel=channel,
            place_id=self.world.place(place).id if place else None,
            outreach_day_id=outreach_day_id,
        )

    def save(
        self,
        who: str | Someone,
        steps: Mapping[str, StepStatus] | tuple[str, ...] | str,
        *,
        by: Persona = Persona.VOLUNTEER,
        at: Moment = NOW,
        **more: Any,  # noqa: ANN401 - handed on to `command`
    ) -> SaveResult:
        """Record steps of one person."""
        return records.save_steps(call=self.as_(by, at), save=self.command(who, steps, **more))

    def enrol(self, name: str, *, by: Persona = Persona.OFFICIAL, place: str = "Buôn Jung", **more: Any) -> Someone:  # noqa: ANN401 - fields of EnrolCitizen
        """Add somebody to this campaign."""
        typed = {"id": new_id(), "campaign": CAMPAIGN, "birth": "1990", **more}
        made = people.enrol(
            call=self.as_(by),
            command=EnrolCitizen(place_id=self.world.place(place).id, full_name=name, **typed),
        )
        return Someone(commune_id=made.commune_id, id=made.id, name=made.full_name, place_id=made.place_id)

    # ------------------------------------------------------------------------------- what there is then
    def count(
        self, place: str, indicator: str, status: StepStatus = DONE, *, day: date | None = None, slug: str = CAMPAIGN
    ) -> int:
        """Return a number of the roll-ups: one day's, or all of them."""
        definition = self.world.campaign if slug == CAMPAIGN else self.world.neighbour_campaign
        found = definition.indicator(indicator)
        assert found is not None, indicator
        wanted = select(func.coalesce(func.sum(progress_day.c.n), 0)).where(
            progress_day.c.campaign_id == definition.id,
            progress_day.c.place_id == self.world.place(place).id,
            progress_day.c.indicator_id == found.id,
            progress_day.c.status == status.value,
        )
        if day is not None:
            wanted = wanted.where(progress_day.c.day == day)
        with self.store.read() as connection:
            return int(connection.execute(wanted).scalar_one())

    def rows(self, table: Table) -> int:
        """Return how many rows a table has."""
        with self.store.read() as connection:
            return int(connection.execute(select(func.count()).select_from(table)).scalar_one())

    def live(self, who: str | Someone) -> dict[str, StepStatus]:
        """Return the steps of a person as they stand."""
        person = self.world.people[who] if isinstance(who, str) else who
        keys = {step.id: step.key for c in (self.world.campaign, self.world.neighbour_campaign) for step in c.steps}
        wanted = select(record.c.indicator_id, record.c.status).where(
            record.c.commune_id == person.commune_id, record.c.citizen_id == person.id, record.c.voided_at.is_(None)
        )
        with self.store.read() as connection:
            return {keys[row.indicator_id]: StepStatus(row.status) for row in connection.execute(wanted)}

    def events(self, action: str | None = None) -> list[dict[str, Any]]:
        """Return the audit events, oldest first, `before` and `after` as they were meant."""
        wanted = select(audit_event).order_by(audit_event.c.commune_id, audit_event.c.seq)
        if action is not None:
            wanted = wanted.where(audit_event.c.action == action)
        with self.store.read() as connection:
            found = [dict(row) for row in connection.execute(wanted).mappings()]
        for row in found:
            for name in ("before", "after"):
                row[name] = json.loads(row[name]) if row[name] else None
        return found

    def state(self) -> dict[str, int]:
        """Return what a refused write must leave as it was: rows of people, records, counts and audit."""
        with self.store.read() as connection:
            counts = connection.execute(select(func.coalesce(func.sum(progress_day.c.n), 0))).scalar_one()
        tables = {table.name: self.rows(table) for table in (citizen, record, audit_event)}
        return {**tables, "counted": int(counts), "revision": self.revision()}

    def revision(self) -> int:
        """Return the counter by which open pages see a write."""
        query = "SELECT sum(revision) FROM campaign_revision"
        with self.store.read() as connection:
            return int(connection.exec_driver_sql(query).scalar_one())

    def verified(self) -> Verification:
        """Recount everything but the schema, whose comparison takes a quarter of a second; fail with what differs."""
        with mock.patch.object(schema, "differences", return_value=[]):
            found = verify(call=self.system())
        assert found.ok, found.differences
        return found

    def run(self, statement: str, **values: object) -> None:
        """Change something behind the counter: states that no service of today can make."""
        with self.store.write() as connection:
            connection.execute(text(statement), values)

    # ------------------------------------------------------------------------------------ expectations
    @contextmanager
    def refused(self, code: str, **details: object) -> Iterator[None]:
        """Expect a refusal by its code, with at least these details, and not a trace of it in the database."""
        before = self.state()
        with pytest.raises(CampaignError) as caught:
            yield
        assert caught.value.code == code, caught.value
        for name, value in details.items():
            assert caught.value.details[name] == value, caught.value
        assert self.state() == before

    @contextmanager
    def one_event(self, action: str) -> Iterator[list[dict[str, Any]]]:
        """Expect exactly one audit event more; it is in the list afterwards."""
        known = {(row["commune_id"], row["seq"]) for row in self.events()}
        fresh: list[dict[str, Any]] = []
        yield fresh
        fresh += [row for row in self.events() if (row["commune_id"], row["seq"]) not in known]
        assert [row["action"] for row in fresh] == [action]

    @contextmanager
    def statements(self) -> Iterator[list[str]]:
        """Collect every statement that reaches the database meanwhile."""
        seen: list[str] = []

        def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if not statement.startswith("BEGIN"):
                seen.append(statement)

        event.listen(self.store.engine, "before_cursor_execute", listen)
        try:
            yield seen
        finally:
            event.remove(self.store.engine, "before_cursor_execute", listen)
