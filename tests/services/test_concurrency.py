"""Many at once, really: threads with connections of their own, on both engines."""

import threading
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

from campaign.clock import moment_at, new_id
from campaign.db.tables import audit_event, citizen, record, target
from campaign.domain.vocabulary import StepStatus
from campaign.errors import CampaignError
from campaign.services import people, records
from campaign.services.people import EnrolCitizen
from campaign.services.records import Correction
from tests.support.desk import Desk
from tests.support.example import aim
from tests.support.world import CAMPAIGN, NEIGHBOUR_CAMPAIGN, TODAY, Persona, Someone

THREADS = 8
Result = TypeVar("Result")


def at_once(tasks: Sequence[Callable[[], Result]]) -> list[Result | CampaignError]:
    """Run tasks side by side from one starting shot; a refusal is a result, anything else fails the test."""
    shot = threading.Barrier(len(tasks))

    def run(task: Callable[[], Result]) -> Result | CampaignError:
        shot.wait(timeout=30)
        try:
            return task()
        except CampaignError as error:
            return error

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result(timeout=120) for future in [pool.submit(run, task) for task in tasks]]


def refusals(results: Sequence[object]) -> list[str]:
    return sorted(result.code for result in results if isinstance(result, CampaignError))


def crowd(desk: Desk, n: int) -> list[Someone]:
    commands = [
        EnrolCitizen(
            id=new_id(),
            campaign=CAMPAIGN,
            place_id=desk.world.place("Buôn Jung").id,
            full_name="Lò Văn Đông",
            birth=str(1940 + number),
        )
        for number in range(n)
    ]
    made = people.enrol_many(call=desk.as_(Persona.OFFICIAL), commands=commands)
    return [Someone(commune_id=m.commune_id, id=m.id, name=m.full_name, place_id=m.place_id) for m in made]


def test_one_save_sent_eight_times_is_one_record(desk: Desk) -> None:
    save = desk.command("maryam", ("chip_id_card", "eid_level2"))
    call = desk.as_(Persona.VOLUNTEER)
    events = desk.rows(audit_event)
    results = at_once([lambda: records.save_steps(call=call, save=save)] * THREADS)
    assert refusals(results) == []
    assert sum(not r.repeated for r in results if not isinstance(r, CampaignError)) == 1
    assert (desk.rows(record), desk.rows(audit_event) - events) == (2, 1)
    assert desk.count("Krông Pắc", "chip_id_card") == 1
    desk.verified()


def test_eight_writers_of_different_people_wait_and_lose_nothing(desk: Desk) -> None:
    each = 6
    everybody = crowd(desk, THREADS * each)
    # Four step sets, so that writers meet on the same rows of the roll-ups in different orders.
    steps = [("scam_awareness",), ("chip_id_card", "scam_awareness"), ("sim_verified",), ("payment_account",)]

    def writer(number: int) -> int:
        mine = everybody[number::THREADS]
        for turn, who in enumerate(mine):
            desk.save(who, steps[(number + turn) % len(steps)], by=Persona.OFFICIAL)
        return len(mine)

    events = desk.rows(audit_event)
    results = at_once([lambda number=number: writer(number) for number in range(THREADS)])  # type: ignore[misc]
    assert results == [each] * THREADS
    assert desk.count("Krông Pắc", "reached") == desk.count("Buôn Jung", "reached") == THREADS * each
    assert desk.rows(audit_event) - events == THREADS * each
    desk.verified()


def test_two_volunteers_finish_different_steps_of_one_person_at_once(desk: Desk) -> None:
    for turn, who in enumerate(crowd(desk, 5)):
        *first, one, two = desk.world.required
        desk.save(who, tuple(first), by=Persona.OFFICIAL)
        results = at_once(
            [
                lambda who=who, one=one: desk.save(who, one, by=Persona.VOLUNTEER),  # type: ignore[misc]
                lambda who=who, two=two: desk.save(who, two, by=Persona.TEAM_LEAD),  # type: ignore[misc]
            ]
        )
        assert refusals(results) == []
        assert desk.count("Krông Pắc", "all_steps") == turn + 1
    desk.verified()


