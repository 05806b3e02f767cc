"""Properties of pasted lists of people."""

import re

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.people_lists import USERNAME, read_people, username_stem, usernames
from campaign.domain.vocabulary import Role

NAMES = ["Nguyễn Văn An", "H’Maryam Niê", "Y Siên Ayŭn", "HThen Êban", "Trần Thị Đào", "Lê Ơn"]
VILLAGES = ["", "Buôn Jung", "Thôn 3", "Trường THCS Nguyễn Trãi"]
ROLES = ["", "Tình nguyện viên", "Tổ trưởng", "Cán bộ"]
names = st.sampled_from(NAMES)
rows = st.lists(st.tuples(names, st.sampled_from(ROLES), st.sampled_from(VILLAGES)), min_size=1, max_size=8)


@given(st.text(max_size=200))
def test_any_text_is_read_and_each_line_at_most_once(text: str) -> None:
    found = read_people(text)
    lines = [person.line for person in found]
    assert lines == sorted(set(lines))
    assert all(1 <= line <= len(text.splitlines()) for line in lines)
    assert all(person.full_name.strip() for person in found if person.problem is None)


@given(rows, st.sampled_from(["\t", ";", "|", ","]), st.booleans(), st.booleans(), st.booleans())
def test_a_table_says_the_same_with_or_without_heads_numbers_and_blank_lines(
    table: list[tuple[str, str, str]],
    separator: str,
    heads: bool,  # noqa: FBT001 - drawn
    numbered: bool,  # noqa: FBT001 - drawn
    blank: bool,  # noqa: FBT001 - drawn
) -> None:
    lines = [list(row) for row in table]
    if numbered:
        lines = [[str(number), *row] for number, row in enumerate(lines, start=1)]
    if heads:
        lines.insert(0, [*(["STT"] if numbered else []), "Họ và tên", "Vai trò", "Thôn"])
    text = ("\n\n" if blank else "\n").join(separator.join(line) for line in lines)
    found = read_people(text)
    assert [(person.full_name, person.village) for person in found] == [(row[0], row[2]) for row in table]
    roles = {"": Role.VOLUNTEER, ROLES[1]: Role.VOLUNTEER, ROLES[2]: Role.TEAM_LEAD, ROLES[3]: Role.OFFICIAL}
    assert [person.role for person in found] == [roles[row[1]] for row in table]


@given(st.lists(names, max_size=12))
def test_of_each_name_the_first_line_is_new_and_the_others_name_it(listed: list[str]) -> None:
    found = read_people("\n".join(listed))
    for index, person in enumerate(found):
        first = listed.index(listed[index]) + 1
        assert person.repeats == (None if first == person.line else first)


@given(st.lists(names | st.text(min_size=1, max_size=80), max_size=12), st.sets(st.sampled_from(["nguyen.van.an"])))
def test_user_names_are_valid_and_nobody_has_anothers(listed: list[str], taken: set[str]) -> None:
    found = usernames(listed, taken=taken)
    assert all(USERNAME.fullmatch(name) for name in found)
    assert len({*found, *taken}) == len(found) + len(taken)


@given(st.text(max_size=120))
def test_a_stem_has_plain_letters_and_digits_between_dots(name: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(\.[a-z0-9]+)*)?", username_stem(name))
