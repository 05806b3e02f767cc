"""Whatever people do in whatever order: roll-up = recount = a naive model, and one audit event a write.

The model keeps every record ever made as a plain fact and counts with loops; it shares no line with the rule it checks.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from campaign.clock import Moment, moment_at, new_id
from campaign.db.tables import audit_event, progress_day
from campaign.domain.vocabulary import Channel, StepStatus, TargetKind
from campaign.errors import CampaignError
from campaign.services import people, records, search
from campaign.services.people import EnrolCitizen
from campaign.services.progress import progress_report
from campaign.services.records import Correction, SaveResult, SaveSteps
from campaign.services.target_grid import target_grid
from campaign.services.targets import TargetChange, set_targets
from tests.support.databases import Databases, open_store
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, START, TODAY, Persona, World

if TYPE_CHECKING:
    import uuid

THOROUGH = os.environ.get("CAMPAIGN_HYPOTHESIS") == "thorough"
UNITS = ("Buôn Jung", "Buôn Pan", "Thôn 3", "Trường THCS Nguyễn Trãi")
ROOT = "Krông Pắc"
HOMES = UNITS[:3]
HAVE = ("completed", "already_had")
FINAL = HAVE
# Few days, so that the first and the last one of a person often meet on the same.
DAYS = (START, START + timedelta(days=1), TODAY - timedelta(days=1), TODAY)
BIRTHS = ("1980", "12/03/1994", "2013", None)

statuses = st.sampled_from([s.value for s in StepStatus]) | st.just("completed")
numbers = st.integers(0, 40)
days = st.sampled_from(DAYS)
units = st.none() | st.sampled_from(UNITS)
Visit = tuple[date, str | None]
visits = st.tuples(days, units)
clerks = st.sampled_from([Persona.OFFICIAL, Persona.ADMIN, Persona.TEAM_LEAD])


def expect(error: CampaignError, *codes: str) -> None:
    """Pass if this refusal may happen to what the machine tries; it then must have changed nothing."""
    assert error.code in codes, error


@dataclass(eq=False)
class Fact:
    """One record as somebody with a notebook would keep it."""

    person: int
    step: str
    status: str
    day: date
    place: str
    time: int
    save: uuid.UUID | None = None
    replaces: Fact | None = None
    live: bool = True
    # The fact that an undo put back by this one.
    restores: Fact | None = None


@dataclass
class Notebook:
    """The naive model: people, facts, targets, and how many lines the audit chain must have."""

    homes: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    targets: dict[tuple[str, str], tuple[int, int | None]] = field(default_factory=dict)
    events: int = 0

    def live(self, person: int) -> dict[str, Fact]:
        return {f.step: f for f in self.facts if f.live and f.person == person}

    def cells(self, required: tuple[str, ...]) -> Counter[tuple[str, str, str, date]]:
        """Count everybody from the beginning, at the unit and at the root."""
        found: Counter[tuple[str, str, str, date]] = Counter()
        for person in range(len(self.homes)):
            mine = sorted(self.live(person).values(), key=lambda f: (f.day, f.time))
            units = [(f.place, f.step, f.status, f.day) for f in mine]
            done = [f for f in mine if f.status == "completed"]
            if done:
                units.append((done[0].place, "reached", "completed", done[0].day))
            having = [f for f in mine if f.step in required and f.status in HAVE]
            if len(having) == len(required):
                last = ([f for f in having if f.status == "completed"] or having)[-1]
                units.append((last.place, "all_steps", last.status, last.day))
            for place, key, status, day in units:
                found[place, key, status, day] += 1
                found[ROOT, key, status, day] += 1
        return found


class Campaign(RuleBasedStateMachine):
    """Records, corrects, undoes, enrols, saves groups and sets targets, in any order."""

    databases: Databases
    template: tuple[str, World]

    @initialize()
    def open(self) -> None:
        url, world = self.template
        self.url = self.databases.copy(url)
        self.desk = Desk(store=open_store(self.url), world=world)
        self.required = world.required
        self.notes = Notebook()
        self.ids: list[uuid.UUID] = []
        self.saves: list[uuid.UUID] = []
        self.sent: list[tuple[Persona, SaveSteps]] = []
        self.time = 0
        self.base_events = self.desk.rows(audit_event)
        for home in HOMES[:2]:
            self.enrol(home=home, birth="1980")

    def teardown(self) -> None:
        if not hasattr(self, "desk"):
            return
        try:
            self.desk.verified()
            self.report_says_the_same()
        finally:
            self.desk.store.close()
            self.databases.drop(self.url)

    # ---------------------------------------------------------------------------------------- helpers
    def tick(self) -> Moment:
        """Return a moment later than all before it."""
        self.time += 1
        start = moment_at(TODAY)
        return Moment(now=start.now + timedelta(seconds=self.time), today=TODAY)

    def who(self, number: int) -> int:
        return number % len(self.ids)

    def command(self, person: int, steps: dict[str, str], day: date, unit: str | None) -> SaveSteps:
        world = self.desk.world
        return SaveSteps(
            save_id=new_id(),
            campaign=CAMPAIGN,
            commune_id=world.campaign.commune_id,
            citizen_id=self.ids[person],
            steps={step: StepStatus(status) for step, status in steps.items()},
            day=day,
            channel=Channel.HOME_VISIT,
            place_id=world.place(unit).id if unit else None,
        )

    def note_save(self, save: SaveSteps, result: SaveResult, person: int, unit: str | None) -> None:
        """Write a successful save into the notebook; what it changed is our own opinion, not the result's."""
        live = self.notes.live(person)
        made = {f.step for f in self.notes.facts if f.save == save.save_id}
        changed = {
            step: status.value
            for step, status in save.steps.items()
            if step not in made and (step not in live or live[step].status != status.value)
        }
        assert set(result.saved) == set(changed)
        assert result.repeated == bool(made)
        for step, status in changed.items():
            old = live.get(step)
            if old is not None:
                assert old.status not in FINAL
                old.live = False
            place = unit or self.notes.homes[person]
            self.notes.facts.append(Fact(person, step, status, save.day, place, self.time, save.save_id, old))
        if changed:
            self.notes.events += 1
            self.saves.append(save.save_id)

    def record_of(self, person: int, step: str) -> uuid.UUID:
        """Ask the screen for the record behind a mark."""
        card = search.person(
            call=self.desk.as_(Persona.OFFICIAL),
            slug=CAMPAIGN,
            commune_id=self.desk.world.campaign.commune_id,
            citizen_id=self.ids[person],
        )
        found = next(mark.record_id for mark in card.marks if mark.step == step)
        assert found is not None
        return found

    # ------------------------------------------------------------------------------------------ rules
    @precondition(lambda self: len(self.ids) < 5)
    @rule(home=st.sampled_from(HOMES), birth=st.sampled_from(BIRTHS))
    def enrol(self, home: str, birth: str | None) -> None:
        own = new_id()
        people.enrol(
            call=Desk.as_(self.desk, Persona.OFFICIAL, self.tick()),
            command=EnrolCitizen(
                id=own,
                campaign=CAMPAIGN,
                place_id=self.desk.world.place(home).id,
                full_name=f"Lò Văn {'ABCDEGHIKLMN'[len(self.ids)]}",
                birth=birth,
            ),
        )
        self.ids.append(own)
        self.notes.homes.append(home)
        self.notes.events += 1

    @rule(
        number=numbers,
        picks=st.dictionaries(numbers, statuses, min_size=1, max_size=4),
        day=days,
        unit=units,
        by=clerks,
    )
    def save(self, number: int, picks: dict[int, str], day: date, unit: str | None, by: Persona) -> None:
        person = self.who(number)
        steps = {self.desk.world.steps[pick % len(self.desk.world.steps)]: status for pick, status in picks.items()}
        self.send(by, self.command(person, steps, day, unit), person, unit)

    @rule(number=numbers, cut=st.integers(0, 9), had=st.booleans(), first=visits, second=visits, by=clerks)
    def finish(self, number: int, cut: int, had: bool, first: Visit, second: Visit, by: Persona) -> None:  # noqa: FBT001, PLR0917 - drawn by the machine
        """Save what is missing of the required steps on two visits: "all steps" must happen often, on either day."""
        person = self.who(number)
        live = self.notes.live(person)
        missing = [step for step in self.required if step not in live or live[step].status not in HAVE]
        for steps, (day, unit) in ((missing[:cut], first), (missing[cut:], second)):
            if steps:
                status = "already_had" if had and steps == missing[:cut] else "completed"
                self.send(by, self.command(person, dict.fromkeys(steps, status), day, unit), person, unit)

    def send(self, by: Persona, save: SaveSteps, person: int, unit: str | None) -> None:
        try:
            result = records.save_steps(call=self.desk.as_(by, self.tick()), save=save)
        except CampaignError as error:
            expect(error, "already_recorded", "step_prerequisite_missing", "step_too_young")
        else:
            self.note_save(save, result, person, unit)
            self.sent.append((by, save))

    @precondition(lambda self: self.sent)
    @rule(number=numbers)
    def send_again(self, number: int) -> None:
        """A lost answer, a double click, an outbox: what was stored once changes nothing."""
        by, save = self.sent[number % len(self.sent)]
        result = records.save_steps(call=self.desk.as_(by, self.tick()), save=save)
        assert result.saved == ()

    @rule(rows=st.lists(st.tuples(numbers, numbers, statuses), min_size=1, max_size=4), day=days, unit=units, by=clerks)
    def save_group(self, rows: list[tuple[int, int, str]], day: date, unit: str | None, by: Persona) -> None:
        steps = self.desk.world.steps
        group = [
            (self.who(number), self.command(self.who(number), {steps[pick % len(steps)]: status}, day, unit))
            for number, pick, status in rows
        ]
        results = records.save_group(call=self.desk.as_(by, self.tick()), saves=[save for _, save in group])
        for (person, save), row in zip(group, results, strict=True):
            if row.result is not None:
                self.note_save(save, row.result, person, unit)

    @rule(
        number=numbers, pick=numbers, status=st.none() | statuses, day=st.none() | days, void=st.booleans(), by=clerks
    )
    def correct(self, number: int, pick: int, status: str | None, day: date | None, void: bool, by: Persona) -> None:  # noqa: FBT001, PLR0917 - drawn by the machine
        person = self.who(number)
        live = list(self.notes.live(person).values())
        if not live:
            return
        old = live[pick % len(live)]
        wanted = Correction(
            campaign=CAMPAIGN,
            record_id=self.record_of(person, old.step),
            commune_id=self.desk.world.campaign.commune_id,
            reason="ghi nhầm",
            status=StepStatus(status) if status else None,
            day=day,
            void=void,
            new_id=new_id(),
        )
        try:
            made = records.correct(call=self.desk.as_(by, self.tick()), correction=wanted)
        except CampaignError as error:
            expect(error, "step_prerequisite_missing", "step_too_young")
            return
        old.live = False
        self.notes.events += 1
        assert made == (None if void else wanted.new_id)
        if made is not None:
            fresh = Fact(person, old.step, status or old.status, day or old.day, old.place, self.time, made, old)
            self.notes.facts.append(fresh)
            self.saves.append(made)

    @precondition(lambda self: self.saves)
    @rule(number=numbers, by=clerks)
    def undo(self, number: int, by: Persona) -> None:
        save_id = self.saves[-1 - number % len(self.saves)]
        undone = records.undo(
            call=self.desk.as_(by, self.tick()),
            campaign=CAMPAIGN,
            commune_id=self.desk.world.campaign.commune_id,
            save_id=save_id,
        )
        gone = [f for f in self.notes.facts if f.live and f.save == save_id]
        assert undone == len(gone)
        self.notes.events += bool(gone)
        for fact in gone:
            fact.live = False
            if (old := fact.replaces) is not None:
                again = Fact(fact.person, old.step, old.status, old.day, old.place, self.time, restores=old)
                self.notes.facts.append(again)

    @rule(place=st.sampled_from((ROOT, *UNITS)), amount=st.none() | st.integers(0, 30), indicator=numbers)
    def set_target(self, place: str, amount: int | None, indicator: int) -> None:
        keys = ("all_steps", "reached", *self.required[:2])
        key = (place, keys[indicator % len(keys)])
        version, stands = self.notes.targets.get(key, (0, None))
        change = TargetChange(
            place_id=self.desk.world.place(place).id,
            indicator=key[1],
            kind=TargetKind.COUNT,
            amount=amount,
            expected_version=version,
        )
        moved = set_targets(
            call=self.desk.as_(Persona.OFFICIAL, self.tick()), slug=CAMPAIGN, changes=[change], reason="giao"
        )
        assert moved == (amount != stands)
        if moved:
            self.notes.targets[key] = (version + 1, amount)
            self.notes.events += 1

    @rule()
    def recount(self) -> None:
        self.desk.verified()

    # ------------------------------------------------------------------------------------- invariants
    @invariant()
    def stored_counts_are_those_of_the_notebook(self) -> None:
        world = self.desk.world
        places = {world.place(name).id: name for name in (ROOT, *UNITS)}
        keys = {i.id: i.key for i in world.campaign.indicators}
        with self.desk.store.read() as connection:
            rows = connection.execute(select(progress_day).where(progress_day.c.n != 0)).all()
        stored = {(places[r.place_id], keys[r.indicator_id], r.status, r.day): r.n for r in rows}
        assert stored == dict(self.notes.cells(self.required))

    @invariant()
    def every_write_left_one_event(self) -> None:
        assert self.desk.rows(audit_event) - self.base_events == self.notes.events

    def report_says_the_same(self) -> None:
        """The printed numbers, targets included."""
        cells = self.notes.cells(self.required)
        for row in progress_report(call=self.desk.as_(Persona.LEADER), slug=CAMPAIGN).rows:
            for status, said in (
                ("completed", row.result),
                ("already_had", row.already_had),
                ("assisted", row.assisted),
            ):
                n = sum(v for (p, i, s, _), v in cells.items() if (p, i, s) == (row.place_name, row.indicator, status))
                assert said == n, (row.place_name, row.indicator, status)
        grid = target_grid(call=self.desk.as_(Persona.LEADER), slug=CAMPAIGN)
        shown = {(row.name, key): cell.amount for row in grid.rows for key, cell in row.cells.items()}
        assert shown == {key: amount for key, (_, amount) in self.notes.targets.items() if amount is not None}


def test_roll_up_is_recount_is_model(
    engine: str, databases: Databases, world: World, worlds: dict[str, tuple[str, World]]
) -> None:
    class Here(Campaign):
        pass

    Here.databases, Here.template = databases, worlds[engine]
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=400 if THOROUGH else 60,
            stateful_step_count=80 if THOROUGH else 30,
            deadline=None,
            derandomize=not THOROUGH,
            suppress_health_check=list(HealthCheck),
        ),
    )
