"""How a commune names its columns is said once and remembered for the next file."""

import pytest

from campaign.db.tables import import_mapping
from campaign.domain.vocabulary import ImportKind
from campaign.services.imports import citizens, mappings
from campaign.services.imports.request import ImportRequest
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, COMMUNE, Persona

PEOPLE, PLACES = ImportKind.CITIZENS, ImportKind.PLACES


def say(desk: Desk, columns: dict[str, str], *, by: Persona = Persona.OFFICIAL) -> int:
    return mappings.remember(call=desk.as_(by), kind=PEOPLE, slug=CAMPAIGN, columns=columns)


def said(desk: Desk, *, by: Persona = Persona.OFFICIAL) -> dict[str, str]:
    return mappings.remembered(call=desk.as_(by), kind=PEOPLE, slug=CAMPAIGN)


def test_what_was_said_is_there_for_the_next_file(desk: Desk) -> None:
    assert say(desk, {"Nơi Ở (thôn)": "village", "Ghi chú": ""}) == 2
    assert said(desk) == {"noi o": "village", "ghi chu": ""}
    assert said(desk, by=Persona.ADMIN) == said(desk)
    file = "Họ và tên;Nơi ở\nPhan Thị Thử;Buôn Jung\n".encode()
    request = ImportRequest(campaign=CAMPAIGN, file_name="a.csv", content=file, mapping=said(desk))
    found = citizens.dry_run(call=desk.as_(Persona.OFFICIAL), request=request).result
    assert (found.accepted, found.columns["village"]) == (1, ("Nơi ở",))


def test_people_and_places_have_their_own(desk: Desk) -> None:
    say(desk, {"Nơi ở": "village"})
    call = desk.as_(Persona.OFFICIAL)
    assert mappings.remembered(call=call, kind=PLACES, place_code=COMMUNE) == {}
    mappings.remember(call=call, kind=PLACES, place_code=COMMUNE, columns={"Nơi ở": "name"})
    assert mappings.remembered(call=call, kind=PLACES, place_code=COMMUNE) == {"noi o": "name"}
    assert said(desk) == {"noi o": "village"}


def test_later_words_stand_over_earlier_ones(desk: Desk) -> None:
    say(desk, {"Nơi ở": "village"})
    assert say(desk, {"Nơi ở": ""}) == 1
    assert said(desk) == {"noi o": ""}


def test_the_same_words_twice_change_nothing(desk: Desk) -> None:
    say(desk, {"Nơi ở": "village"})
    before = desk.state()
    assert say(desk, {"nơi  ở": "village"}) == 0
    assert (desk.state(), desk.rows(import_mapping)) == (before, 1)


def test_one_event(desk: Desk) -> None:
    with desk.one_event("import.columns") as fresh:
        say(desk, {"Nơi ở": "village"})
    assert fresh[0]["after"] == {"columns": ["noi o = village"]}


@pytest.mark.parametrize(
    ("who", "code"), [(Persona.NEIGHBOUR, "campaign_unknown"), (Persona.VOLUNTEER, "not_permitted")]
)
def test_only_who_imports_here(desk: Desk, who: Persona, code: str) -> None:
    with desk.refused(code):
        say(desk, {"Nơi ở": "village"}, by=who)
    with desk.refused(code):
        said(desk, by=who)


def test_more_than_any_list_has_is_refused(desk: Desk) -> None:
    with desk.refused("mapping_invalid"):
        say(desk, {f"Cột {n}": "" for n in range(mappings.MOST + 1)})
    with desk.refused("mapping_invalid"):
        say(desk, {"Cột": "x" * 81})
