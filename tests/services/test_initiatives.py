"""Models and initiatives: registering, changing, recognising, withdrawing, and the register as it is read."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from campaign.clock import moment_at, new_id
from campaign.db.operations import initiatives as operations
from campaign.domain.vocabulary import InitiativeKind
from campaign.services.initiatives import (
    InitiativeChange,
    InitiativeFields,
    NewInitiative,
    Recognition,
    Withdrawal,
    change_initiative,
    recognise_initiative,
    register_initiative,
    withdraw_initiative,
)
from campaign.services.initiatives_view import initiative_view, list_initiatives
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, TODAY, Persona

LATER = moment_at(TODAY, hour=10)
FIELDS = InitiativeFields(
    kind=InitiativeKind.MODEL,
    name="Ngõ số buôn Jung",
    lead_unit="Đoàn xã (mẫu)",
    started_on=TODAY - timedelta(days=5),
    summary="Mỗi ngõ một người hướng dẫn.",
    evidence="Biên bản số 00/BB ngày 12/11/2026 (mẫu), 0262 3 500 000",
)


def register(desk: Desk, *, place: str = "Buôn Jung", by: Persona = Persona.OFFICIAL, **more: Any) -> uuid.UUID:  # noqa: ANN401 - fields of InitiativeFields
    return register_initiative(call=desk.as_(by), command=new(desk, place=place, **more)).id


def new(desk: Desk, *, place: str = "Buôn Jung", own: uuid.UUID | None = None, **more: Any) -> NewInitiative:  # noqa: ANN401 - fields of InitiativeFields
    fields = replace(FIELDS, **more)
    return NewInitiative(id=own or new_id(), campaign=CAMPAIGN, place_id=desk.world.place(place).id, fields=fields)


def change(desk: Desk, own: uuid.UUID, *, version: int = 1, place: str = "Buôn Jung", **more: Any) -> InitiativeChange:  # noqa: ANN401 - fields of InitiativeFields
    fields = replace(FIELDS, **more)
    place_id = desk.world.place(place).id
    return InitiativeChange(id=own, campaign=CAMPAIGN, version=version, place_id=place_id, fields=fields)


# --------------------------------------------------------------------------------------------- registering
def test_a_model_is_registered_with_all_that_is_known(desk: Desk) -> None:
    with desk.one_event("initiative.register") as events:
        own = register(desk)
    assert events[0]["after"]["initiative_name"] == "Ngõ số buôn Jung"
    assert events[0]["commune_id"] == desk.world.place("Krông Pắc").id
    view = initiative_view(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, own=own)
    assert (view.one.name, view.one.summary, view.one.evidence) == (FIELDS.name, FIELDS.summary, FIELDS.evidence)
    assert (view.one.version, view.one.recognised_on, view.editable) == (1, None, False)
    assert initiative_view(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, own=own).editable


def test_the_same_form_sent_twice_is_one(desk: Desk) -> None:
    command = new(desk)
    register_initiative(call=desk.as_(Persona.OFFICIAL), command=command)
    before = desk.state()
    again = register_initiative(call=desk.as_(Persona.OFFICIAL), command=command)
    assert again.repeated
    assert desk.state() == before


def test_a_team_leader_registers_in_their_own_villages_only(desk: Desk) -> None:
    call = desk.narrowed(Persona.TEAM_LEAD, "Buôn Jung")
    register_initiative(call=call, command=new(desk))
    with desk.refused("not_permitted"):
        register_initiative(call=call, command=new(desk, place="Thôn 3"))
    with desk.refused("place_outside_campaign"):
        register_initiative(call=desk.as_(Persona.OFFICIAL), command=new(desk, place="Buôn Phê"))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "  "}, "initiative_name_missing"),
        ({"lead_unit": ""}, "lead_unit_missing"),
        ({"started_on": TODAY + timedelta(days=1)}, "initiative_in_future"),
        ({"name": "x" * 301}, "text_too_long"),
        ({"summary": "x" * 2001}, "text_too_long"),
        ({"summary": "Gọi ông Sơn 0912.345.678"}, "personal_number_in_text"),
        ({"evidence": "CCCD 066194001234"}, "personal_number_in_text"),
        ({"lead_unit": "Tổ 3, +84 987 654 321"}, "personal_number_in_text"),
    ],
)
def test_what_is_refused(desk: Desk, fields: dict[str, Any], code: str) -> None:
    with desk.refused(code):
        register(desk, **fields)


def test_a_refusal_does_not_repeat_the_number(desk: Desk) -> None:
    with desk.refused("personal_number_in_text", value="066•••••••34"):
        register(desk, evidence="CCCD 066194001234")


def test_a_place_that_is_not_there(desk: Desk) -> None:
    with desk.refused("place_unknown"):
        register_initiative(call=desk.as_(Persona.OFFICIAL), command=replace(new(desk), place_id=10**8))


def test_a_closed_campaign_still_takes_models_and_an_anonymised_one_does_not(desk: Desk) -> None:
    desk.run("UPDATE campaign SET status = 'closed' WHERE slug = :slug", slug=CAMPAIGN)
    register(desk)
    desk.run("UPDATE campaign SET status = 'anonymised' WHERE slug = :slug", slug=CAMPAIGN)
    with desk.refused("campaign_anonymised"):
        register(desk)


def test_nothing_stays_of_a_write_that_fails(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    own = register(desk)
    before = desk.state()
    monkeypatch.setattr(operations, "change_initiative", broken)
    with pytest.raises(RuntimeError):
        change_initiative(call=desk.as_(Persona.OFFICIAL), command=change(desk, own, name="Ngõ"))
    assert desk.state() == before
    assert initiative_view(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, own=own).one.version == 1


# ------------------------------------------------------------------------------------------------ changing
def test_a_change_names_what_it_changed(desk: Desk) -> None:
    own = register(desk)
    with desk.one_event("initiative.change") as events:
        assert change_initiative(call=desk.as_(Persona.OFFICIAL), command=change(desk, own, name="Ngõ số"))
    assert events[0]["before"] == {"initiative_name": "Ngõ số buôn Jung"}
    assert events[0]["after"] == {"initiative_name": "Ngõ số"}
    assert initiative_view(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, own=own).one.version == 2
    before = desk.state()
    # The same once more is no change, whatever version it names.
    assert not change_initiative(call=desk.as_(Persona.OFFICIAL), command=change(desk, own, name="Ngõ số"))
    assert desk.state() == before


def test_changed_meanwhile(desk: Desk) -> None:
    own = register(desk)
    change_initiative(call=desk.as_(Persona.ADMIN, LATER), command=change(desk, own, name="Ngõ số"))
    with desk.refused("initiative_changed_meanwhile", by="Trần Thị An", at=LATER.now):
        change_initiative(call=desk.as_(Persona.OFFICIAL), command=change(desk, own, summary="khác"))
    with desk.refused("initiative_changed_meanwhile"):
        withdraw_initiative(
            call=desk.as_(Persona.OFFICIAL), command=Withdrawal(id=own, campaign=CAMPAIGN, version=1, reason="trùng")
        )
    with desk.refused("initiative_changed_meanwhile"):
        recognise_initiative(
            call=desk.as_(Persona.OFFICIAL),
            command=Recognition(id=own, campaign=CAMPAIGN, version=1, on=TODAY, by="UBND xã"),
        )


def test_moving_needs_the_right_at_both_places(desk: Desk) -> None:
    own = register(desk)
    call = desk.narrowed(Persona.TEAM_LEAD, "Buôn Jung")
    with desk.refused("not_permitted"):
        change_initiative(call=call, command=change(desk, own, place="Thôn 3"))
    assert change_initiative(call=desk.as_(Persona.OFFICIAL), command=change(desk, own, place="Thôn 3"))
    # It has left the team leader's villages, and is not named to them any more.
    with desk.refused("initiative_unknown"):
        change_initiative(call=call, command=change(desk, own, version=2))


def test_what_is_not_there_or_of_another_campaign_is_unknown(desk: Desk) -> None:
    with desk.refused("initiative_unknown"):
        change_initiative(call=desk.as_(Persona.OFFICIAL), command=change(desk, new_id()))
    own = register(desk)
    with desk.refused("campaign_unknown"):
        change_initiative(call=desk.as_(Persona.NEIGHBOUR), command=change(desk, own))
    elsewhere = replace(change(desk, own), campaign="ea-phe-2026")
    with desk.refused("initiative_unknown"):
        change_initiative(call=desk.as_(Persona.NEIGHBOUR), command=elsewhere)


# ------------------------------------------------------------------------------- recognising and withdrawing
def test_recognition_is_written_down_corrected_and_taken_back(desk: Desk) -> None:
    own = register(desk)
    call = desk.as_(Persona.OFFICIAL)
    command = Recognition(id=own, campaign=CAMPAIGN, version=1, on=TODAY, by="UBND xã (mẫu)")
    with desk.one_event("initiative.recognise"):
        assert recognise_initiative(call=call, command=command)
    assert not recognise_initiative(call=call, command=command)
    found = list_initiatives(call=call, slug=CAMPAIGN, recognised=True)
    assert [(one.recognised_on, one.recognised_by) for one in found.rows] == [(TODAY, "UBND xã (mẫu)")]
    with desk.one_event("initiative.unrecognise"):
        assert recognise_initiative(call=call, command=replace(command, version=2, on=None))
    assert list_initiatives(call=call, slug=CAMPAIGN, recognised=True).rows == ()


@pytest.mark.parametrize(
    ("on", "by", "code"),
    [
        (TODAY + timedelta(days=1), "UBND xã", "recognised_day_invalid"),
        (FIELDS.started_on - timedelta(days=1), "UBND xã", "recognised_day_invalid"),
        (TODAY, "  ", "recognised_by_missing"),
        (TODAY, "0912345678", "personal_number_in_text"),
    ],
)
def test_recognitions_that_cannot_be(desk: Desk, on: Any, by: str, code: str) -> None:  # noqa: ANN401 - a date
    own = register(desk)
    with desk.refused(code):
        recognise_initiative(
            call=desk.as_(Persona.OFFICIAL), command=Recognition(id=own, campaign=CAMPAIGN, version=1, on=on, by=by)
        )


def test_what_is_withdrawn_leaves_the_register_and_keeps_its_reason(desk: Desk) -> None:
    own = register(desk)
    call = desk.as_(Persona.OFFICIAL)
    command = Withdrawal(id=own, campaign=CAMPAIGN, version=1, reason=" đăng ký trùng ")
    with desk.refused("reason_missing"):
        withdraw_initiative(call=call, command=replace(command, reason=" "))
    with desk.one_event("initiative.withdraw") as events:
        assert withdraw_initiative(call=call, command=command)
    assert events[0]["reason"] == "đăng ký trùng"
    assert not withdraw_initiative(call=call, command=command)
    assert list_initiatives(call=call, slug=CAMPAIGN).rows == ()
    view = initiative_view(call=call, slug=CAMPAIGN, own=own)
    assert (view.one.withdraw_reason, view.editable) == ("đăng ký trùng", False)
    with desk.refused("initiative_withdrawn", reason="đăng ký trùng"):
        change_initiative(call=call, command=change(desk, own, version=2, name="Ngõ"))


# ------------------------------------------------------------------------------------------------- reading
def test_coverage_counts_villages_with_a_model_and_not_schools_or_initiatives(desk: Desk) -> None:
    register(desk)
    register(desk, name="Ngõ số 2")
    register(desk, place="Thôn 3", kind=InitiativeKind.INITIATIVE)
    register(desk, place="Trường THCS Nguyễn Trãi")
    found = list_initiatives(call=desk.as_(Persona.LEADER), slug=CAMPAIGN)
    assert found.coverage is not None
    assert (found.coverage.with_model, found.coverage.places, found.coverage.communes) == (1, 3, False)
    assert found.whole is not None
    assert (found.whole.models, found.whole.initiatives) == (3, 1)
    assert [(c.place.name, c.models, c.initiatives) for c in found.counts] == [
        ("Buôn Jung", 2, 0),
        ("Thôn 3", 0, 1),
        ("Trường THCS Nguyễn Trãi", 1, 0),
    ]


def test_who_works_in_villages_sees_these_and_the_commune(desk: Desk) -> None:
    register(desk)
    register(desk, place="Thôn 3", name="Loa thôn")
    register(desk, place="Krông Pắc", name="Một cửa")
    found = list_initiatives(call=desk.as_(Persona.VOLUNTEER), slug=CAMPAIGN)
    assert {one.name for one in found.rows} == {"Ngõ số buôn Jung", "Một cửa"}
    assert (found.coverage, found.to_register) == (None, ())
    with desk.refused("place_unknown"):
        list_initiatives(call=desk.as_(Persona.VOLUNTEER), slug=CAMPAIGN, place_code=desk.world.place("Thôn 3").code)


def test_a_word_is_found_without_its_diacritics(desk: Desk) -> None:
    register(desk)
    for text in ("ngo so", "ĐOÀN XÃ", "huong dan"):
        assert len(list_initiatives(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, text=text).rows) == 1
    assert list_initiatives(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, text="%").rows == ()


def test_queries_do_not_grow_with_the_register(desk: Desk) -> None:
    own = register(desk)

    def asked() -> tuple[int, int]:
        with desk.statements() as reading:
            list_initiatives(call=desk.as_(Persona.LEADER), slug=CAMPAIGN)
        with desk.statements() as one:
            initiative_view(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, own=own)
        return len(reading), len(one)

    few = asked()
    for n in range(20):
        register(desk, place=("Buôn Pan", "Thôn 3")[n % 2], name=f"Mô hình {n}")
    assert asked() == few
    assert max(few) <= 7
