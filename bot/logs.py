"""How the log is written: short lines for a person's command, for the service with time and level.

On a terminal these are lines, anywhere else JSON.

Nothing in it is what members wrote: of an error of ours only the places are kept, of a library's line only its first
line, and tokens in addresses are struck out.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime

_IN_ADDRESSES = re.compile(r"/(webhooks|interactions)/(\d+)/[\w.-]+")
"""An interaction's token lets anybody answer in our name for a quarter of an hour."""


class _Handler(logging.StreamHandler):  # type: ignore[type-arg]
    """The program's own, among those that others add."""


def start() -> None:
    """Short lines on stderr, as every command writes them."""
    handler = _Handler()
    handler.setFormatter(logging.Formatter("career-bot: %(message)s"))
    logging.getLogger().addHandler(handler)


def serve() -> None:
    """From here on it is a service that speaks: with time and level."""
    formatter = TerminalLines() if sys.stderr and sys.stderr.isatty() else JsonLines()
    for handler in logging.getLogger().handlers:
        if isinstance(handler, _Handler):
            handler.setFormatter(formatter)


class TerminalLines(logging.Formatter):
    """`2026-11-28 12:36:02 WARNING discord_app.client: connected as …`, in local time."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created).astimezone()
        name = record.name.removeprefix("bot.")
        lines = [f"{time:%Y-%m-%d %H:%M:%S} {record.levelname} {name}: {message(record)}", *_error(record)]
        return "\n".join(lines)


class JsonLines(logging.Formatter):
    """One object a line: `time` (UTC), `level`, `part`, `message` and, after a failure, `error`."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"time": time, "level": record.levelname.lower(), "part": record.name, "message": message(record)}
        error = "\n".join(_error(record))
        return json.dumps({**said, **({"error": error} if error else {})}, ensure_ascii=False)


def message(record: logging.LogRecord) -> str:
    """What is said. A library's further lines may hold an error's words, and those what a member typed."""
    said = record.getMessage()
    if record.name.partition(".")[0] != "bot":
        said = said.partition("\n")[0]
    return _IN_ADDRESSES.sub(r"/\1/\2/…", said)


def places(error: BaseException | None) -> Iterator[str]:
    """The traceback and those of its causes, innermost first, without the errors' own words."""
    while error is not None:
        status, code = getattr(error, "status", None), getattr(error, "code", None)
        answer = f" (status {status}, code {code})" if status is not None else ""
        yield "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__ + answer
        error = error.__cause__ or error.__context__


def _error(record: logging.LogRecord) -> Iterator[str]:
    if record.exc_info:
        yield from places(record.exc_info[1])
