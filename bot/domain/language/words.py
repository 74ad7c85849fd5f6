"""The one tokeniser: the words of a text as names are compared, each with its place, and what joins two of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "ʼ": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
)
_PIECE = re.compile(
    r"[a-z]\+\+|[cf]#|\.net\b"
    r"|(?<![^\W_])(?:a|network|security|server|cloud|project|data|linux|pentest|casp|cysa)\+(?![\w+])"
    r"|(?:ci/cd|a/b|tcp/ip|i/o|ui/ux|pl/sql)\b"
    r"|(?:asp|node|next|vue|nuxt|three|d3|express|react)\.(?:js|net)\b"
    r"|(?<![\w.])[a-z]{1,2}(?:\.[a-z]{1,2})+\b(?!\.?[\w/+#])"
    r"|\d+(?:[.,]\d+)+[^\W_]*|[^\W_]+(?:'[^\W_]+)*"
)
"""Names that punctuation belongs to (CompTIA's certificates among them), abbreviations with dots (ph.d, u.s),
numbers with their unit, words with inner apostrophes. An abbreviation starts only where no other could go on, so
that the time grows with the length."""
_PART = re.compile(r"\.net\b|[^\W_]+[+#]*(?:'[^\W_]+)*")
_SKIPPED = re.compile(r"<(?:@[!&]?|#|t:|a?:\w+:)\d+(?::\w)?>|<?\b(?:https?://|www\.)\S+|\{\w+\}")
"""Mentions, timestamps and emoji as Discord writes them, addresses, and the slots of a phrase."""
_MAY_SKIP = re.compile(r"[<{]|://|www\.")
_JOINT = re.compile(r"[*_]{0,3}[ \t]+[*_]{0,3}|[ \t]*[-/&_][ \t]*|\.?")
"""What may stand between two words of one name: `node.js`, `a/b testing`, `data *engineer*`."""
_PLACE_JOINT = re.compile(r"[,.]?[ \t]\(?")
REMEMBERED = 256
"""Texts whose words are kept: one message is asked for them many times."""


class Word(NamedTuple):
    """One word of a text, lower case and without apostrophes, and where it stands."""

    text: str
    start: int
    end: int


def pieces(text: str) -> Iterator[str]:
    """What parts of a folded text belong together: words, numbers, and names with punctuation (ci/cd, node.js)."""
    return map(re.Match[str].group, _PIECE.finditer(text))


@lru_cache(maxsize=REMEMBERED)
def words(text: str) -> tuple[Word, ...]:
    """The words of `text` with their places in it; names with punctuation inside in parts (ci, cd)."""
    folded, places = _folded(text)
    if _MAY_SKIP.search(folded):
        folded = _SKIPPED.sub(lambda skipped: " " * len(skipped.group()), folded)
    parts = chain.from_iterable(map(_parts, _PIECE.finditer(folded)))
    if places is None:
        return tuple(parts)
    return tuple(Word(word.text, places[word.start], places[word.end - 1] + 1) for word in parts)


def _parts(piece: re.Match[str]) -> Iterator[Word]:
    whole, start = piece.group(), piece.start()
    if whole.isalnum():
        yield Word(whole, start, piece.end())
    elif is_abbreviation(whole):
        yield Word(whole.replace(".", ""), start, piece.end())
    else:
        for part in _PART.finditer(whole):
            yield Word(plain(part.group()), start + part.start(), start + part.end())


def is_abbreviation(piece: str) -> bool:
    """`ph.d`, not `.net` or `node.js`."""
    parts = piece.split(".")
    return len(parts) > 1 and all(part.isalpha() and len(part) <= 2 for part in parts)


def _folded(text: str) -> tuple[str, list[int] | None]:
    """`text` as it is compared, and for each of its characters the place in `text` (none: the same place)."""
    if text.isascii():
        return text.lower(), None
    folded, places, at = [], [], 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        letters = unicodedata.normalize("NFKC", text[at:end]).casefold().translate(_QUOTES)
        folded.append(letters)
        places += [at] * (len(letters) - 1) + [end - 1] * bool(letters)
        at = end
    return "".join(folded), places


def fold(text: str) -> str:
    """Compatible characters as one (ﬁ → fi, Ｃ → c), lower case, straight quotes."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)


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
    return " ".join(word.text for word in words(name))


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
