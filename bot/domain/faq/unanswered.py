"""What members asked in vain, as far as moderators may see it: kept questions, and the groups they form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.domain.core.query import Intent, Query
from bot.domain.faq.likeness import groups
from bot.domain.faq.replay import Outcome
from bot.domain.language import segments

KEPT_DAYS = 30
"""Days for which a question is kept."""
ASKERS = 3
"""Different members who must have asked alike before anybody else sees the words."""
LONGEST = 300
"""Characters kept of a question."""
SHORT_MESSAGE = 120
"""Characters up to which a whole message is its question."""

Why = Literal["unanswered", "rejected", "confirmed"]
"""It was declined; the answer was not what was meant; or a reading was confirmed, so it could become a wording."""

_ADDRESSED = re.compile(r"<(?:@[!&]?|#)\d+>|<?https?://\S+")
_PERSONAL = re.compile(r"\S@\S+\.\S|\+?\d[\d ().-]{8,}\d")
"""E-mail addresses and telephone numbers."""


@dataclass(frozen=True)
class KeptQuestion:
    """One member's question; who asked is known as a salted hash only."""

    number: int
    asker: str
    text: str
    day: date
    why: Why
    target: str = ""
    """The entry that was rejected or confirmed."""
    shared: bool = False
    """Its asker wants the moderators to see it."""
    settled: bool = False
    """A moderator has ignored or declined it."""


What = Literal["answer", "clarify", "abstain", "solved", "wrong"]
"""How a question was answered, or what its asker said of the answer."""


@dataclass(frozen=True)
class Count:
    """How often that happened on one day with one FAQ entry, or with anything else (no entry)."""

    day: date
    what: What
    entry: str
    times: int


@dataclass(frozen=True)
class Group:
    """Questions that ask the same, fit to be shown."""

    number: int
    """Of its first question: the group's name for as long as that is kept."""
    questions: tuple[KeptQuestion, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The wordings that may be shown, the most used first; of few askers only what they shared."""
        many = self.askers >= ASKERS
        texts = Counter(question.text for question in self.questions if many or question.shared)
        return tuple(text for text, _ in texts.most_common())

    @property
    def text(self) -> str:
        """The wording that stands for all."""
        return (*self.texts, self.questions[0].text)[0]

    @property
    def askers(self) -> int:
        return len({question.asker for question in self.questions})

    @property
    def last(self) -> date:
        return max(question.day for question in self.questions)

    @property
    def wording_of(self) -> str:
        """The entry whose reading members confirmed; empty for questions that nothing answers."""
        return self.questions[0].target if self.questions[0].why == "confirmed" else ""


def worth_keeping(question: str, query: Query) -> str:
    """The question as it may be kept, or nothing: no distress, nobody's skills, no addresses."""
    if query.intent is Intent.DISTRESS or query.report:
        return ""
    text = " ".join(_ADDRESSED.sub(" ", question).split())
    return "" if _PERSONAL.search(text) else text[:LONGEST]


def question_in(message: str) -> str:
    """What a message asks, as an entry's question: its first question, without addresses; short ones as they are."""
    text = " ".join(_ADDRESSED.sub(" ", message).split())
    if len(text) <= SHORT_MESSAGE:
        return text
    asking = [sentence for sentence in segments.sentences(text) if segments.asks(sentence)]
    return (asking or [text])[0][:LONGEST]


def to_show(kept: Iterable[KeptQuestion], answers: Callable[[str], Outcome]) -> tuple[Group, ...]:
    """Groups that enough members asked or whose asker shared one, and that still wait; the most asked first.

    `answers` is how a question is answered now: what the FAQ has learned in the meantime is not shown again.
    """
    found = [group for group in grouped(kept) if waits(group, answers)]
    return tuple(sorted(found, key=lambda group: (-group.askers, group.number)))


def waits(group: Group, answers: Callable[[str], Outcome]) -> bool:
    """Whether moderators may see it and have something to do about it."""
    return visible(group) and not _settled(group) and not _done(group, answers)


def grouped(kept: Iterable[KeptQuestion]) -> list[Group]:
    """Unanswered and rejected questions together; confirmed wordings by the entry they were confirmed for."""
    heaps: dict[str, list[KeptQuestion]] = {}
    for question in sorted(kept, key=lambda question: question.number):
        heaps.setdefault(question.target if question.why == "confirmed" else "", []).append(question)
    return [_group(heap, members) for heap in heaps.values() for members in groups([one.text for one in heap])]


def _group(heap: Sequence[KeptQuestion], members: Sequence[int]) -> Group:
    questions = tuple(heap[member] for member in members)
    return Group(questions[0].number, questions)


def visible(group: Group) -> bool:
    return group.askers >= ASKERS or any(question.shared for question in group.questions)


def visible_texts(kept: Iterable[KeptQuestion]) -> list[str]:
    """The members' wordings that a moderator may see, e.g. among those that a change moves."""
    return [text for group in grouped(kept) if visible(group) for text in group.texts]


def _settled(group: Group) -> bool:
    return any(question.settled for question in group.questions)


def _done(group: Group, answers: Callable[[str], Outcome]) -> bool:
    """Answered by now, by another reply than the one that was rejected."""
    now = answers(group.text)
    rejected = {question.target for question in group.questions if question.why == "rejected"}
    return now.decision == "answer" and now.target not in rejected
