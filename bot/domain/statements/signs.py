"""A statement as a row of signs: skills, levels, and the words that decide what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.domain.core.knowledge import SkillLevel
from bot.domain.language.words import Word
from bot.domain.names.levels import PEOPLE, LevelMark
from bot.domain.names.mentions import Mention
from bot.domain.statements.cues import ASKING_WORDS, AT_A_START_ONLY, CUES, ENDING_DENIALS, KIN, SignKind


@dataclass(frozen=True)
class Sign:
    """One sign of a statement. `first` to `last` are its words; marks such as a comma have none."""

    kind: SignKind
    text: str
    start: int
    end: int
    skill: Mention | None = None
    level: SkillLevel | None = None
    years: bool = False
    words: tuple[str, ...] = field(default=())


Phrases = Mapping[str, tuple[SignKind, SkillLevel | None]]
_LONGEST = 5
_OPENING = frozenset({"ok", "okay", "alright", "well", "fine"})
"""Levels that are a mere opening as the first word of a statement."""
_TICKED: Mapping[str, SignKind] = {**dict.fromkeys("✅✔☑", "yes"), **dict.fromkeys("❌✗✘✖🚫", "zero")}
TICKS: Mapping[str, SignKind] = {**_TICKED, "(-)": "zero"}
_MARKS = re.compile(
    r"["
    + "".join(_TICKED)
    + r"]|\(-\)|\n\s*[-–*•]?|^\s*[-–*•]\s|[,;/|&+\n•·*]|[:=→]|->|\s[-–—]+\s|[-–—](?=\s)|\(|\)|\[|\]"
)
_MARK_KINDS: Mapping[str, SignKind] = {"(": "open", "[": "open", ")": "close", "]": "close", **TICKS}


def signs(
    text: str,
    said: Sequence[Word],
    skills: Mapping[int, Mention],
    marks: Sequence[LevelMark],
    phrases: Phrases,
) -> list[Sign]:
    """The signs of the words `said` of `text`; `skills` by the place they start at."""
    found: list[Sign] = []
    at, place = 0, _with_tick(text, said[0].start) if said else 0
    covered = {id(mark): mark for mark in marks}
    while at < len(said):
        found += _between(text, place, said[at].start, covered)
        sign, count = _sign(text, said, at, skills, covered, phrases, found)
        found.append(sign)
        at += count
        place = sign.end
        if sign.end > said[min(at, len(said)) - 1].end:
            at = next((i for i in range(at, len(said)) if said[i].start >= sign.end), len(said))
    return found + list(_between(text, place, len(text), covered))


def _with_tick(text: str, start: int) -> int:
    """Where a row begins whose first word has a tick before it."""
    ahead = text[:start].rstrip(" \ufe0f")
    return len(ahead) - 1 if ahead.endswith(tuple(_TICKED)) else start


def sign_phrases(level_words: Mapping[str, SkillLevel]) -> Phrases:
    """What each cue and each level's wording says; made once for a knowledge base."""
    phrases: dict[str, tuple[SignKind, SkillLevel | None]] = {}
    for kind, texts in CUES.items():
        for text in texts:
            phrases.setdefault(text, (kind, None))
    for text, level in level_words.items():
        phrases[text] = ("level", level)
    return phrases


def _sign(
    text: str,
    said: Sequence[Word],
    at: int,
    skills: Mapping[int, Mention],
    marks: dict[int, LevelMark],
    phrases: Phrases,
    before: Sequence[Sign],
) -> tuple[Sign, int]:
    word = said[at]
    mention = skills.get(word.start)
    if mention:
        count = sum(1 for w in said[at:] if w.start < mention.end)
        return Sign("skill", mention.text, mention.start, mention.end, mention), count
    mark = next((m for m in marks.values() if m.start <= word.start < m.end), None)
    if mark:
        marks.pop(id(mark))
        kind: SignKind = "level" if mark.level else "zero"
        count = sum(1 for w in said[at:] if w.start < mark.end)
        return Sign(kind, "", mark.start, mark.end, None, mark.level, mark.years), count
    for count in range(min(_LONGEST, len(said) - at), 0, -1):
        span = said[at : at + count]
        phrase = " ".join(w.text for w in span)
        if phrase in phrases and not any(w.start in skills for w in span[1:]) and _unbroken(text, span):
            kind, level = phrases[phrase]
            kind = _in_place(kind, phrase, said, at, before)
            sign = Sign(kind, phrase, word.start, span[-1].end, None, level, words=tuple(w.text for w in span))
            return sign, count
    return Sign("word", word.text, word.start, word.end, words=(word.text,)), 1


