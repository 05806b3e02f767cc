"""Made-up people: names put together at random, numbers of a valid shape, ages as in a commune.

Nobody here is meant; the same seed gives the same people.
"""

from __future__ import annotations

import uuid
from bisect import bisect
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.domain.dates import age_on
from campaign.domain.vocabulary import Sex
from campaign.services.demo.lists import words

if TYPE_CHECKING:
    import random

    from campaign.db.queries.places import Place

# (youngest, oldest, weight) in whole years.
AGES: Final = ((6, 13, 9), (14, 17, 9), (18, 35, 31), (36, 55, 33), (56, 83, 18))
WORKING_AGES: Final = ((16, 17, 4), (18, 35, 44), (36, 55, 41), (56, 74, 11))
PUPIL_AGES: Final = ((7, 13, 45), (14, 17, 45), (24, 52, 10))
# Prefixes of the three large networks, each as likely as the other.
_MOBILE: Final = (
    "032", "033", "034", "035", "036", "037", "038", "039", "086",
    "096", "097", "098", "070", "076", "077", "078", "079", "090",
    "093", "081", "082", "083", "084", "085", "088", "091", "094",
)  # fmt: skip
# Where people who moved here were registered at birth; everybody else in Đắk Lắk.
_OTHER_PROVINCES: Final = ("004", "034", "038", "040", "042", "049", "051", "052")
_HOME_PROVINCE: Final = "066"
# Shares of people: what is known of them, and how they live.
_FULL_DATE: Final = 0.78
_ANY_BIRTH: Final = 0.992
_WITH_PHONE: Final = 0.62
_WITH_PERSONAL_ID: Final = 0.45
_SHARED_PHONES: Final = 0.12
_MOVED_HERE: Final = 0.25
_SINGLE_NAME: Final = 0.02
_SECOND_CENTURY: Final = 2000
_CHILD: Final = 14
_MINOR: Final = 16
_NAMESPACE: Final = uuid.UUID("6f0d6a52-1c3e-5a0b-9a43-2449024508ff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody made up. Empty text where nothing is known; `birth_date` None with a year is "only the year"."""

    id: uuid.UUID
    full_name: str
    sex: Sex
    birth_date: date | None
    birth_year: int | None
    phone: str
    personal_id: str
    guardian_name: str
    home: Place

    def youngest(self, on: date) -> int | None:
        """Return the lowest age that the person may have on a day, None if nothing is known."""
        ages = age_on(birth_date=self.birth_date, birth_year=self.birth_year, on=on)
        return None if ages is None else ages[0]


def sample_id(text: str) -> uuid.UUID:
    """Return the same id for the same words, in every build."""
    return uuid.uuid5(_NAMESPACE, text)


@dataclass(slots=True, kw_only=True)
class Crowd:
    """Makes the people of one commune, no two of whom could be taken for each other."""

    name: str
    rng: random.Random
    on: date
    _years: dict[str, set[int | None]] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _adults: dict[int, list[Person]] = field(default_factory=dict)
    _names_of_phone: dict[str, set[str]] = field(default_factory=dict)
    _made: int = 0

    def person(self, *, home: Place, ede_percent: int, ages: tuple[tuple[int, int, int], ...] = AGES) -> Person:
        """Return a new person of a village; `ages` are (youngest, oldest, weight)."""
        rng = self.rng
        ede = rng.randrange(100) < ede_percent
        sex = rng.choice((Sex.MALE, Sex.FEMALE))
        youngest, oldest, _ = rng.choices(ages, [weight for *_, weight in ages])[0]
        age = rng.randint(youngest, oldest)
        birth = self.on - timedelta(days=age * 365 + age // 4 + rng.randrange(365))
        adult = age >= _MINOR
        # Lists of villages often hold the year alone, and now and then nothing.
        known = rng.random()
        year = birth.year if known < _ANY_BIRTH or not adult else None
        name, folded = self._name(ede=ede, sex=sex, year=year)
        self._made += 1
        made = Person(
            id=sample_id(f"{self.name}/person/{self._made}"),
            full_name=name,
            sex=sex,
            birth_date=birth if known < _FULL_DATE else None,
            birth_year=year,
            phone=self._phone(home, folded) if age >= _CHILD and rng.random() < _WITH_PHONE else "",
            personal_id=self._personal_id(sex, birth, ede=ede)
            if age >= _CHILD and rng.random() < _WITH_PERSONAL_ID
            else "",
            guardian_name="" if adult else self._guardian(home),
            home=home,
        )
        if adult:
            self._adults.setdefault(home.id, []).append(made)
        return made

    def _name(self, *, ede: bool, sex: Sex, year: int | None) -> tuple[str, str]:
        """Return a name and its fold that nobody in the commune bears who may have been born in that year."""
        while True:
            name, folded = self._ede_name(sex) if ede else self._kinh_name(sex)
            years = self._years.setdefault(folded, set())
            if years and (year is None or None in years or year in years):
                continue
            years.add(year)
            return name, folded

    def _ede_name(self, sex: Sex) -> tuple[str, str]:
        given, given_fold = self._word(f"ede_given_{sex.value}")
        first, first_fold = (f"Y {given}", f"y{given_fold}") if sex is Sex.MALE else (f"H’{given}", f"h{given_fold}")
        if self.rng.random() < _SINGLE_NAME:
            # A given name alone is a whole name too.
            return first, first_fold
        clan, clan_fold = self._word("ede_clan")
        return f"{first} {clan}", first_fold + clan_fold

    def _kinh_name(self, sex: Sex) -> tuple[str, str]:
        lists = ("kinh_family", f"kinh_middle_{sex.value}", f"kinh_given_{sex.value}")
        parts = [self._word(name) for name in lists]
        return " ".join(word for word, _ in parts), "".join(folded for _, folded in parts)

    def _word(self, name: str) -> tuple[str, str]:
        """Return a word by its weight, and its fold."""
        found = words(name)
        position = bisect(found.weights, self.rng.random() * found.weights[-1])
        return found.words[position], found.folds[position]

    def _phone(self, home: Place, folded: str) -> str:
        number = f"{self.rng.choice(_MOBILE)}{self.rng.randrange(10**7):07d}"
        neighbours = self._adults.get(home.id)
        if neighbours and self.rng.random() < _SHARED_PHONES:
            # Families share a phone; two of one name with one phone would look like one person.
            shared = self.rng.choice(neighbours[-6:]).phone
            if folded not in self._names_of_phone.get(shared, set()):
                number = shared
        self._names_of_phone.setdefault(number, set()).add(folded)
        return number

    def _personal_id(self, sex: Sex, birth: date, *, ede: bool) -> str:
        century = (0 if birth.year < _SECOND_CENTURY else 2) + (sex is Sex.FEMALE)
        moved = not ede and self.rng.random() < _MOVED_HERE
        province = self.rng.choice(_OTHER_PROVINCES) if moved else _HOME_PROVINCE
        while True:
            number = f"{province}{century}{birth.year % 100:02d}{self.rng.randrange(10**6):06d}"
            if number not in self._ids:
                self._ids.add(number)
                return number

    def _guardian(self, home: Place) -> str:
        neighbours = self._adults.get(home.id)
        return self.rng.choice(neighbours).full_name if neighbours else ""
