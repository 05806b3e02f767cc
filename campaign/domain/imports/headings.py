"""What a heading means: a person's column, a step, something known and not needed, or nothing anybody knows.

A clerk's own mapping wins over the words that are known, except for what is never collected. Refuses to guess: a
heading that fits two steps or that could be somebody else's number is left for the clerk to decide.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from campaign.domain.imports import heading_words as words
from campaign.domain.imports.columns import Field
from campaign.domain.names import fold
from campaign.domain.place_words import words_of

DAY_SUFFIX: Final = ":day"
"""Behind a step's key in a mapping: the column of the step's day."""

_NO_WORD: Final = re.compile(r"[^a-z0-9]+")
_EXACT: Final = {word: field for field, spellings in words.EXACT.items() for word in spellings}
_FILLERS: Final = re.compile(
    r"^((da|co|duoc|biet|ngay|thoi gian|thoi diem|tinh trang|trang thai|ket qua|viec|has|is|can|date|of) )+"
)


class StepNames(Protocol):
    """What a step is called; an `Indicator` is one."""

    @property
    def key(self) -> str:
        """The word that is stored."""

    @property
    def name_vi(self) -> str:
        """The whole name in Vietnamese."""

    @property
    def name_en(self) -> str:
        """The whole name in English."""

    @property
    def short_vi(self) -> str:
        """The label in Vietnamese."""

    @property
    def short_en(self) -> str:
        """The label in English."""


class Part(StrEnum):
    """A piece of what stands in several columns."""

    FAMILY = "family"
    GIVEN = "given"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    COMMUNE = "commune"


_PARTS: Final[Mapping[str, Part]] = {
    **dict.fromkeys(words.FAMILY_PART, Part.FAMILY),
    **dict.fromkeys(words.COMMUNE, Part.COMMUNE),
    "ten": Part.GIVEN,
}


class Found(NamedTuple):
    """What a heading means; nothing at all for one that nobody knows.

    `rank` orders columns of the same kind, the lowest is meant (a village before an address). `head` marks a column of
    the head of the household, `doubtful` one whose cells must agree.
    """

    field: Field | None = None
    step: str | None = None
    of_day: bool = False
    part: Part | None = None
    rank: int = 0
    head: bool = False
    doubtful: bool = False

    @property
    def known(self) -> bool:
        """Whether the heading means something."""
        return self.field is not None or self.step is not None or self.part is not None


UNKNOWN: Final = Found()


def heading_key(title: str) -> str:
    """Return the words of a heading by which a mapping remembers it: folded, without signs and brackets."""
    return words_of(title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """The words of one campaign: its steps by their names, and the clerk's own mapping by folded heading."""

    steps: Mapping[str, str]
    keys: frozenset[str]
    own: Mapping[str, Found]

    @classmethod
    def of(cls, *, steps: Sequence[StepNames], mapping: Mapping[str, str]) -> Dictionary:
        """Return the dictionary; what a mapping says of steps that the campaign does not have is left out."""
        keys = frozenset(step.key for step in steps)
        named: dict[str, str] = {}
        for step in steps:
            for name in (step.key, step.name_vi, step.name_en, step.short_vi, step.short_en):
                named.setdefault(_bare(words_of(name)), step.key)
        own = {heading_key(title): found for title, said in mapping.items() if (found := _said(said, keys))}
        return cls(steps=named, keys=keys, own=own)

    def read(self, title: str, parent: str = "") -> Found:
        """Return what a heading means; `parent` is the heading above it that it shares with its neighbours."""
        whole = f"{parent} / {title}" if parent else title
        everything = _NO_WORD.sub(" ", fold(whole)).strip()
        if words.SENSITIVE.search(everything):
            return Found(field=Field.SENSITIVE)
        for text in (whole, title):
            if own := self.own.get(heading_key(text)):
                return own
        if parent:
            return _under(title, parent) or self._nested(title, parent, everything)
        return self._alone(title, everything)

    def step_in(self, text: str) -> str | None:
        """Return the only step that a text speaks of, by the words that clerks use; None for none or several."""
        folded = words_of(text)
        if words.NO_STEP.search(folded):
            return None
        found = [key for key in self.keys if key in words.STEPS and words.STEPS[key].search(folded)]
        return found[0] if len(found) == 1 else None

    def _nested(self, title: str, parent: str, everything: str) -> Found:
        if _of_somebody_else(everything):
            return self._alone(f"{parent} {title}", everything)
        alone = self._alone(title, words_of(title))
        if alone.known and alone.field not in {Field.STATUS, Field.STATUS_DAY}:
            return alone
        whole = self._alone(f"{parent} {title}", everything)
        if whole.step:
            return whole._replace(of_day=_is_day(words_of(title)))
        return whole if whole.known else alone

    def _alone(self, title: str, everything: str) -> Found:
        key = words_of(title) or everything
        return (
            self._named(key)
            or _of_somebody_else(everything)
            or _exact(key, title)
            or _by_shape(everything, title)
            or self._spoken(everything)
        )

    def _named(self, key: str) -> Found | None:
        step = self.steps.get(_bare(key))
        return Found(step=step, of_day=_is_day(key), doubtful=True) if step else None

    def _spoken(self, everything: str) -> Found:
        """Return what a heading means that speaks of a step, or of what is known and not needed."""
        if words.NEVER.search(everything):
            return Found(field=Field.IGNORED)
        if step := self.step_in(everything):
            return Found(step=step, of_day=_is_day(everything))
        needless = words.IGNORED.search(everything) and not _IS_STEP.search(everything)
        return Found(field=Field.IGNORED) if needless else UNKNOWN


