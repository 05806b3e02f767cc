"""*Tài khoản*: the list and its filters, one account and what may be done with it, teams, villages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from campaign.domain.vocabulary import Role, TeamKind
from campaign.services import accounts, charges, sessions, teams
from campaign.services.teams import TeamFacts
from campaign.ui import keys
from campaign.ui.accounts import names
from campaign.ui.keys import Screen
from tests.support.desk import Desk
from tests.support.screens import open_address, rows, words
from tests.support.world import COMMUNE, NOW, PERSONAS, TODAY, Persona

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

VILLAGE = "24490-V07"


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


class Opened:
    """The screen of the official, as somebody uses it."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk, self.monkeypatch = desk, monkeypatch
        self.app: AppTest

    def at(self, persona: Persona = Persona.OFFICIAL, *, language: str = "vi", **params: str) -> Opened:
        self.app = open_address(self.desk, self.monkeypatch, persona, Screen.ACCOUNTS, params=params, language=language)
        return self.run()

    def unfold(self, key: str) -> Opened:
        self.app.session_state[key] = True
        return self.run()

    def press(self, key: str) -> Opened:
        self.app.button(key=key).click()
        return self.run()

    def run(self) -> Opened:
        self.app.run()
        assert not self.app.exception, self.app.exception
        return self

    @property
    def text(self) -> str:
        return words(self.app) + "\n".join(str(s.value) for s in self.app.header)

    @property
    def listed(self) -> set[str]:
        """The user names in the list."""
        return {row[0].split(" · ")[0].rsplit(" ", 1)[-1] for row in rows(self.app)[1:] if " · " in row[0]}


@pytest.fixture
def screen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Opened:
    return Opened(desk, monkeypatch)


def row_of(desk: Desk, persona: Persona) -> accounts.AccountRow:
    return next(r for r in accounts.list_accounts(call=desk.system()) if r.username == persona.value)


# ------------------------------------------------------------------------------------------------- the list
def test_the_list_holds_the_own_commune_and_nothing_else(screen: Opened) -> None:
    ours = {p.value for p, post in PERSONAS.items() if post.place == COMMUNE}
    assert screen.at().listed == ours
    assert screen.at(Persona.NEIGHBOUR).listed == {Persona.NEIGHBOUR.value, Persona.NEIGHBOUR_VOLUNTEER.value}


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"text": "y bham"}, {Persona.VOLUNTEER}),
        ({"kind": "leader"}, {Persona.LEADER}),
        ({"unit": VILLAGE}, {Persona.VOLUNTEER}),
        ({"status": "disabled"}, {Persona.DISABLED}),
        ({"kind": "volunteer", "unit": VILLAGE, "text": "nga"}, set()),
    ],
)
def test_filters_of_the_address(screen: Opened, params: dict[str, str], found: set[Persona]) -> None:
    assert screen.at(Persona.OFFICIAL, language="vi", **params).listed == {persona.value for persona in found}
    if not found:
        assert "Không tìm thấy ai" in screen.text


def test_the_open_filter_writes_to_the_address(screen: Opened) -> None:
    screen.at().unfold(names.FILTERS)
    screen.app.selectbox(key=names.ROLE).set_value("leader")
    screen.run()
    assert screen.app.query_params["kind"] == "leader"
    assert screen.listed == {Persona.LEADER.value}


def test_one_person_is_added_with_a_slip_that_opens_the_door(screen: Opened, desk: Desk) -> None:
    screen.at().unfold(names.NEW)
    screen.app.text_input(key=names.NEW_NAME).set_value("Lò Văn Mới")
    screen.app.selectbox(key=names.NEW_VILLAGE).set_value(VILLAGE)
    screen.press(names.NEW_SAVE)
    (line,) = [row for row in rows(screen.app) if row[1:2] == ["lo.van.moi"]]
    signed = sessions.sign_in(store=desk.store, moment=NOW, username=line[1], password=line[2], address="", agent="")
    assert signed.must_change_password
    assert signed.viewer.scope == (desk.world.place("Buôn Jung").path,)


def test_an_empty_form_says_what_is_missing(screen: Opened) -> None:
    screen.at().unfold(names.NEW).press(names.NEW_SAVE)
    assert "Hãy nhập họ và tên" in screen.text


