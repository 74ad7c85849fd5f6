"""What the custom ids of buttons say: all the state there is, so that a button works after a restart.

Upper case: the patterns that ids are read by; lower case: the functions that make them.
"""

from __future__ import annotations

from bot.discord_app.limits import CUSTOM_ID, units, words_within
from bot.domain.core.query_key import short

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WHO = r"(?P<asker>[0-9a-z]{1,13})"
_HASH = r"(?P<hash>[\w-]{5})"


SUGGESTION = rf"s:{_WHO}:(?P<question>(?s:.+))"
READING = rf"d:{_WHO}:{_HASH}:(?P<question>(?s:.*))"
NEITHER = rf"n:{_WHO}:(?P<question>(?s:.*))"
SOLVED = rf"y:{_WHO}:{_HASH}"
WRONG = rf"w:{_WHO}:{_HASH}:(?P<question>(?s:.*))"
PAGE = r"m:(?P<page>\d{1,2}):(?P<key>(?s:.+))"
SHARE = r"h:"
DISMISS = rf"x:{_WHO}"
MODERATORS = rf"a:{_WHO}:(?P<question>(?s:.+))"
SHOW_ME = rf"p:{_WHO}:(?P<question>(?s:.+))"


def suggestion(asker: int, question: str) -> str:
    """Empty where the whole question does not fit."""
    made = f"s:{base36(asker)}:{question}"
    return made if units(made) <= CUSTOM_ID else ""


def show_me(asker: int, question: str) -> str:
    """Empty where the whole question does not fit."""
    made = f"p:{base36(asker)}:{question}"
    return made if question and units(made) <= CUSTOM_ID else ""


def reading(asker: int, label: str, asked: str) -> str:
    return _with_words(f"d:{base36(asker)}:{short(label)}:", asked)


def neither(asker: int, asked: str) -> str:
    return _with_words(f"n:{base36(asker)}:", asked)


def moderators(asker: int, asked: str) -> str:
    return _with_words(f"a:{base36(asker)}:", asked)


def solved(asker: int, target: str) -> str:
    return f"y:{base36(asker)}:{short(target)}"


def wrong(asker: int, target: str, asked: str) -> str:
    return _with_words(f"w:{base36(asker)}:{short(target)}:", asked)


def page(number: int, key: str) -> str:
    """Empty where the key does not fit, or there is none."""
    made = f"m:{number}:{key}"
    return made if key and units(made) <= CUSTOM_ID else ""


def share() -> str:
    return "h:"


def dismiss(asker: int) -> str:
    return f"x:{base36(asker)}"


def _with_words(start: str, words: str) -> str:
    return start + words_within(words, CUSTOM_ID - len(start))


def base36(number: int) -> str:
    digits = ""
    while number:
        number, last = divmod(number, 36)
        digits = _DIGITS[last] + digits
    return digits or "0"
