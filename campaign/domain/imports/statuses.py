"""What a list tells of the campaign's steps: marks, words and days, and what they make of a step.

Owns the words that offices write ("đã kích hoạt", "x", "vắng"). Refuses to credit the campaign with what it cannot
date: only a day inside the campaign makes a step completed, else the person had it already (contract "Status columns").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from campaign.domain.imports.cells import text_of
from campaign.domain.imports.columns import Field, Heading
from campaign.domain.imports.ground import Ground
from campaign.domain.imports.sheets import Cell
from campaign.domain.names import fold
from campaign.domain.vocabulary import StepStatus

_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?(?!\d)")
_NO_WORD: Final = re.compile(r"[^a-z0-9_]+")
_DAY_WORDS: Final = re.compile(r"\b(vao |tu )?ngay\b")
# The first that fits decides; None is a "no". Registered or approved is not yet activated (domain § 2.2): these three
# stand in the police's lists, and only for a step that is activated the first two are a "no".
_PATTERNS: Final[tuple[tuple[str, StepStatus | None], ...]] = (
    (r".*chua kich hoat.*", None),
    (r"not_applicable|not applicable|khong ap dung|khong thuoc( .*)?|mien( .*)?", StepStatus.NOT_APPLICABLE),
    (r"(khong|chua) du (tuoi|dieu kien)( .*)?", StepStatus.NOT_APPLICABLE),
    (r"refused|tu choi( .*)?|khong (dong y|hop tac|chiu)( .*)?", StepStatus.REFUSED),
    (r"unreachable|(khong|chua) (gap|lien lac|lien he)( .*)?", StepStatus.UNREACHABLE),
    (r"vang( .*)?|di vang( .*)?|di lam( an)? xa( .*)?", StepStatus.UNREACHABLE),
    (r"assisted|(da |duoc )*(huong dan|ho tro)( .*)?", StepStatus.ASSISTED),
    (r"dang (lam|xu ly|huong dan|ho tro|thuc hien)( .*)?", StepStatus.ASSISTED),
    (r"(chua|khong|ko|kg|k|no|n|false|0|muc( do)? 0?1|cho)( .*)?", None),
    (r"(da )?co (tu truoc|san)( .*)?|tu truoc|truoc (day|do)( .*)?|already_had|already had", StepStatus.ALREADY_HAD),
    (r"x|v|co|da|roi|xong|dat|ok|yes|y|true|1|done|completed|muc( do)? 0?2|(hoan thanh|kich hoat)( .*)?|(da|co) .*",
     StepStatus.COMPLETED),
    (r"(thu nhan|phe duyet|duoc (phe )?duyet|duyet|dang ky)( .*)?", StepStatus.COMPLETED),
)  # fmt: skip
_NOT_YET: Final = re.compile(r"(da )?(thu nhan|phe duyet|duoc (phe )?duyet|duyet|dang ky|cho (phe )?duyet)( .*)?")
_RULES: Final = tuple((re.compile(pattern), status) for pattern, status in _PATTERNS)


class Told(NamedTuple):
    """What a cell tells. `status` COMPLETED is any "has it"; `denied`: it says no; `unread`: nobody knows what."""

    status: StepStatus | None = None
    day: date | None = None
    denied: bool = False
    unread: bool = False


def read_status(cell: Cell, *, activation: bool = False) -> Told:
    """Return what a cell says of a step; `activation`: the step is one that is activated, which is more than approved.

    A day alone says that it was done on that day.
    """
    if isinstance(cell, date):
        return Told(status=StepStatus.COMPLETED, day=cell.date() if isinstance(cell, datetime) else cell)
    text = text_of(cell)
    day, rest = _day_in(text)
    if rest and not rest.strip("✓✔☑✅√ "):
        return Told(status=StepStatus.COMPLETED, day=day)
    words = _NO_WORD.sub(" ", _DAY_WORDS.sub(" ", fold(rest))).strip()
    if not words:
        return Told(status=StepStatus.COMPLETED if day else None, day=day)
    if activation and _NOT_YET.fullmatch(words):
        return Told(denied=True)
    for pattern, status in _RULES:
        if pattern.fullmatch(words):
            return Told(status=status, day=day, denied=status is None)
    return Told(unread=True)


def outcome(*, told: Told, day: date | None, ground: Ground) -> tuple[StepStatus, date | None] | None:
    """Return what is recorded for a step: its status, and its day if that is one of the campaign's so far.

    `day` is what the column of its days says. None when nothing is recorded.
    """
    if told.denied or (told.status is None and (told.unread or day is None)):
        return None
    status = told.status or StepStatus.COMPLETED
    on = told.day or day
    inside = on if on and ground.starts_on <= on <= min(ground.ends_on, ground.today) else None
    if status is StepStatus.COMPLETED and inside is None:
        status = StepStatus.ALREADY_HAD
    return status, None if status is StepStatus.ALREADY_HAD else inside


def activated_step(ground: Ground) -> str | None:
    """Return the step that a status without a step's name speaks of ("đã kích hoạt"): the campaign's only one that is
    activated, else its only step; None when there is none such.
    """
    activated = [step.key for step in ground.steps if is_activation(step.name_vi)]
    candidates = activated or [step.key for step in ground.steps]
    return candidates[0] if len(candidates) == 1 else None


def is_activation(name: str) -> bool:
    """Whether a step is activated, by its name."""
    return "kich hoat" in fold(name)


class Statuses:
    """The columns of one table that tell of steps, read row by row; what comes again is read once."""

    def __init__(self, headings: Sequence[Heading], ground: Ground) -> None:
        """Find the columns of each step; a status whose column names no step speaks of the one that is activated."""
        self._ground = ground
        names = {step.key: step.name_vi for step in ground.steps}
        columns: dict[str, tuple[list[Heading], list[Heading]]] = {}
        for heading in headings:
            general = heading.step is None and heading.field in {Field.STATUS, Field.STATUS_DAY}
            step = activated_step(ground) if general else heading.step
            if step in names:
                of_day = heading.of_day or heading.field is Field.STATUS_DAY
                columns.setdefault(step, ([], []))[of_day].append(heading)
        self._columns = [(step, is_activation(names[step]), *found) for step, found in columns.items()]
        self._told: dict[tuple[Cell, bool], Told] = {}

    def read(self, cells: Sequence[Cell]) -> tuple[dict[str, tuple[StepStatus, date | None]], list[tuple[str, str]]]:
        """Return what a row tells of each step, and the cells that nobody can read: (heading, text)."""
        found: dict[str, tuple[StepStatus, date | None]] = {}
        unread: list[tuple[str, str]] = []
        for step, activation, statuses, days in self._columns:
            told = day = None
            for heading in statuses:
                cell = cells[heading.position]
                if told is None and cell is not None and cell != "":
                    told = self._read(cell, activation)
                    if told.unread:
                        unread.append((heading.title, text_of(cell)))
            for heading in days:
                cell = cells[heading.position]
                if day is None and cell is not None and cell != "":
                    day = self._read(cell, activation).day
            if told is not None or day is not None:
                result = outcome(told=told or Told(), day=day, ground=self._ground)
                if result is not None:
                    found[step] = result
        return found, unread

    def _read(self, cell: Cell, activation: bool) -> Told:  # noqa: FBT001 - one of two keys of the memory.
        key = (cell, activation)
        if key not in self._told:
            self._told[key] = read_status(cell, activation=activation)
        return self._told[key]


def _day_in(text: str) -> tuple[date | None, str]:
    """Return the day in a text and the text without it; an impossible day stays in the text."""
    for pattern in (_ISO, _DAY):
        if match := pattern.search(text):
            year, month, day = (int(part) for part in (match.groups() if pattern is _ISO else match.groups()[::-1]))
            try:
                # A campaign's lists write "26" for 2026; nobody activated anything in 1926.
                found = date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004
            except ValueError:
                continue
            return found, text[: match.start()] + text[match.end() :]
    return None, text
