"""Templates in the app: made from one, changed in versions, taken out of use, and never behind a campaign's back."""

from dataclasses import replace
from typing import Any

import pytest

from campaign.clock import moment_at
from campaign.db.operations import templates as operations
from campaign.db.tables import template as table
from campaign.domain import templates as product
from campaign.domain.indicator_edits import put, remove
from campaign.domain.templates import Template
from campaign.errors import CampaignError
from campaign.services import campaigns, templates
from campaign.services.templates import TemplateCard
from tests.support.desk import Desk
from tests.support.world import COMMUNE, END, NEIGHBOUR_COMMUNE, START, TODAY, Persona

BASE, OWN = "digital_literacy", "digital_literacy_24490_1"
LATER = moment_at(TODAY, hour=11)


def copy(desk: Desk, by: Persona = Persona.OFFICIAL, **changed: Any) -> TemplateCard:  # noqa: ANN401 - arguments of the service
    return templates.copy_template(call=desk.as_(by), **{"key": OWN, "base": BASE, "place_code": COMMUNE, **changed})


def edit(desk: Desk, changed: Template, by: Persona = Persona.OFFICIAL, reason: str = "theo KH 12") -> TemplateCard:
    return templates.edit_template(call=desk.as_(by), changed=changed, reason=reason)


def keys(desk: Desk, by: Persona) -> set[str]:
    return {card.template.key for card in templates.list_templates(call=desk.as_(by))}


# ------------------------------------------------------------------------------------------ it works
def test_a_copy_counts_what_its_source_counts(desk: Desk) -> None:
    with desk.one_event("template.copy") as events:
        made = copy(desk)
    assert made.template.indicators == product.template(BASE).indicators
    assert (made.template.version, made.based_on, made.place_name) == (1, f"{BASE}/1", "Krông Pắc")
    assert events[0]["after"]["based_on"] == f"{BASE}/1"


def test_a_change_is_a_new_version_beside_the_old_one(desk: Desk) -> None:
    first = copy(desk).template
    shorter = replace(first, days=45, indicators=remove(first.indicators, "literacy_confirmed"))
    with desk.one_event("template.edit") as events:
        second = edit(desk, shorter)
    assert (second.template.version, second.template.days, second.reason) == (2, 45, "theo KH 12")
    assert events[0]["reason"] == "theo KH 12"
    found = templates.versions(call=desk.as_(Persona.OFFICIAL), key=OWN)
    assert [(one.template.version, len(one.template.indicators)) for one in found] == [(2, 3), (1, 4)]
    assert found[0].created_by == "Nguyễn Thị Lan"


def test_a_campaign_keeps_the_version_that_it_began_with(desk: Desk) -> None:
    first = copy(desk).template
    made = campaigns.create_campaign(
        call=desk.as_(Persona.OFFICIAL), slug="dot-2", name="Đợt 2", place_code=COMMUNE, template=OWN,
        starts_on=START, ends_on=END,
    )  # fmt: skip
    edit(desk, replace(first, indicators=remove(first.indicators, "literacy_confirmed")))
    templates.retire_template(call=desk.as_(Persona.OFFICIAL), key=OWN, reason="không dùng nữa")
    kept = campaigns.campaign(call=desk.as_(Persona.OFFICIAL), slug="dot-2")
    assert (kept.template_key, kept.template_version) == (OWN, 1)
    assert kept.indicators == made.indicators


def test_the_key_of_a_copy_is_readable_and_free(desk: Desk) -> None:
    call = desk.as_(Persona.OFFICIAL)
    assert templates.next_key(call=call, base=BASE, place_code=COMMUNE) == OWN
    copy(desk)
    assert templates.next_key(call=call, base=BASE, place_code=COMMUNE) == "digital_literacy_24490_2"
    # A copy of a copy is named by where it all began.
    assert templates.next_key(call=call, base=OWN, place_code=COMMUNE) == "digital_literacy_24490_2"


def test_a_retired_template_is_not_offered_and_can_come_back(desk: Desk) -> None:
    copy(desk)
    call = desk.as_(Persona.OFFICIAL)
    with desk.one_event("template.retire"):
        templates.retire_template(call=call, key=OWN, reason="không dùng nữa")
    assert OWN not in keys(desk, Persona.OFFICIAL)
    assert OWN in {c.template.key for c in templates.list_templates(call=call, retired=True)}
    with desk.refused("template_unknown"):
        campaigns.create_campaign(
            call=call, slug="dot-2", name="Đợt 2", place_code=COMMUNE, template=OWN, starts_on=START, ends_on=END
        )
    with desk.one_event("template.restore"):
        templates.retire_template(call=call, key=OWN, reason="dùng lại", back=True)
    assert OWN in keys(desk, Persona.OFFICIAL)


# --------------------------------------------------------------------------------------- scope and role
def test_a_template_is_seen_where_it_serves(desk: Desk) -> None:
    copy(desk)
    templates.copy_template(call=desk.system(), key="digital_literacy_66_1", base=BASE, place_code="66")
    templates.copy_template(call=desk.system(), key="digital_literacy_vn_1", base=BASE, place_code=None)
    assert keys(desk, Persona.OFFICIAL) - set(product.templates()) == {
        OWN, "digital_literacy_66_1", "digital_literacy_vn_1",
    }  # fmt: skip
    assert OWN not in keys(desk, Persona.NEIGHBOUR)
    assert {"digital_literacy_66_1", "digital_literacy_vn_1"} <= keys(desk, Persona.NEIGHBOUR)


