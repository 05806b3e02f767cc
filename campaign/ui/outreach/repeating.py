"""How often a new day recurs: the choice, and what it will make, before it is planned."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from campaign.domain.outreach import NTH, PlannedDays, Repeat, RepeatKind, planned_days
from campaign.domain.vocabulary import OutreachKind
from campaign.errors import CampaignError
from campaign.i18n import _, ngettext, number
from campaign.i18n.errors import error_text
from campaign.ui import cards, state
from campaign.ui.outreach import names, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.ui.outreach.fields import Offered

_ONCE: Final = "once"
_BY_DAY, _BY_COUNT = "until", "count"
NAMES: Final = ("repeat", "weekdays", "weekday", "nth", "every", "end", "until", "count")
# What the names of two kinds promise; every other day recurs on its own weekday.
_USUAL: Final = {OutreachKind.WEDNESDAY_ONLINE: 2, OutreachKind.SATURDAY_FOR_PEOPLE: 5}


def keys_of(stamp: str, kind: OutreachKind | None, day: date | None) -> dict[str, str]:
    """Return the widget keys by name; the weekday begins anew with another kind or date."""
    usual = weekday(kind, day)
    keys = {name: names.field(names.FORM_PLAN, name, stamp) for name in NAMES}
    return keys | {name: f"{keys[name]}-{usual}" for name in ("weekdays", "weekday")}


def weekday(kind: OutreachKind | None, day: date | None) -> int:
    """Return the weekday on which such days usually recur."""
    return _USUAL.get(kind, day.weekday() if day else 2) if kind else 2


def draw(*, keys: Mapping[str, str], kind: OutreachKind | None, day: date | None, offered: Offered) -> None:
    """Draw the choice and, for a series, the days that it makes."""
    titles = {
        _ONCE: _("Once"),
        RepeatKind.WEEKLY.value: _("Every week"),
        RepeatKind.MONTHLY.value: _("Every month"),
    }
    st.segmented_control(
        _("How often"), list(titles), default=_ONCE, format_func=lambda way: titles.get(way, way),
        key=keys["repeat"], required=True, persist_state="session",
    )  # fmt: skip
    way = state.widget_value(keys["repeat"]) or _ONCE
    if way == _ONCE:
        return
    usual = weekday(kind, day)
    if way == RepeatKind.WEEKLY.value:
        st.pills(
            _("On"), range(len(words.WEEKDAYS)), selection_mode="multi", default=[usual],
            format_func=lambda number_: _(words.SHORT_WEEKDAYS[number_]), key=keys["weekdays"],
            persist_state="session",
        )  # fmt: skip
    else:
        left, right = st.columns(2, wrap=False)
        left.selectbox(
            _("Which"), list(NTH), format_func=lambda nth: _(words.NTH[nth]), key=keys["nth"],
            persist_state="session",
        )  # fmt: skip
        right.selectbox(
            _("Weekday"), range(len(words.WEEKDAYS)), index=usual,
            format_func=lambda number_: _(words.WEEKDAYS[number_]), key=keys["weekday"], persist_state="session",
        )  # fmt: skip
    unit = _("Every how many weeks") if way == RepeatKind.WEEKLY.value else _("Every how many months")
    st.number_input(unit, 1, 52, 1, key=keys["every"], persist_state="session")
    _end(keys, offered)


def _end(keys: Mapping[str, str], offered: Offered) -> None:
    titles = {_BY_DAY: _("On a day"), _BY_COUNT: _("After so many days")}
    st.segmented_control(
        _("It ends"), list(titles), default=_BY_DAY, format_func=lambda end: titles.get(end, end),
        key=keys["end"], required=True, persist_state="session",
    )  # fmt: skip
    if state.widget_value(keys["end"]) == _BY_COUNT:
        st.number_input(_("How many days"), 1, 400, 8, key=keys["count"], persist_state="session")
    else:
        st.date_input(_("Last day"), offered.last, key=keys["until"], format="DD/MM/YYYY", persist_state="session")


def read(values: Mapping[str, Any]) -> Repeat | None:
    """Return the recurrence that was chosen, None for one day; without an end it is refused where it is planned."""
    way = values["repeat"] or _ONCE
    if way == _ONCE:
        return None
    weekly = way == RepeatKind.WEEKLY.value
    by_count = values["end"] == _BY_COUNT
    weekdays = tuple(values["weekdays"] or ()) if weekly else (values["weekday"],)
    return Repeat(
        kind=RepeatKind(way),
        weekdays=tuple(found for found in weekdays if found is not None),
        every=int(values["every"] or 0),
        nth=None if weekly else values["nth"],
        until=None if by_count else values["until"],
        count=values["count"] if by_count else None,
    )


def preview(*, repeat: Repeat | None, day: date | None, offered: Offered) -> None:
    """Say which days a series will have, or what stands in its way."""
    if repeat is None or day is None:
        return
    try:
        made: PlannedDays = planned_days(repeat=repeat, first=day, starts_on=offered.first, ends_on=offered.last)
    except CampaignError as error:
        st.warning(cards.plain(error_text(error)))
        return
    n = len(made.days)
    said = ngettext("{n} day: {days}", "{n} days: {days}", n).format(n=number(n), days=words.days_in_words(made.days))
    if made.left_out:
        left = _("Left out, because they lie after the campaign’s last day: {days}.")
        said += ". " + left.format(days=words.days_in_words(made.left_out))
    st.caption(cards.plain(said))
