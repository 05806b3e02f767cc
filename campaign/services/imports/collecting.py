"""Lets Python's search for lost rings of objects rest while an import makes millions of objects that all stay.

The search looks at every object again and again, which took half of the time of 100.000 rows; what nobody holds any
more is freed without it. It rests for the few seconds of an import, and is back when the last of several ends.
"""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK: Final = threading.Lock()
# For each import under way whether the search was on when it began: the first one knows.
_RESTS: Final[list[bool]] = []


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the search away inside the block, in every thread."""
    with _LOCK:
        _RESTS.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _LOCK:
            was_on = _RESTS[0]
            _RESTS.pop()
            if was_on and not _RESTS:
                gc.enable()
