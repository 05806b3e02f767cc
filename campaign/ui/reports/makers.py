"""The documents that *Báo cáo* offers, each with the function that makes it from one choice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from campaign.charts.document import document_pictures
from campaign.charts.document_files import chart_file, chart_files, chart_name
from campaign.i18n import _, ngettext, number
from campaign.i18n.labels import label
from campaign.reports.administrative import administrative_report
from campaign.reports.poster import posters as draw_posters
from campaign.reports.spoken import file_name
from campaign.reports.summary_table import summary_table
from campaign.services.document_view import document_view
from campaign.services.printing import printed_board
from campaign.ui.reports.making import Document

if TYPE_CHECKING:
    from campaign.services.call import Call
    from campaign.services.document_models import DocumentChart, DocumentView
    from campaign.ui.reports.address import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the documents of the screen are about; `stamp` names everything that they are made from.

    `board` is the address of the public board, "" while it is closed.
    """

    campaign: str
    asked: Asked
    place_name: str
    stamp: str
    board: str = ""


def read_view(call: Call, choice: Choice) -> DocumentView:
    """Return the document's numbers for whoever asks now; raises what `document_view` raises."""
    asked = choice.asked
    return document_view(call=call, slug=choice.campaign, place_code=asked.place, kind=asked.period, as_of=asked.on)


def office_documents(choice: Choice) -> tuple[Document, ...]:
    """Return the Word report and the Excel table of a choice."""
    return (
        Document(
            key="word",
            title=_("Report (Word)"),
            told=_("{profile}, laid out by Decree 30/2020; number and signature stay blank").format(
                profile=label(choice.asked.profile)
            ),
            file_name=_named(choice, _("Report"), ".docx"),
            stamp=choice.stamp,
            make=partial(_word, choice=choice),
        ),
        Document(
            key="table",
            title=_("Summary table (Excel)"),
            told=_("By unit and by step, with live formulas, ready to print"),
            file_name=_named(choice, _("Summary table of results"), ".xlsx"),
            stamp=choice.stamp,
            make=partial(_table, choice=choice),
        ),
    )


def posters(choice: Choice, *, below: int) -> tuple[Document, ...]:
    """Return the poster of a choice's place and, where there are places below, all of theirs in one file."""
    own = Document(
        key="poster",
        title=_("Poster of {place}").format(place=choice.place_name),
        told=_("A4, to hang on the village board; what the public board hides is not on it"),
        file_name=_named(choice, _("Poster"), ".pdf"),
        stamp=choice.stamp,
        make=partial(_poster, choice=choice),
    )
    if not below:
        return (own,)
    every = Document(
        key="posters",
        title=ngettext("Posters of {n} place below", "Posters of all {n} places below", below).format(n=number(below)),
        told=_("One file, a page a place; this may take a minute"),
        file_name=_named(choice, _("Posters of the places below"), ".pdf"),
        stamp=choice.stamp,
        make=partial(_posters, choice=choice),
    )
    return own, every


def all_charts(choice: Choice) -> Document:
    """Return all charts of a choice, each as PNG and SVG, in one file."""
    return Document(
        key="charts",
        title=_("All charts"),
        told=_("PNG for slides and messages, SVG for print, in one ZIP file"),
        file_name=_named(choice, _("Charts"), ".zip"),
        stamp=choice.stamp,
        make=partial(_charts, choice=choice),
    )


def one_chart(choice: Choice, *, chart: DocumentChart, title: str, ending: str) -> Document:
    """Return one chart of a choice as a picture (`ending` is .png or .svg)."""
    return Document(
        key="chart",
        title=title,
        told=_("One chart as a picture"),
        file_name=_named(choice, f"{_('Chart')} {chart_name(chart)}", ending),
        stamp=f"{choice.stamp} {chart.value} {ending}",
        make=partial(_chart, choice=choice, chart=chart, ending=ending),
    )


def _charts(call: Call, *, choice: Choice) -> bytes:
    return chart_files(read_view(call, choice))


def _chart(call: Call, *, choice: Choice, chart: DocumentChart, ending: str) -> bytes:
    return chart_file(read_view(call, choice), chart=chart, ending=ending)


def _poster(call: Call, *, choice: Choice) -> bytes:
    printed = printed_board(call=call, slug=choice.campaign, on=choice.asked.on)
    return draw_posters(boards=[printed.at(choice.asked.place)], address=choice.board)


def _posters(call: Call, *, choice: Choice) -> bytes:
    printed = printed_board(call=call, slug=choice.campaign, on=choice.asked.on)
    return draw_posters(boards=printed.below(choice.asked.place), address=choice.board)


def _word(call: Call, *, choice: Choice) -> bytes:
    view = read_view(call, choice)
    return administrative_report(view=view, profile=choice.asked.profile, pictures=document_pictures(view))


def _table(call: Call, *, choice: Choice) -> bytes:
    return summary_table(view=read_view(call, choice))


def _named(choice: Choice, title: str, ending: str) -> str:
    return file_name(title=title, place=choice.place_name, on=choice.asked.on, ending=ending)
