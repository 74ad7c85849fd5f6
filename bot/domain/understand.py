"""Free text (or filled-in options), and the previous Query of the conversation → Query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from math import exp, log

from bot.domain import segments
from bot.domain.faq_matcher import FaqMatcher
from bot.domain.lexicon import Lexicon
from bot.domain.masking import SLOTS
from bot.domain.mentions import Mentions
from bot.domain.model import FaqEntry, KnowledgeBase, Role, RoleLevel, TopicId
from bot.domain.query import Intent, Match, Query, SkillReport
from bot.domain.replies.privacy import CONFIRMATION
from bot.domain.scope import Scope
from bot.domain.skill_report import read_report
from bot.domain.text import normalise, stem, tokens

LONGEST = 2000
"""Characters read of a message, Discord's own limit; of a longer one the end counts, where the question stands."""
WEIGHTS = (-1.3, 0.55, 0.85)
"""Logistic regression on the questions of tests/: bias, log odds of the ranker, log odds of the scope."""
ANSWER_FLOOR = 0.6
"""Confidence from which on it answers."""
SURE = 0.9
"""From here on even "and how much is it?" stands on its own feet."""
CLARIFY_FLOOR = 0.25
"""Confidence from which on it asks back; below, it says that it does not know."""
OURS_FLOOR = 0.55
"""It asks back only about what is as likely ours as not: nobody wants a menu for small talk."""
READINGS = 3

_FAQ = "faq:"
_TAG_TOPICS: dict[str, TopicId] = {
    "education": "education",
    "portfolio": "portfolio",
    "job-search": "job-search",
    "math": "skills",
    "tools": "skills",
    "ai": "ai",
    "pay": "outlook",
}


