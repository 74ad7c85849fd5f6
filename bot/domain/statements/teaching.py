"""Labelled sentences → classifiers: what is said of a skill, role or amount of time, and which words are skills."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS
from bot.domain.language.classifier import Classifier, fit
from bot.domain.language.words import words
from bot.domain.names.finder import NameFinder
from bot.domain.statements.everyday import EVERYDAY, PLAIN, everyday_features
from bot.domain.statements.features import SCALES, features
from bot.domain.statements.labels import HOURS_LABELS, ROLE_LABELS, STANCES, Label, Labelled, labelled
from bot.domain.statements.layout import Layout
from bot.domain.statements.pointers import is_pointer
from bot.domain.statements.row import LevelPhrases, Span, TokenKind, row
from bot.domain.statements.spans import joined, with_pointers

LEVELS = ("", *SKILL_LEVELS)
"""What may be said of the level of a skill that somebody has; empty: nothing."""
PENALTY = 6.0
"""Keeps weights small; found by cross-validation over the labelled sentences."""
FEW, FEW_SEEN = 1.0, 2
"""Penalty, and in how many examples a feature must be seen, where there are few."""
STEPS, SEEN_OFTEN = 30, 3
"""Steps of fitting, and in how many examples a feature must be seen."""
FAQ_QUESTIONS = 2
"""Every so many questions of the FAQ that name a field teach that it is only asked about."""
_PERSONAL = re.compile(r"\b(?:know|code|coding|ive|i've|my|years?|yrs|goal|months?|studied|want|from)\b", re.IGNORECASE)
"""Words of questions that may report something on the way."""
_TITLE = re.compile(
    r"\b(?:engineers?|developers?|devs?|scientists?|designers?|analysts?|architects?|managers?|admin\w*|teacher|nurse"
    r"|consultants?|testers?|owner|specialist|technician|researchers?|lead|accountant|writer|clerk|assistant|intern"
    r"|sysadmin|sre|master|coach|mechanic|dba|lawyer|trainer|programmers?|hacker|pm|role|cto|founder)$",
    re.IGNORECASE,
)
"""How the name of a profession ends: labelled `none`, it is a role and no skill."""
_HOURS = re.compile(r"\bh(?:ou)?rs?\b|\d\s?h\b|\bminutes\b", re.IGNORECASE)


Lesson = tuple[list[str], str]
"""What is seen around a name, and its label."""


@dataclass(frozen=True)
class Teacher:
    """What sentences are read with before anything is learned."""

    kb: KnowledgeBase
    finder: NameFinder
    phrases: LevelPhrases
    known: frozenset[str]
    year: int
    lessons: dict[str, list[Lesson]] = field(
        default_factory=lambda: {"skill": [], "role": [], "hours": [], "everyday": []}
    )

    def taught(self, sentences: Iterable[Labelled]) -> dict[str, Classifier]:
        """The classifiers by name."""
        for sentence in sentences:
            names = _spans(sentence)
            self._learn(self._layout(sentence.text, names), sentence.labels)
            self._learn_everyday(sentence.text, [span for span in names if span.kind != "pointer"])
        for sentence in _questions(self.kb):
            self._learn(Layout(row(sentence.text, _spans(sentence), self.phrases, self.known)), sentence.labels)
        for text in _of_nobody(self.kb):
            self._learn_everyday(text, ())
        said = self.lessons["skill"]
        held = [(seen, label.partition(" ")[2]) for seen, label in said if label.startswith("has")]
        return {
            "stance": _taught([(seen, label.split()[0]) for seen, label in said], STANCES),
            "level": _taught(held, LEVELS),
            "role": _taught(self.lessons["role"], ROLE_LABELS, FEW, FEW_SEEN),
            "hours": _taught(self.lessons["hours"], HOURS_LABELS, FEW, FEW_SEEN),
            "everyday": _taught(self.lessons["everyday"], EVERYDAY),
        }

    def _layout(self, text: str, names: Sequence[Span]) -> Layout:
        spans = joined(text, with_pointers(text, names), self.phrases, self.kb, self.year)
        return Layout(row(text, spans, self.phrases, self.known))

    def _learn(self, layout: Layout, labels: Sequence[Label]) -> None:
        meant = {label.start: label.label for label in labels}
        for at in layout.targets:
            if label := meant.get(layout.tokens[at].start):
                kind = layout.tokens[at].kind
                self.lessons["skill" if kind == "pointer" else kind].append((features(layout, at), label))

    def _learn_everyday(self, text: str, names: Sequence[Span]) -> None:
        """Everyday words of which something is said are skills, others are words; so are some of the plain names."""
        words_found = {(m.start, m.end) for m in self.finder.everyday(text)}
        if not words_found and not names:
            return
        named = {(span.start, span.end) for span in names}
        apart = [(a, b) for a, b in words_found if all(b <= span.start or span.end <= a for span in names)]
        layout = self._layout(text, [*names, *(Span("skill", *place) for place in apart)])
        for at in layout.targets:
            token = layout.tokens[at]
            if token.kind != "skill":
                continue
            place = (token.start, token.end)
            taken = place in words_found or token.start % PLAIN == 0
            if place not in named:
                self.lessons["everyday"].append((everyday_features(layout, at, text), "word"))
            elif taken:
                self.lessons["everyday"].append((everyday_features(layout, at, text), "skill"))


def _taught(
    lessons: Sequence[Lesson], names: Sequence[str], penalty: float = PENALTY, seen_often: int = SEEN_OFTEN
) -> Classifier:
    numbers = {name: number for number, name in enumerate(names)}
    known = [(seen, numbers[label]) for seen, label in lessons if label in numbers]
    return fit(
        [seen for seen, _ in known],
        [number for _, number in known],
        len(names),
        penalty=penalty,
        scales=SCALES,
        steps=STEPS,
        seen_often=seen_often,
    )


def _kind(words_labelled: str, label: str) -> TokenKind:
    if label in ("goal", "current"):
        return "role"
    if label == "hours" or (label == "none" and _HOURS.search(words_labelled)):
        return "hours"
    if label == "none" and _TITLE.search(words_labelled):
        return "role"
    return "pointer" if is_pointer(words_labelled) else "skill"


def _spans(sentence: Labelled) -> list[Span]:
    return [
        Span(_kind(sentence.text[label.start : label.end], label.label), label.start, label.end)
        for label in sentence.labels
    ]


def _questions(kb: KnowledgeBase) -> Iterator[Labelled]:
    """The wordings of questions, which say nothing of their writer; those that set a goal say it of a role."""
    fields = sorted({field for role in kb.roles.values() for field in role.fields}, key=len, reverse=True)
    if fields:
        named = re.compile(rf"\b({'|'.join(map(re.escape, fields))})\b", re.IGNORECASE)
        phrases = [phrase for entry in kb.faq.values() for phrase in entry.phrases if named.search(phrase)]
        for phrase in phrases[::FAQ_QUESTIONS]:
            if not _PERSONAL.search(phrase):
                yield labelled(named.sub(r"[\1](none)", phrase))


def _of_nobody(kb: KnowledgeBase) -> Iterator[str]:
    """Texts in which everyday words are words: talk, and wordings of questions, where slots stand for skills."""
    yield from kb.off_topic
    yield from (phrase for intent in kb.intents.values() for phrase in intent.phrases)


def unlabelled(sentences: Iterable[Labelled]) -> Counter[str]:
    """The words of the sentences outside of their labels, with how often each occurs."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        at = 0
        for label in sentence.labels:
            counts.update(word.text for word in words(sentence.text[at : label.start]))
            at = label.end
        counts.update(word.text for word in words(sentence.text[at:]))
    return counts
