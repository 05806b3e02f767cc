"""`campaign import …`: lists of people, places and targets from files, and the way back."""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol
from uuid import UUID

import typer

from campaign.cli.output import emit_json, emit_table, progress_bar, say
from campaign.cli.state import Json, opened, options_of
from campaign.clock import new_id
from campaign.domain.vocabulary import ImportKind, Severity
from campaign.errors import CampaignError
from campaign.i18n import _, number
from campaign.i18n.errors import error_text
from campaign.i18n.issues import issue_text
from campaign.i18n.labels import label
from campaign.reports.rejected import write_rejected
from campaign.services.imports import batches, undoing
from campaign.services.imports import citizens as people
from campaign.services.imports import places as place_lists
from campaign.services.imports import targets as target_lists
from campaign.services.imports.list_undoing import ListUndone, undo_list
from campaign.services.imports.reader import MAX_BYTES
from campaign.services.imports.request import ImportRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from campaign.domain.imports.columns import SourceTable
    from campaign.services.imports.results import ImportResult
    from campaign.services.imports.undoing import Undone

import_app = typer.Typer(no_args_is_help=True, help="Lists from files.")

# A terminal is no place for thousands of lines; the rest stands in the file of refused rows and on the screen.
_SHOWN_ISSUES = 50
_WORST_FIRST = tuple(Severity)


class Looked(Protocol):
    """A dry run of any list."""

    @property
    def result(self) -> ImportResult:
        """What would happen."""

    def refused_by(self, result: ImportResult) -> tuple[SourceTable, ...]:
        """Return the rows that an answer refuses."""


class Encoding(StrEnum):
    """How the letters of a list are written."""

    AUTO = "auto"
    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="The list.")]
CampaignSlug = Annotated[str, typer.Option("--campaign", help="Short name of the campaign.")]
SheetName = Annotated[str | None, typer.Option("--sheet", help="The only sheet to read.")]
Rejected = Annotated[Path | None, typer.Option("--rejected", help="Where the refused rows go (.xlsx).")]
Encodings = Annotated[Encoding, typer.Option("--encoding", help="Letters of old fonts: converted when sure.")]
DryRunOnly = Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")]


@import_app.command()
def citizens(
    context: typer.Context,
    file: File,
    *,
    campaign: CampaignSlug,
    place: Annotated[str | None, typer.Option(help="Code of the place of rows that name none.")] = None,
    sheet: SheetName = None,
    dry_run: DryRunOnly = False,
    rejected: Rejected = None,
    encoding: Encodings = Encoding.AUTO,
    json: Json = False,
) -> None:
    """Import a list of people: good rows go in, refused rows are handed back."""
    request = _request(file, campaign=campaign, place=place, sheet=sheet, encoding=encoding)
    _import(context, people.dry_run, people.run, request, only_look=dry_run, rejected=rejected, json=json)


@import_app.command()
def places(
    context: typer.Context,
    file: File,
    *,
    parent: Annotated[str, typer.Option(help="Code of the commune.")],
    sheet: SheetName = None,
    dry_run: DryRunOnly = False,
    rejected: Rejected = None,
    encoding: Encodings = Encoding.AUTO,
    json: Json = False,
) -> None:
    """Import the villages, schools and agencies of a commune."""
    request = _request(file, campaign="", place=parent, sheet=sheet, encoding=encoding)
    _import(context, place_lists.dry_run, place_lists.run, request, only_look=dry_run, rejected=rejected, json=json)


@import_app.command()
def targets(
    context: typer.Context,
    file: File,
    *,
    campaign: CampaignSlug,
    sheet: SheetName = None,
    dry_run: DryRunOnly = False,
    rejected: Rejected = None,
    encoding: Encodings = Encoding.AUTO,
    json: Json = False,
) -> None:
    """Import the targets of a campaign."""
    request = _request(file, campaign=campaign, place=None, sheet=sheet, encoding=encoding)
    _import(context, target_lists.dry_run, target_lists.run, request, only_look=dry_run, rejected=rejected, json=json)


@import_app.command()
def undo(context: typer.Context, batch: UUID, *, json: Json = False) -> None:
    """Take back what an import brought."""
    as_json = options_of(context).json or json
    with _told(as_json=as_json), opened(context) as call:
        if batches.batch(call=call, batch_id=batch).kind is ImportKind.CITIZENS:
            done: Undone | ListUndone = undoing.undo(call=call, batch_id=batch)
        else:
            done = undo_list(call=call, batch_id=batch)
    if as_json:
        emit_json(done.as_json())
    elif done.repeated:
        say(_("This import was taken back before."))
    elif isinstance(done, ListUndone):
        _print_list_undone(done)
    else:
        _print_undone(done)


