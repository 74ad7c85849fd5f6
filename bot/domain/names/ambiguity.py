"""Whether a name that is also an everyday word (go, r, rest, Mobile) is meant as a name where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.domain.language.ordinary_words import word_set
from bot.domain.language.words import Word

_MARK = re.compile(r"[,;/|+&\n•=:()\[\]*<>]|\s[-–—]|[-–—]\s")
_END = re.compile(r"[.!?](?:\s|$)")
_AND = frozenset({"and", "or", "n", "plus", "nor"})
_KNOWING = word_set(
    """
    know knows knew learn learning learned learnt use used using study studied studying need understand code add
    remove drop write wrote touched touch tried try
    """
)
_RECORDING = frozenset({"add", "remove", "drop", "delete"})
_PICKING = frozenset({"pick", "picking", "picked", "brush", "brushing"})
_LEVEL = word_set(
    """
    beginner basic basics intermediate advanced expert fluent proficient rusty good great decent comfortable comfy
    solid strong weak meh ok okay novice years yrs year yoe experience bit some little skilled pro started language
    programming developer dev professional shaky bad
    """
)
_NO_LEVEL_AFTER = word_set("some little bit started good great year years yrs yoe")
"""Words that show a skill before them only with more: `next year`, `the rest started`."""
_LEVEL_LINK = frozenset({"in", "at", "with", "of", "on"})
_MAY_FOLLOW = word_set(
    """
    too also well a an but as at experience dev developer here programming projects skills yet is are was then now
    daily i professionally please pls though anymore already very really hard pretty before first enough for in from
    code because since there lately mostly
    """
)
_NOT_AFTER_A_VERB = word_set(
    """
    next rest express access spring attention prob rn terminal expo communication coaching ad ann security
    """
)
_AFTER_GO = frozenset({"for", "in", "from", "first", "well", "a", "an", "i", "back", "before"})
_PREPOSITIONS = frozenset({"in", "at", "from", "near", "around", "outside", "to", "for", "vs", "than"})
_WORDS_BEFORE_PLACES = word_set(
    """
    in or me hi ok oh pa ma id de co al us so is no it at be am an as by do go my on to up we ms la mo ct mt ai ml
    il va md mi ar
    """
)


def meant_as_skill(
    text: str, words: Sequence[Word], at: int, skills: Collection[int], possible: Collection[int] = ()
) -> bool:
    """Whether the word at `at` stands in a list with skills (word numbers in `skills`), or beside a level or `know`.

    `possible` are the numbers of the other everyday words that may be skills: they end a list no less than skills do.
    """
    word = words[at].text
    if len(word) == 1 and text[words[at].start].isupper() and not text.isupper():
        return at == 0 or words[at - 1].text not in ("plan", "vitamin", "hepatitis", "option", "part")
    left, left_by = _side(text, words, at, -1)
    right, right_by = _side(text, words, at, 1)
    closed = right in possible or _closed(words, right, right_by, word, skills)
    if _listed(left, left_by, skills) and closed:
        return True
    if _listed(right, right_by, skills) and _opened(words, left, left_by, skills):
        return True
    if left in skills and right in skills:
        return True
    if len(word) == 1 and right is None and left is not None and words[left].text in _LEVEL_LINK | {"using"}:
        return True  # "wrote my thesis in r"
    if left is not None and left_by == "space" and words[left].text in _RECORDING and word not in _NOT_AFTER_A_VERB:
        return True
    return _beside_level(words, left, left_by, right, right_by) or (
        closed and left is not None and left_by == "space" and word not in _NOT_AFTER_A_VERB and _known(words, left)
    )


def meant_as_place(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a capital letter or a preposition shows that the place is meant by a name that is also a word."""
    word = words[at]
    before = [w.text for w in words[max(0, at - 2) : at]]
    led = bool(before) and (before[-1] in _PREPOSITIONS or (before[-1] == "the" and before[0] in _PREPOSITIONS))
    capital = text[word.start].isupper() and not text.isupper()
    if word.text in _WORDS_BEFORE_PLACES:
        comma = at > 0 and "," in text[words[at - 1].end : word.start]
        upper = text[word.start : word.end].isupper() and not text.isupper()
        return (upper and (led or comma or word.text == "us")) or (led and word.text in ("us", "la") and not comma)
    return led or (capital and (at > 0 or len(words) == 1)) or len(words) == 1


def _side(text: str, words: Sequence[Word], at: int, step: int) -> tuple[int | None, str]:
    """The neighbour on one side, and what stands between: space, mark, and; none at the edge of the sentence."""
    other = at + step
    if not 0 <= other < len(words) or _END.search(_between(text, words, at, other)):
        return None, "mark"
    by = "mark" if _MARK.search(_between(text, words, at, other)) else "space"
    if words[other].text in _AND and 0 <= other + step < len(words):
        return other + step, "and"
    return other, by


def _between(text: str, words: Sequence[Word], first: int, second: int) -> str:
    low, high = min(first, second), max(first, second)
    return text[words[low].end : words[high].start]


def _listed(side: int | None, by: str, skills: Collection[int]) -> bool:
    return side in skills and by in ("mark", "and")


def _closed(words: Sequence[Word], side: int | None, by: str, word: str, skills: Collection[int]) -> bool:
    if side is None or by == "mark" or side in skills:
        return True
    follower = words[side].text
    if word == "go" and follower in _AFTER_GO:
        return False
    if by == "and":
        return follower in _LEVEL
    return follower in _MAY_FOLLOW or follower in _LEVEL or follower.isdigit()


def _opened(words: Sequence[Word], side: int | None, by: str, skills: Collection[int]) -> bool:
    if side is None or by in ("mark", "and") or side in skills:
        return True
    return words[side].text in _LEVEL_LINK | _KNOWING | _LEVEL | {
        "my",
        "have",
        "both",
        "just",
        "only",
        "mostly",
        "mainly",
    }


def _beside_level(words: Sequence[Word], left: int | None, left_by: str, right: int | None, right_by: str) -> bool:
    if left is not None and left_by == "space":
        before = words[left].text
        if before in _LEVEL or (before in _LEVEL_LINK and left > 0 and words[left - 1].text in _LEVEL | _KNOWING):
            return True
    if right is None or right_by == "and":
        return False
    after = words[right].text
    strong = after in _LEVEL - _NO_LEVEL_AFTER
    return strong or (after.isdigit() and left_by == "mark")


def _known(words: Sequence[Word], left: int) -> bool:
    before = words[left].text
    earlier = words[left - 1].text if left else ""
    return before in _KNOWING or (before == "in" and earlier in _KNOWING) or (before == "up" and earlier in _PICKING)
