"""The service's log: time and level, and nothing that members wrote."""

from __future__ import annotations

import json
import logging
import re
from datetime import datetime

from bot.logs import JsonLines, TerminalLines

TYPED = "my boss is a dragon"
TOKEN = "aW50ZXJhY3Rpb24.tok-en_1"


def record(message: str, *arguments: object, name: str = "bot.discord_app.client", level: int = logging.WARNING,
           error: BaseException | None = None) -> logging.LogRecord:  # fmt: skip
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, level, __file__, 1, message, arguments, info)


def failure() -> Exception:
    def understand(text: str) -> None:
        raise ValueError(f"cannot read {text!r}")

    try:
        try:
            understand(TYPED)
        except ValueError as error:
            raise RuntimeError(TYPED) from error
    except RuntimeError as error:
        return error


def test_a_line_has_time_level_part_and_message() -> None:
    line = json.loads(JsonLines().format(record("connected, in %s servers", 3)))
    assert datetime.fromisoformat(line["time"]).tzinfo is not None
    assert line | {"time": ""} == {
        "time": "", "level": "warning", "part": "bot.discord_app.client", "message": "connected, in 3 servers",
    }  # fmt: skip
    terminal = TerminalLines().format(record("connected, in %s servers", 3))
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d WARNING discord_app.client: connected, in 3 servers$", terminal)


def test_several_lines_stay_one_object() -> None:
    line = JsonLines().format(record("incident 1:\n%s", "  File …\nValueError"))
    assert "\n" not in line
    assert json.loads(line)["message"].endswith("ValueError")


def test_an_error_is_told_by_its_places_only() -> None:
    for formatter in (JsonLines(), TerminalLines()):
        line = formatter.format(record("reconnecting", name="discord.client", error=failure()))
        assert "in understand" in line
        assert "ValueError" in line
        assert "RuntimeError" in line
        assert "in failure" in line
        assert line.count(TYPED) == 0


def test_what_a_library_says_beyond_its_first_line_is_left_out() -> None:
    said = f"Task exception was never retrieved\nfuture: <Task exception=ValueError('{TYPED}')>"
    assert TYPED not in JsonLines().format(record(said, name="asyncio"))


def test_the_token_of_an_interaction_is_struck_out() -> None:
    said = "We are being rate limited. POST https://discord.com/api/v10/%s/1234/%s/callback responded with 429."
    for kind in ("webhooks", "interactions"):
        line = JsonLines().format(record(said, kind, TOKEN, name="discord.http"))
        assert TOKEN not in line
        assert "1234" in line
