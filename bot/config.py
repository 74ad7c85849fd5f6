"""Settings: the environment and .env, read once, checked, frozen."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingError

_VARIABLES = {"token": "DISCORD_TOKEN"}


class Config(BaseSettings):
    """Every setting of the program; the variable is BOT_ and the field's name, but for DISCORD_TOKEN."""

    model_config = SettingsConfigDict(env_prefix="BOT_", env_file=".env", extra="ignore", frozen=True)

    token: SecretStr = Field(SecretStr(""), validation_alias="DISCORD_TOKEN")
    faq: Path = Path("faq.yaml")
    knowledge: Path = Path("knowledge")
    database: Path = Path("career.db")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    api_base: str = Field("", pattern=r"^(https?://\S+)?$")
    guild: int | None = None

    @field_validator("guild", mode="before")
    @classmethod
    def _no_guild(cls, value: object) -> object:
        """An empty variable is an unset one, as in `.env` templates."""
        return None if value == "" else value


def load(**overrides: Path | None) -> Config:
    """The settings, with the command line's own values over the environment's. Raises SettingError."""
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Config(**given)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        fault = error.errors()[0]
        field = str(fault["loc"][0]) if fault["loc"] else ""
        variable = field if field.isupper() else _VARIABLES.get(field, f"BOT_{field.upper()}")
        raise SettingError(f"{variable}: {fault['msg']} (got {fault['input']!r})") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f".env cannot be read: {error}. Mend or remove the file.") from None
