"""How common a word is in English: what the matcher knows of a word before it reads any FAQ."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from bot.domain.language.common_words import COMMON_WORDS
from bot.domain.language.everyday import FOREIGN_FUNCTION_WORDS, FUNCTION_WORDS

_RANKS = {word: rank for rank, word in enumerate(COMMON_WORDS.split(), 1)}
_FUNCTION_WORDS = FUNCTION_WORDS | FOREIGN_FUNCTION_WORDS
_FUNCTION_RANK = 100
"""Function words of talk are rarer in writing: each is taken to be at least so common."""
ENGLISH_SHARE = 0.4
"""Of the words of English FAQs three in four are listed, of Spanish and German ones one in four."""
_ORDERS = 3.0
"""Orders of magnitude between the commonest ranks and those that are not common at all (from rank 10 ** 4 on)."""


def rate(word: str) -> float:
    """The share of running text that is this word, by Zipf's law from its rank; one share for all rare words."""
    return 0.1 / (_rank(word) + 2)


def commonness(word: str) -> float:
    """From 1 for the commonest words to 0."""
    return min(max((4 - log10(_rank(word))) / _ORDERS, 0.0), 1.0)


def is_common(word: str) -> bool:
    """Whether it is one of the listed words: what is listed is no slip."""
    return word in _RANKS or word in FUNCTION_WORDS


def is_english(words: Sequence[str]) -> bool:
    """Whether a text of any kind is, as the share of listed words tells."""
    return sum(map(is_common, words)) >= ENGLISH_SHARE * len(words)


def _rank(word: str) -> int:
    found = _RANKS.get(word, 2 * len(_RANKS))
    return min(found, _FUNCTION_RANK) if word in _FUNCTION_WORDS else found
