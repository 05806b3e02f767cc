"""The merges that a person's entry took part in, each with who, when and why, and the way back while it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, clock_time
from campaign.ui import actions, cards, tables
from campaign.ui.citizens import names, receipt

if TYPE_CHECKING:
    from campaign.services.person_file import FiledMerge, PersonFile


def draw(file: PersonFile) -> None:
    """Draw each merge with its button; nothing when there was none."""
    if not file.merges:
        return
    st.html(tables.heading(_("Merged entries")))
    for merge in file.merges:
        key = names.unmerge(merge.id)
        found = actions.outcome(key)
        if found is not None and found.error is not None:
            cards.refusal(found.error)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(cards.plain(_text(merge)), width="stretch")
            if merge.undone_at is None:
                clicked = receipt.separate(form=key, commune_id=file.card.commune_id, merge_id=merge.id)
                st.button(_("Separate again"), key=key, **clicked)


def _text(merge: FiledMerge) -> str:
    told = _("{at} · {who} merged “{gone}” into “{kept}”.").format(
        at=clock_time(merge.at), who=merge.by or _("the system"), gone=merge.gone_name, kept=merge.kept_name
    )
    if merge.reason:
        told += " " + _("Reason: {reason}").format(reason=merge.reason)
    if merge.undone_at is not None:
        told += " " + _("Separated again {at} by {who}.").format(
            at=clock_time(merge.undone_at), who=merge.undone_by or _("the system")
        )
    return told
