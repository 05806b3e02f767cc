"""A list of people is imported: who comes in, who is known, what they are completed with, which steps are recorded."""

import threading
from dataclasses import replace
from datetime import date

import pytest

from campaign.clock import moment_at, new_id
from campaign.db.tables import citizen, duplicate_pair, import_batch, import_issue, import_row, record
from campaign.domain.vocabulary import Channel, Consent, StepStatus
from campaign.errors import CampaignError
from campaign.services import campaigns, merging, people_upkeep, records
from campaign.services.imports import batches, citizens
from campaign.services.people_upkeep import MendCitizen
from campaign.services.records import Correction
from tests.support.desk import Desk
from tests.support.imports import ANH, BA, HAI, MARYAM, bring, codes, counted, listed, look, stored
from tests.support.world import CAMPAIGN, TODAY, Persona

DONE, HAD = StepStatus.COMPLETED, StepStatus.ALREADY_HAD


# ------------------------------------------------------------------------------------------ it works
def test_a_dry_run_writes_nothing_and_says_what_would_happen(desk: Desk) -> None:
    before = desk.state()
    found = look(desk, listed(ANH, HAI, BA, "5;;1970;Nam;;;Buôn Pan;"))
    assert counted(found.result) == (4, 3, 1, 0)
    assert found.result.batch is None
    assert (5, "name_missing") in codes(found.result)
    assert [row.number for table in found.refused for row in table.rows] == [5]
    assert desk.state() == before
    assert desk.rows(import_batch) == 0


def test_good_rows_come_in_and_the_roll_ups_are_exact(desk: Desk) -> None:
    people = desk.rows(citizen)
    with desk.one_event("import.run") as fresh:
        result = bring(desk, ANH, HAI, BA)
    assert counted(result) == (3, 3, 0, 0)
    assert desk.rows(citizen) == people + 3
    (anh,) = stored(desk, "Nguyễn Văn Ảnh")
    assert (anh["birth_date"], anh["phone_last"], anh["personal_id_last"]) == (date(1980, 2, 1), "5001", "0001")
    assert anh["consent"] == Consent.NOT_REQUIRED
    vault = desk.store.vault
    assert vault.open(anh["phone_cipher"], owner=anh["id"], column="phone") == "+84912345001"
    assert vault.open(anh["personal_id_cipher"], owner=anh["id"], column="personal_id") == "066080000001"
    assert "Ảnh" not in repr(fresh)
    assert "066080000001" not in repr(fresh)
    desk.verified()


def test_a_status_with_a_day_of_the_campaign_is_done_another_was_had(desk: Desk) -> None:
    bring(desk, MARYAM, BA, "5;Phạm Văn Năm;02/02/1990;Nam;;;Thôn 3;01/02/2024")
    assert desk.live("maryam") == {"eid_level2": DONE}
    assert desk.count("Krông Pắc", "eid_level2") == 1
    assert desk.count("Krông Pắc", "eid_level2", HAD) == 2
    assert desk.count("Krông Pắc", "reached") == 1
    with desk.store.read() as connection:
        rows = connection.execute(record.select().where(record.c.status == DONE.value)).all()
    assert [(row.day, row.channel) for row in rows] == [(date(2026, 11, 20), Channel.IMPORT)]
    desk.verified()


def test_a_record_that_breaks_a_rule_keeps_nobody_out(desk: Desk) -> None:
    child = "5;Trần Gia Nhỏ;20/05/2022;Nam;;;Buôn Jung;20/11/2026"
    result = bring(desk, child)
    assert counted(result) == (1, 1, 0, 0)
    assert (2, "step_too_young") in codes(result)
    assert desk.count("Krông Pắc", "eid_level2") == 0
    desk.verified()


# ---------------------------------------------------------------------------- one person, once
def test_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    twins = ("6;Cao Thị Sáu;1975;Nữ;;;Buôn Pan;", "7;Cao Thị Sáu;1975;Nữ;;;Buôn Pan;")
    first = bring(desk, ANH, HAI, BA, MARYAM, *twins)
    assert counted(first) == (6, 5, 0, 1)
    assert (7, "possible_duplicate") in codes(first)
    # The page of possible duplicates has them side by side at once.
    assert desk.rows(duplicate_pair) == 1
    before, rows = desk.state(), desk.rows(import_row)
    again = bring(desk, ANH, HAI, BA, MARYAM, *twins)
    assert counted(again) == (6, 0, 0, 6)
    assert again.batch is None
    assert {code for _, code in codes(again)} >= {"duplicate_person"}
    assert (desk.state(), desk.rows(import_row)) == (before, rows)