# --------------------------------------------------------------------------------------------- one account
def test_an_account_of_the_next_commune_is_as_unknown_as_none(screen: Opened) -> None:
    screen.app = open_address(
        screen.desk,
        screen.monkeypatch,
        Persona.OFFICIAL,
        Screen.ACCOUNTS,
        params={"person": Persona.NEIGHBOUR_VOLUNTEER.value},
    )
    assert not screen.app.exception
    assert "Hoàng Văn Tám" not in screen.text
    assert screen.app.error


def test_reset_disable_and_enable(screen: Opened, desk: Desk) -> None:
    name = Persona.COLLEAGUE.value
    screen.at(person=name).press(names.of(names.RESET, name))
    (line,) = [row for row in rows(screen.app) if len(row) > 2 and row[1] == name]
    sessions.sign_in(store=desk.store, moment=NOW, username=name, password=line[2], address="", agent="")
    screen.press(names.slips("hide", names.form("reset", name)))
    assert line[2] not in screen.text
    screen.press(names.of(names.DISABLE, name))
    assert row_of(desk, Persona.COLLEAGUE).disabled
    assert "Đã vô hiệu hóa tài khoản" in screen.text
    screen.press(names.of(names.ENABLE, name))
    assert not row_of(desk, Persona.COLLEAGUE).disabled


def test_the_own_account_cannot_be_disabled_or_looked_as(screen: Opened) -> None:
    screen.at(person=Persona.OFFICIAL.value)
    there = {button.key for button in screen.app.button}
    assert names.of(names.RESET, Persona.OFFICIAL.value) in there
    assert names.of(names.DISABLE, Persona.OFFICIAL.value) not in there
    assert names.of(names.LOOK, Persona.OFFICIAL.value) not in there


def test_a_rank_above_is_only_shown(screen: Opened, desk: Desk) -> None:
    desk.run("UPDATE account SET role = 'admin' WHERE username = :name", name=Persona.LEADER.value)
    screen.at(person=Persona.LEADER.value)
    assert "cao hơn vai trò của ông/bà" in screen.text
    assert names.of(names.RESET, Persona.LEADER.value) not in {button.key for button in screen.app.button}


def test_name_and_role_are_changed_and_another_change_is_told(screen: Opened, desk: Desk) -> None:
    name = Persona.VOLUNTEER.value
    screen.at(person=name).unfold(names.of(names.EDIT, name))
    box = next(box for box in screen.app.selectbox if str(box.key).endswith("-role"))
    box.set_value(Role.TEAM_LEAD)
    screen.press(names.of(names.EDIT_SAVE, name))
    assert row_of(desk, Persona.VOLUNTEER).role is Role.TEAM_LEAD
    assert "Đã sửa tài khoản" in screen.text
    desk.run("UPDATE account SET full_name = 'Người khác' WHERE username = :name", name=name)
    field = next(found for found in screen.app.text_input if str(found.key).endswith("-name"))
    field.set_value("Y Bhăm")
    screen.press(names.of(names.EDIT_SAVE, name))
    assert "Người khác" in screen.text
    assert row_of(desk, Persona.VOLUNTEER).full_name == "Người khác"


def test_villages_are_given_and_an_empty_choice_is_refused(screen: Opened, desk: Desk) -> None:
    name = Persona.VOLUNTEER.value
    screen.at(person=name).unfold(names.of(names.WORK, name)).press(names.of(names.WORK_SAVE, name))
    assert "Hãy chọn ít nhất một thôn" in screen.text
    pan = desk.world.place("Buôn Pan").code
    screen.app.multiselect(key=f"{names.of(names.WORK, name)}-where").set_value([pan])
    screen.press(names.of(names.WORK_SAVE, name))
    today = [job.place_name for job in row_of(desk, Persona.VOLUNTEER).assignments if job.starts_on == TODAY]
    assert today == ["Buôn Pan"]
    screen.press(f"{names.of(names.WORK_SAVE, name)}-back")
    assert [job.starts_on for job in row_of(desk, Persona.VOLUNTEER).assignments if job.starts_on >= TODAY] == []


