"""Which questions ask the same: members' questions in groups, though form, order and spelling of the words differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.domain.language.everyday import FUNCTION_WORDS, SAME_MEANING
from bot.domain.language.text import stem, tokens

Words = frozenset[str]

ALIKE = 0.5
"""Share of what two questions say that they must have in common."""
SAME_WORD = 0.93
"""Likeness of spelling from which two words are one (Jaro-Winkler)."""
SHORTEST_MISSPELT = 5
"""Shorter words are one only letter by letter."""
LITTLE = 0.2
"""What a word weighs that nearly every question holds, beside one that says something."""
SAME_SENSE = 0.8
"""What two words of one meaning have in common."""


@dataclass
class _Group:
    founder: Words
    members: list[int] = field(default_factory=list)


def groups(questions: Sequence[str]) -> list[tuple[int, ...]]:
    """Positions in `questions`, each group in order, the groups by their first question.

    A question joins the first group whose founder is like it, else it founds one: a later question never moves an
    earlier one, so what a moderator saw stays what it was.
    """
    found: list[_Group] = []
    holding: dict[str, list[int]] = {}
    """Word or sense → the groups whose founder has it, so that few are compared."""
    reader = _Reader()
    for number, words in enumerate(map(reader.read, questions)):
        near = {one for sign in _signs(words) for one in holding.get(sign, ())}
        group = next((found[one] for one in sorted(near) if likeness(words, found[one].founder) >= ALIKE), None)
        if group is None:
            for sign in _signs(words):
                holding.setdefault(sign, []).append(len(found))
            found.append(group := _Group(words))
        group.members.append(number)
    return [tuple(group.members) for group in found]


def titles_near(titles: Sequence[str], questions: Sequence[str]) -> dict[str, list[str]]:
    """Title → the questions that ask what it is about; each goes to the title most like it."""
    found: dict[str, list[str]] = {}
    reader = _Reader()
    known = [(title, reader.read(title)) for title in titles]
    for question in questions:
        words = reader.read(question)
        best, title = max(((likeness(words, other), title) for title, other in known), default=(0.0, ""))
        if best >= ALIKE:
            found.setdefault(title, []).append(question)
    return found


def likeness(one: Words, other: Words) -> float:
    """Weighed share of the words that both have or mean, 0 to 1."""
    left, right = one - other, other - one
    pairs = min(_sharing(left, right), _sharing(right, left))
    both = sum(map(_weight, one & other))
    either = both + sum(map(_weight, left | right)) - pairs
    return (both + SAME_SENSE * pairs) / either if either else 0.0


def _sharing(some: Words, others: Words) -> int:
    """How many of `some` mean the same as one of `others`."""
    known = frozenset().union(*map(_senses, others))
    return sum(1 for word in some if _senses(word) & known)


def _weight(word: str) -> float:
    return LITTLE if word in _FUNCTION_STEMS else 1.0


def _senses(word: str) -> frozenset[str]:
    return _SENSES.get(word, frozenset())


def _signs(words: Words) -> set[str]:
    """What two like questions share at least one of; without any other word the function words have to do."""
    telling = {word for word in words if word not in _FUNCTION_STEMS}
    return telling.union(*map(_senses, telling)) or set(words)


class _Reader:
    """Question → stems; a word that looks like an earlier one is read as that."""

    def __init__(self) -> None:
        self._meant: dict[str, str] = {}
        self._long: list[str] = []

    def read(self, question: str) -> Words:
        return frozenset(map(self._word, map(stem, tokens(question))))

    def _word(self, word: str) -> str:
        if len(word) < SHORTEST_MISSPELT:
            return word
        if word not in self._meant:
            like = process.extractOne(word, self._long, scorer=JaroWinkler.similarity, score_cutoff=SAME_WORD)
            self._meant[word] = like[0] if like else word
            if not like:
                self._long.append(word)
        return self._meant[word]


_FUNCTION_STEMS = frozenset(map(stem, FUNCTION_WORDS))


def _all_senses() -> Mapping[str, frozenset[str]]:
    """Stem → the meanings it may have, each told by a number that is no word."""
    found: dict[str, set[str]] = {}
    for number, names in enumerate(SAME_MEANING):
        for name in names:
            if " " not in name:
                found.setdefault(stem(name), set()).add(f"={number}")
    return {word: frozenset(senses) for word, senses in found.items()}


_SENSES = _all_senses()
