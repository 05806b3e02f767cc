"""Finding a person's phone or personal id in running text, where none belongs.

Owns what counts as one: twelve or nine digits in a row, and whatever reads as a mobile number however it is spaced.
Numbers of decisions, sums of money, dates and the fixed lines of offices are not refused.
"""

from __future__ import annotations

import re
from typing import Final

from campaign.domain.digits import mask_digits, plain_text
from campaign.domain.phone import parse_phone
from campaign.errors import CampaignError

_ID: Final = re.compile(r"(?<![\d.,/])(?:\d{12}|\d{9})(?![\d/])(?![.,]\d)")
# Digits with at most one space, dot or dash between them, as people write phones.
_RUN: Final = re.compile(r"(?<![\d/])\+?\d(?:[ .\-]{0,2}\d){8,14}(?![\d/])")
_SHORTEST_MOBILE: Final = 10
_LONGEST_MOBILE: Final = 13
_BEGINNINGS: Final = ("0", "84", "+84")


def personal_number_in(text: str) -> str | None:
    """Return the first mobile number or personal id in a text, its digits masked; None when there is none."""
    plain = plain_text(text)
    for match in _ID.finditer(plain):
        return mask_digits(match[0])
    for match in _RUN.finditer(plain):
        if _is_mobile(match[0]):
            return mask_digits(match[0])
    return None


def refuse_personal_numbers(*texts: str) -> None:
    """Pass for texts without anybody's number; raises `personal_number_in_text` with the number masked."""
    for text in texts:
        found = personal_number_in(text)
        if found is not None:
            raise CampaignError("personal_number_in_text", value=found)


def _is_mobile(run: str) -> bool:
    digits = re.sub(r"[^\d+]", "", run)
    if not digits.startswith(_BEGINNINGS) or not _SHORTEST_MOBILE <= len(digits) <= _LONGEST_MOBILE:
        return False
    try:
        parse_phone(digits)
    except CampaignError:
        return False
    return True
