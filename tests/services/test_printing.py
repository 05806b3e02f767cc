"""What may be printed: of which places there are documents, and the public board of them whether open or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaign.errors import CampaignError
from campaign.services import board_settings, printing
from campaign.services.board_settings import BoardWish
from campaign.services.public_board import public_board
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, TODAY, Persona


def open_board(desk: Desk) -> None:
    wish = BoardWish(campaign=CAMPAIGN, is_open=True, hotline="0262 000 0000", mailbox="", note="", version=0)
    board_settings.set_board(call=desk.as_(Persona.OFFICIAL), wish=wish)


def test_places_come_with_their_depth_and_only_those_in_reach(desk: Desk) -> None:
    found = printing.document_places(call=desk.as_(Persona.LEADER), slug=CAMPAIGN)
    assert [(place.name, place.level) for place in found][:2] == [("Krông Pắc", 0), ("Buôn Jung", 1)]
    lead = desk.narrowed(Persona.TEAM_LEAD, "Buôn Jung", "Thôn 3")
    assert {place.name for place in printing.document_places(call=lead, slug=CAMPAIGN)} == {"Buôn Jung", "Thôn 3"}


def test_a_closed_board_can_be_printed_and_an_open_one_says_what_everybody_sees(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness", day=TODAY.replace(day=20))
    closed = printing.printed_board(call=desk.as_(Persona.LEADER), slug=CAMPAIGN)
    assert not closed.is_open
    open_board(desk)
    printed = printing.printed_board(call=desk.as_(Persona.LEADER), slug=CAMPAIGN)
    assert printed.is_open
    everybody = public_board(call=desk.system(), slug=CAMPAIGN, place_code="24490-V07")
    mine = printed.at("24490-V07")
    assert (mine.here, mine.hotline, mine.as_of) == (everybody.here, "0262 000 0000", everybody.as_of)
    # One person is too few to be told of, here and there.
    assert ("24490-V07", "scam_awareness") in printed.hidden


def test_what_says_a_hidden_number_again_is_hidden_with_it(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness", day=TODAY.replace(day=20))
    printed = printing.printed_board(call=desk.as_(Persona.LEADER), slug=CAMPAIGN)
    again = replace(printed, untold=("all_steps",))
    assert ("24490-V07", "all_steps") in again.hidden
    assert ("24490-V10", "all_steps") not in again.hidden


def test_nobody_prints_a_place_out_of_reach(desk: Desk) -> None:
    lead = desk.narrowed(Persona.TEAM_LEAD, "Buôn Jung")
    printed = printing.printed_board(call=lead, slug=CAMPAIGN)
    assert printed.at(None).here.name == "Buôn Jung"
    assert printed.at("24490").here.name == "Buôn Jung"
    assert printed.below(None) == ()
    whole = printing.printed_board(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)
    assert [board.here.name for board in whole.below(None)] == [
        "Buôn Jung",
        "Buôn Pan",
        "Thôn 3",
        "Trường THCS Nguyễn Trãi",
    ]


@pytest.mark.parametrize(
    ("persona", "code"), [(Persona.VOLUNTEER, "not_permitted"), (Persona.NEIGHBOUR, "campaign_unknown")]
)
def test_without_the_right_nothing_is_told(desk: Desk, persona: Persona, code: str) -> None:
    for ask in (printing.document_places, printing.printed_board):
        with pytest.raises(CampaignError) as caught:
            ask(call=desk.as_(persona), slug=CAMPAIGN)
        assert caught.value.code == code


def test_the_number_of_queries_does_not_grow_with_what_was_done(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    printing.printed_board(call=call, slug=CAMPAIGN)
    with desk.statements() as before:
        printing.printed_board(call=call, slug=CAMPAIGN)
    desk.save("maryam", ("chip_id_card", "scam_awareness"))
    desk.save("sien", "scam_awareness")
    with desk.statements() as after:
        printing.printed_board(call=call, slug=CAMPAIGN)
    assert len(before) == len(after) <= 12


def test_a_day_of_the_past_is_printed_as_it_was_and_today_never(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    for on, shown in ((TODAY.replace(day=15), TODAY.replace(day=15)), (TODAY, TODAY.replace(day=21))):
        assert printing.printed_board(call=call, slug=CAMPAIGN, on=on).at(None).as_of == shown
