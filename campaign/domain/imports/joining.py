"""Which columns of a table are meant, and which are put together: names and birth dates in pieces, a village's commune.

Owns what only all columns and some cells can tell: whether "Nam" holds marks or birth dates, whose name "Chủ hộ" is,
which of three addresses is the one. What stands twice stays twice; the first filled cell counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from campaign.domain.imports.columns import Field, Heading
from campaign.domain.imports.header import Title, text_of
from campaign.domain.imports.headings import UNKNOWN, Dictionary, Found, Part
from campaign.domain.imports.sheets import Cell
from campaign.domain.place_words import words_of

_MOSTLY: Final = 0.5
_DATE: Final = re.compile(r"(\D*\d{1,2}[./-])?(\d{1,2}[./-])?\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}|\d{8}")
_ID_DIGITS: Final = re.compile(r"\d{9,12}(\.0)?")
# A number of the ministry has ten digits, a personal id twelve, or eleven when its zero was lost.
_SURE_ID: Final = re.compile(r"\d{11,12}(\.0)?")
_GIVEN: Final = re.compile(r"[^\W\d_][\w’']*( [^\W\d_][\w’']*)?")
_FIRST_YEAR: Final = 1900
_FAR: Final = 1
# What the police write of an electronic identity, from the counter to its use.
_ACTIVATION: Final = re.compile(r"\b(kich hoat|thu nhan|phe duyet|dinh danh dien tu|dddt|vneid)\b")
_COMMUNE_WORDS: Final = ("xa ", "phuong ", "thi tran ", "dac khu ")

Mix = Callable[[Sequence[Cell]], Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Columns that become one cell, the one at `target`; `mix` takes their cells in this order."""

    target: int
    columns: tuple[int, ...]
    mix: Mix


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table as they are read: the headings, and what is put together in every row."""

    headings: tuple[Heading, ...]
    joins: tuple[Join, ...] = ()

    def at(self, *fields: Field) -> tuple[int, ...]:
        """Return where these fields stand."""
        return tuple(heading.position for heading in self.headings if heading.field in fields)


@dataclass(slots=True)
class _Settling:
    """The columns while it is decided what each of them is."""

    titles: list[Title]
    sample: Sequence[Sequence[Cell]]
    joins: list[Join] = field(default_factory=list)
    joined: dict[int, str] = field(default_factory=dict)

    def change(self, position: int, found: Found) -> None:
        """Decide what a column means after all."""
        self.titles = [t._replace(found=found) if t.position == position else t for t in self.titles]

    def of(self, what: Field | Part) -> list[Title]:
        """Return the columns of a field or part, the meant one first."""
        return sorted((t for t in self.titles if what in {t.found.field, t.found.part}), key=lambda t: t.found.rank)

    def cells(self, position: int) -> list[Cell]:
        """Return the filled cells of a column among the rows that are looked at."""
        return [row[position] for row in self.sample if position < len(row) and text_of(row[position])]

    def join(self, titles: Sequence[Title], mix: Mix, into: Found) -> None:
        """Put columns together into the first of them."""
        target, *others = (title.position for title in titles)
        self.joins.append(Join(target=target, columns=(target, *others), mix=mix))
        self.change(target, into)
        for position in others:
            self.joined[position] = into.step or str(into.field)


def settle(*, titles: Sequence[Title], sample: Sequence[Sequence[Cell]], words: Dictionary, banner: str) -> Columns:
    """Return the columns of a table from its titles, some of its rows and the text of the banner above it."""
    work = _Settling(list(titles), sample)
    _doubtful(work)
    _head_of_household(work)
    _name(work)
    _birth(work)
    _where(work)
    _ranked(work, Field.VILLAGE)
    _status(work, words, banner)
    _ranked(work, Field.PERSONAL_ID)
    headings = tuple(_heading(title, work.joined) for title in work.titles)
    return Columns(headings=headings, joins=tuple(work.joins))


def _heading(title: Title, joined: Mapping[int, str]) -> Heading:
    found = title.found
    if title.position in joined:
        return Heading(position=title.position, title=title.text, field=Field.JOINED, feeds=joined[title.position])
    part = Field.IGNORED if found.part else None
    return Heading(
        position=title.position,
        title=title.text,
        field=found.field or part,
        step=found.step,
        of_day=found.of_day,
    )


def _doubtful(work: _Settling) -> None:
    """Let the cells say what a heading alone cannot."""
    for title in [t for t in work.titles if t.found.doubtful]:
        cells = work.cells(title.position)
        if title.found.field in {Field.SEX_MALE, Field.SEX_FEMALE} and _holds_dates(cells):
            male = title.found.field is Field.SEX_MALE
            work.change(title.position, Found(field=Field.BIRTH_MALE if male else Field.BIRTH_FEMALE))
        elif title.found.field is Field.PERSONAL_ID and not _mostly(_is_sure_id, cells):
            work.change(title.position, UNKNOWN)
        elif title.found.step and _mostly(_is_id, cells):
            work.change(title.position, Found(field=Field.PERSONAL_ID))


def _head_of_household(work: _Settling) -> None:
    """A column of the head is the person's own in a list of heads, and the household's in a list of everybody."""
    own = any(not t.found.head for t in [*work.of(Field.FULL_NAME), *work.of(Part.FAMILY)])
    for title in [t for t in work.titles if t.found.head]:
        if not own:
            work.change(title.position, title.found._replace(head=False))
        else:
            name = title.found.field is Field.FULL_NAME
            work.change(title.position, Found(field=Field.HOUSEHOLD if name else Field.IGNORED))


def _name(work: _Settling) -> None:
    """Put a name together that stands in two columns; a second column of names is nobody's."""
    whole, family, given = work.of(Field.FULL_NAME), work.of(Part.FAMILY), work.of(Part.GIVEN)
    into = Found(field=Field.FULL_NAME)
    if whole:
        for title in whole[1:]:
            work.change(title.position, UNKNOWN)
        beside = whole[0].position + 1
        if all(t.position != beside for t in work.titles) and _holds_given_names(work, beside):
            work.titles.append(Title(beside, whole[0].text, UNKNOWN))
            work.join([whole[0], work.titles[-1]], _spaced, into)
        elif given and given[0].position == beside and _holds_given_names(work, beside):
            work.join([whole[0], given[0]], _spaced, into)
    elif family and given:
        work.join([family[0], given[0]], _spaced, into)
    elif family or given:
        work.change((family or given)[0].position, into)


