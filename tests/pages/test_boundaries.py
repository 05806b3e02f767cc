"""*Địa bàn*: places that become one or two, former communes taken over; told before, done by one button, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from campaign.domain.vocabulary import PlaceKind
from campaign.services.place_directory import directory
from campaign.services.places import NewUnit, add_units
from campaign.ui.keys import Screen
from campaign.ui.places import merging, names, splitting
from tests.support.desk import Desk
from tests.support.screens import opener, press, words
from tests.support.world import COMMUNE, FORMER, Persona

Open = Callable[..., AppTest]


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the screen for the commune's official at an address."""
    return opener(desk, monkeypatch, Screen.PLACES)


def listed(desk: Desk) -> set[str]:
    return {row.name for row in directory(call=desk.as_(Persona.OFFICIAL), commune_code=COMMUNE).units}


def test_two_villages_become_one_and_two_again(desk: Desk, opened: Open) -> None:
    app = opened(view="merge")
    chosen = [desk.world.place(name).id for name in ("Buôn Jung", "Thôn 3")]
    app.multiselect(key=names.MERGE_PLACES).set_value(chosen)
    app.run()
    # What follows is told before anything is written.
    assert "Công dân trong danh sách" in words(app)
    app.text_input(key=names.MERGE_NAME).set_value("Buôn Jung Mới")
    app.text_input(key=names.MERGE_REASON).set_value("NQ 12/NQ-HĐND")
    before = listed(desk)
    press(app, names.MERGE)
    assert listed(desk) == before - {"Buôn Jung", "Thôn 3"} | {"Buôn Jung Mới"}
    assert "Đã có Buôn Jung Mới" in words(app)
    press(app, names.undo(merging.FORM))
    assert listed(desk) == before
    assert "Đã trả các địa bàn về như cũ." in words(app)


def test_what_was_typed_stays_when_it_is_refused(desk: Desk, opened: Open) -> None:
    app = opened(view="merge")
    app.text_input(key=names.MERGE_NAME).set_value("Buôn Jung Mới")
    app.text_input(key=names.MERGE_REASON).set_value("NQ 12/NQ-HĐND")
    state = desk.state()
    press(app, names.MERGE)
    assert "Hãy chọn ít nhất hai địa bàn để nhập thành một." in words(app)
    assert app.text_input(key=names.MERGE_NAME).value == "Buôn Jung Mới"
    assert desk.state() == state


def test_a_village_is_divided(desk: Desk, opened: Open) -> None:
    app = opened(place=COMMUNE, unit="24490-V07")
    app.text_input(key=names.SPLIT_SECOND).set_value("Buôn Jung B")
    app.multiselect(key=names.SPLIT_PEOPLE).set_value([desk.world.people["maryam"].id])
    app.text_input(key=names.SPLIT_REASON).set_value("NQ 12/NQ-HĐND")
    press(app, names.SPLIT)
    assert {"Buôn Jung", "Buôn Jung B"} <= listed(desk)
    assert "Buôn Jung B" in words(app)
    form = splitting.form_of(desk.world.place("Buôn Jung").id)
    assert app.button(key=names.undo(form)).label == "Hoàn tác"


def test_former_communes_are_taken_over(desk: Desk, opened: Open) -> None:
    assert not [button for button in opened().button if button.key == names.TAKE_OVER]
    unit = NewUnit(name="Buôn Cũ", kind=PlaceKind.VILLAGE)
    add_units(call=desk.system(), parent_code=FORMER, units=[unit])
    app = opened()
    assert "Còn 1 thôn, buôn, trường, cơ quan thuộc Ea Yông" in words(app)
    app.text_input(key=names.TAKE_OVER_REASON).set_value("NQ 1660/NQ-UBTVQH15")
    press(app, names.TAKE_OVER)
    assert "Buôn Cũ" in listed(desk)
    # Whole communes do not go back, so nothing offers it.
    assert not [button for button in app.button if "undo" in str(button.key)]


def test_in_english(opened: Open) -> None:
    assert "Merge places into one" in words(opened(view="merge", language="en"))
