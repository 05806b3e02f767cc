"""A pasted or typed list of a commune's villages, schools and agencies, understood line by line.

Owns what may be in front of the clerk: rows of Excel, signs between the cells, a header or none, running numbers,
banners, totals. What decides which place a line means must be right, else the line is not taken; what merely helps is
left out with a warning. Reads no database: the places that are there come in as an argument.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from campaign.domain.coordinates import Coordinates, read_columns
from campaign.domain.names import fold
from campaign.domain.place_cells import Cells, cells_of, header_of
from campaign.domain.place_codes import clean_place_name, unit_code
from campaign.domain.place_words import Field, is_blank, kind_of, read_count, words_of
from campaign.domain.vocabulary import PlaceKind, PopulationGroup
from campaign.errors import CampaignError

MAX_LINES: Final = 500
MAX_TEXT: Final = 100_000
MAX_COUNT: Final = 999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A place that the commune has or had: its name is taken while it lives, its code for ever."""

    name: str
    code: str
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The commune that the list is for, the places that it has and had, and the day on which the list is read."""

    code: str
    name: str
    kind: PlaceKind
    places: Sequence[Known]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is wrong with a line; one that is `refused` keeps it out. Code and details make a `CampaignError`."""

    code: str
    refused: bool
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the list as it was understood. `code` is the one that it will get, "" when it is not taken.

    `valid_from` None is the first day of the commune; a name that another place bore begins after that one's end.
    """

    number: int
    text: str
    name: str = ""
    kind: PlaceKind = PlaceKind.VILLAGE
    local_code: str | None = None
    code: str = ""
    populations: Mapping[PopulationGroup, int] = field(default_factory=dict)
    valid_from: date | None = None
    point: Coordinates | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def taken(self) -> bool:
        """Whether the line becomes a place."""
        return not any(issue.refused for issue in self.issues)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceList:
    """A list as understood: its lines, its header as typed ("" for none) with the titles that mean nothing here.

    `skipped` is how many lines were no places: the header itself, banners, totals.
    """

    lines: tuple[Line, ...]
    header: str = ""
    unknown: tuple[str, ...] = ()
    skipped: int = 0

    @property
    def taken(self) -> tuple[Line, ...]:
        """The lines that become places."""
        return tuple(line for line in self.lines if line.taken)

    @property
    def rest(self) -> str:
        """The text of what is not taken, with the header above, to be mended and tried again."""
        kept = [line.text for line in self.lines if not line.taken]
        return "\n".join([self.header, *kept] if self.header and kept else kept)


def read_list(*, text: str, ground: Ground) -> PlaceList:
    """Return every line of a list with what was understood and what is wrong with it; blank lines count for nothing.

    Raises `place_list_too_long` for more lines, or longer ones, than a commune's list can have.
    """
    rows = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(rows) > MAX_LINES or len(text) > MAX_TEXT:
        raise CampaignError("place_list_too_long", n=len(rows), limit=MAX_LINES)
    header = header_of([line for _number, line in rows])
    found = [(number, raw, cells) for number, raw in rows if (cells := cells_of(raw, header)) is not None]
    settled = settle(found=found, ground=ground)
    return PlaceList(
        lines=settled,
        header=header.text if header else "",
        unknown=header.unknown if header else (),
        skipped=len(rows) - len(found),
    )


def settle(*, found: Sequence[tuple[int, str, Cells]], ground: Ground) -> tuple[Line, ...]:
    """Return the lines of a list whose cells are known: each by itself, then against the commune and each other."""
    return tuple(_settled([_line(number, raw, cells, ground) for number, raw, cells in found], ground))


def _line(number: int, raw: str, found: Cells, ground: Ground) -> Line:
    """Return a line by itself: name, kind, local code and numbers, without looking at the others."""
    issues = [*_foreign(found, ground)]
    name, named = _name(found)
    kind, kinds = _kind(found, name, ground)
    local_code = _local_code(found.texts.get(Field.CODE, ""), ground, issues)
    populations = {group: n for group, text in found.numbers.items() if (n := _count(text, issues)) is not None}
    point = _point(found, issues)
    everybody = populations.get(PopulationGroup.ALL)
    larger = [g for g, n in populations.items() if everybody is not None and n > everybody]
    if larger:
        issues.append(Issue(code="list_group_larger", refused=False, details={"group": larger[0].value}))
    issues += [Issue(code="list_cell_unused", refused=False, details={"value": text}) for text in found.unused]
    return Line(
        number=number,
        text=raw,
        name=name,
        kind=kind,
        local_code=local_code,
        populations=populations,
        point=point,
        issues=(*named, *kinds, *issues),
    )


def _foreign(found: Cells, ground: Ground) -> Iterator[Issue]:
    """Yield the refusal of a line that names another commune."""
    said = found.texts.get(Field.COMMUNE, "").strip()
    if said and said != ground.code and _bare_commune(said) not in {_bare_commune(ground.name), ""}:
        yield Issue(code="list_other_commune", refused=True, details={"value": said, "place": ground.name})


# What a list says of coordinates that a form would refuse.
_LEFT_OUT: Final = {
    "coordinates_outside": "list_coordinates_outside",
    "coordinates_unread": "list_coordinates_unread",
}
_COMMUNE_WORD: Final = re.compile(r"^(xa|phuong|dac khu|thi tran|commune|ward) ")


def _bare_commune(text: str) -> str:
    return _COMMUNE_WORD.sub("", words_of(text)).replace(" ", "")


def _name(found: Cells) -> tuple[str, tuple[Issue, ...]]:
    typed = found.texts.get(Field.NAME, "")
    if not typed.strip():
        return "", (Issue(code="list_name_missing", refused=True),)
    try:
        return clean_place_name(typed), ()
    except CampaignError as error:
        return typed.strip(), (Issue(code=error.code, refused=True, details=error.details),)


def _kind(found: Cells, name: str, ground: Ground) -> tuple[PlaceKind, tuple[Issue, ...]]:
    """Return the kind: what the column says, else what the name begins with, else the usual one of the commune."""
    said, begins = found.texts.get(Field.KIND, "").strip(), kind_of(name)
    usual = PlaceKind.RESIDENTIAL_GROUP if ground.kind is PlaceKind.WARD else PlaceKind.VILLAGE
    if said:
        kind = kind_of(said)
        if kind is None:
            return begins or usual, (Issue(code="list_kind_unknown", refused=True, details={"value": said}),)
        if begins not in {None, kind}:
            details = {"name": name, "kind": kind.value}
            return kind, (Issue(code="list_kind_differs", refused=False, details=details),)
        return kind, ()
    if begins is not None or not name:
        return begins or usual, ()
    return usual, (Issue(code="list_kind_assumed", refused=False, details={"kind": usual.value}),)


def _local_code(typed: str, ground: Ground, issues: list[Issue]) -> str | None:
    """Return the commune's own code of a line; a whole code loses its commune's part, one of elsewhere is refused."""
    code = typed.strip().removesuffix(".0")
    if is_blank(code):
        return None
    head, dash, tail = code.partition("-")
    if dash and head == ground.code:
        return tail
    if dash and head.isdecimal() and len(head) == len(ground.code):
        issues.append(Issue(code="list_other_commune", refused=True, details={"value": code, "place": ground.name}))
    return code


def _count(text: str, issues: list[Issue]) -> int | None:
    if is_blank(text):
        return None
    n = read_count(text)
    if n is None or n > MAX_COUNT:
        issues.append(Issue(code="list_number_unread", refused=False, details={"value": text.strip()}))
        return None
    return n


def _point(found: Cells, issues: list[Issue]) -> Coordinates | None:
    """Return where a place lies; what cannot be read, or lies abroad, is left out with a word and holds up no line."""
    said = {f: "" if is_blank(text) else text for f, text in found.texts.items()}
    try:
        return read_columns(
            both=said.get(Field.COORDINATES, ""),
            latitude=said.get(Field.LATITUDE, ""),
            longitude=said.get(Field.LONGITUDE, ""),
        )
    except CampaignError as error:
        issues.append(Issue(code=_LEFT_OUT[error.code], refused=False, details=error.details))
        return None


def _settled(lines: Sequence[Line], ground: Ground) -> Iterator[Line]:
    """Yield the lines with codes, after comparing each with the places that are there and with the lines before it."""
    codes = {place.code for place in ground.places}
    lives: dict[str, Known] = {}
    ended: dict[str, date] = {}
    for place in ground.places:
        name = fold(place.name)
        if place.valid_to is None or place.valid_to >= ground.today:
            lives[name] = place
        else:
            ended[name] = max(place.valid_to, ended.get(name, place.valid_to))
    first: dict[str, Line] = {}
    for line in lines:
        folded = fold(line.name)
        settled = line
        if line.taken and folded in lives:
            there = lives[folded]
            settled = _refuse(line, "list_name_there", name=there.name, code=there.code)
        elif line.taken and folded in first:
            settled = _refuse(line, "list_name_twice", name=line.name, line=first[folded].number)
        elif line.taken:
            settled = _coded(line, ground, codes)
        if settled.taken:
            codes.add(settled.code)
            first[folded] = settled
            last = ended.get(folded)
            settled = replace(settled, valid_from=last + timedelta(days=1) if last else None)
        yield settled


def _coded(line: Line, ground: Ground, codes: Collection[str]) -> Line:
    try:
        code = unit_code(
            commune_code=ground.code, taken=codes, kind=line.kind, local_code=line.local_code, name=line.name
        )
    except CampaignError as error:
        return _refuse(line, error.code, **error.details)
    return replace(line, code=code)


def _refuse(line: Line, code: str, /, **details: object) -> Line:
    return replace(line, issues=(*line.issues, Issue(code=code, refused=True, details=details)))
