"""Settings: the environment and .env, read once, checked, frozen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, PositiveInt, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingError

ENV_FILE = Path(".env")
API_VERSION = "v10"
_VERSIONED = re.compile(r"/v\d+$")
_PATH = re.compile(r"^https?://[^/]+/")
_PASSWORD = re.compile(r"//[^/@]*@")
_MENDS = {
    "token": "must be one word of plain letters and signs: copy the bot's token from the developer portal anew.",
    "log_level": "must be DEBUG, INFO, WARNING or ERROR.",
    "api_base": "must be an address that starts with http:// or https://.",
    "guild": "must be a server's id: digits only.",
    "backup_hours": "must be a number of hours: 24 is a day, 0 makes no backups.",
    "backups_kept": "must be a whole number: how many automatic backups stay.",
    "metrics_port": "must be a port's number, 1 to 65535.",
    "faq_servers": "must be servers' ids, separated by commas.",
}


class Config(BaseSettings):
    """Every setting of the program; the variable is BOT_ and the field's name, but for DISCORD_TOKEN."""

    # utf-8-sig: an editor may have put a byte order mark before the first name.
    model_config = SettingsConfigDict(
        env_prefix="BOT_", env_file=ENV_FILE, env_file_encoding="utf-8-sig", extra="ignore", frozen=True
    )

    token: SecretStr = Field(SecretStr(""), validation_alias="DISCORD_TOKEN")
    """The bot's token; without it there is only the terminal."""
    faq: Path = Path("faq.yaml")
    """The moderators' file."""
    knowledge: Path = Path("knowledge")
    """The folder of what the advisor knows."""
    database: Path = Path("career.db")
    """The members' records; `:memory:` keeps nothing."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """How much is told on stderr; DEBUG shows where an unexpected error came from."""
    api_base: str = Field("", pattern=r"^(https?://\S+)?$")
    """Another REST base for Discord, `…/api/v10` if it names none."""
    guild: int | None = Field(None, gt=0)
    """Register commands in this one server at once."""
    faq_servers: Annotated[frozenset[PositiveInt], NoDecode] = frozenset()
    """The servers whose moderators may edit the FAQ; none: the first server."""

    metrics_port: int | None = Field(None, ge=1, le=65535)
    """Where metrics and health are told, on loopback; none: nowhere."""
    backups: Path | None = None
    """The folder of backups; without it, `backups` beside the database."""
    backup_hours: float = Field(24, ge=0, le=24 * 365)
    """Hours between two automatic backups; 0 makes none."""
    backups_kept: int = Field(7, ge=0, le=1000)
    """How many automatic backups are kept; 0 makes none."""

    @property
    def backup_folder(self) -> Path:
        return self.backups or self.database.parent / "backups"

    def told(self) -> dict[str, str]:
        """Variable → value of what is set otherwise than by default; never the token."""
        fields = {name: field.default for name, field in type(self).model_fields.items() if name != "token"}
        found = {name: getattr(self, name) for name, default in fields.items() if getattr(self, name) != default}
        return {variable(name): _as_set(value) for name, value in found.items()}

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object, info: ValidationInfo) -> object:
        """An empty variable means the default, as in `.env` templates."""
        if not isinstance(value, str):
            return value
        return value.strip() or cls.model_fields[str(info.field_name)].get_default()

    @field_validator("api_base")
    @classmethod
    def _whole_base(cls, value: str) -> str:
        """A bare host gets Discord's own path: `http://127.0.0.1:8080` → `http://127.0.0.1:8080/api/v10`."""
        value = value.rstrip("/")
        if not value or _VERSIONED.search(value):
            return value
        if value.endswith("/api"):
            return f"{value}/{API_VERSION}"
        return value if _PATH.search(value) else f"{value}/api/{API_VERSION}"

    @field_validator("token")
    @classmethod
    def _one_word(cls, value: SecretStr) -> SecretStr:
        """What is cut in two, or not plain, cannot be sent to Discord at all."""
        if not re.fullmatch("[!-~]*", value.get_secret_value()):
            raise ValueError
        return value

    @field_validator("faq_servers", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return value.replace(",", " ").split() if isinstance(value, str) else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value


def _as_set(value: object) -> str:
    """As it stands in `.env`, without a password in an address."""
    if isinstance(value, frozenset):
        return ",".join(map(str, sorted(value)))
    return _PASSWORD.sub("//", str(value))


def variable(field: str) -> str:
    """The environment variable of a field."""
    return str(Config.model_fields[field].validation_alias or f"BOT_{field.upper()}")


VARIABLES = frozenset(map(variable, Config.model_fields))


def load(**overrides: Path | None) -> Config:
    """The settings, with the command line's own values over the environment's. Raises SettingError."""
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        _check_env_file()
        return Config(**given)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        # The value itself is never shown: it may be a secret on the wrong line.
        raise SettingError("; ".join(dict.fromkeys(map(_told, error.errors())))) from None
    except UnicodeDecodeError:
        raise SettingError(f"{ENV_FILE} is no UTF-8 text. Save it as UTF-8, or remove it.") from None
    except OSError as error:
        raise SettingError(f"{ENV_FILE} cannot be read ({error.strerror}). Mend or remove the file.") from None


def _told(fault: object) -> str:
    place = str(fault["loc"][0])  # type: ignore[index]
    field = place if place in Config.model_fields else "token"
    return f"{variable(field)} {_MENDS.get(field, 'has no value that can be used.')}"


def _check_env_file() -> None:
    """The library skips lines it cannot read; a setting lost that way is hard to find."""
    if not ENV_FILE.is_file():
        return
    from dotenv.parser import parse_stream

    with ENV_FILE.open(encoding="utf-8-sig") as stream:
        for binding in parse_stream(stream):
            if binding.error or (binding.value is None and binding.key in VARIABLES):
                raise SettingError(f"{ENV_FILE}:{binding.original.line}: this is not NAME=value. Mend or remove it.")
