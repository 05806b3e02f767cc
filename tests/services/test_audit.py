"""Reading the audit log."""

from datetime import timedelta

import pytest

from campaign.clock import moment_at
from campaign.domain.vocabulary import StepStatus
from campaign.errors import CampaignError
from campaign.services import audit, records
from campaign.services.audit import AuditFilter, AuditPage
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, TODAY, Persona

SAVED = ("record.save",)


def page(desk: Desk, by: Persona = Persona.OFFICIAL, campaign: str | None = None, **wanted: object) -> AuditPage:
    return audit.events(call=desk.as_(by), campaign=campaign, filters=AuditFilter(**wanted), page_size=200)  # type: ignore[arg-type]


def test_a_save_reads_as_who_did_what_to_whom_where_and_when(desk: Desk) -> None:
    desk.save("maryam", ("chip_id_card", "eid_level2"), at=moment_at(TODAY, hour=14, minute=5))
    line = page(desk, actions=SAVED).lines[0]
    assert (line.actor, line.actor_name) == (Persona.VOLUNTEER, "Y Bhăm Kbuôr")
    assert line.at == moment_at(TODAY, hour=14, minute=5).now
    assert (line.subject_kind, line.subject_name) == ("citizen", desk.world.people["maryam"].name)
    assert (line.place_name, line.campaign) == ("Buôn Jung", CAMPAIGN)
    assert line.before is None
    assert line.after == {
        "day": TODAY.isoformat(),
        "steps": {"chip_id_card": "completed", "eid_level2": "completed"},
    }


def test_a_correction_shows_before_after_and_the_reason(desk: Desk) -> None:
    person = desk.world.people["maryam"]
    saved = desk.save("maryam", {"chip_id_card": StepStatus.ASSISTED})
    correction = records.Correction(
        campaign=CAMPAIGN,
        record_id=records.record_id(save_id=saved.save_id, citizen_id=person.id, step="chip_id_card"),
        commune_id=person.commune_id,
        reason="ghi nhầm",
        status=StepStatus.COMPLETED,
    )
    records.correct(call=desk.as_(Persona.OFFICIAL), correction=correction)
    line = page(desk, actions=("record.correct",)).lines[0]
    assert line.before == {"steps": {"chip_id_card": "assisted"}}
    assert line.after is not None
    assert line.after["steps"] == {"chip_id_card": "completed"}
    assert line.reason == "ghi nhầm"


def test_the_newest_event_comes_first_and_pages_follow_without_a_gap(desk: Desk) -> None:
    for hour in range(8, 15):
        desk.save("maryam", {"chip_id_card": StepStatus.REFUSED}, at=moment_at(TODAY, hour=hour))
        desk.run("UPDATE record SET voided_at = server_at, void_reason = 'x'")
    call, wanted = desk.as_(Persona.OFFICIAL), AuditFilter(actions=SAVED)
    pages = [audit.events(call=call, filters=wanted, page=number, page_size=3) for number in (1, 2, 3)]
    assert [len(found.lines) for found in pages] == [3, 3, 1]
    assert {(found.total, found.pages) for found in pages} == {(7, 3)}
    times = [line.at for found in pages for line in found.lines]
    assert times == sorted(times, reverse=True)
    assert len(set(times)) == 7
    beyond = audit.events(call=call, filters=wanted, page=99, page_size=3)
    assert (beyond.page, beyond.lines) == (3, pages[2].lines)


