"""How outreach days are spoken of: name, hours, weekdays, recurrence, and a mark beside every state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.outreach import RepeatKind
from campaign.domain.vocabulary import OutreachStatus
from campaign.i18n import N_, _, day, number
from campaign.i18n.labels import label

if TYPE_CHECKING:
    from datetime import date

    from campaign.domain.outreach import Repeat
    from campaign.domain.vocabulary import OutreachKind

WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
SHORT_WEEKDAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
NTH: Final = {1: N_("first"), 2: N_("second"), 3: N_("third"), 4: N_("fourth"), -1: N_("last")}
# Shapes of the system fonts; the word stands beside each wherever there is room.
MARKS: Final = {OutreachStatus.PLANNED: "○", OutreachStatus.HELD: "✓", OutreachStatus.CANCELLED: "✕"}


def name_of(kind: OutreachKind, title: str) -> str:
    """Return the title that somebody gave, else the kind's own name."""
    return title or label(kind)


def clock(minutes: int | None) -> str:
    """Return 450 as 07:30."""
    return "" if minutes is None else f"{minutes // 60:02d}:{minutes % 60:02d}"


def hours(starts_at: int | None, ends_at: int | None) -> str:
    """Return "07:30–11:00", "from 07:30", or that it is the whole day."""
    if starts_at is None:
        return _("whole day")
    if ends_at is None:
        return _("from {time}").format(time=clock(starts_at))
    return f"{clock(starts_at)}–{clock(ends_at)}"


def long_day(value: date) -> str:
    """Return "Thứ Tư, 25/11/2026"."""
    return f"{_(WEEKDAYS[value.weekday()])}, {day(value)}"


def state(status: OutreachStatus) -> str:
    """Return a state with its mark."""
    return f"{MARKS[status]} {label(status)}"


def recurrence(repeat: Repeat) -> str:
    """Return "hằng tuần: Thứ Tư" or "hằng tháng: Thứ Bảy cuối tháng"."""
    days = ", ".join(_(WEEKDAYS[weekday]) for weekday in repeat.weekdays)
    if repeat.kind is RepeatKind.MONTHLY:
        which = _(NTH[repeat.nth or 1])
        text = _("every month: {which} {days}") if repeat.every == 1 else _("every {n} months: {which} {days}")
        return text.format(n=number(repeat.every), which=which, days=days)
    text = _("every week: {days}") if repeat.every == 1 else _("every {n} weeks: {days}")
    return text.format(n=number(repeat.every), days=days)


def days_in_words(days: tuple[date, ...], *, shown: int = 6) -> str:
    """Return dates for a sentence, the rest of a long list as a number."""
    text = ", ".join(day(found) for found in days[:shown])
    more = len(days) - shown
    return text if more <= 0 else f"{text} {_('and {n} more').format(n=number(more))}"
