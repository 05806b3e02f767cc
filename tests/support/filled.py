"""Rows as an older program wrote them, by the version of the schema: what a migration must bring along.

To extend it for a new version: add its key to ROWS with a few rows for each table it made (parents before children),
and to GREW what its new columns of older tables hold for rows that were there before. `tests/migrations/test_data.py`
says what is missing.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Final

from campaign.db.operations.audit import GENESIS, digest
from tests.support.filled_later import DAY, DESK, FIRST, NOW, boundaries, documents, lists

Row = dict[str, Any]

LAST: Final = date(2026, 10, 30)
PERSON, MERGED = uuid.UUID(int=0xC1), uuid.UUID(int=0xC2)
LIVE, VOIDED, SAVE = uuid.UUID(int=0xA1), uuid.UUID(int=0xA2), uuid.UUID(int=0x5A)


def _place(path: str, code: str, kind: str, name: str) -> Row:
    line = [int(part) for part in path.strip("/").split("/")]
    return {
        "id": line[-1],
        "code": code,
        "kind": kind,
        "parent_id": line[-2] if len(line) > 1 else None,
        "commune_id": line[1] if len(line) > 1 else 0,
        "path": path,
        "name": name,
        "name_fold": name.lower(),
        "sort_key": name.lower(),
        "local_code": None,
        "valid_from": date(2025, 7, 1),
        "valid_to": None,
        "latitude": 12.5,
        "longitude": None,
        "created_at": NOW,
    }


def _indicator(row_id: int, key: str, kind: str) -> Row:
    return {
        "id": row_id,
        "campaign_id": 1,
        "key": key,
        "kind": kind,
        "name_vi": f"Bước {key}",
        "name_en": f"Step {key}",
        "short_vi": key,
        "short_en": key,
        "position": row_id,
        "required": kind == "step",
        "age_from": 14 if kind == "step" else None,
        "age_to": None,
        "guardian_below": None,
        "population_group": None,
        "unit_vi": "người",
        "unit_en": "people",
    }


def _citizen(row_id: uuid.UUID, name: str, merged_into: uuid.UUID | None) -> Row:
    return {
        "commune_id": 2,
        "id": row_id,
        "place_id": 3,
        "full_name": name,
        "name_fold": "hmaryam nie",
        "sort_key": "m0",
        "birth_date": date(1994, 3, 12),
        "birth_year": 1994,
        "sex": "female",
        "phone_cipher": b"\x00sealed\xff",
        "phone_index": b"index",
        "phone_last": "5678",
        "personal_id_cipher": None,
        "personal_id_index": None,
        "personal_id_last": None,
        "guardian_name": None,
        "consent": "not_required",
        "version": 3,
        "merged_into": merged_into,
        "erased_at": None,
        "created_at": NOW,
        "created_by": 1,
    }


def _record(row_id: uuid.UUID, *, voided: bool) -> Row:
    return {
        "commune_id": 2,
        "id": row_id,
        "campaign_id": 1,
        "citizen_id": PERSON,
        "indicator_id": 1,
        "status": "completed",
        "place_id": 3,
        "day": DAY,
        "device_at": NOW,
        "server_at": NOW,
        "account_id": 1,
        "channel": "home_visit",
        "save_id": SAVE,
        "replaces_id": None,
        "voided_at": NOW if voided else None,
        "voided_by": 1 if voided else None,
        "void_reason": "nhầm người" if voided else None,
    }


def _event() -> Row:
    values: Row = {
        "commune_id": 2,
        "seq": 1,
        "at": NOW,
        "account_id": 1,
        "actor": "lan",
        "action": "record.save",
        "subject_kind": "citizen",
        "subject_id": str(PERSON),
        "campaign_id": 1,
        "place_id": 3,
        "before": None,
        "after": '{"steps": {"one": "completed"}}',
        "reason": "",
        "address": "10.0.0.7",
    }
    return values | {"previous_hash": GENESIS, "hash": digest(GENESIS, values)}


_EVENT: Final = _event()

ROWS: Final[dict[str, dict[str, list[Row]]]] = {
    "0001": {
        "installation": [{"name": "kept", "value": "giữ nguyên"}],
        "place": [
            _place("/1/", "66", "province", "Đắk Lắk"),
            _place("/1/2/", "24490", "commune", "Krông Pắc"),
            _place("/1/2/3/", "24490-V07", "village", "Buôn Jung"),
            _place("/1/2/4/", "24490-V08", "village", "Buôn Cũ"),
        ],
        "place_population": [{"place_id": 3, "population_group": "from_14", "as_of": FIRST, "n": 420}],
        "place_succession": [{"old_id": 4, "new_id": 3, "effective_on": FIRST, "share": "whole"}],
        "account": [
            {
                "id": 1,
                "username": "lan",
                "full_name": "Nguyễn Thị Lan",
                "role": "official",
                "place_id": 2,
                "password_hash": "$argon2id$synthetic",
                "must_change_password": True,
                "language": "en",
                "failed_count": 2,
                "locked_until": NOW,
                "disabled_at": None,
                "last_sign_in_at": NOW,
                "created_at": NOW,
            }
        ],
        "assignment": [{"id": 1, "account_id": 1, "place_id": 3, "starts_on": FIRST, "ends_on": None}],
        "sign_in_session": [
            {
                "token_hash": bytes(range(32)),
                "account_id": 1,
                "created_at": NOW,
                "expires_at": NOW,
                "last_seen_at": NOW,
                "ended_at": None,
                "address": "10.0.0.7",
                "agent": "synthetic",
            }
        ],
        "campaign": [
            {
                "id": 1,
                "slug": "cu-2026",
                "name": "Chiến dịch cũ (số liệu giả)",
                "place_id": 2,
                "status": "open",
                "starts_on": FIRST,
                "ends_on": LAST,
                "template_key": "digital_citizen_2026",
                "template_version": 1,
                "legal_basis": "duty",
                "plan_number": "12/KH-UBND",
                "ahead_factor": 110,
                "on_track_factor": 95,
                "at_risk_factor": 80,
                "synthetic": True,
                "indicators_version": 1,
                "created_at": NOW,
                "closed_at": None,
            }
        ],
        "campaign_revision": [{"campaign_id": 1, "revision": 7}],
        "indicator": [
            _indicator(1, "one", "step"),
            _indicator(2, "all_steps", "all_steps"),
            _indicator(3, "reached", "reached"),
            _indicator(4, "two", "step") | {"required": False},
            _indicator(5, "visits", "count"),
        ],
        "indicator_prerequisite": [{"indicator_id": 4, "requires_id": 1}],
        "target": [
            {
                "id": 1,
                "campaign_id": 1,
                "place_id": 3,
                "indicator_id": 2,
                "due_on": LAST,
                "version": 1,
                "kind": "count",
                "amount": 40,
                "population_group": None,
                "population_as_of": None,
                "reason": "giao theo KH 12",
                "set_by": 1,
                "set_at": NOW,
                "superseded_at": None,
            }
        ],
        "citizen": [_citizen(PERSON, "H’Maryam Niê", None), _citizen(MERGED, "H Maryam Nie", PERSON)],
        "record": [_record(VOIDED, voided=True), _record(LIVE, voided=False)],
        # The record counts for its step, for "all steps" (it is the only one required) and for "reached",
        # in the village and in the campaign's commune.
        "progress_day": [
            {"campaign_id": 1, "place_id": place, "indicator_id": counted, "status": "completed", "day": DAY, "n": 1}
            for place in (2, 3)
            for counted in (1, 2, 3)
        ],
        "audit_event": [_EVENT],
        "audit_head": [{"commune_id": 2, "seq": 1, "hash": _EVENT["hash"]}],
    },
    "0005": DESK,
    "0008": lists(PERSON, MERGED),
    "0009": boundaries(PERSON),
    "0012": documents(),
}

# What a column that came later holds for rows that were there before it, by table and column.
GREW: Final[dict[str, dict[str, object]]] = {
    "account": {"enabled_at": None},
    "record": {"outreach_day_id": None},
}
