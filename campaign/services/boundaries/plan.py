"""One change of boundaries as it is about to be written, and what it turned out to carry."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final

from campaign.db.operations import boundaries as operations
from campaign.errors import CampaignError

if TYPE_CHECKING:
    import uuid
    from datetime import date

    from campaign.db.queries.places import Place
    from campaign.services.call import Call, Change

MERGE: Final = "merge"
SPLIT: Final = "split"
COMMUNES: Final = "communes"
REASON_LIMIT: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which places become which on a day.

    `heirs`: old id -> the place that its people and its history follow. `parts`: further (old, new) of a division.
    `apart`: people who go to another part than their place's heir, by id. `known`: old places whose succession is
    stored already, `stands`: new places that are.
    """

    id: uuid.UUID
    kind: str
    commune: Place
    effective_on: date
    reason: str
    olds: Sequence[Place]
    news: Mapping[int, Place]
    heirs: Mapping[int, int]
    parts: Sequence[tuple[int, int]] = ()
    apart: Mapping[uuid.UUID, int] = field(default_factory=dict)
    known: frozenset[int] = frozenset()
    stands: frozenset[int] = frozenset()

    @property
    def communes(self) -> list[int]:
        """The communes whose people move."""
        return sorted({place.commune_id for place in self.olds} - {0})


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """How much followed; `untold` are targets that could not be added up and must be set anew."""

    people: int = 0
    records: int = 0
    targets: int = 0
    accounts: int = 0
    assignments: int = 0
    in_charge: int = 0
    teams: int = 0
    outreach_days: int = 0
    campaigns: int = 0
    untold: int = 0
    same_number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A change that was written; `repeated` when the same form had been sent before."""

    id: uuid.UUID
    codes: tuple[str, ...]
    names: tuple[str, ...]
    carried: Carried
    repeated: bool = False
    # Whole communes do not go back.
    lasting: bool = False


def words_of(reason: str) -> str:
    """Return the reason as it is stored; raises `reason_missing`."""
    text = " ".join(reason.split())
    if not text:
        raise CampaignError("reason_missing")
    return text[:REASON_LIMIT]


def require_day(call: Call, olds: Sequence[Place], day: date) -> None:
    """Pass when places can become others on a day.

    Raises `boundary_in_future`, `boundary_too_early` (a place began on that day or later), `boundary_over` (it is no
    more).
    """
    if day > call.moment.today:
        raise CampaignError("boundary_in_future", day=day, today=call.moment.today)
    for place in olds:
        if place.valid_from >= day:
            raise CampaignError("boundary_too_early", place=place.name, start=place.valid_from)


def begin(call: Call, change: Change, plan: Plan) -> None:
    """Write down that a change is made; what it carries is told at its end."""
    operations.insert_change(
        change.connection,
        {
            "id": plan.id,
            "kind": plan.kind,
            "commune_id": plan.commune.commune_id,
            "effective_on": plan.effective_on,
            "reason": plan.reason,
            "carried": "{}",
            "made_by": call.viewer.account_id,
            "made_at": call.moment.now,
        },
    )


def finish(change: Change, plan: Plan, carried: Carried, codes: Sequence[str], names: Sequence[str]) -> Changed:
    """Note what a change carried, so that the same form sent again is answered from it."""
    told = {"codes": list(codes), "names": list(names)[:20], "old": [p.name for p in plan.olds][:20], **asdict(carried)}
    text = json.dumps(told, ensure_ascii=False)
    operations.set_change(change.connection, change_id=plan.id, values={"carried": text})
    lasting = plan.kind == COMMUNES
    return Changed(id=plan.id, codes=tuple(codes), names=tuple(names), carried=carried, lasting=lasting)