def test_the_running_number_does_not_make_a_row_another(desk: Desk) -> None:
    bring(desk, BA)
    assert counted(bring(desk, BA.replace("3;", "77;", 1))) == (1, 0, 0, 1)


def test_a_batch_sent_twice_is_one(desk: Desk) -> None:
    found, batch = look(desk, listed(ANH, "5;;1970;Nam;;;Buôn Pan;")), new_id()
    call = desk.as_(Persona.OFFICIAL)
    first = citizens.run(call=call, dry_run=found, batch_id=batch)
    before = desk.state()
    again = citizens.run(call=call, dry_run=found, batch_id=batch)
    assert again.repeated
    assert replace(again, repeated=False) == first
    assert desk.state() == before


def test_somebody_is_completed_and_never_overwritten(desk: Desk) -> None:
    bring(desk, "1;Nguyễn Văn Ảnh;01/02/1980;;;;Buôn Jung;")
    (before,) = stored(desk, "Nguyễn Văn Ảnh")
    result = bring(desk, ANH.replace("Nguyễn Văn Ảnh", "NGUYỄN VĂN ẢNH"))
    assert counted(result) == (1, 0, 0, 1)
    (after,) = stored(desk, "Nguyễn Văn Ảnh")
    assert (after["sex"], after["phone_last"], after["personal_id_last"]) == ("male", "5001", "0001")
    assert after["version"] == before["version"] + 1
    bring(desk, ANH.replace("0912345001", "0912345999"))
    (last,) = stored(desk, "Nguyễn Văn Ảnh")
    assert last == after


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        # Another placement of the tone, case, apostrophe: one name.
        ("9;NGUYỄN  VĂN HOÀ;01/02/1980;;;;Buôn Jung;", "duplicate_person"),
        # Another mark is another name.
        ("9;Nguyễn Văn Hoa;01/02/1980;;;;Buôn Jung;", "possible_duplicate"),
        ("9;Nguyễn Văn Hòa;1980;;;;Buôn Jung;", "possible_duplicate"),
        ("9;Nguyễn Văn Hòa;05/06/1985;;0912345001;;Thôn 3;", "possible_duplicate"),
        # One id: the name may lack its marks.
        ("9;Nguyen Van Hoa;01/02/1980;;;066080000001;Thôn 3;", "duplicate_person"),
        # One phone alone is a family.
        ("9;Bùi Thị Chín;01/02/1980;;0912345001;;Buôn Jung;", ""),
        # Another village, no number: another person.
        ("9;Nguyễn Văn Hòa;01/02/1980;;;;Thôn 3;", ""),
        # Two different ids: two people.
        ("9;Nguyễn Văn Hòa;01/02/1980;;;066080000002;Buôn Jung;", "possible_duplicate"),
    ],
)
@pytest.mark.parametrize("apart", [True, False])
def test_who_is_the_same_person(desk: Desk, other: str, expected: str, *, apart: bool) -> None:
    here = "1;Nguyễn Văn Hòa;01/02/1980;;0912345001;066080000001;Buôn Jung;"
    if apart:
        bring(desk, here)
        result = bring(desk, other)
    else:
        result = bring(desk, here, other)
    said = {code for row, code in codes(result) if row == (2 if apart else 3)}
    assert said & {"duplicate_person", "possible_duplicate"} == ({expected} if expected else set())
    assert result.duplicates == (expected == "duplicate_person")


def test_an_id_of_somebody_with_another_name_is_refused(desk: Desk) -> None:
    result = bring(desk, ANH.replace("066080000001", "066194001234"), HAI)
    assert counted(result) == (2, 1, 1, 0)
    (issue,) = (issue for issue in result.issues if issue.code == "id_taken")
    assert (issue.row, issue.value) == (2, "066•••••••34")
    assert stored(desk, "Nguyễn Văn Ảnh") == []


