"""What is wrong with a row of an imported list, as one sentence in a clerk's words."""

from __future__ import annotations

import logging

from campaign.i18n import _
from campaign.i18n.sentences import SENTENCES
from campaign.i18n.sentences.imported_rows import ISSUES, ISSUES_OF_NOTHING

_log = logging.getLogger(__name__)


def issue_text(*, code: str, value: str = "") -> str:
    """Return the sentence for an issue of a row in the current language; `value` is what the cell says, masked.

    A record that a row brings may also be refused by a rule of the record screen, whose own sentence then serves.
    """
    sentence = (ISSUES_OF_NOTHING.get(code) if not value else None) or ISSUES.get(code)
    if sentence is not None:
        return _(sentence).format(value=value or "–")
    if code in SENTENCES and "{" not in SENTENCES[code]:
        return _(SENTENCES[code])
    _log.error("no sentence for the issue %s", code)
    return _("This cell needs a look ({code}): “{value}”.").format(code=code, value=value or "–")