def test_looking_as_somebody_begins_here(screen: Opened) -> None:
    screen.at(person=Persona.VOLUNTEER.value).press(names.of(names.LOOK, Persona.VOLUNTEER.value))
    assert "Đang xem như Y Bhăm Kbuôr" in screen.text
    screen.press(keys.SHELL_LOOK_BACK)
    assert "Đang xem như" not in screen.text


# ------------------------------------------------------------------------------------------------- teams
def test_a_team_is_added_opened_filled_and_ended(screen: Opened, desk: Desk) -> None:
    screen.at(view="teams")
    assert "Chưa có tổ, đội nào" in screen.text
    screen.unfold(names.TEAM_NEW)
    screen.app.text_input(key=f"{names.TEAM_NEW}-name").set_value("Đoàn thanh niên xã")
    screen.app.selectbox(key=f"{names.TEAM_NEW}-kind").set_value(TeamKind.YOUTH_UNION)
    screen.press(names.TEAM_NEW_SAVE)
    (team,) = teams.list_teams(call=desk.as_(Persona.OFFICIAL))
    screen.at(view="teams", team=str(team.id))
    screen.app.multiselect(key=names.of(names.TEAM_WHO, team.id)).set_value([Persona.VOLUNTEER.value])
    screen.press(names.of(names.TEAM_JOIN, team.id))
    (team,) = teams.list_teams(call=desk.as_(Persona.OFFICIAL))
    assert [member.username for member in team.members] == [Persona.VOLUNTEER.value]
    screen.unfold(names.of(names.TEAM_LEAVER, f"{team.id}-open")).press(names.of(names.TEAM_LEAVE, team.id))
    screen.unfold(names.of(names.TEAM_ENDS, team.id)).press(names.of(names.TEAM_END, team.id))
    (team,) = teams.list_teams(call=desk.as_(Persona.OFFICIAL))
    assert (team.ended_on, team.members[0].left_on) == (TODAY, TODAY)


def test_a_team_of_the_next_commune_is_not_shown(screen: Opened, desk: Desk) -> None:
    facts = TeamFacts(kind=TeamKind.POLICE, name="Công an xã Krông", lead=None)
    own = teams.add_team(call=desk.as_(Persona.OFFICIAL), place_code=COMMUNE, facts=facts)
    assert "Công an xã Krông" not in screen.at(Persona.NEIGHBOUR, view="teams", team=str(own)).text


# ----------------------------------------------------------------------------------------------- villages
def test_villages_say_where_nobody_works(screen: Opened) -> None:
    screen.at(view="villages", only="1")
    assert [row[0] for row in rows(screen.app)[1:]] != []
    assert "Buôn Pan" in screen.text
    assert "Buôn Jung" not in screen.text


def test_many_people_are_given_a_village_at_once(screen: Opened, desk: Desk) -> None:
    screen.at(view="villages").unfold(names.GIVE)
    who = [Persona.VOLUNTEER.value, Persona.COLLEAGUE.value]
    screen.app.multiselect(key=names.GIVE_WHO).set_value(who)
    screen.app.multiselect(key=names.GIVE_WHERE).set_value([desk.world.place("Buôn Pan").code])
    screen.press(names.GIVE_SAVE)
    for persona in (Persona.VOLUNTEER, Persona.COLLEAGUE):
        assert "Buôn Pan" in [job.place_name for job in row_of(desk, persona).assignments]


def test_a_person_is_put_in_charge_and_the_history_shows_it(screen: Opened, desk: Desk) -> None:
    screen.at(view="villages", unit=VILLAGE).unfold(names.CHARGE)
    screen.app.selectbox(key=names.of(names.CHARGE_WHO, VILLAGE)).set_value(Persona.VOLUNTEER.value)
    screen.press(names.CHARGE_SAVE)
    (row,) = charges.charge_history(call=desk.as_(Persona.OFFICIAL), place_code=VILLAGE)
    assert (row.username, row.starts_on, row.ends_on) == (Persona.VOLUNTEER.value, TODAY, None)
    assert "Các lần giao phụ trách" in screen.text
    assert "phụ trách: Buôn Jung" in screen.at(text="y bham").text
