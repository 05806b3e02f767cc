"""Readable codes and clean names of the units of a commune: `24490-V07`, "Buôn Jung".

Owns the letters of the kinds and the shape of a local code. Refuses to give a code that was borne before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Final

from campaign.domain.collation import APOSTROPHES
from campaign.domain.names import APOSTROPHE
from campaign.domain.vocabulary import PlaceKind
from campaign.errors import CampaignError

LETTERS: Final[Mapping[PlaceKind, str]] = {
    PlaceKind.VILLAGE: "V",
    PlaceKind.RESIDENTIAL_GROUP: "G",
    PlaceKind.SCHOOL: "S",
    PlaceKind.AGENCY: "A",
    PlaceKind.SUPPORT_POINT: "P",
}
"""The letter of a readable code; the kinds without one are no units of a commune."""

MAX_NAME: Final = 200
_SHOWN: Final = 80
_INVISIBLE: Final = frozenset({"Cf", "Cc", "Cs"})
_LOCAL_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,23}")


def clean_place_name(text: str) -> str:
    """Return a name as it is stored: NFC, one kind of apostrophe, single spaces; capitals stay (THPT, UBND).

    Raises `place_name_invalid` (no letter or digit, or over 200 characters).
    """
    seen = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    name = " ".join(APOSTROPHES.sub(APOSTROPHE, unicodedata.normalize("NFC", seen)).split())
    # The fold is stored in as many characters as the name, and casefolding can lengthen a foreign letter.
    if not any(character.isalnum() for character in name) or max(len(name), len(name.casefold())) > MAX_NAME:
        raise CampaignError("place_name_invalid", name=name[:_SHOWN], limit=MAX_NAME)
    return name


def unit_code(*, commune_code: str, taken: Collection[str], kind: PlaceKind, local_code: str | None, name: str) -> str:
    """Return the code of a unit, one that no unit of the commune bears or ever bore (`taken`: theirs).

    Raises `unit_kind_invalid`, `local_code_invalid`, `place_code_taken`.
    """
    if kind not in LETTERS:
        raise CampaignError("unit_kind_invalid", kind=kind.value)
    if local_code is not None:
        if not _LOCAL_CODE.fullmatch(local_code):
            raise CampaignError("local_code_invalid", value=local_code, name=name)
        code = f"{commune_code}-{local_code}"
        if code in taken:
            raise CampaignError("place_code_taken", value=code)
        return code
    stem = f"{commune_code}-{LETTERS[kind]}"
    numbers = (code.removeprefix(stem) for code in taken if code.startswith(stem))
    return f"{stem}{max((int(n) for n in numbers if n.isdecimal()), default=0) + 1:02d}"
