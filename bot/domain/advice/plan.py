"""The skill graph and a member's place in it: what a role needs, what is reached, in which order to learn, how long."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS, Importance, RoleLevel, SkillLevel
from bot.domain.core.profile import PlanChoice, Profile
from bot.domain.core.roles import Role, RoleSkill
from bot.domain.core.skills import Skill

DEFAULT_LEVEL: RoleLevel = "junior"
"""Looked at when nobody says a level: most who ask want to enter a role."""
ABILITY: dict[SkillLevel, str] = {
    "beginner": "I have tried it and need help",
    "intermediate": "I use it without help",
    "advanced": "I solve hard problems with it",
}
"""What each level means, as a member would say it."""
IMPORTANCES: tuple[Importance, ...] = ("core", "important", "useful")
Choices = Mapping[str, PlanChoice]
"""Skill → what the member chose for it as a step of their plan."""
NO_CHOICES: Choices = {}
_FIRST = -1
_WISHED: Mapping[PlanChoice, int] = {"first": _FIRST, "later": 1000}
"""Places before and behind all that the stages give."""

_RANKS: dict[SkillLevel | None, int] = {None: 0, **{level: n for n, level in enumerate(SKILL_LEVELS, 1)}}


@dataclass(frozen=True)
class Standing:
    """One requirement of a role, and how far a member meets it."""

    skill: str
    needed: SkillLevel
    weight: float
    importance: Importance
    reached: SkillLevel | None
    by: str = ""
    """The skill that counts for it, where that is another one: an alternative, or one that builds on it."""
    implied: bool = False
    """Reached only because `by` builds on it: inferred, not reported."""
    learn: str = ""
    """What to learn for it where any of several will do: the one begun, else the one nearest to what is held."""
    place: int = 0
    """Where the role's stages put it."""
    name: str = ""
    """What the requirement is called where any of several skills will do: `one cloud platform`."""
    why: str = ""

    @property
    def target(self) -> str:
        return self.learn or self.skill

    @property
    def share(self) -> float:
        """min(level reached / level needed, 1), levels counted 1 to 3."""
        return min(rank(self.reached) / rank(self.needed), 1.0)


@dataclass(frozen=True)
class Step:
    """One thing to learn: from a level (none: from the start) to another."""

    skill: str
    before: SkillLevel | None
    after: SkillLevel
    hours: tuple[int, int] | None
    """Low and high, from `before` to `after`; none where no figure is known."""
    opens: tuple[str, ...]
    """What the role needs and this is a prerequisite of, weightiest first."""
    requirement: bool
    """Asked for by the role itself, not only a prerequisite."""
    weight: float
    inferred: bool = False
    """`before` was not reported but follows from another skill."""
    why: str = ""
    """What the role does with it."""


def held_levels(profile: Profile, kb: KnowledgeBase) -> dict[str, SkillLevel]:
    """The member's skills that the knowledge still has, renamed ones under their present id."""
    held: dict[str, SkillLevel] = {}
    for skill, entry in profile.skills.items():
        current = kb.present_skill(skill)
        if current in kb.skills:
            held[current] = max(entry.level, held.get(current, entry.level), key=rank)
    return held


def rank(level: SkillLevel | None) -> int:
    """beginner 1, intermediate 2, advanced 3; nothing 0."""
    return _RANKS[level]


def implied(held: Mapping[str, SkillLevel], kb: KnowledgeBase) -> dict[str, tuple[SkillLevel, str]]:
    """Skills that follow from the held ones: id → (level, the skill it follows from).

    Nobody gets far with PyTorch without Python, so a prerequisite counts one level below the skill that needs it,
    and at least as beginner. What a stack or a certificate contains counts at its own level, up to what that shows.
    Our estimate; the reply says which skill it follows from.
    """
    result: dict[str, tuple[SkillLevel, str]] = {}
    for skill, level in sorted(held.items()):
        if skill not in kb.skills:
            continue
        parts = {part: min(level, shown, key=rank) for part, shown in kb.skills[skill].contains.items()}
        for part, given in parts.items():
            _note(result, part, given, skill)
        for above, given in {skill: level, **parts}.items():
            below = SKILL_LEVELS[max(rank(given) - 2, 0)]
            for need in kb.builds_on[above]:
                _note(result, need, below, skill)
    return result


def _note(found: dict[str, tuple[SkillLevel, str]], skill: str, level: SkillLevel, source: str) -> None:
    """The highest level that anything gives."""
    if rank(level) > rank(found.get(skill, (None, ""))[0]):
        found[skill] = (level, source)


