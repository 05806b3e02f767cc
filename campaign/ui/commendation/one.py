"""One registration: what was said of it, the score opened to its parts, and for the office the leader's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.commendation import Part
from campaign.domain.vocabulary import Figure
from campaign.errors import CampaignError
from campaign.i18n import _, day, number
from campaign.i18n.labels import label
from campaign.reports import commendation_words as words
from campaign.services import commendation, shortlist
from campaign.ui import cards, tables
from campaign.ui.commendation import deciding, names, rights
from campaign.ui.facts import facts
from campaign.ui.initiatives import address
from campaign.ui.provenance.address import why
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    import uuid

    from campaign.services.campaigns import CampaignSummary
    from campaign.services.commendation import StoredCommendation
    from campaign.services.shortlist import PlaceNumbers, Shortlist, ShortlistLine
    from campaign.ui.context import Context


def draw(here: Context, campaign: CampaignSummary, own: uuid.UUID) -> None:
    """Draw the registration of the address."""
    st.button(_("‹ List"), key=names.BACK, type="tertiary", on_click=address.open_list)
    line, found = _read(here, campaign, own)
    stored = line.stored if line is not None else _of_own_area(here, campaign, own)
    st.title(cards.plain(stored.name), anchor=False)
    parts = [_facts(stored)]
    if line is not None and found is not None:
        parts += [_parts(line, found), _places(line, found)]
    st.html(tables.page(*parts))
    today = here.call.moment.today
    if line is not None and line.may_choose:
        with st.expander(_("The leader’s choice"), key=names.CHOICE, on_change="rerun") as folded:
            if folded.open:
                deciding.draw_choice(campaign.slug, stored, today=today)
    if rights.registers(here) and stored.chosen_on is None:
        with st.expander(_("Withdraw"), key=names.WITHDRAW, on_change="rerun") as folded:
            if folded.open:
                deciding.draw_withdrawal(campaign.slug, stored)


def _read(here: Context, campaign: CampaignSummary, own: uuid.UUID) -> tuple[ShortlistLine | None, Shortlist | None]:
    if not rights.sees_shortlist(here):
        return None, None
    found = shortlist.shortlist_view(call=here.call, slug=campaign.slug)
    line = next((one for one in found.lines if one.stored.id == own), None)
    if line is None:
        raise CampaignError("commendation_unknown")
    return line, found


def _of_own_area(here: Context, campaign: CampaignSummary, own: uuid.UUID) -> StoredCommendation:
    found = commendation.list_registrations(call=here.call, slug=campaign.slug)
    row = next((one for one in found.rows if one.id == own), None)
    if row is None:
        raise CampaignError("commendation_unknown")
    return row


def _facts(stored: StoredCommendation) -> str:
    chosen = ""
    if stored.chosen_on is not None:
        chosen = _("✓ {day}, by {by}").format(day=day(stored.chosen_on), by=stored.chosen_by)
    return facts(
        (
            (_("Kind"), label(stored.kind)),
            (_("Unit"), stored.unit),
            (_("Place"), stored.place.name),
            (_("Registered on"), day(stored.registered_on)),
            (_("Works"), stored.works),
            (_("Chosen"), chosen or _("not yet")),
            (_("Number of the decision"), stored.decision_number),
        )
    )


def _parts(line: ShortlistLine, found: Shortlist) -> str:
    """Return every part of the score: what was counted, the numbers, the rate, the points."""
    if line.standing.unranked is not None and not line.standing.points:
        known = "" if line.work is None else _helped(line)
        return tables.heading(_("Cannot be ranked"), below=words.why_unranked(line)) + tables.small(known)
    columns = (
        Column(title=_("Part")),
        Column(title=_("Numbers"), number=True),
        Column(title=_("Rate"), number=True),
        Column(title=_("Points"), number=True),
        Column(title=_("What is counted"), prose=True, wide=True),
    )
    rows = [
        [
            Cell(text=words.part_name(part)),
            Cell(text=words.share_parts(line.shares[part]) or "–"),
            Cell(text=words.share_text(line.shares[part])),
            Cell(text=_points(line, part)),
            Cell(text=words.rule_of(part, found)),
        ]
        for part in Part
    ]
    head = tables.heading(
        _("Score {score}, rank {rank}").format(score=words.score_text(line), rank=words.rank_text(line)),
        below=words.why_unranked(line) or words.group_name(line.stored.kind, line.standing.ground),
    )
    caption = _("As of {day}, day {n} of the campaign. {helped}").format(
        day=day(found.on), n=number(found.day), helped=_helped(line)
    )
    return head + tables.table(columns=columns, rows=rows, caption=caption)


def _points(line: ShortlistLine, part: Part) -> str:
    points = line.standing.points.get(part)
    return "–" if points is None else number(float(points), digits=2)


def _helped(line: ShortlistLine) -> str:
    work = line.work
    if work is None:
        return ""
    return _("{helped} people helped in all, {own} of them in the places they answer for.").format(
        helped=number(work.helped), own=number(work.own)
    )


def _places(line: ShortlistLine, found: Shortlist) -> str:
    if not line.places:
        return ""
    columns = (
        Column(title=_("Place")),
        Column(title=_("Eligible"), number=True),
        Column(title=_("Toward the target"), number=True),
        Column(title=_("Target"), number=True),
    )
    hard = {numbers.place.id for numbers in line.hard}
    rows = [
        [
            Cell(text=one.place.name, sub=_("hard village") if one.place.id in hard else ""),
            Cell(text=number(one.eligible)),
            _linked(found, one, Figure.TOWARD_TARGET, one.toward if one.target else None),
            _linked(found, one, Figure.TARGET, one.target),
        ]
        for one in line.places
    ]
    return tables.heading(_("The places they answer for")) + tables.table(
        columns=columns, rows=rows, caption=_("Press a number to see where it comes from")
    )


def _linked(found: Shortlist, one: PlaceNumbers, figure: Figure, value: int | None) -> Cell:
    if value is None or found.target_of is None:
        return Cell(text="–")
    link = why(
        campaign=found.campaign.slug,
        place=one.place.code,
        indicator=found.target_of.key,
        figure=figure,
        as_of=found.on,
    )
    return Cell(text=number(value), href=link)
