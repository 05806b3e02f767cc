"""The list: for a leader and the office the shortlist with its rules, for a team leader what they registered."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.commendation import Part
from campaign.domain.vocabulary import CommendationKind
from campaign.i18n import _, day
from campaign.i18n.labels import label
from campaign.reports import commendation_words as words
from campaign.reports.administrative.words import counted
from campaign.services import commendation, shortlist
from campaign.ui import actions, cards, tables
from campaign.ui.commendation import files, names, rights
from campaign.ui.initiatives import address
from campaign.ui.keys import Param, Screen
from campaign.ui.tables import Cell, Column, Tile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.services.campaigns import CampaignSummary
    from campaign.services.commendation import StoredCommendation
    from campaign.services.shortlist import Shortlist, ShortlistLine
    from campaign.ui.context import Context

_SHOWN: Final = (Part.REACH, Part.TARGET, Part.HARD, Part.STEADY)


def draw(here: Context, campaign: CampaignSummary) -> None:
    """Draw what the viewer may read of the campaign's registrations."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(_("Skilful mobilisation"), anchor=False, width="stretch")
        if rights.registers(here):
            st.button(_("Register"), key=names.NEW, type="primary", on_click=_open_new)
    done = actions.outcome(names.FORM_REGISTER)
    if done is not None and done.error is None:
        st.success(_("Registered."))
    if rights.sees_shortlist(here):
        _draw_shortlist(here, campaign)
    else:
        found = commendation.list_registrations(call=here.call, slug=campaign.slug)
        if found.rows:
            st.html(tables.page(_registered(found.rows)))
        else:
            _empty(here)


def _draw_shortlist(here: Context, campaign: CampaignSummary) -> None:
    found = shortlist.shortlist_view(call=here.call, slug=campaign.slug)
    if not found.lines:
        _empty(here)
        return
    files.draw(campaign.slug, found)
    groups = groupby(found.lines, key=lambda line: (line.stored.kind, line.standing.ground))
    parts = [_tiles(found)]
    for (kind, ground), lines in groups:
        parts.append(tables.heading(words.group_name(kind, ground)))
        parts.append(_ranked(list(lines), any_hard=bool(found.hard)) if ground else _unranked(list(lines)))
    left, right = st.columns([7, 3], gap="large")
    left.html(tables.page(*parts))
    right.html(tables.page(rules(found)))


def _tiles(found: Shortlist) -> str:
    kinds = [line.stored.kind for line in found.lines]
    chosen = sum(line.stored.chosen_on is not None for line in found.lines)
    shown = [
        Tile(label=_("Collectives"), value=counted(kinds.count(CommendationKind.COLLECTIVE)), note=_("registered")),
        Tile(label=_("Individuals"), value=counted(kinds.count(CommendationKind.INDIVIDUAL)), note=_("registered")),
        Tile(label=_("Chosen"), value=counted(chosen), note=_("by the leader")),
    ]
    said = _("In the order of the rules, as of {day}. The software proposes nobody: the leader chooses.")
    return tables.tiles(shown=shown, lead=said.format(day=day(found.on)))


def _ranked(lines: Sequence[ShortlistLine], *, any_hard: bool) -> str:
    columns = (
        Column(title=_("Name"), prose=True),
        Column(title=_("Rank"), number=True),
        Column(title=_("Score"), number=True),
        *(Column(title=words.part_name(part), number=True) for part in _SHOWN),
    )
    rows = [
        [
            Cell(text=line.stored.name, href=_link(line.stored), sub=_described(line.stored)),
            Cell(text=words.rank_text(line)),
            Cell(text=words.score_text(line), sub=words.why_unranked(line)),
            *(_part(line, part, any_hard=any_hard) for part in _SHOWN),
        ]
        for line in lines
    ]
    caption = _("Score out of 100; below each percentage the numbers behind it")
    return tables.table(columns=columns, rows=rows, caption=caption)


def _part(line: ShortlistLine, part: Part, *, any_hard: bool) -> Cell:
    share = line.shares[part]
    if part is Part.HARD and not any_hard:
        return Cell(text="–", sub=_("takes no part"))
    if part is Part.HARD and share is not None and not line.hard:
        return Cell(text="–", sub=_("answers for none"))
    return Cell(text=words.share_text(share), sub=words.share_parts(share))


def _unranked(lines: Sequence[ShortlistLine]) -> str:
    columns = (
        Column(title=_("Name"), prose=True),
        Column(title=_("Why"), prose=True),
        Column(title=_("People helped"), number=True),
    )
    rows = [
        [
            Cell(text=line.stored.name, href=_link(line.stored), sub=_described(line.stored)),
            Cell(text=words.why_unranked(line)),
            Cell(text=_helped(line)),
        ]
        for line in lines
    ]
    return tables.table(columns=columns, rows=rows, caption=_("In the order of registering"))


def _helped(line: ShortlistLine) -> str:
    return "–" if line.work is None else counted(line.work.helped)


def _registered(rows: Sequence[StoredCommendation]) -> str:
    columns = (
        Column(title=_("Name"), prose=True),
        Column(title=_("Kind")),
        Column(title=_("Registered on")),
        Column(title=_("Chosen"), prose=True),
    )
    lines = [
        [
            Cell(text=row.name, href=_link(row), sub=_where(row)),
            Cell(text=label(row.kind)),
            Cell(text=day(row.registered_on)),
            _chosen(row),
        ]
        for row in rows
    ]
    return tables.table(columns=columns, rows=lines, caption=_("Registered in your area"))


def rules(found: Shortlist) -> str:
    """Return the rules in plain words: what each part counts and weighs, then everything else."""
    items = "".join(
        f"<li><b>{escape(words.part_name(part))}</b> ({escape(words.weight_of(part, found))}): "
        f"{escape(words.rule_of(part, found))}</li>"
        for part in Part
    )
    others = "".join(f"<li>{escape(text)}</li>" for text in words.other_rules(found))
    return (
        tables.heading(_("The rules"), below=_("Points out of 100 in brackets"))
        + f'<div class="ct"><ul style="padding-left:1.1rem;margin:.5rem 0">{items}</ul>'
        f'<ul style="padding-left:1.1rem;margin:.5rem 0">{others}</ul></div>'
    )


def _chosen(row: StoredCommendation) -> Cell:
    if row.chosen_on is None:
        return Cell(text=_("not yet"))
    return Cell(text=f"✓ {day(row.chosen_on)}", sub=row.chosen_by)


def _described(row: StoredCommendation) -> str:
    """Return unit and place, and before them that somebody was chosen, by whom and when."""
    if row.chosen_on is None:
        return _where(row)
    chosen = _("✓ chosen on {day} by {by}").format(day=day(row.chosen_on), by=row.chosen_by)
    return f"{chosen} · {_where(row)}"


def _where(row: StoredCommendation) -> str:
    return " · ".join(part for part in (row.unit, row.place.name) if part)


def _link(row: StoredCommendation) -> str:
    return address.link_to(Screen.COMMENDATION, row.id, kept=(Param.CAMPAIGN,))


def _empty(here: Context) -> None:
    then = (
        _("Register a team or a person, with what they did. The software then lists them by the rules.")
        if rights.registers(here)
        else _("The officials and team leaders of the commune register them.")
    )
    cards.empty(_("Nobody is registered yet"), then)


def _open_new() -> None:
    actions.dismiss(names.FORM_REGISTER)
    address.open_new()
