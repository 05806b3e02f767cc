"""The cells of a workbook, read in a process of its own: what a broken or hostile file does, it does there.

Run by path with the workbook on standard input; answers a pickle on standard output and its refusal as the exit code.
A parser holds the interpreter while it works and may take all memory; so the server neither waits nor falls with it.
This file imports nothing of ours: it starts in the time of two imports.
"""

from __future__ import annotations

import io
import pickle
import re
import sys
import zipfile
import zlib
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Final

import python_calamine

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN: Final = 3
ENCRYPTED: Final = 4
TOO_LARGE: Final = 5

UNPACKED_BYTES: Final = 1_000_000_000
MEMORY_BYTES: Final = 2_000_000_000
SECONDS: Final = 120
# More filled rows than people are taken from one file, with some room for banners and bands.
FILLED_ROWS: Final = 260_000
_MEMBERS: Final = 10_000
_CHUNK: Final = 1_000_000
_OLD_FONT: Final = re.compile(rb"(?:\.Vn[A-Za-z0-9]+|VNI-[A-Za-z0-9]+)")
# Fonts of .VnTimeH and its like show small letters as capitals.
_CAPITALS: Final = re.compile(r"\.Vn.*H$", re.IGNORECASE)
_AS_CAPITALS: Final = {small: small - 32 for small in range(ord("a"), ord("z") + 1)}


class RefusedError(Exception):
    """The workbook is not read; the argument is the exit code."""


def read(content: bytes) -> list[tuple[str, list[list[object]], list[tuple[int, int, int, int]], list[str]]]:
    """Return name, rows, merged ranges and old fonts of every sheet of cells. Raises `RefusedError`."""
    packed = content.startswith(b"PK")
    fonts = _unpacked(content) if packed else _fonts(content)
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        titles = [sheet.name for sheet in book.sheets_metadata if sheet.typ is python_calamine.SheetTypeEnum.WorkSheet]
        sheets = []
        filled = 0
        for title in titles:
            sheet = book.get_sheet_by_name(title)
            rows = _rows(sheet)
            filled += sum(map(bool, rows))
            if filled > FILLED_ROWS:
                raise RefusedError(TOO_LARGE)
            ranges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
            sheets.append((title, rows, ranges, fonts))
    except python_calamine.PasswordError as error:
        raise RefusedError(ENCRYPTED) from error
    except python_calamine.CalamineError as error:
        raise RefusedError(BROKEN) from error
    if packed and any(_CAPITALS.match(font) for font in fonts):
        _raise_capitals(content, {title: rows for title, rows, _, _ in sheets})
    return sheets


def _rows(sheet: python_calamine.CalamineSheet) -> list[list[object]]:
    """Return the rows from the first one of the sheet on; an empty cell is None, an empty row has no cells."""
    if sheet.start is None:
        return []
    # The same words stand in a hundred thousand rows: each is kept once.
    known: dict[str, str | None] = {"": None}
    kept = known.setdefault
    return [
        [] if row.count("") == len(row) else [kept(cell, cell) if cell.__class__ is str else cell for cell in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]


def _unpacked(content: bytes) -> list[str]:
    """Return the old fonts that a packed workbook names; count what comes out, for a directory can lie."""
    fonts: set[str] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise RefusedError(ENCRYPTED)
            if len(members) > _MEMBERS or sum(member.file_size for member in members) > UNPACKED_BYTES:
                raise RefusedError(TOO_LARGE)
            left = UNPACKED_BYTES
            for member in members:
                styled = member.filename.endswith(("styles.xml", "content.xml"))
                with archive.open(member) as file:
                    for chunk in _chunks(file):
                        left -= len(chunk)
                        if left < 0:
                            raise RefusedError(TOO_LARGE)
                        if styled:
                            fonts.update(_fonts(chunk))
                if member.filename == "META-INF/manifest.xml" and b"encryption-data" in archive.read(member):
                    raise RefusedError(ENCRYPTED)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise RefusedError(BROKEN) from error
    return sorted(fonts)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _fonts(content: bytes) -> list[str]:
    # An old workbook writes names of fonts with one or with two bytes a letter.
    return sorted({found.decode() for found in _OLD_FONT.findall(content.replace(b"\0", b""))})


def _raise_capitals(content: bytes, sheets: dict[str, list[list[object]]]) -> None:
    """Write as capitals what such a font shows as capitals; only openpyxl tells the font of a cell."""
    import openpyxl  # noqa: PLC0415 - slow to import, and few files need it

    # It reads fewer workbooks than calamine does; then the letters stay small, and the rest is as good as ever.
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        for title, rows in sheets.items():
            for row, cells in zip(rows, book[title].iter_rows(min_row=1, max_row=max(len(rows), 1)), strict=False):
                for column, (text, cell) in enumerate(zip(row, cells, strict=False)):
                    # The text is what was seen last; openpyxl would give the formula behind it.
                    if isinstance(text, str) and _CAPITALS.match(cell.font.name or ""):
                        row[column] = text.translate(_AS_CAPITALS)


def main() -> None:
    """Read a workbook from standard input and answer on standard output."""
    # What lies beyond the limit ends this process, never the server. Where there are no limits there is the clock.
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not every system has it

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    try:
        pickle.dump(read(sys.stdin.buffer.read()), sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        sys.exit(TOO_LARGE)
    except RefusedError as refused:
        sys.exit(refused.args[0])


if __name__ == "__main__":
    main()
