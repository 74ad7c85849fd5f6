"""A message that refers back: what it means after the question before it."""

from __future__ import annotations

from bot.domain.core.knowledge import FaqEntry, Role, TopicId
from bot.domain.core.query import Intent, Query, SkillReport
from bot.domain.language import segments
from bot.domain.names.mentions import Mentions
from bot.domain.understanding.reading import ANSWER_FLOOR, CLARIFY_FLOOR, COMPARABLE, ELLIPSES, Reader

SURE = 0.9
"""From here on even "and how much is it?" stands on its own feet."""
MOST_ADDED = 2
"""Words beside names in "and big old enterprises": more make a question of its own."""
OFF_TOPIC = 0.2
"""Probability of being in scope below which a message does not go on with the conversation."""
_TALK = (Intent.ADD_SKILLS, Intent.REMOVE_SKILLS, Intent.LIST_SKILLS, Intent.GOAL, Intent.READINESS, Intent.HELP)
"""What a bare name after it does not repeat: "cool, and data engineer?" is no skill to add."""
_TAG_TOPICS: dict[str, TopicId] = {
    "education": "education",
    "portfolio": "portfolio",
    "job-search": "job-search",
    "math": "skills",
    "tools": "skills",
    "ai": "ai",
    "pay": "outlook",
}
"""The topic of a role that says more than an FAQ entry of this tag."""


def follow_up(reader: Reader, text: str, best: Query, previous: Query) -> Query | None:
    """A message that only makes sense after the one before it; None if it stands on its own feet."""
    if best.unrecognised or not segments.refers_back(text):
        return None
    if best.intent is Intent.CHAT and best.confidence >= ANSWER_FLOOR:
        return None  # "thanks", "ok"
    mentions = reader.lexicon.find(text)
    left = segments.leaves(text, [(m.start, m.end) for m in mentions.all])
    added = MOST_ADDED if segments.goes_on(text) and best.confidence < SURE else 0
    if mentions.all and left <= added and previous.intent not in _TALK:
        return _substituted(reader, previous, mentions)
    both = _two_roles(reader, previous)
    if both and segments.speaks_of_both(text) and best.intent in COMPARABLE and not mentions.roles:
        return best.replace(
            intent=Intent.COMPARE, topic=None, role=both[0], other_role=both[1], role_given=True, also=None
        )
    entry = best.matches[0].entry if best.matches and best.confidence >= CLARIFY_FLOOR else ""
    if entry in ELLIPSES or (not left and not mentions.all):
        return _elaborated(reader, previous, text)
    alone = SURE if segments.goes_on(text) else ANSWER_FLOOR
    return None if best.confidence >= alone else _continued(reader, text, best, previous)


def _two_roles(reader: Reader, previous: Query) -> tuple[Role, ...]:
    """The two roles the conversation set side by side, if it did."""
    if previous.role and previous.other_role:
        return previous.role, previous.other_role
    if previous.entry and "compare" in previous.entry.tags and len(previous.entry.roles) == 2:
        return tuple(reader.kb.roles[role] for role in previous.entry.roles)
    return ()


def _continued(reader: Reader, text: str, best: Query, previous: Query) -> Query | None:
    """`text` read together with the question before it, if that stays on its subject."""
    if best.in_scope < OFF_TOPIC:  # "anyone up for lunch?"
        return None
    whole = reader.read(f"{previous.text} {text}", previous)
    kin = (
        whole.matches
        and previous.matches
        and reader.family(whole.matches[0].entry) == reader.family(previous.matches[0].entry)
    )
    if kin and whole.confidence >= ANSWER_FLOOR and segments.adds_words(text, reader.vocabulary):
        return whole.replace(decision="answer")
    return None


def _substituted(reader: Reader, previous: Query, mentions: Mentions) -> Query | None:
    """The previous question again, about what is named now."""
    named = reader.named(previous, mentions, previous)
    if mentions.roles or mentions.fields:
        entry = previous.entry
        if entry and entry.roles and named.role and named.role.id not in entry.roles:
            named = named.replace(intent=Intent.ROLE, entry=None, topic=_topic_of(entry))
        if previous.intent is Intent.COMPARE and previous.role and named.role is not previous.role:
            named = named.replace(role=previous.role, other_role=named.role)
    elif mentions.places and previous.intent is not Intent.SALARY:
        named = named.replace(intent=Intent.SALARY, entry=None, topic=None, factor="location")
    elif mentions.skills and previous.intent not in (Intent.ROLE, Intent.NEXT, Intent.ROADMAP):
        return None
    keep = {name: getattr(previous, name) for name in ("level", "location", "employer") if not getattr(named, name)}
    return named.replace(**keep, also=None, report=SkillReport(), confidence=SURE)


def _elaborated(reader: Reader, previous: Query, text: str) -> Query:
    """More on the same subject: the arithmetic of advice, the role's topic behind an FAQ entry."""
    if previous.intent in (Intent.GAP, Intent.MATCH, Intent.NEXT, Intent.PROGRESS):
        return previous.replace(intent=Intent.GAP, why=True, report=SkillReport())
    entry = previous.entry
    if entry and (topic := _topic_of(entry)):
        role = previous.role or next((reader.kb.roles[r] for r in entry.roles), None)
        return previous.replace(intent=Intent.ROLE, entry=None, topic=topic, role=role, text=text)
    return previous.replace(text=f"{previous.text} {text}", report=SkillReport(), also=None)


def _topic_of(entry: FaqEntry) -> TopicId | None:
    return next((_TAG_TOPICS[tag] for tag in entry.tags if tag in _TAG_TOPICS), None)
