"""One question → a Query: its names filled in, its intent ranked, and how sure that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise
from math import exp, log

from bot.domain.core import questions
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.learned import NOTHING_LEARNED, Learned, Masks
from bot.domain.core.likings import options_named
from bot.domain.core.locations import Employer
from bot.domain.core.query import Intent, Match, Query
from bot.domain.core.roles import Role
from bot.domain.core.topics import TOPICS
from bot.domain.language import segments
from bot.domain.language.foreign import code_of, language_of
from bot.domain.language.ordinary_words import ORDINARY
from bot.domain.language.text import stem, tokens
from bot.domain.matching.matcher import FaqMatcher
from bot.domain.matching.scores import AT_ONCE
from bot.domain.names.finder import NameFinder
from bot.domain.names.masking import SKILL, SLOTS
from bot.domain.names.mentions import Mention, Mentions
from bot.domain.understanding.local import LocalAnswers
from bot.domain.understanding.official_titles import OfficialTitles, is_about, with_titles
from bot.domain.understanding.scope import Scope

WEIGHTS = (-0.5, 0.6, 0.7)
"""Bias, log odds of the first match and of what comes to the same, log odds of the scope: a logistic regression on
phrases that the ranker was not taught, the scope weighed up as conversations of people need it."""
ANSWER_FLOOR = 0.58
"""Confidence from which on it answers."""
ENTRY_FLOOR = 0.3
"""Share from which on an FAQ entry is the answer: below it, several come as near."""
CLARIFY_FLOOR = 0.33
"""Confidence from which on it asks back; below, it says that it does not know."""
SCOPE_FLOOR = 0.5
"""It asks back only about what is as likely ours as not: nobody wants a menu for small talk."""
LEARN_FROM = 12_000
"""Phrases the ranker learns from: all of the shipped ones."""
WORD_FOR_WORD = 0.99
"""Score of the FAQ entry that has the very question among its wordings, where no other has it."""
LOCAL = 0.5
"""Share of the first reading's score that an entry written for the named place must have to come first."""
READINGS = 3
OFFERED = 0.05
"""Share from which on a further reading is offered: nobody wants to be asked about what has nothing to do with it."""
LONG_MESSAGE = 12
"""Words from which on a message may be about two things at once: a story, and what it worries about."""
SECOND = 0.2
"""Share from which on the second thing is told too."""
NEAR_SCOPE = 0.3
"""How likely in scope a declined question must be for the nearest readings to be offered."""
ROLELESS = {"named": 0.15, "own": 0.2}
"""What is left of the chances of a reading that needs a role where none was named: asking for it answers nothing."""
SKILLLESS = 0.3
"""The same of a reading about one skill where none was named: it may have been named before."""
LONGEST_TALK = 5
"""Words up to which "hi", "thanks" and the like are the matter of a message."""
ONE_OF_SEVERAL = 0.3
"""The same of an entry such as "PyTorch or TensorFlow?" where only one of the two is named."""
PHRASE = 0.9
"""How likely in scope a message is that is one of our phrases word for word."""
PART = 0.5
"""What a part of a message counts in its reading; the rest is the message as a whole."""
STORY = 0.7
"""What is left of the strength of a message of several sentences as a whole: much of it is no question."""
RANKED = 16
BETWEEN = 4
"""Words that may stand between two names that are compared."""
ROLELESS_COMPARISON = 0.6
"""What is left of the confidence in a comparison that names no second role."""

MEANING_SHARE = 0.25
"""What the meanings of words count in the ranker: its entries have many wordings, which tell more."""
FAQ = "faq:"
ELLIPSES = ("why", "more")
"""Intents that mean something only after another question."""
COMPARABLE = (Intent.ROLE, Intent.SALARY, Intent.FACTORS, Intent.COMPARE)
PAY = (Intent.SALARY, Intent.FACTORS)
_OF_THE_WRITER = (Intent.MATCH, Intent.CHOOSE)
"""Readings that answer somebody of any profession: which role suits a nurse?"""
_OF_ROLES = ("role", "role_given", "other_role", "further_roles", "named_roles", "read_as")
"""What a Query holds of the roles named."""
_LEVEL_ENTRIES = ("role.levels", "salary", "factors.experience")
_TAG_FAMILIES = {
    "tools": "skills",
    "math": "skills",
    "time": "learning",
    "interview": "job-search",
    "career-change": "job-search",
    "remote": "pay",
}
"""FAQ tags that are close to a family of intents of another name."""


LONGEST_SHORT_FORM = 4
"""Letters up to which a word of a title is an abbreviation ("swe"), which needs no telling."""
Matches = tuple[Match, ...]


NOTHING = Query(Intent.NONE, decision="abstain")


