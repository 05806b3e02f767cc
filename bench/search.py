"""The record screen's search in a commune of thirty thousand people, with a million in the database.

It refuses easy questions: names are taken from the people themselves, common and rare, and some find nobody.
"""

from __future__ import annotations

import random
import time
from statistics import median, quantiles
from typing import TYPE_CHECKING

from sqlalchemy import text

from bench.report import Row
from bench.world import SLUG, World, build, populate, postgresql_store, settle, sqlite_store
from campaign.domain.vocabulary import Role
from campaign.services.search import search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.db.store import Store

_COMMUNES = 34
_PEOPLE = 30_000
_ASKED = 20.0
_REPEATS = 40


def _fill(store: Store) -> World:
    """A province of a million people; those of the first commune have records in the campaign."""
    world = build(store, communes=_COMMUNES)
    for at, commune_id in enumerate(world.communes):
        numbers = range(at * _PEOPLE, (at + 1) * _PEOPLE)
        populate(world, commune_id=commune_id, numbers=numbers, recorded=at == 0, sealed=True)
    settle(store)
    return world


def _questions(world: World) -> dict[str, list[str]]:
    """Searches as people type them, by kind; the same for the same people."""
    with world.store.read() as connection:
        people = connection.execute(
            text("SELECT name_fold, phone_last, personal_id_last FROM citizen WHERE commune_id = :at ORDER BY id"),
            {"at": world.communes[0]},
        ).all()
    chosen = random.Random("questions").sample(list(people), _REPEATS)
    return {
        "whole name": [person.name_fold for person in chosen],
        "beginnings of two words": [" ".join(word[:3] for word in person.name_fold.split()[-2:]) for person in chosen],
        "one word": [person.name_fold.split()[-1] for person in chosen],
        "name without spaces": [person.name_fold.replace(" ", "") for person in chosen],
        "nobody": ["zzkhongco", "qqq www", "xyzt"] * (_REPEATS // 3),
        "last four digits": [
            person.phone_last if at % 2 else person.personal_id_last for at, person in enumerate(chosen)
        ],
        "last three digits": [person.phone_last[-3:] for person in chosen],
        "name and digits": [f"{person.name_fold.split()[-1]} {person.phone_last[-3:]}" for person in chosen],
    }


def _timed(world: World, questions: Sequence[str]) -> tuple[list[float], list[float], int]:
    """Milliseconds of each search, on the clock and on this process; how many cards came.

    Every other search has a village in front of it.
    """
    call, villages = world.call(role=Role.VOLUNTEER), world.villages(world.communes[0])
    times, busy, cards = list[float](), list[float](), 0
    for at, question in enumerate(questions):
        place_id = villages[at % len(villages)] if at % 2 else None
        start, used = time.perf_counter(), time.process_time()
        result = search(call=call, slug=SLUG, text=question, place_id=place_id)
        times.append((time.perf_counter() - start) * 1000)
        busy.append((time.process_time() - used) * 1000)
        cards += len(result.cards)
    return times, busy, cards


def _rows(world: World, engine: str) -> list[Row]:
    questions = _questions(world)
    search(call=world.call(role=Role.VOLUNTEER), slug=SLUG, text="an")
    rows, everything = [], []
    for kind, texts in questions.items():
        times, busy, cards = _timed(world, texts)
        assert (cards > 0) == (kind != "nobody"), f"{kind}: {cards} cards"
        everything += times
        rows.append(_row(f"{engine}, {kind}", times, busy, f"{cards / len(texts):.1f} cards each"))
    middle = Row(name=f"{engine}, all searches, median", measured=median(everything), unit="ms", asked=_ASKED)
    late = quantiles(everything, n=20)[-1]
    return [*rows, middle, Row(name=f"{engine}, all searches, p95", measured=late, unit="ms", asked=_ASKED)]


def _row(name: str, times: Sequence[float], busy: Sequence[float], more: str) -> Row:
    late = quantiles(times, n=20)[-1]
    note = f"p95 {late:.1f}, slowest {max(times):.1f}; {median(busy):.1f} ms of our processor time; {more}"
    return Row(name=name, measured=median(times), unit="ms", note=note)


def run() -> list[Row]:
    """Every kind of search on both engines, and all of them together."""
    rows: list[Row] = []
    for engine, opened in (("SQLite", sqlite_store), ("PostgreSQL", postgresql_store)):
        with opened() as store:
            rows += _rows(_fill(store), engine)
    return rows
