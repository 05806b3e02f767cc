"""*Chiến dịch*: the wizard from template to opening, templates, copies, endings; who sees it and who does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from campaign.domain.vocabulary import CampaignStatus, PopulationGroup, ReportLevel, TargetKind
from campaign.services import assignments, campaign_checks, campaigns, drafts, target_grid, templates
from campaign.services.campaigns import CampaignDefinition
from campaign.services.targets import TargetChange, set_targets
from campaign.ui.campaigns import names
from campaign.ui.campaigns.route import Step, View
from campaign.ui.keys import SHELL_CAMPAIGN, Screen
from tests.support.desk import Desk
from tests.support.drive import DRIVE, entry, open_drive, put
from tests.support.screens import open_address, rows, words
from tests.support.walks import campaigns as walks
from tests.support.world import CAMPAIGN, COMMUNE, END, START, TODAY, Persona

Open = Callable[..., AppTest]


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    def start(persona: Persona = Persona.OFFICIAL, language: str = "vi", **params: str) -> AppTest:
        return sound(open_address(desk, monkeypatch, persona, Screen.CAMPAIGNS, params=params, language=language))

    return start


@pytest.fixture
def draft(desk: Desk) -> str:
    """The short name of a draft of the world's commune."""
    return walks.draft(desk, template="digital_citizen_2026")