def test_two_volunteers_record_the_same_step_of_one_person_at_once(desk: Desk) -> None:
    results = at_once(
        [
            lambda: desk.save("maryam", "chip_id_card", by=Persona.VOLUNTEER),
            lambda: desk.save("maryam", {"chip_id_card": StepStatus.ALREADY_HAD}, by=Persona.TEAM_LEAD),
        ]
    )
    # Whoever came second is told what the first one wrote.
    assert refusals(results) == ["already_recorded"]
    assert desk.rows(record) == 1
    desk.verified()


def test_groups_that_share_people_in_other_orders_never_lock_each_other_out(desk: Desk) -> None:
    everybody = crowd(desk, 12)

    def group(number: int) -> int:
        rows = everybody if number % 2 else list(reversed(everybody))
        saves = [desk.command(who, desk.world.steps[number % 2 * 3]) for who in rows]
        return sum(row.result is not None for row in records.save_group(call=desk.as_(Persona.OFFICIAL), saves=saves))

    assert at_once([lambda n=n: group(n) for n in range(4)]) == [12] * 4  # type: ignore[misc]
    assert desk.count("Krông Pắc", "reached") == 12
    desk.verified()


def test_one_undo_pressed_eight_times_takes_back_once(desk: Desk) -> None:
    saved = desk.save("maryam", ("chip_id_card", "eid_level2"))
    commune = desk.world.people["maryam"].commune_id
    call = desk.as_(Persona.VOLUNTEER)

    def undo() -> int:
        return records.undo(call=call, campaign=CAMPAIGN, commune_id=commune, save_id=saved.save_id)

    results = at_once([undo] * THREADS)
    assert refusals(results) == []
    assert sorted(r for r in results if isinstance(r, int)) == [0] * (THREADS - 1) + [2]
    assert desk.count("Krông Pắc", "reached") == 0
    desk.verified()


def test_an_undo_against_a_correction(desk: Desk) -> None:
    saved = desk.save("maryam", "chip_id_card")
    person = desk.world.people["maryam"]
    wanted = Correction(
        campaign=CAMPAIGN,
        record_id=records.record_id(save_id=saved.save_id, citizen_id=person.id, step="chip_id_card"),
        commune_id=person.commune_id,
        reason="nhầm",
        status=StepStatus.ALREADY_HAD,
        new_id=new_id(),
    )
    later = moment_at(TODAY, hour=10)
    results = at_once(
        [
            lambda: records.undo(
                call=desk.as_(Persona.VOLUNTEER, later),
                campaign=CAMPAIGN,
                commune_id=person.commune_id,
                save_id=saved.save_id,
            ),
            lambda: records.correct(call=desk.as_(Persona.TEAM_LEAD, later), correction=wanted),
        ]
    )
    # One of them was first; the other one changed nothing, or says so.
    assert refusals(results) in ([], ["record_changed_meanwhile"])
    assert len(desk.live("maryam")) <= 1
    desk.verified()


def test_one_correction_sent_eight_times_is_one(desk: Desk) -> None:
    saved = desk.save("maryam", "chip_id_card")
    person = desk.world.people["maryam"]
    wanted = Correction(
        campaign=CAMPAIGN,
        record_id=records.record_id(save_id=saved.save_id, citizen_id=person.id, step="chip_id_card"),
        commune_id=person.commune_id,
        reason="nhầm",
        status=StepStatus.ALREADY_HAD,
        new_id=new_id(),
    )
    call = desk.as_(Persona.VOLUNTEER, moment_at(TODAY, hour=10))
    events = desk.rows(audit_event)
    assert at_once([lambda: records.correct(call=call, correction=wanted)] * THREADS) == [wanted.new_id] * THREADS
    assert (desk.rows(record), desk.rows(audit_event) - events) == (2, 1)
    desk.verified()


