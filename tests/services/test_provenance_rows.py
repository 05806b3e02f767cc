"""The rows behind a number: who was counted, for those who may see people there; of reported numbers the reports."""

from __future__ import annotations

from datetime import timedelta

import pytest

from campaign.clock import new_id
from campaign.domain.vocabulary import Channel, Figure, StepStatus, TargetKind
from campaign.services import people, records
from campaign.services.people import EnrolCitizen
from campaign.services.provenance import provenance
from campaign.services.provenance_rows import PAGE_SIZE, RowsKind, RowsPage, provenance_rows
from tests.services.test_provenance import lived
from tests.support.desk import Desk
from tests.support.drive import DRIVE, SKILLS, approved, entry, open_drive, put
from tests.support.example import STEP, aim, record_example
from tests.support.world import CAMPAIGN, COMMUNE, TODAY, Persona, Someone

JUNG = "24490-V07"


def rows(
    desk: Desk,
    figure: Figure = Figure.RESULT,
    *,
    by: Persona = Persona.OFFICIAL,
    place: str | None = COMMUNE,
    indicator: str = STEP,
    slug: str = CAMPAIGN,
    page: int = 1,
) -> RowsPage:
    return provenance_rows(
        call=desk.as_(by), slug=slug, place_code=place, indicator=indicator, figure=figure, page=page
    )


def test_the_people_newest_first_with_masked_phones(desk: Desk) -> None:
    desk.save("sien", STEP, day=TODAY - timedelta(days=3))
    desk.save("maryam", STEP, channel=Channel.ONLINE)
    found = rows(desk)
    assert (found.kind, found.total, found.pages) == (RowsKind.PEOPLE, 2, 1)
    first = found.people[0]
    assert (first.full_name, first.day, first.status) == ("H’Maryam Niê", TODAY, StepStatus.COMPLETED)
    assert (first.place_name, first.channel, first.actor) == ("Buôn Jung", Channel.ONLINE, "Y Bhăm Kbuôr")
    assert first.phone == "091•••678"
    assert "0912345678" not in repr(found)


@pytest.mark.parametrize("indicator", [STEP, "eid_level2", "all_steps", "reached"])
def test_as_many_rows_as_the_number_says(desk: Desk, indicator: str) -> None:
    lived(desk)
    aim(desk, "Buôn Jung", 9000, kind=TargetKind.PERCENT, indicator=indicator if indicator != "eid_level2" else STEP)
    for figure in (Figure.RESULT, Figure.ALREADY_HAD, Figure.ASSISTED, Figure.TOWARD_TARGET, Figure.WEEK):
        for place in (COMMUNE, JUNG, desk.world.place("Trường THCS Nguyễn Trãi").code):
            told = provenance(
                call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, place_code=place, indicator=indicator, figure=figure
            )
            found = rows(desk, figure, place=place, indicator=indicator)
            assert found.total == len(found.people) == told.value, (figure, place)


def test_a_correction_leaves_one_row(desk: Desk) -> None:
    done = desk.save("maryam", STEP)
    commune = desk.world.people["maryam"].commune_id
    records.undo(call=desk.as_(Persona.VOLUNTEER), campaign=CAMPAIGN, commune_id=commune, save_id=done.save_id)
    assert rows(desk).total == 0
    desk.save("maryam", STEP)
    assert rows(desk).total == 1


@pytest.mark.parametrize("persona", [Persona.LEADER, Persona.AUDITOR])
def test_whoever_sees_numbers_alone_is_told_so_and_sees_no_name(desk: Desk, persona: Persona) -> None:
    record_example(desk)
    found = rows(desk, by=persona)
    assert found == RowsPage(kind=RowsKind.NOT_FOR_ROLE)


def test_a_volunteer_sees_the_rows_of_the_own_village_alone(desk: Desk) -> None:
    record_example(desk)
    assert rows(desk, by=Persona.VOLUNTEER, place=JUNG).total == 9
    with desk.refused("not_permitted"):
        rows(desk, by=Persona.VOLUNTEER)
    with desk.refused("not_permitted"):
        rows(desk, by=Persona.VOLUNTEER, place=desk.world.place("Thôn 3").code)
    with desk.refused("campaign_unknown"):
        rows(desk, by=Persona.NEIGHBOUR, place=JUNG)


def test_nobody_is_listed_for_what_was_set_or_is_known(desk: Desk) -> None:
    record_example(desk)
    for figure in (Figure.TARGET, Figure.ELIGIBLE, Figure.PLANNED_TODAY):
        assert rows(desk, figure) == RowsPage(kind=RowsKind.NOBODY_COUNTED)


def test_several_communes_are_not_listed_at_once(desk: Desk) -> None:
    desk.run(
        "UPDATE campaign SET place_id = :province WHERE slug = :slug",
        province=desk.world.place("Đắk Lắk").id,
        slug=CAMPAIGN,
    )
    desk.save("maryam", STEP)
    assert rows(desk, by=Persona.PROVINCE_OFFICIAL, place="66").kind is RowsKind.TOO_WIDE
    assert rows(desk, by=Persona.PROVINCE_OFFICIAL).kind is RowsKind.PEOPLE


def test_pages_and_a_page_beyond_the_last(desk: Desk) -> None:
    crowd(desk, PAGE_SIZE + 3)
    first, second = rows(desk), rows(desk, page=2)
    assert (first.total, first.pages, len(first.people), len(second.people)) == (PAGE_SIZE + 3, 2, PAGE_SIZE, 3)
    assert {p.citizen_id for p in first.people}.isdisjoint({p.citizen_id for p in second.people})
    assert rows(desk, page=99) == first


def test_the_same_queries_whatever_the_size(desk: Desk) -> None:
    record_example(desk)
    with desk.statements() as few:
        rows(desk)
    crowd(desk, PAGE_SIZE)
    with desk.statements() as many:
        rows(desk, page=2)
    assert len(few) == len(many) <= 9


def test_reports_with_who_sent_and_who_approved(desk: Desk) -> None:
    open_drive(desk)
    approved(desk, entry(desk, 300), entry(desk, 14, day=TODAY - timedelta(days=1)))
    put(desk, entry(desk, 5, day=TODAY - timedelta(days=2)), submit=True)
    for persona in (Persona.PROVINCE_OFFICIAL, Persona.AUDITOR):
        found = rows(desk, by=persona, place="66", indicator=SKILLS, slug=DRIVE)
        assert (found.kind, found.total) == (RowsKind.REPORTS, 2)
        assert [(r.place_name, r.day, r.n) for r in found.reports] == [
            ("Krông Pắc", TODAY, 300),
            ("Krông Pắc", TODAY - timedelta(days=1), 14),
        ]


def crowd(desk: Desk, size: int) -> None:
    """Many people who were helped on one day."""
    call, place = desk.as_(Persona.OFFICIAL), desk.world.place("Buôn Jung")
    commands = [
        EnrolCitizen(
            id=new_id(),
            campaign=CAMPAIGN,
            place_id=place.id,
            full_name=f"Lò Văn Đông {number}",
            birth="1980",
            distinct_reason="mẫu",
        )
        for number in range(size)
    ]
    made = people.enrol_many(call=call, commands=commands)
    someone = [Someone(commune_id=m.commune_id, id=m.id, name=m.full_name, place_id=m.place_id) for m in made]
    saved = records.save_group(call=call, saves=[desk.command(who, STEP) for who in someone])
    assert all(row.result for row in saved)
