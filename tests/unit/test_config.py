"""Settings from the environment: the contract's table, and one clear line for a wrong value."""

from datetime import date
from pathlib import Path

import pytest

from campaign.config import DATA, load_settings
from campaign.errors import CampaignError

NAMES = (
    "CAMPAIGN_DATABASE_URL",
    "CAMPAIGN_KEY_FILE",
    "CAMPAIGN_TODAY",
    "CAMPAIGN_LANGUAGE",
    "CAMPAIGN_DEMO",
    "PORT",
    "HOST",
)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_defaults_of_the_contract() -> None:
    found = load_settings()
    assert found.database_url == f"sqlite:///{DATA / 'campaign.db'}"
    assert found.key_file == DATA / "secret.key"
    assert (found.today, found.language, found.port, found.host) == (None, "vi", 8501, "127.0.0.1")


def test_every_variable_of_the_contract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    values = {
        "CAMPAIGN_DATABASE_URL": "postgresql+psycopg://a@b/c",
        "CAMPAIGN_KEY_FILE": str(tmp_path / "key"),
        "CAMPAIGN_TODAY": "2026-11-22",
        "CAMPAIGN_LANGUAGE": "en",
        "PORT": "9000",
        "HOST": "0.0.0.0",  # noqa: S104 - an address to be read, nobody listens on it
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    found = load_settings()
    assert found.database_url == values["CAMPAIGN_DATABASE_URL"]
    assert found.key_file == tmp_path / "key"
    assert (found.today, found.language) == (date(2026, 11, 22), "en")
    assert (found.port, found.host) == (9000, values["HOST"])


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CAMPAIGN_DATABASE_URL", "mysql://x"),
        ("CAMPAIGN_DATABASE_URL", "data/campaign.db"),
        ("CAMPAIGN_DATABASE_URL", ""),
        ("CAMPAIGN_TODAY", "22/11/2026"),
        ("CAMPAIGN_TODAY", "yesterday"),
        ("CAMPAIGN_LANGUAGE", "fr"),
        ("CAMPAIGN_DEMO", "perhaps"),
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("HOST", ""),
    ],
)
def test_a_wrong_value_names_its_variable(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(CampaignError) as caught:
        load_settings()
    assert caught.value.code == "setting_invalid"
    assert caught.value.details["variable"] == variable
    assert caught.value.details["example"]


@pytest.mark.parametrize("variable", ["CAMPAIGN_TODAY", "CAMPAIGN_LANGUAGE"])
def test_an_empty_variable_of_a_service_file_is_unset(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "")
    assert (load_settings().today, load_settings().language) == (None, "vi")


def test_the_sample_has_a_database_and_a_key_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_DATABASE_URL", "postgresql+psycopg://a@b/c")
    monkeypatch.setenv("CAMPAIGN_DEMO", "1")
    found = load_settings()
    assert found.demo
    assert found.database_url == f"sqlite:///{DATA / 'demo.db'}"
    assert found.key_file == DATA / "demo.key"


def test_a_password_in_the_address_is_not_in_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_DATABASE_URL", "mysql://user:rat-bi-mat@host/db")
    with pytest.raises(CampaignError) as caught:
        load_settings()
    assert "rat-bi-mat" not in str(caught.value)
