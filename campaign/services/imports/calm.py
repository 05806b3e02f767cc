"""No hunt for circles while hundreds of thousands of rows are made that all live until the import is done.

Python's collector would walk through them again and again and find nothing; that took a third of the time.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = Lock()
_imports = 0


@contextmanager
def calm() -> Iterator[None]:
    """Pause the collector of circles; it comes back when the last of several imports is done."""
    global _imports  # noqa: PLW0603 - the collector is one for the process, and so is the count of who needs it off
    with _lock:
        _imports += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _imports -= 1
            if not _imports:
                gc.enable()
