"""A card of the desk: at most five lines, and whoever is not named is counted."""

from __future__ import annotations

import pytest

from campaign.ui.desk.cards import Card, Line, address, drawn
from campaign.ui.keys import Param, Screen


def card(lines: int, total: int, *, named: int | None = None, facts: str = "x") -> Card:
    shown = tuple(Line(name=f"Buôn {n}", facts=facts) for n in range(lines))
    return Card(key="k", calm="c", headline="h", total=total, lines=shown, named=named, action=("Mở", "/desk"))


@pytest.mark.parametrize(
    ("lines", "total", "named", "rest"),
    [(2, 2, None, 0), (5, 7, None, 2), (7, 7, None, 2), (5, 264, 165, 99), (3, 3, 3, 0)],
)
def test_what_is_not_named_is_counted(lines: int, total: int, named: int | None, rest: int) -> None:
    found = card(lines, total, named=named)
    assert found.rest == rest
    assert (f"và {rest} mục khác" in drawn(found)) == bool(rest)


def test_at_most_five_are_named_and_bare_names_share_a_line() -> None:
    assert drawn(card(7, 7)).count("<li>") == 5
    bare = drawn(card(7, 7, facts=""))
    assert bare.count("<li") == 1
    assert bare.count("<b>Buôn") == 5


def test_an_address_leaves_out_what_is_not_asked_for() -> None:
    asked = {Param.PLACE: None, Param.ORDER: "", Param.INDICATOR: "reached"}
    assert address(Screen.PROGRESS, "dot-1", asked) == "/progress?campaign=dot-1&indicator=reached"
