"""The rows of `filled` in the tables that came after the first version."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any, Final

Row = dict[str, Any]

NOW: Final = datetime(2026, 10, 1, 3, 4, 5, tzinfo=UTC)
FIRST, DAY = date(2026, 9, 1), date(2026, 9, 15)
SERIES, MEETING, BATCH = uuid.UUID(int=0xD1), uuid.UUID(int=0xD2), uuid.UUID(int=0xB1)


def _report(place: int) -> Row:
    return {"campaign_id": 1, "place_id": place, "indicator_id": 5, "day": DAY, "n": 12, "denominator": 0, "reports": 1}


DESK: Final[dict[str, list[Row]]] = {
    "template": [
        {
            "id": 1,
            "key": "cua-xa",
            "version": 2,
            "place_id": 2,
            "name_vi": "Mẫu của xã",
            "name_en": "The commune's own",
            "days": 60,
            "content": "{}",
            "based_on": "digital_citizen_2026 1",
            "reason": "thêm một bước",
            "created_by": 1,
            "created_at": NOW,
            "retired_at": None,
        }
    ],
    "reporting_plan": [{"campaign_id": 1, "level": "unit", "cut_off": 1020}],
    "count_report": [
        {
            "campaign_id": 1,
            "place_id": 3,
            "indicator_id": 5,
            "day": DAY,
            "status": "approved",
            "n": 12,
            "denominator": None,
            "published": None,
            "note": "tại nhà văn hóa",
            "version": 2,
            "save_id": uuid.UUID(int=0x5B),
            "reported_by": 1,
            "reported_at": NOW,
            "submitted_at": NOW,
            "decided_by": 1,
            "decided_at": NOW,
            "decision_reason": "",
        }
    ],
    "count_report_day": [_report(2), _report(3)],
    "team": [
        {
            "id": 1,
            "place_id": 2,
            "kind": "digital_team",
            "name": "Tổ công nghệ số buôn Jung",
            "name_fold": "to cong nghe so buon jung",
            "lead_id": 1,
            "created_at": NOW,
            "ended_on": None,
        }
    ],
    "team_member": [{"team_id": 1, "account_id": 1, "joined_on": FIRST, "left_on": None}],
    "person_in_charge": [{"id": 1, "place_id": 3, "account_id": 1, "starts_on": FIRST, "ends_on": None}],
    "view_as": [{"token_hash": bytes(range(32)), "account_id": 1, "started_at": NOW}],
    "outreach_series": [
        {
            "id": SERIES,
            "campaign_id": 1,
            "place_id": 3,
            "rule": "FREQ=WEEKLY;COUNT=4",
            "created_by": 1,
            "created_at": NOW,
        }
    ],
    "outreach_day": [
        {
            "id": MEETING,
            "campaign_id": 1,
            "place_id": 3,
            "series_id": SERIES,
            "kind": "wednesday_online",
            "title": "Ngày thứ tư trực tuyến",
            "day": DAY,
            "starts_at": 480,
            "ends_at": 660,
            "venue": "Nhà văn hóa",
            "team_id": 1,
            "led_by": "Nguyễn Thị Lan",
            "status": "held",
            "attendance": 40,
            "notes": "",
            "left_to_do": "hai cụ già",
            "cancel_reason": "",
            "version": 3,
            "created_by": 1,
            "created_at": NOW,
        }
    ],
    "outreach_support": [
        {"id": 1, "outreach_day_id": MEETING, "partner": "Bưu điện xã", "kind": "sim_card", "amount": 12, "note": ""}
    ],
    "outreach_question": [
        {
            "id": 1,
            "outreach_day_id": MEETING,
            "position": 1,
            "question": "Mất điện thoại thì sao?",
            "answer": "Báo nhà mạng khóa SIM.",
            "answered_on": DAY,
        }
    ],
}


def lists(person: uuid.UUID, merged: uuid.UUID) -> dict[str, list[Row]]:
    """Return the rows of imported lists and of people who were merged."""
    return _imported(person) | _merged(person, merged)


def _imported(person: uuid.UUID) -> dict[str, list[Row]]:
    return {
        "import_batch": [
            {
                "id": BATCH,
                "commune_id": 2,
                "kind": "citizens",
                "campaign_id": 1,
                "place_id": 2,
                "file_name": "Danh sách buôn Jung.xlsx",
                "file_hash": "0" * 64,
                "sheet": None,
                "columns": '{"full_name": ["Họ và tên"]}',
                "rows_read": 2,
                "accepted": 1,
                "rejected": 1,
                "duplicates": 0,
                "warnings": 0,
                "created_by": 1,
                "created_at": NOW,
                "undone_by": None,
                "undone_at": None,
            }
        ],
        "import_issue": [
            {
                "batch_id": BATCH,
                "position": 1,
                "sheet": "Buôn Jung",
                "row": 7,
                "heading": "Ngày sinh",
                "code": "birth_date_impossible",
                "severity": "error",
                "value": "31/02/1980",
            }
        ],
        "import_row": [
            {
                "commune_id": 2,
                "campaign_id": 1,
                "content": b"digest",
                "nth": 1,
                "citizen_id": person,
                "batch_id": BATCH,
                "outcome": "added",
                "filled": None,
            }
        ],
        "import_item": [{"batch_id": BATCH, "subject": "place", "subject_id": 3}],
        "import_mapping": [
            {
                "place_id": 2,
                "kind": "citizens",
                "heading": "ho va ten",
                "column": "full_name",
                "saved_by": 1,
                "saved_at": NOW,
            }
        ],
    }


def _merged(person: uuid.UUID, merged: uuid.UUID) -> dict[str, list[Row]]:
    return {
        "duplicate_pair": [
            {
                "commune_id": 2,
                "first_id": person,
                "second_id": merged,
                "score": 900,
                "reasons": "name,birth",
                "state": "merged",
                "reason": "",
                "found_at": NOW,
                "decided_by": 1,
                "decided_at": NOW,
            }
        ],
        "citizen_merge": [
            {
                "commune_id": 2,
                "id": uuid.UUID(int=0xE1),
                "kept_id": person,
                "gone_id": merged,
                "reason": "một người",
                "kept_version": 2,
                "before": b"\x01sealed",
                "moves": "[]",
                "merged_by": 1,
                "merged_at": NOW,
                "undone_by": None,
                "undone_at": None,
            }
        ],
    }


def boundaries(person: uuid.UUID) -> dict[str, list[Row]]:
    """Return the rows of a village that went into another, and of a campaign that followed its commune."""
    change = uuid.UUID(int=0xF0)
    return {
        "boundary_change": [
            {
                "id": change,
                "kind": "merge",
                "commune_id": 2,
                "effective_on": DAY,
                "reason": "NQ 12",
                "carried": "{}",
                "made_by": 1,
                "made_at": NOW,
                "undone_by": None,
                "undone_at": None,
            }
        ],
        "boundary_item": [{"change_id": change, "subject": "place", "subject_id": "3", "was": None}],
        "boundary_person": [{"commune_id": 2, "change_id": change, "citizen_id": person, "place_id": 3}],
        "campaign_root": [{"campaign_id": 1, "place_id": 2, "until": DAY}],
    }


def documents() -> dict[str, list[Row]]:
    """Return the rows of the board, the groups, the initiatives, the commendation and the schedule."""
    return {
        "public_board": [
            {
                "campaign_id": 1,
                "is_open": True,
                "hotline": "0262 0000 000",
                "mailbox": "hopthu@example.invalid",
                "note": "",
                "version": 1,
                "changed_by": 1,
                "changed_at": NOW,
            }
        ],
        "commune_group": [{"campaign_id": 1, "place_id": 2, "name": "Nhóm 1"}],
        **_registered(),
        "report_schedule": [
            {
                "campaign_id": 1,
                "is_on": True,
                "weekday": 0,
                "profile": "ubnd",
                "parts": "docx",
                "written_until": None,
                "trouble": "",
                "set_by": 1,
                "set_at": NOW,
            }
        ],
    }


def _registered() -> dict[str, list[Row]]:
    life = {
        "version": 1,
        "created_by": 1,
        "created_at": NOW,
        "withdrawn_at": None,
        "withdraw_reason": "",
    }
    return {
        "initiative": [
            {
                "id": uuid.UUID(int=0xF1),
                "campaign_id": 1,
                "place_id": 3,
                "kind": "model",
                "name": "Ngõ số",
                "summary": "",
                "lead_unit": "Đoàn xã",
                "started_on": NOW.date(),
                "evidence": "",
                "recognised_on": None,
                "recognised_by": "",
            }
            | life
        ],
        "commendation": [
            {
                "id": uuid.UUID(int=0xF2),
                "campaign_id": 1,
                "place_id": 3,
                "kind": "collective",
                "team_id": None,
                "account_id": None,
                "name": "Tổ công nghệ số cộng đồng",
                "unit": "",
                "works": "",
                "registered_on": NOW.date(),
                "chosen_on": None,
                "chosen_by": "",
                "decision_number": "",
            }
            | life
        ],
    }
