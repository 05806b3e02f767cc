"""Editing one thing that is counted: its fields, its place in the order, taking it out; or a new one.

Draws the same for a draft, where each change is stored at once, and for a template, where changes are gathered for one
new version: the caller says what a click does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from campaign.domain import indicator_edits
from campaign.domain.indicator_edits import DERIVED_KINDS, Indicators
from campaign.domain.templates import MAX_AGE, MAX_NAME, MAX_SHORT, MAX_UNIT, TemplateIndicator
from campaign.domain.vocabulary import IndicatorKind, PopulationGroup
from campaign.i18n import N_, _
from campaign.i18n.labels import label
from campaign.ui import cards, state
from campaign.ui.campaigns import names, words

if TYPE_CHECKING:
    from campaign.ui.actions import OnClick, Values

Change = Callable[["Values"], Indicators]
Clicked = Callable[[Mapping[str, str], Change], "OnClick"]

_NEW: Final[Mapping[str, str]] = {
    "+step": N_("＋ A new step"),
    "+count": N_("＋ A new number that units report"),
    "+ratio": N_("＋ A new ratio that units report"),
}
_LIMITS: Final = ("age_from", "age_to", "guardian_below")


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """What is being edited: the list, what tells its widgets apart, and what a click on a button does with a change."""

    indicators: Indicators
    owner: str
    clicked: Clicked

    def key(self, name: str, *parts: str) -> str:
        """Return the key of a widget."""
        return "-".join((name, self.owner, *parts))


def draw(editing: Editing) -> None:
    """Draw the choice of what to change, and its form."""
    known = words.indicator_names(editing.indicators)
    titles = {**known, **{code: _(text) for code, text in _NEW.items()}}
    chosen = st.selectbox(
        _("Change or add"),
        list(titles),
        index=None,
        format_func=lambda key: titles.get(key, key),
        placeholder=_("Choose what to change, or add something"),
        key=editing.key(names.ITEM),
        filter_mode=None,
        persist_state="session",
    )
    if chosen is None:
        return
    found = next((one for one in editing.indicators if one.key == chosen), None)
    if found is None and chosen not in _NEW:
        return
    with st.container(border=True):
        _draw_form(editing, found or _blank(IndicatorKind(chosen[1:])), new=found is None)


def _blank(kind: IndicatorKind) -> TemplateIndicator:
    people = kind is IndicatorKind.STEP
    return TemplateIndicator(
        key="",
        kind=kind,
        name_vi="",
        name_en="",
        short_vi="",
        short_en="",
        unit_vi="người" if people else "lượt",
        unit_en="people" if people else "times",
        required=people,
        population_group=PopulationGroup.FROM_14 if people else None,
    )


def _draw_form(editing: Editing, found: TemplateIndicator, *, new: bool) -> None:
    which = found.key or f"new-{found.kind.value}"
    fields = _draw_labels(editing, found, which)
    if found.kind is IndicatorKind.STEP:
        fields |= _draw_rules(editing, found, which)
    if found.kind in DERIVED_KINDS or found.kind is IndicatorKind.STEP:
        fields["population_group"] = editing.key(names.ITEM_FIELD, which, "group")
        groups: list[PopulationGroup | None] = [None, *PopulationGroup]
        st.selectbox(
            _("Group that rates are a share of"),
            groups,
            index=groups.index(found.population_group),
            format_func=lambda group: label(group) if group else _("none"),
            key=fields["population_group"],
            filter_mode=None,
            persist_state="session",
        )
    with st.container(horizontal=True, gap="small"):
        # What a new one is called says what its key will be.
        st.button(
            _("Add") if new else _("Save the change"),
            key=editing.key(names.ITEM_SAVE),
            **editing.clicked(fields, lambda values: _put(editing, found, values)),
        )
        if not new and found.kind not in DERIVED_KINDS:
            _draw_moves(editing, found)


def _draw_moves(editing: Editing, found: TemplateIndicator) -> None:
    for text, name, by in ((_("Move up"), names.ITEM_UP, -1), (_("Move down"), names.ITEM_DOWN, 1)):
        st.button(
            text,
            key=editing.key(name),
            **editing.clicked({}, _moved(editing.indicators, found.key, by)),
        )
    st.button(
        _("Take out"),
        key=editing.key(names.ITEM_REMOVE),
        **editing.clicked({}, lambda _values: indicator_edits.remove(editing.indicators, found.key)),
    )


def _moved(indicators: Indicators, key: str, by: int) -> Change:
    return lambda _values: indicator_edits.move(indicators, key, by=by)


def _draw_labels(editing: Editing, found: TemplateIndicator, which: str) -> dict[str, str]:
    texts = {
        "name_vi": (_("Name"), found.name_vi, MAX_NAME),
        "short_vi": (_("Short label, at most {n} characters").format(n=MAX_SHORT), found.short_vi, MAX_SHORT),
        "unit_vi": (_("Unit"), found.unit_vi, MAX_UNIT),
        "name_en": (_("Name in English"), found.name_en, MAX_NAME),
        "short_en": (_("Short label in English"), found.short_en, MAX_SHORT),
        "unit_en": (_("Unit in English"), found.unit_en, MAX_UNIT),
    }
    fields = {name: editing.key(names.ITEM_FIELD, which, name) for name in texts}
    columns = st.columns((3, 2, 1))
    for column, name in zip((*columns, *columns), texts, strict=True):
        title, value, limit = texts[name]
        with column:
            st.text_input(title, value, key=fields[name], max_chars=limit, persist_state="session")
    return fields


def _draw_rules(editing: Editing, found: TemplateIndicator, which: str) -> dict[str, str]:
    fields = {name: editing.key(names.ITEM_FIELD, which, name) for name in ("required", "prerequisites", *_LIMITS)}
    st.toggle(_("Required for “all steps”"), found.required, key=fields["required"], persist_state="session")
    titles = {
        "age_from": (_("From age"), found.age_from),
        "age_to": (_("Up to age"), found.age_to),
        "guardian_below": (_("With the legal representative under"), found.guardian_below),
    }
    for column, name in zip(st.columns(len(_LIMITS)), _LIMITS, strict=True):
        title, value = titles[name]
        with column:
            st.number_input(
                title,
                min_value=0,
                max_value=MAX_AGE,
                value=value,
                step=1,
                key=fields[name],
                placeholder=_("no limit"),
                persist_state="session",
            )
    others = {
        one.key: words.indicator_name(one)
        for one in editing.indicators
        if one.kind is IndicatorKind.STEP and one.key != found.key
    }
    st.multiselect(
        _("Needs first"),
        list(others),
        default=[key for key in found.prerequisites if key in others],
        format_func=lambda key: others.get(key, key),
        key=fields["prerequisites"],
        placeholder=_("nothing"),
        persist_state="session",
    )
    return fields


def _put(editing: Editing, found: TemplateIndicator, values: Values) -> Indicators:
    """Return the list with what was typed; what is missing in English is said as in Vietnamese."""
    said: dict[str, Any] = {
        name: " ".join((values.get(name) or "").split())
        for name in ("name_vi", "short_vi", "unit_vi", "name_en", "short_en", "unit_en")
    }
    said["short_vi"] = said["short_vi"] or said["name_vi"][:MAX_SHORT].strip()
    for name in ("name", "short", "unit"):
        said[f"{name}_en"] = said[f"{name}_en"] or said[f"{name}_vi"]
    taken = [one.key for one in editing.indicators]
    key = found.key or indicator_edits.new_key(said["name_vi"], taken=taken)
    step = found.kind is IndicatorKind.STEP
    return indicator_edits.put(
        editing.indicators,
        TemplateIndicator(
            key=key,
            kind=found.kind,
            **said,
            required=bool(values.get("required")) if step else found.required,
            population_group=values.get("population_group"),
            age_from=values.get("age_from"),
            age_to=values.get("age_to"),
            guardian_below=values.get("guardian_below"),
            prerequisites=tuple(values.get("prerequisites") or ()),
        ),
    )


def forget(editing_owner: str) -> None:
    """Choose nothing any more (callback): what was changed stands in the table."""
    state.put_widget(f"{names.ITEM}-{editing_owner}", None)


def draw_table_note() -> None:
    """Say what follows by itself."""
    st.caption(cards.plain(_("“All steps” and “people reached” are counted by themselves as soon as there are steps.")))
