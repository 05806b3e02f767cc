"""Pasting or typing a list of villages, schools and agencies: the text, what each line becomes, one button.

Stands in *Địa bàn* and inside the making of a campaign. What is not taken stays in the text, with its reason below.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.place_lists import MAX_TEXT
from campaign.errors import CampaignError
from campaign.i18n import _, ngettext, number
from campaign.i18n.labels import label
from campaign.services import place_lists, runtime
from campaign.ui import actions, cards, context, state, tables
from campaign.ui.places import names, words
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.domain.place_lists import PlaceList
    from campaign.services.call import Call
    from campaign.services.place_lists import AddedList
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.context import Context

_ECHO: Final = timedelta(seconds=20)
_HEIGHT: Final = 220
_EXAMPLE: Final = "Buôn Jung\t1.250\nThôn 3; 812\nTrường THCS Nguyễn Trãi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paste:
    """One press of the button."""

    commune_code: str
    text: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was sent, when, and what became of it."""

    text: str
    at: datetime
    added: AddedList


@dataclass(slots=True)
class Draft:
    """The text that an account has begun for a commune, and the last one that was saved.

    It belongs to the account, not to the tab, so that neither a reload nor a dropped line loses it.
    """

    text: str = ""
    last: Saved | None = None

    def is_echo(self, text: str, now: datetime) -> bool:
        """Whether a text is what has just been saved: the second half of a double click, from a page that is past."""
        return self.last is not None and text == self.last.text and now - self.last.at < _ECHO

    def take(self, text: str, now: datetime) -> None:
        """Keep what was typed."""
        if not self.is_echo(text, now):
            self.text = text

    def saved(self, done: Saved) -> None:
        """Leave in the text what was not taken."""
        if self.is_echo(done.text, done.at) and self.last is not None:
            self.text = self.last.added.rest
        else:
            self.text, self.last = done.added.rest, done


