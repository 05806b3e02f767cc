"""What a list is expected to say, written down by hand beside the list. Every name and number in it is made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from campaign.domain.vocabulary import StepStatus

DONE, HAD = StepStatus.COMPLETED, StepStatus.ALREADY_HAD


class Problem(NamedTuple):
    """An issue of a row: its code and the heading under which it stands; `value` None is not compared."""

    code: str
    column: str
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A row of a person: where Excel shows it, and what it becomes. `birth` is an ISO day or a year.

    `outcome`: accepted, rejected, or duplicate of somebody in the same file.
    """

    row: int
    name: str
    sheet: str | None = None
    birth: str = ""
    sex: str = ""
    phone: str = ""
    personal_id: str = ""
    village: str = "Buôn Jung"
    guardian: str = ""
    steps: Mapping[str, tuple[StepStatus, date | None]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    outcome: str = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A list of a commune: its file, and everything that is expected of it.

    `dropped` are (sheet, row of the header, heading) of what is not collected. `place` is where people live who name no
    place, None for a list that names it.
    """

    key: str
    file_name: str
    make: Callable[[], bytes]
    people: tuple[Expected, ...]
    columns: Mapping[str, tuple[str, ...]]
    dropped: tuple[tuple[str | None, int, str], ...] = ()
    unknown: tuple[str, ...] = ()
    place: str | None = None
