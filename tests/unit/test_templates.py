"""Templates: the product's own four, and files that contradict themselves."""

import json
from datetime import date
from pathlib import Path

import pytest

from campaign.domain.eligibility import StepRule, judge
from campaign.domain.templates import (
    MAX_SHORT,
    Template,
    TemplateIndicator,
    content_of,
    parse_template,
    read_templates,
    template,
    templates,
)
from campaign.domain.vocabulary import IndicatorKind, PopulationGroup
from campaign.errors import CampaignError

STEPS = {
    "digital_citizen_2023": (
        "portal_account vneid_installed eid_level2 sim_verified bank_account e_wallet online_filing"
    ),
    "digital_citizen_2026": (
        "chip_id_card eid_level2 basic_documents sim_verified social_security_account payment_account "
        "portal_filing online_payment scam_awareness digital_signature health_record"
    ),
    "digital_literacy": "modules_completed literacy_confirmed",
    "drive_44_days": "",
}
OPTIONAL = {"digital_signature", "health_record"}
COMMON = """
version = 1
name_vi = "Mẫu"
name_en = "Sample"
days = 10
units = { unit_vi = "người", unit_en = "people" }
"""


def steps(found: Template) -> list[TemplateIndicator]:
    return [indicator for indicator in found.indicators if indicator.kind is IndicatorKind.STEP]


def indicator(key: str, kind: str = "step", **more: object) -> str:
    values: dict[str, object] = {
        "key": key, "kind": kind, "name_vi": key, "name_en": key, "short_vi": key[:14], "short_en": key[:14], **more
    }  # fmt: skip
    lines = [f"{name} = {value!r}".replace("True", "true") for name, value in values.items()]
    return "\n".join(["[[x.indicators]]", *lines])


def written(folder: Path, *indicators: str, head: str = COMMON) -> Path:
    path = folder / "templates.toml"
    path.write_text("[x]" + head + "\n" + "\n".join(indicators), encoding="utf-8")
    return path


DERIVED = (indicator("all_steps", "all_steps"), indicator("reached", "reached"))


@pytest.mark.parametrize("key", STEPS)
def test_the_keys_are_those_that_files_and_answers_use(key: str) -> None:
    assert [step.key for step in steps(template(key))] == STEPS[key].split()


def test_the_templates_stand_under_the_keys_of_the_command_line() -> None:
    assert list(templates()) == list(STEPS)


def test_every_step_is_required_but_the_two_optional_ones() -> None:
    found = {step.key: step.required for key in STEPS for step in steps(template(key))}
    assert {key for key, required in found.items() if not required} == OPTIONAL


@pytest.mark.parametrize("key", ["digital_citizen_2023", "digital_citizen_2026", "digital_literacy"])
def test_a_campaign_with_steps_counts_all_steps_and_those_it_reached(key: str) -> None:
    derived = [i.key for i in template(key).indicators if i.kind is not IndicatorKind.STEP]
    assert derived == ["all_steps", "reached"]


def test_the_drive_counts_what_the_published_programme_counts() -> None:
    found = template("drive_44_days").indicators
    assert len(found) == 11
    assert {i.kind for i in found} == {IndicatorKind.COUNT}
    assert (found[2].name_vi, found[2].unit_vi) == ("Hỗ trợ dịch vụ công trực tuyến", "hồ sơ")


@pytest.mark.parametrize("key", STEPS)
def test_labels_fit_and_exist_in_both_languages(key: str) -> None:
    for found in template(key).indicators:
        texts = (found.name_vi, found.name_en, found.short_vi, found.short_en, found.unit_vi, found.unit_en)
        assert all(text.strip() == text != "" for text in texts), found.key
        assert max(len(found.short_vi), len(found.short_en)) <= MAX_SHORT
    shorts = [found.short_vi for found in template(key).indicators]
    assert len(set(shorts)) == len(shorts)


def rule_of(key: str, step: str) -> StepRule:
    found = next(i for i in template(key).indicators if i.key == step)
    return StepRule(key=found.key, age_from=found.age_from, age_to=found.age_to, guardian_below=found.guardian_below)


