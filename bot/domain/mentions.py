"""What stands where in a text: words with their place, and the names found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.domain.model import RoleLevel, SkillLevel

MentionKind = Literal[
    "role", "skill", "ambiguous", "level", "skill-level", "place", "employer", "profession", "hours", "years", "money"
]

_WORD = re.compile(r"\.net\b|[a-z]\+\+(?:\d\d)?|[cf]#|[^\W_]+(?:['’][^\W_]+)*")
"""C++, C# and .NET stay whole; other punctuation parts words."""
_JOINT = re.compile(r"[ \t]+|[ \t]*[-/&_][ \t]*|\.?")
"""What may stand between two words of one name: `node.js`, `a/b testing`, `ci cd`."""
_PLACE_JOINT = re.compile(r"[,.]?[ \t]\(?")
_SKIPPED = re.compile(r"<(?:@[!&]?|#|a?:\w+:)\d+>|https?://\S+|\{\w+\}")
"""Discord's mentions and emoji, addresses, and the slots of a phrase hold no names."""
_MAY_SKIP = re.compile(r"[<{]|://")


@dataclass(frozen=True)
class Word:
    """One word of a text, lower case and without apostrophes, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Mention:
    """One name found in a text. `id` is the thing's id; for amounts it is the number as written out."""

    kind: MentionKind
    id: str
    start: int
    end: int
    text: str
    """As typed."""
    score: float = 1.0
    """1: spelled as we know it; less: a slip of the keyboard was mended."""
    weak: bool = False
    """A role only by its field ("ml"), or a skill that may as well be a field or an everyday word."""
    value: float = 0.0
    """Amounts: hours a week, years, or US dollars."""
    options: tuple[str, ...] = ()
    """Ambiguous words: the skills that may be meant."""


@dataclass(frozen=True)
class Mentions:
    """All names found in one text, in the order of the text."""

    all: tuple[Mention, ...] = ()

    def of(self, kind: MentionKind, *, weak: bool | None = None) -> tuple[Mention, ...]:
        return tuple(m for m in self.all if m.kind == kind and (weak is None or m.weak == weak))

    @property
    def roles(self) -> tuple[str, ...]:
        """Ids of the roles named outright, each once."""
        return _once(m.id for m in self.of("role", weak=False))

    @property
    def fields(self) -> tuple[str, ...]:
        """Ids of the roles that only their field stands for ("ml")."""
        return _once(m.id for m in self.of("role", weak=True))

    @property
    def skills(self) -> tuple[str, ...]:
        return _once(m.id for m in self.of("skill"))

    @property
    def places(self) -> tuple[str, ...]:
        return _once(m.id for m in self.of("place"))

    @property
    def employers(self) -> tuple[str, ...]:
        return _once(m.id for m in self.of("employer"))

    @property
    def professions(self) -> tuple[str, ...]:
        return _once(m.id for m in self.of("profession"))

    @property
    def levels(self) -> tuple[RoleLevel, ...]:
        return _once(m.id for m in self.of("level"))  # type: ignore[return-value]

    @property
    def skill_levels(self) -> tuple[SkillLevel, ...]:
        return _once(m.id for m in self.of("skill-level"))  # type: ignore[return-value]

    @property
    def hours(self) -> float | None:
        """Hours a week."""
        return next((m.value for m in self.of("hours")), None)

    @property
    def years(self) -> float | None:
        return next((m.value for m in self.of("years")), None)

    @property
    def money(self) -> float | None:
        return next((m.value for m in self.of("money")), None)


def words(text: str) -> tuple[Word, ...]:
    """The words of `text` with their places in it."""
    lowered = lower(text)
    for skipped in _SKIPPED.finditer(lowered) if _MAY_SKIP.search(lowered) else ():
        lowered = lowered[: skipped.start()] + " " * len(skipped.group()) + lowered[skipped.end() :]
    return tuple(Word(plain(m.group()), m.start(), m.end()) for m in _WORD.finditer(lowered))


def plain(word: str) -> str:
    """A word as it is compared: no owner's `'s`, no apostrophes (don't → dont)."""
    if word.isalnum():
        return word
    straight = word.replace("’", "'")
    for ending in ("'s", "s'"):
        if straight.endswith(ending) and len(straight) > len(ending) + 1:
            straight = straight.removesuffix(ending) + ("s" if ending == "s'" else "")
    return straight.replace("'", "")


def key(name: str) -> str:
    """A name as it is looked up: its words with one space between."""
    return " ".join(plain(word) for word in _WORD.findall(name.lower()))


def joined(text: str, first: Word, second: Word) -> bool:
    """Whether two neighbouring words may belong to one name."""
    return _JOINT.fullmatch(text, first.end, second.start) is not None


def loosely_joined(text: str, first: Word, second: Word) -> bool:
    """The same for places: `Cambridge, Massachusetts`, `St. Louis`."""
    return _PLACE_JOINT.fullmatch(text, first.end, second.start) is not None


def lower(text: str) -> str:
    """`text` in lower case, every character in its old place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _once(ids: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))  # type: ignore[call-overload]
