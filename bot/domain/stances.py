"""What a member says of each skill of a statement: has it, has not, wants it, wants it off the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.mentions import Mention
from bot.domain.model import SkillLevel
from bot.domain.ordinary_words import phrases, word_set
from bot.domain.statements import Sign

Stance = Literal["", "known", "denied", "wanted", "removed"]

LINKS = word_set(
    """
    the my also even a an with both some then maybe stuff things like of all too etc obviously course bit mostly
    mainly as well core either in programming language
    """
)
"""Words that may stand inside a list of skills."""
LIKES = frozenset(
    phrases(
        """
    like | love | hate | heard | think | prefer | enjoy | saw | read | see | watched | says | said | say | believe |
    know what | knows what | know how hard | know that | feel | degree | masters | master | phd | bachelor |
    bachelors | bootcamp | ms | bsc | msc | course | job | jobs | role | salary | hearing
        """
    )
)
"""After these words a skill is talked about, not reported."""


@dataclass
class Entry:
    """One skill of a statement while it is being read."""

    at: int
    """Number of its sign."""
    mention: Mention
    stance: Stance
    group: int
    level: SkillLevel | None = None
    told: bool = False
    """A level, or a word about having it, was said of this very skill."""


@dataclass
class _Course:
    """What holds at one point of a statement while it is read from left to right."""

    row: Sequence[Sign]
    stance: Stance = ""
    foreign: bool = False
    """Somebody else is spoken of."""
    hypothetical: bool = False
    liked: bool = False
    """The skill is talked about: liked, heard of, a degree in it."""
    fresh: bool = True
    """At the beginning of a part."""
    entries: list[Entry] = field(default_factory=list)

    def read(self, at: int) -> None:
        sign = self.row[at]
        self._subject(sign, at)
        self._verb(sign, at)
        if sign.kind == "skill" and sign.skill:
            self._name(sign.skill, at)
        self.fresh = sign.kind in ("comma", "and", "reset") or (self.fresh and sign.kind == "word")

    def _subject(self, sign: Sign, at: int) -> None:
        if sign.kind == "mine":
            self.foreign = self.hypothetical and self.foreign
            self.stance = "" if self.fresh else self.stance
            self.liked = self.liked and not self.fresh
        elif sign.kind == "other":
            self.foreign, self.stance = not _after_own_verb(self.row, at), ""
        elif sign.kind == "if":
            self.hypothetical = True
        elif sign.kind == "reset":
            goes_on = sign.text != "but" and any(entry.stance for entry in self.entries)
            self.stance, self.liked = ("known" if goes_on else ""), False
        elif sign.kind == "word" and sign.text in LIKES:
            self.liked = True

    def _verb(self, sign: Sign, at: int) -> None:
        match sign.kind:
            case "know":
                self.stance, self.liked = _knowing(self.stance, self.row, at), False
            case "add":
                self.stance, self.foreign, self.liked = "known", False, False
            case "deny" if self.stance != "wanted" or sign.text in ("except", "but not"):
                self.stance = "denied"
            case "lost":
                names = any(s.kind == "skill" for s in self.row[at + 1 : at + 4])
                self.stance = "denied" if names else ""
            case "want":
                self.stance = _wanting(self.stance, self.row, at)
            case "remove":
                self.stance, self.foreign = "removed", False
            case _:
                pass

    def _name(self, skill: Mention, at: int) -> None:
        linked = bool(self.entries) and _linked(self.row[self.entries[-1].at + 1 : at])
        group = self.entries[-1].group + (not linked) if self.entries else 0
        if not (self.foreign or self.hypothetical):
            stance = "" if self.liked and self.stance != "wanted" else self.stance
            self.entries.append(Entry(at, skill, stance, group))


def entries(row: Sequence[Sign]) -> list[Entry]:
    """The skills of a statement with what the words around them say, levels apart."""
    course = _Course(row)
    for at in range(len(row)):
        course.read(at)
    _lose(row, course.entries)
    for entry in course.entries:
        if not entry.stance and (_is_their_work(row, entry) or _is_set_off(row, entry) or _is_mine(row, entry)):
            entry.stance = "known"
    return course.entries


def _is_their_work(row: Sequence[Sign], entry: Entry) -> bool:
    """`i'm a python dev`."""
    before = [sign.text for sign in row[max(0, entry.at - 3) : entry.at]]
    after = row[entry.at + 1].text if entry.at + 1 < len(row) else ""
    return after in ("dev", "developer", "programmer", "coder", "guy") and bool(
        {"im", "i am", "iam", "i"} & set(before)
    )


def _is_mine(row: Sequence[Sign], entry: Entry) -> bool:
    """`python is what i use`, `sql is my main tool`."""
    after = row[entry.at + 1 : entry.at + 5]
    owned = any(sign.kind == "mine" for sign in after[1:])
    return (
        bool(after)
        and after[0].text in ("is", "are")
        and owned
        and not any(s.kind == "want" or s.text in LIKES for s in after)
    )


def _is_set_off(row: Sequence[Sign], entry: Entry) -> bool:
    """`python, not sql`: what a statement opens with before it denies something else."""
    after = [sign for sign in row[entry.at + 1 : entry.at + 4] if sign.kind not in ("comma", "reset")]
    denied = len(after) > 1 and after[0].kind == "deny" and after[1].kind == "skill"
    return entry.at == 0 and denied


def _after_own_verb(row: Sequence[Sign], at: int) -> bool:
    """`i use it with my team`: the others come after what is reported; `my friend` begins a sentence of its own."""
    before = [sign.kind for sign in row[:at]]
    return "add" in before or (
        "mine" in before and "know" in before and row[at].text in ("team", "job", "jobs", "company", "you", "u")
    )


def _knowing(stance: Stance, row: Sequence[Sign], at: int) -> Stance:
    """`never used`, `want to use` keep what was said before the verb; a new subject starts anew."""
    before = row[at - 1].kind if at else "comma"
    if stance == "":
        subject = any(sign.kind == "mine" for sign in row[:at])
        leading = all(sign.kind in ("word", "comma", "and", "reset", "yes") for sign in row[:at])
        return "known" if subject or leading else ""
    if stance in ("denied", "wanted", "removed"):
        return "known" if before in ("mine", "comma") and _parted(row, at) else stance
    return "known"


def _parted(row: Sequence[Sign], at: int) -> bool:
    """Whether a comma, `and` or `but` parts the verb from the denial or wish before it."""
    for sign in reversed(row[:at]):
        if sign.kind in ("deny", "want", "remove", "lost"):
            return False
        if sign.kind in ("comma", "and", "reset", "skill"):
            return True
    return True


def _wanting(stance: Stance, row: Sequence[Sign], at: int) -> Stance:
    """`i learn`, `had to learn` is no wish; `don't want to learn` is none either."""
    sign = row[at]
    before = [s.text for s in row[max(0, at - 3) : at]]
    if stance == "denied" and sign.text in (
        "learn",
        "to learn",
        "want",
        "wanna",
        "get into",
        "pick up",
        "will",
        "interested in",
    ):
        return "denied"
    if sign.text in ("to learn", "learn") and ({"had", "got", "started", "managed"} & set(before)):
        return "known"
    return "wanted"


def _lose(row: Sequence[Sign], entries: Sequence[Entry]) -> None:
    """`i knew r but forgot it all`, `never used it`: said of what was named before, when nothing is named after."""
    for at, sign in enumerate(row):
        after = row[at + 1 : at + 4]
        meant = sign.kind == "lost" or (sign.kind == "deny" and any(s.text in ("it", "them") for s in after))
        if meant and entries and not any(s.kind == "skill" for s in after):
            last = [e for e in entries if e.at < at]
            for entry in last:
                if last and entry.group == last[-1].group:
                    entry.stance, entry.told = "denied", True


def _linked(between: Sequence[Sign]) -> bool:
    """Whether two skills stand in one list."""
    kinds = [sign.kind for sign in between]
    if not between:
        return True
    plain = all(
        k in ("comma", "and") or (k in ("word", "is", "mine") and s.text in LINKS)
        for k, s in zip(kinds, between, strict=True)
    )
    return plain and ("comma" in kinds or "and" in kinds or len(between) <= 1)
