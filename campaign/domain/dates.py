"""Birth dates as people write them, and ages.

Owns the reading of dates day first, of lone years and of two-digit years. Refuses to guess: a date that fits
two readings is an error, because the birth date decides who a person is.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from campaign.errors import CampaignError

OLDEST_AGE = 120
OLDEST_AGE_OF_SHORT_YEAR = 105
_CENTURIES = (1900, 2000)
_MONTHS = 12
_DAYS = 31

_UNKNOWN = frozenset({"không rõ", "chưa rõ", "không nhớ", "không có", "nan", "none", "null"})
_LABEL = re.compile(r"^(?:(?:ngày sinh|năm sinh|sinh ngày|sinh năm|sinh|năm|ngày|ns|sn)[\s:.]*)+(?=\d)")
_LONG_FORM = re.compile(r"(\d{1,2}) tháng (\d{1,2})[, ] ?(?:năm )?(\d{4})")
_LONG_MONTH = re.compile(r"tháng (\d{1,2})(?:/|[, ] ?)(?:năm )?(\d{4})")
_TIME_OF_DAY = re.compile(r"(?<=\d)[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_SEPARATOR = re.compile(r"\s*[./\-,]\s*|\s+")
_WHOLE_NUMBER = re.compile(r"(\d+)\.0")
_RUN_OF_EIGHT = re.compile(r"\d{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthDate:
    """A birth date, or only its year, or nothing; notes: "birth_year_only", "birth_century_assumed"."""

    day: date | None = None
    year: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """What is needed to judge the parts of a date."""

    shown: str
    today: date
    personal_id_year: int | None

    def refuse(self, code: str) -> CampaignError:
        return CampaignError(code, value=self.shown)

    def judge(self, *, year: int, month: int, day: int, assumed: bool = False) -> BirthDate:
        """Return the date, or the year alone where day or month is 0; refuse what cannot be."""
        notes = ("birth_century_assumed",) if assumed else ()
        if not (0 <= month <= _MONTHS and 0 <= day <= _DAYS):
            raise self.refuse("birth_date_impossible")
        if month == 0 or day == 0:
            if year > self.today.year:
                raise self.refuse("birth_date_future")
            if self.today.year - year - 1 > OLDEST_AGE:
                raise self.refuse("birth_date_impossible")
            return BirthDate(year=year, notes=("birth_year_only", *notes))
        try:
            born = date(year, month, day)
        except ValueError:
            raise self.refuse("birth_date_impossible") from None
        if born > self.today:
            raise self.refuse("birth_date_future")
        if _age(born=born, on=self.today) > OLDEST_AGE:
            raise self.refuse("birth_date_impossible")
        return BirthDate(day=born, year=year, notes=notes)

    def judge_short_year(self, *, year: int, month: int, day: int) -> BirthDate:
        """Find the century of a two-digit year: the personal id's, else the only one for ages 0 to 105."""
        fitting: list[BirthDate] = []
        for century in _CENTURIES:
            try:
                found = self.judge(year=century + year, month=month, day=day, assumed=True)
            except CampaignError:
                continue
            if found.year == self.personal_id_year:
                return found
            ages = age_on(birth_date=found.day, birth_year=found.year, on=self.today)
            if ages is not None and ages[0] <= OLDEST_AGE_OF_SHORT_YEAR:
                fitting.append(found)
        if not fitting:
            raise self.refuse("birth_date_impossible")
        if len(fitting) > 1:
            raise self.refuse("birth_date_ambiguous")
        return fitting[0]


