"""Files that appear whole or not at all: written beside their place, and moved there when nothing went wrong."""

from __future__ import annotations

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
    unfinished = path.with_name(f".{path.name}.part")
    try:
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise CampaignError("file_not_writable", path=str(path)) from error
    finally:
        unfinished.unlink(missing_ok=True)
