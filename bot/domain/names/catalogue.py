"""All names of the knowledge base, with the variants members type, ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.phrases import WordLists
from bot.domain.core.roles import Role
from bot.domain.core.skills import AmbiguousWord
from bot.domain.language.common_words import COMMON_WORDS
from bot.domain.language.ordinary_words import ORDINARY
from bot.domain.language.typos import Speller
from bot.domain.language.words import key
from bot.domain.names.everyday import EverydayWords
from bot.domain.names.mentions import MentionKind

Rule = Literal["plain", "list", "ask", "capital", "abbreviation"]


@dataclass(frozen=True)
class Name:
    """What a name stands for."""

    kind: MentionKind
    id: str
    rule: Rule = "plain"
    """As in AmbiguousWord; capital: a place whose name is also a word; abbreviation: a role in two letters."""
    weak: bool = False
    """A role only by its field or a general title, a level only by the writer's situation."""
    word: AmbiguousWord | None = None
    yields: bool = False
    """The last word of a title: with a word before it, it may be an unknown one."""


Table = Mapping[str, tuple[Name, ...]]

_TITLES = frozenset({"role", "roles", "position", "level", "job", "title"})
_SHORTEST_JOINED = 7
_SHORTEST_PLACE = 3
_SHORTEST_PLURAL = 4
"""Letters from which on a name that ends in s may be a plural."""
_ABBREVIATION = 2
"""Letters of an abbreviation that is also a word or a syllable in some language."""
_NO_TYPOS = ORDINARY | frozenset(COMMON_WORDS.split())


@dataclass(frozen=True)
class Catalogue:
    """The names of one knowledge base, and what decides whether one is meant where it stands."""

    kb: KnowledgeBase
    names: Table
    starts: frozenset[str]
    """The first words of names."""
    beginnings: frozenset[str]
    """What longer names begin with, word by word: `a` and `a b` of `a b testing`."""
    speller: Speller
    everyday: EverydayWords
    everyday_levels: frozenset[str]
    near_abbreviations: frozenset[str]
    title_words: frozenset[str]
    """Words that show that a job is spoken of."""

    @classmethod
    def compile(cls, kb: KnowledgeBase) -> Catalogue:
        names = _table(kb)
        return cls(
            kb,
            names,
            frozenset(name.partition(" ")[0] for name in names),
            _beginnings(names),
            Speller((word for name in names for word in name.split(" ")), _NO_TYPOS, names.get),
            EverydayWords(kb.words),
            frozenset(kb.words.everyday_levels),
            frozenset(kb.words.near_abbreviations),
            _TITLES.union(chain.from_iterable((title, f"{title}s") for title in kb.community.role_titles)),
        )


def _table(kb: KnowledgeBase) -> dict[str, tuple[Name, ...]]:
    """Name → what it may stand for. Names as the files spell them come before variants made here."""
    table: dict[str, tuple[Name, ...]] = {}
    for text, name in chain(_given(kb), _variants(kb)):
        _add(table, text, name)
    for word in map(_with_keys, kb.ambiguous):
        text = key(word.word)
        others = tuple(name for name in table.get(text, ()) if name.kind != "skill")
        table[text] = (*others, *_readings(word))
    return {text: names for text, names in table.items() if not _of_two_skills(text, names, table)}


def _with_keys(word: AmbiguousWord) -> AmbiguousWord:
    return replace(word, context={reading: tuple(map(key, hints)) for reading, hints in word.context.items()})


def _beginnings(names: Table) -> frozenset[str]:
    return frozenset(name[:at] for name in names for at, letter in enumerate(name) if letter == " ")


def _of_two_skills(text: str, names: tuple[Name, ...], table: Table) -> bool:
    """`python pandas` is no name but two skills side by side, each of them a name."""
    words = text.split(" ")
    if len(words) != 2:
        return False
    first, second = (next((n.id for n in table.get(word, ()) if n.kind == "skill"), "") for word in words)
    return bool(first) and first != second and all(n.id == second for n in names)


def _add(table: dict[str, tuple[Name, ...]], text: str, name: Name) -> None:
    if not text:
        return
    known = table.get(text, ())
    # One meaning of a kind: the first, which is the one that a file spells out.
    if all(other.kind != name.kind for other in known):
        table[text] = (*known, name)


def _readings(word: AmbiguousWord) -> tuple[Name, ...]:
    if word.rule == "ask":
        return (Name("ambiguous", word.word, "ask", word=word),)
    return tuple(Name("skill", skill, word.rule, word=word) for skill in word.skills[:1])


# --- names as the files spell them


def _given(kb: KnowledgeBase) -> Iterator[tuple[str, Name]]:
    for role in kb.roles.values():
        for text in map(key, (role.name, *role.aliases)):
            yield text, Name("role", role.id, _role_rule(text))
    for role in kb.roles.values():
        for text in map(key, role.fields):
            yield text, Name("role", role.id, weak=True, yields=_ends_as_title(text, kb) and " " not in text)
    yield from _skills(kb)
    for place in kb.locations.values():
        for text in map(key, (place.name, *place.aliases)):
            yield text, Name("place", place.id, _place_rule(text, kb.words))
    yield from _people(kb)
    yield from _levels(kb)


def _skills(kb: KnowledgeBase) -> Iterator[tuple[str, Name]]:
    for skill in kb.skills.values():
        yield key(skill.name), Name("skill", skill.id, _skill_rule(key(skill.name), kb.words))
    for skill in kb.skills.values():
        for text in map(key, skill.aliases):
            yield text, Name("skill", skill.id, _skill_rule(text, kb.words))


