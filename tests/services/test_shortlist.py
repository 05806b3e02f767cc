"""The shortlist: every number that stands behind a registration, counted from records, fair to small villages."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from campaign.clock import new_id
from campaign.domain.commendation import Ground, Part, Share, Unranked
from campaign.domain.vocabulary import StepStatus
from campaign.services import targets
from campaign.services.charges import put_in_charge
from campaign.services.commendation import NewCommendation, register_commendation
from campaign.services.progress import progress_report
from campaign.services.shortlist import Shortlist, ShortlistLine, shortlist_view
from tests.support.outreach import add_team
from tests.support.walks.spine import aim
from tests.support.world import CAMPAIGN, START, TODAY, Persona

if TYPE_CHECKING:
    from tests.support.desk import Desk


def register(desk: Desk, *, place: str = "Krông Pắc", **more: Any) -> None:  # noqa: ANN401 - fields of the command
    command = NewCommendation(id=new_id(), campaign=CAMPAIGN, place_id=desk.world.place(place).id, **more)
    register_commendation(call=desk.as_(Persona.OFFICIAL), command=command)


def person(desk: Desk, persona: Persona, *villages: str) -> None:
    """Register somebody, and put them in charge of villages."""
    for village in villages:
        code = desk.world.place(village).code
        put_in_charge(call=desk.as_(Persona.OFFICIAL), place_code=code, username=persona.value, on=TODAY, seen=None)
    register(desk, account_id=desk.world.viewers[persona].account_id)


def seen(desk: Desk, by: Persona = Persona.LEADER) -> Shortlist:
    return shortlist_view(call=desk.as_(by), slug=CAMPAIGN)


def line(found: Shortlist, name: str) -> ShortlistLine:
    return next(one for one in found.lines if one.stored.name == name)


def test_people_are_counted_once_whatever_was_done_and_by_whom_in_the_team(desk: Desk) -> None:
    team = add_team(desk, "Krông Pắc", members=(Persona.VOLUNTEER,), lead=Persona.OFFICIAL)
    register(desk, team_id=team)
    person(desk, Persona.VOLUNTEER, "Buôn Jung")
    desk.save("maryam", ("chip_id_card", "eid_level2"), day=TODAY - timedelta(days=1))
    desk.save("maryam", "scam_awareness", by=Persona.OFFICIAL)
    desk.save("sien", {"scam_awareness": StepStatus.ASSISTED})
    desk.save("dao", "scam_awareness", by=Persona.COLLEAGUE)
    found = seen(desk)
    work = line(found, "Tổ 1").work
    assert work is not None
    # One person completed something, on two days; who was only guided, and whom a stranger helped, are not theirs.
    assert (work.helped, work.days, work.own) == (1, 2, 1)
    alone = line(found, "Y Bhăm Kbuôr")
    assert alone.work is not None
    assert (alone.work.helped, alone.work.days) == (1, 1)
    assert alone.shares[Part.REACH] == Share(n=1, of=500)
    assert alone.shares[Part.STEADY] == Share(n=1, of=15)
    assert alone.shares[Part.SATISFACTION] is None
    assert [n.place.name for n in line(found, "Tổ 1").places] == ["Buôn Jung"]


def test_help_outside_their_own_villages_is_shown_and_is_no_rate(desk: Desk) -> None:
    person(desk, Persona.VOLUNTEER, "Thôn 3")
    desk.save("maryam", "scam_awareness")
    found = line(seen(desk), "Y Bhăm Kbuôr")
    assert found.work is not None
    assert (found.work.helped, found.work.own) == (1, 0)
    assert found.shares[Part.REACH] == Share(n=0, of=205)


def test_what_was_taken_back_or_came_before_joining_is_not_theirs(desk: Desk) -> None:
    team = add_team(desk, "Krông Pắc", members=(Persona.VOLUNTEER,))
    register(desk, team_id=team)
    desk.save("maryam", "scam_awareness", day=START)
    desk.run("UPDATE team_member SET joined_on = :day", day=START + timedelta(days=1))
    work = line(seen(desk), "Tổ 1").work
    assert work is not None
    assert (work.helped, work.days) == (0, 0)


def test_the_target_is_that_of_the_progress_page(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    targets.set_targets(call=call, slug=CAMPAIGN, changes=[aim(desk, people=9, after=0)], reason="giao theo KH 12")
    person(desk, Persona.VOLUNTEER, "Buôn Jung")
    desk.save("maryam", desk.world.required)
    share = line(seen(desk), "Y Bhăm Kbuôr").shares[Part.TARGET]
    rows = progress_report(call=call, slug=CAMPAIGN).rows
    row = next(r for r in rows if (r.place_name, r.indicator) == ("Buôn Jung", "all_steps"))
    assert share == Share(n=row.reading.toward_target, of=row.reading.target or 0)


def test_a_small_village_stands_before_a_large_one_with_more_people(desk: Desk) -> None:
    def populate(village: str, people: int) -> None:
        desk.run(
            "UPDATE place_population SET n = :n WHERE place_id = :place", n=people, place=desk.world.place(village).id
        )

    populate("Buôn Jung", 1_000)
    populate("Thôn 3", 50)
    person(desk, Persona.VOLUNTEER, "Buôn Jung")
    person(desk, Persona.COLLEAGUE, "Thôn 3")
    desk.save("maryam", "scam_awareness")
    desk.save("sien", "scam_awareness")
    desk.save("dao", "scam_awareness", by=Persona.COLLEAGUE)
    found = seen(desk)
    small, large = line(found, "H’Nga Êban"), line(found, "Y Bhăm Kbuôr")
    assert (small.standing.rank, large.standing.rank, large.standing.ranked) == (1, 2, 2)
    assert small.shares[Part.REACH] == Share(n=1, of=50)


def test_whoever_has_no_village_is_shown_apart(desk: Desk) -> None:
    register(desk, team_id=add_team(desk, "Krông Pắc", members=(Persona.VOLUNTEER,)))
    register(desk, name="Hội Phụ nữ xã (mẫu)")
    desk.save("maryam", "scam_awareness")
    found = seen(desk)
    team, outside = line(found, "Tổ 1"), line(found, "Hội Phụ nữ xã (mẫu)")
    assert (team.standing.unranked, team.standing.rank) == (Unranked.NO_PLACE, None)
    assert (outside.standing.unranked, outside.work) == (Unranked.OUTSIDE, None)


def test_a_school_is_compared_with_schools_and_without_pupils_counted_has_no_data(desk: Desk) -> None:
    person(desk, Persona.COLLEAGUE, "Trường THCS Nguyễn Trãi")
    found = line(seen(desk), "H’Nga Êban")
    assert (found.standing.ground, found.standing.unranked) == (Ground.SCHOOLS, Unranked.NO_DATA)


def test_a_team_of_a_village_answers_for_it(desk: Desk) -> None:
    register(desk, place="Buôn Jung", team_id=add_team(desk, "Buôn Jung", members=(Persona.VOLUNTEER,)))
    assert line(seen(desk), "Tổ 1").standing.ground is Ground.VILLAGES


def hard_ground(desk: Desk) -> None:
    """Make Buôn Jung the hard one of three villages: its people have none of the steps that others had before."""
    had = dict.fromkeys(desk.world.required[:3], StepStatus.ALREADY_HAD)
    for number in range(7):
        desk.save(desk.enrol(f"Người Pan {number}", place="Buôn Pan"), had, by=Persona.OFFICIAL)
        desk.save(desk.enrol(f"Người Ba {number}", place="Thôn 3"), had, by=Persona.OFFICIAL)
        desk.save(desk.enrol(f"Người Jung {number}"), desk.world.required[:3], by=Persona.OFFICIAL)


def test_hard_villages_are_named_and_help_there_counts(desk: Desk) -> None:
    hard_ground(desk)
    person(desk, Persona.VOLUNTEER, "Buôn Jung")
    person(desk, Persona.COLLEAGUE, "Thôn 3")
    desk.save("maryam", desk.world.required[:1])
    found = seen(desk)
    assert [(h.place.name, h.before) for h in found.hard] == [("Buôn Jung", Share(n=0, of=22))]
    there, elsewhere = line(found, "Y Bhăm Kbuôr"), line(found, "H’Nga Êban")
    assert there.shares[Part.HARD] == Share(n=1, of=500)
    assert [n.place.name for n in there.hard] == ["Buôn Jung"]
    share = elsewhere.shares[Part.HARD]
    assert share is not None
    assert (share.rate, elsewhere.hard) == (Fraction(0), ())


def test_nobody_is_scored_by_age_sex_or_name(desk: Desk) -> None:
    person(desk, Persona.VOLUNTEER, "Buôn Jung")
    desk.save("maryam", "scam_awareness")
    before = [(one.standing.score, one.standing.rank, one.work) for one in seen(desk).lines]
    desk.run("UPDATE citizen SET birth_date = NULL, birth_year = 1940, sex = 'male', full_name = 'Nguyễn Văn A'")
    assert [(one.standing.score, one.standing.rank, one.work) for one in seen(desk).lines] == before
    assert "Maryam" not in repr(seen(desk))


def test_every_score_opens_to_its_parts(desk: Desk) -> None:
    hard_ground(desk)
    person(desk, Persona.VOLUNTEER, "Buôn Jung")
    desk.save("maryam", desk.world.required)
    standing = line(seen(desk), "Y Bhăm Kbuôr").standing
    assert standing.score is not None
    assert standing.score > 0
    assert sum(standing.points.values()) == standing.score


def test_who_sees_what(desk: Desk) -> None:
    person(desk, Persona.VOLUNTEER, "Buôn Jung")
    assert not line(seen(desk, Persona.LEADER), "Y Bhăm Kbuôr").may_choose
    assert line(seen(desk, Persona.OFFICIAL), "Y Bhăm Kbuôr").may_choose
    for persona in (Persona.VOLUNTEER, Persona.TEAM_LEAD, Persona.AUDITOR):
        with desk.refused("not_permitted"):
            seen(desk, persona)
    with desk.refused("campaign_unknown"):
        seen(desk, Persona.NEIGHBOUR)


def test_queries_do_not_grow_with_registrations_or_records(desk: Desk) -> None:
    person(desk, Persona.VOLUNTEER, "Buôn Jung")

    def asked() -> int:
        with desk.statements() as statements:
            seen(desk)
        return len(statements)

    few = asked()
    person(desk, Persona.COLLEAGUE, "Thôn 3", "Buôn Pan")
    for n in range(10):
        register(desk, name=f"Chi hội {n} (mẫu)")
    for who in ("maryam", "sien", "child"):
        desk.save(who, "scam_awareness")
    register(desk, team_id=add_team(desk, "Krông Pắc", members=(Persona.VOLUNTEER, Persona.COLLEAGUE)))
    assert asked() == few
    assert few <= 13
