"""What the numbers say, in the sentences of an official report: reached, compared, planned, forecast.

Only what follows from the numbers is said; a missing number is called missing and never read as 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import IndicatorKind, Pace
from campaign.i18n import _, day
from campaign.i18n.labels import label
from campaign.reports.administrative.words import counted, share_text, span_text, speed_text
from campaign.reports.summary_bands import counted_before, headline_of

if TYPE_CHECKING:
    from campaign.services.document_models import DocumentIndicator, DocumentNumber, DocumentView

_NOT_AHEAD: Final = frozenset({Pace.BEHIND, Pace.AT_RISK})


def is_over(view: DocumentView) -> bool:
    """Whether the last day of the campaign lies in the report."""
    return view.as_of >= view.ends_on


def amount(n: int, item: DocumentIndicator) -> str:
    """Return a count with its noun: "1.234 người", "08 lớp"."""
    return f"{counted(n)} {item.unit_vi}"


def headline_sentences(view: DocumentView) -> tuple[str, ...]:
    """Return where the place stands with the indicator that the campaign is judged by."""
    item = headline_of(view)
    found = (reached_sentence(view, item), plan_sentence(view, item), compared_sentence(view, item))
    return tuple(sentence for sentence in found if sentence)


def reached_sentence(view: DocumentView, item: DocumentIndicator) -> str:
    """Return the running total of an indicator against its target, with the judgement of the office."""
    found, until = item.here, day(view.period.last)
    if found.result is None:
        return _("“{indicator}”: no data until {day}.").format(indicator=item.name_vi, day=until)
    text = _("“{indicator}”: the running total until the end of {day} is {amount}")
    said = text.format(indicator=item.name_vi, day=until, amount=amount(found.result, item))
    if found.denominator is not None:
        said += _(" of {n} {unit}").format(n=counted(found.denominator), unit=item.unit_vi)
        if found.denominator:
            said += f" ({share_text(found.result, found.denominator)})"
    before = counted_before(found)
    if before:
        said += _(", with {amount} who had it before: {sum}").format(
            amount=amount(before, item), sum=amount(found.toward_target or 0, item)
        )
    return f"{said}; {verdict_text(view, item)}."


def verdict_text(view: DocumentView, item: DocumentIndicator) -> str:
    """Return "vượt chỉ tiêu", "đạt chỉ tiêu", "đạt … kế hoạch", "chưa đạt", with the target; missing as missing."""
    found = item.here
    if found.toward_target is None:
        return _("no data yet, in text")
    if not found.target:
        return _("no target was assigned, in text")
    share, target = share_text(found.toward_target, found.target), amount(found.target, item)
    if found.toward_target > found.target:
        return _("above target, {share} of the target assigned ({target})").format(share=share, target=target)
    if found.toward_target == found.target:
        return _("target met ({target})").format(target=target)
    text = _("target not met, {share} of the plan ({target})") if is_over(view) else _("{share} of the plan ({target})")
    return text.format(share=share, target=target)


def plan_sentence(view: DocumentView, item: DocumentIndicator) -> str:
    """Return how the result stands to the plan of the day; "" after the end, for a ratio, and without a plan."""
    found = item.here
    if is_over(view) or found.toward_target is None or not found.planned_today or item.kind is IndicatorKind.RATIO:
        return ""
    planned = round(found.planned_today)
    gap = found.toward_target - planned
    text = _("The plan until this day is {planned}; {pace}")
    said = text.format(planned=amount(planned, item), pace=label(found.pace).lower())
    if gap:
        more = _(", {amount} more than planned") if gap > 0 else _(", {amount} fewer than planned")
        said += more.format(amount=amount(abs(gap), item))
    return f"{said}."


def compared_sentence(view: DocumentView, item: DocumentIndicator) -> str:
    """Return what the period brought and how that compares with the one before; "" for the whole campaign."""
    period, found = view.period, item.here
    if found.in_period is None and found.result is None:
        return ""
    span = span_text(period.first, period.last)
    if found.in_period is None:
        return _("In the period ({span}) no number is known yet.").format(span=span)
    said = _("In the period ({span}): {amount}").format(span=span, amount=amount(found.in_period, item))
    if period.before_first is None or period.before_last is None:
        return "" if period.first == view.starts_on and found.in_period == found.result else f"{said}."
    before = span_text(period.before_first, period.before_last)
    if found.before is None:
        return said + _("; it cannot be compared: the period before ({span}) has no data.").format(span=before)
    return said + _change(item, found, before)


def _change(item: DocumentIndicator, found: DocumentNumber, span: str) -> str:
    now, before = found.in_period or 0, found.before or 0
    if now == before:
        return _("; as many as in the period before ({span}).").format(span=span)
    text = (
        _("; up by {amount}{share} on the period before ({span}: {before})")
        if now > before
        else _("; down by {amount}{share} on the period before ({span}: {before})")
    )
    share = f" ({share_text(abs(now - before), before)})" if before else ""
    told = text.format(amount=amount(abs(now - before), item), share=share, span=span, before=amount(before, item))
    return f"{told}."


def verdict_groups(view: DocumentView) -> tuple[str, ...]:
    """Return the indicators besides the headline by judgement: above target, met, under way, no data, no target."""
    others = [item for item in view.indicators if item.key != view.headline]
    passed = [i for i in others if i.here.rate is not None and i.here.rate > 1]
    met = [i for i in others if i.here.rate == 1]
    below = [i for i in others if i.here.rate is not None and i.here.rate < 1]
    unknown = [i for i in others if i.here.result is None]
    aimless = [i for i in others if i.here.result is not None and i.here.rate is None]
    unmet = _("Targets not met") if is_over(view) else _("Under way")
    told = (
        (_("Above target"), passed, True),
        (_("On target"), met, False),
        (unmet, below, True),
        (_("No data"), unknown, False),
        (_("Without a target"), aimless, False),
    )
    groups = []
    for title, items, is_shared in told:
        if items:
            names = "; ".join(_named(item, with_share=is_shared) for item in items)
            count = f"{counted(len(items))}/{counted(len(others))}"
            groups.append(_("- {title} ({count} indicators): {names}.").format(title=title, count=count, names=names))
    return tuple(groups)


def _named(item: DocumentIndicator, *, with_share: bool) -> str:
    if with_share and item.here.toward_target is not None and item.here.target:
        return f"{item.name_vi} ({share_text(item.here.toward_target, item.here.target)})"
    return item.name_vi


def forecast_sentence(view: DocumentView) -> str:
    """Return the forecast with the method it is made by (domain § 10), or that and why there is none."""
    item, burn = headline_of(view), view.burn_up
    found = item.here
    if is_over(view):
        return _("The campaign is over; nothing is forecast.")
    if view.day == 0:
        return _("No forecast can be made: the campaign has not begun.")
    if found.result is None or found.forecast_total is None or found.recent_per_day is None:
        return _("No forecast can be made: there is no data.")
    total = round(found.forecast_total)
    share = _(" ({share} of the target)").format(share=share_text(total, found.target)) if found.target else ""
    until = {"day": day(view.ends_on), "amount": amount(total, item), "share": share}
    if not found.recent_per_day:
        said = _("The last 7 days brought nothing new: if nothing comes, it stays at {amount}{share} until {day}")
        return f"{said.format(**until)}; {_('no day of completion can be forecast')}."
    text = _("At the speed of the last 7 days ({speed} {unit} a day) the forecast for {day} is {amount}{share}")
    said = text.format(speed=speed_text(found.recent_per_day), unit=item.unit_vi, **until)
    if burn.low is not None and burn.high is not None and burn.low != burn.high:
        band = _("; by the ups and downs of the last 4 weeks {low} to {high} (80% interval)")
        said += band.format(low=counted(round(burn.low)), high=counted(round(burn.high)))
    method = _("Method: the running total plus the mean of the last 7 days times the days left ({days} days).")
    return f"{said}. {_completion(found)}{method.format(days=counted(view.days - view.day))}"


def _completion(found: DocumentNumber) -> str:
    """Return when the target is met at the speed of today, with a space behind it; "" when it is met or not given."""
    if found.forecast_end is None or not found.target or (found.toward_target or 0) >= found.target:
        return ""
    return _("At this speed the target is met on {day}.").format(day=day(found.forecast_end)) + " "


def behind(view: DocumentView) -> tuple[DocumentIndicator, ...]:
    """Return the indicators that are behind their plan, or that missed their target when the campaign is over."""
    if is_over(view):
        return tuple(i for i in view.indicators if i.here.rate is not None and i.here.rate < 1)
    return tuple(i for i in view.indicators if i.here.pace in _NOT_AHEAD and i.here.result is not None)


def ahead(view: DocumentView) -> tuple[DocumentIndicator, ...]:
    """Return the indicators that met or passed their target, or run ahead of their plan."""
    reached = {Pace.DONE} if is_over(view) else {Pace.DONE, Pace.AHEAD}
    return tuple(item for item in view.indicators if item.here.pace in reached)
