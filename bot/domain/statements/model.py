"""The model of what members say of themselves, fitted from labelled sentences (knowledge/statements.yaml)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from bot.domain.core.knowledge import SKILL_LEVELS, KnowledgeBase, SkillLevel
from bot.domain.core.learned import NOTHING_LEARNED, Learned, key_of
from bot.domain.language.classifier import SEEN_OFTEN, Classifier, fit
from bot.domain.language.common_words import COMMON_WORDS
from bot.domain.language.ordinary_words import ORDINARY
from bot.domain.language.typos import Speller
from bot.domain.language.words import words
from bot.domain.names.amounts import amounts
from bot.domain.names.levels import level_words
from bot.domain.statements.asking import asking
from bot.domain.statements.features import SCALES, features
from bot.domain.statements.figures import figures
from bot.domain.statements.labels import HOURS_LABELS, ROLE_LABELS, STANCES, Label, Labelled, labelled
from bot.domain.statements.layout import Layout
from bot.domain.statements.pointers import is_pointer, pointers
from bot.domain.statements.row import LevelPhrases, Span, Token, TokenKind, row
from bot.domain.statements.tables import table_spans

CLASSIFIERS = ("stance", "level", "role", "hours")
LEVELS = ("", *SKILL_LEVELS)
"""What may be said of the level of a skill that somebody has; empty: nothing."""
PENALTY = 3.0
"""Keeps weights small; found by cross-validation over the labelled sentences."""
FEW = 1.0
"""The same where there are few examples."""
OWN = 0.9
"""How much a level right behind a name decides; 19 of 20 such levels of the labelled sentences are the name's."""
FAQ_QUESTIONS = 2
"""Every so many questions of the FAQ that name a field teach that it is only asked about."""
ALIKE, ALIKE_LEVEL = 0.5, 0.5
"""How far items of one list are drawn towards what is said of the whole list."""
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


@dataclass(frozen=True)
class Said:
    """What is said of one name of a message: how likely each stance and, if the writer has it, each level is."""

    token: Token
    at: int
    """Number of the token in its row."""
    quoted: bool
    """Somebody else's words, by the marks around them."""
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
    speller: Speller
    """Mends the words that decide: `beginer`, `startd`."""
    stance: Classifier
    level: Classifier
    role: Classifier
    hours: Classifier

    @classmethod
    def fitted(cls, kb: KnowledgeBase, year: int, learned: Learned = NOTHING_LEARNED) -> StatementModel:
        """Slow: not for the event loop."""
        sentences = [labelled(sentence) for sentence in (*kb.statements, *asking(kb))]
        phrases = {tuple(text.split()): level for text, level in level_words(kb).items()}
        seen_words = _unlabelled(sentences)
        known = frozenset(COMMON_WORDS.split()) | ORDINARY | frozenset(seen_words)
        spelled = (*chain.from_iterable(phrases), *(word for word, times in seen_words.items() if times >= SEEN_OFTEN))
        speller = Speller(spelled, known, str)
        found = [learned.classifier(name, taught_by(kb)) for name in CLASSIFIERS]
        taught = [classifier for classifier in found if classifier]
        if len(taught) < len(CLASSIFIERS):
            taught = _all_taught(sentences, phrases, known, kb, year)
        stance, level, role, hours = taught
        return cls(phrases, known, speller, stance, level, role, hours)

    def learned(self, kb: KnowledgeBase) -> dict[str, tuple[str, Classifier]]:
        """With the key of what they were learned from."""
        classifiers = (self.stance, self.level, self.role, self.hours)
        return {name: (taught_by(kb), one) for name, one in zip(CLASSIFIERS, classifiers, strict=True)}

    def layout(self, text: str, names: Iterable[Span], kb: KnowledgeBase, year: int) -> Layout:
        """`text` with its names, as what is said of them is read from."""
        spans = _joined(text, names, self.phrases, kb, year)
        return Layout(row(text, spans, self.phrases, self.known, self.speller.correct))

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
            rated = self.level.probabilities(rows).tolist() if "skill" in kinds else [[]] * len(mine)
            for at, stance, level in zip(mine, likely, rated, strict=True):
                levels = dict(zip(LEVELS, level, strict=False))
                own = layout.own_level(at)
                if own and own in levels:  # `c++ (basic)`: as good as certain
                    levels = {name: OWN * (name == own) + (1 - OWN) * share for name, share in levels.items()}
                found[at] = Said(
                    layout.tokens[at], at, at in layout.quoted, dict(zip(names, stance, strict=True)), levels
                )
        return _alike(layout, [found[at] for at in places], places)


def _alike(layout: Layout, said: Sequence[Said], places: Sequence[int]) -> list[Said]:
    """What is said of one item of a list is likely said of its neighbours, unless an item has a mark of its own."""
    lists: dict[tuple[int, int], list[int]] = {}
    for number, at in enumerate(places):
        if layout.tokens[at].kind == "skill" and at in layout.groups:
            lists.setdefault(layout.groups[at], []).append(number)
    found = list(said)
    for (first, last), members in lists.items():
        if len(members) < 2:
            continue
        marked = any(token.level for token in layout.tokens[first:last])
        apart = marked or len({layout.own_level(places[number]) for number in members}) > 1
        stances = _shared([said[number].stances for number in members], ALIKE if not marked else 0.0)
        levels = _shared([said[number].levels for number in members], ALIKE_LEVEL if not apart else 0.0)
        for number, stance, level in zip(members, stances, levels, strict=True):
            found[number] = replace(said[number], stances=stance, levels=level)
    return found


