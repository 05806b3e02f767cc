"""Where a person lives, from what a list writes: a code, a village's name, a whole address, a band, a sheet's name.

Owns the spellings of villages ("TDP 5", "thôn 03", "Buôn Jung, xã Krông Pắc"). Refuses to guess: a name of two places
is ambiguous, a name of none is unknown, and nobody is put into a village of another commune.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from campaign.domain.imports.ground import Ground, GroundPlace
from campaign.domain.names import fold, same_name_key
from campaign.domain.place_words import kind_of
from campaign.domain.vocabulary import COMMUNE_KINDS

_NO_WORD: Final = re.compile(r"[^a-z0-9]+")
_BETWEEN: Final = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_ZEROS: Final = re.compile(r"\b0+(?=\d)")
_NUMBER_WORD: Final = re.compile(r"(?<=\S) so (?=\d)")
_TWO_NUMBERS: Final = re.compile(r"(?<=\d) (?=\d)")
_SHORT: Final = {"tdp": "to dan pho", "kp": "khu pho", "b": "buon"}
_KIND: Final = re.compile(r"(thon|buon|bon|xom|lang|ap|ban|plei|to dan pho|khu pho|khoi pho|khoi|to|khom) ")
_COMMUNE: Final = re.compile(r"(xa|phuong|dac khu|thi tran|tt|x|p) (.+)")
_ABOVE: Final = re.compile(r"(huyen|h|tinh|t|thanh pho|tp|thi xa|tx|quan|q|viet nam|dak lak|daklak)\b.*")
_SIGNS: Final = re.compile(r"[,;|/\n\r]| [-–—] ")
# Without a sign between them, only the words of a place part an address.
_WORDS: Final = re.compile(
    r"(?<=\s)(?=(?:thôn|buôn|bon|xóm|ấp|tổ dân phố|tdp|khu phố|khối phố"
    r"|xã|phường|thị trấn|huyện|thị xã|tỉnh|thành phố)\b)",
    re.IGNORECASE,
)
_BLANK: Final = frozenset({"", "khong", "khong ro", "chua ro", "x", "nan", "none", "null"})


class Found(NamedTuple):
    """Where somebody lives, or the code that says why nobody can tell, with what was written."""

    place_id: int | None
    code: str = ""
    value: str = ""


class Written(NamedTuple):
    """What a row writes of its place, the most telling first; "" for nothing."""

    code: str = ""
    local_code: str = ""
    village: str = ""
    band: str = ""
    sheet: str = ""


class Villages:
    """The places of a ground, found by what rows write; every writing is looked up once."""

    def __init__(self, ground: Ground) -> None:
        """Index the places; with a default place only the units of its commune can be named."""
        self._default = next((p for p in ground.places if p.id == ground.default_place_id), None)
        only = self._default.commune_id if self._default else 0
        self._units = [
            p for p in ground.places if p.kind not in COMMUNE_KINDS and p.commune_id and only in {0, p.commune_id}
        ]
        self._communes: dict[str, set[int]] = {}
        self._by_code: dict[str, list[GroundPlace]] = {}
        self._by_local_code: dict[str, list[GroundPlace]] = {}
        self._by_name: dict[str, list[GroundPlace]] = {}
        self._by_bare_name: dict[str, list[GroundPlace]] = {}
        for place in ground.places:
            if place.kind in COMMUNE_KINDS:
                self._communes.setdefault(_bare_commune(place.name), set()).add(place.commune_id)
                if only in {0, place.commune_id}:
                    self._by_code.setdefault(fold(place.code), []).append(place)
        for unit in self._units:
            self._by_code.setdefault(fold(unit.code), []).append(unit)
            self._by_name.setdefault(_glued(_words(unit.name)), []).append(unit)
            self._by_bare_name.setdefault(_glued(_bare(_words(unit.name))), []).append(unit)
            if unit.local_code:
                self._by_local_code.setdefault(fold(unit.local_code), []).append(unit)
        self._here = {unit.commune_id for unit in self._units} | ({only} - {0})
        self._seen: dict[Written, Found] = {}

    def find(self, written: Written) -> Found:
        """Return where somebody lives: by the row's code, its village, the band above it, the sheet, the default.

        Codes: `place_unknown` (what is named does not exist here, or nothing is named), `place_ambiguous`.
        """
        found = self._seen.get(written)
        if found is None:
            found = self._seen[written] = self._find(written)
        return found

    def _find(self, written: Written) -> Found:
        coded = self._by_code.get(fold(written.code), []) if written.code else []
        if written.code and not coded:
            return Found(None, "place_unknown", written.code)
        unit = next((place for place in coded if place.kind not in COMMUNE_KINDS), None)
        within = {place.commune_id for place in coded}
        if not self._names_none(written.village) or written.local_code:
            return self._named(written, unit, within)
        if unit:
            return Found(unit.id)
        for text in (written.band, written.sheet):
            found = self._by_text(text, within) if text else []
            if found or (text and kind_of(text) is not None):
                return _only(found, text)
        # A row of our own export may name a commune and no village: that is where the person was written down.
        where = coded[0] if coded else self._default
        return Found(where.id) if where else Found(None, "place_unknown", written.band or written.sheet)

    def _named(self, written: Written, unit: GroundPlace | None, within: set[int]) -> Found:
        """Find what the row itself names; its parts must not contradict each other."""
        text = written.village
        found = [] if self._names_none(text) else self._by_text(text, within)
        here = [
            p for p in self._by_local_code.get(fold(written.local_code), ()) if not within or p.commune_id in within
        ]
        if unit is not None:
            others = {place.id for place in found}
            # A code is exact; a name beside it that means another place was typed by somebody who meant that.
            return Found(None, "place_ambiguous", text) if others and unit.id not in others else Found(unit.id)
        if found and here:
            both = [place for place in found if place in here]
            return _only(both, text) if both else Found(None, "place_ambiguous", f"{text} / {written.local_code}")
        return _only(found or here, text or written.local_code)

    def _names_none(self, text: str) -> bool:
        """Whether a text names no village: nothing, or our own commune and what lies above it."""
        return all(
            (words := _words(part)) in _BLANK
            or _ABOVE.fullmatch(words)
            or not self._communes.get(_bare_commune(part), set()).isdisjoint(self._here)
            for part in _SIGNS.split(text)
        ) and not self._by_one_name(text, bare=True)

    def _by_text(self, text: str, within: set[int]) -> list[GroundPlace]:
        """Return the places that a text may mean: one name, or an address of which a part names a village."""
        whole = self._by_one_name(text, bare=True)
        if whole:
            return [place for place in whole if not within or place.commune_id in within]
        for parts in (_SIGNS.split(text), _address_parts(text)):
            found = self._by_parts([part for part in parts if part.strip()], within)
            if found is not None:
                return found
        return []

    def _by_parts(self, parts: list[str], within: set[int]) -> list[GroundPlace] | None:
        """Return the places of an address; [] when it lies elsewhere, None when no part names a village."""
        communes: set[int] | None = None
        found: list[GroundPlace] = []
        others: list[str] = []
        for part in parts:
            words = _words(part)
            named = _COMMUNE.fullmatch(words)
            if not found and (units := self._by_one_name(part, bare=False)):
                found = units
            elif named or _bare_commune(part) in self._communes:
                communes = (communes or set()) | self._communes.get(_bare_commune(part), set())
            elif words and not _ABOVE.fullmatch(words):
                others.append(part)
        for part in others:
            found = found or self._by_one_name(part, bare=bool(re.search(r"[^\W\d_]", part)))
        if not found:
            return None
        if communes is not None:
            found = [place for place in found if place.commune_id in communes]
        return [place for place in found if not within or place.commune_id in within]

    def _by_one_name(self, text: str, *, bare: bool) -> list[GroundPlace]:
        """Return the units with a name; `bare`: also those whose name without its kind, or whose own code, it is."""
        words = _words(text)
        found = self._by_name.get(_glued(words), [])
        if len(found) > 1:
            # Diacritics tell apart what the fold does not: Buôn Jun is not Buôn Jŭn.
            found = [p for p in found if same_name_key(p.name) == same_name_key(text)] or found
        if found or not bare or not words:
            return found
        coded = self._by_code.get(fold(text), [])
        if coded := [place for place in coded if place.kind not in COMMUNE_KINDS]:
            return coded
        named = [] if _KIND.match(words) else self._by_bare_name.get(_glued(words), [])
        return _unlike(named, self._by_local_code.get(fold(text), []))


def _words(text: str) -> str:
    """Return the folded words of a name, its kind written out, numbers bare: "TDP số 05" is "to dan pho 5"."""
    words = _ZEROS.sub("", _BETWEEN.sub(" ", _NO_WORD.sub(" ", fold(text)))).strip()
    words = _NUMBER_WORD.sub(" ", words)
    first, _, rest = words.partition(" ")
    return f"{_SHORT[first]} {rest}" if rest and first in _SHORT else words


def _glued(words: str) -> str:
    """Return words without gaps, so that Ea Yông and Eayông are one; two numbers stay two."""
    return _TWO_NUMBERS.sub("_", words).replace(" ", "")


def _bare(words: str) -> str:
    return _KIND.sub("", words, count=1).strip()


def _bare_commune(text: str) -> str:
    words = _words(text)
    named = _COMMUNE.fullmatch(words)
    return _glued(named[2] if named else words)


def _address_parts(text: str) -> Iterator[str]:
    """Yield the parts of an address by its signs and by the words of places in it."""
    for part in _SIGNS.split(unicodedata.normalize("NFC", text)):
        yield from _WORDS.split(part)


def _unlike(*lists: Iterable[GroundPlace]) -> list[GroundPlace]:
    """Return the places of several lists, each once."""
    return list({place.id: place for places in lists for place in places}.values())


def _only(found: list[GroundPlace], text: str) -> Found:
    if len(found) == 1:
        return Found(found[0].id)
    return Found(None, "place_ambiguous" if found else "place_unknown", text)
