"""The model of what members say of themselves, fitted from labelled sentences (knowledge/statements.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.core.knowledge import SKILL_LEVELS, KnowledgeBase, SkillLevel
from bot.domain.language.common_words import COMMON_WORDS
from bot.domain.language.ordinary_words import ORDINARY
from bot.domain.language.words import words
from bot.domain.names.amounts import amounts
from bot.domain.names.levels import level_words
from bot.domain.statements.features import Layout, features
from bot.domain.statements.figures import figures
from bot.domain.statements.labels import HOURS_LABELS, ROLE_LABELS, STANCES, Label, Labelled, labelled
from bot.domain.statements.learner import Classifier, fit
from bot.domain.statements.pointers import is_pointer
from bot.domain.statements.row import LevelPhrases, Span, Token, TokenKind, row

LEVELS = ("", *SKILL_LEVELS)
"""What may be said of the level of a skill that somebody has; empty: nothing."""
PENALTY = 3.0
"""Keeps weights small; found by cross-validation over the labelled sentences."""
_TITLE = re.compile(
    r"\b(?:engineers?|developers?|devs?|scientists?|designers?|analysts?|architects?|managers?|admin\w*|teacher|nurse"
    r"|consultants?|testers?|owner|specialist|technician|researchers?|lead|accountant|writer|clerk|assistant|intern"
    r"|sysadmin|sre|master|coach|mechanic|dba|lawyer|trainer|programmers?|hacker|pm|role|cto|founder)$",
    re.IGNORECASE,
)
"""How the name of a profession ends: labelled `none`, it is a role and no skill."""
_HOURS = re.compile(r"\bh(?:ou)?rs?\b|\d\s?h\b|\bminutes\b", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """What is said of one name of a message: how likely each stance and, if the writer has it, each level is."""

    token: Token
    stances: dict[str, float]
    """Of skills those of STANCES, of roles ROLE_LABELS, of hours HOURS_LABELS."""
    levels: dict[str, float]
    """Level (empty: none said) → how likely, given that the writer has it. Skills and pointers only."""

    @property
    def stance(self) -> str:
        return max(self.stances, key=lambda name: self.stances[name])

    @property
    def level(self) -> SkillLevel | None:
        likeliest = max(self.levels, key=lambda name: self.levels[name], default="")
        return likeliest or None  # type: ignore[return-value]


@dataclass(frozen=True)
class StatementModel:
    """Fitted once for a knowledge base."""

    phrases: LevelPhrases
    known: frozenset[str]
    """Words that are no names."""
    stance: Classifier
    level: Classifier
    role: Classifier
    hours: Classifier

    @classmethod
    def fitted(cls, kb: KnowledgeBase, year: int) -> StatementModel:
        """Slow: not for the event loop."""
        sentences = [labelled(sentence) for sentence in kb.statements]
        phrases = {tuple(text.split()): level for text, level in level_words(kb).items()}
        known = frozenset(COMMON_WORDS.split()) | ORDINARY | _unlabelled(sentences)
        lessons: dict[str, list[tuple[list[str], str]]] = {"skill": [], "role": [], "hours": []}
        for sentence in sentences:
            spans = [
                Span(_kind(sentence.text[label.start : label.end], label.label), label.start, label.end)
                for label in sentence.labels
            ]
            layout = Layout(row(sentence.text, _joined(sentence.text, spans, phrases, kb, year), phrases, known))
            for at, label in _labelled_tokens(layout, sentence.labels):
                kind = layout.tokens[at].kind
                lessons["skill" if kind == "pointer" else kind].append((features(layout, at), label))
        held = [(seen, label) for seen, label in lessons["skill"] if label.startswith("has")]
        return cls(
            phrases,
            known,
            _taught([(seen, label.split()[0]) for seen, label in lessons["skill"]], STANCES),
            _taught([(seen, label.partition(" ")[2]) for seen, label in held], LEVELS),
            _taught(lessons["role"], ROLE_LABELS),
            _taught(lessons["hours"], HOURS_LABELS),
        )

    def layout(self, text: str, names: Iterable[Span], kb: KnowledgeBase, year: int) -> Layout:
        """`text` with its names, as what is said of them is read from."""
        return Layout(row(text, _joined(text, names, self.phrases, kb, year), self.phrases, self.known))

    def said(self, layout: Layout, places: Sequence[int]) -> list[Said]:
        """What is said of the names at these places of the row."""
        seen = {at: features(layout, at) for at in places}
        found: dict[int, Said] = {}
        for kinds, classifier, names in (
            (("skill", "pointer", "name"), self.stance, STANCES),
            (("role",), self.role, ROLE_LABELS),
            (("hours",), self.hours, HOURS_LABELS),
        ):
            mine = [at for at in places if layout.tokens[at].kind in kinds]
            if not mine:
                continue
            rows = [seen[at] for at in mine]
            likely = classifier.probabilities(rows).tolist()
            levels = self.level.probabilities(rows).tolist() if "skill" in kinds else [[]] * len(mine)
            for at, stance, level in zip(mine, likely, levels, strict=True):
                found[at] = Said(
                    layout.tokens[at], dict(zip(names, stance, strict=True)), dict(zip(LEVELS, level, strict=False))
                )
        return [found[at] for at in places]


def _taught(lessons: Sequence[tuple[list[str], str]], names: Sequence[str]) -> Classifier:
    numbers = {name: number for number, name in enumerate(names)}
    known = [(seen, numbers[label]) for seen, label in lessons if label in numbers]
    return fit([seen for seen, _ in known], [number for _, number in known], len(names), penalty=PENALTY)


def _kind(words_labelled: str, label: str) -> TokenKind:
    if label in ("goal", "current"):
        return "role"
    if label == "hours" or (label == "none" and _HOURS.search(words_labelled)):
        return "hours"
    if label == "none" and _TITLE.search(words_labelled):
        return "role"
    return "pointer" if is_pointer(words_labelled) else "skill"


def _joined(text: str, names: Iterable[Span], phrases: LevelPhrases, kb: KnowledgeBase, year: int) -> list[Span]:
    """Names, then the figures and hours that stand apart from them."""
    spans = list(names)
    found = figures(text, phrases, kb, year)
    found += [Span("hours", m.start, m.end) for m in amounts(text) if m.kind == "hours"]
    for span in found:
        if all(span.end <= other.start or other.end <= span.start for other in spans):
            spans.append(span)
    return spans


def _labelled_tokens(layout: Layout, labels: Sequence[Label]) -> Iterable[tuple[int, str]]:
    meant = {label.start: label.label for label in labels}
    for at in layout.targets:
        label = meant.get(layout.tokens[at].start)
        if label is not None:
            yield at, label


def _unlabelled(sentences: Iterable[Labelled]) -> frozenset[str]:
    """The words of the sentences outside of their labels."""
    found: set[str] = set()
    for sentence in sentences:
        taken = [(label.start, label.end) for label in sentence.labels]
        for word in words(sentence.text):
            if not any(start <= word.start < end for start, end in taken):
                found.add(word.text)
    return frozenset(found)
