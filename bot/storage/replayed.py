"""The replay of FAQ files: what goes astray in one, and what changed since another, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.domain.core.knowledge import FaqEntry, FaqFile
from bot.domain.faq.replay import Replay, Snapshot, answered, replay
from bot.domain.understanding.message import Understanding
from bot.storage.knowledge_checks import repeated
from bot.storage.problem import Problem
from bot.storage.yaml_nodes import Loc
from bot.storage.yaml_reader import Document, read_document


def astray(document: Document[FaqFile], mind: Understanding) -> Iterator[Problem]:
    """Wordings that stand in two entries, and own questions that reach another entry, asked word for word."""
    told = [*repeated(document, within=False)]
    yield from told
    places = {(problem.line, problem.column) for problem in told}
    for index, entry in enumerate(document.value.entries if document.value else ()):
        target = answered(mind, entry.question).target
        if target == entry.id or target not in mind.kb.faq:
            continue
        message = f"asked word for word, members get the entry `{target}`; reword one of them"
        problem = document.problem(("entries", index, "question"), message)
        if (problem.line, problem.column) not in places:
            yield problem


def compared(faq: Path, old: tuple[FaqEntry, ...], mind: Understanding | None) -> tuple[Replay, list[Problem]]:
    """What members notice of the change from `old`; an entry's own question that was taken is a problem."""
    document = read_document(faq, FaqFile)
    if mind:
        earlier = replace(mind.kb, faq={entry.id: entry for entry in old})
        before, after = Snapshot.whole(Understanding.compile(earlier)), Snapshot.whole(mind)
    else:
        before, after = Snapshot.bare(old), Snapshot.bare(document.value.entries if document.value else ())
    found = replay(before, after)
    places = _places(document)
    problems = [
        document.problem(places[one.question], f"its answer was `{one.owner}`, now another entry takes it; reword one")
        for one in found.stolen
    ]
    return found, problems


def _places(document: Document[FaqFile]) -> dict[str, Loc]:
    """Wording → where it stands; of two alike the first, which owns it. (The file's other checks name the second.)"""
    found: dict[str, Loc] = {}
    for index, entry in enumerate(document.value.entries if document.value else ()):
        found.setdefault(entry.question, ("entries", index, "question"))
        for number, phrase in enumerate(entry.alternates):
            found.setdefault(phrase, ("entries", index, "alternates", number))
    return found
