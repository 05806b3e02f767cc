"""What the last decision about two entries did, with "Hoàn tác" beside it: undo instead of "are you sure?"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from campaign.i18n import _
from campaign.services import duplicates, merging
from campaign.ui import actions, cards, state
from campaign.ui.citizens import names

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.ui.actions import OnClick, Outcome

Kind = Literal["merged", "apart", "unmerged", "reconsidered"]
# The words and the button, side by side on a phone too.
_WIDTHS: Final = (5, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One decision about two entries; `first` is the one that was kept where they became one."""

    kind: Kind
    commune_id: int
    first_id: UUID
    second_id: UUID
    first: str
    second: str
    merge_id: UUID | None = None
    undone: bool = False


_last: Final[state.Slot[Receipt | None]] = state.Slot("citizens-receipt", lambda: None)


def keep(receipt: Receipt) -> None:
    """Remember what was decided (in a callback)."""
    _last.set(receipt)
    actions.dismiss(names.FORM_UNDO)


def draw() -> None:
    """Draw the last decision of this tab, with the way back where there is one."""
    last = _last.get()
    if last is None:
        return
    refused = actions.outcome(names.FORM_UNDO)
    if refused is not None and refused.error is not None:
        cards.refusal(refused.error)
    with st.container(border=True, key=names.RECEIPT):
        if last.undone or last.kind in {"unmerged", "reconsidered"}:
            st.markdown(f"✓ {cards.plain(_text(last))}")
            return
        said, button = st.columns(_WIDTHS, vertical_alignment="center", gap="xsmall", wrap=False)
        said.markdown(f"✓ {cards.plain(_text(last))}")
        button.button(_("Undo"), key=names.UNDO, **_undo(last))


def separate(*, form: str, commune_id: int, merge_id: UUID) -> OnClick:
    """Return what makes a button separate two entries that were made one."""

    def after(outcome: Outcome) -> None:
        if outcome.done and isinstance(outcome.result, merging.Unmerged):
            done = outcome.result
            keep(
                Receipt(
                    kind="unmerged",
                    commune_id=commune_id,
                    first_id=done.kept_id,
                    second_id=done.gone_id,
                    first=done.kept_name,
                    second=done.gone_name,
                )
            )

    return actions.on_click(
        form=form,
        command=lambda _values, _token: (commune_id, merge_id),
        write=lambda call, wanted: merging.unmerge(call=call, commune_id=wanted[0], merge_id=wanted[1]),
        after=after,
    )


def _undo(last: Receipt) -> OnClick:
    return actions.on_click(
        form=names.FORM_UNDO, command=lambda _values, _token: last, write=_take_back, after=_taken_back
    )


def _take_back(call: Call, last: Receipt) -> object:
    if last.merge_id is not None:
        return merging.unmerge(call=call, commune_id=last.commune_id, merge_id=last.merge_id)
    return duplicates.reconsider(
        call=call, commune_id=last.commune_id, first_id=last.first_id, second_id=last.second_id
    )


def _taken_back(outcome: Outcome) -> None:
    last = _last.get()
    if outcome.done and last is not None:
        _last.set(replace(last, undone=True))


def _text(last: Receipt) -> str:
    sentences = {
        "merged": _("“{second}” was merged into “{first}”: one person, with the steps of both."),
        "apart": _("Remembered: “{first}” and “{second}” are two people."),
        "unmerged": _("“{first}” and “{second}” are two entries again."),
        "reconsidered": _("“{first}” and “{second}” are to be decided again."),
    }
    kind = last.kind
    if last.undone:
        kind = "unmerged" if last.merge_id is not None else "reconsidered"
    return sentences[kind].format(first=last.first, second=last.second)
