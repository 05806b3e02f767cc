"""The files around the code: locks that match the project, settings that Streamlit knows, explained data."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from streamlit import config

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
STREAMLIT = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.txt", "requirements-dev.txt")
# WCAG 2.2, success criterion 1.4.3: text of normal size.
READABLE = 4.5


def pins(lock: str) -> dict[str, str]:
    """Return the releases that a lock names, by package."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", text, re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, 0 to 1, as WCAG defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]),
        ("requirements-dev.txt", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_the_lock_holds_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    locked = pins(lock)
    stale = []
    for text in wanted:
        requirement = Requirement(text)
        version = locked.get(canonicalize_name(requirement.name))
        if version is None or version not in requirement.specifier:
            stale.append(f"{text}: locked {version}; run `make lock`")
    assert stale == []


def test_the_tools_are_tried_with_the_releases_that_run() -> None:
    runs, tried = (pins(lock) for lock in LOCKS)
    assert runs.items() <= tried.items()


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_source(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"\S*://\S*|--\S*index-url|--find-links|^[./~]\S*", text, re.MULTILINE) == []
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)[1:]
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(
    ("section", "option"), [(section, option) for section, options in STREAMLIT.items() for option in options]
)
def test_streamlit_knows_the_setting(section: str, option: str) -> None:
    assert option in config.get_options_for_section(section)


@pytest.mark.parametrize(
    ("section", "option", "value"),
    [
        ("runner", "postScriptGC", False),
        ("runner", "magicEnabled", False),
        ("server", "fileWatcherType", "none"),
        ("server", "enableAgentApi", False),
        ("client", "toolbarMode", "minimal"),
        ("client", "showErrorDetails", "none"),
        ("browser", "gatherUsageStats", False),
    ],
)
def test_the_settings_are_those_for_production(section: str, option: str, value: Any) -> None:  # noqa: ANN401 - a setting's value
    assert STREAMLIT[section][option] == value


def test_the_theme_can_be_read() -> None:
    theme = STREAMLIT["theme"]
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        assert contrast(theme["textColor"], ground) >= READABLE
        assert contrast(theme["linkColor"], ground) >= READABLE
    # Streamlit writes captions in the ink at 60 %.
    ink = [int(theme["textColor"][at : at + 2], 16) for at in (1, 3, 5)]
    caption = "#" + "".join(f"{round(0.6 * part + 0.4 * 255):02x}" for part in ink)
    assert contrast(caption, theme["backgroundColor"]) >= READABLE
    # Streamlit writes white on a primary button.
    assert contrast("#ffffff", theme["primaryColor"]) >= READABLE


def test_the_theme_fetches_no_font() -> None:
    fonts = [value for name, value in STREAMLIT["theme"].items() if name.endswith(("font", "Font"))]
    assert fonts
    assert [font for font in fonts if "//" in font] == []
    assert "fontFaces" not in STREAMLIT["theme"]


def test_every_reference_table_names_its_source() -> None:
    folder = ROOT / "data" / "reference"
    rows = re.findall(
        r"^\| `([^`]+)` \|(.+)\|(.+)\|$", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    explained = {name for name, what, source in rows if what.strip() and source.strip()}
    assert {path.name for path in folder.iterdir()} - {"README.md"} == explained