def test_a_template_serves_campaigns_of_its_place_alone(desk: Desk) -> None:
    copy(desk)
    with desk.refused("template_unknown"):
        campaigns.create_campaign(
            call=desk.system(), slug="dot-2", name="Đợt 2", place_code=NEIGHBOUR_COMMUNE, template=OWN,
            starts_on=START, ends_on=END,
        )  # fmt: skip
    offered = templates.list_templates(call=desk.system(), place_code=NEIGHBOUR_COMMUNE)
    assert OWN not in {card.template.key for card in offered}


def test_the_provinces_template_is_the_provinces_to_change(desk: Desk) -> None:
    made = templates.copy_template(call=desk.system(), key="digital_literacy_66_1", base=BASE, place_code="66")
    assert not templates.template_card(call=desk.as_(Persona.OFFICIAL), key="digital_literacy_66_1").editable
    with desk.refused("not_permitted"):
        edit(desk, replace(made.template, days=5))
    with desk.refused("place_unknown"):
        copy(desk, place_code="66")


def test_the_neighbour_does_not_learn_of_it(desk: Desk) -> None:
    first = copy(desk).template
    with desk.refused("template_unknown"):
        edit(desk, replace(first, days=5), by=Persona.NEIGHBOUR)
    with desk.refused("place_unknown"):
        copy(desk, by=Persona.NEIGHBOUR)
    with pytest.raises(CampaignError, match="template_unknown"):
        templates.template_card(call=desk.as_(Persona.NEIGHBOUR), key=OWN)


# --------------------------------------------------------------------------------------------- errors
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name_vi": "  "}, "template_name_invalid"),
        ({"name_en": "x" * 201}, "template_name_invalid"),
        ({"days": 0}, "template_days_invalid"),
        ({"days": 1101}, "template_days_invalid"),
        ({"indicators": ()}, "template_empty"),
    ],
)
def test_bad_input_is_named(desk: Desk, changed: dict[str, Any], code: str) -> None:
    first = copy(desk).template
    with desk.refused(code):
        edit(desk, replace(first, **changed))


def test_what_contradicts_itself_is_no_version(desk: Desk) -> None:
    first = copy(desk).template
    with desk.refused("template_prerequisite_missing", indicator="literacy_confirmed", needed="modules_completed"):
        edit(desk, replace(first, indicators=remove(first.indicators, "modules_completed")))
    optional = replace(first.indicators[0], required=False)
    with desk.refused("template_prerequisite_optional"):
        edit(desk, replace(first, indicators=put(first.indicators, optional)))
    assert desk.rows(table) == 1


def test_the_products_own_templates_are_not_changed(desk: Desk) -> None:
    with desk.refused("template_of_product"):
        edit(desk, replace(product.template(BASE), days=5))
    with desk.refused("template_of_product"):
        templates.retire_template(call=desk.as_(Persona.OFFICIAL), key=BASE, reason="x")


def test_without_a_reason(desk: Desk) -> None:
    first = copy(desk).template
    with desk.refused("reason_missing"):
        edit(desk, replace(first, days=5), reason=" ")
    with desk.refused("reason_missing"):
        templates.retire_template(call=desk.as_(Persona.OFFICIAL), key=OWN, reason="")


def test_a_retired_template_is_not_changed(desk: Desk) -> None:
    first = copy(desk).template
    templates.retire_template(call=desk.as_(Persona.OFFICIAL), key=OWN, reason="không dùng nữa")
    with desk.refused("template_retired"):
        edit(desk, replace(first, days=5))


# -------------------------------------------------------------------- two officials, twice, all or nothing
def test_the_second_editor_is_told_of_the_first(desk: Desk) -> None:
    first = copy(desk).template
    edit(desk, replace(first, days=30))
    with desk.refused("template_changed_meanwhile", by="Nguyễn Thị Lan", version=2):
        edit(desk, replace(first, days=40), by=Persona.ADMIN)
    told = replace(first, version=2, days=40)
    assert edit(desk, told, by=Persona.ADMIN).template.version == 3


def test_the_same_twice_is_once(desk: Desk) -> None:
    first = copy(desk).template
    before = desk.state()
    assert copy(desk).template == first
    assert edit(desk, first).template == first
    assert desk.state() == before
    changed = replace(first, days=30)
    second = edit(desk, changed)
    before = desk.state()
    assert edit(desk, changed) == second
    assert desk.state() == before
    templates.retire_template(call=desk.as_(Persona.OFFICIAL), key=OWN, reason="không dùng nữa")
    before = desk.state()
    templates.retire_template(call=desk.as_(Persona.OFFICIAL), key=OWN, reason="không dùng nữa")
    assert desk.state() == before


def test_a_key_of_something_else_is_taken(desk: Desk) -> None:
    copy(desk)
    with desk.refused("template_key_taken"):
        copy(desk, base="digital_citizen_2026")


def test_a_break_in_the_middle_leaves_the_old_version(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = copy(desk).template
    before = desk.state()

    def broken(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "insert_version", broken)
    with pytest.raises(RuntimeError):
        edit(desk, replace(first, days=30))
    assert desk.state() == before
    assert desk.rows(table) == 1


def test_the_list_costs_the_same_for_many(desk: Desk) -> None:
    copy(desk)
    with desk.statements() as one:
        templates.list_templates(call=desk.as_(Persona.OFFICIAL))
    for n in range(2, 6):
        copy(desk, key=f"digital_literacy_24490_{n}")
    with desk.statements() as many:
        templates.list_templates(call=desk.as_(Persona.OFFICIAL))
    assert len(many) == len(one)
