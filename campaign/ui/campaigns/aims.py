"""The step of targets: a total for the whole and its split over the villages, seen before it is stored.

The full grid, with shares and single cells, is the screen *Chỉ tiêu*.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import IndicatorKind, PopulationGroup, TargetKind
from campaign.errors import CampaignError
from campaign.i18n import _, current_language, day, ngettext, number
from campaign.i18n.errors import error_text
from campaign.services import drafts, target_grid, targets
from campaign.services.targets import TargetChange
from campaign.ui import actions, cards, tables
from campaign.ui.campaigns import names, parts, route, words
from campaign.ui.campaigns.route import Step, View
from campaign.ui.tables import Cell, Column
from campaign.ui.targets import words as target_words
from campaign.ui.targets.filters import MILESTONES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call
    from campaign.services.campaign_checks import Readiness
    from campaign.services.target_grid import TargetGrid, TargetRow
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

_MOST: Final = 999_999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is typed: for which indicators, how many in all, split by which group; `parts` are people by place id."""

    chosen: tuple[Indicator, ...]
    total: int | None
    group: PopulationGroup
    parts: Mapping[int, int]


def draw(here: Context, ready: Readiness) -> None:
    """Draw the total and its split, what is stored already, and targets that lie outside the days."""
    draft = ready.campaign
    due = _draw_due(draft)
    grid = target_grid.target_grid(call=here.call, slug=draft.slug, due_on=due)
    wish = _draw_wish(draft, grid)
    if wish.chosen and wish.total is not None:
        st.html(_preview(grid, wish, stored=not _changes(grid, wish)))
        st.caption(cards.plain(target_words.counted_when(target_words.homes(grid.rows), wish.group)))
    parts.refusal(names.FORM_TARGETS)
    _draw_outside(ready)
    _draw_buttons(draft, grid, wish)
    address = f"/targets?campaign={draft.slug}&due={due.isoformat()}"
    cards.link(address, _("The full grid: shares, single places, history"))


def due_days(draft: CampaignDefinition) -> dict[date, str]:
    """Return the last day and the usual milestones before it, with what they are called."""
    found = {draft.ends_on: _("Last day, {day}").format(day=day(draft.ends_on))}
    for n in MILESTONES:
        due = draft.starts_on + timedelta(days=n - 1)
        if due < draft.ends_on:
            found[due] = _("Day {n}, {day}").format(n=n, day=day(due))
    return found


def _draw_due(draft: CampaignDefinition) -> date:
    titles = due_days(draft)
    days = list(titles)
    chosen: date | None = st.selectbox(
        _("Due by"),
        days,
        format_func=lambda due: titles.get(due, day(due)),
        key=f"{names.TARGET_DUE}-{draft.slug}-{draft.starts_on}-{draft.ends_on}",
        filter_mode=None,
        persist_state="session",
    )
    return draft.ends_on if chosen is None else chosen


def _draw_wish(draft: CampaignDefinition, grid: TargetGrid) -> _Wish:
    offered = {i.key: i for i in draft.indicators if i.kind is not IndicatorKind.RATIO}
    if not offered:
        st.info(_("Nothing is counted yet, so there is nothing to give a target to."))
        return _Wish(chosen=(), total=None, group=PopulationGroup.ALL, parts={})
    usual = draft.headline.key if draft.headline.key in offered else next(iter(offered))
    keys = st.multiselect(
        _("For what"),
        list(offered),
        default=[usual],
        format_func=lambda key: offered[key].name(current_language()) if key in offered else key,
        key=f"{names.TARGET_WHAT}-{draft.slug}-{draft.indicators_version}",
        persist_state="session",
    )
    chosen = tuple(offered[key] for key in keys)
    root = next((row for row in grid.rows if row.is_root), None)
    stored = root.cells.get(chosen[0].key) if root and chosen else None
    left, right = st.columns(2)
    with left:
        total = st.number_input(
            _("Total"),
            min_value=0,
            max_value=_MOST,
            value=stored.people if stored else None,
            step=1,
            key=f"{names.TARGET_TOTAL}-{draft.slug}-{grid.due_on}-{chosen[0].key if chosen else ''}",
            placeholder=_("For example: 1000"),
            persist_state="session",
        )
    with right:
        group = _draw_group(draft, grid, chosen)
    return _Wish(chosen=chosen, total=total, group=group, parts=_split(grid, chosen, total, group))


def _draw_group(draft: CampaignDefinition, grid: TargetGrid, chosen: Sequence[Indicator]) -> PopulationGroup:
    own = (chosen[0].population_group if chosen else None) or PopulationGroup.ALL
    shared = target_words.homes(grid.rows)
    counted = {group: sum(group in row.population for row in shared) for group in PopulationGroup}
    known = [group for group, places in counted.items() if places]
    # The group that most places have a figure for, so that nobody is left out; the indicator's own among equals.
    usual = max(known, key=lambda group: (counted[group], group is own), default=own)
    group = st.selectbox(
        _("Split by"),
        known or [usual],
        index=known.index(usual) if usual in known else 0,
        format_func=target_words.group_title,
        key=f"{names.TARGET_GROUP}-{draft.slug}-{usual.value}-{len(known)}",
        filter_mode=None,
        persist_state="session",
    )
    return group or usual


