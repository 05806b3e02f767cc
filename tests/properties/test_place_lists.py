"""Any text is a list of places: nothing breaks, no line is lost, no code or name is given twice."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.names import fold
from campaign.domain.place_lists import Ground, Known, read_list
from campaign.domain.place_words import read_count
from campaign.domain.vocabulary import PlaceKind, PopulationGroup

GROUND = Ground(
    code="24502",
    name="Ea Phê",
    kind=PlaceKind.COMMUNE,
    places=(
        Known(name="Buôn Phê", code="24502-V01", valid_to=None),
        Known(name="Thôn 1", code="24502-V09", valid_to=date(2026, 1, 1)),
    ),
    today=date(2026, 11, 22),
)
PARTS = st.sampled_from(
    [
        *("Buôn Phê", "Buôn Jung", "thôn 1", "Trường THCS A", "TDP 2", "1.250", "950", "V01", "V09", "24490-V1"),
        *("STT", "Tên", "Loại", "Mã", "Dân số", "Số hộ", "", " ", "Tổng", '"', "Krông Pắc", "Xã Ea Phê", "—", "H’"),
        *("Xã", "Thôn"),
    ]
)
LINES = st.lists(
    st.tuples(st.sampled_from(["\t", ";", ",", "|", " "]), st.lists(PARTS, max_size=6)).map(lambda p: p[0].join(p[1])),
    max_size=12,
)
TEXTS = st.one_of(LINES.map("\n".join), st.text(max_size=300))


@given(TEXTS)
def test_no_line_is_lost_and_no_name_or_code_is_given_twice(text: str) -> None:
    found = read_list(text=text, ground=GROUND)
    filled = [line for line in text.splitlines() if line.strip()]
    assert len(found.lines) + found.skipped == len(filled)
    given_codes = [line.code for line in found.taken]
    given_names = [fold(line.name) for line in found.taken]
    assert len(set(given_codes)) == len(given_codes)
    assert len(set(given_names)) == len(given_names)
    assert not set(given_codes) & {"24502-V01", "24502-V09"}
    assert fold("Buôn Phê") not in given_names
    for line in found.taken:
        assert line.code.startswith("24502-")
        assert line.name == " ".join(line.name.split())
        assert all(n >= 0 for n in line.populations.values())
    for line in found.lines:
        assert line.taken or not line.code


@given(TEXTS)
def test_what_is_handed_back_is_understood_as_before(text: str) -> None:
    """The refused lines, pasted again after the good ones were added, are not taken by surprise."""
    first = read_list(text=text, ground=GROUND)
    added = (*GROUND.places, *(Known(name=x.name, code=x.code, valid_to=None) for x in first.taken))
    after = Ground(code=GROUND.code, name=GROUND.name, kind=GROUND.kind, places=added, today=GROUND.today)
    again = read_list(text=first.rest, ground=after)
    assert again.taken == ()
    assert [line.text for line in again.lines] == [line.text for line in first.lines if not line.taken]


@given(st.integers(0, 999_999), st.sampled_from([".", ",", " ", ""]))
def test_a_number_is_read_as_it_is_written(n: int, mark: str) -> None:
    assert read_count(f"{n:,}".replace(",", mark)) == n
    assert read_count(f"{n}.0") == n


@given(
    st.lists(st.integers(1, 999), min_size=1, max_size=30, unique=True),
    st.sampled_from(["\t", ";", "|"]),
    st.booleans(),
)
def test_a_clean_list_is_taken_whole_whatever_parts_its_cells(numbers: list[int], mark: str, header: bool) -> None:  # noqa: FBT001 - drawn
    rows = [mark.join((f"Buôn Số {n}", f"{n * 7}")) for n in numbers]
    text = "\n".join([mark.join(("Tên buôn", "Dân số")), *rows] if header else rows)
    found = read_list(text=text, ground=GROUND)
    assert [(x.name, dict(x.populations)) for x in found.taken] == [
        (f"Buôn Số {n}", {PopulationGroup.ALL: n * 7}) for n in numbers
    ]
