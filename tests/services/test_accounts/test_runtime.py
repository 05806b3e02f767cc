"""Opening the configured database: each thing that can be wrong has its own code."""

from pathlib import Path

import pytest

from campaign.config import Settings
from campaign.db.operations.installation import set_installation_value
from campaign.db.schema import migrate
from campaign.db.store import Store
from campaign.db.vault import create_key_file
from campaign.errors import CampaignError
from campaign.services import runtime


@pytest.fixture
def found(tmp_path: Path) -> Settings:
    """The settings of an installation that was set up properly."""
    vault = create_key_file(tmp_path / "secret.key")
    url = f"sqlite:///{tmp_path / 'campaign.db'}"
    made = Store(url=url, vault=vault)
    migrate(made)
    with made.write() as connection:
        set_installation_value(connection, name="key_fingerprint", value=vault.fingerprint)
    made.close()
    return Settings(database_url=url, key_file=tmp_path / "secret.key")


def code(found: Settings) -> str:
    with pytest.raises(CampaignError) as caught:
        runtime.open_store(found)
    return caught.value.code


def test_a_proper_installation_opens(found: Settings) -> None:
    opened = runtime.open_store(found)
    assert opened.url == found.database_url
    opened.close()


def test_a_missing_database_is_not_made_by_looking(found: Settings, tmp_path: Path) -> None:
    nowhere = tmp_path / "none.db"
    assert code(found.model_copy(update={"database_url": f"sqlite:///{nowhere}"})) == "database_not_ready"
    assert not nowhere.exists()


def test_an_empty_database_is_not_ready(found: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    assert code(found.model_copy(update={"database_url": url})) == "database_not_ready"


def test_a_newer_database_is_left_alone(found: Settings) -> None:
    opened = runtime.open_store(found)
    with opened.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    opened.close()
    assert code(found) == "database_newer"


def test_no_key_another_key_and_an_open_key_are_told_apart(found: Settings, tmp_path: Path) -> None:
    assert code(found.model_copy(update={"key_file": tmp_path / "none.key"})) == "key_missing"
    create_key_file(tmp_path / "other.key")
    assert code(found.model_copy(update={"key_file": tmp_path / "other.key"})) == "key_wrong"
    found.key_file.chmod(0o644)
    assert code(found) == "key_open_to_others"


def test_a_server_that_is_not_there_is_unreachable(found: Settings) -> None:
    url = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    assert code(found.model_copy(update={"database_url": url})) == "database_unreachable"
