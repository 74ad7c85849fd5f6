"""The replay of FAQ files: what goes astray in one, and what changed since another, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.domain.core.faq_entry import FaqEntry, FaqFile
from bot.domain.faq.breadth import reaching_out
from bot.domain.faq.replay import Asked, Outcome, Replay, Snapshot, answered, replay
from bot.domain.language.text import tokens
from bot.domain.understanding.message import Understanding
from bot.storage.knowledge_checks import repeated
from bot.storage.problem import Problem
from bot.storage.yaml_nodes import Loc
from bot.storage.yaml_reader import Document, read_document


def astray(document: Document[FaqFile]) -> Iterator[Problem]:
    """Asked word for word, a wording must reach its own entry; who else gets it stands too near."""
    entries = document.value.entries if document.value else ()
    yield from repeated(document, within=False)
    alone, asked = Snapshot.bare(entries), set()
    places = _places(document)
    owned = [(entry.id, entry.question, True) for entry in entries]
    owned += [(entry.id, phrase, False) for entry in entries for phrase in entry.alternates]
    for owner, phrase, own in owned:
        if phrase in asked:
            continue  # named already: it stands twice
        asked.add(phrase)
        found = alone.ranked(phrase)
        if found.candidates and found.candidates[0] != owner:
            reached = f"asked word for word it reaches `{found.candidates[0]}` (through “{found.phrase}”)"
            message = f"{reached}; reword one of them" if own else f"{reached}; reword it or move it there"
            yield document.problem(places[phrase], message, severity="error" if own else "warning")


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
        for found in reaching_out(entry, mind):
            number = entry.phrases.index(found.wording)
            loc: Loc = ("entries", index, "alternates", number - 1) if number else ("entries", index, "question")
            yield document.problem(loc, str(found), severity="warning")


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
