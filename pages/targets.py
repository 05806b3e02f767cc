"""*Chỉ tiêu*: who is to reach how many by when. Officials set targets in a grid; everybody else reads them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import CampaignStatus
from campaign.i18n import _
from campaign.services import target_grid
from campaign.ui import cards, context
from campaign.ui.targets import fill, filters, history, overview, saving, sheet
from campaign.ui.targets.draft import applied, draft_of, edits

if TYPE_CHECKING:
    from campaign.domain.indicators import Indicator
    from campaign.services.campaigns import CampaignSummary
    from campaign.services.target_grid import TargetGrid
    from campaign.ui.context import Context


def main() -> None:
    """Draw the grid of the due day in the address."""
    here = context.current()
    if here.campaign is None:
        st.title(_("Targets"), anchor=False)
        # When there are campaigns and only the address names none of them, the frame has said so.
        if not here.campaigns:
            cards.empty(
                _("There is no campaign in your area yet"),
                _("Targets belong to a campaign. As soon as one is opened, they are set here."),
            )
        return
    # Read anew at every rerun: populations, which a share needs, may change without a write to the campaign.
    found = target_grid.target_grid(call=here.call, slug=here.campaign.slug, due_on=filters.due_day(here.campaign))
    grid = replace(found, rows=filters.rows_of(found))
    shown = filters.columns(grid)
    if grid.editable:
        work(here, here.campaign, grid, shown)
    else:
        show(here, here.campaign, grid, shown)


# Shares of a laptop's width for the grid and for what is beside it; a few columns leave more to the second.
FEW, NARROW, WIDE = 3, (3, 2), (7, 3)


def work(here: Context, campaign: CampaignSummary, grid: TargetGrid, shown: tuple[Indicator, ...]) -> None:
    """Draw the grid for an official: what is left, the cells, what is unsaved."""
    draft = draft_of(here)
    sheet.take(grid.campaign, draft)
    changes = edits(grid, draft)
    rows = applied(grid, changes)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(_("Targets"), anchor=False, width="stretch")
        filters.draw(grid=grid, campaign=campaign, shown=shown)
        fill.draw(here=here, grid=grid, rows=rows, shown=shown, draft=draft)
    overview.draw_remainders(rows=rows, shown=shown)
    if len(rows) == 1:
        st.info(_("The campaign has no villages or schools yet, so only the total can be set."))
    # The grid's own tool bar lies over what stands above it, so that is the line that is read once.
    st.caption(
        _("Type 200 for 200 people, 80% for a share; empty a cell to take its target back. Columns paste from Excel.")
    )
    left, right = st.columns(NARROW if len(shown) <= FEW else WIDE, gap="medium")
    with left:
        sheet.draw(grid=grid, rows=rows, shown=shown, draft=draft, changes=changes)
        overview.draw_denominators(rows=rows, shown=shown)
    with right:
        saving.draw(call=here.call, grid=grid, rows=rows, draft=draft, changes=changes)
        history.draw(call=here.call, grid=grid, shown=shown)


def show(here: Context, campaign: CampaignSummary, grid: TargetGrid, shown: tuple[Indicator, ...]) -> None:
    """Draw the targets for somebody who does not set them, and say who does."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(_("Targets"), anchor=False, width="stretch")
        filters.draw(grid=grid, campaign=campaign, shown=shown)
    saving.draw_refusal()
    if campaign.status in {CampaignStatus.CLOSED, CampaignStatus.ANONYMISED}:
        st.caption(
            _("The campaign is closed; its targets stay as they were. An official can reopen it, with a reason.")
        )
    else:
        st.caption(_("Targets are set by the commune's officials. You see those of your area."))
    if not grid.rows:
        cards.empty(_("No place of this campaign lies in your area"), _("Ask the official which places are yours."))
        return
    overview.draw_remainders(rows=grid.rows, shown=shown)
    left, right = st.columns(NARROW, gap="medium")
    with left:
        overview.draw_table(grid=grid, shown=shown)
        overview.draw_denominators(rows=grid.rows, shown=shown)
    with right:
        history.draw(call=here.call, grid=grid, shown=shown)


main()
