"""What the desk reads anew: numbers that wait, outreach days, people of the field, targets, campaigns."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest

from campaign.clock import moment_at, new_id
from campaign.domain.vocabulary import OutreachKind, PlaceKind, Role, TargetKind
from campaign.services import accounts, campaigns, desk_numbers, outreach, places, reporting
from campaign.services.account_list import AccountState, find_accounts
from campaign.services.desk import desk_today
from campaign.services.desk_models import DeskToday
from campaign.services.outreach_rules import DayFields
from campaign.services.places import NewUnit
from campaign.services.reporting_view import silence
from campaign.services.reporting_view import waiting as waiting_numbers
from campaign.services.target_grid import target_grid
from campaign.services.workplaces import workplaces
from tests.support.desk import Desk
from tests.support.drive import DRIVE, EVENING, cell, entry, open_drive, put
from tests.support.example import STEP, aim
from tests.support.world import CAMPAIGN, COMMUNE, END, NEIGHBOUR_CAMPAIGN, NOW, PASSWORD, TODAY, Persona

ONE = timedelta(days=1)
VILLAGES = ("Buôn Jung", "Buôn Pan", "Thôn 3", "Trường THCS Nguyễn Trãi")


def today(
    desk: Desk,
    by: Persona = Persona.OFFICIAL,
    *,
    on: date = TODAY,
    place: str | None = None,
    days: int = 7,
    slug: str = CAMPAIGN,
) -> DeskToday:
    call = desk.as_(by, moment_at(on))
    return desk_today(call=call, slug=slug, place_code=place, silent_days=days)


def helper(desk: Desk, username: str, *, village: str | None = None, since: date = TODAY - 30 * ONE) -> None:
    """A volunteer who has signed in once, with work in a village."""
    accounts.add_account(
        call=desk.system(),
        username=username,
        full_name=f"Người {username}",
        role=Role.VOLUNTEER,
        place_code=COMMUNE,
        password=PASSWORD,
    )
    if village:
        code = desk.world.place(village).code
        accounts.assign(call=desk.system(), username=username, place_codes=[code], starts_on=since, ends_on=None)


def signed_in(desk: Desk, username: str, on: date) -> None:
    desk.run(
        "UPDATE account SET last_sign_in_at = :at, created_at = :at, enabled_at = NULL WHERE username = :name",
        at=moment_at(on).now.replace(tzinfo=None) if desk.store.engine.dialect.name == "sqlite" else moment_at(on).now,
        name=username,
    )


def names(found: object) -> list[str]:
    return [one.username for one in found.first]  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------ the field
def test_who_never_signed_in(desk: Desk) -> None:
    assert today(desk).never_signed_in.total == 0  # type: ignore[union-attr]
    helper(desk, "chua.vao")
    found = today(desk).never_signed_in
    assert found is not None
    assert (found.total, names(found)) == (1, ["chua.vao"])
    accounts.disable_account(call=desk.system(), username="chua.vao")
    assert today(desk).never_signed_in.total == 0  # type: ignore[union-attr]


def test_whoever_had_work_for_so_long_and_recorded_nothing(desk: Desk) -> None:
    # The two volunteers of the world have had work since the first day; one of them recorded six days ago.
    desk.save("maryam", "scam_awareness", day=TODAY - 6 * ONE)
    found = today(desk).no_records
    assert found is not None
    assert names(found) == [Persona.COLLEAGUE.value]
    # Seven days ago is seven days without one.
    assert names(today(desk, on=TODAY + ONE).no_records) == [Persona.COLLEAGUE.value, Persona.VOLUNTEER.value]
    assert today(desk, days=14, on=TODAY + ONE).no_records.total == 1  # type: ignore[union-attr]


def test_whoever_has_work_since_yesterday_is_not_late_yet(desk: Desk) -> None:
    helper(desk, "moi.den", village="Buôn Pan", since=TODAY - 6 * ONE)
    signed_in(desk, "moi.den", TODAY - ONE)
    assert "moi.den" not in names(today(desk).no_records)
    assert "moi.den" in names(today(desk, on=TODAY + ONE).no_records)


def test_accounts_are_those_of_their_own_screen(desk: Desk) -> None:
    for n in range(3):
        helper(desk, f"chua.vao.{n}")
    helper(desk, "sap.khoa")
    signed_in(desk, "sap.khoa", TODAY - 40 * ONE)
    for persona in (Persona.OFFICIAL, Persona.ADMIN, Persona.NEIGHBOUR):
        slug = NEIGHBOUR_CAMPAIGN if persona is Persona.NEIGHBOUR else CAMPAIGN
        found = today(desk, persona, slug=slug)
        listed = find_accounts(call=desk.as_(persona)).in_all
        assert found.never_signed_in is not None
        assert found.soon_disabled is not None
        assert found.never_signed_in.total == listed[AccountState.NEVER_SIGNED_IN]
        assert found.soon_disabled.total == listed[AccountState.IDLE_SOON]
    # They are of the whole area, so the desk of one place of it does not tell them.
    assert today(desk, place="24490-V07").never_signed_in is None


def test_places_without_anybody_are_those_of_the_villages_screen(desk: Desk) -> None:
    helper(desk, "o.pan", village="Buôn Pan", since=TODAY + ONE)
    found = today(desk)
    there = workplaces(call=desk.as_(Persona.OFFICIAL), place_code=COMMUNE)
    assert found.without_worker is not None
    assert found.without_charge is not None
    assert found.without_worker.total == sum(not unit.workers for unit in there) == 1
    assert found.without_charge.total == sum(unit.in_charge is None for unit in there) == 4


def test_who_is_about_to_be_disabled(desk: Desk) -> None:
    helper(desk, "sap.khoa")
    signed_in(desk, "sap.khoa", TODAY - 38 * ONE)
    found = today(desk).soon_disabled
    assert found is not None
    assert [(one.username, one.disabled_on) for one in found.first] == [("sap.khoa", TODAY + 7 * ONE)]
    signed_in(desk, "sap.khoa", TODAY - 37 * ONE)
    assert today(desk).soon_disabled.total == 0  # type: ignore[union-attr]


def test_villages_without_anybody(desk: Desk) -> None:
    found = today(desk)
    assert found.without_worker is not None
    assert found.without_charge is not None
    # The volunteers work in Buôn Jung, Thôn 3 and at the school.
    assert [place.name for place in found.without_worker.first] == ["Buôn Pan"]
    assert [place.name for place in found.without_charge.first] == list(VILLAGES)
    helper(desk, "o.pan", village="Buôn Pan")
    desk.run(
        "INSERT INTO person_in_charge (place_id, account_id, starts_on) SELECT p.id, a.id, '2026-11-01' "
        "FROM place p, account a WHERE p.name = 'Buôn Pan' AND a.username = 'o.pan'"
    )
    found = today(desk)
    assert found.without_worker is not None
    assert found.without_charge is not None
    assert found.without_worker.total == 0
    assert "Buôn Pan" not in [place.name for place in found.without_charge.first]
    accounts.disable_account(call=desk.system(), username="o.pan")
    assert today(desk).without_worker.total == 1  # type: ignore[union-attr]


def test_the_person_in_charge_is_named_for_the_places_of_the_desk_only(desk: Desk) -> None:
    for place in ("Buôn Jung", "Buôn Phê"):
        desk.run(
            "INSERT INTO person_in_charge (place_id, account_id, starts_on) SELECT p.id, a.id, '2026-11-01' "
            "FROM place p, account a WHERE p.name = :place AND a.username = 'y.volunteer'",
            place=place,
        )
    wanted = [desk.world.place(name).id for name in ("Buôn Jung", "Buôn Phê")]
    found = desk_today(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, silent_days=7, named=wanted)
    assert found.in_charge == {wanted[0]: "Y Bhăm Kbuôr"}


# ------------------------------------------------------------------------------------------- outreach
def plan(desk: Desk, day: date, place: str = "Buôn Jung") -> outreach.PlanResult:
    command = outreach.NewOutreach(
        id=new_id(),
        campaign=CAMPAIGN,
        place_id=desk.world.place(place).id,
        day=day,
        fields=DayFields(kind=OutreachKind.SATURDAY_FOR_PEOPLE, title=f"Ra quân {place}"),
    )
    return outreach.plan_outreach(call=desk.as_(Persona.OFFICIAL, moment_at(TODAY - 10 * ONE)), command=command)


def test_outreach_days_to_come_and_past_ones_without_a_result(desk: Desk) -> None:
    for away in (-3, 0, 6, 7):
        plan(desk, TODAY + away * ONE)
    found = today(desk)
    assert found.coming is not None
    assert found.unmarked is not None
    assert [one.day - TODAY for one in found.coming.first] == [0 * ONE, 6 * ONE]
    assert [one.day - TODAY for one in found.unmarked.first] == [-3 * ONE]
    desk.run("UPDATE outreach_day SET status = 'held'")
    found = today(desk)
    assert found.coming is not None
    assert found.unmarked is not None
    assert (found.coming.total, found.unmarked.total) == (0, 0)


def test_a_team_leader_has_the_outreach_of_the_own_villages_and_no_desk_work(desk: Desk) -> None:
    plan(desk, TODAY)
    plan(desk, TODAY, "Buôn Pan")
    found = desk_today(call=desk.narrowed(Persona.TEAM_LEAD, "Buôn Pan"), slug=CAMPAIGN, silent_days=7)
    assert found.coming is not None
    assert [one.place_name for one in found.coming.first] == ["Buôn Pan"]
    hidden = {"never_signed_in", "no_records", "soon_disabled", "without_worker", "without_charge", "uneven"}
    hidden |= {"drafts", "past_end", "waiting"}
    assert {field.name for field in fields(found) if getattr(found, field.name) is None} >= hidden
    assert not found.manages_accounts


# ------------------------------------------------------------------------------------ targets, campaigns
def test_targets_that_do_not_add_up_are_the_remainders_of_the_grid(desk: Desk) -> None:
    aim(desk, "Krông Pắc", 1_000)
    aim(desk, "Buôn Jung", 600)
    aim(desk, "Buôn Pan", 5_000, kind=TargetKind.PERCENT)
    aim(desk, "Krông Pắc", 50, indicator="reached", due_on=date(2026, 11, 22))
    aim(desk, "Buôn Jung", 50, indicator="reached", due_on=date(2026, 11, 22))
    # Nothing given out yet is a target without parts, and no sum that fails.
    aim(desk, "Krông Pắc", 70, indicator="all_steps")
    found = today(desk).uneven
    assert found is not None
    grid = target_grid(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    left = grid.remainders[STEP]
    assert [(one.indicator, one.due_on, one.total, one.given) for one in found] == [(STEP, END, left.total, left.given)]
    aim(desk, "Thôn 3", left.left)
    assert today(desk).uneven == ()


def test_a_share_of_the_whole_is_a_total_too(desk: Desk) -> None:
    aim(desk, "Krông Pắc", 5_000, kind=TargetKind.PERCENT)
    aim(desk, "Buôn Jung", 100)
    grid = target_grid(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    found = today(desk).uneven
    assert found is not None
    assert [(one.total, one.given) for one in found] == [(grid.remainders[STEP].total, 100)]


def test_drafts_and_campaigns_past_their_end(desk: Desk) -> None:
    found = today(desk)
    assert (found.drafts, found.past_end) == ((), ())
    over = today(desk, on=END + ONE).past_end
    assert over is not None
    assert [one.slug for one in over] == [CAMPAIGN]
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert today(desk, on=END + ONE).past_end == ()
    desk.run("UPDATE campaign SET status = 'draft' WHERE slug = :slug", slug=CAMPAIGN)
    drafts = today(desk).drafts
    assert drafts is not None
    assert [one.slug for one in drafts] == [CAMPAIGN]


def test_a_campaign_of_the_province_is_not_the_communes_to_close(desk: Desk) -> None:
    open_drive(desk)
    found = today(desk, on=date(2027, 6, 1))
    assert found.past_end is not None
    assert DRIVE not in [one.slug for one in found.past_end]


@pytest.mark.parametrize("status", ["closed", "anonymised"])
def test_what_is_closed_wants_nothing(desk: Desk, status: str) -> None:
    plan(desk, TODAY)
    desk.run("UPDATE campaign SET status = :status WHERE slug = :slug", status=status, slug=CAMPAIGN)
    found = today(desk)
    assert (found.coming, found.no_records, found.without_worker, found.uneven) == (None, None, None, None)


# --------------------------------------------------------------------------------------------- reports
def test_numbers_that_wait_are_those_of_the_approvals(desk: Desk) -> None:
    open_drive(desk)
    put(desk, entry(desk, 7), entry(desk, 9, day=TODAY - ONE), submit=True)
    waiting = today(desk, Persona.ADMIN, slug=DRIVE).waiting
    assert waiting is not None
    asked = waiting_numbers(call=desk.as_(Persona.ADMIN), slug=DRIVE)
    assert waiting.total == sum(unit.numbers for unit in asked) == 2
    assert (waiting.oldest, [(p.name, p.n) for p in waiting.first]) == (TODAY - ONE, [("Krông Pắc", 2)])
    reporting.return_reports(call=desk.system(), slug=DRIVE, cells=[cell(desk)], reason="xem lại")
    found = today(desk, Persona.ADMIN, slug=DRIVE)
    assert found.waiting is not None
    assert found.returned is not None
    assert (found.waiting.total, found.returned.total) == (1, 1)
    # The unit itself is told that its number came back; others of the province are not.
    assert today(desk, slug=DRIVE).returned.total == 1  # type: ignore[union-attr]
    assert today(desk, Persona.NEIGHBOUR, slug=DRIVE).returned.total == 0  # type: ignore[union-attr]


def test_who_has_not_reported_is_asked_after_the_cut_off(desk: Desk) -> None:
    open_drive(desk)
    put(desk, entry(desk, 7), submit=True)
    morning = desk_today(call=desk.as_(Persona.ADMIN), slug=DRIVE, silent_days=7).missing
    evening = desk_today(call=desk.as_(Persona.ADMIN, EVENING), slug=DRIVE, silent_days=7).missing
    assert morning is not None
    assert evening is not None
    assert (morning.day, evening.day) == (TODAY - ONE, TODAY)
    for call, found in ((desk.as_(Persona.ADMIN), morning), (desk.as_(Persona.ADMIN, EVENING), evening)):
        told = silence(call=call, slug=DRIVE, day=found.day)
        assert found.total == len(told.silent)
        assert [unit.code for unit in found.worst] == [unit.code for unit in told.silent]
    assert "Krông Pắc" not in [unit.name for unit in evening.worst]
    assert evening.long == evening.total


def test_a_commune_is_told_of_itself_only(desk: Desk) -> None:
    open_drive(desk)
    found = desk_today(call=desk.as_(Persona.OFFICIAL, EVENING), slug=DRIVE, silent_days=7).missing
    assert found is not None
    assert [unit.name for unit in found.worst] == ["Krông Pắc"]


def test_a_province_is_told_by_commune(desk: Desk) -> None:
    open_drive(desk)
    desk.run(
        "UPDATE indicator SET kind = 'step' WHERE campaign_id = (SELECT id FROM campaign WHERE slug = 'dak-lak-44')"
    )
    desk.run("UPDATE campaign SET indicators_version = indicators_version + 1")
    call = desk.as_(Persona.ADMIN)
    found = desk_numbers.desk_numbers(call=call, slug=DRIVE, silent_days=7)
    assert found.by_commune
    assert found.silent is not None
    assert [(place.name, place.n) for place in found.silent.worst] == [("Krông Pắc", 4), ("Ea Phê", 1)]
    assert found.silent.total == 5
    helpless = desk_today(call=call, slug=DRIVE, silent_days=7).without_worker
    assert helpless is not None
    assert [(place.name, place.n) for place in helpless.first] == [("Ea Phê", 1), ("Krông Pắc", 1)]
    one = desk_numbers.desk_numbers(call=call, slug=DRIVE, place_code=COMMUNE, silent_days=7)
    assert one.silent is not None
    assert (one.by_commune, one.silent.total) == (False, 4)


# ----------------------------------------------------------------------------------------------- cost
def test_statements_do_not_grow_and_records_are_read_by_their_index(desk: Desk) -> None:
    open_drive(desk)
    for slug in (CAMPAIGN, DRIVE):
        today(desk, Persona.ADMIN, slug=slug)
    with desk.statements() as few:
        for slug in (CAMPAIGN, DRIVE):
            today(desk, Persona.ADMIN, slug=slug)
    units = [NewUnit(name=f"Thôn {n}", kind=PlaceKind.VILLAGE) for n in range(11, 60)]
    added = places.add_units(call=desk.as_(Persona.OFFICIAL), parent_code=COMMUNE, units=units)
    for n in range(12):
        helper(desk, f"them.{n}", village="Thôn 3")
        plan(desk, TODAY + (n % 3 - 1) * ONE)
    aim(desk, "Krông Pắc", 900)
    aim(desk, "Buôn Jung", 60)
    put(desk, *(entry(desk, 7, day=TODAY - n * ONE) for n in range(5)), submit=True)
    with desk.statements() as many:
        for slug in (CAMPAIGN, DRIVE):
            today(desk, Persona.ADMIN, slug=slug)
    assert len(added) == 49
    assert len(few) == len(many) <= 45
    # Entries of people are looked up for the pairs that wait for a decision, and for nothing else.
    others = [statement for statement in many if "duplicate_pair" not in statement]
    read = [statement for statement in others if "record" in statement or "citizen" in statement]
    assert all("max(record.day)" in statement for statement in read)
    assert not any(" citizen" in statement for statement in others)
    assert len(many) - len(others) == 1


def test_refusals(desk: Desk) -> None:
    with desk.refused("place_unknown"):
        today(desk, place="99999")
    with desk.refused("campaign_unknown"):
        today(desk, Persona.NEIGHBOUR)
    for persona in (Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR):
        with desk.refused("not_permitted"):
            today(desk, persona)
    assert NOW.today == TODAY