@dataclass(frozen=True)
class Understanding:
    """One snapshot of the knowledge, with what is needed to read questions against it."""

    kb: KnowledgeBase
    lexicon: Lexicon
    matcher: FaqMatcher
    scope: Scope
    entries: frozenset[str]
    """Ids the ranker knows: `faq:<entry>` and intents."""
    vocabulary: frozenset[str]
    """Stems of all words of their phrases."""

    @classmethod
    def compile(cls, kb: KnowledgeBase) -> Understanding:
        """Teaches the ranker every FAQ entry and intent, names replaced by slots. Slow: not for the event loop."""
        lexicon = Lexicon.compile(kb)

        def masked(phrases: Iterable[str]) -> list[str]:
            return [lexicon.mask(phrase, lexicon.find(phrase)) for phrase in phrases]

        entries = {_FAQ + entry.id: masked(entry.phrases) for entry in kb.faq.values()}
        entries |= {intent.id: masked(intent.phrases) for intent in kb.intents.values()}
        matcher = FaqMatcher.compile(entries, synonyms=kb.synonyms, slots=SLOTS)
        # A foreign profession is declined by its name; its questions have the very form of ours, so they would teach
        # the scope to decline ours.
        outside = [phrase for phrase in masked(kb.off_topic) if "xprofession" not in phrase]
        scope = Scope.compile(chain.from_iterable(entries.values()), outside)
        known = frozenset(stem(word) for phrases in entries.values() for phrase in phrases for word in tokens(phrase))
        return cls(kb, lexicon, matcher, scope, frozenset(entries), known)

    def understand(self, text: str, *, previous: Query | None = None) -> Query:
        """What `text` asks for. Never raises for any text."""
        text = text[-LONGEST:].strip()
        if not tokens(text):
            return Query(Intent.NONE, text, decision="abstain")
        fixed = self._fixed(text)
        if fixed:
            return fixed
        report = read_report(text, self.lexicon, self.kb)
        readings = [self._read(part, previous) for part in segments.questions(text)]
        best = max(
            (q for q in readings if not _drowned(q, text)), key=lambda q: q.confidence, default=Query(Intent.NONE)
        )
        if previous and not report.changes and (follow_up := self._follow_up(text, best, previous)):
            return follow_up.but(text=text)
        if report and self._only_reports(text, best, report):
            intent = Intent.REMOVE_SKILLS if report.removed and not report.known else Intent.ADD_SKILLS
            return Query(intent, text, report=report, confidence=0.95)
        query = self._decided(best)
        if query.decision != "answer":
            return query.but(text=text, report=report if report.changes else SkillReport())
        return query.but(text=text, report=report, also=query.also or self._second(text, query, previous))

    def understand_options(
        self,
        intent: Intent,
        *,
        role: str = "",
        other: str = "",
        location: str = "",
        employer: str = "",
        skills: str = "",
        level: RoleLevel | None = None,
        topic: TopicId | None = None,
        hours: float | None = None,
    ) -> Query:
        """A filled-in form as a Query. Each text is what was typed; a name not recognised asks back like free text."""
        query = Query(intent, level=level, topic=topic, hours=hours, text=skills)
        for name, typed in (("role", role), ("other_role", other)):
            if typed:
                choice = self.lexicon.find_role(typed)
                if not choice.id:
                    readings = (f"What does a {self.kb.roles[near].name} do?" for near in choice.near)
                    return self._asked_back(tuple(readings), typed)
                query = query.but(**{name: self.kb.roles[choice.id]}, role_given=True)
        if location:
            found = self.lexicon.find_location(location).id
            query = query.but(location=self.kb.locations[found]) if found else query.but(unknown_place=location)
        if employer and (named := self.lexicon.find(employer).employers):
            query = query.but(employer=self.kb.employers[named[0]])
        if skills:
            query = query.but(report=read_report(skills, self.lexicon, self.kb, asked=True))
        return query

    def _asked_back(self, readings: tuple[str, ...], typed: str) -> Query:
        if not readings:
            return Query(Intent.NONE, unrecognised=(typed,), decision="abstain")
        return Query(Intent.CLARIFY, readings=readings, unrecognised=(typed,), decision="clarify")

    def _fixed(self, text: str) -> Query | None:
        """What is not left to the ranker: distress, the confirmation of a deletion, an assessment's numbers."""
        plain = f" {' '.join(tokens(text))} "
        if any(f" {' '.join(tokens(word))} " in plain for word in self.kb.community.distress_words):
            return Query(Intent.DISTRESS, text)
        if normalise(text).rstrip(".!") == normalise(CONFIRMATION):
            return Query(Intent.ERASE_DATA, text)
        head, *numbers = tokens(text)
        if head == "readiness" and len(numbers) == len(self.kb.readiness.statements) and set(numbers) <= set("12345"):
            return Query(Intent.READINESS, text, answers=tuple(map(int, numbers)))
        return None

    # Reading one question

    def _read(self, text: str, previous: Query | None) -> Query:
        """One question with its names filled in, and the ranker's confidence in it."""
        mentions = self.lexicon.find(text)
        masked = self.lexicon.mask(text, mentions)
        ranking = self.matcher.match(masked, top=8, allowed=self._allowed(mentions))
        if not ranking.matches:
            return Query(Intent.NONE, text, confidence=0.0, decision="abstain")
        query = self._named(self._targeted(ranking.matches[0], text), mentions, previous)
        ours = self.scope.probability(masked)
        query = query.but(matches=ranking.matches, confidence=_confidence(ranking.confidence, ours), ours=ours)
        return self._checked(query, mentions)

    def _allowed(self, mentions: Mentions) -> frozenset[str] | None:
        """Without the FAQ entries that speak of other roles than the one named."""
        named = set(mentions.roles) or set(mentions.fields[:1])
        if not named:
            return None
        wrong = {
            _FAQ + e.id
            for e in self.kb.faq.values()
            if e.roles and not (named <= set(e.roles) if "compare" in e.tags else named & set(e.roles))
        }
        return self.entries - wrong if wrong else None

    def _family(self, entry: str) -> str:
        if entry.startswith(_FAQ):
            tags = self.kb.faq[entry.removeprefix(_FAQ)].tags
            return _TAG_FAMILIES.get(tags[0], tags[0]) if tags else entry
        return self.kb.intents[entry].family or entry

    def _targeted(self, match: Match, text: str) -> Query:
        """The intent that a ranked id stands for."""
        if match.entry.startswith(_FAQ):
            return Query(Intent.FAQ, text, entry=self.kb.faq[match.entry.removeprefix(_FAQ)])
        head, _, tail = match.entry.partition(".")
        if head == "role":
            return Query(Intent.ROLE, text, topic=tail)  # type: ignore[arg-type]  # checked on loading
        if head == "factors":
            return Query(Intent.FACTORS, text, factor=tail or None)  # type: ignore[arg-type]
        if match.entry in _ELLIPSES:
            return Query(Intent.NONE, text)  # means something only after another question
        return Query(Intent.CHAT if head == "chat" else Intent(match.entry), text)

    def _named(self, query: Query, mentions: Mentions, previous: Query | None) -> Query:
        """Fills in what the text names; what it leaves out comes from the conversation."""
        roles = self._roles(query.text, mentions)
        earlier = previous.role if previous and previous.role_given else None
        places = [self.kb.locations[p] for p in mentions.places]
        employers = [self.kb.employers[e] for e in mentions.employers]
        target = _target(roles, query)
        return query.but(
            role=target or earlier,
            role_given=bool(target or earlier),
            other_role=next((r for r in roles if r is not target), None),
            level=mentions.levels[0] if len(mentions.levels) == 1 else None,  # of several, all are shown
            location=places[0] if places else None,
            employer=employers[0] if employers else None,
            hours=mentions.hours,
            years=mentions.years,
            skills=mentions.skills,
        )

    def _roles(self, text: str, mentions: Mentions) -> list[Role]:
        """The roles named outright, or the one whose field is; without those set aside ("forget X, what about Y")."""
        found = mentions.of("role", weak=False) or mentions.of("role", weak=True)[:1]
        meant = [m for m in found if not segments.set_aside(text, m.start)] or found
        return [self.kb.roles[role] for role in dict.fromkeys(m.id for m in meant)]

    def _checked(self, query: Query, mentions: Mentions) -> Query:
        """What the names say against the ranker: two roles are a comparison, a foreign profession is not ours."""
        if query.role and query.other_role and query.intent in _COMPARABLE and segments.sets_side_by_side(query.text):
            query = query.but(intent=Intent.COMPARE, topic=None, also=self._further(query, mentions))
        if query.intent is Intent.COMPARE and not query.other_role:
            query = query.but(confidence=query.confidence * 0.6)
        if query.intent is Intent.GAP and query.role_given and not segments.is_personal(query.text):
            query = query.but(intent=Intent.ROLE, topic="skills")  # what the role needs, not what the writer lacks
        if query.intent is Intent.NEXT and segments.asks_time(query.text):
            query = query.but(also=self._time_entry(query))
        if query.intent is Intent.SALARY and (query.location or query.employer) and not query.level:
            query = query.but(factor="location" if query.location else "company")
        if mentions.professions and not mentions.roles and not mentions.fields:
            profession = mentions.of("profession")[0]
            if not segments.speaks_of_self(query.text, profession.start) or query.intent is not Intent.FAQ:
                return query.but(
                    intent=Intent.NONE, confidence=0.0, unrecognised=(profession.text,), decision="abstain"
                )
        return query

    def _further(self, query: Query, mentions: Mentions) -> Query | None:
        """Further roles named: the first one beside each of them too."""
        found = None
        for role in reversed(mentions.roles):
            if query.role and query.other_role and role not in (query.role.id, query.other_role.id):
                found = query.but(intent=Intent.COMPARE, topic=None, other_role=self.kb.roles[role], also=found)
        return found

    def _time_entry(self, query: Query) -> Query | None:
        """What the FAQ says on the time it takes, beside a plan in hours."""
        role = query.role.id if query.role else self.kb.community.default_role
        entry = next((e for e in self.kb.faq.values() if "time" in e.tags and role in e.roles), None)
        return Query(Intent.FAQ, query.text, entry=entry) if entry else None

    # Deciding

    def _decided(self, query: Query) -> Query:
        """answer, clarify or abstain, by confidence; the lead over the next reading is part of it."""
        if query.intent is Intent.NONE:
            return query.but(decision="abstain")
        if query.confidence >= ANSWER_FLOOR:
            return query
        if query.confidence >= CLARIFY_FLOOR and query.ours >= OURS_FLOOR:
            return query.but(intent=Intent.CLARIFY, decision="clarify", readings=self._questions(query))
        return Query(Intent.NONE, query.text, confidence=1 - query.confidence, decision="abstain")

    def _questions(self, query: Query) -> tuple[str, ...]:
        """The likeliest readings as whole questions about the role that is meant."""
        role = query.role or self.kb.roles[self.kb.community.default_role]
        found = []
        for match in query.matches[:READINGS]:
            if match.entry.startswith(_FAQ):
                found.append(self.kb.faq[match.entry.removeprefix(_FAQ)].question)
            elif question := self.kb.intents[match.entry].question:
                found.append(self._filled(question, role, query))
        return tuple(dict.fromkeys(found))

    def _filled(self, question: str, role: Role, query: Query) -> str:
        other = query.other_role or next((self.kb.roles[n.role] for n in role.related), role)
        skills = [self.kb.skills[s].name for s in query.skills] or [
            self.kb.skills[s.skill].name for s in role.skills[:1]
        ]
        slots = {
            "role": role.name,
            "other": other.name,
            "skill": skills[0] if skills else "Python",
            "level": self.kb.role_levels[query.level or "senior"].name.lower(),
            "place": query.location.name if query.location else "Seattle",
            "employer": query.employer.name if query.employer else "a startup",
            "hours": f"{query.hours or 8:g} hours a week",
            "years": f"{query.years or 3:g} years",
        }
        return question.format_map(slots)

    def _only_reports(self, text: str, best: Query, report: SkillReport) -> bool:
        """A message that states skills and asks nothing."""
        if not (report.changes or report.unknown or report.ambiguous):
            return False
        if best.intent in (Intent.ADD_SKILLS, Intent.REMOVE_SKILLS, Intent.NONE) or best.confidence < CLARIFY_FLOOR:
            return True
        if segments.may_ask(text):
            return False
        levelled = report.removed or report.denied or any(mention.level for mention in report.known)
        return bool(levelled) or best.confidence < ANSWER_FLOOR

    def _second(self, text: str, first: Query, previous: Query | None) -> Query | None:
        """A second question of the same message, if it is as sure and about something else."""
        for part in segments.several(text):
            query = self._decided(self._read(part, previous))
            if query.decision == "answer" and query.intent is not Intent.CHAT and not _same(query, first):
                return query if query.role_given else query.but(role=first.role, role_given=first.role_given)
        return None

    # Following up

    def _follow_up(self, text: str, best: Query, previous: Query) -> Query | None:
        """A message that only makes sense after the one before it; None if it stands on its own feet."""
        if best.unrecognised or not segments.refers_back(text):
            return None
        mentions = self.lexicon.find(text)
        left = segments.leaves(text, [(m.start, m.end) for m in mentions.all])
        added = MOST_ADDED if segments.goes_on(text) and best.confidence < SURE else 0
        if mentions.all and left <= added and previous.intent not in _TALK:
            return self._substituted(previous, mentions)
        if self._both(previous) and segments.speaks_of_both(text) and best.intent in _COMPARABLE and not mentions.roles:
            first, second = self._both(previous)
            return best.but(
                intent=Intent.COMPARE, topic=None, role=first, other_role=second, role_given=True, also=None
            )
        entry = best.matches[0].entry if best.matches and best.confidence >= CLARIFY_FLOOR else ""
        if entry in _ELLIPSES or (not left and not mentions.all):
            return self._elaborated(previous, text)
        alone = SURE if segments.goes_on(text) else ANSWER_FLOOR
        return None if best.confidence >= alone else self._continued(text, previous)

    def _both(self, previous: Query) -> tuple[Role, ...]:
        """The two roles the conversation set side by side, if it did."""
        if previous.role and previous.other_role:
            return previous.role, previous.other_role
        if previous.entry and "compare" in previous.entry.tags and len(previous.entry.roles) == 2:
            return tuple(self.kb.roles[role] for role in previous.entry.roles)
        return ()

    def _continued(self, text: str, previous: Query) -> Query | None:
        """`text` read together with the question before it, if that stays on its subject."""
        both = self._read(f"{previous.text} {text}", previous)
        kin = (
            both.matches
            and previous.matches
            and self._family(both.matches[0].entry) == self._family(previous.matches[0].entry)
        )
        if kin and both.confidence >= ANSWER_FLOOR and segments.adds_words(text, self.vocabulary):
            return both.but(decision="answer")
        return None

    def _substituted(self, previous: Query, mentions: Mentions) -> Query | None:
        """The previous question again, about what is named now."""
        named = self._named(previous, mentions, previous)
        if mentions.roles or mentions.fields:
            entry = previous.entry
            if entry and entry.roles and named.role and named.role.id not in entry.roles:
                named = named.but(intent=Intent.ROLE, entry=None, topic=_topic_of(entry))
            if previous.intent is Intent.COMPARE and previous.role and named.role is not previous.role:
                named = named.but(role=previous.role, other_role=named.role)
        elif mentions.places and previous.intent is not Intent.SALARY:
            named = named.but(intent=Intent.SALARY, entry=None, topic=None, factor="location")
        elif mentions.skills and previous.intent not in (Intent.ROLE, Intent.NEXT, Intent.ROADMAP):
            return None
        keep = {name: getattr(previous, name) for name in ("level", "location", "employer") if not getattr(named, name)}
        return named.but(**keep, also=None, report=SkillReport(), confidence=0.9)

    def _elaborated(self, previous: Query, text: str) -> Query:
        """More on the same subject: the arithmetic of advice, the role's topic behind an FAQ entry."""
        if previous.intent in (Intent.GAP, Intent.MATCH, Intent.NEXT, Intent.PROGRESS):
            return previous.but(intent=Intent.GAP, why=True, report=SkillReport())
        entry = previous.entry
        if entry and (topic := _topic_of(entry)):
            role = previous.role or next((self.kb.roles[r] for r in entry.roles), None)
            return previous.but(intent=Intent.ROLE, entry=None, topic=topic, role=role, text=text)
        return previous.but(text=f"{previous.text} {text}", report=SkillReport(), also=None)


