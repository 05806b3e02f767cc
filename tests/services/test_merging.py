"""Two entries that are one person: the union, the counts, the way back, who may, and what is refused."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from campaign.clock import Moment, new_id
from campaign.db.tables import citizen, citizen_merge, record
from campaign.domain.vocabulary import Consent, Sex, StepStatus
from campaign.errors import CampaignError
from campaign.services import duplicates, merging, people_upkeep, records, search
from campaign.services.imports import citizens, undoing
from campaign.services.imports.request import ImportRequest
from campaign.services.people_upkeep import ConsentAnswer, MendCitizen
from campaign.services.records import Correction
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NOW, START, TODAY, Persona, Someone

DONE, HAD, HELPED = StepStatus.COMPLETED, StepStatus.ALREADY_HAD, StepStatus.ASSISTED
Told = tuple[StepStatus, date]
STEP, OTHER = "chip_id_card", "scam_awareness"
DAY = START + timedelta(days=2)


def later(minutes: int) -> Moment:
    return Moment(now=NOW.now + timedelta(minutes=minutes), today=TODAY)


def enrolled_again(desk: Desk, name: str, **more: Any) -> Someone:  # noqa: ANN401 - fields of EnrolCitizen
    """Enter somebody who looks like a person already there, with nothing decided about the two."""
    made = desk.enrol(name, distinct_reason="chưa rõ", **more)
    desk.run("UPDATE duplicate_pair SET state = 'open', reason = '', decided_by = NULL, decided_at = NULL")
    return made


@pytest.fixture
def twice(desk: Desk) -> tuple[Someone, Someone]:
    """Somebody who was entered at home and again at school, the second time with less."""
    home = desk.enrol("H’Blăng Mlô", birth="14/08/1991", phone="0912111222", sex=Sex.FEMALE)
    school = enrolled_again(desk, "H Blang Mlo", place="Trường THCS Nguyễn Trãi", birth="1991")
    return home, school


def merge(desk: Desk, kept: Someone, gone: Someone, **more: object) -> merging.Merged:
    given = {"merge_id": new_id(), "call": desk.as_(Persona.OFFICIAL), **more}
    return merging.merge(commune_id=kept.commune_id, kept_id=kept.id, gone_id=gone.id, **given)  # type: ignore[arg-type]


def column(desk: Desk, who: Someone, name: str) -> object:
    with desk.store.read() as connection:
        return connection.execute(select(citizen.c[name]).where(citizen.c.id == who.id)).scalar_one()


def test_reached_at_school_and_at_home_is_one_person(desk: Desk, twice: tuple[Someone, Someone]) -> None:
    home, school = twice
    desk.save(home, STEP, by=Persona.OFFICIAL, day=TODAY)
    desk.save(school, {STEP: DONE, OTHER: DONE}, by=Persona.OFFICIAL, day=DAY, place="Trường THCS Nguyễn Trãi")
    assert desk.count("Krông Pắc", "reached") == 2
    assert desk.count("Krông Pắc", STEP) == 2
    with desk.one_event("citizen.merge") as found:
        done = merge(desk, home, school, reason="một người")
    assert (done.records, done.full_name) == (2, "H’Blăng Mlô")
    assert found[0]["after"]["other_entry"] == str(school.id)
    assert found[0]["reason"] == "một người"
    # Once, on the earliest day, at the place where it was done.
    assert desk.count("Krông Pắc", "reached") == 1
    assert desk.count("Trường THCS Nguyễn Trãi", "reached", day=DAY) == 1
    assert desk.count("Buôn Jung", STEP) == 0
    assert desk.count("Krông Pắc", STEP, day=DAY) == 1
    assert desk.live(home) == {STEP: DONE, OTHER: DONE}
    assert desk.live(school) == {}
    desk.verified()


@pytest.mark.parametrize(
    ("kept", "gone", "stands"),
    [
        ((DONE, TODAY), (DONE, DAY), (DONE, DAY)),
        ((DONE, DAY), (DONE, TODAY), (DONE, DAY)),
        ((HAD, DAY), (DONE, TODAY), (DONE, TODAY)),
        ((HELPED, DAY), (HAD, TODAY), (HAD, TODAY)),
        ((StepStatus.REFUSED, TODAY), (HELPED, DAY), (HELPED, DAY)),
    ],
)
def test_of_two_records_of_a_step_the_one_that_says_more_stands(
    desk: Desk, twice: tuple[Someone, Someone], kept: Told, gone: Told, stands: Told
) -> None:
    home, school = twice
    desk.save(home, {STEP: kept[0]}, day=kept[1], by=Persona.OFFICIAL)
    desk.save(school, {STEP: gone[0]}, day=gone[1], by=Persona.OFFICIAL)
    merge(desk, home, school)
    card = search.history(
        call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, commune_id=home.commune_id, citizen_id=home.id
    )
    live = [(line.status, line.day) for line in card if line.voided_at is None]
    assert live == [stands]
    desk.verified()


def test_both_histories_stay_and_the_way_back_restores_both(desk: Desk, twice: tuple[Someone, Someone]) -> None:
    home, school = twice
    desk.save(home, {STEP: HELPED}, by=Persona.OFFICIAL, day=TODAY)
    desk.save(school, {STEP: DONE, OTHER: DONE}, by=Persona.TEAM_LEAD, day=DAY)
    before = (desk.live(home), desk.live(school), desk.state()["counted"])
    done = merge(desk, home, school)
    assert desk.live(home) == {STEP: DONE, OTHER: DONE}
    with desk.one_event("citizen.unmerge"):
        parted = merging.unmerge(call=desk.as_(Persona.OFFICIAL), commune_id=home.commune_id, merge_id=done.merge_id)
    assert (parted.kept_name, parted.gone_name) == ("H’Blăng Mlô", "H Blang Mlo")
    assert (desk.live(home), desk.live(school), desk.state()["counted"]) == before
    assert desk.count("Buôn Jung", STEP, HELPED, day=TODAY) == 1
    with desk.store.read() as connection:
        rows = connection.execute(select(record).where(record.c.citizen_id.in_([home.id, school.id]))).all()
    # Nothing was deleted: what was taken back says why.
    assert {row.void_reason for row in rows if row.voided_at} == {"merged", "unmerged"}
    # Whoever did the work is still who did it.
    lead = {row.account_id for row in rows if row.citizen_id == school.id}
    assert lead == {desk.world.viewers[Persona.TEAM_LEAD].account_id}
    assert column(desk, school, "merged_into") is None
    desk.verified()


def test_the_kept_entry_learns_what_it_did_not_know_and_forgets_it_again(
    desk: Desk, twice: tuple[Someone, Someone]
) -> None:
    home, school = twice
    call = desk.as_(Persona.OFFICIAL)
    before = {name: column(desk, school, name) for name in ("birth_date", "phone_index", "sex", "phone_last")}
    done = merge(desk, school, home)
    assert done.learnt == ("birth", "phone", "sex")
    assert column(desk, school, "birth_date") == column(desk, home, "birth_date")
    sealed = column(desk, school, "phone_cipher")
    assert isinstance(sealed, bytes)
    assert desk.store.vault.open(sealed, owner=school.id, column="phone") == "+84912111222"
    found = search.search(call=call, slug=CAMPAIGN, text="0912111222").cards
    assert [card.id for card in found] == [school.id]
    merging.unmerge(call=call, commune_id=home.commune_id, merge_id=done.merge_id)
    assert {name: column(desk, school, name) for name in before} == before
    # The number of the other one was never touched.
    sealed = column(desk, home, "phone_cipher")
    assert isinstance(sealed, bytes)
    assert desk.store.vault.open(sealed, owner=home.id, column="phone") == "+84912111222"


def test_what_was_mended_since_stays_on_the_way_back(desk: Desk, twice: tuple[Someone, Someone]) -> None:
    home, school = twice
    done = merge(desk, school, home)
    people_upkeep.mend_citizen(
        call=desk.as_(Persona.OFFICIAL),
        command=MendCitizen(
            campaign=CAMPAIGN,
            commune_id=school.commune_id,
            citizen_id=school.id,
            expected_version=2,
            place_id=school.place_id,
            full_name="H’Blang Mlô",
            birth="15/08/1991",
            sex=Sex.FEMALE,
            distinct_reason="một người",
        ),
    )
    merging.unmerge(call=desk.as_(Persona.OFFICIAL), commune_id=home.commune_id, merge_id=done.merge_id)
    assert str(column(desk, school, "birth_date")) == "1991-08-15"
    assert column(desk, school, "full_name") == "H’Blang Mlô"
    assert column(desk, school, "phone_index") is None
    assert column(desk, school, "sex") is None


def test_a_no_of_either_entry_is_the_persons_no(desk: Desk, twice: tuple[Someone, Someone]) -> None:
    home, school = twice
    command = ConsentAnswer(
        campaign=CAMPAIGN,
        commune_id=school.commune_id,
        citizen_id=school.id,
        expected=Consent.NOT_REQUIRED,
        answer=Consent.REFUSED,
    )
    people_upkeep.answer_consent(call=desk.as_(Persona.OFFICIAL), command=command)
    done = merge(desk, home, school)
    assert done.learnt == ("consent",)
    assert column(desk, home, "consent") == "refused"
    merging.unmerge(call=desk.as_(Persona.OFFICIAL), commune_id=home.commune_id, merge_id=done.merge_id)
    assert column(desk, home, "consent") == "not_required"
    assert column(desk, school, "consent") == "refused"


def test_a_number_of_today_takes_the_place_of_an_old_one_and_two_of_a_kind_are_refused(desk: Desk) -> None:
    old = desk.enrol("Đinh Văn Khôi", birth="1970", personal_id="240123456")
    new = enrolled_again(desk, "Đinh Văn Khôi", birth="1970", personal_id="066070001234")
    other = enrolled_again(desk, "Đinh Văn Khôi", birth="1970", personal_id="066070005678")
    with desk.refused("merge_ids_differ", name="Đinh Văn Khôi"):
        merge(desk, new, other)
    done = merge(desk, old, new)
    assert done.learnt == ("personal_id",)
    assert column(desk, old, "personal_id_last") == "1234"
    merging.unmerge(call=desk.as_(Persona.OFFICIAL), commune_id=old.commune_id, merge_id=done.merge_id)
    assert column(desk, old, "personal_id_last") == "3456"
    # The other way round the number of today simply stays.
    assert merge(desk, new, old).learnt == ()


def test_work_after_a_merge_follows_its_thread(desk: Desk, twice: tuple[Someone, Someone]) -> None:
    home, school = twice
    desk.save(school, {STEP: HELPED, OTHER: DONE}, by=Persona.OFFICIAL, day=DAY)
    done = merge(desk, home, school)
    # The work goes on, one step is mended, one is new.
    desk.save(home, {STEP: DONE}, by=Persona.OFFICIAL, at=later(1))
    desk.save(home, {"payment_account": DONE}, by=Persona.OFFICIAL, at=later(2))
    card = search.person(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, commune_id=home.commune_id, citizen_id=home.id)
    wrong = next(mark.record_id for mark in card.marks if mark.step == OTHER)
    assert wrong is not None
    records.correct(
        call=desk.as_(Persona.OFFICIAL, later(3)),
        correction=Correction(
            campaign=CAMPAIGN, record_id=wrong, commune_id=home.commune_id, reason="đã có sẵn", status=HAD
        ),
    )
    merging.unmerge(call=desk.as_(Persona.OFFICIAL, later(4)), commune_id=home.commune_id, merge_id=done.merge_id)
    assert desk.live(home) == {"payment_account": DONE}
    assert desk.live(school) == {STEP: DONE, OTHER: HAD}
    desk.verified()


def test_what_was_taken_back_since_stays_taken_back(desk: Desk, twice: tuple[Someone, Someone]) -> None:
    home, school = twice
    saved = desk.save(school, {STEP: DONE}, by=Persona.OFFICIAL, day=DAY)
    desk.save(home, {STEP: DONE}, by=Persona.OFFICIAL, day=TODAY)
    done = merge(desk, home, school)
    records.undo(
        call=desk.as_(Persona.OFFICIAL, later(1)),
        campaign=CAMPAIGN,
        commune_id=home.commune_id,
        save_id=saved.save_id,
    )
    # The entry's own record comes back at once; the other's stays away.
    assert desk.live(home) == {STEP: DONE}
    assert desk.count("Krông Pắc", STEP, day=TODAY) == 1
    merging.unmerge(call=desk.as_(Persona.OFFICIAL, later(2)), commune_id=home.commune_id, merge_id=done.merge_id)
    assert (desk.live(home), desk.live(school)) == ({STEP: DONE}, {})
    desk.verified()


def test_counts_move_in_every_campaign_also_in_a_closed_one(desk: Desk, twice: tuple[Someone, Someone]) -> None:
    home, school = twice
    desk.save(home, STEP, by=Persona.OFFICIAL)
    desk.save(school, STEP, by=Persona.OFFICIAL, day=DAY)
    desk.run("UPDATE campaign SET status = 'closed' WHERE slug = :slug", slug=CAMPAIGN)
    revision = desk.revision()
    merge(desk, home, school)
    assert desk.count("Krông Pắc", STEP) == 1
    assert desk.revision() > revision
    desk.verified()


def test_the_same_merge_sent_twice_is_one(desk: Desk, twice: tuple[Someone, Someone]) -> None:
    home, school = twice
    desk.save(school, STEP, by=Persona.OFFICIAL)
    own = new_id()
    assert not merge(desk, home, school, merge_id=own).repeated
    before = desk.state()
    again = merge(desk, home, school, merge_id=own)
    assert (again.repeated, again.records) == (True, 1)
    assert desk.state() == before
    call = desk.as_(Persona.OFFICIAL)
    assert not merging.unmerge(call=call, commune_id=home.commune_id, merge_id=own).repeated
    before = desk.state()
    assert merging.unmerge(call=call, commune_id=home.commune_id, merge_id=own).repeated
    assert desk.state() == before


def test_somebody_merged_away_is_refused_whoever_comes_second(desk: Desk, twice: tuple[Someone, Someone]) -> None:
    home, school = twice
    merge(desk, home, school)
    with desk.refused("citizen_merged", name=school.name):
        merge(desk, school, home)
    with desk.refused("citizen_merged", name=school.name):
        desk.save(school, STEP, by=Persona.OFFICIAL)
    with desk.refused("citizen_merged"):
        duplicates.keep_apart(
            call=desk.as_(Persona.OFFICIAL),
            commune_id=home.commune_id,
            first_id=home.id,
            second_id=school.id,
            reason="khác nhau",
        )


def test_of_several_merges_the_last_is_taken_back_first(desk: Desk, twice: tuple[Someone, Someone]) -> None:
    home, school = twice
    third = enrolled_again(desk, "H’Blăng Mlo", birth="1991")
    desk.save(school, {STEP: DONE}, by=Persona.OFFICIAL, day=TODAY)
    desk.save(third, {STEP: DONE, OTHER: DONE}, by=Persona.OFFICIAL, day=DAY)
    call = desk.as_(Persona.OFFICIAL)
    first = merge(desk, home, school)
    second = merge(desk, home, third)
    assert desk.count("Krông Pắc", STEP, day=DAY) == 1
    with desk.refused("merge_not_last", other=third.name):
        merging.unmerge(call=call, commune_id=home.commune_id, merge_id=first.merge_id)
    merging.unmerge(call=call, commune_id=home.commune_id, merge_id=second.merge_id)
    assert desk.live(home) == {STEP: DONE}
    desk.verified()
    merging.unmerge(call=call, commune_id=home.commune_id, merge_id=first.merge_id)
    assert (desk.live(home), desk.live(school), desk.live(third)) == ({}, {STEP: DONE}, {STEP: DONE, OTHER: DONE})
    desk.verified()


def test_a_merge_into_somebody_who_was_merged_away_waits(desk: Desk, twice: tuple[Someone, Someone]) -> None:
    home, school = twice
    third = enrolled_again(desk, "H’Blăng Mlo", birth="1991")
    desk.save(third, {STEP: DONE}, by=Persona.OFFICIAL, day=DAY)
    call = desk.as_(Persona.OFFICIAL)
    first = merge(desk, school, third)
    second = merge(desk, home, school)
    with desk.refused("citizen_merged", name=school.name):
        merging.unmerge(call=call, commune_id=home.commune_id, merge_id=first.merge_id)
    merging.unmerge(call=call, commune_id=home.commune_id, merge_id=second.merge_id)
    assert desk.live(school) == {STEP: DONE}
    merging.unmerge(call=call, commune_id=home.commune_id, merge_id=first.merge_id)
    assert (desk.live(home), desk.live(school), desk.live(third)) == ({}, {}, {STEP: DONE})
    desk.verified()


def test_a_pair_that_was_kept_apart_is_not_merged_in_passing(desk: Desk, twice: tuple[Someone, Someone]) -> None:
    home, school = twice
    call = desk.as_(Persona.OFFICIAL)
    at = home.commune_id
    duplicates.keep_apart(call=call, commune_id=at, first_id=home.id, second_id=school.id, reason="khác mẹ")
    with desk.refused("pair_kept_apart", reason="khác mẹ"):
        merge(desk, home, school)
    duplicates.reconsider(call=call, commune_id=at, first_id=school.id, second_id=home.id)
    merge(desk, home, school)


def test_whoever_may_not_is_refused_and_who_is_out_of_sight_is_not_there(
    desk: Desk, twice: tuple[Someone, Someone]
) -> None:
    home, school = twice
    for persona in (Persona.VOLUNTEER, Persona.TEAM_LEAD, Persona.LEADER):
        with desk.refused("not_permitted"):
            merge(desk, home, school, call=desk.as_(persona))
    with desk.refused("citizen_unknown"):
        merge(desk, home, school, call=desk.as_(Persona.NEIGHBOUR))
    with desk.refused("citizen_unknown"):
        merge(desk, home, school, call=desk.narrowed(Persona.OFFICIAL, "Buôn Jung"))
    with desk.refused("merge_same_entry"):
        merge(desk, home, home)
    with desk.refused("merge_unknown"):
        merging.unmerge(call=desk.as_(Persona.OFFICIAL), commune_id=home.commune_id, merge_id=uuid.uuid4())
    done = merge(desk, home, school)
    with desk.refused("citizen_unknown"):
        merging.unmerge(call=desk.as_(Persona.NEIGHBOUR), commune_id=home.commune_id, merge_id=done.merge_id)


def test_a_number_that_somebody_else_got_meanwhile_stands_in_the_way(desk: Desk) -> None:
    old = desk.enrol("Đinh Văn Khôi", birth="1970")
    new = enrolled_again(desk, "Đinh Văn Khôi", birth="1970", personal_id="066070001234")
    done = merge(desk, old, new)
    with desk.store.write() as connection:
        connection.execute(update(citizen).where(citizen.c.id == old.id).values(personal_id_index=None))
        taken = select(citizen.c.personal_id_index).where(citizen.c.id == new.id)
        index = connection.execute(taken).scalar_one()
        third = desk.world.people["sien"].id
        connection.execute(update(citizen).where(citizen.c.id == third).values(personal_id_index=index))
    with desk.refused("id_taken"):
        merging.unmerge(call=desk.as_(Persona.OFFICIAL), commune_id=old.commune_id, merge_id=done.merge_id)


def test_a_failure_in_the_middle_leaves_nothing(
    desk: Desk, twice: tuple[Someone, Someone], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, school = twice
    desk.save(school, STEP, by=Persona.OFFICIAL)
    before = (desk.state(), desk.rows(citizen_merge), desk.live(school))

    def fail(*_: object, **__: object) -> None:
        raise CampaignError("database_busy")

    monkeypatch.setattr("campaign.services.pairing.look_again", fail)
    with desk.refused("database_busy"):
        merge(desk, home, school)
    assert (desk.state(), desk.rows(citizen_merge), desk.live(school)) == before


def test_an_import_that_is_taken_back_after_a_merge_leaves_the_kept_entry_its_own_record(desk: Desk) -> None:
    home = desk.enrol("Đinh Văn Khôi", birth="1970")
    desk.save(home, {STEP: DONE}, by=Persona.OFFICIAL, day=TODAY)
    listed = f"Họ và tên;Năm sinh;Thôn, buôn;{STEP}\nĐinh Văn Khội;1970;Buôn Jung;10/11/2026\n"
    call = desk.as_(Persona.OFFICIAL)
    request = ImportRequest(campaign=CAMPAIGN, file_name="danh-sach.csv", content=listed.encode())
    batch = new_id()
    found = citizens.run(call=call, dry_run=citizens.dry_run(call=call, request=request), batch_id=batch)
    assert found.accepted == 1
    with desk.store.read() as connection:
        brought = connection.execute(select(citizen).where(citizen.c.full_name == "Đinh Văn Khội")).one()
    gone = Someone(commune_id=brought.commune_id, id=brought.id, name=brought.full_name, place_id=brought.place_id)
    # The list was compared with the people who were there.
    pairs = duplicates.pairs(call=call, slug=CAMPAIGN).lines
    assert [{line.first.id, line.second.id} for line in pairs] == [{home.id, gone.id}]
    done = merge(desk, home, gone)
    assert desk.count("Krông Pắc", STEP, day=DAY) == 1
    undone = undoing.undo(call=call, batch_id=batch)
    assert (undone.voided, [one.why for one in undone.stayed]) == (1, ["merged"])
    assert desk.live(home) == {STEP: DONE}
    assert desk.count("Krông Pắc", STEP, day=TODAY) == 1
    desk.verified()
    merging.unmerge(call=desk.as_(Persona.OFFICIAL, later(1)), commune_id=home.commune_id, merge_id=done.merge_id)
    assert (desk.live(home), desk.live(gone)) == ({STEP: DONE}, {})
    desk.verified()