def _shared(each: Sequence[dict[str, float]], weight: float) -> list[dict[str, float]]:
    """Each drawn towards the mean of their log odds."""
    logs = np.log(np.maximum([list(one.values()) for one in each], 1e-6))
    mixed = np.exp((1 - weight) * logs + weight * logs.mean(axis=0))
    mixed /= mixed.sum(axis=1, keepdims=True)
    return [dict(zip(each[0], row, strict=True)) for row in mixed.tolist()]


def taught_by(kb: KnowledgeBase) -> str:
    """A key of the labelled sentences; the questions beside them change what is learned but little."""
    return key_of(kb.statements)


def _all_taught(sentences: Sequence[Labelled], phrases: LevelPhrases, known: frozenset[str], kb: KnowledgeBase,
                year: int) -> list[Classifier]:  # fmt: skip
    """The classifiers in their order."""
    lessons: dict[str, list[tuple[list[str], str]]] = {"skill": [], "role": [], "hours": []}
    for sentence in sentences:
        spans = _joined(sentence.text, with_pointers(sentence.text, _spans(sentence)), phrases, kb, year)
        layout = Layout(row(sentence.text, spans, phrases, known))
        for at, label in _labelled_tokens(layout, sentence.labels):
            kind = layout.tokens[at].kind
            lessons["skill" if kind == "pointer" else kind].append((features(layout, at), label))
    for sentence in _questions(kb):
        layout = Layout(row(sentence.text, _spans(sentence), phrases, known))
        for at, label in _labelled_tokens(layout, sentence.labels):
            lessons[layout.tokens[at].kind].append((features(layout, at), label))
    held = [(seen, label) for seen, label in lessons["skill"] if label.startswith("has")]
    return [
        _taught([(seen, label.split()[0]) for seen, label in lessons["skill"]], STANCES),
        _taught([(seen, label.partition(" ")[2]) for seen, label in held], LEVELS),
        _taught(lessons["role"], ROLE_LABELS, FEW),
        _taught(lessons["hours"], HOURS_LABELS, FEW),
    ]


def _taught(lessons: Sequence[tuple[list[str], str]], names: Sequence[str], penalty: float = PENALTY) -> Classifier:
    numbers = {name: number for number, name in enumerate(names)}
    known = [(seen, numbers[label]) for seen, label in lessons if label in numbers]
    return fit([seen for seen, _ in known], [number for _, number in known], len(names), penalty=penalty, scales=SCALES)


def _kind(words_labelled: str, label: str) -> TokenKind:
    if label in ("goal", "current"):
        return "role"
    if label == "hours" or (label == "none" and _HOURS.search(words_labelled)):
        return "hours"
    if label == "none" and _TITLE.search(words_labelled):
        return "role"
    return "pointer" if is_pointer(words_labelled) else "skill"


def _joined(text: str, names: Iterable[Span], phrases: LevelPhrases, kb: KnowledgeBase, year: int) -> list[Span]:
    """The cells of tables, then names, figures and hours that stand apart from them."""
    amounts_of_time = (Span("hours", m.start, m.end) for m in amounts(text) if m.kind == "hours")
    spans = table_spans(text)
    for span in chain(names, figures(text, phrases, kb, year), amounts_of_time):
        if all(span.end <= other.start or other.end <= span.start for other in spans):
            spans.append(span)
    return spans


def with_pointers(text: str, names: Sequence[Span]) -> list[Span]:
    """Names, and the words that point back which stand apart from them."""
    found = (Span("pointer", start, end, text=words) for start, end, words in pointers(text))
    apart = (p for p in found if all(p.end <= span.start or span.end <= p.start for span in names))
    return [*names, *apart]


def _spans(sentence: Labelled) -> list[Span]:
    return [
        Span(_kind(sentence.text[label.start : label.end], label.label), label.start, label.end)
        for label in sentence.labels
    ]


def _questions(kb: KnowledgeBase) -> Iterable[Labelled]:
    """The wordings of questions, which say nothing of their writer; those that set a goal say it of a role."""
    fields = sorted({field for role in kb.roles.values() for field in role.fields}, key=len, reverse=True)
    if fields:
        named = re.compile(rf"\b({'|'.join(map(re.escape, fields))})\b", re.IGNORECASE)
        phrases = [phrase for entry in kb.faq.values() for phrase in entry.phrases if named.search(phrase)]
        for phrase in phrases[::FAQ_QUESTIONS]:
            if not _PERSONAL.search(phrase):
                yield labelled(named.sub(r"[\1](none)", phrase))


def _labelled_tokens(layout: Layout, labels: Sequence[Label]) -> Iterable[tuple[int, str]]:
    meant = {label.start: label.label for label in labels}
    for at in layout.targets:
        label = meant.get(layout.tokens[at].start)
        if label is not None:
            yield at, label


def _unlabelled(sentences: Iterable[Labelled]) -> Counter[str]:
    """The words of the sentences outside of their labels, with how often each occurs."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        at = 0
        for label in sentence.labels:
            counts.update(word.text for word in words(sentence.text[at : label.start]))
            at = label.end
        counts.update(word.text for word in words(sentence.text[at:]))
    return counts
