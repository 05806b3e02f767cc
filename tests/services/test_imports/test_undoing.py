"""An import is taken back: what it brought goes, what happened since stays, and the file may be imported again."""

from datetime import date

from campaign.clock import new_id
from campaign.db.tables import citizen, import_issue, import_row, progress_day
from campaign.domain.vocabulary import Sex, StepStatus
from campaign.services import campaigns, merging, people_upkeep
from campaign.services.imports import batches, undoing
from campaign.services.imports.undoing import Undone
from campaign.services.people_upkeep import MendCitizen
from tests.support.desk import Desk
from tests.support.imports import ANH, BA, HAI, MARYAM, bring, counted, stored
from tests.support.world import CAMPAIGN, Persona, Someone


def back(desk: Desk, batch: object, *, by: Persona = Persona.OFFICIAL) -> Undone:
    return undoing.undo(call=desk.as_(by), batch_id=batch)  # type: ignore[arg-type]


def cells(desk: Desk) -> dict[tuple[object, ...], int]:
    with desk.store.read() as connection:
        rows = connection.execute(progress_day.select().where(progress_day.c.n != 0)).all()
    return {tuple(row)[:-1]: row.n for row in rows}


def living(desk: Desk) -> int:
    with desk.store.read() as connection:
        return len(connection.execute(citizen.select().where(citizen.c.erased_at.is_(None))).all())


def someone(desk: Desk, name: str) -> Someone:
    (row,) = stored(desk, name)
    return Someone(commune_id=row["commune_id"], id=row["id"], name=name, place_id=row["place_id"])


