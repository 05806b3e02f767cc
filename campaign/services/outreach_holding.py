"""What an outreach day turned out to be: held or not, who came, who gave what, what was asked, what is left to do."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.operations import outreach as operations
from campaign.db.queries import outreach_parts as parts
from campaign.db.queries.outreach import StoredDay
from campaign.db.queries.outreach_parts import Question, Support
from campaign.domain.vocabulary import OutreachStatus
from campaign.errors import CampaignError
from campaign.services import outreach_rules as rules
from campaign.services.place_events import log_at

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.services.call import Call

__all__ = ["DayReport", "Question", "Support", "hold_outreach", "reopen_outreach"]

_MAX_ATTENDANCE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReport:
    """What is written down about a day. `held` marks it as held; without it a planned day stays planned.

    `attendance` None is "nobody counted", which is not 0. `version` is the one that the editor saw.
    """

    id: uuid.UUID
    campaign: str
    version: int
    attendance: int | None = None
    notes: str = ""
    left_to_do: str = ""
    supports: tuple[Support, ...] = ()
    questions: tuple[Question, ...] = ()
    held: bool = True


def hold_outreach(*, call: Call, report: DayReport) -> bool:
    """Store what a day turned out to be, and mark it as held; False when all of it was stored already.

    Raises `outreach_day_unknown`, `not_permitted`, `outreach_in_future`, `outreach_cancelled`,
    `outreach_changed_meanwhile`, `attendance_invalid`, `support_invalid`, `support_is_money`, `question_invalid`,
    `answer_missing`, `answer_day_invalid`, `outreach_text_too_long`, `campaign_closed`.
    """
    if report.attendance is not None and not 0 <= report.attendance <= _MAX_ATTENDANCE:
        raise CampaignError("attendance_invalid", value=report.attendance)
    with call.write() as change:
        connection = change.connection
        campaign = rules.campaign_to_plan(call, connection, report.campaign)
        day = rules.day_to_change(call, change, campaign, report.id)
        if day.status is OutreachStatus.CANCELLED:
            raise CampaignError("outreach_cancelled", day=day.day, reason=day.cancel_reason)
        if report.held and day.day > call.moment.today:
            raise CampaignError("outreach_in_future", day=day.day, today=call.moment.today)
        held = report.held or day.status is OutreachStatus.HELD
        columns = {
            "status": (OutreachStatus.HELD if held else OutreachStatus.PLANNED).value,
            "attendance": report.attendance,
            "notes": rules.limited(report.notes, rules.MAX_TEXT),
            "left_to_do": rules.limited(report.left_to_do, rules.MAX_TEXT),
        }
        supports = rules.checked_supports(report.supports)
        questions = rules.checked_questions(report.questions, held_on=day.day, today=call.moment.today)
        if _stored(connection, day) == (columns, supports, questions):
            change.nothing_done()
            return False
        rules.refuse_stale(change, day, report.version)
        operations.change_days(connection, changes={day.id: columns})
        operations.replace_supports(connection, day_id=day.id, supports=supports)
        operations.replace_questions(connection, day_id=day.id, questions=questions)
        after = {
            "outreach_status": columns["status"],
            "attendance": report.attendance,
            "supports": len(supports),
            "questions": len(questions),
            "answered": sum(question.answered_on is not None for question in questions),
            "on": day.day.isoformat(),
        }
        log_at(change, campaign, day.place, "outreach.hold", day.id, kind="outreach_day", after=after)
        return True


def reopen_outreach(*, call: Call, campaign: str, day_id: uuid.UUID, version: int) -> bool:
    """Make a held or cancelled day a planned one again; False when it is one already. What was noted on it stays.

    Raises `outreach_day_unknown`, `not_permitted`, `outreach_changed_meanwhile`, `campaign_closed`.
    """
    with call.write() as change:
        found = rules.campaign_to_plan(call, change.connection, campaign)
        day = rules.day_to_change(call, change, found, day_id)
        if day.status is OutreachStatus.PLANNED:
            change.nothing_done()
            return False
        rules.refuse_stale(change, day, version)
        values = {"status": OutreachStatus.PLANNED.value, "cancel_reason": ""}
        operations.change_days(change.connection, changes={day.id: values})
        before = {"outreach_status": day.status.value}
        after = {"outreach_status": OutreachStatus.PLANNED.value, "on": day.day.isoformat()}
        log_at(change, found, day.place, "outreach.reopen", day.id, kind="outreach_day", before=before, after=after)
        return True


def _stored(
    connection: Connection, day: StoredDay
) -> tuple[dict[str, object], tuple[Support, ...], tuple[Question, ...]]:
    columns: dict[str, object] = {
        "status": day.status.value,
        "attendance": day.attendance,
        "notes": day.notes,
        "left_to_do": day.left_to_do,
    }
    supports = parts.supports_of(connection, day_id=day.id)
    return columns, supports, parts.questions_of(connection, day_id=day.id)