@dataclass(frozen=True)
class Heard:
    """One message or part of one: its names, and how it reads by itself."""

    text: str
    masked: str
    mentions: Mentions
    matches: Matches = ()
    """What it may mean, with the share of all chances that each has."""
    in_scope: float = 0.0
    alone: Query = NOTHING


@dataclass(frozen=True)
class Reader:
    """One snapshot of the knowledge, with what is needed to read single questions against it."""

    kb: KnowledgeBase
    finder: NameFinder
    matcher: FaqMatcher
    scope: Scope
    entries: frozenset[str]
    """Ids the ranker knows: `faq:<entry>` and intents."""
    vocabulary: frozenset[str]
    """Stems of all words of their phrases."""
    wordings: Mapping[str, str]
    """Each wording of the FAQ, names and all → the one entry that has it; with slots in their place several may."""
    masks: Mapping[str, str]
    """Every phrase → the same with slots in the place of names."""
    local: LocalAnswers
    placed: frozenset[str]
    """Local entries of the FAQ whose every wording names a place."""
    official: OfficialTitles
    """Of the official occupations that it answers about."""

    @classmethod
    def compile(
        cls, kb: KnowledgeBase, learned: Learned = NOTHING_LEARNED, like: Reader | None = None, at_once: int = AT_ONCE
    ) -> Reader:
        """Teaches the ranker every FAQ entry and intent, names replaced by slots, beginning with what was `learned`
        before. Slow: not for the event loop. `like` knows the same names: what it masked need not be masked again."""
        finder = like.finder if like else NameFinder.compile(kb)
        masks = _masks(kb, finder, learned.masks, like.masks if like else {})

        def masked(phrases: Iterable[str]) -> list[str]:
            return [masks[phrase] for phrase in phrases]

        intents = {intent.id: masked(intent.phrases) for intent in kb.intents.values()}
        local = LocalAnswers.compile(kb, finder, intents)
        entries = {FAQ + entry.id: masked(phrases) for entry in kb.faq.values() if (phrases := local.rest(entry))}
        entries |= intents
        matcher = FaqMatcher.compile(
            entries, synonyms=kb.synonyms, slots=SLOTS, learn_from=LEARN_FROM, vectors=kb.vectors,
            like=learned.ranker, at_once=at_once, meaning_share=MEANING_SHARE, before=like.matcher if like else None,
        )  # fmt: skip
        # A foreign profession is declined by its name; its questions have the very form of ours, so they would teach
        # the scope to decline ours.
        outside = [phrase for phrase in masked(kb.off_topic) if "xprofession" not in phrase]
        scope = Scope.compile(chain.from_iterable(entries.values()), outside, learned.scope)
        known, wordings, placed = matcher.vocabulary, _wordings(kb), _placed(kb, finder)
        official = like.official if like else OfficialTitles.compile(kb, masks)
        return cls(kb, finder, matcher, scope, frozenset(entries), known, wordings, masks, local, placed, official)

    def hear(self, text: str, *, part: bool = False) -> Heard:
        """One question with its names filled in, and how sure that reading is; `part` of a message, or all of it."""
        mentions = self.finder.find(text)
        heard = self._heard(text, mentions, part=part)
        titled = with_titles(text, mentions, self.kb, self.official)
        if titled is mentions or is_about(heard.alone.entry, titled) or self.is_wording(text):
            return heard
        # A title that official figures are told of reads like a role, in the words in which careers are asked about.
        read = self._heard(text, titled, self.official.intents)
        sure = read.alone.confidence >= ANSWER_FLOOR
        return read if sure and self.official.asks_of_career(read.masked) else heard

    def _heard(
        self, text: str, mentions: Mentions, allowed: frozenset[str] | None = None, *, part: bool = False
    ) -> Heard:
        """`allowed`: ids of the entries that it may mean, where these are few."""
        masked = self.finder.mask(text, mentions)
        entry = self.wordings.get(_plain(text))
        matches = self._ranked(masked, self._allowed(text, mentions) if allowed is None else allowed)
        matches = _led_by(entry, text, matches) if entry is not None else self._local_first(matches, mentions)
        # Moderators wrote this very question into the FAQ: they decide what is ours.
        in_scope = self.scope.probability(masked) if entry is None else 1.0
        intent = self._phrases.get(_bare(masked, mentions))
        if intent:
            in_scope = max(in_scope, PHRASE)
        names_alone = intent and entry is None and mentions.skills and not part
        if intent and names_alone and not self._is_about(matches, mentions.skills):
            matches = _led_by(intent, text, matches)  # "kubernetes or docker first" asks no fresher's question
        heard = Heard(text, masked, mentions, matches, in_scope)
        return replace(heard, alone=self._read(heard, _names_role(mentions)))

    def read(self, text: str) -> Query:
        return self.hear(text).alone

    def of_roles(self, said: Heard) -> Query:
        """What it asks if it asks for one of several roles spoken of: which pays more, which goes first."""
        others = Mentions(tuple(m for m in said.mentions.all if m.kind != "role"))
        return self._read(self._heard(said.text, others, self._telling_apart), 2)

    @cached_property
    def _telling_apart(self) -> frozenset[str]:
        """Ids of the intents in which roles differ."""
        return frozenset(e for e in self.entries if e.partition(".")[0] in ("compare", "rank", "role", "salary"))

    def is_phrase(self, said: Heard) -> bool:
        """Whether it is one of the ranker's phrases word for word: "roadmap"."""
        return _bare(said.masked, said.mentions) in self._phrases

    @cached_property
    def _phrases(self) -> Mapping[str, str]:
        """Each phrase of the intents, with slots in place of names → its intent."""
        intents = self.kb.intents.values()
        return {_plain(self.masks[p]): i.id for i in intents for p in i.phrases if p in self.masks}

    def together(self, whole: Heard, parts: Sequence[Heard], ruled_out: Collection[str], *, roles_known: int) -> Heard:
        """The message as a whole or the part of it that reads best as a question of ours, the latter with the chances
        of both. `ruled_out` are readings that it is not about; `roles_known` roles were spoken of before."""
        known = roles_known + _names_role(whole.mentions)
        long = len(whole.text.split()) > LONGEST_TALK
        several = len(segments.sentences(whole.text)) > 1
        chosen, matches = whole, whole.matches
        strongest = self._strength(whole, matches, ruled_out, known) * (STORY if several else 1.0)
        for part in parts:
            if long and _empty(part):
                continue
            blended = _blended(part.matches, whole.matches)
            strength = self._strength(part, blended, ruled_out, known)
            if strength > strongest:
                chosen, matches, strongest = part, blended, strength
        if chosen is not whole:
            chosen = replace(chosen, in_scope=_mean_odds(chosen.in_scope, whole.in_scope))
        matches = tuple(match for match in matches if match.entry not in ruled_out) or matches
        chosen = replace(chosen, matches=matches)
        return replace(chosen, alone=self._read(chosen, known))

    def _strength(self, heard: Heard, matches: Matches, ruled_out: Collection[str], roles_known: int) -> float:
        """How well a part reads as a question of ours."""
        allowed = tuple(match for match in matches if match.entry not in ruled_out)
        if not roles_known:
            allowed = tuple(replace(match, score=match.score * self._without_role(match)) for match in allowed)
        best = sorted(allowed, key=lambda match: -match.score)
        return self._share(tuple(best)) * heard.in_scope if best else 0.0

    def _read(self, heard: Heard, roles_known: int) -> Query:
        if not heard.matches:
            return Query(Intent.NONE, heard.text, confidence=0.0, decision="abstain")
        matches = self._possible(heard.matches, heard, roles_known)
        query = self.named(self._targeted(matches[0].entry, heard.text), heard.mentions)
        confidence = _confidence(self._share(matches), heard.in_scope)
        return self._checked(
            query.replace(matches=matches, confidence=confidence, in_scope=heard.in_scope), heard.mentions
        )

    def _ranked(self, masked: str, allowed: frozenset[str] | None) -> Matches:
        ranking = self.matcher.match(masked, top=RANKED, allowed=allowed)
        return tuple(replace(match, score=match.share) for match in ranking.matches)

    def _possible(self, matches: Matches, heard: Heard, roles_known: int) -> Matches:
        """`matches` weighed by whether the message has what they need: roles to compare, a role to speak of."""
        if roles_known < 2 and not segments.compares(heard.text):
            matches = tuple(m for m in matches if not m.entry.startswith("compare")) or matches
        if not segments.speaks_of_records(heard.text):
            matches = tuple(m for m in matches if not m.entry.startswith("privacy.")) or matches
        scores = [match.score for match in matches]
        if not roles_known:
            scores = [score * self._without_role(m) for score, m in zip(scores, matches, strict=True)]
        skills = heard.mentions.skills
        if not skills:  # "what would i need to learn first" asks for no skill by name
            scores = [score * self._without_skill(m) for score, m in zip(scores, matches, strict=True)]
        if len(skills) == 1 and not segments.compares(heard.text):
            scores = [score * self._about_one(m, skills[0]) for score, m in zip(scores, matches, strict=True)]
        total = sum(scores) or 1.0
        scaled = (replace(m, score=score / total) for score, m in zip(scores, matches, strict=True))
        return tuple(sorted(scaled, key=lambda match: -match.score))

    def _share(self, matches: Sequence[Match]) -> float:
        """How likely the first match is meant, or another that comes to the same."""
        return min(sum(match.score for match in matches if self._alike(match.entry, matches[0].entry)), 1.0)

    def _alike(self, one: str, other: str) -> bool:
        """Whether who means one is served by the other: intents of one family, or one and an FAQ entry on its matter.
        Two FAQ entries answer two questions."""
        if one == other:
            return True
        entries = one.startswith(FAQ) and other.startswith(FAQ)
        return not entries and self.family(one) == self.family(other)

    def _without_role(self, match: Match) -> float:
        """What is left of a reading's chances where no role is named; the member's own goal may still be meant."""
        return ROLELESS.get(TOPICS[self._intent_of(match)].role, 1.0)

    def _without_skill(self, match: Match) -> float:
        return SKILLLESS if self._intent_of(match) is Intent.SKILL else 1.0

    def _intent_of(self, match: Match) -> Intent:
        return self._intents.get(match.entry) or self._targeted(match.entry, "").intent

    @cached_property
    def _intents(self) -> Mapping[str, Intent]:
        """Each id that the ranker knows → its intent."""
        return {entry: self._targeted(entry, "").intent for entry in self.entries}

    def _about_one(self, match: Match, skill: str) -> float:
        """What is left of an entry on two skills or more where one is named and nothing compared."""
        several = self._skills_of.get(match.entry, frozenset())
        return ONE_OF_SEVERAL if len(several) > 1 and skill in several else 1.0

    def _is_about(self, matches: Matches, skills: Sequence[str]) -> bool:
        """Whether the first of them is an FAQ entry whose question names all of these skills."""
        return bool(matches) and self._skills_of.get(matches[0].entry, frozenset()).issuperset(skills)

    @cached_property
    def _skills_of(self) -> Mapping[str, frozenset[str]]:
        """Id of each FAQ entry → the skills that its question names."""
        return {FAQ + e.id: frozenset(self.finder.find(e.question).skills) for e in self.kb.faq.values()}

    def in_other_words(self) -> Reader:
        """A reader that takes the FAQ's wordings as any other question: what becomes of words near them."""
        return replace(self, matcher=self.matcher.in_other_words(), wordings={})

    def is_wording(self, text: str) -> bool:
        """Whether moderators wrote this very question into one entry of the FAQ."""
        return _plain(text) in self.wordings

    def wording_of(self, text: str) -> str:
        """The one FAQ entry that has this very question; empty if none or several have it."""
        return self.wordings.get(_plain(text), "").removeprefix(FAQ)

    def _allowed(self, text: str, mentions: Mentions) -> frozenset[str] | None:
        """Without the FAQ entries that speak of other roles than those named, or of other places."""
        named = {role.id for role in self._roles(text, mentions)}
        wrong = {FAQ + e.id for e in self.kb.faq.values() if e.places and not self._holds(e, mentions.places)}
        if named or mentions.of("unknown-role"):
            several = len(named) > 1  # an entry on moving from web to ML says nothing of research against ML
            wrong |= {
                FAQ + e.id
                for e in self.kb.faq.values()
                if e.roles and not (named <= set(e.roles) if several or "compare" in e.tags else named & set(e.roles))
            }
        return self.entries - wrong if wrong else None

    def _holds(self, entry: FaqEntry, places: Sequence[str]) -> bool:
        """Whether a local entry may answer where these places are named.

        Where none is, it may unless its wordings always name one: a community of one country asks "Do I need a
        permit?" without saying where, but "pay in Germany" is not "pay".
        """
        if not places:
            return FAQ + entry.id not in self.placed
        return any(self.kb.lies_in(place, entry.places) for place in places)

    def _local_first(self, matches: Matches, mentions: Mentions) -> Matches:
        """What moderators wrote for the very place that is named comes before what holds elsewhere or everywhere."""
        if not mentions.places or not matches:
            return matches
        first = matches[0].score
        likely = (match for match in matches if match.score >= LOCAL * first)
        local = next((match for match in likely if self._is_local(match, mentions.places)), None)
        if local is None:
            return matches
        others = (replace(match, score=match.score * LOCAL) for match in matches if match is not local)
        return (replace(local, score=first), *others)

    def _is_local(self, match: Match, places: Sequence[str]) -> bool:
        entry = self.kb.faq.get(match.entry.removeprefix(FAQ)) if match.entry.startswith(FAQ) else None
        return entry is not None and any(self.kb.lies_in(place, entry.places) for place in places)

    def family(self, entry: str) -> str:
        if entry.startswith(FAQ):
            tags = self.kb.faq[entry.removeprefix(FAQ)].tags
            return _TAG_FAMILIES.get(tags[0], tags[0]) if tags else entry
        return self.kb.intents[entry].family or entry

    def _targeted(self, entry: str, text: str) -> Query:
        """What a ranked id asks for."""
        if entry.startswith(FAQ):
            return Query(Intent.FAQ, text, entry=self.kb.faq[entry.removeprefix(FAQ)])
        head, _, tail = entry.partition(".")
        if head == "role" and tail in ("coding", "math"):
            return Query(Intent.ROLE, text, topic="skills", aspect=tail)  # type: ignore[arg-type]
        if head == "role":
            return Query(Intent.ROLE, text, topic=tail)  # type: ignore[arg-type]  # checked on loading
        if head in ("rank", "compare"):
            return Query(Intent(head), text, aspect=tail, least=segments.from_the_bottom(text, tail))  # type: ignore[arg-type]
        if entry == "next.time":
            return Query(Intent.NEXT, text, aspect="time")
        if head == "skill":
            return Query(Intent.SKILL, text, aspect="time" if tail == "time" else "how")
        if head == "factors":
            return Query(Intent.FACTORS, text, factor=tail or None)  # type: ignore[arg-type]
        if entry in ELLIPSES:
            return Query(Intent.NONE, text)  # means something only after another question
        if entry == "hours":
            return Query(Intent.GOAL, text)
        return Query(Intent.CHAT if head == "chat" else Intent(entry), text)

    def named(self, query: Query, mentions: Mentions) -> Query:
        """Fills in what the text names."""
        roles = self._roles(query.text, mentions)
        places = [self.kb.locations[p] for p in mentions.places]
        employers = [self.kb.employers[e] for e in mentions.employers]
        target = _target(roles, query)
        titles = self._titles(query.text, mentions)
        origin = self._origin(query.text, mentions)
        asked = [title for title in titles if title != origin] if query.intent is not Intent.COMPARE else titles
        if origin is not None and asked:
            target = next((title for title in asked if isinstance(title, Role)), None)
        return query.about(
            sorted(asked or titles, key=lambda title: title is not target)
        ).replace(
            named_roles=tuple(titles),
            origin=origin if asked or not titles else None,
            read_as=self._read_as(roles, mentions),
            employer_name=_company(mentions, employers),
            level=mentions.levels[0] if len(mentions.levels) == 1 else None,  # of several, all are shown
            location=places[0] if places else None,
            further_locations=tuple(places[1:]),
            employer=employers[0] if employers else None,
            hours=mentions.hours,
            years=mentions.years,
            skills=mentions.skills,
        )

    def own_role(self, said: Heard) -> Role | None:
        """The one role that a message names, where it says that the writer has it and asks nothing."""
        titles = {m.id or m.text for m in (*said.mentions.of("role"), *said.mentions.of("unknown-role"))}
        if len(titles) != 1 or segments.may_ask(said.text):
            return None
        origin = self._origin(said.text, said.mentions)
        return origin if isinstance(origin, Role) else None

    def _origin(self, text: str, mentions: Mentions) -> Role | str | None:
        """What the writer is or comes from, where another role is named or asked for."""
        titles = [m for m in mentions.all if m.kind in ("role", "unknown-role", "profession")]
        for first, second in pairwise(titles):
            if segments.leads_to(text[first.end : second.start]):
                return self.kb.roles[first.id] if first.kind == "role" else first.text
        for mention in mentions.all:
            if mention.kind in ("role", "unknown-role", "profession") and segments.speaks_of_self(
                text, mention.start, mention.end
            ):
                return self.kb.roles[mention.id] if mention.kind == "role" else mention.text
        return None

    def _read_as(self, roles: Sequence[Role], mentions: Mentions) -> tuple[tuple[str, str], ...]:
        """ "computer vision engineer" counts as Machine Learning Engineer: said where no telling word is shared."""
        titles = {role.id: role for role in roles}
        named = [m for m in mentions.of("role", weak=False) if m.score == 1.0]  # no name with a typo
        typed = {m.text: titles[m.id] for m in named if m.id in titles}
        return tuple((text, role.name) for text, role in typed.items() if self._other_name(text, role))

    def _other_name(self, typed: str, role: Role) -> bool:
        words = [stem(word) for word in tokens(typed)]
        told = {stem(word) for word in tokens(role.name)}
        telling = [word for word in words if word not in self._generic and len(word) > LONGEST_SHORT_FORM]
        return len(words) > 1 and bool(telling) and not told.intersection(telling)

    @cached_property
    def _generic(self) -> frozenset[str]:
        """Stems of the words that end many titles: engineer, developer."""
        return frozenset(stem(word) for title in self.kb.community.role_titles for word in tokens(title))

    def _titles(self, text: str, mentions: Mentions) -> list[Role | str]:
        """Roles and unknown titles in the order named."""
        roles = self._roles(text, mentions)
        places = {m.id: m.start for m in reversed(mentions.of("role"))}
        titles: list[tuple[int, Role | str]] = [(places[role.id], role) for role in roles]
        titles += [(m.start, m.text) for m in mentions.of("unknown-role")]
        return [title for _, title in sorted(titles, key=lambda item: item[0])]

    def _roles(self, text: str, mentions: Mentions) -> list[Role]:
        """The roles named outright, or the one whose field is; without those set aside ("forget X, what about Y")."""
        outright, fields = mentions.of("role", weak=False), mentions.of("role", weak=True)
        beside = _side_by_side(text, sorted(outright + fields, key=lambda m: m.start))
        found = beside or outright or fields[:1]
        if all(segments.excepted(text, m.start) for m in found):
            return []  # "what could i do besides backend"
        meant = [m for m in found if not segments.set_aside(text, m.start)] or found
        return [self.kb.roles[role] for role in dict.fromkeys(m.id for m in meant)]

    def _checked(self, query: Query, mentions: Mentions) -> Query:
        """What the names say against the ranker: two roles are a comparison, a foreign profession is not ours."""
        if query.role and query.other_role and query.intent in COMPARABLE and segments.sets_side_by_side(query.text):
            aspect = "pay" if query.intent in (Intent.SALARY, Intent.FACTORS) else query.aspect
            query = query.replace(intent=Intent.COMPARE, topic=None, factor=None, aspect=aspect)
        if query.intent is Intent.RANK and query.other_role:
            query = query.replace(intent=Intent.COMPARE)
        if query.intent is Intent.COMPARE and not query.other_role:
            query = self._compared_within(query, mentions)
        if query.intent is Intent.ROADMAP and query.other_role:
            query = self._each(query)
        if query.intent is Intent.GAP and query.role_given and not segments.is_personal(query.text):
            query = query.replace(intent=Intent.ROLE, topic="skills")  # what the role needs, not what the writer lacks
        if query.intent is Intent.NEXT and segments.asks_time(query.text):
            query = query.replace(also=self._time_entry(query))
        if query.intent is Intent.SALARY:
            query = self._with_circumstances(query)
        if TOPICS[query.intent].needs_role and mentions.of("role") and not query.named_roles:
            query = query.replace(intent=Intent.MATCH, topic=None)  # "what could i do besides backend"
        if query.entry and query.entry.id in self.kb.choice.instead and self._says_likings(query.text):
            query = query.replace(intent=Intent.CHOOSE, entry=None)
        if mentions.professions and not mentions.roles and not mentions.fields:
            profession = mentions.of("profession")[0]
            if not self._may_speak_of(profession, query):
                return query.replace(
                    intent=Intent.NONE, confidence=0.0, unrecognised=(profession.text,), decision="abstain"
                )
        return query

    def _says_likings(self, text: str) -> bool:
        """Whether it says what its writer likes, in other words than moderators wrote."""
        return not self.is_wording(text) and any(options_named(text, self.kb.choice))

    def _may_speak_of(self, profession: Mention, query: Query) -> bool:
        """Whether a profession that we know nothing of is not what the question is about, or is the FAQ's own matter:
        "Do we have a lawyer?" where moderators wrote that the community has one."""
        if query.intent in _OF_THE_WRITER or self.is_wording(query.text):
            return True
        own = segments.speaks_of_self(query.text, profession.start, profession.end)
        if own and query.intent not in PAY:  # "i'm a mechanical engineer, is robotics realistic", not their own pay
            return True
        if query.entry is None:
            return False
        return f" {_plain(profession.text)} " in f" {_plain(query.entry.question)} "

    def _each(self, query: Query) -> Query:
        """ "Roadmaps of analyst and engineer": one after the other, in the order named."""
        asked = [role for role in query.named_roles if isinstance(role, Role) and role is not query.origin]
        if len(asked) < 2:
            return query
        first, second, *_ = asked
        return query.about([first]).replace(named_roles=query.named_roles, also=query.about([second]))

    def _compared_within(self, query: Query, mentions: Mentions) -> Query:
        """A comparison without a second role: of two levels or two skills of one role, else hardly a comparison."""
        if len(mentions.levels) > 1:
            about = next((m for m in query.matches if m.entry in _LEVEL_ENTRIES), None)
            return (
                query.replace(intent=Intent.SALARY)
                if about and about.entry != "role.levels"
                else query.replace(intent=Intent.ROLE, topic="levels")
            )
        if len(mentions.skills) > 1:
            return query.replace(intent=Intent.ROLE, topic="skills")
        return query.replace(confidence=query.confidence * ROLELESS_COMPARISON)

    def completed(self, query: Query, text: str) -> Query:
        """A question cut out of a longer message, with the names that stand elsewhere in it."""
        if query.text == text or query.intent is Intent.NONE:
            return query
        whole = self.named(query.replace(text=text), self.finder.find(text))
        slots = ("level", "location", "employer", "hours", "years")
        found = {name: getattr(whole, name) for name in slots if getattr(query, name) is None}
        origin = query.origin or whole.origin
        if query.named_roles:
            return query.replace(**found, origin=origin)
        named = [role for role in whole.named_roles if isinstance(role, Role)] or whole.named_roles
        found |= {name: getattr(whole.about(named), name) for name in _OF_ROLES}
        completed = query.replace(**found, origin=origin)
        unlike = query.entry and "compare" not in query.entry.tags and not query.entry.roles
        if unlike and completed.other_role and segments.chooses(query.text) and segments.sets_side_by_side(text):
            return completed.replace(intent=Intent.COMPARE, entry=None)  # "data science or security? suggest which one"
        return completed

    def _with_circumstances(self, query: Query) -> Query:
        """The level that years mean, and a place we have never heard of: it is named back, not passed over."""
        role = query.role if query.role and query.role.ladder else self.kb.roles[self.kb.community.default_role]
        fits = [rung.level for rung in role.ladder if query.years is not None and rung.fits(query.years)]
        place = query.unknown_place or ("" if query.location else self.unknown_place(query.text))
        return query.replace(level=query.level or (fits[0] if len(fits) == 1 else None), unknown_place=place)

    def unknown_place(self, text: str) -> str:
        """A place named in `text` that we have never heard of; empty if there is none."""
        place = segments.place_named(text)
        known = not place or stem(place.split()[0].casefold()) in self.vocabulary or place.casefold() in ORDINARY
        return "" if known else place.title()

    def settled(self, query: Query) -> Query:
        """A query whose names have changed, with what follows from them."""
        return self._with_circumstances(query) if query.intent is Intent.SALARY else query

    def _time_entry(self, query: Query) -> Query | None:
        """What the FAQ says on the time it takes, beside a plan in hours."""
        entries = self.kb.faq.values()
        entry = next((e for e in entries if query.role and "time" in e.tags and query.role.id in e.roles), None)
        return Query(Intent.FAQ, query.text, entry=entry) if entry else None

    def decided(self, query: Query) -> Query:
        """answer, clarify or abstain, by confidence."""
        if query.intent is Intent.NONE:
            return query.replace(decision="abstain")
        close = query.entry is not None and self._share(query.matches) < ENTRY_FLOOR
        if query.confidence >= ANSWER_FLOOR and not close:
            return query
        if query.confidence >= CLARIFY_FLOOR and query.in_scope >= SCOPE_FLOOR:
            return query.replace(
                intent=Intent.CLARIFY, decision="clarify", readings=self.questions(query), likeliest=query.intent
            )
        language = language_of(query.text, self.kb.words.languages)
        near = self._in_language(query, code_of(language)) if language else ()
        near = near or (self.questions(query) if query.in_scope >= NEAR_SCOPE else ())
        return declined(query).replace(readings=near, language=language)

    def second(self, query: Query) -> Query | None:
        """What a long message may mean as well: "6 months into my first job and i feel like a fraud" is about leaving
        early, and about feeling so."""
        if len(query.text.split()) < LONG_MESSAGE or not query.matches:
            return None
        first = query.matches[0]
        rest = (match for match in query.matches[1:] if not self._alike(match.entry, first.entry))
        likely = next((match for match in rest if match.score >= SECOND), None)
        if likely is None or self._intent_of(first) is not query.intent:
            return None
        mentions = self.finder.find(query.text)
        second = self._checked(self.named(self._targeted(likely.entry, query.text), mentions), mentions)
        topic = TOPICS[second.intent]
        lacking = (topic.needs_role and second.role is None) or (
            second.intent is Intent.COMPARE and not second.other_role
        )
        if lacking or not topic.repeatable:
            return None  # it changes or hands out a record, or would only be asked back
        return second.replace(brief=True)

    def _in_language(self, query: Query, code: str) -> tuple[str, ...]:
        """The questions of near FAQ entries that are in this language."""
        near = (self.kb.faq.get(match.entry.removeprefix(FAQ)) for match in query.matches)
        return tuple(entry.question for entry in near if entry and code and entry.language == code)[:READINGS]

    def _names_skill(self, entry: str) -> bool:
        intent = self.kb.intents.get(entry)
        return intent is not None and "{skill}" in intent.question

    def questions(self, query: Query) -> tuple[str, ...]:
        """The likeliest readings as whole questions about the role that is meant."""
        role = query.role or self.kb.roles[self.kb.community.default_role]
        matches = tuple(m for m in query.matches if query.skills or not self._names_skill(m.entry))
        matches = (*matches[:1], *(m for m in matches[1:READINGS] if m.score >= OFFERED))
        if not query.role:  # no role is pushed on somebody who named none
            matches = tuple(match for match in matches if self._without_role(match) == 1.0) or matches
        found = []
        for match in matches:
            if match.entry.startswith(FAQ):
                found.append(self.kb.faq[match.entry.removeprefix(FAQ)].question)
            elif self.kb.intents[match.entry].question:
                found.append(questions.said(match.entry, query, role, self.kb))
        return tuple(dict.fromkeys(found))


