"""Choosing what kind of list it is, where its rows go, and the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import ImportKind
from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.services import place_directory, places, runtime
from campaign.ui import cards, choosers, context, state
from campaign.ui.importing import held, names
from campaign.ui.importing.held import Destination, Held
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from campaign.ui.context import Context

_TYPES: Final = ("xlsx", "xlsm", "xls", "ods", "csv", "txt", "tsv")
# More villages than this are a province's; its lists name their villages themselves.
_MOST_PLACES: Final = 400
_FRESH: Final = {
    Param.BATCH: None,
    Param.PLACE: None,
    Param.SEVERITY: None,
    Param.CODE: None,
    Param.SHEET: None,
    Param.PAGE: None,
}
_uploads: Final[state.Slot[int]] = state.Slot("imports-uploads", int)


def kind() -> ImportKind:
    """Return the kind of list that the address names; people without one."""
    asked = state.param(Param.KIND)
    return ImportKind(asked) if asked in set(ImportKind) else ImportKind.CITIZENS


def draw_kind() -> ImportKind:
    """Draw the choice between the kinds of list."""
    chosen = kind()
    state.put_widget(names.KIND, chosen.value)
    st.segmented_control(
        _("What the list holds"),
        [k.value for k in ImportKind],
        format_func=lambda value: label(ImportKind(value)),
        key=names.KIND,
        on_change=_take_kind,
        required=True,
    )
    return chosen


def draw(here: Context, chosen: ImportKind) -> str | None:
    """Draw where the rows go and the field for the file; returns the commune or village that was chosen."""
    to = _destination(here, chosen)
    if to is None:
        return None
    field = names.upload(_uploads.get())
    st.file_uploader(
        _("File of Excel, LibreOffice or CSV, at most 50 MB"),
        type=list(_TYPES),
        key=field,
        on_change=_take_file,
        args=(to, field),
        help=_("Nothing is changed yet: first you see what would become of every row."),
    )
    st.caption(_TIPS[chosen]())
    return to.place_code


def discard(chosen: ImportKind) -> None:
    """Let the held file go (callback)."""
    held.let_go(context.read(), chosen)
    state.set_params(_FRESH)


def _people_tip() -> str:
    return _(
        "Any list with a column “Họ và tên” will do: banners, two-row headings, a band or a sheet for each village, "
        "old fonts. Columns of ethnicity, religion and poverty are never read."
    )


def _places_tip() -> str:
    return _("A column with the names of villages or schools is enough; kind, code, population and households help.")


def _targets_tip() -> str:
    return _(
        "One row a place: a column for each indicator, or a row for each with columns for place, indicator and target. "
        "Write 200 for people and 80% for a share."
    )


_TIPS: Final = {
    ImportKind.CITIZENS: _people_tip,
    ImportKind.PLACES: _places_tip,
    ImportKind.TARGETS: _targets_tip,
}


def _destination(here: Context, chosen: ImportKind) -> Destination | None:
    """Draw what must be chosen before the file; None as long as it is not."""
    if chosen is ImportKind.PLACES:
        return _commune(here)
    if here.campaign is None:
        cards.empty(
            _("There is no campaign in your area yet"),
            _("People and targets are imported into a campaign. Set one up first, or import places."),
        )
        return None
    slug = here.campaign.slug
    if chosen is ImportKind.TARGETS:
        return Destination(kind=chosen, campaign=slug)
    units = [place for place in places.places_of_campaign(call=here.call, slug=slug) if place.is_unit]
    if not 0 < len(units) <= _MOST_PLACES:
        return Destination(kind=chosen, campaign=slug)
    code = state.param(Param.PLACE) or ""
    options = [("", _("Each row, band or sheet names its village")), *((p.code, p.name) for p in units)]
    choosers.choose(
        _("Where people live whose row names no village"),
        options,
        chosen=code if code in dict(options) else "",
        key=names.PLACE,
        param=Param.PLACE,
    )
    return Destination(kind=chosen, campaign=slug, place_code=code if code in dict(options) and code else None)


def _commune(here: Context) -> Destination | None:
    own = place_directory.communes(call=here.call)
    if len(own) == 1:
        return Destination(kind=ImportKind.PLACES, place_code=own[0].code)
    asked = state.param(Param.PLACE) or ""
    options = [("", _("Choose a commune")), *((row.code, row.name) for row in own)]
    choosers.choose(
        _("Commune that the places belong to"),
        options,
        chosen=asked if asked in dict(options) else "",
        key=names.COMMUNE,
        param=Param.PLACE,
    )
    return Destination(kind=ImportKind.PLACES, place_code=asked) if asked in dict(options) and asked else None


def _take_kind() -> None:
    state.set_params(_FRESH | {Param.KIND: state.widget_value(names.KIND)})


def _take_file(to: Destination, field: str) -> None:
    """Hold the chosen file, and empty the field: the browser's copy goes with it (callback)."""
    file = state.widget_value(field)
    if file is None:
        return
    held.take(context.read(), Held(to=to, name=file.name, at=runtime.present().now, content=bytes(file.getbuffer())))
    _uploads.set(_uploads.get() + 1)
    state.set_params(_FRESH | {Param.PLACE: state.param(Param.PLACE)})
