"""Settings from the environment, read once at the edges and refused with one clear line when wrong."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from campaign.errors import CampaignError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
REFERENCE = DATA / "reference"

_ENV_NAMES = {"port": "PORT", "host": "HOST"}
# What a right value looks like, in no language, so that everybody understands it.
_EXAMPLES = {
    "CAMPAIGN_DATABASE_URL": "sqlite:///data/campaign.db | postgresql+psycopg://user@host/name",
    "CAMPAIGN_KEY_FILE": "data/secret.key",
    "CAMPAIGN_TODAY": "2026-11-22",
    "CAMPAIGN_LANGUAGE": "vi | en",
    "CAMPAIGN_DEMO": "0 | 1",
    "PORT": "1-65535",
    "HOST": "127.0.0.1",
}


class Settings(BaseSettings):
    """Every knob of the product; names and defaults are the contract's table "Environment"."""

    model_config = SettingsConfigDict(env_prefix="CAMPAIGN_", extra="ignore", frozen=True, populate_by_name=True)

    database_url: str = f"sqlite:///{DATA / 'campaign.db'}"
    key_file: Path = DATA / "secret.key"
    today: date | None = None
    language: Literal["vi", "en"] = "vi"
    demo: bool = False
    port: Annotated[int, Field(ge=1, le=65535, validation_alias="PORT")] = 8501
    host: Annotated[str, Field(min_length=1, validation_alias="HOST")] = "127.0.0.1"

    @field_validator("database_url")
    @classmethod
    def _known_engine(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            message = "must begin with sqlite:/// or postgresql+psycopg://"
            raise ValueError(message)
        return value

    @field_validator("today", "language", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object, info: object) -> object:
        # An empty variable in a service file means "not set", not "wrong".
        if value == "":
            return None if getattr(info, "field_name", "") == "today" else "vi"
        return value

    def for_demo(self) -> Settings:
        """Return the same settings on the sample database and its own key."""
        return self.model_copy(
            update={
                "database_url": f"sqlite:///{DATA / 'demo.db'}",
                "key_file": DATA / "demo.key",
                "demo": True,
            }
        )


def load_settings() -> Settings:
    """Read the environment.

    Raises `CampaignError("setting_invalid", variable=…, example=…)` naming the first wrong variable.
    """
    try:
        found = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else "?"
        variable = field if field.isupper() else _ENV_NAMES.get(field, f"CAMPAIGN_{field.upper()}")
        raise CampaignError("setting_invalid", variable=variable, example=_EXAMPLES.get(variable, "")) from error
    return found.for_demo() if found.demo else found


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the process's settings, read once."""
    return load_settings()
