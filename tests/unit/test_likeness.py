"""How two names and two entries are alike: every grade by examples, and what must never be called one person."""

import uuid
from datetime import date
from typing import Any

import pytest

from campaign.domain.likeness import ENOUGH, SURE, Likeness, Profile, likeness, year_slip
from campaign.domain.likeness_names import NameGrade, fold_variants, name_form, name_grade
from campaign.domain.likeness_pairs import count_bearers, find_pairs
from campaign.domain.name_words import mended
from campaign.domain.vocabulary import Sex
from campaign.ui.citizens import pair

Told = dict[str, Any]


def entry(name: str, birth: str | int | None = None, *, place: int = 1, number: int = 0, **more: Any) -> Profile:  # noqa: ANN401 - fields of Profile
    born = date.fromisoformat(birth) if isinstance(birth, str) else None
    return Profile(
        id=uuid.UUID(int=number or abs(hash((name, birth, place))) or 1),
        name=name,
        birth_date=born,
        birth_year=born.year if born else birth if isinstance(birth, int) else None,
        place_id=place,
        **{"sex": None, "phone_index": None, "personal_id_index": None, **more},
    )


def weighed(a: Profile, b: Profile, bearers: int = 1) -> Likeness | None:
    found = likeness(a, b, bearers=bearers)
    assert found == likeness(b, a, bearers=bearers)
    return found


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ("Nguyễn Văn Hoà", "NGUYỄN VĂN HÒA", NameGrade.SAME),
        ("H’Blăng Niê", "H' Blăng  Niê", NameGrade.SAME),
        ("Nguyễn Thị Hường", "Nguyen Thi Huong", NameGrade.MARKS),
        ("Nguyễn Văn An", "Nguyễn Văn Ân", NameGrade.OTHER_MARKS),
        ("Nguyễn Văn An", "An Nguyễn Văn", NameGrade.ORDER),
        ("Niê H’Blăng", "H’Blang Nie", NameGrade.ORDER),
        ("H’Blăng Niê", "Blăng Niê", NameGrade.PREFIX),
        ("Y Siên Ayŭn", "Siên Ayun", NameGrade.PREFIX),
        ("Nguyễn Văn Tuấn", "Nguyễn Văn Tuânn", NameGrade.TYPING),
        ("Trần Quốc Khánh", "Tràn Quôc Kháhn", NameGrade.TYPING),
        ("Y Bliu Ksơr", "Y Bliu sơr", NameGrade.TYPING),
        ("Phạm Quốc Tùng", "Phamj Quoocs Tungf", NameGrade.TYPING),
        ("Lý Thị Kỳ", "Lí Thị Kì", NameGrade.TYPING),
        ("Nguyễn Văn An", "Nguyễn An", NameGrade.SHORTER),
        ("Lê Thị Lan", "Lê Thị Loan", NameGrade.NEAR),
        ("Lê Thị Lan", "Lê Thị Hoa", None),
        ("Nguyễn Công Sơn", "Nguyễn Công Hòa", None),
        ("Y Siên Ayŭn", "H’Siên Ayŭn", None),
        ("Lò Văn A", "Lò Văn B", None),
        ("Người Thử 20000", "Người Thử 20090", None),
        ("Niê Kdăm", "Niê Mlô", None),
        ("H’Then", "H’Bling", None),
    ],
)
def test_how_two_names_are_alike(one: str, other: str, grade: NameGrade | None) -> None:
    assert name_grade(name_form(one), name_form(other)) == grade
    assert name_grade(name_form(other), name_form(one)) == grade


def test_an_unfinished_telex_word_is_read_and_a_highland_one_is_left_alone() -> None:
    assert [mended(word) for word in ("nguyeenx", "vieetj", "tungf", "hoangf")] == ["nguyen", "viet", "tung", "hoang"]
    assert [mended(word) for word in ("ksor", "kbuor", "sor", "adrong")] == ["ksor", "kbuor", "sor", "adrong"]


def test_the_names_that_an_index_is_asked_for_hold_other_orders_and_prefixes() -> None:
    assert {"maryam nie", "hmaryam nie", "nie maryam", "y maryam nie"} <= set(fold_variants(name_form("H’Maryam Niê")))
    found = fold_variants(name_form("Nguyễn Thị Thu Hà"))
    assert "ha nguyen thi thu" in found
    assert len(found) == 4