def parse_birth(text: str | date | float, *, today: date, personal_id_year: int | None = None) -> BirthDate:
    """Return the birth date, or its year, that a cell holds.

    Day first always: dd/mm/yyyy, d.m.yyyy, d-m-yyyy, ddmmyyyy, "ngày 5 tháng 3 năm 1980"; ISO; "1972", "sinh
    năm 1985", "00/00/1972" and mm/yyyy give the year alone; two-digit years get the century that fits an age
    of 0 to 105, or the personal id's. A cell that says nothing gives an empty answer.

    Args:
        text: the cell, as text, as a real date or as a number (a year; 1972.0 too).
        today: the local day, for ages and for the future.
        personal_id_year: the birth year inside the person's 12-digit number, if known.

    Raises:
        CampaignError: "birth_date_impossible" (no such day, older than 120, or unreadable),
            "birth_date_future", "birth_date_ambiguous"; all with the value.
    """
    if isinstance(text, datetime):
        text = text.date()
    if isinstance(text, date):
        reader = _Reader(shown=text.isoformat(), today=today, personal_id_year=personal_id_year)
        return reader.judge(year=text.year, month=text.month, day=text.day)
    shown = " ".join(unicodedata.normalize("NFKC", str(text)).split())
    reader = _Reader(shown=shown, today=today, personal_id_year=personal_id_year)
    plain = _plain(shown)
    if plain in _UNKNOWN or not any(character.isalnum() for character in plain):
        return BirthDate()
    parts = _SEPARATOR.split(plain)
    if not all(part.isascii() and part.isdecimal() for part in parts):
        raise reader.refuse("birth_date_impossible")
    if all(not part.strip("0") for part in parts):
        return BirthDate()
    return _read_parts(reader=reader, parts=parts)


def age_on(*, birth_date: date | None, birth_year: int | None, on: date) -> tuple[int, int] | None:
    """Return the youngest and the oldest age in whole years that a person can have on a day; None if unknown.

    Both are equal when the date is known. Somebody born on 29 February is a year older on 1 March of a common
    year. A day before the birth gives 0.
    """
    if birth_date is not None:
        age = max(_age(born=birth_date, on=on), 0)
        return age, age
    if birth_year is None:
        return None
    oldest = on.year - birth_year
    youngest = oldest if (on.month, on.day) == (_MONTHS, _DAYS) else oldest - 1
    return max(youngest, 0), max(oldest, 0)


def _age(*, born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _plain(shown: str) -> str:
    """Return the cell in lower case without labels, time of day and the words of the long form."""
    plain = unicodedata.normalize("NFC", shown).casefold().strip(" '\u2019.,;:")
    plain = _TIME_OF_DAY.sub("", _LABEL.sub("", plain))
    plain = _LONG_MONTH.sub(r"\1/\2", _LONG_FORM.sub(r"\1/\2/\3", plain))
    if match := _WHOLE_NUMBER.fullmatch(plain):
        plain = match[1]
    if _RUN_OF_EIGHT.fullmatch(plain):
        # Years of people begin with 19 or 20 and months never do, so only one reading can hold.
        day_first = plain[4:6] in {"19", "20"}
        return f"{plain[:2]}/{plain[2:4]}/{plain[4:]}" if day_first else f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    return plain


def _read_parts(*, reader: _Reader, parts: list[str]) -> BirthDate:
    """Choose the reading by the number of parts and by where the year of four digits stands."""
    numbers = [int(part) for part in parts]
    match [len(part) for part in parts], numbers:
        case [1 | 2, 1 | 2, 4], [day, month, year]:
            return reader.judge(year=year, month=month, day=day)
        case [4, 1 | 2, 1 | 2], [year, month, day]:
            return reader.judge(year=year, month=month, day=day)
        case [1 | 2, 1 | 2, 2], [day, month, year]:
            return reader.judge_short_year(year=year, month=month, day=day)
        case _:
            return _read_year(reader=reader, lengths=[len(part) for part in parts], numbers=numbers)


def _read_year(*, reader: _Reader, lengths: list[int], numbers: list[int]) -> BirthDate:
    """Read a year, or a month and a year, of which only the year is kept."""
    match lengths, numbers:
        case ([4], [year]):
            return reader.judge(year=year, month=0, day=0)
        case ([1, 3], [thousands, rest]):
            # A year that a spreadsheet printed as a number: "1.972".
            return reader.judge(year=thousands * 1000 + rest, month=0, day=0)
        case ([4, 1 | 2], [year, month]) | ([1 | 2, 4], [month, year]) if month <= _MONTHS:
            return reader.judge(year=year, month=0, day=0)
        case ([2], [year]):
            return reader.judge_short_year(year=year, month=0, day=0)
        case ([1 | 2, 2], [month, year]) if month <= _MONTHS < year:
            # "05/72" is a month and a year, but "05/10" may as well be a day and a month.
            return reader.judge_short_year(year=year, month=0, day=0)
        case ([1 | 2, 2], [month, _]) if month <= _MONTHS:
            raise reader.refuse("birth_date_ambiguous")
        case _:
            raise reader.refuse("birth_date_impossible")
