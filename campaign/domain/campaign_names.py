"""How a campaign is called before anybody says otherwise: a usual name, and a short name for its address.

The short name is made from the name and the id of the request: the same for a request that is sent twice, and another
one for everybody else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from campaign.domain.names import fold

if TYPE_CHECKING:
    import uuid

LONGEST: Final = 63
_LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
_TAIL: Final = 5
_KINDS: Final = frozenset({"xã", "phường", "tỉnh", "thành"})
_OTHER: Final = re.compile(r"[^a-z0-9]+")


def slug_of(name: str, *, request: uuid.UUID) -> str:
    """Return "cong-dan-so-xa-ea-phe-k7m3q": small letters, digits and dashes, at most 63 characters."""
    tail = ""
    # The end of the id is random; its beginning is the time.
    rest = request.int & ((1 << 62) - 1)
    for _turn in range(_TAIL):
        rest, digit = divmod(rest, len(_LETTERS))
        tail += _LETTERS[digit]
    stem = _OTHER.sub("-", fold(name)).strip("-")[: LONGEST - _TAIL - 1].strip("-")
    return f"{stem or 'chien-dich'}-{tail}"


def usual_name(*, template: str, place: str) -> str:
    """Return "Công dân số 2026 xã Ea Phê": what is counted and where, without what a template says in brackets."""
    kind, _space, rest = place.partition(" ")
    spoken = f"{kind.lower()} {rest}" if kind.lower() in _KINDS and rest else place
    return f"{template.partition('(')[0].strip()} {spoken}"


def name_there(name: str, *, here: str, there: str) -> str:
    """Return a campaign's name for another place: its own place's name exchanged, or the new one's put behind."""
    spoken = usual_name(template="", place=there).strip()
    for own in (here, usual_name(template="", place=here).strip()):
        if own in name:
            return name.replace(own, spoken if own[:1].islower() else there)
    return f"{name} – {spoken}"
