"""What the columns of a list of targets hold: the place, the indicator, the due day, and the target itself.

A wide list has a column for each indicator, a long one a row for each. Refuses to guess: a heading that fits no
indicator of the campaign is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from campaign.domain.imports.grids import JOINT
from campaign.domain.imports.target_values import day_in, without_day
from campaign.domain.indicators import Indicator
from campaign.domain.place_words import words_of


class TargetField(StrEnum):
    """Our columns by the names of the answer; an indicator's column is its key."""

    PLACE = "place_name"
    PLACE_CODE = "place_code"
    COMMUNE = "commune"
    INDICATOR = "indicator"
    DUE = "due_on"
    AMOUNT = "amount"
    UNIT = "unit"
    SKIPPED = "skipped"


_TITLES: Final[Mapping[TargetField, str]] = {
    TargetField.SKIPPED: "stt, tt, so tt, so thu tu, no, ghi chu, note, notes",
    TargetField.PLACE: (
        "dia ban, don vi, thon, buon, thon buon, thon buon tdp, thon buon to dan pho, to dan pho, truong, ten, place, "
        "place name, village, don vi duoc giao, don vi thuc hien"
    ),
    TargetField.PLACE_CODE: "ma, ma dia ban, ma don vi, ma thon, ma buon, ma thon buon, place code, code",
    TargetField.COMMUNE: "xa, phuong, xa phuong, ten xa, thuoc xa, xa phuong dac khu, commune, ward",
    TargetField.INDICATOR: "chi tieu, noi dung, noi dung chi tieu, ten chi tieu, chi so, nhiem vu, indicator",
    TargetField.DUE: (
        "han, thoi han, han hoan thanh, thoi han hoan thanh, den ngay, ngay hoan thanh, due, due date, due on"
    ),
    TargetField.AMOUNT: (
        "chi tieu giao, so giao, giao, ke hoach, ke hoach giao, so luong, muc chi tieu, muc giao, so chi tieu, target, "
        "amount, so nguoi, ty le, gia tri"
    ),
    TargetField.UNIT: "don vi tinh, dvt, unit",
}
_KNOWN: Final = {title: field for field, titles in _TITLES.items() for title in titles.split(", ")}
_NAMED: Final = re.compile(r"ten (?!chi tieu|nguoi|can bo).+")
_SHARE: Final = re.compile(r"\b(ty le|phan tram|percent)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetColumn:
    """What one column holds: a field of the row, or the targets of an indicator.

    `share`: a number in it is a percentage. `due_on` is the day that its heading names.
    """

    field: TargetField | None = None
    indicator: str | None = None
    share: bool = False
    due_on: date | None = None

    @property
    def name(self) -> str:
        """The name of the answer."""
        return self.indicator or (self.field.value if self.field else "")


class TargetWords:
    """The words of one campaign: its indicators by their names, and the clerk's own mapping by folded heading."""

    def __init__(self, *, indicators: Sequence[Indicator], mapping: Mapping[str, str]) -> None:
        self._own = mapping
        self._keys = frozenset(indicator.key for indicator in indicators)
        self._named: dict[str, str] = {}
        for i in indicators:
            for name in (i.key, i.name_vi, i.name_en, i.short_vi, i.short_en):
                self._named.setdefault(words_of(name), i.key)

    def indicator(self, text: str) -> str | None:
        """Return the key of the indicator that a text names; None for none."""
        return self._named.get(words_of(without_day(text)))

    def column(self, title: str) -> TargetColumn | None:
        """Return what a column holds; None for a heading that is not known or is left out."""
        own = self._own.get(words_of(title))
        share = "%" in title or _SHARE.search(words_of(title)) is not None
        if own is not None:
            if own in self._keys:
                return TargetColumn(indicator=own, share=share, due_on=day_in(title))
            return TargetColumn(field=TargetField(own), share=share) if own in set(TargetField) else None
        over, _joint, under = title.rpartition(JOINT)
        for text in (title, under, over):
            indicator = self.indicator(_SHARE.sub(" ", text) if text not in self._named else text)
            if indicator is not None:
                return TargetColumn(indicator=indicator, share=share, due_on=day_in(title))
        for text in (title, under):
            field = _KNOWN.get(words_of(text)) or (TargetField.PLACE if _NAMED.fullmatch(words_of(text)) else None)
            if field is not None:
                return TargetColumn(field=field, share=share)
        return None

    def left_out(self, title: str) -> bool:
        """Whether the commune said that a heading is of no use here."""
        return self._own.get(words_of(title)) == ""

    def score(self, titles: Sequence[str]) -> int:
        """Return how many titles of a row are known; 0 when it is no header: a place and a target are needed."""
        columns = [column for title in titles if title and (column := self.column(title)) is not None]
        fields = {column.field for column in columns}
        placed = bool(fields & {TargetField.PLACE, TargetField.PLACE_CODE})
        wide = any(column.indicator for column in columns)
        long = TargetField.INDICATOR in fields and bool(fields - {TargetField.INDICATOR, TargetField.SKIPPED})
        return len(columns) if placed and (wide or long) else 0
