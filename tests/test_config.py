"""Settings: environment, .env, defaults, and what a wrong value is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.config import Config, load, variable
from bot.errors import SettingError


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder without .env, and none of our variables in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.upper().startswith(("BOT_", "DISCORD_")):
            monkeypatch.delenv(name)


def test_without_any_setting_the_defaults_of_the_contract_hold() -> None:
    config = load()
    assert (config.faq, config.knowledge, config.database) == (Path("faq.yaml"), Path("knowledge"), Path("career.db"))
    assert config.token.get_secret_value() == ""
    assert (config.log_level, config.api_base, config.guild) == ("INFO", "", None)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", " s3cret \n")
    monkeypatch.setenv("BOT_FAQ", "/srv/faq.yaml")
    monkeypatch.setenv("BOT_GUILD", "1234567890")
    monkeypatch.setenv("BOT_LOG_LEVEL", "debug")
    monkeypatch.setenv("BOT_API_BASE", "http://localhost:8080/api/v10")
    config = load()
    assert config.token.get_secret_value() == "s3cret"
    assert (config.faq, config.guild, config.log_level) == (Path("/srv/faq.yaml"), 1234567890, "DEBUG")
    assert config.api_base == "http://localhost:8080/api/v10"


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v10"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/api/v10"),
        ("http://127.0.0.1:8080/api", "http://127.0.0.1:8080/api/v10"),
        ("http://127.0.0.1:8080/api/v10/", "http://127.0.0.1:8080/api/v10"),
        ("https://proxy.example.org/discord/api/v10", "https://proxy.example.org/discord/api/v10"),
        ("https://proxy.example.org/discord", "https://proxy.example.org/discord"),
    ],
)
def test_a_rest_base_may_leave_out_discords_own_path(given: str, used: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_API_BASE", given)
    assert load().api_base == used


@pytest.mark.parametrize(
    "text",
    ["BOT_DATABASE=members.db\n", "\ufeffBOT_DATABASE=members.db\r\n", "# ours\nexport BOT_DATABASE='members.db'\n"],
)
def test_env_file_is_read(text: str) -> None:
    Path(".env").write_text(text, "utf-8")
    assert load().database == Path("members.db")


def test_command_line_over_environment_over_env_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("BOT_FAQ=file.yaml\nBOT_KNOWLEDGE=file\nBOT_DATABASE=file.db\n")
    monkeypatch.setenv("BOT_KNOWLEDGE", "environment")
    monkeypatch.setenv("BOT_DATABASE", "environment.db")
    config = load(database=Path("option.db"), faq=None)
    assert (config.faq, config.knowledge, config.database) == (
        Path("file.yaml"),
        Path("environment"),
        Path("option.db"),
    )


@pytest.mark.parametrize("field", Config.model_fields)
def test_an_empty_variable_is_an_unset_one(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable(field), " ")
    assert load() == Config()


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("DISCORD_TOKEN", "two\nlines", "anew"),
        ("DISCORD_TOKEN", "a word more", "anew"),
        ("DISCORD_TOKEN", "\u201cquoted\u201d", "anew"),
        ("BOT_LOG_LEVEL", "LOUD", "INFO"),
        ("BOT_GUILD", "my server", "digits"),
        ("BOT_GUILD", "-5", "digits"),
        ("BOT_FAQ_SERVERS", "12,ours", "commas"),
        ("BOT_API_BASE", "ftp://example.org", "https://"),
        ("BOT_API_BASE", "discord.com", "https://"),
    ],
)
def test_a_wrong_value_names_the_variable_and_the_mend(
    name: str, value: str, mend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError) as caught:
        load()
    said = str(caught.value)
    assert name in said
    assert mend in said
    assert "\n" not in said
    assert value not in said, "it may be a secret on the wrong line"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"BOT_FAQ=faq.yaml\nthis is = = no 'setting\n", ".env:2"),
        (b"BOT_FAQ='never closed\n", ".env:1"),
        (b"BOT_FAQ=\xff\xfe\n", "UTF-8"),
        (b"# ours\nBOT_LOG_LEVEL\n", ".env:2"),
    ],
)
def test_a_broken_env_file_is_told_in_one_line(content: bytes, told: str) -> None:
    Path(".env").write_bytes(content)
    with pytest.raises(SettingError) as caught:
        load()
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_token_is_in_no_text_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    monkeypatch.setenv("BOT_LOG_LEVEL", "very-secret")
    with pytest.raises(SettingError) as caught:
        load()
    assert "very-secret" not in str(caught.value)
    monkeypatch.delenv("BOT_LOG_LEVEL")
    assert "very-secret" not in f"{load()!r} {load()}"


@pytest.mark.parametrize(("name", "value"), [("BOT_BACKUP_HOURS", "daily"), ("BOT_BACKUPS_KEPT", "-1")])
def test_backups_are_set_in_numbers(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=f"{name} must be a"):
        load()


def test_backups_stand_beside_the_database_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_DATABASE", "/data/career.db")
    assert load().backup_folder == Path("/data/backups")
    monkeypatch.setenv("BOT_BACKUPS", "/mnt/b")
    assert load().backup_folder == Path("/mnt/b")


def test_what_a_backup_keeps_of_the_settings_is_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().told() == {}
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    monkeypatch.setenv("BOT_FAQ_SERVERS", "22, 11")
    monkeypatch.setenv("BOT_API_BASE", "https://me:very-secret@proxy/api/v10")
    assert load().told() == {"BOT_FAQ_SERVERS": "11,22", "BOT_API_BASE": "https://proxy/api/v10"}


def test_settings_cannot_be_changed_later() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().faq = Path("other.yaml")  # type: ignore[misc]