def _request(
    file: Path, *, campaign: str, place: str | None, sheet: str | None, encoding: Encoding
) -> Callable[[], ImportRequest]:
    """Return what reads the file; called where a refusal is told."""

    def read() -> ImportRequest:
        with file.open("rb") as opened_file:
            # One byte more than may be is enough to be refused.
            content = opened_file.read(MAX_BYTES + 1)
        return ImportRequest(
            campaign=campaign,
            file_name=file.name,
            content=content,
            place_code=place,
            sheet=sheet,
            encoding=encoding.value,
        )

    return read


def _import(
    context: typer.Context,
    look: Callable[..., Looked],
    run: Callable[..., ImportResult],
    request: Callable[[], ImportRequest],
    *,
    only_look: bool,
    rejected: Path | None,
    json: bool,
) -> None:
    """Look at a file and, unless only that was asked for, import it; both draw their bar."""
    as_json = options_of(context).json or json
    with _told(as_json=as_json), opened(context) as call:
        with progress_bar(_("Reading the list")) as tell:
            looked = look(call=call, request=request(), on_rows=tell)
        result = looked.result
        if not only_look:
            with progress_bar(_("Importing")) as tell:
                result = run(call=call, dry_run=looked, batch_id=new_id(), on_rows=tell)
        if rejected is not None:
            _write_refused(looked, result, rejected)
    _print(result, as_json=as_json, dry=only_look)


@contextmanager
def _told(*, as_json: bool) -> Iterator[None]:
    """Let a refusal also be read by programs."""
    try:
        yield
    except CampaignError as error:
        if as_json:
            emit_json({"error": {"code": error.code, "message": error_text(error)}})
        raise


def _write_refused(looked: Looked, result: ImportResult, path: Path) -> None:
    if not result.rejected:
        say(_("No row was refused, so no file was written."))
        return
    n = write_rejected(tables=looked.refused_by(result), issues=result.issues, path=path)
    say(_("The refused rows are in {path} ({n}): mend them and import that file.").format(path=path, n=number(n)))


def _print(result: ImportResult, *, as_json: bool, dry: bool) -> None:
    if as_json:
        emit_json(result.as_json())
        return
    heads = (_("Rows read"), _("New people"), _("Rows refused"), _("Known already"), _("With warnings"))
    counts = (result.rows_read, result.accepted, result.rejected, result.duplicates, result.warnings)
    emit_table(heads, [[number(n) for n in counts]], right=range(len(heads)))
    shown = sorted(result.issues, key=lambda issue: _WORST_FIRST.index(issue.severity))[:_SHOWN_ISSUES]
    if shown:
        emit_table(
            (_("Sheet"), _("Row"), _("Column"), _("Kind"), _("What is wrong")),
            [
                (
                    issue.sheet,
                    issue.row,
                    issue.heading,
                    label(issue.severity),
                    issue_text(code=issue.code, value=issue.value),
                )
                for issue in shown
            ],
            right=(1,),
        )
    if more := len(result.issues) - len(shown):
        say(_("{n} more remarks are not shown here.").format(n=number(more)))
    if result.batch:
        say(_("To take it back: campaign import undo {batch}").format(batch=result.batch))
    elif dry:
        say(_("Nothing was written: this was a dry run."))
    else:
        say(_("Nothing new was found, so nothing was written."))


def _print_undone(done: Undone) -> None:
    sentence = _("{people} people were removed, {records} records taken back, {emptied} people emptied again.")
    say(sentence.format(people=number(done.removed), records=number(done.voided), emptied=number(done.emptied)))
    if done.stayed:
        say(_("These people stay:"))
        emit_table(
            (_("Full name"), _("Place"), _("Why")),
            [(one.full_name, one.place_name, _WHY[one.why]()) for one in done.stayed],
        )


def _print_list_undone(done: ListUndone) -> None:
    say(_("{n} rows of this import were taken back.").format(n=number(done.removed)))
    if done.stayed:
        say(_("These stay, because they are in use or were changed since:"))
        for name in done.stayed:
            say(f"- {name}")


_WHY = {
    "records": lambda: _("got records since"),
    "completed": lambda: _("were completed by another import"),
    "merged": lambda: _("are part of a merge"),
}
