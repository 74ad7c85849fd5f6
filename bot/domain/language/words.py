"""The words of a text, each with its place, and when two of them may belong to one name."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
