"""The sentences, lists, parts and headings of a row of tokens, worked out once for all its names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from bot.domain.language.ordinary_words import word_set
from bot.domain.language.text import stem
from bot.domain.statements.row import ENDS, ITEMS, LEGEND, LINKS, QUOTE, TARGETS, Token
from bot.domain.statements.senses import sense

_NOT = word_set(
    """
    not no never dont cant havent didnt isnt aint wasnt arent cannot without neither nor zero none hardly wont wouldnt
    doesnt hasnt nothing couldnt nope nowhere
    """
)
_JOINTS = frozenset({"/", "&", "+"})
_OF = frozenset({"of", "in", "with", "on", "for", "at", "experience"})
_LIST_WORDS = word_set("the a an my some also even both then maybe too well as of in with on like plus")
_BEFORE_LEVEL = frozenset({",", ".", "-", "–", ":", "too", "also", "both", "all", "each", "at", "level", "?", "yes"})
_NAMED_LEVELS = frozenset({"beginner", "intermediate", "advanced", "expert", "newbie", "noob", "novice"})
"""Words that name a level, and do not only hint at it."""
_HINTS = frozenset({"day", "daily", "once"})
"""How often somebody uses a skill tells little of how well."""
_SUPPOSING = frozenset({"if", "would", "suppose", "supposing", "assuming", "imagine", "unless"})
_HOW_LONG = frozenset({"how long", "how fast", "how soon", "how good", "when am", "when will", "when would"})
_LEADING = frozenset({"so", "and", "but", "ok", "okay", "also", "then", "hi", "hey", "hello", ","})
"""Words that may stand before the first word that counts."""
_TURNING = frozenset({"but", "wrong", "never", "say"})
"""Senses of words before a second level that holds in place of the first."""
_PARTING = LINKS | {"but", ";", "-", "–", "—"}
LONGEST_LINK = 7
"""Tokens between two names of one list."""
LONGEST_PART = 9
"""Tokens of a name's own part on each side."""
FURTHER = 16
"""Tokens behind a name's own part that are looked at for a second level."""
HEADING_REACH, HEADING = 60, 6
"""How far above a name its heading may stand, and how many tokens of it count."""


