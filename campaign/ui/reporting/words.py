"""How *Số liệu báo cáo* says things: the state of a number, the cut-off, what is remarkable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.clock import local_time
from campaign.domain.vocabulary import ReportStatus
from campaign.i18n import _, current_language, number
from campaign.i18n.labels import label
from campaign.ui.reporting import cells

if TYPE_CHECKING:
    from campaign.domain.indicators import Indicator
    from campaign.domain.reporting import RatioCheck
    from campaign.services.reporting_models import ReportedNumber


def name(indicator: Indicator) -> str:
    """Return an indicator's name."""
    return indicator.name(current_language())


def short(indicator: Indicator) -> str:
    """Return the label that fits a table head."""
    return indicator.short(current_language())


def unit(indicator: Indicator) -> str:
    """Return what is counted."""
    return indicator.unit_en if current_language() == "en" else indicator.unit_vi


def state(stored: ReportedNumber | None) -> str:
    """Return the state of a number in words: missing, a draft, sent at 18:05, sent late, approved, locked."""
    if stored is None:
        return _("no number yet")
    text = label(stored.status)
    if stored.status is ReportStatus.SUBMITTED and stored.submitted_at is not None:
        text = f"{text} {local_time(stored.submitted_at):%H:%M %d/%m}"
    if stored.late and stored.status not in {ReportStatus.DRAFT, ReportStatus.RETURNED}:
        text = f"{text}, {_('late')}"
    return text


def plain_state(stored: ReportedNumber | None) -> str:
    """Return the state alone, to stand after a number: "đã gửi"."""
    text = _("no number yet") if stored is None else label(stored.status)
    return text[:1].lower() + text[1:]


def cut_off(minutes: int) -> str:
    """Return 19:00."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def ratio_remark(check: RatioCheck | None) -> str:
    """Return what is wrong with a ratio, "" when nothing is."""
    if check is None or check.fine:
        return ""
    if check.rate is None:
        return _("The denominator is 0, so there is no percentage.")
    remarks = []
    if check.mismatch:
        text = _("Published {published} does not follow from the numbers; they give {rate}.")
        remarks.append(text.format(published=cells.percent_of(check.published), rate=cells.percent_of(check.rate)))
    if check.above_whole:
        remarks.append(_("The numerator is larger than the denominator."))
    return " ".join(remarks)


def remarks(stored: ReportedNumber) -> str:
    """Return everything that makes a number worth a second look, "" when nothing does."""
    found = [ratio_remark(stored.check)]
    if stored.far_above:
        found.append(_("Far above this unit's recent numbers."))
    return " ".join(text for text in found if text)


def value(stored: ReportedNumber) -> str:
    """Return a number as it is read: 1.250, of a ratio 71.893/78.663 (91,39%)."""
    if stored.denominator is None:
        return number(stored.n)
    rate = cells.percent_of(stored.check.rate) if stored.check else ""
    return f"{number(stored.n)}/{number(stored.denominator)}" + (f" ({rate})" if rate else "")