@pytest.mark.parametrize(
    ("key", "step", "refused_at", "allowed_at"),
    [
        # In 2023 level 2 began at 14; since NĐ 69/2024 children from 6 with a card, on request.
        ("digital_citizen_2023", "eid_level2", 13, 14),
        ("digital_citizen_2026", "eid_level2", 5, 6),
        # TT 17/2024/TT-NHNN Art. 11.
        ("digital_citizen_2026", "payment_account", 14, 15),
        ("digital_citizen_2023", "bank_account", 14, 15),
    ],
)
def test_age_rules_of_the_law(key: str, step: str, refused_at: int, allowed_at: int) -> None:
    def verdict(age: int) -> bool:
        born = date(2026 - age, 1, 1)
        return judge(
            rule=rule_of(key, step), birth_date=born, birth_year=None, on=date(2026, 6, 1), have=frozenset()
        ).allowed

    assert not verdict(refused_at)
    assert verdict(allowed_at)


def test_the_portal_is_entered_with_level_2_only() -> None:
    found = next(i for i in template("digital_citizen_2026").indicators if i.key == "portal_filing")
    assert found.prerequisites == ("eid_level2",)
    assert found.population_group is PopulationGroup.FROM_14


def test_an_unknown_template_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CampaignError) as caught:
        template("digital_citizen_1999")
    assert caught.value.code == "template_unknown"
    assert "digital_citizen_2026" in str(caught.value.details["known"])


def test_a_file_that_agrees_with_itself_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        indicator("first", required=True, age_from=14),
        indicator("second", required=True, prerequisites=["first"]),
        *DERIVED,
    )
    found = read_templates(path)["x"]
    assert [i.prerequisites for i in steps(found)] == [(), ("first",)]
    assert found.indicators[0].unit_vi == "người"


@pytest.mark.parametrize(
    ("indicators", "code"),
    [
        ((), "template_empty"),
        ((indicator("a"), indicator("a"), *DERIVED), "template_key_twice"),
        ((indicator("a", prerequisites=["b"]), *DERIVED), "template_prerequisite_missing"),
        (
            (indicator("a", prerequisites=["b"]), indicator("b", prerequisites=["c"]), *DERIVED),
            "template_prerequisite_missing",
        ),
        ((indicator("a", prerequisites=["a"]), *DERIVED), "template_prerequisite_loop"),
        (
            (indicator("a", prerequisites=["b"]), indicator("b", prerequisites=["a"]), *DERIVED),
            "template_prerequisite_loop",
        ),
        (
            (indicator("a", required=True, prerequisites=["b"]), indicator("b"), *DERIVED),
            "template_prerequisite_optional",
        ),
        ((indicator("a"), indicator("reached", "reached")), "template_derived_missing"),
        ((indicator("a"), indicator("all_steps", "all_steps"), indicator("r", "reached")), "template_derived_missing"),
        ((indicator("a", "count"), *DERIVED), "template_derived_missing"),
        ((indicator("a", short_vi="Một nhãn quá dài"), *DERIVED), "template_label_long"),
        ((indicator("a", name_en=" "), *DERIVED), "template_label_missing"),
        ((indicator("a", age_from=15, age_to=14), *DERIVED), "template_ages_reversed"),
        ((indicator("a", age_from=140), *DERIVED), "template_age_invalid"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(tmp_path: Path, indicators: tuple[str, ...], code: str) -> None:
    written_so = written(tmp_path, *indicators, head=COMMON if indicators else f"{COMMON}indicators = []")
    with pytest.raises(CampaignError) as caught:
        read_templates(written_so)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [({"colour": "red"}, "colour"), ({"kind": "dance"}, "dance"), ({"population_group": "from_3"}, "from_3")],
)
def test_a_file_with_unknown_words_is_refused(tmp_path: Path, wrong: dict[str, str], reason: str) -> None:
    with pytest.raises(CampaignError) as caught:
        read_templates(written(tmp_path, indicator("a", **{"kind": "step", **wrong}), *DERIVED))
    assert caught.value.code == "template_invalid"
    assert reason in str(caught.value.details["reason"])


@pytest.mark.parametrize("key", STEPS)
def test_what_is_stored_is_read_as_it_was(key: str) -> None:
    found = template(key)
    values = {
        "version": found.version,
        "name_vi": found.name_vi,
        "name_en": found.name_en,
        "days": found.days,
        "indicators": json.loads(content_of(found.indicators)),
    }
    assert parse_template(key, values) == found


def test_a_missing_name_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, indicator("a"), *DERIVED, head=COMMON.replace('name_vi = "Mẫu"', ""))
    with pytest.raises(CampaignError, match="template_invalid"):
        read_templates(path)