@dataclass
class Layout:
    """A row of tokens with what stands together in it."""

    tokens: Sequence[Token]
    words: list[str] = field(init=False)
    senses: list[str] = field(init=False)
    groups: dict[int, tuple[int, int]] = field(init=False)
    """Place of a name → first and last place of the list it stands in."""
    sentence: list[tuple[int, int]] = field(init=False)
    """For each token where its sentence begins and ends."""

    def __post_init__(self) -> None:
        self.words = [_word(token) for token in self.tokens]
        self.senses = [sense(token) for token in self.tokens]
        self.groups = _groups(self.tokens)
        self.targets = [at for at, token in enumerate(self.tokens) if token.kind in TARGETS]
        self.sentence = _sentences(self.tokens)
        self.quoted = _quoted(self.tokens)

    @cached_property
    def last_level(self) -> str:
        """`python advanced... no, intermediate is more honest`"""
        return next((token.level for token in reversed(self.tokens) if token.level), "")

    @cached_property
    def leveled(self) -> bool:
        """Whether any level stands in it, other than none at all."""
        return self.leveled_within(0, len(self.tokens))

    def leveled_within(self, start: int, end: int) -> bool:
        return any(token.level not in ("", "zero") for token in self.tokens[start:end])

    @cached_property
    def asks(self) -> bool:
        return any(token.text == "?" for token in self.tokens)

    @cached_property
    def size(self) -> str:
        count = len(self.tokens)
        return next((str(size) for size in (2, 6, 12, 30) if count <= size), "60")

    def supposes(self, at: int) -> bool:
        """Whether its sentence begins with a condition, or asks how long something would take."""
        start, end = self.sentence[at]
        while start < end - 1 and self.tokens[start].text in _LEADING:
            start += 1
        opening = [token.text for token in self.tokens[start : start + 2]]
        return opening[0] in _SUPPOSING or " ".join(opening) in _HOW_LONG

    def part(self, at: int) -> tuple[int, int]:
        """From the comma, link or dash before a name to the one after it."""
        start, end = self.sentence[at]
        low = at
        while low > start and self.tokens[low - 1].text not in _PARTING and at - low < LONGEST_PART - 1:
            low -= 1
        high = at + 1
        depth = 0
        while high < end and high - at < LONGEST_PART:
            token = self.tokens[high]
            depth += (token.text == "(") - (token.text == ")")
            if depth < 0 or (not depth and (token.text in _PARTING or token.kind in ITEMS)):
                break
            high += 1
        return low, high

    def heading(self, at: int) -> range:
        """The words of the heading a name stands under: `Strong: python`, or the line with a colon above a list."""
        first, _ = self.groups.get(at, (at, at))
        start, _ = self.sentence[at]
        for place in range(first - 1, max(-1, first - HEADING_REACH), -1):
            if self.tokens[place].text != ":":
                continue
            if place + 1 == first or place >= start or self.tokens[place + 1].text == "\n":
                return range(max(self.sentence[place][0], place - HEADING), place)
        return range(0)

    @cached_property
    def _levels_before(self) -> list[int]:
        """How many levels stand before each place."""
        return [0, *accumulate(bool(token.level) for token in self.tokens)]

    def levels(self, start: int, end: int) -> Iterator[str]:
        """The levels between two places, as they are given: `#` in figures, `not` after a negation."""
        for place in range(start, end):
            if self.tokens[place].level:
                yield self.level(place)

    def level(self, place: int) -> str:
        token = self.tokens[place]
        start = max(self.sentence[place][0], place - 3)
        negated = any(before.text in _NOT for before in self.tokens[start:place])
        return f"{'not ' * negated}{'#' * (token.kind == 'figure')}{token.level}"

    @cached_property
    def only_explains(self) -> bool:
        """A legend to a list in another message: `gold = expert, silver = ok`."""
        named = any(token.kind == "skill" for token in self.tokens)
        return not named and any(token.text == LEGEND for token in self.tokens)

    def explained(self, at: int) -> bool:
        """`the rest (python, sql)`: the names in brackets say what is meant."""
        after = self.tokens[at + 1 : at + 3]
        return len(after) == 2 and after[0].text in "(:" and after[1].kind == "skill"

    def own_level(self, at: int) -> str:
        """The level that stands behind a name in its own part, or behind the name it is joined to.

        `html/css (adv)`; empty if there is none, or several that contradict each other.
        """
        tokens = self.tokens
        high = self.part(at)[1]
        own = [place for place in range(at + 1, high) if tokens[place].level]
        if not own and at + 2 < len(tokens) and tokens[at + 1].text in _JOINTS and tokens[at + 2].kind == "skill":
            return self.own_level(at + 2)
        first, last = self.groups.get(at, (at, at))
        leveled = self._levels_before[first] < self._levels_before[last]
        if not own and not leveled:  # `10 years of java`, `strong in statistics and sql`
            before = [place for place in range(max(0, first - 3), first) if tokens[place].text not in _OF]
            own = [place for place in before[-1:] if tokens[place].level not in ("", "zero")]
        if not own:
            own = self._trailing(last)
        if not own:
            return ""
        return self._settled(own + [place for place in self._further(high) if place not in own])

    def _trailing(self, last: int) -> list[int]:
        """A level that stands alone behind a list: `sql, tableau, looker. intermediate`, `jax too, beginner`."""
        place = last + 1
        while place < len(self.tokens) and self.tokens[place].text in _BEFORE_LEVEL:
            place += 1
        levels = []
        while place < len(self.tokens) and self.tokens[place].level not in ("", "zero"):
            levels.append(place)
            place += 1
        ends = place == len(self.tokens) or self.tokens[place].text in (*ENDS, "\n")
        return levels if ends and place > last + 1 else []

    def _further(self, start: int) -> Iterator[int]:
        """Levels behind a name's own part that still are its own: `..., wait, no, intermediate`, `but still basic`."""
        for place in range(start, min(len(self.tokens), start + FURTHER)):
            token = self.tokens[place]
            if token.kind in ("skill", "name", "role") or token.text == "\n":
                return
            if not token.level:
                continue
            if token.kind == "figure" and "wrong" not in self.senses[start:place]:
                continue
            _, end = self.sentence[place]
            following = self.tokens[place + 1 : min(end, place + 3)]
            of_the_next = any(t.kind in ("skill", "name") or t.text in _OF or t.text == ":" for t in following)
            if not of_the_next and (self._turned(start, place) or token.text in _NAMED_LEVELS):
                yield place

    def _turned(self, start: int, end: int) -> bool:
        return bool(_TURNING & set(self.senses[start:end]))

    def _settled(self, places: Sequence[int]) -> str:
        """A word that names a level goes before one that only hints at it, and both before years; else the last."""
        plain = [place for place in places if not self.level(place).startswith("not ")]
        ranks = [self._rank(place) for place in plain]
        best = [place for place, rank in zip(plain, ranks, strict=True) if rank == max(ranks) >= 0]
        levels = {self.tokens[place].level for place in best}
        if len(levels) > 1 and self._turned(best[0], best[-1]):
            return self.tokens[best[-1]].level
        return levels.pop() if len(levels) == 1 else ""

    def _rank(self, place: int) -> int:
        token = self.tokens[place]
        if token.text in _HINTS:
            return -1
        if token.kind == "figure":
            return 0 if token.text.startswith("y") else 1
        return 2 if token.text in _NAMED_LEVELS else 1


