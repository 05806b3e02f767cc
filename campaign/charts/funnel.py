"""The steps of the campaign in their order: who has each, by the campaign or before, and where people get lost.

A loss is read along the rule that one step needs another; steps that need none stand for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from campaign.charts.canvas import box, cut, described, filled, px, rows, words
from campaign.charts.palette import ACCENT, GREY, GRID, ORANGE, PALE
from campaign.charts.theme import Chart
from campaign.i18n import _, current_language, number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from campaign.services.progress_charts import Funnel, FunnelStep

_ROW: Final = 52
_KEY: Final = 24
_BAR: Final = 14
_TOP: Final = f"{_KEY} + datum.i * {_ROW}"
_BAR_TOP: Final = f"{_TOP} + 18"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """How many people have the step that is required and not the step that follows."""

    step: FunnelStep
    before: FunnelStep
    lost: int


def funnel_chart(*, funnel: Funnel) -> Chart:
    """Return the steps as bars: completed in the campaign and had before beside each other, of those who may.

    Under each step stand its numbers and the steps that it requires; the title names the biggest drop.
    """
    drop = biggest_drop(funnel.steps)
    title, subtitle = _finding(funnel, drop), _subtitle(funnel)
    description = _("Bars of the steps in their order. {finding} {detail}").format(
        finding=f"{title}.", detail="; ".join(_spoken(step) for step in funnel.steps)
    )
    widest = max((max(step.eligible or 0, _have(step)) for step in funnel.steps), default=0)
    spec = filled(
        _drawing(current_language()),
        data={
            "rows": [_row(i, step, funnel, drop) for i, step in enumerate(funnel.steps)],
            "key": [
                {"i": 0, "word": _("Completed in the campaign"), "c": ACCENT},
                {"i": 1, "word": _("Had it before"), "c": PALE},
            ],
        },
        params={"most": max(1, widest)},
        description=description.strip(),
        height=_KEY + _ROW * max(1, len(funnel.steps)),
    )
    return Chart(title=title, subtitle=subtitle, description=description.strip(), spec=spec)


def biggest_drop(steps: Sequence[FunnelStep]) -> Drop | None:
    """Return where most people who have a step lack the one that requires it; None without such a pair or loss.

    A step that is not required loses people by right, so it counts only where no required one loses any.
    """
    by_key = {step.key: step for step in steps}
    drops = [
        Drop(step=step, before=by_key[key], lost=_have(by_key[key]) - _have(step))
        for step in steps
        for key in step.requires
        if key in by_key
    ]
    lossy = [drop for drop in drops if drop.lost > 0]
    return max(lossy, key=lambda drop: (drop.step.required, drop.lost), default=None)


def _have(step: FunnelStep) -> int:
    return step.completed + step.already_had


def _share(step: FunnelStep) -> float | None:
    return _have(step) / step.eligible if step.eligible else None


def _short(step: FunnelStep) -> str:
    return step.short_en if current_language() == "en" else step.short_vi


# ------------------------------------------------------------------------------------------------- words
def _finding(funnel: Funnel, drop: Drop | None) -> str:
    if not any(_have(step) for step in funnel.steps):
        return _("No step was completed yet")
    if drop is not None:
        return _("Biggest drop: {before} people have “{first}”, only {after} have “{then}”").format(
            before=number(_have(drop.before)),
            first=_short(drop.before),
            after=number(_have(drop.step)),
            then=_short(drop.step),
        )
    known = [(share, step) for step in funnel.steps if (share := _share(step)) is not None]
    if not known:
        least = min(funnel.steps, key=_have)
        return _("Fewest people have “{step}”: {n}").format(step=_short(least), n=number(_have(least)))
    share, step = min(known, key=lambda pair: pair[0])
    return _("Lowest step: “{step}”, {share} of those who may").format(step=_short(step), share=percent(share))


def _subtitle(funnel: Funnel) -> str:
    return _("{reached} people were reached; {all} have every required step.").format(
        reached=number(funnel.reached), all=number(funnel.all_steps)
    )


def _numbers(step: FunnelStep) -> str:
    """Return "620 + 140 / 1.200 người": completed, had before, eligible."""
    if step.eligible is None:
        return _("{completed} + {had} people").format(completed=number(step.completed), had=number(step.already_had))
    return _("{completed} + {had} of {eligible} people").format(
        completed=number(step.completed), had=number(step.already_had), eligible=number(step.eligible)
    )


def _spoken(step: FunnelStep) -> str:
    return f"{_short(step)}: {_numbers(step)}"


# ------------------------------------------------------------------------------------------------- numbers
def _row(i: int, step: FunnelStep, funnel: Funnel, drop: Drop | None) -> dict[str, Any]:
    english = current_language() == "en"
    required = [other for other in funnel.steps if other.key in step.requires]
    worst = drop is not None and drop.step.key == step.key
    after = _("after: {steps}").format(steps=", ".join(_short(other) for other in required)) if required else ""
    return {
        "i": i,
        "p": f"{i + 1}. {cut(step.name_en if english else step.name_vi)}",
        "d": step.completed,
        "h": step.already_had,
        "e": step.eligible,
        "b": _have(drop.before) if drop is not None and worst else None,
        "w": percent(_share(step)),
        "n": _numbers(step),
        "a": after if step.required else f"{after} · {_('optional')}".removeprefix(" · "),
        "lost": _("▼ {n} fewer").format(n=number(drop.lost)) if drop is not None and worst else "",
    }


# ------------------------------------------------------------------------------------------------- drawing
@lru_cache(maxsize=2)
def _drawing(language: str) -> str:
    """Return the bars without their numbers, as JSON."""
    key = rows(
        "key",
        box("datum.i * 190", "datum.i * 190 + 11", 2, 13, fill=px("datum.c")),
        words("datum.i * 190 + 16", 8, "datum.word", fill=GREY),
    )
    return described(key, rows("rows", *_bars(), *_labels()), language=language)


def _bars() -> list[alt.Chart]:
    """Return who may, who completed, who had it before, and the gap to the step that is required."""
    scale = "width / most"
    have = f"(datum.d + datum.h) * {scale}"

    def stripe(left: str, right: str, colour: str, **looks: Any) -> alt.Chart:  # noqa: ANN401 - what a mark takes
        return box(left, right, _BAR_TOP, f"{_BAR_TOP} + {_BAR}", fill=colour, tooltip=px("datum.n"), **looks)

    return [
        stripe("0", f"(isValid(datum.e) ? datum.e : 0) * {scale}", GRID),
        stripe("0", f"datum.d * {scale}", ACCENT),
        stripe(f"datum.d * {scale}", have, PALE),
        stripe(
            have,
            f"isValid(datum.b) ? datum.b * {scale} : {have}",
            "transparent",
            stroke=ORANGE,
            strokeDash=[3, 2],
            strokeWidth=px("isValid(datum.b) ? 1.5 : 0"),
        ),
        words(
            f"min((datum.b * {scale} - {have} > 84 ? {have} : datum.b * {scale}) + 5, width - 74)",
            f"{_BAR_TOP} + {_BAR / 2}",
            "datum.lost",
            fill=ORANGE,
            fontSize=11,
            fontWeight="bold",
        ),
    ]


def _labels() -> list[alt.Chart]:
    """Return name and share above a bar, the numbers and what is required below it."""
    above, below = f"{_TOP} + 9", f"{_BAR_TOP} + {_BAR + 9}"
    return [
        words(0, above, "datum.p", limit=px("width - 62")),
        words("width", above, "datum.w", align="right", fontWeight="bold"),
        words(0, below, "datum.n", fill=GREY, fontSize=11),
        words("width", below, "datum.a", align="right", fill=GREY, fontSize=11, limit=px("width - 150")),
    ]
