"""A message in a conversation: read by itself, or with what was spoken of before, whichever is likelier meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.domain.core.conversation import Conversation
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.query import Aspect, Intent, Match, Query, SkillReport
from bot.domain.core.roles import Role, TopicId
from bot.domain.core.topics import TOPICS
from bot.domain.language import segments
from bot.domain.language.text import tokens
from bot.domain.language.words import words as words_of
from bot.domain.names.mentions import Mentions
from bot.domain.understanding.context import ContextModel, Move
from bot.domain.understanding.reading import (
    ANSWER_FLOOR,
    CLARIFY_FLOOR,
    COMPARABLE,
    PAY,
    SCOPE_FLOOR,
    Heard,
    Reader,
)

POSSIBLE = 0.2
"""Share of a move from which on a message may mean it."""
PLAIN_TALK = 0.5
"""Share from which on a message is taken to ask nothing: who asks something and hears "you're welcome" is lost."""
SURE = 0.95
"""Confidence from which on a question that needs no role is not read with the one spoken of."""
SURE_ENTRY = 0.75
"""The same of one that an FAQ entry answers."""
LIKELY = 0.9
"""Confidence in the question before with other names."""
FOREIGN = 0.15
"""How likely in scope a message must be by itself to be a question about what was spoken of."""
LONGEST_HEAD = 8
"""Words of a message in which the last word of a title may stand for a title."""
LONGEST_NAME = 4
"""Words of a name that we do not know: "klarna or spotify sort of place" is no longer one."""
_TALK = (
    Intent.ADD_SKILLS, Intent.REMOVE_SKILLS, Intent.LIST_SKILLS, Intent.GOAL, Intent.READINESS, Intent.HELP,
)  # fmt: skip
"""What a bare name after it does not repeat: "cool, and data engineer?" is no skill to add."""
_OF_SKILLS = (Intent.SKILL, Intent.ROLE, Intent.NEXT, Intent.ROADMAP)
"""Questions that another skill may stand in."""
_CARRIED = ("level", "location", "employer")
_POINTER = re.compile(
    r"\b(?:(?:the|that) (?:first|second|third|last|former|latter|other)(?: one)?|(?:those|these|the) two|both|"
    r"that (?:job|role|one)|this (?:job|role|one)|it|that|this|them|they|those)\b",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\b(?:both|(?:those|these|the) two|they (?:differ|compare)|each other|between them|of (?:them|those))\b",
    re.IGNORECASE,
)
"""What speaks of two though one was named last."""
_SAME_FOR = re.compile(r"\b(?:for|same)\b", re.IGNORECASE)
_SINGLE = re.compile(r"\b(?:it|that|this)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:the|that) last\b|\blast (?:one|of (?:those|them|these))\b", re.IGNORECASE)
_SET_ASIDE = re.compile(r"\bnot the (?:first|second|third|former|latter|1st|2nd|3rd)\b", re.IGNORECASE)
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bout )\bt?here\b(?! (?:is|are|was|were|will|a|an|any|be|no)\b)", re.IGNORECASE
)
_ASPECT_OF_TOPIC: Mapping[str, Aspect] = {"ai": "ai", "outlook": "growth", "job-search": "entry", "skills": "skills"}
"""The respect in which several roles are compared where the topic of one is asked about."""
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


@dataclass(frozen=True)
class Continuation:
    """Reads messages that follow others."""

    reader: Reader
    model: ContextModel

    def read(self, said: Heard, alone: Query, so_far: Conversation) -> Query:
        """`alone` is the message read by itself, names of the whole message filled in."""
        query, before = self._read(said, alone, so_far), so_far.query
        if before and before.location and query.location is None and _THERE.search(said.text):
            query = self.reader.settled(query.replace(location=before.location))  # "how much do they pay there"
        return query

    def _read(self, said: Heard, alone: Query, so_far: Conversation) -> Query:
        shares = self.model.shares(said)
        if said.mentions.professions and not said.mentions.of("role"):
            return self.reader.decided(alone)  # "and a lawyer?" is named back
        if alone.intent is Intent.CHAT and alone.confidence >= ANSWER_FLOOR:
            return self.reader.decided(alone)  # "ok", "thanks"
        if _of_the_member(alone) and self.reader.is_phrase(said):
            return self.reader.decided(_of_the_role_spoken_of(alone, so_far))  # "roadmap", "my goal"
        if _names_alone(said) and so_far.query:
            shares = {**shares, "slots": 1.0}  # "and a data scientist?"
        if _chooses(said, so_far):
            shares = {**shares, "topic": 1.0, "new": 0.0}
        likely = [move for move, share in shares.items() if share >= POSSIBLE]
        for move in sorted(likely, key=lambda move: -shares[move]):
            query = self._as(move, shares[move], said, alone, so_far)
            if query is not None:
                return query if move == "new" else query.replace(text=said.text)
        return self.reader.decided(_of_the_role_spoken_of(alone, so_far))

    def _as(self, move: Move, share: float, said: Heard, alone: Query, so_far: Conversation) -> Query | None:
        """The message as this move; None where nothing before allows it."""
        match move:
            case "new":
                return self.reader.decided(_of_the_role_spoken_of(alone, so_far))
            case "chat":
                heard = so_far.query is not None or any(m.entry.startswith("chat.") for m in alone.matches[:1])
                return _talk(alone) if heard and share >= PLAIN_TALK and not segments.asks(said.text) else None
            case "topic":
                return self._topic(said, alone, so_far)
            case "slots":
                return self._slots(said, so_far)
            case "why":
                before = so_far.query
                return self._more(before) if before and before.intent not in _TALK else None

    def with_full_titles(self, text: str, so_far: Conversation) -> str:
        """`text` with the last word of a title made a known title: "and researcher?" after UX Designer asks about UX
        researchers, "no, the data one, scientist" about data scientists."""
        words = words_of(text)
        if not so_far.roles or len(words) > LONGEST_HEAD:
            return text
        mentions = self.reader.finder.find(text)
        if mentions.of("role") or mentions.of("unknown-role"):
            return text
        kinds = [*(w.text for w in words), *chain.from_iterable(tokens(_title(r)) for r in so_far.roles)]
        for head in words:
            if head.text not in self.reader.kb.community.role_titles:
                continue
            for title in (f"{kind} {head.text}" for kind in dict.fromkeys(kinds)):
                named = self.reader.finder.find(title).of("role", weak=False)
                if len(named) == 1 and named[0].text == title and named[0].score == 1.0:
                    return f"{text[: head.start]}{title}{text[head.end :]}"
        return text

    # --- another question about what was spoken of

    def _topic(self, said: Heard, alone: Query, so_far: Conversation) -> Query | None:
        before = so_far.query
        if alone.in_scope < FOREIGN and len(said.text.split()) > LONGEST_NAME and not _POINTER.search(said.text):
            return None  # "who will win the world cup" is no question about the role before
        if alone.confidence < CLARIFY_FLOOR and len(said.text.split()) > LONGEST_NAME and not segments.asks(said.text):
            return None  # "they want an answer by friday" asks nothing
        if before and before.intent is Intent.FAQ and alone.confidence < ANSWER_FLOOR:
            whole = self.reader.read(f"{before.text} {said.text}")  # "what if i do b.com instead"
            another = whole.entry is not before.entry  # the same answer again is none to a new question
            if whole.intent is Intent.FAQ and another and whole.confidence >= ANSWER_FLOOR:
                return self.reader.decided(whole)
        roles = _pointed_at(said.text, so_far)
        skills = so_far.query.skills[:1] if so_far.query else ()
        if roles and before and before.intent is not Intent.SKILL:
            skills = ()  # "pay any different?", after a comparison that named a skill on the way
        if not roles and not skills:
            return None
        of_skill = alone.intent is Intent.SKILL and alone.skills  # "from that list, how long does pytorch take"
        own = bool(said.mentions.roles or said.mentions.fields or alone.unknown_roles or of_skill)
        own = own and not _chooses(said, so_far)  # "which one dies first, with cloud"
        entry = alone.intent is Intent.FAQ and alone.confidence >= SURE_ENTRY  # what an entry says needs no role
        best = alone if own or entry else max((alone, *self._named_in(said.text, roles, skills)), key=_worth)
        best = self.reader.of_roles(said) if _chooses(said, so_far) else best
        if best.intent in (Intent.COMPARE, Intent.RANK) and len(roles) == 1 and not own:
            roles = (*roles, so_far.origin) if so_far.origin else (*roles, *so_far.earlier[:1])  # "is that better paid"
        query = self._with_roles(best, roles, own=own)
        if query.intent is Intent.SKILL and not query.skills:
            query = query.replace(skills=skills)
            if query.aspect == "time" and not skills:  # "how long will that take", after a roadmap
                query = query.replace(intent=Intent.NEXT, aspect="")
        if before and before.intent in PAY and query.intent in (*PAY, Intent.COMPARE):
            query = query.replace(**{name: getattr(query, name) or getattr(before, name) for name in _CARRIED})
        return self.reader.decided(self.reader.settled(query))

    def _named_in(self, text: str, roles: Sequence[Role | str], skills: Sequence[str]) -> Iterator[Query]:
        """The question with names in place of what points at them: "is it hard" → "is Docker hard"."""
        names = [" or ".join(_title(role) for role in roles[:2])] if roles else []
        names += [self.reader.kb.skills[skill].name for skill in skills]
        for name in names:
            yield self.reader.read(f"{text} {name}")
            if (replaced := _POINTER.sub(name, text, count=1)) != text:
                yield self.reader.read(replaced)

    def _with_roles(self, query: Query, spoken_of: Sequence[Role | str], *, own: bool) -> Query:
        """`own`: the question names roles itself; a comparison with one of them means the one before beside it."""
        named = list(query.named_roles) if own else list(spoken_of)
        if own and query.intent is Intent.COMPARE and len(named) == 1:
            named = [*spoken_of[:1], *named]  # "does it pay more than data analyst"
        query = self._fitting(query.about(named))
        if query.other_role and query.intent in (*COMPARABLE, Intent.RANK, Intent.MATCH):
            aspect = "pay" if query.intent in PAY else query.aspect or _ASPECT_OF_TOPIC.get(query.topic or "", "")
            query = query.replace(intent=Intent.COMPARE, topic=None, factor=None, aspect=aspect)
        return query

    # --- the question before, about other names

    def _slots(self, said: Heard, so_far: Conversation) -> Query | None:
        before, mentions = so_far.query, said.mentions
        if before is None or before.intent in _TALK:
            return None
        named_kinds = {mention.kind for mention in mentions.all}
        if before.intent is Intent.RANK and mentions.of("role"):
            return None  # of all roles one was chosen: what is asked of it is another question
        if before.intent is Intent.FAQ and not named_kinds & {"role", "unknown-role"}:
            # An entry has no place, level or employer that another could stand for.
            return None if named_kinds else self._with_unknown_name(before, said)
        if mentions.money and before.intent not in PAY:
            return None  # "TC 135K, is that low" asks about pay whatever was asked before
        named = self.reader.named(before.replace(text=said.text), mentions)
        place = "" if named.location else self.reader.unknown_place(said.text)
        if not (mentions.all or place):
            return self._with_unknown_name(before, said)
        if named_kinds <= {"skill", "ambiguous", "skill-level"} and before.intent not in _OF_SKILLS and not place:
            return None  # "i never liked java" changes nothing in a question about pay
        kept = {name: getattr(named, name) or getattr(before, name) for name in _CARRIED}
        if named.years is not None and not mentions.levels:
            kept["level"] = None  # "with 8 years", after a question about juniors
        query = named.replace(**kept, unknown_place=place, also=None, report=SkillReport(), unrecognised=(), why=False)
        if place:
            query = query.replace(location=None, further_locations=())
        if before.intent is Intent.RANK:
            query = query.replace(least=before.least or segments.from_the_bottom(said.text, before.aspect))
        if not named.named_roles:
            return self._elsewhere(query.about(before.named_roles), mentions)
        return self._about(query, before)

    def _elsewhere(self, query: Query, mentions: Mentions) -> Query:
        """Another place, level, employer or skill."""
        skills = mentions.skills if query.intent is Intent.SKILL and mentions.skills else query.skills
        return self.reader.settled(query.replace(skills=skills, decision="answer", confidence=LIKELY))

    def _fitting(self, query: Query) -> Query:
        """An entry about other roles gives way to what the role's own page says of its topic."""
        entry = query.entry
        if entry and entry.roles and query.role and query.role.id not in entry.roles:
            return query.replace(intent=Intent.ROLE, entry=None, topic=_topic_of(entry))
        return query

    def _about(self, query: Query, before: Query) -> Query | None:
        """The same question about another role."""
        if query.entry and not query.entry.roles:  # it says the same of every role
            topic = _topic_of(query.entry)
            if topic and query.role:
                return query.replace(intent=Intent.ROLE, entry=None, topic=topic)
            again = query.role and _SAME_FOR.search(query.text)  # "and for backend?"; "what about a PM?" is another
            return query.replace(decision="answer", confidence=LIKELY) if again else None
        query = self._fitting(query)
        if before.intent is Intent.COMPARE and before.role and not query.other_role:
            query = query.about([before.role, *query.named_roles])
        return self.reader.settled(query.replace(decision="answer", confidence=LIKELY))

    def _with_unknown_name(self, before: Query, said: Heard) -> Query | None:
        """ "at stripe?" after a question about pay, "and O1?" after one about visas: answered as before, and told that
        the name says nothing to us."""
        name = segments.residual(said.text)
        if before.intent not in (*PAY, Intent.FAQ) or not name or len(name.split()) > LONGEST_NAME:
            return None
        if before.intent is Intent.FAQ and (said.in_scope < SCOPE_FLOOR or len(name.split()) > 1):
            return None
        return before.replace(unrecognised=(name,), confidence=LIKELY, decision="answer")

    # --- more on the same

    def _more(self, before: Query) -> Query:
        """The arithmetic of advice, or the same with its small print."""
        if before.intent in (Intent.GAP, Intent.MATCH, Intent.NEXT, Intent.PROGRESS):
            return before.replace(intent=Intent.GAP, why=True, report=SkillReport())
        return before.replace(why=True, report=SkillReport(), also=None, decision="answer")


