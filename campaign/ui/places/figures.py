"""The figures of a place: how many people of which group on which day. A new day adds to the old ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from campaign.domain.place_words import is_blank, read_count
from campaign.domain.vocabulary import PopulationGroup
from campaign.errors import CampaignError
from campaign.i18n import _, day, number
from campaign.services import place_upkeep
from campaign.ui import actions, state, tables
from campaign.ui.places import names, words
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.place_directory import UnitFile
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.context import Context

_GROUPS: Final = tuple(PopulationGroup)
_GROUP, _NEW, _NOW, _DAY = "group", "new", "now", "day"
_ROW_HEIGHT: Final = 40
# A phone shows the first three; the day of a figure is a swipe away, and stands in the history below.
_WIDTHS: Final = {_GROUP: 132, _NEW: 90, _NOW: 90, _DAY: 106}
# The grid of a place becomes a new one after each save: its edits are stored then.
_number: Final[state.Slot[int]] = state.Slot("places-figures-number", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One press of the button."""

    place_id: int
    as_of: date
    wanted: Mapping[PopulationGroup, int]
    seen: Mapping[PopulationGroup, int]


def draw(here: Context, found: UnitFile) -> None:
    """Draw the figures in use beside the cells for new ones, and below them every figure that was ever entered."""
    st.header(_("Population"), anchor=False)
    today = here.call.moment.today
    as_of = st.date_input(
        _("New figures as of"),
        value=today,
        max_value=today,
        key=names.FIGURES_DAY,
        format="DD/MM/YYYY",
        width=180,
    )
    key = f"{names.FIGURES}-{found.unit.id}-{_number.get()}"
    _draw_grid(found, key)
    st.caption(_("Fill only what is new; what was counted on other days stays, and is used for those days."))
    st.button(_("Save figures"), key=names.FIGURES_SAVE, **_click(found, key, as_of))
    words.draw_outcome(form_of(found.unit.id), done=_("The figures are saved."))
    if found.figures:
        with st.expander(_("All figures, by day")):
            st.html(_history(found))


def form_of(place_id: int) -> str:
    """Return the name of the form of a place."""
    return f"places-figures-{place_id}"


def _draw_grid(found: UnitFile, key: str) -> None:
    known = found.unit.populations
    data = {
        _GROUP: [words.group_title(group) for group in _GROUPS],
        _NEW: [None] * len(_GROUPS),
        _NOW: [number(known[g][0]) if g in known else "–" for g in _GROUPS],
        _DAY: [day(known[g][1]) if g in known else "–" for g in _GROUPS],
    }
    titles = {_GROUP: _("Group"), _NEW: _("New"), _NOW: _("In use"), _DAY: _("As of")}
    st.data_editor(
        data,
        key=key,
        column_config={
            name: st.column_config.TextColumn(
                title, width=_WIDTHS[name], alignment="left" if name == _GROUP else "right", max_chars=24
            )
            for name, title in titles.items()
        },
        disabled=[_GROUP, _NOW, _DAY],
        hide_index=True,
        num_rows="fixed",
        row_height=_ROW_HEIGHT,
        width="content",
        placeholder="",
        alt=_("Population by group"),
    )


def _history(found: UnitFile) -> str:
    columns = (Column(title=_("As of")), Column(title=_("Group")), Column(title=_("Number"), number=True))
    rows = [
        [Cell(text=day(figure.as_of)), Cell(text=words.group_title(figure.group)), Cell(text=number(figure.n))]
        for figure in found.figures
    ]
    return tables.table(columns=columns, rows=rows, caption=_("Figures that were entered, the newest day first"))


def _click(found: UnitFile, key: str, as_of: date) -> actions.OnClick:
    seen = {figure.group: figure.n for figure in found.figures if figure.as_of == as_of}

    def command(values: Values, _token: UUID) -> Figures:
        wanted = typed_figures(values["edits"])
        if not wanted:
            raise CampaignError("figures_missing")
        return Figures(place_id=found.unit.id, as_of=values["as_of"], wanted=wanted, seen=seen)

    return actions.on_click(
        form=form_of(found.unit.id),
        command=command,
        write=_write,
        reads={"edits": key, "as_of": names.FIGURES_DAY},
        after=_after,
    )


def typed_figures(edits: Mapping[str, Any] | None) -> dict[PopulationGroup, int]:
    """Return the figures that were typed into the grid; raises `population_invalid` for what is none."""
    wanted: dict[PopulationGroup, int] = {}
    for row, columns in (edits or {}).get("edited_rows", {}).items():
        text = str(columns.get(_NEW) or "")
        if is_blank(text):
            continue
        n = read_count(text)
        if n is None:
            raise CampaignError("population_invalid", value=text)
        wanted[_GROUPS[int(row)]] = n
    return wanted


def _write(call: Call, figures: Figures) -> int:
    return place_upkeep.put_figures(
        call=call, place_id=figures.place_id, as_of=figures.as_of, figures=figures.wanted, seen=figures.seen
    )


def _after(outcome: Outcome) -> None:
    if outcome.done:
        _number.set(_number.get() + 1)
