"""Digits that travelled through a spreadsheet.

Owns what phone numbers and personal ids share: making every kind of digit and space plain, undoing the damage
of a column read as decimal numbers, and masking. Refuses to guess a digit that was lost.
"""

import re
import unicodedata

from campaign.errors import CampaignError

_FLOAT = re.compile(r"(?P<whole>\d{9,})[.,]0{1,2}")
_SCIENTIFIC = re.compile(r"(?P<first>\d)(?:[.,](?P<rest>\d+))?[eE]\+?(?P<exponent>\d{1,3})")
_VISIBLE_HEAD = 3
_VISIBLE_TAIL = 2
MASK = "\u2022"


def plain_text(text: str) -> str:
    """Return the text with ordinary digits, spaces and signs, trimmed.

    Compatibility forms (full-width digits, no-break spaces) become plain ones, all digits of other scripts
    become 0-9, invisible format characters vanish. Line breaks stay, because they separate two numbers in one
    cell.
    """
    if text.isascii():
        return text.strip()
    plain: list[str] = []
    for character in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(character)
        if category == "Nd":
            plain.append(str(unicodedata.decimal(character)))
        elif category == "Pd" or character == "\u2212":
            plain.append("-")
        elif category != "Cf":
            plain.append(character)
    return "".join(plain).strip()


def undo_float(*, text: str, code: str) -> str:
    """Return the digits of a number that a spreadsheet turned into a decimal number; other text unchanged.

    "981234567.0" becomes "981234567" and "9.81234567e8" the same. A scientific notation that keeps fewer
    digits than the number has ("9.81E+08") has lost some of them for ever.

    Raises:
        CampaignError: the given code, when digits were lost.
    """
    if match := _FLOAT.fullmatch(text):
        return match["whole"]
    if match := _SCIENTIFIC.fullmatch(text):
        digits = match["first"] + (match["rest"] or "")
        missing = int(match["exponent"]) + 1 - len(digits)
        if missing > 0 or digits[len(digits) + missing :].strip("0"):
            raise CampaignError(code, value=mask_digits(text))
        return digits[: len(digits) + missing]
    return text


def mask_digits(text: str) -> str:
    """Return the text with every digit hidden but the first three and the last two."""
    positions = [position for position, character in enumerate(text) if character.isdigit()]
    hidden = set(positions[_VISIBLE_HEAD:-_VISIBLE_TAIL])
    return "".join(MASK if position in hidden else character for position, character in enumerate(text))
