"""The reckoning of one number with its own numbers filled in: "67,3% = 134 / 199"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.i18n import _, number, percent
from campaign.services.provenance_models import FormulaKind
from campaign.ui.progress.place_tables import ratio
from campaign.ui.provenance.words import precise, share

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from campaign.services.provenance_models import Formula

_TIMES, _OVER = "×", "/"


def written(formula: Formula) -> str:
    """Return the reckoning as it is read; "" for a plain count, whose parts are the tables below."""
    make = _MAKERS.get(formula.kind)
    return make(formula) if make else ""


def explained(formula: Formula) -> str:
    """Return what the numbers of the reckoning are, in the same order; "" where nothing is reckoned."""
    text = _EXPLAINED.get(formula.kind)
    return text() if text else ""


def _rate(f: Formula) -> str:
    return f"{percent(f['rate'])} = {number(f['toward'])} {_OVER} {number(f['target'])}"


def _reports(f: Formula) -> str:
    terms = dict(f.terms)
    if "denominator" not in terms:
        return ""
    n, of = int(terms["n"]), int(terms["denominator"])
    return f"{ratio(n, of)} = {number(n)} {_OVER} {number(of)}"


def _of_group(f: Formula) -> str:
    return f"{number(f['target'])} = {share(f['share'])} {_TIMES} {number(f['population'])}"


def _toward(f: Formula) -> str:
    return f"{number(f['toward'])} = {number(f['completed'])} + {number(f['had'])}"


def _plan(f: Formula) -> str:
    return f"{precise(f['planned'])} = {number(f['target'])} {_TIMES} {number(f['day'])} {_OVER} {number(f['days'])}"


def _milestones(f: Formula) -> str:
    rise = f"({precise(f['right'])} − {precise(f['left'])})"
    passed = f"({number(f['day'])} − {number(f['left_day'])})"
    between = f"({number(f['right_day'])} − {number(f['left_day'])})"
    return f"{precise(f['planned'])} = {precise(f['left'])} + {rise} {_TIMES} {passed} {_OVER} {between}"


def _needed(f: Formula) -> str:
    if f["toward"] >= f["target"]:
        return f"0 = ({number(f['target'])} ≤ {number(f['toward'])})"
    return f"{precise(f['needed'])} = ({number(f['target'])} − {number(f['toward'])}) {_OVER} {number(f['left_days'])}"


def _forecast(f: Formula) -> str:
    speed = f"{number(f['recent'])} {_OVER} {number(f['recent_days'])}"
    return f"{precise(f['forecast'])} = {number(f['toward'])} + {speed} {_TIMES} {number(f['left_days'])}"


_MAKERS: Mapping[FormulaKind, Callable[[Formula], str]] = {
    FormulaKind.REPORTS: _reports,
    FormulaKind.TARGET_PERCENT: _of_group,
    FormulaKind.PLAN_RATIO: _of_group,
    FormulaKind.TOWARD_WITH_HAD: _toward,
    FormulaKind.RATE: _rate,
    FormulaKind.PLAN: _plan,
    FormulaKind.PLAN_MILESTONES: _milestones,
    FormulaKind.NEEDED: _needed,
    FormulaKind.FORECAST: _forecast,
}
_EXPLAINED: Mapping[FormulaKind, Callable[[], str]] = {
    FormulaKind.TARGET_PERCENT: lambda: _("the share of the group, rounded up"),
    FormulaKind.PLAN_RATIO: lambda: _("the share of the denominators, rounded up"),
    FormulaKind.TOWARD_WITH_HAD: lambda: _("completed by the campaign, and had it before"),
    FormulaKind.RATE: lambda: _("toward the target, over the target"),
    FormulaKind.PLAN: lambda: _("target × days gone, over all days"),
    FormulaKind.PLAN_MILESTONES: lambda: _("a straight line between the two milestones around this day"),
    FormulaKind.NEEDED: lambda: _("target less what counts toward it, over the days left"),
    FormulaKind.FORECAST: lambda: _("so far, and the speed of the last days × the days left"),
}
