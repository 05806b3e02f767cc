"""The headings of a file with what each is taken for; what the clerk says instead is remembered for the commune."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from campaign.domain.vocabulary import ImportKind
from campaign.i18n import _, ngettext, number
from campaign.services import campaigns
from campaign.services.imports import mappings, reviewing
from campaign.ui import actions, cards, state
from campaign.ui.importing import names, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from campaign.domain.indicators import Indicator
    from campaign.services.call import Call
    from campaign.services.imports.reviewing import ColumnUse
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.context import Context
    from campaign.ui.importing.held import Destination, Held

# A sheet of 300 columns has this many worth a choice at most.
_MOST: Final = 60
# What nobody knows and nobody has said.
_UNKNOWN: Final = "?"
_FIELD: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the clerk says of headings."""

    to: Destination
    columns: dict[str, str]


def remembered(here: Context, to: Destination) -> dict[str, str]:
    """Return what was said of headings before."""
    return mappings.remembered(call=here.call, kind=to.kind, **_where(to))


def draw(here: Context, held: Held) -> None:
    """Draw the headings behind a panel that says how many need a look."""
    if held.looked is None:
        return
    uses = reviewing.column_uses(held.looked)
    unknown = sum(use.column is None for use in uses)
    found = actions.outcome(names.FORM_COLUMNS)
    if found is not None and found.error is not None:
        cards.refusal(found.error)
    known = sum(bool(use.column) for use in uses)
    told = ngettext("Columns: {n} is used", "Columns: {n} are used", known).format(n=number(known))
    if unknown:
        told += " · " + ngettext("{n} is not known", "{n} are not known", unknown).format(n=number(unknown))
    with st.expander(told, key=names.COLUMNS, expanded=False):
        _choices(here, held, uses)


def _choices(here: Context, held: Held, uses: Sequence[ColumnUse]) -> None:
    st.markdown(cards.plain(_("Say what a column holds, or that it is not used; it is remembered for the next file.")))
    open_to_choice = [use for use in uses if not use.locked][:_MOST]
    indicators = _indicators(here, held.to.kind)
    offered = {
        name: words.column_label(name, kind=held.to.kind, indicators=indicators, language=here.language)
        for name in ("", *reviewing.columns_offered(kind=held.to.kind, indicators=indicators))
    }
    with st.container(horizontal=True, gap="small"):
        for n, use in enumerate(open_to_choice):
            _choice(held, n, use, offered)
    dropped = [use.title for use in uses if use.locked]
    if dropped:
        st.markdown(cards.plain(_("Left out for good: {titles}.").format(titles=", ".join(dropped))))
    st.button(_("Use these columns"), key=names.COLUMNS_SAVE, **_click(held, open_to_choice))


def _choice(held: Held, n: int, use: ColumnUse, offered: Mapping[str, str]) -> None:
    shown = _UNKNOWN if use.column is None else use.column
    labels = {_UNKNOWN: _("Not known: choose")} if use.column is None else {}
    labels |= offered
    if shown not in labels:
        labels[shown] = shown
    key = names.column(n)
    # The choice belongs to this heading of this file, not to the n-th heading of another one.
    mark = (held.at, use.title, shown)
    if _marks.get().get(key) != mark:
        state.put_widget(key, shown)
        _marks.set(_marks.get() | {key: mark})
    st.selectbox(use.title, list(labels), format_func=labels.__getitem__, key=key, width=_FIELD)


_marks: Final[state.Slot[dict[str, Any]]] = state.Slot("imports-columns", dict)


def _click(held: Held, uses: Sequence[ColumnUse]) -> actions.OnClick:
    fields = {use.title: names.column(n) for n, use in enumerate(uses)}
    before = {use.title: use.column for use in uses}

    def command(values: Values, _token: UUID) -> Said:
        said = {title: values[title] for title in fields if values[title] not in {None, _UNKNOWN}}
        return Said(to=held.to, columns={title: name for title, name in said.items() if name != before[title]})

    def after(outcome: Outcome) -> None:
        if outcome.done:
            held.look_again()

    return actions.on_click(form=names.FORM_COLUMNS, command=command, write=_remember, reads=fields, after=after)


def _remember(call: Call, said: Said) -> int:
    return mappings.remember(call=call, kind=said.to.kind, columns=said.columns, **_where(said.to))


def _where(to: Destination) -> dict[str, Any]:
    return {"place_code": to.place_code} if to.kind is ImportKind.PLACES else {"slug": to.campaign}


def _indicators(here: Context, kind: ImportKind) -> tuple[Indicator, ...]:
    """Return what a column may be of: the steps for people, every indicator for targets."""
    if kind is ImportKind.PLACES or here.campaign is None:
        return ()
    found = campaigns.campaign(call=here.call, slug=here.campaign.slug)
    return found.steps if kind is ImportKind.CITIZENS else found.indicators
