"""What is looked at around a name to tell what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.domain.statements.layout import Layout
from bot.domain.statements.row import ITEMS

REACH = 12
"""Words looked at on each side of a list;"""
SENSES = 15
"""and places looked at there for the senses of words;"""
LEVELS = 30
"""and for a level."""
SENTENCE = 25
"""Words of a sentence on each side of a name."""
SCALES = {"s=": 0.5, "b=": 0.5, "n=": 0.5}
"""Kinds of features (what their names begin with) that count less than others."""
_FAR = "aabbb"
"""How far a word is: near, in the middle, and beyond."""


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
    """Words by side and distance, for the name itself, its list, and its own part of the sentence."""
    words = layout.words
    start, end = layout.sentence[at]
    left = words[max(start, first - REACH) : first][::-1]
    right = words[last + 1 : min(end, last + 1 + REACH)]
    yield from _nearest("l", words[max(start, at - 2) : at][::-1])
    yield from _nearest("r", words[at + 1 : min(end, at + 3)])
    yield from _nearest("gl", left)
    yield from _nearest("gr", right)
    yield from {f"L{_FAR[n : n + 1]}={word}" for n, word in enumerate(left)}
    yield from {f"R{_FAR[n : n + 1]}={word}" for n, word in enumerate(right)}
    low, high = layout.part(at)
    yield from {f"p<{word}" for word in words[low:at]}
    yield from {f"p>{word}" for word in words[at + 1 : high]}


def _nearest(side: str, row: Sequence[str]) -> tuple[str, str]:
    one, two = (*row[:2], "$", "$")[:2]
    return f"{side}1={one}", f"{side}2={two}"


def _senses(layout: Layout, at: int, first: int, last: int) -> Iterator[str]:
    """The same by classes of words: what stands before and behind a list, without the names between."""
    start, end = layout.sentence[at]
    low, high = layout.part(at)
    left = _plain(layout.senses[max(start, first - SENSES) : first][::-1])
    right = _plain(layout.senses[last + 1 : min(end, last + 1 + SENSES)])
    before = [kind for kind in layout.senses[low:at][::-1] if kind]
    behind = [kind for kind in layout.senses[at + 1 : high] if kind]
    for side, row in (("KL", left), ("KR", right)):
        one, two, three = (*row[:3], *"$$$")[:3]
        yield from (f"{side}1{one}", f"{side}2{one} {two}", f"{side}3{one} {two} {three}")
    yield f"KLR{left[0] if left else '$'}|{right[0] if right else '$'}"
    yield f"KO{before[0] if before else '$'}|{behind[0] if behind else '$'}"
    yield f"KOS{' '.join(before[:3])}|{' '.join(behind[:3])}"
    for side, row in (("kl", left), ("kr", right), ("k<", before), ("k>", behind)):
        yield from {side + kind for kind in row}


def _plain(senses: Iterable[str]) -> list[str]:
    return [kind for kind in senses if kind and kind not in ("SKILL", "NAME")]


def _sentence(layout: Layout, at: int) -> Iterator[str]:
    words = layout.words
    start, end = layout.sentence[at]
    yield from {f"s={word}" for word in words[max(start, at - SENTENCE) : min(end, at + SENTENCE)]}
    yield "open=" + "_".join(words[start : start + 1])
    yield "open2=" + "_".join(words[start : start + 2])
    yield from {"h=" + words[place] for place in layout.heading(at)}
    if words[end - 1] == "?":
        yield "asks"
    elif layout.asks:
        yield "asks elsewhere"
    if at in layout.quoted:
        yield "quoted"


def _neighbors(layout: Layout, at: int) -> Iterator[str]:
    """What the sentences before and after say."""
    words, senses = layout.words, layout.senses
    start, end = layout.sentence[at]
    if start:
        before = layout.sentence[start - 1][0]
        yield from {"b=" + word for word in words[max(before, start - 6) : start]}
        yield from {"kb" + kind for kind in senses[max(before, start - REACH) : start]}
    if end < len(words):
        after = layout.sentence[end][1]
        yield from {"n=" + word for word in words[end : end + 4]}
        yield "n2=" + "_".join(words[end : end + 2])
        yield from {"kn" + kind for kind in senses[end : min(after, end + 10)]}


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
        yield from ("next" + level for level in list(layout.levels(end, min(after, end + REACH)))[:1])
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
