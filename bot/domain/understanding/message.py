"""A message and the conversation so far → what is asked and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.core.conversation import NEW, Conversation
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.query import ERASE_CONFIRMATION, Intent, Query, SkillReport
from bot.domain.language import segments
from bot.domain.language.text import normalise, tokens
from bot.domain.statements.skill_report import read_report
from bot.domain.understanding.context import ContextModel
from bot.domain.understanding.continuation import Continuation
from bot.domain.understanding.reading import (
    ANSWER_FLOOR,
    CLARIFY_FLOOR,
    ELLIPSES,
    Heard,
    Reader,
)

LONGEST = 2000
"""Characters read of a message, Discord's own limit; of a longer one the end counts, where the question stands."""
LONGEST_TALK = 5
"""Words up to which "hi", "thanks" and the like are the matter of a message."""
REPORTED = 0.95
"""Confidence in a report: share of such messages of tests/ that were one."""
MOST_ASKED = 3
"""Questions answered of one message."""


@dataclass(frozen=True)
class Understanding:
    """One snapshot of the knowledge, ready to read messages against."""

    reader: Reader
    continuation: Continuation
    distress: tuple[str, ...]

    @classmethod
    def compile(cls, kb: KnowledgeBase) -> Understanding:
        """Slow: not for the event loop."""
        reader = Reader.compile(kb)
        continuation = Continuation(reader, ContextModel.compile(reader))
        return cls(reader, continuation, tuple(map(_spoken, kb.community.distress_words)))

    @property
    def kb(self) -> KnowledgeBase:
        return self.reader.kb

    def understand(self, text: str, so_far: Conversation = NEW) -> Query:
        """What `text` asks for in a conversation. Never raises for any text."""
        text = text[-LONGEST:].strip()
        if not tokens(text):
            return Query(Intent.NONE, text, decision="abstain")
        fixed = self._fixed(text)
        if fixed:
            return fixed
        report, parts = read_report(text, self.reader.lexicon, self.reader.kb), segments.questions(text)
        if self.reader.is_wording(text):  # a question, whatever it says of skills on the way
            report, parts = SkillReport(), (text,)
        heard = [self.reader.hear(part) for part in parts]
        best = _best(heard, text)
        if report and self._only_reports(text, best.alone, report):
            intent = Intent.REMOVE_SKILLS if report.removed and not report.known else Intent.ADD_SKILLS
            return Query(intent, text, report=report, confidence=REPORTED)
        query = self._asked(text, best, so_far)
        if query.decision != "answer":
            return query.replace(text=text, report=report if report.changes else SkillReport())
        return query.replace(text=text, report=report, also=query.also or self._second(text, query))

    def _asked(self, text: str, best: Heard, so_far: Conversation) -> Query:
        alone = self.reader.completed(best.alone, text)
        if so_far is NEW:
            return self.reader.decided(alone)
        whole = best if best.text == text else self.reader.hear(text)
        return self.continuation.read(whole, alone, so_far)

    def others(self, text: str) -> tuple[str, ...]:
        """The next likeliest readings of a question, as whole questions: the first one was not meant."""
        query = self.understand(text)
        further = (m for m in query.matches[1:] if m.entry not in ELLIPSES and not m.entry.startswith("chat."))
        return self.reader.questions(query.replace(matches=tuple(further)))

    def _fixed(self, text: str) -> Query | None:
        """What is not left to the ranker: distress, the confirmation of a deletion, an assessment's numbers."""
        plain = _spoken(text)
        if any(words in plain for words in self.distress):
            return Query(Intent.DISTRESS, text)
        if normalise(text).rstrip(".!") == normalise(ERASE_CONFIRMATION):
            return Query(Intent.ERASE_DATA, text)
        head, *numbers = tokens(text)
        if head == "readiness" and len(numbers) == len(self.kb.readiness.statements) and set(numbers) <= set("12345"):
            return Query(Intent.READINESS, text, answers=tuple(map(int, numbers)))
        return None

    def _only_reports(self, text: str, best: Query, report: SkillReport) -> bool:
        """A message that states skills and asks nothing."""
        if not (report.changes or report.unknown or report.ambiguous):
            return False
        if best.intent in (Intent.ADD_SKILLS, Intent.REMOVE_SKILLS, Intent.NONE) or best.confidence < CLARIFY_FLOOR:
            return True
        if segments.may_ask(text):
            return False
        return report.changes or best.confidence < ANSWER_FLOOR

    def _second(self, text: str, first: Query) -> Query | None:
        """A second question of the same message, if it is as sure and about something else."""
        for part in segments.several(text):
            query = self.reader.decided(self.reader.read(part))
            if query.decision == "answer" and query.intent is not Intent.CHAT and not _same(query, first):
                return query if query.role_given else query.replace(role=first.role, role_given=first.role_given)
        return None


def _spoken(text: str) -> str:
    """The words of `text` with one space around each, so that whole words can be searched."""
    return f" {' '.join(tokens(text))} "


def _best(heard: Iterable[Heard], text: str) -> Heard:
    """The part that reads best as a question of ours."""
    parts = list(heard)
    fit = [part for part in parts if not _drowned(part.alone, text)]
    return max(fit or parts, key=lambda part: _strength(part.alone))


def _strength(query: Query) -> float:
    """How well a part reads as a question of ours; finer than the confidence, which levels off."""
    return query.matches[0].score * query.in_scope if query.matches and query.intent is not Intent.NONE else 0.0


def _drowned(query: Query, text: str) -> bool:
    """Small talk in a message that says more than that."""
    return query.intent is Intent.CHAT and len(text.split()) > LONGEST_TALK


def _same(one: Query, other: Query) -> bool:
    """Whether both would give the same reply."""
    return (one.intent, one.topic, one.entry, one.factor, one.aspect) == (
        other.intent, other.topic, other.entry, other.factor, other.aspect,
    )  # fmt: skip
