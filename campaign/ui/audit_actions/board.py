"""The log of the public board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {}
FIELDS: Final[Mapping[str, str]] = {}
VOCABULARY: Final[Mapping[str, str]] = {}
