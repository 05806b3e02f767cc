"""The grid that officials type into, and taking over from it what was typed.

The widget keeps its edits over the data by position, for as long as its key lives. It stays the same widget with the
same data while somebody types, because a grid that is redrawn under their fingers swallows keys. It becomes a new one
as soon as its edits no longer say what the draft and the database say.
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

At = tuple[int, str]
"""A cell of one due day: place id and indicator key."""

NAME: Final = "name"
_ROW_HEIGHT: Final = 36
_MOST_ROWS: Final = 12
# Names and one indicator fit a phone; only what does not fit needs the names pinned, which greys them.
_FIT: Final = 3
_NAME_WIDTH: Final = 132
_NUMBER_WIDTH: Final = 140
_GROUP_WIDTH: Final = 112


@dataclass(slots=True)
class Sheet:
    """The widget in this tab: which one it is, what its cells stand for, and what was typed into it.

    `under` are the texts of its data, `held` the texts that it holds over them, `rests_at` those at the last save.
    """

    number: int = 0
    layout: tuple[object, ...] = ()
    due_on: date | None = None
    places: tuple[int, ...] = ()
    versions: Mapping[At, int] = field(default_factory=dict)
    under: dict[At, str] = field(default_factory=dict)
    held: dict[At, str] = field(default_factory=dict)
    rests_at: dict[At, str] | None = None
    just_saved: bool = False

    @property
    def key(self) -> str:
        """The key of the widget."""
        return f"{keys.TARGETS_GRID}-{self.number}"

    def renew(self) -> None:
        """Make it another widget, without edits."""
        self.number += 1
        self.held, self.rests_at, self.just_saved = {}, None, False


def _sheet(slug: str) -> Sheet:
    return state.Slot(f"targets-sheet:{slug}", Sheet).get()


def take(slug: str, draft: Draft) -> None:
    """Take over into the draft what was typed since the last time; may be called as often as one likes."""
    sheet = _sheet(slug)
    value = state.widget_value(sheet.key)
    if value is None or sheet.due_on is None:
        # Not drawn yet, or forgotten while another screen was open; the draft has it all.
        sheet.renew()
        return
    now = {
        (sheet.places[int(row)], column): "" if text is None else str(text).strip()
        for row, columns in value["edited_rows"].items()
        for column, text in columns.items()
        if int(row) < len(sheet.places)
    }
    # The widget drops an edit that puts back what was there before.
    back = {at: sheet.under.get(at, "") for at in sheet.held if at not in now}
    for at, text in {**now, **back}.items():
        if sheet.held.get(at) != text:
            cell = CellId(due_on=sheet.due_on, place_id=at[0], indicator=at[1])
            draft.put(cell, text, version=sheet.versions.get(at, 0))
    sheet.held = now


def saved(slug: str) -> None:
    """Let the grid write the targets down as they are stored, once nobody is typing any more.

    Not in this run: a cell that was left a moment before the click may still be on its way from the browser.
    """
    sheet = _sheet(slug)
    sheet.rests_at, sheet.just_saved = dict(sheet.held), True


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
    groups = words.groups_of(rows, shown)
    _settle(sheet, grid, (shown, groups), _texts(rows, shown, changes))
    data = {NAME: [words.place_name(row) for row in rows]}
    for indicator in shown:
        data[indicator.key] = [sheet.under[row.place_id, indicator.key] for row in rows]
    # A share reads from left to right: 80%, that is 248, of 310.
    for group in groups:
        data[group.value] = [words.population(row, group) for row in rows]
    st.data_editor(
        data,
        key=sheet.key,
        on_change=take,
        args=(grid.campaign, draft),
        width="content",
        height=_ROW_HEIGHT * (min(len(rows), _MOST_ROWS) + 1) + 3,
        column_config=_config(groups, shown, pinned=len(data) > _FIT),
        disabled=[NAME, *(group.value for group in groups)],
        hide_index=True,
        row_height=_ROW_HEIGHT,
        placeholder="",
        alt=_("Targets by place, due on {day}").format(day=day(grid.due_on)),
    )


def _settle(sheet: Sheet, grid: TargetGrid, columns: object, texts: Mapping[At, str]) -> None:
    """Decide whether the widget may stay, and note what its cells stand for."""
    places = tuple(row.place_id for row in grid.rows)
    layout = (grid.due_on, places, columns)
    agrees = all(_agree(texts.get(at), text) for at, text in sheet.held.items())
    rests = not sheet.just_saved and sheet.held == sheet.rests_at
    sheet.just_saved = False
    if layout != sheet.layout or not agrees or rests:
        sheet.renew()
    sheet.layout, sheet.due_on, sheet.places = layout, grid.due_on, places
    sheet.versions = {(row.place_id, key): version for row in grid.rows for key, version in row.versions.items()}
    # Under an edit the data stays as it was: changing it there would redraw the grid at each cell.
    sheet.under = {at: sheet.under.get(at, "") if at in sheet.held else text for at, text in texts.items()}


def _agree(ours: str | None, held: str) -> bool:
    """Whether two texts mean the same."""
    if ours is None:
        return False
    reading = cells.read(held)
    return ours == held or (reading.readable and reading == cells.read(ours))


def _texts(rows: Iterable[TargetRow], shown: Sequence[Indicator], changes: Iterable[Edit]) -> dict[At, str]:
    """Return what every cell shows: the target, and as typed what cannot be read."""
    typed = {(e.cell.place_id, e.cell.indicator): e.typed.text for e in changes if not e.reading.readable}
    return {
        (row.place_id, i.key): typed.get((row.place_id, i.key)) or cells.text_of_cell(row.cells.get(i.key))
        for row in rows
        for i in shown
    }


def _config(
    groups: Sequence[PopulationGroup], shown: Sequence[Indicator], *, pinned: bool
) -> dict[str, ColumnConfig | str | None]:
    text = st.column_config.TextColumn
    config: dict[str, ColumnConfig | str | None] = {NAME: text(_("Place"), pinned=pinned, width=_NAME_WIDTH)}
    for indicator in shown:
        config[indicator.key] = text(
            words.short(indicator), alignment="right", width=_NUMBER_WIDTH, help=words.name(indicator), max_chars=24
        )
    for group in groups:
        config[group.value] = text(
            words.group_title(group),
            alignment="right",
            width=_GROUP_WIDTH,
            help=_("The group that a share is a share of"),
        )
    return config
