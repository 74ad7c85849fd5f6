"""Whether a name that is also an everyday word (go, r, rest, Mobile) is meant as a name where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.core.phrases import WordLists
from bot.domain.language.ordinary_words import ORDINARY
from bot.domain.language.words import Word

_MARK = re.compile(r"[,;/|+&\n•=:()\[\]*<>]|\s[-–—]|[-–—]\s")
_END = re.compile(r"[.!?](?:\s|$)")
_AND = frozenset({"and", "or", "n", "plus", "nor"})
_UPPER_ALWAYS = "us"
"""An abbreviation that capitals alone make a place."""
_WITHOUT_CAPITALS = ("us", "la")
"""Abbreviations that are a place after "in" even in small letters."""


@dataclass(frozen=True)
class _Side:
    """A neighbour, and what stands before it: space, mark, and; no word at the edge of the sentence."""

    at: int | None
    by: str


class EverydayWords:
    """The word lists of a knowledge base, ready to decide."""

    def __init__(self, lists: WordLists) -> None:
        self._knowing = frozenset(lists.knowing)
        self._picking_up = frozenset(lists.picking_up)
        self._recording = frozenset(lists.recording)
        self._levels = frozenset(lists.levels)
        self._levels_after = self._levels - frozenset(lists.levels_before)
        self._level_links = frozenset(lists.level_links)
        self._may_follow = frozenset(lists.may_follow) | self._levels
        self._openers = self._level_links | self._knowing | self._levels | frozenset(lists.opens_list)
        self._not_after_verbs = frozenset(lists.not_after_verbs)
        self._after_go = frozenset(lists.after_go)
        self._not_before_letters = frozenset(lists.not_before_letters)
        self._not_after_letters = frozenset(lists.not_after_letters)
        self._prepositions = frozenset(lists.place_prepositions)
        self._abbreviations = frozenset(lists.everyday_abbreviations)

    def is_skill(
        self, text: str, words: Sequence[Word], at: int, skills: Collection[int], possible: Collection[int] = ()
    ) -> bool:
        """Whether the word at `at` stands in a list with skills (word numbers), or beside a level or `know`.

        `possible` are the numbers of the other everyday words that may be skills: they end a list no less than skills.
        """
        if len(words[at].text) == 1 and text[words[at].start].isupper() and not text.isupper():
            return self._is_letter(words, at)
        left, right = _side(text, words, at, -1), _side(text, words, at, 1)
        word = words[at].text
        closed = right.at in possible or self._closes(words, right, word, skills)
        if left.at in skills and (right.at in skills or (closed and left.by != "space")):
            return True
        if right.at in skills and right.by != "space" and self._opens(words, left, skills):
            return True
        if left.at is None or left.by != "space":
            return self._beside_level(words, left, right)
        before = words[left.at].text
        if len(word) == 1 and right.at is None and before in self._level_links | {"using"}:
            return True  # "wrote my thesis in r"
        if word not in self._not_after_verbs and (
            before in self._recording or (closed and self._known(words, left.at))
        ):
            return True
        return self._beside_level(words, left, right)

    def is_place(self, text: str, words: Sequence[Word], at: int) -> bool:
        """Whether a capital letter or a preposition shows that the place is meant by a name that is also a word."""
        word = words[at]
        if word.text in self._abbreviations:
            return self._is_abbreviation(text, words, at)
        if len(words) == 1:
            return word.text not in ORDINARY
        return self.led_to(words, at) or (at > 0 and text[word.start].isupper() and not text.isupper())

    def led_to(self, words: Sequence[Word], at: int) -> bool:
        """Whether a preposition of place stands before the word."""
        return at > 0 and words[at - 1].text in self._prepositions

    def _is_abbreviation(self, text: str, words: Sequence[Word], at: int) -> bool:
        word, before = words[at], words[at - 1].text if at else ""
        if before == "the" and at > 1:
            before = words[at - 2].text
        comma = at > 0 and "," in text[words[at - 1].end : word.start]
        if text[word.start : word.end].isupper() and not text.isupper():
            return before in self._prepositions or comma or word.text == _UPPER_ALWAYS
        return before == "in" and word.text in _WITHOUT_CAPITALS and not comma

    def _is_letter(self, words: Sequence[Word], at: int) -> bool:
        """A capital letter is a skill, but "plan C" and "C level" are none."""
        before = words[at - 1].text if at else ""
        after = words[at + 1].text if at + 1 < len(words) else ""
        return before not in self._not_before_letters and after not in self._not_after_letters

    def _closes(self, words: Sequence[Word], side: _Side, word: str, skills: Collection[int]) -> bool:
        """Whether a list may end before this side."""
        if side.at is None or side.by == "mark" or side.at in skills:
            return True
        follower = words[side.at].text
        if word == "go" and follower in self._after_go:
            return False
        if side.by == "and":
            return follower in self._levels
        return follower in self._may_follow or follower.isdigit()

    def _opens(self, words: Sequence[Word], side: _Side, skills: Collection[int]) -> bool:
        """Whether a list may begin after this side."""
        if side.at is None or side.by != "space" or side.at in skills:
            return True
        return words[side.at].text in self._openers

    def _beside_level(self, words: Sequence[Word], left: _Side, right: _Side) -> bool:
        if left.at is not None and left.by == "space":
            before, earlier = words[left.at].text, words[left.at - 1].text if left.at else ""
            linked = before in self._level_links and earlier in self._levels | self._knowing
            if before in self._levels or linked:
                return True
        if right.at is None or right.by == "and":
            return False
        after = words[right.at].text
        return after in self._levels_after or (after.isdigit() and left.by == "mark")

    def _known(self, words: Sequence[Word], left: int) -> bool:
        before, earlier = words[left].text, words[left - 1].text if left else ""
        if before == "up":
            return earlier in self._picking_up
        return before in self._knowing or (before == "in" and earlier in self._knowing)


def _side(text: str, words: Sequence[Word], at: int, step: int) -> _Side:
    other = at + step
    if not 0 <= other < len(words):
        return _Side(None, "mark")
    between = _between(text, words, at, other)
    if _END.search(between):
        return _Side(None, "mark")
    if words[other].text in _AND and 0 <= other + step < len(words):
        return _Side(other + step, "and")
    return _Side(other, "mark" if _MARK.search(between) else "space")


def _between(text: str, words: Sequence[Word], first: int, second: int) -> str:
    low, high = min(first, second), max(first, second)
    return text[words[low].end : words[high].start]
