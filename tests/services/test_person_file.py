"""*Công dân*, one person: history over campaigns and merges, and looking at whole numbers with a reason."""

from __future__ import annotations

import uuid

import pytest

from campaign.clock import new_id
from campaign.db.tables import citizen, citizen_merge
from campaign.domain.vocabulary import StepStatus
from campaign.services import person_file, records
from campaign.services.person_file import PersonFile, Reveal
from campaign.services.records import Correction
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, NOW, Persona


def file_of(desk: Desk, who: str, *, by: Persona = Persona.OFFICIAL, slug: str = CAMPAIGN) -> PersonFile:
    person = desk.world.people[who]
    return person_file.person_file(call=desk.as_(by), slug=slug, commune_id=person.commune_id, citizen_id=person.id)


def look(desk: Desk, who: str = "maryam", *, reason: str = "gọi điện hẹn") -> Reveal:
    person = desk.world.people[who]
    return Reveal(campaign=CAMPAIGN, commune_id=person.commune_id, citizen_id=person.id, reason=reason)


# ---------------------------------------------------------------------------------------------- the file
def test_what_was_recorded_and_taken_back_is_told_with_who_and_why(desk: Desk) -> None:
    save = desk.command("maryam", ("chip_id_card", "scam_awareness"))
    records.save_steps(call=desk.as_(Persona.VOLUNTEER), save=save)
    wrong = records.record_id(save_id=save.save_id, citizen_id=save.citizen_id, step="scam_awareness")
    correction = Correction(
        campaign=CAMPAIGN, record_id=wrong, commune_id=save.commune_id, reason="ghi nhầm người", void=True
    )
    records.correct(call=desk.as_(Persona.OFFICIAL), correction=correction)
    found = file_of(desk, "maryam")
    assert found.numbers.phone == "091•••678"
    assert {(r.step_vi, r.voided_at is None) for r in found.records} == {
        (step.name_vi, step.key == "chip_id_card")
        for step in desk.world.campaign.steps
        if step.key in {"chip_id_card", "scam_awareness"}
    }
    voided = next(r for r in found.records if r.voided_at is not None)
    assert (voided.actor, voided.voided_by, voided.void_reason) == ("Y Bhăm Kbuôr", "Nguyễn Thị Lan", "ghi nhầm người")
    assert found.in_campaign
    assert found.pairs == 0


def test_history_is_of_all_campaigns_that_the_viewer_may_see(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    desk.run("UPDATE campaign SET status = 'closed' WHERE slug = :slug", slug=CAMPAIGN)
    other = desk.world.neighbour_campaign
    desk.run("UPDATE campaign SET place_id = :p WHERE id = :id", p=desk.world.place("Krông Pắc").id, id=other.id)
    found = file_of(desk, "maryam", slug=NEIGHBOUR_CAMPAIGN)
    assert [(r.campaign_slug, r.status) for r in found.records] == [(CAMPAIGN, StepStatus.COMPLETED)]


def merged(desk: Desk, *, kept: str, gone: str) -> uuid.UUID:
    """Merge two entries in the tables alone: what it does with records is tested beside the service."""
    own, (a, b) = new_id(), (desk.world.people[kept], desk.world.people[gone])
    with desk.store.write() as connection:
        connection.execute(citizen.update().where(citizen.c.id == b.id).values(merged_into=a.id))
        row = {"commune_id": a.commune_id, "id": own, "kept_id": a.id, "gone_id": b.id, "merged_at": NOW.now}
        needed = {"kept_version": 2} if "kept_version" in citizen_merge.c else {}
        connection.execute(citizen_merge.insert().values(**row, **needed))
    return own


def test_an_entry_that_was_merged_leads_to_the_one_kept_and_both_histories_are_told(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    desk.save("sien", "scam_awareness")
    first = merged(desk, kept="pan", gone="sien")
    second = merged(desk, kept="maryam", gone="pan")
    found = file_of(desk, "sien")
    assert found.card.full_name == "H’Maryam Niê"
    assert found.asked_id == desk.world.people["sien"].id
    assert {r.citizen_id for r in found.records} == {desk.world.people[key].id for key in ("maryam", "sien")}
    assert {m.id for m in found.merges} == {first, second}
    assert {m.gone_name for m in found.merges} == {"Y Siên Ayŭn", "H’Lan Mlô"}


def test_a_file_costs_the_same_however_long_the_history(desk: Desk) -> None:
    # The first look of a process also reads the campaign's indicators.
    file_of(desk, "maryam")
    with desk.statements() as few:
        file_of(desk, "maryam")
    desk.save("maryam", desk.world.steps[:6])
    merged(desk, kept="maryam", gone="pan")
    with desk.statements() as lots:
        file_of(desk, "maryam")
    assert len(lots) == len(few) <= 12


def test_nobody_erased_or_out_of_scope_is_there(desk: Desk) -> None:
    with desk.refused("citizen_unknown"):
        file_of(desk, "neighbour")
    with desk.refused("citizen_unknown"):
        person_file.person_file(
            call=desk.as_(Persona.OFFICIAL),
            slug=CAMPAIGN,
            commune_id=desk.world.people["dao"].commune_id,
            citizen_id=new_id(),
        )
    desk.run("UPDATE citizen SET erased_at = '2026-11-20 00:00:00' WHERE full_name = 'Nguyễn Thị Đào'")
    with desk.refused("citizen_unknown"):
        file_of(desk, "dao")


# --------------------------------------------------------------------------------------- whole numbers
def test_a_look_at_whole_numbers_is_in_the_log_before_anything_is_shown(desk: Desk) -> None:
    with desk.one_event("citizen.reveal") as logged:
        found = person_file.reveal(call=desk.as_(Persona.OFFICIAL), wanted=look(desk))
    assert (found.phone, found.personal_id) == ("+84912345678", "066194001234")
    (event,) = logged
    assert (event["reason"], event["actor"]) == ("gọi điện hẹn", Persona.OFFICIAL.value)
    assert event["after"] == {"phone": True, "personal_id": True}
    assert "0912" not in repr(event)
    assert "066194001234" not in repr(event)


def test_nothing_is_shown_without_a_reason(desk: Desk) -> None:
    with desk.refused("reason_missing"):
        person_file.reveal(call=desk.as_(Persona.OFFICIAL), wanted=look(desk, reason="  "))


@pytest.mark.parametrize("persona", [Persona.VOLUNTEER, Persona.TEAM_LEAD, Persona.LEADER, Persona.AUDITOR])
def test_the_field_and_whoever_only_reads_see_no_whole_number(desk: Desk, persona: Persona) -> None:
    with desk.refused("not_permitted"):
        person_file.reveal(call=desk.as_(persona), wanted=look(desk))


def test_somebody_of_another_commune_is_not_there(desk: Desk) -> None:
    with desk.refused("citizen_unknown"):
        person_file.reveal(call=desk.as_(Persona.OFFICIAL), wanted=look(desk, "neighbour"))
