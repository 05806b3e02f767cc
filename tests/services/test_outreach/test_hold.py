"""What came of a day: held, who came, who gave what, what was asked, what is left to do."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from campaign.db.operations import outreach as operations
from campaign.db.queries.outreach_parts import questions_of, supports_of
from campaign.db.tables import outreach_question, outreach_support
from campaign.domain.vocabulary import OutreachKind, OutreachStatus, SupportKind
from campaign.services import campaigns
from campaign.services.outreach import Cancellation, cancel_outreach
from campaign.services.outreach_holding import DayReport, Question, Support, hold_outreach
from tests.support.desk import Desk
from tests.support.outreach import plan, stored
from tests.support.world import CAMPAIGN, TODAY, Persona

WIFI = Support(partner="Doanh nghiệp viễn thông (mẫu)", kind=SupportKind.WIFI_POINT, amount=2, note="Nhà văn hóa")
ASKED = Question(question="Bao giờ có sóng ở xóm trên?")
ANSWERED = Question(question="Làm căn cước ở đâu?", answer="Tại Công an xã, thứ Tư hằng tuần.")


def hold(
    desk: Desk,
    own: uuid.UUID,
    *,
    by: Persona = Persona.OFFICIAL,
    version: int | None = None,
    **more: Any,  # noqa: ANN401 - fields of DayReport
) -> bool:
    seen = stored(desk, own).version if version is None else version
    report = DayReport(id=own, campaign=CAMPAIGN, version=seen, **{"attendance": 42, **more})
    return hold_outreach(call=desk.as_(by), report=report)


def test_held_with_all_that_belongs_to_it(desk: Desk) -> None:
    own = plan(desk, kind=OutreachKind.DIALOGUE).ids[0]
    assert hold(desk, own, notes="Đông đủ", left_to_do="Lắp wifi", supports=(WIFI,), questions=(ASKED, ANSWERED))
    found = stored(desk, own)
    assert (found.status, found.attendance, found.notes, found.left_to_do) == (
        OutreachStatus.HELD, 42, "Đông đủ", "Lắp wifi",
    )  # fmt: skip
    with desk.store.read() as connection:
        assert supports_of(connection, day_id=own) == (WIFI,)
        asked, answered = questions_of(connection, day_id=own)
    assert (asked.answered_on, answered.answered_on) == (None, TODAY)


def test_an_answer_comes_later(desk: Desk) -> None:
    own = plan(desk, day=TODAY - timedelta(days=3), kind=OutreachKind.DIALOGUE).ids[0]
    hold(desk, own, questions=(ASKED,))
    later = Question(question=ASKED.question, answer="Trạm mới hoạt động tháng 12.", answered_on=TODAY)
    assert hold(desk, own, questions=(later,))
    with desk.store.read() as connection:
        assert questions_of(connection, day_id=own) == (later,)


def test_nobody_counted_is_not_nobody_came(desk: Desk) -> None:
    own = plan(desk).ids[0]
    hold(desk, own, attendance=None)
    assert stored(desk, own).attendance is None
    hold(desk, own, attendance=0)
    assert stored(desk, own).attendance == 0


def test_what_is_promised_for_a_day_to_come(desk: Desk) -> None:
    own = plan(desk, day=TODAY + timedelta(days=4)).ids[0]
    assert hold(desk, own, held=False, attendance=None, supports=(WIFI,))
    assert stored(desk, own).status is OutreachStatus.PLANNED
    with desk.refused("outreach_in_future", today=TODAY):
        hold(desk, own)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"attendance": -1}, "attendance_invalid"),
        ({"attendance": 10**9}, "attendance_invalid"),
        ({"notes": "x" * 2001}, "outreach_text_too_long"),
        ({"supports": (Support(partner=" ", kind=SupportKind.GIFT, amount=1),)}, "support_invalid"),
        ({"supports": (Support(partner="A", kind=SupportKind.GIFT, amount=0),)}, "support_invalid"),
        ({"supports": (Support(partner="A", kind=SupportKind.GIFT, amount=5, note="500.000đ"),)}, "support_is_money"),
        ({"questions": (Question(question=" "),)}, "question_invalid"),
        ({"questions": (Question(question="a", answered_on=TODAY),)}, "answer_missing"),
        (
            {"questions": (Question(question="a", answer="b", answered_on=TODAY + timedelta(days=1)),)},
            "answer_day_invalid",
        ),
    ],
)
def test_bad_input_is_named(desk: Desk, more: dict[str, Any], code: str) -> None:
    own = plan(desk).ids[0]
    with desk.refused(code):
        hold(desk, own, **more)
    assert (desk.rows(outreach_support), desk.rows(outreach_question)) == (0, 0)


def test_a_cancelled_day_and_a_closed_campaign(desk: Desk) -> None:
    own, other = plan(desk).ids[0], plan(desk).ids[0]
    cancel = Cancellation(id=own, campaign=CAMPAIGN, version=1, reason="mưa")
    cancel_outreach(call=desk.as_(Persona.OFFICIAL), command=cancel)
    with desk.refused("outreach_cancelled"):
        hold(desk, own)
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    with desk.refused("campaign_closed"):
        hold(desk, other)


@pytest.mark.parametrize("persona", [Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR])
def test_role(desk: Desk, persona: Persona) -> None:
    own = plan(desk).ids[0]
    with desk.refused("not_permitted", action="plan_outreach"):
        hold(desk, own, by=persona)


def test_the_neighbour(desk: Desk) -> None:
    own = plan(desk).ids[0]
    with desk.refused("campaign_unknown"):
        hold(desk, own, by=Persona.NEIGHBOUR)


def test_the_second_of_two_officials_is_told(desk: Desk) -> None:
    own = plan(desk).ids[0]
    hold(desk, own, version=1)
    with desk.refused("outreach_changed_meanwhile", by="Nguyễn Thị Lan"):
        hold(desk, own, by=Persona.ADMIN, version=1, attendance=50)
    assert stored(desk, own).attendance == 42


def test_the_same_report_sent_twice_changes_nothing(desk: Desk) -> None:
    own = plan(desk).ids[0]
    assert hold(desk, own, version=1, supports=(WIFI,), questions=(ANSWERED,))
    before = desk.state()
    assert not hold(desk, own, version=1, supports=(WIFI,), questions=(ANSWERED,))
    assert (desk.state(), desk.rows(outreach_support)) == (before, 1)


def test_one_event_without_a_word_of_what_was_said(desk: Desk) -> None:
    own = plan(desk).ids[0]
    with desk.one_event("outreach.hold") as found:
        hold(desk, own, questions=(ASKED, ANSWERED))
    assert found[0]["after"] == {
        "outreach_status": "held", "attendance": 42, "supports": 0, "questions": 2, "answered": 1,
        "on": TODAY.isoformat(),
    }  # fmt: skip


def test_a_break_in_the_middle_leaves_the_day_planned(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = plan(desk).ids[0]
    before = desk.state()

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "replace_supports", broken)
    with pytest.raises(RuntimeError):
        hold(desk, own)
    assert (desk.state(), stored(desk, own).status) == (before, OutreachStatus.PLANNED)