def _word(token: Token) -> str:
    if token.kind == "word":
        return stem(token.text)
    if token.kind == "mark":
        return token.text
    if token.kind == "figure":
        return f"<{token.text}>"
    return {"name": "NAME", "skill": "NAME", "pointer": "PTR:" + token.text}.get(token.kind, token.kind.upper())


def _sentences(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """For each token where its sentence begins and ends. `kotlin? no.` is one sentence."""
    spans: list[tuple[int, int]] = []
    start = 0
    for at, token in enumerate(tokens):
        if token.text == "?" and 0 < at - start <= 3 and all(t.kind != "word" for t in tokens[start:at]):
            continue
        if token.kind == "mark" and (token.text in ENDS or token.text == "\n"):
            spans += [(start, at + 1)] * (at + 1 - start)
            start = at + 1
    return spans + [(start, len(tokens))] * (len(tokens) - start)


def _quoted(tokens: Sequence[Token]) -> set[int]:
    """Places between two quotation marks."""
    marks = [at for at, token in enumerate(tokens) if token.text == QUOTE]
    return {at for first, last in zip(marks[::2], marks[1::2], strict=False) for at in range(first, last)}


def _groups(tokens: Sequence[Token]) -> dict[int, tuple[int, int]]:
    runs: list[list[int]] = []
    for at, token in enumerate(tokens):
        if token.kind not in ITEMS:
            continue
        if runs and _linked(tokens[runs[-1][-1] + 1 : at]):
            runs[-1].append(at)
        else:
            runs.append([at])
    return {at: (run[0], run[-1]) for run in runs for at in run}


def _linked(between: Sequence[Token]) -> bool:
    """Whether two names stand in one list: links, little words, and what brackets say of the first stand between."""
    if len(between) > LONGEST_LINK:
        return False
    bracketed = False
    links = 0
    for token in between:
        if token.text in "([":
            bracketed = True
        elif token.text in ")]":
            bracketed = False
        elif bracketed:
            continue
        elif token.text in LINKS:
            links += 1
        elif token.kind != "figure" and token.text not in _LIST_WORDS:
            return False
    return not between or links > 0