_TAG_FAMILIES = {
    "tools": "skills",
    "math": "skills",
    "time": "learning",
    "interview": "job-search",
    "career-change": "job-search",
    "remote": "pay",
}
"""FAQ tags that are close to a family of intents of another name."""
MOST_ADDED = 2
"""Words beside names in "and big old enterprises": more make a question of its own."""
LONGEST_TALK = 5
"""Words up to which "hi", "thanks" and the like are the matter of a message."""
_TALK = (Intent.ADD_SKILLS, Intent.REMOVE_SKILLS, Intent.LIST_SKILLS, Intent.GOAL, Intent.READINESS, Intent.HELP)
"""What a bare name after it does not repeat: "cool, and data engineer?" is no skill to add."""
_ELLIPSES = ("why", "more")
_COMPARABLE = (Intent.ROLE, Intent.SALARY, Intent.FACTORS, Intent.COMPARE)


def _target(roles: list[Role], query: Query) -> Role | None:
    """Of two roles named on a way from one to the other, the one at its end; else the first."""
    if not roles:
        return None
    way = query.intent in (Intent.GAP, Intent.NEXT, Intent.ROADMAP, Intent.GOAL)
    return roles[-1] if way else roles[0]


def _confidence(ranked: float, ours: float) -> float:
    """That answering the first match is right: how sure the ranker is, and whether the question is ours at all."""
    bias, of_rank, of_scope = WEIGHTS
    return 1 / (1 + exp(-(bias + of_rank * _log_odds(ranked) + of_scope * _log_odds(ours))))


def _log_odds(share: float) -> float:
    share = min(max(share, 0.002), 0.998)
    return log(share / (1 - share))


def _drowned(query: Query, text: str) -> bool:
    """Small talk in a message that says more than that."""
    return query.intent is Intent.CHAT and len(text.split()) > LONGEST_TALK


def _topic_of(entry: FaqEntry) -> TopicId | None:
    return next((_TAG_TOPICS[tag] for tag in entry.tags if tag in _TAG_TOPICS), None)


def _same(one: Query, other: Query) -> bool:
    """Whether both would give the same reply."""
    return (one.intent, one.topic, one.entry, one.factor) == (other.intent, other.topic, other.entry, other.factor)
