"""Charts whose marks are placed by the pixel: tables of bars and cells that fit a phone and a wide screen alike.

Axes would take as much room as their longest word; here each chart divides its width by itself, as expressions that
the browser works out again whenever the width changes. Names and numbers come in as data, never inside an expression.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from campaign.charts.palette import INK
from campaign.charts.theme import finished

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# A name longer than this is cut by the chart anyhow, and weighs in the spec once a place.
LONGEST_NAME: Final = 60


def px(expression: str) -> alt.ExprRef:
    """Return a value that the browser works out for each mark from its `datum` and from `width`."""
    return alt.ExprRef(expression)


def rows(data: str, *layers: alt.Chart | alt.LayerChart | alt.FacetChart) -> alt.LayerChart | alt.FacetChart:
    """Return layers that draw the same named rows, which then stand in the spec once."""
    return alt.layer(*layers, data=alt.NamedData(name=data))


def words(x: float | str, y: float | str, text: str, *, align: Any = "left", **looks: Any) -> alt.Chart:  # noqa: ANN401 - what Altair takes
    """Return words of one row, centred on their height; `x`, `y` and `text` are expressions, or `x` and `y` pixels."""
    found: alt.Chart = alt.Chart().mark_text(
        x=_place(x), y=_place(y), text=px(text), align=align, **{"baseline": "middle", "fill": INK, **looks}
    )
    return found


def box(x: float | str, x2: float | str, y: float | str, y2: float | str, **looks: Any) -> alt.Chart:  # noqa: ANN401 - what Altair takes
    """Return a rectangle of one row between two places across and two down, expressions or pixels."""
    found: alt.Chart = alt.Chart().mark_rect(x=_place(x), x2=_place(x2), y=_place(y), y2=_place(y2), **looks)
    return found


def sign(x: float | str, y: float | str, *, shape: str | alt.ExprRef, **looks: Any) -> alt.Chart:  # noqa: ANN401 - what Altair takes
    """Return a shape of one row, filled and opaque."""
    found: alt.Chart = alt.Chart().mark_point(x=_place(x), y=_place(y), shape=shape, **{"opacity": 1, **looks})
    return found


def _place(at: float | str) -> Any:  # noqa: ANN401 - Altair takes both
    return px(at) if isinstance(at, str) else at


def described(*layers: alt.LayerChart | alt.FacetChart, language: str, height: int | alt.Step = 1) -> str:
    """Return layers as JSON without numbers; their width is the container's and their height only that of the rows."""
    spec = finished(alt.layer(*layers), language=language, height=height)
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return json.dumps(spec)


def filled(
    drawing: str,
    *,
    data: Mapping[str, Sequence[Mapping[str, Any]]],
    params: Mapping[str, str | float | Sequence[str]],
    description: str,
    height: int | None = None,
) -> dict[str, Any]:
    """Return a drawing with its rows in the layers that name them.

    A parameter given as a text is an expression, anything else a value. `height` in pixels replaces the drawing's.
    """
    spec: dict[str, Any] = json.loads(drawing)
    spec["description"] = description
    spec["params"] = [
        {"name": name, "expr": value} if isinstance(value, str) else {"name": name, "value": value}
        for name, value in params.items()
    ]
    if height is not None:
        spec["height"] = height
    _fill(spec["layer"], data)
    return spec


def _fill(layers: list[dict[str, Any]], data: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    # In its own layer Streamlit passes the data on as it is; named data it would turn into tables at every rerun.
    for layer in layers:
        if "name" in layer.get("data", {}):
            layer["data"] = {"values": data[layer["data"]["name"]]}
        _fill(layer.get("layer", []), data)


def cut(name: str) -> str:
    """Return a name as a chart carries it."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def whole_percent(rate: float | None) -> float | None:
    """Return the whole percentage that a cell has room for; None without a rate.

    What is not full never reads 100, and what is not nothing never reads 0: 0.5 stands for "<1".
    """
    if rate is None:
        return None
    shown = math.floor(rate * 100 + 0.5)
    if rate < 1:
        shown = min(shown, 99)
    return 0.5 if shown == 0 and rate > 0 else shown
