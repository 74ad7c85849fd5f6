"""What a message says of skills without naming them, and of those that were reported just before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.core.conversation import Conversation
from bot.domain.core.query import SkillMention, SkillReport
from bot.domain.language import segments
from bot.domain.language.ordinary_words import word_set
from bot.domain.statements.claims import ASK, DENY, REMOVE, Claim, Claims, claim
from bot.domain.statements.layout import Layout
from bot.domain.statements.model import Said
from bot.domain.statements.pointers import ABOUT_LEVELS, VAGUE, WHOLE, resolve

POINT, POINT_VAGUELY = 0.6, 0.75
"""How sure it must be that a pointer says something of the skills it points at."""
TAKEN_BACK = 0.4
"""How sure it must be that what was reported last is denied or taken off again."""
BACK_ODDS, RATED_ODDS, CORRECTED_ODDS = 3.0, 4.0, 4.0
"""So much likelier than of any skill is it that one reported just before is taken off or denied, and that one with a
level beside it has that level now: "sql is a 5/10"; more so with a word of correction."""
LEVEL_CHANGED = 0.6
"""How sure a level must be to stand in place of one reported before: mostly that one is kept."""
_SEVERAL = ("both", "the other two", "those two", "the two", "all two")
"""Pointers that a single skill cannot be meant by."""
_BACK = frozenset({"not", "no", "minus", "without", "nix", "scratch", "except"})
_EXCEPT = frozenset({"except", "but", "besides", "apart", "excluding"})
_LEFT_OUT = frozenset({"except", "but", "besides", "minus", "bar", "excluding"})
_TOO = frozenset({"too", "also", "same", "well", "likewise"})
_INSTEAD = re.compile(
    r"^\s*\*|\bi (?:meant|mean)\b|\bmeant (?:to|it)\b|\btypo\b|\bwrong (?:one|key|word)|\bmix(?:ed)? up\b",
    re.IGNORECASE,
)
"""`kotlin, i meant`, `*postgres`: another skill in place of the one reported."""

_CORRECTING = word_set(
    """
    wrong mistake typo meant mean correction correct oops sorry jk joke joking kidding lie lied lying misread mixed
    confused downgrade upgrade actually recalibrated reconsidered overstated exaggerated exaggerating wait nope fix
    update change edit should downplayed overdid thought carried trolling bluffing modest humble undersold oversold
    generous harsh bragging bragged
    """
)
"""Words by which a message corrects the one before,"""
_HESITATING = re.compile(r"^\W*(?:(?:hm+|well|nah|no|ok|okay|eh)\b[\s,.…]*)+", re.IGNORECASE)
"""and those by which it may, where it begins with them and gives a level."""
_IN_TALK = word_set("thought actually sorry should wait mean change update fix edit joke joking")
"""Words of correction that stand in any talk, too."""
_BESIDE_LEVELS = word_set(
    """
    about around bit by bump by eh fair far hm hmm honest honestly id kind lower myself nah never raise rate safe sort
    today used very whatever
    """
)
"""Words that stand beside a level as often as not."""
_SETTING = re.compile(
    r"\b(?:make|call|put|set|mark|bump|rate|lower|raise)\s+(?:it|that|this|them|those|these|me|both)\b",
    re.IGNORECASE,
)
"""`put me at intermediate`: with a level and no name it is of the report before."""
_SWAPPED = re.compile(r"\bother way (?:a)?round\b|\bvice versa\b|\bthe reverse\b|\bswap(?:ped)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class FollowUp:
    """A message after a report, or the first one: then nothing has been reported."""

    reported: tuple[str, ...]
    """Skills reported in the conversation, in the order named."""
    last: SkillReport
    """What the last question or report said of skills."""

    @classmethod
    def of(cls, so_far: Conversation) -> FollowUp:
        return cls(so_far.skills, so_far.query.report if so_far.query else SkillReport())

    @property
    def listed(self) -> tuple[str, ...]:
        """What "both" and "the second one" are of."""
        return self.last.named or self.reported

    @property
    def focus(self) -> tuple[str, ...]:
        """The skills that the message before spoke of."""
        spoken = (*(m.skill for m in (*self.last.known, *self.last.doubtful)), *self.last.removed, *self.last.denied)
        return tuple(skill for skill in dict.fromkeys(spoken) if skill in self.reported) or self.reported

    def claim(self, layout: Layout, one: Said, skill: str, asked: bool) -> Claim:
        """What is said of a skill named in the message."""
        if skill not in self.reported:
            return claim(one, asked)
        likelier = _reweighed(one)
        if _taken_back(layout, likelier) or self._off_too(layout, likelier):
            return Claim("remove", REMOVE)
        rated = layout.own_level(one.at) not in ("", "zero") and not layout.asks
        if rated:
            likelier = _likelier(likelier, ("has",), RATED_ODDS)
            corrected = _CORRECTING & {token.text for token in layout.tokens}
            likelier = _likelier(likelier, ("has",), CORRECTED_ODDS) if corrected else likelier
        new = claim(likelier, asked)
        # "i maintain the git training" says nothing of a level that may stand in place of the one on record.
        changed = layout.leveled and one.levels[new.level or ""] >= LEVEL_CHANGED
        return new if changed else replace(new, level=None)

    def _off_too(self, layout: Layout, one: Said) -> bool:
        """`drop jquery`, then `and php too`."""
        only_removed = bool(self.last.removed) and not self.last.known
        return only_removed and not one.level and bool(_TOO & {token.text for token in layout.tokens})

    def point(self, layout: Layout, one: Said, claims: Claims) -> None:
        """`both`, `the last two`: skills named earlier in the message, else those reported before."""
        words, stance = one.token.text, one.stance
        if layout.words[one.at + 1 : one.at + 2] == ["way"]:  # "the other way round"
            return
        vague = words in VAGUE
        gone = one.stances["remove"] + one.stances["lacks"]
        if not vague and gone > max(one.stances["has"], TAKEN_BACK):
            stance = "remove" if self.reported else stance
        elif stance == "none" or one.stances[stance] < (POINT_VAGUELY if vague else POINT):
            return
        new = claim(one, asked=False) if stance == one.stance else Claim(stance, max(gone, REMOVE))
        if stance == "remove" and one.stance == "lacks" and not self.last.named:
            new = Claim("lacks", DENY)  # "that one i don't" after a question is of what was asked about
        left_out = one.at > 0 and layout.tokens[one.at - 1].text in _LEFT_OUT
        if stance == "has" and (left_out or words.startswith(("none", "neither"))):
            new = Claim("lacks", new.sure)
        corrected = "wrong" in layout.senses
        named = self._named(layout, one, stance, claims)
        here = resolve(words, named, claims.spoken_of()) if named else ()
        if here and not (len(here) < 2 and words.startswith(_SEVERAL)):
            for skill in here:
                before = claims.by_skill[skill]
                another = corrected and new.level and skill in self.reported
                if another and (before.stance == "none" or before.sure < new.sure):
                    claims.by_skill[skill] = new  # "my company has 5 years of aws, i've touched it for 5 months"
                claims.refine(skill, new, vague)
            return
        for skill in self._pointed_at(words, stance, claims):
            if not (vague and skill in claims.by_skill):
                claims.add(skill, new)

    def _named(self, layout: Layout, one: Said, stance: str, claims: Claims) -> list[str]:
        """The skills of the message that a pointer may mean."""
        named = claims.mentioned
        if stance == "remove" and self.reported:  # "i was testing the bot, delete that" is of the last message
            named = [s for s in named if s in self.reported or claims.by_skill[s].stance != "none"]
        start, _ = layout.sentence[one.at]
        near = [skill for skill in named if claims.places[skill] >= start]
        return near if one.token.text in VAGUE and near else named  # "cnns: published on them"

    def _pointed_at(self, words: str, stance: str, claims: Claims) -> tuple[str, ...]:
        if words in WHOLE:  # "wipe that": all that the message before said; "that is advanced": its last skill
            return self.focus if stance == "remove" else self.focus[-1:]
        gone = claims.gone() if stance == "has" else ()  # "joking about spark. the other two are real, 7 of 10 both"
        return resolve(words, [skill for skill in self.listed if skill not in gone], claims.spoken_of())

    def correct(self, text: str, layout: Layout, claims: Claims) -> None:
        """`kotlin, i meant`, `other way round`: what takes the place of what the message before reported."""
        last = [mention for mention in self.last.known if mention.skill in self.reported]
        named = [mention for mention in last if mention.skill in claims.mentioned]
        swapped = named if len(named) == 2 else last
        if len(swapped) == 2 and _SWAPPED.search(text):
            for mention, other in zip(swapped, reversed(swapped), strict=True):
                claims.by_skill[mention.skill] = Claim("has", 1.0, other.level)
            return
        new = [skill for skill in claims.mentioned if skill not in self.reported]
        replaced = named if len(named) == 1 else last
        if len(replaced) == len(new) == 1:
            self._replace(text, layout, claims, replaced[0], new[0])

    def _replace(self, text: str, layout: Layout, claims: Claims, old: SkillMention, new: str) -> None:
        if segments.may_ask(text):  # "and power bi? i mean, should i learn it"
            return
        said = claims.by_skill[new]
        gone = old.skill in claims.gone() and said.stance == "has"  # "it was flask, not django"
        if gone or (_INSTEAD.search(text) and said.stance in ("has", "none")):
            claims.by_skill[new] = Claim("has", 1.0, (layout.leveled and said.level) or old.level)
            claims.by_skill[old.skill] = Claim("remove", 1.0)

    def corrects(self, text: str, layout: Layout, claims: Claims, report: SkillReport) -> bool:
        """Whether the message is about the report before it: by words of correction, a place in its list ("the third
        one"), or a name of it that has a level or is taken off."""
        changed = {*(mention.skill for mention in report.known), *report.removed}
        if not self.last.named or not changed.intersection(self.reported):
            return False
        if any(map(segments.asks, segments.sentences(text))):
            return False
        if corrects_a_level(layout, text):
            return True
        pointed = any(token.kind == "pointer" and token.text not in VAGUE for token in layout.tokens)
        named = changed.intersection(claims.mentioned, self.reported)
        corrected = _CORRECTING & {token.text for token in layout.tokens}
        if corrected and (named or report.removed or corrected - _IN_TALK):
            return True
        return pointed or any(skill in report.removed or claims.by_skill[skill].level for skill in named)

    def open_to_level(self, text: str, layout: Layout, claims: Claims, pointed: bool) -> bool:
        """Whether a level in the message may be that of the skills reported in the message before it.

        "what is the best sushi in town" says nothing of them.
        """
        if not self.reported or claims.mentioned or pointed or segments.may_ask(text):
            return False
        return layout.leveled


def corrects_a_level(layout: Layout, text: str) -> bool:
    """Whether it gives a level in place of one reported: `hmm no, make that basic`, `was too modest, 6/10`."""
    if not (layout.leveled and _says_a_level_only(layout)):
        return False
    corrected = _CORRECTING & {token.text for token in layout.tokens}
    return bool(corrected or _HESITATING.match(text) or _SETTING.search(text))


def _says_a_level_only(layout: Layout) -> bool:
    """Whether each sentence with a level is about nothing else: not "nah, that movie was terrible"."""
    leveled = {layout.sentence[at] for at, token in enumerate(layout.tokens) if token.level}
    told = [token for first, last in leveled for token in layout.tokens[first:last]]
    words = {token.text for token in told if token.kind in ("word", "name") and not token.level}
    return words <= ABOUT_LEVELS | _CORRECTING | _BESIDE_LEVELS


def new_level(text: str) -> str:
    """What a message says in place of a level: `well, ok, the basics` → `the basics`."""
    put = _SETTING.search(text)
    return text[put.start() :] if put else _HESITATING.sub("", text)


def _reweighed(one: Said) -> Said:
    return _likelier(one, ("remove", "lacks"), BACK_ODDS)


def _likelier(one: Said, names: Sequence[str], times: float) -> Said:
    odds = {name: share * (times if name in names else 1) for name, share in one.stances.items()}
    total = sum(odds.values())
    return replace(one, stances={name: share / total for name, share in odds.items()})


def _taken_back(layout: Layout, one: Said) -> bool:
    """Of a skill reported just before: `minus matplotlib`, `hm, not helm actually`, `i never used scala`; not where
    a level stands in its sentence: `kotlin not so much, make that beginner`."""
    first, last = layout.sentence[one.at]
    if one.stances["remove"] < TAKEN_BACK and layout.leveled_within(first, last):
        return False
    gone = one.stances["remove"] + one.stances["lacks"]
    if gone > max(one.stances["has"], TAKEN_BACK):
        return True
    return one.at > 0 and layout.tokens[one.at - 1].text in _BACK and one.stances["has"] < ASK


def excepted(layout: Layout, said: Sequence[Said]) -> list[Said]:
    """`remove all of them except sql`: what stays."""
    removing = [one.at for one in said if one.token.kind == "pointer" and one.stances["remove"] > TAKEN_BACK]
    if not removing:
        return []
    behind = [one for one in said if one.token.kind == "skill" and one.at > removing[0]]
    return [one for one in behind if _EXCEPT & {t.text for t in layout.tokens[max(0, one.at - 2) : one.at]}]
