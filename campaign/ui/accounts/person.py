"""One account: what it is, where it works, and what may be done with it by whoever looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _, day
from campaign.i18n.labels import label
from campaign.services import account_list, accounts
from campaign.services.rosters import Slip
from campaign.ui import actions, cards, looking, outcomes, state, tables
from campaign.ui.accounts import edit, names, slips, words, work
from campaign.ui.keys import Param
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from campaign.services.account_list import AccountLine
    from campaign.services.call import Call
    from campaign.services.workplaces import Place
    from campaign.ui.actions import Outcome
    from campaign.ui.context import Context


def draw(here: Context, username: str, home: Place | None) -> None:
    """Draw an account of the viewer's area; one of another area is as unknown as none."""
    st.button(_("‹ List"), key=names.BACK, type="tertiary", on_click=_back)
    line = account_list.account_line(call=here.call, username=username)
    slips.draw(form=names.form("reset", username), today=here.call.moment.today)
    st.header(cards.plain(line.row.full_name), anchor=False)
    st.html(_facts(line))
    if not line.manageable:
        st.caption(_("This role is above yours: it is changed by an administrator."))
        return
    work.draw(here, line, home)
    edit.draw(here, line, home)
    _actions(line)


def _facts(line: AccountLine) -> tables.Html:
    row = line.row
    facts = [
        (_("User name"), row.username),
        (_("Role"), label(row.role)),
        (_("Place"), row.place_name or _("the whole country")),
        (_("State"), words.state_text(line)),
        (_("Last sign-in"), words.last_sign_in(row)),
        (_("Team"), ", ".join(name for _key, name in line.teams) or "–"),
        (_("In charge of"), ", ".join(name for _code, name in line.in_charge) or "–"),
    ]
    if line.idle_on is not None:
        facts.append((_("Disabled without a sign-in on"), day(line.idle_on)))
    columns = (Column(title=_("About")), Column(title=_("Value")))
    rows = [(Cell(text=name), Cell(text=value)) for name, value in facts]
    return tables.page(tables.table(columns=columns, rows=rows, caption=""))


def _actions(line: AccountLine) -> None:
    """Draw what can be done at once: another password, close or open the account, see its screens."""
    username = line.row.username
    reset, close, look = (names.form(what, username) for what in ("reset", "close", "look"))
    for form in (reset, look):
        outcomes.draw_refusal(form)
    done = _("The account is enabled.") if not line.row.disabled else _("The account is disabled, its sessions ended.")
    outcomes.draw(close, done)
    with st.container(horizontal=True, gap="small"):
        made = actions.on_click(
            form=reset, command=lambda _values, _token: line, write=_reset, after=lambda o: _keep(reset, o)
        )
        st.button(_("New one-time password"), key=names.of(names.RESET, username), **made)
        if line.row.disabled:
            opened = actions.on_click(form=close, command=lambda _values, _token: username, write=_enable)
            st.button(_("Enable the account"), key=names.of(names.ENABLE, username), **opened)
        elif not line.own:
            closed = actions.on_click(form=close, command=lambda _values, _token: username, write=_disable)
            st.button(_("Disable the account"), key=names.of(names.DISABLE, username), **closed)
        if line.viewable:
            st.button(
                _("Look as this person"),
                key=names.of(names.LOOK, username),
                help=_("See every screen as this person does, reading only. The log names you."),
                **looking.begin(form=look, username=username),
            )


def _reset(call: Call, line: AccountLine) -> tuple[Slip, ...]:
    row = line.row
    password = accounts.reset_password(call=call, username=row.username)
    place = row.assignments[0].place_name if row.assignments else row.place_name or ""
    slip = Slip(username=row.username, full_name=row.full_name, role=row.role, place_name=place, password=password)
    return (slip,)


def _keep(form: str, outcome: Outcome) -> None:
    if outcome.done:
        slips.keep(form, outcome.result)
        actions.dismiss(form)


def _enable(call: Call, username: str) -> None:
    accounts.enable_account(call=call, username=username)


def _disable(call: Call, username: str) -> None:
    accounts.disable_account(call=call, username=username)


def _back() -> None:
    state.set_params({Param.PERSON: None})