def test_undo_takes_back_everything_that_the_batch_brought(desk: Desk) -> None:
    desk.save("dao", "scam_awareness", by=Persona.OFFICIAL)
    before, people = cells(desk), living(desk)
    batch = bring(desk, ANH, HAI, BA, MARYAM, "9;;1970;;;;Buôn Pan;").batch
    assert cells(desk) != before
    with desk.one_event("import.undo"):
        undone = back(desk, batch)
    assert (undone.removed, undone.voided, undone.emptied, undone.stayed) == (3, 2, 0, ())
    assert (cells(desk), living(desk), desk.rows(import_row)) == (before, people, 0)
    assert stored(desk, "Lê Văn Ba") == []
    (listed,) = batches.batches(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert listed.undone_by == "Nguyễn Thị Lan"
    desk.verified()


def test_who_had_a_record_leaves_an_empty_row_and_no_name(desk: Desk) -> None:
    batch = bring(desk, BA).batch
    ba = someone(desk, "Lê Văn Ba")
    back(desk, batch)
    with desk.store.read() as connection:
        row = connection.execute(citizen.select().where(citizen.c.id == ba.id)).one()
        said = connection.execute(import_issue.select()).all()
    assert (row.full_name, row.name_fold, row.sort_key, row.birth_year, row.phone_index) == ("", "", "", None, None)
    assert row.erased_at is not None
    assert {issue.value for issue in said} == {""}


def test_a_second_undo_changes_nothing(desk: Desk) -> None:
    batch = bring(desk, ANH).batch
    back(desk, batch)
    before = desk.state()
    assert back(desk, batch).repeated
    assert desk.state() == before


def test_the_file_may_be_imported_again(desk: Desk) -> None:
    first = bring(desk, ANH, HAI, BA, MARYAM)
    there = cells(desk)
    back(desk, first.batch)
    again = bring(desk, ANH, HAI, BA, MARYAM)
    assert counted(again) == counted(first)
    assert cells(desk) == there
    desk.verified()


def test_who_got_records_since_stays_and_is_listed(desk: Desk) -> None:
    batch = bring(desk, ANH, BA).batch
    desk.save(someone(desk, "Lê Văn Ba"), "scam_awareness", by=Persona.OFFICIAL)
    undone = back(desk, batch)
    assert [(one.full_name, one.place_name, one.why) for one in undone.stayed] == [("Lê Văn Ba", "Thôn 3", "records")]
    assert (undone.removed, undone.voided) == (1, 1)
    assert desk.live(someone(desk, "Lê Văn Ba")) == {"scam_awareness": StepStatus.COMPLETED}
    desk.verified()
    # Known by the same row, although only a year of birth is known.
    assert counted(bring(desk, ANH, BA)) == (2, 1, 0, 1)
    assert desk.live(someone(desk, "Lê Văn Ba"))["eid_level2"] is StepStatus.ALREADY_HAD
    desk.verified()


def test_who_was_completed_by_a_later_batch_stays(desk: Desk) -> None:
    batch = bring(desk, "1;Nguyễn Văn Ảnh;01/02/1980;;;;Buôn Jung;", HAI).batch
    later = bring(desk, ANH).batch
    assert [(one.full_name, one.why) for one in back(desk, batch).stayed] == [("Nguyễn Văn Ảnh", "completed")]
    (anh,) = stored(desk, "Nguyễn Văn Ảnh")
    assert anh["phone_last"] == "5001"
    assert stored(desk, "Trần Thị Hai") == []
    assert back(desk, later).emptied == 1
    (anh,) = stored(desk, "Nguyễn Văn Ảnh")
    assert (anh["phone_last"], anh["personal_id_last"], anh["sex"]) == (None, None, None)
    desk.verified()


def test_who_was_only_named_by_a_later_batch_goes_and_comes_back_with_it(desk: Desk) -> None:
    batch = bring(desk, HAI).batch
    bring(desk, HAI.replace("Buôn Pan;", "Buôn Pan;20/11/2026").replace(";15/03/1975", ";15/3/1975"), BA)
    assert [one.why for one in back(desk, batch).stayed] == ["records"]
    other = bring(desk, ANH).batch
    bring(desk, ANH.replace(";Nam;", ";;"))
    assert back(desk, other).removed == 1
    assert counted(bring(desk, ANH.replace(";Nam;", ";;"))) == (1, 1, 0, 0)
    desk.verified()


def test_completed_fields_are_emptied_unless_they_changed_since(desk: Desk) -> None:
    desk.enrol("Nguyễn Văn Ảnh", birth="01/02/1980")
    batch = bring(desk, ANH).batch
    (anh,) = stored(desk, "Nguyễn Văn Ảnh")
    people_upkeep.mend_citizen(
        call=desk.as_(Persona.OFFICIAL),
        command=MendCitizen(
            campaign=CAMPAIGN,
            commune_id=anh["commune_id"],
            citizen_id=anh["id"],
            expected_version=anh["version"],
            place_id=anh["place_id"],
            full_name="Nguyễn Văn Ảnh",
            birth="01/02/1980",
            sex=Sex(anh["sex"]),
            phone="0987000111",
        ),
    )
    undone = back(desk, batch)
    assert (undone.removed, undone.emptied) == (0, 1)
    (anh,) = stored(desk, "Nguyễn Văn Ảnh")
    assert (anh["phone_last"], anh["personal_id_last"], anh["sex"]) == ("0111", None, None)
    assert anh["birth_date"] == date(1980, 2, 1)


def test_whoever_is_part_of_a_merge_stays(desk: Desk) -> None:
    batch = bring(desk, BA).batch
    kept, gone = desk.world.people["dao"], someone(desk, "Lê Văn Ba")
    merge = new_id()
    call = desk.as_(Persona.OFFICIAL)
    merging.merge(
        call=call, commune_id=kept.commune_id, kept_id=kept.id, gone_id=gone.id, merge_id=merge, reason="một người"
    )
    assert desk.live("dao") == {"eid_level2": StepStatus.ALREADY_HAD}
    undone = back(desk, batch)
    assert [one.why for one in undone.stayed] == ["merged"]
    assert desk.live("dao") == {}
    desk.verified()
    merging.unmerge(call=call, commune_id=kept.commune_id, merge_id=merge)
    desk.verified()


def test_undo_is_refused_out_of_scope_and_in_a_closed_campaign(desk: Desk) -> None:
    batch = bring(desk, ANH).batch
    before = desk.state()
    with desk.refused("batch_unknown"):
        back(desk, batch, by=Persona.NEIGHBOUR)
    with desk.refused("batch_unknown"):
        back(desk, new_id())
    with desk.refused("not_permitted"):
        back(desk, batch, by=Persona.VOLUNTEER)
    assert desk.state() == before
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, reason="xong")
    with desk.refused("campaign_closed"):
        back(desk, batch)
