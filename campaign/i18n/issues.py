"""What is wrong with a row of an imported list, as one sentence in a clerk's words."""

from __future__ import annotations

import logging
from typing import Final

from campaign.i18n import _
from campaign.i18n.labels import word
from campaign.i18n.sentences.imported_rows import ISSUES, ISSUES_OF_NOTHING

# Their value is a stored kind of place.
_OF_KINDS: Final = frozenset({"list_kind_assumed", "list_kind_differs"})
_log = logging.getLogger(__name__)


def issue_text(*, code: str, value: str = "") -> str:
    """Return the sentence for an issue of a row in the current language; `value` is what the cell says, masked."""
    if code in _OF_KINDS:
        value = word("PlaceKind", value)
    sentence = (ISSUES_OF_NOTHING.get(code) if not value else None) or ISSUES.get(code)
    if sentence is not None:
        return _(sentence).format(value=value or "–")
    _log.error("no sentence for the issue %s", code)
    return _("This cell needs a look ({code}): “{value}”.").format(code=code, value=value or "–")
