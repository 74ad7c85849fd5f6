"""What the custom ids of buttons say: all the state there is, so that a button works after a restart.

Upper case: the patterns that ids are read by; lower case: the functions that make them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from bot.discord_app.limits import CUSTOM_ID, units, words_within
from bot.domain.core.levels import SKILL_LEVELS
from bot.domain.core.query import SkillMention, SkillReport
from bot.domain.core.query_key import short
from bot.domain.core.reply import CurrentStep

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WHO = r"(?P<asker>[0-9a-z]{1,13})"
_HASH = r"(?P<hash>[\w-]{5})"


SUGGESTION = rf"s:{_WHO}:(?P<question>(?s:.+))"
READING = rf"d:{_WHO}:{_HASH}:(?P<question>(?s:.*))"
NEITHER = rf"n:{_WHO}:(?P<question>(?s:.*))"
SOLVED = rf"y:{_WHO}:{_HASH}"
WRONG = rf"w:{_WHO}:{_HASH}:(?P<question>(?s:.*))"
PAGE = r"m:(?P<page>\d{1,2}):(?P<key>(?s:.+))"
MENU = r"menu:(?P<number>\d)"
SHARE = r"h:"
DISMISS = rf"x:{_WHO}"
MODERATORS = rf"a:{_WHO}:(?P<question>(?s:.+))"
CONFIRM = rf"k:{_WHO}:(?P<pending>(?:[\w-]{{5}}[biax.])+)"
DECLINE = rf"j:{_WHO}"
UNDO = rf"u:{_WHO}:(?P<step>\d{{1,6}})"
ID = r"[\w-]{5}"
STEP = rf"step:(?P<act>done|skip|later|swap):{_WHO}:(?P<role>{ID}):(?P<skill>{ID})"
FORM = r"form:(?P<form>start|skills|hours|reminders)"
CHECK_IN = rf"checkin:(?P<act>done|still|stop):{_WHO}:(?P<slot>[0-9a-z]{{1,8}}):(?P<role>{ID}|-):(?P<skill>{ID}|-)"
ROLE = r"role:(?P<number>\d{1,2})"
SHOW_ME = rf"p:{_WHO}:(?P<question>(?s:.+))"


def suggestion(asker: int, question: str) -> str:
    """Empty where the whole question does not fit."""
    made = f"s:{base36(asker)}:{question}"
    return made if units(made) <= CUSTOM_ID else ""


def step(act: str, asker: int, role: str, skill: str) -> str:
    return f"step:{act}:{base36(asker)}:{short(role)}:{short(skill)}"


def check_in(act: str, member: int, slot: datetime, step: CurrentStep | None) -> str:
    about = f"{short(step.role)}:{short(step.skill)}" if step else "-:-"
    return f"checkin:{act}:{base36(member)}:{slot_sign(slot)}:{about}"


def slot_sign(slot: datetime) -> str:
    """The moment of a check-in, which all its buttons name."""
    return base36(int(slot.timestamp()))


def slot_of(sign: str) -> datetime:
    return datetime.fromtimestamp(int(sign, 36), UTC)


def form(name: str) -> str:
    return f"form:{name}"


def role(number: int) -> str:
    """A select of roles; one message may hold several."""
    return f"role:{number}"


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


def confirm(asker: int, pending: SkillReport) -> str:
    """Each skill and what is to become of it; empty where they do not all fit."""
    signs = [short(m.skill) + (m.level or ".")[0] for m in pending.known]
    signs += [f"{short(skill)}x" for skill in pending.removed]
    made = f"k:{base36(asker)}:{''.join(signs)}"
    return made if signs and units(made) <= CUSTOM_ID else ""


def pending_of(signs: str, skills: Collection[str]) -> SkillReport:
    """What `confirm` wrote down, of the skills that are still known."""
    by_short = {short(skill): skill for skill in skills}
    parts = [(by_short.get(signs[at : at + 5], ""), signs[at + 5]) for at in range(0, len(signs), 6)]
    levels = {level[0]: level for level in SKILL_LEVELS}
    known = tuple(SkillMention(skill, levels.get(sign)) for skill, sign in parts if skill and sign != "x")
    removed = tuple(skill for skill, sign in parts if skill and sign == "x")
    return SkillReport(known, removed=removed, named=tuple(skill for skill, _ in parts if skill))


def decline(asker: int) -> str:
    return f"j:{base36(asker)}"


def undo(asker: int, step: int) -> str:
    return f"u:{base36(asker)}:{step}"


def solved(asker: int, target: str) -> str:
    return f"y:{base36(asker)}:{short(target)}"


def wrong(asker: int, target: str, asked: str) -> str:
    return _with_words(f"w:{base36(asker)}:{short(target)}:", asked)


def page(number: int, key: str) -> str:
    """Empty where the key does not fit, or there is none."""
    made = f"m:{number}:{key}"
    return made if key and units(made) <= CUSTOM_ID else ""


def menu(number: int) -> str:
    """A select whose values are keys of queries; one message may hold several."""
    return f"menu:{number}"


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
