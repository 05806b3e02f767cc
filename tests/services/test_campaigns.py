"""Campaigns: making one from a template, closing and reopening it, finding those in one's scope."""

from datetime import date
from typing import Any

import pytest

from campaign.db.tables import campaign as campaign_table
from campaign.db.tables import indicator
from campaign.domain.vocabulary import CampaignStatus, LegalBasis
from campaign.errors import CampaignError
from campaign.services import campaigns
from campaign.services.campaigns import CampaignDefinition, close_campaign, create_campaign, reopen_campaign
from tests.support.desk import Desk
from tests.support.drive import entry, open_drive, put
from tests.support.world import CAMPAIGN, COMMUNE, FORMER, NEIGHBOUR_CAMPAIGN, Persona

VALID: dict[str, Any] = {
    "slug": "dot-2",
    "name": "Đợt 2",
    "place_code": COMMUNE,
    "template": "digital_citizen_2026",
    "starts_on": date(2026, 12, 1),
    "ends_on": date(2027, 1, 29),
}


def make(desk: Desk, by: Persona = Persona.OFFICIAL, **changed: object) -> CampaignDefinition:
    return create_campaign(call=desk.as_(by), **{**VALID, **changed})


# ------------------------------------------------------------------------------------------ it works
def test_a_campaign_is_its_template_and_open(desk: Desk) -> None:
    with desk.one_event("campaign.create") as events:
        made = make(desk, name=" Đợt  2 ", plan_number=" 15/KH-UBND ")
    assert (made.name, made.status, made.days) == ("Đợt 2", CampaignStatus.OPEN, 60)
    assert (made.place_code, made.legal_basis, made.plan_number) == (COMMUNE, LegalBasis.DUTY, "15/KH-UBND")
    assert [i.key for i in made.indicators[-2:]] == ["all_steps", "reached"]
    eid = made.indicator("eid_level2")
    assert eid is not None
    assert (eid.rule.age_from, eid.rule.guardian_below, eid.rule.prerequisites) == (6, 14, ("chip_id_card",))
    assert campaigns.campaign(call=desk.as_(Persona.VOLUNTEER), slug="dot-2") == made
    assert events[0]["after"]["template_version"] == 1


def test_the_place_is_the_one_of_the_first_day(desk: Desk) -> None:
    made = make(
        desk, place_code=FORMER, slug="ea-yong-2023", starts_on=date(2023, 3, 1), ends_on=date(2023, 4, 29),
        template="digital_citizen_2023",
    )  # fmt: skip
    assert made.place_name == "Ea Yông"
    with desk.refused("place_unknown", place=FORMER):
        make(desk, place_code=FORMER)


def test_a_group_without_a_duty_works_on_consent(desk: Desk) -> None:
    assert make(desk, legal_basis=LegalBasis.CONSENT).legal_basis is LegalBasis.CONSENT


@pytest.mark.parametrize("template", ["digital_citizen_2023", "digital_literacy", "drive_44_days"])
def test_every_template_makes_a_campaign(desk: Desk, template: str) -> None:
    assert make(desk, template=template).template_key == template


# ---------------------------------------------------------------------------------------- it refuses
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"slug": "Đợt-2"}, "slug_invalid"),
        ({"slug": "a"}, "slug_invalid"),
        ({"slug": "-dot-2"}, "slug_invalid"),
        ({"slug": "dot-2\n"}, "slug_invalid"),
        ({"slug": "d" * 64}, "slug_invalid"),
        ({"slug": CAMPAIGN}, "slug_taken"),
        ({"name": "  "}, "campaign_name_invalid"),
        ({"name": "Đ" * 301}, "campaign_name_invalid"),
        ({"plan_number": "1" * 121}, "plan_number_invalid"),
        ({"ends_on": date(2026, 11, 30)}, "dates_reversed"),
        ({"template": "digital"}, "template_unknown"),
        ({"place_code": "24491"}, "place_unknown"),
    ],
)
def test_a_wrong_campaign_is_refused_whole(desk: Desk, changed: dict[str, Any], code: str) -> None:
    known = desk.rows(campaign_table), desk.rows(indicator)
    with desk.refused(code):
        make(desk, **changed)
    assert (desk.rows(campaign_table), desk.rows(indicator)) == known


def test_one_day_is_a_campaign(desk: Desk) -> None:
    assert make(desk, ends_on=VALID["starts_on"]).days == 1


@pytest.mark.parametrize(
    "who", [Persona.NEIGHBOUR, Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR]
)
def test_only_who_manages_campaigns_here_makes_closes_and_reopens_them(desk: Desk, who: Persona) -> None:
    hidden = "campaign_unknown" if who is Persona.NEIGHBOUR else "not_permitted"
    with desk.refused("not_permitted"):
        make(desk, by=who)
    with desk.refused(hidden):
        close_campaign(call=desk.as_(who), slug=CAMPAIGN)
    with desk.refused(hidden):
        reopen_campaign(call=desk.as_(who), slug=CAMPAIGN, reason="Còn thiếu")


