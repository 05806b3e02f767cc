"""The cards about lists of people: entries that may be one person, rows that the last import refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.i18n import _, day, ngettext, number
from campaign.ui.citizens import route
from campaign.ui.desk.cards import Card, Line, address
from campaign.ui.keys import Param, Screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from campaign.services.desk_models import DeskNumbers, DeskToday, LastImport


def lists(numbers: DeskNumbers, today: DeskToday) -> Iterator[Card]:
    """Yield what waits for whoever answers for the lists of people."""
    if today.last_import is not None:
        yield _refused(numbers, today.last_import)
    if today.duplicates is not None:
        n = today.duplicates
        text = ngettext("{n} pair of entries may be one person", "{n} pairs of entries may be one person", n)
        yield Card(
            key="duplicates",
            calm=_("possible duplicates"),
            total=n,
            headline=text.format(n=number(n)),
            why=_("A person who stands there twice counts twice: merge the entries, or say that they are two."),
            action=(
                _("Compare possible duplicates"),
                address(Screen.CITIZENS, numbers.campaign, {Param.VIEW: route.DUPLICATES}),
            ),
        )


def _refused(numbers: DeskNumbers, found: LastImport) -> Card:
    n = found.rejected
    text = ngettext("{n} row of the last import was refused", "{n} rows of the last import were refused", n)
    link = address(Screen.IMPORTS, numbers.campaign, {Param.BATCH: str(found.batch_id) if found.batch_id else None})
    rows = ngettext("{n} row in all", "{n} rows in all", found.rows).format(n=number(found.rows))
    facts = " · ".join(part for part in (day(found.day), found.by, rows) if part)
    return Card(
        key="refused-rows",
        calm=_("refused rows"),
        total=n,
        headline=text.format(n=number(n)),
        why=_("Mend them in the file of refused rows, and import that file."),
        lines=(Line(name=found.file_name, href=link, facts=facts),),
        named=n,
        action=(_("See the refused rows"), link),
    )
