"""*Công dân*, the list: who is in it, each filter, numbers masked, pages, constant queries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from campaign.clock import new_id
from campaign.db.tables import citizen, import_batch, import_row
from campaign.domain.vocabulary import Consent, StepStatus
from campaign.services import people, people_list, remaining
from campaign.services.people import EnrolCitizen
from campaign.services.people_list import ALL_STEPS, PAGE_SIZE, PeoplePage, PeopleWanted, StepAsked
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, COMMUNE, NOW, Persona

MARYAM, SIEN, DAO, CHILD, PAN = "H’Maryam Niê", "Y Siên Ayŭn", "Nguyễn Thị Đào", "Trần Gia Bảo", "H’Lan Mlô"


def listed(desk: Desk, *, by: Persona = Persona.OFFICIAL, page: int = 1, **wanted: Any) -> PeoplePage:  # noqa: ANN401 - fields of PeopleWanted
    asked = PeopleWanted(**wanted)
    return people_list.find_people(call=desk.as_(by), slug=CAMPAIGN, wanted=asked, page=page)


def names(desk: Desk, *, by: Persona = Persona.OFFICIAL, **wanted: Any) -> list[str]:  # noqa: ANN401 - fields of PeopleWanted
    return [line.card.full_name for line in listed(desk, by=by, **wanted).lines]


def test_everybody_of_the_commune_village_by_village_with_masked_numbers(desk: Desk) -> None:
    found = listed(desk)
    assert [line.card.full_name for line in found.lines] == [CHILD, MARYAM, SIEN, PAN, DAO]
    assert (found.total, found.pages, found.page) == (5, 1, 1)
    assert (found.commune and found.commune.code, found.place) == (COMMUNE, None)
    maryam = found.lines[1]
    assert (maryam.numbers.phone, maryam.numbers.personal_id) == ("091•••678", "066•••••••34")
    assert "0912345678" not in repr(found)
    assert "066194001234" not in repr(found)


def test_a_village(desk: Desk) -> None:
    assert names(desk, place="24490-V07") == [CHILD, MARYAM, SIEN]
    assert names(desk, place=COMMUNE) == names(desk)
    with desk.refused("place_unknown"):
        listed(desk, place="24502-V01")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hmaryam", [MARYAM]),
        ("h' maryam nie", [MARYAM]),
        ("thidao", [DAO]),
        ("678", [MARYAM]),
        ("0912.345.678", [MARYAM]),
        ("066194001234", [MARYAM]),
        ("1961", [SIEN]),
        ("nobody", []),
        ("?", []),
        ("%", []),
    ],
)
def test_a_text_finds_as_on_the_record_screen(desk: Desk, text: str, found: list[str]) -> None:
    assert names(desk, text=text) == found


def test_who_lacks_a_step_leaves_out_whom_it_does_not_concern(desk: Desk) -> None:
    everybody_of_age = [MARYAM, SIEN, PAN, DAO]
    # Thirteen years old: an account in the bank begins at fifteen.
    assert names(desk, step="payment_account") == everybody_of_age
    desk.save("maryam", "payment_account")
    desk.save("sien", {"payment_account": StepStatus.NOT_APPLICABLE})
    desk.save("dao", {"payment_account": StepStatus.REFUSED}, by=Persona.COLLEAGUE)
    assert names(desk, step="payment_account") == [PAN]
    assert names(desk, step="payment_account", stands=StepAsked.DONE) == [MARYAM]
    assert names(desk, step="payment_account", stands=StepStatus.REFUSED) == [DAO]


def test_whoever_agrees_to_nothing_is_asked_for_nothing(desk: Desk) -> None:
    desk.run("UPDATE citizen SET consent = 'withdrawn' WHERE full_name = :name", name=PAN)
    assert names(desk, step="payment_account") == [MARYAM, SIEN, DAO]


def test_all_required_steps_at_once(desk: Desk) -> None:
    desk.save("sien", desk.world.required)
    assert names(desk, step=ALL_STEPS, stands=StepAsked.DONE) == [SIEN]
    left = names(desk, step=ALL_STEPS)
    assert SIEN not in left
    assert MARYAM in left


def test_a_step_that_is_none_filters_nothing(desk: Desk) -> None:
    assert len(names(desk, step="no_such_step")) == 5


def test_consent(desk: Desk) -> None:
    desk.run("UPDATE citizen SET consent = 'refused' WHERE full_name = :name", name=DAO)
    assert names(desk, consent=Consent.REFUSED) == [DAO]
    assert DAO not in names(desk, consent=Consent.NOT_REQUIRED)


def test_whom_an_imported_list_named(desk: Desk) -> None:
    batch, who = new_id(), desk.world.people["dao"]
    with desk.store.write() as connection:
        connection.execute(
            import_batch.insert().values(
                id=batch,
                commune_id=who.commune_id,
                kind="citizens",
                campaign_id=desk.world.campaign.id,
                place_id=who.place_id,
                file_name="danh-sach.xlsx",
                file_hash="0" * 64,
                columns="{}",
                rows_read=1,
                accepted=1,
                rejected=0,
                duplicates=0,
                warnings=0,
                created_at=NOW.now,
            )
        )
        connection.execute(
            import_row.insert().values(
                commune_id=who.commune_id,
                campaign_id=desk.world.campaign.id,
                content=b"content",
                nth=1,
                citizen_id=who.id,
                batch_id=batch,
                outcome="added",
            )
        )
    assert names(desk, batch_id=batch) == [DAO]
    assert names(desk, batch_id=new_id()) == []
    # Merged since, the person stands in the entry that was kept.
    with desk.store.write() as connection:
        kept = desk.world.people["sien"].id
        connection.execute(citizen.update().where(citizen.c.id == who.id).values(merged_into=kept))
    assert names(desk, batch_id=batch) == [SIEN]


def test_merged_and_erased_people_are_not_listed(desk: Desk) -> None:
    desk.run("UPDATE citizen SET erased_at = '2026-11-20 00:00:00+00:00' WHERE full_name = :name", name=DAO)
    keys = {"gone": desk.world.people["pan"].id, "kept": desk.world.people["sien"].id}
    with desk.store.write() as connection:
        connection.execute(citizen.update().where(citizen.c.id == keys["gone"]).values(merged_into=keys["kept"]))
    assert names(desk) == [CHILD, MARYAM, SIEN]


def test_whoever_works_above_communes_chooses_one(desk: Desk) -> None:
    desk.run(
        "UPDATE campaign SET place_id = :province WHERE slug = :slug",
        province=desk.world.place("Đắk Lắk").id,
        slug=CAMPAIGN,
    )
    found = listed(desk, by=Persona.PROVINCE_OFFICIAL)
    assert {place.name for place in found.communes} == {"Krông Pắc", "Ea Phê"}
    assert (found.commune, found.lines, found.total) == (None, (), 0)
    assert names(desk, by=Persona.PROVINCE_OFFICIAL, place="24502") == ["Y Phê Kpă"]
    # The official of one of them has nothing to choose, and does not hear of the other.
    own = listed(desk)
    assert [place.name for place in own.communes] == ["Krông Pắc"]
    with desk.refused("place_unknown"):
        listed(desk, place="24502")


def many(desk: Desk, n: int) -> None:
    jung = desk.world.place("Buôn Jung").id
    commands = [
        EnrolCitizen(
            id=new_id(),
            campaign=CAMPAIGN,
            place_id=jung,
            full_name=f"Người Giả {chr(65 + i % 26)}{chr(97 + i // 26)}",
            birth=date(1950 + i % 40, 1, 1 + i % 28),
        )
        for i in range(n)
    ]
    people.enrol_many(call=desk.as_(Persona.OFFICIAL), commands=commands)


def test_pages_cover_everybody_once_and_cost_the_same_with_ten_or_a_hundred(desk: Desk) -> None:
    # The first look of a process also reads the campaign's indicators.
    listed(desk)
    with desk.statements() as few:
        listed(desk, step=ALL_STEPS, text="h")
    many(desk, 2 * PAGE_SIZE)
    with desk.statements() as lots:
        first = listed(desk, step=ALL_STEPS, text="n")
    assert len(lots) == len(few) <= 7
    assert len(first.lines) == PAGE_SIZE
    whole = [line.card.id for page in (1, 2, 3) for line in listed(desk, page=page).lines]
    assert len(whole) == len(set(whole)) == listed(desk).total == 2 * PAGE_SIZE + 5
    # An old address beyond the end shows the last page.
    assert listed(desk, page=99).page == 3
    assert listed(desk, page=99, text="maryam").page == 1
    assert [line.card.full_name for line in listed(desk, page=7, text="thidao").lines] == [DAO]


def test_the_list_of_who_lacks_steps_is_that_of_the_printed_sheets(desk: Desk) -> None:
    desk.save("sien", desk.world.required)
    desk.save("dao", {"scam_awareness": StepStatus.REFUSED}, by=Persona.COLLEAGUE)
    desk.run("UPDATE citizen SET consent = 'refused' WHERE full_name = :name", name=PAN)
    sheets = remaining.remaining(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    printed = {person.full_name for village in sheets.villages for person in village.people}
    assert set(names(desk, step=ALL_STEPS)) == printed == {CHILD, MARYAM, DAO}