# --------------------------------------------------------------------------------- close and reopen
def test_a_closed_campaign_takes_no_record_until_it_is_reopened(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    with desk.one_event("campaign.close"):
        assert close_campaign(call=call, slug=CAMPAIGN).status is CampaignStatus.CLOSED
    with desk.refused("campaign_closed"):
        desk.save("maryam", "scam_awareness")
    with desk.one_event("campaign.reopen") as events:
        assert reopen_campaign(call=call, slug=CAMPAIGN, reason=" Còn thiếu Buôn Pan ").status is CampaignStatus.OPEN
    assert events[0]["reason"] == "Còn thiếu Buôn Pan"
    assert desk.save("maryam", "scam_awareness").saved == ("scam_awareness",)


def test_open_pages_learn_of_it(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    before = campaigns.revision(call=call, slug=CAMPAIGN)
    close_campaign(call=call, slug=CAMPAIGN)
    assert campaigns.revision(call=call, slug=CAMPAIGN) == before + 1


def test_closing_or_reopening_twice_changes_nothing(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    before = desk.state()
    reopen_campaign(call=call, slug=CAMPAIGN, reason="Vẫn mở")
    assert desk.state() == before
    close_campaign(call=call, slug=CAMPAIGN)
    before = desk.state()
    close_campaign(call=call, slug=CAMPAIGN)
    assert desk.state() == before


def test_reopening_needs_a_reason(desk: Desk) -> None:
    close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    with desk.refused("reason_missing"):
        reopen_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, reason="  ")


@pytest.mark.parametrize(("status", "code"), [("draft", "campaign_draft"), ("anonymised", "campaign_anonymised")])
def test_drafts_and_anonymised_campaigns_stay_what_they_are(desk: Desk, status: str, code: str) -> None:
    desk.run("UPDATE campaign SET status = :status WHERE slug = :slug", status=status, slug=CAMPAIGN)
    with desk.refused(code):
        close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    with desk.refused(code):
        reopen_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, reason="Mở lại")


# ------------------------------------------------------------------------------------------- reading
def test_everybody_finds_what_overlaps_their_scope(desk: Desk) -> None:
    def seen(who: Persona) -> set[str]:
        return {found.slug for found in campaigns.list_campaigns(call=desk.as_(who))}

    assert seen(Persona.VOLUNTEER) == seen(Persona.OFFICIAL) == seen(Persona.LEADER) == {CAMPAIGN}
    assert seen(Persona.NEIGHBOUR) == {NEIGHBOUR_CAMPAIGN}
    assert seen(Persona.ADMIN) == {CAMPAIGN, NEIGHBOUR_CAMPAIGN}


def test_the_officials_of_the_successor_find_the_campaigns_of_the_past(desk: Desk) -> None:
    make(
        desk, place_code=FORMER, slug="ea-yong-2023", starts_on=date(2023, 3, 1), ends_on=date(2023, 4, 29),
        template="digital_citizen_2023",
    )  # fmt: skip
    listed = [found.slug for found in campaigns.list_campaigns(call=desk.as_(Persona.OFFICIAL))]
    assert listed == [CAMPAIGN, "ea-yong-2023"]


def test_a_campaign_of_the_neighbour_does_not_exist(desk: Desk) -> None:
    for slug in (NEIGHBOUR_CAMPAIGN, "no-such-campaign"):
        with pytest.raises(CampaignError) as caught:
            campaigns.campaign(call=desk.as_(Persona.OFFICIAL), slug=slug)
        assert caught.value.code == "campaign_unknown"


def test_the_revision_costs_one_query_and_is_0_for_nothing(desk: Desk) -> None:
    with desk.statements() as seen:
        assert campaigns.revision(call=desk.as_(Persona.VOLUNTEER), slug="no-such-campaign") == 0
    assert len(seen) == 1


# ------------------------------------------------------------------------- closing with numbers that wait
def test_numbers_that_wait_are_told_before_a_campaign_closes(desk: Desk) -> None:
    open_drive(desk, place=COMMUNE, slug="krong-pac-44")
    put(desk, entry(desk, 7, place="Buôn Jung"), submit=True, slug="krong-pac-44")
    put(desk, entry(desk, 3, place="Thôn 3"), slug="krong-pac-44")
    call = desk.as_(Persona.OFFICIAL)
    found = campaigns.pending_numbers(call=call, slug="krong-pac-44")
    assert [(u.place_name, u.draft, u.submitted, u.returned) for u in found] == [
        ("Buôn Jung", 0, 1, 0), ("Thôn 3", 1, 0, 0),
    ]  # fmt: skip
    with desk.refused("numbers_pending", n=2, units=("Buôn Jung", "Thôn 3")):
        close_campaign(call=call, slug="krong-pac-44", reason="hết hạn")
    with desk.refused("reason_missing"):
        close_campaign(call=call, slug="krong-pac-44", accept_pending=True)
    with desk.one_event("campaign.close") as events:
        made = close_campaign(call=call, slug="krong-pac-44", reason="hết hạn", accept_pending=True)
    assert made.status is CampaignStatus.CLOSED
    assert (events[0]["after"]["pending"], events[0]["reason"]) == (2, "hết hạn")


def test_the_neighbour_learns_of_no_number_that_waits(desk: Desk) -> None:
    with desk.refused("campaign_unknown"):
        campaigns.pending_numbers(call=desk.as_(Persona.NEIGHBOUR), slug=CAMPAIGN)


def test_how_far_campaigns_are_set_up_costs_two_queries(desk: Desk) -> None:
    make(desk)
    with desk.statements() as seen:
        found = campaigns.set_up_of(call=desk.as_(Persona.OFFICIAL))
    assert len(seen) == 2
    assert set(found) == {CAMPAIGN, "dot-2"}
    assert (found[CAMPAIGN].units, found[CAMPAIGN].staffed, found[CAMPAIGN].indicators) == (4, 3, 13)
    assert set(campaigns.set_up_of(call=desk.as_(Persona.NEIGHBOUR))) == {NEIGHBOUR_CAMPAIGN}
