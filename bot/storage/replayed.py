"""The replay of FAQ files: what goes astray in one, and what changed since another, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from bot.domain.core.knowledge import FaqEntry, FaqFile
from bot.domain.faq.replay import Asked, Outcome, Replay, Snapshot, answered, replay
from bot.domain.language.text import tokens
from bot.domain.names.mentions import Mention
from bot.domain.understanding.message import Understanding
from bot.storage.knowledge_checks import repeated
from bot.storage.problem import Problem
from bot.storage.yaml_nodes import Loc
from bot.storage.yaml_reader import Document, read_document

SHORTEST_NAME = 5
"""A name that everybody reads as what it is."""


def astray(document: Document[FaqFile]) -> Iterator[Problem]:
    """Asked word for word, a wording must reach its own entry; who else gets it stands too near."""
    entries = document.value.entries if document.value else ()
    places = _places(document)
    yield from repeated(document, within=False)
    for one in replay(Snapshot.bare(()), Snapshot.bare(entries)).asked:
        first = one.after.candidates[:1]
        if first and first != (one.owner,):
            reached = f"asked word for word it reaches `{first[0]}` (through “{one.after.phrase}”)"
            message = f"{reached}; reword one of them" if one.own else f"{reached}; reword it or move it there"
            yield document.problem(places[one.question], message, severity="error" if one.own else "warning")


def elsewhere(document: Document[FaqFile], mind: Understanding) -> Iterator[Problem]:
    """Wordings that do not reach their entry once everything else is known that members may ask."""
    for index, entry in enumerate(document.value.entries if document.value else ()):
        for number, phrase in enumerate(entry.phrases):
            if not tokens(phrase) or mind.word_for_word(phrase) == entry.id:
                continue
            loc: Loc = ("entries", index, "alternates", number - 1) if number else ("entries", index, "question")
            found = answered(mind, phrase)
            if found.target != entry.id:
                message = f"asked word for word, members get {_instead(found)}; reword it, or take it out"
                yield document.problem(loc, message)


def too_broad(document: Document[FaqFile], mind: Understanding) -> Iterator[Problem]:
    """Entries whose wordings name a place or a role without `places` or `roles`, and that answer for others, too."""
    for index, entry in enumerate(document.value.entries if document.value else ()):
        for key, noun in (("places", "place"), ("roles", "role")):
            if not getattr(entry, key) and (found := _reaching(entry, key, mind)):
                number, named, said = found
                loc: Loc = ("entries", index, "alternates", number - 1) if number else ("entries", index, "question")
                message = f"it would also answer “{said}”; if it holds for this {noun} only, add `{key}: [{named}]`"
                yield document.problem(loc, message, severity="warning")


def _reaching(entry: FaqEntry, key: str, mind: Understanding) -> tuple[int, str, str] | None:
    """(number of the wording, the id it names, the question about another one that the entry answers)

    Only where the entry is about what it names: its question does, or most of its wordings do.
    """
    kind: Literal["place", "role"] = "place" if key == "places" else "role"
    others = _others(mind, key)
    named = [_single(phrase, kind, mind) for phrase in entry.phrases]
    for number, (phrase, one) in enumerate(zip(entry.phrases, named, strict=True)):
        if one is None or one.id not in others:
            continue
        alike = sum(1 for other in named if other and other.id == one.id)
        if number and 2 * alike <= len(named):
            continue
        other = next((name for ident, name in others.items() if not _related(one.id, ident, key, mind)), "")
        said = f"{phrase[: one.start]}{other}{phrase[one.end :]}"
        if other and answered(mind, said).target == entry.id:
            return number, one.id, said
    return None


def _single(phrase: str, kind: Literal["place", "role"], mind: Understanding) -> Mention | None:
    """The one place or role that a wording names; one with several is about all of them."""
    found = mind.reader.finder.find(phrase).of(kind, weak=False)
    return found[0] if len(found) == 1 else None


def _others(mind: Understanding, key: str) -> Mapping[str, str]:
    """Ids that an entry could be about alone, and their names, short ones first."""
    kb = mind.kb
    places = {one.id: one.name for one in kb.locations.values() if one.kind != "remote"}
    found = {role.id: role.name for role in kb.roles.values()} if key == "roles" else places
    return dict(sorted(found.items(), key=lambda item: (len(item[1]) < SHORTEST_NAME, len(item[1]))))


def _related(one: str, other: str, key: str, mind: Understanding) -> bool:
    if key == "roles":
        return one == other
    return mind.kb.lies_in(one, (other,)) or mind.kb.lies_in(other, (one,))


def _instead(found: Outcome) -> str:
    if not found.target:
        return "a question back" if found.decision == "clarify" else "no answer of the FAQ"
    return f"the entry `{found.target}`" if not found.target.startswith("advisor:") else "another kind of answer"


def compared(faq: Path, old: tuple[FaqEntry, ...], mind: Understanding | None) -> tuple[Replay, list[Problem]]:
    """What members notice of the change from `old`; what was taken from another entry is a problem."""
    document = read_document(faq, FaqFile)
    if mind:
        earlier = replace(mind.kb, faq={entry.id: entry for entry in old})
        before, after = Snapshot.whole(Understanding.compile(earlier)), Snapshot.whole(mind)
    else:
        before, after = Snapshot.bare(old), Snapshot.bare(document.value.entries if document.value else ())
    found = replay(before, after)
    places = _places(document)
    problems = [
        document.problem(
            places[one.question], f"its answer was `{_loser(one)}`, now another entry takes it; reword one"
        )
        for one in found.stolen
    ]
    return found, problems


def _loser(one: Asked) -> str:
    return one.before.target or one.owner


def _places(document: Document[FaqFile]) -> dict[str, Loc]:
    """Wording → where it stands; of two alike the first, which owns it. (The file's other checks name the second.)"""
    found: dict[str, Loc] = {}
    for index, entry in enumerate(document.value.entries if document.value else ()):
        found.setdefault(entry.question, ("entries", index, "question"))
        for number, phrase in enumerate(entry.alternates):
            found.setdefault(phrase, ("entries", index, "alternates", number))
    return found
