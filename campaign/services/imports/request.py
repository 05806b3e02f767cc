"""A file that somebody wants imported, as the screen or the command line hands it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """A list of people for a campaign.

    `place_code` is where people live whose row names no place; `sheet` the only sheet to be read. `encoding` is "auto",
    "unicode", "tcvn3" or "vni". `mapping` says of folded headings which of our columns they are ("" for none).
    """

    campaign: str
    file_name: str
    content: bytes = field(repr=False)
    place_code: str | None = None
    sheet: str | None = None
    encoding: str = "auto"
    mapping: Mapping[str, str] = field(default_factory=dict)
