"""What a poster, the loudspeaker and a group chat may say of a number: nothing that tells about one to four people.

The rule is the public board's (campaign.domain.suppression); numbers that units report, such as classes held, are no
people and are told as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.suppression import Cell, tells_of_few, too_small
from campaign.domain.vocabulary import IndicatorKind
from campaign.i18n import _, number

if TYPE_CHECKING:
    from campaign.services.document_models import DocumentIndicator, DocumentNumber, DocumentView

Hidden = frozenset[tuple[str, str]]
"""Places and indicators (code, key) whose number the public board hides, be it only for what it would give away."""

NOTHING_HIDDEN: Final[Hidden] = frozenset()
_PEOPLE: Final = frozenset({IndicatorKind.STEP, IndicatorKind.ALL_STEPS, IndicatorKind.REACHED})


def counts_people(indicator: DocumentIndicator) -> bool:
    """Whether a number of the indicator is one of people."""
    return indicator.kind in _PEOPLE


def is_hidden(view: DocumentView, indicator: DocumentIndicator, hidden: Hidden = NOTHING_HIDDEN) -> bool:
    """Whether the place's own number of an indicator may not be told: for itself, or because `hidden` says so."""
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
    return Cell(n=found.result or 0, eligible=found.eligible, others=found.already_had or 0)