def _holds_given_names(work: _Settling, position: int) -> bool:
    cells = work.cells(position)
    return len(cells) >= _MOSTLY * len(work.sample) and _mostly(_is_given, cells)


def _birth(work: _Settling) -> None:
    """Put a birth date together whose day, month and year stand in columns of their own."""
    day, month, year = (next(iter(work.of(part)), None) for part in (Part.DAY, Part.MONTH, Part.YEAR))
    if day and month and year:
        work.join([day, month, year], _dated, Found(field=Field.BIRTH_DATE))
    elif year:
        work.change(year.position, Found(field=Field.BIRTH_YEAR))


def _where(work: _Settling) -> None:
    """Take the village before any address, and where people stay before where they are registered."""
    places = work.of(Field.VILLAGE)
    rank = places[0].found.rank if places else 0
    if rank <= _FAR:
        for title in places:
            if title.found.rank > rank:
                work.change(title.position, Found(field=Field.IGNORED))
    commune = work.of(Part.COMMUNE)
    if places and commune and rank <= _FAR:
        work.join([places[0], commune[0]], _in_commune, places[0].found)


def _ranked(work: _Settling, what: Field) -> None:
    """Let the meant column be read first where another one stands before it: a CCCD behind a CMND."""
    same = [title for title in work.of(what) if title.position not in work.joined]
    if same != sorted(same, key=lambda title: title.position):
        work.join(same, _first, same[0].found)


def _status(work: _Settling, words: Dictionary, banner: str) -> None:
    """Say which step "Tình trạng" and "Ngày" are about, where another heading, the banner or the cells tell."""
    status, days = work.of(Field.STATUS), work.of(Field.STATUS_DAY)
    told = {t.found.step for t in work.titles if t.found.step and t.found.of_day}
    told -= {t.found.step for t in work.titles if not t.found.of_day}
    step = next(iter(told)) if len(told) == 1 else words.step_in(banner)
    if step is None and status:
        cells = (text_of(cell) for cell in work.cells(status[0].position))
        if _ACTIVATION.search(words_of(" ".join((banner, *cells)))):
            step = words.step_in("kich hoat")
    for place, title in enumerate(status):
        work.change(title.position, Found(step=step) if step and not place else UNKNOWN)
    for place, title in enumerate(days):
        mine = step and status and not told and not place
        work.change(title.position, Found(step=step, of_day=True) if mine else UNKNOWN)


def _mostly(holds: Callable[[Cell], bool], cells: Iterable[Cell]) -> bool:
    found = [holds(cell) for cell in cells]
    return bool(found) and sum(found) > _MOSTLY * len(found)


def _holds_dates(cells: Iterable[Cell]) -> bool:
    """Whether cells under "Nam" and "Nữ" hold birth dates and not marks; the counts of subtotals are neither."""
    return _mostly(_is_date, (cell for cell in cells if _is_date(cell) or not text_of(cell).isdecimal()))


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell >= _FIRST_YEAR
    return isinstance(cell, date) or _DATE.fullmatch(text_of(cell)) is not None


def _is_id(cell: Cell) -> bool:
    return _ID_DIGITS.fullmatch(text_of(cell).replace(" ", "")) is not None


def _is_sure_id(cell: Cell) -> bool:
    return _SURE_ID.fullmatch(text_of(cell).replace(" ", "")) is not None


def _is_given(cell: Cell) -> bool:
    return isinstance(cell, str) and _GIVEN.fullmatch(text_of(cell)) is not None


def _first(cells: Sequence[Cell]) -> Cell:
    return next((cell for cell in cells if text_of(cell)), None)


def _spaced(cells: Sequence[Cell]) -> Cell:
    return " ".join(text for cell in cells if (text := text_of(cell))) or None


def _dated(cells: Sequence[Cell]) -> Cell:
    day, month, year = (text_of(cell).removesuffix(".0") for cell in cells)
    if not year:
        return None
    return f"{day}/{month}/{year}" if day and month else f"{month}/{year}" if month else year


def _in_commune(cells: Sequence[Cell]) -> Cell:
    village, commune = (text_of(cell) for cell in cells)
    if not village or not commune:
        return village or None
    worded = words_of(commune).startswith(_COMMUNE_WORDS)
    return f"{village}, {commune}" if worded else f"{village}, xã {commune}"