_IS_STEP: Final = re.compile("|".join(pattern.pattern for pattern in words.STEPS.values()))


def _said(said: str, keys: frozenset[str]) -> Found | None:
    """Return what a value of a mapping means; "" is a column that is not needed."""
    if not said:
        return Found(field=Field.IGNORED)
    bare = said.removesuffix(DAY_SUFFIX)
    if bare in keys:
        return Found(step=bare, of_day=bare != said)
    if said in set(Field) - {Field.SENSITIVE, Field.JOINED}:
        return Found(field=Field(said))
    return None


def _bare(key: str) -> str:
    """Return the words of a step's name without those in front that only say that it was done, or when."""
    return _FILLERS.sub("", key)


def _is_day(key: str) -> bool:
    return words.DAY_FIRST.match(key) is not None


def _last_word(title: str) -> str:
    found = unicodedata.normalize("NFC", title).casefold().replace(")", " ").replace("(", " ").split()
    return found[-1].strip(" .:,*") if found else ""


def _under(title: str, parent: str) -> Found | None:
    """Return what a heading means that only says a part: "Nam" and "Nữ", "Ngày", "Tháng" and "Năm", "Thôn" and "Xã"."""
    above, key, letter = words_of(parent), words_of(title), _last_word(title)
    if words.BIRTH.search(above) or _EXACT.get(above) is Field.BIRTH_DATE:
        parts = {"ngay": Part.DAY, "thang": Part.MONTH}
        if letter == "năm":
            return Found(part=Part.YEAR)
        if key in {"nam", "nu"}:
            return Found(field=Field.BIRTH_MALE if key == "nam" else Field.BIRTH_FEMALE)
        return Found(part=parts[key]) if key in parts else None
    return None


def _exact(key: str, title: str) -> Found | None:
    """Return what a heading means whose every word is known."""
    if key in {"nam", "nu"}:
        # "Nam" is a man and "Năm" a year.
        year = _last_word(title) == "năm"
        return UNKNOWN if year else Found(field=Field.SEX_MALE if key == "nam" else Field.SEX_FEMALE, doubtful=True)
    if key in _PARTS:
        return Found(part=_PARTS[key])
    if key == words.SOME_NUMBER:
        return Found(field=Field.PERSONAL_ID, doubtful=True)
    later = key in words.VAGUE_PLACES or words.OLD_ID.fullmatch(key.removeprefix("so "))
    return Found(field=_EXACT[key], rank=1 if later else 0) if key in _EXACT else None


def _of_somebody_else(everything: str) -> Found | None:
    """Return what a column of a parent, of the head of the household or of a helper means."""
    if words.RELATION.search(everything) or words.OTHERS.search(everything):
        return Found(field=Field.IGNORED)
    if words.GUARDIAN.search(everything):
        if words.PHONE.search(everything):
            return Found(field=Field.GUARDIAN_PHONE)
        numbered = words.PERSONAL_ID.search(everything) or words.BIRTH.search(everything)
        ignored = numbered or words.IGNORED.search(everything) or words.ADDRESS.search(everything)
        return Found(field=Field.IGNORED if ignored else Field.GUARDIAN_NAME)
    if words.HEAD.search(everything):
        bare = " ".join(words.HEAD.sub(" ", everything).split())
        field = _EXACT.get(bare) if bare else Field.FULL_NAME
        field = Field.FULL_NAME if bare == "ten" or words.NAME.search(bare) else field
        shaped = None if field else _by_shape(bare, bare)
        return (shaped or Found(field=field or Field.IGNORED))._replace(head=True)
    return None


def _by_shape(everything: str, title: str) -> Found | None:
    """Return what a heading means by the words that it holds, where no exact spelling is known."""
    if words.PHONE.search(everything) and not words.NO_PHONE.search(everything):
        return Found(field=Field.PHONE)
    numbered = everything.startswith("so ") and "cap" not in everything
    if words.PERSONAL_ID.search(everything) and (numbered or not words.NO_ID.search(everything)):
        return Found(field=Field.PERSONAL_ID, rank=1 if words.OLD_ID.search(everything) else 0)
    if words.BIRTH.search(everything) and not words.NO_BIRTH.search(everything):
        last = _last_word(title)
        if last in {"nam", "nữ", "nu"} and everything.rsplit(maxsplit=1)[-1] in {"nam", "nu"}:
            return Found(field=Field.BIRTH_MALE if last == "nam" else Field.BIRTH_FEMALE)
        return Found(field=Field.BIRTH_DATE)
    if words.NAME.search(everything):
        return Found(field=Field.FULL_NAME)
    return _place(everything)


def _place(everything: str) -> Found | None:
    """Return the column that says where somebody lives: the village, where they stay, where they are registered."""
    if words.NO_ADDRESS.search(everything):
        return None
    parts = everything.split()
    named = words.PLACE_NOUNS & {*parts, *(" ".join(pair) for pair in itertools.pairwise(parts))}
    if named and (parts[0] in words.PLACE_BEGINS or set(parts) <= words.PLACE_WORDS):
        return Found(field=Field.VILLAGE)
    if words.ABODE.search(everything):
        return Found(field=Field.VILLAGE, rank=2)
    return Found(field=Field.VILLAGE, rank=3) if words.ADDRESS.search(everything) else None
