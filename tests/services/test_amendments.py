"""Changing an open campaign: its last day, name and plan number, with a reason."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from campaign.domain.indicators import CampaignDefinition
from campaign.domain.vocabulary import TargetKind
from campaign.errors import CampaignError
from campaign.services import campaigns
from campaign.services.amendments import amend_campaign
from campaign.services.drafts import Details, details_of
from campaign.services.target_grid import target_grid
from campaign.services.targets import TargetChange, set_targets
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, END, START, TODAY, Persona

LATER = END + timedelta(days=10)


def stored(desk: Desk) -> Details:
    return details_of(campaigns.campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN))


def amend(
    desk: Desk,
    *,
    by: Persona = Persona.OFFICIAL,
    reason: str = "Kế hoạch số 20",
    seen: Details | None = None,
    **changed: Any,  # noqa: ANN401 - fields of Details
) -> CampaignDefinition:
    start = seen or stored(desk)
    wanted = replace(start, **changed)
    return amend_campaign(call=desk.as_(by), slug=CAMPAIGN, seen=start, wanted=wanted, reason=reason)


def aim(desk: Desk, amount: int, due: date | None = None) -> None:
    place = desk.world.place("Buôn Jung").id
    change = TargetChange(
        place_id=place, indicator="all_steps", kind=TargetKind.COUNT, amount=amount, expected_version=0, due_on=due
    )
    set_targets(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, changes=[change], reason="giao")


def due_days(desk: Desk) -> tuple[date, ...]:
    return target_grid(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN).due_days


def refused(desk: Desk, code: str, **more: Any) -> None:  # noqa: ANN401 - handed on to `amend`
    before = desk.state()
    with pytest.raises(CampaignError, match=code):
        amend(desk, **more)
    assert desk.state() == before


def test_a_later_end_takes_the_last_days_targets_along(desk: Desk) -> None:
    milestone = START + timedelta(days=29)
    aim(desk, 100)
    aim(desk, 40, milestone)
    done = amend(desk, ends_on=LATER, plan_number="20/KH-UBND")
    assert (done.ends_on, done.plan_number, done.starts_on) == (LATER, "20/KH-UBND", START)
    assert due_days(desk) == (milestone, LATER)
    (event,) = desk.events("campaign.amend")
    assert event["before"]["ends_on"] == END.isoformat()
    assert event["after"] == {"ends_on": LATER.isoformat(), "plan_number": "20/KH-UBND", "targets_moved": 1}
    assert event["reason"] == "Kế hoạch số 20"
    desk.verified()


def test_everybody_sees_the_new_length(desk: Desk) -> None:
    amend(desk, ends_on=LATER)
    assert campaigns.campaign(call=desk.as_(Persona.VOLUNTEER), slug=CAMPAIGN).days == (LATER - START).days + 1


def test_an_earlier_end_is_refused_behind_which_something_lies(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness", day=TODAY)
    refused(desk, "end_before_work", ends_on=TODAY - timedelta(days=1))
    aim(desk, 40, TODAY + timedelta(days=5))
    refused(desk, "end_before_targets", ends_on=TODAY + timedelta(days=5))
    assert amend(desk, ends_on=TODAY + timedelta(days=6)).ends_on == TODAY + timedelta(days=6)


def test_first_day_and_legal_basis_stand(desk: Desk) -> None:
    done = amend(desk, starts_on=START + timedelta(days=3), name="Công dân số, đợt hai")
    assert (done.starts_on, done.name) == (START, "Công dân số, đợt hai")


def test_it_needs_a_reason_a_name_and_an_open_campaign(desk: Desk) -> None:
    refused(desk, "reason_missing", ends_on=LATER, reason=" ")
    refused(desk, "campaign_name_invalid", name=" ")
    refused(desk, "dates_reversed", ends_on=START - timedelta(days=1))
    campaigns.close_campaign(call=desk.as_(Persona.ADMIN), slug=CAMPAIGN)
    refused(desk, "campaign_closed", ends_on=LATER)


def test_the_same_change_twice_is_one(desk: Desk) -> None:
    start = stored(desk)
    amend(desk, ends_on=LATER, seen=start)
    before = desk.state()
    amend(desk, ends_on=LATER, seen=start)
    assert desk.state() == before


def test_two_officials_at_once_the_second_is_told(desk: Desk) -> None:
    start = stored(desk)
    amend(desk, ends_on=LATER, seen=start)
    with pytest.raises(CampaignError) as caught:
        amend(desk, ends_on=LATER + timedelta(days=5), seen=start, by=Persona.ADMIN)
    assert caught.value.code == "draft_changed_meanwhile"
    assert (caught.value.details["theirs"], caught.value.details["yours"]) == (LATER, LATER + timedelta(days=5))
