"""Entries that are about one place or one role without saying so, and answer for others, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.faq.replay import answered
from bot.domain.understanding.message import Understanding

Kind = Literal["place", "role"]
SHORTEST_NAME = 5
"""A name that everybody reads as what it is."""


@dataclass(frozen=True)
class Reach:
    """One such entry, by the wording that shows it."""

    wording: str
    kind: Kind
    named: str
    """The id of the place or role that the wording names."""
    said: str
    """The question about another one that the entry answers."""

    def __str__(self) -> str:
        key = f"{self.kind}s: [{self.named}]"
        return f"it would also answer “{self.said}”; if it holds for this {self.kind} only, add `{key}`"


def reaching_out(entry: FaqEntry, mind: Understanding) -> Iterator[Reach]:
    """Once for places and once for roles, where the entry does not say which it holds for."""
    if not entry.places and (found := _reach(entry, "place", mind)):
        yield found
    if not entry.roles and (found := _reach(entry, "role", mind)):
        yield found


def _reach(entry: FaqEntry, kind: Kind, mind: Understanding) -> Reach | None:
    """Only where the entry is about what it names: its question does, or most of its wordings do."""
    others = _others(kind, mind)
    named = [_single(phrase, kind, mind) for phrase in entry.phrases]
    for number, (phrase, one) in enumerate(zip(entry.phrases, named, strict=True)):
        if one is None or one[0] not in others:
            continue
        name, start, end = one
        alike = sum(1 for other in named if other and other[0] == name)
        if number and 2 * alike <= len(named):
            continue
        other = next((title for ident, title in others.items() if not _related(name, ident, kind, mind)), "")
        said = f"{phrase[:start]}{other}{phrase[end:]}"
        if other and answered(mind, said).target == entry.id:
            return Reach(phrase, kind, name, said)
    return None


def _single(phrase: str, kind: Kind, mind: Understanding) -> tuple[str, int, int] | None:
    """The one place or role that a wording names, and where; one with several is about all of them."""
    if f"x{kind}" not in mind.reader.masks.get(phrase, f"x{kind}"):
        return None
    found = mind.reader.finder.find(phrase).of(kind, weak=False)
    return (found[0].id, found[0].start, found[0].end) if len(found) == 1 else None


def _others(kind: Kind, mind: Understanding) -> Mapping[str, str]:
    """Ids that an entry could be about alone, and their names, short ones first."""
    kb = mind.kb
    places = {one.id: one.name for one in kb.locations.values() if one.kind != "remote"}
    found = {role.id: role.name for role in kb.roles.values()} if kind == "role" else places
    return dict(sorted(found.items(), key=lambda item: (len(item[1]) < SHORTEST_NAME, len(item[1]))))


def _related(one: str, other: str, kind: Kind, mind: Understanding) -> bool:
    if kind == "role":
        return one == other
    return mind.kb.lies_in(one, (other,)) or mind.kb.lies_in(other, (one,))
