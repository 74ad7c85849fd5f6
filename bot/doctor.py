"""`doctor`: looks at settings, files, database, backups, disk and clock; each finding says what to do."""

from __future__ import annotations

import base64
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from bot.config import ENV_FILE, Config
from bot.errors import BotError
from bot.storage.archives import verified
from bot.storage.backups import Backups, made_at
from bot.storage.database_file import MEMORY
from bot.storage.health import Health, health_of
from bot.storage.instance import running
from bot.storage.knowledge_files import check
from bot.upkeep import behind_clock

State = Literal["fine", "look", "wrong"]
FREE_WANTED = 200_000_000
FREE_NEEDED = 20_000_000
"""Bytes on the disk: below the first look at it, below the second saving will soon fail."""
OTHERS = 0o077
"""Rights of everybody but the owner."""
_TOKEN = re.compile(r"([\w-]{20,40})\.([\w-]{5,8})\.([\w-]{25,60})")


@dataclass(frozen=True)
class Finding:
    """One line."""

    state: State
    what: str
    found: str
    mend: str = "nothing to do"

    def __str__(self) -> str:
        return f"{self.state:5}  {self.what}: {self.found} → {self.mend}"


def findings(config: Config, backups: Backups, now: datetime) -> Iterator[Finding]:
    """All that can be told without Discord."""
    yield token(config.token.get_secret_value())
    yield from _env_file()
    yield _content(config)
    yield from _faq(config.faq)
    if str(config.database) == MEMORY:
        yield Finding("look", "database", "BOT_DATABASE is :memory:", "name a file, or nothing is kept")
        return
    health = health_of(config.database)
    yield from _database(config.database, health, backups)
    yield _bot(config.database)
    yield from _content_intent(health)
    yield from _space(config, backups)
    yield _clock(health, now)
    yield from _backups(backups, now)


def token(value: str) -> Finding:
    """Whether it can be a bot's token. It is never shown."""
    if not value:
        return Finding(
            "look", "token", "DISCORD_TOKEN is not set, so there is only the terminal",
            "put the bot's token into .env to serve Discord",
        )  # fmt: skip
    again = "copy the token anew: developer portal, your application, Bot, Reset Token"
    if value.lower().startswith("bot "):
        return Finding("wrong", "token", "it begins with “Bot ”", "leave that word out")
    if re.search(r"\s", value) or value.strip("\"'") != value:
        return Finding("wrong", "token", "it has spaces, line breaks or quotes in it", again)
    shape = _TOKEN.fullmatch(value)
    if not shape or not _is_id(shape[1]):
        return Finding("wrong", "token", "it has not the shape of a bot's token (three parts with dots)", again)
    return Finding("fine", "token", "it has the shape of a bot's token")


def _is_id(part: str) -> bool:
    """A token begins with the bot's id."""
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).isdigit()
    except ValueError:
        return False


def _env_file() -> Iterator[Finding]:
    if ENV_FILE.is_file() and os.name == "posix":
        if ENV_FILE.stat().st_mode & OTHERS:
            yield Finding("wrong", ".env", "others on this machine can read the token in it", "chmod 600 .env")
        else:
            yield Finding("fine", ".env", "only its owner can read it")


def _content(config: Config) -> Finding:
    problems = check(config.knowledge, config.faq)
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        return Finding(
            "wrong", "content", f"{errors} errors in {config.faq} and {config.knowledge}", "python -m bot check"
        )
    if problems:
        return Finding("look", "content", f"{len(problems)} warnings", "python -m bot check names them")
    return Finding("fine", "content", f"{config.faq} and {config.knowledge} can be used")


def _faq(faq: Path) -> Iterator[Finding]:
    real = faq.resolve()
    if real.is_file() and not (os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)):
        yield Finding(
            "look", "FAQ", f"{faq} or its folder cannot be written, so `/faq` cannot change it",
            "give this user the right to write both, unless that is meant",
        )  # fmt: skip


