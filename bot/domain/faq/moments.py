"""A day or a moment as moderators write it: "yesterday", 2026-11-27, 2026-11-27 14:30, 3 days ago."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

_AGO = re.compile(r"(?P<number>\d{1,4}|an?|one)\s+(?P<unit>minute|hour|day|week)s?\s+ago", re.IGNORECASE)
_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(1), "week": timedelta(weeks=1)}


class MomentError(ValueError):
    """What was typed is no moment that has passed; a sentence for the person who typed it."""


def moment(typed: str, now: datetime) -> datetime:
    """In UTC. A day means its end: "yesterday" is how things stood when yesterday was over. Raises MomentError."""
    text = " ".join(typed.lower().split())
    found = _relative(text, now) or _written(text)
    if found is None:
        raise MomentError(
            f"“{typed[:40]}” is no date. Write yesterday, 3 days ago, 2026-11-27 or 2026-11-27 14:30 (UTC)."
        )
    if found > now:
        raise MomentError(f"{found:%Y-%m-%d %H:%M} (UTC) is still to come.")
    return found


def _relative(text: str, now: datetime) -> datetime | None:
    if text == "yesterday":
        return _end_of(now - timedelta(1))
    match = _AGO.fullmatch(text)
    if not match:
        return None
    number = int(match["number"]) if match["number"].isdigit() else 1
    at = now - number * _UNITS[match["unit"].lower()]
    return _end_of(at) if match["unit"].lower() in ("day", "week") else at


def _written(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text.upper().removesuffix("UTC").strip())
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return _end_of(at) if re.fullmatch(r"\d{4}-?\d\d-?\d\d", text) else at


def _end_of(day: datetime) -> datetime:
    return datetime.combine(day.date(), time.max, UTC).replace(microsecond=0)
