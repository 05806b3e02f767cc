"""*Ra quân* as somebody uses it without a browser: the calendar, planning, holding, two officials at once."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from campaign.clock import moment_at
from campaign.db.tables import outreach_day
from campaign.domain.vocabulary import Channel, OutreachKind, OutreachStatus
from campaign.services import campaigns
from campaign.services.outreach import OutreachChange, change_outreach
from campaign.services.outreach_holding import DayReport, Question, hold_outreach
from campaign.ui.forms import names as record_names
from campaign.ui.keys import Param, Screen
from campaign.ui.outreach import holding, names
from tests.support.outreach import WEDNESDAY, WEEKLY, add_team, fields, plan, stored
from tests.support.record_screen import open_screen
from tests.support.screens import open_address, words
from tests.support.world import CAMPAIGN, END, NOW, TODAY, Persona

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.support.desk import Desk

LATER = moment_at(TODAY, hour=10)


def opened(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    persona: Persona = Persona.OFFICIAL,
    language: str = "vi",
    **params: str,
) -> AppTest:
    app = open_address(desk, monkeypatch, persona, Screen.OUTREACH, params=params, language=language)
    assert not app.exception, app.exception
    return app


def key_of(app: AppTest, form: str, name: str) -> str:
    """Return the key of a field, whose last part changes with every new form."""
    stem = names.field(form, name, "")
    found = [str(w.key) for kind in KINDS for w in getattr(app, kind) if str(w.key or "").startswith(stem)]
    assert len(found) == 1, (stem, found)
    return found[0]


KINDS = ("selectbox", "text_input", "text_area", "date_input", "time_input", "number_input", "checkbox", "button_group")


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


# ------------------------------------------------------------------------------------------- the calendar
def test_the_month_shows_every_day_with_place_hours_and_state(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = plan(desk, day=WEDNESDAY, repeat=WEEKLY, starts_at=450, venue="Nhà văn hóa")
    report = DayReport(id=made.ids[0], campaign=CAMPAIGN, version=1, attendance=20)
    hold_outreach(call=desk.as_(Persona.OFFICIAL), report=report)
    shown = words(opened(desk, monkeypatch))
    assert "Tháng 11/2026" in shown
    assert "✓ 07:30 Ngày thứ tư trực tuyến · Buôn Jung" in shown
    assert "Đã lên lịch · từ 07:30 · Buôn Jung · Nhà văn hóa" in shown


def test_months_are_turned_and_stand_in_the_address(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(desk, day=END, venue="Hội trường")
    app = opened(desk, monkeypatch)
    assert "chưa có buổi ra quân" in words(app)
    app.button(key=names.LATER).click()
    app.button(key=names.LATER).click()
    run(app)
    app.button(key=names.LATER).click()
    run(app)
    assert app.query_params["month"] in (["2027-01"], "2027-01")
    assert "Hội trường" in words(app)
    assert app.button(key=names.LATER).disabled


@pytest.mark.parametrize("month", ["2026-13", "x", "0000-00", "2026-11-11"])
def test_a_broken_month_is_this_month(desk: Desk, monkeypatch: pytest.MonkeyPatch, month: str) -> None:
    assert "Tháng 11/2026" in words(opened(desk, monkeypatch, month=month))


def test_a_filter_of_the_address(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(desk, kind=OutreachKind.VISIT)
    plan(desk, place="Thôn 3")
    shown = words(opened(desk, monkeypatch, kind="visit"))
    assert "Đi từng ngõ" in shown
    assert "Thôn 3" not in shown


def test_a_volunteer_reads_and_plans_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own, other = plan(desk).ids[0], plan(desk, place="Thôn 3").ids[0]
    app = opened(desk, monkeypatch, Persona.VOLUNTEER)
    assert "Buôn Jung" in words(app)
    assert "Thôn 3" not in words(app)
    assert all(button.key != names.NEW for button in app.button)
    shown = opened(desk, monkeypatch, Persona.VOLUNTEER, day=str(own))
    assert all(button.key not in {names.SAVE_HELD, names.SAVE_CHANGE, names.REOPEN} for button in shown.button)
    assert "không thuộc địa bàn" in words(opened(desk, monkeypatch, Persona.VOLUNTEER, day=str(other)))
    assert "không lên lịch" in words(opened(desk, monkeypatch, Persona.VOLUNTEER, view=names.VIEW_NEW))


def test_in_english(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(desk, day=WEDNESDAY, repeat=WEEKLY)
    assert "Online Wednesday" in words(opened(desk, monkeypatch, language="en"))


# ---------------------------------------------------------------------------------------------- planning
def test_a_weekly_wednesday_until_the_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(desk, monkeypatch)
    app.button(key=names.NEW).click()
    run(app)
    app.text_input(key=key_of(app, names.FORM_PLAN, "venue")).set_value("Hội trường xã")
    app.button_group(key=key_of(app, names.FORM_PLAN, "repeat")).set_value("weekly")
    run(app)
    assert "7 buổi: 25/11/2026" in words(app)
    app.button(key=names.PLAN).click()
    run(app)
    assert desk.rows(outreach_day) == 7
    assert "Đã lên lịch 7 buổi, từ 25/11/2026 đến 06/01/2027." in words(app)
    assert "Ngày thứ tư trực tuyến" in words(app)


def test_without_an_end_the_form_says_so_and_keeps_what_was_typed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(desk, monkeypatch, view=names.VIEW_NEW)
    app.text_input(key=key_of(app, names.FORM_PLAN, "venue")).set_value("Hội trường xã")
    app.button_group(key=key_of(app, names.FORM_PLAN, "repeat")).set_value("weekly")
    run(app)
    app.date_input(key=key_of(app, names.FORM_PLAN, "until")).set_value(None)
    app.button(key=names.PLAN).click()
    run(app)
    assert "Đề nghị lấy ngày cuối chiến dịch: 06/01/2027" in words(app)
    assert app.text_input(key=key_of(app, names.FORM_PLAN, "venue")).value == "Hội trường xã"
    assert desk.rows(outreach_day) == 0


def test_a_double_click_plans_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(desk, monkeypatch, view=names.VIEW_NEW)
    app.button(key=names.PLAN).click()
    app.button(key=names.PLAN).click()
    run(app)
    assert desk.rows(outreach_day) == 1


# --------------------------------------------------------------------------------------------- holding it
def test_holding_a_day_with_attendance(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = plan(desk).ids[0]
    desk.save("maryam", "scam_awareness", outreach_day_id=own)
    app = opened(desk, monkeypatch, day=str(own))
    app.number_input(key=key_of(app, names.FORM_HOLD, "attendance")).set_value(31)
    app.text_area(key=key_of(app, names.FORM_HOLD, "left")).set_value("Lắp wifi")
    app.button(key=names.SAVE_HELD).click()
    run(app)
    found = stored(desk, own)
    assert (found.status, found.attendance, found.left_to_do) == (OutreachStatus.HELD, 31, "Lắp wifi")
    shown = words(app)
    assert "✓ Đã tổ chức" in shown
    assert "Lắp wifi" in shown
    assert "Số người được ghi nhận 1" in shown
    app.button(key=names.REOPEN).click()
    run(app)
    assert stored(desk, own).status is OutreachStatus.PLANNED


def grid(*, edited: dict[int, Any] | None = None, added: tuple[Any, ...] = (), deleted: tuple[int, ...] = ()) -> Any:  # noqa: ANN401 - as a grid sends it
    return {"edited_rows": edited or {}, "added_rows": list(added), "deleted_rows": list(deleted)}


def test_the_rows_of_the_grids_become_gifts_and_questions() -> None:
    asked = Question(question="A")
    first = holding.Noted(attendance=None, notes="", left_to_do="", supports=(), questions=(asked,))
    values: dict[str, Any] = {"attendance": 5, "notes": None, "left": None}
    values["supports"] = grid(added=({"partner": "X", "kind": "gift", "amount": 3}, {}))
    values["questions"] = grid(edited={0: {"answer": "B", "answered_on": "2026-11-20"}})
    found = holding.read(first, values)
    assert [(given.partner, given.kind.value, given.amount) for given in found.supports] == [("X", "gift", 3)]
    assert found.questions == (Question(question="A", answer="B", answered_on=date(2026, 11, 20)),)
    values["questions"] = grid(deleted=(0,))
    assert holding.read(first, values).questions == ()


def test_two_officials_at_once_the_second_sees_both(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = plan(desk).ids[0]
    app = opened(desk, monkeypatch, day=str(own))
    app.number_input(key=key_of(app, names.FORM_HOLD, "attendance")).set_value(31)
    theirs = DayReport(id=own, campaign=CAMPAIGN, version=1, attendance=44)
    hold_outreach(call=desk.as_(Persona.ADMIN, LATER), report=theirs)
    app.button(key=names.SAVE_HELD).click()
    run(app)
    shown = words(app)
    assert "Trần Thị An vừa sửa buổi ra quân này" in shown
    assert "Số người tham dự 44 31" in shown
    assert stored(desk, own).attendance == 44
    form = names.form_of(names.FORM_HOLD, own)
    app.button(key=f"{form}-keep").click()
    run(app)
    app.button(key=names.SAVE_HELD).click()
    run(app)
    assert stored(desk, own).attendance == 31


def test_taking_the_stored_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = plan(desk).ids[0]
    app = opened(desk, monkeypatch, day=str(own))
    app.number_input(key=key_of(app, names.FORM_HOLD, "attendance")).set_value(31)
    hold_outreach(
        call=desk.as_(Persona.ADMIN, LATER), report=DayReport(id=own, campaign=CAMPAIGN, version=1, attendance=44)
    )
    app.button(key=names.SAVE_HELD).click()
    run(app)
    app.button(key=f"{names.form_of(names.FORM_HOLD, own)}-take").click()
    run(app)
    assert app.number_input(key=key_of(app, names.FORM_HOLD, "attendance")).value == 44


def test_another_part_changed_meanwhile_is_no_conflict(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = plan(desk).ids[0]
    app = opened(desk, monkeypatch, day=str(own))
    app.number_input(key=key_of(app, names.FORM_HOLD, "attendance")).set_value(31)
    run(app)
    command = OutreachChange(
        id=own, campaign=CAMPAIGN, version=1, place_id=desk.world.place("Buôn Jung").id, day=TODAY,
        fields=fields(venue="Nhà văn hóa"),
    )  # fmt: skip
    change_outreach(call=desk.as_(Persona.ADMIN, LATER), command=command)
    run(app)
    app.button(key=names.SAVE_HELD).click()
    run(app)
    assert (stored(desk, own).attendance, stored(desk, own).venue) == (31, "Nhà văn hóa")


def open_folded(app: AppTest, key: str) -> AppTest:
    app.session_state[key] = True
    return run(app)


def test_changing_all_later_days(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = plan(desk, day=WEDNESDAY, repeat=WEEKLY)
    app = open_folded(opened(desk, monkeypatch, day=str(made.ids[3])), names.CHANGE)
    app.checkbox(key=key_of(app, names.FORM_CHANGE, "following")).set_value(True)
    run(app)
    app.text_input(key=key_of(app, names.FORM_CHANGE, "venue")).set_value("Trường học")
    app.button(key=names.SAVE_CHANGE).click()
    run(app)
    assert "Đã sửa 6 buổi." in "\n".join(str(found.value) for found in app.success)
    assert [stored(desk, own).venue for own in made.ids] == ["", "", "", *["Trường học"] * 6]


def test_cancelling_needs_a_reason(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = plan(desk).ids[0]
    app = open_folded(opened(desk, monkeypatch, day=str(own)), names.CANCEL)
    app.button(key=names.SAVE_CANCEL).click()
    run(app)
    assert stored(desk, own).status is OutreachStatus.PLANNED
    app.text_input(key=names.CANCEL_REASON).set_value("mưa bão")
    app.button(key=names.SAVE_CANCEL).click()
    run(app)
    assert stored(desk, own).cancel_reason == "mưa bão"
    assert "✕ Đã hủy: mưa bão" in words(app)


def test_a_closed_campaign_is_only_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = plan(desk).ids[0]
    campaigns.close_campaign(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    app = opened(desk, monkeypatch, day=str(own))
    assert all(button.key not in {names.SAVE_HELD, names.REOPEN} for button in app.button)


def test_hostile_words_stay_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = plan(desk, title="<script>alert(1)</script>", venue="<b>x</b>").ids[0]
    for app in (opened(desk, monkeypatch), opened(desk, monkeypatch, day=str(own))):
        bodies = "".join(e.proto.body for e in app.get("html"))
        assert "<script>" not in bodies
        assert "<b>x</b>" not in bodies


def test_a_day_that_nobody_has(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for broken in (str(uuid.uuid4()), "x"):
        app = open_address(desk, monkeypatch, Persona.OFFICIAL, Screen.OUTREACH, params={Param.DAY.value: broken})
        assert not app.exception
        assert "không thuộc địa bàn" in words(app)


# ----------------------------------------------------------------------------------- the record screen
def test_the_record_screen_opens_on_todays_outreach_day(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own, maryam = plan(desk, starts_at=450).ids[0], desk.world.people["maryam"]
    screen = open_screen(desk, monkeypatch, Persona.VOLUNTEER)
    assert screen.app.button_group(key=record_names.OUTREACH).value == str(own)
    screen.open_person(maryam).tick(maryam, "scam_awareness").tap(record_names.SAVE)
    assert recorded(desk) == [(own, Channel.OUTREACH_DAY.value)]


def test_one_tap_leaves_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(desk)
    maryam = desk.world.people["maryam"]
    screen = open_screen(desk, monkeypatch, Persona.VOLUNTEER).choose(record_names.OUTREACH, None)
    screen.open_person(maryam).tick(maryam, "scam_awareness").tap(record_names.SAVE)
    assert recorded(desk) == [(None, Channel.HOME_VISIT.value)]


def test_one_tap_takes_another(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    team = add_team(desk, "Krông Pắc", members=(Persona.VOLUNTEER,))
    other, sent = plan(desk).ids[0], plan(desk, place="Krông Pắc", team_id=team).ids[0]
    screen = open_screen(desk, monkeypatch, Persona.VOLUNTEER)
    assert screen.app.button_group(key=record_names.OUTREACH).value == str(sent)
    screen.choose(record_names.OUTREACH, str(other))
    maryam = desk.world.people["maryam"]
    screen.open_person(maryam).tick(maryam, "scam_awareness").tap(record_names.SAVE)
    assert recorded(desk) == [(other, Channel.OUTREACH_DAY.value)]


def test_without_a_day_nothing_is_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(desk, day=TODAY + timedelta(days=1))
    screen = open_screen(desk, monkeypatch, Persona.VOLUNTEER)
    assert all(group.key != record_names.OUTREACH for group in screen.app.button_group)
    assert NOW.today == TODAY


def recorded(desk: Desk) -> list[tuple[uuid.UUID | None, str]]:
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT outreach_day_id, channel FROM record WHERE voided_at IS NULL").all()
    return [(uuid.UUID(str(own)) if own else None, channel) for own, channel in rows]
