"""What a benchmark answers and how it is printed: plain text rows, and facts about the machine.

It refuses to print paths, host names or user names, so that a table can be pasted anywhere.
"""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADINGS = ("name", "measured", "asked", "ratio", "")
_LIBRARIES = ("streamlit", "sqlalchemy", "altair", "pandas", "psycopg", "uvicorn", "protobuf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measured figure, in ``unit``, and what was asked of it.

    ``asked`` is an upper bound when ``at_most`` is true, a lower bound otherwise, and None for a figure that
    is printed only to understand the others. ``note`` is one short sentence that says how it came about.
    """

    name: str
    measured: float
    unit: str
    asked: float | None = None
    at_most: bool = True
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure is within what was asked; a figure without an ask always is."""
        if self.asked is None:
            return True
        return self.measured <= self.asked if self.at_most else self.measured >= self.asked

    @property
    def verdict(self) -> str:
        """The word in the last column."""
        if self.asked is None:
            return "info"
        return "ok" if self.met else "NOT OK"


def _figure(value: float) -> str:
    """Three or four telling digits: 0.0123, 4.57, 123, 1234567."""
    size = abs(value)
    if size >= 100:
        return f"{value:.0f}"
    if size >= 1:
        return f"{value:.2f}"
    return f"{value:.4f}"


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    measured = f"{_figure(row.measured)} {row.unit}".strip()
    if row.asked is None:
        return row.name, measured, "", "", row.verdict
    sign = "<=" if row.at_most else ">="
    ratio = _figure(row.measured / row.asked) if row.asked else ""
    return row.name, measured, f"{sign} {_figure(row.asked)} {row.unit}".strip(), ratio, row.verdict


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned plain text, each note on a line of its own beneath its row."""
    cells = [_HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEADINGS))]
    lines: list[str] = []
    for index, line in enumerate(cells):
        padded = [line[0].ljust(widths[0]), *(line[at].rjust(widths[at]) for at in (1, 2, 3)), line[4]]
        lines.append("  ".join(padded).rstrip())
        if index == 0:
            lines.append("  ".join("-" * width for width in widths).rstrip())
        elif rows[index - 1].note:
            lines.append(f"    {rows[index - 1].note}")
    return "\n".join(lines)


def machine() -> str:
    """Cores, memory, load, Python and library versions: what a reader needs to compare two tables."""
    memory = psutil.virtual_memory().total / 2**30
    load = os.getloadavg()[0]
    versions = []
    for name in _LIBRARIES:
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            versions.append(f"{name} absent")
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, load {load:.1f} at the start; "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}; " + ", ".join(versions)
    )
