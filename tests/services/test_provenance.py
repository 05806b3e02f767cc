"""Where one number comes from: the number of the contract, parts that add up, a recount that agrees or says so."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from campaign.domain.vocabulary import Channel, Figure, IndicatorKind, StepStatus, TargetKind
from campaign.errors import CampaignError
from campaign.services.progress import progress_report
from campaign.services.progress_view import progress_view
from campaign.services.provenance import provenance
from campaign.services.provenance_models import FormulaKind, Missing, Provenance, Relation
from campaign.services.targets import TargetChange, set_targets
from tests.services.test_boundaries.test_communes import COMMUNE_SLUG, PROVINCE_SLUG, Country, country, made
from tests.services.test_boundaries.test_merging import merge
from tests.support.desk import Desk
from tests.support.drive import DRIVE, RATIO, SKILLS, approved, entry, open_drive, put, with_ratio
from tests.support.example import STEP, aim, record_example
from tests.support.world import CAMPAIGN, COMMUNE, END, START, TODAY, Persona

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["country", "made"]

JUNG = "24490-V07"
ONE = timedelta(days=1)
# All steps are counted alike; what is made from them is not.
ALL_KINDS = (STEP, "eid_level2", "all_steps", "reached")
# The figures that the contract prints.
PRINTED = frozenset(Figure) - {Figure.WEEK, Figure.RANK}


def ask(
    desk: Desk,
    figure: Figure = Figure.RESULT,
    *,
    place: str | None = COMMUNE,
    indicator: str = STEP,
    by: Persona = Persona.LEADER,
    slug: str = CAMPAIGN,
    as_of: date | None = None,
) -> Provenance:
    return provenance(call=desk.as_(by), slug=slug, place_code=place, indicator=indicator, figure=figure, as_of=as_of)


def adds_up(found: Provenance) -> None:
    """Whatever was counted is the sum of its places, of its days and of its statuses, and is found again."""
    counted = found.counted
    if counted is None:
        return
    assert sum(part.n for part in counted.parts) == counted.n
    assert sum(part.n for part in counted.days) + counted.earlier == counted.n
    assert sum(part.counted for part in counted.parts) == counted.recount.counted
    assert counted.recount.equal
    assert counted.differing == ()
    assert all(part.n == part.counted for part in counted.parts)
    if found.indicator.kind not in {IndicatorKind.COUNT, IndicatorKind.RATIO}:
        assert sum(n for _channel, n in counted.channels) == counted.n
        if found.figure is not Figure.WEEK:
            assert sum(part.n for part in counted.statuses if part.counts) == counted.n


def everything_is_told(
    desk: Desk, slug: str, *, by: Persona, as_of: date, indicators: Collection[str] = ALL_KINDS
) -> int:
    """Ask for every figure of the rows of some indicators; return how many numbers there were."""
    report = progress_report(call=desk.as_(by), slug=slug, as_of=as_of)
    numbers = 0
    for row in report.as_json()["rows"]:
        for figure in Figure if row["indicator"] in indicators else ():
            found = ask(
                desk, figure, place=row["place_code"], indicator=row["indicator"], by=by, slug=slug, as_of=as_of
            )
            if figure in PRINTED:
                assert found.value == row[figure.value], (row, figure)
            # A number has a reckoning, and none has a reason.
            assert (found.value is None, found.formula is None) == (found.missing is not None,) * 2, (row, figure)
            adds_up(found)
            numbers += found.value is not None
    return numbers


def lived(desk: Desk, *, seed: int = 5) -> None:
    """Some weeks of work with every status, several places, corrections and steps in any order."""
    rng = random.Random(seed)
    steps = list(desk.world.steps)
    people = [
        desk.enrol(f"Lò Thị {seed} {chr(65 + n)}", distinct_reason="mẫu", place=("Buôn Jung", "Thôn 3")[n % 2])
        for n in range(8)
    ]
    for person in people:
        for step in steps[: rng.randint(1, len(steps))]:
            status = rng.choice([StepStatus.COMPLETED] * 4 + [StepStatus.ALREADY_HAD] * 2 + list(StepStatus))
            try:
                desk.save(
                    person,
                    {step: status},
                    by=Persona.OFFICIAL,
                    day=START + timedelta(days=rng.randint(0, (TODAY - START).days)),
                    place=rng.choice([None, None, "Trường THCS Nguyễn Trãi"]),
                    channel=rng.choice([Channel.HOME_VISIT, Channel.SCHOOL, Channel.ONLINE]),
                )
            except CampaignError:
                # A prerequisite that is missing is refused, which is another test's affair.
                continue


# ------------------------------------------------------------------------------------------ it works
def test_every_number_of_a_campaign_of_people_is_that_of_the_contract_and_adds_up(desk: Desk) -> None:
    lived(desk)
    aim(desk, "Krông Pắc", 9)
    aim(desk, "Buôn Jung", 150, kind=TargetKind.PERCENT)
    aim(desk, "Buôn Jung", 5, kind=TargetKind.COUNT, due_on=START + timedelta(days=30))
    aim(desk, "Thôn 3", 4, indicator="reached")
    aim(desk, "Buôn Pan", 0)
    for day in (START - ONE, TODAY, END + timedelta(days=9)):
        assert everything_is_told(desk, CAMPAIGN, by=Persona.LEADER, as_of=day) > 60
    desk.verified()


def test_every_number_of_a_campaign_of_reports_is_that_of_the_contract_and_adds_up(desk: Desk) -> None:
    open_drive(desk)
    with_ratio(desk)
    for indicator, kind, amount in ((SKILLS, TargetKind.COUNT, 40), (RATIO, TargetKind.PERCENT, 9000)):
        change = TargetChange(
            place_id=desk.world.place("Krông Pắc").id,
            indicator=indicator,
            kind=kind,
            amount=amount,
            expected_version=0,
        )
        set_targets(call=desk.system(), slug=DRIVE, changes=[change], reason="giao")
    approved(desk, entry(desk, 300), entry(desk, 14, day=TODAY - ONE), entry(desk, 3, place="Ea Phê"))
    approved(desk, entry(desk, 90, RATIO, denominator=100), entry(desk, 40, RATIO, place="Ea Phê", denominator=50))
    put(desk, entry(desk, 5, day=TODAY - 2 * ONE), submit=True)
    put(desk, entry(desk, 7, day=TODAY - 3 * ONE))
    assert everything_is_told(desk, DRIVE, by=Persona.PROVINCE_OFFICIAL, as_of=TODAY, indicators=(SKILLS, RATIO)) > 20
    found = ask(desk, place="66", indicator=SKILLS, by=Persona.PROVINCE_OFFICIAL, slug=DRIVE)
    assert found.counted is not None
    # What was sent waits beside the sum; a draft is nobody's business yet.
    assert [(part.status.value, part.n, part.counts) for part in found.counted.statuses] == [
        ("approved", 317, True),
        ("submitted", 5, False),
    ]
    share = ask(desk, place="66", indicator=RATIO, by=Persona.PROVINCE_OFFICIAL, slug=DRIVE)
    assert share.formula is not None
    assert (share.formula["n"], share.formula["denominator"]) == (130, 150)
    assert share.counted is not None
    assert [(part.n, part.of) for part in share.counted.parts if part.n] == [(40, 50), (90, 100)]


def test_a_plain_count_says_where_when_and_how(desk: Desk) -> None:
    record_example(desk)
    found = ask(desk)
    counted = found.counted
    assert counted is not None
    assert (found.value, counted.first, counted.last) == (10, START, TODAY)
    assert [(part.name, part.relation, part.n) for part in counted.parts if part.n] == [
        ("Buôn Jung", Relation.BELOW, 9),
        ("Thôn 3", Relation.BELOW, 1),
    ]
    assert [(part.day.day, part.n) for part in counted.days] == [(9, 1), (10, 4), (18, 3), (22, 2)]
    assert [(part.status, part.n, part.counts) for part in counted.statuses] == [
        (StepStatus.COMPLETED, 10, True),
        (StepStatus.ALREADY_HAD, 2, False),
        (StepStatus.ASSISTED, 1, False),
    ]
    assert counted.channels == ((Channel.HOME_VISIT, 10),)
    assert ask(desk, Figure.WEEK).value == 5
    assert ask(desk, Figure.WEEK).counted is not None


def test_days_before_the_last_fourteen_stand_in_one_line(desk: Desk) -> None:
    record_example(desk)
    counted = ask(desk, as_of=TODAY + timedelta(days=2)).counted
    assert counted is not None
    assert (counted.earlier, [part.day.day for part in counted.days]) == (5, [18, 22])


def test_reckonings_have_their_numbers(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    aim(desk, "Buôn Jung", 30, due_on=START + timedelta(days=29))
    told = {figure: ask(desk, figure, place=JUNG).formula for figure in Figure}

    def terms(figure: Figure) -> dict[str, float]:
        found = told[figure]
        assert found is not None, figure
        return dict(found.terms)

    assert terms(Figure.RATE) == {"rate": 0.225, "toward": 9, "target": 40}
    assert terms(Figure.NEEDED_PER_DAY)["left_days"] == 45
    assert terms(Figure.NEEDED_PER_DAY)["needed"] == pytest.approx(31 / 45)
    forecast = terms(Figure.FORECAST_TOTAL)
    assert forecast["forecast"] == pytest.approx(
        forecast["toward"] + forecast["recent"] / forecast["recent_days"] * forecast["left_days"]
    )
    planned = terms(Figure.PLANNED_TODAY)
    assert planned == {"planned": 15.0, "left": 0.0, "left_day": 0, "right": 30.0, "right_day": 30, "day": 15}
    later = ask(desk, Figure.PLANNED_TODAY, place=JUNG, as_of=START + timedelta(days=44)).formula
    assert later is not None
    assert dict(later.terms) == {
        "planned": 35.0,
        "left": 30.0,
        "left_day": 30,
        "right": 40.0,
        "right_day": 60,
        "day": 45,
    }


def test_a_share_has_its_group_its_people_and_their_day(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 501, kind=TargetKind.PERCENT)
    found = ask(desk, Figure.TARGET, place=JUNG)
    assert found.formula is not None
    assert (found.formula.kind, dict(found.formula.terms)) == (
        FormulaKind.TARGET_PERCENT,
        {"target": 26, "share": 501, "population": 500},
    )
    assert found.population is not None
    assert [(part.name, part.n) for part in found.population.parts] == [("Buôn Jung", 500)]
    toward = ask(desk, Figure.TOWARD_TARGET, place=JUNG)
    assert toward.formula is not None
    assert dict(toward.formula.terms) == {"toward": 11, "completed": 9, "had": 2}
    adds_up(toward)


def test_people_of_a_commune_are_those_of_its_villages(desk: Desk) -> None:
    found = ask(desk, Figure.ELIGIBLE)
    assert found.population is not None
    assert (found.value, found.population.n) == (1015, 1015)
    assert sum(part.n or 0 for part in found.population.parts) == 1015
    missing = ask(desk, Figure.ELIGIBLE, indicator="all_steps")
    assert (missing.value, missing.missing) == (None, Missing.NO_POPULATION)
    assert missing.population is not None
    assert "Buôn Pan" in [part.name for part in missing.population.parts if part.n is None]


def test_who_set_the_target_when_and_why(desk: Desk) -> None:
    aim(desk, "Buôn Jung", 40)
    aim(desk, "Buôn Jung", 45, version=1)
    aim(desk, "Buôn Jung", 20, due_on=START + timedelta(days=29))
    found = ask(desk, Figure.TARGET, place=JUNG)
    assert found.value == 45
    assert {(t.due_on, t.version, t.amount, t.in_force) for t in found.targets} == {
        (END, 2, 45, True),
        (END, 1, 40, False),
        (START + timedelta(days=29), 1, 20, True),
    }
    assert {(t.set_by, t.reason) for t in found.targets} == {("Nguyễn Thị Lan", "giao")}
    assert ask(desk, Figure.RESULT, place=JUNG).targets == ()


def test_the_rank_is_that_of_the_progress_screen_and_names_its_peers(desk: Desk) -> None:
    record_example(desk)
    for name, people in (("Buôn Jung", 45), ("Thôn 3", 5), ("Trường THCS Nguyễn Trãi", 10)):
        aim(desk, name, people)
    lines = progress_view(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, indicator=STEP).lines
    for line in lines:
        found = ask(desk, Figure.RANK, place=line.code)
        assert found.value == line.rank
        assert sum(peer.rank is not None for peer in found.peers) == line.ranked
    jung = ask(desk, Figure.RANK, place=JUNG)
    assert [(peer.name, peer.rank) for peer in jung.peers] == [("Buôn Jung", 1), ("Thôn 3", 1), ("Buôn Pan", None)]
    assert ask(desk, Figure.RANK).missing is Missing.NOT_RANKED
    # Whoever sees one village alone sees nobody beside it.
    assert ask(desk, Figure.RANK, place=JUNG, by=Persona.VOLUNTEER).peers == ()


@pytest.mark.parametrize("figure", [Figure.RATE, Figure.TARGET, Figure.PLANNED_TODAY, Figure.NEEDED_PER_DAY])
def test_without_a_target_there_is_no_number(desk: Desk, figure: Figure) -> None:
    found = ask(desk, figure, place=JUNG)
    assert (found.value, found.missing, found.formula) == (None, Missing.NO_TARGET, None)


def test_a_school_has_no_residents(desk: Desk) -> None:
    school = desk.world.place("Trường THCS Nguyễn Trãi")
    assert ask(desk, Figure.ELIGIBLE, place=school.code).missing is Missing.NO_POPULATION


def test_a_target_of_nobody_and_one_of_unknown_people(desk: Desk) -> None:
    aim(desk, "Buôn Jung", 0)
    assert ask(desk, Figure.RATE, place=JUNG).missing is Missing.TARGET_OF_NOBODY
    assert ask(desk, Figure.TARGET, place=JUNG).value == 0
    pan = desk.world.place("Buôn Pan")
    aim(desk, "Buôn Pan", 5000, kind=TargetKind.PERCENT)
    desk.run("DELETE FROM place_population WHERE place_id = :place", place=pan.id)
    assert ask(desk, Figure.RATE, place=pan.code).missing is Missing.TARGET_WITHOUT_POPULATION


def test_ends_of_the_campaign_say_why(desk: Desk) -> None:
    aim(desk, "Buôn Jung", 40)
    assert ask(desk, Figure.FORECAST_TOTAL, place=JUNG, as_of=START - ONE).missing is Missing.NOT_STARTED
    assert ask(desk, Figure.NEEDED_PER_DAY, place=JUNG, as_of=END).missing is Missing.NO_DAY_LEFT


# -------------------------------------------------------------------------------- places that moved
def test_a_village_that_was_merged_shows_those_that_went_into_it(desk: Desk) -> None:
    record_example(desk)
    merge(desk)
    new = next(
        row.place_code
        for row in progress_report(call=desk.as_(Persona.LEADER), slug=CAMPAIGN).rows
        if row.place_name == "Buôn Jung Pan"
    )
    found = ask(desk, place=new)
    assert found.counted is not None
    assert [(part.name, part.relation, part.n) for part in found.counted.parts] == [
        ("Buôn Jung", Relation.MERGED, 9),
        ("Thôn 3", Relation.MERGED, 1),
    ]
    everything_is_told(desk, CAMPAIGN, by=Persona.LEADER, as_of=TODAY)
    # Before that day the old ones stand for themselves.
    before = ask(desk, as_of=date(2026, 11, 19))
    adds_up(before)
    assert before.counted is not None
    assert {part.name for part in before.counted.parts if part.n} == {"Buôn Jung", "Thôn 3"}


@pytest.mark.parametrize("slug", [COMMUNE_SLUG, PROVINCE_SLUG])
def test_communes_that_became_one_add_up_before_and_after(country: Country, slug: str) -> None:
    country.take_over()
    numbers = 0
    for day in (date(2025, 6, 20), TODAY):
        for row in country.report(slug, day)["rows"]:
            if not row["result"]:
                continue
            numbers += 1
            found = provenance(
                call=country.call(),
                slug=slug,
                place_code=row["place_code"],
                indicator=row["indicator"],
                figure=Figure.RESULT,
                as_of=day,
            )
            assert found.value == row["result"]
            adds_up(found)
    assert numbers > 3


# -------------------------------------------------------------------------------------- the recount
def test_a_sum_that_was_spoiled_by_hand_is_told(desk: Desk) -> None:
    record_example(desk)
    jung = desk.world.place("Buôn Jung").id
    desk.run(
        "UPDATE progress_day SET n = n + 3 WHERE place_id = :place AND day = '2026-11-18' AND indicator_id = "
        "(SELECT id FROM indicator WHERE key = :key AND campaign_id = :campaign)",
        place=jung,
        key=STEP,
        campaign=desk.world.campaign.id,
    )
    found = ask(desk, place=JUNG).counted
    assert found is not None
    assert (found.recount.equal, found.recount.stored, found.recount.counted) == (False, 12, 9)
    assert [(part.day, part.n, part.counted) for part in found.differing] == [(date(2026, 11, 18), 6, 3)]
    assert ask(desk).counted is not None


def test_a_reported_sum_that_was_spoiled_by_hand_is_told(desk: Desk) -> None:
    open_drive(desk)
    approved(desk, entry(desk, 300))
    desk.run("UPDATE count_report_day SET n = 301 WHERE place_id = :place", place=desk.world.place("Krông Pắc").id)
    found = ask(desk, indicator=SKILLS, by=Persona.PROVINCE_OFFICIAL, slug=DRIVE).counted
    assert found is not None
    assert (found.recount.stored, found.recount.counted) == (301, 300)


# --------------------------------------------------------------------------------------- who may ask
def test_scope_and_what_is_not_there(desk: Desk) -> None:
    with desk.refused("not_permitted"):
        ask(desk, by=Persona.VOLUNTEER)
    assert ask(desk, place=None, by=Persona.VOLUNTEER).place_name == "Buôn Jung"
    with desk.refused("campaign_unknown"):
        ask(desk, by=Persona.NEIGHBOUR)
    with desk.refused("place_unknown"):
        ask(desk, place="99999")
    with desk.refused("place_outside_campaign"):
        ask(desk, place="24502", by=Persona.AUDITOR)
    with desk.refused("indicator_unknown"):
        ask(desk, indicator="nothing")


def test_the_same_queries_whatever_the_size(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 150, kind=TargetKind.PERCENT)
    told: dict[Figure, int] = {}
    for _turn in range(2):
        for figure in Figure:
            with desk.statements() as seen:
                ask(desk, figure, place=JUNG)
            assert len(seen) <= 12
            assert told.setdefault(figure, len(seen)) == len(seen), figure
        lived(desk, seed=8)


def test_nothing_in_it_names_a_citizen(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    for figure in Figure:
        assert "Lò " not in repr(ask(desk, figure, place=JUNG))