def test_one_person_enrolled_eight_times_by_one_form(desk: Desk) -> None:
    command = EnrolCitizen(
        id=uuid.uuid4(),
        campaign=CAMPAIGN,
        place_id=desk.world.place("Buôn Jung").id,
        full_name="Lò Thị Mới",
        birth="1980",
        personal_id="066180000777",
    )
    there = desk.rows(citizen)
    results = at_once([lambda: people.enrol(call=desk.as_(Persona.VOLUNTEER), command=command)] * THREADS)
    # On a server two of them may both find nobody; the second then hits the key and is told that it was saved.
    assert set(refusals(results)) <= {"already_saved", "id_taken"}
    assert sum(isinstance(r, people.Enrolled) and not r.repeated for r in results) == 1
    assert desk.rows(citizen) == there + 1
    desk.verified()


def test_one_personal_id_typed_at_two_desks_at_once(desk: Desk) -> None:
    def enrol(by: Persona, name: str, place: str) -> people.Enrolled:
        return people.enrol(
            call=desk.as_(by),
            command=EnrolCitizen(
                id=new_id(),
                campaign=CAMPAIGN,
                place_id=desk.world.place(place).id,
                full_name=name,
                birth="1980",
                personal_id="066180000777",
            ),
        )

    there = desk.rows(citizen)
    results = at_once(
        [
            lambda: enrol(Persona.VOLUNTEER, "Lò Thị Một", "Buôn Jung"),
            lambda: enrol(Persona.COLLEAGUE, "Lò Thị Hai", "Thôn 3"),
        ]
    )
    assert refusals(results) == ["id_taken"]
    assert desk.rows(citizen) == there + 1


def test_two_officials_change_one_target_at_once(desk: Desk) -> None:
    results = at_once([lambda n=n: aim(desk, "Buôn Jung", 100 + n) for n in range(4)])  # type: ignore[misc]
    assert refusals(results) == ["target_changed_meanwhile"] * 3
    assert desk.rows(target) == 1
    desk.verified()


def test_two_communes_write_beside_each_other(desk: Desk) -> None:
    ours = crowd(desk, 6)

    def here() -> None:
        for who in ours:
            desk.save(who, "scam_awareness", by=Persona.OFFICIAL)

    def there() -> None:
        for step in ("scam_awareness", "chip_id_card", "eid_level2", "basic_documents"):
            desk.save("neighbour", step, by=Persona.NEIGHBOUR_VOLUNTEER, campaign=NEIGHBOUR_CAMPAIGN)

    assert at_once([here, there]) == [None, None]
    assert desk.count("Krông Pắc", "reached") == 6
    assert desk.count("Ea Phê", "reached", slug=NEIGHBOUR_CAMPAIGN) == 1
    desk.verified()


def test_readers_see_whole_saves_while_writers_work(desk: Desk) -> None:
    everybody = crowd(desk, 10)
    done = threading.Event()

    def write() -> None:
        try:
            for who in everybody:
                desk.save(who, ("chip_id_card", "scam_awareness"), by=Persona.OFFICIAL)
        finally:
            done.set()

    def read() -> int:
        looks = 0
        while not done.is_set() or looks == 0:
            found = desk.store
            with found.read() as connection:
                query = "SELECT indicator_id, sum(n) FROM progress_day WHERE place_id = {} GROUP BY indicator_id"
                rows = connection.exec_driver_sql(query.format(desk.world.place("Buôn Jung").id)).all()
            counts = {int(n) for _, n in rows}
            # Card, awareness and "reached" of one save are seen together or not at all.
            assert len(counts) <= 1, rows
            looks += 1
        return looks

    results = at_once([write, read, read])
    assert results[0] is None
    assert all(isinstance(r, int) and r > 0 for r in results[1:])


def test_the_chain_of_a_commune_has_no_fork(desk: Desk) -> None:
    everybody = crowd(desk, THREADS)
    at_once([lambda who=who: desk.save(who, "scam_awareness", by=Persona.OFFICIAL) for who in everybody])  # type: ignore[misc]
    rows = [row for row in desk.events() if row["commune_id"] == desk.world.campaign.commune_id]
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(after["previous_hash"] == before["hash"] for before, after in pairwise(rows))
