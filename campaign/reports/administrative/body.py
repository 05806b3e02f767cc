"""The body of a report, I to V, as blocks: what the numbers say, and marked gaps for what they cannot know.

Causes, guidance and proposals are the clerk's: nothing is invented for them (domain § 6.1).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import PlaceKind
from campaign.i18n import N_, _, day
from campaign.i18n.labels import label
from campaign.reports.administrative import findings, standing
from campaign.reports.administrative.blocks import Heading, Paragraph, Picture, blank
from campaign.reports.administrative.tables import by_indicator, by_unit
from campaign.reports.administrative.words import counted, listed, name_in_text, name_said, span_text, speed_text
from campaign.reports.summary_bands import headline_of
from campaign.services.document_models import DocumentChart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from campaign.reports.administrative.blocks import Block
    from campaign.services.document_models import DocumentPicture, DocumentUnit, DocumentView, PlannedDay

IN_BODY: Final = 30
"""A table of more units goes to an appendix of its own."""

_KINDS: Final[Mapping[PlaceKind, str]] = {
    PlaceKind.PROVINCE: N_("{n} provinces"),
    PlaceKind.COMMUNE: N_("{n} communes"),
    PlaceKind.WARD: N_("{n} wards"),
    PlaceKind.SPECIAL_ZONE: N_("{n} special zones"),
    PlaceKind.VILLAGE: N_("{n} villages"),
    PlaceKind.RESIDENTIAL_GROUP: N_("{n} residential groups"),
    PlaceKind.SCHOOL: N_("{n} schools"),
    PlaceKind.AGENCY: N_("{n} agencies"),
    PlaceKind.SUPPORT_POINT: N_("{n} support points"),
}


class Numbering:
    """Counts tables and pictures as they are placed: "Bảng 1", "Hình 1"."""

    def __init__(self) -> None:
        self._tables = self._pictures = 0

    def table(self, title: str) -> str:
        """Return the caption of the next table."""
        self._tables += 1
        return _("Table {n}. {title}").format(n=self._tables, title=title)

    def picture(self, found: DocumentPicture | None, title: str) -> tuple[Block, ...]:
        """Return a chart with its caption, nothing where it could not be drawn."""
        if found is None:
            return ()
        self._pictures += 1
        said = _("Figure {n}. {title}: {finding}").format(n=self._pictures, title=title, finding=found.title)
        return (Picture(png=found.png, caption=said, description=found.description),)


def body(view: DocumentView, *, pictures: Mapping[DocumentChart, DocumentPicture]) -> tuple[Block, ...]:
    """Return the five parts of the body."""
    numbering = Numbering()
    return (
        *_situation(view),
        *_results(view, pictures, numbering),
        *_assessment(view),
        *_tasks(view),
        Heading(text=_("V. PROPOSALS")),
        Paragraph(text=blank(_("Proposals to the level above; if there are none, write so"))),
    )


def _situation(view: DocumentView) -> Iterable[Block]:
    yield Heading(text=_("I. GENERAL SITUATION"))
    yield Heading(text=_("1. Guidance and organisation"), level=2)
    yield Paragraph(text=blank(_("Documents of guidance, tasks assigned, communication, who took part")))
    yield Heading(text=_("2. Time, area, people at work"), level=2)
    yield Paragraph(text=_time(view))
    if view.units:
        kinds: dict[PlaceKind, int] = {}
        for unit in view.units:
            kinds[unit.kind] = kinds.get(unit.kind, 0) + 1
        by_kind = "; ".join(_(_KINDS[kind]).format(n=counted(n)) for kind, n in kinds.items())
        text = _("Area: {n} units in {place}: {kinds}.")
        here = name_in_text(view.place_name, view.place_kind)
        yield Paragraph(text=text.format(n=counted(len(view.units)), place=here, kinds=by_kind))
    events = view.events
    told = []
    if events.teams:
        told.append(_("{n} teams").format(n=counted(events.teams)))
    if events.volunteers:
        told.append(_("{n} people who do the work in the field").format(n=counted(events.volunteers)))
    if told:
        yield Paragraph(text=_("People at work: {people}.").format(people=", ".join(told)))
    yield Paragraph(text=_outreach(view))


def _time(view: DocumentView) -> str:
    span = span_text(view.starts_on, view.ends_on)
    text = _("Time of the campaign: {span} ({days} days)").format(span=span, days=counted(view.days))
    if view.day == 0:
        return text + _("; it has not begun.")
    if view.as_of > view.ends_on:
        return text + _("; it is over.")
    return text + _("; {day} is day {n}.").format(day=day(view.as_of), n=counted(view.day))


def _outreach(view: DocumentView) -> str:
    events = view.events
    if not events.held:
        return _("No outreach day was recorded in the period.")
    if events.attendance is None:
        return _("{n} outreach days were held in the period; who came was not counted.").format(n=counted(events.held))
    text = _("{n} outreach days were held in the period; {people} came.")
    return text.format(n=counted(events.held), people=counted(events.attendance))


def _results(
    view: DocumentView, pictures: Mapping[DocumentChart, DocumentPicture], numbering: Numbering
) -> Iterable[Block]:
    yield Heading(text=_("II. RESULTS"))
    yield Heading(text=_("1. Results by indicator"), level=2)
    for sentence in findings.headline_sentences(view):
        yield Paragraph(text=sentence)
    for sentence in findings.verdict_groups(view):
        yield Paragraph(text=sentence)
    yield by_indicator(view, caption=numbering.table(_("Results by indicator")))
    yield Heading(text=_("2. Progress and forecast"), level=2)
    yield Paragraph(text=findings.forecast_sentence(view))
    yield from numbering.picture(pictures.get(DocumentChart.BURN_UP), _("Progress against the plan"))
    yield from numbering.picture(pictures.get(DocumentChart.FUNNEL), _("From step to step"))
    if not view.units:
        return
    yield Heading(text=_("3. Results by unit"), level=2)
    yield from _ranking(view)
    if len(view.units) <= IN_BODY:
        yield by_unit(view, caption=numbering.table(_("Summary table of results")), is_small=False)
    else:
        yield Paragraph(text=_("All units: see the appendices."))
    yield from numbering.picture(pictures.get(DocumentChart.RANKING), _("Ranking of the units"))
    yield from numbering.picture(pictures.get(DocumentChart.HEAT_MAP), _("Units by indicator"))


def _ranking(view: DocumentView) -> Iterable[Block]:
    named = partial(standing.named, view)
    found = [one for one in standing.standings(view) if one.ranked]
    if not found:
        yield Paragraph(text=_("The units are not ranked: none has both a target and data."))
    for one in found:
        if one.has_nothing:
            yield Paragraph(text=_("{group}: no unit has a result towards the target yet.").format(group=one.title))
            continue
        told = []
        if one.leaders:
            told.append(_("highest rate: {names}").format(names=listed(one.leaders, named)))
        if one.last:
            told.append(_("lowest rate: {names}").format(names=listed(one.last, named)))
        if told:
            yield Paragraph(text=f"{one.title}: {'; '.join(told)}.")


def _assessment(view: DocumentView) -> Iterable[Block]:
    yield Heading(text=_("III. ASSESSMENT"))
    yield Heading(text=_("1. Strengths"), level=2)
    good = findings.ahead(view)
    if good:
        text = _("{n} indicators met their target or run ahead of the plan: {names}.")
        yield Paragraph(text=text.format(n=counted(len(good)), names="; ".join(item.name_vi for item in good)))
    grades = standing.grades_sentence(view)
    if grades:
        yield Paragraph(text=grades)
    yield Paragraph(text=blank(_("Other strengths, good ways of working, people who deserve mention")))
    yield Heading(text=_("2. Shortcomings"), level=2)
    for sentence in _shortcomings(view):
        yield Paragraph(text=sentence)
    yield Paragraph(text=blank(_("Other shortcomings")))
    yield Heading(text=_("3. Causes"), level=2)
    yield Paragraph(text=_("Objective causes: {blank}").format(blank=blank(_("to be filled in by the author"))))
    yield Paragraph(text=_("Subjective causes: {blank}").format(blank=blank(_("to be filled in by the author"))))


def _shortcomings(view: DocumentView) -> Iterable[str]:
    late = findings.behind(view)
    is_over = findings.is_over(view)
    if late:
        text = (
            _("{n} indicators missed their target: {names}.")
            if is_over
            else _("{n} indicators are behind the plan or at risk: {names}.")
        )
        yield text.format(n=counted(len(late)), names="; ".join(item.name_vi for item in late))
    slow = _("{n} units missed the target: {names}.") if is_over else _("{n} units are behind the plan: {names}.")
    units = standing.slow_units(view)
    if units:
        yield slow.format(n=counted(len(units)), names=listed(units, partial(standing.named, view)))
    for text, missing in (
        (_("{n} units have not sent every number of {day}: {names}."), standing.unreported(view)),
        (_("{n} units have no data: {names}."), standing.unknown_units(view)),
    ):
        if missing:
            told = listed(missing, lambda unit: name_in_text(unit.name, unit.kind))
            yield text.format(n=counted(len(missing)), names=told, day=day(view.period.last))
    silent = standing.silent_units(view)
    if silent and not view.as_of > view.ends_on:
        text = _("{n} units brought nothing new for 7 days or more: {names}.")
        yield text.format(n=counted(len(silent)), names=listed(silent, _silence))


def _silence(unit: DocumentUnit) -> str:
    name = name_in_text(unit.name, unit.kind)
    return _("{name} ({n} days)").format(name=name, n=counted(unit.silent_days or 0))


def _tasks(view: DocumentView) -> Iterable[Block]:
    yield Heading(text=_("IV. TASKS AND MEASURES TO COME"))
    for sentence in _next(view):
        yield Paragraph(text=sentence)
    yield Paragraph(text=blank(_("Other tasks and measures, who is in charge, until when")))


def _next(view: DocumentView) -> Iterable[str]:
    item = headline_of(view)
    found = item.here
    if found.needed_per_day and found.target:
        text = _("To meet “{indicator}” by {day}, {speed} {unit} a day are needed for the {days} days left")
        said = text.format(
            indicator=item.name_vi,
            day=day(view.ends_on),
            speed=speed_text(found.needed_per_day),
            unit=item.unit_vi,
            days=counted(view.days - view.day),
        )
        if found.recent_per_day is not None:
            said += _(" (the last 7 days: {speed} {unit} a day)").format(
                speed=speed_text(found.recent_per_day), unit=item.unit_vi
            )
        yield f"{said}."
    slow = standing.slow_units(view)
    if slow and not findings.is_over(view):
        text = _("Help first the units with the lowest rates: {names}.")
        yield text.format(names=listed(slow, partial(standing.named, view), most=5))
    if view.events.planned:
        told = listed(view.events.planned, _outreach_day, most=5, more=_("{names} and {n} more days"))
        yield _("Outreach days that are planned: {days}.").format(days=told)


def _outreach_day(planned: PlannedDay) -> str:
    return _("{title} on {day} at {place}").format(
        title=planned.title or label(planned.kind), day=day(planned.day), place=name_said(planned.place)
    )
