"""Which place a list of targets means by a code or a name; a name of two places is none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from campaign.domain.place_words import kind_word, words_of

_ROOT: Final = frozenset({"toan xa", "ca xa", "toan phuong", "ca phuong", "toan tinh", "ca tinh", "toan dia ban"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPlace:
    """A place that may have a target. `commune` is the name of the commune that it lies in, "" above communes."""

    id: int
    code: str
    name: str
    local_code: str | None = None
    commune: str = ""
    is_root: bool = False


class Places:
    """The places of a campaign by every way in which a list names them."""

    def __init__(self, places: Sequence[TargetPlace]) -> None:
        self._codes: dict[str, list[TargetPlace]] = {}
        self._names: dict[str, list[TargetPlace]] = {}
        self._bare: dict[str, list[TargetPlace]] = {}
        for place in places:
            for code in {place.code.casefold(), (place.local_code or "").casefold()} - {""}:
                self._codes.setdefault(code, []).append(place)
            whole = words_of(place.name)
            self._names.setdefault(whole, []).append(place)
            if (bare := _without_kind(whole)) != whole:
                self._bare.setdefault(bare, []).append(place)
            if place.is_root:
                for word in _ROOT:
                    self._names.setdefault(word, []).append(place)

    def find(self, *, code: str, name: str, commune: str) -> Sequence[TargetPlace]:
        """Return the places that are meant: one, several that the list does not tell apart, or none."""
        for text in (code, name):
            if text and (found := self._codes.get(text.casefold())):
                return self._inside(found, commune)
        if not name:
            return ()
        whole, _comma, behind = name.partition(",")
        text = words_of(whole)
        found = self._names.get(words_of(name)) or self._names.get(text) or self._bare.get(_without_kind(text)) or []
        return self._inside(found, commune or behind)

    @staticmethod
    def _inside(found: Sequence[TargetPlace], commune: str) -> Sequence[TargetPlace]:
        """Return those in the commune that the row names; a commune of nobody's leaves none."""
        if not commune.strip():
            return found
        wanted = _without_kind(words_of(commune))
        return [p for p in found if wanted in {_without_kind(words_of(p.commune)), _without_kind(words_of(p.name))}]


def _without_kind(words: str) -> str:
    """Return words without the kind in front: "buon jung" is "jung", "xa krong pac" is "krong pac"."""
    first, _space, rest = words.partition(" ")
    return rest if rest and (first in {"xa", "phuong", "tinh"} or kind_word(first) is not None) else words
