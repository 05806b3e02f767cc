"""The register of models and initiatives as a table, in the reader's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.i18n import _, day
from campaign.i18n.labels import label
from campaign.reports.sheets import Cell, Sheet

if TYPE_CHECKING:
    from campaign.services.initiatives_view import InitiativeList


def initiatives_sheet(*, found: InitiativeList) -> Sheet:
    """Return what the list shows, one row each, days as dd/MM/yyyy."""
    rows: list[tuple[Cell, ...]] = [
        (
            n,
            label(one.kind),
            one.name,
            one.place.name,
            one.lead_unit,
            day(one.started_on),
            day(one.recognised_on) if one.recognised_on else "",
            one.recognised_by,
            one.summary,
            one.evidence,
        )
        for n, one in enumerate(found.rows, start=1)
    ]
    heads = (
        _("No."),
        _("Kind"),
        _("Name"),
        _("Place"),
        _("Lead unit"),
        _("Since"),
        _("Recognised on"),
        _("Recognised by"),
        _("Main content"),
        _("Evidence"),
    )
    return Sheet(name=_("Models and initiatives"), heads=heads, rows=rows)
