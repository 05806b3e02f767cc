"""Where it is stuck: the heat map, the funnel, the milestones, what a week brought; and that it is all one number."""

from datetime import date, timedelta

from campaign.domain.vocabulary import Pace, TargetKind
from campaign.services.campaigns import create_campaign
from campaign.services.progress_charts import HeatCell
from campaign.services.progress_models import ProgressView
from campaign.services.progress_units import progress_page
from campaign.services.progress_view import progress_view
from tests.support.desk import Desk
from tests.support.drive import DRIVE, RATIO, SKILLS, approved, entry, open_drive, with_ratio
from tests.support.example import STEP, aim, record_example
from tests.support.parity import same_numbers
from tests.support.world import CAMPAIGN, END, PROVINCE, START, TODAY, Persona

ONE = timedelta(days=1)


def view(desk: Desk, *, slug: str = CAMPAIGN, indicator: str | None = STEP, as_of: date | None = None) -> ProgressView:
    return progress_view(call=desk.system(), slug=slug, indicator=indicator, as_of=as_of)


def cell(found: ProgressView, place: str, indicator: str = STEP) -> HeatCell:
    column = [c.key for c in found.heat_map.columns].index(indicator)
    return next(row.cells[column] for row in found.heat_map.rows if row.name == place)


# -------------------------------------------------------------------------------------------- heat map
def test_villages_come_before_schools_and_every_indicator_has_a_column(desk: Desk) -> None:
    found = view(desk).heat_map
    assert [row.name for row in found.rows] == ["Buôn Jung", "Buôn Pan", "Thôn 3", "Trường THCS Nguyễn Trãi"]
    assert [column.key for column in found.columns] == [*desk.world.steps, "all_steps", "reached"]


def test_a_cell_has_result_target_and_pace(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 40)
    found = view(desk)
    assert cell(found, "Buôn Jung") == HeatCell(
        result=9, toward_target=9, target=40, eligible=500, rate=0.225, pace=Pace.AT_RISK
    )
    assert cell(found, "Buôn Pan") == HeatCell(
        result=0, toward_target=0, target=None, eligible=310, rate=None, pace=Pace.NO_TARGET
    )
    assert cell(found, "Buôn Jung", "reached").result == 9


def test_a_share_counts_those_who_had_it_before(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 501, kind=TargetKind.PERCENT)
    assert (cell(view(desk), "Buôn Jung").toward_target, cell(view(desk), "Buôn Jung").target) == (11, 26)


def test_a_target_of_nobody_is_no_rate(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 0)
    found = cell(view(desk), "Buôn Jung")
    assert (found.rate, found.pace) == (None, Pace.NO_TARGET)


def test_reported_numbers_that_are_missing_stay_missing(desk: Desk) -> None:
    open_drive(desk)
    approved(desk, entry(desk, 314))
    found = view(desk, slug=DRIVE, indicator=SKILLS)
    assert [row.name for row in found.heat_map.rows] == ["Ea Phê", "Krông Pắc"]
    assert (cell(found, "Krông Pắc", SKILLS).result, cell(found, "Ea Phê", SKILLS).result) == (314, None)
    # The villages of a commune that reports itself have no numbers to wait for.
    below = progress_view(call=desk.system(), slug=DRIVE, place_code="24490")
    assert (below.heat_map.rows, below.lines, below.funnel) == ((), (), None)


# ---------------------------------------------------------------------------------------------- funnel
def test_the_funnel_has_the_steps_with_what_comes_before_them(desk: Desk) -> None:
    record_example(desk)
    found = view(desk).funnel
    assert found is not None
    assert [step.key for step in found.steps] == list(desk.world.steps)
    own = next(step for step in found.steps if step.key == STEP)
    assert (own.completed, own.already_had, own.assisted, own.eligible) == (10, 2, 1, 1015)
    assert (found.reached, found.all_steps) == (10, 0)
    rules = {step.key: step.rule.prerequisites for step in desk.world.campaign.steps}
    assert {step.key: step.requires for step in found.steps} == rules
    assert any(rules.values())


