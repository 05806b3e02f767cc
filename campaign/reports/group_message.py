"""The text that is pasted into a Zalo group: lines made from the numbers, at most 900 characters, a link at its end."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import IndicatorKind, PeriodKind
from campaign.i18n import _, day, day_short, in_language, number
from campaign.i18n.labels import label
from campaign.reports import announcement_words as words
from campaign.reports.administrative.words import full_name, share_text
from campaign.reports.announcement import Sentence, fitted
from campaign.reports.public_numbers import NOTHING_HIDDEN, counts_people, is_hidden, may_compare, told
from campaign.reports.summary_bands import SILENT_DAYS, bands, headline_of, number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.reports.public_numbers import Hidden
    from campaign.services.document_models import DocumentIndicator, DocumentUnit, DocumentView

_NAMES: Final = 6
"""How many units a line names before it counts the others."""

_STEPS_SPARE: Final = 6


def group_message(*, view: DocumentView, board: str = "", hidden: Hidden = NOTHING_HIDDEN) -> str:
    """Return the message in Vietnamese; `board` is the address of the public board, "" while it is closed.

    A message is passed on, so it tells no more than the public board, which hides what is in `hidden`.
    """
    with in_language("vi"):
        lines = [line for line in _lines(view, board, hidden) if line.text]
        return fitted(lines, between="\n")


def main_lines(*, view: DocumentView) -> tuple[str, ...]:
    """Return what the documents of a place and a period say first, in Vietnamese: for those who make them."""
    with in_language("vi"):
        lines = _headline(view, headline_of(view), NOTHING_HIDDEN)
        return tuple(
            line.text for line in (*lines, Sentence(text=_pace(view, headline_of(view)), spare=0)) if line.text
        )


def _lines(view: DocumentView, board: str, hidden: Hidden) -> list[Sentence]:
    name = words.spoken_title(view.campaign_name) and " ".join(view.campaign_name.split())
    counted = headline_of(view)
    return [
        Sentence(text=_title(view), spare=0),
        Sentence(text=_("Sample data: nobody here is real") if view.synthetic else "", spare=0),
        Sentence(text=_("Campaign: {name}").format(name=name) if name else "", spare=4),
        *_headline(view, counted, hidden),
        Sentence(text="" if is_hidden(view, counted, hidden) else _pace(view, counted), spare=2),
        *_steps(view, hidden),
        Sentence(text=_first(view), spare=4),
        Sentence(text=_missing(view), spare=3),
        Sentence(text=_silent(view), spare=5),
        Sentence(text=_next(view), spare=3),
        Sentence(text=_("Public board: {address}").format(address=board) if board else "", spare=1),
    ]


def _title(view: DocumentView) -> str:
    period = view.period
    place = full_name(view.place_name, view.place_kind)
    if period.first == period.last:
        text = _("Results on {day} – {place}").format(day=day(period.last), place=place)
    else:
        kind = _("the whole time") if period.kind is PeriodKind.WHOLE else label(period.kind)
        text = _("Results, {kind} {first}–{last} – {place}").format(
            kind=kind, first=day_short(period.first), last=day(period.last), place=place
        )
    return " ".join(text.split()).upper()


def _headline(view: DocumentView, counted: DocumentIndicator, hidden: Hidden) -> list[Sentence]:
    here, name = counted.here, counted.short_vi
    if here.result is None:
        return [Sentence(text=_("{indicator}: no data yet").format(indicator=name), spare=0)]
    if is_hidden(view, counted, hidden):
        return [Sentence(text=_("{indicator}: not told, very few people").format(indicator=name), spare=0)]
    people = counts_people(counted)
    now = _("{indicator}: {n} {unit} in the period{compared}").format(
        indicator=name,
        n=told(here.in_period, people=people),
        unit=counted.unit_vi,
        compared=_compared(here.in_period, here.before, people=people),
    )
    return [
        Sentence(text="" if view.period.kind is PeriodKind.WHOLE else now, spare=1),
        Sentence(text=_so_far(view, counted), spare=0),
    ]


def _compared(now: int | None, before: int | None, *, people: bool) -> str:
    if now is None or before is None or (people and not may_compare(now, before)):
        return ""
    if now == before:
        return _(", as in the period before")
    text = _("up {n} on the period before") if now > before else _("down {n} on the period before")
    return f" ({text.format(n=number(abs(now - before)))})"


def _so_far(view: DocumentView, counted: DocumentIndicator) -> str:
    here = counted.here
    toward = here.toward_target if here.toward_target is not None else here.result
    about = {"day": day(min(view.as_of, view.ends_on)), "n": number(toward), "unit": counted.unit_vi}
    if not here.target or here.rate is None or toward is None:
        return _("Total as of {day}: {n} {unit}; no target assigned").format(**about)
    judged = _("target not met yet")
    if here.rate >= 1:
        judged = _("target passed") if here.rate > 1 else _("target met")
    text = _("Total as of {day}: {n} of {target} {unit}, {share}: {judged}")
    return text.format(**about, target=number(here.target), share=share_text(toward, here.target), judged=judged)


def _pace(view: DocumentView, counted: DocumentIndicator) -> str:
    here = counted.here
    if here.rate is None or here.rate >= 1 or not here.needed_per_day or view.as_of >= view.ends_on:
        return ""
    text = _("{pace}; {n} {unit} a day are needed until {day}")
    needed = number(math.ceil(here.needed_per_day))
    return text.format(pace=label(here.pace), n=needed, unit=counted.unit_vi, day=day(view.ends_on))


def _steps(view: DocumentView, hidden: Hidden) -> list[Sentence]:
    """Return a line a step; the later ones go first where there is no room."""
    found = [one for one in view.indicators if one.key != view.headline and one.kind is not IndicatorKind.REACHED]
    return [Sentence(text=f"- {_step(view, one, hidden)}", spare=_STEPS_SPARE + n) for n, one in enumerate(found)]


def _step(view: DocumentView, found: DocumentIndicator, hidden: Hidden) -> str:
    here = found.here
    if here.result is None:
        return _("{indicator}: no data yet").format(indicator=found.short_vi)
    if is_hidden(view, found, hidden):
        return _("{indicator}: not told, very few people").format(indicator=found.short_vi)
    text = f"{found.short_vi}: {number(here.result)} {found.unit_vi}"
    if here.rate is None or here.toward_target is None or not here.target:
        return text
    return _("{line}, {share} of the target").format(line=text, share=share_text(here.toward_target, here.target))


def _first(view: DocumentView) -> str:
    for band in bands(view):
        first = [unit for unit in band.units if unit.rank == 1 and unit.ranked > 1 and words.rate_of(view, unit)]
        if 0 < len(first) <= _NAMES:
            return _("In the lead: {names}").format(names=_named(first))
    return ""


def _missing(view: DocumentView) -> str:
    missing = [unit for unit in view.units if number_of(unit, view.headline).result is None]
    return _("No data yet: {names}").format(names=_named(missing)) if missing else ""


def _silent(view: DocumentView) -> str:
    if view.as_of > view.ends_on:
        return ""
    silent = [unit for unit in view.units if (unit.silent_days or 0) >= SILENT_DAYS]
    text = _("Nothing new for {n} days or more: {names}")
    return text.format(n=SILENT_DAYS, names=_named(silent)) if silent else ""


def _next(view: DocumentView) -> str:
    if not view.events.planned:
        return ""
    planned = view.events.planned[0]
    text = _("Next outreach day: {day} in {place}")
    return text.format(day=day(planned.day), place=" ".join(planned.place.split()))


def _named(units: Sequence[DocumentUnit]) -> str:
    names = ", ".join(" ".join(unit.name.split()) for unit in units[:_NAMES])
    more = len(units) - _NAMES
    return names if more <= 0 else _("{names} and {n} more").format(names=names, n=number(more))
