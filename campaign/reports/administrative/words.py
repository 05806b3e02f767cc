"""How an official document writes numbers, days and the names of places (NĐ 30/2020/NĐ-CP, Phụ lục I).

Owns the small forms that a clerk would otherwise mend by hand: "08 trường", "ngày 05 tháng 3 năm 2026", "buôn Jung".
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from campaign.domain.names import fold
from campaign.domain.place_words import kind_of
from campaign.domain.vocabulary import PeriodKind, PlaceKind
from campaign.i18n import _, current_language, day, number
from campaign.i18n.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from campaign.domain.periods import Period

T = TypeVar("T")

DASH: Final = "–"
_SMALL: Final = 10
_SHORT_MONTHS: Final = 2
_HUNDREDTH: Final = Decimal("0.01")
_OFFICES: Final = (PlaceKind.PROVINCE, PlaceKind.COMMUNE, PlaceKind.WARD, PlaceKind.SPECIAL_ZONE)
_HOMES: Final = frozenset({PlaceKind.VILLAGE, PlaceKind.RESIDENTIAL_GROUP})


def figure(n: int | None) -> str:
    """Return a whole number for a table, a dash for a missing one."""
    return DASH if n is None else _figure(n, current_language())


@lru_cache(maxsize=10_000)
def _figure(n: int, language: str) -> str:  # noqa: ARG001 - what is remembered belongs to its language
    """Return a number; tables of thousands of places have the same few numbers in most of their cells."""
    return number(n)


def counted(n: int) -> str:
    """Return a count in running text: "08", "7.850"; the administrative style puts a 0 before 1 to 9."""
    return f"0{n}" if 0 < n < _SMALL else number(n)


def exact_share(part: int, whole: int) -> Decimal:
    """Return a percentage of two whole numbers, rounded half up to two decimals as domain § 10 asks."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)


def share_cell(part: int | None, whole: int | None) -> str:
    """Return "93,39%" for a table; a dash where either number is missing or the whole is 0."""
    return DASH if part is None or not whole else _share(part, whole, current_language())


@lru_cache(maxsize=10_000)
def _share(part: int, whole: int, language: str) -> str:  # noqa: ARG001 - what is remembered belongs to its language
    return f"{number(float(exact_share(part, whole)), digits=2)}%"


def share_text(part: int, whole: int) -> str:
    """Return "93,39%" for running text, "100%" where nothing stands behind the comma."""
    exact = exact_share(part, whole)
    return f"{number(float(exact), digits=0 if exact == exact.to_integral_value() else 2)}%"


def speed_text(per_day: float) -> str:
    """Return a number a day with one decimal, "27" where nothing stands behind the comma."""
    shown = round(per_day, 1)
    return number(shown, digits=0 if shown == int(shown) else 1)


def day_long(on: date) -> str:
    """Return "ngày 05 tháng 3 năm 2026": days below 10 and the months 1 and 2 take a 0 (NĐ 30/2020, Phụ lục I)."""
    month = f"{on.month:02d}" if on.month <= _SHORT_MONTHS else str(on.month)
    return _("day {day} month {month} year {year}").format(day=f"{on.day:02d}", month=month, year=on.year)


def period_text(period: Period) -> str:
    """Return the days that a report covers, as its title names them."""
    first, last = day(period.first), day(period.last)
    if period.kind is PeriodKind.DAY or (period.kind is PeriodKind.WEEK and first == last):
        return _("on {day}").format(day=last)
    if period.kind is PeriodKind.WEEK:
        return _("week from {first} to {last}").format(first=first, last=last)
    if period.kind is PeriodKind.MONTH:
        text = _("month {month}/{year}, from {first} to {last}")
        return text.format(month=period.last.month, year=period.last.year, first=first, last=last)
    return _("as of {day}").format(day=last)


def span_text(first: date, last: date) -> str:
    """Return "từ ngày … đến ngày …", or the one day."""
    if first == last:
        return _("on {day}").format(day=day(first))
    return _("from {first} to {last}").format(first=day(first), last=day(last))


def bare_name(name: str, kind: PlaceKind) -> str:
    """Return "Krông Pắc" for "Xã Krông Pắc": the name as the line of place and date has it."""
    for word in _kind_words(kind):
        if fold(name).startswith(f"{fold(word)} "):
            return name[len(word) + 1 :].strip()
    return name


def full_name(name: str, kind: PlaceKind) -> str:
    """Return "Xã Krông Pắc" for a commune that is stored with or without its word."""
    words = _kind_words(kind)
    if not words or bare_name(name, kind) != name:
        return name
    return f"{words[0]} {name}"


def name_in_text(name: str, kind: PlaceKind) -> str:
    """Return a place in the middle of a sentence: "xã Krông Pắc", "buôn Jung", "Trường THCS Nguyễn Trãi"."""
    whole = full_name(name, kind)
    is_worded = bool(_kind_words(kind)) or (kind in _HOMES and kind_of(whole) is kind)
    return whole[:1].lower() + whole[1:] if is_worded else whole


def name_said(name: str) -> str:
    """Return a place of which the name alone is known in the middle of a sentence."""
    kind = kind_of(name)
    if kind in _HOMES:
        return name_in_text(name, kind)
    worded = (other for other in _OFFICES if bare_name(name, other) != name)
    return next((name_in_text(name, other) for other in worded), name)


def listed(items: Sequence[T], named: Callable[[T], str], *, most: int = 10, more: str = "") -> str:
    """Return things one after another; of a long list the first `most`, and how many more units (`more`) there are."""
    told = "; ".join(named(item) for item in items[:most])
    rest = len(items) - most
    if rest <= 0:
        return told
    return (more or _("{names} and {n} more units")).format(names=told, n=counted(rest))


def _kind_words(kind: PlaceKind) -> tuple[str, ...]:
    if kind is PlaceKind.PROVINCE:
        return (_("Province of"), _("City of"))
    return (label(kind),) if kind in _OFFICES else ()
