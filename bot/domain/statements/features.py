"""What is looked at around a name to tell what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot.domain.statements.layout import Layout
from bot.domain.statements.row import ITEMS

SENSES = 15
"""Places looked at on each side of a list for the senses of words;"""
LEVELS = 30
"""and of a name for a level."""
SENTENCE = 25
"""Words of a sentence on each side of a name;"""
NEIGHBOR = 12
"""and places of the sentences before and after."""
PHRASE = 8
"""Words before a list of which pairs are looked at;"""
NEAR = 6
"""and words on each side of it."""
APART = 3
"""How many places apart two senses may stand to be seen together."""
SCALES = {"s=": 0.5}
"""Kinds of features (what their names begin with) that count less than others."""
_SUBJECTS = frozenset({"i", "my", "we", "you", "other", "advert"})


def features(layout: Layout, at: int) -> list[str]:
    """All that the model may look at, as names of binary features."""
    kind = layout.tokens[at].kind
    first, last = layout.groups.get(at, (at, at))
    return [
        kind,
        "size" + layout.size,
        "ptr=" + layout.tokens[at].text if kind == "pointer" else "",
        "listed" if last > first else "",
        *_words(layout, at, first, last),
        *_senses(layout, at, first, last),
        *_sentence(layout, at),
        *_neighbors(layout, at),
        *_levels(layout, at, first, last),
    ]


def _words(layout: Layout, at: int, first: int, last: int) -> Iterator[str]:
    """The nearest words of the name itself and of its list, and those of its own part of the sentence."""
    words = layout.words
    start, end = layout.sentence[at]
    left = (*words[max(start, first - 2) : first][::-1], "$", "$")
    right = (*words[last + 1 : min(end, last + 3)], "$", "$")
    one, two = (*words[max(start, at - 2) : at][::-1], "$", "$")[:2]
    next_one, next_two = (*words[at + 1 : min(end, at + 3)], "$", "$")[:2]
    yield from (f"l1={one}", f"l2={two}", f"r1={next_one}", f"r2={next_two}", f"gl={left[0]}", f"gr={right[0]}")
    yield from {f"L={word}" for word in left[:2]}
    yield from {f"R={word}" for word in right[:2]}
    low, high = layout.part(at)
    yield from {f"p<{word}" for word in words[low:at]}
    yield from {f"p>{word}" for word in words[at + 1 : high]}
    yield from {f"g<{word}" for word in words[max(start, first - NEAR) : first]}
    yield from {f"g>{word}" for word in words[last + 1 : min(end, last + 1 + NEAR)]}
    yield from _pairs("pb<", words[low : at + 1])
    yield from _pairs("pb>", words[at:high])
    yield from _pairs("wb<", words[max(start, first - PHRASE) : first + 1])


def _pairs(name: str, words: Sequence[str]) -> set[str]:
    return {f"{name}{one}_{other}" for one, other in pairwise(words)}


def _senses(layout: Layout, at: int, first: int, last: int) -> Iterator[str]:
    """The same by classes of words: what stands before and behind a list, without the names between."""
    start, end = layout.sentence[at]
    low, high = layout.part(at)
    left = _plain(layout.senses[max(start, first - SENSES) : first][::-1])
    right = _plain(layout.senses[last + 1 : min(end, last + 1 + SENSES)])
    before = [sense for sense in layout.senses[low:at][::-1] if sense]
    behind = [sense for sense in layout.senses[at + 1 : high] if sense]
    for side, row in (("KL", left), ("KR", right)):
        one, two = (*row[:2], "$", "$")[:2]
        yield from (f"{side}1{one}", f"{side}2{one} {two}")
    yield f"KLR{left[0] if left else '$'}|{right[0] if right else '$'}"
    yield f"KO{before[0] if before else '$'}|{behind[0] if behind else '$'}"
    yield f"KOS{' '.join(before[:3])}|{' '.join(behind[:3])}"
    for side, row in (("kl", left), ("kr", right), ("k<", before), ("k>", behind)):
        yield from {side + sense for sense in row}
    yield from {f"sk<{one} {other}" for n, one in enumerate(left) for other in left[n + 1 : n + 1 + APART]}
    subjects = [sense for sense in left if sense in _SUBJECTS]
    yield f"subject {subjects[0] if subjects else ''}"


def _plain(senses: Iterable[str]) -> list[str]:
    return [sense for sense in senses if sense and sense not in ("SKILL", "NAME")]


def _sentence(layout: Layout, at: int) -> Iterator[str]:
    words = layout.words
    start, end = layout.sentence[at]
    near = words[max(start, at - SENTENCE) : min(end, at + SENTENCE)]
    yield from {f"s={word}" for word in near}
    yield from _pairs("sb=", near)
    yield "open=" + words[start]
    yield "open2=" + "_".join(words[start : start + 2])
    yield from {"kh" + layout.senses[place] for place in layout.heading(at)}
    if words[end - 1] == "?":
        yield "asks"
    elif layout.asks:
        yield "asks elsewhere"
    if at in layout.quoted:
        yield "quoted"


def _neighbors(layout: Layout, at: int) -> Iterator[str]:
    """What the sentences before and after say."""
    senses = layout.senses
    start, end = layout.sentence[at]
    if start:
        before = layout.sentence[start - 1][0]
        yield from {"kb" + sense for sense in senses[max(before, start - NEIGHBOR) : start]}
    if end < len(senses):
        after = layout.sentence[end][1]
        yield from {"kn" + sense for sense in senses[end : min(after, end + NEIGHBOR)]}


def _levels(layout: Layout, at: int, first: int, last: int) -> Iterator[str]:
    start, end = layout.sentence[at]
    low, high = layout.part(at)
    before, behind = list(layout.levels(low, at)), list(layout.levels(at + 1, high))
    yield from ("own<" + level for level in before)
    yield from ("own>" + level for level in behind)
    if not (before or behind):
        yield "own none"
    yield from _nearest_level(layout, "<", range(at - 1, max(start, at - LEVELS) - 1, -1))
    yield from _nearest_level(layout, ">", range(at + 1, min(end, at + 1 + LEVELS)))
    near = layout.tokens[max(start, at - LEVELS) : min(end, at + LEVELS)]
    yield from {"sl" + token.level for token in near if token.level}
    yield "last level " + layout.last_level
    if end < len(layout.tokens):
        after = layout.sentence[end][1]
        yield from ("next" + level for level in list(layout.levels(end, min(after, end + NEIGHBOR)))[:1])
    heading = layout.heading(at)
    yield from ("head" + level for level in layout.levels(heading.start, heading.stop))


def _nearest_level(layout: Layout, side: str, places: Iterable[int]) -> Iterator[str]:
    """The nearest level on one side, and whether names stand between."""
    passed = ""
    for place in places:
        if layout.tokens[place].level:
            yield f"near{side}{layout.level(place)}{passed}"
            return
        if layout.tokens[place].kind in ITEMS:
            passed = ":over"
