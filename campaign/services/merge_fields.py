"""What an entry learns from the one that is merged into it, and how it forgets it again.

Only what was empty is filled. Two things are more than filled: a number of twelve digits takes the place of an old one
of nine, and a no to the use of one's data stands before a yes.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from campaign.domain.merging import stricter
from campaign.errors import CampaignError
from campaign.services.people_rules import number_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.db.queries.people import StoredCitizen
    from campaign.services.call import Call

_PLAIN: Final = {
    "birth": ("birth_date", "birth_year"),
    "sex": ("sex",),
    "guardian_name": ("guardian_name",),
    "consent": ("consent",),
}
_NUMBERS: Final = ("phone", "personal_id")
# A card of today has twelve digits; nine digits were usable until 2024 (domain § 2.1).
_CURRENT, _OLD = 12, 9
_SEALED: Final = "before"


def learnt(call: Call, kept: StoredCitizen, gone: StoredCitizen) -> tuple[str, ...]:
    """Return the fields that `kept` takes from `gone`; raises `merge_ids_differ` for two ids of one kind."""
    found = [field for field in ("sex", "guardian_name", "phone") if _is_empty(kept, field, gone)]
    if _birth_told(kept, gone):
        found.append("birth")
    if _id_told(call, kept, gone):
        found.append("personal_id")
    if stricter(kept.consent, gone.consent) is not kept.consent:
        found.append("consent")
    return tuple(sorted(found))


def taken(call: Call, kept: StoredCitizen, gone: StoredCitizen, fields: Sequence[str]) -> dict[str, Any]:
    """Return the columns of `kept` once it has learnt; numbers are sealed anew for their new owner."""
    columns: dict[str, Any] = {}
    for field in fields:
        if field in _NUMBERS:
            columns |= number_columns(call, field, _opened(call, gone, field), owner=kept.id)
        else:
            columns |= _stored(gone, field)
    return columns


def sealed_before(call: Call, kept: StoredCitizen, fields: Sequence[str]) -> bytes | None:
    """Return what `kept` held in these fields, sealed; None for no field."""
    if not fields:
        return None
    told = {field: _opened(call, kept, field) if field in _NUMBERS else _stored(kept, field) for field in fields}
    return call.store.vault.seal(json.dumps(told, default=str), owner=kept.id, column=_SEALED)


def given_back(call: Call, kept: StoredCitizen, gone: StoredCitizen, before: bytes | None) -> dict[str, Any]:
    """Return the columns with which `kept` forgets what it learnt, as far as nobody changed it since."""
    if before is None:
        return {}
    told = json.loads(call.store.vault.open(before, owner=kept.id, column=_SEALED))
    columns: dict[str, Any] = {}
    for field, old in told.items():
        if field in _NUMBERS and getattr(kept, f"{field}_index") == getattr(gone, f"{field}_index"):
            columns |= number_columns(call, field, old, owner=kept.id)
        elif field in _PLAIN and _stored(kept, field) == _stored(gone, field):
            columns |= {column: _read(column, value) for column, value in old.items()}
    return columns


def _is_empty(kept: StoredCitizen, field: str, gone: StoredCitizen) -> bool:
    column = f"{field}_index" if field in _NUMBERS else field
    return getattr(kept, column) is None and getattr(gone, column) is not None


def _birth_told(kept: StoredCitizen, gone: StoredCitizen) -> bool:
    """A full date fills a year that it agrees with; a year fills nothing but an empty place."""
    if kept.birth_date is not None or gone.birth_year is None:
        return False
    return kept.birth_year is None or (gone.birth_date is not None and gone.birth_year == kept.birth_year)


def _id_told(call: Call, kept: StoredCitizen, gone: StoredCitizen) -> bool:
    if gone.personal_id_index is None or kept.personal_id_index == gone.personal_id_index:
        return False
    if kept.personal_id_index is None:
        return True
    lengths = tuple(len(_opened(call, entry, "personal_id") or "") for entry in (kept, gone))
    if lengths[0] == lengths[1]:
        raise CampaignError("merge_ids_differ", name=kept.full_name, other=gone.full_name)
    return lengths == (_OLD, _CURRENT)


def _opened(call: Call, entry: StoredCitizen, field: str) -> str | None:
    sealed = getattr(entry, f"{field}_cipher")
    return call.store.vault.open(sealed, owner=entry.id, column=field) if sealed else None


def _stored(entry: StoredCitizen, field: str) -> dict[str, Any]:
    found = {column: getattr(entry, column) for column in _PLAIN[field]}
    return {column: value.value if field in {"sex", "consent"} and value else value for column, value in found.items()}


def _read(column: str, value: Any) -> Any:  # noqa: ANN401 - a column's value, as it was told
    return date.fromisoformat(value) if column == "birth_date" and value else value