def draw(*, commune_code: str, form: str) -> None:
    """Draw the text area, the preview and the button for a commune; `form` names the place where it is embedded."""
    here = context.current()
    draft = _draft(here, commune_code, form)
    key = names.paste_text(form)
    state.put_widget(key, draft.text)
    st.text_area(
        _("List of villages, schools and agencies, one a line"),
        key=key,
        height=_HEIGHT,
        max_chars=MAX_TEXT,
        placeholder=_EXAMPLE,
        on_change=_take,
        args=(draft, key),
        help=_(
            "Copied from Excel, or cells parted by ; , or |. Columns are known by their titles: name, kind, local "
            "code, population, aged 14 and over, households."
        ),
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        today = here.call.moment.today
        st.date_input(
            _("Figures as of"),
            value=today,
            max_value=today,
            key=names.paste_day(form),
            format="DD/MM/YYYY",
            width=180,
        )
        # Leaving the text sends it; on a phone there is nothing else to tap.
        st.button(_("Look the list through"), key=names.paste_look(form), on_click=_take, args=(draft, key))
    _draw_outcome(form, draft)
    if draft.text.strip():
        _draw_preview(here, commune_code, form, draft)


def _draw_preview(here: Context, commune_code: str, form: str, draft: Draft) -> None:
    try:
        found = place_lists.preview_list(call=here.call, commune_code=commune_code, text=draft.text)
    except CampaignError as error:
        cards.refusal(error)
        return
    taken = len(found.taken)
    st.markdown(cards.plain(_summary(found)))
    if taken:
        text = ngettext("Add {n} place", "Add {n} places", taken).format(n=number(taken))
        st.button(text, key=names.paste_add(form), type="primary", **_click(commune_code, form, draft))
    if found.lines:
        st.html(_table(found))


def _summary(found: PlaceList) -> str:
    """Return how many lines are taken, refused and left aside."""
    taken, refused = len(found.taken), len(found.lines) - len(found.taken)
    parts = [ngettext("{n} line is taken", "{n} lines are taken", taken).format(n=number(taken))]
    if refused:
        parts.append(ngettext("{n} line is not taken", "{n} lines are not taken", refused).format(n=number(refused)))
    if found.skipped:
        text = ngettext("{n} line is a heading or a total", "{n} lines are headings or totals", found.skipped)
        parts.append(text.format(n=number(found.skipped)))
    told = " · ".join(parts) + "."
    if found.unknown:
        told += " " + _("Columns that are not used: {titles}.").format(titles=", ".join(found.unknown))
    return told


def _table(found: PlaceList) -> str:
    groups = words.groups_of(line.populations for line in found.lines)
    columns = (
        Column(title=_("Place")),
        Column(title=_("Kind")),
        Column(title=_("Code")),
        *(Column(title=words.group_title(group), number=True, wide=True) for group in groups),
        Column(title=_("What to know"), wide=True, prose=True),
    )
    rows = []
    # What needs a hand comes first; inside that, the order of the list.
    for line in sorted(found.lines, key=lambda line: (line.taken, not line.issues)):
        said = " ".join(words.issue_text(issue) for issue in line.issues)
        mark = _("✕ Not taken") if not line.taken else _("▲ Taken") if said else _("✓ Taken")
        told = f"{mark}. {said}" if said else mark
        figures = words.figures(line.populations)
        rows.append(
            [
                Cell(
                    text=line.name or "–",
                    sub=_("Line {n}").format(n=number(line.number)),
                    phone=" · ".join(part for part in (told, figures) if part),
                ),
                Cell(text=label(line.kind)),
                Cell(text=line.code or "–"),
                *(Cell(text=number(line.populations.get(group))) for group in groups),
                Cell(text=mark, sub=said),
            ]
        )
    return tables.table(columns=columns, rows=rows, caption=_("What each line of the list becomes"))


# ------------------------------------------------------------------------------------------- writing
def _click(commune_code: str, form: str, draft: Draft) -> actions.OnClick:
    def command(values: Values, _token: UUID) -> Paste:
        return Paste(commune_code=commune_code, text=values["text"] or "", as_of=values["as_of"])

    def after(outcome: Outcome) -> None:
        if outcome.done:
            draft.saved(outcome.result)

    return actions.on_click(
        form=_form(form),
        command=command,
        write=_write,
        reads={"text": names.paste_text(form), "as_of": names.paste_day(form)},
        after=after,
    )


def _write(call: Call, paste: Paste) -> Saved:
    added = place_lists.add_list(call=call, commune_code=paste.commune_code, text=paste.text, as_of=paste.as_of)
    return Saved(text=paste.text, at=call.moment.now, added=added)


def _draw_outcome(form: str, draft: Draft) -> None:
    """Say what was added in this tab and what is left, as long as the text is what the last save left."""
    found = actions.outcome(_form(form))
    if found is not None and found.error is not None:
        cards.refusal(found.error)
    if found is None or not found.done or draft.last is None or draft.text != draft.last.added.rest:
        return
    n, refused = len(draft.last.added.places), draft.last.added.refused
    told = ngettext("{n} place was added.", "{n} places were added.", n).format(n=number(n))
    if refused:
        left = ngettext(
            "{n} line was not taken; it stays above, with its reason below.",
            "{n} lines were not taken; they stay above, each with its reason below.",
            refused,
        )
        told += " " + left.format(n=number(refused))
    st.success(cards.plain(told))


def _take(draft: Draft, key: str) -> None:
    draft.take(state.widget_value(key) or "", runtime.present().now)


def _form(form: str) -> str:
    return f"places-paste-{form}"


def _draft(here: Context, commune_code: str, form: str) -> Draft:
    owner = (here.call.store.url, here.call.viewer.account_id, commune_code, form)
    return _drafts().setdefault(owner, Draft())


@st.cache_resource(show_spinner=False)
def _drafts() -> dict[tuple[str, int | None, str, str], Draft]:
    """Return the drafts of this process; small, and empty once saved."""
    return {}
