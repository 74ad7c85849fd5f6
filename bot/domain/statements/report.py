"""What a message says of its writer's own skills, goal and hours, each part with how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.core.conversation import NEW, Conversation
from bot.domain.core.knowledge import KnowledgeBase, SkillLevel
from bot.domain.core.learned import NOTHING_LEARNED, Learned
from bot.domain.core.profile import ASSUMED_LEVEL
from bot.domain.core.query import SkillMention, SkillReport, Unknown
from bot.domain.language import segments
from bot.domain.names.finder import NameFinder
from bot.domain.names.mentions import Mention, Mentions
from bot.domain.statements.features import Layout
from bot.domain.statements.model import Said, StatementModel
from bot.domain.statements.orders import order
from bot.domain.statements.pointers import VAGUE, pointers, resolve
from bot.domain.statements.row import Span, TokenKind

STORE = 0.8
"""How sure it must be that the writer has a skill to store it at once;"""
STORE_SHORT, SHORT = 0.7, 8
"""the same in a message of so few words and marks, where it is right more often than it knows;"""
ASK = 0.35
"""and to ask whether they do; below that nothing is done."""
QUOTED = 0.5
"""How sure it can be at most of what stands in quotation marks: mostly an advertisement."""
VAGUE_FIELD = 0.2
"""So much less sure is it that a field, such as ML, is meant as a skill."""
SURE_LEVEL = 0.7
"""How sure a level must be; below that the skill is put to the member with the likeliest one."""
REMOVE, DENY, WANT = 0.7, 0.55, 0.5
GOAL, FIELD_GOAL, HOURS = 0.5, 0.75, 0.5
GOAL_ASKING = 0.85
"""The same for a goal in a message that also asks: most roles in questions are nobody's goal."""
POINT, POINT_VAGUELY = 0.6, 0.75
"""How sure it must be that a pointer says something of the skills it points at."""
TAKEN_BACK = 0.4
"""How sure it must be that what was reported last is denied or taken off again."""
UNKNOWN, UNKNOWN_ALONE = 0.6, 0.8
"""How sure it must be that a word we do not know is meant as a skill: in a list with skills, and alone."""
_CLAIMING = frozenset({"know", "add", "learned", "learnt", "knows", "use", "note"})
ASK_ALONE = 0.55
"""How sure at least one skill must be for a message that reports nothing for certain to be asked about."""


