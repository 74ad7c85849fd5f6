"""Wordings for an entry that has only a title: suggested from the title, its name, its headings and what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.domain.language.text import plain_words, tokens

MOST = 6
_ASKING = re.compile(
    r"(how|what|why|when|where|which|who|whose|can|could|do|does|did|is|are|am|was|will|would|should|may|must|has|have)\b",
    re.IGNORECASE,
)
_HOW_TO = re.compile(r"how\s+to\s+(?P<rest>.+)", re.IGNORECASE)
_HOW_DO_I = re.compile(r"how\s+(?:do|can|should|would)\s+(?:i|we|you|one)\s+(?P<rest>.+)", re.IGNORECASE)
_CAN_I = re.compile(r"(?:can|could|may|should)\s+(?:i|we)\s+(?P<rest>.+)", re.IGNORECASE)
_WHAT_IS = re.compile(r"what(?:\s+(?:is|are)|['’]s)\s+(?P<rest>.+)", re.IGNORECASE)
_WHERE = re.compile(r"where\s+(?:can|do|should)\s+(?:i|we)\s+(?P<rest>.+)", re.IGNORECASE)
_DOING = re.compile(r"(?P<verb>[a-z]{2,}ing)\s+(?P<rest>.+)", re.IGNORECASE)
_NAMES_NOTHING = {"example", "examples", "see also", "notes", "note", "summary", "introduction", "more", "links"}
_SHORTEST_VERB = 3


def is_question(title: str) -> bool:
    """Whether a title asks: by its mark, or by its first word."""
    return title.rstrip(" *_`").endswith("?") or bool(_ASKING.match(title.strip()))


def suggested(
    title: str, *, name: str = "", headings: Sequence[str] = (), known: Sequence[str] = ()
) -> tuple[str, ...]:
    """What members may ask to get this entry, likeliest first; none that says the title again."""
    plain = " ".join(title.split()).rstrip("?!.: ")
    found: dict[str, str] = {}
    for text in (*known, *_from_title(plain), *_from_name(name), *_from_headings(headings)):
        key = plain_words(text)
        if key and key != plain_words(title):
            found.setdefault(key, text)
    return tuple(found.values())[:MOST]


def _from_title(title: str) -> Iterator[str]:
    lower = title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title
    if match := _HOW_TO.match(title):
        yield from (f"how do i {match['rest']}", f"what is the way to {match['rest']}")
    elif match := _HOW_DO_I.match(title):
        yield from (f"how to {match['rest']}", f"i want to {match['rest']}")
    elif match := _CAN_I.match(title):
        yield from (f"is it possible to {match['rest']}", f"am i allowed to {match['rest']}")
    elif match := _WHAT_IS.match(title):
        yield from (f"{match['rest']} explained", f"tell me about {match['rest']}")
    elif match := _WHERE.match(title):
        yield from (f"i am looking for where to {match['rest']}", f"how do i {match['rest']}")
    elif is_question(title):
        return
    elif (match := _DOING.match(title)) and len(_verb(match["verb"])) >= _SHORTEST_VERB:
        yield from (f"what about {lower}", f"help with {lower}")
    else:
        yield from (f"what is {lower}", f"how does {lower} work")


def _verb(doing: str) -> str:
    return doing.lower().removesuffix("ing")


def _from_name(name: str) -> Iterator[str]:
    """`args-kwargs` → args kwargs"""
    words = re.sub(r"[-_./]+", " ", name).strip()
    if words and not words.isdigit():
        yield words


def _from_headings(headings: Sequence[str]) -> Iterator[str]:
    for heading in headings:
        if heading.strip().lower().rstrip(":") not in _NAMES_NOTHING and len(tokens(heading)) > 1:
            yield heading.strip().rstrip(":")
