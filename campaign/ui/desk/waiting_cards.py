"""The cards of what somebody waits for: reported numbers, and outreach days before and after they are held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.i18n import _, day, day_short, ngettext, number
from campaign.i18n.labels import label
from campaign.services.desk_models import SHOWN
from campaign.ui.desk.cards import Card, Line, address
from campaign.ui.keys import Param, Screen
from campaign.ui.reporting import sections

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from campaign.services.desk_models import (
        ComingDay,
        DeskNumbers,
        DeskToday,
        Missing,
        OutreachDays,
        Queue,
        SilentPlace,
    )

_HOUR = 60


def reports(numbers: DeskNumbers, today: DeskToday) -> Iterator[Card]:
    """Yield who has not reported, what waits to be approved, what was returned and waits for its unit."""
    if today.missing is not None:
        yield _missing(numbers, today.missing)
    if today.waiting is not None:
        n = today.waiting.total
        yield _queue(
            numbers,
            today.waiting,
            key="waiting",
            calm=_("numbers to approve"),
            headline=ngettext("{n} number waits for approval", "{n} numbers wait for approval", n),
            action=_("Approve numbers"),
            view=sections.APPROVE,
        )
    if today.returned is not None:
        n = today.returned.total
        yield _queue(
            numbers,
            today.returned,
            key="returned",
            calm=_("returned numbers"),
            headline=ngettext("{n} returned number waits for its unit", "{n} returned numbers wait for their units", n),
            action=_("See the returned numbers"),
            view=sections.ENTRY,
        )


def outreach(numbers: DeskNumbers, today: DeskToday) -> Iterator[Card]:
    """Yield the days to come, and those that are over and of which nobody said whether they were held."""
    if today.unmarked is not None:
        n = today.unmarked.total
        text = ngettext("{n} past outreach day has no result", "{n} past outreach days have no result", n)
        yield _days(
            numbers,
            today.unmarked,
            key="unmarked",
            calm=_("outreach days without a result"),
            headline=text,
            action=_("Write the result"),
        )
    if today.coming is not None:
        n = today.coming.total
        text = ngettext("{n} outreach day in the next 7 days", "{n} outreach days in the next 7 days", n)
        yield _days(
            numbers,
            today.coming,
            key="coming",
            calm=_("coming outreach days"),
            headline=text,
            action=_("Open the calendar"),
        )


def _missing(numbers: DeskNumbers, found: Missing) -> Card:
    def line(unit: SilentPlace) -> Line:
        days = unit.silent_days or 0
        facts = [ngettext("silent for {n} day", "silent for {n} days", days).format(n=number(days))]
        facts.append(_("last report {day}").format(day=day_short(unit.last)) if unit.last else _("nothing yet"))
        name = found.in_charge.get(unit.place_id)
        facts.append(_("in charge: {name}").format(name=name) if name else _("nobody in charge"))
        return Line(name=unit.name, href=link, facts=" · ".join(facts))

    link = _reporting(numbers, view=sections.SILENT, on=found.day)
    text = ngettext("{n} unit has not reported {day}", "{n} units have not reported {day}", found.total)
    why = ""
    if found.long:
        why = ngettext(
            "{n} of them silent for {days} days or longer", "{n} of them silent for {days} days or longer", found.long
        ).format(n=number(found.long), days=number(found.days))
    return Card(
        key="not-reported",
        calm=_("units that have not reported"),
        total=found.total,
        urgent=True,
        headline=text.format(n=number(found.total), day=day(found.day)),
        why=why,
        lines=tuple(line(unit) for unit in found.worst[:SHOWN]),
        # The reminder to paste into a Zalo group stands there.
        action=(_("See who has not reported, and remind them"), link),
    )


def _queue(numbers: DeskNumbers, found: Queue, *, key: str, calm: str, headline: str, action: str, view: str) -> Card:
    link = _reporting(numbers, view=view, on=found.oldest)
    lines = tuple(
        Line(name=p.name, href=link, facts=ngettext("{n} number", "{n} numbers", p.n).format(n=number(p.n)))
        for p in found.first
    )
    return Card(
        key=key,
        calm=calm,
        total=found.total,
        urgent=key == "waiting",
        headline=headline.format(n=number(found.total)),
        why=_("The oldest is of {day}.").format(day=day(found.oldest)) if found.oldest else "",
        lines=lines,
        named=sum(place.n for place in found.first),
        action=(action, link),
    )


def _days(numbers: DeskNumbers, found: OutreachDays, *, key: str, calm: str, headline: str, action: str) -> Card:
    def line(one: ComingDay) -> Line:
        hour = "" if one.starts_at is None else f" {one.starts_at // _HOUR:02d}:{one.starts_at % _HOUR:02d}"
        link = address(Screen.OUTREACH, numbers.campaign, {Param.DAY: str(one.id)})
        return Line(
            name=f"{day_short(one.day)}{hour} {one.title}", href=link, facts=f"{one.place_name} · {label(one.kind)}"
        )

    month = f"{found.first[0].day:%Y-%m}" if found.first else None
    return Card(
        key=key,
        calm=calm,
        total=found.total,
        urgent=key == "unmarked",
        headline=headline.format(n=number(found.total)),
        lines=tuple(line(one) for one in found.first),
        action=(action, address(Screen.OUTREACH, numbers.campaign, {Param.MONTH: month})),
    )


def _reporting(numbers: DeskNumbers, *, view: str, on: date | None) -> str:
    return address(Screen.REPORTING, numbers.campaign, {Param.VIEW: view, Param.DAY: on.isoformat() if on else None})
