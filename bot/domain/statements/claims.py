"""What a message says of each skill, folded into a report: stored, asked about, denied, taken off or wished for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import prod

from bot.domain.core.levels import SkillLevel
from bot.domain.core.profile import ASSUMED_LEVEL
from bot.domain.core.query import SkillMention, SkillReport
from bot.domain.statements.model import Said

STORE = 0.85
"""How sure it must be that the writer has a skill to store it at once;"""
STORE_SHORT, SHORT = 0.75, 8
"""the same in a message of so few words and marks, where it is right more often than it knows;"""
WHOLE, FIRM = 0.5, 0.95
"""How likely it must be that all of a message is read right to store all of it at once: a wrong record is as bad as
three questions, and one question costs no more for asking about several skills. If it is less likely, only the skills
that are so sure by themselves are stored, and the others asked about;"""
CORRECT = 0.5
"""the same for another level of a skill reported just before: to leave the old one is as wrong;"""
ASK = 0.25
"""and to ask whether they do; below that nothing is done."""
SURE_LEVEL = 0.75
"""How sure a level must be; below that the skill is put to the member with the likeliest one."""
ASK_ALONE = 0.45
"""How sure at least one skill must be for a message that reports nothing for certain to be asked about."""
REMOVE, DENY, WANT = 0.7, 0.45, 0.35
QUOTED = 0.5
"""How sure it can be at most of what stands in quotation marks: mostly an advertisement;"""
SUPPOSED = 0.6
"""and of what stands in a sentence that supposes something: `if i do an hour of sql every evening`."""


@dataclass(frozen=True)
class Claim:
    """What is said of one skill; `sure` is the probability of the stance."""

    stance: str
    sure: float
    level: SkillLevel | None = None
    level_sure: float = 1.0

    @property
    def right(self) -> float:
        """How likely stance and level are both right."""
        return self.sure * self.level_sure


def claim(one: Said, asked: bool) -> Claim:
    """`asked`: the message lists the writer's skills; each counts unless it is denied."""
    stance = one.stance
    maybe = stance == "none" and one.stances["has"] >= ASK and not one.quoted
    if maybe or (asked and stance in ("none", "wants")):
        stance = "has"
    sure = 1.0 if asked else one.stances[stance]
    if stance != "has":
        return Claim(stance, sure)
    if one.quoted:
        sure = min(sure, QUOTED)
    if one.supposed:
        sure = min(sure, SUPPOSED)
    unsaid = one.levels[""]
    level = one.level
    if level is None or level == ASSUMED_LEVEL:  # both come to the same
        return Claim(stance, sure, level, unsaid + one.levels[ASSUMED_LEVEL])
    return Claim(stance, sure, level, one.levels[level] + unsaid / 2)


@dataclass
class Claims:
    """The skills of a message in the order named; the last statement of each holds."""

    by_skill: dict[str, Claim] = field(default_factory=dict)
    mentioned: list[str] = field(default_factory=list)
    """Those named by name, and not only pointed at."""
    places: dict[str, int] = field(default_factory=dict)
    """Where each was named last."""

    def add(self, skill: str, new: Claim) -> None:
        before = self.by_skill.get(skill)
        if before and new.stance == "none" and before.stance != "none":
            return
        if before and before.stance == new.stance == "has":
            if new.level is None:
                new = replace(new, level=before.level, level_sure=before.level_sure)
            new = replace(new, sure=max(before.sure, new.sure))
        self.by_skill[skill] = new

    def mention(self, skill: str, new: Claim, at: int) -> None:
        self.add(skill, new)
        self.places[skill] = at
        if skill not in self.mentioned:
            self.mentioned.append(skill)

    def refine(self, skill: str, new: Claim, vague: bool) -> None:
        """What is said of a skill by pointing at it later in the message: mostly its level."""
        before = self.by_skill[skill]
        if new.stance == before.stance == "has":
            if new.level and (before.level is None or new.level_sure > before.level_sure):
                self.by_skill[skill] = replace(before, level=new.level, level_sure=new.level_sure)
        elif not vague and (before.stance == "none" or new.stance != "has"):
            self.add(skill, new)

    def spoken_of(self) -> tuple[str, ...]:
        return tuple(skill for skill, one in self.by_skill.items() if one.stance != "none")

    def gone(self) -> tuple[str, ...]:
        return tuple(skill for skill, one in self.by_skill.items() if one.stance in ("lacks", "remove"))

    def report(self, reported: Sequence[str], listed: Sequence[str], store: float) -> SkillReport:
        """`reported`: skills reported before, `listed`: last; `store`: how sure it must be of a new one."""
        fates: dict[str, list[str]] = {"known": [], "doubtful": [], "denied": [], "removed": [], "wanted": []}
        to_store = [one.right for one in self.by_skill.values() if _fate(one, False, store) in ("known", "doubtful")]
        whole = prod(to_store) >= WHOLE
        for skill, one in self.by_skill.items():
            if fate := _fate(one, skill in reported, store, whole):
                fates[fate].append(skill)
        asked_about = [self.by_skill[skill].sure for skill in fates["doubtful"]]
        firm = fates["known"] or fates["denied"] or fates["removed"]
        if not firm and all(sure < ASK_ALONE for sure in asked_about):
            fates["doubtful"], asked_about = [], []
        return SkillReport(
            known=self._with_levels(fates["known"]),
            doubtful=self._with_levels(fates["doubtful"]),
            denied=tuple(fates["denied"]),
            removed=tuple(fates["removed"]),
            wanted=tuple(fates["wanted"]),
            named=self._named(listed),
            likely=max(asked_about, default=0.0),
        )

    def _with_levels(self, skills: Sequence[str]) -> tuple[SkillMention, ...]:
        return tuple(SkillMention(skill, self.by_skill[skill].level) for skill in skills)

    def _named(self, listed: Sequence[str]) -> tuple[str, ...]:
        """What "the second one" may mean from now on: a list that was only spoken of again stays as it was."""
        spoken = [skill for skill, one in self.by_skill.items() if one.stance in ("has", "lacks", "remove")]
        if not spoken or not set(spoken) <= set(listed):
            return tuple(spoken)
        if not self.mentioned:
            return tuple(listed)
        return (*(skill for skill in listed if skill not in spoken), *spoken)


def _fate(one: Claim, reported: bool, store: float, whole: bool = True) -> str:
    if one.stance == "has":
        if reported and one.level and min(one.sure, one.level_sure) >= CORRECT:
            return "known"
        if one.sure >= store and one.level_sure >= SURE_LEVEL and (whole or one.right >= FIRM):
            return "known"
        return "doubtful" if one.sure >= ASK else ""
    if one.stance == "remove":
        return "removed" if one.sure >= REMOVE else "denied" if one.sure >= ASK else ""
    if one.stance == "lacks" and one.sure >= DENY:
        return "removed" if reported and one.sure >= REMOVE else "denied"
    return "wanted" if one.stance == "wants" and one.sure >= WANT else ""