def _split(grid: TargetGrid, chosen: Sequence[Indicator], total: int | None, group: PopulationGroup) -> dict[int, int]:
    if not chosen or total is None:
        return {}
    try:
        return target_grid.split(
            grid=replace(grid, rows=target_words.homes(grid.rows)), indicator=chosen[0].key, total=total, group=group
        )
    except CampaignError as error:
        st.info(cards.plain(error_text(error)))
        return {}


def _preview(grid: TargetGrid, wish: _Wish, *, stored: bool) -> str:
    group = target_words.group_title(wish.group)
    columns = (
        Column(title=_("Place")),
        Column(title=group, number=True),
        Column(title=_("Target"), number=True),
        Column(title=_("Stored"), number=True),
    )
    whole = next((row for row in grid.rows if row.is_root), None)
    first = wish.chosen[0].key
    lines = [
        (
            Cell(text=target_words.place_name(row)),
            Cell(text=target_words.population(row, wish.group)),
            Cell(text=number(wish.total if row.is_root else wish.parts.get(row.place_id))),
            Cell(text=number(row.cells[first].people if first in row.cells else None)),
        )
        for row in ((whole,) if whole else ()) + target_words.homes(grid.rows)
    ]
    text = _("Not stored yet: {total} split by {group}; the parts add up to {sum}")
    if stored:
        text = _("Stored: {total} split by {group}; the parts add up to {sum}")
    return tables.table(
        columns=columns,
        rows=lines,
        caption=text.format(total=number(wish.total), group=group, sum=number(sum(wish.parts.values()))),
    )


def _draw_outside(ready: Readiness) -> None:
    outside = next((found for found in ready.findings if found.code == "targets_outside"), None)
    if outside is None:
        return
    st.warning(cards.plain(words.gap(outside, {})))
    parts.refusal(names.FORM_DROP)

    def write(call: Call, reason: str) -> object:
        return drafts.drop_targets_outside(call=call, slug=ready.campaign.slug, reason=reason)

    st.button(
        _("Take these targets back"),
        key=names.TARGET_DROP,
        **actions.on_click(
            form=names.FORM_DROP,
            command=lambda _values, _token: _("The days of the campaign were changed"),
            write=write,
        ),
    )


def _draw_buttons(draft: CampaignDefinition, grid: TargetGrid, wish: _Wish) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        route.bar(back_to=(View.SET_UP, Step.PLACES), key=names.BACK)
        ready = bool(wish.chosen) and wish.total is not None
        changes = _changes(grid, wish) if ready else ()
        if changes:
            st.button(_("Save targets"), key=names.TARGET_SAVE, type="primary", **_click(draft, changes))
        st.button(
            _("Continue"),
            key=names.NEXT,
            type="secondary" if changes else "primary",
            on_click=route.go,
            args=(View.SET_UP, Step.PEOPLE),
        )
    found = actions.outcome(names.FORM_TARGETS)
    if found is not None and found.done and not changes and isinstance(found.result, _Stored):
        n = found.result.n
        st.success(cards.plain(ngettext("{n} target saved.", "{n} targets saved.", n).format(n=number(n))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """How many targets a save changed."""

    n: int


def _changes(grid: TargetGrid, wish: _Wish) -> tuple[TargetChange, ...]:
    """Return the cells that do not yet say what is typed, for every chosen indicator."""
    wanted = {row.place_id: wish.parts.get(row.place_id) for row in grid.rows}
    wanted |= {row.place_id: wish.total for row in grid.rows if row.is_root}
    return tuple(
        TargetChange(
            place_id=row.place_id,
            indicator=indicator.key,
            kind=TargetKind.COUNT,
            amount=wanted[row.place_id],
            expected_version=row.versions.get(indicator.key, 0),
            due_on=grid.due_on,
        )
        for indicator in wish.chosen
        for row in grid.rows
        if wanted[row.place_id] is not None and not _says(row, indicator, wanted[row.place_id])
    )


def _says(row: TargetRow, indicator: Indicator, people: int | None) -> bool:
    cell = row.cells.get(indicator.key)
    return cell is not None and (cell.kind, cell.amount) == (TargetKind.COUNT, people)


def _click(draft: CampaignDefinition, changes: tuple[TargetChange, ...]) -> actions.OnClick:
    def command(_values: Values, _token: UUID) -> tuple[TargetChange, ...]:
        return changes

    def write(call: Call, wanted: tuple[TargetChange, ...]) -> _Stored:
        reason = _("First assignment of targets")
        return _Stored(n=targets.set_targets(call=call, slug=draft.slug, changes=wanted, reason=reason))

    return actions.on_click(form=names.FORM_TARGETS, command=command, write=write)