def standings(
    role: Role,
    level: RoleLevel | None,
    held: Mapping[str, SkillLevel],
    kb: KnowledgeBase,
    *,
    follows: Mapping[str, tuple[SkillLevel, str]] | None = None,
    choices: Choices = NO_CHOICES,
) -> tuple[Standing, ...]:
    """Every requirement of `role` at `level` with what the member has of it, weightiest first.

    `follows` is `implied(held, kb)`, for a caller that looks at many roles. `choices` say what the
    member would rather learn where any of several will do.
    """
    follows = implied(held, kb) if follows is None else follows
    level = level or DEFAULT_LEVEL
    expects = kb.role_levels[level].expects
    places = stage_places(role)
    rows = [
        _standing(asked, needed, places, held, follows, choices, kb)
        for asked in role.skills
        if (needed := asked.needed(level, expects))
    ]
    return tuple(sorted(rows, key=lambda row: (-row.weight, row.place, kb.skills[row.skill].name.casefold())))


def stage_places(role: Role) -> dict[str, int]:
    """Skill → its place on the way to the role: as the stages list them, else by importance."""
    staged = list(dict.fromkeys(skill for stage in role.stages for skill in stage.skills))
    places = {asked.skill: len(staged) + IMPORTANCES.index(asked.importance) for asked in role.skills}
    return places | {skill: n for n, skill in enumerate(staged)}


def _standing(
    asked: RoleSkill,
    needed: SkillLevel,
    places: Mapping[str, int],
    held: Mapping[str, SkillLevel],
    follows: Mapping[str, tuple[SkillLevel, str]],
    choices: Choices,
    kb: KnowledgeBase,
) -> Standing:
    """The best of the skill itself, its alternatives and what follows from other skills; the plainest of equals."""
    options = (asked.skill, *asked.alternatives)
    learn = max(options, key=lambda option: rank(held.get(option)))
    reached, by, inferred = held.get(learn), learn if learn != asked.skill else "", False
    for option in options:
        given, source = follows.get(option, (None, ""))
        if rank(given) > rank(reached):
            learn, reached, by, inferred = option, given, source, True
    if reached is None:
        preferred = [option for option in options if choices.get(option) in ("first", "instead")]
        learn, by = nearest(preferred or options, held.keys() | follows.keys(), places.keys(), kb), ""
    return Standing(
        asked.skill,
        needed,
        asked.weight,
        asked.importance,
        reached,
        by,
        implied=inferred,
        learn=learn,
        place=places[asked.skill],
        name=asked.name,
        why=asked.why,
    )


def nearest(options: Sequence[str], known: Collection[str], wanted: Collection[str], kb: KnowledgeBase) -> str:
    """Of skills that serve alike, the one with the least to learn before it, then the most behind it.

    What the role wants anyway is no way to go; what is known already counts for more.
    """

    def distance(option: str) -> tuple[int, int, int]:
        skill = kb.skills[option]
        missing = kb.builds_on[option].difference(known)
        behind = {*skill.needs, *skill.helps}.intersection(known)
        return len(missing.difference(wanted)), -len(behind), -len(missing.intersection(wanted))

    return min(options, key=distance)


def readiness(standings: Iterable[Standing]) -> float:
    """Σ weight · min(level reached / level needed, 1) / Σ weight; 0 for a role without requirements."""
    rows = tuple(standings)
    total = sum(row.weight for row in rows)
    return sum(row.weight * row.share for row in rows) / total if total else 0.0


def core_met(standings: Iterable[Standing]) -> tuple[int, int]:
    """How many core skills are at the level needed, of how many."""
    core = [row for row in standings if row.importance == "core"]
    return sum(row.share == 1 for row in core), len(core)


def planned(
    rows: Iterable[Standing], held: Mapping[str, SkillLevel], kb: KnowledgeBase, choices: Choices = NO_CHOICES
) -> tuple[Step, ...]:
    """The steps that a plan shows, in the order of the role's stages and as the member chose.

    What is merely useful waits until nothing weightier is open.
    """
    rows = tuple(rows)
    weighty = tuple(row for row in rows if row.importance != "useful")
    return steps(weighty, held, kb, choices) or steps(rows, held, kb, choices)


