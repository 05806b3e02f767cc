"""People who may be one: found, paged side by side, kept apart with a reason, asked again; who may, and what is not."""

from typing import Any

import pytest
from sqlalchemy import select

from campaign.clock import new_id
from campaign.db.tables import duplicate_pair
from campaign.domain.vocabulary import DuplicateState, Sex, StepStatus
from campaign.errors import CampaignError
from campaign.services import duplicates, merging, people, people_upkeep
from campaign.services.duplicates import PairPage
from campaign.services.people import EnrolCitizen
from campaign.services.people_upkeep import MendCitizen
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, NOW, Persona, Someone

OPEN, DISTINCT, MERGED = DuplicateState.OPEN, DuplicateState.DISTINCT, DuplicateState.MERGED


def page(desk: Desk, state: DuplicateState = OPEN, number: int = 1, by: Persona = Persona.OFFICIAL) -> PairPage:
    return duplicates.pairs(call=desk.as_(by), slug=CAMPAIGN, state=state, page=number)


def names(found: PairPage) -> list[set[str]]:
    return [{line.first.full_name, line.second.full_name} for line in found.lines]


def stored(desk: Desk) -> dict[tuple[str, str], str]:
    with desk.store.read() as connection:
        rows = connection.execute(select(duplicate_pair)).all()
    return {(str(row.first_id), str(row.second_id)): row.state for row in rows}


