"""What a poster, the loudspeaker and a group chat may say of a number: nothing that tells about one to four people.

The rule is the public board's (campaign.domain.suppression); numbers that units report, such as classes held, are no
people and are told as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.suppression import Cell, suppressed, tells_of_few, too_small
from campaign.domain.vocabulary import IndicatorKind
from campaign.i18n import _, number

if TYPE_CHECKING:
    from campaign.services.document_models import DocumentIndicator, DocumentNumber, DocumentView

Hidden = frozenset[tuple[str, str]]
"""Places and indicators (code, key) whose number the public may not see."""

NOTHING_HIDDEN: Final[Hidden] = frozenset()
_PEOPLE: Final = frozenset({IndicatorKind.STEP, IndicatorKind.ALL_STEPS, IndicatorKind.REACHED})


def counts_people(indicator: DocumentIndicator) -> bool:
    """Whether a number of the indicator is one of people."""
    return indicator.kind in _PEOPLE


def hidden_numbers(view: DocumentView) -> Hidden:
    """Return what is hidden of a place and of the places below it: small counts, and what would give them away."""
    columns: dict[str, dict[int, Cell]] = {}
    parents: dict[int, int | None] = {0: None} | dict.fromkeys(range(1, len(view.units) + 1), 0)
    codes = [view.place_code, *(unit.code for unit in view.units)]
    for at, indicator in enumerate(view.indicators):
        if counts_people(indicator):
            found = [indicator.here, *(unit.numbers[at] for unit in view.units)]
            columns[indicator.key] = {n: _cell(one) for n, one in enumerate(found) if one.result is not None}
    inner = [key for key in columns if _is_reached(view, key) is False]
    outer = [key for key in columns if _is_reached(view, key)]
    found_hidden = suppressed(parents=parents, columns=columns, within=[(a, b) for a in inner for b in outer])
    return frozenset((codes[n], key) for key, places in found_hidden.items() for n in places)


def is_hidden(view: DocumentView, indicator: DocumentIndicator, hidden: Hidden = NOTHING_HIDDEN) -> bool:
    """Whether the place's own number of an indicator may not be told, by itself or because `hidden` says so."""
    if not counts_people(indicator) or indicator.here.result is None:
        return False
    return (view.place_code, indicator.key) in hidden or tells_of_few(_cell(indicator.here))


def told(n: int | None, *, people: bool = True) -> str:
    """Return a number as the public may read it: "under 5" for one to four people, a dash for what is missing."""
    return _("under 5") if people and n is not None and too_small(n) else number(n)


def may_compare(*numbers: int | None) -> bool:
    """Whether the difference of some numbers may be told: all of them are known, and none of them is of few people."""
    return all(n is not None and not too_small(n) for n in numbers)


def _cell(found: DocumentNumber) -> Cell:
    result, had = found.result or 0, found.already_had or 0
    return Cell(n=result, eligible=found.eligible, others=had, size=found.eligible or 0)


def _is_reached(view: DocumentView, key: str) -> bool:
    return any(found.key == key and found.kind is IndicatorKind.REACHED for found in view.indicators)