def _database(path: Path, health: Health, backups: Backups) -> Iterator[Finding]:
    if health.trouble:
        yield Finding("wrong", "database", f"{path}: {health.trouble}", backups.mend())
        return
    if not health.size:
        before = backups.newest()
        if before:
            yield Finding("wrong", "database", f"{path} is gone, but there are backups of it", backups.mend())
        else:
            yield Finding("fine", "database", f"there is no {path} yet; the first start makes it")
        return
    size = f"{health.size / 1e6:.1f} MB, {health.members} members"
    if health.mode & OTHERS and os.name == "posix":
        yield Finding("wrong", "database", f"others on this machine can read {path}", f"chmod 600 {path}")
    elif health.bad_rows:
        rows = ", ".join(f"{count} in {table}" for table, count in health.bad_rows.items())
        yield Finding(
            "look", "database", f"{path} ({size}): rows that cannot be read and are left out: {rows}",
            f"if they matter, {backups.mend()}",
        )  # fmt: skip
    elif health.pending:
        yield Finding(
            "fine", "database", f"{path} ({size}) is of an older version; the next start brings it up to date"
        )
    else:
        yield Finding("fine", "database", f"{path} ({size}) is sound")


def _bot(database: Path) -> Finding:
    holder = running(database)
    if holder:
        return Finding("fine", "bot", f"one runs on this database ({holder})")
    return Finding("fine", "bot", "none runs on this database", "start it with: python -m bot run")


def _content_intent(health: Health) -> Iterator[Finding]:
    if health.answering:
        yield Finding(
            "look", "intents", f"answer channels are set in {health.answering} servers",
            "Message Content Intent must be on: developer portal, your application, Bot",
        )  # fmt: skip


def _space(config: Config, backups: Backups) -> Iterator[Finding]:
    size = config.database.stat().st_size if config.database.is_file() else 0
    for name, folder in {"disk": config.database.parent, "disk of the backups": backups.folder}.items():
        if not folder.is_dir():
            continue
        free = shutil.disk_usage(folder).free
        told = f"{free / 1e6:,.0f} MB free where {folder.resolve()} lies"
        if free < max(FREE_NEEDED, 2 * size):  # a backup is unpacked once to be compared
            yield Finding("wrong", name, told, "make room now: saving or the next backup will fail")
        elif free < FREE_WANTED:
            yield Finding("look", name, told, "make room soon")
        else:
            yield Finding("fine", name, told)


def _clock(health: Health, now: datetime) -> Finding:
    if behind := behind_clock(health.latest, now):
        return Finding("wrong", "clock", behind, "set the clock, then start the bot again")
    return Finding("fine", "clock", f"{now:%Y-%m-%d %H:%M} UTC, not behind what is stored")


def _backups(backups: Backups, now: datetime) -> Iterator[Finding]:
    newest, made = backups.newest(), len(backups.all())
    if not backups.every or not backups.kept:
        yield Finding("look", "backups", "automatic ones are switched off", "set BOT_BACKUP_HOURS, or make your own")
    if newest is None:
        yield Finding("look", "backups", f"none in {backups.folder}", "python -m bot backup")
        return
    age = now - made_at(newest)
    told = f"{made} in {backups.folder}, the newest {_age(age)} old"
    try:
        verified(newest)
    except BotError as error:
        yield Finding("wrong", "backups", f"{told}: {error}", "python -m bot backup")
        return
    limit = 2 * (backups.every or timedelta(days=1))
    if not timedelta(0) <= age <= limit:
        yield Finding("wrong", "backups", told, "python -m bot backup; see in the log why none was made")
    else:
        yield Finding("fine", "backups", f"{told} and checked", "copy them to another machine now and then")
    if aside := sorted(backups.folder.glob("before-restore-*")):
        yield Finding(
            "look", "set aside", f"{len(aside)} states from before a restore hold members' data",
            f"remove them when all is well: rm -r {backups.folder}/before-restore-*",
        )  # fmt: skip


def _age(age: timedelta) -> str:
    hours = age / timedelta(hours=1)
    return f"{hours:.0f} hours" if abs(hours) < 48 else f"{hours / 24:.0f} days"


def now_utc() -> datetime:
    return datetime.now(UTC)
