"""Words that stand for skills named before: `both`, `the last two`, `the former`, `the others`, `it`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.domain.language.ordinary_words import word_set
from bot.domain.language.text import tokens
from bot.domain.names.mentions import Mentions

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "couple": 2, "2": 2, "3": 3, "4": 4}
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "former": 0, "1st": 0, "2nd": 1, "3rd": 2}
_COUNT = "|".join(_NUMBERS)
_ORDINAL = "|".join((*_PLACES, "last", "latter"))
_OF_THEM = r"(?:\s+of\s+(?:them|those|these|em|it))?"
_POINTER = re.compile(
    rf"\b(?:"
    rf"(?:the\s+)?(?:first|last|other|remaining)\s+(?:{_COUNT})\b{_OF_THEM}"
    rf"|(?:{_ORDINAL})\s+one\b{_OF_THEM}"
    rf"|(?:the|that)\s+(?:{_ORDINAL})(?:\s+(?:one|thing|entry|skill))?\b{_OF_THEM}(?!\s+(?:time|week|month|year|day|job|thing))"
    rf"|the\s+(?:other|remaining)\s+(?:ones|stuff|things|skills|one|entries)"
    rf"|(?:the\s+)?others|the\s+(?:other|rest)\b{_OF_THEM}|all\s+the\s+rest|everything\s+else"
    rf"|(?:all|both|none|neither|either|each|any|some)\s+of\s+(?:them|those|these|em|it|that|this)"
    rf"|(?:those|these|the|all)\s+(?:{_COUNT})\b|(?:that|this)\s+one"
    rf"|both|everything|them\s+all|(?<!at\s)all|each|n?either(?![^.!?]*\bn?or\b)|it|its|them"
    rf"|(?:those|these|(?<!after )thats?)"
    rf"(?!\s+(?!is|are|was|were)\w+\s+(?:is|are|was|were)\b)"  # "that movie is for experts"
    rf")\b",
    re.IGNORECASE,
)
VAGUE = frozenset(
    {"it", "its", "that", "thats", "all", "each", "everything", "them", "those", "these", "either", "neither"}
)
"""Words that are something else as often as not."""
WHOLE = frozenset({"it", "its", "that", "thats", "this"})
"""Words that mean a single skill, or else all that was said before."""
_REST = frozenset({"other", "others", "rest", "remaining", "else"})
_ANY = frozenset({"all", "none", "any", "some", "each"})
_SINGLE = frozenset({"it", "its", "that", "thats", "one"})


ABOUT_LEVELS = word_set(
    """
    a actually again all and are as at bad be been better both but by call change closer consider correct correction
    count each either em every first former get got had has have i id im in is it its just last latter less level levels
    like little lower make mark maybe me mean meant mine months more my need neither no nope not note now of off ok okay
    on one ones only or other others out own place please pls point put rather record rest same say set should so solid
    some sorry still than that thats the them then there these they third this those though three to too two up update
    wait was well were with would yeah year years yes yep yrs
    """
)
"""Words that a message may hold which says of skills named before at what level they are, and nothing else."""


def says_only_a_level(text: str, mentions: Mentions) -> bool:
    """Whether levels, amounts and words that point stand in `text` and nothing else: "both advanced"."""
    # "ok and in the US" begins with a word of agreement, which elsewhere is a level: "sql is ok".
    if mentions.of("ambiguous"):
        return False  # "networking advanced" says which skill it is, if not clearly
    levels = [m for m in mentions.of("skill-level") if m.start or m.text.casefold() not in ("ok", "okay")]
    if not levels and mentions.years is None and not any(pointers(text)):
        return False
    for mention in mentions.all:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return all(word in ABOUT_LEVELS or word.isdigit() for word in tokens(text))


def pointers(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of each pointer of `text`."""
    for match in _POINTER.finditer(text):
        yield match.start(), match.end(), " ".join(match.group().lower().split())


def is_pointer(words: str) -> bool:
    return _POINTER.fullmatch(words.strip()) is not None


def resolve(words: str, skills: Sequence[str], spoken_of: Sequence[str] = ()) -> tuple[str, ...]:
    """The skills of `skills`, in the order named, that the pointer means.

    `spoken_of` are those of which something else has been said: "the others" are the rest.
    """
    parts = words.split()
    named = tuple(dict.fromkeys(skills))
    if _REST & set(parts):
        return tuple(skill for skill in named if skill not in spoken_of)
    count = next((_NUMBERS[part] for part in parts if part in _NUMBERS), 1)
    if {"last", "latter"} & set(parts):
        return named[-count:]
    if "first" in parts:
        return named[:count]
    place = next((_PLACES[part] for part in parts if part in _PLACES), None)
    if place is not None:
        return named[place : place + 1]
    if parts[0] in _ANY and "of" in parts:  # "none of it"
        return named
    if parts[-1] in _SINGLE or words in _SINGLE:
        return named[-1:]
    if count > 1 or "both" in parts:
        return named[-max(count, 2) :]
    return named
