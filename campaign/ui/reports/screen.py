"""The parts of *Báo cáo* from top to bottom: the choice, its main sentence, documents, texts, posters, the schedule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.charts.document import document_charts
from campaign.domain.vocabulary import PeriodKind, ReportProfile
from campaign.i18n import _, number
from campaign.i18n.labels import label
from campaign.reports.announcement import loudspeaker_text
from campaign.reports.group_message import group_message, main_lines
from campaign.services.document_models import DocumentChart
from campaign.services.printing import document_places, printed_board
from campaign.ui import cache, cards, state
from campaign.ui.choosers import choose
from campaign.ui.keys import Param
from campaign.ui.reports import address, makers, making, names, schedule
from campaign.ui.reports.makers import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.services.campaigns import CampaignSummary
    from campaign.services.printing import DocumentPlace, PrintedBoard
    from campaign.ui.context import Context
    from campaign.ui.reports.address import Asked
    from campaign.ui.reports.making import Document

_INDENT: Final = "\u2003"
_ENDINGS: Final = ("PNG", "SVG")


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts of a choice, made once for each revision."""

    place_name: str
    lines: tuple[str, ...]
    aloud: str
    pasted: str
    known: bool
    charts: tuple[tuple[str, str], ...]


def draw(here: Context, campaign: CampaignSummary) -> None:
    """Draw the screen for the choice of the address."""
    today = here.call.moment.today
    asked = address.asked(campaign, today)
    places = cache.build(read_places, slug=campaign.slug)
    st.title(_("Reports"), anchor=False)
    _selectors(campaign, places, asked, last=address.last_day(campaign, today))
    printed = cache.build(read_printed, slug=campaign.slug)
    board = address.board_address(campaign.slug, is_open=printed.is_open)
    texts = cache.build(read_texts, slug=campaign.slug, asked=asked, board=board)
    with st.container(border=True):
        st.markdown("  \n".join(map(cards.plain, texts.lines)))
    if not texts.known:
        st.info(_("There is no data for this choice yet. Documents can be made all the same: they say so."))
    stamp = repr((here.call.store.url, campaign.slug, here.revision, asked, board, here.language, today))
    choice = Choice(campaign=campaign.slug, asked=asked, place_name=texts.place_name, stamp=stamp, board=board)
    _offers(_("Documents"), makers.office_documents(choice))
    _texts(texts)
    _charts(choice, texts.charts)
    _offers(_("Posters"), makers.posters(choice, below=len(printed.below(asked.place))))
    if not board:
        st.caption(_("Without a QR code: the public board is closed, or this site was opened by a local address."))
    schedule.draw(here, campaign)


def _charts(choice: Choice, charts: tuple[tuple[str, str], ...]) -> None:
    """Draw the ways to the charts: all in one file, or one that is chosen."""
    if not charts:
        return
    st.subheader(_("Charts"), anchor=False)
    titles = dict(charts)
    left, right = st.columns(2)
    with left:
        making.offer(makers.all_charts(choice))
    with right, st.container(border=True):
        chosen = st.selectbox(
            _("Chart"), list(titles), format_func=lambda value: titles.get(value, value), key=names.CHART
        )
        ending = st.segmented_control(
            _("Kind of picture"), list(_ENDINGS), default=_ENDINGS[0], required=True, key=names.CHART_KIND
        )
        chart = DocumentChart(chosen) if chosen in titles else DocumentChart(charts[0][0])
        making.offer(
            makers.one_chart(
                choice, chart=chart, title=titles[chart.value], ending=f".{(ending or _ENDINGS[0]).lower()}"
            )
        )


def _offers(title: str, documents: Sequence[Document]) -> None:
    """Draw a heading and below it the documents, two a line where there is room."""
    st.header(title, anchor=False)
    for column, document in zip(st.columns(2), documents, strict=False):
        with column:
            making.offer(document)


def _selectors(campaign: CampaignSummary, places: tuple[DocumentPlace, ...], asked: Asked, *, last: date) -> None:
    offered = [(place.code, _INDENT * place.level + place.name) for place in places]
    known = {code for code, _name in offered}
    chosen = asked.place if asked.place in known else offered[0][0]
    left, right = st.columns(2)
    with left:
        choose(_("Place"), offered, chosen=chosen, key=names.PLACE, param=Param.PLACE)
        profiles = [(profile.value, label(profile)) for profile in ReportProfile]
        choose(_("Whose document"), profiles, chosen=asked.profile.value, key=names.PROFILE, param=Param.PROFILE)
    with right:
        state.put_widget(names.PERIOD, asked.period.value)
        st.segmented_control(
            _("Period of the report"),
            [kind.value for kind in PeriodKind],
            format_func=lambda value: label(PeriodKind(value)),
            key=names.PERIOD,
            wrap=True,
            on_change=address.take_period,
        )
        state.put_widget(names.AS_OF, asked.on)
        st.date_input(
            _("As of"),
            key=names.AS_OF,
            min_value=campaign.starts_on,
            max_value=last,
            format="DD/MM/YYYY",
            on_change=address.take_day,
            args=(last,),
        )


def _texts(texts: Texts) -> None:
    st.header(_("Texts"), anchor=False)
    for title, text in ((_("To be read on the loudspeaker"), texts.aloud), (_("For the Zalo group"), texts.pasted)):
        st.markdown(f"**{cards.plain(title)}** · {_('{n} characters').format(n=number(len(text)))}")
        st.code(text, language=None, wrap_lines=True)


def read_places(here: Context, *, slug: str) -> tuple[DocumentPlace, ...]:
    """Read the places of which there are documents."""
    return document_places(call=here.call, slug=slug)


def read_printed(here: Context, *, slug: str) -> PrintedBoard:
    """Read what everybody may see of the campaign."""
    return printed_board(call=here.call, slug=slug)


def read_texts(here: Context, *, slug: str, asked: Asked, board: str) -> Texts:
    """Make the texts of a choice; raises what `document_view` raises."""
    view = makers.read_view(here.call, Choice(campaign=slug, asked=asked, place_name="", stamp=""))
    printed = printed_board(call=here.call, slug=slug, on=asked.on)
    hidden, hotline = printed.hidden, printed.whole.root.hotline
    return Texts(
        place_name=view.place_name,
        lines=main_lines(view=view),
        aloud=loudspeaker_text(view=view, hotline=hotline, hidden=hidden),
        pasted=group_message(view=view, board=board, hidden=hidden),
        charts=tuple((chart.value, drawn.title) for chart, drawn in document_charts(view, on_a_page=False).items()),
        known=any(indicator.here.result for indicator in view.indicators),
    )
