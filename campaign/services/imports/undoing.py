"""Taking back what an import of people brought, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.call import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Stayed:
    """Somebody whom an undo left in the list. `why`: `records` (got records since), `completed` (by a later batch),
    `merged` (part of a merge).
    """

    commune_id: int
    citizen_id: UUID
    full_name: str
    place_name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What an undo took back: people removed, records voided, fields emptied; and who stayed."""

    batch_id: UUID
    removed: int
    voided: int
    emptied: int
    stayed: tuple[Stayed, ...]
    repeated: bool = False


def undo(*, call: Call, batch_id: UUID) -> Undone:
    """Take back one batch; a second undo changes nothing.

    Raises `batch_unknown`, `not_permitted`.
    """
    raise NotImplementedError(call, batch_id)
