"""Models, initiatives and registrations of the sample: a few of each, registered in the evenings like other work."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import CommendationKind, InitiativeKind
from campaign.services.call import Call
from campaign.services.commendation import (
    Choice,
    NewCommendation,
    choose_commendation,
    list_registrations,
    register_commendation,
)
from campaign.services.demo.crowd import sample_id
from campaign.services.demo.lists import FOLDER
from campaign.services.demo.stage import after_hours
from campaign.services.initiatives import (
    InitiativeFields,
    NewInitiative,
    Recognition,
    recognise_initiative,
    register_initiative,
)

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.clock import Moment
    from campaign.db.store import Store
    from campaign.domain.permissions import Viewer

COMMUNE: Final = "commune"
DRIVE: Final = "drive"
HONOURS_AT: Final = 58
"""Minutes after five: when the evening has written down what came of outreach days and targets."""
_Line = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Honours:
    """Plays the honours of one campaign. `places` maps what the list calls a place to its id."""

    store: Store
    official: Viewer
    slug: str
    which: str
    start: date
    places: Mapping[str, int]

    def evenings(self) -> dict[date, list[Callable[[Moment], None]]]:
        """Return what is written on which evening."""
        found: dict[date, list[Callable[[Moment], None]]] = {}

        def on(number: str, act: Callable[[Moment], None]) -> None:
            if number:
                found.setdefault(self._day(number), []).append(act)

        for line in _lines("initiatives", self.which):
            on(line["day"], partial(self._register, line))
            on(line["recognised_day"], partial(self._recognise, line))
        for line in _lines("registrations", self.which):
            on(line["day"], partial(self._enter, line))
            on(line["chosen_day"], partial(self._choose, line))
        return found

    def evening(self, day: date) -> None:
        """Write down what belongs to one evening."""
        for act in self.evenings().get(day, ()):
            act(after_hours(day, minutes=HONOURS_AT))

    def _day(self, number: str) -> date:
        return self.start + timedelta(days=int(number) - 1)

    def _call(self, at: Moment) -> Call:
        return Call(store=self.store, viewer=self.official, moment=at)

    def _register(self, line: _Line, at: Moment) -> None:
        fields = InitiativeFields(
            kind=InitiativeKind(line["kind"]),
            name=line["name"],
            lead_unit=line["lead_unit"],
            started_on=self._day(line["day"]),
            summary=line["summary"],
            evidence=line["evidence"],
        )
        command = NewInitiative(
            id=self._id(line), campaign=self.slug, place_id=self.places[line["place"]], fields=fields
        )
        register_initiative(call=self._call(at), command=command)

    def _recognise(self, line: _Line, at: Moment) -> None:
        command = Recognition(id=self._id(line), campaign=self.slug, version=1, on=at.today, by=line["recognised_by"])
        recognise_initiative(call=self._call(at), command=command)

    def _enter(self, line: _Line, at: Moment) -> None:
        call = self._call(at)
        offered = list_registrations(call=call, slug=self.slug).offered
        outside = line["subject"] == "outside"
        command = NewCommendation(
            id=self._id(line),
            campaign=self.slug,
            place_id=self.places[line["place"]],
            kind=CommendationKind(line["kind"]),
            team_id=next((t.id for t in offered.teams if t.name == line["name"]), None)
            if line["subject"] == "team"
            else None,
            account_id=next((p.account_id for p in offered.people if p.username == line["name"]), None)
            if line["subject"] == "person"
            else None,
            name=line["name"] if outside else "",
            unit=line["unit"],
            works=line["works"],
        )
        register_commendation(call=call, command=command)

    def _choose(self, line: _Line, at: Moment) -> None:
        command = Choice(
            id=self._id(line),
            campaign=self.slug,
            version=1,
            on=at.today,
            by=line["chosen_by"],
            decision_number=line["decision"],
        )
        choose_commendation(call=self._call(at), command=command)

    def _id(self, line: _Line) -> UUID:
        return sample_id(f"{self.slug}/honours/{line['name']}")


@cache
def _lines(name: str, which: str) -> tuple[_Line, ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return tuple(line for line in csv.DictReader(source) if line["campaign"] == which)
