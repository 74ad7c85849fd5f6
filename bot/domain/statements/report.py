"""What a message says of its writer's own skills, goal and hours, each part with how sure it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.domain.core.conversation import NEW, Conversation
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.learned import NOTHING_LEARNED, Learned
from bot.domain.core.query import SkillReport, Unknown
from bot.domain.names.finder import NameFinder
from bot.domain.names.mentions import Mention, Mentions
from bot.domain.statements import aims
from bot.domain.statements.claims import ASK, SHORT, STORE, STORE_SHORT, Claim, Claims, claim
from bot.domain.statements.everyday import MEANT, MOST
from bot.domain.statements.follow_up import POINT, FollowUp, corrects_a_level, excepted, new_level
from bot.domain.statements.layout import Layout
from bot.domain.statements.model import Said, StatementModel
from bot.domain.statements.orders import order
from bot.domain.statements.pointers import VAGUE
from bot.domain.statements.row import Span, TokenKind
from bot.domain.statements.spans import with_pointers

VAGUE_FIELD = 0.2
"""So much less sure is it that a field, such as ML, is meant as a skill."""
UNKNOWN, UNKNOWN_ALONE = 0.6, 0.8
"""How sure it must be that a word we do not know is meant as a skill: in a list with skills, and alone."""
_CLAIMING = frozenset({"know", "add", "learned", "learnt", "knows", "use", "note"})
_UNKNOWN_TITLE = re.compile(
    r"\b(?!(?:an?|the|my|of|as|be)\s)(?:[a-z][\w+#-]*\s+){1,2}?(?:engineer|developer|dev|scientist|designer|analyst"
    r"|architect|manager|administrator|tester|researcher|consultant|specialist|hacker|programmer)\b",
    re.IGNORECASE,
)
_READ = ("skill", "pointer", "role", "hours", "name")
MOST_READ = 300
"""Names of a message that are looked at: no record is as long, and "r r r ..." holds a thousand."""
_KINDS: dict[str, TokenKind] = {
    "skill": "skill", "ambiguous": "skill", "role": "role", "profession": "role", "hours": "hours",
}  # fmt: skip
Place = tuple[int, int]
NOTHING: Mapping[Place, float] = MappingProxyType({})


@dataclass(frozen=True)
class StatementReader:
    """One snapshot of the knowledge, ready to read what members say of themselves."""

    kb: KnowledgeBase
    finder: NameFinder
    model: StatementModel
    year: int

    @classmethod
    def compile(
        cls, kb: KnowledgeBase, finder: NameFinder, year: int, learned: Learned = NOTHING_LEARNED
    ) -> StatementReader:
        return cls(kb, finder, StatementModel.fitted(kb, finder, year, learned), year)

    def read(self, text: str, so_far: Conversation = NEW, *, asked: bool = False) -> SkillReport:
        """`asked`: the text answers "which skills do you have?"; each name in it counts unless it is denied."""
        if ordered := order(text):
            return SkillReport(order=ordered)
        before = FollowUp.of(so_far)
        mentions = self.finder.find(text)
        names = _names(text, mentions)
        everyday = self._everyday(text, names)
        names |= {place: mention for place, (mention, _) in everyday.items()}
        layout = self._layout(text, names)
        if layout.only_explains and so_far.query and before.last:
            return self.read(f"{so_far.query.text}\n{text}", replace(so_far, query=None))
        places = [at for at, token in enumerate(layout.tokens) if token.kind in _READ][:MOST_READ]
        said = self.model.said(layout, places)
        meant = {place: sure for place, (_, sure) in everyday.items()}
        claims, ambiguous = self._claims(layout, said, names, before, asked, meant)
        before.correct(text, layout, claims)
        pointed = any(one.token.kind == "pointer" and one.token.text not in VAGUE for one in said)
        told = any(one.level and one.stance == "has" for one in claims.by_skill.values())  # "now it's rusty"
        if not told and before.open_to_level(text, layout, claims, pointed):
            self._level_alone(text, claims, before)
        report = claims.report(before.reported, before.listed, STORE_SHORT if len(layout.tokens) <= SHORT else STORE)
        goal = aims.goal(layout, text, said, names, again=bool(before.last.goal))
        goal = goal or aims.other_goal(self.model, layout, text, said, mentions)
        role = goal.id if goal and goal.kind == "role" else ""
        return report.replace(
            corrects=before.corrects(text, layout, claims, report),
            unknown=self._unknown(layout, said, report, mentions, asked),
            ambiguous=ambiguous,
            goal=role,
            unknown_goal=self._unknown_role(goal.text) if goal and not role else None,
            hours=aims.hours(said, mentions),
        )

    def _everyday(self, text: str, names: Mapping[Place, Mention]) -> dict[Place, tuple[Mention, float]]:
        """The everyday words that are meant as skills where they stand, and how likely."""
        words = {(m.start, m.end): m for m in self.finder.everyday(text) if (m.start, m.end) not in names}
        if len(words) > MOST:
            return {}
        words = {place: m for place, m in words.items() if all(_apart(place, other) for other in names)}
        if not words:
            return {}
        layout = self._layout(text, {**names, **words})
        places = [at for at, token in enumerate(layout.tokens) if (token.start, token.end) in words]
        likely = zip(places, self.model.meant(text, layout, places), strict=True)
        sure = {(layout.tokens[at].start, layout.tokens[at].end): share for at, share in likely}
        return {place: (words[place], share) for place, share in sure.items() if share >= MEANT}

    def _layout(self, text: str, names: Mapping[Place, Mention]) -> Layout:
        spans = [Span(_KINDS[mention.kind], *place) for place, mention in names.items()]
        return self.model.layout(text, with_pointers(text, spans), self.kb, self.year)

    def _claims(
        self, layout: Layout, said: Sequence[Said], names: dict[Place, Mention], before: FollowUp, asked: bool,
        meant: Mapping[Place, float] = NOTHING,
    ) -> tuple[Claims, tuple[tuple[str, tuple[str, ...]], ...]]:  # fmt: skip
        """What is said of each skill, and the words that may mean several. `meant`: how sure everyday words are."""
        claims, ambiguous = Claims(), {}
        for one in said:
            if one.token.kind == "pointer" and not layout.explained(one.at):
                before.point(layout, one, claims)
            elif one.token.kind == "skill":
                place = (one.token.start, one.token.end)
                mention = names[place]
                if mention.kind != "ambiguous":
                    new = before.claim(layout, one, mention.id, asked)
                    new = new if asked else _less_sure(new, mention, meant.get(place, 1.0))
                    claims.mention(mention.id, new, one.at)
                elif claim(one, asked).stance == "has" and claim(one, asked).sure >= ASK:
                    ambiguous[mention.text] = mention.options
        for one in excepted(layout, said):
            claims.by_skill[names[one.token.start, one.token.end].id] = Claim("none", 1.0)
        return claims, tuple(ambiguous.items())

    def _level_alone(self, text: str, claims: Claims, before: FollowUp) -> None:
        """`make that intermediate`, `2 years, not 8`: the skills reported last, at another level."""
        layout = self.model.layout("it: " + new_level(text), [Span("pointer", 0, 2)], self.kb, self.year)
        one = self.model.said(layout, [0])[0]
        floor = ASK if corrects_a_level(layout, text) else POINT
        if one.level and one.stances["has"] >= floor:
            for skill in (skill for skill in before.focus if skill not in before.last.denied):
                claims.add(skill, claim(one, asked=False))

    def _unknown_role(self, words: str) -> Unknown:
        return Unknown(words, tuple(self.kb.roles[role].name for role in self.finder.find_role(words).near))

    def _unknown(
        self, layout: Layout, said: Sequence[Said], report: SkillReport, mentions: Mentions, asked: bool
    ) -> tuple[Unknown, ...]:
        """Words that are no skill of ours where one is meant: in a list with skills, or after `i know`."""
        taken = [(m.start, m.end) for m in mentions.all]
        held = {m.skill for m in report.known}
        places = {m.start for m in mentions.of("skill") if m.id in held}
        terms = []
        for one in said:
            token = one.token
            if token.kind != "name" or any(start < token.end and token.start < end for start, end in taken):
                continue
            first, last = layout.groups[one.at]
            among = any(t.start in places for t in layout.tokens[first : last + 1])
            told = _CLAIMING & {t.text for t in layout.tokens[max(first - 2, 0) : first]} and not layout.asks
            sure = UNKNOWN if among or asked else UNKNOWN_ALONE
            if (among or asked or told) and one.stances["has"] >= sure:
                terms.append(token.text)
        return tuple(Unknown(term, self.finder.near_skills(term)) for term in dict.fromkeys(terms))


def _less_sure(new: Claim, mention: Mention, meant: float) -> Claim:
    if new.stance != "has":
        return new
    return replace(new, sure=new.sure * meant - VAGUE_FIELD * mention.weak)


def _names(text: str, mentions: Mentions) -> dict[Place, Mention]:
    """The names that something may be said of, by place; skills go before roles."""
    named = sorted((m for m in mentions.all if m.kind in _KINDS), key=lambda m: _KINDS[m.kind] != "skill")
    places: dict[Place, Mention] = {}
    for mention in named:
        places.setdefault((mention.start, mention.end), mention)
    for match in _UNKNOWN_TITLE.finditer(text):
        if all(_apart(match.span(), place) for place in places):
            places[match.span()] = Mention("profession", "", match.start(), match.end(), match.group())
    return places


def _apart(one: Place, other: Place) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]
