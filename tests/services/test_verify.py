"""Recounting: what was changed behind the counter is found and named."""

import pytest
from sqlalchemy import text

from campaign.db.store import Store
from campaign.services.verify import Difference, Verification, verify, verify_chain
from tests.support.desk import Desk
from tests.support.world import Persona


def run(desk: Desk) -> Verification:
    return verify(call=desk.as_(Persona.ADMIN))


def found(desk: Desk) -> list[tuple[str, str, str]]:
    return [(d.what, d.stored, d.recounted) for d in run(desk).differences]


def tamper(store: Store, statement: str, **values: object) -> None:
    """Change the audit chain as somebody with the database in their hands could."""
    with store.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE audit_event DISABLE TRIGGER ALL"))
        else:
            for event in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER audit_event_no_{event}"))
        connection.execute(text(statement), values)


def chain(desk: Desk) -> int:
    return desk.world.campaign.commune_id


# -------------------------------------------------------------------------------------- nothing differs
def test_an_untouched_database(desk: Desk) -> None:
    desk.save("maryam", desk.world.required)
    desk.save("neighbour", "chip_id_card", by=Persona.NEIGHBOUR_VOLUNTEER, campaign="ea-phe-2026")
    answer = run(desk)
    assert answer.ok
    assert (answer.campaigns, answer.records, answer.events) == (2, 10, len(desk.events()))
    # Nine steps, all of them, reached: eleven cells at the village and eleven at the commune; two and two next door.
    assert answer.cells == 26


def test_an_empty_database(desk: Desk) -> None:
    assert run(desk).ok
    assert (run(desk).records, run(desk).cells) == (0, 0)


def test_a_progress_bar_is_told_of_every_record(desk: Desk) -> None:
    desk.save("maryam", ("chip_id_card", "scam_awareness"))
    desk.save("sien", "scam_awareness")
    told: list[tuple[int, int]] = []
    verify(call=desk.as_(Persona.ADMIN), on_person=lambda records, of: told.append((records, of)))
    assert sorted(told) == [(1, 3), (2, 3)]


