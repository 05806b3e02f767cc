"""How things are said aloud: days, shares, names without abbreviations. Owns no sentence."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from campaign.domain.place_words import kind_of
from campaign.domain.vocabulary import PeriodKind
from campaign.i18n import N_, _, number
from campaign.reports.administrative.words import name_in_text
from campaign.reports.summary_bands import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.domain.periods import Period
    from campaign.services.document_models import DocumentUnit, DocumentView

_LONGEST_TITLE: Final = 160
"""A longer title is not read out: nobody would remember how the sentence began."""

# What stands in titles and names of places and is no word; Vietnamese, as the names are.
_ABBREVIATIONS: Final = {
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "TH": "tiểu học",
    "MN": "mầm non",
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "MTTQ": "Mặt trận Tổ quốc",
    "TNCS": "Thanh niên cộng sản",
    "TDP": "tổ dân phố",
    "CCCD": "căn cước công dân",
    "DVC": "dịch vụ công",
    "TK": "tài khoản",
    "AI": "trí tuệ nhân tạo",
}
_SIGNS: Final = {"%": " phần trăm", "&": " và ", "–": ", ", "—": ", ", "(": ", ", ")": "", "“": "", "”": "", '"': ""}
_WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_OFFICES: Final = ("Xã ", "Phường ", "Đặc khu ", "Tỉnh ")
_SUNDAY: Final = 6
_NEARLY: Final = 0.9995


def spoken(text: str) -> str:
    """Return a name or title as it is read aloud: words for abbreviations and signs, "1" for "01"."""
    for sign, said in _SIGNS.items():
        text = text.replace(sign, said)
    text = re.sub(r"[^\W\d_]+", lambda found: _ABBREVIATIONS.get(found[0], found[0]), text)
    text = re.sub(r"\b0(\d)\b", r"\1", text)
    text = re.sub(r"\s+([,.;:])", r"\1", " ".join(text.split()))
    return re.sub(r",(\s*,)+", ",", text).strip(" ,")


def spoken_title(name: str) -> str:
    """Return the campaign's name as it is read aloud, "" where it is too long for that."""
    title = spoken(name)
    return title if len(title) <= _LONGEST_TITLE else ""


def name_of(place: str) -> str:
    """Return a place whose kind is known by its name alone, as it stands in a sentence: "buôn Jung", "xã Ea Phê"."""
    kind = kind_of(place)
    if kind is None:
        return place[:1].lower() + place[1:] if place.startswith(_OFFICES) else place
    return name_in_text(place, kind)


def spoken_number(n: int) -> str:
    """Return a whole number with its thousands apart, as whoever reads aloud sees it best."""
    return number(n)


def spoken_share(rate: float) -> str:
    """Return "47,3 phần trăm"; what is not whole is never said to be."""
    if _NEARLY <= rate < 1:
        return _("nearly 100 per cent")
    shown = round(rate * 100, 1)
    return _("{n} per cent").format(n=number(shown, digits=0 if shown == int(shown) else 1))


def spoken_day(on: date) -> str:
    """Return "ngày 5 tháng 3 năm 2026"."""
    return _("the {day} of month {month}, {year}").format(day=on.day, month=on.month, year=on.year)


def spoken_weekday(on: date) -> str:
    """Return "thứ Tư, ngày 5 tháng 3"; the year goes without saying."""
    weekday = _(_WEEKDAYS[on.weekday()])
    return _("{weekday} the {day} of month {month}").format(
        weekday=weekday[:1].lower() + weekday[1:], day=on.day, month=on.month
    )


def spoken_period(view: DocumentView) -> str:
    """Return the days of the period, after the words that announce results."""
    period = view.period
    first, last = spoken_day(period.first), spoken_day(period.last)
    if period.first == period.last:
        return last
    if period.first.year == period.last.year:
        first = _("the {day} of month {month}").format(day=period.first.day, month=period.first.month)
    kinds = {
        PeriodKind.WEEK: _("in the week from {first} to {last}"),
        PeriodKind.MONTH: _("in the month from {first} to {last}"),
    }
    return kinds.get(period.kind, _("between {first} and {last}")).format(first=first, last=last)


def within(period: Period) -> str:
    """Return "in the week", the way a sentence about the period begins."""
    if period.first == period.last:
        return _("during the day")
    kinds = {
        PeriodKind.WEEK: _("in the week"),
        PeriodKind.MONTH: _("in the month"),
    }
    return kinds.get(period.kind, _("in the whole campaign"))


def than_before(period: Period) -> str:
    """Return what a period is compared with; one that still goes on, with as many days of the one before."""
    if period.kind is PeriodKind.DAY:
        return _("the day before")
    month_ended = (period.last + timedelta(days=1)).day == 1
    if period.kind is PeriodKind.WEEK:
        ended = period.last.weekday() == _SUNDAY
        return _("in the week before") if ended else _("in the same days of the week before")
    return _("in the month before") if month_ended else _("in the same days of the month before")


def rate_of(view: DocumentView, unit: DocumentUnit) -> float | None:
    """Return a place's share of the target by the headline indicator."""
    return number_of(unit, view.headline).rate


def joined(names: Sequence[str]) -> str:
    """Return names as they are listed aloud."""
    return ", ".join(names)
