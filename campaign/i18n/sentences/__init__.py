"""The sentence of every error code, one module an area; `campaign.i18n.errors` fills in the values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n.sentences import (
    board,
    boundaries,
    campaigns,
    duplicates,
    imports,
    initiatives,
    outreach,
    places,
    reporting,
    reports,
    spine,
    teams,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    **spine.SENTENCES,
    **campaigns.SENTENCES,
    **places.SENTENCES,
    **reporting.SENTENCES,
    **teams.SENTENCES,
    **outreach.SENTENCES,
    **imports.SENTENCES,
    **duplicates.SENTENCES,
    **boundaries.SENTENCES,
    **reports.SENTENCES,
    **board.SENTENCES,
    **initiatives.SENTENCES,
}
