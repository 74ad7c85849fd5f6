"""`doctor`: what is wrong is named, each line ends with what to do, and nothing is changed by looking."""

from __future__ import annotations

import base64
import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from local_discord import LocalDiscord

from bot.cli import program
from bot.discord_app.doctor import CLOCK, findings
from bot.doctor import token

GOOD = f"{base64.b64encode(b'1234567890123456789').decode().rstrip('=')}.G0abcd.{'x' * 38}"
Doctor = Callable[..., Result]


@pytest.fixture
def doctor(small_knowledge: Path, small_faq: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    monkeypatch.chdir(tmp_path)

    def look(*words: str) -> Result:
        paths = ["--faq", str(small_faq), "--knowledge", str(small_knowledge), "--database", "career.db"]
        result = CliRunner().invoke(program, [*paths, *(words or ("doctor", "--offline"))], prog_name="career-bot")
        assert "Traceback" not in result.output
        return result

    return look


def lines(result: Result) -> dict[str, tuple[str, str]]:
    """What is looked at → state, and the rest of the line."""
    found = re.findall(r"^(fine|look|wrong) +([^:]+): (.*)$", result.stdout, re.MULTILINE)
    assert len(found) == len(result.stdout.splitlines())
    return {what: (state, rest) for state, what, rest in found}


def database(doctor: Doctor) -> Path:
    assert doctor("ask", "my skills: python advanced").exit_code == 0
    return Path("career.db")


def test_a_sound_installation_is_fine_and_every_line_says_what_to_do(doctor: Doctor) -> None:
    before = database(doctor).read_bytes()
    assert doctor("backup").exit_code == 0
    result = doctor()
    found = lines(result)
    assert result.exit_code == 0
    assert {"token", "content", "database", "bot", "disk", "clock", "backups"} <= found.keys()
    assert all(re.search(r" → \S", rest) for _, rest in found.values())
    assert Path("career.db").read_bytes() == before


def test_before_the_first_start_nothing_is_wrong(doctor: Doctor) -> None:
    result = doctor()
    assert result.exit_code == 0
    assert "first start makes it" in lines(result)["database"][1]
    assert not Path("career.db").exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("Bot " + GOOD, "leave that word out"),
        (GOOD[:30] + "\n" + GOOD[30:], "line breaks"),
        (f'"{GOOD}"', "quotes"),
        ("hunter2", "three parts"),
        ("x" * 24 + GOOD[26:], "three parts"),
    ],
)
def test_a_token_of_the_wrong_shape_is_named_and_never_shown(given: str, told: str) -> None:
    finding = token(given)
    assert finding.state == "wrong"
    assert told in str(finding)
    assert given.strip()[-8:] not in str(finding)


def test_a_token_of_the_right_shape() -> None:
    assert token(GOOD).state == "fine"


def empty(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def readable_for_all(path: Path) -> None:
    path.chmod(0o644)


def page_zeroed(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(len(data) - 4096))


def bad_row(path: Path) -> None:
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("UPDATE skills SET level = 'wizard'")


def from_the_future(path: Path) -> None:
    day = datetime.now(UTC) + timedelta(days=370)
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("UPDATE history SET 'on' = ?", [f"{day:%Y-%m-%d}"])


@pytest.mark.parametrize(
    ("harm", "what", "state", "told"),
    [
        (empty, "database", "wrong", "python -m bot restore"),
        (gone, "database", "wrong", "python -m bot restore"),
        (page_zeroed, "database", "wrong", "python -m bot restore"),
        (readable_for_all, "database", "wrong", "chmod 600"),
        (bad_row, "database", "look", "1 in skills"),
        (from_the_future, "clock", "wrong", "set the clock"),
    ],
)
def test_what_is_wrong_is_named_with_the_mend(
    doctor: Doctor, harm: Callable[[Path], None], what: str, state: str, told: str
) -> None:
    path = database(doctor)
    doctor("backup")
    harm(path)
    result = doctor()
    found = lines(result)[what]
    assert found[0] == state
    assert told in found[1]
    assert result.exit_code == (state == "wrong")


def test_an_old_or_damaged_backup_is_told(doctor: Doctor) -> None:
    database(doctor)
    doctor("backup")
    (made,) = Path("backups").glob("*.zip")
    old = made.rename(made.with_name(f"career-{datetime.now(UTC) - timedelta(days=9):%Y-%m-%d-%H%M%S}-automatic.zip"))
    state, rest = lines(doctor())["backups"]
    assert state == "wrong"
    assert "9 days old" in rest
    old.write_bytes(old.read_bytes()[:900])
    assert "damaged" in lines(doctor())["backups"][1]


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_a_token_file_that_others_can_read_is_told(doctor: Doctor) -> None:
    Path(".env").write_text("BOT_LOG_LEVEL=INFO\n")
    Path(".env").chmod(0o644)
    assert "chmod 600" in lines(doctor())[".env"][1]
    Path(".env").chmod(0o600)
    assert lines(doctor())[".env"][0] == "fine"


async def test_discord_is_asked_for_intents_permissions_and_the_time() -> None:
    async with LocalDiscord() as discord:
        server = discord.guild("Tech")
        now = datetime.now(UTC)
        found = {one.what: one for one in await findings(discord.token, discord.base, 0, now)}
        assert {one.state for one in found.values()} <= {"fine", "wrong"}
        assert found[CLOCK].state == "fine"
        assert "is in 1" in found["servers"].found
        late = {one.what: one for one in await findings(discord.token, discord.base, 1, now - timedelta(hours=1))}
        assert late[CLOCK].state == "wrong"
        assert late["Message Content Intent"].state == "wrong"
        (refused,) = await findings("x" + discord.token, discord.base, 0, now)
        assert (refused.state, "does not accept" in refused.found) == ("wrong", True)
        assert server


async def test_without_a_network_doctor_says_so() -> None:
    (found,) = await findings(GOOD, "http://127.0.0.1:9/api/v10", 0, datetime.now(UTC))
    assert found.state == "look"
    assert "--offline" in found.mend
