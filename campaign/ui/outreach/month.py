"""A month of outreach days: a grid of weeks on a laptop, a list day by day on a phone, in one piece of HTML."""

from __future__ import annotations

import calendar
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import OutreachStatus
from campaign.i18n import _, day_short, ngettext, number
from campaign.i18n.labels import label
from campaign.ui.outreach import address, words
from campaign.ui.tables import Html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from campaign.services.outreach_view import Calendar, StoredDay

_IN_A_CELL: Final = 3
_STYLE: Final = """<style>
.ct-month{width:100%;border-collapse:collapse;table-layout:fixed;line-height:1.3;font-variant-numeric:tabular-nums}
.ct-month th{padding:.25rem .375rem;text-align:left;color:#5c6b75;font-size:.8125rem;font-weight:600}
.ct-month td{border:1px solid #d5dee3;vertical-align:top;padding:.25rem .375rem;height:5.5rem}
.ct-month td.out{background:#f3f6f8}.ct-month td.today{border:2px solid #0b6b8a}
.ct-month .date{color:#5c6b75;font-size:.8125rem}.ct-month td.today .date{font-weight:700;color:#0b6b8a}
.ct-month a,.ct-agenda a{color:inherit;text-decoration-color:#0b6b8a;text-underline-offset:.2em}
.ct-agenda a{text-decoration:none}.ct-agenda a>b{font-weight:600}
.ct-agenda summary{color:#0b6b8a;cursor:pointer;padding:.75rem 0}
.ct-month a{display:block;font-size:.8125rem;margin-top:.25rem;overflow-wrap:anywhere}
.ct-month summary{font-size:.8125rem;color:#0b6b8a;cursor:pointer;margin-top:.25rem}
.ct-gone{text-decoration:line-through;color:#5c6b75}
.ct-agenda{display:none;line-height:1.4}
.ct-agenda h2{font-size:.9375rem;font-weight:600;margin:.75rem 0 .125rem;padding:0}
.ct-agenda a{display:block;padding:.5rem 0;border-bottom:1px solid #d5dee3;min-height:2.75rem;overflow-wrap:anywhere}
.ct-agenda .sub{display:block;color:#5c6b75;font-size:.875rem}
.ct-key{color:#5c6b75;font-size:.8125rem;margin:.5rem 0 0}
@media(max-width:640px){.ct-month{display:none}.ct-agenda{display:block}}
</style>"""


def html(*, found: Calendar, first: date, today: date) -> Html:
    """Return the month; every day's link keeps the filters."""
    by_day = {day: list(days) for day, days in groupby(found.days, key=lambda one: one.day)}
    heads = "".join(f'<th scope="col">{escape(_(name))}</th>' for name in words.SHORT_WEEKDAYS)
    weeks = "".join(
        f"<tr>{''.join(_cell(found, day, by_day.get(day, []), first, today) for day in week)}</tr>"
        for week in _weeks(first)
    )
    caption = _("Outreach days of {month}").format(month=month_name(first))
    grid = (
        f'<table class="ct-month" aria-label="{escape(caption)}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{weeks}</tbody></table>"
    )
    key = " · ".join(words.state(status) for status in OutreachStatus)
    return Html(
        f'{_STYLE}{grid}<div class="ct-agenda">{_agenda(found, by_day, today)}</div><p class="ct-key">{escape(key)}</p>'
    )


def month_name(first: date) -> str:
    """Return "Tháng 11/2026"."""
    return _("Month {month}").format(month=f"{first:%m/%Y}")


def _weeks(first: date) -> list[list[date]]:
    return calendar.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)


def _cell(found: Calendar, day: date, days: Sequence[StoredDay], first: date, today: date) -> str:
    if day.month != first.month:
        return '<td class="out"></td>'
    names = [name for name, on in (("today", day == today), ("out", not _inside(found, day))) if on]
    classes = f' class="{" ".join(names)}"' if names else ""
    lines = [_short(one) for one in days]
    more = len(lines) - _IN_A_CELL
    if more > 1:
        said = ngettext("{n} more", "{n} more", more).format(n=number(more))
        rest = "".join(lines[_IN_A_CELL:])
        lines[_IN_A_CELL:] = [f"<details><summary>{escape(said)}</summary>{rest}</details>"]
    return f'<td{classes}><span class="date">{day.day}</span>{"".join(lines)}</td>'


def _inside(found: Calendar, day: date) -> bool:
    return found.campaign.starts_on <= day <= found.campaign.ends_on


def _short(one: StoredDay) -> str:
    text = f"{words.MARKS[one.status]} {words.clock(one.starts_at)} {words.name_of(one.kind, one.title)}"
    gone = ' class="ct-gone"' if one.status is OutreachStatus.CANCELLED else ""
    title = escape(f"{label(one.status)} · {one.place.name}")
    return (
        f'<a href="{escape(address.link_to_day(one.id))}" target="_self" title="{title}"{gone}>'
        f"{escape(text)} · {escape(one.place.name)}</a>"
    )


def _agenda(found: Calendar, by_day: Mapping[date, Sequence[StoredDay]], today: date) -> str:
    """Return the list for a phone: what is to come first, what is past folded below it."""
    coming, past = "", ""
    n = 0
    for day, days in by_day.items():
        drawn = _agenda_day(found, day, days, today)
        if day >= today:
            coming += drawn
        else:
            past += drawn
            n += len(days)
    if not past:
        return coming
    said = ngettext("{n} earlier day of this month", "{n} earlier days of this month", n).format(n=number(n))
    return f"{coming}<details{'' if coming else ' open'}><summary>{escape(said)}</summary>{past}</details>"


def _agenda_day(found: Calendar, day: date, days: Sequence[StoredDay], today: date) -> str:
    now = f" · {_('Today')}" if day == today else ""
    head = f"{_(words.WEEKDAYS[day.weekday()])}, {day_short(day)}{now}"
    return f"<h2>{escape(head)}</h2>{''.join(_line(found, one) for one in days)}"


def _line(found: Calendar, one: StoredDay) -> str:
    gone = ' class="ct-gone"' if one.status is OutreachStatus.CANCELLED else ""
    people = found.people.get(one.id, 0)
    parts = [
        words.state(one.status),
        words.hours(one.starts_at, one.ends_at),
        one.place.name,
        one.venue,
        one.team_name,
        ngettext("{n} person", "{n} people", people).format(n=number(people)) if people else "",
    ]
    return (
        f'<a href="{escape(address.link_to_day(one.id))}" target="_self">'
        f"<b{gone}>{escape(words.name_of(one.kind, one.title))}</b>"
        f'<span class="sub">{escape(" · ".join(part for part in parts if part))}</span></a>'
    )
