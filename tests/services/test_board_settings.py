"""The switch: who may turn it, what it writes, and what two officials at once are told."""

from __future__ import annotations

import pytest

from campaign.domain.vocabulary import CampaignStatus
from campaign.services.board_settings import board_settings, set_board
from tests.support.board import HOTLINE, MAILBOX, count, open_board, wish
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, Persona


def settings(desk: Desk, persona: Persona = Persona.OFFICIAL) -> dict[str, object]:
    found = board_settings(call=desk.as_(persona), slug=CAMPAIGN)
    return {name: getattr(found, name) for name in ("is_open", "hotline", "mailbox", "note", "version", "doubts")}


def test_it_is_off_until_somebody_turns_it_on(desk: Desk) -> None:
    empty = {"is_open": False, "hotline": "", "mailbox": "", "note": "", "version": 0, "doubts": ("no_contact",)}
    assert settings(desk) == empty


def test_opening_changing_and_closing_leave_one_event_each(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    with desk.one_event("board.open") as opened:
        assert set_board(call=call, wish=wish())
    assert opened[0]["after"] == {"board_hotline": HOTLINE, "board_mailbox": MAILBOX}
    assert (opened[0]["place_id"], opened[0]["actor"]) == (desk.world.campaign.place_id, Persona.OFFICIAL.value)
    with desk.one_event("board.change") as changed:
        assert set_board(call=call, wish=wish(note="Nghỉ Tết", version=1))
    assert (changed[0]["before"], changed[0]["after"]) == ({"board_note": ""}, {"board_note": "Nghỉ Tết"})
    with desk.one_event("board.close"):
        assert set_board(call=call, wish=wish(is_open=False, note="Nghỉ Tết", version=2))
    assert settings(desk)["version"] == 3


def test_the_same_wish_twice_is_one(desk: Desk) -> None:
    assert set_board(call=desk.as_(Persona.OFFICIAL), wish=wish())
    before = desk.state()
    assert not set_board(call=desk.as_(Persona.OFFICIAL), wish=wish())
    assert desk.state() == before


def test_the_second_of_two_officials_is_told_of_the_first(desk: Desk) -> None:
    open_board(desk)
    with desk.refused("board_changed_meanwhile", by="Nguyễn Thị Lan"):
        set_board(call=desk.as_(Persona.ADMIN), wish=wish(note="khác"))


def test_every_open_page_sees_it(desk: Desk) -> None:
    before = desk.revision()
    open_board(desk)
    assert desk.revision() == before + 1


def test_who_opened_it_and_when_stays_known_after_a_change(desk: Desk) -> None:
    open_board(desk)
    set_board(call=desk.as_(Persona.ADMIN), wish=wish(note="mới", version=1))
    found = board_settings(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert (found.opened_by, found.changed_by) == ("Nguyễn Thị Lan", "Trần Thị An")
    assert found.opened_at is not None


@pytest.mark.parametrize(
    "persona", [Persona.TEAM_LEAD, Persona.VOLUNTEER, Persona.LEADER, Persona.AUDITOR], ids=lambda p: p.name
)
def test_only_officials_turn_it(desk: Desk, persona: Persona) -> None:
    with desk.refused("not_permitted"):
        set_board(call=desk.as_(persona), wish=wish())
    with desk.refused("not_permitted"):
        board_settings(call=desk.as_(persona), slug=CAMPAIGN)


def test_the_official_next_door_does_not(desk: Desk) -> None:
    with desk.refused("campaign_unknown"):
        set_board(call=desk.as_(Persona.NEIGHBOUR), wish=wish())
    with desk.refused("campaign_unknown"):
        set_board(call=desk.as_(Persona.OFFICIAL), wish=wish(campaign=NEIGHBOUR_CAMPAIGN))


def test_an_official_of_a_commune_does_not_open_the_board_of_the_province(desk: Desk) -> None:
    # The campaign reaches down into the commune, and is the whole province's all the same.
    desk.run("UPDATE campaign SET place_id = (SELECT parent_id FROM place WHERE id = campaign.place_id)")
    with desk.refused("not_permitted"):
        set_board(call=desk.as_(Persona.OFFICIAL), wish=wish())
    with desk.refused("not_permitted"):
        board_settings(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)


def test_a_draft_is_not_opened(desk: Desk) -> None:
    desk.run("UPDATE campaign SET status = :status", status=CampaignStatus.DRAFT.value)
    with desk.refused("board_draft"):
        set_board(call=desk.as_(Persona.OFFICIAL), wish=wish())
    assert board_settings(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN).draft


def test_texts_have_a_length_and_one_line(desk: Desk) -> None:
    with desk.refused("board_text_too_long", limit=200):
        set_board(call=desk.as_(Persona.OFFICIAL), wish=wish(hotline="0" * 201))
    with desk.refused("board_text_too_long", limit=500):
        set_board(call=desk.as_(Persona.OFFICIAL), wish=wish(note="x" * 501))
    open_board(desk, note="  một\n\n dòng ")
    assert settings(desk)["note"] == "một dòng"


def test_odd_contacts_are_doubted_and_taken(desk: Desk) -> None:
    open_board(desk, hotline="gọi anh trực", mailbox="ở cổng ủy ban")
    assert settings(desk)["doubts"] == ("hotline_without_number", "mailbox_without_address")


def test_the_preview_counts_what_will_be_hidden(desk: Desk) -> None:
    count(desk, "Buôn Jung", "scam_awareness", 40)
    count(desk, "Buôn Pan", "scam_awareness", 3)
    found = board_settings(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    # The small one, and the other that would give it away.
    assert found.preview.hidden == 2
    assert found.preview.root.here.name == "Krông Pắc"


def test_statements_are_few(desk: Desk) -> None:
    open_board(desk)
    settings(desk)
    with desk.statements() as seen:
        settings(desk)
    assert len(seen) <= 14
