"""How a message goes on with the conversation, learned from the follow-ups in knowledge/dialogue.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.learned import NOTHING_LEARNED, Learned, key_of
from bot.domain.core.phrases import FollowUp, FollowUpKind
from bot.domain.core.query import Intent, Query
from bot.domain.language import segments
from bot.domain.language.classifier import Classifier, fit
from bot.domain.language.text import stem, tokens
from bot.domain.understanding.reading import Heard, Reader

Move = Literal["new", "topic", "slots", "why", "chat"]
"""What a message takes from the conversation: nothing; the role and the like for a topic of its own;
the topic for names of its own; topic and names; and one that asks nothing."""
MOVES: tuple[Move, ...] = get_args(Move)
_MOVE_OF: Mapping[FollowUpKind, Move] = {
    "place": "slots",
    "level": "slots",
    "company": "slots",
    "role": "slots",
    "topic": "topic",
    "pick": "topic",
    "why": "why",
    "new": "new",
    "new-short": "new",
    "chat": "chat",
}
_MOVE_OF_INTENT: Mapping[str, Move] = {"why": "why", "more": "why"}
NAME = "context"
PENALTY = 0.5
SHORT = 4
"""The first letters of a word count too: they survive most typos."""
PHRASES, TALK, OFF_TOPIC = 4, 24, 120
"""Phrases taken of an intent, of one that talks or asks for more, and off-topic ones, to learn from as well."""
_LENGTHS = (2, 4, 6, 9, 14, 22)
_CONFIDENCES = (0.33, 0.5, 0.68, 0.8, 0.9, 0.96)
_ROLELESS = (Intent.FAQ, Intent.RANK, Intent.SKILL, Intent.HELP, Intent.CHAT, Intent.NONE)
_RECORD = (Intent.MATCH, Intent.PROGRESS, Intent.READINESS, Intent.LIST_SKILLS, Intent.GOAL)


@dataclass(frozen=True)
class ContextModel:
    """Which move a message makes, in shares that add up to 1."""

    classifier: Classifier

    @classmethod
    def compile(cls, reader: Reader, learned: Learned = NOTHING_LEARNED) -> ContextModel:
        """Learns from the follow-ups of the knowledge, and from phrases that ask a whole question each, unless that
        was `learned` before."""
        known = learned.classifier(NAME, taught_by(reader.kb))
        if known:
            return cls(known)
        examples = list(_examples(reader))
        rows = [features(said) for said, _ in examples]
        return cls(fit(rows, [MOVES.index(move) for _, move in examples], len(MOVES), penalty=PENALTY))

    def learned(self, kb: KnowledgeBase) -> dict[str, tuple[str, Classifier]]:
        """With the key of what it was learned from."""
        return {NAME: (taught_by(kb), self.classifier)}

    def shares(self, said: Heard) -> Mapping[Move, float]:
        (row,) = self.classifier.probabilities([features(said)])
        return dict(zip(MOVES, row.tolist(), strict=True))


def taught_by(kb: KnowledgeBase) -> str:
    """A key of the follow-ups; the phrases beside them change what is learned but little."""
    return key_of(str(example) for example in kb.follow_ups)


def _examples(reader: Reader) -> Iterator[tuple[Heard, Move]]:
    """(what is said, the move)"""
    for example in reader.kb.follow_ups:
        yield reader.hear(example.say), _move(example, reader)
    yield from ((reader.hear(phrase), move) for phrase, move in _phrases(reader.kb))


def _phrases(kb: KnowledgeBase) -> Iterator[tuple[str, Move]]:
    """Some of the phrases that each intent, each entry and small talk have: after any question they mean the same."""
    for entry in kb.faq.values():
        yield from ((phrase, "new") for phrase in entry.phrases[:1])
    for intent in kb.intents.values():
        move = _MOVE_OF_INTENT.get(intent.id, "chat" if intent.id.startswith("chat.") else "new")
        full = [phrase for phrase in intent.phrases if move != "new" or "{role}" in phrase]
        most = PHRASES if move == "new" else TALK
        yield from ((phrase, move) for phrase in full[:: len(full) // most + 1])
    yield from ((phrase, "new") for phrase in kb.off_topic[:: len(kb.off_topic) // OFF_TOPIC + 1])


def _move(example: FollowUp, reader: Reader) -> Move:
    """A correction keeps the topic where it corrects a name."""
    if example.kind != "correction":
        return _MOVE_OF[example.kind]
    before, meant = reader.read(example.before), reader.read(example.means)
    return "slots" if topic_of(before) == topic_of(meant) else "topic"


def topic_of(query: Query) -> tuple[object, ...]:
    """What a question asks, whatever names it is about."""
    return (query.intent, query.topic, query.entry, query.factor, query.aspect)


def features(said: Heard) -> list[str]:
    """Words and pairs in their order, which kinds of names stand there, how the message reads by itself."""
    words = [stem(word) for word in tokens(said.masked)]
    found = [f"w:{word}" for word in words]
    found += [f"p:{first} {second}" for first, second in pairwise(["<", *words, ">"])]
    found += [f"s:{word[:SHORT]}" for word in words if len(word) > SHORT]
    found += [f"<{word}" for word in words[:1]] + [f">{word}" for word in words[-1:]]
    length = sum(len(words) > limit for limit in _LENGTHS)
    kinds = sorted({mention.kind for mention in said.mentions.all})
    found += [f"picks:{bool(segments.picked(said.text))} length:{length > 2}"]
    found += [f"length:{length}", *(f"kind:{kind}" for kind in kinds), f"kinds:{len(kinds)}"]
    return found + _reading(said, length, kinds)


def _reading(said: Heard, length: int, kinds: Sequence[str]) -> list[str]:
    alone = said.alone
    sure = sum(alone.confidence >= floor for floor in _CONFIDENCES)
    needs = _need(alone)
    named = bool(said.mentions.roles or said.mentions.fields)
    return [
        f"sure:{sure}",
        f"needs:{needs}",
        f"needs:{needs} sure:{sure} named:{named}",
        f"needs:{needs} named:{named} length:{length}",
        f"scope:{round(alone.in_scope * 4)}",
        f"scope:{round(alone.in_scope * 4)} kinds:{len(kinds)}",
        f"asks:{alone.intent}.{alone.topic}.{alone.aspect}",
        f"asks:{alone.intent}.{alone.topic}.{alone.aspect} sure:{sure > 1}",
        f"plain:{_plain(alone)} named:{named} sure:{sure}",
    ]


def _plain(query: Query) -> bool:
    """A bare name reads as a question for an overview."""
    return query.intent is Intent.ROLE and query.topic == "overview"


def _need(query: Query) -> str:
    if query.intent in _RECORD:
        return "record"
    return str(query.intent) if query.intent in _ROLELESS else "role"
