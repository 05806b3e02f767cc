"""The commands that write documents: the administrative report, and the weekly files that are due."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from campaign.cli.numbers import AsOf, CampaignSlug, PlaceCode
from campaign.cli.output import emit_json, say
from campaign.cli.state import Json, opened, options_of
from campaign.domain.vocabulary import PeriodKind, ReportProfile
from campaign.i18n import _, day
from campaign.i18n.errors import error_text
from campaign.reports.administrative import write_administrative_report
from campaign.reports.weekly import folder_of, write_due
from campaign.services.document_view import document_view

if TYPE_CHECKING:
    from datetime import date

    from campaign.reports.weekly import WeekFiles
    from campaign.services.document_models import DocumentPicture, DocumentView


def report(
    context: typer.Context,
    *,
    campaign: CampaignSlug,
    out: Annotated[Path, typer.Option("--out", help="A .docx file.")],
    place: PlaceCode = None,
    as_of: AsOf = None,
    profile: Annotated[
        ReportProfile, typer.Option("--profile", help="Whose report: of the People's Committee or the Youth Union.")
    ] = ReportProfile.UBND,
    period: Annotated[PeriodKind, typer.Option("--period", help="What it covers.")] = PeriodKind.WHOLE,
) -> None:
    """Write the administrative report of a place and period as a Word file."""
    _check(out)
    with opened(context) as call:
        view = document_view(call=call, slug=campaign, place_code=place, kind=period, as_of=_date(as_of))
    write_administrative_report(view=view, path=out, profile=profile, pictures=_pictures(view))
    say(_("The report was written to {path}.").format(path=out))


def documents(
    context: typer.Context,
    *,
    due: Annotated[bool, typer.Option("--due", help="Write the weekly files of every week that has ended.")] = False,
    json: Json = False,
) -> None:
    """Write the documents that are due by the schedule of their campaign; 1 if any could not be written."""
    if not due:
        raise typer.BadParameter(_("say --due"), param_hint="--due")
    folder = folder_of(options_of(context).settings)
    with opened(context) as call:
        found = write_due(call=call, folder=folder, pictures=_pictures)
    if options_of(context).json or json:
        emit_json([_told(one) for one in found])
    else:
        for one in found:
            for path in one.files:
                say(_("The report was written to {path}.").format(path=path))
            if one.error is not None:
                about = _("{campaign}, week until {day}: {error}")
                day_shown = day(one.week.until)
                say(about.format(campaign=one.week.campaign, day=day_shown, error=error_text(one.error)))
        if not found:
            say(_("Nothing is due."))
    if any(one.error is not None for one in found):
        raise typer.Exit(1)


def _told(one: WeekFiles) -> dict[str, object]:
    return {
        "campaign": one.week.campaign,
        "until": one.week.until,
        "files": [str(path) for path in one.files],
        "error": one.error.code if one.error else None,
    }


def _pictures(view: DocumentView) -> tuple[DocumentPicture, ...]:
    from campaign.charts.document import document_pictures  # noqa: PLC0415 - slow to load, and few commands draw

    return document_pictures(view)


def _check(out: Path) -> None:
    """Refuse a wrong target before anything is read."""
    if out.suffix.lower() != ".docx":
        raise typer.BadParameter(_("{name} is not the name of a .docx file").format(name=out.name), param_hint="--out")
    folder = out.absolute().parent
    if not folder.is_dir():
        raise typer.BadParameter(_("there is no folder {folder}").format(folder=folder), param_hint="--out")


def _date(value: datetime | None) -> date | None:
    return value.date() if value else None
