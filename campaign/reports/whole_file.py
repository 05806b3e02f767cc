"""Files that appear whole or not at all: written beside their place, and moved there when nothing went wrong."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from campaign.errors import CampaignError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield where to write; what stood at `path` before is replaced only when the block ends well.

    Raises `file_not_writable` when the folder refuses.
    """
    # Two programs that write the same file at once must not write into each other's half.
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise CampaignError("file_not_writable", path=str(path)) from error
    finally:
        unfinished.unlink(missing_ok=True)
