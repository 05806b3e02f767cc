"""Sorting the communes of a province's campaign into groups: a pasted list, what it changes, one button."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _, ngettext, number
from campaign.i18n.errors import error_text
from campaign.i18n.labels import label
from campaign.services import commune_groups
from campaign.ui import actions, cards, context, tables
from campaign.ui.campaigns import names, parts
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call
    from campaign.services.commune_groups import GroupPreview
    from campaign.ui.actions import Values

_HEIGHT: Final = 180
_MOST: Final = 20_000
_PROBLEMS: Final = 10
_EXAMPLE: Final = "Xã Krông Pắc\tNhóm 1\nXã Ea Phê\tNhóm 2"


def draw(campaign: CampaignDefinition) -> None:
    """Draw the groups as they are and the list that changes them; nothing for a campaign of one commune."""
    if campaign.commune_id:
        return
    here = context.current()
    key = f"{names.GROUPS}-{campaign.slug}"
    with st.expander(_("Commune groups")):
        st.markdown(_("Communes are ranked within their group. Those without a group are ranked among their kind."))
        st.markdown(cards.plain(_sizes(here.call, campaign.slug)))
        text = st.text_area(
            _("List of communes and their groups, one a line"),
            key=key,
            height=_HEIGHT,
            max_chars=_MOST,
            placeholder=_EXAMPLE,
            help=_("Copied from Excel, or the two parted by ; or |. An empty group takes a commune out of its group."),
            persist_state="session",
        )
        # Leaving the text sends it; on a phone there is nothing else to tap.
        st.button(_("Look the list through"), key=names.GROUPS_LOOK)
        parts.refusal(names.FORM_GROUPS)
        done = actions.outcome(names.FORM_GROUPS)
        if done is not None and done.done:
            st.success(_("Saved: the ranking follows these groups from now on."))
        if not text or not text.strip():
            return
        try:
            found = commune_groups.preview_groups(call=here.call, slug=campaign.slug, text=text)
        except CampaignError as error:
            cards.refusal(error)
            return
        _draw_preview(campaign, found, key)


def _sizes(call: Call, slug: str) -> str:
    found = Counter(commune.group for commune in commune_groups.commune_groups(call=call, slug=slug))
    told = [_("{name}: {n} communes").format(name=name, n=number(n)) for name, n in sorted(found.items()) if name]
    if found[""]:
        told.append(_("without a group: {n}").format(n=number(found[""])))
    return " · ".join(told)


def _draw_preview(campaign: CampaignDefinition, found: GroupPreview, key: str) -> None:
    problems = found.read.problems
    if problems:
        lines = [
            _("Line {n}: {why}").format(
                n=number(problem.number), why=error_text(CampaignError(problem.code, **problem.details))
            )
            for problem in problems[:_PROBLEMS]
        ]
        more = len(problems) - len(lines)
        told = [*lines, *([f"… (+{number(more)})"] if more else [])]
        st.warning("  \n".join(cards.plain(line) for line in told))
    if not found.changes:
        st.info(_("Nothing in this list changes a group."))
        return
    n = len(found.changes)
    text = ngettext("Put {n} commune into its group", "Put {n} communes into their groups", n)
    st.button(text.format(n=number(n)), key=names.GROUPS_SAVE, type="primary", **_click(campaign, found, key))
    columns = (Column(title=_("Place")), Column(title=_("Kind")), Column(title=_("Commune group")))
    rows = [
        (
            Cell(text=commune.name, sub=commune.code),
            Cell(text=label(commune.kind)),
            Cell(text=commune.group or _("taken out of its group")),
        )
        for commune in found.changes
    ]
    st.html(tables.table(columns=columns, rows=rows, caption=_("What the list changes")))


def _click(campaign: CampaignDefinition, found: GroupPreview, key: str) -> actions.OnClick:
    # What was looked through is what is stored, whatever is typed meanwhile.
    groups = {commune.place_id: commune.group for commune in found.changes}

    def command(_values: Values, _token: UUID) -> Mapping[int, str]:
        return groups

    def write(call: Call, wanted: Mapping[int, str]) -> int:
        return commune_groups.set_commune_groups(call=call, slug=campaign.slug, groups=wanted)

    return actions.on_click(form=names.FORM_GROUPS, command=command, write=write, resets={key: ""})
