"""What a message says of skills without naming them, and of those that were reported just before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.core.conversation import Conversation
from bot.domain.core.query import SkillReport
from bot.domain.language import segments
from bot.domain.statements.claims import ASK, DENY, REMOVE, Claim, Claims, claim
from bot.domain.statements.layout import Layout
from bot.domain.statements.model import Said
from bot.domain.statements.pointers import VAGUE, WHOLE, resolve

POINT, POINT_VAGUELY = 0.6, 0.75
"""How sure it must be that a pointer says something of the skills it points at."""
TAKEN_BACK = 0.4
"""How sure it must be that what was reported last is denied or taken off again."""
BACK_ODDS = 3.0
"""So much likelier than of any skill is it that one reported just before is taken off or denied."""
_SEVERAL = ("both", "the other two", "those two", "the two", "all two")
"""Pointers that a single skill cannot be meant by."""
_BACK = frozenset({"not", "no", "minus", "without", "nix", "scratch", "except"})
_EXCEPT = frozenset({"except", "but", "besides", "apart", "excluding"})
_TOO = frozenset({"too", "also", "same", "well", "likewise"})
_INSTEAD = re.compile(
    r"^\s*\*|\bi (?:meant|mean)\b|\bmeant (?:to|it)\b|\btypo\b|\bwrong (?:one|key|word)|\bmix(?:ed)? up\b",
    re.IGNORECASE,
)
"""`kotlin, i meant`, `*postgres`: another skill in place of the one reported."""

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
        new = claim(likelier, asked)
        # "i maintain the git training" says nothing of a level that may stand in place of the one on record.
        return new if any(token.level for token in layout.tokens) else replace(new, level=None)

    def _off_too(self, layout: Layout, one: Said) -> bool:
        """`drop jquery`, then `and php too`."""
        only_removed = bool(self.last.removed) and not self.last.known
        return only_removed and not one.level and bool(_TOO & {token.text for token in layout.tokens})

    def point(self, one: Said, claims: Claims) -> None:
        """`both`, `the last two`: skills named earlier in the message, else those reported before."""
        words, stance = one.token.text, one.stance
        vague = words in VAGUE
        gone = one.stances["remove"] + one.stances["lacks"]
        if not vague and gone > max(one.stances["has"], TAKEN_BACK):
            stance = "remove" if self.reported else stance
        elif stance == "none" or one.stances[stance] < (POINT_VAGUELY if vague else POINT):
            return
        new = claim(one, asked=False) if stance == one.stance else Claim(stance, max(gone, REMOVE))
        if stance == "remove" and one.stance == "lacks" and not self.last.named:
            new = Claim("lacks", DENY)  # "that one i don't" after a question is of what was asked about
        if words.startswith(("none", "neither")) and stance == "has":
            new = Claim("lacks", new.sure)
        here = resolve(words, claims.mentioned, claims.spoken_of()) if claims.mentioned else ()
        if here and not (len(here) < 2 and words.startswith(_SEVERAL)):
            for skill in here:
                claims.refine(skill, new, vague)
            return
        for skill in self._pointed_at(words, stance, claims):
            if not (vague and skill in claims.by_skill):
                claims.add(skill, new)

    def _pointed_at(self, words: str, stance: str, claims: Claims) -> tuple[str, ...]:
        if words in WHOLE:  # "wipe that": all that the message before said; "that is advanced": its last skill
            return self.focus if stance == "remove" else self.focus[-1:]
        return resolve(words, self.listed, claims.spoken_of())

    def correct(self, text: str, claims: Claims) -> None:
        """`kotlin, i meant`, `other way round`: what takes the place of what the message before reported."""
        last = [mention for mention in self.last.known if mention.skill in self.reported]
        new = [skill for skill in claims.mentioned if skill not in self.reported]
        if len(last) == 2 and _SWAPPED.search(text):
            for mention, other in zip(last, reversed(last), strict=True):
                claims.by_skill[mention.skill] = Claim("has", 1.0, other.level)
        elif len(last) == len(new) == 1 and _INSTEAD.search(text):
            said = claims.by_skill[new[0]]
            if said.stance in ("has", "none"):
                claims.by_skill[new[0]] = Claim("has", 1.0, said.level or last[0].level)
                claims.by_skill[last[0].skill] = Claim("remove", 1.0)

    def open_to_level(self, text: str, layout: Layout, claims: Claims, pointed: bool) -> bool:
        """Whether a level in the message may be that of the skills reported in the message before it.

        "what is the best sushi in town" says nothing of them.
        """
        if not self.reported or claims.mentioned or pointed or segments.may_ask(text):
            return False
        return any(token.level for token in layout.tokens)


def _reweighed(one: Said) -> Said:
    odds = {name: share * (BACK_ODDS if name in ("remove", "lacks") else 1) for name, share in one.stances.items()}
    total = sum(odds.values())
    return replace(one, stances={name: share / total for name, share in odds.items()})


def _taken_back(layout: Layout, one: Said) -> bool:
    """Of a skill reported just before: `minus matplotlib`, `hm, not helm actually`, `i never used scala`."""
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