_SEVERAL = ("both", "the other two", "those two", "the two", "all two")
"""Pointers that a single skill cannot be meant by."""


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
    mentioned: list[str] = field(default_factory=list)
    """Those named by name, and not only pointed at."""

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

    def refine(self, skill: str, claim: _Claim, vague: bool) -> None:
        """What is said of a skill by pointing at it later in the message: mostly its level."""
        before = self.found[skill]
        if claim.stance == before.stance == "has":
            if claim.level and (before.level is None or claim.level_sure > before.level_sure):
                self.found[skill] = replace(before, level=claim.level, level_sure=claim.level_sure)
        elif not vague and (before.stance == "none" or claim.stance != "has"):
            self.add(skill, claim)

    def spoken_of(self) -> tuple[str, ...]:
        return tuple(skill for skill, claim in self.found.items() if claim.stance != "none")


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
        return cls(kb, finder, StatementModel.fitted(kb, year, learned), year)

    def read(self, text: str, so_far: Conversation = NEW, *, asked: bool = False) -> SkillReport:
        """`asked`: the text answers "which skills do you have?"; each name in it counts unless it is denied."""
        if found := order(text):
            return SkillReport(order=found)
        mentions = self.finder.find(text)
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
                if mention.weak and not asked and claim.stance == "has":
                    claim = replace(claim, sure=claim.sure - VAGUE_FIELD)
                if mention.id in so_far.skills and _taken_back(layout, one):
                    claim = _Claim("remove", REMOVE)
                if mention.kind == "ambiguous":
                    if claim.stance == "has" and claim.sure >= ASK:
                        ambiguous[mention.text] = mention.options
                    continue
                claims.add(mention.id, claim)
                if mention.id not in claims.mentioned:
                    claims.mentioned.append(mention.id)
            elif token.kind == "pointer" and not _explains(layout, one):
                self._point(one, claims, so_far)
        pointed = any(one.token.kind == "pointer" and one.token.text not in VAGUE for one in said)
        for skill in _excepted(layout, said, names):
            claims.found[skill] = _Claim("none", 1.0)
        # "what is the best sushi in town" says nothing of the skills reported before it.
        if so_far.skills and not (claims.named or pointed or segments.may_ask(text)):
            self._elliptic(text, claims, so_far)
        report = _folded(claims, so_far, STORE_SHORT if len(layout.tokens) <= SHORT else STORE)
        unknown = self._unknown(layout, said, report, mentions, asked)
        goal, unknown_goal = self._goal(layout, text, said, names)
        goal = goal or self._field(layout, text, mentions)
        hours = _hours(said, mentions)
        return report.replace(
            unknown=unknown, ambiguous=tuple(ambiguous.items()), goal=goal, unknown_goal=unknown_goal, hours=hours
        )

    def _point(self, one: Said, claims: _Claims, so_far: Conversation) -> None:
        """`both`, `the last two`: skills named earlier in the message, else those reported last."""
        words, stance = one.token.text, one.stance
        vague = words in VAGUE
        gone = one.stances["remove"] + one.stances["lacks"]
        if not vague and gone > max(one.stances["has"], TAKEN_BACK):
            stance = "remove" if so_far.skills else stance
        elif stance == "none" or one.stances[stance] < (POINT_VAGUELY if vague else POINT):
            return
        claim = _claim(one, asked=False) if stance == one.stance else _Claim(stance, max(gone, REMOVE))
        if words.startswith(("none", "neither")) and stance == "has":
            claim = _Claim("lacks", claim.sure)
        here = resolve(words, claims.mentioned, claims.spoken_of()) if claims.mentioned else ()
        if here and not (len(here) < 2 and words.startswith(_SEVERAL)):
            for skill in here:
                claims.refine(skill, claim, vague)
            return
        for skill in resolve(words, so_far.skills, claims.spoken_of()):
            if not (vague and skill in claims.found):
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

    def _field(self, layout: Layout, text: str, mentions: Mentions) -> str:
        """`i want to do data science as a job`: a field, which else is a skill, as the role that works in it."""
        fields = {(m.start, m.end): m.id for m in mentions.of("role", weak=True)}
        tokens = [
            replace(token, kind="role") if (token.start, token.end) in fields else token for token in layout.tokens
        ]
        places = [at for at, token in enumerate(tokens) if (token.start, token.end) in fields]
        if not places:
            return ""
        for one in self.model.said(Layout(tokens), places):
            if one.stances["goal"] >= max(FIELD_GOAL, _goal_floor(layout, text, one)):
                return fields[one.token.start, one.token.end]
        return ""

    def _goal(
        self,
        layout: Layout,
        text: str,
        said: Sequence[Said],
        names: dict[tuple[int, int], tuple[TokenKind, Mention]],
    ) -> tuple[str, Unknown | None]:
        for one in reversed(said):
            if one.token.kind == "role" and one.stances.get("goal", 0) >= _goal_floor(layout, text, one):
                mention = names[one.token.start, one.token.end][1]
                if mention.kind == "role":
                    return mention.id, None
                near = self.finder.find_role(mention.text).near
                return "", Unknown(mention.text, tuple(self.kb.roles[role].name for role in near))
        return "", None


_UNKNOWN_TITLE = re.compile(
    r"\b(?!(?:an?|the|my|of|as|be)\s)(?:[a-z][\w+#-]*\s+){1,2}?(?:engineer|developer|dev|scientist|designer|analyst|architect|manager|administrator|tester|"
    r"researcher|consultant|specialist|hacker|programmer)\b",
    re.IGNORECASE,
)


def _names(text: str, mentions: Mentions) -> dict[tuple[int, int], tuple[TokenKind, Mention]]:
    """Place → what kind of name stands there, and the name."""
    found: dict[tuple[int, int], tuple[TokenKind, Mention]] = {}
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


_EXCEPT = frozenset({"except", "but", "besides", "apart", "excluding"})
_BACK = frozenset({"not", "no", "minus", "without", "nix", "scratch", "except"})


