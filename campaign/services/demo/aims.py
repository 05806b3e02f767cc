"""The targets of the running sample: numbers and shares, for the commune, its villages and its schools."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import PopulationGroup, TargetKind
from campaign.services.demo.ground import shares
from campaign.services.targets import TargetChange, set_targets

if TYPE_CHECKING:
    from campaign.db.queries.places import Place
    from campaign.services.call import Call
    from campaign.services.demo.script import Unit

# Indicator -> people of the whole commune, split over the villages that have targets.
_SPLIT: Final = {"portal_filing": 3_600, "basic_documents": 4_200}
_SCAM_PERCENT: Final = 3_000
_SCAM_AT_SCHOOL: Final = 90
_MILESTONE_DAY: Final = 30
_MILESTONE: Final = 1_700
_RAISED: Final = "Thôn Phước An 3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    """Sets the targets of one campaign; a village without one in the list gets none at all."""

    slug: str
    commune: Place
    villages: list[Unit]
    schools: list[Unit]

    def set_all(self, *, call: Call, starts_on: date) -> None:
        """Set everything before the first day."""
        planned = [unit for unit in self.villages if unit.line.target is not None]
        own = {unit.place.id: self._first(unit) for unit in planned}
        self._counts(call, "all_steps", {self.commune.id: sum(own.values()), **own}, "Giao chỉ tiêu đầu kỳ")
        for indicator, total in _SPLIT.items():
            parts = shares(total, planned)
            cells = {unit.place.id: parts[unit.place.code] for unit in planned}
            reason = "Chia theo dân số thôn, buôn"
            self._counts(call, indicator, {self.commune.id: total, **cells}, reason)
        homes = [self.commune.id, *(unit.place.id for unit in planned)]
        self._set(call, [self._share(place_id) for place_id in homes], "30 % người từ đủ 6 tuổi")
        at_schools = {unit.place.id: _SCAM_AT_SCHOOL for unit in self.schools}
        self._counts(call, "scam_awareness", at_schools, "Chỉ tiêu của các trường")
        due = starts_on + timedelta(days=_MILESTONE_DAY - 1)
        milestone = self._count(self.commune.id, "portal_filing", _MILESTONE, due_on=due)
        self._set(call, [milestone], "Mốc sơ kết 30 ngày")

    def raise_one(self, *, call: Call) -> None:
        """Change one village's target later, so that a target has a history."""
        unit = next(u for u in self.villages if u.line.name == _RAISED)
        if unit.line.target is not None:
            change = self._count(unit.place.id, "all_steps", unit.line.target, version=1)
            total = sum(u.line.target or 0 for u in self.villages)
            whole = self._count(self.commune.id, "all_steps", total, version=1)
            self._set(call, [change, whole], "Điều chỉnh theo số dân thực tế")

    def _first(self, unit: Unit) -> int:
        target = unit.line.target or 0
        return target - 10 if unit.line.name == _RAISED else target

    def _counts(self, call: Call, indicator: str, cells: dict[int, int], reason: str) -> None:
        self._set(call, [self._count(place_id, indicator, n) for place_id, n in cells.items()], reason)

    def _set(self, call: Call, changes: list[TargetChange], reason: str) -> None:
        set_targets(call=call, slug=self.slug, changes=changes, reason=reason)

    def _count(
        self, place_id: int, indicator: str, n: int, *, due_on: date | None = None, version: int = 0
    ) -> TargetChange:
        return TargetChange(
            place_id=place_id,
            indicator=indicator,
            kind=TargetKind.COUNT,
            amount=n,
            expected_version=version,
            due_on=due_on,
        )

    def _share(self, place_id: int) -> TargetChange:
        return TargetChange(
            place_id=place_id,
            indicator="scam_awareness",
            kind=TargetKind.PERCENT,
            amount=_SCAM_PERCENT,
            expected_version=0,
            population_group=PopulationGroup.FROM_6,
        )
