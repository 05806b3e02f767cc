"""What documents are made from: the numbers of `campaign progress` on that day, and sums of the same daily counts."""

from datetime import date, timedelta

from campaign.clock import new_id
from campaign.domain.vocabulary import OutreachKind, PeriodKind, PlaceKind
from campaign.services import outreach
from campaign.services.document_models import DocumentNumber, DocumentUnit, DocumentView
from campaign.services.document_view import document_view
from campaign.services.outreach import DayFields, NewOutreach
from campaign.services.places import NewUnit, add_units
from campaign.services.progress import progress_report
from tests.support.desk import Desk
from tests.support.drive import DRIVE, RATIO, SKILLS, approved, entry, open_drive, with_ratio
from tests.support.example import STEP, aim, record_example
from tests.support.world import CAMPAIGN, END, START, TODAY, Persona

ONE = timedelta(days=1)
PRINTED = (
    "result",
    "already_had",
    "assisted",
    "eligible",
    "target",
    "toward_target",
    "rate",
    "planned_today",
    "needed_per_day",
)


def view(
    desk: Desk,
    by: Persona = Persona.LEADER,
    *,
    slug: str = CAMPAIGN,
    place: str | None = None,
    kind: PeriodKind = PeriodKind.WHOLE,
    as_of: date | None = None,
) -> DocumentView:
    return document_view(call=desk.as_(by), slug=slug, place_code=place, kind=kind, as_of=as_of)


def unit(found: DocumentView, name: str) -> DocumentUnit:
    return next(unit for unit in found.units if unit.name == name)


def number(found: DocumentView, key: str = STEP, of: str | None = None) -> DocumentNumber:
    if of is not None:
        return next(number for number in unit(found, of).numbers if number.indicator == key)
    return next(item.here for item in found.indicators if item.key == key)


def as_printed(number: DocumentNumber) -> dict[str, object]:
    return {
        **{name: getattr(number, name) for name in PRINTED},
        "pace": number.pace.value,
        "forecast_end": number.forecast_end.isoformat() if number.forecast_end else None,
        "forecast_total": number.forecast_total,
    }


