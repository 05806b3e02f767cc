"""A pasted list of helpers: who stands on which line, and which user name each gets.

Reads names one a line, or rows copied from a spreadsheet; refuses nothing, so that every line can be shown again
with what is wrong with it. Whether a village or a team is there is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from campaign.domain.collation import APOSTROPHES
from campaign.domain.names import clean_name, fold, same_name_key
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError

MAX_LINES: Final = 200
"""A commune's volunteers; each costs the time of hashing a password."""

USERNAME: Final = re.compile(r"[a-z0-9._-]{3,64}")
_LONGEST_STEM: Final = 58
_SEPARATORS: Final = ("\t", ";", "|", ",")
_NUMBERED: Final = re.compile(r"^\s*\d{1,4}\s*[.)\t;,|]\s*(?=\D|$)")
# Years of birth, telephone numbers and running numbers stand in many lists and are not taken in.
_FIGURES: Final = re.compile(r"[\d\s./+()-]+")
_TWO_CAPITALS: Final = re.compile(r"^H(?=[A-ZÀ-ỸĐĂÂÊÔƠƯ][^A-ZÀ-ỸĐĂÂÊÔƠƯ])")
_HEADS: Final = {
    "name": frozenset({"ho va ten", "ho ten", "ho va ten dem", "ten", "full name", "name"}),
    "role": frozenset({"vai tro", "chuc vu", "chuc danh", "nhiem vu", "role"}),
    "village": frozenset(
        {"thon", "buon", "thon, buon", "thon/buon", "thon buon", "dia ban", "don vi", "to dan pho", "village", "place"}
    ),
    "team": frozenset({"to", "doi", "nhom", "to, doi", "to cong tac", "team"}),
}
_ROLES: Final = {
    Role.VOLUNTEER: ("tinh nguyen vien", "tnv", "doan vien", "thanh vien", "volunteer"),
    Role.TEAM_LEAD: ("to truong", "doi truong", "nhom truong", "team leader", "team lead"),
    Role.OFFICIAL: ("can bo", "can bo xa", "can bo phuong", "cong chuc", "official", "commune official"),
    Role.LEADER: ("lanh dao", "lanh dao (chi xem)", "lanh dao xa", "leader", "leader (read only)"),
}
_ROLE_OF: Final = {text: role for role, texts in _ROLES.items() for text in texts}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPerson:
    """One line of the list. `line` counts from 1 in the pasted text; empty cells are "".

    `role` None is a word that is no role (`role_text` holds it). `problem` says why nobody can be made of the line:
    name_missing or name_invalid. `repeats` is the line above that has the same name.
    """

    line: int
    full_name: str
    role: Role | None
    role_text: str = ""
    village: str = ""
    team: str = ""
    problem: CampaignError | None = None
    repeats: int | None = None


def read_people(text: str) -> tuple[TypedPerson, ...]:
    """Return the people of a pasted list in its order; blank lines and the heads of a table are left out."""
    found: list[TypedPerson] = []
    columns: tuple[str, ...] | None = None
    first_line: dict[str, int] = {}
    for number, raw in enumerate(text.splitlines(), start=1):
        cells = _cells(raw)
        if not any(cells):
            continue
        heads = _heads(cells)
        if heads is not None:
            columns = heads
            continue
        person = _person(number, _by_heads(cells, columns) if columns else _by_place(raw, cells))
        key = same_name_key(person.full_name)
        repeats = first_line.setdefault(key, number) if person.problem is None else number
        found.append(replace(person, repeats=repeats) if repeats != number else person)
    return tuple(found)


def username_stem(full_name: str) -> str:
    """Return a user name without a number: "Nguyễn Văn An" is nguyen.van.an, "H’Maryam Niê" is h.maryam.nie.

    "" when no letter of the name is a Latin one.
    """
    spaced = APOSTROPHES.sub(" ", _TWO_CAPITALS.sub("H ", full_name.strip()))
    words = (re.sub(r"[^a-z0-9]", "", word) for word in fold(spaced).split())
    return ".".join(word for word in words if word)[:_LONGEST_STEM].rstrip(".")


def usernames(full_names: Sequence[str], *, taken: Collection[str]) -> tuple[str, ...]:
    """Return a user name for each name that nobody of `taken` or of the list has: the second nguyen.van.an is .2."""
    used = set(taken)
    found = []
    for name in full_names:
        stem = username_stem(name) or "user"
        number = 1
        free = stem
        while free in used or not USERNAME.fullmatch(free):
            number += 1
            free = f"{stem}.{number}"
        used.add(free)
        found.append(free)
    return tuple(found)


def _cells(raw: str) -> list[str]:
    separator = next((sign for sign in _SEPARATORS if sign in raw), None)
    return [" ".join(cell.strip().strip('"').split()) for cell in (raw.split(separator) if separator else [raw])]


def _heads(cells: Sequence[str]) -> tuple[str, ...] | None:
    """Return what each column holds if the cells are the heads of a table, one of which is the name."""
    folded = [fold(cell).rstrip(".:*") for cell in cells]
    columns = tuple(next((what for what, words in _HEADS.items() if text in words), "") for text in folded)
    return columns if "name" in columns else None


def _by_heads(cells: Sequence[str], columns: Sequence[str]) -> tuple[str, str, str, str]:
    found = {what: cell for what, cell in zip(columns, cells, strict=False) if what}
    return found.get("name", ""), found.get("role", ""), found.get("village", ""), found.get("team", "")


def _by_place(raw: str, cells: Sequence[str]) -> tuple[str, str, str, str]:
    """Take cells without heads: the name, a role if there is one, the village, the team."""
    if _NUMBERED.match(raw):
        cells = _cells(_NUMBERED.sub("", raw))
    kept = [cell for cell in cells if not (cell and _FIGURES.fullmatch(cell))]
    while len(kept) > 1 and not kept[0]:
        kept.pop(0)
    name, *rest = kept or [""]
    if rest and (not rest[0] or fold(rest[0]) in _ROLE_OF or len(rest) > 2):  # noqa: PLR2004 - role, village, team
        role, village, team = (*rest, "", "", "")[:3]
        return name, role, village, team
    village, team = (*rest, "", "")[:2]
    return name, "", village, team


def _person(number: int, cells: tuple[str, str, str, str]) -> TypedPerson:
    typed, role_text, village, team = cells
    problem = None
    name = typed
    try:
        name = clean_name(typed)
    except CampaignError as error:
        problem = error
    role = _ROLE_OF.get(fold(role_text)) if role_text else Role.VOLUNTEER
    return TypedPerson(
        line=number, full_name=name, role=role, role_text=role_text, village=village, team=team, problem=problem
    )
