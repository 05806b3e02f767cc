"""A pasted list of communes and the groups that they are in, understood line by line: "Xã Krông Pắc <tab> Nhóm 1".

Refuses to guess: a name that two communes bear is handed back, because a code or the whole name would tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from campaign.domain.names import fold

MAX_GROUP: Final = 60
"""How long the name of a group may be."""

_BETWEEN: Final = re.compile(r"\t+|;|\|")
_SPACES: Final = re.compile(r"\s+")
_KIND: Final = re.compile(r"^(xa|phuong|dac khu|thi tran|x\.|p\.) ?")
_TITLES: Final = frozenset({"nhom", "nhom xa", "group", "commune group", "ten nhom"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCommune:
    """A commune that a line may mean."""

    place_id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupProblem:
    """A line that is not taken, with its number in the text; code and details make a `CampaignError`."""

    number: int
    code: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupList:
    """What a text means: the group of each commune (by place id), and the lines that are not understood."""

    groups: Mapping[int, str]
    problems: tuple[GroupProblem, ...]


def read_groups(*, text: str, communes: Sequence[ListedCommune]) -> GroupList:
    """Read a list of communes, by name or code, and their groups; empty lines and a line of titles are passed over.

    A second cell that is empty takes the commune out of its group.
    """
    names = _names(communes)
    groups: dict[int, str] = {}
    problems: list[GroupProblem] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        cells = [_SPACES.sub(" ", cell).strip() for cell in _BETWEEN.split(raw.strip("\r\n "))]
        if not any(cells) or (len(cells) > 1 and fold(cells[1]) in _TITLES):
            continue
        code, details = _refused(cells, names, groups)
        if code:
            problems.append(GroupProblem(number=number, code=code, details=details))
        else:
            groups[names[fold(cells[0])][0].place_id] = cells[1]
    return GroupList(groups=groups, problems=tuple(problems))


def _refused(
    cells: Sequence[str], names: Mapping[str, Sequence[ListedCommune]], taken: Mapping[int, str]
) -> tuple[str, dict[str, object]]:
    """Return why a line is not taken, an empty code for one that is."""
    if len(cells) < 2 or not cells[0]:  # noqa: PLR2004 - a name and a group
        return "group_line_unreadable", {"line": " ".join(cells)}
    name, group = cells[0], cells[1]
    found = names.get(fold(name), ())
    if not found:
        return "group_place_unknown", {"place": name}
    if len(found) > 1:
        return "group_place_ambiguous", {"place": name, "codes": ", ".join(commune.code for commune in found)}
    if found[0].place_id in taken:
        return "group_place_twice", {"place": name}
    return ("group_name_long", {"limit": MAX_GROUP}) if len(group) > MAX_GROUP else ("", {})


def _names(communes: Sequence[ListedCommune]) -> dict[str, list[ListedCommune]]:
    """Return what each commune may be called: its code, its whole name, and where nobody else is called so the rest."""
    whole: dict[str, list[ListedCommune]] = {}
    bare: dict[str, list[ListedCommune]] = {}
    for commune in communes:
        whole.setdefault(fold(commune.code), []).append(commune)
        whole.setdefault(fold(commune.name), []).append(commune)
        bare.setdefault(_KIND.sub("", fold(commune.name)), []).append(commune)
    return bare | whole