@pytest.mark.parametrize(
    ("a", "b", "slip"),
    [(1985, 1986, True), (1985, 1975, True), (1958, 1985, True), (1985, 1989, False), (1985, 1941, False)],
)
def test_a_year_is_mistyped_by_one_or_by_exchange(a: int, b: int, slip: bool) -> None:  # noqa: FBT001 - an expectation
    assert year_slip(a, b) is slip
    assert year_slip(b, a) is slip


def test_births_are_weighed_by_what_they_say() -> None:
    name = "Đinh Văn Khôi"
    whole = entry(name, "1970-04-12")
    scores = {
        told: found.score if (found := weighed(whole, other)) else 0
        for told, other in {
            "same": entry(name, "1970-04-12"),
            "swapped": entry(name, "1970-12-04"),
            "year": entry(name, 1970),
            "year of a mistyped date": entry(name, "1971-04-12"),
            "placeholder": entry(name, "1970-01-01"),
            "other day": entry(name, "1970-09-30"),
            "unknown": entry(name),
            "other": entry(name, "1946-09-30"),
        }.items()
    }
    assert scores["same"] > scores["swapped"] > scores["year of a mistyped date"] > scores["year"]
    assert scores["year"] == scores["placeholder"] > scores["unknown"] > scores["other day"] > scores["other"] == 0


def test_a_phone_hints_and_never_decides() -> None:
    phone: Told = {"phone_index": b"phone"}
    assert weighed(entry("Lê Thị Lan", 1985, **phone), entry("Trần Văn Nam", 1985, **phone)) is None
    found = weighed(entry("Lê Thị Lan", 1985, place=1, **phone), entry("Le Thi Lan", place=2, **phone), bearers=64)
    assert found is not None
    assert "same_phone" in found.reasons


def test_a_name_that_many_bear_says_less() -> None:
    one, other = entry("Nguyễn Thị Lan", 1985, place=1), entry("Nguyễn Thị Lan", 1985, place=2)
    assert weighed(one, other, bearers=1) is not None
    assert weighed(one, other, bearers=64) is None
    # The contract's own rule holds however many bear the name: same village, same year.
    assert weighed(one, entry("Nguyen Thi Lan", 1985, place=1), bearers=500) is not None


def test_another_sex_and_two_ids_speak_against_one_person() -> None:
    man: Told = {"sex": Sex.MALE}
    woman: Told = {"sex": Sex.FEMALE}
    assert weighed(entry("Hồ Thanh An", 1985, **man), entry("Hồ Thanh An", 1985, **woman), bearers=20) is None
    ids: tuple[Told, Told] = ({"personal_id_index": b"1"}, {"personal_id_index": b"2"})
    assert weighed(entry("Hồ An", 1985, **ids[0]), entry("Hồ An", 1985, **ids[1]), bearers=20) is None
    same = weighed(entry("Hồ An", 1985, **ids[0]), entry("Hồ Văn An", 1999, place=2, **ids[0]))
    assert same is not None
    assert same.reasons[0] == "same_id"


def test_the_surest_reach_the_top_and_stay_within_bounds() -> None:
    more: Told = {"phone_index": b"p", "personal_id_index": b"i", "sex": Sex.MALE}
    found = weighed(entry("Đinh Văn Khôi", "1970-04-12", **more), entry("Đinh Văn Khôi", "1970-04-12", **more))
    assert found is not None
    assert found.score == 1000
    assert SURE > ENOUGH * 40


def test_pairs_are_found_among_many_by_shared_keys_only() -> None:
    people = [
        entry("H’Maryam Niê", "1994-03-12", number=1),
        entry("Nie Maryam", "1994-03-12", place=2, number=2),
        entry("H’Mayram Niê", 1994, number=3),
        entry("Lê Thị Lan", "1994-03-12", number=4),
    ]
    told: list[tuple[int, int]] = []
    found = find_pairs(
        focus=people, pool=people, bearers=count_bearers(people), on_people=lambda n, of: told.append((n, of))
    )
    one, two, three = (person.id for person in people[:3])
    assert set(found) == {(one, two), (one, three)}
    assert told == [(4, 4)]
    # A part of them against all gives the part of the pairs.
    part = find_pairs(focus=people[2:], pool=people, bearers=count_bearers(people))
    assert part == {(one, three): found[one, three]}


def test_every_reason_has_its_words() -> None:
    codes = [grade.value for grade in NameGrade]
    codes += ["same_id", "same_phone", "same_place", "birth_same", "birth_year", "birth_swapped", "birth_typing"]
    for code in codes:
        assert code not in pair.alike([code])
