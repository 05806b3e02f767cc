"""Changing an account: name, role, place. What somebody else changed meanwhile is told, not overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.services import account_changes, workplaces
from campaign.services.account_changes import AccountFacts
from campaign.services.account_rules import roles_to_give
from campaign.ui import actions, outcomes
from campaign.ui.accounts import names

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.account_list import AccountLine
    from campaign.services.call import Call
    from campaign.services.workplaces import Place
    from campaign.ui.actions import Values
    from campaign.ui.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An account as it was seen, and as it shall be."""

    username: str
    seen: AccountFacts
    facts: AccountFacts


def draw(here: Context, line: AccountLine, home: Place | None) -> None:
    """Draw the folded form of an account."""
    username = line.row.username
    with st.expander(_("Name, role, place"), key=names.of(names.EDIT, username), on_change="rerun") as folded:
        if folded.open:
            _form(here, line, home)


def _form(here: Context, line: AccountLine, home: Place | None) -> None:
    row = line.row
    seen = AccountFacts(full_name=row.full_name, role=row.role, place_code=row.place_code)
    # Fields of what is stored now: after somebody else's change they begin with that.
    stem = names.version(names.of(names.EDIT, row.username), seen)
    places = {row.place_code: row.place_name or _("the whole country")}
    if home is not None:
        units = workplaces.workplaces(call=here.call, place_code=home.code)
        places |= {home.code: home.name, **{unit.place.code: unit.place.name for unit in units}}
    roles = list(roles_to_give(here.call.viewer))
    codes = list(places)
    st.text_input(_("Full name"), value=row.full_name, key=f"{stem}-name", max_chars=200)
    st.selectbox(
        _("Role"), roles, index=roles.index(row.role), format_func=label, key=f"{stem}-role", disabled=line.own
    )
    st.selectbox(
        _("Place"),
        codes,
        format_func=lambda code: places.get(code, str(code)),
        key=f"{stem}-place",
        disabled=line.own,
    )
    form = names.form("edit", row.username)
    outcomes.draw(form, _("The account was changed."))

    def command(values: Values, _token: UUID) -> Command:
        facts = AccountFacts(
            full_name=str(values["name"] or ""),
            role=values["role"] or row.role,
            place_code=values["place"] or row.place_code,
        )
        return Command(username=row.username, seen=seen, facts=facts)

    clicked = actions.on_click(
        form=form,
        command=command,
        write=_write,
        reads={"name": f"{stem}-name", "role": f"{stem}-role", "place": f"{stem}-place"},
    )
    st.button(_("Save"), key=names.of(names.EDIT_SAVE, row.username), **clicked)


def _write(call: Call, command: Command) -> None:
    account_changes.edit_account(call=call, username=command.username, seen=command.seen, facts=command.facts)
