"""One bot a database: a lock file beside it, held as long as the process lives, however it ends.

The system gives the lock back when a process dies, so none is ever left behind; the file's text only says who holds it.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import BotError
from bot.storage.database_errors import uncreatable
from bot.storage.database_file import MEMORY, PRIVATE

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

TAKEOVER_SECONDS = 30.0
"""How long the other bot may take for a clean end."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Holder:
    """Who holds the lock."""

    process: int
    host: str
    since: str

    def __str__(self) -> str:
        return f"process {self.process} on {self.host}, since {self.since}"


class SecondBotError(BotError):
    """Another bot uses the database."""


@contextmanager
def only_one(database: Path | str, *, takeover: bool = False) -> Iterator[None]:
    """Raises SecondBotError if another bot uses the database; `takeover` asks that one to end first."""
    if str(database) == MEMORY or fcntl is None:
        yield
        return
    path = lock_of(Path(database))
    try:
        lock = os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE)
    except OSError as error:
        raise uncreatable(path, error) from error
    try:
        if not _taken(lock):
            holder = _holder(lock)
            if not takeover:
                raise SecondBotError(_refusal(database, holder))
            _end(database, lock, path, holder)
        _note(lock, f"{os.getpid()} {socket.gethostname()} {datetime.now(UTC):%Y-%m-%dT%H:%MZ}\n")
        yield
        _note(lock, "")
    finally:
        os.close(lock)


def running(database: Path | str) -> Holder | None:
    """The bot that uses the database now."""
    path = lock_of(Path(database))
    if fcntl is None or str(database) == MEMORY or not path.is_file():
        return None
    lock = os.open(path, os.O_RDONLY)
    try:
        return None if _taken(lock) else _holder(lock)
    finally:
        os.close(lock)


def lock_of(database: Path) -> Path:
    """The same file by whatever name the database is called."""
    real = database.resolve()
    return real.with_name(f"{real.name}.lock")


def _refusal(database: Path | str, holder: Holder) -> str:
    return (
        f"{database}: another bot uses this database ({holder}); stop it first, or start this one with "
        "`run --takeover`, which ends the other. Two bots would answer everybody twice."
    )


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        _log.warning("this file system knows no locks (%s): nothing stops a second bot", error.strerror)
    return True


def _holder(lock: int) -> Holder:
    process, host, since = [*os.pread(lock, 500, 0).decode("utf-8", "replace").split(), "", "", ""][:3]
    return Holder(int(process) if process.isdecimal() else 0, host or "this machine", since or "a moment")


def _note(lock: int, text: str) -> None:
    os.ftruncate(lock, 0)
    os.pwrite(lock, text.encode(), 0)


def _end(database: Path | str, lock: int, path: Path, holder: Holder) -> None:
    """Asks the other bot to end as SIGTERM does, and waits until it has. Another process is never touched."""
    if holder.host != socket.gethostname() or not _holds(holder.process, path):
        raise SecondBotError(
            f"{database}: the other bot ({holder}) cannot be ended from here; stop it where it was started."
        )
    _log.warning("ending the other bot (%s)", holder)
    try:
        os.kill(holder.process, signal.SIGTERM)
    except OSError as error:
        raise SecondBotError(
            f"{database}: the other bot ({holder}) cannot be ended ({error.strerror}); stop it yourself."
        ) from error
    until = time.monotonic() + TAKEOVER_SECONDS
    while not _taken(lock):
        if time.monotonic() > until:
            raise SecondBotError(
                f"{database}: the other bot ({holder}) does not end; `kill -9 {holder.process}` ends it for good."
            )
        time.sleep(0.05)


def _holds(process: int, path: Path) -> bool:
    """Whether this very process has the lock file open, as far as the system tells."""
    if process <= 0 or process == os.getpid():
        return False
    descriptors = Path(f"/proc/{process}/fd")
    if not Path("/proc/self/fd").is_dir():
        return True  # a system that does not tell
    try:
        return any(link.exists() and link.samefile(path) for link in descriptors.iterdir())
    except OSError:
        return False