def _of_the_role_spoken_of(query: Query, so_far: Conversation) -> Query:
    """A question that needs a role and names none is about the one spoken of."""
    if query.intent is Intent.COMPARE:
        return _beside(query, so_far)
    if query.named_roles or not TOPICS[query.intent].needs_role:
        return query
    completed = query.about(so_far.roles[:1])
    return completed.replace(role_given=completed.role_given and TOPICS[query.intent].role == "named")


def _beside(query: Query, so_far: Conversation) -> Query:
    """A comparison that names fewer than two roles: with the writer's own, or with those spoken of.

    "what carries over", after "I'm a sysadmin and want to be a cloud architect"; "more stressful than backend?"
    """
    if query.intent is not Intent.COMPARE or len(query.named_roles) > 1:
        return query
    own = (so_far.origin,) if so_far.origin else ()
    named = query.named_roles or so_far.roles[:1]
    spoken_of = (role for role in (*own, *so_far.roles, *so_far.earlier) if role not in named)
    return query.about([*named, *spoken_of][:2])


def _chooses(said: Heard, so_far: Conversation) -> bool:
    """Whether it asks for one of the roles spoken of, and names none but by a field: "which dies first, with cloud"."""
    spoken_of = len(so_far.roles) + len(so_far.earlier)
    return spoken_of > 1 and not said.mentions.roles and segments.chooses(said.text)


