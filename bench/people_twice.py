"""A truth set for the finder of duplicates: made-up people of one commune, some of them entered twice.

The ways in which the second entry differs, and their shares, were written down from the lists of domain § 4.6 before
the finder was tried on them. Families share phones, years and family names, twins share everything but the given name.
No name belongs to a real person.
"""

from __future__ import annotations

import random
import unicodedata
import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from campaign.domain.likeness import Profile
from campaign.domain.names import clean_name, fold
from campaign.domain.vocabulary import Sex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
_FAMILY_SHARE = (34, 11, 10, 7, 5, 5, 3, 3, 3, 3, 3, 2, 2, 2, 1)
_MIDDLE = {
    Sex.MALE: ("Văn", "Hữu", "Đức", "Minh", "Quang", "Công", "Xuân", "Ngọc", "Thanh", "Quốc", "Đình", "Gia"),
    Sex.FEMALE: ("Thị", "Thị", "Thị", "Ngọc", "Thu", "Kim", "Thanh", "Hồng", "Mỹ", "Như", "Bích", "Thúy"),
}
_GIVEN = {
    Sex.MALE: (
        "An", "Anh", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hiếu", "Hòa", "Hùng", "Hưng", "Khánh", "Long", "Minh",
        "Nam", "Phúc", "Phương", "Quân", "Sơn", "Tâm", "Thắng", "Thành", "Trung", "Tuấn", "Tùng", "Việt", "Vinh",
    ),
    Sex.FEMALE: (
        "Ân", "Anh", "Chi", "Dung", "Duyên", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hòa", "Hương", "Hường", "Lan",
        "Linh", "Loan", "Mai", "Nga", "Ngân", "Nhung", "Oanh", "Phương", "Quỳnh", "Thảo", "Thu", "Thủy", "Trang",
        "Uyên", "Vân", "Vy", "Yến",
    ),
}  # fmt: skip
_CLAN = ("Niê", "Mlô", "Êban", "Ayŭn", "Kbuôr", "Bkrông", "Ktla", "Byă", "Adrơng", "Hđơk", "Kpă", "Ksơr", "Niê Kdăm")
_CALLED = {
    Sex.MALE: ("Siên", "Thăm", "Khanh", "Bliu", "Wôt", "Ngơi", "Bhăm", "Phê", "Thuột", "Jŭk", "Blu", "Djang", "Rô"),
    Sex.FEMALE: (
        "Maryam",
        "Then",
        "Bling",
        "Juên",
        "Lina",
        "Ruê",
        "Nhuôm",
        "Blăng",
        "Nga",
        "Či",
        "Mơn",
        "Yar",
        "Tuyết",
    ),
}
_VILLAGES, _SCHOOLS = 20, 8
_LAST_YEAR = 2019
_KEYS = {"a": "sq", "e": "wr", "i": "uo", "o": "ip", "u": "yi", "n": "bm", "h": "gj", "t": "ry", "g": "fh", "m": "n"}
_TELEX = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Entries as a commune holds them, and the pairs that are one person."""

    entries: tuple[Profile, ...]
    pairs: frozenset[tuple[uuid.UUID, uuid.UUID]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Home:
    """What a household shares."""

    highland: bool
    family: str
    village: int
    phone: bytes | None


def truth_set(*, seed: str, people: int = 4_000, twice: float = 0.15) -> Truth:
    """So many people, of whom a share was entered again; the same for the same seed."""
    rng = random.Random(seed)
    entries: list[Profile] = []
    pairs: set[tuple[uuid.UUID, uuid.UUID]] = set()
    for person in _people(rng, people):
        known = [person]
        entries.append(person)
        if rng.random() < twice:
            for _ in range(2 if rng.random() < 0.05 else 1):
                again = _again(rng, person)
                pairs |= {(min(a.id, again.id), max(a.id, again.id)) for a in known}
                known.append(again)
                entries.append(again)
    rng.shuffle(entries)
    return Truth(entries=tuple(entries), pairs=frozenset(pairs))


def _people(rng: random.Random, how_many: int) -> Iterator[Profile]:
    """Households of one to six: parents, children, now and then twins."""
    made = 0
    while made < how_many:
        highland = rng.random() < 0.45
        home = _Home(
            highland=highland,
            family=_family(rng, highland),
            village=rng.randrange(_VILLAGES),
            phone=_number(rng) if rng.random() < 0.8 else None,
        )
        mother_year = rng.randint(1950, 2000)
        household = [
            _person(rng, home, Sex.FEMALE, mother_year),
            _person(rng, replace(home, family=_family(rng, home.highland)), Sex.MALE, mother_year - rng.randint(-3, 6)),
        ]
        for _ in range(rng.randint(0, 4)):
            year = mother_year + rng.randint(19, 38)
            if year > _LAST_YEAR:
                continue
            child = _person(rng, home, rng.choice(tuple(Sex)), year)
            household.append(child)
            if rng.random() < 0.02:
                twin = _person(rng, home, child.sex or Sex.MALE, year)
                household.append(replace(twin, birth_date=child.birth_date, birth_year=child.birth_year))
        yield from household[: how_many - made]
        made += len(household)


def _person(rng: random.Random, home: _Home, sex: Sex, year: int) -> Profile:
    if home.highland:
        given = rng.choice(_CALLED[sex])
        name = f"H’{given} {home.family}" if sex is Sex.FEMALE else f"Y {given} {home.family}"
    else:
        name = f"{home.family} {rng.choice(_MIDDLE[sex])} {rng.choice(_GIVEN[sex])}"
    born = date(year, 1, 1) + timedelta(days=rng.randrange(365))
    told = rng.random()
    return Profile(
        id=_id(rng),
        name=name,
        birth_date=born if told < 0.7 else date(year, 1, 1) if told < 0.78 else None,
        birth_year=year,
        place_id=home.village,
        sex=sex if rng.random() < 0.85 else None,
        phone_index=home.phone if rng.random() < 0.7 else None,
        personal_id_index=_number(rng) if rng.random() < 0.45 else None,
    )


def _again(rng: random.Random, person: Profile) -> Profile:
    """The same person as somebody else writes them down."""
    birth, year = _birth_again(rng, person)
    place = rng.random()
    phone = rng.random()
    number = rng.random()
    return Profile(
        id=_id(rng),
        name=_name_again(rng, person.name),
        birth_date=birth,
        birth_year=year,
        place_id=(
            person.place_id
            if place < 0.8
            else _VILLAGES + rng.randrange(_SCHOOLS)
            if place < 0.9
            else rng.randrange(_VILLAGES)
        ),
        sex=person.sex if rng.random() < 0.7 else None,
        phone_index=person.phone_index if phone < 0.4 else None if phone < 0.8 else _number(rng),
        personal_id_index=person.personal_id_index if number < 0.1 else _number(rng) if number < 0.14 else None,
    )


def _birth_again(rng: random.Random, person: Profile) -> tuple[date | None, int | None]:
    day, year = person.birth_date, person.birth_year or 0
    told = rng.random()
    if told < 0.06:
        return None, None
    if told < 0.30 or day is None:
        return None, year
    if told < 0.36:
        digits = list(str(year))
        at = rng.choice((2, 3))
        if rng.random() < 0.4:
            digits[2], digits[3] = digits[3], digits[2]
        else:
            digits[at] = str((int(digits[at]) + rng.choice((-1, 1))) % 10)
        wrong = min(max(int("".join(digits)), 1900), 2026)
        return _on(day, year=wrong), wrong
    if told < 0.40 and day.day <= 12:
        return date(year, day.day, day.month), year
    if told < 0.45:
        return _on(day, day=max(1, min(28, day.day + rng.choice((-1, 1, 10, -10))))), year
    return day, year


def _on(born: date, *, year: int | None = None, day: int | None = None) -> date:
    return date(year or born.year, born.month, min(day or born.day, 28))


def _name_again(rng: random.Random, name: str) -> str:
    told = rng.random()
    for share, change in _CHANGES:
        if told < share:
            return clean_name(change(rng, name))
        told -= share
    return name


def _bare(_rng: random.Random, name: str) -> str:
    return fold(name).title()


def _slip(rng: random.Random, name: str) -> str:
    """One wrong key: a neighbour, two exchanged, one left out, one doubled."""
    letters = [at for at, letter in enumerate(name) if letter.isalpha() and at > 0]
    at = rng.choice(letters)
    kind = rng.randrange(4)
    if kind == 0:
        return name[:at] + rng.choice(_KEYS.get(fold(name[at]), "x")) + name[at + 1 :]
    if kind == 1 and at + 1 < len(name) and name[at + 1].isalpha():
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + name[at + 1 :] if kind == 2 else name[:at] + name[at] + name[at:]


def _bare_slip(rng: random.Random, name: str) -> str:
    return _slip(rng, _bare(rng, name))


def _other_order(_rng: random.Random, name: str) -> str:
    words = name.split()
    return " ".join([words[-1], *words[:-1]])


def _other_prefix(rng: random.Random, name: str) -> str:
    """Another way to write Y and H’; a Kinh name loses a word in its middle."""
    words = name.split()
    if words[0] == "Y":
        return " ".join(words[1:])
    if name.startswith("H’"):
        return name.replace("H’", rng.choice(("H ", "H", "H' ", "")), 1)
    return " ".join([words[0], *words[2:]])


def _marks(rng: random.Random, name: str) -> str:
    """A wrong or a missing mark on one word."""
    words = name.split()
    at = rng.randrange(len(words))
    words[at] = fold(words[at]).capitalize()
    return " ".join(words)


def _telex(_rng: random.Random, name: str) -> str:
    """What the keyboard leaves when the Vietnamese input is off."""
    words = []
    for word in name.split():
        letters, tones = "", ""
        for letter in word:
            parts = unicodedata.normalize("NFD", letter)
            tones += "".join(_TONES.get(mark, "") for mark in parts)
            base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
            letters += _TELEX.get(base.lower(), base)
        words.append(letters + tones)
    return " ".join(words)


def _capitals(_rng: random.Random, name: str) -> str:
    return unicodedata.normalize("NFD", name.upper())


_CHANGES: tuple[tuple[float, Callable[[random.Random, str], str]], ...] = (
    (0.24, _bare),
    (0.20, _slip),
    (0.08, _bare_slip),
    (0.10, _other_order),
    (0.08, _other_prefix),
    (0.10, _marks),
    (0.03, _telex),
    (0.07, _capitals),
)


def _family(rng: random.Random, highland: object) -> str:
    return rng.choice(_CLAN) if highland else rng.choices(_FAMILY, _FAMILY_SHARE)[0]


def _number(rng: random.Random) -> bytes:
    return rng.randbytes(8)


def _id(rng: random.Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128))
