"""The cards of what is counted: who is behind, who is silent, who has no target."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from campaign.domain.vocabulary import Figure
from campaign.i18n import _, current_language, day_short, ngettext, number, percent
from campaign.services.desk_models import SHOWN
from campaign.ui.accounts.screen import VILLAGES
from campaign.ui.desk.cards import Card, Line, address
from campaign.ui.keys import Param, Screen
from campaign.ui.progress.order import BY_SILENCE
from campaign.ui.progress.place_tables import need
from campaign.ui.provenance.address import why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.services.desk_models import BehindPlace, DeskNumbers, DeskToday, SilentPlace


SILENT = "silent"


def behind(numbers: DeskNumbers, today: DeskToday) -> Card | None:
    """Return who is behind the plan, lowest rate first; None where pace is not judged."""
    found = numbers.behind
    if found is None:
        return None
    total = found.total
    return Card(
        key="behind",
        calm=_("behind plan"),
        total=total,
        urgent=True,
        headline=ngettext("{n} place behind plan", "{n} places behind plan", total).format(n=number(total)),
        why=_("of {n} with a target · {indicator}").format(n=number(found.of), indicator=_indicator(numbers)),
        lines=tuple(_behind_line(place, numbers, today) for place in found.worst),
        action=(_("Open Progress"), _progress(numbers, first=[place.code for place in found.worst])),
    )


def silent(numbers: DeskNumbers, today: DeskToday) -> Card | None:
    """Return the units that recorded nothing for days; None where no steps are recorded, or not now."""
    found = numbers.silent
    if found is None:
        return None
    text = ngettext("{n} unit silent for {days} days", "{n} units silent for {days} days", found.total)
    return Card(
        key=SILENT,
        calm=_("silent units"),
        total=found.total,
        urgent=True,
        headline=text.format(n=number(found.total), days=number(found.days)),
        why=_("No record for {days} days or longer.").format(days=number(found.days)),
        lines=tuple(_silent_line(place, numbers, today) for place in found.worst),
        named=sum(place.n for place in found.worst[:SHOWN]),
        action=(
            _("Open Progress, longest silence first"),
            _progress(numbers, first=[place.code for place in found.worst], order=BY_SILENCE),
        ),
    )


def without_target(numbers: DeskNumbers) -> Card | None:
    """Return the places without a target for the indicator in view; None for whoever does not set targets."""
    found = numbers.without_target
    if found is None:
        return None
    text = ngettext("{n} place without a target", "{n} places without a target", found.total)
    return Card(
        key="without-target",
        calm=_("places without a target"),
        total=found.total,
        headline=text.format(n=number(found.total)),
        why=_indicator(numbers),
        lines=tuple(Line(name=place.name, href=_progress(numbers, place=place.code)) for place in found.first),
        action=(
            _("Set targets"),
            address(Screen.TARGETS, numbers.campaign, {Param.COLUMNS: numbers.indicator}),
        ),
    )


def _behind_line(place: BehindPlace, numbers: DeskNumbers, today: DeskToday) -> Line:
    reading = place.reading
    unit = numbers.unit_en if current_language() == "en" else numbers.unit_vi
    done = _("{rate}: {n} of {target}").format(
        rate=percent(reading.rate), n=number(reading.toward_target), target=number(reading.target)
    )
    facts = [
        *([] if place.known else [_("nothing approved yet")]),
        _("planned by today {n}").format(n=number(math.floor((reading.planned_today or 0) + 0.5))),
    ]
    if reading.needed_per_day:
        facts.append(_("needs {n} {unit} a day").format(n=need(reading.needed_per_day), unit=unit))
    facts.append(_charge(place.place_id, today))
    # Whoever manages accounts can send more people there.
    there = {Param.VIEW: VILLAGES, Param.UNIT: place.code}
    helping = (_("Give it volunteers"), address(Screen.ACCOUNTS, numbers.campaign, there))
    return Line(
        name=place.name,
        href=_progress(numbers, place=place.code),
        facts=" · ".join(facts),
        why=(done, _why(numbers, place.code)) if place.known else None,
        more=helping if today.manages_accounts else None,
    )


def _silent_line(place: SilentPlace, numbers: DeskNumbers, today: DeskToday) -> Line:
    if numbers.by_commune:
        facts = ngettext("{n} unit", "{n} units", place.n).format(n=number(place.n))
        link = address(Screen.DESK, numbers.campaign, {Param.PLACE: place.code})
        return Line(name=place.name, href=link, facts=facts)
    days = place.silent_days or 0
    parts = [ngettext("silent for {n} day", "silent for {n} days", days).format(n=number(days))]
    parts.append(_("last record {day}").format(day=day_short(place.last)) if place.last else _("nothing yet"))
    parts.append(_charge(place.place_id, today))
    return Line(name=place.name, href=_progress(numbers, place=place.code), facts=" · ".join(parts))


def _why(numbers: DeskNumbers, code: str) -> str:
    return why(campaign=numbers.campaign, place=code, indicator=numbers.indicator, figure=Figure.RATE)


def _charge(place_id: int, today: DeskToday) -> str:
    name = today.in_charge.get(place_id)
    return _("in charge: {name}").format(name=name) if name else _("nobody in charge")


def _progress(numbers: DeskNumbers, *, place: str | None = None, first: Sequence[str] = (), order: str = "") -> str:
    """Return the address with the place, indicator and order that the desk counted with: the same numbers stand there.

    Several villages without a place above them have no screen in common, so the first of those that matter is opened.
    """
    shown = place or numbers.place_code or next(iter(first), None)
    asked = {Param.PLACE: shown, Param.INDICATOR: numbers.indicator, Param.ORDER: order}
    return address(Screen.PROGRESS, numbers.campaign, asked)


def _indicator(numbers: DeskNumbers) -> str:
    return numbers.indicator_en if current_language() == "en" else numbers.indicator_vi
