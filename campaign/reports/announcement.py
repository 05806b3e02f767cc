"""The text that is read on the loudspeaker, made from the numbers, and how a text is kept to its length.

It has at most 900 characters. A text that grows too long loses its least important sentences, never half of one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import IndicatorKind, PeriodKind
from campaign.i18n import _, in_language
from campaign.reports import announcement_words as words
from campaign.reports.administrative.words import name_in_text
from campaign.reports.public_numbers import NOTHING_HIDDEN, counts_people, is_hidden, may_compare, told
from campaign.reports.summary_bands import bands, headline_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.reports.public_numbers import Hidden
    from campaign.services.document_models import DocumentIndicator, DocumentNumber, DocumentView

LONGEST: Final = 900
"""The longest text, in characters: two minutes of reading aloud, and one message of a group."""

_LEADERS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence; what has the highest `spare` is left out first, and 0 never."""

    text: str
    spare: int


def loudspeaker_text(*, view: DocumentView, hotline: str = "", hidden: Hidden = NOTHING_HIDDEN) -> str:
    """Return what is read aloud: no abbreviations, no signs, days as they are spoken; in Vietnamese.

    `hotline` is the number that people may call, "" where there is none; `hidden` is what the public board hides.
    """
    with in_language("vi"):
        return fitted([found for found in _spoken(view, hotline, hidden) if found.text], between=" ")


def fitted(sentences: Sequence[Sentence], *, between: str, longest: int = LONGEST) -> str:
    """Return the sentences in their order, without the least important ones where all of them would be too long."""
    left = list(sentences)
    while len(text := between.join(found.text for found in left)) > longest:
        spare = max(left, key=lambda found: found.spare)
        if not spare.spare:
            break
        # Of two that matter alike the later one goes.
        left.reverse()
        left.remove(next(found for found in left if found.spare == spare.spare))
        left.reverse()
    return text


def _spoken(view: DocumentView, hotline: str, hidden: Hidden) -> list[Sentence]:
    place = words.spoken(name_in_text(view.place_name, view.place_kind))
    counted = headline_of(view)
    return [
        Sentence(text=_("Dear people of {place}.").format(place=place), spare=0),
        Sentence(text=_("This is sample data.") if view.synthetic else "", spare=0),
        Sentence(text=_opening(view), spare=0),
        *_results(view, counted, hidden),
        Sentence(text="" if is_hidden(view, counted, hidden) else _plan(view, counted.here), spare=3),
        Sentence(text=_reached(view, hidden), spare=5),
        Sentence(text=_leaders(view), spare=6),
        *_coming(view),
        Sentence(text=_call(hotline), spare=2),
        Sentence(text=_("Thank you for listening."), spare=7),
    ]


def _opening(view: DocumentView) -> str:
    period = words.spoken_period(view)
    title = words.spoken_title(view.campaign_name)
    if not title:
        return _("These are the results of the digital-citizen campaign, {period}.").format(period=period)
    return _("These are the results of the campaign {name}, {period}.").format(name=title, period=period)


def _results(view: DocumentView, counted: DocumentIndicator, hidden: Hidden) -> list[Sentence]:
    """Return what the period brought, and what there is by now against the target."""
    here, name = counted.here, words.spoken(counted.name_vi)
    if here.result is None:
        return [Sentence(text=_("On {indicator} there is no data yet.").format(indicator=name), spare=0)]
    if is_hidden(view, counted, hidden):
        text = _("The numbers on {indicator} are not read out, because they concern very few people.")
        return [Sentence(text=text.format(indicator=name), spare=0)]
    people, unit = counts_people(counted), words.spoken(counted.unit_vi)
    text = _("On {indicator}: {within}, {n} {unit}{compared}.")
    now = text.format(
        indicator=name,
        within=words.within(view.period),
        n=told(here.in_period, people=people),
        unit=unit,
        compared=_compared(view, here, people=people),
    )
    return [
        # Of the whole campaign both sentences would say the same.
        Sentence(text="" if view.period.kind is PeriodKind.WHOLE else now, spare=1),
        Sentence(text=_by_now(view, here, unit=unit, name=name), spare=0),
    ]


def _compared(view: DocumentView, here: DocumentNumber, *, people: bool) -> str:
    now, before = here.in_period, here.before
    if now is None or before is None or (people and not may_compare(now, before)):
        return ""
    then = words.than_before(view.period)
    if now == before:
        return _(", as many as {then}").format(then=then)
    text = _(", {n} more than {then}") if now > before else _(", {n} fewer than {then}")
    return text.format(n=words.spoken_number(abs(now - before)), then=then)


def _by_now(view: DocumentView, here: DocumentNumber, *, unit: str, name: str) -> str:
    since = _("From the beginning of the campaign to the end of {day}")
    begun = since.format(day=words.spoken_day(min(view.as_of, view.ends_on)))
    toward = here.toward_target if here.toward_target is not None else here.result
    reached = _("{begun}, {n} {unit} reached {indicator}").format(
        begun=begun, n=words.spoken_number(toward or 0), unit=unit, indicator=name
    )
    if not here.target or here.rate is None or toward is None:
        return _("{reached}; no target was assigned.").format(reached=reached)
    share = _("{reached}, {share} of the target of {target}").format(
        reached=reached, share=words.spoken_share(here.rate), target=words.spoken_number(here.target)
    )
    if here.rate > 1:
        return _("{share}: the target was passed.").format(share=share)
    if here.rate == 1:
        return _("{share}: the target was met.").format(share=share)
    return _("{share}: the target is not met yet.").format(share=share)


def _plan(view: DocumentView, here: DocumentNumber) -> str:
    if here.rate is None or here.rate >= 1 or not here.needed_per_day or view.as_of >= view.ends_on:
        return ""
    text = _("To meet the target by {day}, {n} more are needed every day.")
    return text.format(day=words.spoken_day(view.ends_on), n=words.spoken_number(math.ceil(here.needed_per_day)))


def _reached(view: DocumentView, hidden: Hidden) -> str:
    found = next((one for one in view.indicators if one.kind is IndicatorKind.REACHED), None)
    if found is None or found.key == view.headline or not found.here.result or is_hidden(view, found, hidden):
        return ""
    n, unit = words.spoken_number(found.here.result), words.spoken(found.unit_vi)
    return _("So far {n} {unit} were helped with at least one step.").format(n=n, unit=unit)


def _leaders(view: DocumentView) -> str:
    """Return who leads among places of one kind; who is last is read out nowhere."""
    for band in bands(view):
        first = [unit for unit in band.units if unit.rank == 1 and unit.numbers and unit.ranked > 1]
        ranked = [unit for unit in first if (words.rate_of(view, unit) or 0) > 0]
        if 0 < len(ranked) <= _LEADERS:
            names = words.joined([words.spoken(name_in_text(unit.name, unit.kind)) for unit in ranked])
            return _("In the lead: {names}.").format(names=names)
    return ""


def _coming(view: DocumentView) -> list[Sentence]:
    found = []
    for spare, planned in enumerate(view.events.planned[:2]):
        text = _("The next outreach day: {day}, in {place}.") if not spare else _("Then: {day}, in {place}.")
        place = words.spoken(words.name_of(planned.place))
        told_day = words.spoken_weekday(planned.day)
        found.append(Sentence(text=text.format(day=told_day, place=place), spare=2 + 2 * spare))
    return found


def _call(hotline: str) -> str:
    return _("Whoever needs help may call {number}.").format(number=hotline.strip()) if hotline.strip() else ""