def test_the_neighbour_reads_its_own_chain_and_nothing_of_ours(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    theirs = page(desk, Persona.NEIGHBOUR).lines
    ours = page(desk).lines
    assert {line.commune_id for line in theirs} == {desk.world.place("Ea Phê").id}
    assert {line.commune_id for line in ours} == {desk.world.place("Krông Pắc").id}


def test_the_installations_own_chain_is_read_by_whoever_answers_for_the_whole_country(desk: Desk) -> None:
    everywhere = {line.commune_id for line in page(desk, Persona.AUDITOR).lines}
    assert 0 in everywhere
    assert len(everywhere) > 2


@pytest.mark.parametrize("persona", [Persona.VOLUNTEER, Persona.TEAM_LEAD, Persona.LEADER])
def test_only_those_with_the_right_read_it(desk: Desk, persona: Persona) -> None:
    with pytest.raises(CampaignError, match="not_permitted"):
        page(desk, persona)
    with pytest.raises(CampaignError, match="not_permitted"):
        audit.actors(call=desk.as_(persona))


def test_an_auditor_reads_what_happened_and_never_to_whom(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    found = page(desk, Persona.AUDITOR, actions=SAVED)
    assert [line.subject_name for line in found.lines] == [None]
    assert desk.world.people["maryam"].name not in repr(found)
    # Looking a person up by name would answer who is in the list.
    assert page(desk, Persona.AUDITOR, actions=SAVED, text="maryam").lines == ()


def test_filters_take_actor_action_place_days_and_text(desk: Desk) -> None:
    yesterday = TODAY - timedelta(days=1)
    desk.save("maryam", "chip_id_card", at=moment_at(yesterday, hour=23, minute=59), day=yesterday)
    desk.save("maryam", "eid_level2", by=Persona.OFFICIAL, at=moment_at(TODAY, hour=0, minute=1))
    assert len(page(desk, actions=SAVED).lines) == 2
    assert [line.actor for line in page(desk, actions=SAVED, actor=Persona.OFFICIAL).lines] == [Persona.OFFICIAL]
    assert [line.actor for line in page(desk, actions=SAVED, first=TODAY).lines] == [Persona.OFFICIAL]
    assert [line.actor for line in page(desk, actions=SAVED, last=yesterday).lines] == [Persona.VOLUNTEER]
    village, school = desk.world.place("Buôn Jung").code, desk.world.place("Buôn Pan").code
    assert len(page(desk, actions=SAVED, place=village).lines) == 2
    assert page(desk, actions=SAVED, place=school).lines == ()
    assert len(page(desk, actions=SAVED, place=desk.world.place("Krông Pắc").code).lines) == 2
    assert len(page(desk, actions=SAVED, text="hmaryam").lines) == 2
    assert len(page(desk, actions=SAVED, text="EID_LEVEL2").lines) == 1
    assert len(page(desk, actions=SAVED, text="buon jung").lines) == 2
    assert page(desk, actions=SAVED, text="50%").lines == ()


def test_a_campaign_filters_and_a_foreign_one_does_not_exist(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    assert {line.campaign for line in page(desk, campaign=CAMPAIGN).lines} == {CAMPAIGN}
    with pytest.raises(CampaignError, match="campaign_unknown"):
        page(desk, campaign=NEIGHBOUR_CAMPAIGN)


def test_a_place_outside_the_area_is_unknown_and_reversed_days_are_refused(desk: Desk) -> None:
    with pytest.raises(CampaignError, match="place_unknown"):
        page(desk, place=desk.world.place("Buôn Phê").code)
    with pytest.raises(CampaignError, match="date_range_invalid"):
        page(desk, first=TODAY, last=TODAY - timedelta(days=1))


def test_step_names_come_along_in_both_languages(desk: Desk) -> None:
    desk.save("maryam", ("chip_id_card", "eid_level2"))
    found = page(desk, actions=SAVED)
    vietnamese, english = found.indicators[CAMPAIGN, "eid_level2"]
    assert "mức" in vietnamese
    assert vietnamese != english


def test_an_erased_person_has_no_name_in_the_log(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    desk.run("UPDATE citizen SET erased_at = created_at")
    assert [line.subject_name for line in page(desk, actions=SAVED).lines] == [None]


def test_actors_are_those_of_the_area(desk: Desk) -> None:
    names = dict(audit.actors(call=desk.as_(Persona.OFFICIAL)))
    assert names[Persona.VOLUNTEER] == "Y Bhăm Kbuôr"
    assert Persona.NEIGHBOUR not in names
    assert Persona.ADMIN not in names
    assert Persona.ADMIN in dict(audit.actors(call=desk.as_(Persona.AUDITOR)))


def test_the_number_of_queries_does_not_grow_with_events(desk: Desk) -> None:
    desk.save("maryam", "chip_id_card")
    with desk.statements() as few:
        page(desk, text="maryam")
    for who in ("maryam", *[name for name in desk.world.people if name != "maryam"][:2]):
        person = desk.world.people[who]
        if person.commune_id == desk.world.people["maryam"].commune_id:
            desk.save(who, "scam_awareness", by=Persona.OFFICIAL)
    with desk.statements() as many:
        assert len(page(desk).lines) > 3
        page(desk, text="a")
    assert len(few) <= 11
    assert len(many) <= 2 * 11
