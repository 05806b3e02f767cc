"""Writing outreach days, their series, and what partners gave and people asked."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, update

from campaign.db.tables import outreach_day, outreach_question, outreach_series, outreach_support

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from campaign.db.queries.outreach_parts import Question, Support

_NEXT_VERSION = {"version": outreach_day.c.version + 1}


def insert_series(connection: Connection, row: Mapping[str, Any]) -> None:
    """Insert one series."""
    connection.execute(insert(outreach_series), dict(row))


def insert_days(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert new days."""
    connection.execute(insert(outreach_day), list(rows))


def change_days(connection: Connection, *, changes: Mapping[uuid.UUID, Mapping[str, Any]]) -> None:
    """Give each day its new values and the next version; all must change the same columns."""
    columns = next(iter(changes.values())).keys()
    statement = (
        update(outreach_day)
        .where(outreach_day.c.id == bindparam("which"))
        .values({**{name: bindparam(f"new_{name}") for name in columns}, **_NEXT_VERSION})
    )
    rows = [
        {"which": day_id, **{f"new_{name}": value for name, value in values.items()}}
        for day_id, values in changes.items()
    ]
    connection.execute(statement, rows)


def replace_supports(connection: Connection, *, day_id: uuid.UUID, supports: Sequence[Support]) -> None:
    """Put what partners give for a day in the place of what was there."""
    connection.execute(delete(outreach_support).where(outreach_support.c.outreach_day_id == day_id))
    if supports:
        connection.execute(
            insert(outreach_support),
            [
                {
                    "outreach_day_id": day_id,
                    "partner": given.partner,
                    "kind": given.kind.value,
                    "amount": given.amount,
                    "note": given.note,
                }
                for given in supports
            ],
        )


def replace_questions(connection: Connection, *, day_id: uuid.UUID, questions: Sequence[Question]) -> None:
    """Put what was asked on a day in the place of what was there."""
    connection.execute(delete(outreach_question).where(outreach_question.c.outreach_day_id == day_id))
    if questions:
        connection.execute(
            insert(outreach_question),
            [
                {
                    "outreach_day_id": day_id,
                    "position": position,
                    "question": asked.question,
                    "answer": asked.answer,
                    "answered_on": asked.answered_on,
                }
                for position, asked in enumerate(questions, start=1)
            ],
        )
