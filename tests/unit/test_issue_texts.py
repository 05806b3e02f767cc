"""Every remark about an imported row has a sentence in both languages, with or without a value."""

import ast
from pathlib import Path

import pytest

from campaign.config import ROOT
from campaign.domain.imports import issues
from campaign.i18n import use_language
from campaign.i18n.issues import issue_text
from campaign.i18n.sentences.imported_rows import ISSUES, ISSUES_OF_NOTHING

CONTRACT = issues.ERRORS | issues.WARNINGS | issues.NOTICES
# What keeps a record of a row out, of a person who is taken; the codes are those of the record screen.
RECORDS = {
    "already_recorded",
    "consent_missing",
    "day_after_campaign",
    "day_before_campaign",
    "day_in_future",
    "place_not_valid",
    "step_prerequisite_missing",
    "step_too_old",
    "step_too_young",
}
OURS = issues.LIST_ERRORS | issues.LIST_WARNINGS


def told() -> set[str]:
    """Return every code that stands where a remark is made."""
    found: set[str] = set()
    for path in [
        *Path(ROOT / "campaign" / "domain" / "imports").glob("*.py"),
        *ROOT.glob("campaign/services/imports/*.py"),
    ]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"RowIssue", "Refused"}
            ):
                found |= {
                    arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                }
    return {code for code in found if code.replace("_", "").isalpha() and "_" in code}


def test_remarks_are_found() -> None:
    assert len(told()) > 5


@pytest.mark.parametrize("code", sorted(CONTRACT | OURS | RECORDS | told()))
@pytest.mark.parametrize("value", ["", "Buôn Thử"])
def test_every_remark_has_a_sentence(code: str, value: str, caplog: pytest.LogCaptureFixture) -> None:
    use_language("en")
    english = issue_text(code=code, value=value)
    use_language("vi")
    vietnamese = issue_text(code=code, value=value)
    assert english != vietnamese
    assert code not in vietnamese
    assert "{" not in vietnamese
    assert caplog.records == []


def test_no_sentence_is_without_a_use() -> None:
    words = {
        node.value
        for path in ROOT.glob("campaign/**/*.py")
        if "i18n" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted((set(ISSUES) | set(ISSUES_OF_NOTHING)) - words - RECORDS) == []


def test_an_unknown_code_still_says_which_cell(caplog: pytest.LogCaptureFixture) -> None:
    assert "abc_def" in issue_text(code="abc_def", value="x")
    assert caplog.records
