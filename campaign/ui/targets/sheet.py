"""The grid that officials type into, and taking over from it what was typed.

The widget keeps its edits over the data by position, for as long as its key lives. It stays the same widget while
somebody types, so that neither the cell nor the place in the table is lost, and becomes a new one as soon as its
edits no longer say what the draft and the database say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.i18n import _, day
from campaign.ui import keys, state
from campaign.ui.targets import cells, words
from campaign.ui.targets.draft import CellId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from streamlit.elements.lib.column_types import ColumnConfig

    from campaign.domain.indicators import Indicator
    from campaign.domain.vocabulary import PopulationGroup
    from campaign.services.target_grid import TargetGrid, TargetRow
    from campaign.ui.targets.draft import Draft, Edit

NAME: Final = "name"
_PEOPLE: Final = ":people"
_ROW_HEIGHT: Final = 36
_MOST_ROWS: Final = 12
_NAME_WIDTH: Final = 132
_NUMBER_WIDTH: Final = 96


@dataclass(slots=True)
class Sheet:
    """The widget in this tab: which one it is, what its rows stand for, and the texts it holds over the data."""

    number: int = 0
    layout: tuple[object, ...] = ()
    due_on: date | None = None
    places: tuple[int, ...] = ()
    versions: dict[tuple[int, str], int] = field(default_factory=dict)
    held: dict[tuple[int, str], str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key of the widget."""
        return f"{keys.TARGETS_GRID}-{self.number}"

    def renew(self) -> None:
        """Make it another widget, without edits."""
        self.number += 1
        self.held = {}


def _sheet(slug: str) -> Sheet:
    return state.Slot(f"targets-sheet:{slug}", Sheet).get()


def take(slug: str, draft: Draft) -> None:
    """Take over into the draft what was typed since the last time; may be called as often as one likes."""
    sheet = _sheet(slug)
    held: Mapping[str, Mapping[int, Mapping[str, object]]] = state.widget_value(sheet.key) or {}
    for row, columns in held.get("edited_rows", {}).items():
        for column, value in columns.items():
            position = int(row)
            if sheet.due_on is None or position >= len(sheet.places):
                continue
            at = (sheet.places[position], column)
            text = "" if value is None else str(value).strip()
            if sheet.held.get(at) == text:
                continue
            sheet.held[at] = text
            cell = CellId(due_on=sheet.due_on, place_id=at[0], indicator=column)
            draft.put(cell, text, version=sheet.versions.get(at, 0))


def draw(
    *,
    grid: TargetGrid,
    rows: Sequence[TargetRow],
    shown: Sequence[Indicator],
    draft: Draft,
    changes: Sequence[Edit],
) -> None:
    """Draw the grid; `rows` are its rows as they would stand after saving, `changes` the unsaved cells."""
    sheet = _sheet(grid.campaign)
    texts = _texts(rows, shown, changes)
    _settle(sheet, grid, shown, texts)
    groups = words.groups_of(rows, shown)
    data: dict[str, list[str]] = {NAME: [words.place_name(row) for row in rows]}
    for group in groups:
        data[group.value] = [words.population(row, group) for row in rows]
    order = list(data)
    for indicator in shown:
        key = indicator.key
        data[key] = [texts[row.place_id, key] for row in rows]
        data[key + _PEOPLE] = [words.people(row.cells.get(key)) for row in rows]
        order += [key, key + _PEOPLE] if words.has_share(rows, key) else [key]
    st.data_editor(
        data,
        key=sheet.key,
        on_change=take,
        args=(grid.campaign, draft),
        column_order=order,
        column_config=_config(groups, shown),
        disabled=[name for name in data if name not in {i.key for i in shown}],
        hide_index=True,
        row_height=_ROW_HEIGHT,
        height=_ROW_HEIGHT * (min(len(rows), _MOST_ROWS) + 1) + 3,
        placeholder="",
        alt=_("Targets by place, due on {day}").format(day=day(grid.due_on)),
    )


def _settle(sheet: Sheet, grid: TargetGrid, shown: Sequence[Indicator], texts: Mapping[tuple[int, str], str]) -> None:
    """Decide whether the widget may stay, and note what its rows stand for."""
    places = tuple(row.place_id for row in grid.rows)
    layout = (grid.due_on, places, tuple(indicator.key for indicator in shown))
    if layout != sheet.layout or not all(_agree(texts.get(at), text) for at, text in sheet.held.items()):
        sheet.renew()
    sheet.layout, sheet.due_on, sheet.places = layout, grid.due_on, places
    sheet.versions = {(row.place_id, key): version for row in grid.rows for key, version in row.versions.items()}


def _agree(ours: str | None, held: str) -> bool:
    """Whether two texts mean the same."""
    if ours is None:
        return False
    reading = cells.read(held)
    return ours == held or (reading.readable and reading == cells.read(ours))


def _texts(
    rows: Iterable[TargetRow], shown: Sequence[Indicator], changes: Iterable[Edit]
) -> dict[tuple[int, str], str]:
    """Return what every cell shows: the target, and as typed what cannot be read."""
    typed = {(e.cell.place_id, e.cell.indicator): e.typed.text for e in changes if not e.reading.readable}
    return {
        (row.place_id, i.key): typed.get((row.place_id, i.key)) or cells.text_of_cell(row.cells.get(i.key))
        for row in rows
        for i in shown
    }


def _config(groups: Sequence[PopulationGroup], shown: Sequence[Indicator]) -> dict[str, ColumnConfig | str | None]:
    text = st.column_config.TextColumn
    config: dict[str, ColumnConfig | str | None] = {NAME: text(_("Place"), pinned=True, width=_NAME_WIDTH)}
    for group in groups:
        config[group.value] = text(
            words.group_title(group),
            alignment="right",
            width=_NUMBER_WIDTH,
            help=_("The group that a share is a share of"),
        )
    for indicator in shown:
        config[indicator.key] = text(
            words.short(indicator), alignment="right", width=_NUMBER_WIDTH, help=words.name(indicator), max_chars=20
        )
        config[indicator.key + _PEOPLE] = text(
            _("= people"), alignment="right", width=_NUMBER_WIDTH, help=_("What a share means in people, rounded up")
        )
    return config