def test_a_row_leads_to_whoever_its_person_was_merged_into(desk: Desk) -> None:
    bring(desk, BA)
    (ba,) = stored(desk, "Lê Văn Ba")
    kept = desk.world.people["dao"]
    merging.merge(
        call=desk.as_(Persona.OFFICIAL),
        commune_id=kept.commune_id,
        kept_id=kept.id,
        gone_id=ba["id"],
        merge_id=new_id(),
        reason="một người",
    )
    assert desk.live("dao") == {"eid_level2": HAD}
    before = desk.rows(citizen)
    assert counted(bring(desk, BA)) == (1, 0, 0, 1)
    assert desk.rows(citizen) == before
    desk.verified()


def test_a_step_in_a_list_imported_again_is_recorded_once(desk: Desk) -> None:
    bring(desk, ANH)
    with_day = ANH + "19/11/2026"
    assert counted(bring(desk, with_day)) == (1, 0, 0, 1)
    assert desk.count("Krông Pắc", "eid_level2") == 1
    before = desk.state()
    assert bring(desk, with_day).batch is None
    assert desk.state() == before
    desk.verified()


def test_a_record_that_somebody_took_back_does_not_come_again(desk: Desk) -> None:
    bring(desk, MARYAM)
    with desk.store.read() as connection:
        row = connection.execute(record.select()).one()
    records.correct(
        call=desk.as_(Persona.OFFICIAL),
        correction=Correction(
            campaign=CAMPAIGN, record_id=row.id, commune_id=row.commune_id, reason="nhầm người", void=True
        ),
    )
    result = bring(desk, MARYAM)
    assert (2, "record_taken_back") in codes(result)
    assert desk.live("maryam") == {}
    desk.verified()


def test_another_record_stands_and_is_said(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card", by=Persona.OFFICIAL)
    desk.save("maryam", {"eid_level2": StepStatus.ASSISTED}, by=Persona.OFFICIAL)
    result = bring(desk, MARYAM)
    assert (2, "already_recorded") in codes(result)
    assert desk.live("maryam")["eid_level2"] is StepStatus.ASSISTED
    desk.verified()


def test_what_a_clerk_emptied_is_not_filled_again_by_the_same_list(desk: Desk) -> None:
    bring(desk, ANH)
    (anh,) = stored(desk, "Nguyễn Văn Ảnh")
    people_upkeep.mend_citizen(
        call=desk.as_(Persona.OFFICIAL),
        command=MendCitizen(
            campaign=CAMPAIGN,
            commune_id=anh["commune_id"],
            citizen_id=anh["id"],
            expected_version=1,
            place_id=anh["place_id"],
            full_name="Nguyễn Văn Ảnh",
            birth="01/02/1980",
            phone="",
        ),
    )
    bring(desk, ANH)
    (after,) = stored(desk, "Nguyễn Văn Ảnh")
    assert after["phone_last"] is None


# ------------------------------------------------------------------------------------- refusals
def test_a_closed_campaign_takes_no_list(desk: Desk) -> None:
    found = look(desk, listed(ANH))
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, reason="xong")
    before = desk.state()
    with desk.refused("campaign_closed"):
        citizens.run(call=desk.as_(Persona.OFFICIAL), dry_run=found, batch_id=new_id())
    with desk.refused("campaign_closed"):
        look(desk, listed(ANH))
    assert desk.state() == before


def test_people_of_another_commune_are_not_found_here(desk: Desk) -> None:
    result = bring(desk, "1;Y Phê Kpă;01/01/1990;Nam;;;Buôn Phê;")
    assert counted(result) == (1, 0, 1, 0)
    assert codes(result) == [(2, "place_unknown")]


