"""Files that officials bring, as cells: every kind of spreadsheet, and text tables in every encoding met in communes.

What a file is, its bytes say; a workbook with another workbook's ending is read, a text with a workbook's name is not.
Nothing of a file is written to disk, and a workbook is opened in a process of its own (see `workbook`).
"""

from __future__ import annotations

import hashlib
import pickle
import re
import subprocess
import sys
import unicodedata
from pathlib import Path, PurePath
from typing import Final

from campaign.domain.imports.sheets import RawFile, RawSheet
from campaign.errors import CampaignError
from campaign.services.imports import workbook
from campaign.services.imports.text_table import rows_of

MAX_BYTES: Final = 50_000_000
_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_TEXTS: Final = frozenset({".csv", ".txt", ".tsv"})
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a password leaves readable: the name of the one sealed part of a new workbook in the directory of the file; in an
# old one the record FILEPASS behind the first record (and perhaps WRITEPROTECT).
_LOCKED: Final = re.compile(
    "EncryptedPackage".encode("utf-16-le") + rb"|\x09\x08\x10\0\0\x06\x05\0.{12}(?:\x86\0\0\0)?\x2f\0", re.DOTALL
)
_CODES: Final = {workbook.ENCRYPTED: "file_encrypted", workbook.TOO_LARGE: "file_too_large"}


def read_file(*, name: str, content: bytes, sheet: str | None = None) -> RawFile:
    """Return the cells of a file; only those of `sheet` when it is named.

    Raises `file_empty`, `file_unreadable` (broken, truncated, not what its name says), `file_encrypted`,
    `file_too_large` (over 50 MB, 1 GB unpacked, or more rows than people are taken), `sheet_unknown`.
    """
    name = PurePath(name.replace("\\", "/")).name
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise CampaignError("file_empty", name=name)
    if len(content) > MAX_BYTES:
        raise CampaignError("file_too_large", name=name)
    packed = content.startswith((b"PK\x03\x04", _COMPOUND))
    if PurePath(name).suffix.lower() not in (_WORKBOOKS if packed else _TEXTS):
        raise CampaignError("file_unreadable", name=name)
    sheets = _workbook(name, content) if packed else _text(name, content)
    if not any(row for found in sheets for row in found.rows):
        raise CampaignError("file_empty", name=name)
    return RawFile(name=name, file_hash=hashlib.sha256(content).hexdigest(), sheets=_chosen(sheets, sheet))


def _chosen(sheets: tuple[RawSheet, ...], sheet: str | None) -> tuple[RawSheet, ...]:
    """Return the sheet that was named, all when none was; a text table has one, whatever it is called."""
    if sheet is None or all(found.name is None for found in sheets):
        return sheets
    wanted = tuple(found for found in sheets if found.name and _plain(found.name) == _plain(sheet))
    if not wanted:
        raise CampaignError("sheet_unknown", sheet=sheet, sheets=[found.name for found in sheets])
    return wanted


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _workbook(name: str, content: bytes) -> tuple[RawSheet, ...]:
    if content.startswith(_COMPOUND) and _LOCKED.search(content):
        raise CampaignError("file_encrypted", name=name)
    # Isolated from our folders and from the environment, so that it imports nothing but what is installed.
    command = [sys.executable, "-I", str(Path(workbook.__file__))]
    try:
        answer = subprocess.run(  # noqa: S603 - our own file, and nothing of the user's in the command
            command, input=content, capture_output=True, timeout=workbook.SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CampaignError("file_too_large", name=name) from error
    if answer.returncode < 0:
        # The parser was ended by the system, at the limit of its memory.
        raise CampaignError("file_too_large", name=name)
    if answer.returncode:
        raise CampaignError(_CODES.get(answer.returncode, "file_unreadable"), name=name)
    return tuple(
        RawSheet(name=title, rows=rows, merged=tuple(merged), fonts=frozenset(fonts))
        for title, rows, merged, fonts in pickle.loads(answer.stdout)  # noqa: S301 - written by our own process
    )


def _text(name: str, content: bytes) -> tuple[RawSheet, ...]:
    rows = rows_of(content)
    # What no person types is no text: a picture, a PDF, a web page under the name of a table.
    if rows is None or re.match(rb"\s*(?:<|%PDF|\{\\rtf)", content.removeprefix(b"\xef\xbb\xbf")):
        raise CampaignError("file_unreadable", name=name)
    if sum(map(bool, rows)) > workbook.FILLED_ROWS:
        raise CampaignError("file_too_large", name=name)
    return (RawSheet(name=None, rows=rows),)
