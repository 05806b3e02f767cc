"""The schedule of the weekly files: how it stands, for everybody who makes documents; setting it, for who may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.permissions import Action, allowed
from campaign.domain.report_weeks import ReportPart
from campaign.domain.vocabulary import ReportProfile
from campaign.errors import CampaignError
from campaign.i18n import N_, _, clock_time, day
from campaign.i18n.errors import error_text
from campaign.i18n.labels import label
from campaign.services.report_schedule import ScheduleWish, read_schedule, set_schedule
from campaign.ui import actions, cards, state
from campaign.ui.reports import names

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.call import Call
    from campaign.services.campaigns import CampaignSummary
    from campaign.services.report_schedule import ReportSchedule
    from campaign.ui.actions import Values
    from campaign.ui.context import Context

_WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_PARTS: Final = {
    ReportPart.WORD: N_("Report (Word)"),
    ReportPart.TABLE: N_("Summary table (Excel)"),
    ReportPart.TEXTS: N_("Texts (loudspeaker, Zalo)"),
    ReportPart.POSTERS: N_("Posters (PDF)"),
}


def draw(here: Context, campaign: CampaignSummary) -> None:
    """Draw how the schedule stands and, for those who may, the form that sets it."""
    st.subheader(_("Weekly reports"), anchor=False)
    found = read_schedule(call=here.call, slug=campaign.slug)
    with st.container(border=True):
        st.markdown(cards.plain(_standing(found, campaign)))
        if found.trouble and found.wish.is_on:
            folder = f"reports/{campaign.slug}"
            st.warning(cards.plain(error_text(CampaignError(found.trouble, path=folder))))
        viewer = here.call.viewer
        may = allowed(role=viewer.role, action=Action.MANAGE_CAMPAIGNS, scope=viewer.scope, path=campaign.place_path)
        if may and not viewer.seen_by:
            _form(found, campaign)


def _standing(found: ReportSchedule, campaign: CampaignSummary) -> str:
    """Return in one paragraph what is written when, where it lies, and who asked for it."""
    if not found.wish.is_on:
        return _("No weekly files are written. Documents are made here when somebody asks for them.")
    said = [
        _("Every {weekday} the files of the seven days before are written on the server, into {folder}.").format(
            weekday=_(_WEEKDAYS[found.wish.weekday]), folder=f"reports/{campaign.slug}"
        )
    ]
    if found.written_until is not None:
        said.append(_("Last written: the week until {day}.").format(day=day(found.written_until)))
    if found.next_on is not None:
        said.append(_("Next: {day}.").format(day=day(found.next_on)))
    if found.set_at is not None and found.set_by:
        said.append(_("Set by {who}, {when}.").format(who=found.set_by, when=clock_time(found.set_at)))
    return " ".join(said)


def _form(found: ReportSchedule, campaign: CampaignSummary) -> None:
    wish = found.wish
    # What stands is put in once; from then on the widgets hold what somebody is choosing.
    standing = {
        names.SCHEDULE_ON: wish.is_on,
        names.SCHEDULE_DAY: wish.weekday,
        names.SCHEDULE_PROFILE: wish.profile.value,
        names.SCHEDULE_PARTS: [part.value for part in wish.parts],
    }
    for key, value in standing.items():
        if state.widget_value(key) is None:
            state.put_widget(key, value)
    st.toggle(_("Write the files every week"), key=names.SCHEDULE_ON)
    left, right = st.columns(2)
    with left:
        st.selectbox(
            _("On which day"), range(len(_WEEKDAYS)), format_func=lambda n: _(_WEEKDAYS[n]), key=names.SCHEDULE_DAY
        )
    with right:
        profiles = [profile.value for profile in ReportProfile]
        st.selectbox(
            _("Whose document"),
            profiles,
            format_func=lambda value: label(ReportProfile(value)),
            key=names.SCHEDULE_PROFILE,
        )
    st.pills(
        _("Files"),
        [part.value for part in ReportPart],
        format_func=lambda value: _(_PARTS[ReportPart(value)]),
        selection_mode="multi",
        key=names.SCHEDULE_PARTS,
    )
    outcome = actions.outcome(names.FORM_SCHEDULE)
    if outcome is not None and outcome.error is not None:
        cards.refusal(outcome.error)
    elif outcome is not None:
        st.success(_("The schedule is saved."))
    clicked = actions.on_click(
        form=names.FORM_SCHEDULE,
        command=_command,
        write=lambda call, made: _write(call, made, campaign.slug),
        reads={
            "is_on": names.SCHEDULE_ON,
            "weekday": names.SCHEDULE_DAY,
            "profile": names.SCHEDULE_PROFILE,
            "parts": names.SCHEDULE_PARTS,
        },
    )
    st.button(_("Save the schedule"), key=names.SCHEDULE_SAVE, **clicked)


def _command(values: Values, _token: UUID) -> ScheduleWish:
    return ScheduleWish(
        is_on=bool(values["is_on"]),
        weekday=values["weekday"],
        profile=ReportProfile(values["profile"]),
        parts=tuple(ReportPart(part) for part in values["parts"] or ()),
    )


def _write(call: Call, wish: ScheduleWish, slug: str) -> None:
    set_schedule(call=call, slug=slug, wish=wish)