def test_a_row_without_a_village_needs_a_place(desk: Desk) -> None:
    without = "1;Nguyễn Văn Ảnh;01/02/1980;Nam;;;;"
    assert codes(bring(desk, without)) == [(2, "place_unknown")]
    jung = desk.world.place("Buôn Jung")
    found = look(desk, replace(listed(without), place_code=jung.code))
    assert counted(found.result) == (1, 1, 0, 0)
    # Nobody lives in a commune at large.
    commune = look(desk, replace(listed(without), place_code="24490"))
    assert codes(commune.result) == [(2, "place_unknown")]


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "file_empty"), (b"mot dong\nhai dong\n", "header_missing"), (b"\x00\x01", None)]
)
def test_a_file_that_is_no_list_is_refused_whole(desk: Desk, content: bytes, code: str | None) -> None:
    with pytest.raises(CampaignError) as caught:
        look(desk, replace(listed(), content=content))
    assert code is None or caught.value.code == code


def test_too_many_people_are_refused_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.services.imports.preparing.MAX_PEOPLE", 1)
    with desk.refused("file_too_large"):
        look(desk, listed(ANH, HAI))


# ---------------------------------------------------------------------------- all of it or nothing
def test_a_connection_lost_in_the_middle_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found, before = look(desk, listed(ANH, HAI, BA, MARYAM)), desk.state()

    def lost(*_args: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("campaign.services.imports.writing.write_records", lost)
    with pytest.raises(ConnectionError):
        citizens.run(call=desk.as_(Persona.OFFICIAL), dry_run=found, batch_id=new_id())
    assert desk.state() == before
    assert desk.rows(import_batch) == desk.rows(import_row) == desk.rows(import_issue) == 0


def test_two_clerks_with_the_same_file_bring_everybody_once(desk: Desk) -> None:
    found = [look(desk, listed(ANH, HAI, BA)) for _ in range(2)]
    results, start = [], threading.Barrier(2)

    def clerk(one: citizens.DryRun) -> None:
        start.wait()
        results.append(citizens.run(call=desk.as_(Persona.OFFICIAL), dry_run=one, batch_id=new_id()))

    threads = [threading.Thread(target=clerk, args=(one,)) for one in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counted(result) for result in results) == [(3, 0, 0, 3), (3, 3, 0, 0)]
    assert len(stored(desk, "Lê Văn Ba")) == 1
    desk.verified()


def test_somebody_enrolled_between_look_and_import_is_not_doubled(desk: Desk) -> None:
    found = look(desk, listed(ANH, HAI))
    desk.enrol("Nguyễn Văn Ảnh", birth="01/02/1980", personal_id="066080000001")
    result = citizens.run(call=desk.as_(Persona.OFFICIAL), dry_run=found, batch_id=new_id())
    assert counted(result) == (2, 1, 0, 1)
    assert len(stored(desk, "Nguyễn Văn Ảnh")) == 1


def test_the_number_of_queries_does_not_grow_with_the_rows(desk: Desk) -> None:
    def queries(start: int, count: int) -> int:
        rows = [
            f"{n};Người Thử {n};01/02/19{n % 90 + 10};Nam;09{n:08d};066{n:09d};Buôn Jung;x"
            for n in range(start, start + count)
        ]
        found = look(desk, listed(*rows))
        with desk.statements() as seen:
            citizens.run(call=desk.as_(Persona.OFFICIAL), dry_run=found, batch_id=new_id())
        return len(seen)

    few = queries(10_000, 2)
    assert queries(20_000, 120) == few


# ----------------------------------------------------------------------------------- who imports
def test_what_was_imported_is_listed_with_who_and_what(desk: Desk) -> None:
    result = bring(desk, ANH, "5;;1970;Nam;;;Buôn Pan;", at=moment_at(TODAY, hour=15))
    assert result.batch is not None
    (batch,) = batches.batches(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert (batch.id, batch.created_by, batch.file_name) == (result.batch, "Nguyễn Thị Lan", "danh-sach.csv")
    assert (batch.accepted, batch.rejected, len(batch.file_hash)) == (1, 1, 64)
    page = batches.issues(call=desk.as_(Persona.OFFICIAL), batch_id=batch.id, code="name_missing")
    assert ([issue.row for issue in page.issues], page.total) == ([3], 1)
    # The province's official sees it; next door nobody does.
    assert len(batches.batches(call=desk.as_(Persona.PROVINCE_OFFICIAL), slug=CAMPAIGN)) == 1
    with desk.refused("batch_unknown"):
        batches.issues(call=desk.as_(Persona.NEIGHBOUR), batch_id=batch.id)