def _people(kb: KnowledgeBase) -> Iterator[tuple[str, Name]]:
    for employer in kb.employers.values():
        for text in (employer.name, *employer.aliases, *employer.companies):
            yield key(text), Name("employer", employer.id)
    for profession in kb.community.professions:
        if key(profession) not in kb.words.no_professions:
            yield key(profession), Name("profession", profession)


def _levels(kb: KnowledgeBase) -> Iterator[tuple[str, Name]]:
    for level in kb.role_levels.values():
        for text in (level.name, *level.aliases):
            yield key(text), Name("level", level.id)
    for level in kb.role_levels.values():
        for text in level.situations:
            yield key(text), Name("level", level.id, weak=True)
    for words in kb.skill_levels.values():
        for text in (words.id, *words.aliases):
            yield key(text), Name("skill-level", words.id)


def _role_rule(name: str) -> Rule:
    return "abbreviation" if len(name) <= _ABBREVIATION else "plain"


def _skill_rule(name: str, lists: WordLists) -> Rule:
    return "list" if name in lists.everyday_skills or len(name) == 1 else "plain"


def _place_rule(name: str, lists: WordLists) -> Rule:
    return "capital" if name in lists.everyday_places or len(name) < _SHORTEST_PLACE else "plain"


# --- what members make of them


def _variants(kb: KnowledgeBase) -> Iterator[tuple[str, Name]]:
    """Short forms, plurals, and names written in one word."""
    given = list(_given(kb))
    for role in kb.roles.values():
        titles = tuple(dict.fromkeys(_role_variants(role, kb.words)))
        given += [(text, Name("role", role.id, _role_rule(text))) for text in titles]
        given += [(f"{text}ing", Name("role", role.id, weak=True)) for text in titles if text.endswith(" engineer")]
    given += _in_talk(kb)
    for text, name in given:
        yield text, name
        if _has_number(text, name, kb):
            yield from ((other, name) for other in _numbers(text))
        if name.kind in ("role", "skill") and " " in text and len(text) >= _SHORTEST_JOINED:
            yield text.replace(" ", ""), replace(name, rule="plain")


def _in_talk(kb: KnowledgeBase) -> Iterator[tuple[str, Name]]:
    """`devops guy`, `soc side`: how the titles of one role alone begin, with a word that stands for the rest; no
    beginning of everyday words, `tech people` and `the business side` are no role."""
    owners: dict[str, set[str]] = {}
    for role in kb.roles.values():
        for title in dict.fromkeys(_role_variants(role, kb.words)):
            start, _, head = title.rpartition(" ")
            if not _NO_TYPOS.issuperset(start.split()) and _ends_as_title(head, kb):
                owners.setdefault(start, set()).add(role.id)
    for start, (role_id, *others) in owners.items():
        if not others:
            yield from ((f"{start} {head}", Name("role", role_id, weak=True)) for head in kb.words.informal_heads)


def _has_number(text: str, name: Name, kb: KnowledgeBase) -> bool:
    """Whether it has a plural: a title, an employer, a profession, a skill of several words; no field."""
    if name.kind == "skill":
        return " " in text
    if name.kind == "role" and name.weak:
        return _ends_as_title(text, kb) and not text.endswith("s")  # "devs", but no role in "dev server"
    if name.kind == "role":
        return True
    return name.kind in ("profession", "employer")


def _ends_as_title(text: str, kb: KnowledgeBase) -> bool:
    last = text.rpartition(" ")[2]
    return last in kb.community.role_titles or last.removesuffix("s") in kb.community.role_titles


def _numbers(text: str) -> Iterator[str]:
    """The plural of a singular name and the other way round."""
    if text.endswith("s") and not text.endswith(("ss", "us", "is", "ics", "aws", "ios")):
        if len(text) >= _SHORTEST_PLURAL:
            yield text.removesuffix("s")
    elif text.endswith("y") and text[-2:-1] not in "aeiou":
        yield text.removesuffix("y") + "ies"
    elif text.endswith(("s", "x", "ch", "sh")):
        yield text + "es"
    elif len(text) > 1:
        yield text + "s"


def _role_variants(role: Role, lists: WordLists) -> Iterator[str]:
    titles = [text for name in (role.name, *role.aliases) for text in _readings_of_title(name)]
    for text in dict.fromkeys(titles):
        yield text
        yield from _short_heads(text, lists)
        for other in _other_starts(text, lists):
            yield other
            yield from _short_heads(other, lists)


def _other_starts(text: str, lists: WordLists) -> Iterator[str]:
    """`ml engineer` ↔ `machine learning engineer`"""
    for long, short in lists.title_starts.items():
        if text.startswith(f"{long} "):
            yield text.replace(long, short, 1)
        elif text.startswith(f"{short} "):
            yield text.replace(short, long, 1)


def _short_heads(text: str, lists: WordLists) -> Iterator[str]:
    start, _, head = text.rpartition(" ")
    if start:
        yield from (f"{start} {short}" for short in lists.title_heads.get(head, ()))


def _readings_of_title(title: str) -> Iterator[str]:
    """`Cloud Engineer / Architect` → both titles; what stands in parentheses is left out."""
    bare = re.sub(r"\([^)]*\)", " ", title)
    yield key(bare)
    parts = [part.strip() for part in bare.split(" / ")]
    if len(parts) == 1:
        return
    first, last = parts[0].split(), parts[-1].split()
    for part in parts:
        words = part.split()
        if len(words) > 1 or part.isupper():
            yield key(part)
        if len(words) == 1 and len(last) > 1 and part.isupper():
            yield key(f"{part} {last[-1]}")
        elif len(words) == 1 and len(first) > 1 and not part.isupper():
            yield key(f"{' '.join(first[:-1])} {part}")
