"""Whoever is made one person and two again, in whatever order with other work: roll-up = recount = the notebook.

The machine of the roll-ups goes on working here, while entries are merged and parted in between.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from campaign.clock import new_id
from campaign.errors import CampaignError
from campaign.services import merging, records
from tests.properties.test_roll_up_machine import (
    THOROUGH,
    UNITS,
    Campaign,
    Fact,
    clerks,
    days,
    expect,
    numbers,
    statuses,
)
from tests.support.world import Persona

if TYPE_CHECKING:
    import uuid
    from datetime import date

    from tests.support.databases import Databases
    from tests.support.world import World

WEIGHT = ("completed", "already_had", "assisted", "not_applicable", "refused", "unreachable")


@dataclass(eq=False)
class Merger:
    """One merge: for every fact of the one who went, its copy and the fact whose place the copy took."""

    own: uuid.UUID
    kept: int
    gone: int
    moves: list[tuple[Fact, Fact | None, Fact | None]] = field(default_factory=list)


class Mergers(Campaign):
    """Merges and parts people between all the other work."""

    def open_merges(self) -> list[Merger]:
        """Return the merges that stand, oldest first; the list is made with the first one."""
        if not hasattr(self, "standing"):
            self.standing: list[Merger] = []
        return self.standing

    def there(self) -> list[int]:
        away = {merger.gone for merger in self.open_merges()}
        return [person for person in range(len(self.ids)) if person not in away]

    def who(self, number: int) -> int:
        there = self.there()
        return there[number % len(there)]

    @precondition(lambda self: self.sent)
    @rule(number=numbers)
    def send_again(self, number: int) -> None:
        """What was stored whole changes nothing, whatever became of the person."""
        made: dict[uuid.UUID | None, set[str]] = {}
        for fact in self.notes.facts:
            made.setdefault(fact.save, set()).add(fact.step)
        whole = [(by, save) for by, save in self.sent if made.get(save.save_id) == set(save.steps)]
        if not whole:
            return
        by, save = whole[number % len(whole)]
        try:
            result = records.save_steps(call=self.desk.as_(by, self.tick()), save=save)
        except CampaignError as error:
            expect(error, "citizen_merged")
            assert self.ids.index(save.citizen_id) not in self.there()
        else:
            assert result.saved == ()

    @rule(
        rows=st.lists(st.tuples(numbers, numbers, statuses), min_size=1, max_size=4),
        day=days,
        unit=st.sampled_from(UNITS),
        by=clerks,
    )
    def save_group(self, rows: list[tuple[int, int, str]], day: date, unit: str, by: Persona) -> None:
        """Save a class at one place: of two records of one moment at two places nobody knows which was first."""
        steps = self.desk.world.steps
        group = [
            (self.who(number), self.command(self.who(number), {steps[pick % len(steps)]: status}, day, unit))
            for number, pick, status in rows
        ]
        results = records.save_group(call=self.desk.as_(by, self.tick()), saves=[save for _, save in group])
        for (person, save), row in zip(group, results, strict=True):
            if row.result is not None:
                self.note_save(save, row.result, person, unit)

    @precondition(lambda self: len(self.there()) > 1)
    @rule(one=numbers, other=numbers, by=st.sampled_from([Persona.OFFICIAL, Persona.ADMIN]))
    def merge(self, one: int, other: int, by: Persona) -> None:
        there = self.there()
        kept = there[one % len(there)]
        rest = [person for person in there if person != kept]
        gone = rest[other % len(rest)]
        merger = Merger(new_id(), kept, gone)
        merging.merge(
            call=self.desk.as_(by, self.tick()),
            commune_id=self.desk.world.campaign.commune_id,
            kept_id=self.ids[kept],
            gone_id=self.ids[gone],
            merge_id=merger.own,
        )
        self.notes.events += 1
        mine = self.notes.live(kept)
        for fact in sorted(self.notes.live(gone).values(), key=lambda f: (f.day, f.time)):
            fact.live = False
            held = mine.get(fact.step)
            if held is not None and weight(held) <= weight(fact):
                merger.moves.append((fact, None, None))
                continue
            copy = replace(fact, person=kept, replaces=held or fact.replaces, live=True)
            if held is not None:
                held.live = False
            self.notes.facts.append(copy)
            merger.moves.append((fact, copy, held))
        self.open_merges().append(merger)

    @precondition(lambda self: self.open_merges())
    @rule(number=numbers, by=st.sampled_from([Persona.OFFICIAL, Persona.ADMIN]))
    def part(self, number: int, by: Persona) -> None:
        standing = self.open_merges()
        merger = standing[number % len(standing)]
        later = standing[standing.index(merger) + 1 :]
        in_turn = merger.kept in self.there() and all(other.kept != merger.kept for other in later)
        try:
            merging.unmerge(
                call=self.desk.as_(by, self.tick()),
                commune_id=self.desk.world.campaign.commune_id,
                merge_id=merger.own,
            )
        except CampaignError as error:
            expect(error, "citizen_merged", "merge_not_last")
            assert not in_turn
            return
        assert in_turn
        self.notes.events += 1
        standing.remove(merger)
        fresh: list[tuple[Fact, Fact]] = []
        for fact, copy, held in merger.moves:
            if copy is None:
                fresh.append((fact, replace(fact, live=True)))
                continue
            today = self.notes.live(merger.kept).get(fact.step)
            if today is None or not goes_back(today, copy):
                continue
            today.live = False
            before = fact.replaces if today is copy else today.replaces
            fresh.append((fact, replace(today, person=merger.gone, replaces=before, live=True)))
            if held is not None:
                fresh.append((held, replace(held, live=True)))
        self.notes.facts += [fact for _, fact in sorted(fresh, key=lambda pair: (pair[1].day, pair[1].time))]
        stands = {id(old): new for old, new in fresh}
        for other in standing:
            other.moves = [(f, stands.get(id(copy), copy) if copy else None, held) for f, copy, held in other.moves]


def weight(fact: Fact) -> tuple[int, date, int]:
    return (WEIGHT.index(fact.status), fact.day, fact.time)


def goes_back(fact: Fact | None, copy: Fact) -> bool:
    """Follow corrections, advances and undos back."""
    while fact is not None and fact is not copy:
        fact = fact.restores or fact.replaces
    return fact is copy


def test_merging_and_parting_keep_roll_up_recount_and_model_one(
    engine: str, databases: Databases, world: World, worlds: dict[str, tuple[str, World]]
) -> None:
    class Here(Mergers):
        pass

    Here.databases, Here.template = databases, worlds[engine]
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=400 if THOROUGH else 30,
            stateful_step_count=80 if THOROUGH else 35,
            deadline=None,
            derandomize=not THOROUGH,
            suppress_health_check=list(HealthCheck),
            # A failure that shrinks for minutes says no more than the machine's own steps.
            phases=[Phase.generate],
        ),
    )