def _unbroken(text: str, span: Sequence[Word]) -> bool:
    gaps = (text[a.end : b.start] for a, b in pairwise(span))
    return all(not re.search(r"[,;:()/=\n]", gap) for gap in gaps)


def _in_place(kind: SignKind, phrase: str, said: Sequence[Word], at: int, before: Sequence[Sign]) -> SignKind:
    """What a cue is where it stands: `drop the java` asks for something, `a drop of rain` does not."""
    end = at + len(phrase.split())
    after = said[end].text if end < len(said) else ""
    if phrase == "my" and after in KIN:
        return "other"
    if kind == "level" and phrase in PEOPLE and {"for"} & {w.text for w in said[max(0, at - 2) : at]}:
        return "word"  # "sql for beginners" is no level of the writer's
    if (
        kind == "deny"
        and phrase in ENDING_DENIALS
        and before
        and before[-1].kind in ("skill", "is", "open")
        and _ends(said, at, phrase)
    ):
        return "zero"
    if phrase in AT_A_START_ONLY and not _begins(said, at, before):
        return "word"
    if not at and phrase in _OPENING and after not in ("at", "with", "in"):
        return "word"
    if kind == "remove" and after in ("that", "this", "it", "out", "in", "me", "myself"):
        return "word"
    if phrase == "take" and not {"off", "out", "away"} & {w.text for w in said[at:]}:
        return "word"
    if phrase == "no" and after in ("i", "im", "ive", "my", "its", "wait", "actually", "sorry"):
        return "word"
    if phrase in ("dont use", "dont do", "dont code", "do not use", "do not do", "dont know"):
        return "remove" if {"anymore", "longer"} & {w.text for w in said[at:]} and phrase != "dont know" else "deny"
    return kind


def _ends(said: Sequence[Word], at: int, phrase: str) -> bool:
    """Whether a phrase closes its clause: nothing, or another skill's turn, comes after it."""
    after = at + len(phrase.split())
    return after >= len(said) or said[after].start - said[after - 1].end > 1


def _begins(said: Sequence[Word], at: int, before: Sequence[Sign]) -> bool:
    """Whether nothing but a polite beginning stands before, back to the last comma."""
    start = max((sign.end for sign in before if sign.kind in ("comma", "reset")), default=0)
    ands = [sign.end for sign in before if sign.kind == "and"]
    start = max(start, ands[-1] if ands else 0)
    return all(w.text in ASKING_WORDS for w in said[:at] if w.start >= start)


def _between(text: str, start: int, end: int, marks: dict[int, LevelMark]) -> Iterator[Sign]:
    """The marks between two words, and stars, which are no words."""
    for mark in sorted(marks.values(), key=lambda m: m.start):
        if start <= mark.start and mark.end <= end:
            marks.pop(id(mark))
            yield from _between(text, start, mark.start, {})
            yield Sign("level" if mark.level else "zero", "", mark.start, mark.end, None, mark.level, mark.years)
            start = mark.end
    for match in _MARKS.finditer(text, start, end):
        mark_text = match.group().strip()
        if "\n" in match.group() or (match.start() == 0 and mark_text not in TICKS):
            mark_text = "\n"
        kind: SignKind = _MARK_KINDS.get(mark_text, "comma" if mark_text in ",;/|&+\n•·*" else "is")
        yield Sign(kind, mark_text, match.start(), match.end())
