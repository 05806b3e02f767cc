"""Every refusal in the code has one sentence, with the values that the sentence names; no sentence is without a use."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.config import ROOT
from campaign.db.faults import _FAULTS, CODES
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError
from campaign.i18n import use_language
from campaign.i18n.errors import NOTES, error_text, note_text
from campaign.i18n.sentences import SENTENCES
from campaign.ui.forms.board import _OWN_SENTENCES

# Codes that are put together while the program runs: where, and what may come out.
COMPOSED = {
    "step_": {"step_too_young", "step_too_old", "step_prerequisite_missing"},
    "campaign_": {"campaign_draft", "campaign_anonymised"},
}


# What the record screen refuses by itself, before a service is asked.
SCREEN = set(_OWN_SENTENCES)


def raised() -> Iterator[tuple[Path, ast.Call]]:
    """Yield every place where a refusal is made."""
    for path in [*ROOT.glob("campaign/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "CampaignError"
            if named and isinstance(node, ast.Call) and node.args:
                yield path, node


def constants(node: ast.expr) -> set[str]:
    """Return the codes that an argument may stand for."""
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return constants(node.body) | constants(node.orelse)
    if isinstance(node, ast.JoinedStr):
        return COMPOSED[str(node.values[0].value)] if isinstance(node.values[0], ast.Constant) else set()
    return set()


def words() -> set[str]:
    """Return every string constant of the product: a code handed on by a variable is one of them."""
    return {
        node.value
        for path in [*ROOT.glob("campaign/**/*.py"), *ROOT.glob("pages/*.py")]
        if path.parent.name != "i18n"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def values(sentence: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name}


def test_refusals_are_found() -> None:
    assert len(list(raised())) > 100


def test_every_code_has_a_sentence() -> None:
    codes = {code for _path, call in raised() for code in constants(call.args[0])}
    codes |= set(CODES.values()) | {code for _fragment, code in _FAULTS}
    assert sorted(codes - set(SENTENCES) - SCREEN) == []


def test_every_sentence_has_a_code() -> None:
    composed = set().union(*COMPOSED.values())
    assert sorted(set(SENTENCES) - words() - composed) == []


def test_a_refusal_brings_the_values_that_its_sentence_names() -> None:
    short = [
        f"{path.relative_to(ROOT)}:{call.lineno} {code}: {sorted(values(SENTENCES[code]) - given)}"
        for path, call in raised()
        if not any(keyword.arg is None for keyword in call.keywords)
        for given in [{str(keyword.arg) for keyword in call.keywords}]
        for code in constants(call.args[0])
        if code in SENTENCES and not values(SENTENCES[code]) <= given
    ]
    assert short == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_sentence_can_be_said_without_any_value(language: str) -> None:
    use_language(language)
    for code in SENTENCES:
        said = error_text(CampaignError(code))
        assert said
        assert "{" not in said
    for code in NOTES:
        assert note_text(code)
    use_language("vi")


def test_an_unknown_code_is_still_a_sentence(caplog: pytest.LogCaptureFixture) -> None:
    use_language("en")
    assert "brand_new" in error_text(CampaignError("brand_new"))
    assert "brand_new" in caplog.text
    use_language("vi")


def test_values_are_written_as_people_write_them() -> None:
    from datetime import UTC, date, datetime  # noqa: PLC0415 - only here

    use_language("vi")
    said = error_text(CampaignError("day_in_future", day=date(2026, 11, 23), today=date(2026, 11, 22)))
    assert "23/11/2026" in said
    assert "22/11/2026" in said
    until = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)
    # In the time of Vietnam, seven hours ahead.
    assert "09:15" in error_text(CampaignError("account_locked", until=until))
    assert "Cán bộ" in error_text(CampaignError("role_above_own", role=Role.OFFICIAL.value))
    error = CampaignError("step_prerequisite_missing", step="a", steps=("b", "c"))
    said = error_text(error, names={"a": "Nộp hồ sơ", "b": "VNeID", "c": "Thẻ"})
    assert "Nộp hồ sơ" in said
    assert "VNeID, Thẻ" in said


def test_braces_in_what_was_typed_do_no_harm() -> None:
    use_language("en")
    assert "{name} {0}" in error_text(CampaignError("name_invalid", value="{name} {0}"))
    use_language("vi")
