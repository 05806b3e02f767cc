"""Writing reported numbers and the sums that move with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.db.tables import count_report, count_report_day, reporting_plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from types import ModuleType

    from sqlalchemy import Connection
    from sqlalchemy.sql.dml import Insert

    from campaign.db.queries.reports import CellKey
    from campaign.domain.vocabulary import ReportLevel

_INSERT = insert(count_report)
_CELL = (
    count_report.c.campaign_id == bindparam("campaign"),
    count_report.c.place_id == bindparam("place"),
    count_report.c.indicator_id == bindparam("what"),
    count_report.c.day == bindparam("on"),
)
# The columns that a change may move; the reporter's and the approver's stay apart.
NUMBER = ("n", "denominator", "published", "note", "save_id", "reported_by", "reported_at", "submitted_at")
DECISION = ("decided_by", "decided_at", "decision_reason")


def insert_reports(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert numbers of cells that had none; raises `report_changed_meanwhile` when somebody was faster."""
    connection.execute(_INSERT, list(rows))


def update_reports(
    connection: Connection, *, campaign_id: int, rows: Mapping[CellKey, Mapping[str, Any]], columns: Sequence[str]
) -> None:
    """Write the given columns, the status and the next version of some numbers, whose rows the caller holds."""
    statement = (
        update(count_report)
        .where(*_CELL)
        .values(version=count_report.c.version + 1, **{name: bindparam(f"new_{name}") for name in ("status", *columns)})
    )
    connection.execute(
        statement,
        [
            {
                "campaign": campaign_id,
                "place": place_id,
                "what": indicator_id,
                "on": day,
                **{f"new_{name}": values[name] for name in ("status", *columns)},
            }
            for (place_id, indicator_id, day), values in rows.items()
        ],
    )


def delete_reports(connection: Connection, *, campaign_id: int, cells: Sequence[CellKey]) -> None:
    """Make unsent numbers missing again."""
    keys = [{"campaign": campaign_id, "place": p, "what": i, "on": day} for p, i, day in cells]
    connection.execute(delete(count_report).where(*_CELL), keys)


def put_plan(connection: Connection, *, campaign_id: int, level: ReportLevel, cut_off: int) -> None:
    """Write how a campaign reports its numbers, anew or over what was there."""
    values = {"level": level.value, "cut_off": cut_off}
    changed = connection.execute(
        update(reporting_plan).where(reporting_plan.c.campaign_id == campaign_id).values(**values)
    )
    if changed.rowcount == 0:
        connection.execute(insert(reporting_plan).values(campaign_id=campaign_id, **values))


def move_sums(
    connection: Connection,
    *,
    campaign_id: int,
    numbers: Mapping[CellKey, tuple[int, int]],
    ancestors: Mapping[int, tuple[int, ...]],
    sign: int,
) -> None:
    """Add numbers (and their denominators) to the sums of their units and all ancestors, or take them out (`sign`).

    `ancestors` maps a unit to (itself, …, the campaign's root). Rows are touched in one fixed order, leaf first and
    root last, so that two writers never deadlock.
    """
    cells: dict[_Cell, tuple[int, int, int]] = {}
    for (unit, indicator_id, day), (n, denominator) in numbers.items():
        chain = ancestors[unit]
        for depth, place_id in enumerate(chain):
            cell = _Cell(depth - len(chain), place_id, indicator_id, day)
            old = cells.get(cell, (0, 0, 0))
            cells[cell] = (old[0] + n, old[1] + denominator, old[2] + 1)
    if not cells:
        return
    rows = [
        {
            "campaign": campaign_id,
            "place": cell.place_id,
            "what": cell.indicator_id,
            "on": cell.day,
            "by_n": sign * n,
            "by_denominator": sign * denominator,
            "by_reports": sign * reports,
        }
        for cell, (n, denominator, reports) in sorted(cells.items())
    ]
    # A CHECK is tried before the conflict is seen, so what goes down is an UPDATE; what goes up may be a new row.
    connection.execute(_RAISE[connection.dialect.name] if sign > 0 else _LOWER, rows)


class _Cell(NamedTuple):
    """One row of the sums, in the order in which rows are locked."""

    height: int
    place_id: int
    indicator_id: int
    day: date


def _raise(dialect: ModuleType) -> Insert:
    statement = dialect.insert(count_report_day).values(
        campaign_id=bindparam("campaign"),
        place_id=bindparam("place"),
        indicator_id=bindparam("what"),
        day=bindparam("on"),
        n=bindparam("by_n"),
        denominator=bindparam("by_denominator"),
        reports=bindparam("by_reports"),
    )
    conflict: Insert = statement.on_conflict_do_update(
        index_elements=list(count_report_day.primary_key.columns),
        set_={name: count_report_day.c[name] + statement.excluded[name] for name in ("n", "denominator", "reports")},
    )
    return conflict


_RAISE = {"sqlite": _raise(sqlite), "postgresql": _raise(postgresql)}
_LOWER = (
    update(count_report_day)
    .where(
        count_report_day.c.campaign_id == bindparam("campaign"),
        count_report_day.c.place_id == bindparam("place"),
        count_report_day.c.indicator_id == bindparam("what"),
        count_report_day.c.day == bindparam("on"),
    )
    .values(
        n=count_report_day.c.n + bindparam("by_n"),
        denominator=count_report_day.c.denominator + bindparam("by_denominator"),
        reports=count_report_day.c.reports + bindparam("by_reports"),
    )
)