def sound(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    assert len(app.title) == 1
    return app


def press(app: AppTest, key: str) -> AppTest:
    return sound(app.button(key=key).click().run())


def param(app: AppTest, name: str) -> str:
    """Return a query parameter, which the test runner gives as it was set: alone or in a list."""
    found = app.query_params.get(name) or ""
    return found if isinstance(found, str) else found[0]


def at(app: AppTest) -> tuple[str, str]:
    """Return view and step of the address."""
    return (param(app, "view"), param(app, "step"))


def stored(desk: Desk, slug: str) -> CampaignDefinition:
    return campaigns.campaign(call=desk.system(), slug=slug)


def only_draft(desk: Desk) -> str:
    (found,) = (one.slug for one in campaigns.list_campaigns(call=desk.system()) if one.status is CampaignStatus.DRAFT)
    return found


# -------------------------------------------------------------------------------------------- the wizard
def test_from_the_list_to_a_draft(desk: Desk, opened: Open) -> None:
    app = press(opened(), names.NEW)
    assert at(app) == ("new", "template")
    assert app.radio(key=names.TEMPLATE).value == "digital_citizen_2026"
    app = press(app, names.NEXT)
    assert at(app) == ("new", "place")
    # One's own commune is chosen already.
    assert app.selectbox(key=names.PLACE).value == COMMUNE
    app = press(app, names.NEXT)
    made = stored(desk, only_draft(desk))
    assert at(app) == ("set_up", "dates")
    assert param(app, "campaign") == made.slug
    assert (made.name, made.starts_on, made.days) == ("Công dân số 2026 Krông Pắc", TODAY, 60)


def test_another_template_may_be_chosen(desk: Desk, opened: Open) -> None:
    app = opened(view="new", step="template")
    app.radio(key=names.TEMPLATE).set_value("drive_44_days").run()
    app = press(press(app, names.NEXT), names.NEXT)
    assert stored(desk, only_draft(desk)).template_key == "drive_44_days"


def test_a_country_is_searched_by_name(opened: Open) -> None:
    app = opened(Persona.ADMIN, view="new", step="place", text="ea phe")
    assert list(app.selectbox(key=names.PLACE).options) == ["Ea Phê (24502)"]
    app = opened(Persona.ADMIN, view="new", step="place", text="khong co noi nay")
    assert app.button(key=names.NEXT).disabled


def test_days_and_basis_are_stored_and_lead_on(desk: Desk, opened: Open, draft: str) -> None:
    app = opened(campaign=draft, view="set_up", step="dates")
    app.text_input(key=f"{names.NAME}-{draft}").set_value("Công dân số xã Krông Pắc")
    app.text_input(key=f"{names.PLAN}-{draft}").set_value("21/KH-UBND")
    app = press(app, names.NEXT)
    assert at(app) == ("set_up", "steps")
    assert (stored(desk, draft).name, stored(desk, draft).plan_number) == ("Công dân số xã Krông Pắc", "21/KH-UBND")


def test_days_in_the_wrong_order_keep_what_was_typed(desk: Desk, opened: Open, draft: str) -> None:
    app = opened(campaign=draft, view="set_up", step="dates")
    app.text_input(key=f"{names.NAME}-{draft}").set_value("Tên mới")
    app.date_input(key=f"{names.END}-{draft}").set_value(START.replace(day=1))
    app = press(app, names.NEXT)
    assert at(app) == ("set_up", "dates")
    assert app.text_input(key=f"{names.NAME}-{draft}").value == "Tên mới"
    assert app.error
    assert stored(desk, draft).ends_on == END


def test_the_second_official_is_told_and_decides(desk: Desk, opened: Open, draft: str) -> None:
    app = opened(campaign=draft, view="set_up", step="dates")
    found = stored(desk, draft)
    drafts.set_details(
        call=desk.as_(Persona.ADMIN),
        slug=draft,
        seen=drafts.details_of(found),
        wanted=replace(drafts.details_of(found), name="Tên của người khác"),
    )
    app.text_input(key=f"{names.NAME}-{draft}").set_value("Tên của tôi")
    app = press(app, names.NEXT)
    assert "Tên của người khác" in app.error[0].value
    assert stored(desk, draft).name == "Tên của người khác"
    app = press(app, names.NEXT)
    assert stored(desk, draft).name == "Tên của tôi"


def owner(desk: Desk, draft: str) -> str:
    return f"{draft}-{stored(desk, draft).indicators_version}"


def test_a_step_is_changed_moved_taken_out_and_added(desk: Desk, opened: Open, draft: str) -> None:
    app = opened(campaign=draft, view="set_up", step="steps")
    key = owner(desk, draft)
    app.selectbox(key=f"{names.ITEM}-{key}").set_value("health_record").run()
    app.toggle(key=f"{names.ITEM_FIELD}-{key}-health_record-required").set_value(True)
    app = press(app, f"{names.ITEM_SAVE}-{key}")
    found = stored(desk, draft).indicator("health_record")
    assert found is not None
    assert found.required
    key = owner(desk, draft)
    app.selectbox(key=f"{names.ITEM}-{key}").set_value("health_record").run()
    app = press(app, f"{names.ITEM_UP}-{key}")
    assert [i.key for i in stored(desk, draft).steps][-2:] == ["health_record", "digital_signature"]
    key = owner(desk, draft)
    app.selectbox(key=f"{names.ITEM}-{key}").set_value("digital_signature").run()
    app = press(app, f"{names.ITEM_REMOVE}-{key}")
    assert stored(desk, draft).indicator("digital_signature") is None
    key = owner(desk, draft)
    app.selectbox(key=f"{names.ITEM}-{key}").set_value("+step").run()
    app.text_input(key=f"{names.ITEM_FIELD}-{key}-new-step-name_vi").set_value("Dùng ứng dụng nông nghiệp")
    app = press(app, f"{names.ITEM_SAVE}-{key}")
    added = stored(desk, draft).indicator("dung_ung_dung_nong_nghiep")
    assert added is not None
    assert (added.name_en, added.required) == ("Dùng ứng dụng nông nghiệp", True)


def test_a_step_without_a_name_is_refused_beside_what_was_typed(desk: Desk, opened: Open, draft: str) -> None:
    app = opened(campaign=draft, view="set_up", step="steps")
    key = owner(desk, draft)
    app.selectbox(key=f"{names.ITEM}-{key}").set_value("+step").run()
    app.text_input(key=f"{names.ITEM_FIELD}-{key}-new-step-unit_vi").set_value("hộ")
    app = press(app, f"{names.ITEM_SAVE}-{key}")
    assert app.error
    assert app.text_input(key=f"{names.ITEM_FIELD}-{key}-new-step-unit_vi").value == "hộ"


def test_the_numbers_of_a_drive_say_who_reports_by_when(desk: Desk, opened: Open) -> None:
    slug = walks.draft(desk, template="drive_44_days")
    app = opened(campaign=slug, view="set_up", step="steps")
    app.radio(key=f"{names.LEVEL}-{slug}").set_value(ReportLevel.COMMUNE)
    app = press(app, names.NEXT)
    assert at(app) == ("set_up", "places")
    with desk.store.read() as connection:
        plan = connection.exec_driver_sql("SELECT level, cut_off FROM reporting_plan").one()
    assert tuple(plan) == ("commune", 1140)


def test_a_total_is_split_seen_and_then_stored(desk: Desk, opened: Open, draft: str) -> None:
    app = opened(campaign=draft, view="set_up", step="targets")
    group = next(box for box in app.selectbox if str(box.key).startswith(names.TARGET_GROUP))
    # Every village was counted from 6 on, two of three from 15 on: nobody is left out unless somebody wants it so.
    assert group.value is PopulationGroup.FROM_6
    group.set_value(PopulationGroup.FROM_15).run()
    total = next(box for box in app.number_input if str(box.key).startswith(names.TARGET_TOTAL))
    app = sound(total.set_value(100).run())
    # 400 and 161 people from 15 on; nobody counted Buôn Pan.
    assert ["Buôn Jung", "400", "71", "–"] in rows(app)
    assert ["Thôn 3", "161", "29", "–"] in rows(app)
    assert "Buôn Pan" in words(app)
    call = desk.as_(Persona.OFFICIAL)
    assert not any(row.cells for row in target_grid.target_grid(call=call, slug=draft).rows)
    app = press(app, names.TARGET_SAVE)
    found = target_grid.target_grid(call=call, slug=draft)
    assert {row.name: row.cells["all_steps"].people for row in found.rows if row.cells} == {
        "Krông Pắc": 100, "Buôn Jung": 71, "Thôn 3": 29,
    }  # fmt: skip
    assert found.remainders["all_steps"].left == 0


def test_volunteers_are_spread_over_the_villages(desk: Desk, opened: Open, draft: str) -> None:
    app = press(opened(campaign=draft, view="set_up", step="people"), names.SPREAD)
    assert "Buôn Pan" in words(app)
    assert "chưa có ai" not in words(app)


def test_gaps_are_listed_accepted_with_a_word_and_the_campaign_opens(desk: Desk, opened: Open, draft: str) -> None:
    app = opened(campaign=draft, view="set_up", step="check")
    assert "Buôn Pan" in words(app)
    app = press(app, names.OPEN)
    assert app.error
    assert stored(desk, draft).status is CampaignStatus.DRAFT
    app.checkbox(key=f"{names.ACCEPT}-{draft}").set_value(True)
    app.text_input(key=f"{names.REASON}-{draft}").set_value("tuần sau bổ sung")
    app = press(app, names.OPEN)
    assert stored(desk, draft).status is CampaignStatus.OPEN
    assert f"/record?campaign={draft}" in str([e.proto.body for e in app.get("html")])


def test_the_log_says_what_was_accepted_in_words(desk: Desk, draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    call = desk.as_(Persona.OFFICIAL)
    accepted = frozenset(gap.key for gap in campaign_checks.checks(call=call, slug=draft).may)
    campaign_checks.open_campaign(call=call, slug=draft, accepted=accepted, reason="tuần sau bổ sung")
    said = words(open_address(desk, monkeypatch, Persona.OFFICIAL, Screen.AUDIT, params={"action": "campaign.open"}))
    assert "mở chiến dịch “Một đợt khác”" in said
    assert "chưa giao chỉ tiêu" in said
    assert "tuần sau bổ sung" in said


def test_a_gap_leads_to_where_it_is_mended(opened: Open, draft: str) -> None:
    app = opened(campaign=draft, view="set_up", step="check")
    mend = next(str(button.key) for button in app.button if str(button.key).startswith(f"{names.MEND}-no_targets"))
    assert at(press(app, mend)) == ("set_up", "targets")


def test_what_must_be_mended_keeps_the_door_shut(desk: Desk, opened: Open, draft: str) -> None:
    desk.run("UPDATE place SET valid_to = '2026-01-01' WHERE kind IN ('village', 'school')")
    app = opened(campaign=draft, view="set_up", step="check")
    assert app.button(key=names.OPEN).disabled


def test_targets_that_fell_outside_the_days_are_taken_back(desk: Desk, opened: Open, draft: str) -> None:
    change = TargetChange(
        place_id=desk.world.place("Buôn Jung").id,
        indicator="all_steps",
        kind=TargetKind.COUNT,
        amount=5,
        expected_version=0,
    )
    set_targets(call=desk.as_(Persona.OFFICIAL), slug=draft, changes=[change], reason="giao")
    desk.run("UPDATE target SET due_on = '2027-02-01'")
    press(opened(campaign=draft, view="set_up", step="targets"), names.TARGET_DROP)
    assert not any(gap.code == "targets_outside" for gap in campaign_checks.checks(call=desk.system(), slug=draft).must)


def test_a_draft_is_resumed_at_the_step_of_the_address_by_another_official(opened: Open, draft: str) -> None:
    for step in Step:
        app = opened(Persona.ADMIN, campaign=draft, view="set_up", step=step.value)
        assert at(app) == ("set_up", step.value)
        assert names.NEXT in {str(button.key) for button in app.button} or step is Step.CHECK
    app = opened(campaign=CAMPAIGN)
    app = press(app, f"{names.GO}-{draft}")
    assert at(app) == ("set_up", "check")


# ------------------------------------------------------------------------------------------ who sees it
@pytest.mark.parametrize("persona", [Persona.VOLUNTEER, Persona.TEAM_LEAD, Persona.LEADER, Persona.AUDITOR])
def test_others_are_told_whom_to_ask(opened: Open, draft: str, persona: Persona) -> None:
    app = opened(persona, campaign=draft, view="set_up", step="dates")
    assert "Tài khoản của ông/bà không có quyền mở trang này" in words(app)
    assert "Một đợt khác" not in words(app)


def test_the_neighbour_sees_nothing_of_a_draft(opened: Open, draft: str) -> None:
    for view in View:
        app = opened(Persona.NEIGHBOUR, campaign=draft, view=view.value, template=walks.OWN_TEMPLATE)
        for word in ("Một đợt khác", "Buôn Jung", "Krông Pắc"):
            assert word not in words(app), view


def test_the_chooser_marks_a_draft_and_does_not_begin_with_it(opened: Open, draft: str) -> None:
    app = opened()
    assert app.selectbox(key=SHELL_CAMPAIGN).value == CAMPAIGN
    assert "Một đợt khác · Bản nháp" in app.selectbox(key=SHELL_CAMPAIGN).options


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("view", list(View))
def test_every_view_in_both_languages(desk: Desk, opened: Open, draft: str, view: View, language: str) -> None:
    for template in ("digital_literacy", "no-such"):
        app = opened(campaign=draft, language=language, view=view.value, template=template)
        keys = [str(button.key) for button in app.button]
        assert len(set(keys)) == len(keys)
    for params in ({}, {"campaign": "no-such-one"}, {"campaign": CAMPAIGN, "step": "<script>"}):
        opened(language=language, view=view.value, **params)


# ------------------------------------------------------------------------------------------- templates
def test_a_template_of_ones_own_is_made_changed_and_used(desk: Desk, opened: Open) -> None:
    app = press(opened(view="template", template="digital_literacy"), names.SHELF_COPY)
    key = walks.OWN_TEMPLATE
    assert param(app, "template") == key
    app.selectbox(key=f"{names.ITEM}-{key}").set_value("literacy_confirmed").run()
    app = press(app, f"{names.ITEM_REMOVE}-{key}")
    # Gathered, and not stored before a reason is given.
    assert templates.template_card(call=desk.system(), key=key).template.version == 1
    app = press(app, names.SHELF_SAVE)
    assert app.error
    app.text_input(key=f"{names.SHELF_REASON}-{key}").set_value("theo KH 12")
    app = press(app, names.SHELF_SAVE)
    found = templates.template_card(call=desk.system(), key=key)
    assert (found.template.version, found.reason) == (2, "theo KH 12")
    assert [i.key for i in found.template.indicators] == ["modules_completed", "all_steps", "reached"]
    app = opened(view="new", step="template")
    assert len(app.radio(key=names.TEMPLATE).options) == 5


# --------------------------------------------------------------------------------------------- endings
def test_an_open_campaign_is_given_more_days_with_a_reason(desk: Desk, opened: Open) -> None:
    app = opened(campaign=CAMPAIGN, view="campaign")
    later = stored(desk, CAMPAIGN).ends_on + timedelta(days=7)
    app.date_input(key=f"{names.END}-amend-{CAMPAIGN}").set_value(later)
    app = press(app, names.AMEND)
    assert "Hãy ghi ngắn gọn lý do" in words(app)
    assert app.date_input(key=f"{names.END}-amend-{CAMPAIGN}").value == later
    app.text_input(key=f"{names.REASON}-amend-{CAMPAIGN}").set_value("gia hạn theo KH 20")
    app = press(app, names.AMEND)
    assert stored(desk, CAMPAIGN).ends_on == later
    assert "Đã lưu" in words(app)


def test_a_campaign_is_closed_and_reopened_with_a_reason(desk: Desk, opened: Open) -> None:
    app = opened(campaign=CAMPAIGN, view="campaign")
    app = press(app, names.CLOSE)
    assert stored(desk, CAMPAIGN).status is CampaignStatus.CLOSED
    app = press(app, names.REOPEN)
    assert app.error
    app.text_input(key=f"{names.REASON}-reopen-{CAMPAIGN}").set_value("một buôn gửi muộn")
    app = press(app, names.REOPEN)
    assert stored(desk, CAMPAIGN).status is CampaignStatus.OPEN


def test_communes_are_put_into_groups_from_a_pasted_list(desk: Desk, opened: Open) -> None:
    open_drive(desk)
    app = opened(Persona.PROVINCE_OFFICIAL, view=View.CAMPAIGN, campaign=DRIVE)
    key = f"{names.GROUPS}-{DRIVE}"
    app = sound(app.text_area(key=key).input("Krông Pắc\tNhóm 1\nEa Kly\tNhóm 2").run())
    # One line is understood and shown; the other is handed back with its number.
    assert ["Krông Pắc 24490", "Xã", "Nhóm 1"] in rows(app)
    assert "Dòng 2: “Ea Kly” không phải xã, phường" in words(app)
    app = press(app, names.GROUPS_SAVE)
    assert "Nhóm 1: 1 xã, phường · chưa xếp nhóm: 1" in words(app)
    assert app.text_area(key=key).value == ""
    # A campaign of one commune has no groups.
    assert not opened(view=View.CAMPAIGN, campaign=CAMPAIGN).text_area


def test_a_commune_s_official_is_not_offered_the_groups(desk: Desk, opened: Open) -> None:
    open_drive(desk)
    assert not opened(view=View.CAMPAIGN, campaign=DRIVE).text_area


def test_numbers_that_wait_are_listed_by_unit_before_closing(desk: Desk, opened: Open) -> None:
    open_drive(desk, place=COMMUNE, slug="krong-pac-44")
    put(desk, entry(desk, 7, place="Buôn Jung"), submit=True, slug="krong-pac-44")
    app = opened(campaign="krong-pac-44", view="campaign")
    assert ["Buôn Jung", "0", "1", "0"] in rows(app)
    app.text_input(key=f"{names.REASON}-close-krong-pac-44").set_value("hết hạn")
    app = press(app, names.CLOSE)
    assert stored(desk, "krong-pac-44").status is CampaignStatus.OPEN
    app.checkbox(key=f"{names.CLOSE_ACCEPT}-krong-pac-44").set_value(True)
    app = press(app, names.CLOSE)
    assert stored(desk, "krong-pac-44").status is CampaignStatus.CLOSED


def test_a_campaign_is_copied_and_each_place_has_its_result(desk: Desk, opened: Open) -> None:
    app = opened(Persona.ADMIN, campaign=CAMPAIGN, view="copy")
    app.multiselect(key=f"{names.COPY_TO}-{CAMPAIGN}").set_value(["24502"])
    app = press(app, names.NEXT)
    assert any(row[0].startswith("Ea Phê (24502)") for row in rows(app))
    assert stored(desk, only_draft(desk)).name == "Công dân số Ea Phê"
    app = press(opened(Persona.ADMIN, campaign=CAMPAIGN, view="copy"), names.NEXT)
    assert app.error


def test_one_person_is_given_villages(desk: Desk, opened: Open, draft: str) -> None:
    app = opened(campaign=draft, view="set_up", step="people")
    app.selectbox(key=f"{names.HELPER}-{draft}").set_value(Persona.TEAM_LEAD.value).run()
    code = desk.world.place("Buôn Pan").code
    app.multiselect(key=f"{names.HELPER_PLACES}-{Persona.TEAM_LEAD.value}").set_value([code])
    press(app, names.HELPER_SAVE)
    assert [place.code for place in assignments.assigned_places(call=desk.as_(Persona.TEAM_LEAD))] == [code]
