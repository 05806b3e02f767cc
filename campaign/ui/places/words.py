"""How *Địa bàn* says things: what is wrong with a line, the figures of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import PlaceKind, PopulationGroup
from campaign.errors import CampaignError
from campaign.i18n import _, day, number
from campaign.i18n.errors import error_text
from campaign.i18n.labels import label, word
from campaign.ui import actions, cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from campaign.domain.place_lists import Issue
    from campaign.services.place_directory import UnitRow


def draw_outcome(form: str, *, done: str) -> None:
    """Draw how the last write of a form ended; kinds in a refusal are said in words."""
    found = actions.outcome(form)
    if found is None:
        return
    if found.error is None:
        st.success(cards.plain(done))
        return
    kinds = {kind.value: label(kind) for kind in PlaceKind}
    st.error(cards.plain(error_text(found.error, names=kinds)))


def issue_text(issue: Issue) -> str:
    """Return what is wrong with a line as one sentence; stored words become labels."""
    shown = dict(issue.details)
    if "kind" in shown:
        shown["kind"] = word("PlaceKind", str(shown["kind"]))
    if "group" in shown:
        shown["group"] = word("PopulationGroup", str(shown["group"]))
    return error_text(CampaignError(issue.code, **shown))


def group_title(group: PopulationGroup) -> str:
    """Return the label of a group with a capital, as a head of a column or a line."""
    text = label(group)
    return text[:1].upper() + text[1:]


def groups_of(found: Iterable[Mapping[PopulationGroup, object]]) -> tuple[PopulationGroup, ...]:
    """Return the groups that have a figure anywhere, in their usual order."""
    there = {group for figures in found for group in figures}
    return tuple(group for group in PopulationGroup if group in there)


def validity(row: UnitRow) -> str:
    """Return since when, and until when if that is known, a place is one."""
    since = day(row.valid_from)
    return _("from {day}").format(day=since) if row.valid_to is None else f"{since} – {day(row.valid_to)}"


def figures(populations: Mapping[PopulationGroup, int], *, without: PopulationGroup | None = None) -> str:
    """Return "1.250 dân số · 310 hộ": the figures of a place in one line."""
    parts = [f"{number(populations[g])} {label(g)}" for g in PopulationGroup if g in populations and g is not without]
    return " · ".join(parts)
