"""Changing and cancelling planned days: one alone, or it and those after it."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from campaign.clock import moment_at
from campaign.db.operations import outreach as operations
from campaign.domain.vocabulary import OutreachKind, OutreachStatus
from campaign.services.outreach import Cancellation, OutreachChange, cancel_outreach, change_outreach
from campaign.services.outreach_holding import DayReport, hold_outreach, reopen_outreach
from tests.support.desk import Desk
from tests.support.outreach import WEDNESDAY, WEEKLY, fields, plan, stored
from tests.support.world import CAMPAIGN, END, TODAY, Persona

LATER = moment_at(TODAY, hour=10)
TOMORROW = TODAY + timedelta(days=1)


def change(
    desk: Desk,
    own: uuid.UUID,
    *,
    by: Persona = Persona.OFFICIAL,
    version: int | None = None,
    place: str | None = None,
    day: date | None = None,
    following: bool = False,
    **more: Any,  # noqa: ANN401 - fields of DayFields
) -> Any:  # noqa: ANN401 - the result
    now = stored(desk, own)
    typed = {"kind": now.kind, "title": now.title, "venue": now.venue, "starts_at": now.starts_at, **more}
    command = OutreachChange(
        id=own,
        campaign=CAMPAIGN,
        version=now.version if version is None else version,
        place_id=desk.world.place(place).id if place else now.place.id,
        day=day or now.day,
        fields=fields(**typed),
        following=following,
    )
    return change_outreach(call=desk.as_(by, LATER), command=command)


def cancel(desk: Desk, own: uuid.UUID, *, reason: str = "mưa bão", version: int = 1, following: bool = False) -> int:
    command = Cancellation(id=own, campaign=CAMPAIGN, version=version, reason=reason, following=following)
    return cancel_outreach(call=desk.as_(Persona.OFFICIAL, LATER), command=command)


def hold(desk: Desk, own: uuid.UUID, *, version: int = 1) -> None:
    hold_outreach(
        call=desk.as_(Persona.OFFICIAL), report=DayReport(id=own, campaign=CAMPAIGN, version=version, attendance=30)
    )


# ------------------------------------------------------------------------------------------- one day
def test_only_this_day(desk: Desk) -> None:
    made = plan(desk, day=WEDNESDAY, repeat=WEEKLY)
    assert change(desk, made.ids[3], day=made.days[3] + timedelta(days=1), venue="Trường học").changed == 1
    moved = stored(desk, made.ids[3])
    assert (moved.day, moved.venue, moved.version) == (date(2026, 12, 3), "Trường học", 2)
    assert {stored(desk, own).venue for own in made.ids if own != made.ids[3]} == {""}


def test_this_and_the_following_but_not_held_ones(desk: Desk) -> None:
    made = plan(desk, day=WEDNESDAY, repeat=WEEKLY)
    hold(desk, made.ids[1])
    result = change(desk, made.ids[0], following=True, starts_at=450, kind=OutreachKind.TRAINING_SESSION)
    assert (result.changed, result.kept) == (8, ())
    assert [stored(desk, own).starts_at for own in made.ids] == [450, None, *[450] * 7]
    held = stored(desk, made.ids[1])
    assert (held.kind, held.status) == (OutreachKind.WEDNESDAY_ONLINE, OutreachStatus.HELD)


def test_a_later_day_keeps_what_it_had_of_its_own(desk: Desk) -> None:
    made = plan(desk, day=WEDNESDAY, repeat=WEEKLY)
    change(desk, made.ids[5], venue="Nhà sinh hoạt cộng đồng")
    result = change(desk, made.ids[4], following=True, venue="Hội trường xã", starts_at=480)
    assert (result.changed, result.kept) == (5, (made.days[5],))
    own = stored(desk, made.ids[5])
    assert (own.venue, own.starts_at) == ("Nhà sinh hoạt cộng đồng", 480)
    assert stored(desk, made.ids[8]).venue == "Hội trường xã"
    assert stored(desk, made.ids[3]).venue == ""


def test_moving_to_another_place_needs_the_right_there_too(desk: Desk) -> None:
    own = plan(desk).ids[0]
    assert change(desk, own, place="Thôn 3").changed == 1
    assert stored(desk, own).place.name == "Thôn 3"
    with desk.refused("place_outside_campaign"):
        change(desk, own, place="Buôn Phê")


def test_all_following_days_do_not_move_to_another_date(desk: Desk) -> None:
    made = plan(desk, day=WEDNESDAY, repeat=WEEKLY)
    with desk.refused("outreach_series_day"):
        change(desk, made.ids[0], day=made.days[0] + timedelta(days=1), following=True)


# ------------------------------------------------------------------------------------------ cancelling
def test_cancelling_one_with_a_reason_and_opening_it_again(desk: Desk) -> None:
    made = plan(desk, day=WEDNESDAY, repeat=WEEKLY)
    assert cancel(desk, made.ids[2]) == 1
    found = stored(desk, made.ids[2])
    assert (found.status, found.cancel_reason) == (OutreachStatus.CANCELLED, "mưa bão")
    with desk.refused("outreach_cancelled", reason="mưa bão"):
        change(desk, made.ids[2], venue="x")
    call = desk.as_(Persona.OFFICIAL)
    assert reopen_outreach(call=call, campaign=CAMPAIGN, day_id=made.ids[2], version=2)
    assert stored(desk, made.ids[2]).status is OutreachStatus.PLANNED
    assert not reopen_outreach(call=call, campaign=CAMPAIGN, day_id=made.ids[2], version=2)


def test_cancelling_the_rest_leaves_what_was_held(desk: Desk) -> None:
    made = plan(desk, day=WEDNESDAY, repeat=WEEKLY)
    hold(desk, made.ids[1])
    assert cancel(desk, made.ids[0], following=True) == 8
    states = [stored(desk, own).status for own in made.ids]
    assert states == [OutreachStatus.CANCELLED, OutreachStatus.HELD, *[OutreachStatus.CANCELLED] * 7]
    before = desk.state()
    assert cancel(desk, made.ids[0], following=True) == 0
    assert desk.state() == before


def test_without_a_reason_nothing_is_cancelled(desk: Desk) -> None:
    own = plan(desk).ids[0]
    with desk.refused("reason_missing"):
        cancel(desk, own, reason="  ")


def test_a_held_day_neither_changes_nor_is_cancelled(desk: Desk) -> None:
    own = plan(desk).ids[0]
    hold(desk, own)
    with desk.refused("outreach_held"):
        change(desk, own, venue="x")
    with desk.refused("outreach_held"):
        cancel(desk, own, version=2)
    reopen_outreach(call=desk.as_(Persona.OFFICIAL), campaign=CAMPAIGN, day_id=own, version=2)
    assert change(desk, own, venue="x").changed == 1
    assert stored(desk, own).attendance == 30


def test_a_day_with_results_stays_where_it_is(desk: Desk) -> None:
    own = plan(desk).ids[0]
    saved = desk.save("maryam", "scam_awareness", outreach_day_id=own)
    assert saved.saved
    for refused in (
        lambda: change(desk, own, day=TOMORROW),
        lambda: change(desk, own, place="Thôn 3"),
        lambda: cancel(desk, own),
    ):
        with desk.refused("outreach_has_records", day=TODAY):
            refused()
    assert change(desk, own, venue="Nhà văn hóa").changed == 1


# ---------------------------------------------------------------------------------- two officials at once
def test_the_second_official_is_told_who_was_first(desk: Desk) -> None:
    own = plan(desk).ids[0]
    change(desk, own, venue="Nhà văn hóa", version=1)
    with desk.refused("outreach_changed_meanwhile", by="Nguyễn Thị Lan", at=LATER.now):
        change(desk, own, by=Persona.ADMIN, venue="Trường học", version=1)
    with desk.refused("outreach_changed_meanwhile"):
        cancel(desk, own, version=1)
    assert stored(desk, own).venue == "Nhà văn hóa"


def test_whoever_changed_the_series_is_named_for_its_later_days(desk: Desk) -> None:
    made = plan(desk, day=WEDNESDAY, repeat=WEEKLY)
    change(desk, made.ids[0], venue="Nhà văn hóa", following=True)
    with desk.refused("outreach_changed_meanwhile", by="Nguyễn Thị Lan", at=LATER.now):
        change(desk, made.ids[4], by=Persona.ADMIN, venue="Trường học", version=1)


# ------------------------------------------------------------------- scope, idempotence, audit, atomicity
def test_the_neighbour_and_an_unknown_day(desk: Desk) -> None:
    own = plan(desk).ids[0]
    with desk.refused("campaign_unknown"):
        change(desk, own, by=Persona.NEIGHBOUR, venue="x")
    command = OutreachChange(
        id=uuid.uuid4(), campaign=CAMPAIGN, version=1, place_id=desk.world.place("Buôn Jung").id, day=TODAY,
        fields=fields(),
    )  # fmt: skip
    with desk.refused("outreach_day_unknown"):
        change_outreach(call=desk.as_(Persona.OFFICIAL), command=command)


@pytest.mark.parametrize("persona", [Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR])
def test_role(desk: Desk, persona: Persona) -> None:
    own = plan(desk).ids[0]
    with desk.refused("not_permitted", action="plan_outreach"):
        change(desk, own, by=persona, venue="x")


def test_the_same_change_sent_twice_changes_nothing(desk: Desk) -> None:
    own = plan(desk).ids[0]
    change(desk, own, venue="Nhà văn hóa", version=1)
    before = desk.state()
    assert change(desk, own, venue="Nhà văn hóa", version=1).changed == 0
    assert (desk.state(), stored(desk, own).version) == (before, 2)


def test_one_event_with_what_was_changed(desk: Desk) -> None:
    made = plan(desk, day=WEDNESDAY, repeat=WEEKLY)
    with desk.one_event("outreach.change") as found:
        change(desk, made.ids[6], venue="Nhà văn hóa", following=True)
    assert found[0]["after"] == {
        "outreach_venue": "Nhà văn hóa", "from": "2026-12-23", "to": "2027-01-06", "n": 3,
    }  # fmt: skip
    with desk.one_event("outreach.cancel") as found:
        cancel(desk, made.ids[8], version=2)
    assert (found[0]["reason"], found[0]["after"]) == ("mưa bão", {"on": END.isoformat()})


def test_a_break_in_the_middle_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = plan(desk).ids[0]
    before = desk.state()

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "change_days", broken)
    with pytest.raises(RuntimeError):
        change(desk, own, venue="x")
    assert desk.state() == before


def test_the_rest_of_a_long_series_costs_no_more_statements(desk: Desk) -> None:
    short, long = (plan(desk, day=day, repeat=WEEKLY) for day in (date(2026, 12, 24), WEDNESDAY))
    with desk.statements() as few:
        change(desk, short.ids[0], venue="x", following=True)
    with desk.statements() as many:
        change(desk, long.ids[0], venue="x", following=True)
    assert len(few) == len(many)
