"""Coordinates of a place as offices write them: "12.345, 108.123", "12,345; 108,123", two columns, with degrees or N/E.

Owns the borders inside which a place of Viet Nam can lie, the islands among them. Refuses to guess what is no pair of
decimal degrees. Coordinates belong to villages, schools and offices, never to anybody's home.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from campaign.errors import CampaignError

LATITUDES: Final = (6.0, 24.0)
LONGITUDES: Final = (102.0, 118.0)
"""From the mainland's west to the archipelagos of Hoàng Sa and Trường Sa; the two ranges have no number in common."""

_DIGITS: Final = 5
_NUMBER: Final = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")
# What may stand between and around two numbers: separators, degree signs, the letters of the four winds.
_AROUND: Final = re.compile(
    r"[\s,;|()°º/:]|[NEBĐ](?![a-zà-ỹ])|(?:vĩ|kinh) độ|lat(?:itude)?|long(?:itude)?|lng|lon", re.IGNORECASE
)
_PAIR: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates:
    """A point in decimal degrees (WGS 84), to five decimals, which is about a metre."""

    latitude: float
    longitude: float

    @property
    def text(self) -> str:
        """The point as maps write and read it: "12.70960, 108.30370"."""
        return f"{self.latitude:.{_DIGITS}f}, {self.longitude:.{_DIGITS}f}"


def read_coordinates(text: str) -> Coordinates:
    """Return the point that a text names; latitude and longitude may stand in either order, which the borders tell.

    Raises `coordinates_unread` for anything but two numbers, `coordinates_outside` for a point outside Viet Nam.
    """
    found = _NUMBER.findall(text)
    if len(found) != _PAIR or _AROUND.sub("", _NUMBER.sub("", text)):
        raise CampaignError("coordinates_unread", value=text.strip())
    one, two = (float(number.replace(",", ".")) for number in found)
    for latitude, longitude in ((one, two), (two, one)):
        if LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]:
            return Coordinates(latitude=round(latitude, _DIGITS), longitude=round(longitude, _DIGITS))
    raise CampaignError("coordinates_outside", value=text.strip())


def read_columns(*, both: str, latitude: str, longitude: str) -> Coordinates | None:
    """Return the point of a row with one column for both numbers, or one for each; None for a row that says nothing.

    Raises `coordinates_unread`, `coordinates_outside`.
    """
    said = both.strip() or "; ".join(part for part in (latitude.strip(), longitude.strip()) if part)
    return read_coordinates(said) if said else None
