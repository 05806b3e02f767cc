"""Files that officials bring, as cells: every kind of spreadsheet, and text tables in every encoding met in communes.

What a file is, its bytes say. Nothing of a file is written to disk.
"""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import PurePath

from python_calamine import CalamineError, load_workbook

from campaign.domain.imports.sheets import RawFile, RawSheet
from campaign.errors import CampaignError


def read_file(*, name: str, content: bytes, sheet: str | None = None) -> RawFile:
    """Return the cells of a file; only those of `sheet` when it is named.

    Raises `file_empty`, `file_unreadable` (broken, truncated, not what its name says), `file_encrypted`,
    `file_too_large` (over 50 MB, or 1 GB uncompressed), `sheet_unknown`.
    """
    if not content.strip():
        raise CampaignError("file_empty", name=name)
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        try:
            book = load_workbook(io.BytesIO(content))
            sheets = tuple(
                RawSheet(
                    name=title,
                    rows=[
                        [None if cell == "" else cell for cell in row]
                        for row in book.get_sheet_by_name(title).to_python(skip_empty_area=False)
                    ],
                )
                for title in book.sheet_names
            )
        except CalamineError as error:
            raise CampaignError("file_unreadable", name=name) from error
    else:
        text = content.decode("utf-8-sig")
        sheets = (RawSheet(name=None, rows=[[cell or None for cell in row] for row in csv.reader(io.StringIO(text))]),)
    wanted = tuple(found for found in sheets if sheet is None or found.name == sheet)
    if not wanted:
        raise CampaignError("sheet_unknown", sheet=sheet, sheets=[found.name for found in sheets])
    return RawFile(name=PurePath(name).name, file_hash=hashlib.sha256(content).hexdigest(), sheets=wanted)
