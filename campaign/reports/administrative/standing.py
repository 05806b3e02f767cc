"""Who is ahead and who needs help, said fairly: peers apart, ties together, nobody named for a missing number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.domain.grading import FOUR_GRADES, Grade, GradeScale, grade
from campaign.domain.vocabulary import Pace
from campaign.i18n import N_, _
from campaign.reports.administrative.words import counted, name_in_text, share_text
from campaign.reports.summary_bands import SILENT_DAYS, bands, number_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.services.document_models import DocumentUnit, DocumentView

PODIUM: Final = 3
"""How many ranks are named at either end."""

_GRADES: Final[Mapping[Grade, str]] = {
    Grade.EXCELLENT: N_("Excellent"),
    Grade.GOOD: N_("Good"),
    Grade.FAIR: N_("Fair"),
    Grade.SLOW: N_("Slow"),
    Grade.WEAK: N_("Weak"),
}
_SLOW: Final = frozenset({Pace.BEHIND, Pace.AT_RISK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Peers under their title ("Khối thôn, buôn"): the best ranks, the best first, and the lowest, the lowest first.

    `has_nothing` where none of them has anything that counts toward its target.
    """

    title: str
    leaders: tuple[DocumentUnit, ...]
    last: tuple[DocumentUnit, ...]
    ranked: int
    has_nothing: bool


def standings(view: DocumentView) -> tuple[Standing, ...]:
    """Return both ends of each ranking.

    Nobody leads with nothing, nobody who is on plan stands at the end, and equals stand together.
    """
    found = []
    for band in bands(view):
        ranked = sorted((unit for unit in band.units if unit.rank is not None), key=lambda unit: unit.rank or 0)
        lowest = sorted({unit.rank for unit in ranked if unit.rank}, reverse=True)[:PODIUM]
        leaders = [unit for unit in ranked if (unit.rank or 0) <= PODIUM and _toward(view, unit)]
        last = [unit for unit in ranked if unit.rank in lowest and _is_slow(view, unit) and unit not in leaders]
        title = band.title.partition(". ")[2]
        found.append(
            Standing(
                title=title,
                leaders=tuple(leaders),
                last=tuple(last[::-1]),
                ranked=len(ranked),
                has_nothing=not any(_toward(view, unit) for unit in ranked),
            )
        )
    return tuple(found)


def named(view: DocumentView, unit: DocumentUnit) -> str:
    """Return a place with its share: "buôn Jung (93,39%)"."""
    found = number_of(unit, view.headline)
    name = name_in_text(unit.name, unit.kind)
    if found.toward_target is None or not found.target:
        return name
    return f"{name} ({share_text(found.toward_target, found.target)})"


def slow_units(view: DocumentView) -> tuple[DocumentUnit, ...]:
    """Return the places behind their plan, the lowest share first."""
    slow = [unit for unit in view.units if _is_slow(view, unit)]
    return tuple(sorted(slow, key=lambda unit: number_of(unit, view.headline).rate or 0))


def silent_units(view: DocumentView) -> tuple[DocumentUnit, ...]:
    """Return the places from which nothing came for a week or longer, the longest silence first."""
    silent = [unit for unit in view.units if unit.silent_days is not None and unit.silent_days >= SILENT_DAYS]
    return tuple(sorted(silent, key=lambda unit: -(unit.silent_days or 0)))


def unknown_units(view: DocumentView) -> tuple[DocumentUnit, ...]:
    """Return the places without any number of the headline indicator."""
    return tuple(unit for unit in view.units if number_of(unit, view.headline).result is None)


def unreported(view: DocumentView) -> tuple[DocumentUnit, ...]:
    """Return the places in which somebody who is to report has not reported the day of the report."""
    return tuple(unit for unit in view.units if unit.units and (unit.sent or 0) < unit.units)


def grades_sentence(view: DocumentView, *, scale: GradeScale = FOUR_GRADES) -> str:
    """Return how many places have which grade, with the borders; "" where nothing can be graded.

    Graded is what was reached of the plan until the day, which on the last day is the target: before it nobody is
    weak for what is not due yet.
    """
    counts: dict[Grade, int] = {}
    for unit in view.units:
        found = number_of(unit, view.headline)
        given = grade(reached=found.toward_target, planned=found.planned_today, scale=scale)
        if given is not None:
            counts[given] = counts.get(given, 0) + 1
    if not counts:
        return ""
    told = "; ".join(
        _("{grade} {n} units").format(grade=_(_GRADES[one]), n=counted(counts.get(one, 0))) for one, _least in scale
    )
    borders = _borders(scale)
    return _("Grades by the share of the plan until the day of the report ({borders}): {grades}.").format(
        borders=borders, grades=told
    )


def _borders(scale: GradeScale) -> str:
    told = [_("{grade} from {n}%").format(grade=_(_GRADES[one]), n=least) for one, least in scale[:-1]]
    if len(scale) > 1:
        told.append(_("{grade} below {n}%").format(grade=_(_GRADES[scale[-1][0]]), n=scale[-2][1]))
    return ", ".join(told)


def _toward(view: DocumentView, unit: DocumentUnit) -> int:
    return number_of(unit, view.headline).toward_target or 0


def _is_slow(view: DocumentView, unit: DocumentUnit) -> bool:
    found = number_of(unit, view.headline)
    if view.as_of >= view.ends_on:
        return found.rate is not None and found.rate < 1
    return found.result is not None and found.pace in _SLOW