# ------------------------------------------------------------------------------------------ milestones
def test_milestones_say_whether_they_were_met(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Krông Pắc", 60)
    aim(desk, "Krông Pắc", 4, due_on=date(2026, 11, 17))
    aim(desk, "Krông Pắc", 30, due_on=date(2026, 12, 7))
    found = view(desk).milestones
    assert [(m.day, m.planned, m.actual) for m in found] == [
        (date(2026, 11, 17), 4, 5),
        (date(2026, 12, 7), 30, None),
    ]
    assert view(desk, as_of=END + ONE).milestones[1].actual == 10


# ------------------------------------------------------------------------------- since last week
def test_what_the_last_week_brought(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Krông Pắc", 50)
    found = view(desk)
    assert (found.week, found.week_before, found.reading.rate, found.rate_week_ago) == (5, 5, 0.2, 0.1)
    step = next(step for step in found.steps if step.key == STEP)
    assert (step.week, step.week_before, step.rate_week_ago) == (5, 5, 0.1)


def test_a_share_a_week_ago_counts_those_who_had_it_by_then(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 8_000, kind=TargetKind.PERCENT)
    found = progress_view(call=desk.system(), slug=CAMPAIGN, place_code="24490-V07", indicator=STEP)
    # 80 % of 500 are 400; by the 15th 4 were done and 2 had it before.
    assert (found.reading.rate, found.rate_week_ago) == (11 / 400, 6 / 400)


def test_the_first_week_has_no_week_before(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Krông Pắc", 50)
    assert view(desk, as_of=START + 6 * ONE).rate_week_ago is None
    assert view(desk, as_of=START + 7 * ONE).rate_week_ago == 0.0


def test_a_ratio_a_week_ago_is_that_of_what_was_handled_by_then(desk: Desk) -> None:
    open_drive(desk)
    with_ratio(desk)
    numbers = ((30, 100, TODAY - 8 * ONE), (60, 100, TODAY))
    approved(desk, *(entry(desk, n, RATIO, denominator=of, day=day) for n, of, day in numbers))
    assert view(desk, slug=DRIVE, indicator=RATIO).rate_week_ago is None
    desk.run(
        "INSERT INTO target (campaign_id, place_id, indicator_id, due_on, version, kind, amount, set_at) "
        "SELECT c.id, c.place_id, i.id, c.ends_on, 1, 'percent', 5000, '2026-11-08 00:00:00' FROM campaign c "
        "JOIN indicator i ON i.campaign_id = c.id WHERE c.slug = :slug AND i.key = :key",
        slug=DRIVE,
        key=RATIO,
    )
    found = view(desk, slug=DRIVE, indicator=RATIO)
    assert (found.reading.rate, found.rate_week_ago) == (0.9, 0.6)
    assert found.overview[[line.key for line in found.overview].index(RATIO)].rate_week_ago == 0.6


# -------------------------------------------------------------------------------------------- one number
def test_every_part_of_the_page_says_the_numbers_of_the_report(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Krông Pắc", 60)
    aim(desk, "Buôn Jung", 501, kind=TargetKind.PERCENT)
    aim(desk, "Thôn 3", 1)
    for day in (None, START - ONE, START, TODAY - 7 * ONE, END, END + 30 * ONE):
        assert same_numbers(desk.system(), CAMPAIGN, indicator=STEP, as_of=day) > 200
    assert same_numbers(desk.as_(Persona.VOLUNTEER), CAMPAIGN, indicator=STEP) > 40


def test_the_province_is_the_sum_of_villages_for_its_population_too(desk: Desk) -> None:
    wide = create_campaign(
        call=desk.system(),
        slug="ca-tinh",
        name="Công dân số Đắk Lắk",
        place_code=PROVINCE,
        template="digital_citizen_2026",
        starts_on=START,
        ends_on=END,
    )
    assert same_numbers(desk.system(), wide.slug, indicator=STEP) > 100
    # Only one commune has figures for all of its villages, and the province therefore none.
    assert cell(view(desk, slug=wide.slug), "Krông Pắc").eligible == 1015
    open_drive(desk)
    approved(desk, entry(desk, 7_850), entry(desk, 3, place="Ea Phê"))
    assert same_numbers(desk.system(), DRIVE, indicator=SKILLS) > 100


def test_a_village_that_went_into_another_in_mid_campaign_is_counted_there_from_that_day_on(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Pan", 30)
    merged = date(2026, 11, 20)
    for old in ("Buôn Jung", "Thôn 3"):
        desk.run(
            "UPDATE place SET valid_to = :last WHERE id = :id",
            last=(merged - ONE).isoformat(),
            id=desk.world.place(old).id,
        )
        desk.run(
            "INSERT INTO place_succession (old_id, new_id, effective_on, share) VALUES (:old, :new, :day, 'whole')",
            old=desk.world.place(old).id,
            new=desk.world.place("Buôn Pan").id,
            day=merged.isoformat(),
        )
    before, after = view(desk, as_of=merged - ONE), view(desk)
    assert [cell(before, name).result for name in ("Buôn Jung", "Buôn Pan", "Thôn 3")] == [7, 0, 1]
    assert [row.name for row in after.heat_map.rows] == ["Buôn Pan", "Trường THCS Nguyễn Trãi"]
    assert cell(after, "Buôn Pan") == HeatCell(
        result=10, toward_target=10, target=30, eligible=310, rate=10 / 30, pace=Pace.AHEAD
    )
    for day in (merged - ONE, merged, TODAY):
        assert same_numbers(desk.system(), CAMPAIGN, indicator=STEP, as_of=day) > 150


# ---------------------------------------------------------------------------------------------- queries
def test_the_whole_page_costs_the_same_whatever_happened(desk: Desk) -> None:
    open_drive(desk)
    counts = []
    for filled in (False, True):
        if filled:
            record_example(desk)
            approved(desk, entry(desk, 5))
        for slug in (CAMPAIGN, DRIVE):
            progress_page(call=desk.system(), slug=slug)
            with desk.statements() as sent:
                progress_page(call=desk.system(), slug=slug)
            counts.append(len(sent))
            assert not any("FROM record" in statement for statement in sent)
    assert counts == [7, 10, 7, 10]
