"""Takes a message apart into its sentences, and tells what is asked from what is stated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.language.ordinary_words import word_set
from bot.domain.language.words import Word, words

_END = re.compile(r"[.!?…]+(?=[\s)\"'*]|$)|;+|\?+|\n+")
_LIST_LINE = 6
"""Lines of at most so many words are the items of one list rather than sentences."""
_FILLERS = word_set(
    """
    so ok okay and but hey hi hello also now btw well then pls please lol yo all guys hmm um uh like alright anyway
    quick q question or actually jk thanks thx yeah yes no oh wait
    """
)
_ASKING = word_set(
    """
    what whats which how hows why where wheres who whos wat wht wut isnt arent wont any anyone anybody whose does
    doesnt
    """
)
_TURNED: Mapping[str, frozenset[str] | None] = {
    "am": word_set("i"),
    "is": None,
    "are": None,
    "could": None,
    "should": None,
    "shall": None,
    "would": None,
    "will": None,
    "do": None,
    "can": None,
    "r": word_set("these those they there u you"),
    "cant": word_set("i we you u they it"),
    "did": word_set("i you u we they he she it anyone"),
    "dont": word_set("you u they"),
    "have": word_set("you u i"),
    "has": word_set("anyone anybody"),
    "was": word_set("it that"),
    "worth": word_set("it learning"),
}
"""Verbs that ask when they open a clause before these words (none: before any but the following)."""
_STATING: Mapping[str, frozenset[str]] = {
    "do": word_set("some a an lots mostly not it"),
    "can": word_set("code do use write build program read handle work script understand also already even only not"),
    "would": word_set("say rate like love call"),
    "will": word_set("be learn start take do get try probably definitely also soon"),
}
"""After these words an opening verb tells what the writer does, with `i` left out."""
_INSIDE = frozenset({"am", "do", "should", "can", "could", "would", "will", "shall"})
_ASKING_INSIDE = frozenset({"what", "whats", "which", "how", "hows", "where", "why", "wat"})
_AFTER_ASKING = word_set(
    """
    am do should can could would else is are much long many far role roles job jobs skill skills next to now will
    does might level salary other close career path steps kind
    """
)
_NOT_ASKING_AFTER = word_set(
    """
    know knows knew understand learned learnt learn clue idea exactly thats forgot remember see tell
    """
)
_NO_QUESTION_AFTER = word_set("is was thats of on with about by to from like for are be")
_REQUESTS = word_set(
    """
    add remove delete drop take put note set update change record save erase forget mark scrap write store log
    """
)
_TAGS = frozenset({"right", "ok", "okay", "huh", "correct", "yes", "no", "yeah", "lol", "cool", "fine", "eh"})
_OWN = frozenset({"i", "im", "ive", "my", "id", "know", "add", "skills", "been"})


@dataclass(frozen=True)
class Clause:
    """A part of a message, as places in its text; `asks` when it is a question and states nothing."""

    start: int
    end: int
    asks: bool
    opens: bool = False
    """It runs into a question: `python or r, which first`."""


def clauses(text: str) -> list[Clause]:
    """The statements and questions of a message, in order."""
    found: list[Clause] = []
    start = 0
    for match in [*(m for m in _END.finditer(text) if not _in_list(text, m)), None]:
        end = match.start() if match else len(text)
        mark = match.group() if match else ""
        if text[start:end].strip():
            found += _split(text, start, end, "?" in mark)
        start = match.end() if match else end
    return found


def _in_list(text: str, end: re.Match[str]) -> bool:
    """A line break between two short lines: a list written one item a line."""
    if "\n" not in end.group():
        return False
    above = text[: end.start()].rpartition("\n")[2]
    below = text[end.end() :].partition("\n")[0]
    return all(len(line.split()) <= _LIST_LINE and "?" not in line for line in (above, below))


def _split(text: str, start: int, end: int, questioned: bool) -> list[Clause]:
    """A sentence as a statement and the question that follows it, either of which may be missing."""
    said = [Word(w.text, w.start + start, w.end + start) for w in words(text[start:end])]
    if _requested(said):
        return [Clause(start, end, asks=False)]
    at = _first_question(text, said)
    if at is None:
        return [Clause(start, end, asks=questioned and not _states(said))]
    turn = said[at].start
    parts = (Clause(start, turn, asks=False, opens=True), Clause(turn, end, asks=True))
    return [part for part in parts if text[part.start : part.end].strip()]


def _first_question(text: str, said: Sequence[Word]) -> int | None:
    opened = True
    for at in range(len(said)):
        if at and re.search(r"[,:()–—]|\s-", text[said[at - 1].end : said[at].start]):
            opened = True
        if _asks(said, at, opened):
            return at
        opened = (opened and said[at].text in _FILLERS) or said[at].text in ("so", "but", "then", "and")
    return None


def _asks(said: Sequence[Word], at: int, opened: bool) -> bool:
    """Whether a question begins at this word; `opened` at the start of a clause."""
    word = said[at].text
    after = said[at + 1].text if at + 1 < len(said) else ""
    before = said[at - 1].text if at else ""
    if before in _NOT_ASKING_AFTER:
        return False
    if opened and word in _ASKING:
        return not (word == "what" and after in ("i", "ive") and {w.text for w in said[at + 2 : at + 4]} & _OWN)
    turned = word in _TURNED and _turns(word, after, said, at)
    if opened:
        return turned
    if word in ("what", "which") and before not in _NO_QUESTION_AFTER and after not in ("not", "so", "ever", ""):
        return True
    return (word in _ASKING_INSIDE and after in _AFTER_ASKING) or (word in _INSIDE and turned and after in ("i", "we"))


def _turns(word: str, after: str, said: Sequence[Word], at: int) -> bool:
    if word in ("can", "could", "would", "will") and after in ("you", "u") and _requested(said[at:]):
        return False
    subjects = _TURNED[word]
    if not after or after in _STATING.get(word, ()):
        return False
    return subjects is None or after in subjects


def _requested(said: Sequence[Word]) -> bool:
    """`can you add python`: a request in the shape of a question."""
    texts = [w.text for w in said if w.text not in _FILLERS][:4]
    return (
        len(texts) > 2
        and texts[0] in ("can", "could", "would", "will")
        and texts[1] in ("you", "u")
        and bool(set(texts[2:4]) & _REQUESTS)
    )


def _states(said: Sequence[Word]) -> bool:
    """A question mark after a statement: `i know python, right?`"""
    texts = [w.text for w in said]
    return bool(texts) and (bool(set(texts[:4]) & _OWN) or texts[-1] in _TAGS)
