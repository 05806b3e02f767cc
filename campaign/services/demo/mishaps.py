"""What goes wrong on real days: a save undone, a status corrected with a reason, a record taken back.

They leave the sample's numbers as they were meant, and make its audit log worth reading.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import StepStatus
from campaign.services.demo.crowd import sample_id
from campaign.services.demo.stage import Stage, Visit, after_hours
from campaign.services.records import Correction, SaveSteps, correct, record_id, save_steps, undo

if TYPE_CHECKING:
    from campaign.domain.permissions import Viewer

# A step that few people take, so that what is taken back again stands in nobody's way.
_RARE: Final = "health_record"
_UNDONE_ON: Final = 0.6
"""The share of evenings on which somebody undoes a save."""

_FRIDAY: Final = 4
_REASONS: Final = (
    "Công dân báo lại: chưa đồng ý thực hiện",
    "Ghi nhầm trạng thái khi nhập nhóm",
    "Tổ trưởng kiểm tra lại tại nhà",
    "Nhập nhầm dòng của người bên cạnh",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mishaps:
    """Undoes and corrects some of what a stage has played."""

    stage: Stage
    official: Viewer
    rng: random.Random

    def evening(self, day: date) -> None:
        """Let one save be undone, and some statuses be corrected, on the evening of a day."""
        today = [visit for visit in self.stage.done if visit.day == day and visit.place_id is None]
        spare = [visit for visit in today if _RARE not in visit.steps]
        if spare and self.rng.random() < _UNDONE_ON:
            self._save_and_undo(self.rng.choice(spare))
        begun = [visit for visit in today if StepStatus.ASSISTED in visit.steps.values()]
        for minutes, visit in enumerate(self.rng.sample(begun, k=min(2, len(begun)))):
            self._correct(visit, minutes)
        if spare and day.weekday() == _FRIDAY:
            self._take_back(self.rng.choice(spare))

    def _save_and_undo(self, visit: Visit) -> None:
        viewer = self.stage.teams[visit.team]
        save = self._extra(visit, "undone")
        save_steps(call=self.stage.call(viewer, after_hours(visit.day, minutes=10)), save=save)
        undo(
            call=self.stage.call(viewer, after_hours(visit.day, minutes=12)),
            campaign=self.stage.slug,
            commune_id=self.stage.commune.id,
            save_id=save.save_id,
        )

    def _correct(self, visit: Visit, minutes: int) -> None:
        step = next(key for key, status in visit.steps.items() if status is StepStatus.ASSISTED)
        self._mend(
            visit,
            Correction(
                campaign=self.stage.slug,
                record_id=record_id(save_id=visit.save_id, citizen_id=visit.person.id, step=step),
                commune_id=self.stage.commune.id,
                reason=self.rng.choice(_REASONS),
                status=self.rng.choice((StepStatus.REFUSED, StepStatus.UNREACHABLE)),
                new_id=sample_id(f"{visit.save_id}/corrected/{step}"),
            ),
            minutes=25 + minutes,
        )

    def _take_back(self, visit: Visit) -> None:
        save = self._extra(visit, "taken back")
        viewer = self.stage.teams[visit.team]
        save_steps(call=self.stage.call(viewer, after_hours(visit.day, minutes=14)), save=save)
        self._mend(
            visit,
            Correction(
                campaign=self.stage.slug,
                record_id=record_id(save_id=save.save_id, citizen_id=visit.person.id, step=_RARE),
                commune_id=self.stage.commune.id,
                reason=_REASONS[-1],
                void=True,
            ),
            minutes=31,
        )

    def _mend(self, visit: Visit, correction: Correction, *, minutes: int) -> None:
        call = self.stage.call(self.official, after_hours(visit.day, minutes=minutes))
        correct(call=call, correction=correction)

    def _extra(self, visit: Visit, why: str) -> SaveSteps:
        return SaveSteps(
            save_id=sample_id(f"{visit.save_id}/{why}"),
            campaign=self.stage.slug,
            commune_id=self.stage.commune.id,
            citizen_id=visit.person.id,
            steps={_RARE: StepStatus.ALREADY_HAD},
            day=visit.day,
            channel=visit.channel,
            outreach_day_id=self.stage.outreach_of(visit),
        )
