"""Every sentence of the program is in the Vietnamese catalogue, once, with the same values in it."""

import ast
import io
import string
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from campaign.config import ROOT
from campaign.domain import vocabulary
from campaign.i18n import CATALOGUES, LANGUAGES, _, catalogue, use_language
from campaign.i18n.labels import label

MARKERS = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2}
FILES = sorted((CATALOGUES / "vi" / "LC_MESSAGES").glob("*.po"))


def modules() -> list[tuple[Path, ast.Module]]:
    """Return the files that may hold sentences, parsed."""
    paths = [*ROOT.glob("campaign/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"]
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def marked(tree: ast.Module) -> Iterator[ast.Call]:
    """Yield the calls that mark or translate a sentence; also those inside an f-string, which Babel does not see."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
            yield node


def extracted() -> dict[str, tuple[str, ...]]:
    """Return every msgid of the code with its forms."""
    found: dict[str, tuple[str, ...]] = {}
    for _path, tree in modules():
        for call in marked(tree):
            wanted = call.args[: MARKERS[ast.unparse(call.func)]]
            forms = tuple(arg.value for arg in wanted if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
            if forms:
                found[forms[0]] = forms
    for path in ROOT.glob("campaign/web/templates/*.html"):
        with path.open("rb") as source:
            for entry in extract("jinja2.ext:babel_extract", source):
                forms = entry[1] if isinstance(entry[1], tuple) else (entry[1],)
                found[str(forms[0])] = tuple(str(form) for form in forms if form)
    return found


def messages() -> Iterator[tuple[Path, Message]]:
    """Yield every entry of the Vietnamese catalogues."""
    for path in FILES:
        parsed = read_po(io.BytesIO(path.read_bytes()), locale="vi")
        yield from ((path, message) for message in parsed if message.id)


def translations() -> dict[str, tuple[str, ...]]:
    """Return msgid -> its Vietnamese forms."""
    found: dict[str, tuple[str, ...]] = {}
    for _path, message in messages():
        own = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        found[str(own)] = tuple(str(form) for form in forms)
    return found


def values(text: str) -> set[str]:
    """Return the names of the values that a sentence takes."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_the_code_has_sentences_and_the_catalogues_are_found() -> None:
    assert len(extracted()) > 300
    assert len(FILES) > 5


def test_every_sentence_has_vietnamese() -> None:
    there = translations()
    missing = sorted(msgid for msgid in extracted() if not any(form.strip() for form in there.get(msgid, ())))
    assert missing == []


def test_no_translation_is_left_of_a_sentence_that_is_gone() -> None:
    assert sorted(set(translations()) - set(extracted())) == []


def test_a_sentence_has_one_translation() -> None:
    """Two rooms may say the same; they then say it alike."""
    forms: dict[str, set[str]] = {}
    for _path, message in messages():
        forms.setdefault(str(message.id), set()).add(str(message.string))
    assert {msgid: told for msgid, told in forms.items() if len(told) > 1} == {}


def test_nothing_is_marked_as_doubtful() -> None:
    assert [message.id for _path, message in messages() if message.fuzzy] == []


def test_translations_take_the_values_of_their_sentence() -> None:
    used = extracted()
    wrong = [
        (msgid, form)
        for msgid, forms in translations().items()
        for form in forms
        if msgid in used and values(form) != set().union(*(values(text) for text in used[msgid]))
    ]
    assert wrong == []


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    """An f-string inside `_()` has another text every time, and no catalogue has it."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, tree in modules()
        for call in marked(tree)
        if any(isinstance(arg, (ast.JoinedStr, ast.BinOp)) for arg in call.args)
    ]
    assert found == []


def test_vietnamese_is_written_in_composed_letters() -> None:
    """Decomposed letters look the same and are found by no search."""
    import unicodedata  # noqa: PLC0415 - the one test that needs it

    forms = [form for forms in translations().values() for form in forms]
    assert [form for form in forms if unicodedata.normalize("NFC", form) != form] == []


@pytest.mark.parametrize(
    "kind", [k for k in vars(vocabulary).values() if isinstance(k, type) and issubclass(k, StrEnum)]
)
def test_every_word_of_the_vocabulary_has_a_label(kind: type[StrEnum]) -> None:
    for member in kind:
        use_language("en")
        english = label(member)
        use_language("vi")
        # A stored word without a label is shown as it is stored, in either language.
        assert label(member) != english, member


def test_the_catalogues_are_read_as_one() -> None:
    use_language("vi")
    assert _("Village") == "Thôn, buôn"
    use_language("en")
    assert _("Village") == "Village"
    use_language("vi")
    assert catalogue("vi").gettext("Village") != catalogue("en").gettext("Village")
    assert LANGUAGES == ("vi", "en")
