"""The numbers: progress, exports, and the recount that proves them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from campaign.cli.output import emit_json, emit_table, progress_bar, say
from campaign.cli.state import Json, opened, options_of
from campaign.i18n import _, current_language, day, number, percent
from campaign.i18n.labels import label
from campaign.reports.remaining import write_remaining
from campaign.reports.sheets import Sheet, write_sheet
from campaign.services import campaigns, exports
from campaign.services import progress as progress_service
from campaign.services import remaining as remaining_service
from campaign.services import verify as verify_service

if TYPE_CHECKING:
    from campaign.services.progress import ProgressRow

CampaignSlug = Annotated[str, typer.Option("--campaign", help="Short name of the campaign.")]
PlaceCode = Annotated[str | None, typer.Option("--place", help="Code of a place inside the campaign.")]
OutFile = Annotated[Path, typer.Option("--out", help="A .csv or .xlsx file.")]
AsOf = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As of which day (default: today).")]

Separator = Annotated[
    str,
    typer.Option("--separator", help='What parts the cells of a CSV; ";" where Excel writes 0,6.'),
]

_SEPARATORS = frozenset(",;|")

export_app = typer.Typer(no_args_is_help=True, help="Tables out of the house.")


def progress(
    context: typer.Context,
    *,
    campaign: CampaignSlug,
    place: PlaceCode = None,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Print the numbers behind every chart."""
    with opened(context) as call:
        report = progress_service.progress_report(call=call, slug=campaign, place_code=place, as_of=_date(as_of))
        names = {i.key: i.name(current_language()) for i in campaigns.campaign(call=call, slug=campaign).indicators}
    if options_of(context).json or json:
        emit_json(report.as_json())
        return
    say(_("As of {day}, day {n} of {days}").format(day=day(report.as_of), n=report.day, days=report.days))
    emit_table(
        (_("Place"), _("Indicator"), _("Result"), _("Target"), _("Rate"), _("Pace"), _("Forecast")),
        [_line(row, names) for row in report.rows],
        right=(2, 3, 4, 6),
    )


@export_app.command()
def citizens(
    context: typer.Context,
    *,
    campaign: CampaignSlug,
    out: OutFile,
    place: PlaceCode = None,
    reveal: Annotated[bool, typer.Option(help="Write whole phones and ids; needs --reason and is logged.")] = False,
    reason: Annotated[str, typer.Option(help="Why whole numbers are needed.")] = "",
    separator: Separator = ",",
) -> None:
    """Write the people of a campaign with their steps; phones and ids masked."""
    with opened(context) as call:
        _write(
            exports.export_citizens(call=call, slug=campaign, place_code=place, reveal=reveal, reason=reason),
            out,
            separator,
        )


@export_app.command(name="progress")
def export_progress(
    context: typer.Context,
    *,
    campaign: CampaignSlug,
    out: OutFile,
    place: PlaceCode = None,
    as_of: AsOf = None,
    separator: Separator = ",",
) -> None:
    """Write the summary table."""
    with opened(context) as call:
        _write(exports.export_progress(call=call, slug=campaign, place_code=place, as_of=_date(as_of)), out, separator)


@export_app.command()
def remaining(
    context: typer.Context,
    *,
    campaign: CampaignSlug,
    out: Annotated[Path, typer.Option("--out", help="An .html or .xlsx file.")],
    place: PlaceCode = None,
) -> None:
    """Write what remains, one sheet a village, for the village heads to take along; phones masked."""
    with opened(context) as call:
        found = remaining_service.remaining(call=call, slug=campaign, place_code=place)
    n = write_remaining(found=found, path=out)
    say(_("{n} rows were written to {path}.").format(n=number(n), path=out))


def verify(context: typer.Context, *, json: Json = False) -> None:
    """Recount every roll-up from the records, check the audit chain and the schema; 1 if anything differs."""
    with opened(context) as call, progress_bar(_("Recounting")) as tell:
        read = 0

        def count(records: int, of: int) -> None:
            nonlocal read
            read += records
            tell(read, of)

        found = verify_service.verify(call=call, on_person=count)
    if options_of(context).json or json:
        emit_json(
            {
                "ok": found.ok,
                "campaigns": found.campaigns,
                "records": found.records,
                "cells": found.cells,
                "events": found.events,
                "differences": [
                    {"what": d.what, "where": d.where, "stored": d.stored, "recounted": d.recounted}
                    for d in found.differences
                ],
            }
        )
    else:
        sentence = _("{records} records, {cells} roll-up cells and {events} audit events were checked.")
        say(sentence.format(records=number(found.records), cells=number(found.cells), events=number(found.events)))
        if found.ok:
            say(_("Everything agrees."))
        else:
            emit_table(
                (_("What"), _("Where"), _("Stored"), _("Recounted")),
                [(d.what, d.where, d.stored, d.recounted) for d in found.differences],
            )
    if not found.ok:
        raise typer.Exit(1)


def _write(table: exports.Table, out: Path, separator: str) -> None:
    if separator not in _SEPARATORS:
        raise typer.BadParameter("; , |", param_hint="--separator")
    n = write_sheet(sheet=Sheet(name=table.name, heads=table.heads, rows=table.rows), path=out, separator=separator)
    say(_("{n} rows were written to {path}.").format(n=number(n), path=out))


def _line(row: ProgressRow, names: dict[str, str]) -> tuple[object, ...]:
    reading = row.reading
    return (
        row.place_name,
        names.get(row.indicator, row.indicator),
        number(row.result),
        number(reading.target),
        percent(None if row.result is None else reading.rate),
        label(reading.pace),
        number(None if row.result is None else reading.forecast_total),
    )


def _date(value: datetime | None) -> date | None:
    return value.date() if value else None
