"""Where on the screen one is: the view and the step stand in the address, so that both can be left and resumed."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.i18n import N_, _
from campaign.ui import context, state
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from collections.abc import Mapping


class View(StrEnum):
    """The parts of the screen; the list of campaigns has no name in the address."""

    LIST = "list"
    NEW = "new"
    SET_UP = "set_up"
    CAMPAIGN = "campaign"
    COPY = "copy"
    TEMPLATES = "templates"
    TEMPLATE = "template"


class Step(StrEnum):
    """The steps of setting a campaign up, in their order."""

    TEMPLATE = "template"
    PLACE = "place"
    DATES = "dates"
    STEPS = "steps"
    PLACES = "places"
    TARGETS = "targets"
    PEOPLE = "people"
    CHECK = "check"


TITLES: Final[Mapping[Step, str]] = {
    Step.TEMPLATE: N_("Template"),
    Step.PLACE: N_("Where it runs"),
    Step.DATES: N_("Days and basis"),
    Step.STEPS: N_("What is counted"),
    Step.PLACES: N_("Villages, schools"),
    Step.TARGETS: N_("Targets"),
    Step.PEOPLE: N_("People"),
    Step.CHECK: N_("Check and open"),
}
_ORDER: Final = tuple(Step)


def view() -> View:
    """Return the view of the address; the list for anything unknown."""
    asked = state.param(Param.VIEW) or ""
    return View(asked) if asked in set(View) else View.LIST


def step(*, default: Step) -> Step:
    """Return the step of the address."""
    asked = state.param(Param.STEP) or ""
    return Step(asked) if asked in set(Step) else default


def after(current: Step) -> Step:
    """Return the next step; the last one for the last."""
    return _ORDER[min(_ORDER.index(current) + 1, len(_ORDER) - 1)]


def before(current: Step) -> Step:
    """Return the step before; the first one for the first."""
    return _ORDER[max(_ORDER.index(current) - 1, 0)]


def go(to: View, at: Step | None = None, *, campaign: str | None = None, template: str | None = None) -> None:
    """Move to a view (callback); a campaign that is named becomes the one in view."""
    if campaign is not None:
        context.choose_campaign(campaign)
    state.set_params(
        {
            Param.VIEW: None if to is View.LIST else to.value,
            Param.STEP: at.value if at else None,
            Param.TEMPLATE: template,
            Param.TEXT: None,
            Param.PLACE: None,
            Param.STATUS: None,
        }
    )


def bar(*, back_to: tuple[View, Step | None] | None, key: str, template: str | None = None) -> None:
    """Draw the way back."""
    if back_to is not None:
        st.button(
            _("‹ Back"),
            key=key,
            type="tertiary",
            on_click=go,
            args=back_to,
            kwargs={"template": template},
        )