def test_every_number_is_that_of_progress_on_the_same_day(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Krông Pắc", 60)
    aim(desk, "Buôn Jung", 40)
    for as_of in (START - ONE, START, TODAY, END + ONE):
        found = view(desk, as_of=as_of)
        report = progress_report(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, as_of=as_of)
        rows = {(row.place_code, row.indicator): row.as_json() for row in report.rows}
        shown = {(found.place_code, item.key): item.here for item in found.indicators}
        shown |= {(unit.code, number.indicator): number for unit in found.units for number in unit.numbers}
        assert set(shown) == set(rows)
        for key, one in shown.items():
            expected = rows[key]
            assert as_printed(one) == {name: expected[name] for name in as_printed(one)}, (as_of, key)
        assert (found.day, found.days) == (report.day, report.days)


def test_a_period_is_a_sum_of_the_same_daily_counts(desk: Desk) -> None:
    record_example(desk)
    week = view(desk, kind=PeriodKind.WEEK)
    # Monday 16 to Sunday 22 November brought 3 + 2; the week before 4 in Buôn Jung and, on its Monday, 1 in Thôn 3.
    assert (week.period.first, week.period.last) == (date(2026, 11, 16), TODAY)
    assert (number(week).in_period, number(week).before, number(week).result) == (5, 5, 10)
    assert (number(week, of="Thôn 3").in_period, number(week, of="Thôn 3").before) == (0, 1)
    one = view(desk, kind=PeriodKind.DAY)
    assert (number(one).in_period, number(one).before) == (2, 0)
    whole = view(desk)
    assert (number(whole).in_period, number(whole).before) == (10, None)


def test_a_campaign_that_is_over_has_its_last_period(desk: Desk) -> None:
    record_example(desk)
    found = view(desk, kind=PeriodKind.WEEK, as_of=END + 100 * ONE)
    assert (found.period.last, number(found).in_period, number(found).result) == (END, 0, 10)
    assert found.events.planned == ()


def test_reported_numbers_that_are_missing_stay_missing(desk: Desk) -> None:
    open_drive(desk)
    with_ratio(desk)
    approved(desk, entry(desk, 14, day=TODAY - ONE), entry(desk, 7, RATIO, denominator=10))
    reader = Persona.PROVINCE_OFFICIAL
    found = view(desk, reader, slug=DRIVE, kind=PeriodKind.DAY)
    # Yesterday's number is known, today's is not: nothing is known of today, which is not 0.
    here = number(found, SKILLS, of="Krông Pắc")
    assert (here.in_period, here.before, here.result) == (None, 14, 14)
    there = number(found, SKILLS, of="Ea Phê")
    assert (there.in_period, there.result, there.toward_target, there.rate) == (None, None, None, None)
    ratio = number(found, RATIO, of="Krông Pắc")
    assert (ratio.in_period, ratio.denominator, ratio.result) == (7, 10, 7)
    assert number(found, SKILLS).denominator is None
    krong_pac, ea_phe = unit(found, "Krông Pắc"), unit(found, "Ea Phê")
    assert (krong_pac.units, krong_pac.sent, ea_phe.sent) == (1, 0, 0)
    assert (krong_pac.silent_days, ea_phe.silent_days) == (0, 15)


def test_the_place_knows_what_it_is_and_what_lies_above(desk: Desk) -> None:
    found = view(desk)
    assert (found.place_name, found.place_kind, found.parent_name) == ("Krông Pắc", PlaceKind.COMMUNE, "Đắk Lắk")
    assert found.parent_kind is PlaceKind.PROVINCE
    village = view(desk, Persona.OFFICIAL, place="24490-V07")
    assert (village.place_name, village.parent_name, village.units) == ("Buôn Jung", "Krông Pắc", ())


def test_ranks_and_silence_are_those_of_the_screen(desk: Desk) -> None:
    record_example(desk)
    aim(desk, "Buôn Jung", 45, indicator="all_steps")
    found = view(desk)
    assert found.headline == "all_steps"
    assert (unit(found, "Buôn Jung").rank, unit(found, "Buôn Pan").rank) == (1, None)
    assert (unit(found, "Buôn Pan").silent_days, unit(found, "Thôn 3").silent_days) == (15, 13)
    assert [line.name for line in found.ranking] == [unit.name for unit in found.units]


def test_days_held_and_days_to_come(desk: Desk) -> None:
    def plan(day: date, title: str = "") -> None:
        fields = DayFields(kind=OutreachKind.WEDNESDAY_ONLINE, title=title)
        command = NewOutreach(
            id=new_id(), campaign=CAMPAIGN, place_id=desk.world.place("Buôn Jung").id, day=day, fields=fields
        )
        outreach.plan_outreach(call=desk.as_(Persona.OFFICIAL), command=command)

    plan(TODAY - ONE)
    plan(TODAY)
    plan(TODAY + ONE, "Ra quân đợt hai")
    plan(TODAY + 3 * ONE)
    desk.run("UPDATE outreach_day SET status = 'held', attendance = 41 WHERE day = :day", day=(TODAY - ONE).isoformat())
    found = view(desk).events
    assert (found.held, found.attendance) == (1, 41)
    # What is planned for the day itself is neither held yet nor to come.
    assert [(day.day, day.place, day.title) for day in found.planned] == [
        (TODAY + ONE, "Buôn Jung", "Ra quân đợt hai"),
        (TODAY + 3 * ONE, "Buôn Jung", ""),
    ]
    assert view(desk, kind=PeriodKind.DAY).events.attendance is None
    # Two volunteers and a team leader of the commune; a village has those who were sent there.
    assert found.volunteers == 3


def test_whoever_works_in_one_village_has_no_document_of_the_commune(desk: Desk) -> None:
    with desk.refused("not_permitted"):
        view(desk, Persona.VOLUNTEER)
    with desk.refused("place_outside_campaign"):
        view(desk, Persona.OFFICIAL, place="24502")
    with desk.refused("campaign_unknown"):
        view(desk, Persona.NEIGHBOUR)
    with desk.refused("place_unknown"):
        view(desk, place="99999")


def test_the_number_of_queries_does_not_grow_with_the_places(desk: Desk) -> None:
    record_example(desk)
    with desk.statements() as few:
        view(desk)
    units = [NewUnit(name=f"Thôn mới {n}", kind=PlaceKind.VILLAGE) for n in range(40)]
    add_units(call=desk.as_(Persona.OFFICIAL), parent_code="24490", units=units)
    with desk.statements() as many:
        assert len(view(desk).units) == len(units) + 4
    assert len(few) == len(many) <= 12
