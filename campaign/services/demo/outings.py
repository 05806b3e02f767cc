"""The outreach days of the running sample: every Wednesday and Saturday of the commune, and a few in its villages.

Who gives what is made up like everything here, and says so.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.domain.outreach import Repeat, RepeatKind
from campaign.domain.vocabulary import OutreachKind, SupportKind
from campaign.services.demo.crowd import sample_id
from campaign.services.demo.stage import after_hours
from campaign.services.outreach import Cancellation, DayFields, NewOutreach, cancel_outreach, plan_outreach
from campaign.services.outreach_holding import DayReport, Question, Support, hold_outreach

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.clock import Moment
    from campaign.db.queries.places import Place
    from campaign.domain.permissions import Viewer
    from campaign.services.demo.stage import Stage

_SEED: Final = 20260702
_WEDNESDAY, _SATURDAY = 2, 5
_DIALOGUE_AFTER: Final = 15
_MORNING, _NOON, _EVENING = 7 * 60 + 30, 11 * 60, 16 * 60 + 30
_TELECOM: Final = "Doanh nghiệp viễn thông A (mẫu)"
_SUPPORTS: Final = (
    Support(partner=_TELECOM, kind=SupportKind.SIM_CARD, amount=40, note="SIM đăng ký chính chủ"),
    Support(partner=_TELECOM, kind=SupportKind.WIFI_POINT, amount=2, note="Phát miễn phí trong ngày"),
    Support(partner="Hội Chữ thập đỏ xã (mẫu)", kind=SupportKind.GIFT, amount=25, note="Cho hộ có người cao tuổi"),
    Support(partner="Ngân hàng B (mẫu)", kind=SupportKind.EQUIPMENT, amount=3, note="Máy tính bảng dùng chung"),
)
_ASKED: Final = (
    Question(
        question="Người già không có điện thoại thông minh thì kích hoạt mức 2 ở đâu?",
        answer="Công an xã kích hoạt tại điểm hỗ trợ, không cần điện thoại.",
    ),
    Question(question="Sóng 4G cuối buôn yếu, bao giờ khắc phục?"),
    Question(
        question="Nộp hồ sơ trực tuyến có phải lên xã nữa không?",
        answer="Không, trừ khi nhận bản giấy; kết quả trả về Kho dữ liệu cá nhân.",
    ),
    Question(question="Làm thế nào để nhận an sinh xã hội qua tài khoản?"),
)


@dataclass(slots=True, kw_only=True)
class Outings:
    """Plans the days of one commune and writes down what came of those that are past."""

    stage: Stage
    official: Viewer
    villages: dict[str, Place]
    start: date
    end: date
    today: date
    at: Moment
    """When the official made the calendar: before the first day."""
    _weekly: dict[date, UUID] = field(default_factory=dict)
    _rng: random.Random = field(default_factory=lambda: random.Random(_SEED))

    def plan(self) -> None:
        """Put every day of the campaign into the calendar, before it begins."""
        places = list(self.villages.values())
        for weekday, kind, until, venue in (
            (_WEDNESDAY, OutreachKind.WEDNESDAY_ONLINE, _NOON, "Trung tâm Phục vụ hành chính công xã"),
            (_SATURDAY, OutreachKind.SATURDAY_FOR_PEOPLE, _EVENING, "Nhà văn hóa các thôn, buôn"),
        ):
            repeat = Repeat(kind=RepeatKind.WEEKLY, weekdays=(weekday,), until=self.end)
            fields = DayFields(
                kind=kind, starts_at=_MORNING, ends_at=until, venue=venue, led_by="Chủ tịch UBND xã (mẫu)"
            )
            self._weekly |= self._plan(kind.value, self.stage.commune, self.start, fields, repeat)
        jung = self.villages["Buôn Jung"]
        visit = DayFields(kind=OutreachKind.VISIT, led_by="Trưởng buôn (mẫu)", starts_at=_MORNING, ends_at=_NOON)
        self._plan("visit", jung, self.today, visit)
        talk = DayFields(
            kind=OutreachKind.DIALOGUE, title="Sống trong lòng dân", venue="Nhà văn hóa buôn",
            led_by="Bí thư Đảng ủy xã (mẫu)", starts_at=_MORNING, ends_at=_NOON,
        )  # fmt: skip
        self._plan("dialogue", places[1], self.start + timedelta(days=_DIALOGUE_AFTER), talk)
        lesson = DayFields(
            kind=OutreachKind.TRAINING_SESSION,
            title="Lớp dùng VNeID cho người cao tuổi",
            starts_at=_MORNING,
            ends_at=_NOON,
        )
        for number, place in enumerate(places[2:5], start=1):
            self._plan(f"class {number}", place, self.today + timedelta(days=number), lesson)
        storm = Cancellation(
            id=self._id("class 2"), campaign=self.stage.slug, version=1, reason="Trùng lễ của buôn (mẫu)"
        )
        cancel_outreach(call=self.stage.call(self.official, self.at), command=storm)

    def on(self, day: date) -> UUID | None:
        """Return the day of the whole commune on a date, None if there is none."""
        return self._weekly.get(day)

    def evening(self, day: date) -> None:
        """Write down what came of the outreach days of a past day."""
        own = self._weekly.get(day)
        if own is not None:
            people = sum(visit.day == day and self.stage.outreach_of(visit) is not None for visit in self.stage.done)
            given = self._rng.sample(_SUPPORTS, k=2) if day.weekday() == _SATURDAY else ()
            self._hold(
                day,
                own,
                attendance=people + self._rng.randint(8, 40),
                supports=tuple(given),
                left="Hẹn lại các hộ vắng nhà vào tuần sau" if self._rng.random() < 1 / 2 else "",
            )
        if day == self.start + timedelta(days=_DIALOGUE_AFTER):
            self._hold(day, self._id("dialogue"), attendance=64, questions=_ASKED, left="Trả lời hai câu hỏi còn tồn")
        answered = day - timedelta(days=3)
        if answered == self.start + timedelta(days=_DIALOGUE_AFTER):
            later = Question(
                question=_ASKED[3].question,
                answer="Tình nguyện viên đến từng hộ hướng dẫn liên kết tài khoản.",
                answered_on=day,
            )
            self._hold(
                day, self._id("dialogue"), version=2, attendance=64, questions=(*_ASKED[:3], later),
                left="Trả lời câu hỏi về sóng 4G",
            )  # fmt: skip

    def _plan(
        self, name: str, place: Place, day: date, fields: DayFields, repeat: Repeat | None = None
    ) -> dict[date, UUID]:
        command = NewOutreach(
            id=self._id(name), campaign=self.stage.slug, place_id=place.id, day=day, fields=fields, repeat=repeat
        )
        made = plan_outreach(call=self.stage.call(self.official, self.at), command=command)
        return dict(zip(made.days, made.ids, strict=True))

    def _hold(
        self,
        day: date,
        own: UUID,
        *,
        attendance: int,
        supports: tuple[Support, ...] = (),
        questions: tuple[Question, ...] = (),
        left: str = "",
        version: int = 1,
    ) -> None:
        report = DayReport(
            id=own,
            campaign=self.stage.slug,
            version=version,
            attendance=attendance,
            left_to_do=left,
            supports=supports,
            questions=questions,
        )
        hold_outreach(call=self.stage.call(self.official, after_hours(day, minutes=50)), report=report)

    def _id(self, name: str) -> UUID:
        return sample_id(f"{self.stage.slug}/outreach/{name}")
