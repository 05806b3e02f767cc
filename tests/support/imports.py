"""Lists of people for tests of imports, and what is asked of the database around them; every name is synthetic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from campaign.clock import new_id
from campaign.db.tables import citizen
from campaign.services.imports import citizens
from campaign.services.imports.request import ImportRequest
from tests.support.world import CAMPAIGN, NOW, Persona

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from campaign.clock import Moment
    from campaign.services.imports.citizens import DryRun
    from campaign.services.imports.results import ImportResult
    from tests.support.desk import Desk

HEADINGS = "STT;Họ và tên;Ngày sinh;Giới tính;SĐT;Số CCCD;Thôn, buôn;Kích hoạt VNeID mức 2"
ANH = "1;Nguyễn Văn Ảnh;01/02/1980;Nam;0912345001;066080000001;Buôn Jung;"
HAI = "2;Trần Thị Hai;15/03/1975;Nữ;;;Buôn Pan;"
BA = "3;Lê Văn Ba;1969;Nam;0912345003;;Thôn 3;x"
MARYAM = "4;H' Maryam Niê;12/03/1994;Nữ;0912345678;066194001234;Buôn Jung;20/11/2026"


def listed(*rows: str, heads: str = HEADINGS) -> ImportRequest:
    """Return a list with these rows under the usual headings."""
    return ImportRequest(campaign=CAMPAIGN, file_name="danh-sach.csv", content="\n".join((heads, *rows)).encode())


def look(desk: Desk, request: ImportRequest, *, by: Persona = Persona.OFFICIAL, at: Moment = NOW) -> DryRun:
    """Look at a list."""
    return citizens.dry_run(call=desk.as_(by, at), request=request)


def bring(
    desk: Desk,
    *rows: str,
    heads: str = HEADINGS,
    by: Persona = Persona.OFFICIAL,
    batch: uuid.UUID | None = None,
    at: Moment = NOW,
) -> ImportResult:
    """Import a list with these rows."""
    found = look(desk, listed(*rows, heads=heads), by=by, at=at)
    return citizens.run(call=desk.as_(by, at), dry_run=found, batch_id=batch or new_id())


def codes(result: ImportResult) -> list[tuple[int | None, str]]:
    """Return what was said about which row."""
    return [(issue.row, issue.code) for issue in result.issues]


def counted(result: ImportResult) -> tuple[int, int, int, int]:
    """Return rows read, accepted, rejected, duplicates."""
    return result.rows_read, result.accepted, result.rejected, result.duplicates


def stored(desk: Desk, name: str) -> list[Mapping[str, Any]]:
    """Return the entries with a name as they are stored."""
    with desk.store.read() as connection:
        rows = connection.execute(select(citizen).where(citizen.c.full_name == name).order_by(citizen.c.id))
        return [dict(row._mapping) for row in rows]
