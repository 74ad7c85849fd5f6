"""All names of the knowledge base, with the variants members type, ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from bot.domain.core.knowledge import AmbiguousWord, KnowledgeBase, Role
from bot.domain.language.ordinary_words import ALSO_EVERYDAY, EVERYDAY_PLACES
from bot.domain.language.words import key
from bot.domain.names.mentions import MentionKind

Rule = Literal["plain", "list", "ask", "capital"]


@dataclass(frozen=True)
class Name:
    """What a name stands for. Rules as in AmbiguousWord; capital: a place whose name is also a word."""

    kind: MentionKind
    id: str
    rule: Rule = "plain"
    weak: bool = False
    word: AmbiguousWord | None = None


Table = Mapping[str, tuple[Name, ...]]

_SHORT_HEADS = {
    "engineer": ("eng", "engr", "engg"),
    "developer": ("dev", "programmer"),
    "administrator": ("admin",),
    "manager": ("mgr",),
    "scientist": ("sci",),
}
_SHORT_STARTS = {"machine learning": "ml", "artificial intelligence": "ai", "business intelligence": "bi"}
_NO_PROFESSION = frozenset({"model", "coach", "lead"})
"""Words that mean something else in this field."""
_LEVELS_BESIDE_ROLES = frozenset({"mid", "lead", "staff", "principal", "entry", "associate", "intern", "new", "head"})
"""Role levels that are also everyday words: a level only near a role, another level, or in a very short text."""
_SHORTEST_JOINED = 7
_SHORTEST_PLACE = 3


def table(kb: KnowledgeBase) -> dict[str, tuple[Name, ...]]:
    """Name → what it may stand for. Names as the files spell them come before variants made here."""
    found: dict[str, tuple[Name, ...]] = {}
    for text, name in chain(_given(kb), _variants(kb)):
        _add(found, text, name)
    ambiguous = {key(word.word): word for word in kb.ambiguous}
    for text, word in ambiguous.items():
        others = tuple(name for name in found.get(text, ()) if name.kind != "skill")
        found[text] = (*others, *_readings(word))
    return {text: names for text, names in found.items() if not _of_two_skills(text, names, found)}


def reach(names: Table) -> dict[str, int]:
    """First word of a name → how many words the longest name that begins with it has."""
    longest: dict[str, int] = {}
    for name in names:
        start = name.partition(" ")[0]
        longest[start] = max(longest.get(start, 0), name.count(" ") + 1)
    return longest


def _of_two_skills(text: str, names: tuple[Name, ...], found: Table) -> bool:
    """`python pandas` is no name but two skills side by side, each found by itself."""
    words = text.split(" ")
    if len(words) != 2:
        return False
    first, second = (next((n.id for n in found.get(word, ()) if n.kind == "skill"), "") for word in words)
    return bool(first) and first != second and all(n.id == second for n in names)


def everyday_level(name: str) -> bool:
    return name.split(" ")[0] in _LEVELS_BESIDE_ROLES


def _add(found: dict[str, tuple[Name, ...]], text: str, name: Name) -> None:
    known = found.get(text, ()) if text else None
    if known is None:
        return
    # One meaning of a kind: the first, which is the one that a file spells out.
    if all(other.kind != name.kind for other in known):
        found[text] = (*known, name)


def _readings(word: AmbiguousWord) -> tuple[Name, ...]:
    if word.rule == "ask":
        return (Name("ambiguous", word.word, "ask", word=word),)
    return tuple(Name("skill", skill, word.rule, word=word) for skill in word.skills[:1])


def _given(kb: KnowledgeBase) -> Iterator[tuple[str, Name]]:
    for role in kb.roles.values():
        for text in (role.name, *role.aliases):
            yield key(text), Name("role", role.id)
    for role in kb.roles.values():
        for text in role.fields:
            yield key(text), Name("role", role.id, weak=True)
    yield from _skills(kb)
    for place in kb.locations.values():
        for text in (place.name, *place.aliases):
            yield key(text), Name("place", place.id, _place_rule(key(text)))
    yield from _people(kb)


def _skills(kb: KnowledgeBase) -> Iterator[tuple[str, Name]]:
    for skill in kb.skills.values():
        yield key(skill.name), Name("skill", skill.id, _skill_rule(key(skill.name)))
    for skill in kb.skills.values():
        for text in skill.aliases:
            yield key(text), Name("skill", skill.id, _skill_rule(key(text)))


def _people(kb: KnowledgeBase) -> Iterator[tuple[str, Name]]:
    for employer in kb.employers.values():
        for text in (employer.name, *employer.aliases):
            yield key(text), Name("employer", employer.id)
    for profession in kb.community.professions:
        if key(profession) not in _NO_PROFESSION:
            yield key(profession), Name("profession", profession)
    for level in kb.role_levels.values():
        for text in (level.name, *level.aliases):
            yield key(text), Name("level", level.id)
    for words in kb.skill_levels.values():
        for text in (words.id, *words.aliases):
            yield key(text), Name("skill-level", words.id)


def _skill_rule(name: str) -> Rule:
    return "list" if name in ALSO_EVERYDAY or len(name) == 1 else "plain"


def _place_rule(name: str) -> Rule:
    return "capital" if name in EVERYDAY_PLACES or len(name) < _SHORTEST_PLACE else "plain"


def _variants(kb: KnowledgeBase) -> Iterator[tuple[str, Name]]:
    """Short forms, plurals, and names written in one word."""
    given = list(_given(kb))
    for role in kb.roles.values():
        titles = tuple(dict.fromkeys(_role_variants(role)))
        given += [(text, Name("role", role.id)) for text in titles]
        given += [(f"{text}ing", Name("role", role.id, weak=True)) for text in titles if text.endswith(" engineer")]
    for text, name in given:
        yield text, name
        if (name.kind in ("role", "profession", "employer") and not name.weak) or (
            name.kind == "skill" and " " in text
        ):
            for other in _numbers(text):
                yield other, name
        if name.kind in ("role", "skill") and " " in text and len(text) >= _SHORTEST_JOINED:
            yield text.replace(" ", ""), replace(name, rule="plain")


def _numbers(text: str) -> Iterator[str]:
    """The plural of a singular name and the other way round."""
    if text.endswith("s") and not text.endswith(("ss", "us", "is", "ics", "aws", "ios")):
        yield text.removesuffix("s")
    elif text.endswith("y") and text[-2:-1] not in "aeiou":
        yield text.removesuffix("y") + "ies"
    elif text.endswith(("s", "x", "ch", "sh")):
        yield text + "es"
    elif len(text) > 1:
        yield text + "s"


def _role_variants(role: Role) -> Iterator[str]:
    full = [text for name in (role.name, *role.aliases) for text in _readings_of_title(name)]
    for text in dict.fromkeys(full):
        yield text
        for long, short in _SHORT_STARTS.items():
            if text.startswith((f"{long} ", f"{short} ")):
                other = text.replace(long, short, 1) if text.startswith(long) else text.replace(short, long, 1)
                yield other
                yield from _short_heads(other)
        yield from _short_heads(text)


def _short_heads(text: str) -> Iterator[str]:
    start, _, head = text.rpartition(" ")
    if start:
        yield from (f"{start} {short}" for short in _SHORT_HEADS.get(head, ()))


def _readings_of_title(title: str) -> Iterator[str]:
    """`Cloud Engineer / Architect` → both titles; what stands in parentheses is left out."""
    bare = re.sub(r"\([^)]*\)", " ", title)
    yield key(bare)
    parts = [part.strip() for part in bare.split(" / ")]
    if len(parts) > 1:
        first, last = parts[0].split(), parts[-1].split()
        for part in parts:
            words = part.split()
            if len(words) > 1 or part.isupper():
                yield key(part)
            if len(words) == 1 and len(last) > 1 and part.isupper():
                yield key(f"{part} {last[-1]}")
            elif len(words) == 1 and len(first) > 1 and not part.isupper():
                yield key(f"{' '.join(first[:-1])} {part}")
