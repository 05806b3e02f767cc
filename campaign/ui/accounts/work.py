"""Where one person works on which days, and giving them other villages for some days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from campaign.errors import CampaignError
from campaign.i18n import _
from campaign.services import assignments, workplaces
from campaign.ui import actions, cards, outcomes
from campaign.ui.accounts import names, words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from campaign.services.account_list import AccountLine
    from campaign.services.call import Call
    from campaign.services.workplaces import Place
    from campaign.ui.actions import Values
    from campaign.ui.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Who works where on which days; no places take the days back."""

    usernames: tuple[str, ...]
    place_codes: tuple[str, ...]
    starts_on: date
    ends_on: date | None


def draw(here: Context, line: AccountLine, home: Place | None) -> None:
    """Draw the days of work of an account, and the folded form that gives others."""
    st.markdown(f"**{_('Villages and days')}**")
    jobs = [f"{job.place_name}: {words.stretch(job.starts_on, job.ends_on)}" for job in line.row.assignments]
    st.markdown(
        "\n".join(f"- {cards.plain(job)}" for job in jobs)
        or _("No village is given to this person: the account reaches its whole place.")
    )
    if home is None:
        return
    with st.expander(_("Give villages"), key=names.of(names.WORK, line.row.username), on_change="rerun") as folded:
        if folded.open:
            _form(here, line.row.username, home)


def _form(here: Context, username: str, home: Place) -> None:
    units = {unit.place.code: unit.place.name for unit in workplaces.workplaces(call=here.call, place_code=home.code)}
    stem = names.of(names.WORK, username)
    st.multiselect(
        _("Villages"),
        list(units),
        format_func=lambda code: units.get(code, code),
        key=f"{stem}-where",
        placeholder=_("Choose villages"),
    )
    draw_days(here, home.code, first=f"{stem}-from", last=f"{stem}-until")
    st.caption(_("On these days the person works in these villages and no others; other days stay as they are."))
    draw_buttons(
        form=names.form("work", username),
        reads={"where": f"{stem}-where", "from": f"{stem}-from", "until": f"{stem}-until"},
        key=names.of(names.WORK_SAVE, username),
        usernames=(username,),
    )


def draw_buttons(*, form: str, reads: Mapping[str, str], key: str, usernames: tuple[str, ...] = ()) -> None:
    """Draw the two ways to use the fields `who` (unless `usernames` says it), `where`, `from` and `until`."""
    outcomes.draw(form, _("The days were given."))

    def command(values: Values, *, where: tuple[str, ...]) -> Command:
        who = usernames or tuple(values.get("who") or ())
        if not who:
            raise CampaignError("people_missing")
        return Command(usernames=who, place_codes=where, starts_on=first_day(values["from"]), ends_on=values["until"])

    def given(values: Values, _token: UUID) -> Command:
        if not values["where"]:
            raise CampaignError("villages_missing")
        return command(values, where=tuple(values["where"]))

    resets: dict[str, object] = {reads[name]: [] for name in ("who", "where") if name in reads}
    give = actions.on_click(form=form, command=given, write=write, reads=reads, resets=resets)
    back = actions.on_click(
        form=form, command=lambda values, _token: command(values, where=()), write=write, reads=reads, resets=resets
    )
    with st.container(horizontal=True, gap="small"):
        st.button(_("Give these days"), key=key, type="primary", **give)
        st.button(_("Take the villages of these days back"), key=f"{key}-back", **back)


def draw_days(here: Context, place_code: str, *, first: str, last: str) -> None:
    """Ask for the first and the last day of work: the days left of the place's campaign, if that is in view."""
    starts, ends, campaign = here.call.moment.today, None, here.campaign
    if campaign is not None and campaign.place_code == place_code and campaign.ends_on >= starts:
        starts, ends = max(starts, campaign.starts_on), campaign.ends_on
    left, right = st.columns(2)
    left.date_input(_("Works from"), value=starts, key=first, format="DD/MM/YYYY")
    right.date_input(_("Until (empty: until further notice)"), value=ends, key=last, format="DD/MM/YYYY")


def first_day(value: date | None) -> date:
    """Return the first day of a form; raises `first_day_missing`."""
    if value is None:
        raise CampaignError("first_day_missing")
    return value


def write(call: Call, command: Command) -> int:
    """Carry out a command: one service call for one person as for many."""
    return assignments.assign_many(
        call=call,
        usernames=command.usernames,
        place_codes=command.place_codes,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
    )
