"""What Discord answers when it refuses a request, and the checks that most bodies share."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

JSON = dict[str, Any]


class RefusedError(Exception):
    """An error answer of the API. `mistake`: a correct bot never causes it, whatever the world does meanwhile."""

    def __init__(self, status: int, code: int, message: str, *, mistake: bool, errors: JSON | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.mistake = mistake
        self.errors = errors

    def body(self) -> JSON:
        return {"code": self.code, "message": self.message, **({"errors": self.errors} if self.errors else {})}


def invalid(path: str, message: str) -> RefusedError:
    """50035: the body itself is wrong, at `path` (keys and indexes joined by dots)."""
    errors: JSON = {"_errors": [{"code": "INVALID", "message": message}]}
    for key in reversed(path.split(".")):
        errors = {key: errors}
    return RefusedError(400, 50035, f"Invalid Form Body ({path}: {message})", mistake=True, errors=errors)


def unknown(what: str, code: int) -> RefusedError:
    """10003 and the like: gone, or never there; a bot cannot always know."""
    return RefusedError(404, code, f"Unknown {what}", mistake=False)


def missing_access() -> RefusedError:
    return RefusedError(403, 50001, "Missing Access", mistake=False)


def missing_permissions() -> RefusedError:
    return RefusedError(403, 50013, "Missing Permissions", mistake=False)


def need(condition: object, path: str, message: str) -> None:
    if not condition:
        raise invalid(path, message)


def text(value: object, path: str, low: int, high: int) -> str:
    """A text of `low` to `high` characters; what is only white space counts as empty."""
    need(isinstance(value, str), path, "Must be a string")
    assert isinstance(value, str)
    need(len(value.strip()) >= low, path, f"Must be {low} or more in length" if low > 1 else "This field is required")
    need(len(value) <= high, path, f"Must be between {low} and {high} in length (has {len(value)})")
    return value


def optional_text(body: Mapping[str, Any], key: str, path: str, high: int, *, low: int = 0) -> str:
    value = body.get(key)
    return "" if value is None else text(value, f"{path}.{key}", low, high)


def number(value: object, path: str, low: int, high: int) -> int:
    need(isinstance(value, int) and not isinstance(value, bool), path, "Must be an integer")
    assert isinstance(value, int)
    need(low <= value <= high, path, f"Must be between {low} and {high} (is {value})")
    return value


def listed(value: object, path: str, low: int, high: int) -> list[Any]:
    need(isinstance(value, list), path, "Must be an array")
    assert isinstance(value, list)
    need(low <= len(value) <= high, path, f"Must be between {low} and {high} in length (has {len(value)})")
    return value


def objects(value: object, path: str, low: int, high: int) -> list[JSON]:
    found = listed(value, path, low, high)
    need(all(isinstance(item, dict) for item in found), path, "Must be an array of objects")
    return found


def one_of(value: object, path: str, allowed: Collection[Any]) -> Any:
    need(value in allowed, path, f"Value must be one of {sorted(allowed, key=str)} (is {value!r})")
    return value


def distinct(values: Collection[Any], path: str, message: str) -> None:
    need(len(set(values)) == len(values), path, message)


def snowflake(value: object, path: str) -> int:
    need(isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).isdigit(), path, "No snowflake")
    return int(str(value))