def _of_the_member(query: Query) -> bool:
    """Whether it is about the writer's own plan or record, whatever was spoken of."""
    own = TOPICS[query.intent].role == "own" or query.intent in (Intent.MATCH, Intent.GOAL, Intent.LIST_SKILLS)
    return own and not query.aspect and not query.why


def _names_alone(said: Heard) -> bool:
    """Whether the message holds names and nothing else that means something."""
    text = said.text
    for mention in said.mentions.all:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return bool(said.mentions.all) and not segments.residual(text)


def _pointed_at(text: str, so_far: Conversation) -> tuple[Role | str, ...]:
    """ "the second one": that one; "those two": these, or the last one and the one before; else all just spoken of."""
    spoken_of = so_far.roles
    if len(spoken_of) == 1 and so_far.earlier and _PAIR.search(text):
        return (*spoken_of, so_far.earlier[0])
    text = _SET_ASIDE.sub(" ", text)  # "not the first, the other"
    picked = segments.picked(text)
    if not picked and _LAST.search(text):
        picked = [len(spoken_of) - 1]
    if not picked and len(spoken_of) > 2 and _SINGLE.search(text):
        picked = [0]  # "gap for it", after a ranking
    return tuple(spoken_of[n] for n in picked if 0 <= n < len(spoken_of)) or tuple(spoken_of)


def _title(role: Role | str) -> str:
    return role if isinstance(role, str) else role.name


def _worth(query: Query) -> float:
    return query.confidence if query.intent is not Intent.NONE else 0.0


def _talk(alone: Query) -> Query:
    """Nothing is asked: what kind of talk it is, if that is plain."""
    talk = tuple(match for match in alone.matches[:1] if match.entry.startswith("chat."))
    return Query(Intent.CHAT, alone.text, matches=talk or (Match("chat.heard", 1.0, ""),), confidence=LIKELY)


def _topic_of(entry: FaqEntry) -> TopicId | None:
    return next((_TAG_TOPICS[tag] for tag in entry.tags if tag in _TAG_TOPICS), None)
