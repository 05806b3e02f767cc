"""Vietnamese mobile numbers: reading them from any cell, showing and masking them.

Owns the 2018 change from eleven to ten digits and the traps of spreadsheets. Refuses everything that is not a
valid mobile number of Viet Nam; a number is never a key to a person, because families share one.
"""

import re
from dataclasses import dataclass
from functools import cache

import phonenumbers
from phonenumbers import carrier

from campaign.domain.digits import MASK, mask_digits, plain_text, undo_float
from campaign.errors import CampaignError

PREFIXES_2018: dict[str, str] = {
    "0120": "070",
    "0121": "079",
    "0122": "077",
    "0123": "083",
    "0124": "084",
    "0125": "085",
    "0126": "076",
    "0127": "081",
    "0128": "078",
    "0129": "082",
    "0162": "032",
    "0163": "033",
    "0164": "034",
    "0165": "035",
    "0166": "036",
    "0167": "037",
    "0168": "038",
    "0169": "039",
    "0186": "056",
    "0188": "058",
    "0199": "059",
}
"""The regulator's 2018 plan, old prefix to new; the last seven digits stayed. Equals data/reference."""

_COUNTRY = 84
_REGION = "VN"
_OLD_LENGTH = 11
_OLD_PREFIX = 4
_LENGTH = 10
# Which network and whether mobile at all: the plan never looks further (Circular 22/2014/TT-BTTTT and its changes).
_DECIDING = 5
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_SEPARATORS = re.compile(r"[/;,|\n\r\v\f\u2028\u2029]+")
_WORDS = re.compile(r"[^\W\d_]+")
_SPACED_DASH = re.compile(r"\s+-+\s*|\s*-+\s+")
_GAP = re.compile(r"[\s\-]+")
_COUNTRY_CODE = re.compile(r"(?:\+84|0084)(\d+)|(?:84)(\d{9,11})|(?:084)(\d{9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A valid mobile number; notes name what was repaired: "phone_converted", "phone_extra"."""

    e164: str
    last4: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What one piece of a cell turned out to be."""

    e164: str | None
    landline: bool
    converted: bool


def parse_phone(text: str) -> Phone:
    """Return the first valid mobile number in a cell.

    Reads lost leading zeros, +84, 84 and 0084, dots, dashes, brackets and full-width digits, undoes the
    conversion to decimal numbers, converts prefixes of before September 2018, and finds several numbers in
    one cell.

    Raises:
        CampaignError: "phone_landline" when the cell holds a fixed line and no mobile, else "phone_invalid";
            both with the masked value.
    """
    if len(text) == _LENGTH and text.isascii() and text.isdecimal() and _is_mobile(text[:_DECIDING]):
        # Nearly every cell of a list, and a list has 100.000 of them.
        return Phone(e164=f"+{_COUNTRY}{text[1:]}", last4=text[-4:])
    plain = plain_text(text)
    whole = undo_float(text=plain, code="phone_invalid")
    if _THOUSANDS.fullmatch(whole):
        whole = whole.replace(",", "")
    pieces = [reading for piece in _SEPARATORS.split(whole) for reading in _read_piece(piece)]
    mobiles = [reading for reading in pieces if reading.e164 is not None]
    if not mobiles:
        code = "phone_landline" if any(reading.landline for reading in pieces) else "phone_invalid"
        raise CampaignError(code, value=mask_digits(plain))
    first = mobiles[0]
    number = first.e164 or ""
    notes: list[str] = []
    if first.converted:
        notes.append("phone_converted")
    if any(reading.e164 != number for reading in pieces):
        notes.append("phone_extra")
    return Phone(e164=number, last4=number[-4:], notes=tuple(notes))


def format_phone(e164: str) -> str:
    """Return the number as people write it, "0912 345 678"."""
    national = _national(e164)
    return f"{national[:4]} {national[4:7]} {national[7:]}"


def mask_phone(e164: str) -> str:
    """Return the number as lists show it, "091•••678"."""
    national = _national(e164)
    return f"{national[:3]}{MASK * 3}{national[-3:]}"


def original_carrier(e164: str) -> str:
    """Return the network that first issued the number, or "" when it is unknown.

    Label it "nhà mạng gốc": since November 2018 a number may have moved to another network.
    """
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return ""
    return str(carrier.name_for_number(number, "en"))


@cache
def _is_mobile(prefix: str) -> bool:
    """Tell whether numbers of ten digits that begin so are mobile ones as they stand; there are few beginnings."""
    number = prefix.ljust(_LENGTH, "5")
    return _read_number(number).e164 == f"+{_COUNTRY}{number[1:]}"


def _national(e164: str) -> str:
    return "0" + e164.removeprefix(f"+{_COUNTRY}")


def _read_piece(piece: str) -> list[_Reading]:
    """Read one piece of a cell as a whole, and only if that fails by its words, its dashes and its gaps."""
    stripped = piece.strip()
    try:
        repaired = undo_float(text=stripped, code="phone_invalid")
    except CampaignError:
        return [_read_number(stripped)]
    if not any(character.isdigit() for character in repaired):
        return []
    reading = _read_number(repaired)
    if reading.e164 is not None or reading.landline:
        return [reading]
    for divider in (_WORDS, _SPACED_DASH, _GAP):
        parts = [part for part in divider.split(repaired) if any(character.isdigit() for character in part)]
        if len(parts) > 1 or (parts and parts[0] != repaired):
            return [found for part in parts for found in _read_piece(part)]
    return [reading]


def _read_number(text: str) -> _Reading:
    """Read a text that should be one number and nothing else."""
    nothing = _Reading(e164=None, landline=False, converted=False)
    if _WORDS.search(text):
        return nothing
    plus = "+" if text.lstrip("( ").startswith("+") else ""
    digits = "".join(character for character in text if character.isdigit())
    match = _COUNTRY_CODE.fullmatch(plus + digits)
    national = next((group for group in match.groups() if group), "") if match else plus + digits
    # A national number of eight digits does not exist, and a longer row of digits is not one number.
    if not national.isdigit() or not 9 <= len(national) <= _OLD_LENGTH:  # noqa: PLR2004
        return nothing
    national = "0" + national.removeprefix("0")
    new_prefix = PREFIXES_2018.get(national[:_OLD_PREFIX]) if len(national) == _OLD_LENGTH else None
    if new_prefix is not None:
        national = new_prefix + national[_OLD_PREFIX:]
    number = phonenumbers.PhoneNumber(country_code=_COUNTRY, national_number=int(national))
    if not phonenumbers.is_valid_number_for_region(number, _REGION):
        return nothing
    kind = phonenumbers.number_type(number)
    if kind != phonenumbers.PhoneNumberType.MOBILE:
        return _Reading(e164=None, landline=kind == phonenumbers.PhoneNumberType.FIXED_LINE, converted=False)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return _Reading(e164=e164, landline=False, converted=new_prefix is not None)
