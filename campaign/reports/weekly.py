"""The files that the clock writes: of every week that has ended, whole or not at all, and never twice.

Written by the server beside its other work and by `campaign documents --due`; both may run at once. What goes wrong
with one campaign is noted there and in the log, and keeps nobody else's files back.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from campaign.clock import moment_at
from campaign.domain.report_weeks import ReportPart
from campaign.errors import CampaignError
from campaign.i18n import N_, _, in_language
from campaign.reports.administrative import administrative_report
from campaign.reports.announcement import loudspeaker_text
from campaign.reports.group_message import group_message
from campaign.reports.poster import posters
from campaign.reports.summary_table import summary_table
from campaign.reports.whole_file import whole_file
from campaign.services import report_schedule
from campaign.services.document_models import DocumentPicture, DocumentView
from campaign.services.document_view import document_view
from campaign.services.printing import printed_board

if TYPE_CHECKING:
    from campaign.config import Settings
    from campaign.services.call import Call
    from campaign.services.printing import PrintedBoard
    from campaign.services.report_schedule import DueWeek

Pictures = Callable[[DocumentView], Sequence[DocumentPicture]]
"""What draws the charts of a report; they come from a room beside this one."""

_LOG: Final = logging.getLogger(__name__)
_ONE_DAY: Final = timedelta(days=1)
_NOT_MADE: Final = "documents_not_made"
_HEADS: Final = (N_("TO BE READ ON THE LOUDSPEAKER"), N_("FOR THE ZALO GROUP"))


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFiles:
    """What became of one week: its files, or the error that kept them back."""

    week: DueWeek
    files: tuple[Path, ...] = ()
    error: CampaignError | None = None


def folder_of(settings: Settings) -> Path:
    """Return where the weekly files go: beside the key file, so that one place is kept and backed up."""
    return settings.key_file.parent / "reports"


def write_due(*, call: Call, folder: Path, pictures: Pictures) -> tuple[WeekFiles, ...]:
    """Write the files of every week that is due, the oldest first, and return what became of each.

    A campaign whose files cannot be written has its trouble noted, and its later weeks wait. Raises `not_permitted`.
    """
    found: list[WeekFiles] = []
    troubled: set[str] = set()
    for week in report_schedule.due(call=call):
        if week.campaign in troubled:
            continue
        done = _write_week(call, week, folder / week.campaign, pictures)
        found.append(done)
        if done.error is not None:
            troubled.add(week.campaign)
            report_schedule.mark_trouble(call=call, slug=week.campaign, code=done.error.code)
        elif report_schedule.mark_written(call=call, slug=week.campaign, until=week.until):
            _LOG.info("weekly reports of %s until %s: %s files", week.campaign, week.until, len(done.files))
    return tuple(found)


def _write_week(call: Call, week: DueWeek, folder: Path, pictures: Pictures) -> WeekFiles:
    try:
        return WeekFiles(week=week, files=_files(call, week, folder, pictures))
    except CampaignError as error:
        _LOG.warning("weekly reports of %s until %s were not written: %s", week.campaign, week.until, error)
        if error.code == "file_not_writable":
            error = CampaignError("report_folder_refused", path=str(folder))
        return WeekFiles(week=week, error=error)
    except Exception:  # noqa: BLE001 - one campaign's fault must not keep the others' files back
        # The number leads to the fault in the log.
        number = secrets.token_hex(4)
        _LOG.exception("weekly reports of %s until %s were not made (fault %s)", week.campaign, week.until, number)
        return WeekFiles(week=week, error=CampaignError(_NOT_MADE))


def _files(call: Call, week: DueWeek, folder: Path, pictures: Pictures) -> tuple[Path, ...]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CampaignError("file_not_writable", path=str(folder)) from error
    # The week is told as on the morning after it, also when it is made up for later.
    then = replace(call, moment=moment_at(week.until + _ONE_DAY))
    view = document_view(call=then, slug=week.campaign, as_of=week.period.last, period=week.period)
    printed = printed_board(call=then, slug=week.campaign)
    made = []
    for part in week.parts:
        path = folder / f"bao-cao-tuan-{week.until.isoformat()}.{part.value}"
        content = _content(part, view, week, printed, pictures)
        with whole_file(path) as unfinished:
            unfinished.write_bytes(content)
        made.append(path)
    return tuple(made)


def _content(part: ReportPart, view: DocumentView, week: DueWeek, printed: PrintedBoard, pictures: Pictures) -> bytes:
    if part is ReportPart.WORD:
        return administrative_report(view=view, profile=week.profile, pictures=pictures(view))
    if part is ReportPart.TABLE:
        return summary_table(view=view)
    if part is ReportPart.POSTERS:
        return posters(boards=(printed.at(None), *printed.below(None)))
    return _texts(view, printed).encode("utf-8-sig")


def _texts(view: DocumentView, printed: PrintedBoard) -> str:
    """Return both texts under their headings, with the line ends that Notepad expects."""
    aloud = loudspeaker_text(view=view, hotline=printed.whole.root.hotline, hidden=printed.hidden)
    pasted = group_message(view=view, hidden=printed.hidden)
    with in_language("vi"):
        heads = [_(head) for head in _HEADS]
    text = f"{heads[0]}\n\n{aloud}\n\n\n{heads[1]}\n\n{pasted}\n"
    return text.replace("\n", "\r\n")
