"""The rules of the house that no linter knows: what the front door may import, and how long a room may be.

The import contracts of pyproject.toml cover the package and the pages. A root of import-linter has to be
a package, so `app.py`, a single module, is read here.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# `app.py` wires the two front rooms together and nothing else.
APP_MAY_IMPORT = ("streamlit", "starlette", "campaign.ui", "campaign.web", "campaign.config")
MODULE_LINES = 300
PAGE_LINES = 120
FUNCTION_LINES = 50


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted name of everything that a module imports from elsewhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules() -> list[Path]:
    """Return the Python files of the product, without the generated migrations."""
    folders = ("campaign", "pages", "bench")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in [*found, ROOT / "app.py"] if "migrations" not in path.parts)


def relative(path: Path) -> str:
    """Name a file as a person would."""
    return path.relative_to(ROOT).as_posix()


def test_the_front_door_imports_only_what_it_wires_together() -> None:
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    ours_or_installed = [name for name in imported(tree) if not name.startswith(("collections", "contextlib"))]
    strangers = [name for name in ours_or_installed if not name.startswith(APP_MAY_IMPORT)]
    assert strangers == []


def test_the_front_door_has_the_literal_app_that_streamlit_looks_for() -> None:
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    calls = [
        ast.unparse(node.value.func)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and [ast.unparse(target) for target in node.targets] == ["app"]
        and isinstance(node.value, ast.Call)
    ]
    assert calls == ["st.App"]


def test_every_room_stands_in_the_layers() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    known = {name.strip(" ()").removeprefix("campaign.") for layer in layers for name in layer.split("|")}
    rooms = {path.parent.name for path in (ROOT / "campaign").glob("*/__init__.py")}
    rooms |= {path.stem for path in (ROOT / "campaign").glob("*.py")} - {"__init__"}
    assert rooms - known == set()


@pytest.mark.parametrize("path", modules(), ids=relative)
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    limit = PAGE_LINES if path.parent == ROOT / "pages" else MODULE_LINES
    text = path.read_text(encoding="utf-8")
    length_of_module = len(text.splitlines())
    assert length_of_module <= limit
    long = [
        f"{node.name}: {length} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert long == []
