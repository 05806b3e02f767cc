"""What a typed number of a day means: `1.250`, of a ratio `71.893/78.663` or, with what was published, `… = 93,39%`.

Refuses to guess: what cannot be read is handed back as typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.domain.vocabulary import IndicatorKind, TargetKind
from campaign.i18n import number, percent
from campaign.ui.targets import cells as plain

if TYPE_CHECKING:
    from campaign.domain.indicators import Indicator
    from campaign.services.reporting_models import ReportedNumber

_WHOLE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was typed. `n` is None for an empty cell; `published` is in hundredths of a percent."""

    n: int | None = None
    denominator: int | None = None
    published: int | None = None
    readable: bool = True


def read(text: str, indicator: Indicator) -> Reading:
    """Return what a text means for an indicator."""
    if indicator.kind is not IndicatorKind.RATIO:
        n, fine = _whole(text)
        return Reading(n=n, readable=fine)
    parts, _sign, told = text.partition("=")
    above, _slash, below = parts.partition("/")
    published = _published(told)
    (n, fine), (denominator, also) = _whole(above), _whole(below)
    if not (fine and also and published.readable) or (n is None and (denominator, published.published) != (None, None)):
        return Reading(readable=False)
    return Reading(n=n, denominator=denominator, published=published.published)


def together(n: str, denominator: str, published: str) -> str:
    """Return the text of a ratio from its three fields; "" when all are empty."""
    parts = [part.strip() for part in (n, denominator, published)]
    if not any(parts):
        return ""
    told = f" = {parts[2].removesuffix('%').strip()}%" if parts[2] else ""
    return f"{parts[0]}/{parts[1]}{told}"


def apart(text: str) -> tuple[str, str, str]:
    """Return the three fields of a ratio's text."""
    parts, _sign, told = text.partition("=")
    above, _slash, below = parts.partition("/")
    return above.strip(), below.strip(), told.strip().removesuffix("%")


def text_of(stored: ReportedNumber | None) -> str:
    """Return how a stored number is typed; "" for a missing one."""
    if stored is None:
        return ""
    if stored.denominator is None:
        return number(stored.n)
    return together(number(stored.n), number(stored.denominator), percent_of(stored.published))


def percent_of(hundredths: int | None) -> str:
    """Return `93,39%`; "" for none."""
    return "" if hundredths is None else percent(hundredths / _WHOLE, digits=2)


def _whole(text: str) -> tuple[int | None, bool]:
    found = plain.read(text)
    fine = found.readable and found.kind is TargetKind.COUNT and (found.amount or 0) >= 0
    return (found.amount, True) if fine else (None, False)


def _published(text: str) -> Reading:
    told = text.strip().removesuffix("%").strip()
    if not told:
        return Reading()
    found = plain.read(f"{told}%")
    fine = found.readable and found.kind is TargetKind.PERCENT and (found.amount or 0) >= 0
    return Reading(published=found.amount, readable=fine)
