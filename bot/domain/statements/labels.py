"""Labelled sentences: `"[python](has advanced), never touched [java](lacks)"` → the plain text and its labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.core.levels import SKILL_LEVELS

STANCES = ("none", "has", "lacks", "wants", "remove")
"""What may be said of a skill."""
ROLE_LABELS = ("none", "current", "goal")
HOURS_LABELS = ("none", "hours")
LABELS = frozenset({*STANCES, *(f"has {level}" for level in SKILL_LEVELS), "current", "goal", "hours"})

_LABELLED = re.compile(r"\[([^\[\]]*)\]\(([^()\[\]]*)\)")


@dataclass(frozen=True)
class Label:
    """What a labelled sentence says of the words from `start` to `end` of its plain text."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Labelled:
    """A labelled sentence without its brackets."""

    text: str
    labels: tuple[Label, ...]


def labelled(sentence: str) -> Labelled:
    """Brackets that are followed by no label are part of the text."""
    parts: list[str] = []
    labels: list[Label] = []
    at = length = 0
    for match in _LABELLED.finditer(sentence):
        parts += (sentence[at : match.start()], match[1])
        start = length + match.start() - at
        length = start + len(match[1])
        labels.append(Label(start, length, match[2]))
        at = match.end()
    parts.append(sentence[at:])
    return Labelled("".join(parts), tuple(labels))


def problems(sentence: str) -> list[str]:
    """What is wrong with a labelled sentence, each as one readable line."""
    found = [
        f"“{match[2]}” is no label; use one of {', '.join(sorted(LABELS))}"
        for match in _LABELLED.finditer(sentence)
        if match[2] not in LABELS
    ]
    found += ["a label without words" for match in _LABELLED.finditer(sentence) if not match[1].strip()]
    return found
