"""Properties of birth dates and ages."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.dates import BirthDate, age_on, parse_birth
from campaign.errors import CampaignError

TODAY = date(2026, 11, 22)
births = st.dates(min_value=date(1907, 1, 1), max_value=TODAY)
days = st.dates(min_value=date(1907, 1, 1), max_value=date(2090, 12, 31))


def read(cell: str | float) -> BirthDate | CampaignError:
    try:
        return parse_birth(cell, today=TODAY)
    except CampaignError as refusal:
        return refusal


@given(births, st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d%m%Y", "%Y%m%d"]))
def test_a_date_survives_being_written(born: date, shape: str) -> None:
    for cell in (born, born.strftime(shape), f"{born.day}/{born.month}/{born.year}"):
        found = parse_birth(cell, today=TODAY)
        assert (found.day, found.year, found.notes) == (born, born.year, ())


@given(births)
def test_a_short_year_with_the_personal_id_is_never_in_doubt(born: date) -> None:
    found = parse_birth(born.strftime("%d/%m/%y"), today=TODAY, personal_id_year=born.year)
    assert found.day == born


@given(births)
def test_a_short_year_alone_is_right_or_refused(born: date) -> None:
    answer = read(born.strftime("%d/%m/%y"))
    if isinstance(answer, CampaignError):
        assert answer.code == "birth_date_ambiguous"
    else:
        assert answer.day is not None
        assert answer.day == born or TODAY.year - born.year > 105
        assert answer.notes == ("birth_century_assumed",)


@given(st.text(alphabet="0123456789/.- ", max_size=14) | st.text(max_size=20) | st.integers() | st.floats())
def test_any_cell_gives_a_birth_or_a_refusal(cell: str | float) -> None:
    answer = read(cell)
    if isinstance(answer, CampaignError):
        assert answer.code in {"birth_date_impossible", "birth_date_future", "birth_date_ambiguous"}
    else:
        assert answer.day is None or (answer.day <= TODAY and answer.day.year == answer.year)
        assert answer.year is None or 1905 <= answer.year <= TODAY.year
        assert ("birth_year_only" in answer.notes) == (answer.day is None and answer.year is not None)


@given(births, days)
def test_a_known_date_lies_within_what_its_year_says(born: date, on: date) -> None:
    exact = age_on(birth_date=born, birth_year=None, on=on)
    by_year = age_on(birth_date=None, birth_year=born.year, on=on)
    assert exact is not None
    assert by_year is not None
    assert by_year[0] <= exact[0] == exact[1] <= by_year[1]
    assert by_year[1] - by_year[0] <= 1


@given(births, days)
def test_people_grow_older_by_a_year_at_most_a_day(born: date, on: date) -> None:
    now = age_on(birth_date=born, birth_year=None, on=on)
    tomorrow = age_on(birth_date=born, birth_year=None, on=on + timedelta(days=1))
    assert now is not None
    assert tomorrow is not None
    assert 0 <= tomorrow[0] - now[0] <= 1