def unseen(desk: Desk, name: str, **more: Any) -> Someone:  # noqa: ANN401 - fields of EnrolCitizen
    """Put somebody in the list without a look at who is like them, as a list of a commune does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "_refuse_duplicates", lambda *_: {})
        patch.setattr("campaign.services.newcomers.remember", lambda *_: None)
        return desk.enrol(name, **more)


def refresh(desk: Desk, **more: object) -> duplicates.Refreshed:
    commune = desk.world.people["maryam"].commune_id
    return duplicates.refresh(call=desk.as_(Persona.OFFICIAL), commune_id=commune, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "more", "reasons"),
    [
        ("H Maryam Nie", {"birth": "1994"}, {"name_marks", "birth_year", "same_place"}),
        ("Niê H’Maryam", {"birth": "12/03/1994"}, {"name_order", "birth_same", "same_place"}),
        ("Maryam Niê", {"birth": "12/03/1994"}, {"name_prefix", "birth_same", "same_place"}),
        ("H’Mayram Niê", {"birth": "12/03/1994", "place": "Thôn 3"}, {"name_typing", "birth_same"}),
        ("H’Maryam Niê", {"birth": "12/03/1949"}, {"name_same", "birth_typing", "same_place"}),
        ("H’Maryamm Niê", {"birth": "1994", "phone": "0912345678"}, {"name_typing", "birth_year", "same_phone"}),
    ],
)
def test_one_person_under_another_spelling_is_found(
    desk: Desk, name: str, more: dict[str, str], reasons: set[str]
) -> None:
    unseen(desk, name, **more)
    with desk.one_event("duplicates.search") as event:
        done = refresh(desk)
    assert (done.pairs, done.new) == (1, 1)
    assert event[0]["after"] == {"people": done.people, "pairs": 1, "new_pairs": 1}
    line = page(desk).lines[0]
    assert reasons <= set(line.reasons)
    assert names(page(desk)) == [{"H’Maryam Niê", name}]


@pytest.mark.parametrize(
    ("name", "more"),
    [
        # A family shares a phone, a village and often a year.
        ("Y Thăm Niê", {"birth": "1994", "phone": "0912345678"}),
        ("H’Mary Niê", {"birth": "01/02/1972"}),
        ("Y Maryam Niê", {"birth": "12/03/1994", "sex": Sex.MALE}),
        ("H’Maryam Niê", {"birth": "12/03/1961", "place": "Thôn 3"}),
    ],
)
def test_relatives_and_namesakes_are_left_alone(desk: Desk, name: str, more: dict[str, str]) -> None:
    unseen(desk, name, **more)
    assert refresh(desk).pairs == 0
    assert page(desk).lines == ()


def test_a_search_since_a_moment_looks_at_whom_came_later_against_all(desk: Desk) -> None:
    unseen(desk, "H Maryam Nie", birth="1994")
    told: list[tuple[int, int]] = []
    assert refresh(desk, since=NOW.now, on_people=lambda n, of: told.append((n, of))).pairs == 1
    assert told[-1] == (1, 1)
    # Again: nothing new, nothing twice.
    again = refresh(desk)
    assert (again.pairs, again.new) == (1, 0)
    assert len(stored(desk)) == 1


def test_a_page_shows_both_and_where_they_differ(desk: Desk) -> None:
    other = unseen(desk, "H Maryam Nie", birth="1994", phone="0987000111", place="Trường THCS Nguyễn Trãi")
    desk.save(other, {"chip_id_card": StepStatus.COMPLETED}, by=Persona.OFFICIAL)
    refresh(desk)
    found = page(desk)
    assert (found.total, found.page, found.pages) == (1, 1, 1)
    line = found.lines[0]
    sides = {side.full_name: side for side in (line.first, line.second)}
    assert sides["H Maryam Nie"].steps == {"chip_id_card": StepStatus.COMPLETED}
    assert sides["H Maryam Nie"].phone_last == "0111"
    assert sides["H’Maryam Niê"].created_by == ""
    assert set(line.differences) == {"full_name", "place", "phone"}
    # Who has more of the steps is proposed as the one to keep.
    assert line.suggested_id == other.id


def test_pages_are_cut_and_cost_the_same(desk: Desk) -> None:
    for family in ("Nông", "Triệu", "Đinh", "Trịnh", "Mai", "Cao", "Bùi", "Dương"):
        for _ in range(2):
            unseen(desk, f"{family} Văn Khánh", birth="1977")
    refresh(desk)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("campaign.services.duplicate_view.PAGE_SIZE", 3)
        with desk.statements() as one:
            found = page(desk)
        assert (found.total, found.pages, len(found.lines)) == (8, 3, 3)
        last = page(desk, number=9)
        assert (last.page, len(last.lines)) == (3, 2)
        patch.setattr("campaign.services.duplicate_view.PAGE_SIZE", 20)
        with desk.statements() as all_of_them:
            assert len(page(desk).lines) == 8
    assert len(one) == len(all_of_them)


def test_whom_somebody_kept_apart_is_not_asked_about_again(desk: Desk) -> None:
    other = unseen(desk, "H Maryam Nie", birth="1994")
    first = desk.world.people["maryam"]
    refresh(desk)
    call = desk.as_(Persona.OFFICIAL)
    keys = (first.commune_id, other.id, first.id)
    with desk.one_event("citizen.keep_apart") as event:
        done = duplicates.keep_apart(
            call=call, commune_id=keys[0], first_id=keys[1], second_id=keys[2], reason=" khác mẹ "
        )
    assert (done.state, done.reason, done.repeated) == (DISTINCT, "khác mẹ", False)
    assert event[0]["reason"] == "khác mẹ"
    # Whoever comes second is told what stands.
    again = duplicates.keep_apart(
        call=desk.as_(Persona.ADMIN), commune_id=keys[0], first_id=keys[2], second_id=keys[1], reason="khác nhà"
    )
    assert (again.reason, again.repeated) == ("khác mẹ", True)
    refresh(desk)
    assert page(desk).lines == ()
    line = page(desk, DISTINCT).lines[0]
    assert (line.reason, line.decided_by) == ("khác mẹ", "Nguyễn Thị Lan")
    with desk.one_event("citizen.reconsider"):
        duplicates.reconsider(call=call, commune_id=keys[0], first_id=keys[1], second_id=keys[2])
    before = desk.state()
    assert duplicates.reconsider(call=call, commune_id=keys[0], first_id=keys[1], second_id=keys[2]).repeated
    assert desk.state() == before
    assert len(page(desk).lines) == 1


def test_what_was_said_of_one_holds_for_the_person_that_it_became(desk: Desk) -> None:
    first = desk.world.people["maryam"]
    second = unseen(desk, "H Maryam Nie", birth="1994")
    third = unseen(desk, "H’Maryam Niê", birth="1994")
    refresh(desk)
    assert page(desk).total == 3
    call = desk.as_(Persona.OFFICIAL)
    at = first.commune_id
    duplicates.keep_apart(call=call, commune_id=at, first_id=second.id, second_id=third.id, reason="khác mẹ")
    done = merging.merge(call=call, commune_id=at, kept_id=first.id, gone_id=second.id, merge_id=new_id())
    assert page(desk).total == 0
    merged = page(desk, MERGED).lines[0]
    assert (merged.merge_id, merged.kept_id) == (done.merge_id, first.id)
    merging.unmerge(call=call, commune_id=at, merge_id=done.merge_id)
    pairs = [{line.first.id, line.second.id} for line in page(desk).lines]
    assert len(pairs) == 2
    assert {first.id, second.id} in pairs
    assert {first.id, third.id} in pairs
    assert page(desk, MERGED).total == 0


def test_enrolment_warns_of_another_spelling_and_remembers_the_reason(desk: Desk) -> None:
    typed = EnrolCitizen(
        id=new_id(),
        campaign=CAMPAIGN,
        place_id=desk.world.place("Buôn Jung").id,
        full_name="H’Mayram Niê",
        birth="12/03/1994",
    )
    call = desk.as_(Persona.VOLUNTEER)
    assert [found.full_name for found in people.candidates(call=call, command=typed)] == ["H’Maryam Niê"]
    with desk.refused("possible_duplicate", n=1):
        people.enrol(call=call, command=typed)
    other = desk.enrol("H’Mayram Niê", by=Persona.VOLUNTEER, birth="12/03/1994", distinct_reason="chị em họ")
    line = page(desk, DISTINCT).lines[0]
    assert {line.first.id, line.second.id} == {other.id, desk.world.people["maryam"].id}
    assert (line.reason, line.decided_by) == ("chị em họ", "Y Bhăm Kbuôr")


def test_whom_a_volunteer_cannot_see_is_left_to_the_official(desk: Desk) -> None:
    # Somebody of a village of which this volunteer knows nobody: no hint, but the official finds the pair.
    call = desk.narrowed(Persona.VOLUNTEER, "Thôn 3")
    made = people.enrol(
        call=call,
        command=EnrolCitizen(
            id=new_id(),
            campaign=CAMPAIGN,
            place_id=desk.world.place("Thôn 3").id,
            full_name="H’Mayram Niê",
            birth="12/03/1994",
        ),
    )
    assert not made.repeated
    assert names(page(desk)) == [{"H’Mayram Niê", "H’Maryam Niê"}]


def test_a_mended_name_is_looked_at_again(desk: Desk) -> None:
    other = unseen(desk, "Y Khanh Byă", birth="12/03/1994")
    refresh(desk)
    assert page(desk).total == 0

    def mend(name: str, version: int) -> None:
        people_upkeep.mend_citizen(
            call=desk.as_(Persona.OFFICIAL),
            command=MendCitizen(
                campaign=CAMPAIGN,
                commune_id=other.commune_id,
                citizen_id=other.id,
                expected_version=version,
                place_id=other.place_id,
                full_name=name,
                birth="12/03/1994",
            ),
        )

    mend("H’Maryaam Niê", 1)
    assert page(desk).total == 1
    mend("Y Khanh Byă", 2)
    assert stored(desk) == {}


def test_whoever_may_not_is_refused(desk: Desk) -> None:
    other = unseen(desk, "H Maryam Nie", birth="1994")
    first = desk.world.people["maryam"]
    refresh(desk)
    for persona in (Persona.VOLUNTEER, Persona.TEAM_LEAD, Persona.LEADER):
        with desk.refused("not_permitted"):
            page(desk, by=persona)
    with desk.refused("campaign_unknown"):
        page(desk, by=Persona.NEIGHBOUR)
    assert names(page(desk, by=Persona.PROVINCE_OFFICIAL)) == [{first.name, other.name}]
    narrow = desk.narrowed(Persona.OFFICIAL, "Thôn 3")
    assert duplicates.pairs(call=narrow, slug=CAMPAIGN).total == 0
    with desk.refused("place_unknown"):
        duplicates.refresh(call=desk.as_(Persona.NEIGHBOUR), commune_id=first.commune_id)
    with desk.refused("place_unknown"):
        duplicates.refresh(call=desk.as_(Persona.OFFICIAL), commune_id=first.place_id)
    call = desk.as_(Persona.OFFICIAL)
    with desk.refused("reason_missing"):
        duplicates.keep_apart(
            call=call, commune_id=first.commune_id, first_id=first.id, second_id=other.id, reason="  "
        )
    with desk.refused("citizen_unknown"):
        duplicates.keep_apart(
            call=narrow, commune_id=first.commune_id, first_id=first.id, second_id=other.id, reason="khác"
        )
    with pytest.raises(CampaignError, match="citizen_unknown"):
        duplicates.reconsider(call=call, commune_id=first.commune_id, first_id=first.id, second_id=first.id)
