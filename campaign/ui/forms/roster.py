"""A pasted list of names: each line read and matched with the people who are there, before anything is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from campaign.clock import new_id
from campaign.domain.duplicates import Match
from campaign.domain.names import fold, same_name_key
from campaign.domain.vocabulary import Consent
from campaign.errors import CampaignError
from campaign.services import people
from campaign.services.people import EnrolCitizen

if TYPE_CHECKING:
    import uuid

    from campaign.services.likeness import Candidate
    from campaign.ui.forms.board import Board, Unit

# A class or a big family; a longer list is a file for the importer.
MAX_LINES: Final = 60
_SPLIT: Final = re.compile(r"\s*[;\t|]\s*|\s*,\s*")
_NUMBERED: Final = re.compile(r"^\s*\d{1,3}\s*[.)\t;]\s*(?=\D)")
_YEAR_AT_END: Final = re.compile(r"^(?P<name>.*?\D)[\s(]+(?P<birth>\d[\d./-]{3,9})\)?\s*$")


class Found(StrEnum):
    """What a line turned out to be."""

    MATCHED = "matched"
    NEW = "new"
    UNSURE = "unsure"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line after matching. `id` is the person's: an existing one, or the one that a new person will get."""

    text: str
    full_name: str
    birth: str
    found: Found
    commune_id: int
    id: uuid.UUID
    candidates: tuple[Candidate, ...] = ()
    error: CampaignError | None = None

    def enrol(self, board: Board, unit: Unit, consent: Consent | None) -> EnrolCitizen:
        """Return the command that adds the person of this line."""
        return _command(board, unit, name=self.full_name, birth=self.birth, citizen_id=self.id, consent=consent)


def read_lines(text: str) -> tuple[tuple[str, str], ...]:
    """Return (name, birth) of each line: "Họ tên; năm sinh", copied table rows, a running number in front or none."""
    found: list[tuple[str, str]] = []
    for raw in text.splitlines():
        line = _NUMBERED.sub("", raw).strip()
        if not line:
            continue
        name, *rest = (part for part in _SPLIT.split(line) if part)
        birth = rest[0] if rest else ""
        if not rest and (match := _YEAR_AT_END.match(line)):
            name, birth = match["name"].strip(" ("), match["birth"]
        found.append((name, birth))
    return tuple(found)


def match_lines(board: Board, unit: Unit, text: str) -> tuple[Line, ...]:
    """Match every line with the people in reach; a few small queries a line, nothing is written.

    Raises `list_empty`, `list_too_long`.
    """
    pairs = read_lines(text)
    if not pairs:
        raise CampaignError("list_empty")
    if len(pairs) > MAX_LINES:
        raise CampaignError("list_too_long", n=len(pairs), limit=MAX_LINES)
    return tuple(_match(board, unit, name, birth) for name, birth in pairs)


def _match(board: Board, unit: Unit, name: str, birth: str) -> Line:
    fresh = new_id()
    command = _command(board, unit, name=name, birth=birth, citizen_id=fresh, consent=Consent.NOT_REQUIRED)
    shown = f"{name}; {birth}" if birth else name
    try:
        candidates = tuple(c for c in people.candidates(call=board.call, command=command) if c.full_name)
    except CampaignError as error:
        return Line(text=shown, full_name=name, birth=birth, found=Found.WRONG, commune_id=0, id=fresh, error=error)
    sure = _the_one(unit, name, candidates)
    if sure is not None:
        return Line(
            text=shown, full_name=name, birth=birth, found=Found.MATCHED, commune_id=sure.commune_id, id=sure.id
        )
    return Line(
        text=shown,
        full_name=name,
        birth=birth,
        found=Found.UNSURE if candidates else Found.NEW,
        commune_id=unit.commune_id,
        id=fresh,
        candidates=candidates,
    )


def _the_one(unit: Unit, name: str, candidates: tuple[Candidate, ...]) -> Candidate | None:
    """Return the only candidate who can be meant; two of them, or one from elsewhere, are for a person to decide."""
    same = [candidate for candidate in candidates if candidate.match is Match.SAME]
    if len(same) == 1:
        return same[0]
    exact = [candidate for candidate in candidates if same_name_key(candidate.full_name) == same_name_key(name)]
    # A list typed without accents means whoever folds to it; with accents, An is not Ân.
    meant = exact or (list(candidates) if fold(name) == " ".join(name.casefold().split()) else [])
    return meant[0] if len(meant) == 1 and meant[0].place_name == unit.name else None


def _command(
    board: Board, unit: Unit, *, name: str, birth: str, citizen_id: uuid.UUID, consent: Consent | None
) -> EnrolCitizen:
    return EnrolCitizen(
        id=citizen_id,
        campaign=board.slug,
        place_id=unit.id,
        full_name=name,
        birth=birth,
        consent=consent,
    )
