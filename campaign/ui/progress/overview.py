"""Reported indicators in words: one line each with result, target, rate, pace and who has reported; their tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.charts.palette import SIGNS
from campaign.domain.vocabulary import Figure
from campaign.i18n import _, current_language, ngettext, number, percent
from campaign.i18n.labels import label
from campaign.services.progress import WHOLE_SHARE
from campaign.ui import tables
from campaign.ui.progress.place_tables import ratio
from campaign.ui.tables import Cell, Column, Tile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from campaign.services.progress_models import ReportedLine


def overview(
    lines: Sequence[ReportedLine],
    *,
    caption: str,
    address: Callable[[str], str],
    why: Callable[[str, Figure], str] | None = None,
) -> str:
    """Return the table of all reported indicators.

    `address` makes the link that opens one of them, `why` the one that says where its number comes from.
    """
    columns = (
        Column(title=_("Indicator")),
        Column(title=_("Pace"), wide=True),
        Column(title=_("Result"), number=True),
        Column(title=_("Target"), number=True, wide=True),
        Column(title=_("Rate"), number=True),
        Column(title=_("Reported"), number=True),
        Column(title=_("Not reported"), number=True, wide=True),
    )
    return tables.table(columns=columns, rows=[_line(line, address(line.key), why) for line in lines], caption=caption)


def tiles(line: ReportedLine, *, week: str, change: str, why: Callable[[Figure], str]) -> tuple[Tile, Tile, Tile]:
    """Return the first three tiles of a reported indicator: result, share of the target, who has reported today.

    `week` and `change` say what the last seven days brought; `why` makes the address of where a number comes from.
    """
    target = line.reading.target
    of = _("no target assigned")
    if line.share is not None:
        of = _("of the {target} asked for").format(target=shown_target(line))
    elif target:
        of = _("{n} of {target} {unit}").format(n=number(line.result), target=number(target), unit=unit(line))
    return (
        Tile(
            label=_("Approved numbers so far"),
            value=shown_result(line),
            note=week if line.result is not None else _("it counts once it is approved"),
            why=why(Figure.RESULT) if line.result is not None else "",
        ),
        Tile(
            label=_("Of the target"),
            value=percent(rate(line)),
            note=" · ".join(filter(None, (of, change if line.result is not None else ""))),
            why=why(Figure.RATE) if rate(line) is not None else "",
        ),
        Tile(
            label=_("Units that have reported"),
            value=_sent(line),
            note=_silent(line),
        ),
    )


def _sent(line: ReportedLine) -> str:
    """Return how many of the units have reported; of a single one, whether it has."""
    if line.units == 1:
        return _("reported") if line.sent else _("not reported")
    return f"{number(line.sent)}/{number(line.units)}" if line.units else "–"


def _silent(line: ReportedLine) -> str:
    silent = line.units - line.sent
    if not line.units:
        return _("reported by the unit above")
    if line.units == 1:
        return _("the numbers of this day")
    if not silent:
        return _("everybody has")
    return ngettext("{n} has not reported", "{n} have not reported", silent).format(n=number(silent))


def shown_result(line: ReportedLine) -> str:
    """Return the result as it is read; "no data yet" before the first approved number, because that is not 0."""
    if line.result is None:
        return _("no data yet")
    return number(line.result) if line.denominator is None else ratio(line.result, line.denominator)


def shown_target(line: ReportedLine) -> str:
    """Return the target as it was given: a number, or the percentage of a ratio."""
    return number(line.reading.target) if line.share is None else percent(line.share / WHOLE_SHARE)


def rate(line: ReportedLine) -> float | None:
    """Return the share of the target; None without one, and before the first approved number."""
    return None if line.result is None else line.reading.rate


def name(line: ReportedLine) -> str:
    """Return the indicator's name in the reader's language."""
    return line.name_en if current_language() == "en" else line.name_vi


def unit(line: ReportedLine) -> str:
    """Return what is counted, in the reader's language."""
    return line.unit_en if current_language() == "en" else line.unit_vi


def _line(line: ReportedLine, href: str, why: Callable[[str, Figure], str] | None) -> tuple[Cell, ...]:
    sign = SIGNS[line.reading.pace]
    pace = f"{sign.shape} {label(line.reading.pace)}"
    target = shown_target(line)
    silent, reports = line.units - line.sent, line.units > 0
    parts = f"{number(line.result)}/{number(line.denominator)}" if line.denominator else unit(line)
    return (
        Cell(text=name(line), href=href, phone=pace),
        Cell(text=pace, colour=sign.colour),
        Cell(
            text=shown_result(line),
            sub=parts,
            tail=f"/{target}" if line.reading.target else "",
            why=why(line.key, Figure.RESULT) if why and line.result is not None else "",
        ),
        Cell(text=target, why=why(line.key, Figure.TARGET) if why and line.reading.target else ""),
        Cell(
            text=percent(rate(line)),
            bar=rate(line),
            why=why(line.key, Figure.RATE) if why and rate(line) is not None else "",
        ),
        Cell(
            text=_sent(line),
            phone=_("{n} not reported").format(n=number(silent)) if silent and line.units > 1 else "",
        ),
        Cell(text=number(silent) if reports else "–"),
    )
