"""The fourth question: who is ahead, who needs help. One part at a time, so that a look at another sends only that."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import PeriodKind
from campaign.i18n import N_, _
from campaign.i18n.labels import label
from campaign.ui import cache, context, state
from campaign.ui.choosers import choose, choose_part
from campaign.ui.keys import Param
from campaign.ui.progress import address, names, parts
from campaign.ui.progress.screen import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from campaign.services.progress_models import ProgressPage
    from campaign.ui.progress.address import Asked
    from campaign.ui.progress.parts import Part

TABLE: Final = "table"
RANKING: Final = "ranking"
CURVES: Final = "curves"
MAP: Final = "map"
PERIODS: Final = "periods"
CAMPAIGNS: Final = "campaigns"
BY_ELIGIBLE: Final = "eligible"
_VIEWS: Final[Mapping[str, str]] = {
    TABLE: N_("Table"),
    RANKING: N_("Ranking"),
    CURVES: N_("Curves"),
    MAP: N_("Map"),
    PERIODS: N_("Two periods"),
    CAMPAIGNS: N_("Two campaigns"),
}
_OF_SEVERAL: Final = frozenset({RANKING, CURVES, MAP})
_CHOICE: Final = 320


@st.fragment
def draw() -> None:
    """Draw the choice and the part that the address names."""
    with context.entered(context.current()):
        asked = address.asked()
        page = reading(asked)
        peers = _among_peers(asked, page)
        views = {
            view: title
            for view, title in _VIEWS.items()
            if (peers is not None or view not in _OF_SEVERAL)
            and (len(context.current().campaigns) > 1 or view != CAMPAIGNS)
        }
        view = choose_part(views, key=names.VIEW, on_change=_take_view)
        _show(_parts(view, asked=asked, peers=peers or asked, place=page.view.place_code)())


def _among_peers(asked: Asked, page: ProgressPage) -> Asked | None:
    """Return what to ask for the places side by side: those below, else those beside; None where one stands alone."""
    if page.view.lines:
        return asked
    return replace(asked, place=page.view.crumbs[-1].code) if page.view.crumbs else None


def _parts(view: str, *, asked: Asked, peers: Asked, place: str) -> Callable[[], Part]:
    """Return what makes one part, after drawing the choices that it has."""
    if view == RANKING:
        return _ranking(peers, place)
    if view == CURVES:
        return partial(cache.build, parts.draw_curves, asked=peers)
    if view == MAP:
        return partial(cache.build, parts.draw_map, asked=peers)
    if view == PERIODS:
        return partial(cache.build, parts.draw_periods, asked=asked, kind=_choose_period())
    if view == CAMPAIGNS:
        return partial(cache.build, parts.draw_campaigns, asked=asked, against=_choose_campaign())
    return partial(cache.build, parts.write_tables, asked=asked)


def _show(part: Part) -> None:
    st.html(part.head)
    if part.spec is not None:
        st.vega_lite_chart(part.spec, width="stretch", theme=None, key=names.CHART)
    if part.below is not None:
        st.html(part.below)


def _ranking(asked: Asked, place: str) -> Callable[[], Part]:
    """Draw the choices of the ranking: among whom, and by which share."""
    found = parts.peers(reading(asked).units, place=place)
    wanted = state.param(Param.KIND) or ""
    peer = wanted if wanted in found else next(iter(found), "")
    by_eligible = state.param(Param.BASIS) == BY_ELIGIBLE
    with st.container(horizontal=True):
        if len(found) > 1:
            choose(_("Among"), tuple(found.items()), chosen=peer, key=names.PEERS, param=Param.KIND, width=_CHOICE)
        bases = (("", _("Share of the target")), (BY_ELIGIBLE, _("Share of those who may")))
        basis = BY_ELIGIBLE if by_eligible else ""
        choose(_("Ranked by"), bases, chosen=basis, key=names.BASIS, param=Param.BASIS, width=_CHOICE)
    return partial(cache.build, parts.draw_ranking, asked=asked, peer=peer, by_eligible=by_eligible, place=place)


def _choose_period() -> PeriodKind:
    """Draw the choice of what is compared with the same before it; a week is the default."""
    asked = state.param(Param.PERIOD)
    kind = next((kind for kind in parts.PERIODS if kind.value == asked), PeriodKind.WEEK)
    options = tuple(("" if kind is PeriodKind.WEEK else kind.value, label(kind)) for kind in parts.PERIODS)
    chosen = "" if kind is PeriodKind.WEEK else kind.value
    choose(_("Compare by"), options, chosen=chosen, key=names.PERIOD, param=Param.PERIOD, width=_CHOICE)
    return kind


def _choose_campaign() -> str:
    """Draw the choice of the other campaign; the newest other one is the default."""
    here = context.current()
    own = here.campaign.slug if here.campaign else ""
    others = tuple((found.slug, found.name) for found in here.campaigns if found.slug != own)
    asked = state.param(Param.AGAINST) or ""
    chosen = asked if asked in dict(others) else others[0][0]
    choose(_("Other campaign"), others, chosen=chosen, key=names.AGAINST, param=Param.AGAINST, width=_CHOICE)
    return chosen


def _take_view() -> None:
    chosen = state.widget_value(names.VIEW)
    # Pressing the part in view would leave none; it stays.
    if chosen is not None:
        state.set_params({Param.VIEW: None if chosen == TABLE else chosen})