def steps(
    standings: Iterable[Standing], held: Mapping[str, SkillLevel], kb: KnowledgeBase, choices: Choices = NO_CHOICES
) -> tuple[Step, ...]:
    """What is left to learn, prerequisites first, otherwise in the order of the role's stages.

    Prerequisites that are neither held nor covered otherwise come in as beginner steps of their own. A requirement
    begun through an alternative is finished through it. What the member skips is left out, what they put off and what
    builds on it come last.
    """
    rows = tuple(_placed(row, choices) for row in standings)
    follows = implied(held, kb)
    skipped = {skill for skill, choice in choices.items() if choice == "skip"}
    covered = held.keys() | follows.keys() | {name for row in rows if row.reached for name in (row.skill, row.learn)}
    covered |= skipped
    targets: dict[str, SkillLevel] = {}
    asked: dict[str, Standing] = {}
    places: dict[str, int] = {}
    for row in rows:
        if row.share == 1 or row.target in skipped:
            continue
        skill = row.target
        targets[skill] = max(row.needed, targets.get(skill, row.needed), key=rank)
        asked[skill] = max(row, asked.get(skill, row), key=lambda one: one.weight)
        for one in (skill, *(kb.builds_on[skill] - covered)):
            targets.setdefault(one, "beginner")
            places[one] = min(row.place, places.get(one, row.place))
    wished = {skill: _WISHED.get(choice) for skill, choice in choices.items()}
    places |= {skill: place for skill, place in wished.items() if place and skill in places}
    order = in_order(targets, {skill: row.weight for skill, row in asked.items()}, kb, places)
    return tuple(_step(skill, targets[skill], asked, held, follows, kb) for skill in order)


def _placed(row: Standing, choices: Choices) -> Standing:
    return replace(row, place=_FIRST) if choices.get(row.target) == "first" else row


def _step(
    skill: str,
    after: SkillLevel,
    asked: Mapping[str, Standing],
    held: Mapping[str, SkillLevel],
    follows: Mapping[str, tuple[SkillLevel, str]],
    kb: KnowledgeBase,
) -> Step:
    before = max(held.get(skill), follows.get(skill, (None, ""))[0], key=rank)
    opens = [name for name in asked if skill in kb.builds_on[name]]
    opens.sort(key=lambda name: (-asked[name].weight, name))
    row = asked.get(skill)
    return Step(
        skill,
        before,
        after,
        hours_between(kb.skills[skill], before, after),
        tuple(opens),
        requirement=row is not None,
        weight=row.weight if row else 0.0,
        inferred=rank(before) > rank(held.get(skill)),
        why=row.why if row else "",
    )


def in_order(
    wanted: Collection[str], weights: Mapping[str, float], kb: KnowledgeBase, places: Mapping[str, int] | None = None
) -> list[str]:
    """`wanted` with prerequisites first, then by place; ties go to what leads to the most weight, then by name."""
    places = places or dict.fromkeys(wanted, 0)
    above = {skill: _earlier(skill, wanted, places, kb) for skill in wanted}
    value = {
        skill: weights.get(skill, 0.0) + sum(weights.get(other, 0.0) for other in wanted if skill in above[other])
        for skill in wanted
    }
    waiting = {skill: len(needs) for skill, needs in above.items()}
    ready = [(places[skill], -value[skill], skill) for skill, count in waiting.items() if not count]
    heapq.heapify(ready)
    order = []
    while ready:
        *_, skill = heapq.heappop(ready)
        order.append(skill)
        for other in wanted:
            if skill in above[other]:
                waiting[other] -= 1
                if not waiting[other]:
                    heapq.heappush(ready, (places[other], -value[other], other))
    return order


def _earlier(skill: str, wanted: Collection[str], places: Mapping[str, int], kb: KnowledgeBase) -> set[str]:
    """What of `wanted` comes before `skill`: what it needs, and what helps unless the stages put that later."""
    helpful = {other for other in kb.skills[skill].helps if other in wanted and places[other] <= places[skill]}
    return helpful | (kb.builds_on[skill] & set(wanted))


def hours_between(skill: Skill, before: SkillLevel | None, after: SkillLevel) -> tuple[int, int] | None:
    """Study hours from one level to another: the difference of the cumulative figures.

    None where either level has no figure of its own: a missing one is never filled from its neighbor.
    """
    end: tuple[int, int] | None = getattr(skill.hours, after)
    start: tuple[int, int] | None = getattr(skill.hours, before) if before else (0, 0)
    if end is None or start is None:
        return None
    low, high = sorted((end[0] - start[0], end[1] - start[1]))
    return (low, high) if low > 0 else None


def total_hours(steps: Iterable[Step]) -> tuple[int, int]:
    """The sum of the known ranges."""
    ranges = [step.hours for step in steps if step.hours]
    return sum(low for low, _ in ranges), sum(high for _, high in ranges)
