"""The desk's part about lists of people: entries that may be one person, and rows that the last import refused.

Both are told on the whole desk only, because the screens behind them show the whole area. No citizen is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.clock import local_time
from campaign.db.queries.desk_lists import last_import
from campaign.db.queries.duplicate_pages import count_pairs
from campaign.domain.vocabulary import DuplicateState
from campaign.services.call import Action
from campaign.services.desk_models import LastImport
from campaign.services.desk_reach import may

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.services.call import Call
    from campaign.services.desk_reach import Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The two matters about lists; None where they are no matter of this desk."""

    duplicates: int | None
    last_import: LastImport | None


def lists(call: Call, connection: Connection, here: Reach) -> Lists:
    """Return the matters about lists of people (2 queries at most)."""
    own = here.top.path if here.top else here.paths[0]
    counting = bool(here.campaign.steps) and not here.narrowed
    return Lists(
        duplicates=_duplicates(connection, here) if counting and may(call, Action.MANAGE_PEOPLE, own) else None,
        last_import=_refused(connection, here) if not here.narrowed and may(call, Action.IMPORT, own) else None,
    )


def _duplicates(connection: Connection, here: Reach) -> int:
    communes = sorted({place.commune_id for place in here.places if place.commune_id})
    return count_pairs(connection, communes=communes, roots=here.paths, state=DuplicateState.OPEN)


def _refused(connection: Connection, here: Reach) -> LastImport:
    """Return the last list with what it refused; one without an id and rows where nothing was imported yet."""
    found = last_import(connection, campaign_id=here.campaign.id, paths=here.paths)
    if found is None:
        return LastImport(batch_id=None, file_name="", day=None, by="", rows=0, rejected=0)
    return LastImport(
        batch_id=found.id,
        file_name=found.file_name,
        day=local_time(found.created_at).date(),
        by=found.created_by,
        rows=found.rows_read,
        rejected=found.rejected,
    )
