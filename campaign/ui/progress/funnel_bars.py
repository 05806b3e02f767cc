"""Between which steps people stop: the steps of a campaign as bars, with what each one requires."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from campaign.charts.palette import ACCENT, GREY
from campaign.domain.vocabulary import Figure
from campaign.i18n import _, current_language, ngettext, number
from campaign.ui.progress.heat_table import whole

if TYPE_CHECKING:
    from campaign.services.progress_charts import Funnel, FunnelStep
    from campaign.ui.progress.address import Links

_PALE: Final = "#a9c3d0"
STYLE: Final = f"""<style>
.fn{{display:grid;grid-template-columns:minmax(6rem,auto) minmax(3rem,1fr) auto auto;gap:.0625rem .5rem;
font-size:.75rem;line-height:1.3;font-variant-numeric:tabular-nums;align-items:center;margin:0;padding:0}}
.fn>div{{display:contents}}
.fn .b{{display:flex;height:.625rem;background:#e1e8ec;border-radius:.125rem;overflow:hidden}}
.fn b,.fn u{{display:block;height:100%;background:{ACCENT}}}.fn u{{background:{_PALE}}}
.fn .n{{text-align:right;white-space:nowrap}}
.fn .n a{{color:inherit;text-decoration:none}}.fn .n a:hover,.fn .n a:focus-visible{{text-decoration:underline dotted}}
.fn .r{{color:{GREY}}}
@media(max-width:640px){{.fn{{grid-template-columns:minmax(5rem,auto) 1fr auto;gap:.125rem .5rem}}
.fn .r{{grid-column:1/-1;margin-bottom:.25rem}}}}
</style>"""


def funnel_bars(funnel: Funnel, *, links: Links) -> str:
    """Return a line for each step: bar of completed and had before, the numbers, what comes before it by rule."""
    by_key = {step.key: step for step in funnel.steps}
    lines = "".join(_line(step, by_key, links=links) for step in funnel.steps)
    return f'{STYLE}<div class="fn" role="list">{lines}</div>'


def _line(step: FunnelStep, by_key: dict[str, FunnelStep], *, links: Links) -> str:
    have = step.completed + step.already_had
    most = max(step.eligible or 0, have, 1)
    done, had = round(100 * step.completed / most), round(100 * step.already_had / most)
    bar = f'<b style="width:{done}%"></b><u style="width:{had}%"></u>'
    numbers = _numbers(step, links=links)
    return (
        f'<div role="listitem"><span title="{escape(_name(step))}">{escape(_short(step))}</span>'
        f'<span class="b" aria-hidden="true">{bar}</span><span class="n">{numbers}</span>'
        f'<span class="r">{_requires(step, by_key)}</span></div>'
    )


def _numbers(step: FunnelStep, *, links: Links) -> str:
    have = step.completed + step.already_had
    href = escape(links.why(indicator=step.key, figure=Figure.RESULT))
    title = _("{n} in the campaign, {had} before it. Where does this number come from?").format(
        n=number(step.completed), had=number(step.already_had)
    )
    text = f"{number(have)}/{number(step.eligible)}" if step.eligible else number(have)
    share = f" · {whole(have / step.eligible)}%" if step.eligible else ""
    return f'<a href="{href}" title="{escape(title)}">{escape(text + share)}</a>'


def _requires(step: FunnelStep, by_key: dict[str, FunnelStep]) -> str:
    """Return what a step requires, and how many people have that and not the step."""
    before = [by_key[key] for key in step.requires if key in by_key]
    if not before:
        return "" if step.required else escape(_("not required"))
    steps = ", ".join(_short(other) for other in before)
    left = min(other.completed + other.already_had for other in before) - (step.completed + step.already_had)
    if left <= 0:
        return escape(_("after {steps}").format(steps=steps))
    text = ngettext("after {steps}: {n} person left", "after {steps}: {n} people left", left)
    return escape(text.format(steps=steps, n=number(left)))


def _short(step: FunnelStep) -> str:
    return step.short_en if current_language() == "en" else step.short_vi


def _name(step: FunnelStep) -> str:
    return step.name_en if current_language() == "en" else step.name_vi