def _taken_back(layout: Layout, one: Said) -> bool:
    """Of a skill reported just before: `minus matplotlib`, `hm, not helm actually`, `i never used scala`."""
    gone = one.stances["remove"] + one.stances["lacks"]
    if gone > max(one.stances["has"], TAKEN_BACK):
        return True
    return one.at > 0 and layout.tokens[one.at - 1].text in _BACK and one.stances["has"] < ASK


def _excepted(
    layout: Layout, said: Sequence[Said], names: dict[tuple[int, int], tuple[TokenKind, Mention]]
) -> Iterator[str]:
    """`remove all of them except sql`: what stays."""
    removing = [one.at for one in said if one.token.kind == "pointer" and one.stances["remove"] > TAKEN_BACK]
    for one in said:
        if one.token.kind == "skill" and removing and removing[0] < one.at:
            before = [token.text for token in layout.tokens[max(0, one.at - 2) : one.at]]
            if _EXCEPT & set(before):
                yield names[one.token.start, one.token.end][1].id


def _goal_floor(layout: Layout, text: str, one: Said) -> float:
    """How sure a goal must be, by whether its own sentence asks."""
    first, last = layout.sentence[one.at]
    sentence = text[layout.tokens[first].start : layout.tokens[last - 1].end]
    return GOAL_ASKING if segments.may_ask(sentence) else GOAL


def _explains(layout: Layout, one: Said) -> bool:
    """`the rest (python, sql)`: the names in brackets say what is meant."""
    after = layout.tokens[one.at + 1 : one.at + 3]
    return len(after) == 2 and after[0].text in "(:" and after[1].kind == "skill"


def _claim(one: Said, asked: bool) -> _Claim:
    stance = one.stance
    maybe = stance == "none" and one.stances["has"] >= ASK and not one.quoted
    if maybe or (asked and stance in ("none", "wants")):
        stance = "has"
    sure = 1.0 if asked else one.stances[stance]
    if stance != "has":
        return _Claim(stance, sure)
    if one.quoted:
        sure = min(sure, QUOTED)
    unsaid = one.levels[""]
    level = one.level
    if level is None or level == ASSUMED_LEVEL:  # both come to the same
        return _Claim(stance, sure, level, unsaid + one.levels[ASSUMED_LEVEL])
    return _Claim(stance, sure, level, one.levels[level] + unsaid / 2)


def _folded(claims: _Claims, so_far: Conversation, store: float) -> SkillReport:
    known: list[SkillMention] = []
    doubtful: list[SkillMention] = []
    denied: list[str] = []
    removed: list[str] = []
    wanted: list[str] = []
    for skill in claims.named:
        claim = claims.found[skill]
        if claim.stance == "has":
            mention = SkillMention(skill, claim.level)
            if claim.sure >= store and claim.level_sure >= SURE_LEVEL:
                known.append(mention)
            elif claim.sure >= ASK:
                doubtful.append(mention)
        elif claim.stance == "lacks" and claim.sure >= DENY:
            (removed if skill in so_far.skills and claim.sure >= REMOVE else denied).append(skill)
        elif claim.stance == "remove" and claim.sure >= ASK:
            (removed if claim.sure >= REMOVE else denied).append(skill)
        elif claim.stance == "wants" and claim.sure >= WANT:
            wanted.append(skill)
    if not (known or denied or removed) and all(claims.found[m.skill].sure < ASK_ALONE for m in doubtful):
        doubtful = []
    likely = max((claims.found[m.skill].sure for m in doubtful), default=0.0)
    spoken = [skill for skill in claims.named if claims.found[skill].stance in ("has", "lacks", "remove")]
    return SkillReport(
        tuple(known), tuple(doubtful), tuple(denied), tuple(removed), tuple(wanted), named=tuple(spoken), likely=likely
    )


def _hours(said: Sequence[Said], mentions: Mentions) -> float | None:
    values = {(m.start, m.end): m.value for m in mentions.of("hours")}
    meant = [
        values.get((one.token.start, one.token.end))
        for one in said
        if one.token.kind == "hours" and one.stances["hours"] >= HOURS
    ]
    return next((value for value in reversed(meant) if value), None)
