"""JSON lines: one object in, one object out."""

from __future__ import annotations

import json
from typing import Any, NoReturn


def json_line(value: object) -> str:
    """Readable JSON; half characters, which no encoding can write, stay escaped."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


def json_object(line: str) -> dict[str, Any]:
    """Raises ValueError with a sentence."""
    try:
        value = json.loads(line, parse_constant=_refused)
    except RecursionError:
        raise ValueError("not a JSON object: nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"not a JSON object: {error}") from None
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return value


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
