"""Steps that were ticked and not saved: they stay over the list, over a reload, and go when saved or dropped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import streamlit as st

from campaign.domain.vocabulary import StepStatus
from campaign.ui.forms import names
from tests.support.desk import Desk
from tests.support.record_screen import RecordScreen, open_screen
from tests.support.world import Persona, Someone

Open = Callable[..., RecordScreen]


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def maryam(desk: Desk) -> Someone:
    return desk.world.people["maryam"]


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    """A fresh tab each time, as after a reload; the server stays."""

    def start(persona: Persona = Persona.VOLUNTEER, **more: object) -> RecordScreen:
        return open_screen(desk, monkeypatch, persona, **more)  # type: ignore[arg-type]

    return start


def ticked(screen: RecordScreen) -> list[str]:
    return [toggle.key.split("-")[2] for toggle in screen.app.toggle if toggle.value and toggle.key]


def tick(screen: RecordScreen, who: Someone, *steps: str) -> RecordScreen:
    """Tap switches one by one, as a finger does."""
    for step in steps:
        screen.app.toggle(key=names.step_toggle(who.id, step)).set_value(True).run()
    return screen.sound()


def test_ticks_stay_over_the_list_which_says_so(opened: Open, maryam: Someone) -> None:
    screen = tick(opened().open_person(maryam), maryam, "chip_id_card", "scam_awareness").tap(names.BACK)
    unsaved = [label for label in screen.people if "Đã chọn 2 bước, chưa lưu" in label]
    assert len(unsaved) == 1
    assert "H’Maryam Niê" in unsaved[0]
    assert sorted(ticked(screen.open_person(maryam))) == ["chip_id_card", "scam_awareness"]


def test_ticks_and_other_results_stay_over_a_reload(opened: Open, maryam: Someone, desk: Desk) -> None:
    screen = tick(opened().open_person(maryam), maryam, "chip_id_card").tap(names.OTHER_OUTCOMES)
    screen.choose(names.step_outcome(maryam.id, "health_record"), StepStatus.REFUSED)
    again = opened().open_person(maryam)
    assert ticked(again) == ["chip_id_card"]
    assert again.app.button_group(key=names.step_outcome(maryam.id, "health_record")).value is StepStatus.REFUSED
    again.tap(names.SAVE)
    assert desk.live(maryam) == {"chip_id_card": StepStatus.COMPLETED, "health_record": StepStatus.REFUSED}


def test_what_is_saved_is_no_draft_any_longer(opened: Open, maryam: Someone) -> None:
    screen = tick(opened().open_person(maryam), maryam, "chip_id_card").tap(names.SAVE)
    assert not any("chưa lưu" in label for label in screen.people)
    assert ticked(opened().open_person(maryam)) == []


def test_what_was_refused_is_still_one(opened: Open, maryam: Someone) -> None:
    tick(opened().open_person(maryam), maryam, "online_payment").tap(names.SAVE)
    assert ticked(opened().open_person(maryam)) == ["online_payment"]


def test_ticks_are_dropped_on_purpose(opened: Open, maryam: Someone) -> None:
    screen = opened().open_person(maryam)
    assert not screen.has(names.STEPS_DROP)
    tick(screen, maryam, "chip_id_card").tap(names.STEPS_DROP)
    assert ticked(screen) == []
    assert not screen.has(names.STEPS_DROP)
    assert ticked(opened().open_person(maryam)) == []


def test_a_tick_taken_back_by_hand_leaves_nothing(opened: Open, maryam: Someone) -> None:
    screen = tick(opened().open_person(maryam), maryam, "chip_id_card")
    screen.app.toggle(key=names.step_toggle(maryam.id, "chip_id_card")).set_value(False).run()
    assert not any("chưa lưu" in label for label in screen.tap(names.BACK).people)


def test_nobody_sees_the_ticks_of_another_sign_in(opened: Open, maryam: Someone) -> None:
    tick(opened().open_person(maryam), maryam, "chip_id_card")
    other = opened(Persona.TEAM_LEAD)
    assert not any("chưa lưu" in label for label in other.people)
    assert ticked(other.open_person(maryam)) == []


def test_a_restart_forgets_and_breaks_nothing(opened: Open, maryam: Someone) -> None:
    tick(opened().open_person(maryam), maryam, "chip_id_card")
    st.cache_resource.clear()
    assert ticked(opened().open_person(maryam)) == []


def test_switches_are_drawn_in_the_reader_s_language_by_themselves(opened: Open, maryam: Someone) -> None:
    screen = tick(opened(language="en").open_person(maryam), maryam, "chip_id_card")
    assert "Drop my changes" in [button.label for button in screen.app.button]


def test_a_whole_run_tells_the_browser_what_is_on(opened: Open, maryam: Someone) -> None:
    # It follows a lost line, in which the browser may have dropped the switch that the server holds on.
    screen = tick(opened().open_person(maryam), maryam, "chip_id_card")
    screen.app.run()
    told = screen.app.toggle(key=names.step_toggle(maryam.id, "chip_id_card")).proto
    assert (told.value, told.set_value) == (True, True)
    untouched = screen.app.toggle(key=names.step_toggle(maryam.id, "eid_level2")).proto
    assert not untouched.set_value
