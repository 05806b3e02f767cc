"""Whom the list is about: the text, the panel of filters, and what they say in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.clock import local_time
from campaign.domain.permissions import Action, allowed
from campaign.domain.vocabulary import Consent, ImportKind, StepStatus
from campaign.i18n import _, day
from campaign.i18n.labels import label
from campaign.services.imports import batches
from campaign.services.people_list import ALL_STEPS, StepAsked
from campaign.ui import cards, choosers, state
from campaign.ui.citizens import names, route, words
from campaign.ui.keys import Param

if TYPE_CHECKING:
    from campaign.services.people_list import PeoplePage
    from campaign.ui.context import Context

Options = list[tuple[str, str]]
_LISTS: Final = 30


def draw(here: Context, slug: str, found: PeoplePage) -> None:
    """Draw the search and the panel behind its button."""
    choosers.find(
        _("Find by name or number"),
        key=names.FIND,
        param=Param.TEXT,
        placeholder=_("Accents are not needed"),
    )
    panel = st.popover(_("Filter"), key=names.FILTERS, width="content", on_change="rerun")
    if panel.open:
        with panel:
            _panel(found)
            _choose_batch(here, slug)


def draw_said(found: PeoplePage) -> None:
    """Draw what the list is narrowed to, with the way back to everybody; nothing when it is not narrowed."""
    parts = said(found)
    if not parts:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(cards.plain(_("Only: {filters}").format(filters=" · ".join(parts))), width="content")
        st.button(_("Show everybody"), key=names.CLEAR, type="tertiary", on_click=route.clear_filters)


def said(found: PeoplePage) -> list[str]:
    """Return each filter in words, for the screen and for the file that is made of the list."""
    wanted = route.wanted()
    parts = [f"“{wanted.text}”"] if wanted.text else []
    if found.place is not None:
        parts.append(found.place.name)
    steps = dict(_steps(found))
    if wanted.step in steps and wanted.step:
        parts.append(f"{steps[wanted.step]}: {dict(_stands(wanted.step)).get(_stands_value(), '')}".rstrip(": "))
    if wanted.consent is not None:
        parts.append(label(wanted.consent))
    if wanted.batch_id is not None:
        parts.append(_("from one imported list"))
    return parts


def choose_commune(found: PeoplePage) -> None:
    """Draw the choice of the commune, for whoever works above communes."""
    options: Options = [("", _("Choose a commune")), *((place.code, place.name) for place in found.communes)]
    chosen = found.commune.code if found.commune else ""
    choosers.choose(_("Commune, ward"), options, chosen=chosen, key=names.COMMUNE, param=Param.PLACE)


def _panel(found: PeoplePage) -> None:
    whole = found.commune.code if found.commune and len(found.communes) > 1 else ""
    places: Options = [(whole, _("All villages")), *((unit.code, unit.name) for unit in found.units)]
    chosen = found.place.code if found.place else whole
    choosers.choose(_("Village"), places, chosen=chosen, key=names.PLACE, param=Param.PLACE)
    steps = [("", _("Any")), *_steps(found)]
    step = state.param(Param.STEP) or ""
    step = step if step in dict(steps) else ""
    choosers.choose(_("Step"), steps, chosen=step, key=names.STEP, param=Param.STEP)
    if step:
        choosers.choose(_("How it stands"), _stands(step), chosen=_stands_value(), key=names.STANDS, param=Param.STATUS)
    consents: Options = [("", _("Any")), *((consent.value, label(consent)) for consent in Consent)]
    consent = state.param(Param.CONSENT) or ""
    choosers.choose(
        _("Consent"),
        consents,
        chosen=consent if consent in dict(consents) else "",
        key=names.CONSENT,
        param=Param.CONSENT,
    )


def _choose_batch(here: Context, slug: str) -> None:
    """Draw the choice of an imported list, for those who may import; nothing where none was."""
    viewer = here.call.viewer
    if not allowed(role=viewer.role, action=Action.IMPORT, scope=viewer.scope, path=None):
        return
    lists = [found for found in batches.batches(call=here.call, slug=slug) if found.kind is ImportKind.CITIZENS]
    if not lists:
        return
    options: Options = [("", _("Any"))]
    options += [
        (str(found.id), f"{found.file_name} · {day(local_time(found.created_at).date())}") for found in lists[:_LISTS]
    ]
    asked = str(route.batch() or "")
    chosen = asked if asked in dict(options) else ""
    choosers.choose(_("Imported list"), options, chosen=chosen, key=names.BATCH, param=Param.BATCH)


def _steps(found: PeoplePage) -> Options:
    return [(ALL_STEPS, _("All required steps")), *words.full_names(found.steps).items()]


def _stands(step: str) -> Options:
    """Return how a step may be asked for; "" is the usual question, what is left to do."""
    asked: Options = [("", _("still missing")), (StepAsked.DONE.value, _("done or had before"))]
    if step == ALL_STEPS:
        return asked
    return [*asked, *((status.value, label(status)) for status in StepStatus)]


def _stands_value() -> str:
    chosen = route.stands()
    value = "" if chosen is StepAsked.MISSING else chosen.value
    return value if value in dict(_stands(state.param(Param.STEP) or "")) else ""
