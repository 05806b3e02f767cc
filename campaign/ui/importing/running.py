"""The dry run as numbers, the button that imports, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from campaign.domain.vocabulary import ImportKind
from campaign.errors import CampaignError
from campaign.i18n import _, ngettext, number
from campaign.reports.rejected import rejected_workbook
from campaign.services.imports import reviewing
from campaign.ui import actions, cards, downloads, tables
from campaign.ui.importing import columns, issues, letters, names, past, progress, uploading, words
from campaign.ui.importing.held import SERVICES
from campaign.ui.tables import Tile

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.imports.results import ImportResult
    from campaign.ui.actions import Values
    from campaign.ui.context import Context
    from campaign.ui.importing.held import Done, Held

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """One press of the button."""

    batch_id: UUID
    held: Held


def draw(here: Context, held: Held) -> None:
    """Draw a held file: what it would do, or what it did."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{cards.plain(held.name)}**", width="stretch")
        st.button(_("Another file"), key=names.DISCARD, on_click=uploading.discard, args=(held.to.kind,))
    if held.done is not None:
        _draw_done(here, held, held.done)
        return
    _look(here, held)
    refused = actions.outcome(names.FORM_RUN)
    if refused is not None and refused.error is not None:
        cards.refusal(refused.error)
    if held.error is not None:
        cards.refusal(held.error)
    if held.looked is None:
        return
    _draw_numbers(held, held.looked.result)
    columns.draw(here, held)
    if letters.draw(held):
        _draw_button(held, held.looked.result)
    issues.draw(held.looked.result.issues, file_name=held.name)


def _look(here: Context, held: Held) -> None:
    """Read the file once, with a bar; nothing is written, so the screen may be touched meanwhile."""
    if held.looked is not None or held.error is not None:
        return
    text = _("The file is being read…")
    bar = st.progress(0.0, text=text)
    try:
        held.looked = SERVICES[held.to.kind].dry_run(
            call=here.call,
            request=held.request(columns.remembered(here, held.to)),
            on_rows=lambda done, rows: bar.progress(min(done / max(rows, 1), 1.0), text=text),
        )
        held.letters = reviewing.letters_turned(held.looked)
    except CampaignError as error:
        held.error = error
    bar.empty()


def _draw_numbers(held: Held, result: ImportResult) -> None:
    known = {
        ImportKind.CITIZENS: _("already in the list, or twice in the file"),
        ImportKind.PLACES: _("already among the places"),
        ImportKind.TARGETS: _("already set like this"),
    }
    shown = (
        Tile(label=_("Rows read"), value=number(result.rows_read)),
        Tile(
            label=_("✓ Will be taken"),
            value=number(result.accepted),
            note=ngettext("{n} with a doubt", "{n} with a doubt", result.warnings).format(n=number(result.warnings)),
        ),
        Tile(label=_("✕ Not taken"), value=number(result.rejected), note=_("come back as a file to mend")),
        Tile(label=_("= Known already"), value=number(result.duplicates), note=known[held.to.kind]),
    )
    lead = _("Nothing has been changed yet.")
    st.html(tables.page(tables.tiles(shown=shown, lead=lead)))


def _draw_button(held: Held, result: ImportResult) -> None:
    if not result.accepted and not result.duplicates:
        st.info(_("No row of this file can be taken. Mend the file, or say what its columns hold."))
        return
    if not result.accepted:
        text = _("Import the file")
    else:
        text = _("Import {rows}").format(rows=words.amount(held.to.kind, result.accepted))
    st.button(text, key=names.RUN, type="primary", **_click(held))


def _click(held: Held) -> actions.OnClick:
    def command(_values: Values, token: UUID) -> Go:
        return Go(batch_id=token, held=held)

    return actions.on_click(form=names.FORM_RUN, command=command, write=_write)


def _write(call: Call, go: Go) -> ImportResult:
    """Import what was looked over. What came of it is kept before the screen is touched again."""
    held = go.held
    if held.looked is None:
        if held.done is not None:
            # The second half of a double click.
            return held.done.result
        raise CampaignError("import_file_gone")
    held.count(0, held.looked.result.rows_read)
    with progress.bar(_("The list is being imported…"), lambda: held.rows_done / max(held.rows, 1)):
        result: ImportResult = SERVICES[held.to.kind].run(
            call=call, dry_run=held.looked, batch_id=go.batch_id, on_rows=held.count
        )
        held.finish(result)
    return result


def _draw_done(here: Context, held: Held, done: Done) -> None:
    result = done.result
    if result.batch is None:
        st.info(_("The file brought nothing new; nothing was changed."))
    else:
        st.success(cards.plain(_told(held, result)))
        past.draw_batch_actions(here, held.to.kind, result.batch)
    if done.refused:
        _draw_refused(held, done)
    issues.draw(result.issues, file_name=held.name)


def _told(held: Held, result: ImportResult) -> str:
    told = [_("Imported: {rows}.").format(rows=words.amount(held.to.kind, result.accepted))]
    if result.duplicates:
        told.append(
            ngettext("{n} row was known already.", "{n} rows were known already.", result.duplicates).format(
                n=number(result.duplicates)
            )
        )
    if result.rejected:
        told.append(
            ngettext("{n} row was not taken.", "{n} rows were not taken.", result.rejected).format(
                n=number(result.rejected)
            )
        )
    return " ".join(told)


def _draw_refused(held: Held, done: Done) -> None:
    """Draw the button that fetches the refused rows, to be mended and imported again."""

    def made(_call: Call) -> bytes:
        return rejected_workbook(tables=done.refused, issues=done.result.issues)

    st.download_button(
        _("Download the refused rows"),
        downloads.later(made),
        file_name=f"{_('refused')}-{Path(held.name).stem}.xlsx",
        mime=_XLSX,
        key=names.REFUSED,
        on_click="ignore",
        help=_("The same sheet with a column “Lý do”. Mend the rows and import that file again."),
    )
