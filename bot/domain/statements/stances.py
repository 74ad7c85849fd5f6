"""What a member says of each skill of a statement: has it, has not, wants it, wants it off the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.language.ordinary_words import phrases, word_set
from bot.domain.names.mentions import Mention
from bot.domain.statements.cues import ASKING_WORDS, LIKES, LINKS
from bot.domain.statements.endings import fronted, is_set_off, is_their_work, lose, said_after
from bot.domain.statements.entries import Entry, Stance
from bot.domain.statements.signs import Sign

_SOFT_RESETS = frozenset({"just", "only", "mostly", "mainly", "rather"})
"""These narrow a list down; other resets begin a statement of their own."""
_BEFORE_VERBS = word_set(
    """
    already far currently recently lately for years months about since the last past time quite well basically mainly
    still been ever this year month week day days here dear guys everyone there previously before today
    """
)
_OPENERS = ASKING_WORDS | LINKS | _BEFORE_VERBS
"""Words that may stand before a verb without a subject: `already built`, `so far used`."""
_IMPERATIVES = frozenset(
    phrases(
        """
        use | build | run | write | ship | deploy | train | handle | maintain | debug | have | code | code in |
        program | program in
        """
    )
)
"""Verbs that are advice when nobody is named who does it: `use docker`."""
_OTHERWISE = ("looking", "searching", "failed", "flunked", "dont want", "dont wanna", "do not want")
"""After these words even a level says nothing of the skill."""
_SAYING = ("says", "said", "say", "thinks", "think", "believes")
"""What others say of the writer is not theirs: `my manager says my sql is weak`."""
_RATED = ("say", "rate", "call", "put", "consider", "describe", "guess", "like", "love")
_COURSES = frozenset({"course", "class", "tutorial", "workshop"})
"""`did a docker course` is a beginner's level."""


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
    sought: bool = False
    """A course or a book on the skill is looked for."""
    idle: bool = False
    """Something else than a skill came after the verb: `can't sleep, ...`."""
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
            self._person(sign, at)
            self.stance = "" if self.fresh else self.stance
            self.liked = self.liked and not self.fresh
        elif sign.kind == "other":
            self.foreign, self.stance = not _after_own_verb(self.row, at), ""
        elif sign.kind == "if":
            self.hypothetical = True
        elif sign.kind == "reset":
            soft = sign.text in _SOFT_RESETS
            goes_on = soft and (self.stance == "known" or any(entry.stance for entry in self.entries))
            self.stance, self.liked, self.sought = ("known" if goes_on else ""), False, False
        elif sign.kind == "comma" and self.stance == "denied" and self.idle:
            self.stance = ""
        elif sign.kind == "word" and sign.text in LIKES:
            self.liked, self.sought = True, sign.text.startswith(_OTHERWISE)

    def _person(self, sign: Sign, at: int) -> None:
        """`i'd use rust` supposes; `but i'm new to it` is real again."""
        after = [other.text for other in self.row[at + 1 : at + 3]]
        if sign.text == "id" and not set(after) & set(_RATED):
            self.hypothetical = True
        elif at and self.row[at - 1].text == "but":
            self.hypothetical = False
        wish = at + 1 < len(self.row) and self.row[at + 1].kind == "want"
        quoted = at > 0 and self.row[at - 1].text in _SAYING and not wish
        self.foreign = self.foreign and (quoted or self.hypothetical)
        self.sought = False

    def _verb(self, sign: Sign, at: int) -> None:
        self.idle = sign.kind == "word" or (self.idle and sign.kind not in ("deny", "skill"))
        match sign.kind:
            case "know":
                self.stance, self.liked = _knowing(self.stance, self.row, at), False
            case "add" if self.stance != "wanted" or _for_the_record(self.row, at):
                self.stance, self.foreign, self.liked = "known", False, False
            case "deny" if self.stance == "removed" and sign.text.startswith(
                ("except", "but not", "apart", "everything")
            ):
                self.stance = ""
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
        if not (self.foreign or self.hypothetical or self.sought or _heads(self.row, at)):
            if at and self.row[at - 1].kind == "comma" and _opens_clause(self.row, at):
                self.stance = ""
            stance = "" if self.liked and self.stance != "wanted" else self.stance
            self.entries.append(Entry(at, skill, stance, group))


def entries(row: Sequence[Sign]) -> list[Entry]:
    """The skills of a statement with what the words around them say, levels apart."""
    course = _Course(row)
    for at in range(len(row)):
        course.read(at)
    lose(row, course.entries)
    for entry in course.entries:
        if not entry.stance and (is_their_work(row, entry) or is_set_off(row, entry)):
            entry.stance = "known"
        if _COURSES & {sign.text for sign in row[entry.at + 1 : entry.at + 2]}:
            entry.level = "beginner"
        if stance := said_after(row, entry):
            for other in fronted(row, entry, course.entries):
                other.stance = stance
    return course.entries


def _heads(row: Sequence[Sign], at: int) -> bool:
    """`cloud: aws, azure`: the title of a list."""
    after = row[at + 1 : at + 3]
    return len(after) > 1 and after[0].text == ":" and after[1].kind == "skill"


def _opens_clause(row: Sequence[Sign], at: int) -> bool:
    """`..., sql is done`, `..., tensorflow i know`: what was said before the comma holds no longer."""
    after = row[at + 1] if at + 1 < len(row) else None
    return after is not None and (after.kind == "mine" or (after.kind == "is" and after.text in ("is", "are")))


def _for_the_record(row: Sequence[Sign], at: int) -> bool:
    """`i want to add python to my skills`, other than `... to that`."""
    return bool({"skills", "skill", "profile", "list", "record", "you"} & {s.text for s in row})


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
        near = max(at - 3, 0)  # "my stack is ...", other than "my career in space ... program"
        subject = any(s.kind == "mine" and (s.text != "my" or i >= near) for i, s in enumerate(row[:at]))
        return "known" if subject or (leads(row, at) and row[at].text not in _IMPERATIVES) else ""
    if stance in ("denied", "wanted", "removed"):
        return "known" if before in ("mine", "comma") and _parted(row, at) else stance
    return "known"


def leads(row: Sequence[Sign], at: int) -> bool:
    """Whether a verb without a subject opens its part of the statement."""
    for sign in reversed(row[:at]):
        if sign.kind in ("comma", "reset"):
            return True
        if sign.kind not in ("and", "yes", "level") and sign.text not in _OPENERS:
            return False
    return True


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
