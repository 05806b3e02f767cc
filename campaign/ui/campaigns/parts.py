"""Small drawn things that the views of *Chiến dịch* share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _
from campaign.i18n.errors import error_text
from campaign.ui import actions, cards, state, tables
from campaign.ui.campaigns import words
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.domain.indicators import CampaignDefinition
    from campaign.domain.templates import TemplateIndicator


def refusal(form: str, names: Mapping[str, str] | None = None) -> None:
    """Draw why the last write of a form was refused, beside what was typed."""
    found = actions.outcome(form)
    if found is not None and found.error is not None:
        st.error(cards.plain(error_text(found.error, names=names)))


def begun_with(draft: CampaignDefinition, what: str, unfolded: bool) -> bool:  # noqa: FBT001 - what it answers
    """Return how a fold of a draft stood when this tab first saw it, whatever has become of the draft since."""
    return state.Slot(f"campaigns:fold:{draft.slug}:{what}", lambda: unfolded).get()


def indicators_table(indicators: Sequence[TemplateIndicator]) -> str:
    """Return what is counted as a table, in its order."""
    names = {found.key: words.indicator_short(found) for found in indicators}
    columns = (
        Column(title=_("What is counted")),
        Column(title=_("Kind")),
        Column(title=_("Age")),
        Column(title=_("Needs first")),
    )
    rows = [
        (
            Cell(text=f"{position}. {words.indicator_name(found)}", sub=words.indicator_short(found)),
            Cell(text=words.kind(found)),
            Cell(text=words.ages(found)),
            Cell(text=", ".join(names.get(key, key) for key in found.prerequisites) or "–"),
        )
        for position, found in enumerate(indicators, start=1)
    ]
    return tables.table(columns=columns, rows=rows, caption=_("What is counted, in this order"))
