"""Volunteers by pasted list: the text, what each line would make, and the button that makes all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _, ngettext, number
from campaign.i18n.errors import error_text
from campaign.i18n.labels import label
from campaign.services import roster_preview, rosters
from campaign.services.passwords import one_time_password
from campaign.services.rosters import NewPerson
from campaign.ui import actions, cards, context, state
from campaign.ui.accounts import names, slips, work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.roster_preview import RosterLine
    from campaign.services.rosters import Slip
    from campaign.ui.actions import Outcome, Values
    from campaign.ui.context import Context

_MAKE: Final = "make"
_UNTOUCHED: Final[Mapping[str, Any]] = {"edited_rows": {}}
_USERNAME: Final = "username"
_TEXT_HEIGHT: Final = 160
_ROW_HEIGHT: Final = 40
_MOST_ROWS: Final = 12
_EXAMPLE: Final = "Nguyễn Văn An; Tình nguyện viên; Buôn Jung\nH’Maryam Niê; Tổ trưởng; Thôn 3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A list as it was read: its lines, and a password for each that nobody sees before the account is made."""

    lines: tuple[RosterLine, ...]
    secrets: tuple[str, ...] = field(repr=False)
    turn: int

    @property
    def possible(self) -> tuple[tuple[RosterLine, str], ...]:
        """The lines that can be made, each with its password, in the order of the grid."""
        return tuple(pair for pair in zip(self.lines, self.secrets, strict=True) if not pair[0].issues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Who is to be made, and on which days they work in their villages."""

    place_code: str
    people: tuple[NewPerson, ...]
    starts_on: date
    ends_on: date | None


def draw(*, place_code: str, form: str) -> None:
    """Draw the list of a place's helpers-to-be; `form` names this list among those of other screens."""
    here = context.current()
    if slips.draw(form=form, today=here.call.moment.today):
        return
    st.text_area(
        _("One person a line: full name; role; village; team"),
        key=names.paste("text", form),
        height=_TEXT_HEIGHT,
        placeholder=_EXAMPLE,
        help=_("Rows copied from Excel are read too, with or without a heading and a running number."),
        on_change="ignore",
        persist_state="session",
    )
    st.button(_("Check the list"), key=names.paste("read", form), on_click=_read, args=(place_code, form))
    problem = _problem(form).get()
    if problem is not None:
        cards.refusal(problem)
    draft = _draft(form).get()
    if draft is not None:
        _issues(draft)
        if draft.possible:
            _make(here, draft, place_code, form)


def _make(here: Context, draft: Draft, place_code: str, form: str) -> None:
    grid = f"{names.paste('grid', form)}-{draft.turn}"
    _grid(draft, grid)
    work.draw_days(here, place_code, first=names.paste("from", form), last=names.paste("until", form))
    refused = actions.outcome(names.paste_form(form))
    if refused is not None and refused.error is not None:
        cards.refusal(refused.error)

    def command(values: Values, _token: UUID) -> Command:
        people = _chosen(draft, values["grid"])
        starts_on = work.first_day(values["from"])
        return Command(place_code=place_code, people=people, starts_on=starts_on, ends_on=values["until"])

    clicked = actions.on_click(
        form=names.paste_form(form),
        command=command,
        write=_write,
        reads={"grid": grid, "from": names.paste("from", form), "until": names.paste("until", form)},
        after=lambda outcome: _made(form, outcome),
    )
    n = len(_chosen(draft, state.widget_value(grid)))
    text = ngettext("Make {n} account", "Make {n} accounts", n).format(n=number(n))
    st.button(text, key=names.paste("make", form), type="primary", disabled=n == 0, **clicked)


def _grid(draft: Draft, key: str) -> None:
    lines = [line for line, _secret in draft.possible]
    data: dict[str, list[Any]] = {
        _MAKE: [_wanted(line) for line in lines],
        "name": [line.full_name for line in lines],
        _USERNAME: [line.username for line in lines],
        "role": [label(line.role) for line in lines],
        "village": [line.village_name or "–" for line in lines],
        "team": [line.team_name or "–" for line in lines],
    }
    st.data_editor(
        data,
        key=key,
        column_config={
            _MAKE: st.column_config.CheckboxColumn(_("Make"), width=64),
            "name": st.column_config.TextColumn(_("Full name"), width=170),
            _USERNAME: st.column_config.TextColumn(_("User name"), width=170, max_chars=64),
            "role": st.column_config.TextColumn(_("Role"), width=130),
            "village": st.column_config.TextColumn(_("Village"), width=140),
            "team": st.column_config.TextColumn(_("Team"), width=160),
        },
        disabled=["name", "role", "village", "team"],
        hide_index=True,
        num_rows="fixed",
        row_height=_ROW_HEIGHT,
        height=_ROW_HEIGHT * (min(len(lines), _MOST_ROWS) + 1) + 3,
        alt=_("The accounts that the list would make"),
    )
    st.caption(_("A user name can be changed in its cell; take the tick away to leave somebody out."))


def _issues(draft: Draft) -> None:
    """Say what is wrong with lines (they are left out), and what is worth a look (they are not ticked)."""
    wrong = [line for line in draft.lines if line.issues]
    ready = sum(_wanted(line) for line in draft.lines)
    n = len(draft.lines)
    said = ngettext("{n} line read, {ready} ready", "{n} lines read, {ready} ready", n)
    st.markdown(f"**{cards.plain(said.format(n=number(n), ready=number(ready)))}**")
    if wrong:
        st.error("\n".join(f"- {_of_line(line, *map(error_text, line.issues))}" for line in wrong))
    doubtful = [line for line in draft.lines if not line.issues and not _wanted(line)]
    if doubtful:
        st.warning("\n".join(f"- {_of_line(line, *_doubts(line))}" for line in doubtful))


def _of_line(line: RosterLine, *texts: str) -> str:
    head = _("Line {n}").format(n=number(line.line))
    name = f" ({line.full_name})" if line.full_name else ""
    return cards.plain(f"{head}{name}: {' '.join(texts)}")


def _doubts(line: RosterLine) -> list[str]:
    found = []
    if line.repeats is not None:
        found.append(_("the same name as in line {n}; tick it if they are two people.").format(n=number(line.repeats)))
    if line.namesakes:
        known = ", ".join(username for username, _name in line.namesakes)
        text = _("somebody of this name has an account already ({usernames}); tick it if it is another person.")
        found.append(text.format(usernames=known))
    return found


def _wanted(line: RosterLine) -> bool:
    """Whether a line is ticked when it is first shown: whoever may be there already is not made by accident."""
    return not line.issues and line.repeats is None and not line.namesakes


def _chosen(draft: Draft, value: Mapping[str, Any] | None) -> tuple[NewPerson, ...]:
    edited: dict[int, Mapping[str, Any]] = {
        int(row): cells for row, cells in (value or _UNTOUCHED)["edited_rows"].items()
    }
    people = []
    for row, (line, secret) in enumerate(draft.possible):
        typed = edited.get(row, {})
        if typed.get(_MAKE, _wanted(line)):
            people.append(
                NewPerson(
                    username=str(typed.get(_USERNAME) or line.username).strip().lower(),
                    full_name=line.full_name,
                    role=line.role,
                    village_code=line.village_code,
                    team_id=line.team_id,
                    password=secret,
                )
            )
    return tuple(people)


def _read(place_code: str, form: str) -> None:
    """Read the list (in a callback): nothing is written."""
    _problem(form).clear()
    actions.dismiss(names.paste_form(form))
    earlier = _draft(form).get()
    _draft(form).clear()
    text = state.widget_value(names.paste("text", form)) or ""
    try:
        lines = roster_preview.preview(call=context.call(), place_code=place_code, text=text)
    except CampaignError as error:
        _problem(form).set(error)
        return
    secrets = tuple(one_time_password() for _line in lines)
    _draft(form).set(Draft(lines=lines, secrets=secrets, turn=earlier.turn + 1 if earlier else 1))


def _write(call: Call, command: Command) -> Sequence[Slip]:
    # Hashing is slow on purpose. The bar moves before the transaction is opened, never inside it.
    text = _("Making accounts")
    bar = st.progress(0.0, text=text)

    def moved(done: int, of: int) -> None:
        bar.progress(done / of, text=f"{text}: {number(done)}/{number(of)}")

    made = rosters.add_people(
        call=call,
        place_code=command.place_code,
        people=command.people,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        progress=moved,
    )
    bar.empty()
    return made


def _made(form: str, outcome: Outcome) -> None:
    if outcome.done:
        slips.keep(form, outcome.result)
        actions.dismiss(names.paste_form(form))
        _draft(form).clear()
        state.put_widget(names.paste("text", form), "")


def _draft(form: str) -> state.Slot[Draft | None]:
    return state.Slot(f"people-draft:{form}", lambda: None)


def _problem(form: str) -> state.Slot[CampaignError | None]:
    return state.Slot(f"people-problem:{form}", lambda: None)
