"""Writing which documents are written by the clock, and how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, or_, update

from campaign.db.tables import report_schedule

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import Connection


def put_schedule(connection: Connection, *, campaign_id: int, values: Mapping[str, Any]) -> None:
    """Write a campaign's schedule, anew or over what was there; how far it has come stays."""
    mine = report_schedule.c.campaign_id == campaign_id
    if connection.execute(update(report_schedule).where(mine).values(**values)).rowcount == 0:
        connection.execute(insert(report_schedule).values(campaign_id=campaign_id, **values))


def set_written(connection: Connection, *, campaign_id: int, until: date) -> bool:
    """Note that the week until a day was written; False when somebody else noted it, or a later one, first."""
    behind = or_(report_schedule.c.written_until.is_(None), report_schedule.c.written_until < until)
    done = connection.execute(
        update(report_schedule)
        .where(report_schedule.c.campaign_id == campaign_id, behind)
        .values(written_until=until, trouble="")
    )
    return done.rowcount > 0


def set_trouble(connection: Connection, *, campaign_id: int, trouble: str) -> bool:
    """Note why the last try failed; False when it failed for the same reason before."""
    done = connection.execute(
        update(report_schedule)
        .where(report_schedule.c.campaign_id == campaign_id, report_schedule.c.trouble != trouble)
        .values(trouble=trouble)
    )
    return done.rowcount > 0
