"""The cells of one person, each by its rule: name, birth, sex, phone, personal id; with what was wrong or repaired.

Values that come again in a list (names, days) are read once. Refuses to keep what it cannot use: the field stays empty
and an issue says so, with phones and ids masked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from campaign.domain.dates import BirthDate, age_on, parse_birth
from campaign.domain.digits import MASK, mask_digits
from campaign.domain.eligibility import GUARDIAN_AGE
from campaign.domain.imports.cells import says_nothing, shown, text_of
from campaign.domain.imports.sheets import Cell
from campaign.domain.names import clean_name, fold, is_recased, name_fold, person_sort_key, same_name_key
from campaign.domain.personal_id import cross_check, parse_personal_id, sex_and_year
from campaign.domain.phone import parse_phone
from campaign.domain.vocabulary import Sex
from campaign.errors import CampaignError

_SEXES: Final = {
    **dict.fromkeys(("nam", "nam gioi", "trai", "con trai", "m", "male", "ong"), Sex.MALE),
    **dict.fromkeys(("nu", "nu gioi", "gai", "con gai", "f", "female", "ba"), Sex.FEMALE),
}
_MARKS: Final = frozenset({"x", "v", "1", "co", "nam", "nu", "✓", "✔", "☑", "√", "*", "+"})
# Numbers of the old card begin with the province that gave it, 01 to 38; a mobile number without its zero with these.
_PHONE_BEGINS: Final = frozenset("5789")
_NINE: Final = 9
_CENTURIES_TO_COME: Final = "456789"

Said = tuple[str, str]
"""An issue of a cell: its code, and the value that it shows."""


class Name(NamedTuple):
    """A clean name in every form that is stored or compared."""

    full_name: str
    name_fold: str
    sort_key: str
    same_key: str
    said: tuple[Said, ...] = ()


class Birth(NamedTuple):
    """A birth date or year; `child`: a legal representative stands for this person."""

    day: date | None = None
    year: int | None = None
    child: bool = False
    said: tuple[Said, ...] = ()


class Number(NamedTuple):
    """A phone in E.164 or a personal id, None when the cell holds none that can be used."""

    value: str | None = None
    said: tuple[Said, ...] = ()


NO_BIRTH: Final = Birth()
NO_NUMBER: Final = Number()
_NO_NAME: Final = Name("", "", "", "")


class Readings:
    """Reads the cells of one list on one day; remembers values that come again."""

    def __init__(self, today: date) -> None:
        """Begin with an empty memory, which lives as long as the list is read."""
        self._today = today
        self._names: dict[str, Name] = {}
        self._births: dict[str | date, Birth] = {}
        self._sexes: dict[Cell, Sex | None] = {}

    def name(self, cell: Cell) -> Name:
        """Return a name; `name_missing` and `name_invalid` are said of one that cannot be taken."""
        text = cell if isinstance(cell, str) else text_of(cell)
        found = self._names.get(text)
        if found is None:
            found = self._names[text] = _name(text)
        return found

    def birth(self, cell: Cell, *, personal_id: str | None) -> Birth:
        """Return what a cell of birth dates says; a two-digit year may need the personal id."""
        value = cell if isinstance(cell, str | datetime | date) else text_of(cell)
        found = self._births.get(value)
        if found is None:
            found, settled = self._birth(value, personal_id)
            if settled:
                self._births[value] = found
        return found

    def sex(self, cell: Cell) -> Sex | None:
        """Return the sex that a word says; None for any other word."""
        if cell is None:
            return None
        if cell not in self._sexes:
            self._sexes[cell] = _SEXES.get(fold(text_of(cell)).strip(" ."))
        return self._sexes[cell]

    def phone(self, cell: Cell) -> Number:
        """Return the first valid mobile number of a cell, with what is wrong with it."""
        text = text_of(cell)
        if not text:
            return NO_NUMBER
        try:
            found = parse_phone(text)
        except CampaignError as refusal:
            return NO_NUMBER if _is_no_number(text) else _refused(refusal)
        if not found.notes:
            return Number(found.e164)
        return Number(found.e164, tuple((note, shown(mask_digits(text))) for note in found.notes))

    def personal_id(self, cell: Cell, *, phone: str | None) -> Number:
        """Return the personal id in a cell; a phone number there is none (`phone` is the person's own)."""
        text = text_of(cell)
        if not text:
            return NO_NUMBER
        try:
            found = parse_personal_id(text)
        except CampaignError as refusal:
            return NO_NUMBER if _is_no_number(text) else _refused(refusal)
        if _is_phone(text, found.value, phone):
            return Number(None, (("id_malformed", shown(mask_digits(text))),))
        if not found.notes:
            return Number(found.value)
        return Number(found.value, tuple((note, mask_digits(found.value)) for note in found.notes))

    def contradictions(self, personal_id: str, *, sex: Sex | None, birth_year: int | None) -> tuple[Said, ...]:
        """Return what a personal id contradicts in its row."""
        codes = cross_check(personal_id=personal_id, sex=sex, birth_year=birth_year, today_year=self._today.year)
        return tuple((code, mask_digits(personal_id)) for code in codes) if codes else ()

    def _birth(self, value: str | date, personal_id: str | None) -> tuple[Birth, bool]:
        """Return a birth, and whether every person with this cell has it."""
        hint = sex_and_year(personal_id) if personal_id else None
        text = value if isinstance(value, str) else f"{value:%d/%m/%Y}"
        try:
            read = parse_birth(value, today=self._today, personal_id_year=hint[1] if hint else None)
        except CampaignError as refusal:
            settled = refusal.code == "birth_date_future"
            return Birth(said=((refusal.code, shown(text)),)), settled
        if read.year is None:
            return NO_BIRTH, True
        said = tuple((note, shown(text)) for note in read.notes)
        found = Birth(day=read.day, year=read.year, child=self._is_child(read), said=said)
        return found, "birth_century_assumed" not in read.notes

    def _is_child(self, read: BirthDate) -> bool:
        ages = age_on(birth_date=read.day, birth_year=read.year, on=self._today)
        return ages is not None and ages[1] < GUARDIAN_AGE


def _is_no_number(text: str) -> bool:
    """Whether a cell never held a number: words for "none", or a number that one of our exports masked."""
    return MASK in text or says_nothing(text)


def one_phone(numbers: Sequence[Number]) -> Number:
    """Return the first valid number of several columns; another one beside it is said."""
    usable = [number for number in numbers if number.value]
    if not usable:
        return next((number for number in numbers if number.said), NO_NUMBER)
    first = usable[0]
    others = [number.value for number in usable[1:] if number.value != first.value]
    if not others or any(code == "phone_extra" for code, _ in first.said):
        return first
    return first._replace(said=(*first.said, ("phone_extra", mask_digits(f"0{(others[0] or '')[3:]}"))))


def guardian_of(cell: Cell) -> str:
    """Return the name of a parent or guardian as it is stored, "" when the cell holds none."""
    text = text_of(cell)
    if not text or says_nothing(text):
        return ""
    try:
        return clean_name(text)
    except CampaignError:
        return ""


def is_marked(cell: Cell) -> bool:
    """Whether a cell under "Nam" or "Nữ" holds a mark."""
    return fold(text_of(cell)).strip(" .") in _MARKS


def _name(text: str) -> Name:
    try:
        full_name = clean_name(text)
    except CampaignError as refusal:
        return _NO_NAME._replace(said=((refusal.code, shown(text)),))
    if text.startswith("#") and not text.strip("#/!?0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        # What a spreadsheet writes for a formula that failed: #REF!, #DIV/0!, #N/A.
        return _NO_NAME._replace(said=(("name_invalid", shown(text)),))
    said = (("name_recased", shown(text)),) if is_recased(raw=text, cleaned=full_name) else ()
    return Name(full_name, name_fold(full_name), person_sort_key(full_name), same_name_key(full_name), said)


def _refused(refusal: CampaignError) -> Number:
    return Number(None, ((refusal.code, shown(str(refusal.details.get("value", "")))),))


def _is_phone(text: str, personal_id: str, phone: str | None) -> bool:
    """Tell whether a number that has the shape of a personal id is a phone number in the wrong column.

    The phone of the same row; nine digits that no old card begins with; 84 and a number, read as an id of a century
    to come.
    """
    doubtful = personal_id[0] in _PHONE_BEGINS if len(personal_id) == _NINE else personal_id[3] in _CENTURIES_TO_COME
    if not doubtful and (phone is None or not personal_id.endswith(phone[-_NINE:])):
        return False
    try:
        meant = parse_phone(text).e164
    except CampaignError:
        return False
    return doubtful or meant == phone
