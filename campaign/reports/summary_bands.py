"""What a summary table is laid out by: bands of places that are ranked together, and which totals are sums.

A total is the place's own number, in which everybody is counted once. It may be written as a sum only where the lines
above it really make it; elsewhere a sum would contradict *Tiến độ*.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import PlaceKind
from campaign.i18n import N_, _, ngettext, number
from campaign.i18n.labels import label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.services.document_models import DocumentIndicator, DocumentNumber, DocumentUnit, DocumentView

Read = Callable[["DocumentNumber"], int | None]
"""What a column shows of a number."""

DASH: Final = "–"
SILENT_DAYS: Final = 7
"""From how many days without anything new a table speaks of it."""

_TITLES: Final[Mapping[PlaceKind, str]] = {
    PlaceKind.PROVINCE: N_("Provinces"),
    PlaceKind.COMMUNE: N_("Block of communes"),
    PlaceKind.WARD: N_("Block of wards"),
    PlaceKind.SPECIAL_ZONE: N_("Block of special zones"),
    PlaceKind.VILLAGE: N_("Block of villages"),
    PlaceKind.RESIDENTIAL_GROUP: N_("Block of residential groups"),
    PlaceKind.SCHOOL: N_("Block of schools"),
    PlaceKind.AGENCY: N_("Block of agencies"),
    PlaceKind.SUPPORT_POINT: N_("Block of support points"),
}
_ORDER: Final = tuple(_TITLES)
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Places that are ranked among each other, under one title such as "I. Khối thôn, buôn"."""

    title: str
    units: tuple[DocumentUnit, ...]


def bands(view: DocumentView) -> tuple[Band, ...]:
    """Return the places below, those of one kind together; in a province those of one commune group."""
    groups = {line.code: line.group for line in view.ranking}
    found: dict[tuple[int, str], list[DocumentUnit]] = {}
    for unit in view.units:
        found.setdefault((_ORDER.index(unit.kind), groups.get(unit.code, "")), []).append(unit)
    return tuple(
        Band(title=f"{roman(n)}. {_title(_ORDER[kind], group)}", units=tuple(found[kind, group]))
        for n, (kind, group) in enumerate(sorted(found), start=1)
    )


def _title(kind: PlaceKind, group: str) -> str:
    title = _(_TITLES[kind])
    return f"{title} – {group}" if group else title


def roman(n: int) -> str:
    """Return a small number in Roman numerals."""
    text = ""
    for value, letters in _ROMAN:
        count, n = divmod(n, value)
        text += letters * count
    return text


def number_of(unit: DocumentUnit, indicator: str) -> DocumentNumber:
    """Return a place's number of one indicator."""
    return next(found for found in unit.numbers if found.indicator == indicator)


def headline_of(view: DocumentView) -> DocumentIndicator:
    """Return the indicator that the campaign is judged by, with the place's own number."""
    return next(found for found in view.indicators if found.key == view.headline)


def counted_before(found: DocumentNumber) -> int | None:
    """Return who had it before and counts toward the target, which is a percentage then; None where nobody does."""
    if found.toward_target is None or found.result is None:
        return None
    return (found.toward_target - found.result) or None


def is_sum(parts: Sequence[int | None], total: int | None) -> bool:
    """Whether a total may be written as the sum of the lines above it: they make it exactly.

    A missing line adds nothing, in the place's own number as in a sum.
    """
    known = [part for part in parts if part is not None]
    return bool(known) and total is not None and sum(known) == total


def differences(view: DocumentView, columns: Mapping[str, Read]) -> tuple[str, ...]:
    """Return a sentence for each column (title -> its number) whose lines do not make the total."""
    here = headline_of(view).here
    told = []
    for title, read in columns.items():
        parts, total = [read(number_of(unit, view.headline)) for unit in view.units], read(here)
        known = [part for part in parts if part is not None]
        if not known or total is None or is_sum(parts, total):
            continue
        text = _("{column}: the total is {place}’s own number, {total}; the lines above add up to {parts}.")
        told.append(text.format(column=title, place=view.place_name, total=number(total), parts=number(sum(known))))
    return tuple(told)


def note_of(view: DocumentView, unit: DocumentUnit) -> str:
    """Return what a clerk would write beside a line: met, passed or behind; missing said as missing."""
    found = number_of(unit, view.headline)
    said = [verdict_of(view, found)]
    if found.result is None:
        return said[0]
    if unit.silent_days is not None and unit.silent_days >= SILENT_DAYS and view.as_of <= view.ends_on:
        text = ngettext("nothing new for {n} day", "nothing new for {n} days", unit.silent_days)
        said.append(text.format(n=number(unit.silent_days)))
    return "; ".join(said)


def verdict_of(view: DocumentView, found: DocumentNumber) -> str:
    """Return the judgement on one number: passed, met or not met, before the end the pace; missing said as missing."""
    if found.result is None:
        return _("No data yet")
    if found.rate is None:
        return _("No target assigned")
    if found.rate > 1:
        return _("Target passed")
    if found.rate == 1:
        return _("Target met")
    return _("Target not met") if view.as_of >= view.ends_on else label(found.pace)
