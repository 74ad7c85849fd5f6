"""What a message says of its writer's own skills, goal and hours, each part with how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.core.conversation import NEW, Conversation
from bot.domain.core.knowledge import KnowledgeBase, SkillLevel
from bot.domain.core.query import SkillMention, SkillReport, Unknown
from bot.domain.names.finder import Lexicon
from bot.domain.names.mentions import Mention, Mentions
from bot.domain.statements.features import Layout
from bot.domain.statements.model import Said, StatementModel
from bot.domain.statements.orders import order
from bot.domain.statements.pointers import VAGUE, pointers, resolve
from bot.domain.statements.row import Span

STORE = 0.7
"""How sure it must be that the writer has a skill to store it at once,"""
ASK = 0.4
"""and to ask whether they do; below that nothing is done."""
SURE_LEVEL = 0.55
"""How sure a level must be; below that the skill is put to the member with the likeliest one."""
REMOVE, DENY, WANT = 0.7, 0.55, 0.5
GOAL, HOURS = 0.6, 0.5
POINT, POINT_VAGUELY = 0.6, 0.75
"""How sure it must be that a pointer says something of the skills it points at."""
UNKNOWN = 0.6
"""How sure it must be that a word we do not know is meant as a skill that the writer has."""


@dataclass
class _Claim:
    """What is said of one skill; `sure` is the probability of the stance."""

    stance: str
    sure: float
    level: SkillLevel | None = None
    level_sure: float = 1.0


@dataclass
class _Claims:
    """The skills of a message in the order named; the last statement of each holds."""

    found: dict[str, _Claim] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)

    def add(self, skill: str, claim: _Claim) -> None:
        before = self.found.get(skill)
        if skill not in self.named:
            self.named.append(skill)
        if before and claim.stance == "none" and before.stance != "none":
            return
        if before and before.stance == claim.stance == "has":
            if claim.level is None:
                claim = replace(claim, level=before.level, level_sure=before.level_sure)
            claim = replace(claim, sure=max(before.sure, claim.sure))
        self.found[skill] = claim

    def spoken_of(self) -> tuple[str, ...]:
        return tuple(skill for skill, claim in self.found.items() if claim.stance != "none")


@dataclass(frozen=True)
class StatementReader:
    """One snapshot of the knowledge, ready to read what members say of themselves."""

    kb: KnowledgeBase
    lexicon: Lexicon
    model: StatementModel
    year: int

    @classmethod
    def compile(cls, kb: KnowledgeBase, lexicon: Lexicon, year: int) -> StatementReader:
        return cls(kb, lexicon, StatementModel.fitted(kb, year), year)

    def read(self, text: str, so_far: Conversation = NEW, *, asked: bool = False) -> SkillReport:
        """`asked`: the text answers "which skills do you have?"; each name in it counts unless it is denied."""
        if found := order(text):
            return SkillReport(order=found)
        mentions = self.lexicon.find(text)
        names = _names(text, mentions)
        spans = [Span(kind, start, end) for (start, end), (kind, _) in names.items()]
        spans += _pointer_spans(text, spans)
        layout = self.model.layout(text, spans, self.kb, self.year)
        places = [
            at for at, token in enumerate(layout.tokens) if token.kind in ("skill", "pointer", "role", "hours", "name")
        ]
        said = self.model.said(layout, places)
        claims, ambiguous = _Claims(), {}
        for one in said:
            token = one.token
            if token.kind == "skill":
                mention = names[token.start, token.end][1]
                claim = _claim(one, asked)
                if mention.kind == "ambiguous":
                    if claim.stance == "has" and claim.sure >= ASK:
                        ambiguous[mention.text] = mention.options
                    continue
                claims.add(mention.id, claim)
            elif token.kind == "pointer":
                self._point(one, claims, so_far)
        if not claims.named and so_far.skills:
            self._elliptic(text, claims, so_far)
        unknown = self._unknown(layout, said, claims, mentions, asked)
        report = _folded(claims, so_far)
        goal, unknown_goal = self._goal(layout, said, names, mentions)
        hours = _hours(said, mentions)
        return report.replace(
            unknown=unknown, ambiguous=tuple(ambiguous.items()), goal=goal, unknown_goal=unknown_goal, hours=hours
        )

    def _point(self, one: Said, claims: _Claims, so_far: Conversation) -> None:
        words, stance = one.token.text, one.stance
        vague = words in VAGUE
        if stance == "none" or one.stances[stance] < (POINT_VAGUELY if vague else POINT):
            return
        meant = resolve(words, claims.named, claims.spoken_of()) if claims.named else ()
        few = len(meant) < 2 and words.startswith(("both", "the other two", "those two"))
        if not meant or few:
            meant = resolve(words, so_far.skills, claims.spoken_of())
        claim = _claim(one, asked=False)
        for skill in meant:
            before = claims.found.get(skill)
            settled = before is not None and before.stance != "none"
            if vague and settled and (before.level or claim.level is None or before.stance != claim.stance):
                continue
            claims.add(skill, claim)

    def _elliptic(self, text: str, claims: _Claims, so_far: Conversation) -> None:
        """`make that intermediate`, `2 years, not 8`: the skills reported last, at another level."""
        start = "it: "
        layout = self.model.layout(start + text, [Span("pointer", 0, 2)], self.kb, self.year)
        if not any(token.level for token in layout.tokens):
            return
        one = self.model.said(layout, [0])[0]
        if one.stance == "has" and one.level and one.stances["has"] >= POINT:
            for skill in so_far.skills:
                claims.add(skill, _claim(one, asked=False))

    def _unknown(
        self, layout: Layout, said: Sequence[Said], claims: _Claims, mentions: Mentions, asked: bool
    ) -> tuple[Unknown, ...]:
        """Words that are no skill of ours where one is meant."""
        taken = [(m.start, m.end) for m in mentions.all]
        terms = []
        for one in said:
            token = one.token
            if token.kind != "name" or any(start < token.end and token.start < end for start, end in taken):
                continue
            listed = layout.groups[layout.tokens.index(token)]
            among = any(t.kind == "skill" for t in layout.tokens[listed[0] : listed[1] + 1])
            if one.stance == "has" and one.stances["has"] >= UNKNOWN and (among or asked or not claims.named):
                terms.append(token.text)
        return tuple(Unknown(term, self.lexicon.near_skills(term)) for term in dict.fromkeys(terms))

    def _goal(
        self,
        layout: Layout,
        said: Sequence[Said],
        names: dict[tuple[int, int], tuple[str, Mention]],
        mentions: Mentions,
    ) -> tuple[str, Unknown | None]:
        for one in reversed(said):
            if one.token.kind == "role" and one.stances.get("goal", 0) >= GOAL:
                mention = names[one.token.start, one.token.end][1]
                if mention.kind == "role":
                    return mention.id, None
                near = self.lexicon.find_role(mention.text).near
                return "", Unknown(mention.text, tuple(self.kb.roles[role].name for role in near))
        return "", None


_UNKNOWN_TITLE = re.compile(
    r"(?:\b[a-z][\w+#-]*\s+){1,2}?(?:engineer|developer|dev|scientist|designer|analyst|architect|manager|administrator|tester|"
    r"researcher|consultant|specialist|hacker|programmer)\b",
    re.IGNORECASE,
)


def _names(text: str, mentions: Mentions) -> dict[tuple[int, int], tuple[str, Mention]]:
    """Place → what kind of name stands there, and the name."""
    found: dict[tuple[int, int], tuple[str, Mention]] = {}
    for mention in mentions.all:
        place = (mention.start, mention.end)
        if mention.kind in ("skill", "ambiguous"):
            found[place] = ("skill", mention)
        elif mention.kind in ("role", "profession"):
            found.setdefault(place, ("role", mention))
        elif mention.kind == "hours":
            found.setdefault(place, ("hours", mention))
    for match in _UNKNOWN_TITLE.finditer(text):
        if all(match.end() <= start or end <= match.start() for start, end in found):
            found[match.span()] = ("role", Mention("profession", "", match.start(), match.end(), match.group()))
    return found


def _pointer_spans(text: str, spans: Sequence[Span]) -> Iterable[Span]:
    for start, end, words in pointers(text):
        if all(end <= span.start or span.end <= start for span in spans):
            yield Span("pointer", start, end, text=words)


def _claim(one: Said, asked: bool) -> _Claim:
    stance = one.stance
    if asked and stance in ("none", "wants"):
        stance = "has"
    sure = 1.0 if asked else one.stances[stance]
    level = one.level if stance == "has" else None
    return _Claim(stance, sure, level, one.levels.get(level or "", 1.0))


def _folded(claims: _Claims, so_far: Conversation) -> SkillReport:
    known, doubtful, denied, removed, wanted = [], [], [], [], []
    for skill in claims.named:
        claim = claims.found[skill]
        if claim.stance == "has":
            mention = SkillMention(skill, claim.level)
            if claim.sure >= STORE and claim.level_sure >= SURE_LEVEL:
                known.append(mention)
            elif claim.sure >= ASK:
                doubtful.append(mention)
        elif claim.stance == "lacks" and claim.sure >= DENY:
            (removed if skill in so_far.skills and claim.sure >= REMOVE else denied).append(skill)
        elif claim.stance == "remove" and claim.sure >= ASK:
            (removed if claim.sure >= REMOVE else denied).append(skill)
        elif claim.stance == "wants" and claim.sure >= WANT:
            wanted.append(skill)
    spoken = [skill for skill in claims.named if claims.found[skill].stance in ("has", "lacks", "remove")]
    return SkillReport(tuple(known), tuple(doubtful), tuple(denied), tuple(removed), tuple(wanted), named=tuple(spoken))


def _hours(said: Sequence[Said], mentions: Mentions) -> float | None:
    values = {(m.start, m.end): m.value for m in mentions.of("hours")}
    meant = [
        values.get((one.token.start, one.token.end))
        for one in said
        if one.token.kind == "hours" and one.stances["hours"] >= HOURS
    ]
    return next((value for value in reversed(meant) if value), None)
