"""What a browser knows of a widget: id, key, form, and the value that it sends back with every rerun.

It refuses widgets whose value is a file, a table edit or a component's own JSON: no benchmark uses them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState

if TYPE_CHECKING:
    from streamlit.proto.Element_pb2 import Element

# Which field of a WidgetState carries the value, by the name of the element (Streamlit 1.67).
_VALUE_FIELDS = {
    "checkbox": "bool_value",
    "selectbox": "string_value",
    "radio": "string_value",
    "text_input": "string_value",
    "text_area": "string_value",
    "time_input": "string_value",
    "number_input": "double_value",
    "slider": "double_array_value",
    "multiselect": "string_array_value",
    "button_group": "string_array_value",
    "date_input": "string_array_value",
    "date_time_input": "string_array_value",
}
_OF_OPTIONS = ("selectbox", "radio", "multiselect", "button_group")
_TRIGGERS = ("button", "download_button")


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """One widget on the page; ``fragment`` is the id of the fragment that redraws it, or empty."""

    id: str
    key: str
    kind: str
    fragment: str
    form: str
    query_key: str
    element: Any

    @property
    def trigger(self) -> bool:
        """Whether it is a button, whose value lasts for one rerun."""
        return self.kind in _TRIGGERS

    @property
    def forced(self) -> bool:
        """Whether the server just dictated the value, so that it replaces what the browser had."""
        return bool(getattr(self.element, "set_value", False))

    def state(self, *, value: object) -> WidgetState:
        """The state that a browser would send for ``value``; KeyError for a kind that is not supported.

        ``value`` is a bool, a string, a number, or a list of strings or numbers, as the kind asks.
        """
        state = WidgetState(id=self.id)
        if self.trigger:
            state.trigger_value = bool(value)
            return state
        field = _VALUE_FIELDS[self.kind]
        if self.kind == "slider" and self.element.type == Slider.SELECT_SLIDER:
            field = "string_array_value"
        if field.endswith("_array_value"):
            many = value if isinstance(value, (list, tuple)) else [value]
            getattr(state, field).data.extend(many)
            getattr(state, field).SetInParent()
        else:
            setattr(state, field, value)
        return state

    def resting_state(self) -> WidgetState | None:
        """The state with the value that the server drew; None where a browser sends nothing."""
        if self.trigger or self.kind not in _VALUE_FIELDS:
            return None
        value = _drawn_value(self.kind, self.element, forced=self.forced)
        return None if value is None else self.state(value=value)


def _drawn_value(kind: str, element: Any, *, forced: bool) -> object | None:  # noqa: ANN401 - any message.
    """The value in the element itself: the dictated one, else its default."""
    if kind in _OF_OPTIONS:
        return _drawn_option(kind, element, forced=forced)
    if isinstance(element, Slider) and element.type == Slider.SELECT_SLIDER:
        return list(element.raw_value) if forced else [element.options[int(at)] for at in element.default]
    name = "value" if forced else "default"
    if _VALUE_FIELDS[kind].endswith("_array_value"):
        return list(getattr(element, name))
    # A text box without a value is not the same as one with an empty text; a check box always has a value.
    absent = kind != "checkbox" and not element.HasField(name)
    return None if absent else getattr(element, name)


def _drawn_option(kind: str, element: Any, *, forced: bool) -> object | None:  # noqa: ANN401 - any message.
    """The same for choices among options, where the default is a position or a list of positions."""
    if kind in ("selectbox", "radio"):
        if forced:
            return element.raw_value if element.HasField("raw_value") else None
        return element.options[element.default] if element.HasField("default") and element.options else None
    if forced:
        return list(element.raw_values)
    options = element.options if kind == "multiselect" else [option.content for option in element.options]
    return [options[index] for index in element.default]


def widget_of(*, element: Element, fragment: str) -> Widget | None:
    """The widget inside a drawn element, or None for an element that has no value of its own."""
    kind = element.WhichOneof("type")
    if kind is None or (kind not in _VALUE_FIELDS and kind not in _TRIGGERS):
        return None
    inner = getattr(element, kind)
    identifier: str = inner.id
    key = identifier.split("-", maxsplit=2)[-1]
    return Widget(
        id=identifier,
        key="" if key == "None" else key,
        kind=kind,
        fragment=fragment,
        form=inner.form_id,
        query_key=getattr(inner, "query_param_key", ""),
        element=inner,
    )
