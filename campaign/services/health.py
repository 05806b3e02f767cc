"""Whether this installation can do its work now: the database answers and its schema is the program's."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.db.schema import require_head
from campaign.errors import CampaignError
from campaign.services import runtime


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Ready, or the code of what is missing."""

    ready: bool
    code: str | None


def readiness() -> Readiness:
    """Look at the database once; it never raises a `CampaignError`."""
    try:
        require_head(runtime.store())
    except CampaignError as error:
        return Readiness(ready=False, code=error.code)
    return Readiness(ready=True, code=None)