def declined(query: Query) -> Query:
    """What is left of a question that we do not answer: its names, which later messages may refer to."""
    return query.replace(
        intent=Intent.NONE, topic=None, entry=None, factor=None, aspect="", decision="abstain",
        confidence=1 - query.confidence,
    )  # fmt: skip


def _side_by_side(text: str, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Titles and fields that are set against each other: "frontend or backend"; of "is NLP dead or did LLMs kill it",
    where more stands between them, none."""
    if len({m.id for m in named}) < 2 or not segments.sets_side_by_side(text):
        return ()
    between = [text[one.end : other.start] for one, other in pairwise(named)]
    near = [n for n, words in enumerate(between) if len(words.split()) <= BETWEEN]
    return tuple(m for n, m in enumerate(named) if n in near or n - 1 in near)


def _target(roles: list[Role], query: Query) -> Role | None:
    """Of two roles named on a way from one to the other, the one at its end; else the first."""
    if not roles:
        return None
    way = query.intent in (Intent.GAP, Intent.NEXT, Intent.PLAN, Intent.ROADMAP, Intent.GOAL)
    return roles[-1] if way else roles[0]


def _masks(kb: KnowledgeBase, finder: NameFinder, learned: Masks | None, known: Mapping[str, str]) -> dict[str, str]:
    """Every phrase → the same with slots in the place of names, of what is `known` or `learned` as far as it goes."""
    entries = chain.from_iterable(entry.phrases for entry in kb.faq.values())
    intents = chain.from_iterable(intent.phrases for intent in kb.intents.values())
    phrases = tuple(dict.fromkeys((*entries, *intents, *kb.off_topic)))
    if not known and learned and learned.names == finder.key:
        known = learned.known(phrases)
    return {phrase: known.get(phrase) or finder.mask(phrase, finder.find(phrase)) for phrase in phrases}


def _wordings(kb: KnowledgeBase) -> dict[str, str]:
    owners: dict[str, set[str]] = {}
    for entry in kb.faq.values():
        for phrase in entry.phrases:
            owners.setdefault(_plain(phrase), set()).add(FAQ + entry.id)
    return {wording: entry for wording, (entry, *others) in owners.items() if not others}


def _placed(kb: KnowledgeBase, finder: NameFinder) -> frozenset[str]:
    local = (entry for entry in kb.faq.values() if entry.places)
    return frozenset(FAQ + e.id for e in local if all(finder.find(phrase).places for phrase in e.phrases))


def _plain(text: str) -> str:
    return " ".join(tokens(text))


def _bare(masked: str, mentions: Mentions) -> str:
    """The words of a masked text with slots alone: "is xskill kubernetes hard" → "is xskill hard"."""
    for name in dict.fromkeys(mention.text for mention in mentions.of("skill")):
        masked = masked.replace(f"{SKILL} {name}", SKILL)
    return _plain(masked)


def _company(mentions: Mentions, employers: Sequence[Employer]) -> str:
    """The company named, if it is one and not a kind of company ("startup")."""
    typed = next((m.text.casefold() for m in mentions.of("employer")), "")
    return next((name for kind in employers for name in kind.companies if name.casefold() == typed), "")


def _names_role(mentions: Mentions) -> int:
    """How many roles are named."""
    return len({m.id for m in mentions.of("role")}) + len(mentions.of("unknown-role"))


def _empty(heard: Heard) -> bool:
    """Small talk, or a call for help in general: nothing that a longer message is about."""
    first = heard.matches[0].entry if heard.matches else ELLIPSES[0]
    return first.startswith("chat.") or first in (*ELLIPSES, "help")


def _led_by(entry: str, wording: str, matches: Matches) -> Matches:
    """`matches` with `entry` first, and all others as unlikely as that leaves them."""
    first = next((match for match in matches if match.entry == entry), Match(entry, WORD_FOR_WORD, wording))
    others = [replace(match, score=min(match.score, 1 - WORD_FOR_WORD)) for match in matches if match is not first]
    return (replace(first, score=WORD_FOR_WORD), *others)


def _blended(part: Matches, whole: Matches) -> Matches:
    """The mean of how a part of a message and the message read."""
    shares = {match.entry: match for match in whole}
    blended = [
        replace(
            match,
            score=PART * match.score + (1 - PART) * (shares.pop(match.entry).score if match.entry in shares else 0),
        )
        for match in part
    ]
    blended += [replace(match, score=(1 - PART) * match.score) for match in shares.values()]
    return tuple(sorted(blended, key=lambda match: -match.score))


def _mean_odds(part: float, whole: float) -> float:
    return 1 / (1 + exp(-(PART * _log_odds(part) + (1 - PART) * _log_odds(whole))))


def _confidence(ranked: float, in_scope: float) -> float:
    """That answering the first match is right: how sure the ranker is, and how likely the question is ours at all."""
    bias, of_rank, of_scope = WEIGHTS
    return 1 / (1 + exp(-(bias + of_rank * _log_odds(ranked) + of_scope * _log_odds(in_scope))))


def _log_odds(share: float) -> float:
    share = min(max(share, 0.002), 0.998)
    return log(share / (1 - share))
