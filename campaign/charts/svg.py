"""SVG made small and safe: what Vega writes, without what no reader sees.

The look depends on attributes alone, never on `style=`, because the public board forbids it; and a chart has to be
light enough for a slow phone.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from xml.etree import ElementTree as ET

_SVG: Final = "http://www.w3.org/2000/svg"
# Names that only Vega's own scripts read, and what the root says once for all.
_UNSEEN: Final = frozenset({"class", "role", "aria-roledescription", "aria-hidden", "aria-label", "pointer-events"})
_NUMBER: Final = re.compile(r"-?\d*\.\d+(?:e-?\d+)?")
_MOVES: Final = ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height")
# What a group may say once for all its marks, because they inherit it.
_INHERITED: Final = ("fill", "stroke", "stroke-width", "font-size", "font-weight", "font-style", "text-anchor")
_DRAWN: Final = frozenset({"path", "text", "line", "rect", "circle"})


def slim(svg: str, *, label: str, font: str) -> str:
    """Return an SVG of Vega's as an image with a label, in the given font, a tenth of a pixel exact."""
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # noqa: S314 - our own text, made by our own charts a moment ago
    _clean(root)
    root.attrib.pop("version", None)
    root.set("role", "img")
    root.set("aria-label", label)
    root.set("font-family", font)
    return ET.tostring(root, encoding="unicode")


def _clean(parent: ET.Element) -> None:
    for element in list(parent):
        _clean(element)
        if _is_nothing(element):
            parent.remove(element)
    for rule in parent.attrib.pop("style", "").split(";"):
        name, _colon, value = rule.partition(":")
        if value:
            parent.set(name.strip(), value.strip())
    for name in [name for name in parent.attrib if name in _UNSEEN or name == "font-family"]:
        del parent.attrib[name]
    if parent.get("transform") == "translate(0,0)":
        del parent.attrib["transform"]
    if len(parent) and parent.tag == f"{{{_SVG}}}g":
        _say_once(parent)
    for name in _MOVES:
        if name in parent.attrib:
            parent.set(name, _NUMBER.sub(_rounded, parent.attrib[name]))


def _say_once(parent: ET.Element) -> None:
    """Move what most marks of a group have in common to the group; the others keep their own."""
    marks = list(parent)
    for name in _INHERITED:
        values = Counter(mark.get(name) for mark in marks)
        value, times = values.most_common(1)[0]
        if len(marks) < 2 or value is None or None in values or times < 2 or parent.get(name) not in {None, "none"}:  # noqa: PLR2004 - two of a kind
            continue
        parent.set(name, value)
        for mark in marks:
            if mark.get(name) == value:
                del mark.attrib[name]


def _is_nothing(element: ET.Element) -> bool:
    """Whether an element shows nothing: an empty group, or a mark that is there for a pointer only."""
    tag = element.tag.removeprefix(f"{{{_SVG}}}")
    if tag == "g":
        return not len(element)
    if tag not in _DRAWN:
        return False
    empty = tag == "path" and not element.get("d")
    colourless = element.get("fill", "none") in {"none", "transparent"} and element.get("stroke") is None
    inherited = tag != "path" or element.get("class") == "background"
    hidden = element.get("opacity") == "0" or element.get("display") == "none"
    return empty or hidden or (colourless and inherited and tag != "text")


def _rounded(found: re.Match[str]) -> str:
    return f"{float(found.group()):.1f}".removesuffix(".0").replace("-0", "0", 1) if found.group() else ""
