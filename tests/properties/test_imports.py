"""Imports in any order bring the same people and counts, and an import that is taken back leaves nothing of itself."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from campaign.db.tables import citizen, progress_day
from campaign.domain.duplicates import Identity, Match, compare
from campaign.domain.imports.matching import Directory, Entry, Listed
from campaign.domain.imports.rows import PersonRow
from campaign.domain.names import clean_name, compact, name_fold, person_sort_key
from campaign.domain.vocabulary import Consent, RowOutcome
from campaign.services.imports import undoing
from tests.support.databases import open_store
from tests.support.desk import Desk
from tests.support.imports import bring
from tests.support.world import Persona

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.support.databases import Databases
    from tests.support.world import World

# ----------------------------------------------------------------------- who is whom, by the keys
NAMES = ("Nguyễn Văn Hòa", "NGUYỄN VĂN HOÀ", "Nguyễn Văn Hoa", "H' Then Niê", "H’Then Niê", "HThen Niê", "Y Siên Ayun")
DAYS = (None, date(1980, 2, 1), date(1980, 3, 1), date(1981, 2, 1))
identities = st.builds(
    lambda name, day, year, place, number, phone: Identity(
        name=clean_name(name),
        birth_date=day,
        birth_year=day.year if day else year,
        place_id=place,
        personal_id_index=number,
        phone_index=phone,
    ),
    st.sampled_from(NAMES),
    st.sampled_from(DAYS),
    st.sampled_from((None, 1980, 1981)),
    st.sampled_from((1, 2)),
    st.sampled_from((None, b"1", b"2")),
    st.sampled_from((None, b"3", b"4")),
)


def entry(identity: Identity) -> Entry:
    return Entry(
        commune_id=7,
        id=uuid.uuid4(),
        identity=identity,
        compact=compact(name_fold(identity.name)),
        sex=None,
        guardian_name=None,
        consent=Consent.UNKNOWN,
    )


def row(identity: Identity) -> Listed:
    person = PersonRow(
        sheet=None,
        row=2,
        full_name=identity.name,
        name_fold=name_fold(identity.name),
        sort_key=person_sort_key(identity.name),
        birth_date=identity.birth_date,
        birth_year=identity.birth_year,
        sex=None,
        phone=None,
        personal_id=None,
        guardian_name="",
        place_id=identity.place_id,
        consent=None,
        steps={},
        content="",
        issues=[],
    )
    return Listed(
        person=person,
        commune_id=7,
        identity=identity,
        compact=compact(name_fold(identity.name)),
        content=uuid.uuid4().bytes,
        nth=1,
        new_id=uuid.uuid4(),
    )


@given(there=identities, said=identities)
def test_the_keys_find_exactly_whom_the_rule_knows(there: Identity, said: Identity) -> None:
    directory = Directory()
    directory.add(entry(there))
    verdict = directory.judge(row(said))
    match = compare(said, there)
    assert (verdict.outcome is None) == (match is Match.ID_TAKEN)
    assert (verdict.outcome in {RowOutcome.KNOWN, RowOutcome.COMPLETED}) == (match is Match.SAME)
    assert (verdict.issues == ("possible_duplicate",)) == (match is Match.POSSIBLE)


@given(said=st.lists(identities, min_size=1, max_size=6))
def test_a_list_with_itself_below_brings_nobody_more(said: list[Identity]) -> None:
    once, twice = Directory(), Directory()
    rows = [row(identity) for identity in said]
    first = [once.judge(one) for one in rows]
    verdicts = [twice.judge(one) for one in rows]
    contents = {v.listed.key: v.entry.id for v in verdicts if v.outcome and v.entry}
    again = Directory(contents=contents)
    assert [v.outcome for v in first] == [v.outcome for v in verdicts]
    assert not any(
        again.judge(one).outcome is RowOutcome.ADDED for one, v in zip(rows, verdicts, strict=True) if v.outcome
    )


# ---------------------------------------------------------------------------- lists in a database
# People whom every list knows by name, day and village; a list may leave out what it does not know.
PEOPLE = (
    ("Nguyễn Văn Ảnh", "01/02/1980", "Nam", "0912345001", "066080000001", "Buôn Jung", "20/11/2026"),
    ("Trần Thị Hai", "15/03/1975", "Nữ", "0912345002", "066175000002", "Buôn Pan", "x"),
    ("Lê Văn Ba", "30/12/1969", "Nam", "0912345001", "066069000003", "Thôn 3", ""),
    ("Y Bhem Niê", "05/06/1990", "Nam", "", "", "Buôn Jung", "01/02/2024"),
    ("H’Bé Êban", "07/08/2001", "Nữ", "0912345005", "", "Buôn Pan", "21/11/2026"),
)
mentions = st.tuples(st.integers(0, len(PEOPLE) - 1), st.sets(st.sampled_from((2, 3, 4, 6))))
lists = st.lists(mentions, min_size=1, max_size=6)
few = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def lines(said: list[tuple[int, set[int]]]) -> list[str]:
    """Return the rows of a list; of each person it leaves out the columns that it does not know."""
    return [
        ";".join(("1", *("" if column in unknown else cell for column, cell in enumerate(PEOPLE[who]))))
        for who, unknown in said
    ]


@pytest.fixture
def copies(
    databases: Databases, world: World, worlds: dict[str, tuple[str, World]], engine: str
) -> Callable[[], AbstractContextManager[Desk]]:
    """Make copies of the small world, as many as an example needs."""

    @contextmanager
    def fresh() -> Iterator[Desk]:
        url = databases.copy(worlds[engine][0])
        store = open_store(url)
        try:
            yield Desk(store=store, world=world)
        finally:
            store.close()
            databases.drop(url)

    return fresh


def picture(desk: Desk) -> tuple[list[tuple[object, ...]], dict[tuple[object, ...], int]]:
    """Return everybody with what is known of them, and the roll-ups."""
    with desk.store.read() as connection:
        people = connection.execute(select(citizen).where(citizen.c.erased_at.is_(None))).all()
        cells = connection.execute(progress_day.select().where(progress_day.c.n != 0)).all()
    known = [(p.full_name, p.place_id, str(p.birth_date), p.sex, p.phone_last, p.personal_id_last) for p in people]
    return sorted(known, key=repr), {tuple(cell)[:-1]: cell.n for cell in cells}


@pytest.mark.parametrize("engine", ["sqlite"])
@few
@given(files=st.permutations(range(3)), said=st.tuples(lists, lists, lists))
def test_the_order_of_files_does_not_matter(
    copies: Callable[[], AbstractContextManager[Desk]],
    files: list[int],
    said: tuple[list[tuple[int, set[int]]], ...],
) -> None:
    pictures = []
    for order in (range(3), files):
        with copies() as desk:
            for number in order:
                bring(desk, *lines(said[number]))
            pictures.append(picture(desk))
            desk.verified()
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("engine", ["sqlite"])
@few
@given(first=lists, second=lists)
def test_undo_after_import_restores_people_and_every_roll_up(
    copies: Callable[[], AbstractContextManager[Desk]],
    first: list[tuple[int, set[int]]],
    second: list[tuple[int, set[int]]],
) -> None:
    with copies() as desk:
        call = desk.as_(Persona.OFFICIAL)
        nothing = picture(desk)
        one = bring(desk, *lines(first)).batch
        between = picture(desk)
        two = bring(desk, *lines(second)).batch
        assert one is not None
        if two is not None:
            assert undoing.undo(call=call, batch_id=two).stayed == ()
        assert picture(desk) == between
        desk.verified()
        assert undoing.undo(call=call, batch_id=one).stayed == ()
        assert picture(desk) == nothing
        desk.verified()
