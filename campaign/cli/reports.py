"""The command that writes the administrative report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from campaign.charts.document import document_pictures
from campaign.cli.numbers import AsOf, CampaignSlug, PlaceCode
from campaign.cli.output import say
from campaign.cli.state import opened
from campaign.domain.vocabulary import PeriodKind, ReportProfile
from campaign.i18n import _
from campaign.reports.administrative import write_administrative_report
from campaign.services.document_view import document_view

if TYPE_CHECKING:
    from datetime import date


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
    write_administrative_report(view=view, path=out, profile=profile, pictures=document_pictures(view))
    say(_("The report was written to {path}.").format(path=out))


def _check(out: Path) -> None:
    """Refuse a wrong target before anything is read."""
    if out.suffix.lower() != ".docx":
        raise typer.BadParameter(_("{name} is not the name of a .docx file").format(name=out.name), param_hint="--out")
    folder = out.absolute().parent
    if not folder.is_dir():
        raise typer.BadParameter(_("there is no folder {folder}").format(folder=folder), param_hint="--out")


def _date(value: datetime | None) -> date | None:
    return value.date() if value else None
