"""The desk's part about lists: entries that may be one person, rows that the last import refused."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from campaign.clock import new_id
from campaign.db.tables import import_batch
from campaign.services import duplicates
from campaign.services.desk import desk_today
from tests.support.world import CAMPAIGN, COMMUNE, NOW, TODAY, Persona

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from campaign.services.desk_models import DeskToday
    from tests.support.desk import Desk


def today(desk: Desk, by: Persona = Persona.OFFICIAL, *, place: str | None = None) -> DeskToday:
    return desk_today(call=desk.as_(by), slug=CAMPAIGN, place_code=place, silent_days=7)


def imported(desk: Desk, name: str, *, rejected: int, at: datetime = NOW.now, undone: bool = False) -> UUID:
    """Keep an import of ten rows; what an import itself does is tested beside it."""
    own = new_id()
    row = {
        "id": own,
        "commune_id": desk.world.place("Krông Pắc").id,
        "kind": "citizens",
        "campaign_id": desk.world.campaign.id,
        "place_id": desk.world.place("Krông Pắc").id,
        "file_name": name,
        "file_hash": "0" * 64,
        "columns": "{}",
        "rows_read": 10,
        "accepted": 10 - rejected,
        "rejected": rejected,
        "duplicates": 0,
        "warnings": 0,
        "created_by": desk.world.viewers[Persona.OFFICIAL].account_id,
        "created_at": at,
        "undone_at": at if undone else None,
    }
    with desk.store.write() as connection:
        connection.execute(import_batch.insert().values(row))
    return own


# ------------------------------------------------------------------------------------------- duplicates
def twins(desk: Desk) -> None:
    """Enter two people twice."""
    desk.enrol("Hoàng Văn Nam", birth="12/05/1985", phone="0977123456")
    desk.enrol("Y Siên Ayun", birth="1961", phone="0987654321", distinct_reason="nhập lại")
    with desk.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM duplicate_pair")
    desk.enrol("Hoàng Văn Năm", birth="12/05/1985", phone="0977123456", distinct_reason="nhập lại")
    with desk.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM duplicate_pair")
    found = duplicates.refresh(call=desk.as_(Persona.OFFICIAL), commune_id=desk.world.people["maryam"].commune_id)
    assert found.new >= 2


def test_the_card_counts_what_its_screen_shows(desk: Desk) -> None:
    assert today(desk).duplicates == 0
    twins(desk)
    shown = duplicates.pairs(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert today(desk).duplicates == shown.total >= 2
    first = shown.lines[0]
    duplicates.keep_apart(
        call=desk.as_(Persona.OFFICIAL),
        commune_id=first.commune_id,
        first_id=first.first.id,
        second_id=first.second.id,
        reason="khác nhà",
    )
    assert today(desk).duplicates == shown.total - 1


def test_it_is_work_of_those_who_may_merge_and_of_the_whole_desk(desk: Desk) -> None:
    twins(desk)
    assert today(desk, Persona.TEAM_LEAD).duplicates is None
    assert today(desk, Persona.TEAM_LEAD).last_import is None
    assert today(desk, place=COMMUNE).duplicates is None
    assert today(desk, place=COMMUNE).last_import is None
    assert today(desk, Persona.ADMIN).duplicates


# --------------------------------------------------------------------------------------- the last import
def test_refused_rows_are_those_of_the_newest_list_that_stands(desk: Desk) -> None:
    nothing = today(desk).last_import
    assert nothing is not None
    assert (nothing.batch_id, nothing.rejected) == (None, 0)
    hour = timedelta(hours=1)
    first = imported(desk, "cu.xlsx", rejected=3, at=NOW.now - 2 * hour)
    imported(desk, "da-hoan-tac.xlsx", rejected=4, undone=True)
    found = today(desk).last_import
    assert found is not None
    assert (found.batch_id, found.file_name, found.rejected, found.rows) == (first, "cu.xlsx", 3, 10)
    assert (found.by, found.day) == ("Nguyễn Thị Lan", TODAY)
    # The mended rows were imported: nothing is refused any more.
    imported(desk, "da-sua.xlsx", rejected=0, at=NOW.now - hour)
    mended = today(desk).last_import
    assert mended is not None
    assert mended.rejected == 0