# ----------------------------------------------------------------------------------------- roll-ups
def test_a_number_that_somebody_changed(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness")
    commune = desk.world.place("Krông Pắc").id
    desk.run("UPDATE progress_day SET n = n + 41 WHERE place_id = :place", place=commune)
    assert found(desk) == [("rollup", "42", "1")] * 2
    where = run(desk).differences[0].where
    assert "krong-pac-2026" in where
    assert f"place {commune}" in where


def test_a_number_that_somebody_removed(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness")
    desk.run("DELETE FROM progress_day WHERE place_id = :place", place=desk.world.place("Buôn Jung").id)
    assert found(desk) == [("rollup", "0", "1")] * 2


def test_a_number_of_nobody(desk: Desk) -> None:
    step = next(i.id for i in desk.world.campaign.indicators if i.key == "scam_awareness")
    desk.run(
        "INSERT INTO progress_day (campaign_id, place_id, indicator_id, status, day, n) "
        "VALUES (:campaign, :place, :step, 'completed', '2026-11-20', 3)",
        campaign=desk.world.campaign.id,
        place=desk.world.place("Buôn Jung").id,
        step=step,
    )
    assert found(desk) == [("rollup", "3", "0")]


def test_a_record_that_was_voided_behind_the_counter(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness")
    desk.run("UPDATE record SET voided_at = '2026-11-22 03:00:00', void_reason = 'x'")
    # The step and "reached", at the village and at the commune.
    assert found(desk) == [("rollup", "1", "0")] * 4


# ---------------------------------------------------------------------------------------- the chain
CHANGE = "UPDATE audit_event SET actor = 'somebody' WHERE commune_id = :chain AND seq = :seq"
FIT = "UPDATE audit_event SET hash = previous_hash WHERE commune_id = :chain AND seq = :seq"
REMOVE = "DELETE FROM audit_event WHERE commune_id = :chain AND seq = :seq"


def test_a_changed_event(desk: Desk) -> None:
    tamper(desk.store, CHANGE, chain=chain(desk), seq=3)
    (difference,) = run(desk).differences
    assert (difference.what, difference.where) == ("audit_hash", f"chain {chain(desk)}, event 3")


def test_a_changed_event_with_its_hash_made_to_fit(desk: Desk) -> None:
    tamper(desk.store, FIT, chain=chain(desk), seq=3)
    assert [d.what for d in run(desk).differences] == ["audit_hash", "audit_link"]


def test_an_event_taken_out_of_the_middle(desk: Desk) -> None:
    tamper(desk.store, REMOVE, chain=chain(desk), seq=3)
    assert [d.what for d in run(desk).differences] == ["audit_gap", "audit_link"]


def test_the_last_event_cut_off(desk: Desk) -> None:
    last = max(row["seq"] for row in desk.events() if row["commune_id"] == chain(desk))
    tamper(desk.store, REMOVE, chain=chain(desk), seq=last)
    (difference,) = run(desk).differences
    assert (difference.what, difference.where) == ("audit_head", f"chain {chain(desk)}, {last} of {last - 1}")


def test_a_whole_chain_taken_away(desk: Desk) -> None:
    tamper(desk.store, "DELETE FROM audit_event WHERE commune_id = :chain", chain=chain(desk))
    assert [d.what for d in run(desk).differences] == ["audit_head"]


def test_a_forgotten_head(desk: Desk) -> None:
    desk.run("DELETE FROM audit_head WHERE commune_id = :chain", chain=chain(desk))
    assert [d.what for d in run(desk).differences] == ["audit_head"]


# ---------------------------------------------------------------------------------------- the schema
@pytest.mark.parametrize(
    ("statement", "word"),
    [("DROP INDEX ix_record_save", "ix_record_save"), ("ALTER TABLE campaign ADD COLUMN extra integer", "extra")],
)
def test_a_schema_that_somebody_changed(desk: Desk, statement: str, word: str) -> None:
    desk.run(statement)
    differences = [d for d in run(desk).differences if d.what == "schema"]
    assert len(differences) == 1
    assert word in differences[0].where


# ---------------------------------------------------------------------------------- chain alone, rights
def test_the_chain_alone(desk: Desk) -> None:
    assert verify_chain(call=desk.as_(Persona.AUDITOR)) == ()
    tamper(desk.store, CHANGE, chain=chain(desk), seq=2)
    (difference,) = verify_chain(call=desk.as_(Persona.AUDITOR))
    assert isinstance(difference, Difference)
    assert difference.what == "audit_hash"


def test_an_official_checks_the_chain_of_the_own_commune_only(desk: Desk) -> None:
    tamper(desk.store, CHANGE, chain=desk.world.neighbour_campaign.commune_id, seq=1)
    assert verify_chain(call=desk.as_(Persona.OFFICIAL)) == ()
    assert len(verify_chain(call=desk.as_(Persona.NEIGHBOUR))) == 1
    assert len(verify_chain(call=desk.as_(Persona.AUDITOR))) == 1


def test_who_may_recount(desk: Desk) -> None:
    assert verify(call=desk.as_(Persona.AUDITOR)).ok
    for persona in (Persona.OFFICIAL, Persona.LEADER, Persona.VOLUNTEER, Persona.TEAM_LEAD, Persona.NEIGHBOUR):
        with desk.refused("not_permitted", action="verify"):
            verify(call=desk.as_(persona))
    for persona in (Persona.LEADER, Persona.VOLUNTEER, Persona.TEAM_LEAD):
        with desk.refused("not_permitted", action="see_audit"):
            verify_chain(call=desk.as_(persona))


def test_recounting_changes_nothing(desk: Desk) -> None:
    desk.save("maryam", "scam_awareness")
    desk.run("UPDATE progress_day SET n = 7")
    before = desk.state()
    run(desk)
    assert desk.state() == before
