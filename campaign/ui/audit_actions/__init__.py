"""What the audit chain's codes say, one module an area: actions, fields, and the vocabulary that a field's value is of.

DONE: what was done, after the name of who did it; {who} is the person acted upon, {where} the place, {campaign} the
campaign's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.ui.audit_actions import (
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

_AREAS = (
    spine,
    campaigns,
    places,
    reporting,
    teams,
    outreach,
    imports,
    duplicates,
    boundaries,
    reports,
    board,
    initiatives,
)
DONE: Final[Mapping[str, str]] = {action: text for area in _AREAS for action, text in area.DONE.items()}
FIELDS: Final[Mapping[str, str]] = {field: text for area in _AREAS for field, text in area.FIELDS.items()}
VOCABULARY: Final[Mapping[str, str]] = {field: kind for area in _AREAS for field, kind in area.VOCABULARY.items()}
