"""The log of models, initiatives and commendation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {}
FIELDS: Final[Mapping[str, str]] = {}
VOCABULARY: Final[Mapping[str, str]] = {}
